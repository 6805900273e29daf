//! A file → its header and rows as text, one row at a time; what is unusual about the file is noted.

use super::rows::{RowError, Rows};
use crate::diagnostic::{Code, Diagnostic, Place};
use calamine::{Data, Reader as _, open_workbook_auto};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Bytes looked at for the header.
const HEAD: usize = 64 << 10;

/// A table that is being read.
pub(super) struct Table {
    /// The columns' names.
    pub header: Vec<String>,
    /// What is unusual about the file.
    pub notes: Vec<Diagnostic>,
    encoding: Encoding,
    source: Source,
}

enum Source {
    Csv(Box<Rows<Box<dyn Read>>>),
    Sheet {
        rows: std::vec::IntoIter<Vec<String>>,
        row: Vec<String>,
        /// The places of all its cells.
        all: Vec<usize>,
    },
}

fn about(code: Code) -> Diagnostic {
    Diagnostic::new(code, Place::File)
}

fn unreadable(reason: impl std::fmt::Display) -> Diagnostic {
    about(Code::TableUnreadable).with("reason", reason)
}

/// Why a table could not be read on.
pub(super) enum Stop {
    /// Its characters are not UTF-8 after all.
    NotUtf8,
    /// Nothing can be done.
    For(Diagnostic),
}

impl From<RowError> for Stop {
    fn from(error: RowError) -> Self {
        match error {
            RowError::NotUtf8 => Self::NotUtf8,
            error => Self::For(unreadable(error)),
        }
    }
}

impl From<Diagnostic> for Stop {
    fn from(reason: Diagnostic) -> Self {
        Self::For(reason)
    }
}

/// Does something with the table; once more, read as Windows-1252, where it turns out not to be UTF-8.
///
/// # Errors
/// `unreadable-file`, or `table-unreadable` with the reason.
pub(super) fn with_table<T, E: From<Diagnostic>>(
    path: &Path,
    mut read: impl FnMut(Table) -> Result<Result<T, E>, Stop>,
) -> Result<T, E> {
    for encoding in [None, Some(Encoding::Windows1252)] {
        match Table::open(path, encoding).and_then(&mut read) {
            Ok(done) => return done,
            Err(Stop::For(reason)) => return Err(reason.into()),
            Err(Stop::NotUtf8) => {}
        }
    }
    Err(unreadable(RowError::NotUtf8).into())
}

