//! A finding as an annotation of GitHub's workflows: it is shown beside the file's line; a page's, by the file's name.

use super::text::{line, place};
use crate::diagnostic::{Finding, Lang, Place, Severity};
use crate::text::shown;

/// One line, with its line end.
pub fn github(finding: &Finding, file: &str, lang: Lang) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity() {
        Severity::Notice => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let at = match &diagnostic.place {
        Place::Cell { row, .. } => format!(",line={}", line(*row)),
        _ => String::new(),
    };
    let column = match &diagnostic.place {
        Place::Cell { column, .. } if !column.is_empty() => format!("{} : ", shown(column)),
        Place::Page { .. } => format!("{} : ", place(diagnostic, lang)),
        _ => String::new(),
    };
    let times = if finding.count > 1 {
        format!(" (× {})", finding.count)
    } else {
        String::new()
    };
    let text = format!(
        "{column}{}{times}\n{}",
        diagnostic.text(lang),
        diagnostic.help(lang)
    );
    format!(
        "::{level} file={}{at},title={}::{}\n",
        property(&shown(file)),
        diagnostic.code.as_str(),
        message(&text)
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
