//! Letters however a file writes them: names come out plain, and one that misses letters is told.

use crate::drawn::{Drawn, Week, rows};
use ardoise::diagnostic::Code;
use ardoise::pdf::{Limits, read};

fn words(page: &Drawn) -> Vec<String> {
    let (document, _) = read(&page.pdf(), &Limits::default()).unwrap();
    let words = document.pages[0].words.iter();
    words.map(|w| w.text.to_string()).collect()
}

/// Each letter as a text of its own, accents over the letter after them, as TeX draws them. Widths are of Helvetica at 10 points.
fn apart(text: &str, rise: f32) -> Drawn {
    let mut page = Drawn::default();
    let mut x = 50.0;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let is_accent = "´`ˆ¨¸".contains(c);
        let width = if is_accent { 0.0 } else { width(c) };
        let (shift, up) = match letters.peek() {
            Some(letter) if is_accent => ((self::width(*letter) - 3.33) / 2.0, rise),
            _ => (0.0, 0.0),
        };
        page = page.sized(10.0, x + shift, 500.0 + up, &c.to_string());
        x += width;
    }
    page
}

fn width(c: char) -> f32 {
    match c {
        'i' | 'l' | 'I' | 't' | ' ' => 2.78,
        'r' => 3.33,
        'c' => 5.0,
        'E' => 6.67,
        _ => 5.56,
    }
}

#[test]
fn accents_drawn_apart_are_put_on_their_letters() {
    assert_eq!(words(&apart("puree ´etal´ee", 0.0)), ["puree", "étalée"]);
    assert_eq!(words(&apart("`a la no¨el", 0.0)), ["à", "la", "noël"]);
    assert_eq!(words(&apart("proven¸cal", 0.0)), ["provençal"]);
    assert_eq!(words(&apart("´Epi ˆIle", 2.2)), ["Épi", "Île"]);
}

#[test]
fn soft_hyphens_and_zero_widths_vanish_and_other_spaces_part() {
    // In WinAnsi 0xAD is a hyphen that is drawn, and 0xA0 a space.
    let page = Drawn::default().text(50.0, 500.0, "Cor\u{AD}don\u{A0}bleu");
    assert_eq!(words(&page), ["Cordon", "bleu"]);
}

const WEEK: Week = Week {
    title: "Menus du 3 au 5 mars 2025",
    days: ["Lundi 3", "Mardi 4", "Mercredi 5"],
    rows: &[
        ("Entrée", ["Betteraves", "Salade verte", "Taboulé"]),
        (
            "Plat",
            [
                "Blan\u{AD}\nquette de veau",
                "Gratin de chou-\nfleur",
                "Souffl? au fromage",
            ],
        ),
        ("Dessert", ["Pomme BIO", "Flan", "Kiwi"]),
    ],
    foot: &[],
};

#[test]
fn a_word_broken_at_its_lines_end_is_put_together() {
    let (found, _) = rows(&WEEK.page().pdf());
    assert!(
        found.contains(&"03 Blanquette de veau".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"04 Gratin de chou-fleur".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_name_that_lost_letters_is_told_with_the_dish() {
    let (_, doubts) = rows(&WEEK.page().pdf());
    let lost = doubts.iter().filter(|d| d.code == Code::LostLetters);
    let lost: Vec<&str> = lost.map(|d| d.with["dish"].as_str()).collect();
    assert_eq!(lost, ["Souffl? au fromage"]);
}
