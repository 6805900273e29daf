//! Regions + words → `Grid`: each word goes to the smallest region that holds it. A sketch suffices to judge a grid; only
//! the best one is finished.

use super::grid::{Cell, Grid, Loser};
use super::lines::{Run, runs_of};
use super::settings::Settings;
use crate::geometry::Rect;
use crate::pdf::{Colour, Page, Picture, Word};

/// A page on its way to a grid.
pub(super) struct Draft<'a> {
    pub page: &'a Page,
    /// The words to place.
    pub words: Vec<&'a Word>,
    /// The words that a strategy keeps out of every cell: titles, lines that run across columns.
    pub kept_out: Vec<&'a Word>,
    pub regions: Vec<Rect>,
    pub strategy: &'static str,
    pub evidence: Vec<String>,
}

/// A grid whose words and pictures are still the page's.
pub(super) struct Sketch<'a> {
    page: &'a Page,
    pub cells: Vec<SketchedCell<'a>>,
    pub outside: Vec<Run<'a>>,
    /// The pictures that are in no cell.
    pictures: Vec<&'a Picture>,
    rows: Bands,
    columns: Bands,
    pub strategy: &'static str,
    pub score: f32,
    pub evidence: Vec<String>,
}

/// A region with something in it.
pub(super) struct SketchedCell<'a> {
    pub rect: Rect,
    pub lines: Vec<Run<'a>>,
    pictures: Vec<&'a Picture>,
}

impl<'a> Draft<'a> {
    /// The draft filled in; empty regions are dropped.
    pub(super) fn sketch(self, settings: &Settings) -> Sketch<'a> {
        let finder = Finder::new(&self.regions);
        let mut words: Vec<Vec<&Word>> = vec![Vec::new(); self.regions.len()];
        let mut outside = self.kept_out;
        for word in self.words {
            match finder.smallest(&word.rect).and_then(|i| words.get_mut(i)) {
                Some(home) => home.push(word),
                None => outside.push(word),
            }
        }
        let mut pictures: Vec<Vec<&Picture>> = vec![Vec::new(); self.regions.len()];
        let mut loose = Vec::new();
        for picture in &self.page.pictures {
            match finder
                .smallest(&picture.rect)
                .and_then(|i| pictures.get_mut(i))
            {
                Some(home) => home.push(picture),
                None => loose.push(picture),
            }
        }
        let rows = self.regions.iter().flat_map(|r| [r.y0, r.y1]);
        let columns = self.regions.iter().flat_map(|r| [r.x0, r.x1]);
        let cells = self.regions.iter().zip(words).zip(pictures);
        Sketch {
            page: self.page,
            cells: cells
                .filter(|((_, words), pictures)| !words.is_empty() || !pictures.is_empty())
                .map(|((rect, words), pictures)| SketchedCell {
                    rect: *rect,
                    lines: runs_of(words, settings.cell_gap, settings),
                    pictures,
                })
                .collect(),
            outside: runs_of(outside, settings.page_gap, settings),
            pictures: loose,
            rows: Bands::new(rows, settings.snap),
            columns: Bands::new(columns, settings.snap),
            strategy: self.strategy,
            score: 0.0,
            evidence: self.evidence,
        }
    }
}

impl Sketch<'_> {
    /// The grid, with words and pictures of its own.
    pub(super) fn finish(self) -> Grid {
        let mut cells: Vec<Cell> = self
            .cells
            .iter()
            .map(
                |SketchedCell {
                     rect,
                     lines,
                     pictures,
                 }| Cell {
                    rows: self.rows.range(rect.y0, rect.y1),
                    columns: self.columns.range(rect.x0, rect.x1),
                    rect: *rect,
                    lines: lines.iter().map(Run::to_line).collect(),
                    fill: ground(self.page, rect),
                    pictures: pictures.iter().copied().cloned().collect(),
                },
            )
            .collect();
        cells.sort_by_key(|c| (c.rows.start, c.columns.start));
        Grid {
            page: self.page.number,
            cells,
            outside: self.outside.iter().map(Run::to_line).collect(),
            pictures: self.pictures.into_iter().cloned().collect(),
            strategy: self.strategy.to_owned(),
            score: self.score,
            evidence: self.evidence,
        }
    }

    /// What is kept of a grid that lost.
    pub(super) fn lose(self) -> Loser {
        Loser {
            page: self.page.number,
            strategy: self.strategy.to_owned(),
            score: self.score,
            evidence: self.evidence,
        }
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

/// Finds the smallest region that holds a box's centre.
struct Finder {
    by_area: Vec<(usize, Rect)>,
}

impl Finder {
    fn new(regions: &[Rect]) -> Self {
        let mut by_area: Vec<(usize, Rect)> = regions.iter().copied().enumerate().collect();
        by_area.sort_by(|a, b| a.1.area().total_cmp(&b.1.area()));
        Self { by_area }
    }

    fn smallest(&self, rect: &Rect) -> Option<usize> {
        let (x, y) = (rect.centre_x(), rect.centre_y());
        let mut regions = self.by_area.iter();
        let found = regions.find(|(_, region)| region.contains(x, y));
        found.map(|(index, _)| *index)
    }
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
