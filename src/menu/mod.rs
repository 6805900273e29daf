//! `Grid` + `Legend` → `Menu`: dates, meals, courses, dishes.

mod board;
pub mod courses;
pub mod dates;
mod days;
mod dishes;
mod faults;
mod language;
pub mod lexicon;
mod misspelt;
mod model;
pub mod notices;
mod phrases;
mod pieces;
mod print;
mod reading;
mod roles;
mod whole;
mod words;

/// Loads the words of menus, which the first use does otherwise.
pub(crate) fn load() {
    lexicon::load();
    courses::load();
    notices::load();
}

pub(crate) use language::is_french;
pub use model::{Course, Day, Dish, Meal, MealKind, Menu};
pub use reading::{DayHeading, Reading, Source, read_menu};
pub use roles::{Role, Roles};
