//! Rows out, in any of the formats: encoded a few at a time, on whatever thread; written in order.

use super::csv::CsvWriter;
use super::json::{JsonWriter, NdjsonWriter};
use super::parquet::ParquetWriter;
use super::row::Row;
use super::{csv, json, parquet};
use std::io::{Result, Write};

/// Takes encoded rows, in order.
pub trait RowWriter {
    /// Writes rows that [`Format::encode`] gave.
    ///
    /// # Errors
    /// When the output refuses.
    fn write(&mut self, encoded: &[u8]) -> Result<()>;

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
    /// Typed columns: dates, times and lists are what they are.
    Parquet,
}

impl Format {
    /// The format of files with this extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Rows, as the writer of this format takes them.
    ///
    /// # Errors
    /// When a row has no form in this format.
    pub fn encode<'r>(self, rows: impl IntoIterator<Item = &'r Row>) -> Result<Vec<u8>> {
        match self {
            Self::Csv => csv::encode(rows),
            Self::Json => json::encode(rows, b",\n"),
            Self::Ndjson => json::encode(rows, b"\n"),
            Self::Parquet => parquet::encode(rows),
        }
    }

    /// Begins a file of this format.
    ///
    /// # Errors
    /// When `to` refuses.
    pub fn writer<'w>(self, to: impl Write + Send + 'w) -> Result<Box<dyn RowWriter + 'w>> {
        Ok(match self {
            Self::Csv => Box::new(CsvWriter::new(to)?),
            Self::Json => Box::new(JsonWriter::new(to)?),
            Self::Ndjson => Box::new(NdjsonWriter::new(to)),
            Self::Parquet => Box::new(ParquetWriter::new(to)?),
        })
    }
}
