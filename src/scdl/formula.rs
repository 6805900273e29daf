//! Texts that a spreadsheet program would run as formulas, and how a CSV keeps them from it: an apostrophe before them, as
//! one writes in such a program (OWASP, "CSV Injection"). What is read back has it no more.

use std::borrow::Cow;

/// Whether a spreadsheet program would take the text of a CSV's cell for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The text as a CSV holds it. A text that begins with apostrophes before such a sign gets one more, so that each comes
/// back as it was.
pub fn as_cell(text: &str) -> Cow<'_, str> {
    match is_formula(text.trim_start_matches('\'')) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text of a CSV's cell.
pub(super) fn of_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_and_everything_comes_back() {
        for text in [
            "=1+1", "+33", "-", "@SUM(A1)", "'=1", "''=1", "'tis", "l'ail", "", "\t=1", "＝1",
        ] {
            let cell = as_cell(text);
            assert!(!is_formula(&cell), "{cell}");
            assert_eq!(of_cell(&cell), text);
        }
        assert_eq!(as_cell("'tis"), "'tis");
    }
}
