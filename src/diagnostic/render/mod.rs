//! One renderer a file.

mod text;

pub use text::text;
