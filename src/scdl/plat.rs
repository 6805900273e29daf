//! A dish served, read back from a table of any format, without the columns that describe the town's administration.

use super::cell::CellError;
use super::row::Row;
use super::words::PlatRegime;
use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use chrono::NaiveDate;

/// What a row says of the dish, of where and of when it was served. An empty text is an empty cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plat<'a> {
    /// The public body responsible.
    pub menu_coll_nom: &'a str,
    /// Where the menu is served.
    pub menu_restaurant_nom: &'a str,
    /// The restaurant's identifier.
    pub menu_restaurant_id: &'a str,
    /// The day served.
    pub menu_date: NaiveDate,
    /// The meal.
    pub menu_repas_type: MealKind,
    /// The course.
    pub menu_plat_type: Course,
    /// The dish.
    pub menu_plat_nom: &'a str,
    /// Official signs of quality and origin.
    pub menu_plat_siqo: &'a [Siqo],
    /// Free labels, `;` between them.
    pub menu_plat_label: &'a str,
    /// Diets.
    pub menu_plat_regime: &'a [PlatRegime],
}

/// Columns without which nothing can be counted.
pub(super) const REQUIRED: &[&str] = &[
    "menuDate",
    "menuRepasType",
    "menuPlatType",
    "menuPlatNom",
    "menuPlatSiqo",
];

impl<'a> From<&'a Row> for Plat<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            menu_coll_nom: &row.menu_coll_nom,
            menu_restaurant_nom: &row.menu_restaurant_nom,
            menu_restaurant_id: &row.menu_restaurant_id,
            menu_date: row.menu_date,
            menu_repas_type: row.menu_repas_type,
            menu_plat_type: row.menu_plat_type,
            menu_plat_nom: &row.menu_plat_nom,
            menu_plat_siqo: &row.menu_plat_siqo,
            menu_plat_label: &row.menu_plat_label,
            menu_plat_regime: &row.menu_plat_regime,
        }
    }
}

/// Why a table could not be read back.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not a CSV.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// Not JSON, or not rows.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Not a Parquet file, or a damaged one.
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The file could not be read on.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The header lacks a column.
    #[error("the header has no column {column}")]
    Column {
        /// The column's name.
        column: &'static str,
        /// The header, as it was read.
        found: String,
    },
    /// A column holds values of another type.
    #[error("the column {column} holds {found}")]
    Type {
        /// The column's name.
        column: &'static str,
        /// The type found, in the words of Arrow.
        found: String,
    },
    /// A cell does not hold what its column wants.
    #[error("row {row}, column {column}: {error}")]
    Cell {
        /// Data row, from 1.
        row: u64,
        /// The column's name.
        column: &'static str,
        /// What was wanted.
        error: CellError,
    },
}
