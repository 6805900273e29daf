//! The schemas that come with the program.

use super::read::Schema;
use crate::diagnostic::Diagnostic;

/// Name and text of each; the first is the default.
pub const BUILT_IN: &[(&str, &str)] = &[
    (
        "menus-collectifs",
        include_str!("../../schemas/menus-collectifs-1.2.3.json"),
    ),
    (
        "plats-menus-collectifs",
        include_str!("../../schemas/plats-menus-collectifs-0.7.2.json"),
    ),
    ("dae", include_str!("../../schemas/dae-1.0.7.json")),
    (
        "commerces",
        include_str!("../../schemas/commerces-1.0.0.json"),
    ),
];

/// The schema of this name, with or without its version.
pub fn built_in(name: &str) -> Option<Result<Schema, Diagnostic>> {
    let schemas = BUILT_IN.iter().map(|(known, text)| (*known, text));
    schemas
        .filter(|(known, _)| name.starts_with(known))
        .map(|(known, text)| (known, Schema::read(text)))
        .find(|(known, schema)| match schema {
            Ok(schema) => name == *known || name == format!("{known}-{}", schema.version),
            Err(_) => true,
        })
        .map(|(_, schema)| schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_schema_that_comes_with_the_program_is_read() {
        for (name, _) in BUILT_IN {
            let schema = built_in(name).unwrap().unwrap();
            assert!(!schema.fields.is_empty());
            for field in &schema.fields {
                let right = field.example.as_deref().is_none_or(|e| field.kind.holds(e));
                assert!(right, "{name}: {}", field.name);
            }
            let full = format!("{name}-{}", schema.version);
            assert_eq!(built_in(&full).unwrap().unwrap().name, schema.name);
        }
        assert!(built_in("menus").is_none() && built_in("menus-collectifs-0.1").is_none());
    }
}
