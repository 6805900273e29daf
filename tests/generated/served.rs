//! Chance → a menu as it is served: the truth, without a word of how it is printed.

use super::chance::Chance;
use ardoise::menu::{Course, MealKind};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a mark may say of a dish, in the words of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Label {
    #[serde(rename = "agriculture biologique")]
    Organic,
    #[serde(rename = "local")]
    Local,
    #[serde(rename = "AOP")]
    Aop,
    #[serde(rename = "label rouge")]
    Rouge,
    #[serde(rename = "pêche durable")]
    Fishing,
    #[serde(rename = "viande française")]
    FrenchMeat,
}

impl Label {
    /// The schema's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Organic => "agriculture biologique",
            Self::Local => "local",
            Self::Aop => "appellation d'origine protégée",
            Self::Rouge => "label rouge",
            Self::Fishing => "pêche durable",
            Self::FrenchMeat => "viande française",
        }
    }

    /// Whether it is an official sign of quality and origin.
    pub fn is_siqo(self) -> bool {
        matches!(self, Self::Organic | Self::Aop | Self::Rouge)
    }
}

/// What is served in one place over one or more weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Served {
    pub weeks: Vec<Week>,
}

/// Days of one week, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Week {
    pub days: Vec<Day>,
}

/// A day: meals, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Day {
    pub date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// What its dishes have in common ("Repas de Noël"), which is no dish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// What its heading says of the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    #[serde(default)]
    pub meals: Vec<Meal>,
}

/// What may be said of all that a day offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whole {
    Organic,
    Vegetarian,
}

/// Dishes served together, in the order of their courses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meal {
    pub kind: MealKind,
    pub dishes: Vec<Dish>,
}

/// What a guest can be served as one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dish {
    pub name: String,
    pub course: Course,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<Label>,
    /// On how many of the week's days it is served, from this one on; printed once.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub days: usize,
}

fn one() -> usize {
    1
}

fn is_one(days: &usize) -> bool {
    *days == 1
}

/// Where a dish stands in a menu: week, day, meal, dish.
pub type DishAt = (usize, usize, usize, usize);
/// Where a day stands in a menu: week, day.
pub type DayAt = (usize, usize);

/// The order in which courses are served.
pub const COURSES: [Course; 6] = [
    Course::Entree,
    Course::PlatPrincipal,
    Course::Garniture,
    Course::ProduitLaitier,
    Course::Dessert,
    Course::Pain,
];

#[derive(Deserialize)]
struct Family {
    course: Course,
    #[serde(default)]
    may: Vec<Label>,
    #[serde(default)]
    meat: bool,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Larder {
    family: Vec<Family>,
}

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let larder: Larder = toml::from_str(include_str!("dishes.toml")).unwrap();
    larder.family
});

const CLOSED: [&str; 8] = [
    "Férié",
    "FERIE",
    "Jour férié",
    "Pas d'école",
    "Vacances scolaires",
    "Pont de l'Ascension",
    "Restaurant fermé",
    "Fermé",
];

const THEMES: [&str; 8] = [
    "Repas de Noël",
    "Menu d'automne",
    "Cuisine du monde",
    "Repas à thème",
    "Semaine du goût",
    "Menu des enfants",
    "Saveurs d'Italie",
    "Repas anglais",
];

/// What all days of a menu have in common.
struct Plan {
    courses: Vec<Course>,
    meals: Vec<MealKind>,
    labels: Vec<Label>,
    /// In 100 dishes.
    labelled: u64,
    /// Dishes that a course offers, to choose from.
    choices: usize,
}

impl Served {
    pub fn by(chance: &mut Chance) -> Self {
        let plan = Plan::by(chance);
        let (monday, week) = (monday(chance), weekdays(chance));
        let weeks = [1, 1, 1, 1, 2, 2, 3, 4, 5][chance.below(9)];
        let week_of = |number: u64, chance: &mut Chance| {
            let monday = monday + Days::new(7 * number);
            let dates = week.iter().map(|day| monday + Days::new(*day));
            plan.week(dates.collect(), chance)
        };
        let weeks = (0..weeks).map(|number| week_of(number, chance)).collect();
        let mut served = Self { weeks };
        served.settle();
        served
    }

