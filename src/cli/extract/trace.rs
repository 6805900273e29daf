//! A line for each row: where it comes from, what it rests on, what to look at.

use crate::diagnostic::{Diagnostic, Lang};
use crate::extract::Extracted;
use crate::labels::Found;
use anyhow::Result;
use serde_json::json;
use std::io::Write;

/// The lines of these rows; `doubts` are those of their document.
pub(super) fn lines(
    name: &str,
    rows: &[Extracted],
    doubts: &[Diagnostic],
    lang: Lang,
) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for extracted in rows {
        let marks: Vec<_> = extracted.marks.iter().map(mark).collect();
        let near = doubts.iter().filter(|d| extracted.is_the_place_of(d));
        let warnings: Vec<_> = near
            .map(|d| json!({ "code": d.code, "text": d.text(lang) }))
            .collect();
        let line = json!({
            "file": name,
            "page": extracted.page,
            "rect": extracted.rect,
            "menuDate": extracted.row.menu_date,
            "menuRepasType": extracted.row.menu_repas_type,
            "menuPlatType": extracted.row.menu_plat_type,
            "menuPlatNom": extracted.row.menu_plat_nom,
            "marks": marks,
            "confidence": (f64::from(extracted.confidence) * 100.0).round() / 100.0,
            "warnings": warnings,
        });
        writeln!(lines, "{line}")?;
    }
    Ok(lines)
}

fn mark(found: &Found) -> serde_json::Value {
    json!({ "label": found.label.as_str(), "sign": found.sign.to_string(), "rect": found.rect })
}
