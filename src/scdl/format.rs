//! Rows in any of the formats: out, encoded a few at a time, on whatever thread, and written in order; and in.

use super::csv::CsvWriter;
use super::json::{JsonWriter, NdjsonWriter};
use super::parquet::ParquetWriter;
use super::plat::{Plat, ReadError};
use super::row::Row;
use super::writer::RowWriter;
use super::{csv, json, parquet};
use std::fs::File;
use std::io::{self, Write};

/// A format of rows.
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
    pub fn encode<'r>(self, rows: impl IntoIterator<Item = &'r Row>) -> io::Result<Vec<u8>> {
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
    pub fn writer<'w>(self, to: impl Write + Send + 'w) -> io::Result<Box<dyn RowWriter + 'w>> {
        Ok(match self {
            Self::Csv => Box::new(CsvWriter::new(to)?),
            Self::Json => Box::new(JsonWriter::new(to)?),
            Self::Ndjson => Box::new(NdjsonWriter::new(to)),
            Self::Parquet => Box::new(ParquetWriter::new(to)?),
        })
    }

    /// Hands each dish of a table to `each`, one at a time.
    ///
    /// # Errors
    /// At the first row that cannot be read; those before it were handed over.
    pub fn each_plat(self, from: File, mut each: impl FnMut(&Plat<'_>)) -> Result<(), ReadError> {
        match self {
            Self::Csv => csv::each_plat(from, &mut each),
            Self::Json => json::each_plat(from, &mut each),
            Self::Ndjson => json::each_line(from, &mut each),
            Self::Parquet => parquet::each_plat(from, &mut each),
        }
    }
}
