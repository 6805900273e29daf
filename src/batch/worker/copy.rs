//! What was read of a PDF → a copy with it drawn on: each dish's box, course and labels, and the role of all other words.

use crate::diagnostic::Diagnostic;
use crate::extract::{Extracted, Extraction};
use crate::geometry::Rect;
use crate::labels::Label;
use crate::layout::Grid;
use crate::menu::{Dish, Role, Roles};
use crate::pdf::{Colour, Drawing, Look, Note, Paint, Picture, annotate};
use crate::scdl::{MealKind, Siqo};
use std::collections::BTreeSet;

const ORGANIC: Colour = colour(0, 120, 50);
const PLAIN: Colour = colour(40, 80, 160);
const DATES: Colour = colour(235, 140, 0);
const HEADINGS: Colour = colour(140, 60, 180);
const LEGEND: Colour = colour(0, 150, 160);
const BESIDE: Colour = colour(120, 120, 120);
const UNREAD: Colour = colour(230, 0, 110);

const fn colour(r: u8, g: u8, b: u8) -> Colour {
    Colour { r, g, b }
}

/// What the colours mean, for who looks at the copy.
const KEY: [(Look, Colour, &str); 7] = [
    (Look::Frame, PLAIN, "plat"),
    (Look::Frame, ORGANIC, "plat bio"),
    (Look::Wash, DATES, "jour, date"),
    (Look::Wash, HEADINGS, "type de plat, repas, régime, thème"),
    (Look::Wash, LEGEND, "légende"),
    (Look::Wash, BESIDE, "titre, remarque, hors menu"),
    (Look::Alarm, UNREAD, "non lu : à vérifier"),
];

/// Points: what is larger both ways is a photograph or a ground, on which words may stand.
const PICTOGRAM: f32 = 60.0;

pub(super) fn drawn(pdf: &[u8], extraction: &Extraction) -> Result<Vec<u8>, Diagnostic> {
    let organic = organic_dishes(extraction);
    let mut pages = extraction.roles.iter();
    let first = pages.next().map(|roles| Drawing {
        key: key(),
        ..drawing(roles, extraction, &organic)
    });
    let others = pages.map(|roles| drawing(roles, extraction, &organic));
    let drawings: Vec<Drawing> = first.into_iter().chain(others).collect();
    annotate(pdf, &drawings)
}

fn key() -> Vec<(Paint, String)> {
    let entry =
        |(look, colour, text): (Look, Colour, &str)| (Paint { look, colour }, text.to_owned());
    KEY.map(entry).to_vec()
}

/// The numbers of the printed dishes that are organic.
fn organic_dishes(extraction: &Extraction) -> BTreeSet<u32> {
    let meals = extraction.menu.days.iter().flat_map(|day| &day.meals);
    let dishes = meals.flat_map(|meal| &meal.dishes);
    let organic = |dish: &&Dish| {
        let mut labels = dish.labels.iter();
        labels.any(|found| found.label == Label::Siqo(Siqo::AgricultureBiologique))
    };
    dishes.filter(organic).map(|dish| dish.printed).collect()
}

fn drawing(roles: &Roles, extraction: &Extraction, organic: &BTreeSet<u32>) -> Drawing {
    let washes = roles.lines.iter().flat_map(|line| roles.runs(line));
    let washes = washes.map(|(role, words)| Note {
        rect: Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default(),
        paint: paint(role, organic),
        text: String::new(),
        cell: None,
    });
    let mut notes: Vec<Note> = washes.collect();
    let rows = extraction.rows.iter().filter(|row| row.page == roles.page);
    for note in rows.map(|row| note(row, extraction)) {
        // A dish of several days or restaurants is printed once.
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let words = roles.lines.iter().flat_map(|line| &line.words);
    let pictures = pictures(extraction, roles.page).map(|picture| picture.rect);
    Drawing {
        page: roles.page,
        notes,
        taken: words.map(|word| word.rect).chain(pictures).collect(),
        key: Vec::new(),
    }
}

/// The small pictures of a page.
fn pictures(extraction: &Extraction, page: u32) -> impl Iterator<Item = &Picture> {
    let grids = extraction
        .grids
        .iter()
        .filter(move |grid| grid.page == page);
    let all = grids.flat_map(|grid| {
        let in_cells = grid.cells.iter().flat_map(|cell| &cell.pictures);
        in_cells.chain(&grid.pictures)
    });
    all.filter(|picture| picture.rect.width().min(picture.rect.height()) <= PICTOGRAM)
}

fn paint(role: Role, organic: &BTreeSet<u32>) -> Paint {
    let colour = match role {
        Role::Dish(number) | Role::Mark(number) if organic.contains(&number) => ORGANIC,
        Role::Dish(_) | Role::Mark(_) => PLAIN,
        Role::Day | Role::Number | Role::Period => DATES,
        Role::Course | Role::Meal | Role::Diet | Role::Theme | Role::Whole | Role::Closed => {
            HEADINGS
        }
        Role::Legend => LEGEND,
        Role::Title | Role::Notice | Role::Separator | Role::Decoration | Role::Struck => BESIDE,
        Role::Unread => UNREAD,
    };
    let look = match role {
        Role::Unread => Look::Alarm,
        _ => Look::Wash,
    };
    Paint { look, colour }
}

/// The cell that a row's dish stands in.
fn cell(extracted: &Extracted, grids: &[Grid]) -> Option<Rect> {
    let grid = grids.iter().find(|grid| grid.page == extracted.page)?;
    let mut cells = grid.cells.iter().map(|cell| cell.rect);
    cells.find(|cell| cell.holds(&extracted.rect))
}

/// The box of a row, and what the row says beside the name.
fn note(extracted: &Extracted, extraction: &Extraction) -> Note {
    let row = &extracted.row;
    let labels = extracted.marks.iter().map(|m| match m.label {
        Label::Siqo(Siqo::AgricultureBiologique) => "bio",
        label => label.as_str(),
    });
    let meal = (row.menu_repas_type != MealKind::Dejeuner).then_some(row.menu_repas_type.as_str());
    let words: Vec<&str> = meal
        .into_iter()
        .chain([row.menu_plat_type.as_str()])
        .chain(labels)
        .collect();
    let colour = match extracted.is_organic() {
        true => ORGANIC,
        false => PLAIN,
    };
    Note {
        rect: extracted.rect,
        paint: Paint {
            look: Look::Frame,
            colour,
        },
        text: words.join(" · "),
        cell: cell(extracted, &extraction.grids),
    }
}
