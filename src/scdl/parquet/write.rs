//! Rows → Parquet.

use crate::scdl::row::{COLUMNS, Row};
use crate::scdl::writer::RowWriter;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::{Error, Result, Write};
use std::sync::Arc;

/// Rows of a row group: what is held in memory before it is written.
const GROUP: usize = 100_000;
/// Rows turned into columns at a time.
const BATCH: usize = 4096;

/// The rows, for [`ParquetWriter`]: columns can be made only of many of them.
pub(in crate::scdl) fn encode<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Result<Vec<u8>> {
    let extend = |encoded, row| postcard::to_extend(row, encoded).map_err(Error::other);
    rows.into_iter().try_fold(Vec::new(), extend)
}

/// A Parquet file, compressed with Snappy.
pub(in crate::scdl) struct ParquetWriter<W: Write + Send> {
    to: ArrowWriter<W>,
    schema: SchemaRef,
    rows: Vec<Row>,
}

impl<W: Write + Send> ParquetWriter<W> {
    pub(in crate::scdl) fn new(to: W) -> Result<Self> {
        let types = Row::types().into_iter().zip(COLUMNS);
        let field = |(kind, name): (DataType, &&str)| {
            let list = matches!(kind, DataType::List(_));
            let always = ["menuDate", "menuRepasType", "menuPlatType", "menuPlatNom"];
            Field::new(*name, kind, !list && !always.contains(name))
        };
        let schema = Arc::new(Schema::new(types.map(field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let to = ArrowWriter::try_new(to, schema.clone(), Some(properties))?;
        let rows = Vec::with_capacity(BATCH);
        Ok(Self { to, schema, rows })
    }

    fn write_batch(&mut self) -> Result<()> {
        let columns = Row::columns(&self.rows);
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(Error::other)?;
        self.to.write(&batch)?;
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> RowWriter for ParquetWriter<W> {
    fn write(&mut self, mut encoded: &[u8]) -> Result<()> {
        while !encoded.is_empty() {
            let (row, rest) = postcard::take_from_bytes(encoded).map_err(Error::other)?;
            encoded = rest;
            self.rows.push(row);
            if self.rows.len() == BATCH {
                self.write_batch()?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        self.write_batch()?;
        self.to.finish()?;
        self.to.inner_mut().flush()
    }
}
