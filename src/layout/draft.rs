//! What a strategy says of a page: regions, and the region of each line, or of each part that something real leaves of a
//! line. A line is never cut but where ink runs between two of its words, or where a strategy parts it and says so.

use super::completion::complete;
use super::grid::{Way, day_of};
use super::lines::is_level;
use super::regions::{Edge, regions};
use super::settings::Settings;
use super::sheet::Sheet;
use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::pdf::Word;

/// A page cut into regions, and every word of it placed once.
pub(super) struct Draft<'a> {
    pub sheet: &'a Sheet<'a>,
    pub regions: Vec<Rect>,
    /// Every word of the sheet, once, in the order of the sheet.
    pub parts: Vec<Part<'a>>,
    pub strategy: &'static str,
    pub way: Way,
    pub evidence: Vec<String>,
}

/// A line, or what is left of one that is cut.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub words: &'a [Word],
    pub rect: Rect,
    /// The day that it is as a whole.
    pub day: Option<DayMark>,
    /// The region that it goes to; none for what stands outside all.
    pub home: Option<usize>,
    /// Whether a border runs through its words, or a cut through a gap no wider than a space.
    pub torn: bool,
}

impl<'a> Part<'a> {
    /// A line of the sheet as it is, in no region yet.
    pub(super) fn whole(sheet: &'a Sheet<'_>, line: usize) -> Option<Self> {
        let day = sheet.days.get(line).copied().flatten();
        let line = sheet.lines.get(line)?;
        Some(Self {
            words: &line.words,
            rect: line.rect,
            day,
            home: None,
            torn: false,
        })
    }

    /// Some of these words, which follow each other.
    pub(super) fn of(&self, words: &'a [Word]) -> Self {
        if words.len() == self.words.len() {
            return *self;
        }
        Self {
            words,
            rect: Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default(),
            day: day_of(words.iter()),
            ..*self
        }
    }

    /// The same part, torn where a cut through its line made it.
    pub(super) fn torn_if(self, torn: bool) -> Self {
        Self {
            torn: self.torn || torn,
            ..self
        }
    }

    /// The largest font size of its words, in points.
    pub(super) fn size(&self) -> f32 {
        self.words.iter().map(|w| w.size).fold(0.0, f32::max)
    }
}

/// The lines of a sheet as they are.
pub(super) fn whole_lines<'a>(sheet: &'a Sheet<'_>) -> Vec<Part<'a>> {
    let lines = 0..sheet.lines.len();
    lines.filter_map(|line| Part::whole(sheet, line)).collect()
}

/// Each line goes whole to the smallest region that holds its centre.
pub(super) fn placed_whole<'a>(sheet: &'a Sheet<'_>, regions: &[Rect]) -> Vec<Part<'a>> {
    let finder = Finder::new(regions);
    let mut parts = whole_lines(sheet);
    for part in &mut parts {
        part.home = finder.smallest(&part.rect);
    }
    parts
}

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

/// Finds the smallest region that holds a box's centre.
pub(super) struct Finder {
    by_area: Vec<(usize, Rect)>,
}

impl Finder {
    pub(super) fn new(regions: &[Rect]) -> Self {
        let mut by_area: Vec<(usize, Rect)> = regions.iter().copied().enumerate().collect();
        by_area.sort_by(|a, b| a.1.area().total_cmp(&b.1.area()));
        Self { by_area }
    }

    pub(super) fn smallest(&self, rect: &Rect) -> Option<usize> {
        let (x, y) = (rect.centre_x(), rect.centre_y());
        let mut regions = self.by_area.iter();
        let found = regions.find(|(_, region)| region.contains(x, y));
        found.map(|(index, _)| *index)
    }
}
