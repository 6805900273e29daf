//! How a document prints its dishes, learned from the lines that are food: a line printed in another way, in words that
//! no food is called by, is a theme over the dishes or a note under one.

use super::lexicon::course_of;
use crate::calendar;
use crate::labels::{Legend, only_marks};
use crate::layout::{Line, text_of};
use crate::pdf::{Colour, Word};
use std::collections::BTreeMap;

/// Share of a style's lines that are food, at least, in the style of dishes.
const DISHES: f32 = 0.5;
/// Share of a style's lines that are food, at most, in a style that is none of dishes: what a word of the lexicon says by
/// chance ("Le salé") is not most of it.
const OTHERS: f32 = 0.45;
/// Share of the lines that begin with a capital from which a small letter goes on with a name.
const CASED: f32 = 0.6;
/// Lines of a style from which its share tells what dishes look like.
const ENOUGH: usize = 6;
/// Times the size of the dishes: a note is smaller.
const SMALLER: f32 = 0.93;

/// How a line is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    /// Font size in quarters of a point.
    size: u32,
    bold: bool,
    italic: bool,
    underlined: bool,
    colour: Colour,
}

impl Style {
    fn of_word(word: &Word) -> Self {
        Self {
            size: (word.size * 4.0).round() as u32,
            bold: word.bold,
            italic: word.italic,
            underlined: word.underlined,
            colour: word.colour,
        }
    }

    /// That of most of the line's letters.
    fn of(line: &Line) -> Option<Self> {
        let mut letters: BTreeMap<Self, usize> = BTreeMap::new();
        for word in &line.words {
            let count = word.text.chars().filter(|c| c.is_alphabetic()).count();
            *letters.entry(Self::of_word(word)).or_default() += count;
        }
        let most = letters.into_iter().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count > 0).map(|(style, _)| style)
    }
}

/// How a document prints its dishes.
#[derive(Debug, Default)]
pub(super) struct Print {
    /// Font size of the dishes, in quarters of a point.
    size: u32,
    /// Names begin with a capital.
    cased: bool,
    /// The styles that are none of dishes.
    others: Vec<Style>,
    /// What more than one line of those styles says: a heading that the page repeats.
    repeated: Vec<String>,
}

impl Print {
    /// Learned from the lines of all cells.
    pub(super) fn learn<'l>(lines: impl Iterator<Item = &'l Line>, legend: &Legend) -> Self {
        let mut styles: BTreeMap<Style, (usize, usize)> = BTreeMap::new();
        let mut texts: BTreeMap<Style, Vec<String>> = BTreeMap::new();
        let (mut capitals, mut all) = (0.0, 0.0);
        let lines = lines.inspect(|line| {
            let first = line.words.iter().flat_map(|w| w.text.chars()).next();
            capitals += f32::from(u8::from(first.is_some_and(char::is_uppercase)));
            all += 1.0;
        });
        for line in lines.filter(|l| begins_a_name(l, legend)) {
            let Some(style) = Style::of(line) else {
                continue;
            };
            let text = line.text();
            let (foods, all) = styles.entry(style).or_default();
            *foods += usize::from(course_of(&text).is_some());
            *all += 1;
            texts.entry(style).or_default().push(text);
        }
        let share = |(foods, all): &(usize, usize)| *foods as f32 / (*all).max(1) as f32;
        let of_dishes =
            |(_, counts): &(&Style, &(usize, usize))| counts.1 >= ENOUGH && share(counts) >= DISHES;
        let Some((main, _)) = styles.iter().filter(of_dishes).max_by_key(|(_, c)| c.0) else {
            return Self::default();
        };
        let others = styles.iter().filter(|(_, counts)| share(counts) < OTHERS);
        let others: Vec<Style> = others.map(|(style, _)| *style).collect();
        let mut said: Vec<String> = texts
            .into_iter()
            .filter(|(style, _)| others.contains(style))
            .flat_map(|(_, texts)| texts)
            .collect();
        said.sort_unstable();
        let again = said.windows(2).filter(|pair| pair.first() == pair.last());
        let repeated = again.filter_map(|pair| pair.first().cloned()).collect();
        Self {
            size: main.size,
            cased: capitals >= CASED * all,
            others,
            repeated,
        }
    }

    /// Whether the line is printed as none of the document's dishes.
    pub(super) fn is_of_no_dish(&self, line: &Line, legend: &Legend) -> bool {
        self.is_other(line) && begins_a_name(line, legend)
    }

    /// Whether its style is none of dishes, whatever it says.
    pub(super) fn is_other(&self, line: &Line) -> bool {
        Style::of(line).is_some_and(|style| self.others.contains(&style))
    }

    /// Whether the second line goes on with the name on the first: it begins with a small letter, as no name here does.
    pub(super) fn goes_on(&self, above: &Line, below: &Line) -> bool {
        let small = below.words.iter().flat_map(|w| w.text.chars()).next();
        self.cased && small.is_some_and(char::is_lowercase) && Style::of(above) == Style::of(below)
    }

    /// Whether it is printed smaller than the dishes.
    pub(super) fn is_small(&self, line: &Line) -> bool {
        let small = |style: Style| (style.size as f32) < SMALLER * self.size as f32;
        Style::of(line).is_some_and(small)
    }

    /// Whether several lines say the same in a style that is none of dishes.
    pub(super) fn is_repeated(&self, line: &Line) -> bool {
        self.repeated.contains(&line.text())
    }
}

/// Whether the line can be a name of its own: no day, no mark, not the rest of the line above.
fn begins_a_name(line: &Line, legend: &Legend) -> bool {
    let first = line.words.iter().flat_map(|w| w.text.chars()).next();
    let goes_on = first.is_some_and(char::is_lowercase);
    !goes_on
        && line
            .words
            .iter()
            .any(|w| w.text.chars().any(char::is_alphabetic))
        && !only_marks(&line.words, legend)
        && calendar::day_mark(&text_of(&line.words)).is_none()
}
