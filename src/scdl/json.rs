//! Rows → JSON: one list, or one object a line.

use super::row::Row;
use super::writer::RowWriter;
use std::io::{Result, Write};

/// The rows as objects with `separator` between them.
pub(super) fn encode<'r>(
    rows: impl IntoIterator<Item = &'r Row>,
    separator: &[u8],
) -> Result<Vec<u8>> {
    let mut encoded = Vec::new();
    for row in rows {
        if !encoded.is_empty() {
            encoded.extend_from_slice(separator);
        }
        serde_json::to_writer(&mut encoded, row)?;
    }
    Ok(encoded)
}

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
    fn write(&mut self, encoded: &[u8]) -> Result<()> {
        if encoded.is_empty() {
            return Ok(());
        }
        self.to.write_all(self.separator)?;
        self.separator = b",\n";
        self.to.write_all(encoded)
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
    fn write(&mut self, encoded: &[u8]) -> Result<()> {
        if encoded.is_empty() {
            return Ok(());
        }
        self.to.write_all(encoded)?;
        self.to.write_all(b"\n")
    }

    fn finish(&mut self) -> Result<()> {
        self.to.flush()
    }
}
