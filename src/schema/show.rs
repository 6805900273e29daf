//! A cell as a person can see it: invisible characters made visible, long texts cut.

use crate::text::sign;

/// Letters shown, at most.
const SHOWN: usize = 80;

/// The cell, invisible characters made visible.
pub(super) fn visible(cell: &str) -> String {
    let inner = cell.trim_matches(' ');
    let lead = cell.len() - cell.trim_start_matches(' ').len();
    let trail = if inner.is_empty() {
        0
    } else {
        cell.len() - lead - inner.len()
    };
    let mut shown = "␠".repeat(lead.min(SHOWN));
    for c in inner.chars().take(SHOWN) {
        match c {
            '\u{a0}' | '\u{202f}' => shown.push('⍽'),
            c => match sign(c) {
                Some(sign) => shown.push_str(&sign),
                None => shown.push(c),
            },
        }
    }
    if inner.chars().count() > SHOWN {
        shown.push('…');
    }
    shown.push_str(&"␠".repeat(trail.min(SHOWN)));
    shown
}

/// Without case and accents, spaces folded: what a person takes for the same word.
pub(super) fn plain(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    crate::fold::bare_compatible(text, |c| lower.push(c));
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").replace(['’', '‘'], "'").replace('œ', "oe")
}

/// Share of its letters in which a word may differ from the one that was meant.
const NEAR: f64 = 0.34;

/// The allowed value that is nearest to what is written, if one is near.
pub(super) fn nearest<'a>(cell: &str, allowed: &'a [String]) -> Option<&'a str> {
    let cell = plain(cell);
    if cell.is_empty() {
        return None;
    }
    let far = |value: &&String| strsim::damerau_levenshtein(&cell, &plain(value));
    let best = allowed.iter().take(200).min_by_key(far)?;
    let longest = cell.chars().count().max(best.chars().count());
    (far(&best) as f64 <= NEAR * longest as f64).then_some(best.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invisible_is_seen() {
        assert_eq!(visible("sans porc "), "sans porc␠");
        assert_eq!(visible(" a\u{a0}b\t\u{200b}"), "␠a⍽b⇥<U+200B>");
        assert_eq!(visible("  "), "␠␠");
        assert_eq!(visible(&"x".repeat(100)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn the_nearest_value_is_near() {
        let allowed: Vec<String> = ["entrée", "plat principal", "dessert"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(nearest("Entree", &allowed), Some("entrée"));
        assert_eq!(nearest("plat princpal", &allowed), Some("plat principal"));
        assert_eq!(nearest("fromage", &allowed), None);
        assert_eq!(nearest("", &allowed), None);
    }
}
