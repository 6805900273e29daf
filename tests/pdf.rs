//! `pdf`: what is read of a file, and what is refused. The files of `pdfs/` are named for what is the matter with them.

use ardoise::diagnostic::Code;
use ardoise::geometry::Rect;
use ardoise::pdf::{
    Colour, Document, Drawing, Limits, Look, Note, Paint, Rotation, Word, annotate, read,
};

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/pdfs/{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

fn document(name: &str) -> Document {
    read(&file(name), &Limits::default()).unwrap().0
}

fn refusal(name: &str) -> Code {
    read(&file(name), &Limits::default()).unwrap_err().code
}

fn words(document: &Document) -> Vec<&str> {
    let words = document.pages.iter().flat_map(|p| &p.words);
    words.map(|w| w.text.as_str()).collect()
}

#[test]
fn words_have_their_place_in_points_from_the_top_left() {
    let document = document("list");
    let word = document.pages[0]
        .words
        .iter()
        .find(|w| w.text == "Carottes")
        .unwrap();
    assert_eq!(word.size, 11.0);
    assert!((word.rect.x0 - 60.0).abs() < 0.1);
    assert!(
        (word.rect.y1 - (842.0 - 732.0)).abs() < 4.0,
        "{:?}",
        word.rect
    );
}

#[test]
fn a_turned_page_reads_like_a_straight_one() {
    let turned = document("page-rotated");
    assert_eq!(words(&turned), words(&document("list")));
    assert_eq!(
        (turned.pages[0].width, turned.pages[0].height),
        (842.0, 595.0)
    );
}

#[test]
fn an_empty_password_opens_the_file() {
    assert_eq!(
        words(&document("encrypted-empty-password")),
        words(&document("list"))
    );
}

#[test]
fn each_refusal_says_why() {
    assert_eq!(refusal("encrypted"), Code::Encrypted);
    assert_eq!(refusal("no-text"), Code::NoText);
    assert_eq!(refusal("page-tree-cycle"), Code::Damaged);
    assert_eq!(refusal("form-draws-itself"), Code::NoText);
    assert_eq!(
        read(b"PK\x03\x04 a spreadsheet", &Limits::default())
            .unwrap_err()
            .code,
        Code::NotAPdf
    );
    assert_eq!(
        read(b"", &Limits::default()).unwrap_err().code,
        Code::NotAPdf
    );
}

#[test]
fn limits_hold_and_are_said() {
    let none = Limits {
        bytes: 100,
        ..Limits::default()
    };
    assert_eq!(
        read(&file("list"), &none).unwrap_err().code,
        Code::FileTooLarge
    );
    let few = Limits {
        objects: 10,
        ..Limits::default()
    };
    let (document, doubts) = read(&file("list"), &few).unwrap();
    assert!(words(&document).len() < 5);
    assert_eq!(doubts[0].code, Code::TooLarge);
}

/// The notes drawn on the file stand beside their boxes, upright, and all that was there before is still there.
fn annotated(name: &str) {
    let rect = Rect::new(200.0, 300.0, 320.0, 312.0);
    let colour = Colour { r: 200, g: 0, b: 0 };
    let look = Look::Frame;
    let note = Note {
        rect,
        paint: Paint { look, colour },
        text: "entrée·bio·œuf".to_owned(),
        cell: None,
    };
    let drawing = Drawing {
        page: 1,
        notes: vec![note],
        ..Drawing::default()
    };
    let copy = annotate(&file(name), &[drawing]).unwrap();
    let (before, after) = (document(name), read(&copy, &Limits::default()).unwrap().0);
    let drawn: Vec<&Word> = after.pages[0]
        .words
        .iter()
        .filter(|w| w.colour == colour)
        .collect();
    assert_eq!(drawn.len(), 1, "{name}: {:?}", words(&after));
    assert_eq!(drawn[0].text, "entrée·bio·œuf");
    assert_eq!(drawn[0].rotation, Rotation::None, "{name}");
    assert!(
        (drawn[0].rect.x0 - rect.x1).abs() < 6.0,
        "{name}: {:?}",
        drawn[0].rect
    );
    assert!(
        (drawn[0].rect.centre_y() - rect.centre_y()).abs() < 3.0,
        "{name}: {:?}",
        drawn[0].rect
    );
    let kept = words(&before).iter().all(|w| words(&after).contains(w));
    assert!(kept, "{name}: {:?}", words(&after));
    assert!(after.pages[0].rules.len() >= before.pages[0].rules.len() + 4);
}

#[test]
fn notes_are_drawn_where_they_were_asked_for() {
    for name in ["list", "page-rotated", "encrypted-empty-password"] {
        annotated(name);
    }
}

#[test]
fn what_is_no_pdf_is_not_annotated() {
    assert_eq!(annotate(b"not a PDF", &[]).unwrap_err().code, Code::Damaged);
}

#[test]
fn a_page_that_draws_without_end_is_left() {
    assert_eq!(refusal("form-draws-itself-twice"), Code::FileTooLarge);
}
