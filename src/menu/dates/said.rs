//! What a document says of dates, as the rest of the menu hands it over: day headings, lines of text, and what is known
//! of the file.

use crate::calendar::DayMark;
use crate::geometry::Rect;
use chrono::NaiveDate;

/// Everything on the document that speaks of dates besides the day headings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sayings {
    /// Text lines outside day headings and dishes, in reading order.
    pub texts: Vec<Saying>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The day the document was made.
    pub created: Option<NaiveDate>,
    /// The day it was last changed, which speaks where the other is not known.
    pub modified: Option<NaiveDate>,
    /// The year the user gave.
    pub year: Option<i32>,
}

/// A line of text outside day headings and dishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// What it says.
    pub text: String,
    /// Page, from 1.
    pub page: u32,
    /// Its box in points.
    pub rect: Rect,
    /// The box of its cell, or its own where it is in none.
    pub cell: Rect,
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
    /// The box of the dishes under it; its own where there are none.
    pub reach: Rect,
    /// The week or table it belongs to, in reading order.
    pub block: usize,
    /// Its order in the block.
    pub position: usize,
}

impl Heading {
    /// Whether it names the number of its day.
    pub(super) fn is_numbered(&self) -> bool {
        self.mark.is_some_and(|m| m.day.is_some())
    }
}

/// What a heading is called.
pub(in crate::menu) fn name(heading: &Heading) -> String {
    let place = heading.position + 1;
    heading
        .mark
        .map_or_else(|| format!("n° {place}"), |m| m.to_string())
}
