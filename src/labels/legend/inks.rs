//! A page and its parts → what its inks and grounds can tell: which are the ordinary ones, and which some dishes wear.

use super::captions::Part;
use crate::calendar;
use crate::geometry::Rect;
use crate::layout::text_of;
use crate::pdf::{Colour, Fill, Page, Word};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Inks nearer than this (largest channel difference, 0 to 255) to the ordinary ink say nothing.
pub(super) const ORDINARY: u8 = 48;
/// Inks nearer than this (largest channel difference) are one: rounding of colour spaces.
pub(super) const SAME_INK: u8 = 16;
/// Degrees by which the hue of a colour may differ from that of the word for it.
const SAME_HUE: f32 = 45.0;
/// Grounds whose channels differ by no more (0 to 255) are white or grey.
pub(super) const PALE: u8 = 16;
/// Two grounds no further apart (largest channel difference) are one.
const SAME_GROUND: u8 = 32;
/// More colours than this under the words of a page are a picture.
const MOST_GROUNDS: usize = 32;
/// Times the height of a line of text on it: what is painted under one dish is no higher.
const GROUND_LINES: f32 = 6.0;

/// The inks and grounds of a page.
pub(super) struct Inks<'a> {
    page: &'a Page,
    /// All pages of the document: a legend on one holds for the others.
    document: &'a [&'a Page],
    parts: &'a [Part<'a>],
    /// The ink of its text.
    ordinary: Colour,
    /// Whether an ink of a caption colours some dishes.
    known: RefCell<Vec<(Colour, bool)>>,
}

