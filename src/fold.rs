//! Text → what it is compared by: no case, no accents. Most of what a menu says is looked up in some list, so this runs
//! more often than anything else.

use compact_str::CompactString;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

/// The text in lower case and without accents.
pub(crate) fn folded(text: &str) -> CompactString {
    if text.is_ascii() {
        let mut folded = CompactString::new(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    let mut folded = CompactString::with_capacity(text.len());
    bare(text, |c| folded.push(c));
    folded
}

/// Hands on each character in lower case and without accents.
pub(crate) fn bare(text: &str, mut each: impl FnMut(char)) {
    for c in text.chars() {
        match known(c) {
            Some(letter) => each(letter),
            None => decompose_canonical(c, |part| lower(part, &mut each)),
        }
    }
}

/// As [`bare`], signs that are letters in another dress (`½`, `ﬁ`, `²`) taken apart too.
pub(crate) fn bare_compatible(text: &str, mut each: impl FnMut(char)) {
    for c in text.chars() {
        match known(c) {
            Some(letter) => each(letter),
            None => decompose_compatible(c, |part| lower(part, &mut each)),
        }
    }
}

/// Lower case, without accents, `œ` as `oe`, anything but letters and digits as one space; so are raised and ringed digits, which
/// are signs.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split(is_a_sign) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        bare_compatible(part, |c| match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        });
    }
    out.truncate(out.trim_end().len());
    out
}

/// "¹", "①": a digit in a dress that no number wears.
fn is_a_sign(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳' | '❶'..='➓')
}

fn lower(c: char, each: &mut impl FnMut(char)) {
    if !is_combining_mark(c) {
        c.to_lowercase().for_each(each);
    }
}

/// What a letter of French is compared by, where both ways of taking it apart agree.
fn known(c: char) -> Option<char> {
    match c.is_ascii() {
        true => Some(c.to_ascii_lowercase()),
        false => *LATIN.get((c as u32).checked_sub(LATIN_FROM)? as usize)?,
    }
}

/// The first letter beyond ASCII, and the last, of the languages of western Europe.
const LATIN_FROM: u32 = 0xC0;
const LATIN_TO: u32 = 0x17F;

static LATIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let alone = |c: char| {
        let (mut canonical, mut compatible) = (String::new(), String::new());
        decompose_canonical(c, |part| lower(part, &mut |l| canonical.push(l)));
        decompose_compatible(c, |part| lower(part, &mut |l| compatible.push(l)));
        let mut letters = canonical.chars();
        let letter = letters.next()?;
        (letters.next().is_none() && canonical == compatible).then_some(letter)
    };
    (LATIN_FROM..=LATIN_TO)
        .map(|code| char::from_u32(code).and_then(alone))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_and_digits_are_left() {
        assert_eq!(
            spaced("  Œufs durs  (½) « À L'ÉCHALOTE »* "),
            "oeufs durs 1 2 a l echalote"
        );
        assert_eq!(spaced("–*"), "");
        assert_eq!(spaced("Baguette¹ Kiwi② "), "baguette kiwi");
    }
}
