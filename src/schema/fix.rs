//! A table → the same table with what is safe to change changed: nothing is guessed, and each change is told.

use super::kinds::{Kind, json};
use super::read::{Field, Schema};
use super::show::{plain, visible};
use super::source::Source;
use super::table::{Stop, Table};
use crate::diagnostic::{Code, Diagnostic, Place};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The characters' encoding, now UTF-8.
    Encoding,
    /// The byte order mark, now gone.
    ByteOrderMark,
    /// What separates the columns, now a comma.
    Delimiter,
    /// A workbook, now a CSV.
    Spreadsheet,
    /// The columns, now in the order of the schema and all there.
    Columns,
    /// An empty row, now gone.
    EmptyRow,
    /// A cell.
    Cell,
}

/// A change, and in how many places it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What was changed.
    pub what: What,
    /// The column's name; empty for the file as a whole.
    pub column: String,
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
    /// In how many cells.
    pub count: u64,
    /// The first data row that has it, from 1; 0 for the file as a whole.
    pub row: u64,
}

/// Changes told apart, at most.
const MOST: usize = 1000;

/// Writes the table as UTF-8 CSV with commas, its columns in the order of the schema (those that the schema does not
/// know at the end), its cells rewritten where only one writing can have been meant.
///
/// # Errors
/// When the file cannot be read as a table, or `to` refuses.
pub fn fix(source: &Source, schema: &Schema, to: impl Write) -> Result<Vec<Change>, FixError> {
    let mut table = Table::open_settled(source)?;
    let columns = columns_of(&table, schema);
    let header: Vec<String> = columns.iter().map(|c| c.name.clone()).collect();
    let mut changes = Changes::of_file(&table, &header);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
    writer.write_record(&header)?;
    let mut row = 0;
    loop {
        let (blank, more) = table.next()?;
        for _ in 0..blank {
            row += 1;
            changes.add(What::EmptyRow, "", row, "", "");
        }
        if !more {
            break;
        }
        row += 1;
        if table.is_empty_row()? {
            changes.add(What::EmptyRow, "", row, "", "");
            continue;
        }
        for column in &columns {
            let cell = column
                .at
                .map_or(Ok(Cow::Borrowed("")), |at| table.cell(at))?;
            let right = column
                .field
                .and_then(|f| rewritten_if_wrong(f, &cell, schema));
            if let Some(right) = &right {
                changes.add(What::Cell, &column.name, row, &cell, right);
            }
            writer.write_field(right.as_deref().unwrap_or(&cell))?;
        }
        // More cells than columns are kept: nothing is lost.
        for at in table.header.len()..table.len() {
            writer.write_field(table.cell(at)?.as_ref())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(changes.list)
}

/// A column of what is written.
struct Column<'s> {
    name: String,
    /// Its place in the table; none where the table lacks it.
    at: Option<usize>,
    /// What the schema says of it; none where it does not know it.
    field: Option<&'s Field>,
}

/// The schema's columns in order, then those that it does not know.
fn columns_of<'s>(table: &Table, schema: &'s Schema) -> Vec<Column<'s>> {
    let mut columns: Vec<Column> = schema
        .fields
        .iter()
        .map(|field| Column {
            name: field.name.clone(),
            at: table.header.iter().position(|name| *name == field.name),
            field: Some(field),
        })
        .collect();
    for (at, name) in table.header.iter().enumerate() {
        if !columns.iter().any(|column| column.at == Some(at)) {
            columns.push(Column {
                name: name.clone(),
                at: Some(at),
                field: None,
            });
        }
    }
    columns
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FixError {
    /// The table cannot be read.
    #[error("{}", .0.code.as_str())]
    Table(Box<Diagnostic>),
    /// The output refused.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The output refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<Stop> for FixError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::For(reason) => reason.into(),
            Stop::NotUtf8 => Diagnostic::new(Code::TableUnreadable, Place::File).into(),
        }
    }
}

impl From<Diagnostic> for FixError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Table(Box::new(diagnostic))
    }
}

