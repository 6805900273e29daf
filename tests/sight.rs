//! Only what a person sees of a page is read, on pages drawn for the purpose.

use crate::drawn::{Drawn, Week, rows};
use ardoise::diagnostic::{Code, Diagnostic};
use ardoise::pdf::{Limits, read};

/// The words of a page, and what is told of them.
fn seen(page: &Drawn) -> (String, Vec<Diagnostic>) {
    let (document, told) = read(&page.pdf(), &Limits::default()).unwrap();
    let words = document.pages[0].words.iter();
    let words: Vec<&str> = words.map(|w| w.text.as_str()).collect();
    (words.join(" "), told)
}

fn told(told: &[Diagnostic], code: Code) -> Option<&str> {
    let found = told.iter().find(|d| d.code == code)?;
    Some(found.with.get("text").map_or("", String::as_str))
}

#[test]
fn invisible_text_is_told_and_not_read() {
    let page = Drawn::default()
        .text(50.0, 500.0, "Lundi Betteraves")
        .then("3 Tr")
        .text(50.0, 480.0, "Chipolatas BIO")
        .then("0 Tr");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Lundi Betteraves");
    assert_eq!(told(&doubts, Code::UnseenText), Some("Chipolatas BIO"));
    assert_eq!(told(&doubts, Code::OcrLayer), None);
}

const SCAN: &str = "q 842 0 0 595 0 0 cm /Scan Do Q";

#[test]
fn the_layer_of_an_ocr_is_read_and_told() {
    let before = Drawn::default().image("Scan", "").then(SCAN).then("3 Tr");
    let before = before.text(50.0, 500.0, "Lundi Betteraves");
    let beneath = Drawn::default().image("Scan", "");
    let beneath = beneath.text(50.0, 500.0, "Lundi Betteraves").then(SCAN);
    for page in [before, beneath] {
        let (words, doubts) = seen(&page);
        assert_eq!(words, "Lundi Betteraves");
        assert_eq!(told(&doubts, Code::OcrLayer), Some(""));
        assert_eq!(told(&doubts, Code::UnseenText), None);
    }
}

#[test]
fn a_layer_under_a_page_that_shows_text_of_its_own_is_none() {
    let page = Drawn::default().image("Scan", "").then(SCAN);
    let page = page.text(50.0, 500.0, "Lundi Betteraves").then("3 Tr");
    let page = page.text(50.0, 400.0, "Chipolatas");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Lundi Betteraves");
    assert_eq!(told(&doubts, Code::OcrLayer), None);
}

#[test]
fn what_a_form_or_a_clip_cuts_away_is_not_read() {
    let form = "BT /F1 9 Tf 1 0 0 1 50 500 Tm (Lundi) Tj 1 0 0 1 50 560 Tm (Navets) Tj ET";
    let page = Drawn::default()
        .form("Menu", "0 0 842 540", form)
        .then("/Menu Do q 40 100 200 20 re W n")
        .text(50.0, 60.0, "Panais")
        .text(50.0, 105.0, "Riz")
        .then("Q")
        .text(50.0, 50.0, "Pomme");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Lundi Riz Pomme");
    assert_eq!(told(&doubts, Code::UnseenText), Some("Navets Panais"));
}

#[test]
fn a_later_box_or_picture_covers_and_what_stands_on_it_is_read() {
    let white = "1 1 1 rg 45 490 150 24 re f 0 g";
    let rounded = "1 1 1 rg 50 490 m 190 490 l 195 490 195 495 195 495 c 195 509 l 195 514 190 514 190 514 c \
                   50 514 l 45 514 45 509 45 509 c 45 495 l 45 490 50 490 50 490 c f 0 g";
    let picture = "q 150 0 0 24 45 490 cm /Patch Do Q";
    for cover in [white, rounded, picture] {
        let page = Drawn::default()
            .image("Patch", "")
            .text(50.0, 500.0, "Poisson")
            .then(cover)
            .text(60.0, 500.0, "Hoki")
            .text(50.0, 400.0, "Riz");
        let (words, doubts) = seen(&page);
        assert_eq!(words, "Hoki Riz", "{cover}");
        assert_eq!(told(&doubts, Code::UnseenText), Some("Poisson"));
    }
}

#[test]
fn a_small_picture_that_a_later_box_covers_is_gone() {
    let page = Drawn::default()
        .image("Logo", "")
        .then("q 20 0 0 20 50 500 cm /Logo Do Q q 20 0 0 20 50 400 cm /Logo Do Q 1 g 45 395 30 30 re f 0 g")
        .text(100.0, 500.0, "Riz");
    let (document, _) = read(&page.pdf(), &Limits::default()).unwrap();
    let tops: Vec<f32> = document.pages[0]
        .pictures
        .iter()
        .map(|p| p.rect.y0)
        .collect();
    assert_eq!(tops, [75.0]);
}

