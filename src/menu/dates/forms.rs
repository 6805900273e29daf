//! Every form in which French canteens print a date, on invented pages: headings a line a week, what else is said, and the
//! first and the last day.

use super::tests::{headings, sayings};
use super::*;
use crate::diagnostic::Code;

const WEEK: &[&str] = &["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"];
const TWO_WEEKS: &[&str] = &["Lundi|Mardi|Jeudi|Vendredi", "Lundi|Mardi|Jeudi|Vendredi"];
const MARCH: &[&str] = &[
    "Lundi 3|Mardi 4|Jeudi 6|Vendredi 7",
    "Lundi 10|Mardi 11|Jeudi 13|Vendredi 14",
    "Lundi 17|Mardi 18|Jeudi 20|Vendredi 21",
];
const A_MONTH: &[&str] = &[
    "Lundi|Mardi|Jeudi|Vendredi",
    "Lundi|Mardi|Jeudi|Vendredi",
    "Lundi|Mardi|Jeudi|Vendredi",
    "Lundi|Mardi|Jeudi|Vendredi",
];

/// Headings, sayings, the first and the last date.
type Form = (
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

const FORMS: &[Form] = &[
    // A week's number.
    (WEEK, &["Semaine 12", "Menus 2025"], "2025-03-17 2025-03-21"),
    (WEEK, &["Semaine 12 - 2025"], "2025-03-17 2025-03-21"),
    (WEEK, &["Semaine 12 / 2025"], "2025-03-17 2025-03-21"),
    (
        WEEK,
        &["MENU SEMAINE N° 12", "made:2025-03-05"],
        "2025-03-17 2025-03-21",
    ),
    (
        WEEK,
        &["S12 : du 17 au 21/03", "made:2025-03-05"],
        "2025-03-17 2025-03-21",
    ),
    (
        WEEK,
        &["S 12 du 17/03 au 21/03/2025"],
        "2025-03-17 2025-03-21",
    ),
    (
        WEEK,
        &["Sem. 12 (17-21 mars 2025)"],
        "2025-03-17 2025-03-21",
    ),
    (WEEK, &["Semaine 12 2025"], "2025-03-17 2025-03-21"),
    (
        WEEK,
        &["Menus de la semaine 12, mars 2025"],
        "2025-03-17 2025-03-21",
    ),
    (WEEK, &["file:menu_2025_S12.pdf"], "2025-03-17 2025-03-21"),
    (WEEK, &["file:menu_S12_2025.pdf"], "2025-03-17 2025-03-21"),
    (
        WEEK,
        &["file:menu-2025-12.pdf", "Du 8 au 12 décembre"],
        "2025-12-08 2025-12-12",
    ),
    (WEEK, &["file:2025-S12-menu.pdf"], "2025-03-17 2025-03-21"),
    (
        WEEK,
        &["file:menus-semaine-12-2025.pdf"],
        "2025-03-17 2025-03-21",
    ),
    (
        TWO_WEEKS,
        &["Semaine 12", "@1 Semaine 13", "Menus 2025"],
        "2025-03-17 2025-03-28",
    ),
    (
        A_MONTH,
        &["Semaines 10 à 13", "Menus 2025"],
        "2025-03-03 2025-03-28",
    ),
    (
        A_MONTH,
        &["MENUS SEMAINES 10-11-12-13", "Mars 2025"],
        "2025-03-03 2025-03-28",
    ),
    (
        TWO_WEEKS,
        &["Semaines 12 et 13", "Menus 2025"],
        "2025-03-17 2025-03-28",
    ),
    // Days.
    (
        &["LUN. 3|MAR. 4|JEU. 6|VEN. 7"],
        &["Mars 2025"],
        "2025-03-03 2025-03-07",
    ),
    (
        &["lun 3|mar 4|jeu 6|ven 7"],
        &["MARS 2025"],
        "2025-03-03 2025-03-07",
    ),
    (
        &["lundi 1er|mardi 2|jeudi 4|vendredi 5"],
        &["Menus décembre 2025"],
        "2025-12-01 2025-12-05",
    ),
    (
        &["Lundi 03.03.2025|Mardi 04.03.2025"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 03.03.25|Mardi 04.03.25"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 03-03-2025|Mardi 04-03-2025"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 3-mars|Mardi 4-mars"],
        &["Menus 2025"],
        "2025-03-03 2025-03-04",
    ),
    (
        &["lundi 3 mars 2025|mardi 4 mars 2025"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 3/3|Mardi 4/3"],
        &["Année scolaire 2024-2025"],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 03 Mars 25|Mardi 04 Mars 25"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi, 3 mars|Mardi, 4 mars"],
        &["Menus 2025"],
        "2025-03-03 2025-03-04",
    ),
    (&["03/03|04/03"], &["Menus 2025"], "2025-03-03 2025-03-04"),
    (
        &["lundi 03/03/25|mardi 04/03/25"],
        &[],
        "2025-03-03 2025-03-04",
    ),
    (&["3 mars|4 mars"], &["2025"], "2025-03-03 2025-03-04"),
    (
        &["Lundi (3 mars)|Mardi (4 mars)"],
        &["2025"],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi - 3 mars|Mardi - 4 mars"],
        &["2025"],
        "2025-03-03 2025-03-04",
    ),
    (
        &["Lundi 3 Mars.|Mardi 4 Mars."],
        &["2025"],
        "2025-03-03 2025-03-04",
    ),
    // Ranges.
    (
        WEEK,
        &["03-07 mars", "made:2025-02-20"],
        "2025-03-03 2025-03-07",
    ),
    (WEEK, &["03-07 mars 2025"], "2025-03-03 2025-03-07"),
    (WEEK, &["3 - 7 mars 2025"], "2025-03-03 2025-03-07"),
    (WEEK, &["3 au 7 mars 2025"], "2025-03-03 2025-03-07"),
    (WEEK, &["3 > 7 mars 2025"], "2025-03-03 2025-03-07"),
    (
        WEEK,
        &[
            "du lundi 29 septembre au vendredi 3 octobre",
            "made:2025-09-10",
        ],
        "2025-09-29 2025-10-03",
    ),
    (
        WEEK,
        &["Du lundi 29 septembre 2025 au vendredi 3 octobre 2025"],
        "2025-09-29 2025-10-03",
    ),
    (WEEK, &["Du 29/09 au 03/10/25"], "2025-09-29 2025-10-03"),
    (WEEK, &["Du 29/09/25 au 03/10/25"], "2025-09-29 2025-10-03"),
    (
        WEEK,
        &["Semaine du 29.09 au 03.10.2025"],
        "2025-09-29 2025-10-03",
    ),
    (WEEK, &["29/09 → 03/10/2025"], "2025-09-29 2025-10-03"),
    (WEEK, &["29 sept. - 3 oct. 2025"], "2025-09-29 2025-10-03"),
    (WEEK, &["29 sept. au 3 oct. 2025"], "2025-09-29 2025-10-03"),
    (
        WEEK,
        &["Semaine du 29 septembre au 3 octobre", "2025"],
        "2025-09-29 2025-10-03",
    ),
    (
        WEEK,
        &["Du 29-09-2025 au 03-10-2025"],
        "2025-09-29 2025-10-03",
    ),
    (
        WEEK,
        &["du lun. 29 sept. au ven. 3 oct. 2025"],
        "2025-09-29 2025-10-03",
    ),
    (
        WEEK,
        &["SEMAINE DU 29/9 AU 3/10", "année 2025/2026"],
        "2025-09-29 2025-10-03",
    ),
    (
        WEEK,
        &["Menus du 1er au 5 décembre 2025"],
        "2025-12-01 2025-12-05",
    ),
    (
        WEEK,
        &["Semaine du lundi 3 mars 2025"],
        "2025-03-03 2025-03-07",
    ),
    (WEEK, &["SEMAINE DU 03/03/25"], "2025-03-03 2025-03-07"),
    (
        WEEK,
        &["Semaine du 03 mars", "Année 2025"],
        "2025-03-03 2025-03-07",
    ),
    // "Semaine du 3" under a title of the month.
    (
        TWO_WEEKS,
        &["MARS 2025", "Semaine du 3", "@1 Semaine du 10"],
        "2025-03-03 2025-03-14",
    ),
    (
        TWO_WEEKS,
        &["MARS 2025", "du 3 au 7", "@1 du 10 au 14"],
        "2025-03-03 2025-03-14",
    ),
    (
        TWO_WEEKS,
        &["MARS 2025", "|0 Semaine du 3", "|1 Semaine du 10"],
        "2025-03-03 2025-03-14",
    ),
    (
        TWO_WEEKS,
        &["MARS 2025", "|0 3 au 7", "|1 10 au 14"],
        "2025-03-03 2025-03-14",
    ),
    // Months.
    (A_MONTH, &["MARS 2025"], "2025-03-03 2025-03-28"),
    (MARCH, &["MARS 2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["Menus de Mars 2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["menus 03/2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["M A R S  2 0 2 5"], "2025-03-03 2025-03-21"),
    (MARCH, &["Mars-Avril 2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["Mars / Avril 2025"], "2025-03-03 2025-03-21"),
    (
        MARCH,
        &["Menus de mars et avril 2025"],
        "2025-03-03 2025-03-21",
    ),
    (
        MARCH,
        &["MARS", "Année scolaire 2024-2025"],
        "2025-03-03 2025-03-21",
    ),
    (MARCH, &["MARS", "2024/2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["MARS 2024-2025"], "2025-03-03 2025-03-21"),
    (MARCH, &["file:menus-mars-25.pdf"], "2025-03-03 2025-03-21"),
    (MARCH, &["file:menus_mars25.pdf"], "2025-03-03 2025-03-21"),
    (
        MARCH,
        &["file:menus-mars-2025.pdf"],
        "2025-03-03 2025-03-21",
    ),
    (MARCH, &["file:MENUS 03-2025.pdf"], "2025-03-03 2025-03-21"),
    (MARCH, &["file:2025_03_menus.pdf"], "2025-03-03 2025-03-21"),
    (MARCH, &["file:202503-menus.pdf"], "2025-03-03 2025-03-21"),
    (
        MARCH,
        &["Mars", "file:menus-2025.pdf"],
        "2025-03-03 2025-03-21",
    ),
    (
        MARCH,
        &["Mars 2025", "file:menu_v2.pdf"],
        "2025-03-03 2025-03-21",
    ),
    (
        WEEK,
        &["file:menu-du-03-au-07-mars-25.pdf"],
        "2025-03-03 2025-03-07",
    ),
    (
        WEEK,
        &["file:Menus du 03.03 au 07.03.25.pdf"],
        "2025-03-03 2025-03-07",
    ),
    (
        WEEK,
        &["file:menu-3-7-mars-2025.pdf"],
        "2025-03-03 2025-03-07",
    ),
    // A calendar of bare numbers.
    (
        &["3|4|6|7", "10|11|13|14", "17|18|20|21"],
        &["MARS 2025"],
        "2025-03-03 2025-03-21",
    ),
    (
        &["29|30|1|2|3", "6|7|8|9|10"],
        &["Octobre 2025", "made:2025-09-10"],
        "2025-09-29 2025-10-10",
    ),
];

#[test]
fn every_form_of_a_date_is_read() {
    let mut wrong = Vec::new();
    for (days, said, wanted) in FORMS {
        let (dates, doubts) = date_days(&headings(days), &sayings(said));
        let ends = [dates.first(), dates.last()].map(|end| end.copied().flatten());
        let ends = ends.map(|end| end.map_or("-".to_owned(), |date| date.to_string()));
        let warned = doubts.iter().filter(|d| d.code != Code::YearFromCreation);
        let warned: Vec<Code> = warned.map(|d| d.code).collect();
        if ends.join(" ") != *wanted || !warned.is_empty() {
            wrong.push(format!("{days:?} {said:?}: {ends:?} {warned:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
