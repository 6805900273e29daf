//! The fiche descriptive: what a town hall, a family or a researcher reads of the data set. One model, shown as Markdown
//! and as HTML.

mod html;
mod markdown;
mod model;
mod sections;

pub use html::fiche_html;
pub use markdown::fiche_markdown;
pub use model::{Block, Fact, Fiche, Section, Table, Words};

use super::Edition;
use super::facts::Facts;
use crate::french;

/// The fiche of an edition.
pub fn fiche(edition: &Edition) -> Fiche {
    let facts = Facts::of(edition);
    let period = facts.period().unwrap_or_else(|| "aucun menu".to_owned());
    Fiche {
        title: facts.title(),
        subtitle: format!("Fiche descriptive du jeu de données, {period}"),
        sections: sections::sections(&facts),
        made: format!(
            "Fiche établie par Ardoise {} d'après l'édition du {}.",
            env!("CARGO_PKG_VERSION"),
            french::date(edition.updated)
        ),
    }
}
