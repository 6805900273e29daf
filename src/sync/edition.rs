//! The register and the corrections → the rows that are published today, and what is to be said of them.

use super::corrections::{Correction, Corrections};
use super::register::{Document, Event, Followed, Register, State};
use super::update::{Arrival, Withdrawn};
use crate::batch::{Age, Newest};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scdl::Row;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// The rows, in the order of the documents, corrected.
    pub rows: Vec<Row>,
    /// Of each document, the dishes that are published.
    pub standing: Vec<u64>,
    /// The restaurants that a document in the inbox is of, by name and identifier.
    pub fed: BTreeSet<(String, String)>,
    /// Dishes that a doubt is about, and all.
    pub doubted: (u64, u64),
    /// The documents that others replace or contradict.
    pub replaced: Vec<Event>,
}

impl Edition {
    /// Documents of which a dish is published.
    pub fn documents(&self) -> u64 {
        self.standing.iter().filter(|dishes| **dishes > 0).count() as u64
    }
}

impl Register {
    /// Takes in what lies in the inbox today, all of it; gives what is published, and what happened, which the history tells.
    pub fn take_in(
        &mut self,
        arrivals: Vec<Arrival>,
        withdrawn: Withdrawn,
        corrections: &Corrections,
        today: NaiveDate,
    ) -> (Edition, Vec<Event>) {
        let key = |event: &Event| serde_json::to_string(event).unwrap_or_default();
        let known: BTreeSet<String> = self.replaced().iter().map(key).collect();
        let mut events = self.update(arrivals, withdrawn, today);
        let (edition, corrected) = self.edition(corrections, today);
        let replaced = edition.replaced.iter();
        let replaced = replaced.filter(|event| !known.contains(&key(event)));
        events.extend(replaced.cloned().chain(corrected));
        self.tell(today, events.clone());
        (edition, events)
    }

    /// The edition of a day. What the corrections come to is noted in the register; what is new of it is told.
    fn edition(&mut self, corrections: &Corrections, today: NaiveDate) -> (Edition, Vec<Event>) {
        let mut corrector = Corrector::new(&corrections.all, &self.corrections, today);
        let (newest, meals) = self.newest();
        let mut edition = Edition {
            replaced: self.replacements(&newest),
            fed: self.fed(),
            ..Edition::default()
        };
        let mut stands = newest.served().map(|(_, stands)| stands);
        for (document, meals) in self.documents.iter().zip(meals) {
            let mut dishes = document.dishes.iter();
            let before = edition.doubted.1;
            for count in meals {
                let meal = dishes.by_ref().take(count);
                if !stands.next().unwrap_or_default() {
                    meal.for_each(drop);
                    continue;
                }
                for dish in meal {
                    edition.doubted.0 += u64::from(dish.doubted);
                    edition.doubted.1 += 1;
                    edition
                        .rows
                        .extend(corrector.corrected(&dish.row, document));
                }
            }
            edition.standing.push(edition.doubted.1 - before);
        }
        let (followed, events) = corrector.finish();
        self.corrections = followed;
        (edition, events)
    }

    /// The restaurants that a document in the inbox is of.
    fn fed(&self) -> BTreeSet<(String, String)> {
        let present = self.documents.iter().filter(|d| d.gone.is_none());
        let rows = present.flat_map(|d| d.dishes.iter().map(|dish| &dish.row));
        let restaurants: BTreeSet<(&str, &str)> = rows.map(restaurant).collect();
        let owned = restaurants
            .into_iter()
            .map(|(name, id)| (name.to_owned(), id.to_owned()));
        owned.collect()
    }

    /// The documents that others replace or contradict, and what to say of it.
    fn replaced(&self) -> Vec<Event> {
        self.replacements(&self.newest().0)
    }

    /// Which meals stand, and the number of dishes of each meal of each document.
    fn newest(&self) -> (Newest, Vec<Vec<usize>>) {
        let mut newest = Newest::default();
        let mut counts = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            let content = u128::from_str_radix(&document.content, 16).ok();
            let (meals, dishes): (Vec<_>, Vec<_>) = document.meals().into_iter().unzip();
            let age = Age {
                present: document.gone.is_none(),
                saved: document.saved,
            };
            newest.add(content, age, meals);
            counts.push(dishes);
        }
        (newest, counts)
    }

    fn replacements(&self, newest: &Newest) -> Vec<Event> {
        let path = |at: usize| self.documents.get(at).map_or("", |d| d.path.as_str());
        let doubts = newest.doubts(|at| path(at).to_owned()).into_iter();
        doubts.map(|(at, what)| Event::of(path(at), what)).collect()
    }
}

