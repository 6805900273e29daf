//! An inbox of documents, over the time → a data set that is up to date, and its story. Nothing here touches a file or asks
//! for the day: `cli/sync/` does.

mod corrections;
mod edition;
mod freshness;
mod journal;
mod register;
mod update;

pub use corrections::{Becomes, Correction, Corrections};
pub use edition::Edition;
pub use freshness::{Covered, Freshness};
pub use journal::{Story, journal, summary};
pub use register::{Dish, Document, Entry, Event, Followed, Register, State};
pub use update::{Arrival, Withdrawn};
