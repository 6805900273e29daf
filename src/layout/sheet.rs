//! `Page` → `Sheet`: the page's text in lines, made once for all that follows, each word with a number of its own.

use super::grid::Line;
use super::lines::{join_stacked_letters, lines_of};
use super::settings::Settings;
use crate::calendar::DayMark;
use crate::pdf::{Page, Word};

/// A page and its text in lines. Layouts, legends and menus speak of the words by their numbers, so that each can be
/// accounted for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// The page.
    pub page: &'a Page,
    /// All its text, top to bottom, cut at wide gaps; the words are numbered in this order, from 0.
    pub lines: Vec<Line>,
    /// The day that each line as a whole is.
    pub(crate) days: Vec<Option<DayMark>>,
}

impl<'a> Sheet<'a> {
    /// The page's words in lines, those written one letter a line joined.
    pub fn new(page: &'a Page, settings: &Settings) -> Self {
        let words = join_stacked_letters(page, settings);
        Self::of(page, lines_of(&words, settings))
    }

    /// The page with these lines, whose words are numbered.
    pub fn of(page: &'a Page, mut lines: Vec<Line>) -> Self {
        let words = lines.iter_mut().flat_map(|line| &mut line.words);
        for (number, word) in (0..).zip(words) {
            word.number = number;
        }
        let days = lines.iter().map(Line::day_mark).collect();
        Self { page, lines, days }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.lines.iter().map(|l| l.words.len()).sum()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|l| l.words.is_empty())
    }

    /// The words, in order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().flat_map(|l| &l.words)
    }

    /// The lines, each with the day it is.
    pub(crate) fn dated_lines(&self) -> impl Iterator<Item = (&Line, Option<DayMark>)> {
        self.lines.iter().zip(self.days.iter().copied())
    }
}
