//! `Grid` + `Legend` → `Menu`: dates, meals, courses, dishes.

pub mod courses;
pub mod dates;
pub mod lexicon;
mod model;
pub mod notices;

pub use model::{Course, Day, Dish, Meal, MealKind, Menu};
