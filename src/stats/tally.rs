//! Dishes in, one at a time; statistics out.

use super::count::{Count, Mark, Marks};
use super::definitions::partitions;
use super::dishes::Dishes;
use super::meals::{Meals, is_snack};
use super::restaurants::Restaurants;
use crate::fold::folded;
use crate::menu::Course;
use crate::scdl::Plat;
use crate::text::{LONGEST, cut};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Which dishes count.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Names or identifiers of restaurants; all where there are none. Case and accents do not matter.
    pub restaurants: Vec<String>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Filter {
    fn takes(&self, plat: &Plat) -> bool {
        let date = plat.menu_date;
        let is = |wanted: &String| {
            [plat.menu_restaurant_nom, plat.menu_restaurant_id]
                .iter()
                .any(|name| folded(name) == folded(wanted))
        };
        let restaurant = || self.restaurants.is_empty() || self.restaurants.iter().any(is);
        self.from.is_none_or(|from| from <= date)
            && self.to.is_none_or(|to| date <= to)
            && restaurant()
    }
}

/// What was counted so far.
#[derive(Debug)]
pub struct Tally {
    filter: Filter,
    table: usize,
    pub(super) rows: u64,
    pub(super) left_out: u64,
    pub(super) restaurants: Restaurants,
    pub(super) dishes: Dishes,
    pub(super) meals: Meals,
    pub(super) by_restaurant: Vec<Count>,
    pub(super) by_course: BTreeMap<Course, Count>,
    pub(super) by_month: BTreeMap<(i32, u32), Count>,
    pub(super) by_weekday: [Count; 7],
    /// Of each partition, of each class.
    pub(super) by_class: Vec<Vec<Count>>,
    pub(super) other_labels: BTreeMap<String, u64>,
    /// Restaurants of rows that the filter left out.
    others: BTreeSet<String>,
}

impl Tally {
    /// Nothing yet.
    pub fn new(filter: Filter) -> Self {
        let classes = partitions()
            .iter()
            .map(|p| vec![Count::default(); p.classes().count()]);
        Self {
            filter,
            table: 0,
            rows: 0,
            left_out: 0,
            restaurants: Restaurants::default(),
            dishes: Dishes::default(),
            meals: Meals::default(),
            by_restaurant: Vec::new(),
            by_course: BTreeMap::new(),
            by_month: BTreeMap::new(),
            by_weekday: Default::default(),
            by_class: classes.collect(),
            other_labels: BTreeMap::new(),
            others: BTreeSet::new(),
        }
    }

    /// Restaurants that the filter names and no row is of.
    pub fn unknown_restaurants(&self) -> Vec<String> {
        let wanted = self.filter.restaurants.iter();
        let unknown = wanted.filter(|name| !self.restaurants.have(name));
        unknown.cloned().collect()
    }

    /// The restaurants of all rows, those that the filter left out too.
    pub fn known_restaurants(&self) -> Vec<String> {
        let counted = self.restaurants.names();
        let all: BTreeSet<String> = counted.into_iter().chain(self.others.clone()).collect();
        all.into_iter().collect()
    }

    /// What follows is in another table: a meal that is in two is noted.
    pub fn next_table(&mut self) {
        self.table += 1;
    }

    /// Counts a dish.
    pub fn add(&mut self, plat: &Plat) {
        let plat = &Plat {
            menu_coll_nom: cut(plat.menu_coll_nom, LONGEST),
            menu_restaurant_nom: cut(plat.menu_restaurant_nom, LONGEST),
            menu_restaurant_id: cut(plat.menu_restaurant_id, LONGEST),
            menu_plat_nom: cut(plat.menu_plat_nom, LONGEST),
            menu_plat_label: cut(plat.menu_plat_label, LONGEST),
            ..*plat
        };
        if !self.filter.takes(plat) {
            self.left_out += 1;
            if !self.others.contains(plat.menu_restaurant_nom) {
                self.others.insert(plat.menu_restaurant_nom.to_owned());
            }
            return;
        }
        self.rows += 1;
        let marks = Marks::of(plat, |label| {
            *self.other_labels.entry(label.to_owned()).or_default() += 1;
        });
        let restaurant = self.restaurants.of(plat);
        let dish = self
            .dishes
            .serve(plat.menu_plat_nom, marks.has(Mark::ORGANIC));
        self.dishes.note(dish, restaurant, plat.menu_date);
        let Some(facts) = self.dishes.facts(dish) else {
            return;
        };
        let key = (restaurant, plat.menu_date, plat.menu_repas_type);
        self.meals
            .serve(key, self.table, plat, marks, (dish, facts));
        if is_snack(plat.menu_repas_type) {
            return;
        }
        let course = plat.menu_plat_type;
        for ((entry, classes), class) in partitions()
            .iter()
            .zip(&mut self.by_class)
            .zip(&facts.classes)
        {
            if let Some(count) = classes
                .get_mut(*class)
                .filter(|_| entry.course == Some(course))
            {
                count.add(marks);
            }
        }
        self.by_course.entry(course).or_default().add(marks);
        if self.by_restaurant.len() <= restaurant {
            self.by_restaurant.resize(restaurant + 1, Count::default());
        }
        self.count_by_day(plat.menu_date, restaurant, marks);
    }

    fn count_by_day(&mut self, date: NaiveDate, restaurant: usize, marks: Marks) {
        let month = (date.year(), date.month());
        self.by_month.entry(month).or_default().add(marks);
        let weekday = place(date.weekday());
        for count in [
            self.by_weekday.get_mut(weekday),
            self.by_restaurant.get_mut(restaurant),
        ]
        .into_iter()
        .flatten()
        {
            count.add(marks);
        }
    }
}

/// Monday is 0.
pub(super) fn place(weekday: Weekday) -> usize {
    weekday.num_days_from_monday() as usize
}