impl<'a> Inks<'a> {
    pub(super) fn new(page: &'a Page, document: &'a [&'a Page], parts: &'a [Part<'a>]) -> Self {
        Self {
            page,
            document,
            parts,
            ordinary: ordinary_ink(&page.words),
            known: RefCell::default(),
        }
    }

    pub(super) fn tells(&self, ink: Colour) -> bool {
        ink.distance(self.ordinary) > ORDINARY && ink.chroma() > ORDINARY
    }

    /// The ink whose hue is nearest to a colour word's: of the page, else of another.
    pub(super) fn nearest_ink(&self, typical: Colour) -> Option<Colour> {
        self.of_the_document(|inks| inks.nearest_of_page(typical))
    }

    /// The one colour that is painted under some words of the page, else of another, of the hue of a colour word.
    pub(super) fn ground(&self, typical: Option<Colour>) -> Option<Colour> {
        self.of_the_document(|inks| inks.ground_of_page(typical))
    }

    fn of_the_document(&self, find: impl Fn(&Inks) -> Option<Colour>) -> Option<Colour> {
        let others = self
            .document
            .iter()
            .filter(|p| p.number != self.page.number);
        let mut others = others.map(|page| Inks::new(page, &[], &[]));
        find(self).or_else(|| others.find_map(|inks| find(&inks)))
    }

    fn nearest_of_page(&self, typical: Colour) -> Option<Colour> {
        let words = self.page.words.iter();
        let inks = words.map(|w| w.colour).filter(|c| self.tells(*c));
        let (ink, apart) = inks
            .map(|c| (c, hue_apart(c, typical)))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        (apart < SAME_HUE).then_some(ink)
    }

    fn ground_of_page(&self, typical: Option<Colour>) -> Option<Colour> {
        let fits = |c: Colour| {
            let alike = typical.is_none_or(|t| is_of_hue(c, t));
            c.chroma() > PALE && alike
        };
        let mut colours: Vec<Colour> = Vec::new();
        for fill in self.page.fills.iter().filter(|f| fits(f.colour)) {
            if colours
                .iter()
                .all(|c| c.distance(fill.colour) > SAME_GROUND)
            {
                colours.push(fill.colour);
            }
            if colours.len() > MOST_GROUNDS {
                return None;
            }
        }
        colours.retain(|colour| self.lies_under_few(*colour));
        let mut grounds = colours;
        let ground = grounds.pop();
        ground.filter(|_| grounds.is_empty())
    }

    /// Whether it is painted under words, and under less than half of them: else it is the page's or the table's own.
    pub(super) fn lies_under_few(&self, ground: Colour) -> bool {
        let mine = |f: &&Fill| f.colour.distance(ground) <= SAME_GROUND;
        let fills: Vec<&Fill> = self.page.fills.iter().filter(mine).collect();
        let under = |w: &&Word| fills.iter().any(|f| is_under(f, &w.rect));
        let words = &self.page.words;
        let over = words.iter().filter(under).count();
        over > 0 && over * 2 < words.len()
    }

    /// The colour painted right under this box, and under nothing much higher.
    pub(super) fn ground_under(&self, rect: &Rect) -> Option<Colour> {
        let mut fills = self.page.fills.iter().rev();
        let fill = fills.find(|f| is_under(f, rect))?;
        (fill.colour.chroma() > PALE).then_some(fill.colour)
    }

    pub(super) fn is_on(&self, ground: Colour, rect: &Rect) -> bool {
        self.ground_under(rect)
            .is_some_and(|under| under.distance(ground) <= SAME_GROUND)
    }

    /// Whether lines of text are printed in the ink, and neither titles, nor days, nor whole rows or columns: an ink
    /// that a course or a day has says nothing of a dish.
    pub(super) fn colours_some_dishes(&self, ink: Colour) -> bool {
        let known = self.known.borrow().iter().find(|(c, _)| *c == ink).copied();
        known.map_or_else(
            || {
                let found = self.finds_some_dishes(ink);
                self.known.borrow_mut().push((ink, found));
                found
            },
            |(_, found)| found,
        )
    }

    fn finds_some_dishes(&self, ink: Colour) -> bool {
        self.marks_some_dishes(|w| w.colour.distance(ink) < SAME_INK)
    }

    /// Whether the headings of some days are printed in the ink, and those of others are not.
    pub(super) fn colours_some_days(&self, ink: Colour) -> bool {
        let days = self.parts.iter().filter(|p| is_a_day(p));
        let inked = |p: &&Part| p.words.iter().all(|w| w.colour.distance(ink) < SAME_INK);
        let (inked, plain): (Vec<&Part>, Vec<&Part>) = days.partition(inked);
        !inked.is_empty() && !plain.is_empty()
    }

    pub(super) fn marks_some_dishes(&self, is_marked: impl Fn(&Word) -> bool) -> bool {
        let wears = |p: &&Part| p.names().any(&is_marked);
        let text = || self.parts.iter().filter(|p| p.may_be_a_dish());
        let dishes = text().filter(|p| !is_a_day(p));
        let (inked, plain): (Vec<&Part>, Vec<&Part>) = dishes.partition(wears);
        let beside = |p: &Part, of: &[&Part]| {
            let in_row = |o: &&&Part| o.rect != p.rect && o.rect.overlap_y(&p.rect) > 0.0;
            of.iter().filter(in_row).count()
        };
        // A row's heading in the margin is one plain text beside a coloured row.
        let lone_lines = || {
            let aside = |p: &&Part| beside(p, &plain) + beside(p, &inked) > 0;
            inked.len() > 1 && !inked.iter().any(aside)
        };
        let in_mixed_row = inked.iter().any(|p| beside(p, &plain) > 1) || lone_lines();
        let in_mixed_column = inked.iter().any(|p| {
            let alike = |o: &&&Part| (o.size - p.size).abs() < 0.15 * p.size;
            let mut others = plain.iter().filter(alike);
            others.any(|o| o.rect.overlap_x(&p.rect) > 0.0)
        });
        let days_too = self.parts.iter().filter(wears).any(is_a_day);
        !days_too && in_mixed_row && in_mixed_column
    }
}

/// Whether the part is a day's heading.
pub(super) fn is_a_day(part: &Part) -> bool {
    calendar::day_mark(&text_of(part.words)).is_some()
}

/// The ink of most letters: black or grey where there is any, however much of the page is coloured.
fn ordinary_ink(words: &[Word]) -> Colour {
    let mut letters: BTreeMap<Colour, usize> = BTreeMap::new();
    for word in words {
        *letters.entry(word.colour).or_default() += word.text.len();
    }
    let grey = |ink: &Colour| ink.chroma() <= ORDINARY && ink.distance(Colour::WHITE) > ORDINARY;
    let inks = letters.into_iter();
    inks.max_by_key(|(ink, n)| (grey(ink), *n))
        .map(|(ink, _)| ink)
        .unwrap_or_default()
}

/// Whether the fill is painted under a text of this box, and under little else.
fn is_under(fill: &Fill, text: &Rect) -> bool {
    fill.rect.height() <= GROUND_LINES * text.height() && fill.rect.holds(text)
}

/// Whether an ink can be what the word for a colour names.
pub(super) fn is_of_hue(ink: Colour, typical: Colour) -> bool {
    hue_apart(ink, typical) < SAME_HUE
}

/// How far apart two hues are, in degrees.
fn hue_apart(a: Colour, b: Colour) -> f32 {
    let apart = (hue(a) - hue(b)).abs();
    apart.min(360.0 - apart)
}

fn hue(c: Colour) -> f32 {
    let (r, g, b) = (f32::from(c.r), f32::from(c.g), f32::from(c.b));
    let (top, span) = (r.max(g).max(b), f32::from(c.chroma()).max(1.0));
    let sector = if top == r {
        (g - b) / span
    } else if top == g {
        2.0 + (b - r) / span
    } else {
        4.0 + (r - g) / span
    };
    (sector * 60.0).rem_euclid(360.0)
}
