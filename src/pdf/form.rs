//! Whether a PDF is a form that nobody has filled in, by lopdf.

use lopdf::{Dictionary, Document, Object};
use std::panic::catch_unwind;

/// Fields looked at, at most.
const MOST_FIELDS: usize = 10_000;

/// Whether it has fields for text, and none of them holds any.
pub fn is_an_empty_form(bytes: &[u8]) -> bool {
    let texts = catch_unwind(|| texts(&Document::load_mem(bytes).ok()?));
    let texts = texts.ok().flatten().unwrap_or_default();
    !texts.is_empty() && texts.iter().all(|is_filled| !is_filled)
}

/// For each field for text, whether it holds any.
fn texts(document: &Document) -> Option<Vec<bool>> {
    let form = document.catalog().ok()?.get_deref(b"AcroForm", document);
    let fields = form.ok()?.as_dict().ok()?.get_deref(b"Fields", document);
    // What a field does not say it has from the field that it is a part of.
    let mut open: Vec<(&Object, bool)> = Vec::new();
    let fields = fields.ok()?.as_array().ok()?.iter();
    open.extend(fields.map(|field| (field, false)));
    let mut texts = Vec::new();
    for _ in 0..MOST_FIELDS {
        let Some((field, of_text)) = open.pop() else {
            break;
        };
        let Some(field) = dictionary(field, document) else {
            continue;
        };
        let kind = field.get(b"FT").and_then(Object::as_name);
        let is_text = kind.map_or(of_text, |kind| kind == b"Tx");
        let kids = field
            .get_deref(b"Kids", document)
            .and_then(Object::as_array);
        let is_filled = field.get_deref(b"V", document).is_ok_and(says);
        match kids {
            Ok(kids) if !is_filled => open.extend(kids.iter().map(|kid| (kid, is_text))),
            _ if is_text => texts.push(is_filled),
            _ => {}
        }
    }
    Some(texts)
}

fn dictionary<'a>(object: &'a Object, document: &'a Document) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn says(value: &Object) -> bool {
    match value {
        Object::String(text, _) => text.iter().any(|byte| !byte.is_ascii_whitespace()),
        Object::Stream(_) => true,
        _ => false,
    }
}
