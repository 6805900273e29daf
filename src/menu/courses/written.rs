//! `headings.toml`, loaded once: how menus write the headings over their dishes.

use super::heading::{CourseHeading, DietHeading};
use super::misspelt::{End, NEAR_MISS_LETTERS, both_ends, one_edit_apart};
use crate::fold::spaced;
use crate::labels::Regime;
use crate::menu::model::{Course, MealKind};
use crate::menu::words::Text;
use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// Bytes: no heading is longer.
pub(super) const LONGEST_HEADING: usize = 60;

#[derive(Deserialize)]
struct HeadingFile {
    course_heading: Vec<CourseEntry>,
    meal_heading: Vec<MealEntry>,
    diet_heading: Vec<DietEntry>,
    heading_joins: Vec<String>,
    heading_adds: Vec<String>,
    meal_qualifiers: Vec<String>,
    meal_qualifier_joins: Vec<String>,
}

#[derive(Deserialize, Clone)]
struct CourseEntry {
    courses: Vec<Course>,
    #[serde(default)]
    exclusive: bool,
    #[serde(default)]
    or_dish: bool,
    written: Vec<String>,
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
    /// In the order of the file: near misses are looked for here.
    long_terms: Vec<(String, usize)>,
    /// The long terms that begin or end so: one fault leaves either end as it was.
    ends: HashMap<End, Vec<usize>>,
    meals: HashMap<String, MealKind>,
    /// The words that names of meals begin with: most lines begin otherwise.
    meal_firsts: HashSet<String>,
    meal_qualifiers: HashSet<String>,
    meal_qualifier_joins: HashSet<String>,
    diets: HashMap<String, Vec<Regime>>,
    joins: HashSet<String>,
    adds: HashSet<String>,
}

impl Headings {
    fn new(file: HeadingFile) -> Self {
        let mut terms = HashMap::default();
        let mut long_terms = Vec::new();
        for (index, entry) in file.course_heading.iter().enumerate() {
            for term in entry.written.iter().map(|w| spaced(w)) {
                if term.len() >= NEAR_MISS_LETTERS {
                    long_terms.push((term.clone(), index));
                }
                terms.insert(term.replace(' ', ""), index);
                terms.insert(term, index);
            }
        }
        let mut ends: HashMap<End, Vec<usize>> = HashMap::default();
        for (at, (term, _)) in long_terms.iter().enumerate() {
            for end in both_ends(term) {
                ends.entry(end).or_default().push(at);
            }
        }
        let each = |words: &[String]| words.iter().map(|w| spaced(w)).collect();
        let meals: HashMap<String, MealKind> = file
            .meal_heading
            .iter()
            .flat_map(|m| apart_or_not(&m.written, m.kind))
            .collect();
        let first = |meal: &String| meal.split(' ').next().map(str::to_owned);
        Self {
            meal_firsts: meals.keys().filter_map(first).collect(),
            meal_qualifiers: each(&file.meal_qualifiers),
            meal_qualifier_joins: each(&file.meal_qualifier_joins),
            terms,
            long_terms,
            ends,
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
        may_be.then(|| self.meal_for(&text.folded))?
    }

    /// "diner des internes": a meal and whom it is for.
    fn meal_for(&self, folded: &str) -> Option<MealKind> {
        let qualifier = |w: &str| self.meal_qualifiers.contains(w) || is_an_hour(w);
        let join = |w: &str| self.meal_qualifier_joins.contains(w);
        let ends = folded.match_indices(' ').map(|(at, _)| at);
        let cuts = ends.filter_map(|at| Some((folded.get(..at)?, folded.get(at + 1..)?)));
        cuts.rev().find_map(|(meal, rest)| {
            let mut words = rest.split(' ');
            let said = words.clone().any(qualifier) && words.all(|w| qualifier(w) || join(w));
            said.then(|| self.meals.get(meal).copied())?
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
        if let Some(heading) = self.course(text) {
            return Some(heading);
        }
        let (rest, regime) = self.without_diet(&text.folded)?;
        self.course(&Text::new(rest)).map(|heading| CourseHeading {
            regime: Some(regime),
            or_dish: false,
            ..heading
        })
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
        let near = || {
            let alike = both_ends(folded).filter_map(|end| self.ends.get(&end));
            let terms = alike
                .flatten()
                .filter_map(|at| Some((at, self.long_terms.get(*at)?)));
            let near = terms.filter(|(_, (term, _))| one_edit_apart(term, folded));
            near.min_by_key(|(at, _)| *at).map(|(_, (_, index))| index)
        };
        let exact = self.terms.get(folded);
        self.courses.get(*exact.or_else(near)?)
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