    /// Makes it a menu that can be: a week without a dish is none, a dish is served on days that are there.
    pub fn settle(&mut self) {
        for week in &mut self.weeks {
            week.settle();
        }
        self.weeks.retain(|week| !week.is_empty());
    }

    pub fn days(&self) -> impl Iterator<Item = (DayAt, &Day)> {
        let weeks = self.weeks.iter().enumerate();
        weeks.flat_map(|(w, week)| {
            week.days
                .iter()
                .enumerate()
                .map(move |(d, day)| ((w, d), day))
        })
    }

    pub fn dishes(&self) -> impl Iterator<Item = (DishAt, &Dish)> {
        self.days().flat_map(|((w, d), day)| {
            let meals = day.meals.iter().enumerate();
            meals.flat_map(move |(m, meal)| {
                let dishes = meal.dishes.iter().enumerate();
                dishes.map(move |(i, dish)| ((w, d, m, i), dish))
            })
        })
    }

    pub fn labels(&self) -> BTreeSet<Label> {
        self.dishes()
            .flat_map(|(_, dish)| dish.labels.clone())
            .collect()
    }

    pub fn first(&self) -> NaiveDate {
        self.days()
            .map(|(_, day)| day.date)
            .min()
            .unwrap_or_default()
    }

    pub fn last(&self) -> NaiveDate {
        self.days()
            .map(|(_, day)| day.date)
            .max()
            .unwrap_or_default()
    }

    /// The courses that any lunch or dinner has, in order.
    pub fn courses(&self) -> Vec<Course> {
        let of_meals = self.days().flat_map(|(_, day)| &day.meals);
        let dishes = of_meals
            .filter(|m| has_courses(m.kind))
            .flat_map(|m| &m.dishes);
        let found: Vec<Course> = dishes.map(|dish| dish.course).collect();
        COURSES.into_iter().filter(|c| found.contains(c)).collect()
    }

    /// The meals that any day has, in order of the day.
    pub fn meals(&self) -> Vec<MealKind> {
        let found: BTreeSet<MealKind> = self
            .days()
            .flat_map(|(_, day)| day.meals.iter().map(|meal| meal.kind))
            .collect();
        let order = [
            MealKind::Dejeuner,
            MealKind::PiqueNique,
            MealKind::Gouter,
            MealKind::Diner,
        ];
        order
            .into_iter()
            .filter(|kind| found.contains(kind))
            .collect()
    }
}

/// Whether the meal is eaten course by course.
pub fn has_courses(kind: MealKind) -> bool {
    matches!(kind, MealKind::Dejeuner | MealKind::Diner)
}

