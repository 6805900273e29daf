//! A dish's name → the course it most likely is and the families of food in it.
//!
//! The head of a French dish name is its first known phrase ("*salade* de pommes de terre"); what follows may turn it
//! ("salade *de fruits*"). All words are in `lexicon.toml`.

use super::model::Course;
use super::phrases::Phrases;
use super::words::{Words, phrase};
use crate::labels::words;
use compact_str::CompactString;
use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

words! {
    /// A family of food.
    Family {
        /// A salad, a plate of several raw or cold things.
        Salad = "salad",
        /// A vegetable that is mostly served raw.
        RawVegetable = "raw_vegetable",
        /// Soup.
        Soup = "soup",
        /// Cured and potted meat, served cold.
        Charcuterie = "charcuterie",
        /// Pie, puff pastry, pancake with a savoury filling.
        SavouryPastry = "savoury_pastry",
        /// Egg.
        Egg = "egg",
        /// Beef, veal, pork, lamb, game, offal, and meat whose animal is not said.
        Meat = "meat",
        /// Chicken, turkey, duck, guinea fowl.
        Poultry = "poultry",
        /// Fish and shellfish.
        Fish = "fish",
        /// Fish and shellfish that are mostly served as a starter.
        FishStarter = "fish_starter",
        /// A main dish that brings its own side dish.
        OneDishMeal = "one_dish_meal",
        /// A main dish without meat nor fish.
        VegetarianMain = "vegetarian_main",
        /// A way of cooking that says little of what is cooked (gratin, wok, tajine).
        Preparation = "preparation",
        /// Vegetables prepared together (ratatouille, jardinière), and vegetables that are not named.
        VegetableDish = "vegetable_dish",
        /// Pulses.
        Legume = "legume",
        /// Pasta, rice, potatoes, cereals.
        Starch = "starch",
        /// A vegetable that is mostly served cooked.
        Vegetable = "vegetable",
        /// Cheese.
        Cheese = "cheese",
        /// Yoghurt, fromage blanc, petit-suisse.
        Yoghurt = "yoghurt",
        /// Flan, mousse, dessert cream, rice pudding.
        DairyDessert = "dairy_dessert",
        /// Fruit as it grows.
        Fruit = "fruit",
        /// Stewed fruit, fruit in syrup, fruit salad.
        CookedFruit = "cooked_fruit",
        /// Tart, cake, pancake, doughnut.
        Pastry = "pastry",
        /// Biscuit, cereal bar.
        Biscuit = "biscuit",
        /// Ice cream, sorbet.
        IceCream = "ice_cream",
        /// Chocolate, jam, honey, sweets.
        Sweet = "sweet",
        /// Bread.
        Bread = "bread",
        /// Breakfast cereals.
        Cereal = "cereal",
        /// Milk, to drink.
        Milk = "milk",
        /// A drink that is no milk.
        Drink = "drink",
        /// A sauce, a dressing, a herb.
        Sauce = "sauce",
    }
}

/// What a name says of its course.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseGuess {
    /// The likeliest course.
    pub best: Course,
    /// How sure that is, 0 to 1.
    pub sure: f32,
    /// Every course the dish could be, likeliest first.
    pub possible: &'static [Course],
    /// The families of food in the name, that of its head first, each once.
    pub families: Vec<Family>,
}

impl CourseGuess {
    /// How well a course fits the name, 0 to 1.
    pub fn weight(&self, course: Course) -> f32 {
        match self.possible.iter().position(|&c| c == course) {
            Some(0) => self.sure,
            Some(1) => (1.0 - self.sure).max(0.12),
            Some(_) => (1.0 - self.sure).max(0.12) * 0.6,
            None => (1.0 - self.sure).min(0.3) * 0.1 + 0.005,
        }
    }
}

/// The course a dish of this name most likely is; `None` where no word at its head is known.
pub fn course_of(name: &str) -> Option<CourseGuess> {
    let words = Words::new(name);
    let mut found = LEXICON.scan(&words);
    let unknown = found.first().map_or(words.len(), |m| m.start);
    if let Some(misspelt) = LEXICON.near(&words, unknown) {
        found.insert(0, misspelt);
    }
    let (head, tail) = found.split_first()?;
    let stray = words
        .before(head.start)
        .filter(|w| LEXICON.counts(w))
        .count();
    if words.before(head.start).any(|w| LEXICON.joins.contains(w)) {
        return None;
    }
    let food = LEXICON.foods.get(head.food)?;
    let turn = LEXICON
        .turns
        .iter()
        .find(|t| t.turns(food.family, head, tail, &words));
    let (courses, sure) = turn.map_or((&food.courses, food.sure), |t| (&t.courses, t.sure));
    Some(CourseGuess {
        best: *courses.first()?,
        sure: if stray == 0 && !LEXICON.is_misspelt(&words, head) {
            sure
        } else {
            sure * 0.7
        },
        possible: courses,
        families: LEXICON.families(&found, turn.and_then(|t| t.family)),
    })
}

