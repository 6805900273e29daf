//! Words, lines and pictures on pages, before they become a `Document` or a PDF, each with what it is a part of.

use super::served::{DayAt, DishAt};
use ardoise::geometry::Rect;
use ardoise::pdf::Colour;
use serde::{Deserialize, Serialize};

/// How wide a text runs, in em.
pub trait Face {
    fn width(&self, text: &str, bold: bool) -> f32;
}

/// What a word is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Points.
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub ink: Colour,
    /// A highlight, or a pill.
    pub ground: Option<Colour>,
    /// A superscript.
    pub raised: bool,
}

impl Look {
    pub fn plain(size: f32) -> Self {
        Self {
            size,
            bold: false,
            italic: false,
            underlined: false,
            ink: Colour::default(),
            ground: None,
            raised: false,
        }
    }

    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub fn ink(self, ink: Colour) -> Self {
        Self { ink, ..self }
    }
}

/// What something on the page is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Dish(DishAt),
    Day(DayAt),
    Rest,
}

/// A drawing that stands for a label: the same number is the same drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Emblem(pub u8);

/// A word, or a picture as wide as it is high.
#[derive(Debug, Clone)]
pub struct Bit {
    pub text: String,
    pub emblem: Option<Emblem>,
    pub look: Look,
    pub part: Part,
    /// No space before it, and no end of line.
    pub glued: bool,
    /// A space before it, and no end of line.
    pub tied: bool,
    /// It begins a line.
    pub newline: bool,
}

impl Bit {
    pub fn new(text: &str, look: Look, part: Part) -> Self {
        Self {
            text: text.to_owned(),
            emblem: None,
            look,
            part,
            glued: false,
            tied: false,
            newline: false,
        }
    }

    pub fn picture(emblem: Emblem, look: Look, part: Part) -> Self {
        Self {
            emblem: Some(emblem),
            ..Self::new("", look, part)
        }
    }

    pub fn glued(self) -> Self {
        Self {
            glued: true,
            ..self
        }
    }

    pub fn tied(self) -> Self {
        Self { tied: true, ..self }
    }

    /// French sets a space before these signs, where no line ends.
    fn is_a_sign(&self) -> bool {
        matches!(self.text.as_str(), ":" | "!" | "=" | "?" | ";")
    }

    fn size(&self) -> f32 {
        self.look.size * if self.look.raised { 0.6 } else { 1.0 }
    }

    fn width(&self, face: &dyn Face) -> f32 {
        match self.emblem {
            Some(_) => self.look.size,
            None => face.width(&self.text, self.look.bold) * self.size(),
        }
    }

    fn space(&self, face: &dyn Face) -> f32 {
        match self.glued {
            true => 0.0,
            false => face.width(" ", self.look.bold) * self.look.size,
        }
    }
}

/// The words of a text.
pub fn words(text: &str, look: Look, part: Part) -> Vec<Bit> {
    let words = text.split_whitespace();
    let mut bits: Vec<Bit> = Vec::new();
    for word in words {
        let bit = Bit::new(word, look, part);
        bits.push(if bit.is_a_sign() { bit.tied() } else { bit });
    }
    bits
}

/// Words that are set in lines one after the other.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub bits: Vec<Bit>,
    /// White above it besides the leading, in points.
    pub before: f32,
}

impl Paragraph {
    pub fn new(bits: Vec<Bit>) -> Self {
        Self { bits, before: 0.0 }
    }

    pub fn after(self, before: f32) -> Self {
        Self { before, ..self }
    }

    /// How long it is on one line.
    pub fn length(&self, face: &dyn Face) -> f32 {
        line_width(&self.bits, face)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// How far a text is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    #[default]
    None,
    Up,
}

/// What is drawn on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Words with their spaces, from `x` on the baseline `y`; turned up, they run upwards from there.
    Run {
        x: f32,
        y: f32,
        text: String,
        look: Look,
        turn: Turn,
    },
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
    },
    Fill {
        rect: Rect,
        colour: Colour,
    },
    Picture {
        rect: Rect,
        emblem: Emblem,
    },
}

/// A page that is being set.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    pub width: f32,
    pub height: f32,
    /// Its pictures are drawn of lines.
    pub vector: bool,
    pub items: Vec<Item>,
    /// Where each part stands: the boxes of its words, and its cell.
    pub spots: Vec<(Part, Rect)>,
    /// A line runs over the end of its measure.
    pub crowded: bool,
}

/// All pages, and what is known of the file besides them.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    pub leaves: Vec<Leaf>,
    pub created: Option<chrono::NaiveDate>,
    pub file_name: Option<String>,
}

/// Em from the baseline up and down that a word's box covers, as the reader has it.
pub const ASCENT: f32 = 0.75;
/// See `ASCENT`.
pub const DESCENT: f32 = 0.22;

/// Lines set into a width.
pub struct Set {
    lines: Vec<Vec<Bit>>,
    before: f32,
}

/// The paragraph's words in lines no wider than `width`, unless one word is.
pub fn set(paragraph: &Paragraph, width: f32, face: &dyn Face) -> Set {
    let mut lines: Vec<Vec<Bit>> = vec![Vec::new()];
    let mut at = 0.0;
    let mut chunks: Vec<Vec<Bit>> = Vec::new();
    for bit in &paragraph.bits {
        match chunks.last_mut() {
            Some(chunk) if bit.glued || bit.tied => chunk.push(bit.clone()),
            _ => chunks.push(vec![bit.clone()]),
        }
    }
    for chunk in chunks
        .into_iter()
        .flat_map(|chunk| parted(chunk, width, face))
    {
        let own: f32 = chunk.iter().map(|b| b.width(face)).sum();
        let spaces: f32 = chunk.iter().skip(1).map(|b| b.space(face)).sum();
        let space = chunk[0].space(face);
        let fits = at + space + own + spaces <= width;
        if at > 0.0 && (chunk[0].newline || !fits) {
            lines.push(Vec::new());
            at = 0.0;
        }
        at += own + spaces + if at > 0.0 { space } else { 0.0 };
        lines.last_mut().unwrap().extend(chunk);
    }
    Set {
        lines,
        before: paragraph.before,
    }
}

