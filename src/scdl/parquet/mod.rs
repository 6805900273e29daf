//! Rows ↔ Parquet with typed columns: dates, times in UTC, numbers, lists. An empty text is null; a list is never null, so
//! that a dish without a sign counts as one without.

mod read;
mod write;

pub(super) use read::each_plat;
pub(super) use write::{ParquetWriter, Typed, encode};
