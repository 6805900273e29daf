//! A value of a row → a column of its own type.

use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use crate::scdl::words::{PlatRegime, Texture};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Date32Array, Float64Array, StringArray, TimestampMicrosecondArray};
use arrow_schema::{DataType, Field, TimeUnit};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use std::sync::Arc;

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
