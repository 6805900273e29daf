//! Metamorphic tests: what must not matter is changed, and the rows must stay as they are (whether right or wrong).

use super::case::Case;
use super::chance::Chance;
use super::design::{Extra, TitleForm, YearPlace};
use super::scene::Scene;
use super::{Press, by_hand, options};
use ardoise::extract::{Extraction, understand};
use ardoise::geometry::Rect;
use ardoise::pdf::{Axis, Document};

/// The seeds whose menus are changed.
const SEEDS: std::ops::Range<u64> = 0..60;

/// Menus at most, of these, that a wish at the foot changes, and that a true date makes wrong. They only fall.
const WISHED: usize = 6;
const DATED: usize = 6;

/// The rows in words, in their order.
fn rows(read: &Extraction) -> Vec<String> {
    let row = |r: &ardoise::extract::Extracted| {
        let row = &r.row;
        let (meal, course) = (row.menu_repas_type.as_str(), row.menu_plat_type.as_str());
        let labels = (
            &row.menu_plat_siqo,
            &row.menu_plat_label,
            &row.menu_plat_regime,
        );
        format!(
            "{} {meal} {course} {} {labels:?}",
            row.menu_date, row.menu_plat_nom
        )
    };
    read.rows.iter().map(row).collect()
}

fn read(document: &Document, scene: &Scene) -> Vec<String> {
    rows(&understand(document, &options(scene)))
}

/// How many menus are read otherwise once their pages are changed.
fn otherwise(change: impl Fn(&mut Document, u64)) -> Vec<u64> {
    let differs = |seed: &u64| {
        let scene = Press::Hand.scene(&Case::by(*seed));
        let document = by_hand::document(&scene, 0);
        let mut changed = document.clone();
        change(&mut changed, *seed);
        read(&document, &scene) != read(&changed, &scene)
    };
    SEEDS.filter(differs).collect()
}

fn printed_with(case: &Case, change: impl Fn(&mut Case)) -> Case {
    let mut changed = case.clone();
    change(&mut changed);
    changed.settle();
    changed
}

fn at_most(known: usize, seeds: &[u64]) {
    println!("read otherwise: {seeds:?}");
    assert!(
        seeds.len() <= known,
        "{} read otherwise, {known} before: {seeds:?}",
        seeds.len()
    );
}

/// Every place on the page, as `place` has it, and every size times `scale`.
fn each_place(document: &mut Document, scale: f32, by: (f32, f32)) {
    let place = |rect: &Rect| {
        Rect::new(
            rect.x0 * scale + by.0,
            rect.y0 * scale + by.1,
            rect.x1 * scale + by.0,
            rect.y1 * scale + by.1,
        )
    };
    for page in &mut document.pages {
        (page.width, page.height) = (page.width * scale, page.height * scale);
        for word in &mut page.words {
            word.rect = place(&word.rect);
            word.size *= scale;
        }
        page.fills
            .iter_mut()
            .for_each(|fill| fill.rect = place(&fill.rect));
        page.pictures
            .iter_mut()
            .for_each(|picture| picture.rect = place(&picture.rect));
        for rule in &mut page.rules {
            let (along, across) = match rule.axis {
                Axis::Horizontal => by,
                Axis::Vertical => (by.1, by.0),
            };
            rule.at = rule.at * scale + across;
            (rule.from, rule.to) = (rule.from * scale + along, rule.to * scale + along);
        }
    }
}

#[test]
fn a_page_moved_by_some_points_gives_the_same_rows() {
    let seeds = otherwise(|document, _| each_place(document, 1.0, (7.0, -5.0)));
    at_most(0, &seeds);
}

#[test]
fn a_page_made_larger_gives_the_same_rows() {
    let seeds = otherwise(|document, _| each_place(document, 1.25, (0.0, 0.0)));
    at_most(0, &seeds);
}

#[test]
fn words_drawn_in_another_order_give_the_same_rows() {
    let seeds = otherwise(|document, seed| {
        for page in &mut document.pages {
            Chance::new(seed + 1).shuffle(&mut page.words);
            Chance::new(seed + 2).shuffle(&mut page.rules);
            Chance::new(seed + 3).shuffle(&mut page.pictures);
        }
    });
    at_most(0, &seeds);
}

#[test]
fn a_wish_below_the_menu_changes_no_row() {
    let rows_of = |case: &Case| {
        let scene = Press::Hand.scene(case);
        read(&by_hand::document(&scene, 0), &scene)
    };
    let differs = |seed: &u64| {
        let case = Case::by(*seed);
        let wish = |case: &mut Case| {
            case.design.extras.insert(Extra::Appetite);
        };
        rows_of(&case) != rows_of(&printed_with(&case, wish))
    };
    let seeds: Vec<u64> = SEEDS.filter(differs).collect();
    at_most(WISHED, &seeds);
}

#[test]
fn a_true_date_in_the_title_makes_no_menu_wrong() {
    let made_wrong = |seed: &u64| {
        let case = Case::by(*seed);
        let dated = printed_with(&case, |case| {
            if case.design.title == TitleForm::Plain {
                case.design.title = TitleForm::Range;
            }
            case.design.year = YearPlace::Title;
        });
        Press::Hand.judge(&case).is_exact() && !Press::Hand.judge(&dated).is_exact()
    };
    let seeds: Vec<u64> = SEEDS.filter(made_wrong).collect();
    at_most(DATED, &seeds);
}
