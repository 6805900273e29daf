//! What headings mean, and the courses of one meal's dishes: by their headings, their names and their order.

use super::lexicon::{CourseGuess, Family, course_of, fold, read};
use super::model::{Course, MealKind};
use crate::labels::Regime;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A heading over dishes of one course or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseHeading {
    /// The courses it names, as it orders them.
    pub courses: Vec<Course>,
    /// Whether nothing else can stand under it: "Garniture", but neither "Plats" nor "Desserts".
    pub exclusive: bool,
    /// Whether the same words can be a dish: "Poisson", "Pain", "Fromage".
    pub or_dish: bool,
    /// The diet it is for: "Plat sans viande".
    pub regime: Option<Regime>,
}

impl CourseHeading {
    /// The courses a dish under this heading can have, the heading's own first, given every heading of the page:
    /// a yoghurt under "Desserts" is a dessert only where the page has a heading for dairy.
    pub fn allowed(&self, page: &[CourseHeading]) -> Vec<Course> {
        let mut allowed = self.courses.clone();
        if self.exclusive {
            return allowed;
        }
        for &course in &self.courses {
            for &(_, other) in COVERS.iter().filter(|(c, _)| *c == course) {
                if !allowed.contains(&other) && !page.iter().any(|h| h.courses.contains(&other)) {
                    allowed.push(other);
                }
            }
        }
        allowed
    }
}

/// What a heading may cover besides its own course, where the page has no other heading for it.
const COVERS: [(Course, Course); 2] = [
    (Course::PlatPrincipal, Course::Garniture),
    (Course::Dessert, Course::ProduitLaitier),
];

/// A heading over the dishes of a diet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DietHeading {
    /// The diets it is for; none: for everyone.
    pub regimes: Vec<Regime>,
}

/// The course heading that the whole of a text is.
pub fn course_heading(text: &str) -> Option<CourseHeading> {
    let folded = fold(text);
    if folded.is_empty() || folded.len() > LONGEST_HEADING {
        return None;
    }
    if let Some(heading) = HEADINGS.course(&folded) {
        return Some(heading);
    }
    let (rest, regime) = HEADINGS.without_diet(&folded)?;
    HEADINGS.course(&rest).map(|heading| CourseHeading {
        regime: Some(regime),
        or_dish: false,
        ..heading
    })
}

/// The course heading at the start of a text and its length in bytes, separator and spaces included:
/// "Entrée : Radis beurre".
pub fn course_heading_prefix(text: &str) -> Option<(CourseHeading, usize)> {
    prefix(text, |head| course_heading(head))
}

/// The meal that the whole of a text names.
pub fn meal_heading(text: &str) -> Option<MealKind> {
    let folded = fold(text);
    HEADINGS
        .meals
        .get(&folded)
        .or_else(|| HEADINGS.meals.get(&letters_apart(&folded)?))
        .copied()
}

/// The meal named at the start of a text and the length of its name in bytes, separator and spaces included.
pub fn meal_heading_prefix(text: &str) -> Option<(MealKind, usize)> {
    prefix(text, meal_heading)
}

/// The diet that the whole of a text names.
pub fn diet_heading(text: &str) -> Option<DietHeading> {
    let folded = fold(text);
    let regimes = HEADINGS
        .diets
        .get(&folded)
        .or_else(|| HEADINGS.diets.get(&letters_apart(&folded)?))?;
    Some(DietHeading {
        regimes: regimes.clone(),
    })
}

/// Bytes: no heading is longer.
const LONGEST_HEADING: usize = 60;

/// What stands before the first separator, where `means` knows it, with the length in bytes up to what follows.
fn prefix<T>(text: &str, means: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let separators = text
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST_HEADING);
    for (at, c) in separators {
        let after = text.get(at + c.len_utf8()..)?;
        let spaced = text.get(..at)?.ends_with(' ') && after.starts_with(' ');
        if !(matches!(c, ':' | '\u{ff1a}' | '\t')
            || (spaced && matches!(c, '-' | '–' | '—' | '=' | '>' | '→' | '•')))
        {
            continue;
        }
        if let Some(found) = text.get(..at).and_then(&means) {
            let rest = after.trim_start_matches([' ', ':', '\u{a0}']);
            return (!rest.is_empty()).then(|| (found, text.len() - rest.len()));
        }
    }
    None
}

