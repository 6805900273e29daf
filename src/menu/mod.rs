//! `Grid` + `Legend` → `Menu`: dates, meals, courses, dishes.

mod assembly;
mod blocks;
pub mod courses;
pub mod dates;
mod days;
mod dishes;
pub mod lexicon;
mod mark_cells;
mod model;
pub mod notices;
mod phrases;
mod pieces;
mod whole;
mod words;

/// Loads the words of menus, which the first use does otherwise.
pub(crate) fn load() {
    lexicon::load();
    courses::load();
    notices::load();
}

pub use assembly::{Source, read_menu};
pub use model::{Course, Day, Dish, Meal, MealKind, Menu};