#[test]
fn what_lets_the_text_through_covers_nothing() {
    let frame = "0.9 g 40 480 160 40 re 45 490 150 24 re f* 0 g";
    let masked = "q 150 0 0 24 45 490 cm /Mask Do Q";
    let stencil = "q 150 0 0 24 45 490 cm /Stencil Do Q";
    let clipped = "q 45 490 m 46 490 l 45 491 l h 194 513 m 195 513 l 195 514 l h W n 1 g 45 490 150 24 re f Q 0 g";
    for cover in [frame, masked, stencil, clipped] {
        let page = Drawn::default()
            .image("Mask", "/Mask[0 10]")
            .image("Stencil", "/ImageMask true")
            .text(50.0, 500.0, "Poisson")
            .then(cover);
        assert_eq!(seen(&page).0, "Poisson", "{cover}");
    }
}

#[test]
fn text_of_its_grounds_colour_is_not_read_and_white_on_dark_is() {
    let page = Drawn::default()
        .image("Photo", "")
        .then("0.1 0.2 0.5 rg 40 480 300 30 re f")
        .then("q 200 0 0 50 40 300 cm /Photo Do Q")
        .then("0.2 0.6 0.3 rg 400 490 m 430 520 l 460 490 l 430 460 l h f")
        .then("1 g")
        .text(50.0, 490.0, "Lundi")
        .text(50.0, 320.0, "Bienvenue")
        .text(420.0, 490.0, "AB")
        .text(50.0, 400.0, "BIO")
        .then("0.1 0.2 0.5 rg")
        .text(200.0, 490.0, "Fantôme")
        .then("0 g")
        .text(50.0, 440.0, "Riz");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Lundi AB Riz Bienvenue");
    assert_eq!(told(&doubts, Code::UnseenText), Some("Fantôme BIO"));
}

#[test]
fn letters_that_a_picture_is_seen_through_are_read() {
    let page = Drawn::default()
        .image("Photo", "")
        .then("q 7 Tr")
        .text(50.0, 500.0, "Menus")
        .then("q 200 0 0 50 40 490 cm /Photo Do Q Q 0 Tr")
        .text(50.0, 400.0, "Riz");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Menus Riz");
    assert_eq!(told(&doubts, Code::UnseenText), None);
}

#[test]
fn a_halo_is_nothing_lost() {
    let page = Drawn::default()
        .then("2 w 1 G 2 Tr")
        .text(50.0, 500.0, "Menus")
        .then("0 Tr");
    let (words, doubts) = seen(&page);
    assert_eq!(words, "Menus");
    assert_eq!(told(&doubts, Code::UnseenText), None);
}

const WEEK: Week = Week {
    title: "Menus du 3 au 5 mars 2025",
    days: ["Lundi 3", "Mardi 4", "Mercredi 5"],
    rows: &[
        ("Entrée", ["Betteraves", "Salade verte", "Taboulé"]),
        (
            "Plat",
            ["Steak haché\nOmelette", "Poulet rôti", "Pâtes carbonara"],
        ),
        ("Dessert", ["Pomme BIO", "Flan", "Kiwi"]),
    ],
    foot: &[],
};

/// A line through the middle of a text, `width` points long.
fn through((x, y): (f32, f32), width: f32) -> String {
    format!("0 g {x} {} {width} 0.6 re f", y + 2.6)
}

#[test]
fn a_dish_struck_through_is_told_and_the_one_beside_it_stands() {
    let page = WEEK.page();
    let page = page.then(&through(Week::at(1, 2), 50.0));
    let page = page.then(&through(Week::at(1, 3), 49.0));
    let (found, doubts) = rows(&page.pdf());
    let monday: Vec<&String> = found.iter().filter(|r| r.starts_with("03")).collect();
    assert_eq!(monday, ["03 Betteraves", "03 Omelette"]);
    assert_eq!(found.len(), 8);
    let struck = doubts.iter().filter(|d| d.code == Code::StruckText);
    let struck: Vec<&str> = struck.map(|d| d.with["text"].as_str()).collect();
    assert_eq!(struck, ["Steak haché", "Pomme BIO"]);
    assert_eq!(told(&doubts, Code::UnappliedOrganic), None);
    assert_eq!(told(&doubts, Code::UnreadText), None);
}

#[test]
fn a_table_rule_through_no_word_strikes_nothing() {
    let (found, doubts) = rows(&WEEK.page().pdf());
    assert_eq!(found.len(), 10);
    assert_eq!(told(&doubts, Code::StruckText), None);
}
