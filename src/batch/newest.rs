//! Documents that tell of the same meal of the same restaurant: the newest one counts.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scdl::{MealKind, Row};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::BTreeMap;
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A meal that a document tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    meal: Meal,
    /// Whether anything names the restaurant; if not, its folder stands for it.
    named: bool,
    /// The dishes' names, hashed, in order of their hashes.
    dishes: Box<[u32]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meal {
    restaurant: u64,
    date: NaiveDate,
    kind: MealKind,
}

impl Served {
    /// The meals of a document's dishes, each with how many of the dishes, which stand in this order, are its own; `folder`
    /// is where the document lies.
    pub fn of<D>(dishes: &[D], row: impl Fn(&D) -> &Row, folder: &Path) -> Vec<(Self, usize)> {
        let folder = xxh3_64(folder.as_os_str().as_encoded_bytes());
        let meals = dishes.chunk_by(|a, b| meal(row(a), folder) == meal(row(b), folder));
        let served = meals.filter_map(|rows| {
            let mut dishes: Vec<u32> = rows.iter().map(|r| dish(row(r))).collect();
            dishes.sort_unstable();
            let first = row(rows.first()?);
            let served = Self {
                meal: meal(first, folder),
                named: is_named(first),
                dishes: dishes.into(),
            };
            Some((served, rows.len()))
        });
        served.collect()
    }

    /// Whether it is the same meal of the same restaurant.
    pub fn is_meal_of(&self, other: &Self) -> bool {
        self.meal == other.meal
    }

    /// The day served.
    pub fn date(&self) -> NaiveDate {
        self.meal.date
    }

    /// Where it is served, as a number.
    pub fn restaurant(&self) -> u64 {
        self.meal.restaurant
    }

    /// Half of the dishes of the shorter meal are in the other one too.
    fn resembles(&self, other: &Self) -> bool {
        let common = self
            .dishes
            .iter()
            .filter(|d| other.dishes.binary_search(d).is_ok());
        2 * common.count() >= self.dishes.len().min(other.dishes.len())
    }
}

fn is_named(row: &Row) -> bool {
    !row.menu_restaurant_nom.is_empty() || !row.menu_restaurant_id.is_empty()
}

fn meal(row: &Row, folder: u64) -> Meal {
    let mut hasher = Xxh3::new();
    let columns = [
        &row.menu_coll_nom,
        &row.menu_coll_siret,
        &row.menu_restaurant_nom,
        &row.menu_restaurant_insee,
        &row.menu_restaurant_id,
        &row.menu_restaurant_type,
        &row.menu_restaurant_convive,
    ];
    for column in columns {
        hasher.update(column.as_bytes());
        hasher.update(&[0]);
    }
    if !is_named(row) {
        hasher.update(&folder.to_le_bytes());
    }
    Meal {
        restaurant: hasher.digest(),
        date: row.menu_date,
        kind: row.menu_repas_type,
    }
}

fn dish(row: &Row) -> u32 {
    let mut letters = String::with_capacity(row.menu_plat_nom.len());
    crate::fold::bare(&row.menu_plat_nom, |c| {
        letters.extend(Some(c).filter(|c| c.is_alphanumeric()))
    });
    xxh3_64(letters.as_bytes()) as u32
}

/// The meals of all documents, in the order in which they came in.
#[derive(Debug, Default)]
pub struct Newest {
    documents: Vec<Document>,
    served: Vec<(usize, Served, Fate)>,
    standing: BTreeMap<Meal, Vec<usize>>,
}

/// How old a document is: what left its folder is older than what lies in it; of two such, the one saved first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Age {
    /// Whether it lies in its folder.
    pub present: bool,
    /// When it was last saved.
    pub saved: Option<DateTime<FixedOffset>>,
}

#[derive(Debug)]
struct Document {
    age: Age,
    content: Option<u128>,
}

/// What becomes of a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stands,
    /// By the meal of this number.
    Replaced(usize),
}

impl Newest {
    /// Takes in the next document: its content's hash, how old it is, and its meals.
    pub fn add(
        &mut self,
        content: Option<u128>,
        age: Age,
        meals: impl IntoIterator<Item = Served>,
    ) {
        let document = self.documents.len();
        self.documents.push(Document { age, content });
        for served in meals {
            self.take(document, served);
        }
    }

