//! The register, and what lies in the inbox now → the register of today, and what happened. No row is lost without a word: a
//! document that left stays, and so does what a new version under the same name says nothing of, unless it lies between the
//! days that the new version tells of.

use super::register::{Dish, Document, Event, Register, with_figures};
use crate::diagnostic::{Code, Diagnostic, Place};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document that lies in the inbox.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrival {
    /// As the register knows it, by its path.
    Known(String),
    /// New, changed, or read anew.
    Read(Document),
}

impl Arrival {
    fn path(&self) -> &str {
        match self {
            Self::Known(path) => path,
            Self::Read(document) => &document.path,
        }
    }
}

/// What is done with the rows of documents that are no longer in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// They stay published.
    Stay,
    /// They go.
    Go,
}

fn about_it(code: Code) -> Diagnostic {
    Diagnostic::new(code, Place::File)
}

/// The documents on their way from yesterday's register to today's.
struct Update {
    today: NaiveDate,
    /// In the inbox, as far as they were not seen there today.
    before: BTreeMap<String, Document>,
    gone: Vec<Document>,
    present: Vec<Document>,
    events: Vec<Event>,
}

impl Register {
    /// Takes in what lies in the inbox today, all of it; gives what happened.
    pub(super) fn update(
        &mut self,
        arrivals: Vec<Arrival>,
        withdrawn: Withdrawn,
        today: NaiveDate,
    ) -> Vec<Event> {
        let documents = std::mem::take(&mut self.documents);
        let (present, gone): (Vec<_>, Vec<_>) =
            documents.into_iter().partition(|d| d.gone.is_none());
        let mut update = Update {
            today,
            before: present.into_iter().map(|d| (d.path.clone(), d)).collect(),
            gone,
            present: Vec::new(),
            events: Vec::new(),
        };
        let here: BTreeSet<String> = arrivals.iter().map(|a| a.path().to_owned()).collect();
        for arrival in arrivals {
            match arrival {
                Arrival::Known(path) => update.present.extend(update.before.remove(&path)),
                Arrival::Read(document) => update.take(document, &here),
            }
        }
        update.withdraw();
        if withdrawn == Withdrawn::Go {
            update.prune();
        }
        let mut documents = update.gone;
        documents.extend(update.present);
        // Stable: of one path, those that went first stay first, and what is there comes last.
        documents.sort_by(|a, b| Path::new(&a.path).cmp(Path::new(&b.path)));
        self.documents = documents;
        update.events
    }
}

impl Update {
    fn take(&mut self, document: Document, here: &BTreeSet<String>) {
        match self.before.remove(&document.path) {
            Some(before) if before.content == document.content && !before.dishes.is_empty() => {
                self.read_anew(&before, &document);
            }
            Some(before) if before.content == document.content && document.dishes.is_empty() => {}
            Some(before) if !before.dishes.is_empty() => self.replace(before, &document),
            _ => self.come_in(&document, here),
        }
        self.present.push(document);
    }

    /// A document that did not change, read by another program or with another profile.
    fn read_anew(&mut self, before: &Document, document: &Document) {
        let same = |(a, b): &(&Dish, &Dish)| a.row == b.row;
        let pairs = before.dishes.iter().zip(&document.dishes);
        let most = before.dishes.len().max(document.dishes.len());
        let changed = most - pairs.filter(same).count();
        if changed > 0 {
            let anew = about_it(Code::ReadAnew).with("dishes", changed);
            self.event(&document.path, anew);
        }
    }

    fn replace(&mut self, mut before: Document, document: &Document) {
        self.arrive(Code::NewVersion, document);
        before.gone = Some(self.today);
        let path = before.path.clone();
        self.gone.push(before);
        self.supersede(document);
        let left = self.gone.last().filter(|left| left.path == path);
        if let Some(left) = left.filter(|left| !left.dishes.is_empty()) {
            let kept = with_figures(about_it(Code::DaysKept), left.dishes.iter());
            self.event(&path, kept);
        }
    }

    fn come_in(&mut self, document: &Document, here: &BTreeSet<String>) {
        let moved = |(path, before): (&String, &Document)| {
            let moved = before.content == document.content && !here.contains(path);
            moved.then(|| path.clone())
        };
        let from = self.before.iter().find_map(moved);
        if let Some(before) = from.and_then(|from| self.before.remove(&from)) {
            let moved = about_it(Code::Moved).with("from", &before.path);
            self.event(&document.path, with_figures(moved, document.dishes.iter()));
            return;
        }
        let back = |d: &Document| d.path == document.path && d.content == document.content;
        match self.gone.iter().any(back) {
            true => self.arrive(Code::CameBack, document),
            false => self.arrive(Code::CameIn, document),
        }
        self.supersede(document);
    }

    /// A document that gave no dish has no news of its own: its refusal says all.
    fn arrive(&mut self, code: Code, document: &Document) {
        let what = match document.dishes.is_empty() {
            true => document.refusal(),
            false => with_figures(about_it(code), document.dishes.iter()),
        };
        self.event(&document.path, what);
    }

    /// What older versions under the same path say of the days that the new one tells of goes; the rest stays.
    fn supersede(&mut self, document: &Document) {
        let Some((first, last)) = document.days() else {
            return;
        };
        let told = document.meals();
        let mut gone = std::mem::take(&mut self.gone);
        for older in gone.iter_mut().filter(|older| older.path == document.path) {
            let meals = older.meals();
            let mut dishes = std::mem::take(&mut older.dishes).into_iter();
            let mut removed = Vec::new();
            for (served, count) in meals {
                let meal = dishes.by_ref().take(count);
                let again = told.iter().any(|(other, _)| other.is_meal_of(&served));
                match (first..=last).contains(&served.date()) {
                    _ if again => meal.for_each(drop),
                    true => removed.extend(meal),
                    false => older.dishes.extend(meal),
                }
            }
            if !removed.is_empty() {
                let what = with_figures(about_it(Code::DaysRemoved), removed.iter());
                self.event(&document.path, what);
            }
        }
        gone.retain(|older| !older.dishes.is_empty());
        self.gone = gone;
    }

    /// What is in the inbox no more.
    fn withdraw(&mut self) {
        for mut document in std::mem::take(&mut self.before).into_values() {
            if document.dishes.is_empty() {
                self.event(&document.path, about_it(Code::Removed));
                continue;
            }
            let withdrawn = with_figures(about_it(Code::Withdrawn), document.dishes.iter());
            self.event(&document.path, withdrawn);
            document.gone = Some(self.today);
            self.gone.push(document);
        }
    }

    fn prune(&mut self) {
        self.events
            .retain(|event| event.what.code != Code::Withdrawn);
        for document in std::mem::take(&mut self.gone) {
            let pruned = with_figures(about_it(Code::Pruned), document.dishes.iter());
            self.event(&document.path, pruned);
        }
    }

    fn event(&mut self, path: &str, what: Diagnostic) {
        self.events.push(Event::of(path, what));
    }
}
