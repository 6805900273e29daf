//! A value of a row ↔ its cell in a CSV: arrays as JSON, datetimes as RFC 3339, nothing as an empty cell.

use super::formula::{as_cell, of_cell};
use crate::menu::{Course, MealKind};
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a cell should have held.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{found}» is not {wanted}")]
pub struct CellError {
    /// The cell, as found.
    pub found: String,
    /// What was wanted.
    pub wanted: &'static str,
}

fn wanted(wanted: &'static str, found: &str) -> CellError {
    let found = found.to_owned();
    CellError { found, wanted }
}

/// A value that has a cell.
pub(super) trait Cell: Sized {
    fn write(&self, each: &mut impl FnMut(&str));
    fn read(cell: &str) -> Result<Self, CellError>;
}

/// A column's last cell and its value: neighbouring rows share most of theirs.
pub(super) struct Last<T> {
    cell: String,
    value: Option<T>,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        let (cell, value) = (String::new(), None);
        Self { cell, value }
    }
}

impl<T: Cell> Last<T> {
    pub(super) fn read(&mut self, cell: &str) -> Result<&T, CellError> {
        let value = match self.value.take().filter(|_| cell == self.cell) {
            Some(value) => value,
            None => {
                cell.clone_into(&mut self.cell);
                T::read(cell)?
            }
        };
        Ok(self.value.insert(value))
    }
}

impl Cell for String {
    fn write(&self, each: &mut impl FnMut(&str)) {
        each(&as_cell(self));
    }

    fn read(cell: &str) -> Result<Self, CellError> {
        Ok(of_cell(cell).to_owned())
    }
}

impl Cell for NaiveDate {
    fn write(&self, each: &mut impl FnMut(&str)) {
        each(&self.to_string());
    }

    fn read(cell: &str) -> Result<Self, CellError> {
        cell.parse()
            .map_err(|_| wanted("a date (2022-11-07)", cell))
    }
}

impl Cell for Option<f64> {
    fn write(&self, each: &mut impl FnMut(&str)) {
        each(&self.map(|n| n.to_string()).unwrap_or_default());
    }

    fn read(cell: &str) -> Result<Self, CellError> {
        let number = || cell.parse().map_err(|_| wanted("a number", cell));
        (!cell.is_empty()).then(number).transpose()
    }
}

impl Cell for Option<DateTime<FixedOffset>> {
    fn write(&self, each: &mut impl FnMut(&str)) {
        let text = self.map(|t| t.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        each(&text.unwrap_or_default());
    }

    fn read(cell: &str) -> Result<Self, CellError> {
        let time = || {
            DateTime::parse_from_rfc3339(cell)
                .map_err(|_| wanted("a time (2022-11-07T12:00:00Z)", cell))
        };
        (!cell.is_empty()).then(time).transpose()
    }
}

impl<T: Serialize + DeserializeOwned> Cell for Vec<T> {
    fn write(&self, each: &mut impl FnMut(&str)) {
        match self.is_empty() {
            true => each(""),
            false => each(&serde_json::to_string(self).unwrap_or_default()),
        }
    }

    fn read(cell: &str) -> Result<Self, CellError> {
        match cell.is_empty() {
            true => Ok(Self::new()),
            false => serde_json::from_str(cell)
                .map_err(|_| wanted("a JSON list of the schema's values", cell)),
        }
    }
}

macro_rules! word {
    ($($type:ident: $wanted:literal,)*) => {$(
        impl Cell for $type {
            fn write(&self, each: &mut impl FnMut(&str)) {
                each(self.as_str());
            }

            fn read(cell: &str) -> Result<Self, CellError> {
                Self::from_word(cell).ok_or_else(|| wanted($wanted, cell))
            }
        }
    )*};
}

word! {
    MealKind: "a meal of the schema",
    Course: "a course of the schema",
}
