//! What holds for the dishes that follow in a block.

use crate::geometry::Rect;
use crate::labels::{Label, Regime};
use crate::layout::text_of;
use crate::menu::courses::CourseHeading;
use crate::menu::lexicon::{CourseGuess, course_of};
use crate::menu::model::MealKind;
use crate::pdf::Word;

/// What holds for the dishes that follow in a block.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) days: Vec<usize>,
    pub(super) meal: Option<MealKind>,
    pub(super) courses: Vec<CourseHeading>,
    pub(super) regimes: Vec<(Regime, Rect)>,
    pub(super) whole: Vec<(Label, Rect)>,
    pub(super) themes: Vec<String>,
    pub(super) inline: Option<Inline>,
}

/// A heading on the line of the dish that it is for: "Plat sans viande : Boulettes de lentilles".
#[derive(Debug, Clone)]
pub(super) struct Inline {
    /// The diets that hold again after that dish.
    pub(super) regimes: Vec<(Regime, Rect)>,
    /// Whether that dish is read.
    pub(super) past: bool,
}

impl State {
    /// An inline heading's diet and labels are its own dish's; its course holds for the dishes after it as far as they can
    /// be of it.
    pub(super) fn come_to(&mut self, words: &[Word]) {
        let Some(inline) = &mut self.inline else {
            return;
        };
        if !std::mem::replace(&mut inline.past, true) {
            return;
        }
        self.regimes.clone_from(&inline.regimes);
        let courses = self.courses.iter_mut();
        courses.for_each(|heading| heading.labels.clear());
        let allowed = |guess: &CourseGuess| {
            let courses = self.courses.iter().flat_map(|heading| heading.allowed(&[]));
            courses
                .into_iter()
                .any(|course| guess.possible.contains(&course))
        };
        if course_of(&text_of(words)).is_some_and(|guess| !allowed(&guess)) {
            self.courses.clear();
        }
    }

    pub(super) fn is_a_snack(&self) -> bool {
        self.meal.is_some_and(MealKind::is_a_snack)
    }
}

impl Inline {
    /// A heading for one dish, after which these diets hold again.
    pub(super) fn until(regimes: &[(Regime, Rect)]) -> Self {
        Self {
            regimes: regimes.to_vec(),
            past: false,
        }
    }
}
