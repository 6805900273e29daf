//! What headings over dishes mean, and the courses of one meal's dishes: by their headings, their names and their order.

mod heading;
mod path;
mod recognise;
mod settle;
mod written;

pub(super) use heading::DishHeading;
pub use heading::{CourseHeading, DietHeading};
pub use recognise::{
    course_heading, course_heading_prefix, diet_heading, meal_heading, meal_heading_prefix,
};
pub(super) use recognise::{dish_heading, may_begin_with_heading};
pub use settle::settle_courses;
pub(super) use written::load;
