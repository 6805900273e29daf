//! Text → what it is compared by: no case, no accents. Most of what a menu says is looked up in some list, so this runs
//! more often than anything else.

use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

/// Hands on each character in lower case and without accents.
pub(crate) fn bare(text: &str, mut each: impl FnMut(char)) {
    for c in text.chars() {
        match c.is_ascii() {
            true => each(c.to_ascii_lowercase()),
            false => decompose_canonical(c, |part| lower(part, &mut each)),
        }
    }
}

/// As [`bare`], signs that are letters in another dress (`½`, `ﬁ`, `²`) taken apart too.
pub(crate) fn bare_compatible(text: &str, mut each: impl FnMut(char)) {
    for c in text.chars() {
        match c.is_ascii() {
            true => each(c.to_ascii_lowercase()),
            false => decompose_compatible(c, |part| lower(part, &mut each)),
        }
    }
}

fn lower(c: char, each: &mut impl FnMut(char)) {
    if !is_combining_mark(c) {
        c.to_lowercase().for_each(each);
    }
}
