//! Tables of menus, read into statistics (for `stats` and `report`), or judged before they are published (for `sync` and
//! `package`).

use super::words::named;
use super::{say, unreadable};
use crate::batch::{Verdict, unfolded};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity, render};
use crate::scdl::{Format, ReadError};
use crate::schema::{Report, Source, built_in, is_workbook, unfold, validate};
use crate::stats::{Filter, Statistics, Tally};
use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{BufWriter, Error, Read, Seek, Write};
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
                let name = named(file);
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
    let extension = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    let format = Format::of_extension(extension).unwrap_or(Format::Csv);
    let file = opened(path).map_err(|error| unreadable(&error))?;
    format.each_plat(file, |plat| tally.add(plat)).map_err(why)
}

/// The table to hold to a schema, by its path or `-`.
pub(super) fn source(path: &Path) -> std::result::Result<Source, Diagnostic> {
    let unreadable = |error: Error| unreadable(&error);
    let file = opened(path).map_err(unreadable)?;
    if !is_workbook(&file).map_err(unreadable)? {
        return Ok(Source::csv(file));
    }
    let program = super::program().map_err(unreadable)?;
    let (rows, sheets) = unfolded(&program, file)?;
    Ok(Source::unfolded(rows, sheets))
}

/// The side of the process that opens a workbook.
pub(super) fn unfold_stdin() -> Verdict {
    let rows = BufWriter::new(std::io::stdout());
    let refused = |mut why: Diagnostic| why.with.remove("reason").unwrap_or_default();
    unfold(std::io::stdin().lock(), rows).map_err(refused)
}

/// Bytes of what is no file: what comes without end must not fill the disk.
const MOST_SPOOLED: u64 = 1 << 30;

/// A file to read from its beginning, as often as need be: what comes through a pipe, or standard input, as one too.
fn opened(path: &Path) -> std::io::Result<File> {
    let stdin = path == Path::new("-");
    if !stdin && std::fs::metadata(path)?.is_file() {
        return File::open(path);
    }
    let mut from: Box<dyn Read> = match stdin {
        true => Box::new(std::io::stdin().lock()),
        false => Box::new(File::open(path)?),
    };
    let mut file = tempfile::tempfile()?;
    let length = std::io::copy(&mut from.by_ref().take(MOST_SPOOLED + 1), &mut file)?;
    if length > MOST_SPOOLED {
        return Err(Error::other("plus de 1 Gio / more than 1 GiB"));
    }
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
    let mut draft = tempfile::tempfile()?;
    draft.write_all(table)?;
    let schema = built_in("menus-collectifs").context("menus-collectifs")?;
    let schema = schema.map_err(|error| anyhow!(error.text(lang)))?;
    let report = validate(&Source::csv(draft), &schema).unwrap_or_else(Report::of_no_table);
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
