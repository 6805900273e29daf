//! A caption → the picture or the square of colour that stands beside it.

use super::captions::{Caption, Part, SIGN_SIZE, is_set_as};
use super::inks::{Inks, ORDINARY, PALE, SAME_INK};
use crate::geometry::Rect;
use crate::labels::label::{Legend, Sign};
use crate::pdf::{Fill, Page, Picture};
use std::collections::BTreeSet;

/// A picture stands within this many of its own widths of its caption.
const PICTURE_GAP: f32 = 1.6;
/// Em between a picture and the caption under it.
const ABOVE: f32 = 1.5;
/// Captions set alike that are looked at for the side of their pictures: bounds the work on a page of captions.
const MOST_FELLOWS: usize = 24;

/// The picture that is the sign of a caption: on the side on which its fellows have theirs.
pub(super) fn picture(page: &Page, parts: &[Part], caption: &Caption) -> Option<Sign> {
    let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
    let head = caption.lines.first()?;
    let near = Near::new(page, text, head.size);
    let within = || Near::new(page, head.rect, head.size).left();
    let picture = match side_of_pictures(page, parts, head) {
        Side::Left => near.left().or_else(within),
        Side::Right => near.right(),
        Side::Above => near.above(),
    }?;
    Some(Sign::Picture(picture.clone()))
}

/// Where the pictures of a legend stand beside their captions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Above,
}

/// To the left, unless more of the captions set alike have one to the right, or all have theirs above: in "Bio ◉ Local ◎"
/// the first has none to its left. A lone one to the right is the sign where nothing follows it, and the page repeats it.
fn side_of_pictures<'a>(page: &'a Page, parts: &[Part], head: &Part) -> Side {
    let fellows = parts.iter().filter(|p| is_set_as(p, head));
    let near = fellows
        .take(MOST_FELLOWS)
        .map(|p| Near::new(page, p.rect, p.size));
    let near: Vec<Near> = near.collect();
    let count = |find: fn(&Near<'a>) -> Option<&'a Picture>| {
        let hashes = near.iter().filter_map(|n| find(n).map(|p| p.hash));
        hashes.collect::<BTreeSet<u64>>().len()
    };
    let (left, right) = (count(|n| n.left()), count(|n| n.right()));
    let lone = || near.iter().find_map(|n| n.right().map(|p| (n, p)));
    let ends_it = || lone().is_some_and(|(n, p)| n.is_ended_by(p));
    match (left, right) {
        _ if right > left && right > 1 => Side::Right,
        (0, 1) if ends_it() => Side::Right,
        (0, 0) if count(|n| n.above()) > 1 => Side::Above,
        _ => Side::Left,
    }
}

/// The small pictures around a text.
struct Near<'a> {
    page: &'a Page,
    text: Rect,
    /// Font size in points.
    size: f32,
}

impl<'a> Near<'a> {
    fn new(page: &'a Page, text: Rect, size: f32) -> Self {
        let size = size.max(1.0);
        Self { page, text, size }
    }

