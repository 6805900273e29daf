//! "DÎNER" alone on its row, in the middle of a table of days side by side: it names the meal of what every day has below
//! it, though it stands in one column.

use super::Board;
use super::block::Block;
use super::way::Way;
use crate::geometry::Rect;
use crate::menu::model::MealKind;
use crate::menu::pieces::{Piece, Placed};

/// Share of the table's width by which the name of a meal may miss its middle.
const OFF_MIDDLE: f32 = 0.02;

impl Board {
    /// Has each day read the names of meals that stand across all days.
    pub(super) fn spread_meals(&mut self) {
        if self.way != Way::Columns {
            return;
        }
        let bands: Vec<(Rect, Rect, MealKind)> = self.blocks.iter().flat_map(meals).collect();
        for (name, cell, kind) in bands {
            let others = |b: &Block| b.is_cell && b.has_dishes() && b.rect != cell;
            let abreast = |b: &Block| others(b) && b.rect.y0 <= name.y0 && name.y1 <= b.rect.y1;
            let columns = self.blocks.iter().filter(|b| abreast(b)).count();
            let alone = self
                .blocks
                .iter()
                .filter(|b| abreast(b))
                .all(|b| is_free(b, &name));
            if columns == 0 || !alone || !self.is_in_the_middle(&name) {
                continue;
            }
            for block in self.blocks.iter_mut().filter(|b| abreast(b)) {
                name_meal(block, &name, kind);
            }
        }
    }

    /// Whether it stands in the middle of the columns, or of these and their margin.
    fn is_in_the_middle(&self, name: &Rect) -> bool {
        let cells = self.blocks.iter().filter(|b| b.is_cell).map(|b| b.rect);
        let around = Rect::around(cells).unwrap_or_default();
        let off = |middle: f32| (name.centre_x() - middle).abs() < OFF_MIDDLE * around.width();
        off(around.centre_x()) || off(around.x1 / 2.0)
    }
}

/// The names of meals among a cell's dishes, each with its cell.
fn meals(block: &Block) -> Vec<(Rect, Rect, MealKind)> {
    let meal = |p: &Placed| match p.piece {
        Piece::Meal(kind) if kind != MealKind::PiqueNique => Some((p.rect, block.rect, kind)),
        _ => None,
    };
    let own = block.is_cell && block.has_dishes() && !block.has_days();
    block
        .pieces
        .iter()
        .filter(|_| own)
        .filter_map(meal)
        .collect()
}

/// Whether no line of the block stands on that row.
fn is_free(block: &Block, row: &Rect) -> bool {
    let mut lines = block.pieces.iter().flat_map(|p| &p.lines);
    !lines.any(|line| line.rect.overlap_y(row) > 0.0)
}

/// Begins the meal in the block where the row runs through it.
fn name_meal(block: &mut Block, row: &Rect, kind: MealKind) {
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for placed in block.pieces.drain(..) {
        let (over, under) = placed.parted_at(row.centre_y());
        above.extend(over);
        below.extend(under);
    }
    above.push(Placed {
        piece: Piece::Meal(kind),
        rect: *row,
        lines: Vec::new(),
    });
    above.append(&mut below);
    block.pieces = above;
}
