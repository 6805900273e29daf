//! A word → the known word that is one letter away: added, missing, changed, or two that changed places.

use compact_str::CompactString;
use foldhash::HashMap;

/// Letters: shorter words are too close to others to be read with a fault.
const NEAR_LETTERS: usize = 6;
/// Letters: no word is longer.
const LONGEST_WORD: usize = 24;

/// What each long word stands for, found by the word with any one letter left out.
#[derive(Debug, Default)]
pub(super) struct Shortened(HashMap<CompactString, usize>);

impl Shortened {
    /// Takes a word in; nothing of a short one or of several words. Of two that come to the same, the first counts.
    pub(super) fn add(&mut self, word: &str, meaning: usize) {
        for short in one_letter_less(word) {
            self.0.entry(short).or_insert(meaning);
        }
    }

    /// What a word that `known` does not have stands for once one letter of it is put right.
    pub(super) fn meaning(
        &self,
        word: &str,
        known: impl Fn(&str) -> Option<usize>,
    ) -> Option<usize> {
        let long_enough = word.len() >= NEAR_LETTERS;
        let missing = || self.0.get(word).copied().filter(|_| long_enough);
        let put_right = |short: CompactString| {
            let changed = self.0.get(&short).copied();
            changed.or_else(|| known(&short))
        };
        missing().or_else(|| one_letter_less(word).find_map(put_right))
    }
}

/// A long word with each of its letters left out in turn; nothing of a short one or of several words.
fn one_letter_less(word: &str) -> impl Iterator<Item = CompactString> {
    let fit = (NEAR_LETTERS..=LONGEST_WORD).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let word = if fit { word } else { "" };
    (0..word.len()).filter_map(|at| {
        let mut short = CompactString::from(word.get(..at)?);
        short.push_str(word.get(at + 1..)?);
        Some(short)
    })
}