    /// The nearest of the small pictures at this distance.
    fn nearest(&self, far: impl Fn(&Rect) -> Option<f32>) -> Option<&'a Picture> {
        let high = SIGN_SIZE * self.size;
        let small = |r: &Rect| r.width() < high && r.height() < high;
        let pictures = self.page.pictures.iter().filter(|p| small(&p.rect));
        let near = pictures.filter_map(|p| Some((p, far(&p.rect)?)));
        let near = near.filter(|(p, _)| !is_a_ground(self.page, &p.rect));
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(p, _)| p)
    }

    fn left(&self) -> Option<&'a Picture> {
        self.abreast(|r| self.text.x0 - r.x1)
    }

    fn right(&self) -> Option<&'a Picture> {
        self.abreast(|r| r.x0 - self.text.x1)
    }

    /// The nearest picture on the text's line; a tall one may stand on its baseline.
    fn abreast(&self, apart: impl Fn(&Rect) -> f32) -> Option<&'a Picture> {
        let (text, size) = (&self.text, self.size);
        let beside = |r: &Rect| {
            let reach = (PICTURE_GAP * r.width()).max(2.0 * size);
            Some(apart(r)).filter(|gap| *gap > -3.0 && *gap < reach)
        };
        let centred = |r: &Rect| {
            let y = r.centre_y();
            y > text.y0 - 0.6 * size && y < text.y1 + 0.6 * size
        };
        let level = |r: &Rect| r.overlap_y(text) > 0.5 * text.height();
        self.nearest(|r| beside(r).filter(|_| centred(r)))
            .or_else(|| self.nearest(|r| beside(r).filter(|_| level(r))))
    }

    /// Whether the picture, right of the text, leads no other text, and stands elsewhere on the page too.
    fn is_ended_by(&self, picture: &Picture) -> bool {
        let reach = picture.rect.x1 + 2.0 * self.size;
        let follows =
            |r: &Rect| r.overlap_y(&picture.rect) > 0.0 && picture.rect.x0 < r.x0 && r.x0 < reach;
        let repeats = |p: &Picture| p.hash == picture.hash && p.rect != picture.rect;
        !self.page.words.iter().any(|w| follows(&w.rect)) && self.page.pictures.iter().any(repeats)
    }

    fn above(&self) -> Option<&'a Picture> {
        let text = &self.text;
        self.nearest(|r| {
            let gap = text.y0 - r.y1;
            let over = text.x0 < r.centre_x() && r.centre_x() < text.x1;
            (over && gap > -0.3 * self.size && gap < ABOVE * self.size).then_some(gap)
        })
    }
}

/// Whether text is printed on it: it is that text's ground, and no sign of another's.
fn is_a_ground(page: &Page, drawn: &Rect) -> bool {
    page.words.iter().any(|w| drawn.holds(&w.rect))
}

/// What a small square of colour to the left of the caption shows.
pub(super) fn swatch(page: &Page, caption: &Caption) -> Option<Sign> {
    let colour = square(page, caption)?.colour;
    let mut words = page.words.iter();
    let ink = words.any(|w| w.colour.distance(colour) < SAME_INK);
    let tells = colour.chroma() > ORDINARY;
    tells.then_some(if ink {
        Sign::Colour(colour)
    } else {
        Sign::Highlight(colour)
    })
}

/// The same wherever the caption stands, of a colour that is also painted under dishes.
pub(super) fn swatch_of_a_ground(page: &Page, inks: &Inks, caption: &Caption) -> Option<Sign> {
    let colour = square(page, caption)?.colour;
    (colour.chroma() > PALE && inks.lies_under_few(colour)).then_some(Sign::Highlight(colour))
}

/// A small square of colour to the left of the caption, or of its first line, under which the next begin.
fn square<'a>(page: &'a Page, caption: &Caption) -> Option<&'a Fill> {
    let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
    let head = caption.lines.first()?;
    let size = head.size.max(1.0);
    square_beside(page, &text, size).or_else(|| square_beside(page, &head.rect, size))
}

fn square_beside<'a>(page: &'a Page, text: &Rect, size: f32) -> Option<&'a Fill> {
    page.fills.iter().find(|f| {
        let r = f.rect;
        let level = r.centre_y() > text.y0 && r.centre_y() < text.y1;
        let left = text.x0 - r.x1;
        level
            && left > -1.0
            && left < 2.0 * size
            && r.width() < 3.0 * size
            && r.height() < 2.0 * size
            && !is_a_ground(page, &r)
    })
}

/// The legend's images that stand elsewhere on the page too, to the byte; no two drawings need be, for coordinates are
/// rounded.
pub(super) fn repeated(legend: &Legend, page: &Page) -> Vec<u64> {
    let pictures = legend.entries.iter().filter_map(|e| match &e.sign {
        Sign::Picture(picture) if !picture.vector => Some(picture),
        _ => None,
    });
    let copied = pictures.filter(|own| {
        let copy = |p: &&Picture| p.hash == own.hash && !own.rect.holds(&p.rect);
        page.pictures.iter().any(|p| copy(&p))
    });
    copied.map(|p| p.hash).collect()
}
