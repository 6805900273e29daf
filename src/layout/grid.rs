//! What leaves `layout/`: a page cut into cells.

use crate::calendar::{self, DayMark};
use crate::geometry::Rect;
use crate::pdf::{Colour, Picture, Rotation, Word};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Words that stand on one baseline, left to right, with no wide gap between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Line {
    /// The words, in reading order.
    pub words: Vec<Word>,
    /// The box around them.
    pub rect: Rect,
}

impl Line {
    /// A line of these words; its box is theirs.
    pub fn new(words: Vec<Word>) -> Self {
        let rect = Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default();
        Self { words, rect }
    }

    /// The words with single spaces between them.
    pub fn text(&self) -> String {
        text_of(&self.words)
    }

    /// The day that the line as a whole is.
    pub(crate) fn day_mark(&self) -> Option<DayMark> {
        day_of(self.words.iter())
    }

    /// Whether a day's heading can begin so.
    pub(crate) fn begins_like_a_day(&self) -> bool {
        begin_like_a_day(self.words.iter())
    }

    /// Whether none of its words is turned by 90°.
    pub(super) fn is_level(&self) -> bool {
        self.words.iter().all(is_level)
    }

    /// The largest font size of its words, in points.
    pub fn size(&self) -> f32 {
        self.words.iter().map(|w| w.size).fold(0.0, f32::max)
    }
}

/// Whether a word is not turned by 90°.
pub(super) fn is_level(word: &Word) -> bool {
    matches!(word.rotation, Rotation::None | Rotation::Over)
}

/// The day that these words as a whole are.
pub(super) fn day_of<'w>(words: impl Iterator<Item = &'w Word> + Clone) -> Option<DayMark> {
    let begins = begin_like_a_day(words.clone());
    begins
        .then(|| calendar::day_mark(&text_of(words)))
        .flatten()
}

/// Whether a day's heading can begin so: most lines are told without their text.
fn begin_like_a_day<'w>(words: impl Iterator<Item = &'w Word> + Clone) -> bool {
    let first = words.clone().next().map_or("", |w| w.text.as_str());
    match calendar::may_begin_with_weekday(first) {
        Some(known) => known,
        None => calendar::may_begin_a_day(words.flat_map(|w| w.text.chars().chain([' ']))),
    }
}

/// These words with single spaces between them; one that is broken at a line's end is put together.
pub(crate) fn text_of<'w>(words: impl IntoIterator<Item = &'w Word, IntoIter: Clone>) -> String {
    let words = words.into_iter();
    let length = words.clone().map(|w| w.text.len() + 1).sum();
    let mut text = String::with_capacity(length);
    let mut last: Option<&Word> = None;
    for word in words {
        if last.is_some_and(|last| !last.goes_on_in(word)) {
            text.push(' ');
        }
        text.push_str(word.letters());
        last = Some(word);
    }
    text
}

/// A region of the page that holds text or pictures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Cell {
    /// The rows it covers.
    pub rows: Range<u16>,
    /// The columns it covers.
    pub columns: Range<u16>,
    /// Its box.
    pub rect: Rect,
    /// Its text, top to bottom.
    pub lines: Vec<Line>,
    /// The colour it is painted with.
    pub fill: Option<Colour>,
    /// The pictures whose centre is in it.
    pub pictures: Vec<Picture>,
}

impl Cell {
    /// All its lines with single spaces between them.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(Line::text).collect();
        lines.join(" ")
    }
}

/// How a grid sets out its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Way {
    /// Day headings side by side, what they head under them.
    Columns,
    /// Day headings one under the other, what they head beside them.
    Rows,
    /// Day headings one under the other, each over cells of its own, up to the next one.
    Stacked,
    /// Each day's heading in one cell with all that it heads: boxes, cards, frames.
    Boxes,
    /// The same, of a text without columns: what one page leaves unfinished may go on at the top of the next.
    List,
    /// No day is named, or no order seen in them.
    #[default]
    Unknown,
}

/// A page's layout, as one strategy sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Grid {
    /// The page's number, from 1.
    pub page: u32,
    /// The cells with something in them, by row, then by column.
    pub cells: Vec<Cell>,
    /// All the text that is in no cell, top to bottom.
    pub outside: Vec<Line>,
    /// All the pictures that are in no cell.
    pub pictures: Vec<Picture>,
    /// How it sets out its days.
    pub way: Way,
    /// The strategy's name.
    pub strategy: String,
    /// How well it explains the page, 0 to 1.
    pub score: f32,
    /// What the score was made from, for people.
    pub evidence: Vec<String>,
}

/// A layout that explains its page less well than the one taken: what it was judged by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Loser {
    /// The page's number, from 1.
    pub page: u32,
    /// The strategy's name.
    pub strategy: String,
    /// How well it explains the page, 0 to 1.
    pub score: f32,
    /// What the score was made from, for people.
    pub evidence: Vec<String>,
}
