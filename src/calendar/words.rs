//! The words of a date, from `words.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One weekday or month and its spellings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    /// Spellings that may be broken into letters ("L U N D I").
    pub written: Vec<String>,
    /// Abbreviations.
    pub short: Vec<String>,
}

/// The weekdays or the months, in order.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<Name>")]
pub(super) struct Names {
    list: Vec<Name>,
    /// What their spellings begin with, each letter once.
    initials: Vec<u8>,
}

impl From<Vec<Name>> for Names {
    fn from(list: Vec<Name>) -> Self {
        let spellings = list.iter().flat_map(|n| n.written.iter().chain(&n.short));
        let initials = spellings.filter_map(|s| s.bytes().next());
        let initials: BTreeSet<u8> = initials.collect();
        Self {
            initials: initials.into_iter().collect(),
            list,
        }
    }
}

impl std::ops::Deref for Names {
    type Target = [Name];

    fn deref(&self) -> &[Name] {
        &self.list
    }
}

/// All of `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Monday first.
    pub weekdays: Names,
    /// January first.
    pub months: Names,
    /// Words before a week number.
    pub weeks: Vec<String>,
    /// Words of a text that speaks of the menu's period.
    pub menu: Vec<String>,
    /// Words of a text that speaks of holidays.
    pub holidays: Vec<String>,
    /// Words of a text that speaks of another period.
    pub other: Vec<String>,
    /// Words around a date that say nothing more.
    pub around: Vec<String>,
    /// Words before the first day of a range.
    pub from: Vec<String>,
    /// Words before the last day of a range.
    pub to: Vec<String>,
    /// Words before a day that has no other end.
    pub open: Vec<String>,
}

/// The words as loaded.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/words.json")))
        .unwrap_or_else(|error| panic!("words.toml: {error}"))
});

/// Whether a name, whole or broken into letters, may begin with `word`.
pub(super) fn may_begin(names: &Names, word: &str) -> bool {
    let first = word.as_bytes().first();
    first.is_none_or(|first| names.initials.contains(first))
}

/// The place (from 1) of the name that `word` spells.
pub(super) fn full(names: &[Name], word: &str) -> Option<u32> {
    place(names, |name| name.written.iter().any(|w| w == word))
}

/// The place (from 1) of the name that `word` spells or abbreviates.
pub(super) fn any(names: &[Name], word: &str) -> Option<u32> {
    full(names, word).or_else(|| place(names, |name| name.short.iter().any(|w| w == word)))
}

fn place(names: &[Name], is: impl Fn(&Name) -> bool) -> Option<u32> {
    let index = names.iter().position(is)?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;

    #[test]
    fn every_line_is_folded_and_means_one_thing() {
        assert_eq!((WORDS.weekdays.len(), WORDS.months.len()), (7, 12));
        for names in [&WORDS.weekdays, &WORDS.months] {
            let all: Vec<&String> = names
                .iter()
                .flat_map(|n| n.written.iter().chain(&n.short))
                .collect();
            for word in &all {
                assert_eq!(**word, folded(word));
                assert_eq!(all.iter().filter(|w| w == &word).count(), 1, "{word}");
            }
        }
        let lists = [
            &WORDS.weeks,
            &WORDS.menu,
            &WORDS.holidays,
            &WORDS.other,
            &WORDS.around,
            &WORDS.from,
            &WORDS.to,
            &WORDS.open,
        ];
        for word in lists.into_iter().flatten() {
            assert_eq!(*word, folded(word));
        }
    }
}
