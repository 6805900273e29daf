//! The values of a schema's JSON → texts.

use serde_json::{Map, Value};

/// The text of a key; empty when there is none.
pub(super) fn text_of(object: &Map<String, Value>, key: &str) -> String {
    object
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// The texts of a list, or the one text.
pub(super) fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().map(shown).collect(),
        value => vec![shown(value)],
    }
}

/// A value as it is written in a cell.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
