//! What a heading over dishes says: the courses, the meal or the diets it is for.

use crate::labels::{Label, Regime};
use crate::menu::model::{Course, MealKind};

/// A heading over dishes of one course or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseHeading {
    /// The courses it names, as it orders them.
    pub courses: Vec<Course>,
    /// Whether nothing else can stand under it: "Garniture", but neither "Plats" nor "Desserts".
    pub exclusive: bool,
    /// Whether the same words can be a dish: "Poisson", "Pain", "Fromage".
    pub or_dish: bool,
    /// The diet it is for: "Plat sans viande".
    pub regime: Option<Regime>,
    /// What it says of all its dishes: "Laitage bio".
    pub labels: Vec<Label>,
}

impl CourseHeading {
    /// The courses a dish under this heading can have, the heading's own first, given every heading of the page:
    /// a yoghurt under "Desserts" is a dessert only where the page has a heading for dairy.
    pub fn allowed(&self, page: &[CourseHeading]) -> Vec<Course> {
        let mut allowed = self.courses.clone();
        if self.exclusive {
            return allowed;
        }
        for &course in &self.courses {
            for &(_, other) in COVERS.iter().filter(|(c, _)| *c == course) {
                if !allowed.contains(&other) && !page.iter().any(|h| h.courses.contains(&other)) {
                    allowed.push(other);
                }
            }
        }
        allowed
    }
}

/// What a heading may cover besides its own course, where the page has no other heading for it.
const COVERS: [(Course, Course); 2] = [
    (Course::PlatPrincipal, Course::Garniture),
    (Course::Dessert, Course::ProduitLaitier),
];

/// A heading over the dishes of a diet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DietHeading {
    /// The diets it is for; none: for everyone.
    pub regimes: Vec<Regime>,
}

/// What a heading says, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::menu) enum DishHeading {
    Diet(DietHeading),
    Meal(MealKind),
    Course(CourseHeading),
}
