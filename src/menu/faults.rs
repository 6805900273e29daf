//! What a reading knows of its own faults: words that nobody read where dishes stand, days without dishes or with far
//! fewer or more than their fellows. Each is told at its place.

use super::courses::dish_heading;
use super::dates::{Heading, name};
use super::days::Entry;
use super::lexicon::course_of;
use super::model::MealKind;
use super::notices::{Notice, notice};
use super::roles::{Ledger, Role, Roles};
use super::words::Text;
use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use crate::layout::{Line, Sheet, text_of};
use crate::pdf::Word;
use std::collections::BTreeSet;

/// From this sureness (0 to 1) of its course a text is food wherever it stands.
const SURE: f32 = 0.6;
/// Dishes of a usual day, at least, for a day with half of them to be odd.
const FEW: usize = 3;
/// Days with dishes, at least, for one to be told from its fellows.
const FELLOWS: usize = 3;
/// Lines of food, at least, on a page without any day that seems to be a menu.
const DAYLESS: usize = 3;
/// One line of so many, at least, is food on a page that may be a day's menu.
const A_MENU: usize = 4;
/// Names of courses or meals side by side, at least, that make a row of headings.
const HEADINGS: usize = 3;
/// Characters of a text that a doubt repeats.
const QUOTED: usize = 80;
/// Times a line's height: unread lines no further apart are told together.
const TOGETHER: f32 = 3.0;

/// A day heading, and what was found under it.
#[derive(Debug)]
pub(super) struct Served {
    name: String,
    page: u32,
    heading: Rect,
    reach: Rect,
    block: usize,
    /// Dishes of its lunch; of all its meals where no day has a lunch.
    dishes: usize,
    /// The page says that there is no meal, or a picnic and nothing more; or no text names the day.
    excused: bool,
}

/// What was found under each heading.
pub(super) fn served(
    headings: &[Heading],
    entries: &[Entry],
    closed: &BTreeSet<usize>,
) -> Vec<Served> {
    let lunches = entries.iter().any(|e| e.meal == MealKind::Dejeuner);
    let counts = |e: &&Entry| !lunches || !e.meal.is_a_snack();
    let of = |(at, heading): (usize, &Heading)| Served {
        name: name(heading),
        page: heading.page,
        heading: heading.rect,
        reach: heading.rect.union(&heading.reach),
        block: heading.block,
        dishes: entries
            .iter()
            .filter(|e| e.day == at)
            .filter(counts)
            .count(),
        excused: closed.contains(&at) || heading.mark.is_none() || is_a_picnic(at, entries),
    };
    headings.iter().enumerate().map(of).collect()
}

fn is_a_picnic(day: usize, entries: &[Entry]) -> bool {
    let mut meals = entries.iter().filter(|e| e.day == day).map(|e| e.meal);
    meals.next() == Some(MealKind::PiqueNique) && meals.next().is_none()
}

/// Settles what the words are that no stage has read, and tells of those that should have been.
pub(super) fn doubts(ledger: &mut Ledger, served: &[Served]) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    for roles in &mut ledger.0 {
        let body = Rect::around(
            served
                .iter()
                .filter(|day| day.page == roles.page && day.dishes > 0)
                .map(|day| day.reach),
        );
        let unread = match body {
            Some(body) => settle(roles, &body),
            None => {
                let doubt = settle_without_days(roles, !served.is_empty());
                doubt.into_iter().collect()
            }
        };
        doubts.extend(unread);
    }
    let pages = &ledger.0;
    let odd = served
        .iter()
        .filter(|day| !is_in_an_article(day, served, pages));
    doubts.extend(odd.filter_map(|day| day_doubt(day, served)));
    doubts
}

/// One date on a page without dishes, and without text that could be any, in a document that has its menus elsewhere.
fn is_in_an_article(day: &Served, served: &[Served], pages: &[Roles]) -> bool {
    let lone = || served.iter().filter(|other| other.page == day.page).count() == 1;
    let elsewhere = || served.iter().any(|other| other.dishes > 0);
    let page = || pages.iter().filter(|roles| roles.page == day.page);
    let lines = || page().flat_map(|roles| &roles.lines);
    let foods = || lines().filter(|line| is_food(&line.text())).count();
    day.dishes == 0 && lone() && elsewhere() && foods() * A_MENU < lines().count()
}

/// What is struck through, each at its place.
pub(super) fn struck(sheet: &Sheet) -> Vec<Diagnostic> {
    let lines = sheet.struck.iter().map(|line| Unread {
        text: line.text(),
        rect: line.rect,
    });
    told(Code::StruckText, sheet.page.number, lines.collect())
}

/// One doubt for each text of these lines.
fn told(code: Code, page: u32, lines: Vec<Unread>) -> Vec<Diagnostic> {
    let doubt = |unread: &Unread| {
        let text: String = unread.text.chars().take(QUOTED).collect();
        Diagnostic::new(code, on(page, unread.rect)).with("text", text)
    };
    together(lines).iter().map(doubt).collect()
}

/// Words that nobody read, on one line.
struct Unread {
    text: String,
    rect: Rect,
}

