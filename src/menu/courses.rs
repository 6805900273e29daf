//! What headings mean, and the courses of one meal's dishes: by their headings, their names and their order.

use super::lexicon::{CourseGuess, Family, Text, course_of, fold, read};
use super::model::{Course, MealKind};
use crate::labels::{Label, Regime};
use foldhash::{HashMap, HashSet};
use serde::Deserialize;
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
    /// What it says of all its dishes: "Laitage bio".
    pub labels: Vec<Label>,
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
    HEADINGS.course_or_diet(&Text::new(text))
}

/// What a heading says, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DishHeading {
    Diet(DietHeading),
    Meal(MealKind),
    Course(CourseHeading),
}

/// The heading over dishes that the whole of a text is.
pub(super) fn dish_heading(text: &Text) -> Option<DishHeading> {
    let diet = || HEADINGS.diet(text).map(DishHeading::Diet);
    let meal = || HEADINGS.meal(text).map(DishHeading::Meal);
    let course = || HEADINGS.course_or_diet(text);
    diet()
        .or_else(meal)
        .or_else(|| course().map(DishHeading::Course))
}

/// The course heading at the start of a text and its length in bytes, separator and spaces included:
/// "Entrée : Radis beurre".
pub fn course_heading_prefix(text: &str) -> Option<(CourseHeading, usize)> {
    prefix(text, course_heading).or_else(|| {
        prefix(text, qualified_heading).filter(|(_, at)| {
            let head = text.get(..*at).unwrap_or_default();
            head.trim_end().ends_with(':')
        })
    })
}

/// Words that may tell whom a course is for.
const QUALIFIERS: usize = 3;

/// "Plat petit bouchon", "Dessert des grands": a course and whom it is for, before a colon.
fn qualified_heading(text: &str) -> Option<CourseHeading> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.len().saturating_sub(QUALIFIERS).max(1);
    (from..words.len()).rev().find_map(|at| {
        let heading = course_heading(&words.get(..at)?.join(" "))?;
        (!heading.or_dish).then_some(heading)
    })
}

/// The meal that the whole of a text names.
pub fn meal_heading(text: &str) -> Option<MealKind> {
    HEADINGS.meal(&Text::new(text))
}

/// The meal named at the start of a text and the length of its name in bytes, separator and spaces included.
pub fn meal_heading_prefix(text: &str) -> Option<(MealKind, usize)> {
    prefix(text, meal_heading)
}

/// The diet that the whole of a text names.
pub fn diet_heading(text: &str) -> Option<DietHeading> {
    HEADINGS.diet(&Text::new(text))
}

/// Bytes: no heading is longer.
const LONGEST_HEADING: usize = 60;
/// What may part a heading from what follows it; all but the first three with a space on both sides.
const SEPARATORS: [char; 10] = [':', '\u{ff1a}', '\t', '-', '–', '—', '=', '>', '→', '•'];

/// Whether something parts the text's beginning from what follows: most dishes have nothing of the sort.
pub(super) fn may_begin_with_heading(text: &str) -> bool {
    text.contains(SEPARATORS)
}

/// What stands before the first separator, where `means` knows it, with the length in bytes up to what follows.
fn prefix<T>(text: &str, means: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let separators = text
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST_HEADING);
    for (at, c) in separators {
        if !SEPARATORS.contains(&c) {
            continue;
        }
        let after = text.get(at + c.len_utf8()..)?;
        let spaced = text.get(..at)?.ends_with(' ') && after.starts_with(' ');
        let parts = spaced || matches!(c, ':' | '\u{ff1a}' | '\t');
        if let Some(found) = text.get(..at).filter(|_| parts).and_then(&means) {
            let rest = after.trim_start_matches([' ', ':', '\u{a0}']);
            return (!rest.is_empty()).then(|| (found, text.len() - rest.len()));
        }
    }
    None
}

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