    fn take(&mut self, document: usize, served: Served) {
        let at = self.served.len();
        let mut fate = Fate::Stands;
        let before = self.standing.remove(&served.meal).unwrap_or_default();
        let mut standing = Vec::with_capacity(before.len() + 1);
        for other in before {
            match self.duel(document, &served, other) {
                Duel::Both => standing.push(other),
                Duel::Older => {
                    standing.push(other);
                    fate = Fate::Replaced(other);
                }
                Duel::Newer => self.replace(other, at),
            }
        }
        if fate == Fate::Stands {
            standing.push(at);
        }
        self.standing.insert(served.meal, standing);
        self.served.push((document, served, fate));
    }

    fn replace(&mut self, at: usize, by: usize) {
        if let Some((.., fate)) = self.served.get_mut(at) {
            *fate = Fate::Replaced(by);
        }
    }

    /// What a new meal is to one that stands.
    fn duel(&self, document: usize, served: &Served, other: usize) -> Duel {
        let Some((other_document, other, _)) = self.served.get(other) else {
            return Duel::Both;
        };
        if *other_document == document {
            return Duel::Both;
        }
        if !served.named && !served.resembles(other) {
            return Duel::Both;
        }
        let age = |at: usize| self.documents.get(at).map(|d| d.age);
        match age(document) >= age(*other_document) {
            true => Duel::Newer,
            false => Duel::Older,
        }
    }

    /// The meals in the order in which they came in, and whether they stand.
    pub fn served(&self) -> impl Iterator<Item = (&Served, bool)> {
        self.served
            .iter()
            .map(|(_, served, fate)| (served, *fate == Fate::Stands))
    }

    /// What to say of the documents (by their numbers, from 0) that others replace, or contradict; `name` names one.
    pub fn doubts(&self, name: impl Fn(usize) -> String) -> Vec<(usize, Diagnostic)> {
        let mut days: BTreeMap<(usize, Code, usize), Vec<NaiveDate>> = BTreeMap::new();
        for (document, served, fate) in &self.served {
            if let Some((by, other)) = self.last(*fate) {
                let code = self.how_replaced(*document, served, by, other);
                days.entry((*document, code, by))
                    .or_default()
                    .push(served.date());
            }
        }
        for standing in self.standing.values() {
            let mut documents = standing.iter().filter_map(|at| self.served.get(*at));
            let first = documents.next();
            for ((by, ..), (document, served, _)) in first.into_iter().cycle().zip(documents) {
                if by != document {
                    let contradicted = (*document, Code::TwoMenus, *by);
                    days.entry(contradicted).or_default().push(served.date());
                }
            }
        }
        let said = days.into_iter().map(|((document, code, by), days)| {
            let doubt = Diagnostic::new(code, Place::File).with("by", name(by));
            (document, doubt.with("days", span(&days)))
        });
        said.collect()
    }

    fn how_replaced(&self, old: usize, served: &Served, new: usize, by: &Served) -> Code {
        let pair = self.documents.get(old).zip(self.documents.get(new));
        match pair {
            Some((a, b)) if a.content == b.content => Code::Duplicate,
            Some((a, b)) if !a.age.present && b.age.present => Code::GaveWay,
            _ if !served.resembles(by) => Code::ReplacedByOther,
            Some((a, b)) if a.age == b.age => Code::ReplacedByName,
            _ => Code::Replaced,
        }
    }

    /// The document, and its meal, that stands in the end for a replaced meal.
    fn last(&self, mut fate: Fate) -> Option<(usize, &Served)> {
        let mut by = None;
        while let Fate::Replaced(at) = fate {
            let (document, served, next) = self.served.get(at)?;
            by = Some((*document, served));
            fate = *next;
        }
        by
    }
}

enum Duel {
    Both,
    Newer,
    Older,
}

