//! The notes' font, which each PDF reader has: how wide its letters are, and how a text is encoded for it.

use unicode_normalization::UnicodeNormalization;

/// The width of a text, in em.
pub(super) fn width_of(text: &str) -> f32 {
    text.nfd().map(letter).sum()
}

/// The width of a letter by Helvetica's metrics, rounded up; an accent adds nothing to its letter.
fn letter(c: char) -> f32 {
    match c {
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | '\'' | '’' => 0.23,
        ' ' | '.' | ',' | ':' | ';' | '/' | 'f' | 't' | 'I' | '!' | '·' => 0.28,
        'r' | '(' | ')' | '-' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'a'..='z' | '0'..='9' | 'L' if !matches!(c, 'm' | 'w') => 0.56,
        'A' | 'B' | 'E' | 'F' | 'K' | 'P' | 'S' | 'T' | 'V' | 'X' | 'Y' | 'Z' => 0.67,
        'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' | 'w' => 0.78,
        'm' | 'M' => 0.84,
        _ => 1.0,
    }
}

/// The text in the encoding of the font; `?` for what it has not.
pub(super) fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'Œ' => 0x8c,
        'œ' => 0x9c,
        '’' => 0x92,
        '–' => 0x96,
        '—' => 0x97,
        '…' => 0x85,
        '€' => 0x80,
        '\u{80}'..='\u{9f}' => b'?',
        _ => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_add_nothing_to_the_width_of_a_word() {
        assert_eq!(width_of("entrée"), width_of("entree"));
        assert!((width_of("entrée") - 2.87).abs() < 0.1);
    }
}