#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    known: BTreeMap<(What, String, String), usize>,
}

impl Changes {
    /// What changes of the file as a whole.
    fn of_file(table: &Table, header: &[String]) -> Self {
        let mut changes = Self::default();
        for note in &table.notes {
            let word = |name: &str| note.with.get(name).map_or("", String::as_str);
            match note.code {
                Code::Encoding => changes.add(What::Encoding, "", 0, word("encoding"), "UTF-8"),
                Code::ByteOrderMark => changes.add(What::ByteOrderMark, "", 0, "\u{feff}", ""),
                Code::Delimiter => changes.add(What::Delimiter, "", 0, word("delimiter"), ","),
                Code::Spreadsheet => changes.add(What::Spreadsheet, "", 0, "XLSX", "CSV"),
                _ => {}
            }
        }
        if header != table.header {
            let (from, to) = (table.header.join(","), header.join(","));
            changes.add(What::Columns, "", 0, &from, &to);
        }
        changes
    }

    fn add(&mut self, what: What, column: &str, row: u64, from: &str, to: &str) {
        let known = (what, column.to_owned(), from.to_owned());
        if let Some(change) = self.known.get(&known).and_then(|at| self.list.get_mut(*at)) {
            change.count += 1;
        } else if self.list.len() < MOST {
            self.known.insert(known, self.list.len());
            let (from, to) = (visible(from), visible(to));
            let column = column.to_owned();
            self.list.push(Change {
                what,
                column,
                from,
                to,
                count: 1,
                row,
            });
        }
    }
}

fn rewritten_if_wrong(field: &Field, cell: &str, schema: &Schema) -> Option<String> {
    let empty = schema.missing_values.iter().any(|m| m == cell);
    (!empty).then(|| rewritten(field, cell))?
}

/// The only other writing that the cell can have meant, where there is one and it is right.
pub(super) fn rewritten(field: &Field, cell: &str) -> Option<String> {
    let new = match &field.kind {
        Kind::Date(None) => day(cell)?.to_string(),
        Kind::Datetime(None) => format!("{}T00:00:00Z", day(cell)?),
        Kind::Array(item) => {
            let allowed = item
                .as_ref()
                .map(|i| i.allowed.as_slice())
                .unwrap_or_default();
            list(cell, allowed)?
        }
        Kind::String(_) => one_of(cell, &field.constraints.allowed)?.to_owned(),
        _ => return None,
    };
    (new != cell && field.kind.holds(&new)).then_some(new)
}

/// A day as the French write it, or as the schema wants it.
fn day(cell: &str) -> Option<NaiveDate> {
    let cell = cell.trim();
    let forms = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    let day = forms
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(cell, form).ok())?;
    // "07/11/22" is read as the year 22: that is no writing of a day.
    (day >= NaiveDate::from_ymd_opt(1900, 1, 1)?).then_some(day)
}

/// The allowed value that differs only by case, accents and spaces.
fn one_of<'a>(cell: &str, allowed: &'a [String]) -> Option<&'a str> {
    if allowed.iter().any(|value| value == cell) {
        return None;
    }
    let mut same = allowed.iter().filter(|value| plain(value) == plain(cell));
    let only = same.next()?;
    same.next().is_none().then_some(only.as_str())
}

/// A list whose items are all allowed, once their case, accents and spaces are set right; a bare word is a list of one.
fn list(cell: &str, allowed: &[String]) -> Option<String> {
    if allowed.is_empty() {
        return None;
    }
    let items: Vec<String> = match json(cell) {
        Some(value) => value.as_array()?.iter().map(super::values::shown).collect(),
        None => cell
            .split([';', ','])
            .map(|part| part.trim().to_owned())
            .collect(),
    };
    let right = |item: &String| match allowed.contains(item) {
        true => Some(item.clone()),
        false => one_of(item, allowed).map(str::to_owned),
    };
    let items: Option<Vec<String>> = items.iter().map(right).collect();
    serde_json::to_string(&items?).ok()
}
