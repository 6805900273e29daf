//! What of a page's text is read: what a person sees, else the layer of an OCR.

use super::page::{Picture, Word};
use super::reader::{Glyph, Sight};
use super::settings as s;
use super::words::words_of;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use std::collections::HashMap;

/// Unseen words that a doubt repeats.
const UNSEEN_TOLD: usize = 8;
/// Words of the same text that one is held to.
const SHADOWS_SOUGHT: usize = 64;

/// A page's glyphs: those that are read, those that nobody sees, and whether an OCR's layer is read.
pub(super) struct Sifted {
    pub read: Vec<Glyph>,
    pub unseen: Vec<Glyph>,
    pub layer: bool,
}

impl Sifted {
    /// What is read though it is invisible, and what is not read because nobody sees it. A shadow of a word that is seen is nothing lost.
    pub fn told(&self, words: &[Word], number: u32) -> Vec<Diagnostic> {
        let place = |rect| Place::Page { page: number, rect };
        let mut told = Vec::new();
        if self.layer {
            told.push(Diagnostic::new(Code::OcrLayer, place(None)));
        }
        if self.unseen.is_empty() {
            return told;
        }
        let mut seen: HashMap<&str, Vec<Rect>> = HashMap::new();
        for word in words {
            seen.entry(&word.text).or_default().push(word.rect);
        }
        let is_shadow = |word: &Word| {
            let same = seen.get(word.text.as_str()).into_iter().flatten();
            same.take(SHADOWS_SOUGHT)
                .any(|rect| rect.overlap(&word.rect) > 0.0)
        };
        let mut unseen = words_of(&self.unseen);
        unseen.retain(|w| w.text.chars().any(char::is_alphanumeric) && !is_shadow(w));
        if let Some(rect) = Rect::around(unseen.iter().map(|w| w.rect)) {
            let mut some: Vec<&str> = unseen.iter().map(|w| w.text.as_str()).collect();
            if some.len() > UNSEEN_TOLD {
                some.truncate(UNSEEN_TOLD);
                some.push("…");
            }
            let text = some.join(" ");
            told.push(Diagnostic::new(Code::UnseenText, place(Some(rect))).with("text", text));
        }
        told
    }
}

/// An invisible layer is read where pictures make up the page and it shows hardly any text of its own: a scan that an OCR went over.
pub(super) fn sift(glyphs: Vec<Glyph>, pictures: &[Picture], page: f32) -> Sifted {
    let says = |g: &&Glyph| g.text.as_deref().is_some_and(|t| !t.trim().is_empty());
    let letters = |sight| {
        let of_it = glyphs.iter().filter(|g| g.sight == sight);
        of_it.filter(says).count()
    };
    let scanned: f32 = pictures.iter().map(|picture| picture.rect.area()).sum();
    let hidden = letters(Sight::Layer);
    let layer = hidden > 0
        && scanned >= s::SCAN_MIN_SHARE * page
        && letters(Sight::Seen) as f32 <= s::SCAN_MAX_TEXT * hidden as f32;
    let is_read = |g: &Glyph| g.sight == Sight::Seen || (layer && g.sight == Sight::Layer);
    let (read, unseen) = glyphs.into_iter().partition(is_read);
    Sifted {
        read,
        unseen,
        layer,
    }
}
