//! A diagnostic as a person reads it: how bad, where, what, the code; below, what to do. Styled for a terminal: what
//! prints it takes the styles off where there is none.

use crate::diagnostic::{Diagnostic, Finding, Lang, Place, Severity};
use crate::geometry::Rect;
use crate::text::shown;
use anstyle::{AnsiColor, Style};

/// Two lines of text, with a line end each.
pub fn text(diagnostic: &Diagnostic, lang: Lang) -> String {
    let severity = severity(diagnostic.severity(), lang);
    let place = place(diagnostic, lang);
    let separator = if place.is_empty() { "" } else { ", " };
    let colon = match lang {
        Lang::Fr => " :",
        Lang::En => ":",
    };
    let style = style(diagnostic.severity());
    format!(
        "  {style}{severity}{style:#}{separator}{place}{colon} {} [{}]\n    → {}\n",
        diagnostic.text(lang),
        diagnostic.code.as_str(),
        diagnostic.help(lang)
    )
}

/// The same, and where else it stands.
pub fn finding_text(finding: &Finding, lang: Lang) -> String {
    let mut text = text(&finding.diagnostic, lang);
    if finding.count > 1 {
        let lines: Vec<String> = finding
            .rows
            .iter()
            .map(|row| line(*row).to_string())
            .collect();
        let more = if finding.count > finding.rows.len() as u64 {
            "…"
        } else {
            ""
        };
        let lines = lines.join(", ");
        let count = finding.count;
        text.push_str(&match lang {
            Lang::Fr => format!("      {count} fois : lignes {lines}{more}\n"),
            Lang::En => format!("      {count} times: lines {lines}{more}\n"),
        });
    }
    text
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Notice => AnsiColor::Cyan,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    colour.on_default().bold()
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Notice, Lang::Fr) => "note",
        (Severity::Warning, Lang::Fr) => "attention",
        (Severity::Error, Lang::Fr) => "erreur",
        (Severity::Notice, Lang::En) => "note",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Error, Lang::En) => "error",
    }
}

/// The line in a spreadsheet of a data row: the header is line 1.
pub(super) fn line(row: u64) -> u64 {
    row + 1
}

/// Where it is, in words; nothing where it is about the file.
pub fn place(diagnostic: &Diagnostic, lang: Lang) -> String {
    match (&diagnostic.place, lang) {
        (Place::File, _) => String::new(),
        (Place::Page { page, rect: None }, _) => format!("page {page}"),
        (
            Place::Page {
                page,
                rect: Some(rect),
            },
            lang,
        ) => {
            format!("page {page}, {}", spot(rect, lang))
        }
        (Place::Cell { row, column }, lang) => {
            let word = match lang {
                Lang::Fr => ["ligne", "colonne"],
                Lang::En => ["line", "column"],
            };
            let [row_word, column_word] = word;
            let line = line(*row);
            let title = diagnostic.with.get("title").filter(|t| *t != column);
            let column = shown(column);
            let title = title.map(|title| shown(title));
            match (column.is_empty(), title) {
                (true, _) => format!("{row_word} {line}"),
                (false, None) => format!("{row_word} {line}, {column_word} {column}"),
                (false, Some(title)) => {
                    format!("{row_word} {line}, {column_word} {column} ({title})")
                }
            }
        }
    }
}

/// Points in a centimetre.
const CENTIMETRE: f32 = 72.0 / 2.54;

/// Where a ruler would find the box.
fn spot(rect: &Rect, lang: Lang) -> String {
    let (left, top) = (rect.x0 / CENTIMETRE, rect.y0 / CENTIMETRE);
    match lang {
        Lang::Fr => format!("à {left:.0} cm de la gauche et {top:.0} cm du haut"),
        Lang::En => format!("{left:.0} cm from the left and {top:.0} cm from the top"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_doubt_says_where_what_and_what_to_do() {
        let rect = Some(Rect::new(142.0, 214.0, 180.0, 226.0));
        let doubt = Diagnostic::new(Code::UnexplainedMark, Place::Page { page: 1, rect })
            .with("mark", "°")
            .with("dish", "Pomme");
        insta::assert_snapshot!(plain(&text(&doubt, Lang::Fr)), @r"
        attention, page 1, à 5 cm de la gauche et 8 cm du haut : le signe « ° » (« Pomme ») n'est expliqué nulle part : il ne donne aucun label [unexplained-mark]
          → S'il veut dire « bio » ou « local », ajoutez une légende à la page.
        ");
        insta::assert_snapshot!(plain(&text(&doubt, Lang::En)), @r"
        warning, page 1, 5 cm from the left and 8 cm from the top: the mark “°” (“Pomme”) is explained nowhere: it gives no label [unexplained-mark]
          → If it means organic or local, add a legend to the page.
        ");
    }

    #[test]
    fn a_finding_says_its_line_its_column_and_how_often() {
        let place = Place::Cell {
            row: 12,
            column: "menuDate".to_owned(),
        };
        let diagnostic = Diagnostic::new(Code::NotDate, place)
            .with("title", "Jour du repas")
            .with("cell", "07/11/2022")
            .with("how", "2022-11-07");
        let finding = Finding {
            diagnostic,
            count: 3000,
            rows: vec![12, 13, 14],
        };
        insta::assert_snapshot!(plain(&finding_text(&finding, Lang::Fr)), @r"
        erreur, ligne 13, colonne menuDate (Jour du repas) : « 07/11/2022 » n'est pas une date au format voulu [not-date]
          → Écrivez : 2022-11-07
            3000 fois : lignes 13, 14, 15…
        ");
    }
}
