//! What day it is, for what is dated by its making. No menu is dated by it.

use chrono::{DateTime, Local, NaiveDate};

/// `SOURCE_DATE_EPOCH` is no number of seconds.
#[derive(Debug, thiserror::Error)]
#[error("SOURCE_DATE_EPOCH={0}: not a number of seconds since 1970")]
pub struct ClockError(String);

/// Today here, or the day of `SOURCE_DATE_EPOCH` (reproducible-builds.org) in UTC, so that what is made twice is the same.
///
/// # Errors
/// Where that variable is not a number of seconds.
pub fn today() -> Result<NaiveDate, ClockError> {
    let Some(told) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
        return Ok(Local::now().date_naive());
    };
    let told = told.to_string_lossy();
    let seconds = told.parse().ok();
    let time = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.map(|time| time.date_naive())
        .ok_or_else(|| ClockError(told.into_owned()))
}
