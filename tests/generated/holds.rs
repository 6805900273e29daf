//! A menu, its pages and what was read of them → what is wrong with the reading, and whether the reading told it there.

use super::cells::tells;
use super::design::Design;
use super::scene::{Part, Scene};
use super::served::{DayAt, Dish, Label, Served, Whole};
use super::setting::regions;
use ardoise::diagnostic::{Diagnostic, Place, Severity};
use ardoise::extract::{Extracted, Extraction};
use ardoise::geometry::Rect;
use ardoise::menu::{Course, MealKind};
use ardoise::scdl::PlatRegime;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What may be wrong with a row, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// The dish is on no row.
    Missing,
    /// Its row has another date.
    Date,
    /// Its name is cut, joined with another's, or has words that are not its own.
    Name,
    /// A row that is no dish of the menu.
    Invented,
    Meal,
    Course,
    OrganicMissing,
    OrganicInvented,
    LocalMissing,
    LocalInvented,
    VegetarianMissing,
    VegetarianInvented,
}

/// A row that is not as it should be.
#[derive(Debug, Clone)]
pub struct Fault {
    pub wrong: Wrong,
    /// What is wrong, in words.
    pub what: String,
    /// A doubt stands at its place.
    pub told: bool,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = if self.told { "told" } else { "untold" };
        write!(f, "{:?}, {told}: {}", self.wrong, self.what)
    }
}

/// What a reading is worth.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub faults: Vec<Fault>,
    /// Dishes served.
    pub rows: usize,
    /// The reading doubts of something.
    pub warned: bool,
}

impl Verdict {
    pub fn is_exact(&self) -> bool {
        self.faults.is_empty()
    }

    pub fn untold(&self) -> usize {
        self.faults.iter().filter(|fault| !fault.told).count()
    }

    /// The worst of it.
    pub fn chief(&self) -> Option<(Wrong, bool)> {
        self.faults
            .iter()
            .map(|fault| (fault.wrong, fault.told))
            .min()
    }
}

/// Words that are labels, which no name is compared by.
const LABEL_WORDS: &[&str] = &[
    "bio",
    "biologique",
    "ab",
    "aop",
    "aoc",
    "igp",
    "lr",
    "msc",
    "pd",
    "label rouge",
    "peche durable",
    "local",
    "locale",
    "hve",
    "bbc",
];

/// A name without case, accents, punctuation, marks and label words.
pub fn fold(name: &str) -> String {
    let name = name.replace(['œ', 'Œ'], "oe").to_lowercase();
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let marked = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "¹", "²", "³", "⁴"];
    let plain = marked
        .iter()
        .fold(plain, |text, mark| text.replace(mark, " "));
    let words: String = plain
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let spaced = format!(
        " {} ",
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let mut bare = spaced;
    for word in LABEL_WORDS {
        while let Some(at) = bare.find(&format!(" {word} ")) {
            bare.replace_range(at..at + word.len() + 1, "");
        }
    }
    bare.trim().to_owned()
}

/// A row that must be read.
struct Due<'a> {
    date: NaiveDate,
    meal: MealKind,
    key: String,
    /// Where the page tells it.
    course: Option<Course>,
    whole: Option<Whole>,
    dish: &'a Dish,
    day: DayAt,
    places: Vec<(usize, Rect)>,
}

struct Judge<'a> {
    doubts: Vec<(usize, Rect)>,
    regions: BTreeMap<DayAt, Vec<(usize, Rect)>>,
    /// The reading says that it gave up.
    refused: bool,
    dues: Vec<Due<'a>>,
    rows: Vec<(&'a Extracted, String)>,
    faults: Vec<Fault>,
}

/// What is wrong with the reading.
pub fn judge(served: &Served, design: &Design, scene: &Scene, read: &Extraction) -> Verdict {
    let is_doubt = |d: &&Diagnostic| d.severity() >= Severity::Warning;
    let doubts: Vec<&Diagnostic> = read.diagnostics.iter().filter(is_doubt).collect();
    let regions = served
        .days()
        .map(|(day, _)| (day, regions(scene, day)))
        .collect();
    let mut judge = Judge {
        regions,
        refused: read.rows.is_empty() && doubts.iter().any(|d| d.severity() == Severity::Error),
        doubts: doubts.iter().filter_map(|d| place(d)).collect(),
        dues: dues(served, design, scene),
        rows: read
            .rows
            .iter()
            .map(|row| (row, fold(&row.row.menu_plat_nom)))
            .collect(),
        faults: Vec::new(),
    };
    let rows = judge.dues.len();
    judge.pair(
        |due, row, key| {
            due.date == row.row.menu_date && due.key == key && due.meal == row.row.menu_repas_type
        },
        None,
    );
    judge.pair(
        |due, row, key| due.date == row.row.menu_date && due.key == key,
        None,
    );
    judge.pair(|due, _, key| due.key == key, Some(Wrong::Date));
    judge.pair(
        |due, row, key| due.date == row.row.menu_date && is_like(&due.key, key),
        Some(Wrong::Name),
    );
    judge.rest();
    Verdict {
        faults: judge.faults,
        rows,
        warned: !doubts.is_empty(),
    }
}

fn place(doubt: &Diagnostic) -> Option<(usize, Rect)> {
    match &doubt.place {
        Place::Page {
            page,
            rect: Some(rect),
        } => Some((*page as usize - 1, *rect)),
        _ => None,
    }
}

fn is_like(one: &str, other: &str) -> bool {
    let holds = one.contains(other) || other.contains(one);
    (holds && !one.is_empty() && !other.is_empty())
        || strsim::normalized_levenshtein(one, other) > 0.6
}

