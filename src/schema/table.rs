//! A file → its header and rows as text, one row at a time; what is unusual about the file is noted.

use crate::diagnostic::{Code, Diagnostic, Place};
use calamine::{Data, Reader as _, open_workbook_auto};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// Bytes that one row may take: a quote that is never closed must not swallow the file.
const LONGEST_ROW: u64 = 8 << 20;
/// Bytes looked at for the header.
const HEAD: usize = 64 << 10;

/// A table that is being read.
pub(super) struct Table {
    /// The columns' names.
    pub header: Vec<String>,
    /// What is unusual about the file.
    pub notes: Vec<Diagnostic>,
    rows: Rows,
}

enum Rows {
    Csv(Box<CsvRows>),
    Sheet(std::vec::IntoIter<Vec<String>>),
}

struct CsvRows {
    reader: csv::Reader<Bounded<DecodeReaderBytes<BufReader<File>, Vec<u8>>>>,
    since_last_row: Rc<Cell<u64>>,
}

/// What the next row is.
pub(super) enum Next {
    /// It is in the record; this many blank lines stood before it.
    Row(u64),
    /// The table ends, after this many blank lines.
    End(u64),
}

fn about(code: Code) -> Diagnostic {
    Diagnostic::new(code, Place::File)
}

fn unreadable(reason: impl std::fmt::Display) -> Diagnostic {
    about(Code::TableUnreadable).with("reason", reason)
}

impl Table {
    /// Opens a CSV or a spreadsheet.
    ///
    /// # Errors
    /// `unreadable-file`, or `table-unreadable` with the reason.
    pub(super) fn open(path: &Path) -> Result<Self, Diagnostic> {
        let unopened = |error: std::io::Error| about(Code::UnreadableFile).with("reason", error);
        let mut start = [0_u8; 4];
        let mut file = File::open(path).map_err(unopened)?;
        let got = file.read(&mut start).map_err(unopened)?;
        // A spreadsheet is a ZIP, or the compound file of older Excel.
        match start.get(..got) {
            Some([b'P', b'K', 3, 4] | [0xd0, 0xcf, 0x11, 0xe0]) => Self::sheet(path),
            _ => Self::csv(path),
        }
    }

    fn csv(path: &Path) -> Result<Self, Diagnostic> {
        let mut notes = Vec::new();
        let encoding = Encoding::of(path).map_err(unreadable)?;
        match encoding {
            Encoding::Utf8 => {}
            Encoding::Marked("UTF-8") => notes.push(about(Code::ByteOrderMark)),
            Encoding::Marked(name) => notes.push(about(Code::Encoding).with("encoding", name)),
            Encoding::Windows1252 => {
                notes.push(about(Code::Encoding).with("encoding", "Windows-1252"));
            }
        }
        let mut head = Vec::new();
        encoding
            .decode(path)
            .map_err(unreadable)?
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        let delimiter = delimiter(&head);
        if delimiter != b',' {
            let shown = if delimiter == b'\t' {
                "⇥".to_owned()
            } else {
                char::from(delimiter).to_string()
            };
            notes.push(about(Code::Delimiter).with("delimiter", shown));
        }
        let since_last_row = Rc::new(Cell::new(0));
        let from = Bounded {
            inner: encoding.decode(path).map_err(unreadable)?,
            read: Rc::clone(&since_last_row),
        };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(from);
        let header: Vec<String> = reader
            .headers()
            .map_err(unreadable)?
            .iter()
            .map(str::to_owned)
            .collect();
        if header.is_empty() {
            return Err(unreadable("vide / empty"));
        }
        let rows = Rows::Csv(Box::new(CsvRows {
            reader,
            since_last_row,
        }));
        Ok(Self {
            header,
            notes,
            rows,
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
        let rows = Rows::Sheet(rows.into_iter());
        Ok(Self {
            header,
            notes,
            rows,
        })
    }

    /// Reads the next row into `record`.
    pub(super) fn next(&mut self, record: &mut csv::StringRecord) -> Result<Next, Diagnostic> {
        match &mut self.rows {
            Rows::Sheet(rows) => Ok(match rows.next() {
                None => Next::End(0),
                Some(row) => {
                    record.clear();
                    row.iter().for_each(|cell| record.push_field(cell));
                    Next::Row(0)
                }
            }),
            Rows::Csv(rows) => rows.next(record),
        }
    }
}

impl CsvRows {
    fn next(&mut self, record: &mut csv::StringRecord) -> Result<Next, Diagnostic> {
        self.since_last_row.set(0);
        let begun = self.reader.position().line();
        let more = self.reader.read_record(record).map_err(unreadable)?;
        let lines = self.reader.position().line().saturating_sub(begun);
        if !more {
            return Ok(Next::End(lines));
        }
        if lines <= 1 {
            return Ok(Next::Row(0));
        }
        let inside = record
            .iter()
            .map(|cell| cell.bytes().filter(|b| *b == b'\n').count() as u64);
        Ok(Next::Row(lines.saturating_sub(1 + inside.sum::<u64>())))
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

/// A reader that gives up when one row takes too much.
struct Bounded<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.read.get() > LONGEST_ROW {
            return Err(std::io::Error::other(
                "une ligne n'en finit pas : un guillemet n'est pas refermé / a row does not end: a quote is not closed",
            ));
        }
        let got = self.inner.read(buffer)?;
        self.read.set(self.read.get() + got as u64);
        Ok(got)
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
    /// By its mark, else UTF-8 if all of it is, else Windows-1252.
    fn of(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let mut buffer = vec![0_u8; HEAD];
        let mut kept = 0;
        let mut begun = false;
        loop {
            let got = file.read(buffer.get_mut(kept..).unwrap_or_default())?;
            let filled = buffer.get(..kept + got).unwrap_or_default();
            if !begun {
                begun = true;
                if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(filled) {
                    return Ok(Self::Marked(encoding.name()));
                }
            }
            match std::str::from_utf8(filled) {
                Ok(_) => kept = 0,
                // The end of the buffer cuts a character.
                Err(error) if error.error_len().is_none() && got > 0 => {
                    let from = error.valid_up_to();
                    kept = filled.len() - from;
                    buffer.copy_within(from..from + kept, 0);
                }
                Err(_) => return Ok(Self::Windows1252),
            }
            if got == 0 {
                return Ok(Self::Utf8);
            }
        }
    }

    fn decode(self, path: &Path) -> std::io::Result<DecodeReaderBytes<BufReader<File>, Vec<u8>>> {
        let encoding = (self == Self::Windows1252).then_some(encoding_rs::WINDOWS_1252);
        let file = BufReader::with_capacity(HEAD, File::open(path)?);
        let mut builder = DecodeReaderBytesBuilder::new();
        Ok(builder
            .encoding(encoding)
            .utf8_passthru(true)
            .strip_bom(true)
            .bom_override(true)
            .build(file))
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
