//! A diagnostic as a person reads it: how bad, where, what, the code; below, what to do.

use crate::diagnostic::{Diagnostic, Lang, Place, Severity};
use crate::geometry::Rect;

/// Two lines of text, with a line end each.
pub fn text(diagnostic: &Diagnostic, lang: Lang) -> String {
    let severity = severity(diagnostic.severity(), lang);
    let place = place(&diagnostic.place, lang);
    let separator = if place.is_empty() { "" } else { ", " };
    let colon = match lang {
        Lang::Fr => " :",
        Lang::En => ":",
    };
    format!(
        "  {severity}{separator}{place}{colon} {} [{}]\n    → {}\n",
        diagnostic.text(lang),
        diagnostic.code.as_str(),
        diagnostic.help(lang)
    )
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

fn place(place: &Place, lang: Lang) -> String {
    match (place, lang) {
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
        (Place::Cell { row, column }, Lang::Fr) => format!("ligne {row}, colonne {column}"),
        (Place::Cell { row, column }, Lang::En) => format!("row {row}, column {column}"),
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

    #[test]
    fn a_doubt_says_where_what_and_what_to_do() {
        let rect = Some(Rect::new(142.0, 214.0, 180.0, 226.0));
        let doubt = Diagnostic::new(Code::UnexplainedMark, Place::Page { page: 1, rect })
            .with("mark", "°")
            .with("dish", "Pomme");
        insta::assert_snapshot!(text(&doubt, Lang::Fr), @r"
        attention, page 1, à 5 cm de la gauche et 8 cm du haut : le signe « ° » (« Pomme ») n'est expliqué nulle part : il ne donne aucun label [unexplained-mark]
          → S'il veut dire « bio » ou « local », ajoutez une légende à la page.
        ");
        insta::assert_snapshot!(text(&doubt, Lang::En), @r"
        warning, page 1, 5 cm from the left and 8 cm from the top: the mark “°” (“Pomme”) is explained nowhere: it gives no label [unexplained-mark]
          → If it means organic or local, add a legend to the page.
        ");
    }

    #[test]
    fn every_code_has_its_texts() {
        for code in Code::ALL {
            let diagnostic = Diagnostic::new(*code, Place::File);
            for lang in [Lang::Fr, Lang::En] {
                assert!(!diagnostic.text(lang).is_empty() && !diagnostic.help(lang).is_empty());
            }
        }
    }
}
