//! Text → `Schema`: a Table Schema (<https://specs.frictionlessdata.io/table-schema/>) with Validata's `custom_checks`.

use super::checks::CustomCheck;
use super::constraints::Constraints;
use super::kinds::Kind;
use super::values::{shown, strings, text_of};
use crate::diagnostic::{Code, Diagnostic, Place};
use serde_json::Value;

/// A Table Schema.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Its name.
    pub name: String,
    /// Its version; empty when it has none.
    pub version: String,
    /// The columns, in order.
    pub fields: Vec<Field>,
    /// The cells that count as empty.
    pub missing_values: Vec<String>,
    /// The columns that together name a row.
    pub primary_key: Vec<String>,
    /// What Validata checks besides.
    pub custom_checks: Vec<CustomCheck>,
    /// What of the schema itself cannot be checked.
    pub doubts: Vec<Diagnostic>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, as in the header.
    pub name: String,
    /// What people call it; its name when the schema says nothing.
    pub title: String,
    /// A right cell, when the schema gives one.
    pub example: Option<String>,
    /// What its cells hold.
    pub kind: Kind,
    /// What its cells must satisfy.
    pub constraints: Constraints,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// `schema-unreadable`, with the reason.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let parsed: Value = serde_json::from_str(text).map_err(unreadable)?;
        let Value::Object(parsed) = parsed else {
            return Err(unreadable("a JSON object was expected"));
        };
        let Some(Value::Array(fields)) = parsed.get("fields") else {
            return Err(unreadable("it has no list of \"fields\""));
        };
        let fields: Vec<Field> = fields.iter().map(Field::read).collect::<Result<_, _>>()?;
        if let Some(twice) = first_twice(&fields) {
            return Err(unreadable(format!("the field {twice:?} is there twice")));
        }
        let (custom_checks, doubts) = CustomCheck::read_all(parsed.get("custom_checks"));
        Ok(Self {
            name: text_of(&parsed, "name"),
            version: text_of(&parsed, "version"),
            missing_values: match parsed.get("missingValues") {
                Some(values) => strings(values),
                None => vec![String::new()],
            },
            primary_key: parsed.get("primaryKey").map(strings).unwrap_or_default(),
            fields,
            custom_checks,
            doubts,
        })
    }
}

impl Field {
    fn read(value: &Value) -> Result<Self, Diagnostic> {
        let Value::Object(field) = value else {
            return Err(unreadable("a field is no JSON object"));
        };
        let name = text_of(field, "name");
        if name.is_empty() {
            return Err(unreadable("a field has no \"name\""));
        }
        let title = match text_of(field, "title") {
            title if title.is_empty() => name.clone(),
            title => title,
        };
        let of_field = |reason: String| unreadable(format!("{name}: {reason}"));
        let example = field
            .get("example")
            .or_else(|| field.get("examples")?.as_array()?.first());
        Ok(Self {
            kind: Kind::read(field).map_err(of_field)?,
            constraints: Constraints::read(field.get("constraints")).map_err(of_field)?,
            example: example.map(shown),
            title,
            name,
        })
    }
}

/// A schema error.
pub(super) fn unreadable(reason: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::new(Code::SchemaUnreadable, Place::File).with("reason", reason)
}

fn first_twice(fields: &[Field]) -> Option<&str> {
    let twice = fields.iter().enumerate().find(|(at, field)| {
        let before = fields.get(..*at).unwrap_or_default();
        before.iter().any(|f| f.name == field.name)
    });
    twice.map(|(_, field)| field.name.as_str())
}