impl Week {
    fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.meals.is_empty())
    }

    fn settle(&mut self) {
        for day in &mut self.days {
            day.meals.retain(|meal| !meal.dishes.is_empty());
        }
        self.days
            .retain(|day| day.closed.is_some() || !day.meals.is_empty());
        let count = self.days.len();
        for (at, day) in self.days.iter_mut().enumerate() {
            let dishes = day.meals.iter_mut().flat_map(|meal| &mut meal.dishes);
            for dish in dishes {
                dish.days = dish.days.clamp(1, count - at);
            }
        }
        for at in 0..count {
            let free = (1..count - at)
                .take_while(|next| self.may_follow(at, at + next))
                .count();
            for dish in self.days[at]
                .meals
                .iter_mut()
                .flat_map(|meal| &mut meal.dishes)
            {
                dish.days = dish.days.min(1 + free);
            }
        }
    }

    /// Takes from the days after a dish that is served on them too what they had in its place.
    fn make_room(&mut self) {
        for at in 0..self.days.len() {
            let dishes = self.days[at].meals.iter().flat_map(|meal| &meal.dishes);
            let shared: Vec<(Course, usize)> = dishes
                .filter(|d| d.days > 1)
                .map(|d| (d.course, d.days))
                .collect();
            for (course, days) in shared {
                let after = self.days.iter_mut().skip(at + 1).take(days - 1);
                let lunches = after
                    .flat_map(|day| &mut day.meals)
                    .filter(|m| m.kind == MealKind::Dejeuner);
                lunches.for_each(|lunch| lunch.dishes.retain(|dish| dish.course != course));
            }
        }
    }

    /// A dish goes on over the next day only where that day lies next, and has no dish of its own in that place.
    fn may_follow(&self, at: usize, next: usize) -> bool {
        let shared = self.days[at].meals.iter().flat_map(|meal| &meal.dishes);
        let courses: Vec<Course> = shared.filter(|d| d.days > 1).map(|d| d.course).collect();
        let day = &self.days[next];
        let lunch = day
            .meals
            .first()
            .filter(|meal| meal.kind == MealKind::Dejeuner);
        let taken = |lunch: &Meal| lunch.dishes.iter().any(|d| courses.contains(&d.course));
        self.days[at].whole.is_none()
            && day.closed.is_none()
            && day.whole.is_none()
            && lunch.is_some_and(|lunch| !taken(lunch))
    }
}

impl Plan {
    fn by(chance: &mut Chance) -> Self {
        let courses: &[Course] = match chance.below(8) {
            0 => &COURSES[1..5],
            1 => &COURSES[..4],
            2 => &COURSES[1..3],
            3 if chance.one_in(2) => &COURSES,
            _ => &COURSES[..5],
        };
        let meals = match chance.below(10) {
            0 | 1 => vec![MealKind::Dejeuner, MealKind::Gouter],
            2 => vec![MealKind::Dejeuner, MealKind::Diner],
            _ => vec![MealKind::Dejeuner],
        };
        let all = [
            Label::Organic,
            Label::Local,
            Label::Aop,
            Label::Rouge,
            Label::Fishing,
            Label::FrenchMeat,
        ];
        let often = [80, 45, 30, 25, 25, 15];
        let labels = all
            .into_iter()
            .zip(often)
            .filter(|(_, often)| chance.percent(*often));
        Self {
            courses: courses.to_vec(),
            meals,
            labels: labels.map(|(label, _)| label).collect(),
            labelled: [10, 20, 35][chance.below(3)],
            choices: if chance.one_in(16) {
                2 + chance.below(2)
            } else {
                1
            },
        }
    }

    fn week(&self, dates: Vec<NaiveDate>, chance: &mut Chance) -> Week {
        let mut used = BTreeSet::new();
        let left = dates.len();
        let day = |(at, date)| self.day(date, left - at, &mut used, chance);
        let mut week = Week {
            days: dates.into_iter().enumerate().map(day).collect(),
        };
        week.make_room();
        week
    }

    fn day(
        &self,
        date: NaiveDate,
        left: usize,
        used: &mut BTreeSet<String>,
        chance: &mut Chance,
    ) -> Day {
        let mut day = Day {
            date,
            closed: None,
            theme: None,
            whole: None,
            meals: Vec::new(),
        };
        if chance.one_in(22) {
            day.closed = Some(chance.pick(&CLOSED).to_string());
            return day;
        }
        day.theme = chance.one_in(30).then(|| chance.pick(&THEMES).to_string());
        // What is said of a day is said of its lunch where that is all there is.
        if self.meals.len() == 1 && day.theme.is_none() && chance.one_in(25) {
            day.whole = Some(*chance.pick(&[Whole::Organic, Whole::Vegetarian, Whole::Vegetarian]));
        }
        let picnic = day.whole.is_none() && chance.one_in(150);
        let meatless = day.whole == Some(Whole::Vegetarian);
        let meals = self.meals.iter().map(|kind| match kind {
            MealKind::Dejeuner if picnic => picnic_alone(),
            _ => self.meal(*kind, (left, meatless), used, chance),
        });
        day.meals = meals.collect();
        if day.whole == Some(Whole::Organic) {
            let dishes = day.meals.iter_mut().flat_map(|meal| &mut meal.dishes);
            dishes.for_each(|dish| {
                dish.labels.remove(&Label::Organic);
            });
        }
        day
    }

