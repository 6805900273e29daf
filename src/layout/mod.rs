//! `Page` → `Grid`: rows, columns and cells of any page.

mod grid;

pub use grid::{Cell, Grid, Line};