/// Corrections at work.
struct Corrector<'c> {
    corrections: &'c [Correction],
    /// Of each day, the corrections of its dishes.
    by_day: BTreeMap<NaiveDate, Vec<usize>>,
    followed: Vec<Followed>,
    /// What was known of each before.
    known: Vec<Option<State>>,
    /// The contents and the paths that each corrects today.
    found: Vec<BTreeMap<String, String>>,
    /// What corrections did that are no longer there.
    taken_back: Vec<BTreeMap<String, String>>,
}

impl<'c> Corrector<'c> {
    fn new(corrections: &'c [Correction], known: &[Followed], today: NaiveDate) -> Self {
        let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (at, correction) in corrections.iter().enumerate() {
            by_day.entry(correction.menu_date).or_default().push(at);
        }
        let follow = |correction: &Correction| {
            let key = correction.key();
            let known = known.iter().find(|f| f.key == key).cloned();
            known.unwrap_or(Followed {
                key,
                since: today,
                contents: Vec::new(),
                state: State::Unused,
                with: told(correction, State::Unused).with,
            })
        };
        let followed: Vec<Followed> = corrections.iter().map(follow).collect();
        let kept: BTreeSet<&str> = followed.iter().map(|f| f.key.as_str()).collect();
        let taken_back = known.iter().filter(|f| !kept.contains(f.key.as_str()));
        let before = |f: &Followed| known.iter().find(|k| k.key == f.key).map(|k| k.state);
        Self {
            corrections,
            by_day,
            known: followed.iter().map(before).collect(),
            found: vec![BTreeMap::new(); followed.len()],
            taken_back: taken_back.map(|f| f.with.clone()).collect(),
            followed,
        }
    }

    fn corrected(&mut self, row: &Row, document: &Document) -> Option<Row> {
        let mut corrected = Some(row.clone());
        for at in self.by_day.get(&row.menu_date).into_iter().flatten() {
            let correction = self.corrections.get(*at).filter(|c| c.is_about(row));
            let follow = self.followed.get(*at).zip(self.found.get_mut(*at));
            if let Some((correction, (followed, found))) = correction.zip(follow) {
                found.insert(document.content.clone(), document.path.clone());
                corrected = corrected.and_then(|row| correction.corrected(row, followed.since));
            }
        }
        corrected
    }

    /// What is to be known of them tomorrow, and what is new of them.
    fn finish(mut self) -> (Vec<Followed>, Vec<Event>) {
        let mut events = Vec::new();
        let corrections = self.corrections.iter().zip(&self.known);
        let all = self.followed.iter_mut().zip(&self.found).zip(corrections);
        for ((followed, found), (correction, known)) in all {
            let same = followed
                .contents
                .iter()
                .all(|content| found.contains_key(content));
            followed.state = match (found.is_empty(), same) {
                (true, _) => State::Unused,
                (false, true) => State::Holds,
                (false, false) => State::Outdated,
            };
            if followed.state == State::Holds {
                // Another school may come to serve the same dish.
                followed.contents = found.keys().cloned().collect();
            }
            if *known != Some(followed.state) {
                let path = found.values().next().map_or("", String::as_str);
                events.push(Event::of(path, told(correction, followed.state)));
            }
        }
        let taken_back = self.taken_back.into_iter().map(|with| {
            let mut what = Diagnostic::new(Code::CorrectionTakenBack, Place::File);
            what.with = with;
            Event::of("", what)
        });
        events.extend(taken_back);
        (self.followed, events)
    }
}

/// The name and the identifier of the row's restaurant.
pub(super) fn restaurant(row: &Row) -> (&str, &str) {
    (&row.menu_restaurant_nom, &row.menu_restaurant_id)
}

/// What became of a correction, in words.
pub(super) fn told(correction: &Correction, state: State) -> Diagnostic {
    let code = match state {
        State::Holds => Code::Corrected,
        State::Outdated => Code::CorrectionOutdated,
        State::Unused => Code::CorrectionUnused,
    };
    Diagnostic::new(code, Place::File)
        .with("date", correction.menu_date)
        .with("dish", &correction.menu_plat_nom)
        .with("what", correction.what())
}