    fn meal(
        &self,
        kind: MealKind,
        (left, meatless): (usize, bool),
        used: &mut BTreeSet<String>,
        chance: &mut Chance,
    ) -> Meal {
        let courses: Vec<Course> = match has_courses(kind) {
            true => self.courses.clone(),
            false => vec![Course::Autre; 1 + chance.below(3)],
        };
        let mut dishes = Vec::new();
        for course in courses {
            let often_left_out = course == Course::Garniture && chance.one_in(6);
            if often_left_out || (chance.one_in(25) && course != Course::PlatPrincipal) {
                continue;
            }
            let choices = match has_courses(kind) && course != Course::Pain {
                true => self.choices.max(1 + usize::from(chance.one_in(14))),
                false => 1,
            };
            for _ in 0..choices {
                dishes.push(self.dish(course, meatless, used, chance));
            }
            let alone = choices == 1 && kind == MealKind::Dejeuner && !meatless;
            if let Some(dish) = dishes.last_mut().filter(|_| alone && chance.one_in(60)) {
                dish.days = (2 + chance.below(2)).min(left);
            }
        }
        Meal { kind, dishes }
    }

    /// No name twice in a week, so that each row is told from all others.
    fn dish(
        &self,
        course: Course,
        meatless: bool,
        used: &mut BTreeSet<String>,
        chance: &mut Chance,
    ) -> Dish {
        let fits = |family: &&Family| family.course == course && !(meatless && family.meat);
        let families: Vec<&Family> = FAMILIES.iter().filter(fits).collect();
        let mut family = *chance.pick(&families);
        let mut name = chance.pick(&family.names);
        for _ in 0..40 {
            if used.insert(name.clone()) {
                break;
            }
            family = *chance.pick(&families);
            name = chance.pick(&family.names);
        }
        let general = [Label::Organic, Label::Local];
        let fits = |label: &Label| general.contains(label) || family.may.contains(label);
        let of_page: Vec<Label> = self.labels.iter().copied().filter(fits).collect();
        let bears = of_page.into_iter().filter(|label| {
            let often = if general.contains(label) {
                self.labelled
            } else {
                45
            };
            chance.percent(often)
        });
        Dish {
            name: name.clone(),
            course,
            labels: bears.collect(),
            days: 1,
        }
    }
}

fn picnic_alone() -> Meal {
    let dish = Dish {
        name: "Pique-nique".into(),
        course: Course::Autre,
        labels: BTreeSet::new(),
        days: 1,
    };
    Meal {
        kind: MealKind::PiqueNique,
        dishes: vec![dish],
    }
}

/// A Monday from 2016 to 2030.
fn monday(chance: &mut Chance) -> NaiveDate {
    let start = NaiveDate::from_ymd_opt(2016, 1, 4).unwrap();
    let day = start + Days::new(7 * chance.below(52 * 15) as u64);
    assert_eq!(day.weekday(), Weekday::Mon);
    day
}

/// The days of the week on which meals are served, from Monday.
fn weekdays(chance: &mut Chance) -> Vec<u64> {
    match chance.below(10) {
        0..=3 => vec![0, 1, 3, 4],
        4 => vec![0, 1, 2, 3, 4, 5, 6],
        5 => vec![1, 2, 3, 4],
        _ => vec![0, 1, 2, 3, 4],
    }
}
