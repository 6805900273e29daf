//! A PDF and notes → a copy with the notes drawn on it, by lopdf: a box, and small words above its right end.

use super::page::Colour;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A box to draw, and what to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Page number, from 1.
    pub page: u32,
    /// The box, in points on the page as seen.
    pub rect: Rect,
    /// A few words.
    pub text: String,
    /// Of the box and the words.
    pub colour: Colour,
}

/// The notes' font, as each page's resources name it.
const FONT: &str = "ArdoiseNote";
/// Points.
const TEXT_SIZE: f32 = 5.0;
/// Em: the mean width of a letter of Helvetica, a little more.
const LETTER: f32 = 0.54;
/// Steps up the page tree: a tree that is deeper has a cycle.
const DEEPEST: usize = 64;

/// A copy of the PDF with the notes drawn on it.
///
/// # Errors
/// `damaged`, when the PDF cannot be written anew.
pub fn annotate(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>, Diagnostic> {
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(bytes, notes)));
    match drawn {
        Ok(Ok(copy)) => Ok(copy),
        Ok(Err(_)) | Err(_) => Err(Diagnostic::new(Code::Damaged, Place::File)),
    }
}

fn draw(bytes: &[u8], notes: &[Note]) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(bytes)?;
    if document.is_encrypted() {
        document.decrypt("")?;
    }
    let font = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    for (number, page) in document.get_pages() {
        let mine: Vec<&Note> = notes.iter().filter(|n| n.page == number).collect();
        if !mine.is_empty() {
            draw_on_page(&mut document, page, font, &mine)?;
        }
    }
    let mut copy = Vec::new();
    document.save_to(&mut copy)?;
    Ok(copy)
}

fn draw_on_page(
    document: &mut Document,
    page: ObjectId,
    font: ObjectId,
    notes: &[&Note],
) -> lopdf::Result<()> {
    let sheet = Sheet::of(document, page);
    let mut resources = match inherited(document, page, b"Resources") {
        Some(Object::Dictionary(resources)) => resources,
        _ => Dictionary::new(),
    };
    let mut fonts = match resources.get(b"Font").map(|f| document.dereference(f)) {
        Ok(Ok((_, Object::Dictionary(fonts)))) => fonts.clone(),
        _ => Dictionary::new(),
    };
    fonts.set(FONT, font);
    resources.set("Font", fonts);
    let own = document.get_page_contents(page);
    let before = document.add_object(Stream::new(dictionary! {}, b"q\n".to_vec()));
    let after = document.add_object(Stream::new(dictionary! {}, sheet.content(notes)?));
    let contents = [before].into_iter().chain(own).chain([after]);
    let contents: Vec<Object> = contents.map(Object::Reference).collect();
    let page = document.get_object_mut(page)?.as_dict_mut()?;
    page.set("Resources", resources);
    page.set("Contents", contents);
    Ok(())
}

/// A page's own or inherited entry.
fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get(key) {
            let (_, value) = document.dereference(value).ok()?;
            return Some(value.clone());
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(parent).ok()?;
    }
    None
}

/// Where a page's seen area lies in its own coordinates.
struct Sheet {
    origin: (f32, f32),
    size: (f32, f32),
    /// Quarter turns, clockwise.
    turns: i64,
}

impl Sheet {
    /// The crop box, else the media box; A4 where a broken page has none.
    fn of(document: &Document, page: ObjectId) -> Self {
        let corners = |key| match inherited(document, page, key)? {
            Object::Array(numbers) => {
                let read = |n: &Object| document.dereference(n).ok()?.1.as_float().ok();
                let numbers: Option<Vec<f32>> = numbers.iter().map(read).collect();
                <[f32; 4]>::try_from(numbers?).ok()
            }
            _ => None,
        };
        let [x0, y0, x1, y1] = corners(b"CropBox")
            .or_else(|| corners(b"MediaBox"))
            .unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let rotate = inherited(document, page, b"Rotate").and_then(|r| r.as_i64().ok());
        Self {
            origin: (x0.min(x1), y0.min(y1)),
            size: ((x1 - x0).abs(), (y1 - y0).abs()),
            turns: (rotate.unwrap_or(0) / 90).rem_euclid(4),
        }
    }

    /// From the page as seen, y upwards, to the page's own coordinates.
    fn matrix(&self) -> [f32; 6] {
        let ((x, y), (w, h)) = (self.origin, self.size);
        match self.turns {
            1 => [0.0, 1.0, -1.0, 0.0, x + w, y],
            2 => [-1.0, 0.0, 0.0, -1.0, x + w, y + h],
            3 => [0.0, -1.0, 1.0, 0.0, x, y + h],
            _ => [1.0, 0.0, 0.0, 1.0, x, y],
        }
    }

    /// Height of the page as seen.
    fn height(&self) -> f32 {
        match self.turns % 2 {
            1 => self.size.0,
            _ => self.size.1,
        }
    }

    fn content(&self, notes: &[&Note]) -> lopdf::Result<Vec<u8>> {
        let mut operations = vec![
            Operation::new("Q", vec![]),
            Operation::new("q", vec![]),
            operation("cm", &self.matrix()),
        ];
        for note in notes {
            self.draw(note, &mut operations);
        }
        operations.push(Operation::new("Q", vec![]));
        let mut content = b"\n".to_vec();
        content.extend(Content { operations }.encode()?);
        Ok(content)
    }

    fn draw(&self, note: &Note, to: &mut Vec<Operation>) {
        let rect = note.rect.grown(1.0);
        let top = self.height() - rect.y0;
        let ink = [note.colour.r, note.colour.g, note.colour.b].map(|c| f32::from(c) / 255.0);
        to.push(operation("RG", &ink));
        to.push(operation("w", &[0.6]));
        let bottom = top - rect.height();
        to.push(operation(
            "re",
            &[rect.x0, bottom, rect.width(), rect.height()],
        ));
        to.push(Operation::new("S", vec![]));
        let text = windows_1252(&note.text);
        let width = LETTER * TEXT_SIZE * text.len() as f32;
        let (left, base) = (rect.x1 - width, top + 0.2 * TEXT_SIZE);
        to.push(operation("rg", &ink));
        to.push(Operation::new("BT", vec![]));
        let font = vec![FONT.into(), TEXT_SIZE.into()];
        to.push(Operation::new("Tf", font));
        to.push(operation("Td", &[left, base]));
        to.push(Operation::new("Tj", vec![Object::string_literal(text)]));
        to.push(Operation::new("ET", vec![]));
    }
}

fn operation(operator: &str, numbers: &[f32]) -> Operation {
    let operands = numbers.iter().map(|n| Object::Real(*n)).collect();
    Operation::new(operator, operands)
}

/// The text in the encoding of the notes' font; `?` for what it has not.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'Œ' => 0x8c,
        'œ' => 0x9c,
        '’' => 0x92,
        '–' => 0x96,
        '—' => 0x97,
        '…' => 0x85,
        '€' => 0x80,
        '\u{80}'..='\u{9f}' => b'?',
        _ => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
