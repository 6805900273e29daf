//! `menu`: what a page says becomes days and dishes, on PDFs made on the spot.

use crate::made::{List, Sheet, WEEK};
use ardoise::extract::{Extracted, Options, extract};

fn rows(pdf: &[u8]) -> Vec<Extracted> {
    extract(pdf, &Options::default()).unwrap().rows
}

/// Date and name of each dish.
fn dishes(pdf: &[u8]) -> Vec<(String, String)> {
    let rows = rows(pdf).into_iter().map(|r| r.row);
    rows.map(|r| (r.menu_date.to_string(), r.menu_plat_nom))
        .collect()
}

#[test]
fn a_closed_day_told_on_two_lines_is_no_dish() {
    let list = List {
        title: "Semaine du 26 au 30 mai 2025",
        days: &[
            (
                "Lundi 26 mai",
                &["Taboulé", "Poulet rôti", "Haricots verts", "Edam", "Pomme"],
            ),
            ("Vendredi 30 mai", &["PONT DE", "L'ASCENSION"]),
        ],
        ..WEEK
    };
    let dishes = dishes(&list.pdf());
    assert!(
        dishes.len() == 5 && dishes.iter().all(|(date, _)| date == "2025-05-26"),
        "{dishes:?}"
    );
}

#[test]
fn a_heading_on_the_line_of_its_dish_is_not_that_of_the_rest() {
    let list = List {
        days: &[(
            "Lundi 7 novembre",
            &[
                "Taboulé",
                "Plat : Poulet rôti",
                "Plat végétarien : Boulettes de lentilles",
                "Petits pois",
                "Edam",
                "Pomme",
            ],
        )],
        ..WEEK
    };
    let extraction = extract(&list.pdf(), &Options::default()).unwrap();
    let rows = extraction.rows.iter().map(|r| &r.row);
    let courses: Vec<&str> = rows.clone().map(|r| r.menu_plat_type.as_str()).collect();
    assert_eq!(
        courses,
        [
            "entrée",
            "plat principal",
            "plat principal",
            "garniture",
            "produit laitier",
            "dessert"
        ]
    );
    let vegetarian = rows.filter(|r| !r.menu_plat_regime.is_empty());
    let vegetarian: Vec<&str> = vegetarian.map(|r| r.menu_plat_nom.as_str()).collect();
    assert_eq!(vegetarian, ["Boulettes de lentilles"]);
}

#[test]
fn a_day_s_heading_may_say_more_than_the_day() {
    let list = List {
        days: &[
            ("Lundi 7 - Menu 100 % bio", &["Carottes", "Riz", "Edam"]),
            ("Mercredi 9 \\(centre de loisirs\\)", &["Taboulé", "Pomme"]),
        ],
        ..WEEK
    };
    let extraction = extract(&list.pdf(), &Options::default()).unwrap();
    let told = extraction.rows.iter();
    let told = told.map(|r| (r.row.menu_date.to_string(), r.is_organic()));
    let organic = ("2022-11-07".to_owned(), true);
    let other = ("2022-11-09".to_owned(), false);
    assert_eq!(
        told.collect::<Vec<_>>(),
        [&organic, &organic, &organic, &other, &other].map(Clone::clone)
    );
}

/// The dates of the dishes that are organic, each once.
fn organic_days(list: &List) -> Vec<String> {
    let extraction = extract(&list.pdf(), &Options::default()).unwrap();
    let organic = extraction.rows.iter().filter(|row| row.is_organic());
    let mut days: Vec<String> = organic.map(|r| r.row.menu_date.to_string()).collect();
    days.dedup();
    days
}

