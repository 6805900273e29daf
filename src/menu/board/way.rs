//! How a page sets out its days.

use super::Board;
use super::block::Block;
use crate::geometry::Rect;
use crate::layout::Line;
use crate::menu::pieces::{Piece, Placed};
use std::collections::BTreeSet;

/// How a page sets out its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::menu) enum Way {
    /// Day headings side by side, dishes under them.
    Columns,
    /// Day headings one under the other, dishes beside them.
    Rows,
    /// Day headings one under the other, each over what stands below it, up to the next one, at any width.
    Stacked,
}
pub(super) fn way_of(blocks: &[Block], loose: &[Line]) -> Way {
    let heads: Vec<&Block> = blocks.iter().filter(|b| b.heads_a_day()).collect();
    let pairs = |related: fn(&Rect, &Rect) -> bool| {
        let later = |i: usize| heads.iter().skip(i + 1);
        let all = heads.iter().enumerate();
        all.flat_map(|(i, a)| later(i).map(move |b| (a, b)))
            .filter(|(a, b)| related(&a.rect, &b.rect))
            .count()
    };
    if pairs(Rect::in_row) > 0 || pairs(Rect::in_column) == 0 {
        return Way::Columns;
    }
    match heads.iter().all(|head| stands_alone(head, blocks, loose)) {
        true => Way::Stacked,
        false => Way::Rows,
    }
}

/// How a page with one day is set out, where other pages have a table a day.
pub(super) fn way_of_one_day(blocks: &[Block], loose: &[Line]) -> Way {
    let mut heads = blocks.iter().filter(|b| b.heads_a_day());
    match heads.all(|head| stands_alone(head, blocks, loose)) {
        true => Way::Stacked,
        false => Way::Columns,
    }
}

/// Whether nothing but what is said of the whole day stands beside a day's heading: what it heads is below it.
fn stands_alone(head: &Block, blocks: &[Block], loose: &[Line]) -> bool {
    let beside = |rect: &Rect| rect.in_row(&head.rect) && !rect.in_column(&head.rect);
    let said = |p: &Placed| matches!(p.piece, Piece::Whole(_) | Piece::Theme | Piece::Closed);
    let (of_day, others): (Vec<&Block>, Vec<&Block>) = blocks
        .iter()
        .filter(|b| beside(&b.rect))
        .partition(|b| b.pieces.iter().all(said));
    let read = |line: &Line| of_day.iter().any(|b| b.rect.holds(&line.rect));
    others.is_empty() && !loose.iter().any(|l| beside(&l.rect) && !read(l))
}

impl Board {
    /// The headings' own places propose the way; where days stay without dishes, the way that gives the most of them
    /// some is taken.
    pub(super) fn settle_way(&mut self) {
        let mut best = self.served(self.way);
        for way in [Way::Columns, Way::Rows] {
            let served = self.served(way);
            if served.0 > best.0 && served.1 >= best.1 {
                (self.way, best) = (way, served);
            }
        }
    }

    /// How many days have dishes, and how many boxes of dishes have a day.
    fn served(&self, way: Way) -> (usize, usize) {
        let boxes = self
            .blocks
            .iter()
            .filter(|b| b.has_dishes() && !b.has_days());
        let days = boxes
            .map(|b| self.days_by(way, &b.rect))
            .filter(|days| !days.is_empty());
        let days: Vec<Vec<usize>> = days.collect();
        let served: BTreeSet<usize> = days.iter().flatten().copied().collect();
        (served.len(), days.len())
    }
}
