//! One renderer a file.

mod github;
mod json;
mod text;

pub use github::github;
pub use json::{document_json, json};
pub use text::{finding_text, place, text};
