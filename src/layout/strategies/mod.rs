//! One file a way of seeing a page. Each proposes grids; the best explained one is taken.

mod banded;
mod columns;
mod rows;
mod ruled;
mod stacked;

use super::assemble::Draft;
use super::grid::Line;
use super::settings::Settings;
use crate::calendar::DayMark;
use crate::pdf::{Page, Word};

/// What a strategy works on: the page, and its text made ready once for all.
pub(super) struct Sheet<'a> {
    pub page: &'a Page,
    /// The page's lines, cut at wide gaps.
    pub lines: &'a [Line],
    /// The day that each line as a whole is.
    pub days: Vec<Option<DayMark>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(page: &'a Page, lines: &'a [Line]) -> Self {
        Self {
            page,
            lines,
            days: lines.iter().map(Line::day_mark).collect(),
        }
    }

    /// The page's words, those written one letter a line joined.
    pub(super) fn words(&self) -> Vec<&'a Word> {
        self.lines.iter().flat_map(|l| &l.words).collect()
    }

    /// The lines, each with the day it is.
    pub(super) fn dated_lines(&self) -> impl Iterator<Item = (&'a Line, Option<DayMark>)> {
        self.lines.iter().zip(self.days.iter().copied())
    }
}

/// A way of cutting a page into cells.
pub(super) trait Strategy: Sync {
    /// Its name, for `inspect`.
    fn name(&self) -> &'static str;

    /// The grids it sees on this page: none where it does not apply.
    fn propose<'a>(&self, sheet: &Sheet<'a>, settings: &Settings) -> Vec<Draft<'a>>;
}

/// All the strategies; of two with one score, the first wins.
pub(super) const STRATEGIES: &[&dyn Strategy] = &[
    &ruled::Ruled,
    &banded::Banded,
    &columns::Columns,
    &rows::Rows,
    &stacked::Stacked,
];
