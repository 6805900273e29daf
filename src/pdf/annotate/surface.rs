//! Where a page's seen area lies in its own coordinates.

use crate::geometry::Rect;
use lopdf::{Document, Object, ObjectId};

/// Steps up the page tree: a tree that is deeper has a cycle.
const DEEPEST: usize = 64;

/// A page's own or inherited entry.
pub(super) fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get(key) {
            let (_, value) = document.dereference(value).ok()?;
            return Some(value.clone());
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(parent).ok()?;
    }
    None
}

/// A page's seen area.
pub(super) struct Surface {
    origin: (f32, f32),
    size: (f32, f32),
    /// Quarter turns, clockwise.
    turns: i64,
}

impl Surface {
    /// The crop box, else the media box; A4 where a broken page has none.
    pub(super) fn of(document: &Document, page: ObjectId) -> Self {
        let corners = |key| match inherited(document, page, key)? {
            Object::Array(numbers) => {
                let read = |n: &Object| document.dereference(n).ok()?.1.as_float().ok();
                let numbers: Option<Vec<f32>> = numbers.iter().map(read).collect();
                <[f32; 4]>::try_from(numbers?).ok()
            }
            _ => None,
        };
        let [x0, y0, x1, y1] = corners(b"CropBox")
            .or_else(|| corners(b"MediaBox"))
            .unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let rotate = inherited(document, page, b"Rotate").and_then(|r| r.as_i64().ok());
        Self {
            origin: (x0.min(x1), y0.min(y1)),
            size: ((x1 - x0).abs(), (y1 - y0).abs()),
            turns: (rotate.unwrap_or(0) / 90).rem_euclid(4),
        }
    }

    /// From the page as seen, y upwards, to the page's own coordinates.
    pub(super) fn matrix(&self) -> [f32; 6] {
        let ((x, y), (w, h)) = (self.origin, self.size);
        match self.turns {
            1 => [0.0, 1.0, -1.0, 0.0, x + w, y],
            2 => [-1.0, 0.0, 0.0, -1.0, x + w, y + h],
            3 => [0.0, -1.0, 1.0, 0.0, x, y + h],
            _ => [1.0, 0.0, 0.0, 1.0, x, y],
        }
    }

    /// The page as seen.
    pub(super) fn room(&self) -> Rect {
        let (w, h) = self.size;
        match self.turns % 2 {
            1 => Rect::new(0.0, 0.0, h, w),
            _ => Rect::new(0.0, 0.0, w, h),
        }
    }
}
