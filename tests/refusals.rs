//! What is no dated menu in French says what it is; and what is there twice is read once.

use crate::drawn::{Drawn, Week, rows};
use ardoise::diagnostic::{Code, Diagnostic};

fn codes(doubts: &[Diagnostic]) -> Vec<Code> {
    doubts.iter().map(|d| d.code).collect()
}

fn lines(texts: &[&str]) -> Drawn {
    let place = |at: usize| 560.0 - 14.0 * at as f32;
    let texts = texts.iter().enumerate();
    texts.fold(Drawn::default(), |page, (at, text)| {
        page.text(50.0, place(at), text)
    })
}

const GERMAN: Week = Week {
    title: "Speiseplan 03.03.2025 - 05.03.2025",
    days: ["03.03.2025", "04.03.2025", "05.03.2025"],
    rows: &[
        (
            "Suppe",
            [
                "Linsensuppe mit Speck",
                "Kartoffelsuppe",
                "Brokkolisuppe mit Brot",
            ],
        ),
        (
            "Menü",
            [
                "Hähnchenbrust mit Reis und Erbsen",
                "Schweinebraten mit Klößen und Rotkohl",
                "Spaghetti Bolognese mit Salat",
            ],
        ),
        (
            "Dessert",
            [
                "Apfelkompott oder Quark",
                "Vanillepudding mit Himbeeren",
                "Obst der Saison",
            ],
        ),
    ],
    foot: &["Änderungen sind uns vorbehalten, wir wünschen guten Appetit"],
};

#[test]
fn a_menu_in_another_language_is_refused() {
    let (found, doubts) = rows(&GERMAN.page().pdf());
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(codes(&doubts), [Code::NotFrench]);
}

const WEEK: Week = Week {
    title: "Menus du 3 au 5 mars 2025",
    days: ["Lundi 3", "Mardi 4", "Mercredi 5"],
    rows: &[
        ("Entrée", ["Betteraves", "Salade verte", "Taboulé"]),
        ("Plat", ["Omelette", "Poulet rôti", "Pâtes carbonara"]),
        ("Dessert", ["Pomme BIO", "Flan", "Kiwi"]),
    ],
    foot: &[],
};

#[test]
fn a_page_that_is_there_again_is_read_once() {
    let (once, doubts) = rows(&WEEK.page().pdf());
    assert!(!codes(&doubts).contains(&Code::RepeatedPage));
    let (found, doubts) = rows(&WEEK.page().again(11).pdf());
    assert_eq!(found, once);
    let told: Vec<&Diagnostic> = doubts
        .iter()
        .filter(|d| d.code == Code::RepeatedPage)
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].with["pages"].starts_with("2, 3, "));
}

#[test]
fn weeks_without_a_date_are_a_cycle() {
    let page = lines(&[
        "Semaine 1",
        "Lundi",
        "Betteraves",
        "Omelette",
        "Pomme",
        "Mardi",
        "Taboulé",
        "Poulet rôti",
        "Flan",
        "Semaine 2",
        "Lundi",
        "Salade verte",
        "Lasagnes",
        "Kiwi",
        "Mardi",
        "Radis",
        "Rôti de porc",
        "Yaourt",
    ]);
    let (found, doubts) = rows(&page.pdf());
    assert_eq!(found, Vec::<String>::new());
    let cycle = doubts
        .iter()
        .find(|d| d.code == Code::UndatedCycle)
        .unwrap();
    assert_eq!(cycle.with["count"], "2");
    let week = lines(&[
        "Lundi",
        "Betteraves",
        "Omelette",
        "Pomme",
        "Mardi",
        "Taboulé",
        "Poulet rôti",
        "Flan",
    ]);
    let (_, doubts) = rows(&week.pdf());
    assert!(codes(&doubts).contains(&Code::NoDate));
}

#[test]
fn a_form_that_nobody_filled_in_says_so() {
    let empty = Week {
        rows: &[("Entrée", [""; 3]), ("Plat", [""; 3]), ("Dessert", [""; 3])],
        ..WEEK
    };
    let form = |value: &str| {
        let fields = format!(
            "/AcroForm<</Fields[<</FT/Tx/T(a)/Kids[<</T(b){value}>>]>><</FT/Btn/T(c)/V/Off>>]>>"
        );
        rows(&empty.page().catalog(&fields).pdf()).1
    };
    assert_eq!(codes(&form("")), [Code::EmptyForm]);
    assert_eq!(codes(&form("/V( )")), [Code::EmptyForm]);
    assert!(codes(&form("/V(Riz)")).contains(&Code::NotAMenu));
    assert!(codes(&rows(&empty.page().pdf()).1).contains(&Code::NotAMenu));
}
