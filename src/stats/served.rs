//! The meals of a tally, by day, week and whatever else they are grouped by.

use super::count::{Count, Marks};
use super::definitions::{OTHER, UNKNOWN};
use super::meals::Meal;
use super::share::Share;
use crate::menu::MealKind;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// A date, and the place of a restaurant.
pub(super) type Day = (NaiveDate, usize);

pub(super) struct Served<'t> {
    pub meals: Vec<&'t Meal>,
    pub snacks: Vec<&'t Meal>,
    /// Marks that a dish of the day bears, snacks left out.
    pub days: BTreeMap<Day, Marks>,
}

/// The lunches of a week.
#[derive(Debug, Default)]
pub(super) struct Lunches {
    pub all: u64,
    pub vegetarian: u64,
}

impl<'t> Served<'t> {
    pub(super) fn of(meals: impl Iterator<Item = &'t Meal>) -> Self {
        let (snacks, meals): (Vec<_>, Vec<_>) = meals.partition(|meal| meal.is_snack());
        let mut days: BTreeMap<Day, Marks> = BTreeMap::new();
        for meal in &meals {
            let marks = days.entry((meal.date, meal.restaurant)).or_default();
            *marks = marks.or(meal.any);
        }
        Self {
            meals,
            snacks,
            days,
        }
    }

    /// Meals and days, those whose day has the same key together.
    pub(super) fn by<K: Ord>(&self, key: impl Fn(Day) -> K) -> BTreeMap<K, (Count, Count)> {
        let mut groups: BTreeMap<K, (Count, Count)> = BTreeMap::new();
        for meal in &self.meals {
            let group = groups.entry(key((meal.date, meal.restaurant)));
            group.or_default().0.add(meal.any);
        }
        for (day, marks) in &self.days {
            groups.entry(key(*day)).or_default().1.add(*marks);
        }
        groups
    }

    /// The lunches of each Monday's week.
    pub(super) fn weeks(&self) -> BTreeMap<Day, Lunches> {
        let mut weeks: BTreeMap<Day, Lunches> = BTreeMap::new();
        let lunches = self.meals.iter();
        for meal in lunches.filter(|meal| meal.kind == MealKind::Dejeuner) {
            let after_monday = meal.date.weekday().num_days_from_monday();
            let monday = meal.date.checked_sub_days(Days::new(after_monday.into()));
            let monday = monday.unwrap_or(meal.date);
            let week = weeks.entry((monday, meal.restaurant)).or_default();
            week.all += 1;
            week.vegetarian += u64::from(meal.is_vegetarian());
        }
        weeks
    }

    /// The dishes of each date, and how many are organic.
    pub(super) fn calendar(&self) -> BTreeMap<NaiveDate, Share> {
        let mut calendar: BTreeMap<NaiveDate, Share> = BTreeMap::new();
        for meal in &self.meals {
            let share = calendar.entry(meal.date).or_default();
            share.value += meal.organic;
            share.of += meal.dishes;
        }
        calendar
    }

    /// The snacks of each class; organic are those of which a part is.
    pub(super) fn snack_classes<'c>(&self, classes: impl Iterator<Item = &'c str>) -> Vec<Count> {
        let class_of = |snack: &Meal| match (snack.dairy, snack.fruit) {
            (true, true) => "both",
            (true, false) => "dairy",
            (false, true) => "fruit",
            (false, false) if snack.known => OTHER,
            (false, false) => UNKNOWN,
        };
        let count = |class| {
            let mut count = Count::default();
            let those = self.snacks.iter().filter(|snack| class_of(snack) == class);
            those.for_each(|snack| count.add(snack.any));
            count
        };
        classes.map(count).collect()
    }
}
