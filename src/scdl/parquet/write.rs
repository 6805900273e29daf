//! Rows → Parquet.

use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use crate::scdl::row::{COLUMNS, PlatRegime, Row, Texture};
use crate::scdl::writer::RowWriter;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, Date32Array, Float64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
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

/// A value of a row that has a column of its own type.
pub(in crate::scdl) trait Typed: Sized {
    fn data_type() -> DataType;
    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef
    where
        Self: 'r;
}

impl Typed for String {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef {
        let filled = values.map(|v| Some(v.as_str()).filter(|v| !v.is_empty()));
        Arc::new(filled.collect::<StringArray>())
    }
}

impl Typed for NaiveDate {
    fn data_type() -> DataType {
        DataType::Date32
    }

    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef {
        let epoch = NaiveDate::default().num_days_from_ce();
        let days = values.map(|date| date.num_days_from_ce() - epoch);
        Arc::new(Date32Array::from_iter_values(days))
    }
}

impl Typed for Option<f64> {
    fn data_type() -> DataType {
        DataType::Float64
    }

    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef {
        Arc::new(values.copied().collect::<Float64Array>())
    }
}

impl Typed for Option<DateTime<FixedOffset>> {
    fn data_type() -> DataType {
        DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
    }

    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef {
        let moments = values.map(|time| time.map(|t| t.timestamp_micros()));
        let moments: TimestampMicrosecondArray = moments.collect();
        Arc::new(moments.with_timezone("UTC"))
    }
}

impl<T: Word> Typed for Vec<T> {
    fn data_type() -> DataType {
        DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, false)))
    }

    fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef
    where
        T: 'r,
    {
        let item = Field::new_list_field(DataType::Utf8, false);
        let mut lists = ListBuilder::new(StringBuilder::new()).with_field(item);
        for list in values {
            list.iter()
                .for_each(|value| lists.values().append_value(value.word()));
            lists.append(true);
        }
        Arc::new(lists.finish())
    }
}

/// A value that is written as a word.
pub(in crate::scdl) trait Word {
    fn word(&self) -> &str;
}

impl Word for String {
    fn word(&self) -> &str {
        self
    }
}

macro_rules! word {
    ($($listed:ident)*) => {$(
        impl Word for $listed {
            fn word(&self) -> &str {
                self.as_str()
            }
        }
    )*};
}

macro_rules! typed {
    ($($single:ident)*) => {$(
        impl Typed for $single {
            fn data_type() -> DataType {
                DataType::Utf8
            }

            fn column<'r>(values: impl Iterator<Item = &'r Self>) -> ArrayRef {
                Arc::new(StringArray::from_iter_values(values.map(|v| v.as_str())))
            }
        }
    )*};
}

word! { Siqo PlatRegime Texture }
typed! { MealKind Course }