/// "e n t r e e s" → "entrees", where the text is letters set apart.
fn letters_apart(folded: &str) -> Option<String> {
    let parts = folded.split(' ').count();
    let letters = folded.len() + 1 - parts;
    (parts >= 3 && letters <= parts * 2).then(|| folded.replace(' ', ""))
}

#[derive(Deserialize)]
struct HeadingFile {
    course_heading: Vec<CourseEntry>,
    meal_heading: Vec<MealEntry>,
    diet_heading: Vec<DietEntry>,
    heading_joins: Vec<String>,
    heading_adds: Vec<String>,
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

struct Headings {
    courses: Vec<CourseEntry>,
    terms: HashMap<String, usize>,
    /// In the order of the file: near misses are looked for here.
    long_terms: Vec<(String, usize)>,
    meals: HashMap<String, MealKind>,
    diets: HashMap<String, Vec<Regime>>,
    joins: Vec<String>,
    adds: Vec<String>,
}

impl Headings {
    fn new(file: HeadingFile) -> Self {
        let mut terms = HashMap::new();
        let mut long_terms = Vec::new();
        for (index, entry) in file.course_heading.iter().enumerate() {
            for term in entry.written.iter().map(|w| fold(w)) {
                if term.len() >= NEAR_MISS_LETTERS {
                    long_terms.push((term.clone(), index));
                }
                terms.insert(term.replace(' ', ""), index);
                terms.insert(term, index);
            }
        }
        let each = |words: &[String]| words.iter().map(|w| fold(w)).collect::<Vec<_>>();
        Self {
            terms,
            long_terms,
            courses: file.course_heading,
            meals: file
                .meal_heading
                .iter()
                .flat_map(|m| each(&m.written).into_iter().map(|w| (w, m.kind)))
                .collect(),
            diets: file
                .diet_heading
                .iter()
                .flat_map(|d| each(&d.written).into_iter().map(|w| (w, d.regimes.clone())))
                .collect(),
            joins: each(&file.heading_joins),
            adds: each(&file.heading_adds),
        }
    }

    fn course(&self, folded: &str) -> Option<CourseHeading> {
        let entries = self
            .term(folded)
            .map(|e| vec![e])
            .or_else(|| self.term(&letters_apart(folded)?).map(|e| vec![e]))
            .or_else(|| self.parts(folded))?;
        let mut courses: Vec<Course> = Vec::new();
        for &course in entries.iter().flat_map(|e| &e.courses) {
            if !courses.contains(&course) {
                courses.push(course);
            }
        }
        Some(CourseHeading {
            exclusive: courses.len() > 1 || entries.iter().all(|e| e.exclusive),
            or_dish: entries.len() == 1 && entries.iter().all(|e| e.or_dish),
            regime: None,
            courses,
        })
    }

    /// Several headings in one: "Légumes / féculents", "Fromage ou dessert".
    fn parts(&self, folded: &str) -> Option<Vec<&CourseEntry>> {
        let words: Vec<&str> = folded
            .split(' ')
            .filter(|w| !self.adds.iter().any(|a| a == w))
            .collect();
        let mut entries = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let (entry, used) = (1..=rest.len().min(4)).rev().find_map(|n| {
                let joined = rest.get(..n)?.join(" ");
                self.term(&joined).map(|e| (e, n))
            })?;
            entries.push(entry);
            rest = rest.get(used..)?;
            while let Some((first, others)) = rest.split_first()
                && self.joins.iter().any(|j| j == first)
            {
                rest = others;
            }
        }
        (!entries.is_empty()).then_some(entries)
    }

