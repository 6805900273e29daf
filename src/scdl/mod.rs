//! `Menu` + `Profile` → `Row`: the columns of the national schema SCDL menus-collectifs 1.2.3, with the schema's own
//! words; CSV, JSON and Parquet, out and in.

mod bounded;
mod cell;
mod csv;
mod format;
mod formula;
mod json;
mod parquet;
mod plat;
mod profile;
mod publication;
mod restaurant;
mod row;
mod rows;
mod serving;
mod words;
mod writer;

pub use cell::CellError;
pub use csv::read_csv;
pub use format::Format;
pub use formula::{as_cell, is_formula};
pub use plat::{Plat, ReadError};
pub use profile::Profile;
pub use publication::{Licence, Publication};
pub use restaurant::Restaurant;
pub use row::{COLUMNS, Row};
pub use rows::rows_of;
pub use serving::{Clues, Heading};
pub use words::{IdType, PlatRegime, RestaurantType, Texture};
pub use writer::RowWriter;

pub use crate::labels::{Mention, Siqo};
pub use crate::menu::{Course, MealKind};