#[test]
fn a_title_or_a_sentence_that_claims_the_whole_is_taken_at_its_word() {
    let plain = ["Taboulé", "Riz", "Edam", "Pomme"];
    let week = |title, last| {
        let tuesday: &[&str] = &[&plain[..], last].concat();
        let list = List {
            title,
            days: &[("Lundi 7 novembre", &plain), ("Mardi 8 novembre", tuesday)],
            ..WEEK
        };
        organic_days(&list)
    };
    let title = "Semaine du 7 au 11 novembre 2022";
    let both = ["2022-11-07", "2022-11-08"];
    assert_eq!(week("Menus 100 % bio du 7 au 11 novembre 2022", &[]), both);
    assert_eq!(
        week(title, &["Repas entièrement bio le mardi 8 novembre"]),
        both[1..]
    );
    for notice in [
        "Menu bio du 7 au 11 novembre 2022",
        "Semaine du 7 au 11 novembre 2022 - 20 % de produits bio",
        "Semaine du 7 au 11 novembre 2022 - Tous nos yaourts sont bio",
        "Menus 100 % bio selon arrivage du 7 au 11 novembre 2022",
        "Semaine du 7 au 11 novembre 2022 - Tous nos menus sont à 50 % bio",
        "Semaine du 7 au 11 novembre 2022 - La semaine prochaine : menu 100 % bio",
    ] {
        assert!(week(notice, &[]).is_empty(), "{notice}");
    }
    assert!(week(title, &["La semaine prochaine : menu 100 % bio"]).is_empty());
}

/// The codes of what a menu gives to look at, courses aside.
fn doubts(pdf: &[u8]) -> Vec<&'static str> {
    let extraction = extract(pdf, &Options::default()).unwrap();
    let codes = extraction
        .diagnostics
        .iter()
        .map(|doubt| doubt.code.as_str());
    codes
        .filter(|code| !matches!(*code, "unknown-course" | "missing-profile"))
        .collect()
}

#[test]
fn what_is_said_of_organic_food_and_cannot_be_applied_is_told() {
    let told = |title, dish| {
        let days: &[(&str, &[&str])] = &[("Lundi 7 novembre", &["Taboulé", dish, "Edam"])];
        let list = List {
            title,
            days,
            ..WEEK
        };
        doubts(&list.pdf())
    };
    let week = "Semaine du 7 au 11 novembre 2022";
    let menus = "Nos menus bio du 7 au 11 novembre 2022";
    assert_eq!(told(menus, "Riz"), ["unapplied-organic"]);
    assert!(told(menus, "Riz bio").is_empty() && told(week, "Riz").is_empty());
    assert!(told("Pain bio, semaine du 7 au 11 novembre 2022", "Riz").is_empty());
    assert_eq!(told(week, "Riz bio selon arrivage"), ["conditional-label"]);
}

/// The days of one week and of the next, each with its first dish.
const DAYS: &[&str] = &["Lundi", "Mardi", "Jeudi", "Vendredi"];
const WEEKS: [&[&[&str]]; 2] = [
    &[
        &["Melon", "Betteraves", "Taboulé", "Tomates"],
        &["Poulet rôti", "Omelette", "Lasagnes", "Poisson pané"],
        &["Frites", "Riz", "Salade verte", "Brocolis"],
    ],
    &[
        &["Concombre", "Radis", "Macédoine", "Carottes râpées"],
        &["Sauté de porc", "Brandade", "Chili", "Rôti de dinde"],
        &["Lentilles", "Petits pois", "Semoule", "Haricots verts"],
    ],
];

/// Tables under one another, what is in the cell left of each before it.
fn tables(sheet: Sheet, labels: [&str; 2]) -> Sheet {
    let tables = WEEKS.iter().zip(labels).zip([80, 220]);
    tables.fold(sheet, |sheet, ((dishes, label), y)| {
        let rows = [&[DAYS], *dishes].concat();
        let sheet = sheet.cell((30, y), (90, 100), label);
        sheet.rows((120, y), (110, 25), &rows)
    })
}

/// The dates of the dishes, each once.
fn dates(sheet: &Sheet) -> Vec<String> {
    let mut dates: Vec<String> = dishes(&sheet.pdf()).into_iter().map(|d| d.0).collect();
    dates.dedup();
    dates
}

const TWO_WEEKS: [&str; 8] = [
    "2025-09-08",
    "2025-09-09",
    "2025-09-11",
    "2025-09-12",
    "2025-09-15",
    "2025-09-16",
    "2025-09-18",
    "2025-09-19",
];

