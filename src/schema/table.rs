//! A file → its header and rows as text, one row at a time; what is unusual about the file is noted.

use super::rows::{RowError, Rows};
use super::source::Source;
use crate::diagnostic::{Code, Diagnostic, Place};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::borrow::Cow;
use std::io::{BufReader, Read};

/// Bytes looked at for the header.
const HEAD: usize = 64 << 10;

/// A table that is being read.
pub(super) struct Table {
    /// The columns' names.
    pub header: Vec<String>,
    /// What is unusual about the file.
    pub notes: Vec<Diagnostic>,
    encoding: Encoding,
    rows: Rows<Box<dyn Read>>,
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
    source: &Source,
    mut read: impl FnMut(Table) -> Result<Result<T, E>, Stop>,
) -> Result<T, E> {
    for encoding in [None, Some(Encoding::Windows1252)] {
        match Table::open(source, encoding).and_then(&mut read) {
            Ok(done) => return done,
            Err(Stop::For(reason)) => return Err(reason.into()),
            Err(Stop::NotUtf8) => {}
        }
    }
    Err(unreadable(RowError::NotUtf8).into())
}

impl Table {
    /// Reads the header.
    fn open(source: &Source, encoding: Option<Encoding>) -> Result<Self, Stop> {
        let unopened = |error: std::io::Error| about(Code::UnreadableFile).with("reason", error);
        let head = || head(source.bytes()?);
        let encoding = match (source.sheets, encoding) {
            (Some(_), _) => Encoding::Utf8,
            (None, Some(encoding)) => encoding,
            (None, None) => Encoding::of(&head().map_err(unopened)?),
        };
        let mut notes = Vec::new();
        if let Some(sheets) = source.sheets {
            notes.push(about(Code::Spreadsheet));
            if sheets > 1 {
                notes.push(about(Code::SeveralSheets).with("count", sheets));
            }
        }
        match encoding {
            Encoding::Utf8 => {}
            Encoding::Marked("UTF-8") => notes.push(about(Code::ByteOrderMark)),
            Encoding::Marked(name) => notes.push(about(Code::Encoding).with("encoding", name)),
            Encoding::Windows1252 => {
                notes.push(about(Code::Encoding).with("encoding", "Windows-1252"));
            }
        }
        let decoded = || encoding.decode(source);
        let mut head = decoded().and_then(self::head).map_err(unreadable)?;
        // Old Macs end lines so; a line end of today would be in the head, but for a row that no program writes.
        let old = head.contains(&b'\r') && !head.contains(&b'\n');
        if old {
            to_new_lines(&mut head);
        }
        let delimiter = match source.sheets {
            Some(_) => b',',
            None => delimiter(&head),
        };
        if delimiter != b',' {
            let shown = match delimiter {
                b'\t' => "⇥".to_owned(),
                sign => char::from(sign).to_string(),
            };
            notes.push(about(Code::Delimiter).with("delimiter", shown));
        }
        let decoded = decoded().map_err(unreadable)?;
        let decoded = match old {
            true => Box::new(NewLines(decoded)),
            false => decoded,
        };
        let mut rows = Rows::new(decoded, delimiter);
        if !rows.next()?.1 {
            return Err(unreadable("vide / empty").into());
        }
        let names = (0..rows.len()).map(|at| rows.cell(at).map(Cow::into_owned));
        let header = names.collect::<Result<_, _>>()?;
        Ok(Self {
            header,
            notes,
            encoding,
            rows,
        })
    }

    /// Opens the table after it was read through once: no doubt about its characters is left.
    pub(super) fn open_settled(source: &Source) -> Result<Self, Diagnostic> {
        let encoding = with_table(source, |mut table| {
            while table.next()?.1 {
                table.check_changes()?;
            }
            Ok(Ok::<_, Diagnostic>(table.encoding))
        })?;
        Self::open(source, Some(encoding)).map_err(|stop| match stop {
            Stop::For(reason) => reason,
            Stop::NotUtf8 => unreadable(RowError::NotUtf8),
        })
    }

    /// Reads the next row; gives the number of blank lines before it, and whether there is one.
    pub(super) fn next(&mut self) -> Result<(u64, bool), Stop> {
        Ok(self.rows.next()?)
    }

    /// Makes sure that the cells that differ from those above are text.
    pub(super) fn check_changes(&self) -> Result<(), Stop> {
        self.changed()
            .iter()
            .try_for_each(|at| self.cell(*at).map(drop))
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Which cells may differ from those of the row above.
    pub(super) fn changed(&self) -> &[usize] {
        self.rows.changed()
    }

    /// A cell's text; empty where the row has none there.
    pub(super) fn cell(&self, at: usize) -> Result<Cow<'_, str>, Stop> {
        Ok(self.rows.cell(at)?)
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

    fn decode(self, source: &Source) -> std::io::Result<Box<dyn Read>> {
        let mut file = source.bytes()?;
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

fn head(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    from.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The same with the line ends of today.
struct NewLines(Box<dyn Read>);

impl Read for NewLines {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let got = self.0.read(bytes)?;
        to_new_lines(bytes.get_mut(..got).unwrap_or_default());
        Ok(got)
    }
}

fn to_new_lines(bytes: &mut [u8]) {
    let ends = bytes.iter_mut().filter(|byte| **byte == b'\r');
    ends.for_each(|byte| *byte = b'\n');
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
