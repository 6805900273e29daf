//! Rows out, one at a time, in any of the formats.

use super::csv::CsvWriter;
use super::json::{JsonWriter, NdjsonWriter};
use super::row::Row;
use std::io::{Result, Write};

/// Takes rows, in order.
pub trait RowWriter {
    /// Writes a row.
    ///
    /// # Errors
    /// When the output refuses.
    fn write(&mut self, row: &Row) -> Result<()>;

    /// Writes what closes the file.
    ///
    /// # Errors
    /// When the output refuses.
    fn finish(&mut self) -> Result<()>;
}

/// A format that rows can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The schema's own.
    Csv,
    /// One list.
    Json,
    /// One object a line.
    Ndjson,
}

impl Format {
    /// The format of files with this extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// Begins a file of this format.
    ///
    /// # Errors
    /// When `to` refuses.
    pub fn writer<'w>(self, to: impl Write + 'w) -> Result<Box<dyn RowWriter + 'w>> {
        Ok(match self {
            Self::Csv => Box::new(CsvWriter::new(to)?),
            Self::Json => Box::new(JsonWriter::new(to)?),
            Self::Ndjson => Box::new(NdjsonWriter::new(to)),
        })
    }
}
