//! Bytes → `Document`: one pass of the interpreter gives words, rules, fills and pictures. No type of a PDF library leaves here.

mod page;

pub use page::{
    Axis, Colour, Document, Facts, Fill, Page, Picture, Rotation, Rule, THUMBNAIL, Word,
};
