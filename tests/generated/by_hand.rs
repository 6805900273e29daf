//! A menu in a design → a `Document`, without a PDF: words in boxes from a table of advance widths.

use super::chance::Chance;
use super::scene::{ASCENT, DESCENT, Emblem, Face, Item, Leaf, Look, Scene, Turn};
use ardoise::geometry::Rect;
use ardoise::pdf::{
    Axis, Colour, Document, Facts, Fill, Page, Picture, Rotation, Rule, THUMBNAIL, Word,
};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// Helvetica's advance widths, in thousandths of an em, from the space to the tilde.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Times the regular width: how much wider bold letters run.
const BOLD: f32 = 1.06;

/// The face of pages set by hand.
pub struct Helvetica;

impl Face for Helvetica {
    fn width(&self, text: &str, bold: bool) -> f32 {
        let letters: f32 = text.chars().map(advance).sum();
        letters * if bold { BOLD } else { 1.0 }
    }
}

fn advance(c: char) -> f32 {
    let plain = match c {
        'À'..='Å' | 'Œ' | 'Æ' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' | 'Ö' => 'O',
        'Ù'..='Ü' => 'U',
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù'..='ü' => 'u',
        'œ' | 'æ' => 'm',
        '\u{a0}' => ' ',
        '’' => '\'',
        '¹' | '²' | '³' | '⁴'..='⁹' => 'r',
        c => c,
    };
    let at = (plain as usize).wrapping_sub(32);
    WIDTHS
        .get(at)
        .map_or(0.6, |width| f32::from(*width) / 1000.0)
}

/// The pages as the reader of PDFs would give them; another `order` than 0 is that in which the words are drawn.
pub fn document(scene: &Scene, order: u64) -> Document {
    let pages = scene
        .leaves
        .iter()
        .zip(1..)
        .map(|(leaf, number)| page(leaf, number, order));
    let created = scene.created.map(at_nine);
    Document {
        facts: Facts {
            created,
            ..Facts::default()
        },
        pages: pages.collect(),
    }
}

pub fn at_nine(date: NaiveDate) -> DateTime<FixedOffset> {
    let text = format!("{date}T09:00:00+01:00");
    DateTime::parse_from_rfc3339(&text).unwrap()
}

fn page(leaf: &Leaf, number: u32, order: u64) -> Page {
    let mut page = Page {
        number,
        width: leaf.width,
        height: leaf.height,
        ..Page::default()
    };
    for item in &leaf.items {
        match item {
            Item::Run {
                x,
                y,
                text,
                look,
                turn,
            } => page.words.extend(run((*x, *y), text, look, *turn)),
            Item::Rule { from, to, width } => page.rules.push(rule(*from, *to, *width)),
            Item::Fill { rect, colour } => page.fills.push(Fill {
                rect: *rect,
                colour: *colour,
            }),
            Item::Picture { rect, emblem } => {
                let drawn = leaf.vector.then_some(1 + page.pictures.len() as u64);
                page.pictures.push(picture(*rect, *emblem, drawn));
            }
        }
    }
    // Excel draws an edge for each of the two cells that share it; the reader of PDFs gives it once.
    let mut rules: Vec<Rule> = Vec::new();
    for rule in page.rules {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    page.rules = rules;
    if order > 0 {
        Chance::new(order).shuffle(&mut page.words);
    }
    page
}

fn run((x, y): (f32, f32), text: &str, look: &Look, turn: Turn) -> Vec<Word> {
    let size = look.size * if look.raised { 0.6 } else { 1.0 };
    let text = if look.raised {
        raised(text)
    } else {
        text.to_owned()
    };
    let baseline = if look.raised { y + 0.35 * look.size } else { y };
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(' ') {
        let from = Helvetica.width(&text[..at], look.bold) * size;
        let to = from + Helvetica.width(part, look.bold) * size;
        at += part.len() + 1;
        if part.trim().is_empty() {
            continue;
        }
        let (rect, rotation) = match turn {
            Turn::None => (
                Rect::new(
                    x + from,
                    baseline - ASCENT * look.size,
                    x + to,
                    baseline + DESCENT * look.size,
                ),
                Rotation::None,
            ),
            Turn::Up => (
                Rect::new(x - ASCENT * size, y - to, x + DESCENT * size, y - from),
                Rotation::Up,
            ),
        };
        words.push(Word {
            text: part.into(),
            rect,
            size,
            bold: look.bold,
            italic: look.italic,
            colour: look.ink,
            rotation,
            underlined: look.underlined,
            ..Word::default()
        });
    }
    words
}

/// Raised digits as the reader of PDFs gives them: as characters of their own, in boxes as high as the line.
fn raised(text: &str) -> String {
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize);
    text.chars().filter_map(raised).collect()
}

fn rule(from: (f32, f32), to: (f32, f32), width: f32) -> Rule {
    match from.1 == to.1 {
        true => Rule {
            axis: Axis::Horizontal,
            at: from.1,
            from: from.0,
            to: to.0,
            width,
        },
        false => Rule {
            axis: Axis::Vertical,
            at: from.0,
            from: from.1,
            to: to.1,
            width,
        },
    }
}

/// One drawn of lines has a number of its own: its coordinates are rounded, so that no two are alike.
fn picture(rect: Rect, emblem: Emblem, drawn: Option<u64>) -> Picture {
    Picture {
        rect,
        hash: 1000 * (1 + drawn.unwrap_or_default()) + u64::from(emblem.0),
        thumbnail: thumbnail(emblem),
        vector: drawn.is_some(),
    }
}

/// A drawing in two colours that no other emblem resembles.
pub fn thumbnail(emblem: Emblem) -> Vec<Colour> {
    let colour = |r, g, b| Colour { r, g, b };
    let inks = [
        colour(0, 140, 60),
        colour(235, 120, 20),
        colour(120, 40, 150),
        colour(205, 20, 35),
        colour(25, 80, 200),
        colour(125, 72, 35),
        colour(90, 190, 190),
    ];
    let kind = usize::from(emblem.0) % inks.len();
    let cell = |at: usize| {
        let (row, column) = (at / THUMBNAIL, at % THUMBNAIL);
        let inked = match kind {
            0 => row < 4,
            1 => column < 4,
            2 => (row + column).is_multiple_of(2),
            3 => row == column || row + column == 7,
            4 => (2..6).contains(&row) && (2..6).contains(&column),
            6 => row + column > 7,
            _ => row.is_multiple_of(2),
        };
        if emblem.0 > 9 {
            // No label's: a drawing in greys.
            let grey = 60 + 2 * (row * column) as u8 + 40 * (emblem.0 - 9);
            colour(grey, grey, grey)
        } else if inked {
            inks[kind]
        } else {
            colour(255, 255, 255)
        }
    };
    (0..THUMBNAIL * THUMBNAIL).map(cell).collect()
}
