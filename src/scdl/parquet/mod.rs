//! Rows ↔ Parquet with typed columns: dates, times in UTC, numbers, lists. An empty text is null; a list is never null, so
//! that a dish without a sign counts as one without.

mod read;
mod typed;
mod write;

pub(super) use read::each_plat;
pub(super) use typed::Typed;
pub(super) use write::{ParquetWriter, encode};
