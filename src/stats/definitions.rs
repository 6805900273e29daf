//! `definitions.toml`: what each figure counts, and what the dishes of a course may be made of.

use crate::diagnostic::Lang;
use crate::fold::spaced;
use crate::menu::Course;
use crate::menu::lexicon::Family;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a figure is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// What is served under one name at a meal of a day in a restaurant; no part of a snack.
    Dishes,
    /// What a restaurant serves at one time of a day; no snack.
    Meals,
    /// A date on which a restaurant serves a meal that is no snack.
    Days,
    /// A week (Monday to Sunday) in which a restaurant serves a lunch.
    Weeks,
    /// A snack that a restaurant serves.
    Snacks,
}

impl Unit {
    /// What one and several are called.
    pub fn nouns(self, lang: Lang) -> [&'static str; 2] {
        match (self, lang) {
            (Self::Dishes, Lang::Fr) => ["plat", "plats"],
            (Self::Dishes, Lang::En) => ["dish", "dishes"],
            (Self::Meals, Lang::Fr) => ["repas", "repas"],
            (Self::Meals, Lang::En) => ["meal", "meals"],
            (Self::Days, Lang::Fr) => ["jour de service", "jours de service"],
            (Self::Days, Lang::En) => ["day of service", "days of service"],
            (Self::Weeks, Lang::Fr) => ["semaine de service", "semaines de service"],
            (Self::Weeks, Lang::En) => ["week of service", "weeks of service"],
            (Self::Snacks, Lang::Fr) => ["goûter", "goûters"],
            (Self::Snacks, Lang::En) => ["snack", "snacks"],
        }
    }

    /// The unit as it is written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dishes => "dishes",
            Self::Meals => "meals",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Snacks => "snacks",
        }
    }
}

/// A figure's name and definition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it is a part of.
    pub unit: Unit,
    fr: String,
    en: String,
    definition_fr: String,
    definition_en: String,
}

impl Definition {
    /// What it is called.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// What it counts.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.definition_fr,
            Lang::En => &self.definition_en,
        }
    }
}

/// What the dishes of a course, or the snacks, may be made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartitionEntry {
    /// Its stable name.
    pub id: String,
    /// The course whose dishes it divides; none for the snacks.
    pub course: Option<Course>,
    fr: String,
    en: String,
    /// Families that count only where no other family of the name has a class.
    #[serde(default)]
    last: Vec<Family>,
    class: Vec<ClassEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    id: String,
    fr: String,
    en: String,
    families: Vec<Family>,
}

/// The class of dishes of another family, after those of the entry.
pub(super) const OTHER: &str = "other";
/// The class of dishes that the lexicon knows nothing of, the last one.
pub(super) const UNKNOWN: &str = "unknown";

impl PartitionEntry {
    /// What it is called.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// Its classes; the last two are those of other dishes, and of unknown ones.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let own = self.class.iter().map(|class| class.id.as_str());
        own.chain([OTHER, UNKNOWN])
    }

    /// The place, among [`Self::classes`], of a dish of these families.
    pub(super) fn class_of(&self, families: &[Family]) -> usize {
        let class = |family: &Family| self.class.iter().position(|c| c.families.contains(family));
        let first = families.iter().filter(|f| !self.last.contains(f));
        let mut by_rank = first.chain(families);
        by_rank.find_map(class).unwrap_or(match families {
            [] => self.class.len() + 1,
            _ => self.class.len(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Animal {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    figure: BTreeMap<String, Definition>,
    animal: Animal,
    partition: Vec<PartitionEntry>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/definitions.json")))
        .unwrap_or_else(|error| panic!("definitions.toml: {error}"))
});

/// The definition of a figure.
pub fn definition(figure: &str) -> Option<&'static Definition> {
    FILE.figure.get(figure)
}

/// The figures that are defined.
#[cfg(test)]
pub(super) fn defined() -> impl Iterator<Item = &'static str> {
    FILE.figure.keys().map(String::as_str)
}

static ANIMAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = FILE.animal.words.iter();
    words.map(|word| as_words(word)).collect()
});

/// Whether a word of meat or fish stands anywhere in the name.
pub(super) fn names_an_animal(name: &str) -> bool {
    let name = as_words(name);
    ANIMAL.iter().any(|word| name.contains(word.as_str()))
}

/// Folded words in the singular, a space around each.
fn as_words(text: &str) -> String {
    let folded = spaced(text);
    let singular = |word: &str| format!("{} ", word.trim_end_matches(['s', 'x']));
    let words: String = folded.split(' ').map(singular).collect();
    format!(" {words}")
}

pub(super) fn partitions() -> &'static [PartitionEntry] {
    &FILE.partition
}

/// A partition, by its stable name.
pub fn partition_entry(id: &str) -> Option<&'static PartitionEntry> {
    partitions().iter().find(|entry| entry.id == id)
}

/// What the weekday of a group's key (1, Monday, to 7) is called.
pub fn weekday_name(key: &str, lang: Lang) -> Option<&'static str> {
    let names = match lang {
        Lang::Fr => [
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        ],
        Lang::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    };
    let place = key.parse::<usize>().ok()?.checked_sub(1)?;
    names.get(place).copied()
}

/// What a class of a partition is called.
pub fn class_name(partition: &str, class: &str, lang: Lang) -> &'static str {
    let entry = partition_entry(partition);
    let class_entry = entry.and_then(|e| e.class.iter().find(|c| c.id == class));
    match (class_entry, lang, class) {
        (Some(class), Lang::Fr, _) => &class.fr,
        (Some(class), Lang::En, _) => &class.en,
        (None, Lang::Fr, UNKNOWN) => "inconnu",
        (None, Lang::En, UNKNOWN) => "unknown",
        (None, Lang::Fr, _) => "autre",
        (None, Lang::En, _) => "other",
    }
}
