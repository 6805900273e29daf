//! `menu`'s ledger: each word of a page has a role, and what nobody read is told.

use crate::made::{List, Sheet, WEEK};
use ardoise::diagnostic::{Code, Place, Severity};
use ardoise::extract::{Extraction, Options, extract};
use ardoise::menu::{Role, Roles};
use std::collections::BTreeMap;
use std::path::Path;

fn read(pdf: &[u8]) -> Extraction {
    extract(pdf, &Options::default()).unwrap()
}

/// The codes of the doubts that a person should look at.
fn warnings(extraction: &Extraction) -> Vec<&'static str> {
    let doubts = extraction.diagnostics.iter();
    let warnings = doubts.filter(|d| d.severity() != Severity::Notice);
    warnings.map(|d| d.code.as_str()).collect()
}

/// A table under a title that dates it.
fn table(rows: &[&[&str]]) -> Vec<u8> {
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    sheet.rows((40, 80), (150, 30), rows).pdf()
}

#[test]
fn every_word_of_the_samples_has_a_role_and_every_dish_its_words() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = walkdir::WalkDir::new(samples)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let pdfs = files.filter(|f| f.path().extension().is_some_and(|e| e == "pdf"));
    let mut pages = 0;
    for pdf in pdfs {
        let name = pdf.path().display().to_string();
        let extraction = read(&std::fs::read(pdf.path()).unwrap());
        let mut printed: BTreeMap<u32, usize> = BTreeMap::new();
        for roles in &extraction.roles {
            pages += 1;
            let words = roles.lines.iter().flat_map(|l| &l.words);
            let numbers: Vec<u32> = words.map(|w| w.number).collect();
            assert!(
                numbers.iter().copied().eq(0..numbers.len() as u32),
                "{name}"
            );
            assert_eq!(numbers.len(), roles.of.len(), "{name}");
            assert!(
                is_told(roles, &extraction),
                "{name}: {:?}",
                unread(&extraction)
            );
            for dish in roles.of.iter().filter_map(|role| role.dish()) {
                *printed.entry(dish).or_default() += 1;
            }
        }
        let meals = extraction.menu.days.iter().flat_map(|day| &day.meals);
        for dish in meals.flat_map(|meal| &meal.dishes) {
            let words = printed.get(&dish.printed).copied().unwrap_or_default();
            let named = dish.name.split(' ').count();
            assert!(words > 0 && named <= words + 1, "{name}: {}", dish.name);
        }
    }
    assert!(pages >= 20, "only {pages} pages");
}

/// Whether each word that nobody read stands where a doubt says so.
fn is_told(roles: &Roles, extraction: &Extraction) -> bool {
    let words = roles.lines.iter().flat_map(|l| &l.words);
    let mut unread = words.filter(|w| roles.role(w) == Role::Unread);
    unread.all(|word| {
        extraction
            .diagnostics
            .iter()
            .any(|doubt| match doubt.place {
                Place::Page {
                    page,
                    rect: Some(rect),
                } => page == roles.page && rect.holds(&word.rect),
                _ => false,
            })
    })
}

/// The words that nobody read.
fn unread(extraction: &Extraction) -> Vec<String> {
    let pages = extraction.roles.iter();
    let words = pages.flat_map(|roles| {
        let words = roles.lines.iter().flat_map(|l| &l.words);
        words.filter(|w| roles.role(w) == Role::Unread)
    });
    words.map(|w| w.text.to_string()).collect()
}

#[test]
fn dishes_under_no_day_are_told_as_one_text() {
    let told = |heading| {
        let rows: &[&[&str]] = &[
            &["Lundi 8", heading],
            &["Taboulé", "Concombre"],
            &["Poulet rôti", "Omelette"],
            &["Riz", "Frites"],
            &["Edam", "Yaourt nature"],
        ];
        read(&table(rows))
    };
    let lost = told("Au choix");
    assert_eq!(warnings(&lost), ["unread-text"]);
    assert_eq!(
        unread(&lost).join(" "),
        "Concombre Omelette Frites Yaourt nature"
    );
    assert!(warnings(&told("Mardi 9")).is_empty());
}

#[test]
fn one_dish_under_no_day_is_told() {
    let rows: &[&[&str]] = &[
        &["Lundi 8", "Mardi 9", ""],
        &["Taboulé", "Radis", "Macédoine"],
        &["Poulet rôti", "Omelette", ""],
        &["Pomme", "Kiwi", ""],
    ];
    assert_eq!(warnings(&read(&table(rows))), ["unread-text"]);
}

#[test]
fn a_day_heading_without_a_dish_is_told_and_a_closed_day_is_not() {
    let told = |said| {
        let rows: &[&[&str]] = &[
            &["Lundi 8", "Mardi 9", "Jeudi 11"],
            &["Taboulé", said, "Melon"],
            &["Poulet rôti", "", "Colin pané"],
            &["Pomme", "", "Flan"],
        ];
        read(&table(rows))
    };
    assert_eq!(warnings(&told("")), ["day-without-dishes"]);
    assert!(warnings(&told("Férié")).is_empty());
}

#[test]
fn a_day_with_half_the_dishes_of_its_fellows_is_told() {
    let days = |tuesday: &'static [&'static str]| {
        let list = List {
            days: &[
                (
                    "Lundi 7 novembre",
                    &["Taboulé", "Poulet rôti", "Riz", "Edam", "Pomme"],
                ),
                ("Mardi 8 novembre", &[]),
                (
                    "Jeudi 10 novembre",
                    &["Radis", "Omelette", "Frites", "Brie", "Kiwi"],
                ),
            ],
            ..WEEK
        };
        let mut days = list.days.to_vec();
        days[1].1 = tuesday;
        read(
            &List {
                days: &days,
                ..list
            }
            .pdf(),
        )
    };
    assert_eq!(warnings(&days(&["Couscous", "Orange"])), ["uneven-day"]);
    assert!(warnings(&days(&["Melon", "Couscous", "Orange"])).is_empty());
}

#[test]
fn each_mark_is_its_dish_s_and_each_heading_a_heading() {
    let rows: &[&[&str]] = &[
        &["", "Lundi 8", "Mardi 9"],
        &["Entrée", "Carottes râpées bio", "Radis"],
        &["Plat", "Poulet rôti", "Omelette"],
        &["Dessert", "Pomme", "Kiwi"],
    ];
    let extraction = read(&table(rows));
    let roles = &extraction.roles[0];
    let role = |text: &str| {
        let mut words = roles.lines.iter().flat_map(|l| &l.words);
        roles.role(words.find(|w| w.text == text).unwrap())
    };
    assert_eq!(role("Menus"), Role::Period);
    assert_eq!(role("Lundi"), Role::Day);
    assert_eq!(role("Entrée"), Role::Course);
    let carrots = role("Carottes").dish();
    assert!(carrots.is_some() && role("bio") == Role::Mark(carrots.unwrap()));
    assert!(
        extraction
            .diagnostics
            .iter()
            .all(|d| d.code != Code::UnreadText)
    );
}
