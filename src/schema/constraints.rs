//! What a column's cells must satisfy besides their type.

use super::values::{shown, strings};
use fancy_regex::Regex;
use serde_json::Value;

/// The constraints of a field.
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    /// No cell may be empty.
    pub required: bool,
    /// No two cells may be the same.
    pub unique: bool,
    /// The only values allowed; any when empty.
    pub allowed: Vec<String>,
    /// The whole cell must match; as written, and compiled.
    pub pattern: Option<(String, Regex)>,
    /// The least value, as written.
    pub minimum: Option<String>,
    /// The greatest value, as written.
    pub maximum: Option<String>,
    /// Letters or items, at least.
    pub min_length: Option<usize>,
    /// Letters or items, at most.
    pub max_length: Option<usize>,
}

impl Constraints {
    /// The constraints of a field; none when it has none.
    pub(super) fn read(value: Option<&Value>) -> Result<Self, String> {
        let Some(Value::Object(constraints)) = value else {
            return Ok(Self::default());
        };
        let flag = |key: &str| match constraints.get(key) {
            Some(Value::String(text)) => text == "true",
            value => value.and_then(Value::as_bool).unwrap_or(false),
        };
        let count = |key: &str| constraints.get(key).and_then(|v| shown(v).parse().ok());
        let pattern = match constraints.get("pattern").map(shown) {
            None => None,
            Some(pattern) => {
                let whole = Regex::new(&format!("^(?:{pattern})$"));
                let whole = whole.map_err(|e| format!("its pattern cannot be read: {e}"))?;
                Some((pattern, whole))
            }
        };
        Ok(Self {
            required: flag("required"),
            unique: flag("unique"),
            allowed: constraints.get("enum").map(strings).unwrap_or_default(),
            pattern,
            minimum: constraints.get("minimum").map(shown),
            maximum: constraints.get("maximum").map(shown),
            min_length: count("minLength"),
            max_length: count("maxLength"),
        })
    }
}
