//! A copy of the PDF with each dish's box, course and labels drawn on it: green where it is organic.

use crate::diagnostic::Diagnostic;
use crate::extract::{Extracted, Extraction};
use crate::labels::Label;
use crate::pdf::{Colour, Note, annotate};
use crate::scdl::{MealKind, Siqo};

/// The colour of an organic dish's box.
const ORGANIC: Colour = Colour {
    r: 0,
    g: 120,
    b: 50,
};
/// The colour of the other boxes.
const PLAIN: Colour = Colour {
    r: 40,
    g: 80,
    b: 160,
};

pub(super) fn drawn(pdf: &[u8], extraction: &Extraction) -> Result<Vec<u8>, Diagnostic> {
    let notes: Vec<Note> = extraction.rows.iter().map(note).collect();
    annotate(pdf, &notes)
}

fn note(extracted: &Extracted) -> Note {
    let row = &extracted.row;
    let labels = extracted.marks.iter().map(|m| match m.label {
        Label::Siqo(Siqo::AgricultureBiologique) => "bio",
        label => label.as_str(),
    });
    let meal = (row.menu_repas_type != MealKind::Dejeuner).then_some(row.menu_repas_type.as_str());
    let words: Vec<&str> = meal
        .into_iter()
        .chain([row.menu_plat_type.as_str()])
        .chain(labels)
        .collect();
    Note {
        page: extracted.page,
        rect: extracted.rect,
        text: words.join(" · "),
        colour: match extracted.is_organic() {
            true => ORGANIC,
            false => PLAIN,
        },
    }
}
