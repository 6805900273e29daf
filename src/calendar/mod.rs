//! French text → the dates, partial or whole, that it speaks of. Knows nothing of pages; its words are in `words.toml`.

mod day;
mod period;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

pub use day::{DayMark, day_mark, day_mark_prefix, day_number};
pub use period::{PartialDay, Span, Topic, months, school_year, spans, topic, week_number, years};
