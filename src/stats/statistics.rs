//! The figures, as they leave the tally.

use super::count::{Count, Mark};
use super::definitions::partitions;
use super::dishes::Dish;
use super::meals::Meal;
use super::served::{Day, Lunches, Served};
use super::share::Share;
use super::tally::{Tally, place};
use crate::fold::folded;
use crate::menu::Course;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Everything that is known of the rows.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// The first and the last day; none where there are no rows.
    pub period: Option<Period>,
    /// The public bodies that the rows name.
    pub bodies: Vec<String>,
    /// What was read.
    pub read: Read,
    /// The figures that are defined, in the order in which they are shown.
    pub figures: Vec<Figure>,
    /// What the dishes of each course, and the snacks, are made of.
    pub partitions: Vec<Partition>,
    /// Marks that a dish bears; organic, local and quality always.
    pub marks: Vec<Mark>,
    /// The whole, and by course, restaurant, month and weekday.
    pub groups: Groups,
    /// Each date with a meal that is no snack: its dishes.
    pub calendar: Vec<(NaiveDate, Share)>,
    /// Days on which a restaurant serves no organic dish.
    pub days_without_organic: Vec<(NaiveDate, String)>,
    /// Weeks in which a restaurant serves no lunch that is known to be vegetarian.
    pub weeks_without_vegetarian: Vec<Week>,
    /// The different dishes, snacks included, the most frequent first.
    pub dishes: Vec<DishFigures>,
    /// Free labels of the rows that are not counted as marks, and on how many rows.
    pub other_labels: BTreeMap<String, u64>,
}

/// From a first day to a last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Rows that count.
    pub rows: u64,
    /// Rows that the filter left out.
    pub left_out: u64,
    /// Dishes: rows that are no part of a snack.
    pub dishes: u64,
    /// Meals that are no snack.
    pub meals: u64,
    /// Snacks.
    pub snacks: u64,
    /// Days, each once for each restaurant.
    pub days: u64,
    /// Dates, each once.
    pub dates: u64,
    /// Weeks with a lunch, each once for each restaurant.
    pub weeks: u64,
    /// The restaurants; an empty name is one that the rows do not name.
    pub restaurants: Vec<String>,
    /// Whether some rows name no restaurant.
    pub unnamed: bool,
    /// Meals that are in several of the tables, or twice in one, so that they count several times.
    pub repeated_meals: u64,
}

/// A figure of `definitions.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its stable name.
    pub id: &'static str,
    /// How many of how many.
    pub share: Share,
}

/// A whole and its parts.
#[derive(Debug, Clone)]
pub struct Partition {
    /// Its stable name.
    pub id: &'static str,
    /// The parts, in the order of the definition.
    pub parts: Vec<Part>,
}

/// A part of a partition.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Its stable name.
    pub id: &'static str,
    /// How many of the whole.
    pub share: Share,
    /// How many of the part are organic; of the snacks, which have at least one organic part.
    pub organic: Share,
}

/// The dishes, meals and days of a group, and how many bear each mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common: a course in the schema's words, a restaurant's name, a month (`2022-11`), a weekday
    /// (1, Monday, to 7); empty for the whole.
    pub key: String,
    /// The dishes.
    pub dishes: Count,
    /// The meals of which a dish bears the mark; none of a course.
    pub meals: Option<Count>,
    /// The days on which a dish bears the mark; none of a course.
    pub days: Option<Count>,
}

/// The whole, and its groups.
#[derive(Debug, Clone)]
pub struct Groups {
    /// Everything.
    pub all: Group,
    /// By course, in the order of the schema.
    pub courses: Vec<Group>,
    /// By restaurant, in the order of the alphabet.
    pub restaurants: Vec<Group>,
    /// By month, in order.
    pub months: Vec<Group>,
    /// By weekday, in order.
    pub weekdays: Vec<Group>,
}

/// A week of a restaurant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// The restaurant.
    pub restaurant: String,
    /// How many lunches of it were read.
    pub lunches: u64,
}

/// A dish, and how often it is served.
#[derive(Debug, Clone, PartialEq)]
pub struct DishFigures {
    /// Its usual spelling.
    pub name: String,
    /// How many rows it has.
    pub served: u64,
    /// How many of them are organic.
    pub organic: u64,
    /// Days between two services in one restaurant, on average; none where no restaurant served it twice.
    pub mean_gap: Option<f64>,
    /// Whether the lexicon knows any of its words.
    pub known: bool,
}

impl Statistics {
    /// A figure, by its stable name.
    pub fn figure(&self, id: &str) -> Option<Share> {
        let mut figures = self.figures.iter();
        figures.find(|f| f.id == id).map(|f| f.share)
    }

