//! The different dishes: two spellings that differ in case, accents or punctuation are one.

use super::definitions::{names_an_animal, partitions};
use crate::fold::spaced;
use crate::menu::lexicon::{Family, course_of, families_of};
use chrono::NaiveDate;
use compact_str::CompactString;
use foldhash::{HashMap, HashMapExt};

/// What the lexicon knows of a dish.
#[derive(Debug)]
pub(super) struct Facts {
    /// Its class in each partition, in the order of the definitions.
    pub classes: Vec<usize>,
    /// Whether any of its words is known.
    pub known: bool,
    /// Meat, poultry or fish is named.
    pub animal: bool,
    /// Eggs, pulses or another preparation that takes the place of meat or fish.
    pub meatless: bool,
    /// Milk, or made of it.
    pub dairy: bool,
    /// Fruit, fresh or stewed.
    pub fruit: bool,
}

impl Facts {
    fn of(name: &str) -> Self {
        let families = match course_of(name) {
            Some(guess) => guess.families,
            None => families_of(name),
        };
        let any = |of: &[Family]| families.iter().any(|family| of.contains(family));
        use Family as F;
        Self {
            classes: partitions().iter().map(|p| p.class_of(&families)).collect(),
            known: !families.is_empty(),
            animal: names_an_animal(name)
                || any(&[F::Meat, F::Poultry, F::Fish, F::FishStarter, F::Charcuterie]),
            meatless: any(&[F::Egg, F::Legume, F::VegetarianMain]),
            dairy: any(&[F::Milk, F::Cheese, F::Yoghurt, F::DairyDessert]),
            fruit: any(&[F::Fruit, F::CookedFruit]),
        }
    }
}

/// A dish, and how often it was served.
#[derive(Debug)]
pub(super) struct Dish {
    pub facts: Facts,
    pub served: u64,
    pub organic: u64,
}

/// When a restaurant served a dish.
#[derive(Debug)]
struct Served {
    first: NaiveDate,
    last: NaiveDate,
    times: u32,
}

#[derive(Debug, Default)]
pub(super) struct Dishes {
    spellings: HashMap<CompactString, (usize, u64)>,
    folded: HashMap<String, usize>,
    dishes: Vec<Dish>,
    /// By dish and restaurant: of all that is held the largest, so kept small.
    served: HashMap<(u32, u32), Served>,
}

impl Dishes {
    /// The dish of this name, served once more.
    pub(super) fn serve(&mut self, name: &str, organic: bool) -> usize {
        let dish = self.place(name);
        if let Some(dish) = self.dishes.get_mut(dish) {
            dish.served += 1;
            dish.organic += u64::from(organic);
        }
        dish
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some((dish, times)) = self.spellings.get_mut(name) {
            *times += 1;
            return *dish;
        }
        // Of a name without letters nothing can be folded.
        let folded = Some(spaced(name)).filter(|folded| !folded.is_empty());
        let folded = folded.unwrap_or_else(|| name.to_owned());
        let dish = *self.folded.entry(folded).or_insert_with(|| {
            self.dishes.push(Dish {
                facts: Facts::of(name),
                served: 0,
                organic: 0,
            });
            self.dishes.len() - 1
        });
        self.spellings.insert(name.into(), (dish, 1));
        dish
    }

    pub(super) fn facts(&self, dish: usize) -> Option<&Facts> {
        Some(&self.dishes.get(dish)?.facts)
    }

    /// Notes that a restaurant served the dish on this day.
    pub(super) fn note(&mut self, dish: usize, restaurant: usize, date: NaiveDate) {
        let served = self
            .served
            .entry((dish as u32, restaurant as u32))
            .or_insert_with(|| Served {
                first: date,
                last: date,
                times: 0,
            });
        served.first = served.first.min(date);
        served.last = served.last.max(date);
        served.times += 1;
    }

    /// Each dish with its usual spelling and the mean number of days between two services in one restaurant.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Dish, &str, Option<f64>)> {
        let names = self.names();
        let gaps = self.gaps();
        let dishes = self.dishes.iter().enumerate();
        dishes.map(move |(at, dish)| {
            let name = names.get(at).copied().unwrap_or_default();
            (dish, name, gaps.get(&at).copied())
        })
    }

    /// The spelling most often met; the first in the alphabet among several.
    fn names(&self) -> Vec<&str> {
        let mut spellings: Vec<(usize, u64, &str)> = self
            .spellings
            .iter()
            .map(|(name, (dish, times))| (*dish, *times, name.as_str()))
            .collect();
        spellings.sort_by_key(|&(dish, times, name)| (dish, std::cmp::Reverse(times), name));
        spellings.dedup_by_key(|spelling| spelling.0);
        spellings.into_iter().map(|(.., name)| name).collect()
    }

    fn gaps(&self) -> HashMap<usize, f64> {
        let mut days: HashMap<usize, (i64, u64)> = HashMap::new();
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for ((dish, _), served) in &self.served {
            let sum = days.entry(*dish as usize).or_default();
            sum.0 += (served.last - served.first).num_days();
            sum.1 += u64::from(served.times) - 1;
        }
        let mean = |(dish, (days, gaps))| (gaps > 0).then(|| (dish, days as f64 / gaps as f64));
        days.into_iter().filter_map(mean).collect()
    }
}
