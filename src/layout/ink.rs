//! Edges → the grid of the regions that they close. A line is never cut but where ink runs between two of its words.

use super::completion::complete;
use super::draft::{Draft, Finder, Part, whole_lines};
use super::grid::{Way, is_level};
use super::regions::{Edge, regions};
use super::settings::Settings;
use super::sheet::Sheet;
use crate::geometry::Rect;
use crate::pdf::Word;

/// The grid of the regions that these edges close.
pub(super) fn grid_of<'a>(
    edges: &[Edge],
    sheet: &'a Sheet<'_>,
    strategy: &'static str,
    settings: &Settings,
) -> Option<Draft<'a>> {
    let mut regions = regions(edges, sheet.page, settings);
    if regions.is_empty() {
        return None;
    }
    let mut evidence = vec![format!("{} edges, {} regions", edges.len(), regions.len())];
    let mut parts = placed_by_ink(sheet, &regions, settings);
    let drawn = regions.len();
    complete(&mut regions, &mut parts, settings);
    if regions.len() > drawn {
        evidence.push(format!("{} cells not drawn", regions.len() - drawn));
    }
    Some(Draft {
        sheet,
        regions,
        parts,
        strategy,
        way: Way::Unknown,
        evidence,
    })
}

/// Each line goes to the smallest region that holds it, and is cut where the borders of regions run between its words.
fn placed_by_ink<'a>(sheet: &'a Sheet<'_>, regions: &[Rect], settings: &Settings) -> Vec<Part<'a>> {
    let finder = Finder::new(regions);
    let lines = whole_lines(sheet).into_iter();
    lines
        .flat_map(|line| {
            let parts = cut_at_borders(&line, &finder);
            join_overprinted(parts, line.words, regions, settings)
        })
        .collect()
}

/// The line in parts whose words' centres lie in one region each.
fn cut_at_borders<'a>(line: &Part<'a>, finder: &Finder) -> Vec<Part<'a>> {
    let mut rest = line.words;
    let mut parts = Vec::new();
    let mut homes = rest
        .iter()
        .map(|word| finder.smallest(&word.rect))
        .peekable();
    while let Some(home) = homes.next() {
        let mut count = 1;
        while homes.next_if_eq(&home).is_some() {
            count += 1;
        }
        let Some((head, tail)) = rest.split_at_checked(count) else {
            break;
        };
        parts.push(Part {
            home,
            ..line.of(head)
        });
        rest = tail;
    }
    parts
}

/// Parts that a border does not run between but through: the text of one cell that is wider than its cell, which goes
/// where most of it stands.
fn join_overprinted<'a>(
    parts: Vec<Part<'a>>,
    line: &'a [Word],
    regions: &[Rect],
    settings: &Settings,
) -> Vec<Part<'a>> {
    let mut joined: Vec<(usize, Part<'a>)> = Vec::new();
    let mut begin = 0;
    for part in parts {
        let end = begin + part.words.len();
        match joined.last_mut() {
            Some((first, last)) if is_overprinted(last, &part, regions, settings) => {
                let home = match last.rect.width() >= part.rect.width() {
                    true => last.home,
                    false => part.home,
                };
                let words = line.get(*first..end).unwrap_or_default();
                let whole = last.of(words);
                *last = Part {
                    home,
                    torn: true,
                    ..whole
                };
            }
            _ => joined.push((begin, part)),
        }
        begin = end;
    }
    joined.into_iter().map(|(_, part)| part).collect()
}

/// Whether the border between two parts of one line runs through a word, where no gap wider than a space parts them.
fn is_overprinted(left: &Part, right: &Part, regions: &[Rect], settings: &Settings) -> bool {
    let (Some(last), Some(first)) = (left.words.last(), right.words.first()) else {
        return false;
    };
    let region = |part: &Part| part.home.and_then(|home| regions.get(home));
    let over_left = region(left).is_some_and(|r| last.rect.x1 > r.x1 + settings.snap);
    let over_right = region(right).is_some_and(|r| first.rect.x0 < r.x0 - settings.snap);
    let gap = first.rect.x0 - last.rect.x1;
    let level = is_level(first) && is_level(last);
    let close = gap < settings.word_space * last.size.max(first.size);
    level && close && (over_left || over_right)
}
