//! A caption → the picture or the square of colour that stands beside it.

use super::captions::{Caption, SIGN_SIZE};
use super::inks::{Inks, ORDINARY, PALE, SAME_INK};
use crate::geometry::Rect;
use crate::labels::label::{Legend, Sign};
use crate::pdf::{Fill, Page, Picture};

/// A picture stands within this many of its own widths of its caption.
const PICTURE_GAP: f32 = 1.6;

/// The nearest picture to the left of the caption; else one to its right or above it.
pub(super) fn picture(page: &Page, caption: &Caption) -> Option<Sign> {
    let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
    let size = caption.lines.first()?.size.max(1.0);
    let small = |r: &Rect| r.width() < SIGN_SIZE * size && r.height() < SIGN_SIZE * size;
    let pictures = page.pictures.iter();
    let near = pictures.filter(|p| small(&p.rect)).filter_map(|p| {
        let left = text.x0 - p.rect.x1;
        let reach = (PICTURE_GAP * p.rect.width()).max(2.0 * size);
        let beside = left > -3.0 && left < reach;
        let high = SIGN_SIZE * size;
        let level = p.rect.y0 < text.y1 + high && p.rect.y1 > text.y0 - high;
        (beside && level && !is_a_ground(page, &p.rect)).then_some((p, left))
    });
    let near: Vec<(&Picture, f32)> = near.collect();
    let nearest = |level: &dyn Fn(&Rect) -> bool| {
        let level = near.iter().filter(|(p, _)| level(&p.rect));
        level.min_by(|a, b| a.1.total_cmp(&b.1))
    };
    let centred =
        |r: &Rect| r.centre_y() > text.y0 - 0.6 * size && r.centre_y() < text.y1 + 0.6 * size;
    // A tall picture may stand on the text's baseline.
    let abreast = |r: &Rect| r.overlap_y(&text) > 0.5 * text.height();
    let (picture, _) = nearest(&centred).or_else(|| nearest(&abreast))?;
    Some(Sign::Picture((*picture).clone()))
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

/// A small square of colour to the left of the caption.
fn square<'a>(page: &'a Page, caption: &Caption) -> Option<&'a Fill> {
    let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
    let size = caption.lines.first()?.size.max(1.0);
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
