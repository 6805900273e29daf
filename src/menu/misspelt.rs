//! Known words → the one that a word with one fault in its letters stands for: one added, missing or changed, or two that
//! changed places.

use compact_str::CompactString;
use foldhash::HashMap;

/// Letters: shorter words are too close to others to be read with a fault.
const SHORTEST: usize = 6;
/// Letters of a word's ends by which it is found: one fault leaves either end as it was.
const END: usize = SHORTEST / 2;

/// One end of a word, and which.
type End = (bool, [u8; END]);

/// Words that are long enough to be known with a fault, and what each stands for.
#[derive(Debug, Default)]
pub(super) struct NearMisses {
    words: Vec<(CompactString, usize)>,
    ends: HashMap<End, Vec<usize>>,
}

impl NearMisses {
    /// What the first of the words that are one fault away from this one stands for.
    pub(super) fn meaning(&self, word: &str) -> Option<usize> {
        Some(self.known(word)?.1)
    }

    /// The first of the words that are one fault away from this one, and what it stands for.
    pub(super) fn known(&self, word: &str) -> Option<(&str, usize)> {
        let long = Some(word).filter(|word| word.len() >= SHORTEST);
        let ends = long.into_iter().flat_map(both_ends);
        let ends = ends.filter_map(|end| self.ends.get(&end));
        let near = ends.flatten().filter(|at| {
            let known = self.words.get(**at);
            known.is_some_and(|(known, _)| one_fault_apart(known, word))
        });
        let (known, meaning) = self.words.get(*near.min()?)?;
        Some((known, *meaning))
    }
}

impl<S: Into<CompactString>> FromIterator<(S, usize)> for NearMisses {
    fn from_iter<I: IntoIterator<Item = (S, usize)>>(words: I) -> Self {
        let mut all = Self::default();
        for (word, meaning) in words {
            let word: CompactString = word.into();
            if word.len() < SHORTEST {
                continue;
            }
            for end in both_ends(&word) {
                all.ends.entry(end).or_default().push(all.words.len());
            }
            all.words.push((word, meaning));
        }
        all
    }
}

fn both_ends(word: &str) -> impl Iterator<Item = End> {
    let (first, last) = (word.as_bytes().first_chunk(), word.as_bytes().last_chunk());
    let first = first.map(|end| (false, *end));
    first.into_iter().chain(last.map(|end| (true, *end)))
}

/// Whether one letter added, missing or changed, or two neighbours changed over, makes one word of the other.
fn one_fault_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let pairs = || short.bytes().zip(long.bytes());
    let same_start = pairs().take_while(|(x, y)| x == y).count();
    let from_end = short.bytes().rev().zip(long.bytes().rev());
    let same_end = from_end.take_while(|(x, y)| x == y).count();
    let apart = long.len().saturating_sub(same_start + same_end);
    let changed_over = || {
        let mut pairs = pairs().skip(same_start);
        short.len() == long.len()
            && apart == 2
            && matches!((pairs.next(), pairs.next()), (Some((a, b)), Some((c, d))) if (a, b) == (d, c))
    };
    apart <= 1 || changed_over()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_is_read_and_two_are_not() {
        let known: NearMisses = [("compote", 7), ("yaourt", 8), ("rouget", 9)]
            .into_iter()
            .collect();
        for (word, meaning) in [
            ("compotte", Some(7)),
            ("compte", Some(7)),
            ("conpote", Some(7)),
            ("comptoe", Some(7)),
            ("conpotte", None),
            ("yaourrt", Some(8)),
            ("radiss", None),
            ("rouge", None),
            ("", None),
        ] {
            assert_eq!(known.meaning(word), meaning, "{word}");
        }
    }
}
