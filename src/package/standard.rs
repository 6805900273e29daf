//! The national schema, as a data set's description holds it.

use crate::schema::BUILT_IN;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::LazyLock;

/// Its name on schema.data.gouv.fr, which data.gouv.fr gives to a resource.
pub(super) const NAME: &str = "scdl/menus-collectifs";

/// Where people read of it.
pub(super) const HOME: &str = "https://schema.data.gouv.fr/scdl/menus-collectifs/";

/// Where its text is; the published schema's own `path`.
pub(super) const ADDRESS: &str =
    "https://gitlab.com/opendatafrance/scdl/menus-collectifs/-/raw/v1.2.3/schema.json";

/// The Table Schema with its keys in the order in which people read them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Standard {
    pub(super) name: String,
    pub(super) version: String,
    title: String,
    #[serde(default)]
    path: String,
    pub(super) fields: Vec<Variable>,
    missing_values: Vec<String>,
}

/// A column of the schema.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    array_item: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Value>,
}

impl Variable {
    /// Whether every row has it.
    pub(super) fn is_required(&self) -> bool {
        let constraints = self.constraints.as_ref();
        constraints.and_then(|c| c.get("required")) == Some(&Value::Bool(true))
    }

    /// The most characters that it may hold.
    pub(super) fn longest(&self) -> Option<u64> {
        self.constraints.as_ref()?.get("maxLength")?.as_u64()
    }

    /// Whether its characters follow a pattern.
    pub(super) fn has_pattern(&self) -> bool {
        let constraints = self.constraints.as_ref();
        constraints.is_some_and(|c| c.get("pattern").is_some())
    }

    /// The values that it may hold; none where it is free.
    pub(super) fn values(&self) -> Vec<&str> {
        let items = self.array_item.as_ref().and_then(|i| i.get("constraints"));
        let constraints = items.or(self.constraints.as_ref());
        let values = constraints.and_then(|c| c.get("enum")?.as_array());
        let values = values.into_iter().flatten();
        values.filter_map(Value::as_str).map(str::trim).collect()
    }
}

static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let text = BUILT_IN.first().map_or("", |(_, text)| text);
    let read: Standard =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("menus-collectifs.json: {error}"));
    Standard {
        name: NAME.to_owned(),
        path: ADDRESS.to_owned(),
        ..read
    }
});

/// The schema that the rows follow.
pub(super) fn standard() -> &'static Standard {
    &STANDARD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variable_is_described() {
        assert_eq!(standard().fields.len(), 26);
        for field in &standard().fields {
            let sentence = field.description.ends_with('.') && field.description.len() > 30;
            assert!(sentence, "{}", field.name);
        }
    }

    #[test]
    fn nothing_of_a_field_is_lost() {
        let whole: Value = serde_json::from_str(BUILT_IN[0].1).unwrap();
        let ours = serde_json::to_value(standard()).unwrap();
        assert_eq!(ours["fields"], whole["fields"]);
        assert_eq!(ours["missingValues"], whole["missingValues"]);
    }

    #[test]
    fn values_are_those_of_the_items_of_a_list() {
        let of = |name: &str| {
            let field = standard().fields.iter().find(|f| f.name == name).unwrap();
            field.values()
        };
        assert_eq!(of("menuPlatNutriscore"), ["A", "B", "C", "D", "E"]);
        assert_eq!(of("menuPlatRegime")[2], "sans porc");
        assert!(of("menuPlatNom").is_empty());
    }
}
