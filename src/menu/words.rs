//! A text → the words it is compared by: folded, in the singular, letters that were set apart put together.

use crate::fold::spaced;

/// A text as printed, and what it is compared by.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub printed: String,
    pub folded: String,
    /// The word or words of a text whose letters were set apart.
    pub apart: Option<String>,
}

impl Text {
    pub(super) fn new(printed: impl Into<String>) -> Self {
        let printed = printed.into();
        let folded = spaced(&printed);
        Self::of(printed, folded)
    }

    /// These texts, with a space between them.
    pub(super) fn joined(texts: &[Self]) -> Self {
        let join = |of: fn(&Self) -> &str| {
            let parts = texts.iter().map(of).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        Self::of(join(|t| &t.printed), join(|t| &t.folded))
    }

    fn of(printed: String, folded: String) -> Self {
        Self {
            apart: letters_apart(&folded),
            printed,
            folded,
        }
    }
}

/// Bytes: a longer text is no heading whose letters were set apart.
const LETTERS_APART_MAX: usize = 80;

/// Letters of a part of a text whose letters were set apart, at most: "en tr e e s"; "page 2 2" is none.
const APART: usize = 2;

/// "e n t r e e s" → "entrees", where the text is letters set apart.
fn letters_apart(folded: &str) -> Option<String> {
    if folded.len() > LETTERS_APART_MAX || folded.split(' ').any(|part| part.len() > APART) {
        return None;
    }
    (folded.split(' ').count() >= 3).then(|| folded.replace(' ', ""))
}

/// The folded, singular words of a text, joined by one space, and where each begins and ends.
pub(super) struct Words {
    joined: String,
    at: Vec<(usize, usize)>,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        Self::of_folded(&spaced(text))
    }

    pub(super) fn of_folded(folded: &str) -> Self {
        let mut words = Self {
            joined: String::with_capacity(folded.len()),
            at: Vec::new(),
        };
        for word in folded.split(' ').filter(|w| !w.is_empty()) {
            if !words.joined.is_empty() {
                words.joined.push(' ');
            }
            let start = words.joined.len();
            words.joined.push_str(singular(without_sign(word)));
            words.at.push((start, words.joined.len()));
        }
        words
    }

    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    pub(super) fn joined(&self) -> &str {
        &self.joined
    }

    /// The words from the `start`th, before the `end`th.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<&str> {
        let from = self.at.get(start)?.0;
        let to = self.at.get(end.checked_sub(1)?)?.1;
        self.joined.get(from..to)
    }

    pub(super) fn before(&self, end: usize) -> impl Iterator<Item = &str> {
        (0..end).filter_map(|i| self.span(i, i + 1))
    }
}

/// Letters: a digit glued to a shorter word may be of its own ("b12").
const SIGNED: usize = 4;

/// "baguette1" → "baguette": a word without the number of a note.
fn without_sign(word: &str) -> &str {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    match bare.len() >= SIGNED && bare.bytes().all(|b| b.is_ascii_alphabetic()) {
        true => bare,
        false => word,
    }
}

/// Words that another becomes without its last letter: `pâtes` are not `pâté`, nor is `maïs` the month of `mai`.
const KEPT: &[&str] = &["pates", "mais"];

fn singular(word: &str) -> &str {
    if word.len() <= 3 || KEPT.contains(&word) {
        return word;
    }
    let word = word.strip_suffix(['s', 'x']).unwrap_or(word);
    match word.strip_suffix("ee") {
        Some(_) => word.strip_suffix('e').unwrap_or(word),
        None => word,
    }
}

/// A phrase as the tables hold it.
pub(super) fn phrase(written: &str) -> String {
    Words::new(written).joined
}
