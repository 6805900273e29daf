//! Tables of whole weeks: days on one side, periods on the other; and columns of days that no text names.

use super::block::Block;
use super::{Board, Way};
use crate::geometry::{Rect, TOUCH};
use crate::menu::pieces::{Piece, Placed};

/// Where a block names the period of its column: all of it, or its head where the dishes of the first day stand below.
fn head_of_a_week(block: &Block) -> Option<Rect> {
    // "Année scolaire 2023-2024" stands over a period as a theme stands under it.
    let of_head = |p: &&Placed| matches!(p.piece, Piece::Dates | Piece::Theme | Piece::Aside);
    let head: Vec<&Placed> = block.pieces.iter().take_while(of_head).collect();
    let rest = block.pieces.get(head.len()..)?;
    if rest.iter().any(|p| matches!(p.piece, Piece::Day(_))) {
        return None;
    }
    let dated = head.iter().any(|p| matches!(p.piece, Piece::Dates));
    let rect = Rect::around(head.iter().map(|p| p.rect)).filter(|_| dated)?;
    let (x0, x1) = (block.rect.x0, block.rect.x1);
    let whole = rest.is_empty();
    Some(if whole {
        block.rect
    } else {
        Rect { x0, x1, ..rect }
    })
}

/// Boxes one right under the other are one: the end of a period in a cell, its begin over the cells.
fn joined(boxes: impl Iterator<Item = Rect>) -> Vec<Rect> {
    let mut joined: Vec<Rect> = Vec::new();
    for rect in boxes {
        let under = |above: &Rect| rect.in_column(above) && (rect.y0 - above.y1).abs() <= TOUCH;
        let over = |below: &Rect| rect.in_column(below) && (below.y0 - rect.y1).abs() <= TOUCH;
        match joined.iter_mut().find(|r| under(r) || over(r)) {
            Some(known) => *known = known.union(&rect),
            None => joined.push(rect),
        }
    }
    joined
}

impl Board {
    /// The boxes of the periods that each head a week of the days on the other side of the table.
    pub(in crate::menu) fn weeks(&self) -> Vec<Rect> {
        match self.way {
            Way::Rows => self.week_columns(),
            Way::Columns => self.week_rows(),
            Way::Stacked => Vec::new(),
        }
    }

    /// The periods that stand one under the other before columns of days: each row is a week.
    fn week_rows(&self) -> Vec<Rect> {
        let days = self.day_boxes();
        let Some(around) = Rect::around(days.iter().copied()) else {
            return Vec::new();
        };
        let is_week = |b: &&Block| {
            b.is_cell
                && b.rect.x1 <= around.x0 + TOUCH
                && b.rect.y0 + TOUCH >= around.y1
                && b.names_a_week()
        };
        let weeks: Vec<Rect> = self.blocks.iter().filter(is_week).map(|b| b.rect).collect();
        let dated = |b: &Block| b.has_dishes() && !self.days_over(&b.rect).is_empty();
        let of_a_week = |b: &Block| weeks.iter().any(|w| w.in_row(&b.rect));
        let whole = self.blocks.iter().filter(|b| dated(b)).all(of_a_week);
        let one_row = days.iter().all(|day| day.in_row(&around));
        match weeks.len() > 1 && whole && one_row && !self.is_numbered() {
            true => weeks,
            false => Vec::new(),
        }
    }

    /// Whether the days have numbers, in their headings or in their cells.
    fn is_numbered(&self) -> bool {
        let numbered = |p: &Placed| match p.piece {
            Piece::Day(mark) => mark.day.is_some(),
            Piece::Number(_) => true,
            _ => false,
        };
        let mut blocks = self.blocks.iter();
        blocks.any(|b| b.number.is_some() || b.pieces.iter().any(numbered))
    }

    /// The periods that stand side by side over rows of days: each column is a week.
    fn week_columns(&self) -> Vec<Rect> {
        let named = joined(self.blocks.iter().filter_map(head_of_a_week));
        // The title over the table names a period too.
        let beside_another = |a: &&Rect| named.iter().any(|b| b != *a && a.in_row(b));
        let weeks: Vec<Rect> = named.iter().filter(beside_another).copied().collect();
        let abreast = |a: &Rect| weeks.iter().all(|b| a.in_row(b));
        match self.way == Way::Rows && weeks.len() > 1 && weeks.iter().all(abreast) {
            true => weeks,
            false => Vec::new(),
        }
    }

    /// The boxes of the columns that hold dishes, left to right, where no text names the days.
    pub(in crate::menu) fn unnamed_columns(&self) -> Vec<Rect> {
        let mut columns: Vec<(Rect, usize)> = Vec::new();
        for block in self.blocks.iter().filter(|b| b.has_dishes()) {
            match columns.iter_mut().find(|(c, _)| c.in_column(&block.rect)) {
                Some((column, blocks)) => {
                    *column = column.union(&block.rect);
                    *blocks += 1;
                }
                None => columns.push((block.rect, 1)),
            }
        }
        columns.retain(|(_, blocks)| *blocks > 1);
        columns.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
        columns.into_iter().map(|(column, _)| column).collect()
    }
}