#[test]
fn a_range_in_the_cell_left_of_a_table_dates_that_table() {
    let ranges = ["Du 8 au 12/09", "Du 15 au 19/09"];
    let cut = ["Du 8 au\n12/09", "Du 15 au\n19/09"];
    for title in [
        "MENUS SEPTEMBRE 2025",
        "Menus 2025",
        "Menus du 1er septembre au 17 octobre 2025",
    ] {
        for labels in [ranges, cut] {
            let sheet = tables(Sheet::default().text(200, 50, title), labels);
            assert_eq!(dates(&sheet), TWO_WEEKS, "{title}: {labels:?}");
        }
    }
}

#[test]
fn weeks_in_rows_under_one_row_of_days_are_dated_each() {
    let head = [&["Semaine"], DAYS].concat();
    let sheet = Sheet::default().text(200, 50, "Menus du 1er septembre au 17 octobre 2025");
    let sheet = sheet.rows((10, 80), (110, 25), &[&head]);
    let weeks = WEEKS
        .iter()
        .zip(["Du 8 au 12/09", "Du 15 au 19/09"])
        .zip([105, 180]);
    let sheet = weeks.fold(sheet, |sheet, ((dishes, label), y)| {
        let sheet = sheet.cell((10, y), (110, 75), label);
        sheet.rows((120, y), (110, 25), dishes)
    });
    assert_eq!(dates(&sheet), TWO_WEEKS);
}

#[test]
fn weeks_in_columns_whose_headings_wrap_before_the_year_are_dated_each() {
    let heads = [
        "Semaine du 8 au 12 septembre\n2025",
        "Semaine du 15 au 19 septembre\n2025",
    ];
    let sheet = Sheet::default().text(200, 50, "Menus de la quinzaine");
    let sheet = sheet.rows((140, 80), (180, 40), &[&heads]);
    let days = DAYS.iter().zip(0..);
    let sheet = days.fold(sheet, |sheet, (day, at)| {
        let y = 120 + 60 * at;
        let meal = |week: usize| {
            WEEKS[week]
                .iter()
                .map(|row| row[at as usize])
                .collect::<Vec<_>>()
        };
        let meals = [meal(0).join("\n"), meal(1).join("\n")];
        let sheet = sheet.cell((40, y), (100, 60), day);
        sheet.rows((140, y), (180, 60), &[&[&meals[0], &meals[1]]])
    });
    assert_eq!(dates(&sheet), TWO_WEEKS);
}

/// The names of the organic dishes.
fn organic(pdf: &[u8]) -> Vec<String> {
    let rows = rows(pdf).into_iter().filter(Extracted::is_organic);
    rows.map(|r| r.row.menu_plat_nom).collect()
}

/// Days over two columns each, the second with marks; `marks` are those of each line.
fn marks_beside(marks: &[[&str; 2]; 3]) -> Sheet {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 au 29 septembre 2026");
    page.row(
        80,
        &[140, 330, 520],
        &["Lundi 28 septembre", "Mardi 29 septembre"],
    );
    let lines = [
        ("Entrée", ["Taboulé", "Radis"]),
        ("Plat", ["Omelette", "Poulet rôti"]),
        ("Laitage", ["Brie", "Edam"]),
    ];
    for ((number, (course, [monday, tuesday])), [a, b]) in (1..).zip(lines).zip(marks) {
        let texts = [course, monday, a, tuesday, b];
        page.row(80 + 20 * number, &[60, 140, 290, 330, 480, 520], &texts);
    }
    page
}

#[test]
fn a_cell_of_marks_is_for_the_dish_in_its_row_and_day() {
    let page = marks_beside(&[["BIO", ""], ["", "BIO"], ["", "BIO"]]);
    assert_eq!(organic(&page.pdf()), ["Taboulé", "Poulet rôti", "Edam"]);
}

#[test]
fn ticks_give_their_columns_labels_and_are_no_dishes() {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 au 29 septembre 2026");
    let edges = [140, 330, 380, 430, 480];
    page.row(80, &edges, &["Plat", "Bio", "Local", "Lait"]);
    let days = [
        (
            "Lundi 28",
            [["Taboulé", "X", "", ""], ["Brie", "", "X", "X"]],
        ),
        ("Mardi 29", [["Radis", "", "X", ""], ["Edam", "X", "", "X"]]),
    ];
    for ((day, dishes), y) in days.into_iter().zip([100, 140]) {
        page = page.cell((60, y), (80, 40), day);
        page.row(y, &edges, &dishes[0]);
        page.row(y + 20, &edges, &dishes[1]);
    }
    assert_eq!(organic(&page.pdf()), ["Taboulé", "Edam"]);
    assert_eq!(rows(&page.pdf()).len(), 4);
}