impl Table {
    /// Opens a CSV or a spreadsheet.
    fn open(path: &Path, encoding: Option<Encoding>) -> Result<Self, Stop> {
        let unopened = |error: std::io::Error| about(Code::UnreadableFile).with("reason", error);
        let file = File::open(path).map_err(unopened)?;
        let mut head = Vec::with_capacity(HEAD);
        file.take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(unopened)?;
        // A spreadsheet is a ZIP, or the compound file of older Excel.
        match head.as_slice() {
            [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Ok(Self::sheet(path)?),
            head => Self::csv(path, encoding.unwrap_or_else(|| Encoding::of(head))),
        }
    }

    fn csv(path: &Path, encoding: Encoding) -> Result<Self, Stop> {
        let mut notes = Vec::new();
        match encoding {
            Encoding::Utf8 => {}
            Encoding::Marked("UTF-8") => notes.push(about(Code::ByteOrderMark)),
            Encoding::Marked(name) => notes.push(about(Code::Encoding).with("encoding", name)),
            Encoding::Windows1252 => {
                notes.push(about(Code::Encoding).with("encoding", "Windows-1252"));
            }
        }
        let decoded = || encoding.decode(path).map_err(unreadable);
        let mut head = Vec::new();
        decoded()?
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        let delimiter = delimiter(&head);
        if delimiter != b',' {
            let shown = match delimiter {
                b'\t' => "⇥".to_owned(),
                sign => char::from(sign).to_string(),
            };
            notes.push(about(Code::Delimiter).with("delimiter", shown));
        }
        let mut rows = Rows::new(decoded()?, delimiter);
        if !rows.next()?.1 {
            return Err(unreadable("vide / empty").into());
        }
        let names = (0..rows.len()).map(|at| rows.cell(at).map(Cow::into_owned));
        let header = names.collect::<Result<_, _>>()?;
        let source = Source::Csv(Box::new(rows));
        Ok(Self {
            header,
            notes,
            encoding,
            source,
        })
    }

    fn sheet(path: &Path) -> Result<Self, Diagnostic> {
        let mut book = open_workbook_auto(path).map_err(unreadable)?;
        let sheets = book.sheet_names().len();
        let range = book
            .worksheet_range_at(0)
            .ok_or_else(|| unreadable("vide / empty"))?;
        let range = range.map_err(unreadable)?;
        let mut rows = range
            .rows()
            .map(|row| row.iter().map(cell_text).collect::<Vec<String>>());
        let header = rows.next().ok_or_else(|| unreadable("vide / empty"))?;
        let rows: Vec<Vec<String>> = rows.collect();
        let mut notes = vec![about(Code::Spreadsheet)];
        if sheets > 1 {
            notes.push(about(Code::SeveralSheets).with("count", sheets));
        }
        let source = Source::Sheet {
            rows: rows.into_iter(),
            row: Vec::new(),
            all: (0..header.len()).collect(),
        };
        let encoding = Encoding::Utf8;
        Ok(Self {
            header,
            notes,
            encoding,
            source,
        })
    }

    /// Opens the table after it was read through once: no doubt about its characters is left.
    pub(super) fn open_settled(path: &Path) -> Result<Self, Diagnostic> {
        let encoding = with_table(path, |mut table| {
            while table.next()?.1 {
                table.check_changes()?;
            }
            Ok(Ok::<_, Diagnostic>(table.encoding))
        })?;
        Self::open(path, Some(encoding)).map_err(|stop| match stop {
            Stop::For(reason) => reason,
            Stop::NotUtf8 => unreadable(RowError::NotUtf8),
        })
    }

    /// Reads the next row; gives the number of blank lines before it, and whether there is one.
    pub(super) fn next(&mut self) -> Result<(u64, bool), Stop> {
        match &mut self.source {
            Source::Csv(rows) => Ok(rows.next()?),
            Source::Sheet { rows, row, .. } => {
                let next = rows.next();
                let more = next.is_some();
                *row = next.unwrap_or_default();
                Ok((0, more))
            }
        }
    }

    /// Makes sure that the cells that differ from those above are text.
    pub(super) fn check_changes(&self) -> Result<(), Stop> {
        self.changed()
            .iter()
            .try_for_each(|at| self.cell(*at).map(drop))
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        match &self.source {
            Source::Csv(rows) => rows.len(),
            Source::Sheet { row, .. } => row.len(),
        }
    }

    /// Which cells may differ from those of the row above.
    pub(super) fn changed(&self) -> &[usize] {
        match &self.source {
            Source::Csv(rows) => rows.changed(),
            Source::Sheet { all, .. } => all,
        }
    }

    /// A cell's text; empty where the row has none there.
    pub(super) fn cell(&self, at: usize) -> Result<Cow<'_, str>, Stop> {
        match &self.source {
            Source::Csv(rows) => Ok(rows.cell(at)?),
            Source::Sheet { row, .. } => Ok(Cow::Borrowed(row.get(at).map_or("", String::as_str))),
        }
    }

    /// Whether no cell of the row holds anything.
    pub(super) fn is_empty_row(&self) -> Result<bool, Stop> {
        for at in 0..self.len() {
            if !self.cell(at)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A cell of a spreadsheet as it would stand in a CSV.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.format("%Y-%m-%d").to_string(),
            Some(at) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            None => at.to_string(),
        },
        cell => cell.to_string(),
    }
}

/// How a file's characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// It says so itself, by a byte order mark.
    Marked(&'static str),
    Windows1252,
}

impl Encoding {
    /// By its mark, else UTF-8 if the head is, else Windows-1252.
    fn of(head: &[u8]) -> Self {
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
            return Self::Marked(encoding.name());
        }
        match std::str::from_utf8(head) {
            // The end of the head may cut a character.
            Err(error) if error.error_len().is_some() || head.len() < HEAD => Self::Windows1252,
            _ => Self::Utf8,
        }
    }

    fn decode(self, path: &Path) -> std::io::Result<Box<dyn Read>> {
        let mut file = File::open(path)?;
        Ok(match self {
            Self::Utf8 => Box::new(file),
            Self::Marked("UTF-8") => {
                file.read_exact(&mut [0; 3])?;
                Box::new(file)
            }
            _ => {
                let encoding = (self == Self::Windows1252).then_some(encoding_rs::WINDOWS_1252);
                let file = BufReader::with_capacity(HEAD, file);
                let mut builder = DecodeReaderBytesBuilder::new();
                Box::new(builder.encoding(encoding).strip_bom(true).build(file))
            }
        })
    }
}

/// What parts the columns of the first line: the sign that is there most often outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                counts
                    .iter_mut()
                    .filter(|(sign, _)| sign == byte)
                    .for_each(|(_, count)| *count += 1);
            }
            _ => {}
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| *sign)
}
