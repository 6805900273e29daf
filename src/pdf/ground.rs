//! A coarse map of the ground that each glyph is painted on, and of what is painted over it later.

use super::page::Colour;
use super::settings as s;
use crate::geometry::Rect;

/// Paper that nothing was painted on.
const PAPER: u8 = 0;
/// A picture, a gradient, an edge: no single colour.
const MIXED: u8 = u8::MAX;

/// The page in squares of `GROUND_STEP`, or larger on a larger page.
pub(super) struct Ground {
    columns: usize,
    rows: usize,
    step: f32,
    /// For each square a place in `colours`, or `MIXED`.
    grounds: Vec<u8>,
    colours: Vec<Colour>,
    /// For each square when it was last painted over, as [`Stamp`] writes it; empty until text may be under it.
    covers: Vec<u32>,
    /// Squares that may still be painted: then nothing is known of the page's grounds any more.
    left: usize,
}

/// When something opaque was painted, and whether it is a picture.
#[derive(Clone, Copy)]
pub(super) struct Stamp {
    pub when: usize,
    pub picture: bool,
}

/// Squares from a column and row to those before which they end.
#[derive(Clone, Copy)]
struct Squares {
    columns: (usize, usize),
    rows: (usize, usize),
}

impl Ground {
    pub fn new(width: f32, height: f32) -> Self {
        let step = (width.max(height) / s::GROUND_MAX_SQUARES).max(s::GROUND_STEP);
        let most = s::GROUND_MAX_SQUARES;
        let squares = |side: f32| (side / step).ceil().max(1.0).min(most) as usize;
        let (columns, rows) = (squares(width), squares(height));
        Self {
            columns,
            rows,
            step,
            grounds: vec![PAPER; columns * rows],
            colours: vec![Colour::WHITE],
            covers: Vec::new(),
            left: s::GROUND_MAX_LAYERS * columns * rows,
        }
    }

    /// Paints an area, in one colour or in none that is known. Squares that it covers in part are mixed.
    pub fn lay(&mut self, rect: &Rect, colour: Option<Colour>) {
        let ink = colour.map_or(MIXED, |colour| self.number_of(colour));
        let (touched, whole) = (self.touched(rect), self.within(rect));
        if !self.can_afford(touched) {
            return;
        }
        fill(&mut self.grounds, self.columns, touched, |old| {
            if old == ink { ink } else { MIXED }
        });
        fill(&mut self.grounds, self.columns, whole, |_| ink);
    }

    fn can_afford(&mut self, area: Squares) -> bool {
        let (columns, rows) = (area.columns, area.rows);
        let cost = (columns.1 - columns.0) * (rows.1 - rows.0);
        if cost > self.left {
            self.grounds.fill(MIXED);
            self.covers.clear();
        }
        self.left = self.left.saturating_sub(cost);
        self.left > 0
    }

    /// What lies there is painted over.
    pub fn cover(&mut self, rect: &Rect, stamp: Stamp) {
        if self.left == 0 {
            return;
        }
        if self.covers.is_empty() {
            self.covers = vec![0; self.grounds.len()];
        }
        let written = (stamp.when as u32) << 1 | u32::from(stamp.picture);
        let whole = self.within(rect);
        fill(&mut self.covers, self.columns, whole, |_| written);
    }

    /// The one colour of the ground there.
    pub fn colour_at(&self, (x, y): (f32, f32)) -> Option<Colour> {
        let ground = self.grounds.get(self.square(x, y)).copied()?;
        self.colours.get(usize::from(ground)).copied()
    }

    /// What covers now what was painted there at that time.
    pub fn covered(&self, (x, y): (f32, f32), when: usize) -> Option<Stamp> {
        let written = self.covers.get(self.square(x, y)).copied()?;
        let stamp = Stamp {
            when: (written >> 1) as usize,
            picture: written & 1 == 1,
        };
        (stamp.when > when).then_some(stamp)
    }

    fn number_of(&mut self, colour: Colour) -> u8 {
        let known = self.colours.iter().position(|c| *c == colour);
        let number = known.unwrap_or_else(|| {
            if self.colours.len() < usize::from(MIXED) {
                self.colours.push(colour);
                return self.colours.len() - 1;
            }
            usize::from(MIXED)
        });
        number as u8
    }