    fn term(&self, folded: &str) -> Option<&CourseEntry> {
        let near = || {
            self.long_terms
                .iter()
                .find(|(t, _)| one_edit_apart(t, folded))
                .map(|(_, index)| index)
        };
        let exact = self.terms.get(folded);
        self.courses.get(*exact.or_else(near)?)
    }

    /// "plat sans viande" → "plat", sans viande.
    fn without_diet(&self, folded: &str) -> Option<(String, Regime)> {
        let words: Vec<&str> = folded.split(' ').collect();
        (1..words.len()).find_map(|at| {
            let (head, diet) = words.split_at_checked(at)?;
            let regime = self.diets.get(&diet.join(" "))?.first()?;
            Some((head.join(" "), *regime))
        })
    }
}

/// Letters: shorter words are too close to others to be read with a fault.
const NEAR_MISS_LETTERS: usize = 6;

/// Whether one letter added, missing or changed makes one word of the other.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || short.len() + 1 < NEAR_MISS_LETTERS {
        return false;
    }
    let same_start = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(x, y)| x == y)
        .count();
    let same_end = short
        .bytes()
        .rev()
        .zip(long.bytes().rev())
        .take_while(|(x, y)| x == y)
        .count();
    same_start + same_end + 1 >= long.len()
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| Headings::new(read()));

/// The places of a meal, in the order they are served; bread and "autre" stand anywhere.
const STAGES: [Course; 5] = [
    Course::Entree,
    Course::PlatPrincipal,
    Course::Garniture,
    Course::ProduitLaitier,
    Course::Dessert,
];
/// What a dish of unknown name is, before its place is looked at; by [`STAGES`].
const UNKNOWN: [f32; 5] = [0.22, 0.3, 0.25, 0.08, 0.15];
/// How often a meal goes from one stage to the next line's, by [`STAGES`]; the first row is the start of the meal.
/// Each course comes once, most often; a main dish is seldom missing.
const STEPS: [[f32; 5]; 6] = [
    [0.75, 0.3, 0.02, 0.01, 0.01],
    [0.25, 0.7, 0.06, 0.02, 0.02],
    [0.01, 0.25, 0.75, 0.2, 0.15],
    [0.01, 0.08, 0.2, 0.7, 0.3],
    [0.01, 0.02, 0.02, 0.2, 0.8],
    [0.01, 0.02, 0.01, 0.06, 0.25],
];
/// How often a meal ends after each stage; by [`STAGES`].
const ENDS: [f32; 5] = [0.02, 0.15, 0.2, 0.3, 0.8];

/// The course of each dish of one meal, in the order of the page, and how sure it is (0 to 1).
///
/// `allowed` gives for each dish the courses its heading allows ([`CourseHeading::allowed`]); empty or missing: any.
/// A heading of one course decides, but for a one-dish meal under "Légumes" where the meal has no main dish.
/// Snacks are not for this function: every part of one is [`Course::Autre`].
pub fn settle_courses(names: &[&str], allowed: &[Vec<Course>]) -> Vec<(Course, f32)> {
    let guesses: Vec<Option<CourseGuess>> = names.iter().map(|n| course_of(n)).collect();
    let allowed = |at: usize| allowed.get(at).map_or(&[][..], Vec::as_slice);
    let mut weights: Vec<Option<[f32; 5]>> = Vec::new();
    let mut settled: Vec<(Course, f32)> = Vec::new();
    for (at, guess) in guesses.iter().enumerate() {
        let aside = aside(guess.as_ref(), allowed(at));
        weights.push(aside.is_none().then(|| weigh(guess.as_ref(), allowed(at))));
        settled.push((aside.unwrap_or(Course::Autre), 1.0));
    }
    let lines: Vec<[f32; 5]> = weights.iter().flatten().copied().collect();
    let mut found = best_path(&lines).into_iter();
    for (place, weight) in settled.iter_mut().zip(&weights) {
        if weight.is_some() {
            *place = found.next().unwrap_or((Course::Autre, 0.0));
        }
    }
    raise_one_dish_meal(&guesses, &mut settled);
    settled
}

