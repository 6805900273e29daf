//! What stands on a page → the legend's entry whose sign it is: pictures that look alike, words in its inks and styles.

use super::label::{Entry, Legend, Meaning, Sign};
use crate::layout::Line;
use crate::pdf::{Colour, Fill, Picture, Word};

/// Two inks no further apart (largest channel difference, 0 to 255) are one: rounding of colour spaces.
pub(super) const SAME_INK: u8 = 32;
/// Mean distance of two thumbnails of one icon, cut or scaled differently.
const SAME_ICON: f32 = 26.0;
/// How much nearer than any icon of another meaning it must be.
const CLEARLY: f32 = 10.0;
/// How many times as far as this icon any of another meaning must be.
const CLEARLY_FARTHER: f32 = 2.0;
/// Share of its size by which a word is larger or smaller than another of one style.
pub(super) const ANOTHER_SIZE: f32 = 0.12;

/// What a picture of the page is among the legend's.
pub(super) enum Likeness<'a> {
    /// It is this one.
    Of(&'a Entry),
    /// It may be this one, and another.
    Unclear(&'a Sign),
    /// It is none of them.
    None,
}

/// Which of the legend's pictures this one is.
pub(super) fn shown<'a>(picture: &Picture, legend: &'a Legend) -> Likeness<'a> {
    let icons = || {
        legend.entries.iter().filter_map(|e| match &e.sign {
            Sign::Picture(p) => Some((e, p)),
            _ => None,
        })
    };
    if let Some((entry, _)) = icons().find(|(_, p)| p.hash == picture.hash) {
        return Likeness::Of(entry);
    }
    let near: Vec<(&Entry, f32)> = icons()
        .filter(|(_, p)| !legend.repeated.contains(&p.hash))
        .filter_map(|(e, p)| Some((e, unlikeness(&picture.thumbnail, &p.thumbnail)?)))
        .collect();
    let best = near.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((best, distance)) = best.filter(|(_, distance)| *distance <= SAME_ICON) else {
        return Likeness::None;
    };
    let far = (distance + CLEARLY).max(distance * CLEARLY_FARTHER);
    let others = near.iter().filter(|(e, _)| e.meaning != best.meaning);
    let close: Vec<&Entry> = others.filter(|(_, d)| *d < far).map(|(e, _)| *e).collect();
    let is_label = |e: &&Entry| matches!(e.meaning, Meaning::Label(_));
    match close.as_slice() {
        [] => Likeness::Of(best),
        close if close.iter().chain([&best]).any(is_label) => Likeness::Unclear(&best.sign),
        _ => Likeness::None,
    }
}

fn unlikeness(a: &[Colour], b: &[Colour]) -> Option<f32> {
    if a.is_empty() || a.len() != b.len() {
        return None;
    }
    let sum: f32 = a
        .iter()
        .zip(b)
        .map(|(a, b)| f32::from(a.distance(*b)))
        .sum();
    Some(sum / a.len() as f32)
}

/// The legend's entries that a word's style is the sign of.
pub(super) struct Styles<'a> {
    /// Those that mean a label.
    pub entries: Vec<&'a Entry>,
    /// The inks of them all.
    inks: Vec<Colour>,
    /// What is painted under the words.
    fills: &'a [Fill],
}

impl<'a> Styles<'a> {
    pub(super) fn new(legend: &'a Legend, fills: &'a [Fill]) -> Self {
        let is_style = |e: &&Entry| {
            let text = matches!(e.sign, Sign::Text(_) | Sign::Inked(..) | Sign::Picture(_));
            !text && matches!(e.meaning, Meaning::Label(_))
        };
        let inks = legend.entries.iter().filter_map(|e| match e.sign {
            Sign::Colour(ink) => Some(ink),
            _ => None,
        });
        Self {
            entries: legend.entries.iter().filter(is_style).collect(),
            inks: inks.collect(),
            fills,
        }
    }

    /// Whether the word is set in this style.
    pub(super) fn bears(&self, word: &Word, sign: &Sign) -> bool {
        match sign {
            Sign::Colour(ink) => wears(word.colour, *ink, &self.inks),
            Sign::Underline => word.underlined,
            Sign::Bold => word.bold,
            Sign::Italic => word.italic,
            Sign::Highlight(ground) => self.is_on(word, *ground),
            Sign::Text(_) | Sign::Inked(..) | Sign::Picture(_) => false,
        }
    }

    /// The entry whose sign a line wears as a whole under a name that does not: "Ferme Gerber, Obernai" in italics, where
    /// the legend says that italics are a producer's. It is smaller or in italics, and begins anew.
    pub(super) fn of_note(&self, name: &Word, line: &[Word]) -> Option<&'a Entry> {
        let first = line.first()?;
        let smaller = first.size < (1.0 - ANOTHER_SIZE) * name.size;
        let begins = !first.text.starts_with(char::is_lowercase);
        let may_be = begins && (smaller || first.italic);
        let of_line = |e: &&Entry| {
            let worn = line.iter().all(|w| self.bears(w, &e.sign));
            worn && !self.bears(name, &e.sign)
        };
        let mut entries = self.entries.iter().copied().filter(|_| may_be);
        entries.find(of_line)
    }

    /// Whether what is painted last under the word has this colour.
    fn is_on(&self, word: &Word, ground: Colour) -> bool {
        let mut fills = self.fills.iter().rev();
        let under = fills.find(|f| f.rect.holds(&word.rect));
        under.is_some_and(|f| f.colour.distance(ground) <= SAME_INK)
    }
}

/// Whether a line is a note on the dish above it, by the legend's own word for its style: no dish of its own, and no part of
/// the name; `fills` are those of the page.
pub fn is_note_under(above: &Line, line: &Line, fills: &[Fill], legend: &Legend) -> bool {
    let styles = Styles::new(legend, fills);
    let name = above.words.first();
    name.is_some_and(|name| styles.of_note(name, &line.words).is_some())
}

/// Whether a colour is this ink, and no other of the legend's is nearer.
pub(super) fn wears(colour: Colour, ink: Colour, inks: &[Colour]) -> bool {
    let distance = colour.distance(ink);
    distance <= SAME_INK && inks.iter().all(|other| colour.distance(*other) >= distance)
}
