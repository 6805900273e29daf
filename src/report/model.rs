//! The report before it takes a form: its texts, charts and tables. Each form shows all of it.

use crate::diagnostic::Lang;
use crate::french;
use crate::stats::{Share, percent};
use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// The report.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Report {
    /// Whose menus.
    pub title: String,
    /// Which restaurants, and when.
    pub subtitle: String,
    /// The organic share, to be seen first.
    pub main: Exhibit,
    /// The other key figures.
    pub keys: Vec<Key>,
    /// What no menu can tell.
    pub caution: Vec<String>,
    /// What was read.
    pub read: Vec<(String, String)>,
    /// What to know of these menus before trusting the figures.
    pub notes: Vec<String>,
    /// The figures in detail.
    pub sections: Vec<Section>,
    /// What each figure counts.
    pub definitions: Vec<(String, String)>,
    /// How the figures come about.
    pub method: Vec<String>,
    /// When and by what the report was made.
    pub made: String,
    /// The same day, for the file's own facts.
    pub date: NaiveDate,
    /// Every figure, for a spreadsheet.
    #[serde(skip)]
    pub all: Table,
    /// Each date, for a spreadsheet.
    #[serde(skip)]
    pub days: Table,
}

/// A key figure.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Key {
    /// What it is called.
    pub name: String,
    /// The figure.
    pub value: String,
    /// How many of how many.
    pub detail: String,
    /// The same, for a spreadsheet.
    #[serde(skip)]
    pub share: Share,
}

/// A part of the report.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Section {
    /// For links.
    pub id: &'static str,
    /// What it is called.
    pub title: String,
    /// What to say before the figures.
    pub text: Vec<String>,
    /// The figures.
    pub exhibits: Vec<Exhibit>,
}

/// Charts with their figures as a table.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Exhibit {
    /// For links.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The charts; none where a table says it best.
    pub charts: Vec<Chart>,
    /// The figures.
    pub table: Table,
    /// How to read it.
    pub note: String,
}

/// A drawing, and what it says in words.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Chart {
    /// SVG, with its text alternative within.
    pub svg: String,
    /// The text alternative.
    pub alt: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

/// Figures in rows and columns.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The heads of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows a page shows; a spreadsheet shows all.
    pub shown: Option<usize>,
}

impl Serialize for Table {
    /// As a page shows it: `columns`, `rows`, and how many `more` there are.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let shown = self.shown.unwrap_or(usize::MAX).min(self.rows.len());
        let (rows, more) = self.rows.split_at(shown);
        let numbers = rows.first().map(|row| row.iter().map(Cell::is_number));
        let numbers: Vec<bool> = numbers.into_iter().flatten().collect();
        let mut table = to.serialize_struct("Table", 4)?;
        table.serialize_field("columns", &self.columns)?;
        table.serialize_field("numbers", &numbers)?;
        table.serialize_field("rows", rows)?;
        table.serialize_field("more", &more.len())?;
        table.end()
    }
}

/// What stands in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number of things.
    Number(u64),
    /// A number with one decimal.
    Decimal(f64),
    /// A share; it says where it is of too few things.
    Share(Share),
    /// A share, 0 to 1, of which nothing else is told.
    Ratio(f64),
    /// A difference of two shares, in points of percent; it says where there is none.
    Points(Option<i64>),
    /// A day.
    Date(NaiveDate),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// As a page shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => french::number(*number),
            Self::Decimal(number) => french::decimal(*number),
            Self::Share(share) => share_text(*share),
            Self::Ratio(ratio) => percent(*ratio, Lang::Fr),
            Self::Points(None) => "–".to_owned(),
            Self::Points(Some(points)) => {
                let sign = match points.signum() {
                    -1 => "\u{2212}",
                    0 => "",
                    _ => "+",
                };
                format!("{sign}{}", points.abs())
            }
            Self::Date(date) => french::long_date(*date),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Date(_))
    }
}

impl Serialize for Cell {
    /// The text that a page shows.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.shown())
    }
}

/// Things under which a share is told with its interval.
const MANY: u64 = 100;

/// The interval in whole percents, where the share is of so few things that it must be told.
pub(super) fn interval_to_tell(share: Share) -> Option<(i64, i64)> {
    let (low, high) = share.interval().filter(|_| share.of < MANY)?;
    let [low, high] = [low, high].map(|bound| (bound * 100.0).round() as i64);
    Some((low, high))
}

/// The share in percent, with its interval where it is of few things; no percent of fewer than ten.
pub(super) fn share_text(share: Share) -> String {
    let fr = |ratio| percent(ratio, Lang::Fr);
    match (share.ratio(), interval_to_tell(share)) {
        (Some(ratio), Some((low, high))) => format!("{} ({low}–{high})", fr(ratio)),
        (Some(ratio), _) => fr(ratio),
        (None, _) if share.of == 0 => "aucun".to_owned(),
        (None, _) => "trop peu".to_owned(),
    }
}
