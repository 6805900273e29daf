//! Day headings and all that a document says of dates → one date a heading.

use crate::calendar::DayMark;
use crate::diagnostic::Diagnostic;
use crate::geometry::Rect;
use chrono::NaiveDate;

/// Everything on the document that speaks of dates besides the day headings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sayings {
    /// Text lines outside day headings and dishes, in reading order: text, page (from 1), box in points.
    pub texts: Vec<(String, u32, Rect)>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The day the document was made.
    pub created: Option<NaiveDate>,
    /// The year the user gave.
    pub year: Option<i32>,
}

/// One day heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What it says; `None` for a column of days whose heading is a picture, or that has none.
    pub mark: Option<DayMark>,
    /// Page, from 1.
    pub page: u32,
    /// Its box in points.
    pub rect: Rect,
    /// The week or table it belongs to, in reading order.
    pub block: usize,
    /// Its order in the block.
    pub position: usize,
}

/// The date of each heading, as far as one can be told, and the doubts.
pub fn date_days(
    headings: &[Heading],
    _sayings: &Sayings,
) -> (Vec<Option<NaiveDate>>, Vec<Diagnostic>) {
    (vec![None; headings.len()], Vec::new())
}