/// The runs of unread words of each line, by line.
fn unread_runs(roles: &Roles) -> Vec<Vec<Word>> {
    let of_line = |line: &Line| {
        let runs = roles.runs(line).filter(|(role, _)| *role == Role::Unread);
        runs.map(|(_, words)| words.to_vec()).collect::<Vec<_>>()
    };
    roles.lines.iter().flat_map(of_line).collect()
}

/// On a page with a menu: what stands among the dishes, or is food, is told.
fn settle(roles: &mut Roles, body: &Rect) -> Vec<Diagnostic> {
    let mut unread: Vec<Unread> = Vec::new();
    let headings = rows_of_headings(roles);
    for words in unread_runs(roles) {
        let text = text_of(&words);
        let rect = Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default();
        if headings.iter().any(|row| row.in_row(&rect)) {
            roles.give(&words, Role::Course);
            continue;
        }
        match role_beside(&text, &rect, body) {
            Some(role) => roles.give(&words, role),
            None => unread.push(Unread { text, rect }),
        }
    }
    told(Code::UnreadText, roles.page, unread)
}

/// The rows of the page in which several texts name courses or meals: what else stands there is a heading too, though the
/// days' own headings or names have told the courses.
fn rows_of_headings(roles: &Roles) -> Vec<Rect> {
    let named: Vec<Rect> = roles
        .lines
        .iter()
        .filter(|line| dish_heading(&Text::new(line.text())).is_some())
        .map(|line| line.rect)
        .collect();
    let abreast = |rect: &&Rect| named.iter().filter(|other| other.in_row(rect)).count();
    named
        .iter()
        .filter(|rect| abreast(rect) >= HEADINGS)
        .copied()
        .collect()
}

/// What a text is that no stage has read; none where it should have been read.
fn role_beside(text: &str, rect: &Rect, body: &Rect) -> Option<Role> {
    if !text.chars().any(char::is_alphanumeric) {
        return Some(Role::Decoration);
    }
    match notice(text) {
        Some(Notice::NotFood) => return Some(Role::Notice),
        Some(Notice::Closed) => return Some(Role::Closed),
        Some(Notice::Theme) => return Some(Role::Theme),
        None => {}
    }
    let said = calendar::Text::new(text);
    // "9 juin" in two lines, of which the day's heading took the first.
    let month = !text.contains(' ') && !said.months().is_empty();
    if month {
        return Some(Role::Period);
    }
    if is_food(text) || body.holds(rect) {
        return None;
    }
    if !said.spans().is_empty() || !said.months().is_empty() || !said.years().is_empty() {
        return Some(Role::Period);
    }
    Some(match rect.y1 <= body.y0 {
        true => Role::Title,
        false => Role::Decoration,
    })
}

fn is_food(text: &str) -> bool {
    course_of(text).is_some_and(|guess| guess.sure > SURE)
}

/// On a page without any day that is mostly lines of food, where other pages have days: a menu whose days were not read.
fn settle_without_days(roles: &mut Roles, others: bool) -> Option<Diagnostic> {
    let runs = unread_runs(roles);
    let foods = runs.iter().filter(|words| is_food(&text_of(*words)));
    let foods: Vec<&Vec<Word>> = foods.collect();
    let doubt = foods
        .first()
        .filter(|_| others && foods.len() >= DAYLESS.max(runs.len() / 2));
    let doubt = doubt.map(|first| {
        let rect = Rect::around(foods.iter().flat_map(|f| f.iter()).map(|w| w.rect));
        let place = on(roles.page, rect.unwrap_or_default());
        Diagnostic::new(Code::DishesWithoutADay, place)
            .with("count", foods.len())
            .with("dish", text_of(*first))
    });
    if doubt.is_none() {
        for words in runs {
            roles.give(&words, Role::Decoration);
        }
    }
    doubt
}

/// Lines one under the other are one text.
fn together(unread: Vec<Unread>) -> Vec<Unread> {
    let mut texts: Vec<Unread> = Vec::new();
    for line in unread {
        let home = texts.iter_mut().rev().find(|text| {
            let gap = line.rect.y0 - text.rect.y1;
            gap < TOGETHER * line.rect.height() && text.rect.in_column(&line.rect)
        });
        match home {
            Some(text) => {
                text.text = format!("{} {}", text.text, line.text);
                text.rect = text.rect.union(&line.rect);
            }
            None => texts.push(line),
        }
    }
    texts
}

/// A day without dishes, or with half or double those of the other days of its week or table.
fn day_doubt(day: &Served, served: &[Served]) -> Option<Diagnostic> {
    if day.excused {
        return None;
    }
    let place = on(day.page, day.heading);
    if day.dishes == 0 {
        return Some(Diagnostic::new(Code::DayWithoutDishes, place).with("heading", &day.name));
    }
    let fellows = served
        .iter()
        .filter(|other| other.block == day.block && other.page == day.page);
    let mut counts: Vec<usize> = fellows.map(|d| d.dishes).filter(|n| *n > 0).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied()?;
    let odd = day.dishes * 2 <= usual || day.dishes >= usual * 2;
    (odd && counts.len() >= FELLOWS && usual >= FEW).then(|| {
        Diagnostic::new(Code::UnevenDay, place)
            .with("heading", &day.name)
            .with("count", day.dishes)
            .with("usual", usual)
    })
}

fn on(page: u32, rect: Rect) -> Place {
    Place::Page {
        page,
        rect: Some(rect),
    }
}
