//! Rectangles on a page: points (1/72 inch), origin at the top left, y growing downwards, the page's rotation undone.

use serde::{Deserialize, Serialize};

/// Share of the smaller of two boxes that they must share in one direction to be in one row or column.
const ABREAST: f32 = 0.5;
/// Points by which a box may reach into the one after it, for rules have a width and letters overhang.
pub const TOUCH: f32 = 3.0;

/// A rectangle in points; `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The rectangle with these corners, in any order.
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self {
            x0: x0.min(x1),
            y0: y0.min(y1),
            x1: x0.max(x1),
            y1: y0.max(y1),
        }
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Area in square points.
    pub fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// Horizontal centre.
    pub fn centre_x(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Vertical centre.
    pub fn centre_y(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// The smallest rectangle that holds both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The smallest rectangle that holds all of `rects`; `None` for none.
    pub fn around(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(|a, b| a.union(&b))
    }

    /// How much the two share horizontally, in points; 0 when apart.
    pub fn overlap_x(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// How much the two share vertically, in points; 0 when apart.
    pub fn overlap_y(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }

    /// The area the two share, in square points.
    pub fn overlap(&self, other: &Self) -> f32 {
        self.overlap_x(other) * self.overlap_y(other)
    }

    /// Whether the point is inside or on the edge.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }

    /// Whether the centre of `other` is inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.contains(other.centre_x(), other.centre_y())
    }

    /// This rectangle grown by `by` points on each side.
    pub fn grown(&self, by: f32) -> Self {
        Self {
            x0: self.x0 - by,
            y0: self.y0 - by,
            x1: self.x1 + by,
            y1: self.y1 + by,
        }
    }

    /// Whether the two stand side by side.
    pub fn in_row(&self, other: &Self) -> bool {
        let shared = self.overlap_y(other);
        shared >= ABREAST * self.height().min(other.height()) && shared > 0.0
    }

    /// Whether the two stand one over the other.
    pub fn in_column(&self, other: &Self) -> bool {
        let shared = self.overlap_x(other);
        shared >= ABREAST * self.width().min(other.width()) && shared > 0.0
    }

    /// Whether it ends where `other` begins or higher, in one column.
    pub fn is_above(&self, other: &Self) -> bool {
        self.y1 <= other.y0 + TOUCH && self.in_column(other)
    }

    /// Whether it ends where `other` begins or further left, in one row.
    pub fn is_left_of(&self, other: &Self) -> bool {
        self.x1 <= other.x0 + TOUCH && self.in_row(other)
    }
}
