//! Texts that stand among the dishes and are none: closed days, themes, notices.

use super::lexicon::{Words, course_of, fold, read};
use serde::Deserialize;
use std::collections::HashSet;
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
pub fn notice(text: &str) -> Option<Notice> {
    let folded = fold(text);
    if !folded.chars().any(char::is_alphabetic) || is_address(text) {
        return Some(Notice::NotFood);
    }
    let words = Words::new(text);
    let known = NOTICES
        .iter()
        .find(|entry| entry.says(&words))
        .map(|entry| entry.kind);
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
