//! `menuPlatAllergene`: only what the page's own key says, all of it or nothing.

use crate::drawn::{Drawn, Week};
use ardoise::diagnostic::{Code, Diagnostic};
use ardoise::extract::{Options, extract};

const KEY: &str = "Allergènes : 1 gluten – 3 œufs – 4 poisson – 7 lait – 8 fruits à coque – 10 moutarde – 12 sulfites";

const WEEK: Week = Week {
    title: "Menus du 14 au 16 avril 2025",
    days: ["Lundi 14", "Mardi 15", "Mercredi 16"],
    rows: &[
        ("Entrée", ["Salade (10)", "Taboulé", "Macédoine (3,10)"]),
        (
            "Plat",
            ["Colin pané (1,4)", "Omelette (3, 7)", "Rôti de porc"],
        ),
        (
            "Dessert",
            ["Gâteau aux noix (1-3-8)", "Compote (12)", "Yaourt bio (7)"],
        ),
    ],
    foot: &[KEY],
};

/// The allergens of each dish that has some, and what is told of allergens and marks.
fn allergens(pdf: &[u8]) -> (Vec<String>, Vec<Diagnostic>) {
    let extraction = extract(pdf, &Options::default()).unwrap();
    let rows = extraction.rows.iter().map(|r| &r.row);
    let with = rows.filter(|row| !row.menu_plat_allergene.is_empty());
    let with = with.map(|row| {
        format!(
            "{}: {}",
            row.menu_plat_nom,
            row.menu_plat_allergene.join(", ")
        )
    });
    let told = extraction.diagnostics.into_iter();
    let codes = [
        Code::UnclearAllergens,
        Code::UnappliedAllergens,
        Code::UnexplainedMark,
    ];
    (
        with.collect(),
        told.filter(|d| codes.contains(&d.code)).collect(),
    )
}

fn week(rows: &[(&str, [&str; 3])], foot: &[&str]) -> (Vec<String>, Vec<Diagnostic>) {
    allergens(&Week { rows, foot, ..WEEK }.page().pdf())
}

#[test]
fn numbers_stand_for_what_the_key_says() {
    let (found, told) = allergens(&WEEK.page().pdf());
    assert_eq!(
        found,
        [
            "Salade: moutarde",
            "Colin pané: céréales contenant du gluten, poissons",
            "Gâteau aux noix: céréales contenant du gluten, oeufs, fruits à coques",
            "Omelette: oeufs, lait",
            "Compote: anhydride sulfureux et sulfites",
            "Macédoine: oeufs, moutarde",
            "Yaourt: lait",
        ]
    );
    assert_eq!(told, []);
}

#[test]
fn so_do_letters() {
    let foot = &["G : gluten, O : œufs, L : lait, P : poisson"];
    let (found, told) = week(
        &[("Plat", ["Colin pané (G,P)", "Omelette (O)", "Riz"])],
        foot,
    );
    assert_eq!(
        found,
        [
            "Colin pané: céréales contenant du gluten, poissons",
            "Omelette: oeufs"
        ]
    );
    assert_eq!(told, []);
}

#[test]
fn a_dish_of_which_one_number_is_not_told_has_none_and_says_so() {
    let (found, told) = week(
        &[(
            "Plat",
            ["Colin pané (1,4)", "Gambas (2,7)", "Lasagnes (1,15)"],
        )],
        &[KEY],
    );
    assert_eq!(
        found,
        ["Colin pané: céréales contenant du gluten, poissons"]
    );
    let dishes: Vec<&str> = told.iter().map(|d| d.with["dish"].as_str()).collect();
    assert_eq!(dishes, ["Gambas", "Lasagnes"]);
    assert!(told.iter().all(|d| d.code == Code::UnclearAllergens));
}

