//! `Menu` + `Profile` → `Row`: the columns of the national schema SCDL menus-collectifs 1.2.3, with the schema's own
//! words; CSV, JSON and Parquet, out and in.

mod cell;
mod csv;
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
mod writer;

pub use cell::CellError;
pub use csv::read_csv;
pub use formula::{as_cell, is_formula};
pub use plat::{Plat, ReadError};
pub use profile::Profile;
pub use publication::{Licence, Publication};
pub use restaurant::Restaurant;
pub use row::{COLUMNS, IdType, PlatRegime, RestaurantType, Row, Texture};
pub use rows::rows_of;
pub use serving::{Clues, Heading};
pub use writer::{Format, RowWriter};

pub use crate::labels::{Mention, Siqo};
pub use crate::menu::{Course, MealKind};
