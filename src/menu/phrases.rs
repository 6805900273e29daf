//! Phrases looked up where a text's words may begin one: by the first word, the longest first.

use super::words::Words;
use foldhash::HashMap;

/// A phrase, and what it stands for.
#[derive(Debug)]
struct Phrase<T> {
    text: String,
    words: usize,
    meaning: T,
}

/// Phrases by their first word.
#[derive(Debug)]
pub(super) struct Phrases<T>(HashMap<String, Vec<Phrase<T>>>);

impl<T> Phrases<T> {
    /// The words at `start` that are a phrase, the longest first: how many they are, and what they stand for.
    pub(super) fn at<'a>(
        &'a self,
        words: &'a Words,
        start: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> {
        let first = words.span(start, start + 1);
        let known = first.and_then(|first| self.0.get(first));
        known.into_iter().flatten().filter_map(move |phrase| {
            let here = words.span(start, start + phrase.words);
            (here == Some(&phrase.text)).then_some((phrase.words, &phrase.meaning))
        })
    }

    /// Whether one of the phrases begins at the `from`th word or after it.
    pub(super) fn is_in(&self, words: &Words, from: usize) -> bool {
        (from..words.len()).any(|start| self.at(words, start).next().is_some())
    }
}

impl<T> FromIterator<(Words, T)> for Phrases<T> {
    /// Of two equal phrases the first counts.
    fn from_iter<I: IntoIterator<Item = (Words, T)>>(phrases: I) -> Self {
        let mut phrases: Vec<(Words, T)> = phrases.into_iter().collect();
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        let mut all: HashMap<String, Vec<Phrase<T>>> = HashMap::default();
        for (phrase, meaning) in phrases {
            let Some(first) = phrase.span(0, 1) else {
                continue;
            };
            all.entry(first.to_owned()).or_default().push(Phrase {
                text: phrase.joined().to_owned(),
                words: phrase.len(),
                meaning,
            });
        }
        Self(all)
    }
}
