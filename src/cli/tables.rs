//! Tables of menus, read into statistics (for `stats` and `report`), or judged before they are published (for `sync` and
//! `package`).

use super::say;
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity, render};
use crate::scdl::{Format, ReadError};
use crate::schema::{Report, built_in, validate};
use crate::stats::{Filter, Statistics, Tally};
use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

/// Which of the rows count.
#[derive(Debug, clap::Args)]
pub(super) struct Rows {
    /// Only this restaurant, by its name or identifier; may be given several times
    #[arg(long, value_name = "NAME")]
    restaurant: Vec<String>,
    /// From this day on (2022-11-07)
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Until this day
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
}

impl Rows {
    /// All of them.
    pub(super) fn all() -> Self {
        Self {
            restaurant: Vec::new(),
            from: None,
            to: None,
        }
    }

    /// The statistics of these tables; nothing where one of them cannot be read, which is said: a figure of some of the
    /// tables alone would be wrong.
    pub(super) fn count(&self, files: &[PathBuf], lang: Lang) -> Option<Statistics> {
        let mut tally = Tally::new(Filter {
            restaurants: self.restaurant.clone(),
            from: self.from,
            to: self.to,
        });
        let mut whole = true;
        for file in files {
            tally.next_table();
            if let Err(error) = read(file, &mut tally) {
                let name = file.display();
                say(format!("{name}\n{}", render::text(&error, lang)));
                whole = false;
            }
        }
        if !whole {
            return None;
        }
        let unknown = tally.unknown_restaurants();
        if !unknown.is_empty() {
            let error = Diagnostic::new(Code::NoSuchRestaurant, Place::File)
                .with("name", unknown.join(", "))
                .with("known", tally.known_restaurants().join(" ; "));
            say(render::text(&error, lang));
            return None;
        }
        let statistics = tally.statistics();
        if statistics.read.rows == 0 {
            let error = Diagnostic::new(Code::NothingToCount, Place::File);
            say(render::text(&error, lang));
            return None;
        }
        doubts(&statistics, lang);
        Some(statistics)
    }
}

fn doubts(statistics: &Statistics, lang: Lang) {
    let read = &statistics.read;
    let about = |code| Diagnostic::new(code, Place::File);
    let repeated = (read.repeated_meals > 0)
        .then(|| about(Code::RepeatedMeals).with("count", read.repeated_meals));
    let unnamed = read.unnamed.then(|| about(Code::UnnamedRestaurant));
    for doubt in repeated.into_iter().chain(unnamed) {
        say(render::text(&doubt, lang));
    }
}

fn read(path: &Path, tally: &mut Tally) -> std::result::Result<(), Diagnostic> {
    let unreadable =
        |error| Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", error);
    let (file, format) = match path == Path::new("-") {
        true => (spooled().map_err(unreadable)?, Format::Csv),
        false => {
            let extension = path
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or_default();
            let file = File::open(path).map_err(unreadable)?;
            (file, Format::of_extension(extension).unwrap_or(Format::Csv))
        }
    };
    format.each_plat(file, |plat| tally.add(plat)).map_err(why)
}

/// Standard input as a file.
fn spooled() -> std::io::Result<File> {
    let mut file = tempfile::tempfile()?;
    std::io::copy(&mut std::io::stdin().lock(), &mut file)?;
    file.rewind()?;
    Ok(file)
}

/// Characters of a header that a person is shown.
const HEADER: usize = 80;

pub(super) fn why(error: ReadError) -> Diagnostic {
    match error {
        ReadError::Column { column, found } => {
            let found: String = match found.char_indices().nth(HEADER) {
                Some(_) => found.chars().take(HEADER).chain(['…']).collect(),
                None => found,
            };
            let missing = Diagnostic::new(Code::ColumnNeeded, Place::File);
            missing.with("column", column).with("found", found)
        }
        ReadError::Cell { row, column, error } => {
            let column = column.to_owned();
            let place = Place::Cell { row, column };
            Diagnostic::new(Code::CellUnusable, place).with("found", error.found)
        }
        error => Diagnostic::new(Code::TableUnreadable, Place::File).with("reason", error),
    }
}

/// Whether the table conforms to the schema; what is wrong is said.
pub(super) fn is_valid(name: &str, table: &[u8], lang: Lang) -> Result<bool> {
    let mut draft = tempfile::Builder::new().suffix(".csv").tempfile()?;
    draft.write_all(table)?;
    let schema = built_in("menus-collectifs").context("menus-collectifs")?;
    let schema = schema.map_err(|error| anyhow!(error.text(lang)))?;
    let report = validate(draft.path(), &schema).unwrap_or_else(Report::of_no_table);
    let errors = report
        .findings
        .iter()
        .filter(|f| f.diagnostic.severity() == Severity::Error);
    let errors: String = errors
        .map(|finding| render::finding_text(finding, lang))
        .collect();
    if !report.is_valid() {
        let refusal = Diagnostic::new(Code::NotPublished, Place::File);
        say(format!("{name}\n{errors}{}", render::text(&refusal, lang)));
    }
    Ok(report.is_valid())
}