#[test]
fn a_number_that_is_an_allergen_and_a_label_is_neither_for_sure() {
    let foot = &[KEY, "(1) issu de l'agriculture biologique"];
    let (found, told) = week(
        &[("Plat", ["Colin pané (1)", "Omelette (3)", "Riz (1)"])],
        foot,
    );
    assert_eq!(found, ["Omelette: oeufs"]);
    assert!(
        told.iter().all(|d| d.code == Code::UnclearAllergens) && told.len() == 2,
        "{told:?}"
    );
}

#[test]
fn without_a_key_nothing_is_said_and_that_is_told_once() {
    let (found, told) = week(
        &[(
            "Plat",
            ["Colin pané (1,4)", "Omelette (3,7)", "Lasagnes (1,7)"],
        )],
        &[],
    );
    assert_eq!(found, Vec::<String>::new());
    let codes: Vec<Code> = told.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::UnclearAllergens]);
}

#[test]
fn a_key_that_no_dish_refers_to_is_told() {
    let (found, told) = week(
        &[("Plat", ["Colin pané", "Omelette au lait", "Lasagnes"])],
        &[KEY],
    );
    assert_eq!(found, Vec::<String>::new(), "never from a name");
    let codes: Vec<Code> = told.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::UnappliedAllergens]);
}

/// A list of two days with columns to tick, which these names head.
fn ticked(heads: &[&str], rows: &[(&str, &str, &[usize])]) -> Drawn {
    let cell = |page: Drawn, x: f32, y: f32, width: f32, text: &str| {
        let page = page.then(&format!("0.7 w {x} {y} {width} 20 re S"));
        if text.is_empty() {
            page
        } else {
            page.sized(8.0, x + 3.0, y + 7.0, text)
        }
    };
    let mut page = Drawn::default();
    let column = |at: usize| 370.0 + 60.0 * at as f32;
    page = cell(page, 40.0, 500.0, 330.0, "Composition du menu");
    for (at, head) in heads.iter().enumerate() {
        page = cell(page, column(at), 500.0, 60.0, head);
    }
    for (row, (course, dish, ticks)) in rows.iter().enumerate() {
        let y = 480.0 - 20.0 * row as f32;
        if dish.is_empty() {
            page = cell(page, 40.0, y, 330.0 + 60.0 * heads.len() as f32, course);
            continue;
        }
        page = cell(page, 40.0, y, 80.0, course);
        page = cell(page, 120.0, y, 250.0, dish);
        for at in 0..heads.len() {
            let tick = if ticks.contains(&at) { "X" } else { "" };
            page = cell(page, column(at), y, 60.0, tick);
        }
    }
    page
}

const ROWS: &[(&str, &str, &[usize])] = &[
    ("Lundi 14 avril 2025", "", &[]),
    ("Entrée", "Macédoine mayonnaise", &[1]),
    ("Plat", "Colin pané", &[0, 2]),
    ("Garniture", "Riz", &[]),
    ("Dessert", "Yaourt", &[3, 4]),
    ("Mardi 15 avril 2025", "", &[]),
    ("Entrée", "Betteraves", &[4]),
    ("Plat", "Omelette", &[1, 3]),
    ("Garniture", "Pâtes", &[0]),
    ("Dessert", "Pomme", &[]),
];

#[test]
fn a_tick_stands_for_the_allergen_over_it() {
    let (found, told) =
        allergens(&ticked(&["Gluten", "Œufs", "Poissons", "Lait", "Bio"], ROWS).pdf());
    assert_eq!(
        found,
        [
            "Macédoine mayonnaise: oeufs",
            "Colin pané: céréales contenant du gluten, poissons",
            "Yaourt: lait",
            "Omelette: oeufs, lait",
            "Pâtes: céréales contenant du gluten",
        ]
    );
    assert_eq!(told, []);
}

#[test]
fn a_tick_under_another_word_makes_the_dish_unclear() {
    let (found, told) = allergens(&ticked(&["Gluten", "Œufs", "Trucs", "Lait", "Bio"], ROWS).pdf());
    assert_eq!(found.len(), 4, "{found:?}");
    let dishes: Vec<&str> = told.iter().map(|d| d.with["dish"].as_str()).collect();
    assert_eq!(dishes, ["Colin pané"]);
}
