//! Rows ↔ JSON: one list, or one object a line.

use super::bounded::{Bounded, Left};
use super::plat::{Plat, ReadError};
use super::row::Row;
use super::writer::RowWriter;
use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use std::fmt;
use std::io::{BufReader, Read, Result, Write};

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

/// Hands over each dish of a list, without holding the list.
pub(super) fn each_plat<R: Read>(
    from: R,
    each: &mut impl FnMut(&Plat<'_>),
) -> std::result::Result<(), ReadError> {
    let from = Bounded::new(from);
    let left = from.left();
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(from));
    reader.deserialize_seq(Each(each, left))?;
    Ok(reader.end()?)
}

/// Hands over each dish of a file of one object a line.
pub(super) fn each_line<R: Read>(
    from: R,
    each: &mut impl FnMut(&Plat<'_>),
) -> std::result::Result<(), ReadError> {
    let from = Bounded::new(from);
    let left = from.left();
    let reader = serde_json::Deserializer::from_reader(BufReader::new(from));
    for row in reader.into_iter::<Row>() {
        left.renew();
        each(&Plat::from(&row?));
    }
    Ok(())
}

struct Each<'f, F>(&'f mut F, Left);

impl<'de, F: FnMut(&Plat<'_>)> Visitor<'de> for Each<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        while let Some(row) = list.next_element::<Row>()? {
            self.1.renew();
            (self.0)(&Plat::from(&row));
        }
        Ok(())
    }
}
