//! A block's pictures → the dishes that they stand beside.

use super::entry::Entry;
use crate::geometry::Rect;
use crate::menu::board::Block;
use crate::pdf::Picture;

/// Each picture goes to the dish on whose line it stands, else to the nearest.
pub(super) fn give_pictures(block: &Block, found: &mut [Entry]) {
    for picture in &block.pictures {
        let level = found.iter().any(|e| is_level(&e.rect, picture));
        let candidates = found.iter_mut();
        let candidates = candidates.filter(|e| !level || is_level(&e.rect, picture));
        let nearest = candidates.min_by(|a, b| {
            let (a, b) = (apart(&a.rect, picture), apart(&b.rect, picture));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        if let Some(entry) = nearest {
            entry.pictures.push(picture.clone());
        }
    }
}

/// Whether the picture's middle is between the top and the bottom of a dish.
fn is_level(dish: &Rect, picture: &Picture) -> bool {
    let y = picture.rect.centre_y();
    dish.y0 <= y && y <= dish.y1
}

/// How far a picture is from a dish, down counting more than across; then from its middle.
fn apart(dish: &Rect, picture: &Picture) -> (f32, f32) {
    let (x, y) = (picture.rect.centre_x(), picture.rect.centre_y());
    let across = (x - dish.x1).max(dish.x0 - x).max(0.0);
    let down = (y - dish.y1).max(dish.y0 - y).max(0.0);
    (3.0 * down + across, (y - dish.centre_y()).abs())
}
