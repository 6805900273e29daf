//! Texts of others within Markdown.

/// The text as it is, on one line, whatever signs of Markdown or HTML it holds.
pub(crate) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
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
        assert_eq!(inline("a\nb\\"), r"a b\\");
        assert_eq!(inline("Légumes & fruits"), r"Légumes \& fruits");
    }
}
