//! Sheets + grids + legend → `Reading`: the days, meals and dishes, what each word is, and each doubt said.

use super::board::{Board, boards};
use super::courses::{CourseHeading, settle_courses};
use super::dates::{Heading, Saying, Sayings, date_days, in_order};
use super::days::{Entry, gather};
use super::faults;
use super::lexicon::{Family, families_of};
use super::model::{Course, Day, Dish, Meal, MealKind, Menu};
use super::notices::{Notice, notice};
use super::pieces::Piece;
use super::print::Print;
use super::roles::{Ledger, Role, Roles};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use crate::labels::{
    Allergen, Found, Label, Legend, Mention, Reading as Marked, Sign, read_marks, signs_on,
};
use crate::layout::{Grid, Line, Sheet, text_of};
use crate::pdf::{Facts, Fill, Picture, Word};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a document besides its pages.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The file's name, which may hold the dates.
    pub file_name: Option<String>,
    /// The year that the user gives, for pages that have none.
    pub year: Option<i32>,
    /// What the document says of itself.
    pub facts: Facts,
}

/// All that was understood of a document's pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The days, meals and dishes.
    pub menu: Menu,
    /// What each word of each page is.
    pub roles: Vec<Roles>,
    /// The day headings, in the order of reading.
    pub headings: Vec<DayHeading>,
    /// What a person should look at.
    pub doubts: Vec<Diagnostic>,
}

/// A day's heading as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DayHeading {
    /// The day, where one could be told.
    pub date: Option<NaiveDate>,
    /// Page number, from 1.
    pub page: u32,
    /// The box of the heading and of all that stands under it, in points.
    pub reach: Rect,
}

/// Below this sureness (0 to 1) a course is a guess worth a word.
const UNSURE: f32 = 0.35;
/// Points: a fill that can be a badge or a highlight is no higher.
const BADGE_HEIGHT: f32 = 30.0;

/// Reads the menu from a document's sheets and their grids; its days in order.
pub fn read_menu(sheets: &[Sheet], grids: &[Grid], legend: &Legend, source: &Source) -> Reading {
    let ledger = ledger_of(sheets, legend);
    let print = print_of(grids, legend);
    let boards = boards(grids, legend, &print);
    let gathered = gather(&boards, legend, &print, ledger);
    let (dates, mut doubts) = dates_of(&gathered.headings, &sayings(&boards, source));
    let mut days: BTreeMap<NaiveDate, Vec<&Entry>> = BTreeMap::new();
    for entry in &gathered.entries {
        if let Some(date) = dates.get(entry.day).copied().flatten() {
            days.entry(date).or_default().push(entry);
        }
    }
    let mut kitchen = Kitchen {
        sheets,
        legend,
        headings: page_headings(&boards),
        seen: BTreeSet::new(),
        ledger: gathered.ledger,
        shown: Vec::new(),
        doubts: Vec::new(),
    };
    let days = days
        .into_iter()
        .map(|(date, entries)| Day {
            date,
            meals: kitchen.meals(entries),
        })
        .filter(|day| !day.meals.is_empty())
        .collect();
    doubts.extend(kitchen.doubts);
    doubts.extend(sheets.iter().flat_map(faults::struck));
    doubts.extend(
        sheets
            .iter()
            .flat_map(|s| lost_signs(s, legend, &kitchen.shown)),
    );
    let strays = gathered.strays.iter();
    doubts.extend(strays.map(|(page, mark)| stray(*page, mark)));
    let served = faults::served(&gathered.headings, &gathered.entries, &gathered.closed);
    let mut ledger = kitchen.ledger;
    doubts.extend(faults::doubts(&mut ledger, &served));
    let headings = gathered.headings.iter().zip(dates);
    Reading {
        menu: Menu { days },
        roles: ledger.0,
        headings: headings
            .map(|(heading, date)| DayHeading {
                date,
                page: heading.page,
                reach: heading.rect.union(&heading.reach),
            })
            .collect(),
        doubts,
    }
}

/// The date of each heading. The days of a table or a list are dated one after the other, whatever stands beside it.
fn dates_of(headings: &[Heading], sayings: &Sayings) -> (Vec<Option<NaiveDate>>, Vec<Diagnostic>) {
    let order = in_order(headings);
    let sorted: Vec<Heading> = order
        .iter()
        .filter_map(|at| headings.get(*at).cloned())
        .collect();
    let (found, doubts) = date_days(&sorted, sayings);
    let mut dates = vec![None; headings.len()];
    for (at, date) in order.into_iter().zip(found) {
        if let Some(slot) = dates.get_mut(at) {
            *slot = date;
        }
    }
    (dates, doubts)
}

