//! A dish on its way from a block to a row.

use crate::geometry::Rect;
use crate::labels::{Allergen, Found, Label, Regime};
use crate::menu::courses::CourseHeading;
use crate::menu::model::MealKind;
use crate::pdf::{Fill, Picture, Word};
use std::collections::BTreeSet;

/// A dish on its way: its words, and what the page says around them.
#[derive(Debug, Clone)]
pub(in crate::menu) struct Entry {
    /// Which of the headings it stands under.
    pub day: usize,
    /// Which of the printed dishes it is: one that serves several days is an entry for each.
    pub printed: u32,
    pub page: u32,
    pub words: Vec<Word>,
    /// Smaller print under it.
    pub note: Vec<Word>,
    pub rect: Rect,
    pub pictures: Vec<Picture>,
    /// What its cell is painted with.
    pub ground: Option<Fill>,
    /// The labels that are ticked in its row.
    pub ticked: Vec<Found>,
    /// The allergens that are ticked in its row; none where a tick does not say which.
    pub allergens: Option<BTreeSet<Allergen>>,
    pub meal: MealKind,
    pub courses: Vec<CourseHeading>,
    pub regimes: Vec<(Regime, Rect)>,
    pub whole: Vec<(Label, Rect)>,
    pub themes: Vec<String>,
}