fn dues<'a>(served: &'a Served, design: &Design, scene: &Scene) -> Vec<Due<'a>> {
    let mut dues = Vec::new();
    for (at, dish) in served.dishes() {
        let (week, day, meal, _) = at;
        let days = &served.weeks[week].days;
        let meal = &days[day].meals[meal];
        let told = match meal.kind {
            MealKind::Gouter | MealKind::PiqueNique => None,
            _ => tells(design, dish.course).then_some(dish.course),
        };
        for over in 0..dish.days {
            dues.push(Due {
                date: days[day + over].date,
                meal: meal.kind,
                key: fold(&dish.name),
                course: told,
                whole: days[day + over].whole,
                dish,
                day: (week, day + over),
                places: spots(scene, Part::Dish(at)),
            });
        }
    }
    dues
}

fn spots(scene: &Scene, part: Part) -> Vec<(usize, Rect)> {
    let leaves = scene.leaves.iter().enumerate();
    let of_leaf = leaves.flat_map(|(number, leaf)| {
        leaf.spots
            .iter()
            .map(move |(own, rect)| (number, *own, *rect))
    });
    of_leaf
        .filter(|(_, own, _)| *own == part)
        .map(|(number, _, rect)| (number, rect))
        .collect()
}

impl<'a> Judge<'a> {
    /// Takes away the rows that are those that were due, and looks what else is wrong with them.
    fn pair(&mut self, is: impl Fn(&Due, &Extracted, &str) -> bool, wrong: Option<Wrong>) {
        let dues = std::mem::take(&mut self.dues);
        for due in dues {
            let Some(at) = self.rows.iter().position(|(row, key)| is(&due, row, key)) else {
                self.dues.push(due);
                continue;
            };
            let (row, _) = self.rows.remove(at);
            match wrong {
                Some(wrong) => self.blame(wrong, &due, Some(row)),
                None => self.compare(&due, row),
            }
        }
    }

    fn compare(&mut self, due: &Due, row: &Extracted) {
        if due.meal != row.row.menu_repas_type {
            self.blame(Wrong::Meal, due, Some(row));
        }
        if due
            .course
            .is_some_and(|course| course != row.row.menu_plat_type)
        {
            self.blame(Wrong::Course, due, Some(row));
        }
        let has = |label| due.dish.labels.contains(&label);
        let labels = row.row.menu_plat_label.split(';');
        let local = labels.map(str::trim).any(|label| label == "local");
        let vegetarian = row.row.menu_plat_regime.contains(&PlatRegime::Vegetarien);
        let organic_day = due.whole == Some(Whole::Organic);
        let vegetarian_day = due.whole == Some(Whole::Vegetarian);
        let marks = [
            (
                has(Label::Organic) || organic_day,
                row.is_organic(),
                [Wrong::OrganicMissing, Wrong::OrganicInvented],
            ),
            (
                has(Label::Local),
                local,
                [Wrong::LocalMissing, Wrong::LocalInvented],
            ),
            (
                vegetarian_day,
                vegetarian,
                [Wrong::VegetarianMissing, Wrong::VegetarianInvented],
            ),
        ];
        for (bears, read, [missing, invented]) in marks {
            match (bears, read) {
                (true, false) => self.blame(missing, due, Some(row)),
                (false, true) => self.blame(invented, due, Some(row)),
                _ => {}
            }
        }
    }
}

impl Judge<'_> {
    fn rest(&mut self) {
        for due in std::mem::take(&mut self.dues) {
            self.blame(Wrong::Missing, &due, None);
        }
        for (row, _) in std::mem::take(&mut self.rows) {
            let rect = row.rect;
            let page = row.page as usize - 1;
            let days = self.regions.values().flatten();
            let around = days
                .filter(|(on, region)| *on == page && region.holds(&rect))
                .copied();
            let mut places: Vec<(usize, Rect)> = around.collect();
            places.push((page, rect));
            let told = self.is_told(&places);
            let what = format!("{} {}", row.row.menu_date, row.row.menu_plat_nom);
            self.faults.push(Fault {
                wrong: Wrong::Invented,
                what,
                told,
            });
        }
    }

    fn blame(&mut self, wrong: Wrong, due: &Due, row: Option<&Extracted>) {
        let mut places = due.places.clone();
        places.extend(self.regions.get(&due.day).into_iter().flatten());
        if let Some(row) = row {
            places.push((row.page as usize - 1, row.rect));
        }
        let told = self.is_told(&places);
        let read = row.map(|r| {
            let row = &r.row;
            let (date, meal, course) = (
                row.menu_date,
                row.menu_repas_type.as_str(),
                row.menu_plat_type.as_str(),
            );
            format!("; read: {date} {meal} {course} “{}”", row.menu_plat_nom)
        });
        let (date, meal, course) = (due.date, due.meal.as_str(), due.dish.course.as_str());
        let what = format!(
            "{date} {meal} {course} “{}”{}",
            due.dish.name,
            read.unwrap_or_default()
        );
        self.faults.push(Fault { wrong, what, told });
    }

    /// Whether a doubt stands in one of the places: its middle, or half of it.
    fn is_told(&self, places: &[(usize, Rect)]) -> bool {
        let stands = |(page, doubt): &(usize, Rect), (on, place): &(usize, Rect)| {
            let place = place.grown(2.0);
            page == on && (place.holds(doubt) || place.overlap(doubt) > 0.5 * doubt.area())
        };
        self.refused
            || self
                .doubts
                .iter()
                .any(|doubt| places.iter().any(|place| stands(doubt, place)))
    }
}
