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
