//! The first sheet of a workbook → a CSV. Cells are met one by one, so that one that lies far away costs nothing; a workbook
//! that is made for it still costs what it likes where it is opened: those of others are unfolded in a process apart.

use crate::diagnostic::{Code, Diagnostic, Place};
use calamine::{Data, Reader as _, Sheets, open_workbook_auto_from_rs};
use std::collections::BTreeMap;
use std::io::{Cursor, Error, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// Bytes of the largest workbook that is opened: all of it is held in memory.
const LARGEST: u64 = 64 << 20;

/// Rows and columns of the largest sheet.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// Excel's number of the day after 31 December 9999.
const NO_DATE: f64 = 2_958_466.0;

fn unreadable(reason: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::new(Code::TableUnreadable, Place::File).with("reason", reason)
}

/// Writes the first sheet of a workbook as a CSV; gives how many sheets there are.
///
/// # Errors
/// `table-unreadable`, with the reason.
pub fn unfold(workbook: impl Read, to: impl Write) -> Result<usize, Diagnostic> {
    let bytes = whole(workbook).map_err(unreadable)?;
    let unfolded = catch_unwind(AssertUnwindSafe(|| unfold_bytes(&bytes, to)));
    unfolded.unwrap_or_else(|_| Err(unreadable("classeur endommagé / damaged workbook")))
}

fn whole(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match from.take(LARGEST + 1).read_to_end(&mut bytes)? as u64 > LARGEST {
        true => Err(Error::other("plus de 64 Mio / more than 64 MiB")),
        false => Ok(bytes),
    }
}

fn unfold_bytes(bytes: &[u8], to: impl Write) -> Result<usize, Diagnostic> {
    let mut book: Book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets = book.sheet_names().len();
    // The table begins where its first cells do.
    let mut corner: Option<(u32, u32)> = None;
    each_cell(&mut book, |row, column, _| {
        let (top, left) = corner.unwrap_or((row, column));
        corner = Some((top.min(row), left.min(column)));
        Ok(())
    })?;
    let (top, left) = corner.ok_or_else(|| unreadable("vide / empty"))?;
    let mut lines = Lines {
        to: csv::WriterBuilder::new().flexible(true).from_writer(to),
        at: top,
        cells: BTreeMap::new(),
        width: 0,
    };
    each_cell(&mut book, |row, column, cell| {
        lines.until(row)?;
        lines.cells.insert(column - left, cell_text(cell));
        Ok(())
    })?;
    lines.line()?;
    lines.to.flush().map_err(unreadable)?;
    Ok(sheets)
}

/// Meets the filled cells of the first sheet, each with its row and column.
fn each_cell(
    book: &mut Book,
    mut each: impl FnMut(u32, u32, &Data) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let mut within = |row: u32, column: u32, cell: &Data| match (row < ROWS, column < COLUMNS) {
        _ if matches!(cell, Data::Empty) => Ok(()),
        (true, true) => each(row, column, cell),
        _ => Err(unreadable(
            "cellule hors de la feuille / a cell beyond the sheet",
        )),
    };
    if let Sheets::Xlsx(book) = book {
        let name = book.sheet_names().first().cloned();
        let name = name.ok_or_else(|| unreadable("vide / empty"))?;
        let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
        while let Some(cell) = cells.next_cell().map_err(unreadable)? {
            let (row, column) = cell.get_position();
            within(row, column, &Data::from(cell.get_value().clone()))?;
        }
        return Ok(());
    }
    let range = book.worksheet_range_at(0);
    let range = range.ok_or_else(|| unreadable("vide / empty"))?;
    let range = range.map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or_default();
    range.used_cells().try_for_each(|(row, column, cell)| {
        within(
            top.saturating_add(row as u32),
            left.saturating_add(column as u32),
            cell,
        )
    })
}

/// The rows on their way to the CSV.
struct Lines<W: Write> {
    to: csv::Writer<W>,
    /// The row whose cells are met.
    at: u32,
    cells: BTreeMap<u32, String>,
    /// Cells of the first row: the others have no fewer.
    width: u32,
}

impl<W: Write> Lines<W> {
    /// Writes the rows before this one.
    fn until(&mut self, row: u32) -> Result<(), Diagnostic> {
        if row < self.at {
            return Err(unreadable("lignes en désordre / rows out of order"));
        }
        while self.at < row {
            self.line()?;
            self.at += 1;
        }
        Ok(())
    }

    fn line(&mut self) -> Result<(), Diagnostic> {
        let last = self
            .cells
            .last_key_value()
            .map_or(0, |(column, _)| column + 1);
        let cells = std::mem::take(&mut self.cells);
        if self.width == 0 {
            self.width = last;
        }
        for column in 0..self.width.max(last) {
            let cell = cells.get(&column).map_or("", String::as_str);
            self.to.write_field(cell).map_err(unreadable)?;
        }
        self.to.write_record(None::<&[u8]>).map_err(unreadable)
    }
}

/// A cell of a spreadsheet as it would stand in a CSV.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(at) if !(0.0..NO_DATE).contains(&at.as_f64()) => at.as_f64().to_string(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.format("%Y-%m-%d").to_string(),
            Some(at) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            None => at.to_string(),
        },
        cell => cell.to_string(),
    }
}
