//! The content lines of a calendar (RFC 5545, sections 3.1 and 3.3.11): escaped, and folded at 75 octets.

/// The most octets of a line, its break left out.
const LONGEST: usize = 75;

/// Content lines, one after the other.
#[derive(Default)]
pub(super) struct ContentLines(String);

impl ContentLines {
    /// A line whose value is written as it is: a date, a constant.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in [name, ":", value].into_iter().flat_map(str::chars) {
            if octets + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is a text.
    pub(super) fn put_text(&mut self, name: &str, text: &str) {
        self.put(name, &escaped(text));
    }

    /// All of them.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let mut lines = ContentLines::default();
        lines.put_text("X", text);
        lines.into_text()
    }

    #[test]
    fn a_text_is_escaped() {
        assert_eq!(line("a,b;c\\d\r\ne:f\u{0}"), "X:a\\,b\\;c\\\\d\\ne:f\r\n");
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        assert_eq!(line(&"a".repeat(73)), format!("X:{}\r\n", "a".repeat(73)));
        for text in ["a".repeat(74), "é".repeat(200), "🥕 ".repeat(50)] {
            let folded = line(&text);
            assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST));
            assert!(folded.split("\r\n").count() > 2);
            assert_eq!(folded.replace("\r\n ", ""), format!("X:{text}\r\n"));
        }
    }
}