/// How the document prints its dishes: what stands in cells, but for the legend.
fn print_of(grids: &[Grid], legend: &Legend) -> Print {
    let of_grid = |grid: &'_ Grid| {
        let lines = grid.cells.iter().flat_map(|c| &c.lines);
        let dishes = lines.filter(|line| !legend.holds(grid.page, line));
        dishes.cloned().collect::<Vec<Line>>()
    };
    let lines: Vec<Line> = grids.iter().flat_map(of_grid).collect();
    Print::learn(lines.iter(), legend)
}

/// The legend's words, and those that are struck, are known before any other.
fn ledger_of(sheets: &[Sheet], legend: &Legend) -> Ledger {
    let mut ledger = Ledger::of(sheets);
    for sheet in sheets {
        let page = sheet.page.number;
        let told = sheet
            .words()
            .filter(|w| legend.words.contains(&(page, w.number)));
        ledger.give(page, told, Role::Legend);
        let struck = sheet.struck.iter().flat_map(|line| &line.words);
        ledger.give(page, struck, Role::Struck);
    }
    ledger
}

/// Pictures that the legend explains and that gave no dish a label: one doubt a sign.
fn lost_signs(sheet: &Sheet, legend: &Legend, shown: &[(u32, Rect)]) -> Vec<Diagnostic> {
    let page = sheet.page.number;
    let taken = |rect: &Rect| shown.iter().any(|(p, r)| *p == page && r.holds(rect));
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut doubts = Vec::new();
    let sighted = signs_on(sheet, legend).into_iter();
    for lost in sighted.filter(|s| s.words.is_empty() && !taken(&s.rect)) {
        let mark = match lost.labels.first() {
            Some(label) => label.as_str().to_owned(),
            None => lost.sign.to_string(),
        };
        if told.insert(mark.clone()) {
            let doubt = Diagnostic::new(Code::MarkWithoutDish, on(page, lost.rect));
            doubts.push(doubt.with("mark", mark));
        }
    }
    doubts
}

/// The doubt about marks that stand beside no dish.
fn stray(page: u32, mark: &[Word]) -> Diagnostic {
    let rect = Rect::around(mark.iter().map(|w| w.rect)).unwrap_or_default();
    Diagnostic::new(Code::MarkWithoutDish, on(page, rect)).with("mark", text_of(mark))
}

/// All that speaks of dates besides the day headings.
fn sayings(boards: &[Board], source: &Source) -> Sayings {
    let mut texts = Vec::new();
    for board in boards {
        let page = board.page;
        let saying = |line: &Line, cell: Rect| Saying {
            text: line.text(),
            page,
            rect: line.rect,
            cell,
        };
        texts.extend(board.loose.iter().map(|l| saying(l, l.rect)));
        for block in &board.blocks {
            let governed = block.has_days() || !board.days_over(&block.rect).is_empty();
            let speaks = |piece: &Piece| match piece {
                Piece::Day(_) => false,
                Piece::Dishes => !governed,
                _ => true,
            };
            for placed in block.pieces.iter().filter(|p| speaks(&p.piece)) {
                let cell = |l: &Line| if block.is_cell { block.rect } else { l.rect };
                texts.extend(placed.lines.iter().map(|l| saying(l, cell(l))));
            }
        }
    }
    texts.dedup();
    Sayings {
        texts,
        file_name: source.file_name.clone(),
        title: source.facts.title.clone(),
        created: source.facts.created.map(|c| c.date_naive()),
        modified: source.facts.modified.map(|m| m.date_naive()),
        year: source.year,
    }
}

/// Every course heading of the document: what one of them covers depends on the others.
fn page_headings(boards: &[Board]) -> Vec<CourseHeading> {
    let blocks = boards.iter().flat_map(|b| &b.blocks);
    // "Légumes" among dishes may be a dish.
    let headings = blocks.flat_map(|b| {
        let label = b.is_label();
        b.pieces.iter().filter_map(move |p| match &p.piece {
            Piece::Course(heading) if label || !heading.or_dish => Some(heading.clone()),
            _ => None,
        })
    });
    headings.collect()
}

/// Marks as printed, and where.
type Marks = Vec<(String, Rect)>;

/// Makes dishes of entries.
struct Kitchen<'a> {
    sheets: &'a [Sheet<'a>],
    legend: &'a Legend,
    headings: Vec<CourseHeading>,
    /// Unexplained marks already said.
    seen: BTreeSet<String>,
    ledger: Ledger,
    /// The places of all signs that gave a label.
    shown: Vec<(u32, Rect)>,
    doubts: Vec<Diagnostic>,
}

