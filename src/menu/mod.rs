//! `Grid` + `Legend` → `Menu`: dates, meals, courses, dishes.

mod model;

pub use model::{Course, Day, Dish, Meal, MealKind, Menu};
