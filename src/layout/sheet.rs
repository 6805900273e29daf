//! `Page` → `Sheet`: the page's text in lines, made once for all that follows, each word with a number of its own.

use super::grid::Line;
use super::lines::{join_stacked_letters, lines_of};
use super::settings::Settings;
use crate::calendar::{DayMark, is_broken_range};
use crate::pdf::{Page, Word};

/// Lines looked back at for the one right above.
const LOOK_BACK: usize = 32;
/// Times its height that a line may stand under the one that it goes on.
const NEXT_LINE: f32 = 0.8;

/// A page and its text in lines. Layouts, legends and menus speak of the words by their numbers, so that each can be
/// accounted for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// The page.
    pub page: &'a Page,
    /// All its text, top to bottom, cut at wide gaps; the words are numbered in this order, from 0.
    pub lines: Vec<Line>,
    /// What is struck through, in lines: seen, and not served. Its words are numbered after the others.
    pub struck: Vec<Line>,
    /// The day that each line as a whole is.
    pub(crate) days: Vec<Option<DayMark>>,
}

impl<'a> Sheet<'a> {
    /// The page's words in lines, those written one letter a line joined.
    pub fn new(page: &'a Page, settings: &Settings) -> Self {
        let words = join_stacked_letters(page, settings);
        let (struck, words): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|w| w.struck);
        let (lines, struck) = (lines_of(&words, settings), lines_of(&struck, settings));
        Self::numbered(page, lines, struck)
    }

    /// The page with these lines, whose words are numbered.
    pub fn of(page: &'a Page, lines: Vec<Line>) -> Self {
        Self::numbered(page, lines, Vec::new())
    }

    fn numbered(page: &'a Page, mut lines: Vec<Line>, mut struck: Vec<Line>) -> Self {
        let all = lines.iter_mut().chain(&mut struck);
        let words = all.flat_map(|line| &mut line.words);
        for (number, word) in (0..).zip(words) {
            word.number = number;
        }
        let days = days_of(&lines);
        Self {
            page,
            lines,
            struck,
            days,
        }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        let all = self.lines.iter().chain(&self.struck);
        all.map(|l| l.words.len()).sum()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The words that are not struck, in order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().flat_map(|l| &l.words)
    }

    /// The lines, each with the day it is.
    pub(crate) fn dated_lines(&self) -> impl Iterator<Item = (&Line, Option<DayMark>)> {
        self.lines.iter().zip(self.days.iter().copied())
    }
}

/// The day that each line is; the end of a period is none: "Semaine du 12 au" over "16 mai".
fn days_of(lines: &[Line]) -> Vec<Option<DayMark>> {
    let day = |(at, line): (usize, &Line)| {
        let right_above = |above: &&Line| {
            let gap = line.rect.y0 - above.rect.y1;
            line.rect.in_column(&above.rect) && gap.abs() < NEXT_LINE * line.rect.height()
        };
        let above = || lines.iter().take(at).rev().take(LOOK_BACK);
        let ends_a_period = |text: &str| {
            let mut above = above().filter(right_above);
            above.any(|above| is_broken_range(&above.text(), text))
        };
        line.day_mark().filter(|_| !ends_a_period(&line.text()))
    };
    lines.iter().enumerate().map(day).collect()
}