impl Kitchen<'_> {
    /// The meals of one day, in the order of the page.
    fn meals(&mut self, entries: Vec<&Entry>) -> Vec<Meal> {
        let mut kinds: Vec<MealKind> = Vec::new();
        for entry in &entries {
            if !kinds.contains(&entry.meal) {
                kinds.push(entry.meal);
            }
        }
        let meals = kinds.into_iter().map(|kind| {
            let mine: Vec<&Entry> = entries.iter().copied().filter(|e| e.meal == kind).collect();
            let dishes = self.dishes(kind, &mine);
            Meal { kind, dishes }
        });
        meals.filter(|m| !m.dishes.is_empty()).collect()
    }

    fn dishes(&mut self, kind: MealKind, entries: &[&Entry]) -> Vec<Dish> {
        let mut kept: Vec<(&Entry, Dish)> = Vec::new();
        for entry in entries {
            let Some(dish) = self.dish(entry) else {
                continue;
            };
            match kept.last() {
                Some(_) if is_a_sauce(&dish.name) => {
                    self.ledger.give(entry.page, &entry.words, Role::Notice);
                }
                _ => kept.push((entry, dish)),
            }
        }
        self.settle(kind, &mut kept);
        let mut dishes: Vec<Dish> = kept.into_iter().map(|(_, dish)| dish).collect();
        self.give_fish_their_mark(&mut dishes);
        dishes
    }

    /// The entry's words without their marks; `None` when nothing is left.
    fn dish(&mut self, entry: &Entry) -> Option<Dish> {
        let pictures: Vec<&Picture> = entry.pictures.iter().collect();
        let reading = read_marks(&entry.words, &pictures, &self.fills(entry), self.legend);
        // "Pont de" over "l'Ascension": each line alone may be a dish's.
        let closed = wraps(entry) && notice(&reading.name) == Some(Notice::Closed);
        if closed || !reading.name.chars().any(char::is_alphanumeric) {
            let role = if closed {
                Role::Closed
            } else {
                Role::Separator
            };
            self.ledger.give(entry.page, &entry.words, role);
            return None;
        }
        let marks = entry
            .words
            .iter()
            .filter(|w| reading.marks.contains(&w.number));
        let role = Role::Mark(entry.printed);
        self.ledger.give(entry.page, marks, role);
        let note = read_marks(&entry.note, &[], &[], self.legend);
        let allergens = self.allergens(entry, &reading, &note);
        let mut labels = reading.found;
        if !note.found.is_empty() {
            self.ledger.give(entry.page, &entry.note, role);
        }
        labels.extend(note.found);
        labels.extend(entry.ticked.iter().cloned());
        let said = entry.whole.iter().copied().chain(regimes(entry));
        for (label, rect) in said.chain(of_courses(entry)) {
            if !labels.iter().any(|f| f.label == label) {
                let sign = Sign::Text(label.as_str().to_owned());
                labels.push(Found { label, sign, rect });
            }
        }
        let marks = (reading.unexplained, reading.conditional);
        self.doubt(entry, &reading.name, marks);
        let shown = labels.iter().map(|found| (entry.page, found.rect));
        self.shown.extend(shown);
        Some(Dish {
            course: Course::Autre,
            name: reading.name,
            labels,
            allergens,
            precision: entry.themes.clone(),
            confidence: 1.0,
            page: entry.page,
            rect: entry.rect,
            printed: entry.printed,
        })
    }

    /// What the page says of the dish's allergens: all of it, or, where any of it is not clear, nothing, and that is told. Without
    /// a key it is told once.
    fn allergens(&mut self, entry: &Entry, reading: &Marked, note: &Marked) -> BTreeSet<Allergen> {
        let unclear = !reading.unclear.is_empty() || !note.unclear.is_empty();
        let ticked = entry.allergens.as_ref().filter(|_| !unclear);
        if let Some(ticked) = ticked {
            let said = reading.allergens.iter().chain(&note.allergens);
            return said.chain(ticked).copied().collect();
        }
        let has_key = !self.legend.allergens.is_empty() || !unclear;
        if has_key || self.seen.insert("allergens".to_owned()) {
            let doubt = Diagnostic::new(Code::UnclearAllergens, on(entry.page, entry.rect));
            self.doubts.push(doubt.with("dish", &reading.name));
        }
        BTreeSet::new()
    }

    /// Marks that nothing explains, each once; conditions; letters that could not be read.
    fn doubt(&mut self, entry: &Entry, name: &str, (unexplained, conditional): (Marks, Marks)) {
        let new = |code, rect| Diagnostic::new(code, on(entry.page, rect)).with("dish", name);
        for (mark, rect) in unexplained {
            if self.seen.insert(mark.clone()) {
                let doubt = new(Code::UnexplainedMark, rect);
                self.doubts.push(doubt.with("mark", mark));
            }
        }
        for (words, rect) in conditional {
            let doubt = new(Code::ConditionalLabel, rect);
            self.doubts.push(doubt.with("words", words));
        }
        if entry.words.iter().any(|w| w.lost) {
            self.doubts.push(new(Code::LostLetters, entry.rect));
        }
    }

    /// The small fills under or beside the words: badges and highlights.
    fn fills(&self, entry: &Entry) -> Vec<Fill> {
        let pages = self.sheets.iter().map(|sheet| sheet.page);
        let page = pages.filter(|p| p.number == entry.page);
        let fills = page.flat_map(|p| &p.fills);
        fills
            .filter(|f| f.rect.height() <= BADGE_HEIGHT && f.rect.overlap(&entry.rect) > 0.0)
            .copied()
            .chain(entry.ground)
            .collect()
    }

    /// Every part of a snack is "autre"; at table the headings decide, then the names and their order.
    fn settle(&mut self, kind: MealKind, dishes: &mut [(&Entry, Dish)]) {
        if kind.is_a_snack() {
            return;
        }
        if kind == MealKind::PiqueNique && dishes.len() == 1 {
            return;
        }
        let names: Vec<&str> = dishes.iter().map(|(_, d)| d.name.as_str()).collect();
        let allowed: Vec<Vec<Course>> = dishes.iter().map(|(e, _)| self.allowed(e)).collect();
        let settled = settle_courses(&names, &allowed);
        for ((_, dish), (course, sure)) in dishes.iter_mut().zip(settled) {
            dish.course = course;
            dish.confidence = sure;
            if sure < UNSURE {
                let doubt = Diagnostic::new(Code::UnknownCourse, on(dish.page, dish.rect));
                self.doubts
                    .push(doubt.with("dish", &dish.name).with("used", course.as_str()));
            }
        }
    }

    fn allowed(&self, entry: &Entry) -> Vec<Course> {
        let mut allowed = Vec::new();
        for course in entry.courses.iter().flat_map(|h| h.allowed(&self.headings)) {
            if !allowed.contains(&course) {
                allowed.push(course);
            }
        }
        allowed
    }

    /// A fishing label's picture set beside another dish of the meal is the fish's, where there is just one.
    fn give_fish_their_mark(&mut self, dishes: &mut [Dish]) {
        let fishing = |f: &Found| {
            f.label == Label::Mention(Mention::PecheDurable) && matches!(f.sign, Sign::Picture(_))
        };
        let is_fish = |d: &Dish| families_of(&d.name).contains(&Family::Fish);
        let Some(from) = dishes
            .iter()
            .position(|d| d.labels.iter().any(fishing) && !is_fish(d))
        else {
            return;
        };
        let mut fish = (0..dishes.len()).filter(|i| dishes.get(*i).is_some_and(is_fish));
        let (Some(to), None) = (fish.next(), fish.next()) else {
            return;
        };
        let taken = dishes.get_mut(from).and_then(|dish| {
            let at = dish.labels.iter().position(fishing)?;
            Some(dish.labels.remove(at))
        });
        let (Some(mark), Some(dish)) = (taken, dishes.get_mut(to)) else {
            return;
        };
        let doubt = Diagnostic::new(Code::AmbiguousPicture, on(dish.page, mark.rect));
        self.doubts.push(
            doubt
                .with("label", mark.label.as_str())
                .with("dish", &dish.name),
        );
        if !dish.labels.iter().any(|f| f.label == mark.label) {
            dish.labels.push(mark);
        }
    }
}

/// "Sauce au poivre" as an item of its own: it comes with the dish before it, and is none.
fn is_a_sauce(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    families_of(first).first() == Some(&Family::Sauce)
}

fn regimes(entry: &Entry) -> impl Iterator<Item = (Label, Rect)> {
    entry
        .regimes
        .iter()
        .map(|(regime, rect)| (Label::Regime(*regime), *rect))
}

/// The labels that all the headings over a dish bear.
fn of_courses(entry: &Entry) -> impl Iterator<Item = (Label, Rect)> {
    let first = entry.courses.first().map(|h| h.labels.as_slice());
    let of_all = |label: &&Label| entry.courses.iter().all(|h| h.labels.contains(label));
    let labels = first.unwrap_or_default().iter().filter(of_all);
    labels.map(|label| (*label, entry.rect))
}

/// Whether the words stand on several lines.
fn wraps(entry: &Entry) -> bool {
    let ends = entry.words.first().zip(entry.words.last());
    ends.is_some_and(|(first, last)| first.rect.overlap_y(&last.rect) <= 0.0)
}

fn on(page: u32, rect: Rect) -> Place {
    Place::Page {
        page,
        rect: Some(rect),
    }
}
