//! A menu in a design → a PDF, set by Typst with a real face: what only a PDF has (glyphs, paths, images) is met too.

use super::by_hand::{at_nine, thumbnail};
use super::chance::Chance;
use super::scene::{Emblem, Face, Item, Leaf, Look, Scene, Turn};
use ardoise::geometry::Rect;
use ardoise::pdf::{Colour, THUMBNAIL};
use chrono::Datelike;
use std::fmt::Write;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariations};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces: [&[u8]; 2] = [
        include_bytes!("../../src/report/fonts/SourceSans3-Regular.otf"),
        include_bytes!("../../src/report/fonts/SourceSans3-Semibold.otf"),
    ];
    faces
        .into_iter()
        .flat_map(|face| Font::iter(Bytes::new(face)))
        .collect()
});

static INSTANCES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let instance = |font: &Font| {
        font.clone().instantiate(
            font.info().variant,
            Abs::pt(10.0),
            &FontVariations::default(),
        )
    };
    FONTS.iter().map(instance).collect()
});

/// The face of pages set by Typst.
pub struct SourceSans;

impl Face for SourceSans {
    fn width(&self, text: &str, bold: bool) -> f32 {
        let instance = &INSTANCES[usize::from(bold)];
        let advance = |c: char| {
            let glyph = instance.ttf().glyph_index(c)?;
            instance.x_advance(glyph.0)
        };
        text.chars()
            .map(|c| advance(c).map_or(0.5, |em| em.get() as f32))
            .sum()
    }
}

/// The PDF; another `order` than 0 is that in which the texts are drawn.
pub fn pdf(scene: &Scene, order: u64) -> Vec<u8> {
    let desk = Desk::new(typst_source(scene, order));
    let document = typst::compile::<PagedDocument>(&desk).output.unwrap();
    let pdf = typst_pdf::pdf(&document, &PdfOptions::default()).unwrap();
    typst::comemo::evict(2);
    pdf
}

fn typst_source(scene: &Scene, order: u64) -> String {
    let mut source = String::from(
        "#set text(font: \"Source Sans 3\", kerning: false, ligatures: false, hyphenate: false)\n",
    );
    if let Some(day) = scene.created {
        let day = at_nine(day);
        let (year, month, day) = (day.year(), day.month(), day.day());
        writeln!(
            source,
            "#set document(date: datetime(year: {year}, month: {month}, day: {day}))"
        )
        .unwrap();
    } else {
        source.push_str("#set document(date: none)\n");
    }
    for (number, leaf) in scene.leaves.iter().enumerate() {
        let (width, height) = (leaf.width, leaf.height);
        writeln!(
            source,
            "#set page(width: {width}pt, height: {height}pt, margin: 0pt)"
        )
        .unwrap();
        if number > 0 {
            source.push_str("#pagebreak(weak: true)\n");
        }
        draw(&mut source, leaf, order);
    }
    source
}

/// Grounds and rules first, as they would cover what is drawn before them.
fn draw(source: &mut String, leaf: &Leaf, order: u64) {
    let (mut texts, grounds): (Vec<&Item>, Vec<&Item>) = leaf
        .items
        .iter()
        .partition(|item| matches!(item, Item::Run { .. }));
    if order > 0 {
        Chance::new(order).shuffle(&mut texts);
    }
    for item in grounds.into_iter().chain(texts) {
        let line = match item {
            Item::Run {
                x,
                y,
                text,
                look,
                turn,
            } => run((*x, *y), text, look, *turn),
            Item::Rule { from, to, width } => {
                format!(
                    "#place(top + left, line(start: ({}pt, {}pt), end: ({}pt, {}pt), stroke: {width}pt))",
                    from.0, from.1, to.0, to.1
                )
            }
            Item::Fill { rect, colour } => {
                let (width, height) = (rect.width(), rect.height());
                at(
                    (rect.x0, rect.y0),
                    &format!(
                        "rect(width: {width}pt, height: {height}pt, fill: {})",
                        paint(*colour)
                    ),
                )
            }
            Item::Picture { rect, emblem } => picture(*rect, *emblem),
        };
        source.push_str(&line);
        source.push('\n');
    }
}

fn at((x, y): (f32, f32), what: &str) -> String {
    format!("#place(top + left, dx: {x}pt, dy: {y}pt, {what})")
}

fn paint(colour: Colour) -> String {
    format!("rgb({}, {}, {})", colour.r, colour.g, colour.b)
}

fn run(place: (f32, f32), text: &str, look: &Look, turn: Turn) -> String {
    let size = look.size * if look.raised { 0.6 } else { 1.0 };
    let weight = if look.bold { 600 } else { 400 };
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    let fill = paint(look.ink);
    let body = format!(
        "text(size: {size}pt, weight: {weight}, fill: {fill}, top-edge: \"baseline\", bottom-edge: \"baseline\", \"{text}\")"
    );
    let body = if look.underlined {
        format!("underline({body})")
    } else {
        body
    };
    match turn {
        Turn::None => at(place, &body),
        Turn::Up => at(
            place,
            &format!("rotate(-90deg, origin: top + left, {body})"),
        ),
    }
}

fn picture(rect: Rect, emblem: Emblem) -> String {
    let samples: Vec<String> = thumbnail(emblem)
        .iter()
        .map(|c| format!("{},{},{}", c.r, c.g, c.b))
        .collect();
    let image = format!(
        "image(bytes(({})), format: (encoding: \"rgb8\", width: {THUMBNAIL}, height: {THUMBNAIL}), width: {}pt, height: {}pt)",
        samples.join(","),
        rect.width(),
        rect.height()
    );
    at((rect.x0, rect.y0), &image)
}

/// All that Typst may look at.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    source: Source,
}

impl Desk {
    fn new(text: String) -> Self {
        let path = VirtualPath::new("menu.typ").unwrap();
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            source: Source::new(id, text),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.source.id() {
            true => Ok(self.source.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