/// Bread and what is no course stand outside the order.
fn aside(guess: Option<&CourseGuess>, allowed: &[Course]) -> Option<Course> {
    let staged = |c: &Course| STAGES.contains(c);
    match allowed {
        [] => guess.map(|g| g.best).filter(|c| !staged(c)),
        [first, ..] if !allowed.iter().any(staged) => Some(*first),
        _ => None,
    }
}

fn weigh(guess: Option<&CourseGuess>, allowed: &[Course]) -> [f32; 5] {
    let mut weights = guess.map_or(UNKNOWN, |g| STAGES.map(|c| g.weight(c)));
    if allowed.iter().any(|c| STAGES.contains(c)) {
        for (weight, course) in weights.iter_mut().zip(STAGES) {
            if !allowed.contains(&course) {
                *weight = 0.0;
            }
        }
    }
    weights
}

/// A one-dish meal that stands alone over the rows of main and side dish is read under the lower one.
fn raise_one_dish_meal(guesses: &[Option<CourseGuess>], settled: &mut [(Course, f32)]) {
    if settled.iter().any(|(c, _)| *c == Course::PlatPrincipal) {
        return;
    }
    for (place, guess) in settled.iter_mut().zip(guesses) {
        let whole = guess
            .as_ref()
            .is_some_and(|g| g.families.first() == Some(&Family::OneDishMeal));
        if whole && place.0 == Course::Garniture {
            *place = (Course::PlatPrincipal, 0.8);
        }
    }
}

/// The likeliest way through the stages (Viterbi), and the share of all ways that agree with it at each line.
fn best_path(lines: &[[f32; 5]]) -> Vec<(Course, f32)> {
    let mut ways: Vec<[f32; 5]> = Vec::with_capacity(lines.len());
    let mut from: Vec<[usize; 5]> = Vec::with_capacity(lines.len());
    let mut before: Option<[f32; 5]> = None;
    for line in lines {
        let mut way = [0.0; 5];
        let mut origin = [0; 5];
        for (stage, weight) in line.iter().enumerate() {
            let (best, score) = best_step(before.as_ref(), stage);
            if let (Some(w), Some(o)) = (way.get_mut(stage), origin.get_mut(stage)) {
                (*w, *o) = (score * weight, best);
            }
        }
        let way = to_one(way);
        ways.push(way);
        from.push(origin);
        before = Some(way);
    }
    trace_back(lines, &ways, &from)
}

/// The stage from which `stage` is best reached, and how well.
fn best_step(before: Option<&[f32; 5]>, stage: usize) -> (usize, f32) {
    let step = |row: &[f32; 5]| row.get(stage).copied().unwrap_or(0.0);
    let [start, steps @ ..] = &STEPS;
    match before {
        None => (0, step(start)),
        Some(before) => before
            .iter()
            .zip(steps)
            .map(|(w, row)| w * step(row))
            .enumerate()
            .fold(
                (0, 0.0),
                |best, (i, score)| if score > best.1 { (i, score) } else { best },
            ),
    }
}

fn trace_back(lines: &[[f32; 5]], ways: &[[f32; 5]], from: &[[usize; 5]]) -> Vec<(Course, f32)> {
    let mut path = Vec::with_capacity(lines.len());
    let Some(last) = ways.last() else { return path };
    let mut stage = last
        .iter()
        .zip(ENDS)
        .map(|(w, end)| w * end)
        .enumerate()
        .fold(
            (0, 0.0),
            |best, (i, score)| if score > best.1 { (i, score) } else { best },
        )
        .0;
    for (line, origin) in lines.iter().zip(from).rev() {
        let course = STAGES.get(stage).copied().unwrap_or(Course::Autre);
        let total: f32 = line.iter().sum();
        let own = line.get(stage).copied().unwrap_or(0.0);
        path.push((course, if total > 0.0 { own / total } else { 0.0 }));
        stage = origin.get(stage).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

fn to_one(way: [f32; 5]) -> [f32; 5] {
    let total: f32 = way.iter().sum();
    if total > 0.0 {
        way.map(|w| w / total)
    } else {
        way
    }
}
