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