#[test]
fn small_marks_at_the_end_of_a_line_are_those_of_its_dish() {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 au 29 septembre 2026");
    for (day, x) in [("Lundi 28 septembre", 60), ("Mardi 29 septembre", 320)] {
        page = page.cell((x, 80), (230, 100), "");
        page.write(x + 6, 95, 10, day);
        for (dish, y) in [("Taboulé", 112), ("Omelette", 127), ("Haricots verts", 142)] {
            page.write(x + 6, y, 10, dish);
        }
        // Three points higher than the names.
        page.write(x + 200, 124, 7, "BIO");
        page.write(x + 200, 139, 7, "BIO");
    }
    let found = organic(&page.pdf());
    let both = ["Omelette", "Haricots verts"];
    assert_eq!(found, [both, both].concat());
}

#[test]
fn a_mark_without_a_dish_is_told() {
    let mut page = marks_beside(&[["", "BIO"], ["", ""], ["", ""]]);
    page.row(
        160,
        &[60, 140, 290, 330, 480, 520],
        &["Dessert", "Poire", "", "", "BIO"],
    );
    let extraction = extract(&page.pdf(), &Options::default()).unwrap();
    let codes = extraction.diagnostics.iter().map(|d| d.code.as_str());
    assert_eq!(codes.filter(|c| *c == "mark-without-dish").count(), 1);
    assert_eq!(organic(&page.pdf()), ["Radis"]);
}

#[test]
fn a_meal_named_between_rows_is_that_of_the_rows_below_it() {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 au 29 septembre 2026");
    let edges = [140, 330, 520];
    page.row(80, &edges, &["Lundi 28 septembre", "Mardi 29 septembre"]);
    page.row(120, &edges, &["Taboulé", "Radis"]);
    page.row(140, &edges, &["Omelette", "Poulet rôti"]);
    page.row(180, &edges, &["Potage", "Lasagnes"]);
    for (y, text) in [
        (114, "DÉJEUNER"),
        (134, "Entrée"),
        (154, "Plat"),
        (174, "DÎNER (internat)"),
        (194, "Plat"),
    ] {
        page.write(40, y, 10, text);
    }
    let rows = rows(&page.pdf()).into_iter().map(|r| r.row);
    let dinner = rows.filter(|r| r.menu_repas_type.as_str() == "dîner");
    let names: Vec<String> = dinner.map(|r| r.menu_plat_nom).collect();
    assert_eq!(names, ["Potage", "Lasagnes"]);
}

#[test]
fn a_label_on_a_course_heading_is_its_dishes() {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 au 29 septembre 2026");
    let edges = [60, 140, 330, 520];
    page.row(
        80,
        &edges[1..],
        &["Lundi 28 septembre", "Mardi 29 septembre"],
    );
    page.row(100, &edges, &["Entrée", "Taboulé", "Radis"]);
    page.row(120, &edges, &["Plat", "Omelette", "Poulet rôti"]);
    page.row(140, &edges, &["Dessert BIO", "Poire", "Flan"]);
    assert_eq!(organic(&page.pdf()), ["Poire", "Flan"]);

    let list = List {
        days: &[(
            "Lundi 7 novembre",
            &[
                "Plat Bio",
                "Omelette",
                "Garniture",
                "Riz",
                "Dessert Bio",
                "Flan",
            ],
        )],
        ..WEEK
    };
    assert_eq!(organic(&list.pdf()), ["Omelette", "Flan"]);
}

#[test]
fn a_dish_of_a_list_named_as_a_course_keeps_its_label() {
    let meal: &[&str] = &["Radis", "Omelette", "Riz", "Laitage bio", "Flan"];
    let list = List {
        days: &[("Lundi 7 novembre", meal), ("Mardi 8 novembre", meal)],
        ..WEEK
    };
    assert_eq!(organic(&list.pdf()), ["Laitage", "Laitage"]);
}