    fn square(&self, x: f32, y: f32) -> usize {
        let (column, row) = ((x / self.step) as usize, (y / self.step) as usize);
        row.min(self.rows - 1) * self.columns + column.min(self.columns - 1)
    }

    fn touched(&self, rect: &Rect) -> Squares {
        self.squares(rect, f32::floor, f32::ceil)
    }

    fn within(&self, rect: &Rect) -> Squares {
        self.squares(rect, f32::ceil, f32::floor)
    }

    fn squares(&self, rect: &Rect, from: fn(f32) -> f32, to: fn(f32) -> f32) -> Squares {
        let side = |a: f32, b: f32, last: usize| {
            // A cast of a negative number gives 0.
            let end = (to(b / self.step) as usize).min(last);
            ((from(a / self.step) as usize).min(end), end)
        };
        Squares {
            columns: side(rect.x0, rect.x1, self.columns),
            rows: side(rect.y0, rect.y1, self.rows),
        }
    }
}

fn fill<T: Copy>(squares: &mut [T], width: usize, area: Squares, new: impl Fn(T) -> T) {
    let (rows, columns) = (area.rows, area.columns);
    let lines = squares.chunks_exact_mut(width);
    for line in lines.take(rows.1).skip(rows.0) {
        for square in line.get_mut(columns.0..columns.1).unwrap_or_default() {
            *square = new(*square);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLUE: Colour = Colour { r: 0, g: 0, b: 200 };

    #[test]
    fn a_square_has_the_last_colour_that_covers_it_wholly() {
        let mut ground = Ground::new(100.0, 100.0);
        assert_eq!(ground.colour_at((50.0, 50.0)), Some(Colour::WHITE));
        ground.lay(&Rect::new(10.0, 10.0, 90.0, 31.0), Some(BLUE));
        assert_eq!(ground.colour_at((50.0, 20.0)), Some(BLUE));
        assert_eq!(ground.colour_at((50.0, 30.5)), None, "an edge");
        ground.lay(&Rect::new(40.0, 10.0, 60.0, 30.0), None);
        assert_eq!(ground.colour_at((50.0, 20.0)), None);
        assert_eq!(ground.colour_at((5.0, 20.0)), Some(Colour::WHITE));
    }

    #[test]
    fn only_what_was_painted_before_is_covered() {
        let mut ground = Ground::new(100.0, 100.0);
        assert!(ground.covered((50.0, 50.0), 3).is_none());
        let stamp = Stamp {
            when: 5,
            picture: true,
        };
        ground.cover(&Rect::new(40.0, 40.0, 60.0, 60.0), stamp);
        assert!(ground.covered((50.0, 50.0), 3).is_some_and(|s| s.picture));
        assert!(ground.covered((50.0, 50.0), 6).is_none());
        assert!(ground.covered((70.0, 50.0), 3).is_none());
    }

    #[test]
    fn a_page_painted_without_end_keeps_its_text() {
        let mut ground = Ground::new(100.0, 100.0);
        let all = Rect::new(0.0, 0.0, 100.0, 100.0);
        let stamp = Stamp {
            when: 5,
            picture: false,
        };
        for _ in 0..=s::GROUND_MAX_LAYERS {
            ground.lay(&all, Some(BLUE));
            ground.cover(&all, stamp);
        }
        assert_eq!(ground.colour_at((50.0, 50.0)), None);
        assert!(ground.covered((50.0, 50.0), 3).is_none());
    }

    #[test]
    fn areas_beyond_any_page_do_no_harm() {
        let mut ground = Ground::new(0.0, 30_000.0);
        for far in [f32::MAX, f32::INFINITY, f32::NAN, -5.0] {
            ground.lay(&Rect::new(-far, -1e9, far, 1e9), Some(BLUE));
            assert!(
                ground
                    .colour_at((far, far))
                    .is_none_or(|c| c == BLUE || c == Colour::WHITE)
            );
        }
        assert!(ground.grounds.len() <= 1_000_000);
    }
}
