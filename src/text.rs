//! Texts that are not ours: file names, words of a PDF, cells, keys. Here they are bounded.

use std::borrow::Cow;

/// Characters of a text that is told: a person reads no more, and what goes into the register is kept for years.
pub(crate) const LONGEST: usize = 500;

/// The text, cut after so many characters.
pub(crate) fn bounded(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(bounded("été", 3), "été");
        assert_eq!(bounded("été", 2), "ét…");
        assert_eq!(bounded("", 0), "");
    }
}
