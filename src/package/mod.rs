//! Rows + `Profile` + the files made of them → what describes a published data set: `datapackage.json`, `catalogue.jsonld`,
//! the fiche, and a calendar a restaurant. Texts only: no file is read or written, and the same edition gives the same bytes.

mod calendars;
mod catalogue;
mod contact;
mod content_lines;
mod datapackage;
mod facts;
mod fiche;
mod file;
mod iri;
mod licence;
mod ours;
mod slug;
mod standard;

pub use calendars::{Calendar, calendars};
pub use catalogue::catalogue;
pub use datapackage::datapackage;
pub use fiche::{Block, Fact, Fiche, Section, Table, Words, fiche, fiche_html, fiche_markdown};
pub use file::{FileKind, PublishedFile};
pub use ours::is_ours;

use crate::scdl::{Profile, Row};
use chrono::NaiveDate;

/// An edition of the data set, as it is published.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The town, and how it publishes.
    pub profile: &'a Profile,
    /// All rows, in any order.
    pub rows: &'a [Row],
    /// The day of the last change.
    pub updated: NaiveDate,
    /// The files, in the order in which they are listed.
    pub files: &'a [PublishedFile],
}
