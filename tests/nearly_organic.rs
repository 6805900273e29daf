//! Labels that are counted beside the organic ones, and are none.

use crate::drawn::{Week, rows};

const WEEK: Week = Week {
    title: "Menus du 3 au 5 mars 2025",
    days: ["Lundi 3", "Mardi 4", "Mercredi 5"],
    rows: &[
        (
            "Entrée",
            ["Carottes AB", "Salade (C2)", "Radis en conversion bio"],
        ),
        (
            "Plat",
            ["Poulet fermier", "Bœuf race à viande", "Colin MSC"],
        ),
        (
            "Légumes",
            [
                "Pommes de terre HVE",
                "Riz bio ou en conversion",
                "Lentilles (CE2)",
            ],
        ),
        ("Laitage", ["Lait à l’école*", "Comté AOP", "Yaourt bio"]),
        ("Dessert", ["Pomme*", "Banane RUP", "Ananas équitable"]),
    ],
    foot: &[
        "AB : agriculture biologique – C2 : produit en conversion vers l’agriculture biologique – HVE : haute valeur environnementale",
        "CE2 : certification environnementale de niveau 2 – RUP : région ultrapériphérique",
        "* Programme « Lait et fruits à l’école » avec l’aide financière de l’Union européenne",
    ],
};

#[test]
fn only_what_is_organic_bears_the_sign() {
    let (found, doubts) = rows(&WEEK.page().pdf());
    let organic = found.iter().filter(|r| r.contains("biologique"));
    let organic: Vec<&String> = organic.collect();
    assert_eq!(
        organic,
        [
            "03 Carottes agriculture biologique",
            "05 Yaourt agriculture biologique"
        ]
    );
    for row in [
        "03 Poulet fermier fermier",
        "03 Pommes de terre HVE",
        "03 Lait à l’école",
        "03 Pomme",
        "04 Salade",
        "04 Bœuf race à viande",
        "04 Banane RUP",
        "05 Radis en conversion",
        "05 Lentilles certification environnementale de niveau 2",
        "05 Ananas commerce équitable",
    ] {
        assert!(found.iter().any(|r| r == row), "{row}: {found:#?}");
    }
    let told: Vec<&str> = doubts.iter().map(|d| d.code.as_str()).collect();
    assert!(told.contains(&"unread-legend"), "C2: {told:?}");
    assert!(told.contains(&"conditional-label"), "Riz: {told:?}");
}
