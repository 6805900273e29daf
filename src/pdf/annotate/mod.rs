//! A PDF and drawings → a copy with them on it, by lopdf: boxes, small words beside them, and what their colours mean.

mod drawing;
mod helvetica;
mod ink;
mod place;
mod surface;

pub use drawing::{Drawing, Look, Note, Paint};

use crate::diagnostic::{Code, Diagnostic, Place};
use ink::{FONT, VEIL, WASH, operations};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::panic::{AssertUnwindSafe, catch_unwind};
use surface::{Surface, inherited};

/// How strong a wash is, 0 to 1: pale on white.
const WASH_STRENGTH: f32 = 0.25;
/// How strong the lines of a hatching are, 0 to 1: what they cross can be read.
const HATCH_STRENGTH: f32 = 0.5;
/// How much of its ground the white under words hides, 0 to 1.
const VEIL_STRENGTH: f32 = 0.8;

/// A copy of the PDF with the drawings on it.
///
/// # Errors
/// `damaged`, when the PDF cannot be written anew.
pub fn annotate(bytes: &[u8], drawings: &[Drawing]) -> Result<Vec<u8>, Diagnostic> {
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(bytes, drawings)));
    match drawn {
        Ok(Ok(copy)) => Ok(copy),
        Ok(Err(_)) | Err(_) => Err(Diagnostic::new(Code::Damaged, Place::File)),
    }
}

fn draw(bytes: &[u8], drawings: &[Drawing]) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(bytes)?;
    if document.is_encrypted() {
        document.decrypt("")?;
    }
    let tools = Tools::of(&mut document);
    for (number, page) in document.get_pages() {
        if let Some(drawing) = drawings.iter().find(|d| d.page == number) {
            draw_on_page(&mut document, page, &tools, drawing)?;
        }
    }
    let mut copy = Vec::new();
    document.save_to(&mut copy)?;
    Ok(copy)
}

/// What drawings are made with, by the kind of resource.
struct Tools {
    font: ObjectId,
    wash: ObjectId,
    veil: ObjectId,
}

impl Tools {
    fn of(document: &mut Document) -> Self {
        let font = document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "BaseFont" => "Helvetica",
            "Encoding" => "WinAnsiEncoding",
        });
        let mut state = |blend: &str, strength: f32, of_lines: f32| {
            document.add_object(dictionary! {
                "Type" => "ExtGState",
                "BM" => blend,
                "ca" => strength,
                "CA" => of_lines,
            })
        };
        Self {
            font,
            wash: state("Multiply", WASH_STRENGTH, HATCH_STRENGTH),
            veil: state("Normal", VEIL_STRENGTH, 1.0),
        }
    }
}

fn draw_on_page(
    document: &mut Document,
    page: ObjectId,
    tools: &Tools,
    drawing: &Drawing,
) -> lopdf::Result<()> {
    let mut resources = match inherited(document, page, b"Resources") {
        Some(Object::Dictionary(resources)) => resources,
        _ => Dictionary::new(),
    };
    let states = [(WASH, tools.wash), (VEIL, tools.veil)];
    add(document, &mut resources, "Font", &[(FONT, tools.font)]);
    add(document, &mut resources, "ExtGState", &states);
    let surface = Surface::of(document, page);
    let own = document.get_page_contents(page);
    let before = document.add_object(Stream::new(dictionary! {}, b"q\n".to_vec()));
    let after = Stream::new(dictionary! {}, content(drawing, &surface)?);
    let after = document.add_object(after);
    let contents = [before].into_iter().chain(own).chain([after]);
    let contents: Vec<Object> = contents.map(Object::Reference).collect();
    let page = document.get_object_mut(page)?.as_dict_mut()?;
    page.set("Resources", resources);
    page.set("Contents", contents);
    Ok(())
}

/// The page's resources of a kind, and these.
fn add(document: &Document, to: &mut Dictionary, kind: &str, new: &[(&str, ObjectId)]) {
    let there = to.get(kind.as_bytes()).map(|r| document.dereference(r));
    let mut there = match there {
        Ok(Ok((_, Object::Dictionary(there)))) => there.clone(),
        _ => Dictionary::new(),
    };
    for (name, object) in new {
        there.set(*name, *object);
    }
    to.set(kind, there);
}

/// The page's own content is closed, whatever it left open; then all is drawn.
fn content(drawing: &Drawing, surface: &Surface) -> lopdf::Result<Vec<u8>> {
    let matrix = surface.matrix().map(Object::Real).to_vec();
    let open = ["Q", "q"].map(|operator| Operation::new(operator, vec![]));
    let mut all = open.to_vec();
    all.push(Operation::new("cm", matrix));
    all.extend(operations(drawing, surface.room()));
    all.push(Operation::new("Q", vec![]));
    let mut content = b"\n".to_vec();
    content.extend(Content { operations: all }.encode()?);
    Ok(content)
}