    /// A part of a partition, by their stable names.
    pub fn part(&self, partition: &str, part: &str) -> Option<&Part> {
        let partition = self.partitions.iter().find(|p| p.id == partition)?;
        partition.parts.iter().find(|p| p.id == part)
    }
}

impl Tally {
    /// The figures of what was counted.
    pub fn statistics(&self) -> Statistics {
        let names = self.restaurants.names();
        let served = Served::of(self.meals.iter());
        let groups = self.groups(&served, &names);
        let weeks = served.weeks();
        let mut statistics = Statistics {
            period: self.period(),
            bodies: self.restaurants.bodies(),
            read: self.read(&served, &groups, weeks.len()),
            figures: Vec::new(),
            partitions: self.partitions(&served),
            marks: marks(&groups.all.dishes),
            groups,
            calendar: served.calendar().into_iter().collect(),
            days_without_organic: days_without_organic(&served, &names),
            weeks_without_vegetarian: weeks_without_vegetarian(&weeks, &names),
            dishes: self.dish_figures(),
            other_labels: self.other_labels.clone(),
        };
        statistics.figures = figures(&statistics, &served);
        statistics
    }

    fn period(&self) -> Option<Period> {
        let dates = || self.meals.iter().map(|meal| meal.date);
        let (from, to) = dates().min().zip(dates().max())?;
        Some(Period { from, to })
    }

    fn read(&self, served: &Served, groups: &Groups, weeks: usize) -> Read {
        let restaurants = groups.restaurants.iter().map(|group| group.key.clone());
        Read {
            rows: self.rows,
            left_out: self.left_out,
            dishes: groups.all.dishes.of(),
            meals: served.meals.len() as u64,
            snacks: served.snacks.len() as u64,
            days: served.days.len() as u64,
            dates: served.calendar().len() as u64,
            weeks: weeks as u64,
            restaurants: restaurants.collect(),
            unnamed: self.restaurants.have(""),
            repeated_meals: self.meals.iter().filter(|m| m.is_repeated()).count() as u64,
        }
    }

    fn groups(&self, served: &Served, names: &[String]) -> Groups {
        let courses = self.by_course.iter().map(|(course, dishes)| Group {
            key: course.as_str().to_owned(),
            dishes: *dishes,
            meals: None,
            days: None,
        });
        let times = served.by(|(_, restaurant)| restaurant);
        let dishes = |at: usize| self.by_restaurant.get(at).copied().unwrap_or_default();
        let named = names.iter().enumerate();
        let mut restaurants: Vec<Group> = named
            .map(|(at, name)| Group::new(name.clone(), dishes(at), times.get(&at)))
            .collect();
        restaurants.sort_by_cached_key(|group| (folded(&group.key), group.key.clone()));
        let times = served.by(|(date, _)| month_of(date));
        let months = self.by_month.iter().map(|(month, dishes)| {
            let key = format!("{:04}-{:02}", month.0, month.1);
            Group::new(key, *dishes, times.get(month))
        });
        let times = served.by(|(date, _)| place(date.weekday()));
        let weekdays = self.by_weekday.iter().enumerate();
        let weekdays = weekdays
            .filter(|(_, dishes)| dishes.of() > 0)
            .map(|(at, dishes)| Group::new((at + 1).to_string(), *dishes, times.get(&at)));
        let all = self.by_course.values();
        let all = all.fold(Count::default(), |sum, count| sum.plus(count));
        Groups {
            all: Group::new(String::new(), all, served.by(|_| ()).get(&())),
            courses: courses.collect(),
            restaurants,
            months: months.collect(),
            weekdays: weekdays.collect(),
        }
    }

    fn partitions(&self, served: &Served) -> Vec<Partition> {
        let entries = partitions().iter().zip(&self.by_class);
        let partition = entries.map(|(entry, counts)| {
            let counts = match entry.course {
                Some(_) => counts.clone(),
                None => served.snack_classes(entry.classes()),
            };
            let of: u64 = counts.iter().map(Count::of).sum();
            let parts = entry.classes().zip(&counts).map(|(id, count)| Part {
                id,
                share: Share::new(count.of(), of),
                organic: count.share(Mark::ORGANIC),
            });
            Partition {
                id: &entry.id,
                parts: parts.collect(),
            }
        });
        partition.collect()
    }

    fn dish_figures(&self) -> Vec<DishFigures> {
        let figures = |(dish, name, mean_gap): (&Dish, &str, Option<f64>)| DishFigures {
            name: name.to_owned(),
            served: dish.served,
            organic: dish.organic,
            mean_gap,
            known: dish.facts.known,
        };
        let mut dishes: Vec<DishFigures> = self.dishes.all().map(figures).collect();
        dishes.sort_by(|a, b| b.served.cmp(&a.served).then_with(|| a.name.cmp(&b.name)));
        dishes
    }
}

