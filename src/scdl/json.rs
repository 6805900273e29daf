//! Rows → JSON: one list, or one object a line.

use super::row::Row;
use super::writer::RowWriter;
use std::io::{Result, Write};

/// One JSON list, a row a line.
pub(super) struct JsonWriter<W: Write> {
    to: W,
    separator: &'static [u8],
}

impl<W: Write> JsonWriter<W> {
    pub(super) fn new(mut to: W) -> Result<Self> {
        to.write_all(b"[")?;
        let separator = b"\n";
        Ok(Self { to, separator })
    }
}

impl<W: Write> RowWriter for JsonWriter<W> {
    fn write(&mut self, row: &Row) -> Result<()> {
        self.to.write_all(self.separator)?;
        self.separator = b",\n";
        Ok(serde_json::to_writer(&mut self.to, row)?)
    }

    fn finish(&mut self) -> Result<()> {
        self.to.write_all(b"\n]\n")?;
        self.to.flush()
    }
}

/// A JSON object a line.
pub(super) struct NdjsonWriter<W: Write> {
    to: W,
}

impl<W: Write> NdjsonWriter<W> {
    pub(super) fn new(to: W) -> Self {
        Self { to }
    }
}

impl<W: Write> RowWriter for NdjsonWriter<W> {
    fn write(&mut self, row: &Row) -> Result<()> {
        serde_json::to_writer(&mut self.to, row)?;
        self.to.write_all(b"\n")
    }

    fn finish(&mut self) -> Result<()> {
        self.to.flush()
    }
}
