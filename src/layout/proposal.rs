//! A draft with its words and pictures in cells: enough to judge a grid by. Only a grid that is wanted is finished.

use super::draft::{Draft, Finder, Part};
use super::grid::{Cell, Grid, Loser, Way};
use super::runs::{Run, lines_of_cell};
use super::settings::Settings;
use crate::geometry::Rect;
use crate::pdf::{Colour, Page, Picture, Word};

/// One way of seeing a page: a grid that is not made yet, and what it is judged by.
pub struct Proposal<'a> {
    pub(super) page: &'a Page,
    pub(super) cells: Vec<Filled<'a>>,
    pub(super) outside: Vec<Run<'a>>,
    /// How many lines of the page a border or a cut runs through.
    pub(super) torn: usize,
    /// The pictures that are in no cell.
    pictures: Vec<&'a Picture>,
    rows: Bands,
    columns: Bands,
    pub(super) way: Way,
    pub(super) strategy: &'static str,
    pub(super) score: f32,
    pub(super) evidence: Vec<String>,
}

/// A region with something in it.
pub(super) struct Filled<'a> {
    pub rect: Rect,
    pub lines: Vec<Run<'a>>,
    /// How many of its lines share a row with another.
    pub abreast: usize,
    pictures: Vec<&'a Picture>,
}

impl<'a> Proposal<'a> {
    /// The draft filled in; empty regions are dropped.
    pub(super) fn new(draft: Draft<'a>, settings: &Settings) -> Self {
        let page = draft.sheet.page;
        let regions = &draft.regions;
        let mut parts: Vec<Vec<Part>> = vec![Vec::new(); regions.len()];
        let mut outside = Vec::new();
        for part in &draft.parts {
            match part.home.and_then(|home| parts.get_mut(home)) {
                Some(home) => home.push(*part),
                None => outside.push(Run::of(part)),
            }
        }
        let finder = Finder::new(regions);
        let mut pictures: Vec<Vec<&Picture>> = vec![Vec::new(); regions.len()];
        let mut loose = Vec::new();
        for picture in &page.pictures {
            let home = finder.smallest(&picture.rect);
            match home.and_then(|home| pictures.get_mut(home)) {
                Some(home) => home.push(picture),
                None => loose.push(picture),
            }
        }
        let cells = regions.iter().zip(parts).zip(pictures);
        let filled =
            cells.filter(|((_, parts), pictures)| !parts.is_empty() || !pictures.is_empty());
        let rows = regions.iter().flat_map(|r| [r.y0, r.y1]);
        let columns = regions.iter().flat_map(|r| [r.x0, r.x1]);
        Self {
            page,
            cells: filled
                .map(|((rect, parts), pictures)| {
                    let (lines, abreast) = lines_of_cell(parts, settings);
                    let rect = *rect;
                    Filled {
                        rect,
                        lines,
                        abreast,
                        pictures,
                    }
                })
                .collect(),
            outside,
            torn: draft.parts.iter().filter(|part| part.torn).count(),
            pictures: loose,
            rows: Bands::new(rows, settings.snap),
            columns: Bands::new(columns, settings.snap),
            way: draft.way,
            strategy: draft.strategy,
            score: 0.0,
            evidence: draft.evidence,
        }
    }

    /// The strategy's name.
    pub fn strategy(&self) -> &'static str {
        self.strategy
    }

    /// How well it explains the page, 0 to 1.
    pub fn score(&self) -> f32 {
        self.score
    }

    /// The grid, with words and pictures of its own.
    pub fn finish(&self) -> Grid {
        let mut cells: Vec<Cell> = self.cells.iter().map(|cell| self.finished(cell)).collect();
        cells.sort_by_key(|c| (c.rows.start, c.columns.start));
        Grid {
            page: self.page.number,
            cells,
            outside: self.outside.iter().map(Run::to_line).collect(),
            pictures: self.pictures.iter().copied().cloned().collect(),
            way: self.way,
            strategy: self.strategy.to_owned(),
            score: self.score,
            evidence: self.evidence.clone(),
        }
    }

    fn finished(&self, cell: &Filled<'_>) -> Cell {
        let rect = cell.rect;
        Cell {
            rows: self.rows.range(rect.y0, rect.y1),
            columns: self.columns.range(rect.x0, rect.x1),
            rect,
            lines: cell.lines.iter().map(Run::to_line).collect(),
            fill: ground(self.page, &rect),
            pictures: cell.pictures.iter().copied().cloned().collect(),
        }
    }

    /// What is kept of a grid that is not wanted.
    pub fn lose(self) -> Loser {
        Loser {
            page: self.page.number,
            strategy: self.strategy.to_owned(),
            score: self.score,
            evidence: self.evidence,
        }
    }

    /// Whether both put the same words into the same cells.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.way == other.way
            && self.cells.len() == other.cells.len()
            && self.words().eq(other.words())
    }

    /// The numbers of its words, cell by cell, and outside all.
    fn words(&self) -> impl Iterator<Item = Option<u32>> {
        let cells = self.cells.iter().map(|cell| cell.lines.as_slice());
        let all = cells.chain([self.outside.as_slice()]);
        all.flat_map(|lines| {
            let words = lines.iter().flat_map(|line| &line.words);
            words.map(|word: &&Word| Some(word.number)).chain([None])
        })
    }
}
/// The last colour painted under most of the box.
fn ground(page: &Page, rect: &Rect) -> Option<Colour> {
    page.fills
        .iter()
        .rev()
        .find(|f| f.rect.overlap(rect) > 0.5 * rect.area())
        .map(|f| f.colour)
}
/// Edges in one direction, numbered.
struct Bands(Vec<f32>);

impl Bands {
    fn new(edges: impl Iterator<Item = f32>, snap: f32) -> Self {
        let mut edges: Vec<f32> = edges.collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|later, earlier| *later - *earlier <= snap);
        Self(edges)
    }

    fn index(&self, at: f32) -> u16 {
        let before = self.0.iter().take_while(|edge| **edge <= at).count();
        u16::try_from(before.saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn range(&self, from: f32, to: f32) -> std::ops::Range<u16> {
        let start = self.index(from);
        start..self.index(to).max(start.saturating_add(1))
    }
}