/// The families of food in a name, in its order, each once.
pub fn families_of(name: &str) -> Vec<Family> {
    LEXICON.families(&LEXICON.scan(&Words::new(name)), None)
}

struct Match {
    start: usize,
    end: usize,
    food: usize,
    family: Family,
}

#[derive(Deserialize)]
struct File {
    food: Vec<FoodEntry>,
    turn: Vec<TurnEntry>,
    joins: Vec<String>,
    light: Vec<String>,
}

#[derive(Deserialize)]
struct FoodEntry {
    family: Family,
    courses: Vec<Course>,
    sure: f32,
    written: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    yes: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    no: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct TurnEntry {
    #[serde(default)]
    head: Vec<Family>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    with_family: Vec<Family>,
    #[serde(default)]
    next: Vec<Family>,
    #[serde(default)]
    family: Option<Family>,
    courses: Vec<Course>,
    sure: f32,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    yes: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    no: BTreeMap<String, String>,
}

struct Food {
    family: Family,
    courses: Vec<Course>,
    sure: f32,
}

impl From<FoodEntry> for Food {
    fn from(entry: FoodEntry) -> Self {
        Self {
            family: entry.family,
            courses: entry.courses,
            sure: entry.sure,
        }
    }
}

/// What turns a head: its family or its words, and what follows it.
struct Turn {
    head: Vec<Family>,
    starts: HashSet<String>,
    with: Phrases<()>,
    with_family: Vec<Family>,
    next: Vec<Family>,
    family: Option<Family>,
    courses: Vec<Course>,
    sure: f32,
}

impl Turn {
    fn turns(&self, family: Family, head: &Match, tail: &[Match], words: &Words) -> bool {
        let concerned = self.head.contains(&family)
            || words
                .span(head.start, head.end)
                .is_some_and(|h| self.starts.contains(h));
        concerned
            && (tail.first().is_some_and(|m| self.next.contains(&m.family))
                || tail.iter().any(|m| self.with_family.contains(&m.family))
                || self.with.is_in(words, head.end))
    }
}

impl From<TurnEntry> for Turn {
    fn from(entry: TurnEntry) -> Self {
        Self {
            head: entry.head,
            starts: entry.starts.iter().map(|w| phrase(w)).collect(),
            with: entry.with.iter().map(|w| (Words::new(w), ())).collect(),
            with_family: entry.with_family,
            next: entry.next,
            family: entry.family,
            courses: entry.courses,
            sure: entry.sure,
        }
    }
}

struct Lexicon {
    foods: Vec<Food>,
    turns: Vec<Turn>,
    phrases: Phrases<usize>,
    /// Each long word with any one letter left out.
    shortened: HashMap<CompactString, usize>,
    /// As `shortened`, and each word as it is.
    near: HashMap<CompactString, usize>,
    joins: HashSet<String>,
    light: HashSet<String>,
}

impl Lexicon {
    fn new(file: File) -> Self {
        let written = || {
            let foods = file.food.iter().enumerate();
            foods.flat_map(|(index, food)| food.written.iter().map(move |w| (Words::new(w), index)))
        };
        let mut shortened = HashMap::default();
        for (words, index) in written() {
            for short in one_letter_less(words.joined()) {
                shortened.entry(short).or_insert(index);
            }
        }
        let mut near = shortened.clone();
        for (words, index) in written() {
            near.entry(words.joined().into()).or_insert(index);
        }
        Self {
            phrases: written().collect(),
            shortened,
            near,
            turns: file.turn.into_iter().map(Turn::from).collect(),
            joins: file.joins.iter().map(|w| phrase(w)).collect(),
            light: file.light.iter().map(|w| phrase(w)).collect(),
            foods: file.food.into_iter().map(Food::from).collect(),
        }
    }