/// A table a day, one under the other: its day over it or in its first row, its courses in a column or not.
fn table_a_day(day_in_table: bool, courses: bool) -> Sheet {
    let mut page = Sheet::default();
    page.write(60, 40, 14, "Menus du 28 septembre au 1 octobre 2026");
    let days = [
        (
            "Lundi 28 septembre 2026",
            ["Taboulé", "Omelette", "Fromage"],
        ),
        ("Mardi 29 septembre 2026", ["Radis", "Poulet rôti", "Edam"]),
        ("Jeudi 1 octobre 2026", ["Melon", "Lasagnes", "Brie"]),
    ];
    for (number, (day, dishes)) in (0..).zip(days) {
        let y = 80 + 160 * number;
        match day_in_table {
            true => page.row(y, &[60, 460], &[day]),
            false => page.write(60, y + 14, 12, day),
        }
        if courses {
            page.row(y + 20, &[60, 160, 460], &["Composante", "Plat"]);
        }
        for ((line, course), dish) in (2..).zip(["Entrée", "Plat", "Laitage"]).zip(dishes) {
            match courses {
                true => page.row(y + 20 * line, &[60, 160, 460], &[course, dish]),
                false => page.row(y + 20 * line - 20, &[60, 460], &[dish]),
            }
        }
    }
    page
}

#[test]
fn a_day_alone_in_its_row_heads_the_table_below_it() {
    for (day_in_table, courses) in [(true, true), (true, false), (false, true), (false, false)] {
        let rows = rows(&table_a_day(day_in_table, courses).pdf());
        let of_day = |date: &str| {
            let mine = rows.iter().filter(|r| r.row.menu_date.to_string() == date);
            let names: Vec<&str> = mine.map(|r| r.row.menu_plat_nom.as_str()).collect();
            names.join(", ")
        };
        let got = ["2026-09-28", "2026-09-29", "2026-10-01"].map(of_day);
        let expected = [
            "Taboulé, Omelette, Fromage",
            "Radis, Poulet rôti, Edam",
            "Melon, Lasagnes, Brie",
        ];
        assert_eq!(got, expected, "{day_in_table} {courses}");
        assert_eq!(rows.len(), 9);
    }
}

#[test]
fn a_theme_that_nobody_knows_costs_no_day() {
    let rows: &[&[&str]] = &[
        &["Lundi 8", "Mardi 9\nLe Mexique"],
        &["Taboulé", "Guacamole"],
        &["Poulet rôti", "Fajitas"],
        &["Pomme", "Mangue"],
    ];
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (200, 34), rows);
    let told = dishes(&sheet.pdf());
    let tuesday = told.iter().filter(|(date, _)| date == "2025-09-09");
    let names: Vec<&str> = tuesday.map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Guacamole", "Fajitas", "Mangue"]);
}

#[test]
fn a_meal_named_between_two_tables_is_that_of_the_second() {
    let table = |dishes: [&'static str; 6]| {
        let [a, b, c, d, e, f] = dishes;
        [["Lundi 8", "Mardi 9"], [a, b], [c, d], [e, f]]
    };
    let noon = table([
        "Taboulé",
        "Radis",
        "Poulet rôti",
        "Omelette",
        "Pomme",
        "Kiwi",
    ]);
    let evening = table(["Potage", "Melon", "Quiche", "Jambon blanc", "Flan", "Poire"]);
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (200, 30), &noon.each_ref().map(|row| &row[..]));
    let sheet = sheet.text(200, 240, "DÎNER");
    let sheet = sheet.rows(
        (40, 260),
        (200, 30),
        &evening.each_ref().map(|row| &row[..]),
    );
    let extraction = extract(&sheet.pdf(), &Options::default()).unwrap();
    let dinner = extraction.rows.iter().map(|r| &r.row);
    let dinner = dinner.filter(|r| r.menu_repas_type.as_str() == "dîner");
    let names: Vec<&str> = dinner.map(|r| r.menu_plat_nom.as_str()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.contains(&"Quiche") && !names.contains(&"Omelette"));
}