struct Headings {
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
            for term in entry.written.iter().map(|w| fold(w)) {
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
        let each = |words: &[String]| words.iter().map(|w| fold(w)).collect();
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

    fn meal(&self, text: &Text) -> Option<MealKind> {
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

    fn diet(&self, text: &Text) -> Option<DietHeading> {
        let apart = || self.diets.get(text.apart.as_ref()?);
        let regimes = self.diets.get(&text.folded).or_else(apart)?.clone();
        Some(DietHeading { regimes })
    }

    fn course_or_diet(&self, text: &Text) -> Option<CourseHeading> {
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
            let folded = fold(piece);
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
    let folded = written.iter().map(|w| fold(w));
    folded
        .flat_map(|w| [w.replace(' ', ""), w])
        .map(move |w| (w, meaning.clone()))
}

/// Letters: shorter words are too close to others to be read with a fault.
const NEAR_MISS_LETTERS: usize = 6;

/// One end of a term, and which.
type End = (bool, [u8; NEAR_MISS_END]);
/// Bytes of a long term's ends.
const NEAR_MISS_END: usize = NEAR_MISS_LETTERS / 2;

fn both_ends(text: &str) -> impl Iterator<Item = End> {
    let (first, last) = (text.as_bytes().first_chunk(), text.as_bytes().last_chunk());
    let first = first.map(|end| (false, *end));
    first.into_iter().chain(last.map(|end| (true, *end)))
}

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

pub(super) fn load() {
    LazyLock::force(&HEADINGS);
}

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
    raise_under_main(allowed, &mut settled);
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

/// A side dish alone under "Plat" is the main dish of its meal.
fn raise_under_main<'a>(allowed: impl Fn(usize) -> &'a [Course], settled: &mut [(Course, f32)]) {
    if settled.iter().any(|(c, _)| *c == Course::PlatPrincipal) {
        return;
    }
    let mut under_main = settled
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| allowed(*at).contains(&Course::PlatPrincipal));
    if let Some((_, place)) = under_main.find(|(_, place)| place.0 == Course::Garniture) {
        *place = (Course::PlatPrincipal, 0.6);
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

#[cfg(test)]
mod tests {
    use super::super::notices::notice;
    use super::Course::*;
    use super::*;
    use std::path::{Path, PathBuf};

    fn settled(names: &[&str]) -> Vec<Course> {
        settle_courses(names, &[])
            .into_iter()
            .map(|(c, _)| c)
            .collect()
    }

    fn heading(text: &str) -> Option<Vec<Course>> {
        course_heading(text).map(|h| h.courses)
    }

    #[test]
    fn an_unknown_line_takes_the_place_that_is_free() {
        let menu = [
            "Radis beurre",
            "Poulet rôti",
            "Zblurg doré",
            "Edam",
            "Banane",
        ];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
        let menu = ["Zblurg", "Poulet rôti", "Frites", "Banane"];
        assert_eq!(settled(&menu), [Entree, PlatPrincipal, Garniture, Dessert]);
        let menu = ["Radis", "Rôti de veau", "Zblurg", "Yaourt"];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier]
        );
        let menu = ["Radis", "Zblurg", "Petits pois", "Brie", "Zblurg"];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
    }

    #[test]
    fn the_order_settles_what_a_name_leaves_open() {
        assert_eq!(
            settled(&["Melon", "Poulet rôti", "Frites", "Brie", "Glace"])[0],
            Entree
        );
        assert_eq!(
            settled(&["Radis", "Poulet rôti", "Frites", "Brie", "Melon"])[4],
            Dessert
        );
        assert_eq!(
            settled(&[
                "Quiche aux légumes",
                "Rôti de porc",
                "Frites",
                "Brie",
                "Kiwi"
            ])[0],
            Entree
        );
        assert_eq!(
            settled(&[
                "Radis",
                "Quiche aux légumes",
                "Salade verte",
                "Brie",
                "Kiwi"
            ])[1..3],
            [PlatPrincipal, Garniture]
        );
        assert_eq!(
            settled(&["Lasagnes", "Pain", "Yaourt"]),
            [PlatPrincipal, Pain, ProduitLaitier]
        );
    }

    #[test]
    fn headings_decide_and_open_ones_leave_it_to_the_dish() {
        let page: Vec<CourseHeading> = ["Entrées", "Plats", "Desserts"]
            .iter()
            .filter_map(|t| course_heading(t))
            .collect();
        let allowed: Vec<Vec<Course>> = page.iter().map(|h| h.allowed(&page)).collect();
        let (e, p, d) = (allowed[0].clone(), allowed[1].clone(), allowed[2].clone());
        let names = ["Melon", "Rôti de porc", "Petits pois", "Yaourt", "Kiwi"];
        let got = settle_courses(&names, &[e, p.clone(), p, d.clone(), d]);
        let got: Vec<Course> = got.into_iter().map(|(c, _)| c).collect();
        assert_eq!(
            got,
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
        let dessert = course_heading("Dessert").unwrap();
        let page = [dessert.clone(), course_heading("Laitage").unwrap()];
        assert_eq!(
            settle_courses(&["Yaourt"], &[dessert.allowed(&page)])[0].0,
            Dessert
        );
        assert_eq!(
            settle_courses(&["Lasagnes"], &[vec![Garniture]])[0].0,
            PlatPrincipal
        );
        assert_eq!(
            settle_courses(&["Gratin de légumes"], &[vec![PlatPrincipal, Garniture]])[0].0,
            PlatPrincipal
        );
    }

    #[test]
    fn headings_are_read_in_any_dress() {
        for text in [
            "Entrée",
            "ENTRÉES :",
            "Hors d'œuvre",
            "Hors-d'oeuvres",
            "E N T R É E S",
            "EN TR É E S",
            "Entrée chaude",
            "Entrées au choix",
        ] {
            assert_eq!(heading(text), Some(vec![Entree]), "{text}");
        }
        for text in [
            "Plat",
            "Plats chauds",
            "Plat principal :",
            "PLAT DU JOUR",
            "Plat protidique",
            "Viandes - Poissons - Œufs",
            "Viande/poisson",
        ] {
            assert_eq!(heading(text), Some(vec![PlatPrincipal]), "{text}");
        }
        for text in [
            "Légumes",
            "Garniture(s)",
            "Accompagnement",
            "Légumes / féculents",
            "Légume + Féculent",
            "Acompagnement",
        ] {
            assert_eq!(heading(text), Some(vec![Garniture]), "{text}");
        }
        for text in [
            "Laitge",
            "Produits laitiers",
            "Fromage / laitage",
            "PRODUIT LAITIER",
            "Fromage ou laitage",
        ] {
            assert_eq!(heading(text), Some(vec![ProduitLaitier]), "{text}");
        }
        assert_eq!(
            heading("Fromage ou dessert"),
            Some(vec![ProduitLaitier, Dessert])
        );
        assert_eq!(
            heading("Plat + garniture"),
            Some(vec![PlatPrincipal, Garniture])
        );
        assert_eq!(
            course_heading("Plat sans viande :").unwrap().regime,
            Some(Regime::SansViande)
        );
        for text in [
            "Fromage blanc",
            "Plat de lentilles",
            "Salade",
            "Dessert lacté",
            "",
            "Lundi",
            "Poisson pané",
            "Pain perdu",
            "Potage de légumes",
            "Potage légumes",
            "au fromage",
            "Pâtes",
        ] {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_before_a_dish_ends_at_its_separator() {
        let (heading, length) = course_heading_prefix("Entrée : Radis beurre").unwrap();
        assert_eq!(
            (heading.courses, &"Entrée : Radis beurre"[length..]),
            (vec![Entree], "Radis beurre")
        );
        let text = "Produit laitier - Yaourt";
        assert_eq!(&text[course_heading_prefix(text).unwrap().1..], "Yaourt");
        let text = "Goûter : Pain, chocolat";
        assert_eq!(
            meal_heading_prefix(text).map(|(k, n)| (k, &text[n..])),
            Some((MealKind::Gouter, "Pain, chocolat"))
        );
        assert_eq!(course_heading_prefix("Poisson-frites"), None);
        assert_eq!(course_heading_prefix("Taboulé : semoule de blé"), None);
        let text = "Plat petit bouchon : Rôti de porc";
        assert_eq!(
            &text[course_heading_prefix(text).unwrap().1..],
            "Rôti de porc"
        );
        assert_eq!(course_heading_prefix("Plat de lentilles - Riz"), None);
        assert_eq!(course_heading_prefix("Fruit au sirop : poire"), None);
    }

    #[test]
    fn meals_and_diets_are_headings_too() {
        let meals = [
            ("GOUTER", MealKind::Gouter),
            ("S O I R S", MealKind::Diner),
            ("Déjeuner", MealKind::Dejeuner),
            ("Petit-déjeuner", MealKind::PetitDejeuner),
            ("Collation", MealKind::Collation),
            ("Pique-nique", MealKind::PiqueNique),
            ("DÎNER (internat)", MealKind::Diner),
            ("DÎNER – internat", MealKind::Diner),
            ("Dîner des internes", MealKind::Diner),
            ("SOIR (internes)", MealKind::Diner),
            ("Repas du soir (18h45)", MealKind::Diner),
            ("Repas du soir 18h45", MealKind::Diner),
            ("Déjeuner de l'école maternelle", MealKind::Dejeuner),
        ];
        for (text, kind) in meals {
            assert_eq!(meal_heading(text), Some(kind), "{text}");
        }
        for text in [
            "Goûter (pain, chocolat)",
            "Goûter (compote)",
            "Goûter – compote",
            "Dîner de Noël",
            "Dîner",
        ] {
            let meal = meal_heading(text);
            assert_eq!(meal.is_some(), text == "Dîner", "{text}");
        }
        assert_eq!(diet_heading("POUR TOUS").map(|d| d.regimes), Some(vec![]));
        assert_eq!(
            diet_heading("MENU VÉGÉTARIEN").map(|d| d.regimes),
            Some(vec![Regime::Vegetarien])
        );
        assert_eq!(
            diet_heading("S A N S  P O R C").map(|d| d.regimes),
            Some(vec![Regime::SansPorc])
        );
        assert_eq!(diet_heading("Lasagnes végétariennes"), None);
    }

    #[test]
    fn long_input_is_no_trouble() {
        let names = vec!["Rôti de porc, salade, sauce au fromage"; 5000];
        assert_eq!(settle_courses(&names, &[]).len(), 5000);
        let long = ": ".repeat(100_000);
        assert!(
            course_of(&long).is_none()
                && course_heading(&long).is_none()
                && course_heading_prefix(&long).is_none()
        );
    }

    /// Dishes of no menu of the corpus, from menus of other towns as one remembers them.
    const ELSEWHERE: &[(Course, &str)] = &[
        (
            Entree,
            "Salade de blé aux crudités|Salade mexicaine|Concombre à la menthe|Concombres bulgare|Salade de tomates|Betteraves mimosa|Carottes râpées à l'orange|Taboulé libanais|Salade piémontaise au jambon|Velouté Dubarry|Potage de légumes|Œuf dur sauce aurore froide|Macédoine mayonnaise|Pâté de foie|Saucisson sec et beurre|Chou blanc rémoulade|Salade de perles au surimi|Salade d'haricots verts|Poireaux vinaigrette|Pizza au fromage|Crêpe au fromage|Céleri à la rémoulade|Salade de pois chiches à l'orientale|Terrine de légumes|Demi pomelos au sucre|Avocat sauce cocktail|Soupe de potiron|Maïs et thon|Salade de pâtes tricolores|Endives aux noix et croûtons|Duo de crudités|Rillettes de sardine|Bruschetta tomate|Radis à la croque au sel|Salade iceberg au maïs|Champignons à la crème ciboulette et citron en salade|Roulade de volaille|Haricots beurre vinaigrette|Coleslaw rouge|Tartinade de pois cassés",
        ),
        (
            PlatPrincipal,
            "Sauté de porc à la dijonnaise|Rôti de bœuf froid|Émincé de dinde à la normande|Colin pané et citron|Hoki sauce citron|Steak haché de bœuf sauce échalote|Boulettes d'agneau à l'orientale|Blanquette de dinde|Poulet rôti aux herbes|Nuggets de volaille|Calamars à la romaine|Merguez et chipolatas|Raviolis au gratin|Chili végétarien et riz|Couscous merguez poulet|Omelette aux fines herbes|Escalope viennoise|Filet de merlu sauce dieppoise|Cassoulet maison|Jambon grillé sauce madère|Quenelles de brochet sauce Nantua|Paupiette de veau forestière|Lasagnes de saumon et épinards|Tajine de poulet aux citrons confits|Dahl de lentilles et riz basmati|Aiguillettes de blé carottes|Cœur de colin sauce beurre blanc|Gratin de coquillettes au jambon|Rougail saucisse|Choucroute garnie|Moussaka|Gigot d'agneau au jus|Brandade de morue|Parmentier de canard|Croq'veggie à la tomate|Brochette de dinde marinée|Langue de bœuf sauce piquante|Saumonette à la bordelaise|Potée bretonne|Pané de blé fromage et épinards|Cordon bleu de volaille|Wok de poulet aux légumes|Fish and chips|Beignets de calamars sauce tartare|Curry de lentilles corail|Tartiflette savoyarde|Pâtes à la carbonara|Saucisse fumée|Bœuf bourguignon|Œufs brouillés au fromage",
        ),
        (
            Garniture,
            "Haricots verts persillés|Purée de potiron|Riz créole|Semoule aux épices|Ratatouille|Petits pois carottes|Frites|Gratin dauphinois|Chou-fleur en gratin|Gratin de courgettes|Blé aux petits légumes|Macaronis au beurre|Lentilles paysannes|Poêlée méridionale|Brocolis à l'ail|Boulgour pilaf|Carottes au cumin|Pommes de terre rissolées|Printanière de légumes|Épinards béchamel|Salsifis à la tomate|Torsades|Navets glacés|Jardinière de légumes|Écrasé de pommes de terre|Flageolets à la bretonne|Quinoa aux légumes|Fondue de poireaux|Choux de Bruxelles|Haricots plats d'Espagne|Tian de légumes|Potatoes|Purée Crécy|Légumes couscous|Farfalles au pesto|Blettes à la crème|Courge butternut rôtie|Beignets de brocolis|Duo de carottes|Mélange de céréales",
        ),
        (
            ProduitLaitier,
            "Saint-Nectaire|Vache qui rit|Yaourt nature sucré|Petit suisse aux fruits|Tomme blanche|Fromage blanc au miel|Carré de l'Est|Kiri|Gouda|Cantafrais|Bûchette de lait mélangé|Mimolette|Fourme d'Ambert|Yaourt fermier à la vanille|Velouté aux fruits mixés|Emmental à la coupe|Brebis crème|Coulommiers|Saint-Môret|Fromage frais aux herbes|Petit Cotentin|Port-Salut|Faisselle et coulis|Chantaillou|Camembert portion",
        ),
        (
            Dessert,
            "Pomme Golden|Compote pomme-fraise|Tarte au flan|Mousse au chocolat noir|Liégeois vanille caramel|Crème dessert caramel|Éclair au café|Fruit frais de saison|Gâteau de semoule|Ananas au sirop|Clafoutis aux abricots|Île flottante|Cookie aux pépites|Flan nappé|Salade de fruits frais|Poire cuite au chocolat|Beignet aux pommes|Orange|Crumble pomme rhubarbe|Sorbet framboise|Brownie crème anglaise|Banane sauce chocolat|Riz au lait à la vanille|Gaufre au sucre|Fromage blanc gourmand façon gâteau|Tarte poire-amande|Kiwi|Purée de pommes-coings|Muffin myrtilles|Roulé framboise|Clémentines|Cake au yaourt|Panna cotta coulis mangue|Galette des rois|Quatre-quarts aux pommes|Raisin|Entremets praliné|Pêches au sirop|Madeleine|Donut au sucre",
        ),
    ];

    #[test]
    fn dishes_of_other_towns_find_their_course() {
        let all = ELSEWHERE
            .iter()
            .flat_map(|(c, names)| names.split('|').map(move |n| (*c, n)));
        let (right, wrong): (Vec<_>, Vec<_>) =
            all.partition(|(c, n)| course_of(n).is_some_and(|g| g.best == *c));
        let share = right.len() as f32 / (right.len() + wrong.len()) as f32;
        assert!(share >= 0.97, "{share}: {wrong:#?}");
        let dropped: Vec<_> = right
            .iter()
            .chain(&wrong)
            .filter(|(_, n)| notice(n).is_some())
            .collect();
        assert!(dropped.is_empty(), "{dropped:#?}");
    }

    fn truths() -> Vec<PathBuf> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(corpus)
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|p| p.to_string_lossy().ends_with(".truth.csv"))
            .collect();
        files.sort();
        files
    }

    /// Skipped where the corpus is not beside the project.
    #[test]
    fn the_corpus_is_settled_without_headings() {
        let (mut right, mut wrong) = (0, Vec::new());
        for file in truths() {
            let mut reader = csv::Reader::from_path(&file).unwrap();
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            for meal in rows
                .chunk_by(|a, b| a[0] == b[0] && a[1] == b[1])
                .filter(|m| &m[0][1] != "goûter")
            {
                let names: Vec<&str> = meal.iter().map(|r| &r[3]).collect();
                for (row, (course, _)) in meal.iter().zip(settle_courses(&names, &[])) {
                    assert_eq!(notice(&row[3]), None, "{}", &row[3]);
                    if course.as_str() == &row[2] {
                        right += 1;
                    } else {
                        wrong.push(format!("{}: {} not {}", &row[3], course.as_str(), &row[2]));
                    }
                }
            }
        }
        assert!(
            right >= wrong.len() * 32,
            "{right} right, {} wrong: {wrong:#?}",
            wrong.len()
        );
    }
}
