//! What leaves `menu/`.

use crate::geometry::Rect;
use crate::labels::{Allergen, Found, words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// A kind of meal, in the words of `menuRepasType`.
    MealKind {
        /// Breakfast.
        PetitDejeuner = "petit-déjeuner",
        /// Lunch.
        Dejeuner = "déjeuner",
        /// Afternoon snack.
        Gouter = "goûter",
        /// Dinner.
        Diner = "dîner",
        /// Morning snack.
        Collation = "collation",
        /// Picnic.
        PiqueNique = "pique-nique",
        /// Anything else.
        Autre = "autre",
    }
}

words! {
    /// A course, in the words of `menuPlatType`.
    Course {
        /// Starter.
        Entree = "entrée",
        /// Main dish.
        PlatPrincipal = "plat principal",
        /// Side dish.
        Garniture = "garniture",
        /// Cheese, yoghurt.
        ProduitLaitier = "produit laitier",
        /// Dessert.
        Dessert = "dessert",
        /// Bread.
        Pain = "pain",
        /// Anything else, and every part of a snack.
        Autre = "autre",
    }
}

impl MealKind {
    /// A meal without courses.
    pub fn is_a_snack(self) -> bool {
        matches!(self, Self::Gouter | Self::Collation | Self::PetitDejeuner)
    }
}

/// What a document offers, day by day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Menu {
    /// In the order of the dates.
    pub days: Vec<Day>,
}

/// One day's meals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// The day served.
    pub date: NaiveDate,
    /// Its meals, in the order of the page.
    pub meals: Vec<Meal>,
}

/// One meal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meal {
    /// Lunch, snack, dinner…
    pub kind: MealKind,
    /// Its dishes, in the order of the page.
    pub dishes: Vec<Dish>,
}

/// What a guest can be served as one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dish {
    /// Its course.
    pub course: Course,
    /// Its name as printed, without marks and label words.
    pub name: String,
    /// Its labels, each with the mark that says so.
    pub labels: Vec<Found>,
    /// Its allergens, where the page says clearly which.
    pub allergens: BTreeSet<Allergen>,
    /// A theme or a choice it belongs to, for `menuPlatPrecision`.
    pub precision: Vec<String>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Page number, from 1.
    pub page: u32,
    /// Its box on that page.
    pub rect: Rect,
    /// Which of the printed dishes it is, in the order of reading: one that serves several days is printed once.
    pub printed: u32,
}
