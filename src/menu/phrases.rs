//! Phrases looked up where a text's words may begin one, the longest first.

use super::words::Words;
use compact_str::CompactString;
use foldhash::HashMap;

/// Phrases, and what each stands for.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    meanings: HashMap<CompactString, T>,
    /// The words of the longest phrase that begins with each word.
    longest: HashMap<CompactString, usize>,
}

impl<T> Phrases<T> {
    /// The words at `start` that are a phrase, the longest first: how many they are, and what they stand for.
    pub(super) fn at<'a>(
        &'a self,
        words: &'a Words,
        start: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> {
        let first = words.span(start, start + 1);
        let longest = first.and_then(|first| self.longest.get(first));
        let counts = (1..=longest.copied().unwrap_or(0)).rev();
        counts.filter_map(move |count| {
            let here = words.span(start, start + count)?;
            Some((count, self.meanings.get(here)?))
        })
    }

    /// What a phrase of one word stands for.
    pub(super) fn alone(&self, word: &str) -> Option<&T> {
        self.meanings.get(word)
    }

    /// Whether one of the phrases begins at the `from`th word or after it.
    pub(super) fn is_in(&self, words: &Words, from: usize) -> bool {
        (from..words.len()).any(|start| self.at(words, start).next().is_some())
    }
}

impl<T> FromIterator<(Words, T)> for Phrases<T> {
    /// Of two equal phrases the first counts.
    fn from_iter<I: IntoIterator<Item = (Words, T)>>(phrases: I) -> Self {
        let phrases = phrases.into_iter();
        let (many, _) = phrases.size_hint();
        let mut all = Self {
            meanings: HashMap::with_capacity_and_hasher(many, Default::default()),
            longest: HashMap::default(),
        };
        for (phrase, meaning) in phrases {
            let Some(first) = phrase.span(0, 1) else {
                continue;
            };
            match all.longest.get_mut(first) {
                Some(longest) => *longest = phrase.len().max(*longest),
                None => {
                    all.longest.insert(first.into(), phrase.len());
                }
            }
            let text = CompactString::from(phrase.joined());
            all.meanings.entry(text).or_insert(meaning);
        }
        all
    }
}
