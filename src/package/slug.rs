//! A text → a name for a file or an identifier.

use crate::fold::folded;
use std::collections::BTreeMap;

/// The longest name, in characters.
const LONGEST: usize = 60;

/// Letters and digits of ASCII in lower case, hyphens between words; `otherwise` where none is left.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let text = folded(text).replace('œ', "oe").replace('æ', "ae");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(LONGEST);
    match slug.trim_end_matches('-') {
        "" => otherwise.to_owned(),
        slug => slug.to_owned(),
    }
}

/// Names of which none is given twice, each with the number that its namesake may have.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// The name, else the name with the first free number from 2.
    pub(super) fn take(&mut self, name: String) -> String {
        let mut number = self.0.get(&name).copied().unwrap_or(1);
        let mut free = name.clone();
        while self.0.contains_key(&free) {
            free = format!("{name}-{number}");
            number += 1;
        }
        self.0.insert(name, number.max(2));
        self.0.entry(free.clone()).or_insert(2);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_plain_letters() {
        for (text, wanted) in [
            ("École des Tilleuls", "ecole-des-tilleuls"),
            ("  Sacré-Cœur (n° 2) ", "sacre-coeur-n-2"),
            ("../../etc/passwd", "etc-passwd"),
            ("食堂 <b>", "b"),
            ("", "restaurant"),
            ("***", "restaurant"),
        ] {
            assert_eq!(slug(text, "restaurant"), wanted);
        }
        let long = slug(&"ab ".repeat(60), "");
        assert!(long.len() <= LONGEST && !long.ends_with('-'));
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let given = ["a", "a", "a-2", "a"].map(|name| names.take(name.to_owned()));
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3"]);
    }
}
