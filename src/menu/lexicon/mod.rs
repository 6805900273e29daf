//! A dish's name → the course it most likely is and the families of food in it; a text → whether it is food at all.
//!
//! The head of a French dish name is its first known phrase ("*salade* de pommes de terre"); what follows may turn it
//! ("salade *de fruits*"). All words are in `foods.toml`, with those that speak of something else ("rue des Cerisiers").

mod course;
mod family;
mod foods;
mod guess;

pub(super) use course::has_one_name;
pub use course::{course_of, families_of};
pub(super) use course::{course_of_dish, known_words, speaks_of_something_else};
pub use family::Family;
pub(super) use foods::load;
pub use guess::CourseGuess;

#[cfg(test)]
mod tests;
