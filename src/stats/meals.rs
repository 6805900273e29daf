//! What was served at each meal.

use super::count::{Mark, Marks};
use super::dishes::Facts;
use crate::menu::{Course, MealKind};
use crate::scdl::{Plat, PlatRegime};
use chrono::NaiveDate;
use foldhash::HashMap;

/// Where, when and what kind of meal.
pub(super) type Key = (usize, NaiveDate, MealKind);

#[derive(Debug)]
pub(super) struct Meal {
    pub restaurant: usize,
    pub date: NaiveDate,
    pub kind: MealKind,
    /// Whether its rows are in several tables.
    in_several_tables: bool,
    /// The dishes that are there an odd number of times, as the exclusive or of their numbers.
    odd: u64,
    pub dishes: u64,
    pub organic: u64,
    /// Marks that a dish bears.
    pub any: Marks,
    /// Marks that every dish bears.
    pub all: Marks,
    /// A part of a snack is dairy.
    pub dairy: bool,
    /// A part of a snack is fruit.
    pub fruit: bool,
    /// The lexicon knows a word of one of its dishes.
    pub known: bool,
    mains: bool,
    vegetarian_main: bool,
    all_vegetarian: bool,
    meatless_main: bool,
    animal_beside: bool,
    /// The table that its first row was in.
    table: usize,
}

impl Meal {
    fn new((restaurant, date, kind): Key, table: usize) -> Self {
        Self {
            restaurant,
            date,
            kind,
            in_several_tables: false,
            odd: 0,
            dishes: 0,
            organic: 0,
            any: Marks::default(),
            all: Marks::EVERY,
            dairy: false,
            fruit: false,
            known: false,
            mains: false,
            vegetarian_main: false,
            all_vegetarian: true,
            meatless_main: false,
            animal_beside: false,
            table,
        }
    }

    fn serve(&mut self, plat: &Plat, marks: Marks, facts: &Facts) {
        self.dishes += 1;
        self.organic += u64::from(marks.has(Mark::ORGANIC));
        self.any = self.any.or(marks);
        self.all = self.all.and(marks);
        self.dairy |= facts.dairy;
        self.fruit |= facts.fruit;
        self.known |= facts.known;
        let vegetarian = plat.menu_plat_regime.contains(&PlatRegime::Vegetarien);
        self.all_vegetarian &= vegetarian;
        match plat.menu_plat_type {
            Course::PlatPrincipal => {
                self.mains = true;
                self.vegetarian_main |= vegetarian;
                self.meatless_main |= facts.meatless && !facts.animal;
            }
            Course::Entree | Course::Garniture => self.animal_beside |= facts.animal,
            _ => {}
        }
    }

    /// Whether the menu says so of its main dish, or its dishes show it.
    pub(super) fn is_vegetarian(&self) -> bool {
        let said = match self.mains {
            true => self.vegetarian_main,
            false => self.all_vegetarian,
        };
        said || self.meatless_main && !self.animal_beside
    }

    /// Whether it is there several times: in several tables, or each of its dishes twice in one.
    pub(super) fn is_repeated(&self) -> bool {
        self.in_several_tables || self.odd == 0
    }

    /// Goûter or collation.
    pub(super) fn is_snack(&self) -> bool {
        is_snack(self.kind)
    }
}

/// The dish's number with all bits in play, so that no two of a meal cancel a third (Knuth's multiplicative hash).
fn scattered(dish: usize) -> u64 {
    (dish as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A snack is no meal of the figures; a breakfast is.
pub(super) fn is_snack(kind: MealKind) -> bool {
    matches!(kind, MealKind::Gouter | MealKind::Collation)
}

#[derive(Debug, Default)]
pub(super) struct Meals {
    all: Vec<Meal>,
    places: HashMap<Key, usize>,
    last: Option<(Key, usize)>,
}

impl Meals {
    /// Adds a dish to its meal.
    pub(super) fn serve(
        &mut self,
        key: Key,
        table: usize,
        plat: &Plat,
        marks: Marks,
        (dish, facts): (usize, &Facts),
    ) {
        let place = match self.last.filter(|(last, _)| *last == key) {
            Some((_, place)) => place,
            None => *self.places.entry(key).or_insert_with(|| {
                self.all.push(Meal::new(key, table));
                self.all.len() - 1
            }),
        };
        self.last = Some((key, place));
        if let Some(meal) = self.all.get_mut(place) {
            meal.in_several_tables |= meal.table != table;
            meal.odd ^= scattered(dish);
            meal.serve(plat, marks, facts);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Meal> {
        self.all.iter()
    }
}
