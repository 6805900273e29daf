//! What is to be drawn on a page, in points on the page as seen.

use crate::geometry::Rect;
use crate::pdf::page::Colour;

/// What is drawn on one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Page number, from 1.
    pub page: u32,
    /// The boxes, in the order of painting.
    pub notes: Vec<Note>,
    /// What no word may cover: the page's own words and small pictures.
    pub taken: Vec<Rect>,
    /// What the paints mean, for a free place of the page.
    pub key: Vec<(Paint, String)>,
}

/// A box to draw, and what to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The box.
    pub rect: Rect,
    /// How it is drawn.
    pub paint: Paint,
    /// A few words beside it, or none.
    pub text: String,
    /// The cell that the words should not leave, where it has room for them.
    pub cell: Option<Rect>,
}

/// A colour and its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// How a box is drawn.
    pub look: Look,
    /// Of the box and its words.
    pub colour: Colour,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A pale ground, as of a highlighter.
    Wash,
    /// A thin frame.
    Frame,
    /// A thick frame and hatching, not to be missed.
    Alarm,
}
