//! What leaves `pdf/`: plain data, no type of a PDF library.

use super::letters::SOFT_HYPHEN;
use crate::geometry::Rect;
use chrono::{DateTime, FixedOffset};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A PDF as read: its facts and its pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Document {
    /// What the document says of itself.
    pub facts: Facts,
    /// The pages, in order.
    pub pages: Vec<Page>,
}

/// What the document says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Facts {
    /// `CreationDate`.
    pub created: Option<DateTime<FixedOffset>>,
    /// `ModDate`.
    pub modified: Option<DateTime<FixedOffset>>,
    /// `Title`, when it is not empty.
    pub title: Option<String>,
    /// `Producer`, when it is not empty.
    pub producer: Option<String>,
}

/// Everything drawn on a page that the later stages need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Words, in no promised order.
    pub words: Vec<Word>,
    /// Straight lines, horizontal or vertical: strokes and thin filled rectangles alike; underlines are on the words.
    pub rules: Vec<Rule>,
    /// Filled areas, in the order they were painted.
    pub fills: Vec<Fill>,
    /// Raster images, and small vector drawings.
    pub pictures: Vec<Picture>,
}

impl Page {
    /// Whether it shows text, and nothing but what the other shows.
    pub(super) fn is_drawn_like(&self, other: &Self) -> bool {
        let same_text = !self.words.is_empty() && self.words == other.words;
        same_text && self.fills == other.fills && self.pictures == other.pictures
    }
}

/// A colour, 8 bits a channel.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Paper.
    pub const WHITE: Self = Self {
        r: 255,
        g: 255,
        b: 255,
    };
}

impl std::fmt::Display for Colour {
    /// `#rrggbb`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl Colour {
    /// The largest difference of a channel, 0 to 255.
    pub fn distance(self, other: Self) -> u8 {
        self.r
            .abs_diff(other.r)
            .max(self.g.abs_diff(other.g))
            .max(self.b.abs_diff(other.b))
    }

    /// The largest difference between two of its channels: 0 for a grey.
    pub fn chroma(self) -> u8 {
        self.r.max(self.g).max(self.b) - self.r.min(self.g).min(self.b)
    }
}

/// How far a word is turned, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Rotation {
    /// Read left to right.
    #[default]
    None,
    /// Read downwards.
    Down,
    /// Read right to left, upside down.
    Over,
    /// Read upwards.
    Up,
}

/// A run of characters without a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Word {
    /// NFC, no space, ligatures taken apart; it ends in a soft hyphen where it goes on in the next line.
    pub text: CompactString,
    /// Its box, from the font's advance widths and size.
    pub rect: Rect,
    /// Font size in points, as drawn.
    pub size: f32,
    /// The font's weight is 600 or more, or its name says bold.
    pub bold: bool,
    /// The font is slanted.
    pub italic: bool,
    /// Fill colour.
    pub colour: Colour,
    /// How far it is turned.
    pub rotation: Rotation,
    /// A rule runs just under it, no wider than its line of text.
    pub underlined: bool,
    /// A rule runs through its middle.
    pub struck: bool,
    /// A letter of it is not known, or cannot be what is printed.
    pub lost: bool,
    /// Its place among the words of its page in reading order, from 0, which `layout` gives it; a part of a word keeps it.
    pub number: u32,
}

impl Word {
    /// Its text without the hyphen of a line's end.
    pub fn letters(&self) -> &str {
        self.text.trim_end_matches(SOFT_HYPHEN)
    }

    /// Whether the word is broken at the end of its line and goes on in `next`, which begins the line below.
    pub fn goes_on_in(&self, next: &Self) -> bool {
        let hard = self.text.len() > 1 && self.text.ends_with('-');
        let broken =
            self.text.ends_with(SOFT_HYPHEN) || (hard && next.text.starts_with(char::is_lowercase));
        broken && next.rect.y0 > self.rect.centre_y()
    }
}

/// The direction of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Axis {
    /// `at` is a y, `from` and `to` are x.
    Horizontal,
    /// `at` is an x, `from` and `to` are y.
    Vertical,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its direction.
    pub axis: Axis,
    /// The coordinate that does not change, in points.
    pub at: f32,
    /// Where it begins, in points.
    pub from: f32,
    /// Where it ends, in points.
    pub to: f32,
    /// Its thickness in points.
    pub width: f32,
}

/// A filled area: a rectangle, a rounded box, a badge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fill {
    /// Its bounding box.
    pub rect: Rect,
    /// Its colour.
    pub colour: Colour,
}

/// An image, or a small vector drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Where it is drawn.
    pub rect: Rect,
    /// The same content gives the same number, wherever and however large it is drawn.
    pub hash: u64,
    /// A small picture's mean colours on a `THUMBNAIL` × `THUMBNAIL` grid, row by row; empty for a large picture.
    pub thumbnail: Vec<Colour>,
    /// Drawn by paths, not an image.
    pub vector: bool,
}

/// Cells of a thumbnail in each direction.
pub const THUMBNAIL: usize = 8;
