//! Texts of others within Markdown.

use crate::text::sign;

/// The text as it is, on one line, whatever signs of Markdown or HTML it holds.
pub(crate) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some(sign) => sign.chars().for_each(|c| escape(c, &mut escaped)),
            None => escape(c, &mut escaped),
        }
    }
    escaped
}

fn escape(c: char, to: &mut String) {
    if "\\`*_[]<>|~&$#".contains(c) {
        to.push('\\');
    }
    to.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_sign() {
        assert_eq!(
            inline("a|b *c* _d_ <b> [e](f) `g`"),
            r"a\|b \*c\* \_d\_ \<b\> \[e\](f) \`g\`"
        );
        assert_eq!(inline("a\nb\\"), r"a↵b\\");
        assert_eq!(inline("Légumes & fruits"), r"Légumes \& fruits");
    }
}
