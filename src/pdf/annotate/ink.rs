//! A page's drawing → the operators of its content stream.

use super::drawing::{Drawing, Look, Note, Paint};
use super::helvetica::{width_of, windows_1252};
use super::place::{Size, at_the_edge, beside};
use crate::geometry::Rect;
use crate::pdf::page::Colour;
use lopdf::Object;
use lopdf::content::Operation;

/// The notes' font, as each page's resources name it.
pub(super) const FONT: &str = "ArdoiseNote";
/// The state that washes are painted in: they darken, so that what is printed shows.
pub(super) const WASH: &str = "ArdoiseWash";
/// The state of the white under words.
pub(super) const VEIL: &str = "ArdoiseVeil";

/// Points: font sizes of words, the first that has a place.
const TEXT_SIZES: [f32; 3] = [5.0, 4.2, 3.5];
/// Em: the height of a line of words, and how far their baseline is from its top.
const LINE: f32 = 1.0;
const ASCENT: f32 = 0.77;
/// The part of a word's box, at its top and at its bottom, that its letters leave white.
const WHITE: f32 = 0.12;
/// Points: a box is drawn so far around what it holds.
const AROUND: f32 = 1.0;
/// Points between the lines of a hatching; and lines of one, at most.
const HATCH: f32 = 4.0;
const HATCHES: u16 = 500;
/// The ink of the key's words.
const GREY: Colour = Colour {
    r: 70,
    g: 70,
    b: 70,
};
/// Points: a swatch of the key, and the white around it.
const SWATCH: Size = Size {
    width: 10.0,
    height: 5.0,
};
const PADDING: f32 = 3.0;
const KEY_TEXT: f32 = 5.0;
/// Rows of the key that are tried.
const KEY_ROWS: [usize; 4] = [1, 2, 4, 8];

/// Draws all of a page's notes, then their words, then the key. `room` is the page as seen.
pub(super) fn operations(drawing: &Drawing, room: Rect) -> Vec<Operation> {
    let mut pen = Pen {
        room,
        taken: drawing.taken.iter().map(letters).collect(),
        operations: Vec::new(),
    };
    for note in &drawing.notes {
        pen.paint(&note.rect.grown(AROUND), note.paint);
    }
    let spoken: Vec<&Note> = drawing
        .notes
        .iter()
        .filter(|n| !n.text.is_empty())
        .collect();
    for note in &spoken {
        pen.say(note, &spoken);
    }
    pen.key(&drawing.key);
    pen.operations
}

/// The part of a word's box that its letters fill.
fn letters(word: &Rect) -> Rect {
    let white = WHITE * word.height();
    Rect::new(word.x0, word.y0 + white, word.x1, word.y1 - white)
}

/// Draws on a page, and knows where it is white.
struct Pen {
    room: Rect,
    taken: Vec<Rect>,
    operations: Vec<Operation>,
}

impl Pen {
    fn draw(&mut self, operator: &str, numbers: &[f32]) {
        let operands = numbers.iter().map(|n| Object::Real(*n)).collect();
        self.operations.push(Operation::new(operator, operands));
    }

    fn stroke_with(&mut self, colour: Colour, width: f32) {
        self.draw("RG", &channels(colour));
        self.draw("w", &[width]);
    }

    fn in_state(&mut self, state: &str) {
        let operation = Operation::new("gs", vec![state.into()]);
        self.operations.push(operation);
    }

    /// The box as a path.
    fn path(&mut self, rect: &Rect) {
        let bottom = self.room.y1 - rect.y1;
        self.draw("re", &[rect.x0, bottom, rect.width(), rect.height()]);
    }

    fn paint(&mut self, rect: &Rect, paint: Paint) {
        match paint.look {
            Look::Wash => self.fill(rect, paint.colour, WASH),
            Look::Frame => {
                self.stroke_with(paint.colour, 0.6);
                self.path(rect);
                self.draw("S", &[]);
            }
            Look::Alarm => self.alarm(rect, paint.colour),
        }
    }

    fn fill(&mut self, rect: &Rect, colour: Colour, state: &str) {
        self.draw("q", &[]);
        self.in_state(state);
        self.draw("rg", &channels(colour));
        self.path(rect);
        self.draw("f", &[]);
        self.draw("Q", &[]);
    }

    fn alarm(&mut self, rect: &Rect, colour: Colour) {
        self.fill(rect, colour, WASH);
        self.stroke_with(colour, 1.5);
        self.path(rect);
        self.draw("S", &[]);
        self.draw("q", &[]);
        self.path(rect);
        self.draw("W", &[]);
        self.draw("n", &[]);
        self.in_state(WASH);
        self.draw("w", &[0.6]);
        let (height, base) = (rect.height(), self.room.y1 - rect.y1);
        let count = ((rect.width() + height) / HATCH).clamp(0.0, f32::from(HATCHES)) as u16;
        for line in 1..=count {
            let x = rect.x0 + f32::from(line) * HATCH;
            self.draw("m", &[x - height, base]);
            self.draw("l", &[x, base + height]);
        }
        self.draw("S", &[]);
        self.draw("Q", &[]);
    }

