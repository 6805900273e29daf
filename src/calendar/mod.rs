//! French text → the dates, partial or whole, that it speaks of. Knows nothing of pages; its words are in `words.toml`.

mod dateless;
mod day;
mod period;
mod school;
mod tokens;
mod words;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use dateless::without_dates;
pub use day::{DayMark, day_mark, day_mark_prefix, day_number};
pub(crate) use day::{begins_with_weekday, may_begin_a_day, may_begin_with_weekday};
pub(crate) use period::is_broken_range;
pub use period::{PartialDay, Span, Text, Topic};
pub use school::{SchoolCalendar, Zone, monday};
