//! A finding for a program: the code and its words, and the texts that a person would read.

use super::text::line;
use crate::diagnostic::{Diagnostic, Finding, Lang, Place};
use serde_json::{Value, json};

/// `code`, `severity`, `text`, `help`, `column`, `title`, `line` (the header is 1), `count`, `lines` (the first ones),
/// `with` (the words that fill the text). `column` and `line` are null where the finding is about the whole table.
pub fn json(finding: &Finding, lang: Lang) -> Value {
    let diagnostic = &finding.diagnostic;
    let (row, column) = match &diagnostic.place {
        Place::Cell { row, column } => (Some(line(*row)), Some(column).filter(|c| !c.is_empty())),
        _ => (None, None),
    };
    let lines: Vec<u64> = finding.rows.iter().map(|row| line(*row)).collect();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity(),
        "text": diagnostic.text(lang),
        "help": diagnostic.help(lang),
        "column": column,
        "title": diagnostic.with.get("title"),
        "line": row,
        "count": finding.count,
        "lines": lines,
        "with": diagnostic.with,
    })
}

/// A doubt about a document, for a program: `file`, `page` and `rect` (points, from the top left corner; null where it is
/// about the whole), `code`, `severity`, `text`, `help`, `with`.
pub fn document_json(file: &str, diagnostic: &Diagnostic, lang: Lang) -> Value {
    let (page, rect) = match &diagnostic.place {
        Place::Page { page, rect } => (Some(page), rect.as_ref()),
        _ => (None, None),
    };
    json!({
        "file": file,
        "page": page,
        "rect": rect,
        "code": diagnostic.code,
        "severity": diagnostic.severity(),
        "text": diagnostic.text(lang),
        "help": diagnostic.help(lang),
        "with": diagnostic.with,
    })
}