    /// Sets the note's words beside its box; where there is no white at all the box's colour must do.
    fn say(&mut self, note: &Note, others: &[&Note]) {
        if let Some((place, size)) = self.place_of(note, others) {
            self.words(&place, size, &note.text, note.paint.colour);
            self.taken.push(place);
        }
    }

    /// Where the note's words stand, and their font size: within its cell, else elsewhere on the page.
    fn place_of(&self, note: &Note, others: &[&Note]) -> Option<(Rect, f32)> {
        let rect = note.rect.grown(AROUND);
        let near = rect.grown(TEXT_SIZES[0] * (LINE + width_of(&note.text)));
        let boxes = others.iter().map(|o| o.rect.grown(AROUND));
        let boxes = boxes.filter(|other| !rect.holds(other) && !other.holds(&rect));
        let taken = self.taken.iter().copied().chain(boxes);
        let taken: Vec<Rect> = taken.filter(|t| t.overlap(&near) > 0.0).collect();
        let rooms = note.cell.iter().chain([&self.room]);
        let mut tries = rooms.flat_map(|room| TEXT_SIZES.map(|size| (room, size)));
        tries.find_map(|(room, size)| {
            let place = beside(&rect, size_of(&note.text, size), room, &taken)?;
            Some((place, size))
        })
    }

    fn words(&mut self, place: &Rect, size: f32, text: &str, colour: Colour) {
        self.fill(place, Colour::WHITE, VEIL);
        self.draw("rg", &channels(colour));
        self.draw("BT", &[]);
        let font = vec![FONT.into(), size.into()];
        self.operations.push(Operation::new("Tf", font));
        self.draw("Td", &[place.x0, self.room.y1 - place.y0 - ASCENT * size]);
        let text = Object::string_literal(windows_1252(text));
        self.operations.push(Operation::new("Tj", vec![text]));
        self.draw("ET", &[]);
    }

    /// What the paints mean, where the page's edges leave room for it.
    fn key(&mut self, key: &[(Paint, String)]) {
        let shapes = KEY_ROWS.iter().map(|rows| Key::of(key, *rows));
        let mut placed = shapes.filter_map(|shape| {
            let place = at_the_edge(shape.size, &self.room, &self.taken)?;
            Some((shape, place))
        });
        let Some((shape, place)) = placed.next() else {
            return;
        };
        self.draw("rg", &channels(Colour::WHITE));
        self.path(&place);
        self.draw("f", &[]);
        for (at, (paint, text)) in shape.places.iter().zip(key) {
            let swatch = Rect::new(
                place.x0 + at.0,
                place.y0 + at.1,
                place.x0 + at.0 + SWATCH.width,
                place.y0 + at.1 + SWATCH.height,
            );
            self.paint(&swatch, *paint);
            let Size { width, height } = size_of(text, KEY_TEXT);
            let x = swatch.x1 + PADDING;
            let words = Rect::new(x, swatch.y0, x + width, swatch.y0 + height);
            self.words(&words, KEY_TEXT, text, GREY);
        }
    }
}

/// The shape of a key.
struct Key {
    size: Size,
    /// Where each swatch stands, from the key's corner.
    places: Vec<(f32, f32)>,
}

impl Key {
    /// In so many rows, column by column.
    fn of(key: &[(Paint, String)], rows: usize) -> Self {
        let height = SWATCH.height + PADDING;
        let (mut x, mut places) = (PADDING, Vec::new());
        for column in key.chunks(rows) {
            let ys = (0..).map(|row: u8| PADDING + f32::from(row) * height);
            places.extend(column.iter().zip(ys).map(|(_, y)| (x, y)));
            let widths = column.iter().map(|(_, text)| size_of(text, KEY_TEXT).width);
            x += SWATCH.width + PADDING + widths.fold(0.0, f32::max) + 3.0 * PADDING;
        }
        let last = places.iter().map(|(_, y)| *y).fold(0.0, f32::max);
        let size = Size {
            width: x,
            height: last + height,
        };
        Self { size, places }
    }
}

fn size_of(text: &str, size: f32) -> Size {
    Size {
        width: width_of(text) * size,
        height: LINE * size,
    }
}

fn channels(colour: Colour) -> [f32; 3] {
    [colour.r, colour.g, colour.b].map(|c| f32::from(c) / 255.0)
}
