//! Entries + dates → `Menu`: marks read, courses settled, each doubt said.

use super::blocks::{Board, boards};
use super::courses::{CourseHeading, settle_courses};
use super::dates::{Saying, Sayings, date_days};
use super::days::{Entry, Gathered, gather};
use super::lexicon::{Family, families_of};
use super::model::{Course, Day, Dish, Meal, MealKind, Menu};
use super::notices::{Notice, notice};
use super::pieces::Piece;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use crate::labels::{Found, Label, Legend, Mention, Sign, read_marks};
use crate::layout::{Grid, Line, text_of};
use crate::pdf::{Document, Fill, Picture, Word};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a document besides its pages.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The file's name, which may hold the dates.
    pub file_name: Option<String>,
    /// The year that the user gives, for pages that have none.
    pub year: Option<i32>,
}

/// Below this sureness (0 to 1) a course is a guess worth a word.
const UNSURE: f32 = 0.35;
/// So many dishes make a meal.
const DAYLESS: usize = 3;
/// Points: a fill that can be a badge or a highlight is no higher.
const BADGE_HEIGHT: f32 = 30.0;

/// Reads the menu from a document's grids; its days in order.
pub fn read_menu(
    document: &Document,
    grids: &[Grid],
    legend: &Legend,
    source: &Source,
) -> (Menu, Vec<Diagnostic>) {
    let boards = boards(grids, legend);
    let gathered = gather(&boards, legend);
    let (dates, mut diagnostics) =
        date_days(&gathered.headings, &sayings(document, &boards, source));
    diagnostics.extend(dayless(&gathered));
    let headings = page_headings(&boards);
    let mut days: BTreeMap<NaiveDate, Vec<Entry>> = BTreeMap::new();
    for entry in gathered.entries {
        if let Some(date) = dates.get(entry.day).copied().flatten() {
            days.entry(date).or_default().push(entry);
        }
    }
    let mut kitchen = Kitchen {
        document,
        legend,
        headings,
        seen: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let days = days
        .into_iter()
        .map(|(date, entries)| Day {
            date,
            meals: kitchen.meals(entries),
        })
        .filter(|day| !day.meals.is_empty())
        .collect();
    diagnostics.extend(kitchen.diagnostics);
    diagnostics.extend(
        gathered
            .strays
            .iter()
            .map(|(page, mark)| stray(*page, mark)),
    );
    (Menu { days }, diagnostics)
}

/// Dishes under no day, where others stand under days: from a handful on, a day's heading was not read.
fn dayless(gathered: &Gathered) -> Option<Diagnostic> {
    let (name, page, rect) = gathered.dayless.first()?;
    let count = gathered.dayless.len();
    (count >= DAYLESS && !gathered.entries.is_empty()).then(|| {
        let doubt = Diagnostic::new(Code::DishesWithoutADay, on(*page, *rect));
        doubt.with("count", count).with("dish", name)
    })
}

/// The doubt about marks that stand beside no dish.
fn stray(page: u32, mark: &[Word]) -> Diagnostic {
    let rect = Rect::around(mark.iter().map(|w| w.rect)).unwrap_or_default();
    Diagnostic::new(Code::MarkWithoutDish, on(page, rect)).with("mark", text_of(mark))
}

/// All that speaks of dates besides the day headings.
fn sayings(document: &Document, boards: &[Board], source: &Source) -> Sayings {
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
        title: document.facts.title.clone(),
        created: document.facts.created.map(|c| c.date_naive()),
        modified: document.facts.modified.map(|m| m.date_naive()),
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

/// Makes dishes of entries.
struct Kitchen<'a> {
    document: &'a Document,
    legend: &'a Legend,
    headings: Vec<CourseHeading>,
    /// Unexplained marks already said.
    seen: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Kitchen<'_> {
    /// The meals of one day, in the order of the page.
    fn meals(&mut self, entries: Vec<Entry>) -> Vec<Meal> {
        let mut kinds: Vec<MealKind> = Vec::new();
        for entry in &entries {
            if !kinds.contains(&entry.meal) {
                kinds.push(entry.meal);
            }
        }
        let meals = kinds.into_iter().map(|kind| {
            let mine: Vec<&Entry> = entries.iter().filter(|e| e.meal == kind).collect();
            let dishes = self.dishes(kind, &mine);
            Meal { kind, dishes }
        });
        meals.filter(|m| !m.dishes.is_empty()).collect()
    }

    fn dishes(&mut self, kind: MealKind, entries: &[&Entry]) -> Vec<Dish> {
        let mut kept: Vec<(&Entry, Dish)> = Vec::new();
        for entry in entries {
            if let Some(dish) = self.dish(entry) {
                kept.push((entry, dish));
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
            return None;
        }
        let mut labels = reading.found;
        let said = entry.whole.iter().copied().chain(regimes(entry));
        for (label, rect) in said.chain(of_courses(entry)) {
            if !labels.iter().any(|f| f.label == label) {
                let sign = Sign::Text(label.as_str().to_owned());
                labels.push(Found { label, sign, rect });
            }
        }
        for (mark, rect) in reading.unexplained {
            if self.seen.insert(mark.clone()) {
                let doubt = Diagnostic::new(Code::UnexplainedMark, on(entry.page, rect));
                self.diagnostics
                    .push(doubt.with("mark", mark).with("dish", &reading.name));
            }
        }
        for (words, rect) in reading.conditional {
            let doubt = Diagnostic::new(Code::ConditionalLabel, on(entry.page, rect));
            self.diagnostics
                .push(doubt.with("words", words).with("dish", &reading.name));
        }
        Some(Dish {
            course: Course::Autre,
            name: reading.name,
            labels,
            precision: entry.themes.clone(),
            confidence: 1.0,
            page: entry.page,
            rect: entry.rect,
        })
    }

    /// The small fills under or beside the words: badges and highlights.
    fn fills(&self, entry: &Entry) -> Vec<Fill> {
        let pages = self.document.pages.iter();
        let page = pages.filter(|p| p.number == entry.page);
        let fills = page.flat_map(|p| &p.fills);
        fills
            .filter(|f| f.rect.height() <= BADGE_HEIGHT && f.rect.overlap(&entry.rect) > 0.0)
            .copied()
            .collect()
    }

    /// Every part of a snack is "autre"; at table the headings decide, then the names and their order.
    fn settle(&mut self, kind: MealKind, dishes: &mut [(&Entry, Dish)]) {
        if kind.is_a_snack() {
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
                self.diagnostics
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
        self.diagnostics.push(
            doubt
                .with("label", mark.label.as_str())
                .with("dish", &dish.name),
        );
        if !dish.labels.iter().any(|f| f.label == mark.label) {
            dish.labels.push(mark);
        }
    }
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
