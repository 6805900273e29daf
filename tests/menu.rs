//! `menu`: what a page says becomes days and dishes, on PDFs made on the spot.

use crate::made::{List, WEEK};
use ardoise::extract::{Options, extract};

/// Date and name of each dish.
fn dishes(list: &List) -> Vec<(String, String)> {
    let extraction = extract(&list.pdf(), &Options::default()).unwrap();
    let rows = extraction.rows.into_iter().map(|r| r.row);
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
    let dishes = dishes(&list);
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
    ] {
        assert!(week(notice, &[]).is_empty(), "{notice}");
    }
    assert!(week(title, &["La semaine prochaine : menu 100 % bio"]).is_empty());
}

/// The codes of what a list gives to look at, courses aside.
fn doubts(list: &List) -> Vec<&'static str> {
    let extraction = extract(&list.pdf(), &Options::default()).unwrap();
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
        doubts(&List {
            title,
            days,
            ..WEEK
        })
    };
    let week = "Semaine du 7 au 11 novembre 2022";
    let menus = "Nos menus bio du 7 au 11 novembre 2022";
    assert_eq!(told(menus, "Riz"), ["unapplied-organic"]);
    assert!(told(menus, "Riz bio").is_empty() && told(week, "Riz").is_empty());
    assert!(told("Pain bio, semaine du 7 au 11 novembre 2022", "Riz").is_empty());
    assert_eq!(told(week, "Riz bio selon arrivage"), ["conditional-label"]);
}
