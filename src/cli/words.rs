//! The command line's own words, in both languages; those of doubts and errors are in `diagnostic/codes.toml`.

use crate::diagnostic::Lang;
use crate::text::shown;
use std::path::Path;

/// A path as it may be printed.
pub(super) fn named(path: &Path) -> String {
    shown(&path.display().to_string()).into_owned()
}

/// The word of the language.
pub(super) fn either<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// A number and its noun, `one` or `many`; French counts zero as one.
pub(super) fn count(lang: Lang, number: usize, one: &str, many: &str) -> String {
    let single = match lang {
        Lang::Fr => number < 2,
        Lang::En => number == 1,
    };
    format!("{number} {}", if single { one } else { many })
}
