//! Texts that stand among the dishes and are none: closed days, themes, notices.

use super::lexicon::{Words, course_of, fold, letters_apart, read};
use foldhash::HashSet;
use serde::Deserialize;
use std::cell::LazyCell;
use std::sync::LazyLock;

/// Why a text is no dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// No meal is served: "Férié", "Pas d'école".
    Closed,
    /// The name of a meal: "Repas de Noël". A dish only where it is all there is.
    Theme,
    /// A greeting, a legend, a supplier, a price, prose.
    NotFood,
}

/// Why a text is no dish; `None` where it may be one.
///
/// Headings ("Menu végétarien", "Pique-nique") are themes here: ask [`super::courses`] for headings first.
pub fn notice(text: &str) -> Option<Notice> {
    let folded = fold(text);
    if !folded.chars().any(char::is_alphabetic) || is_address(text) {
        return Some(Notice::NotFood);
    }
    let words = Words::of_folded(&letters_apart(&folded).unwrap_or_else(|| folded.clone()));
    let dish = LazyCell::new(|| !text.contains(':') && course_of(text).is_some());
    let entry = NOTICES
        .iter()
        .find(|entry| entry.says(&words) && !(entry.unless_dish && *dish));
    let known = entry.map(|entry| entry.kind);
    known.or_else(|| (is_amount(&folded) || is_prose(&words, text)).then_some(Notice::NotFood))
}

fn is_address(text: &str) -> bool {
    text.contains("www.")
        || text.contains("http")
        || text.split(' ').any(|w| w.contains('@') && w.contains('.'))
}

/// A price, a quantity: digits and no word of three letters.
fn is_amount(folded: &str) -> bool {
    folded.contains(|c: char| c.is_ascii_digit())
        && folded
            .split(' ')
            .all(|w| w.len() < 3 || w.contains(|c: char| c.is_ascii_digit()) || w == "eur")
}

/// Words: a dish that is described at length has fewer.
const PROSE_WORDS: usize = 14;

/// A sentence, a long one.
fn is_prose(words: &Words, text: &str) -> bool {
    words.len() > PROSE_WORDS * 3
        || (words.len() >= PROSE_WORDS
            && (course_of(text).is_none() || text.contains(". ") || has_verb(words)))
        || (words.len() >= PROSE_WORDS / 2 && has_verb(words) && course_of(text).is_none())
}

fn has_verb(words: &Words) -> bool {
    (0..words.len()).any(|i| words.span(i, i + 1).is_some_and(|w| VERBS.contains(w)))
}

#[derive(Deserialize)]
struct NoticeFile {
    notice: Vec<NoticeEntry>,
    prose_verbs: Vec<String>,
}

#[derive(Deserialize)]
struct NoticeEntry {
    kind: Notice,
    #[serde(default)]
    unless_dish: bool,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    yes: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    no: Vec<String>,
}

/// The phrases of one entry.
struct Phrases {
    kind: Notice,
    unless_dish: bool,
    whole: HashSet<String>,
    starts: HashSet<String>,
    contains: HashSet<String>,
    longest: usize,
}

impl Phrases {
    fn new(entry: &NoticeEntry) -> Self {
        let each = |written: &[String]| {
            written
                .iter()
                .map(|w| Words::new(w).joined().to_owned())
                .collect()
        };
        let lengths = entry
            .starts
            .iter()
            .chain(&entry.contains)
            .map(|w| Words::new(w).len());
        Self {
            kind: entry.kind,
            unless_dish: entry.unless_dish,
            longest: lengths.max().unwrap_or(0),
            whole: each(&entry.whole),
            starts: each(&entry.starts),
            contains: each(&entry.contains),
        }
    }

    fn says(&self, words: &Words) -> bool {
        let within = |phrases: &HashSet<String>, start: usize| {
            (1..=self.longest).any(|n| {
                words
                    .span(start, start + n)
                    .is_some_and(|s| phrases.contains(s))
            })
        };
        self.whole.contains(words.joined())
            || within(&self.starts, 0)
            || (0..words.len()).any(|start| within(&self.contains, start))
    }
}

static NOTICES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    read::<NoticeFile>()
        .notice
        .iter()
        .map(Phrases::new)
        .collect()
});

static VERBS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    read::<NoticeFile>()
        .prose_verbs
        .iter()
        .map(|w| Words::new(w).joined().to_owned())
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_notices_holds() {
        let mut wrong = Vec::new();
        for entry in read::<NoticeFile>().notice {
            wrong.extend(
                entry
                    .yes
                    .iter()
                    .filter(|t| notice(t) != Some(entry.kind))
                    .map(|t| (t.clone(), notice(t))),
            );
            wrong.extend(
                entry
                    .no
                    .iter()
                    .filter(|t| notice(t).is_some())
                    .map(|t| (t.clone(), notice(t))),
            );
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn prose_is_no_dish_but_a_long_name_is_one() {
        let prose = "Les fruits et légumes apportent des vitamines et des fibres, ils sont bons pour la santé de tous.";
        assert_eq!(notice(prose), Some(Notice::NotFood));
        let dish = "Salade de lentilles vertes, carottes, échalotes et persil, vinaigrette à la moutarde à l'ancienne et aux noix";
        assert_eq!(notice(dish), None);
    }

    #[test]
    fn a_very_long_text_is_read_in_time() {
        assert_eq!(notice(&"x ".repeat(200_000)), Some(Notice::NotFood));
    }
}
