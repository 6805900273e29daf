//! `headings.toml`, loaded once: how menus write the headings over their dishes.

use super::heading::{CourseHeading, DietHeading};
use crate::fold::spaced;
use crate::labels::Regime;
use crate::menu::lexicon::families_of;
use crate::menu::misspelt::NearMisses;
use crate::menu::model::{Course, MealKind};
use crate::menu::words::Text;
use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// Bytes: no heading is longer.
pub(super) const LONGEST_HEADING: usize = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingFile {
    course_heading: Vec<CourseEntry>,
    meal_heading: Vec<MealEntry>,
    diet_heading: Vec<DietEntry>,
    heading_joins: Vec<String>,
    heading_adds: Vec<String>,
    amount_units: Vec<String>,
    qualifiers: Vec<String>,
    qualifier_joins: Vec<String>,
}

#[derive(Deserialize, Clone)]
struct CourseEntry {
    courses: Vec<Course>,
    #[serde(default)]
    exclusive: bool,
    #[serde(default)]
    or_dish: bool,
    written: Vec<String>,
    /// Words of another language, which are read letter for letter.
    #[serde(default)]
    foreign: Vec<String>,
}

#[derive(Deserialize)]
struct MealEntry {
    kind: MealKind,
    written: Vec<String>,
}

#[derive(Deserialize)]
struct DietEntry {
    regimes: Vec<Regime>,
    written: Vec<String>,
}

pub(super) struct Headings {
    courses: Vec<CourseEntry>,
    terms: HashMap<String, usize>,
    /// The terms that may have a fault.
    near: NearMisses,
    meals: HashMap<String, MealKind>,
    /// The words that names of meals begin with: most lines begin otherwise.
    meal_firsts: HashSet<String>,
    qualifiers: HashSet<String>,
    qualifier_joins: HashSet<String>,
    amount_units: HashSet<String>,
    diets: HashMap<String, Vec<Regime>>,
    joins: HashSet<String>,
    adds: HashSet<String>,
}

impl Headings {
    fn new(file: HeadingFile) -> Self {
        let mut terms = HashMap::default();
        for (index, entry) in file.course_heading.iter().enumerate() {
            for term in entry
                .written
                .iter()
                .chain(&entry.foreign)
                .map(|w| spaced(w))
            {
                terms.insert(term.replace(' ', ""), index);
                terms.insert(term, index);
            }
        }
        let entries = file.course_heading.iter().enumerate();
        let written = entries.flat_map(|(at, e)| e.written.iter().map(move |w| (spaced(w), at)));
        let near = written.collect();
        let each = |words: &[String]| words.iter().map(|w| spaced(w)).collect();
        let meals: HashMap<String, MealKind> = file
            .meal_heading
            .iter()
            .flat_map(|m| apart_or_not(&m.written, m.kind))
            .collect();
        let first = |meal: &String| meal.split(' ').next().map(str::to_owned);
        Self {
            meal_firsts: meals.keys().filter_map(first).collect(),
            qualifiers: each(&file.qualifiers),
            qualifier_joins: each(&file.qualifier_joins),
            amount_units: each(&file.amount_units),
            terms,
            near,
            courses: file.course_heading,
            meals,
            diets: file
                .diet_heading
                .iter()
                .flat_map(|d| apart_or_not(&d.written, d.regimes.clone()))
                .collect(),
            joins: each(&file.heading_joins),
            adds: each(&file.heading_adds),
        }
    }

    pub(super) fn meal(&self, text: &Text) -> Option<MealKind> {
        let apart = || self.meals.get(text.apart.as_ref()?);
        let whole = self.meals.get(&text.folded).or_else(apart).copied();
        whole.or_else(|| self.qualified_meal(text))
    }

    /// "Dîner des internes", "SOIR (18h45)": a meal, and for whom or when it is; "Goûter (pain, lait)" names dishes.
    fn qualified_meal(&self, text: &Text) -> Option<MealKind> {
        let first = text.folded.split(' ').next()?;
        let may_be = text.folded.len() <= LONGEST_HEADING && self.meal_firsts.contains(first);
        let meal = |head: &str| self.meals.get(head).copied();
        may_be.then(|| self.for_whom(&text.folded, meal))?
    }

    /// "diner des internes": what is for someone, or when, and for whom.
    fn for_whom<T>(&self, folded: &str, means: impl Fn(&str) -> Option<T>) -> Option<T> {
        let qualifier = |w: &str| self.qualifiers.contains(w) || is_an_hour(w);
        let join = |w: &str| self.qualifier_joins.contains(w);
        let last = folded.rsplit(' ').next();
        if !last.is_some_and(|w| qualifier(w) || join(w)) {
            return None;
        }
        let ends = folded.match_indices(' ').map(|(at, _)| at);
        let cuts = ends.filter_map(|at| Some((folded.get(..at)?, folded.get(at + 1..)?)));
        cuts.rev().find_map(|(head, rest)| {
            let mut words = rest.split(' ');
            let said = words.clone().any(qualifier) && words.all(|w| qualifier(w) || join(w));
            said.then(|| means(head))?
        })
    }

    pub(super) fn diet(&self, text: &Text) -> Option<DietHeading> {
        let apart = || self.diets.get(text.apart.as_ref()?);
        let regimes = self.diets.get(&text.folded).or_else(apart)?.clone();
        Some(DietHeading { regimes })
    }

