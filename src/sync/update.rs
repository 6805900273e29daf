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
    /// The document, where it could not be opened.
    pub fn unopened(&self) -> Option<&Document> {
        match self {
            Self::Read(document) if document.content.is_empty() => Some(document),
            _ => None,
        }
    }

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
        update.forget_twins();
        if withdrawn == Withdrawn::Go {
            update.prune(&here);
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
        let Some(mut before) = self.before.remove(&document.path) else {
            self.come_in(&document, here);
            return self.present.push(document);
        };
        let same = before.content == document.content || document.content.is_empty();
        match (same, before.dishes.is_empty(), document.dishes.is_empty()) {
            (true, true, true) => {}
            // What was read of it still holds; the refusal is told once, and noted as what this reader makes of it.
            (true, false, true) => {
                let refusal = document.refusal();
                if !before.doubts.contains(&refusal) {
                    self.event(&document.path, refusal.clone());
                    before.doubts.push(refusal);
                }
                before.reader = document.reader;
                return self.present.push(before);
            }
            (true, false, false) => self.read_anew(&before, &document),
            (_, true, _) => self.come_in(&document, here),
            (false, false, _) => self.replace(before, &document),
        }
        self.present.push(document);
    }

    /// The same document, read by another program, with another profile, or in another folder.
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
            let moved = before.holds(&document.content) && !here.contains(path);
            moved.then(|| path.clone())
        };
        let from = self.before.iter().find_map(moved);
        if let Some(before) = from.and_then(|from| self.before.remove(&from)) {
            let moved = about_it(Code::Moved).with("from", &before.path);
            self.event(&document.path, with_figures(moved, document.dishes.iter()));
            self.read_anew(&before, document);
            return;
        }
        let back = |d: &Document| d.path == document.path && d.holds(&document.content);
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

    /// A document that left, and lies in the inbox under another name with the same rows, is no loss.
    fn forget_twins(&mut self) {
        let mut present: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        for document in &self.present {
            present.entry(&document.content).or_default().push(document);
        }
        self.gone.retain(|gone| {
            let mut twins = present.get(gone.content.as_str()).into_iter().flatten();
            !twins.any(|twin| twin.dishes == gone.dishes)
        });
    }

    /// An older version of what lies in the inbox has not left it.
    fn prune(&mut self, here: &BTreeSet<String>) {
        self.events
            .retain(|event| event.what.code != Code::Withdrawn);
        let gone = std::mem::take(&mut self.gone).into_iter();
        let (stay, go): (Vec<_>, Vec<_>) = gone.partition(|d| here.contains(&d.path));
        self.gone = stay;
        for document in go {
            let pruned = with_figures(about_it(Code::Pruned), document.dishes.iter());
            self.event(&document.path, pruned);
        }
    }

    fn event(&mut self, path: &str, what: Diagnostic) {
        self.events.push(Event::of(path, what));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::register::made::rows;

    const MENU: &str = "45.pdf";

    fn document(content: &str, days: &[&str]) -> Document {
        let days: Vec<(&str, &str)> = days.iter().map(|day| ("A", *day)).collect();
        let dish = |row| Dish {
            doubted: false,
            row,
        };
        let dishes = rows(&days).into_iter().map(dish).collect();
        Document {
            gone: None,
            ..Document::adopted(MENU, content.to_owned(), dishes, NaiveDate::default())
        }
    }

    /// A register that knows of one document, after others came in one by one under its name; and the codes of what happened.
    fn after(first: Document, next: &[Document]) -> (Register, Vec<Code>) {
        let mut register = Register::default();
        let mut codes = Vec::new();
        for document in [&first].into_iter().chain(next) {
            let arrivals = vec![Arrival::Read(document.clone())];
            let events = register.update(arrivals, Withdrawn::Stay, NaiveDate::default());
            codes = events.iter().map(|event| event.what.code).collect();
        }
        (register, codes)
    }

    fn days(register: &Register) -> Vec<String> {
        let dishes = register.documents.iter().flat_map(|d| &d.dishes);
        dishes.map(|dish| dish.row.menu_date.to_string()).collect()
    }

    #[test]
    fn a_reading_that_fails_where_one_succeeded_takes_nothing_away() {
        let week = document("a", &["2022-11-07", "2022-11-08"]);
        for content in ["a", ""] {
            let refused = document(content, &[]);
            let (once, codes) = after(week.clone(), std::slice::from_ref(&refused));
            assert_eq!((days(&once).len(), codes), (2, vec![Code::NotAMenu]));
            let (twice, codes) = after(week.clone(), &[refused.clone(), refused]);
            assert_eq!((twice, codes), (once, vec![]), "told once");
        }
        let (register, codes) = after(week, &[document("b", &[])]);
        assert_eq!(
            (days(&register).len(), codes),
            (2, vec![Code::NotAMenu, Code::DaysKept])
        );
    }

    #[test]
    fn a_new_version_takes_the_days_between_its_own_and_leaves_the_others() {
        let old = document(
            "a",
            &["2022-11-07", "2022-11-08", "2022-11-10", "2022-11-14"],
        );
        let new = document("b", &["2022-11-07", "2022-11-11"]);
        let (register, codes) = after(old, &[new]);
        assert_eq!(days(&register), ["2022-11-14", "2022-11-07", "2022-11-11"]);
        assert_eq!(codes, [Code::NewVersion, Code::DaysRemoved, Code::DaysKept]);
    }

    #[test]
    fn what_older_versions_left_goes_when_a_later_one_tells_of_it() {
        let week = |content, day| document(content, &[day]);
        let versions = [
            week("b", "2022-11-14"),
            week("c", "2022-11-21"),
            week("d", "2022-11-07"),
        ];
        let (register, _) = after(week("a", "2022-11-07"), &versions);
        assert_eq!(days(&register), ["2022-11-14", "2022-11-21", "2022-11-07"]);
        let content = |d: &Document| d.content.clone();
        assert_eq!(
            register.documents.iter().map(content).collect::<Vec<_>>(),
            ["b", "c", "d"]
        );
    }

    #[test]
    fn the_register_comes_back_as_it_was_written() {
        let (mut register, _) = after(
            document("a", &["2022-11-07"]),
            &[document("b", &["2022-11-14"])],
        );
        let event = Event::of(MENU, about_it(Code::CameIn));
        register.tell(NaiveDate::default(), vec![event]);
        register.publish(b"table");
        assert_eq!(Register::read(&register.text()).unwrap(), register);
        let untold = register.untold();
        assert!(!untold.is_empty() && register.told() && register.untold().is_empty());
        assert_eq!(Register::read(&register.text()).unwrap(), register);
        assert_eq!(
            Register::default(),
            Register::read(&Register::default().text()).unwrap()
        );
        let later = register.text().replace("{\"form\": 1", "{\"form\": 2");
        assert!(Register::read(&later).is_err() && Register::read("").is_err());
    }
}