impl Group {
    fn new(key: String, dishes: Count, times: Option<&(Count, Count)>) -> Self {
        let (meals, days) = times.copied().unwrap_or_default();
        Self {
            key,
            dishes,
            meals: Some(meals),
            days: Some(days),
        }
    }
}

fn month_of(date: NaiveDate) -> (i32, u32) {
    (date.year(), date.month())
}

/// Organic, local, quality, and what else a dish bears.
fn marks(dishes: &Count) -> Vec<Mark> {
    let always = [Mark::ORGANIC, Mark::LOCAL, Mark::Quality];
    let mut marks = Mark::all();
    marks.retain(|mark| always.contains(mark) || dishes.share(*mark).value > 0);
    marks
}

fn name_at(names: &[String], restaurant: usize) -> String {
    names.get(restaurant).cloned().unwrap_or_default()
}

fn days_without_organic(served: &Served, names: &[String]) -> Vec<(NaiveDate, String)> {
    let days = served.days.iter();
    let without = days.filter(|(_, marks)| !marks.has(Mark::ORGANIC));
    let mut days: Vec<_> = without
        .map(|(&(date, restaurant), _)| (date, name_at(names, restaurant)))
        .collect();
    days.sort();
    days
}

fn weeks_without_vegetarian(weeks: &BTreeMap<Day, Lunches>, names: &[String]) -> Vec<Week> {
    let without = weeks.iter().filter(|(_, lunches)| lunches.vegetarian == 0);
    let mut weeks: Vec<Week> = without
        .map(|(&(monday, restaurant), lunches)| Week {
            monday,
            restaurant: name_at(names, restaurant),
            lunches: lunches.all,
        })
        .collect();
    weeks.sort();
    weeks
}

/// The figures that are defined.
fn figures(statistics: &Statistics, served: &Served) -> Vec<Figure> {
    let Groups { all, courses, .. } = &statistics.groups;
    let organic_of = |course: Course| {
        let group = courses.iter().find(|group| group.key == course.as_str());
        group.map_or(Share::default(), |g| g.dishes.share(Mark::ORGANIC))
    };
    let part = |partition, part| statistics.part(partition, part);
    let organic_part =
        |partition, class| part(partition, class).map_or(Share::default(), |p| p.organic);
    let share_of = |partition, class| part(partition, class).map_or(Share::default(), |p| p.share);
    let days = all.days.unwrap_or_default().share(Mark::ORGANIC);
    let meals = served.meals.iter();
    let fully_organic = meals.filter(|meal| meal.all.has(Mark::ORGANIC)).count();
    let weeks_without = statistics.weeks_without_vegetarian.len() as u64;
    let snacks = |is: fn(&&&Meal) -> bool| {
        let those = served.snacks.iter().filter(is).count() as u64;
        Share::new(those, statistics.read.snacks)
    };
    let figure = |(id, share)| Figure { id, share };
    [
        ("organic_dishes", all.dishes.share(Mark::ORGANIC)),
        ("local_dishes", all.dishes.share(Mark::LOCAL)),
        ("quality_dishes", all.dishes.share(Mark::Quality)),
        ("organic_starters", organic_of(Course::Entree)),
        ("organic_mains", organic_of(Course::PlatPrincipal)),
        ("organic_sides", organic_of(Course::Garniture)),
        ("organic_vegetables", organic_part("sides", "vegetables")),
        ("organic_starches", organic_part("sides", "starches")),
        ("organic_dairy", organic_of(Course::ProduitLaitier)),
        ("organic_cheeses", organic_part("dairy", "cheeses")),
        ("organic_yoghurts", organic_part("dairy", "yoghurts")),
        ("organic_desserts", organic_of(Course::Dessert)),
        ("fruit_desserts", share_of("desserts", "fruit")),
        ("organic_days", days),
        (
            "days_without_organic",
            Share::new(days.of - days.value, days.of),
        ),
        (
            "fully_organic_meals",
            Share::new(fully_organic as u64, statistics.read.meals),
        ),
        (
            "weeks_without_vegetarian",
            Share::new(weeks_without, statistics.read.weeks),
        ),
        ("dairy_snacks", snacks(|meal| meal.dairy)),
        ("fruit_snacks", snacks(|meal| meal.fruit)),
        ("other_snacks", snacks(|meal| !meal.dairy && !meal.fruit)),
    ]
    .map(figure)
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::definitions::defined;
    use crate::stats::tally::Filter;

    #[test]
    fn each_figure_is_defined_and_each_definition_is_counted() {
        let figures = Tally::new(Filter::default()).statistics().figures;
        let mut counted: Vec<&str> = figures.iter().map(|figure| figure.id).collect();
        counted.sort_unstable();
        assert_eq!(counted, defined().collect::<Vec<_>>());
    }
}
