//! `Grid` + `Legend` → `Menu`: dates, meals, courses, dishes.

pub mod dates;
mod model;

pub use model::{Course, Day, Dish, Meal, MealKind, Menu};