/// The first and the last of the days.
fn span(days: &[NaiveDate]) -> String {
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first != last => format!("{first} … {last}"),
        (Some(day), _) => day.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABOULE: &[u32] = &[1, 2, 3];
    const CORRECTED: &[u32] = &[1, 2, 9];
    const CREPES: &[u32] = &[4, 5, 6];

    fn served(named: bool, day: i64, dishes: &[u32]) -> Served {
        Served {
            meal: Meal {
                restaurant: 1,
                date: NaiveDate::default() + chrono::Duration::days(day),
                kind: MealKind::Dejeuner,
            },
            named,
            dishes: dishes.into(),
        }
    }

    fn at(hour: i64) -> Age {
        Age {
            present: true,
            saved: DateTime::from_timestamp(hour * 3600, 0).map(Into::into),
        }
    }

    fn seen(newest: &Newest) -> (Vec<bool>, Vec<(usize, &'static str)>) {
        let doubts = newest.doubts(|d| d.to_string());
        let codes = doubts.iter().map(|(d, doubt)| (*d, doubt.code.as_str()));
        (
            newest.served().map(|(_, stands)| stands).collect(),
            codes.collect(),
        )
    }

    #[test]
    fn the_newest_document_counts_in_whatever_order_they_come() {
        let mut newest = Newest::default();
        newest.add(Some(1), at(2), [served(true, 0, CREPES)]);
        newest.add(Some(2), at(3), [served(true, 0, TABOULE)]);
        newest.add(
            Some(3),
            at(1),
            [served(true, 0, CREPES), served(true, 1, CREPES)],
        );
        let said = vec![(0, "replaced-by-other"), (2, "replaced-by-other")];
        assert_eq!(seen(&newest), (vec![false, true, false, true], said));
    }

    #[test]
    fn a_chain_of_corrections_names_the_last_one() {
        let mut newest = Newest::default();
        for hour in 1..4 {
            newest.add(Some(hour), at(hour as i64), [served(true, 0, TABOULE)]);
        }
        let doubts = newest.doubts(|d| format!("n{d}"));
        assert!(
            doubts.iter().all(|(_, d)| d.with["by"] == "n2"),
            "{doubts:?}"
        );
    }

    #[test]
    fn one_document_under_two_names_and_two_of_the_same_age_are_told_apart() {
        let mut newest = Newest::default();
        newest.add(Some(1), at(1), [served(true, 0, TABOULE)]);
        newest.add(Some(1), at(1), [served(true, 0, TABOULE)]);
        newest.add(Some(2), at(1), [served(true, 0, CORRECTED)]);
        let said = vec![(0, "replaced-by-name"), (1, "replaced-by-name")];
        assert_eq!(seen(&newest), (vec![false, false, true], said));
        let mut newest = Newest::default();
        newest.add(Some(1), at(1), [served(true, 0, TABOULE)]);
        newest.add(Some(1), at(1), [served(true, 0, TABOULE)]);
        assert_eq!(seen(&newest), (vec![false, true], vec![(0, "duplicate")]));
    }

    #[test]
    fn of_restaurants_without_a_name_only_like_menus_replace_each_other() {
        let mut newest = Newest::default();
        newest.add(Some(1), at(1), [served(false, 0, TABOULE)]);
        newest.add(Some(2), at(2), [served(false, 0, CREPES)]);
        newest.add(Some(3), at(3), [served(false, 0, CORRECTED)]);
        let (standing, said) = seen(&newest);
        assert_eq!(standing, [false, true, true]);
        assert_eq!(said, [(0, "replaced"), (2, "two-menus")]);
    }

    #[test]
    fn many_unlike_menus_are_one_doubt_each() {
        let mut newest = Newest::default();
        for n in 0..50 {
            let day = |day| served(false, day, &[10 * n, 10 * n + 1]);
            newest.add(Some(n.into()), at(1), [day(0), day(1)]);
        }
        let (standing, said) = seen(&newest);
        assert!(standing.iter().all(|stands| *stands));
        assert_eq!(said.len(), 49);
    }

    #[test]
    fn what_left_its_folder_gives_way_to_what_lies_there_however_new_it_is() {
        let left = Age {
            present: false,
            ..at(9)
        };
        let mut newest = Newest::default();
        newest.add(
            Some(1),
            left,
            [served(true, 0, CREPES), served(true, 1, CREPES)],
        );
        newest.add(Some(2), at(1), [served(true, 0, TABOULE)]);
        assert_eq!(
            seen(&newest),
            (vec![false, true, true], vec![(0, "gave-way")])
        );
    }

    #[test]
    fn a_document_does_not_replace_itself() {
        let mut newest = Newest::default();
        newest.add(
            Some(1),
            at(1),
            [served(true, 0, TABOULE), served(true, 0, CREPES)],
        );
        assert_eq!(seen(&newest), (vec![true, true], vec![]));
    }
}