#[test]
fn a_picnic_alone_is_the_row_of_its_day_and_of_no_other() {
    let rows: &[&[&str]] = &[
        &["Lundi 8", "Mardi 9"],
        &["", "Radis"],
        &["Pique-nique", "Omelette"],
        &["", "Kiwi"],
        &["Jeudi 11", "Vendredi 12"],
        &["Taboulé", "Melon"],
        &["Poulet rôti", "Colin pané"],
        &["Pomme", "Flan"],
    ];
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (200, 30), rows);
    let extraction = extract(&sheet.pdf(), &Options::default()).unwrap();
    let picnics = extraction.rows.iter().map(|r| &r.row);
    let picnics = picnics.filter(|r| r.menu_repas_type.as_str() == "pique-nique");
    let picnics: Vec<(String, &str, &str)> = picnics
        .map(|r| {
            (
                r.menu_date.to_string(),
                r.menu_plat_nom.as_str(),
                r.menu_plat_type.as_str(),
            )
        })
        .collect();
    assert_eq!(picnics, [("2025-09-08".to_owned(), "Pique-nique", "autre")]);
    assert_eq!(extraction.rows.len(), 10);
}

#[test]
fn a_dish_over_all_days_is_a_row_on_each() {
    let days: &[&[&str]] = &[
        &["Lundi 8", "Mardi 9", "Jeudi 11"],
        &["Taboulé", "Radis", "Melon"],
        &["Poulet rôti", "Omelette", "Colin pané"],
    ];
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (150, 30), days);
    let sheet = sheet.cell((40, 170), (450, 30), "Glace à la vanille");
    let told = dishes(&sheet.pdf());
    let ices = told.iter().filter(|(_, name)| name == "Glace à la vanille");
    let days: Vec<&str> = ices.map(|(date, _)| date.as_str()).collect();
    assert_eq!(days, ["2025-09-08", "2025-09-09", "2025-09-11"]);
}

#[test]
fn a_dish_in_a_day_s_heading_is_a_dish_of_that_day() {
    let rows: &[&[&str]] = &[
        &["Lundi 8", "Mardi 9\nPaëlla royale"],
        &["Taboulé", "Radis"],
        &["Poulet rôti", "Riz"],
        &["Pomme", "Kiwi"],
    ];
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (200, 34), rows);
    let told = dishes(&sheet.pdf());
    assert!(
        told.contains(&("2025-09-09".to_owned(), "Paëlla royale".to_owned())),
        "{told:?}"
    );
    assert_eq!(told.len(), 7);
}

#[test]
fn a_word_beside_a_day_costs_it_no_dish_where_days_are_rows() {
    let rows: &[&[&str]] = &[
        &["Lundi 8", "Taboulé", "Poulet rôti", "Pomme"],
        &["Mardi 9\nRoux", "Radis", "Omelette", "Kiwi"],
        &["Jeudi 11", "Melon", "Colin pané", "Flan"],
    ];
    let sheet = Sheet::default().text(40, 40, "Menus du 8 au 12 septembre 2025");
    let sheet = sheet.rows((40, 80), (120, 34), rows);
    let told = dishes(&sheet.pdf());
    let tuesday = told.iter().filter(|(date, _)| date == "2025-09-09");
    let names: Vec<&str> = tuesday.map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Radis", "Omelette", "Kiwi"]);
}

#[test]
fn a_period_between_two_days_of_a_list_is_no_dish() {
    for period in ["Semaine 46", "Semaine du 14 au 18 novembre 2022"] {
        let list = List {
            days: &[
                (
                    "Lundi 7 novembre",
                    &["Taboulé", "Poulet rôti", "Riz", "Pomme", period],
                ),
                (
                    "Lundi 14 novembre",
                    &["Radis", "Omelette", "Frites", "Kiwi"],
                ),
            ],
            ..WEEK
        };
        let told = dishes(&list.pdf());
        assert_eq!(told.len(), 8, "{period}: {told:?}");
    }
}

#[test]
fn a_sauce_of_its_own_is_no_dish() {
    let list = List {
        days: &[(
            "Lundi 7 novembre",
            &["Taboulé", "Rôti de porc", "Riz", "Sauce au poivre", "Pomme"],
        )],
        ..WEEK
    };
    let names: Vec<String> = dishes(&list.pdf())
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["Taboulé", "Rôti de porc", "Riz", "Pomme"]);
}
