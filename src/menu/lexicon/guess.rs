//! What a dish's name says of its course.

use super::family::Family;
use crate::menu::model::Course;

/// What a name says of its course.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseGuess {
    /// The likeliest course.
    pub best: Course,
    /// How sure that is, 0 to 1.
    pub sure: f32,
    /// Every course the dish could be, likeliest first.
    pub possible: &'static [Course],
    /// The families of food in the name, that of its head first, each once.
    pub families: Vec<Family>,
}

impl CourseGuess {
    /// How well a course fits the name, 0 to 1.
    pub fn weight(&self, course: Course) -> f32 {
        match self.possible.iter().position(|&c| c == course) {
            Some(0) => self.sure,
            Some(1) => (1.0 - self.sure).max(0.12),
            Some(_) => (1.0 - self.sure).max(0.12) * 0.6,
            None => (1.0 - self.sure).min(0.3) * 0.02 + 0.001,
        }
    }
}