    pub(super) fn course_or_diet(&self, text: &Text) -> Option<CourseHeading> {
        if text.folded.is_empty() || text.folded.len() > LONGEST_HEADING {
            return None;
        }
        let bare = self.without_amount(&text.folded).map(Text::new);
        let text = bare.as_ref().unwrap_or(text);
        self.course(text)
            .or_else(|| self.for_whom(&text.folded, |head| self.sole_course(head)))
            .or_else(|| {
                let (rest, regime) = self.without_diet(&text.folded)?;
                self.course(&Text::new(rest)).map(|heading| CourseHeading {
                    regime: Some(regime),
                    or_dish: false,
                    ..heading
                })
            })
    }

    /// A course that is no dish: "Fruit des adultes" may be one.
    fn sole_course(&self, folded: &str) -> Option<CourseHeading> {
        let heading = self.course(&Text::new(folded));
        heading.filter(|heading| !heading.or_dish)
    }

    /// "plat du jour 3 00 eur" → "plat du jour": a heading without its price, its number, what it weighs or feeds.
    fn without_amount<'t>(&self, folded: &'t str) -> Option<&'t str> {
        let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
        let mut left = folded;
        let mut numbered = false;
        while let Some((head, last)) = left.rsplit_once(' ') {
            if !number(last) && !self.amount_units.contains(last) {
                break;
            }
            numbered |= number(last);
            left = head;
        }
        numbered.then_some(left)
    }

    fn course(&self, text: &Text) -> Option<CourseHeading> {
        let entries = self
            .term(&text.folded)
            .map(|e| vec![e])
            .or_else(|| self.term(text.apart.as_ref()?).map(|e| vec![e]))
            .or_else(|| self.parts(text))?;
        let mut courses: Vec<Course> = Vec::new();
        for &course in entries.iter().flat_map(|e| &e.courses) {
            if !courses.contains(&course) {
                courses.push(course);
            }
        }
        Some(CourseHeading {
            exclusive: courses.len() > 1 || entries.iter().all(|e| e.exclusive),
            or_dish: entries.iter().all(|e| e.or_dish),
            regime: None,
            labels: Vec::new(),
            courses,
        })
    }

    /// Several headings in one: "Légumes / féculents", "Fromage ou dessert".
    fn parts(&self, text: &Text) -> Option<Vec<&CourseEntry>> {
        const SIGNS: [char; 9] = ['/', '+', '-', '–', '—', ',', '&', '|', '\n'];
        let joins = |w: &str| self.joins.contains(w) || self.adds.contains(w);
        if !text.printed.contains(SIGNS) && !text.folded.split(' ').any(joins) {
            return None;
        }
        let mut entries = Vec::new();
        for piece in text.printed.split(SIGNS) {
            let folded = spaced(piece);
            for part in folded
                .split(' ')
                .collect::<Vec<_>>()
                .split(|w| self.joins.contains(*w))
            {
                let (head, rest) = part.split_first()?;
                let rest = rest.iter().filter(|w| !self.adds.contains(**w));
                let words: Vec<&str> = std::iter::once(head).chain(rest).copied().collect();
                entries.push(self.term(&words.join(" "))?);
            }
        }
        Some(entries)
    }

    fn term(&self, folded: &str) -> Option<&CourseEntry> {
        let exact = self.terms.get(folded).copied();
        self.courses
            .get(exact.or_else(|| self.with_a_fault(folded))?)
    }

    /// A heading with one fault in its letters; "Comté" over "Dessert" is no "Côté dessert": a food is no fault.
    fn with_a_fault(&self, folded: &str) -> Option<usize> {
        let (known, index) = self.near.known(folded)?;
        let mut changed = folded
            .split(' ')
            .filter(|w| known.split(' ').all(|k| k != *w));
        changed.all(|w| families_of(w).is_empty()).then_some(index)
    }

    /// "plat sans viande" → "plat", sans viande.
    fn without_diet<'t>(&self, folded: &'t str) -> Option<(&'t str, Regime)> {
        folded.match_indices(' ').find_map(|(at, _)| {
            let regime = self.diets.get(folded.get(at + 1..)?)?.first()?;
            Some((folded.get(..at)?, *regime))
        })
    }
}

/// "18h", "18h45".
fn is_an_hour(word: &str) -> bool {
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let parts = word.split_once('h');
    parts.is_some_and(|(hour, minutes)| !hour.is_empty() && digits(hour) && digits(minutes))
}

/// Each phrase, and as it reads once letters set apart are put together.
fn apart_or_not<T: Clone>(written: &[String], meaning: T) -> impl Iterator<Item = (String, T)> {
    let folded = written.iter().map(|w| spaced(w));
    folded
        .flat_map(|w| [w.replace(' ', ""), w])
        .map(move |w| (w, meaning.clone()))
}

pub(super) static HEADINGS: LazyLock<Headings> = LazyLock::new(|| Headings::new(read()));

pub(in crate::menu) fn load() {
    LazyLock::force(&HEADINGS);
}

fn read() -> HeadingFile {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/headings.json")))
        .unwrap_or_else(|error| panic!("headings.toml: {error}"))
}