    /// Every known phrase of a name, the longest at each place, none within another.
    fn scan(&self, words: &Words) -> Vec<Match> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let hit = self.phrases.at(words, start).find_map(|(n, &food)| {
                let family = self.foods.get(food)?.family;
                Some(Match {
                    start,
                    end: start + n,
                    food,
                    family,
                })
            });
            start = hit.as_ref().map_or(start + 1, |m| m.end);
            found.extend(hit);
        }
        found
    }

    /// The first word before the `end`th that is one letter away from a known one.
    fn near(&self, words: &Words, end: usize) -> Option<Match> {
        (0..end.min(NEAR_WORDS)).find_map(|start| {
            let word = words
                .span(start, start + 1)
                .filter(|w| !self.light.contains(*w))?;
            let long_enough = word.len() >= NEAR_LETTERS;
            let missing = long_enough
                .then(|| self.shortened.get(word).copied())
                .flatten();
            let known = |w: CompactString| self.near.get(&w).copied();
            let food = missing.or_else(|| one_letter_less(word).find_map(known))?;
            Some(Match {
                start,
                end: start + 1,
                food,
                family: self.foods.get(food)?.family,
            })
        })
    }

    fn is_misspelt(&self, words: &Words, head: &Match) -> bool {
        let mut known = self.phrases.at(words, head.start);
        !known.any(|(n, _)| head.start + n == head.end)
    }

    /// Whether an unknown word before the head makes the head doubtful.
    fn counts(&self, word: &str) -> bool {
        !self.light.contains(word) && !word.chars().all(|c| c.is_ascii_digit())
    }

    fn families(&self, found: &[Match], turned: Option<Family>) -> Vec<Family> {
        let mut families = Vec::new();
        let own = found
            .iter()
            .map(|m| m.family)
            .skip(usize::from(turned.is_some()));
        for family in turned.into_iter().chain(own) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        families
    }
}

/// Letters: shorter words are too close to others to be read with a fault.
const NEAR_LETTERS: usize = 6;
/// Words among which a misspelt head is looked for.
const NEAR_WORDS: usize = 3;
/// Letters: no word is longer.
const LONGEST_WORD: usize = 24;

/// A long word with each of its letters left out in turn; nothing of a short one or of several words.
fn one_letter_less(word: &str) -> impl Iterator<Item = CompactString> {
    let fit = (NEAR_LETTERS..=LONGEST_WORD).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let word = if fit { word } else { "" };
    (0..word.len()).filter_map(|at| {
        let mut short = CompactString::from(word.get(..at)?);
        short.push_str(word.get(at + 1..)?);
        Some(short)
    })
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(read()));

pub(super) fn load() {
    LazyLock::force(&LEXICON);
}

fn read() -> File {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/lexicon.json")))
        .unwrap_or_else(|error| panic!("lexicon.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_foods_holds() {
        let file = read();
        let mut wrong = Vec::new();
        let foods = file
            .food
            .iter()
            .map(|e| (Some(e.family), &e.courses, &e.yes, &e.no));
        let turns = file
            .turn
            .iter()
            .map(|e| (e.family, &e.courses, &e.yes, &e.no));
        for (family, courses, yes, no) in foods.chain(turns) {
            for name in yes {
                match course_of(name) {
                    Some(g)
                        if g.best == courses[0]
                            && family.is_none_or(|f| g.families.contains(&f)) => {}
                    other => wrong.push(format!(
                        "{name}: wanted {:?} {family:?}, got {other:?}",
                        courses[0]
                    )),
                }
            }
            for (name, course) in no {
                let best = course_of(name).map(|g| g.best);
                if best != Course::from_word(course) {
                    wrong.push(format!(
                        "{name}: wanted {course}, got {best:?} {:?}",
                        families_of(name)
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_misspelt_head_is_read_with_less_confidence() {
        for (name, course) in [
            ("Samousa légumes", Course::Entree),
            ("Pavé de poison", Course::PlatPrincipal),
            ("Couscouss", Course::PlatPrincipal),
            ("Compotte", Course::Dessert),
            ("Yaourrt", Course::ProduitLaitier),
        ] {
            let guess = course_of(name).unwrap();
            assert_eq!(guess.best, course, "{name}");
        }
        assert!(course_of("Compotte").unwrap().sure < course_of("Compote").unwrap().sure);
        for name in [
            "Vendredi",
            "Janvier",
            "Semaine 12",
            "Maternelle",
            "Rouges",
            "Restauration municipale",
        ] {
            assert_eq!(course_of(name), None, "{name}");
        }
    }
}
