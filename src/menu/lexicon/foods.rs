//! `foods.toml`, loaded once: the phrases that name food, what turns them, and those that speak of something else.

use super::family::Family;
use crate::menu::misspelt::NearMisses;
use crate::menu::model::Course;
use crate::menu::phrases::Phrases;
use crate::menu::words::{Words, phrase};
use foldhash::HashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words among which a misspelt head is looked for.
const NEAR_WORDS: usize = 3;

/// What a phrase speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Food: the place of its line in the file.
    Food(usize),
    /// Food where it leads a name, else how another is made: "rôti", "haché".
    Lead(usize),
    /// Something else, where it leads a text: "école", "réunion".
    Other,
    /// As `Other`; it may be said of the dish above it: "ferme", "pêche durable".
    OfADish,
    /// Something else, wherever it stands: a verb, a date.
    Never,
}

/// A phrase of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    pub sense: Sense,
}

/// A phrase of a name that is food.
#[derive(Debug, Clone, Copy)]
pub(super) struct Food {
    pub start: usize,
    pub end: usize,
    /// The place of its line in the file.
    line: usize,
    pub family: Family,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    food: Vec<FoodLine>,
    turn: Vec<TurnLine>,
    other: Vec<OtherLine>,
    joins: Vec<String>,
    of: Vec<String>,
    light: Vec<String>,
}

/// A family, and the courses its dishes are.
#[derive(Deserialize)]
pub(super) struct FoodLine {
    family: Family,
    pub courses: Vec<Course>,
    pub sure: f32,
    #[serde(default)]
    written: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
}

#[derive(Deserialize)]
struct OtherLine {
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    of_a_dish: bool,
    written: Vec<String>,
}

#[derive(Deserialize)]
struct TurnLine {
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
}

/// What turns a head: its family or its words, and what follows it.
pub(super) struct Turn {
    head: Vec<Family>,
    starts: HashSet<String>,
    with: Phrases<()>,
    with_family: Vec<Family>,
    next: Vec<Family>,
    pub family: Option<Family>,
    pub courses: Vec<Course>,
    pub sure: f32,
}

impl Turn {
    fn turns(&self, head: &Food, tail: &[Food], words: &Words) -> bool {
        let written = || words.span(head.start, head.end);
        let concerned = self.head.contains(&head.family)
            || written().is_some_and(|head| self.starts.contains(head));
        concerned
            && (tail.first().is_some_and(|m| self.next.contains(&m.family))
                || tail.iter().any(|m| self.with_family.contains(&m.family))
                || self.with.is_in(words, head.end))
    }
}

impl From<TurnLine> for Turn {
    fn from(line: TurnLine) -> Self {
        Self {
            head: line.head,
            starts: line.starts.iter().map(|w| phrase(w)).collect(),
            with: line.with.iter().map(|w| (Words::new(w), ())).collect(),
            with_family: line.with_family,
            next: line.next,
            family: line.family,
            courses: line.courses,
            sure: line.sure,
        }
    }
}

pub(super) struct Foods {
    lines: Vec<FoodLine>,
    turns: Vec<Turn>,
    phrases: Phrases<Sense>,
    near: NearMisses,
    joins: HashSet<String>,
    of: HashSet<String>,
    light: HashSet<String>,
}

impl Foods {
    fn new(file: File) -> Self {
        let mut phrases: Vec<(Words, Sense)> = Vec::new();
        for line in &file.other {
            let sense = match line {
                OtherLine { anywhere: true, .. } => Sense::Never,
                OtherLine {
                    of_a_dish: true, ..
                } => Sense::OfADish,
                _ => Sense::Other,
            };
            phrases.extend(line.written.iter().map(|w| (Words::new(w), sense)));
        }
        for (at, line) in file.food.iter().enumerate() {
            let written = line.written.iter().map(|w| (w, Sense::Food(at)));
            let leads = line.leads.iter().map(|w| (w, Sense::Lead(at)));
            phrases.extend(
                written
                    .chain(leads)
                    .map(|(w, sense)| (Words::new(w), sense)),
            );
        }
        let near = phrases.iter().filter_map(|(words, sense)| match sense {
            Sense::Food(line) | Sense::Lead(line) if words.len() == 1 => {
                Some((words.joined(), *line))
            }
            _ => None,
        });
        Self {
            near: near.collect(),
            phrases: phrases.into_iter().collect(),
            turns: file.turn.into_iter().map(Turn::from).collect(),
            joins: file.joins.iter().map(|w| phrase(w)).collect(),
            of: file.of.iter().map(|w| phrase(w)).collect(),
            light: file.light.iter().map(|w| phrase(w)).collect(),
            lines: file.food,
        }
    }

    /// Every known phrase of a text in its order, the longest at each place, none within another.
    pub(super) fn scan(&self, words: &Words) -> impl Iterator<Item = Match> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = (from..words.len()).find_map(|start| {
                let (count, &sense) = self.phrases.at(words, start).next()?;
                let end = start + count;
                Some(Match { start, end, sense })
            })?;
            from = found.end;
            Some(found)
        })
    }

    /// The food among the phrases of a text.
    pub(super) fn foods(&self, found: &[Match]) -> Vec<Food> {
        let mut foods: Vec<Food> = Vec::new();
        for m in found {
            let line = match m.sense {
                Sense::Food(line) => Some(line),
                Sense::Lead(line) if foods.is_empty() => Some(line),
                _ => None,
            };
            foods.extend(line.and_then(|line| self.food(m.start, m.end, line)));
        }
        foods
    }

    fn food(&self, start: usize, end: usize, line: usize) -> Option<Food> {
        let family = self.lines.get(line)?.family;
        Some(Food {
            start,
            end,
            line,
            family,
        })
    }

    /// The first word before the `end`th that is one letter away from a known one.
    pub(super) fn misspelt(&self, words: &Words, end: usize) -> Option<Food> {
        (0..end.min(NEAR_WORDS)).find_map(|start| {
            let word = words.span(start, start + 1)?;
            let own = self.light.contains(word) || self.phrases.alone(word).is_some();
            let line = (!own).then(|| self.near.meaning(word)).flatten()?;
            self.food(start, start + 1, line)
        })
    }

    /// The courses of a dish that this leads, likeliest first.
    pub(super) fn line(&self, head: &Food) -> Option<&FoodLine> {
        self.lines.get(head.line)
    }

    /// What follows the head and makes another course of it.
    pub(super) fn turn(&self, head: &Food, tail: &[Food], words: &Words) -> Option<&Turn> {
        let mut turns = self.turns.iter();
        turns.find(|turn| turn.turns(head, tail, words))
    }

    /// Whether what comes after this word goes with a dish and does not lead its name.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.joins.contains(word)
    }

    /// Whether a text that begins with this word goes on with a name.
    pub(super) fn goes_on(&self, word: &str) -> bool {
        self.of.contains(word)
    }

    /// Whether a word that is no food says nothing either: "de", "petit", "12".
    pub(super) fn says_nothing(&self, word: &str) -> bool {
        let number = || word.bytes().all(|b| b.is_ascii_digit());
        self.light.contains(word) || self.joins.contains(word) || number()
    }
}

pub(super) static FOODS: LazyLock<Foods> = LazyLock::new(|| Foods::new(read()));

pub(in crate::menu) fn load() {
    LazyLock::force(&FOODS);
}

fn read() -> File {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/foods.json")))
        .unwrap_or_else(|error| panic!("foods.toml: {error}"))
}
