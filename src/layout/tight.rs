//! The rows of a tight table, whose cells stand hardly more than a space apart: one line of the page, parted where all rows
//! leave white.

use super::bands::{Span, strips};
use super::draft::Part;
use super::settings::Settings;
use crate::geometry::Rect;
use crate::pdf::Word;
use std::ops::Range;

/// The lines, those over several columns parted that are rows of a tight table: between each two columns they leave a gap
/// wider than a space, and all of them at one place. The cuts move to these places.
pub(super) fn part_tight_rows<'a>(
    lines: Vec<Part<'a>>,
    middles: &[f32],
    spans: &[Span],
    cuts: &mut [f32],
    settings: &Settings,
) -> Vec<Part<'a>> {
    let pairs: Vec<Span> = super::bands::pairs(middles).collect();
    let mut white: Vec<Vec<Span>> = pairs.iter().map(|(a, b)| strips(spans, *a, *b)).collect();
    let mut is_parted = vec![false; lines.len()];
    for (line, parted) in lines.iter().zip(&mut is_parted) {
        if over(&line.rect, middles).len() < 2 {
            continue;
        }
        let gaps: Vec<Span> = wide_gaps(line.words, settings)
            .into_iter()
            .map(|(_, gap)| gap)
            .collect();
        let between = |(from, to): &Span| line.rect.x0 < *from && *to < line.rect.x1;
        let narrowed: Vec<Vec<Span>> = pairs
            .iter()
            .zip(&white)
            .map(|(pair, white)| match between(pair) {
                true => shared(white, &gaps),
                false => white.clone(),
            })
            .collect();
        let possible = |(pair, white): (&Span, &Vec<Span>)| !between(pair) || !white.is_empty();
        if pairs.iter().zip(&narrowed).all(possible) {
            white = narrowed;
            *parted = true;
        }
    }
    if is_parted.contains(&true) {
        for (cut, white) in cuts.iter_mut().zip(&white) {
            let wide = |s: &&Span| s.1 - s.0;
            let widest = white.iter().max_by(|a, b| wide(a).total_cmp(&wide(b)));
            *cut = widest.map_or(*cut, |(from, to)| (from + to) / 2.0);
        }
    }
    let lines = lines.into_iter().zip(is_parted);
    lines
        .flat_map(|(line, parted)| match parted {
            true => cut_at(&line, cuts),
            false => vec![line],
        })
        .collect()
}

/// The line in parts that these places part.
fn cut_at<'a>(line: &Part<'a>, cuts: &[f32]) -> Vec<Part<'a>> {
    let column = |word: &Word| {
        cuts.iter()
            .take_while(|cut| **cut < word.rect.centre_x())
            .count()
    };
    let parts = line.words.chunk_by(|a, b| column(a) == column(b));
    let parts = parts.enumerate();
    parts
        .map(|(at, words)| line.of(words).torn_if(at > 0))
        .collect()
}

/// Which of the columns' middles a box runs over.
pub(super) fn over(rect: &Rect, middles: &[f32]) -> Range<usize> {
    let before = middles.iter().take_while(|x| **x <= rect.x0).count();
    let reached = middles.iter().take_while(|x| **x < rect.x1).count();
    before..reached.max(before)
}

/// The gaps that are wider than the spaces of a line, each with the place of the word after it.
pub(super) fn wide_gaps(words: &[Word], settings: &Settings) -> Vec<(usize, Span)> {
    let pairs = words.iter().zip(words.iter().skip(1));
    let gaps: Vec<Span> = pairs.map(|(a, b)| (a.rect.x1, b.rect.x0)).collect();
    let widths = gaps.iter().map(|(a, b)| b - a).collect();
    let size = words.iter().map(|w| w.size).fold(0.0, f32::max);
    let space = middle(widths)
        .unwrap_or_default()
        .min(settings.space * size);
    let wide = |gap: &Span| gap.1 - gap.0 > settings.wider_than_space * space;
    let gaps = gaps.into_iter().enumerate().filter(|(_, gap)| wide(gap));
    gaps.map(|(at, gap)| (at + 1, gap)).collect()
}

/// What strips and gaps have in common.
fn shared(strips: &[Span], gaps: &[Span]) -> Vec<Span> {
    let both = strips
        .iter()
        .flat_map(|s| gaps.iter().map(move |g| (s.0.max(g.0), s.1.min(g.1))));
    both.filter(|(from, to)| to > from).collect()
}

/// The middle one of some figures, in order.
pub(super) fn middle(mut figures: Vec<f32>) -> Option<f32> {
    figures.sort_by(f32::total_cmp);
    figures.get(figures.len() / 2).copied()
}
