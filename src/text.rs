//! Texts that are not ours: file names, words of a PDF, cells, keys. Here they are bounded.

use std::borrow::Cow;

/// Characters of a text that is told: a person reads no more, and what goes into the register is kept for years.
pub(crate) const LONGEST: usize = 500;

/// The first characters of the text, so many.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    // Most texts are short, and a character has a byte at least.
    if text.len() <= most {
        return text;
    }
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The text, or its first characters and a sign that there are more.
pub(crate) fn bounded(text: &str, most: usize) -> Cow<'_, str> {
    match cut(text, most) {
        whole if whole.len() == text.len() => Cow::Borrowed(text),
        part => Cow::Owned(format!("{part}…")),
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