/// What is tied together, word by word where it does not fit into the width.
fn parted(chunk: Vec<Bit>, width: f32, face: &dyn Face) -> Vec<Vec<Bit>> {
    if line_width(&chunk, face) <= width {
        return vec![chunk];
    }
    let mut parts: Vec<Vec<Bit>> = Vec::new();
    for bit in chunk {
        match parts.last_mut() {
            Some(part) if !bit.tied || bit.is_a_sign() => part.push(bit),
            _ => parts.push(vec![bit]),
        }
    }
    parts
}

impl Set {
    /// Its height, for a leading in points.
    pub fn height(&self, leading: f32) -> f32 {
        self.before + self.lines.len() as f32 * leading
    }
}

fn line_width(line: &[Bit], face: &dyn Face) -> f32 {
    let own: f32 = line.iter().map(|b| b.width(face)).sum();
    let spaces: f32 = line.iter().skip(1).map(|b| b.space(face)).sum();
    own + spaces
}

/// Where lines are set: from `x0` to `x1`.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pub x0: f32,
    pub x1: f32,
    pub align: Align,
    pub leading: f32,
}

impl Leaf {
    /// Draws a paragraph whose first line begins at `top`; gives where the next one may begin.
    pub fn paragraph(&mut self, set: &Set, top: f32, measure: Measure, face: &dyn Face) -> f32 {
        let mut y = top + set.before;
        for line in &set.lines {
            let width = line_width(line, face);
            self.crowded |= width > measure.x1 - measure.x0;
            let x = match measure.align {
                Align::Left => measure.x0,
                Align::Centre => (measure.x0 + measure.x1 - width) / 2.0,
                Align::Right => measure.x1 - width,
            };
            let size = line.iter().map(|b| b.look.size).fold(0.0, f32::max);
            let baseline = y + (measure.leading - size) / 2.0 + ASCENT * size;
            self.line(line, x, baseline, face);
            y += measure.leading;
        }
        y
    }

    fn line(&mut self, line: &[Bit], x: f32, baseline: f32, face: &dyn Face) {
        let mut at = x;
        let mut run: Option<(f32, String, Look)> = None;
        for (index, bit) in line.iter().enumerate() {
            let space = if index == 0 { 0.0 } else { bit.space(face) };
            let from = at + space;
            let to = from + bit.width(face);
            let size = bit.size();
            let y = if bit.look.raised {
                baseline - 0.35 * bit.look.size
            } else {
                baseline
            };
            let rect = Rect::new(from, y - ASCENT * size, to, y + DESCENT * size);
            self.spots.push((bit.part, rect));
            if let Some(colour) = bit.look.ground {
                // A highlight runs on over the spaces of one text.
                let goes_on = run.as_ref().is_some_and(|(_, _, look)| *look == bit.look);
                let start = if goes_on { at } else { from };
                let rect = Rect {
                    x0: start - 1.0,
                    x1: to + 1.0,
                    ..rect
                };
                self.items.push(Item::Fill { rect, colour });
            }
            at = to;
            if let Some(emblem) = bit.emblem {
                self.end_run(run.take(), baseline);
                self.items.push(Item::Picture { rect, emblem });
                continue;
            }
            match &mut run {
                Some((_, text, look)) if *look == bit.look => {
                    if space > 0.0 {
                        text.push(' ');
                    }
                    text.push_str(&bit.text);
                }
                _ => {
                    self.end_run(run.take(), baseline);
                    run = Some((from, bit.text.clone(), bit.look));
                }
            }
        }
        self.end_run(run, baseline);
    }

    fn end_run(&mut self, run: Option<(f32, String, Look)>, baseline: f32) {
        let Some((x, text, look)) = run else { return };
        let y = if look.raised {
            baseline - 0.35 * look.size
        } else {
            baseline
        };
        self.items.push(Item::Run {
            x,
            y,
            text,
            look,
            turn: Turn::None,
        });
    }

    /// A line of text that runs upwards in the middle of a box.
    pub fn turned(&mut self, bits: &[Bit], rect: Rect, face: &dyn Face) {
        let length = line_width(bits, face);
        let Some(first) = bits.first() else { return };
        let look = first.look;
        let x = rect.centre_x() + (ASCENT - DESCENT) / 2.0 * look.size;
        let y = rect.centre_y() + length / 2.0;
        let texts: Vec<&str> = bits.iter().map(|b| b.text.as_str()).collect();
        let spot = Rect::new(
            x - ASCENT * look.size,
            y - length,
            x + DESCENT * look.size,
            y,
        );
        self.spots.push((first.part, spot));
        self.items.push(Item::Run {
            x,
            y,
            text: texts.join(" "),
            look,
            turn: Turn::Up,
        });
    }

    pub fn fill(&mut self, rect: Rect, colour: Colour) {
        self.items.push(Item::Fill { rect, colour });
    }

    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        self.items.push(Item::Rule { from, to, width });
    }

    pub fn frame(&mut self, rect: Rect, width: f32) {
        let Rect { x0, y0, x1, y1 } = rect;
        self.rule((x0, y0), (x1, y0), width);
        self.rule((x0, y1), (x1, y1), width);
        self.rule((x0, y0), (x0, y1), width);
        self.rule((x1, y0), (x1, y1), width);
    }
}
