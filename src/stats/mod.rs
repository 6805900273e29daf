//! `Plat`s → `Statistics`: the figures, each with its denominator and its written definition (`definitions.toml`).
//!
//! One pass, in any order of the rows; what is held in memory grows with the meals and with the different dishes, not with
//! the rows.

mod count;
mod definitions;
mod dishes;
mod json;
mod lines;
mod meals;
mod restaurants;
mod served;
mod share;
mod statistics;
mod tally;

pub use count::{Count, Mark};
pub use definitions::{
    Definition, PartitionEntry, Unit, class_name, definition, partition_entry, weekday_name,
};
pub use lines::Line;
pub use share::{Share, percent};
pub use statistics::{
    DishFigures, Figure, Group, Groups, Part, Partition, Period, Read, Statistics, Week,
};
pub use tally::{Filter, Tally};
