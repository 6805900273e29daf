//! Characters as fonts write them → letters as one reads them.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// A word that ends so goes on in the next line.
pub const SOFT_HYPHEN: char = '\u{00AD}';

/// White: it parts words.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Drawn as nothing: it neither parts words nor belongs to them.
pub(super) fn is_nothing(c: char) -> bool {
    let unseen = matches!(c, '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    c == SOFT_HYPHEN || unseen
}

/// The mark that a character puts on the letter that it is drawn over.
pub(super) fn accent(c: char) -> Option<char> {
    Some(match c {
        '`' => '\u{0300}',
        '\u{00B4}' => '\u{0301}',
        '^' | '\u{02C6}' => '\u{0302}',
        '~' | '\u{02DC}' => '\u{0303}',
        '\u{00A8}' => '\u{0308}',
        '\u{02DA}' => '\u{030A}',
        '\u{00B8}' => '\u{0327}',
        '\u{0300}'..='\u{036F}' => c,
        _ => return None,
    })
}

/// The letter with this mark on it, where such a letter is written. TeX puts the marks of an i on one without a dot.
pub(super) fn accented(letter: char, mark: char) -> Option<char> {
    let letter = if letter == 'ı' { 'i' } else { letter };
    let mut composed = [letter, mark].into_iter().nfc();
    let whole = composed.next().filter(|_| composed.next().is_none());
    whole.filter(|_| "aceinouy".contains(letter.to_ascii_lowercase()))
}

/// NFC, ligatures taken apart, accents put on their letters, hyphens and apostrophes plain. Superscripts and symbols stay what
/// they are: they are marks.
pub(super) fn tidy(raw: CompactString) -> CompactString {
    let as_it_should_be = |c: char| c.is_ascii_graphic() || ('À'..='ÿ').contains(&c);
    if raw.chars().all(as_it_should_be) {
        return raw;
    }
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            'ﬀ'..='ﬆ' => text.extend(c.nfkd()),
            '\u{02BC}' | '\u{2019}' => text.push('’'),
            '\u{2010}' | '\u{2011}' => text.push('-'),
            // Some fonts draw the accent as a character of its own, after the letter.
            '\u{00B4}' | '\u{02C6}' | '\u{00A8}' | '\u{00B8}' => {
                let whole = text.chars().last().and_then(|l| accented(l, accent(c)?));
                text.truncate(
                    text.len() - whole.and(text.chars().last()).map_or(0, char::len_utf8),
                );
                text.push(whole.unwrap_or(c));
            }
            c if is_blank(c) || is_nothing(c) => {}
            c => text.push(c),
        }
    }
    text.nfc().collect()
}

/// Whether a character stands where only a letter can: what a wrong mapping makes of accents and ligatures ("Souffl?", "Educa&on",
/// "CrÃ¨me").
pub(super) fn is_garbled(text: &str) -> bool {
    let wrong = |c: char| {
        let sign = matches!(
            c,
            '?' | '['
                | ']'
                | '{'
                | '}'
                | '|'
                | '\\'
                | '§'
                | '¤'
                | '¿'
                | '#'
                | '$'
                | '<'
                | '>'
                | '='
                | '_'
                | '^'
                | '~'
                | '&'
        );
        sign || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
    };
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).any(|run| match run {
        ['Ã' | 'Â', b, _] | [_, 'Ã' | 'Â', b] if matches!(b, '\u{A0}'..='\u{BF}' | '†' | '‰') => {
            true
        }
        [a, b, c] => a.is_alphabetic() && wrong(*b) && c.is_lowercase(),
        _ => false,
    }) || matches!(letters.as_slice(), [.., a, '?'] if a.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_plain() {
        let plain = |text: &str| tidy(text.into()).to_string();
        assert_eq!(plain("cha\u{2011}teau"), "cha-teau");
        assert_eq!(plain("l\u{2019}ail\u{200B}"), "l’ail");
        assert_eq!(plain("soufﬂé"), "soufflé");
        assert_eq!(plain("pur\u{00E9}e"), "purée");
        assert_eq!(plain("rape\u{00B4}es"), "rapées");
        assert_eq!(plain("l\u{00B4}ail"), "l´ail");
    }

    #[test]
    fn an_accent_is_put_on_letters_that_bear_it() {
        assert_eq!(accented('e', '\u{0301}'), Some('é'));
        assert_eq!(accented('ı', '\u{0302}'), Some('î'));
        assert_eq!(accented('C', '\u{0327}'), Some('Ç'));
        assert_eq!(accented('l', '\u{0301}'), None);
        assert_eq!(accented('c', '\u{0308}'), None);
    }

    #[test]
    fn a_sign_within_a_word_is_a_letter_lost() {
        for lost in [
            "Souffl?",
            "pur?e",
            "Educa&on",
            "pla[orm",
            "CrÃ¨me",
            "Ã©pinards",
            "ra\u{E001}ne",
        ] {
            assert!(is_garbled(lost), "{lost}");
        }
        for whole in [
            "Soufflé",
            "M&M's",
            "Rôti*",
            "l’ail",
            "(œuf)",
            "1/2",
            "A?",
            "Bio\u{E001}",
            "Â",
            "?",
        ] {
            assert!(!is_garbled(whole), "{whole}");
        }
    }
}
