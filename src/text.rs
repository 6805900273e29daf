//! Texts that are not ours: file names, words of a PDF, cells, keys. Here they are bounded, and made fit to be printed.

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

/// A sign in the place of a character that is not seen, moves what is seen, or commands a terminal.
pub(crate) fn sign(c: char) -> Option<Cow<'static, str>> {
    Some(match c {
        '\t' => Cow::Borrowed("⇥"),
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Cow::Borrowed("↵"),
        c if c.is_control() || is_hidden(c) => Cow::Owned(format!("<U+{:04X}>", c as u32)),
        _ => return None,
    })
}

/// What has no width, and what turns the direction of the text.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The text on one line, as it may be printed: the signs of [`sign`], and nothing that a forge would take for a command.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let command = text.trim_start().starts_with("::") || text.contains("##[");
    if !command && text.chars().all(|c| sign(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some(sign) => shown.push_str(&sign),
            None => shown.push(c),
        }
    }
    if shown.trim_start().starts_with("::") {
        shown = shown.replacen("::", "∷", 1);
    }
    Cow::Owned(shown.replace("##[", "# #["))
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

    #[test]
    fn no_text_makes_a_line_moves_the_others_or_commands() {
        assert_eq!(shown("École « du\u{a0}Lac »"), "École « du\u{a0}Lac »");
        assert_eq!(shown("a\n::error::b\u{2028}c"), "a↵::error::b↵c");
        assert_eq!(shown("::error::b"), "∷error::b");
        assert_eq!(shown(" ::add-mask::b"), " ∷add-mask::b");
        assert_eq!(
            shown("\u{1b}[31m\u{202e}fdp.exe"),
            "<U+001B>[31m<U+202E>fdp.exe"
        );
        assert_eq!(shown("a ##[error]b"), "a # #[error]b");
    }
}
