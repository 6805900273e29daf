//! Which headings govern a box: position decides, not cell counts, for exports lose the columns of empty cells.

use super::block::Block;
use super::{Board, Way};
use crate::geometry::{Rect, TOUCH};
use crate::labels::Legend;
use crate::layout::Line;
use crate::menu::model::MealKind;
use crate::menu::pieces::{Piece, Placed, pieces};
use crate::menu::print::Print;
use crate::pdf::Picture;
use std::collections::BTreeSet;

/// Times its own height that a day's label may stand from the day's heading.
const LABEL_REACH: f32 = 2.5;
/// Share of a day's width that its label's centre may be off the day's.
const OFF_CENTRE: f32 = 0.12;

impl Board {
    /// What stands above the first day of a list in the way of `like`, a dish of the page before: the rest of its day.
    pub(in crate::menu) fn rest_of_a_day(
        &self,
        like: &Line,
        legend: &Legend,
        print: &Print,
    ) -> Option<Block> {
        let days = self.blocks.iter().filter(|b| b.has_days());
        let first = days.map(|b| b.rect.y0).fold(f32::INFINITY, f32::min);
        let alike = |l: &&Line| {
            l.rect.y1 <= first + TOUCH
                && (l.size() - like.size()).abs() < 0.05 * like.size()
                && l.rect.in_column(&like.rect)
        };
        let lines: Vec<Line> = self.loose.iter().filter(alike).cloned().collect();
        let rect = Rect::around(lines.iter().map(|l| l.rect)).filter(|_| self.flows)?;
        Some(Block {
            rect,
            pieces: pieces(lines, legend, print),
            pictures: Vec::new(),
            ground: None,
            is_cell: true,
            heads: false,
            number: None,
        })
    }

    pub(in crate::menu) fn day_boxes(&self) -> Vec<Rect> {
        self.heads().map(|(_, b)| b.rect).collect()
    }

    /// The blocks that head days.
    pub(in crate::menu) fn day_heads(&self) -> impl Iterator<Item = &Block> {
        self.heads().map(|(_, block)| block)
    }

    /// The closed days that head no box of dishes, where most dishes stand in one box with their day.
    pub(in crate::menu) fn closed_boxes(&self) -> BTreeSet<usize> {
        let dishes = self.blocks.iter().filter(|b| b.has_dishes() && !b.heads);
        let (boxes, others): (Vec<&Block>, Vec<&Block>) = dishes.partition(|b| b.has_days());
        let heads = others.iter().map(|b| self.days_over(&b.rect));
        let heads: Vec<Vec<usize>> = heads.filter(|days| !days.is_empty()).collect();
        let governs = |at: &usize| heads.iter().any(|days| days.contains(at));
        let closed = self.heads().filter(|(_, b)| b.is_closed());
        let closed = closed.map(|(at, _)| at).filter(|at| !governs(at));
        closed.filter(|_| boxes.len() > heads.len()).collect()
    }

    fn heads(&self) -> impl Iterator<Item = (usize, &Block)> {
        let heads = self.heads.iter();
        heads.filter_map(|at| Some((*at, self.blocks.get(*at)?)))
    }

    /// The day headings that govern a box: those of the nearest row above it, or column before it.
    pub(in crate::menu) fn days_over(&self, rect: &Rect) -> Vec<usize> {
        self.days_by(self.way, rect)
    }

    /// Those that would, if the page were set out this way.
    pub(super) fn days_by(&self, way: Way, rect: &Rect) -> Vec<usize> {
        let over: Vec<(usize, Rect)> = self
            .heads()
            .filter(|(_, b)| match way {
                Way::Columns => b.rect.is_above(rect),
                Way::Rows => b.rect.is_left_of(rect),
                Way::Stacked => b.rect.y1 <= rect.y0 + TOUCH,
            })
            .map(|(i, b)| (i, b.rect))
            .collect();
        let edge = |r: &Rect| match way {
            Way::Columns | Way::Stacked => r.centre_y(),
            Way::Rows => r.centre_x(),
        };
        let Some(nearest) = over
            .iter()
            .max_by(|a, b| edge(&a.1).total_cmp(&edge(&b.1)))
            .map(|n| n.1)
        else {
            return Vec::new();
        };
        let same = |r: &Rect| match way {
            Way::Columns | Way::Stacked => r.in_row(&nearest),
            Way::Rows => r.in_column(&nearest),
        };
        over.iter()
            .filter(|(_, r)| same(r))
            .map(|(i, _)| *i)
            .collect()
    }

    /// The labels that govern a box, nearest first among those that speak of one thing: in the margin beside it, else
    /// the nearest above it and below the day headings.
    pub(in crate::menu) fn labels_over(
        &self,
        rect: &Rect,
        wanted: impl Fn(&Piece) -> bool,
    ) -> Vec<&Placed> {
        let labels = self.boxed_labels_over(rect, wanted);
        labels.into_iter().map(|(placed, _)| placed).collect()
    }

    /// The same, each with the box of its cell.
    pub(in crate::menu) fn boxed_labels_over(
        &self,
        rect: &Rect,
        wanted: impl Fn(&Piece) -> bool,
    ) -> Vec<(&Placed, Rect)> {
        let labels = self.labels.iter().filter_map(|at| self.blocks.get(*at));
        let placed: Vec<(&Placed, Rect)> = labels
            .flat_map(|b| b.pieces.iter().map(|p| (p, b.rect)))
            .filter(|(p, _)| wanted(&p.piece))
            .collect();
        let beside = |r: &Rect| (r.is_left_of(rect) || rect.is_left_of(r)) && !r.in_column(rect);
        let mut found: Vec<(&Placed, Rect)> = match self.way {
            Way::Rows => Vec::new(),
            Way::Columns | Way::Stacked => {
                placed.iter().filter(|(_, r)| beside(r)).copied().collect()
            }
        };
        if found.is_empty() {
            let top = self.top_of_days(rect);
            let above = placed
                .iter()
                .filter(|(_, r)| r.is_above(rect) && r.y0 >= top);
            let nearest = above.max_by(|a, b| a.1.y1.total_cmp(&b.1.y1));
            found.extend(nearest);
        }
        found.sort_by(|a, b| a.0.rect.y0.total_cmp(&b.0.rect.y0));
        found
    }

    /// The meal that a line between rows of dishes, or between two tables, names for the rows below it, though it stands
    /// in the margin alone.
    pub(in crate::menu) fn meal_row_over(&self, rect: &Rect) -> Option<MealKind> {
        if self.way == Way::Rows {
            return None;
        }
        let top = self.top_of_days(rect);
        let dishes = self.blocks.iter().filter(|b| b.has_dishes());
        let bottoms = dishes.map(|b| b.rect.y1).filter(|y| *y <= top + TOUCH);
        let top = bottoms.reduce(f32::max).unwrap_or(top);
        let over = |r: &Rect| r.y1 <= rect.y0 + TOUCH && r.y0 + TOUCH >= top;
        // A label of the margin that drifted off its row has dishes beside it still.
        let alone = |r: &Rect| {
            let mut dishes = self.blocks.iter().filter(|b| b.has_dishes());
            !dishes.any(|b| b.rect.overlap_y(r) > 0.0)
        };
        let labels = self.labels.iter().filter_map(|at| self.blocks.get(*at));
        let meals = labels
            .flat_map(|b| &b.pieces)
            .filter_map(|p| match p.piece {
                Piece::Meal(kind) => Some((p.rect, kind)),
                _ => None,
            });
        let rows = meals.filter(|(r, _)| over(r) && alone(r));
        let nearest = rows.max_by(|a, b| a.0.y1.total_cmp(&b.0.y1));
        nearest.map(|(_, kind)| kind)
    }

    /// In columns, what heads a dish stands under its day; in rows, anywhere above.
    fn top_of_days(&self, rect: &Rect) -> f32 {
        match self.way {
            Way::Rows => f32::NEG_INFINITY,
            Way::Columns | Way::Stacked => {
                let heads = self.days_over(rect);
                let tops = heads
                    .iter()
                    .filter_map(|i| self.blocks.get(*i))
                    .map(|b| b.rect.y0);
                tops.fold(f32::INFINITY, f32::min)
            }
        }
    }

    /// The labels ("REPAS VÉGÉTARIEN") that stand in a day's heading, or by it and by no other of its week, nor nearer to
    /// another week's.
    pub(in crate::menu) fn labels_of_day(&self, day: &Rect) -> Vec<&Placed> {
        let days = self.day_boxes();
        let gap = |day: &Rect, r: &Rect| (day.y0 - r.y1).max(r.y0 - day.y1);
        let abreast = |a: &Rect, b: &Rect| match self.way {
            Way::Columns => a.in_column(b),
            Way::Rows | Way::Stacked => a.in_row(b),
        };
        let alone = |r: &Rect| {
            let mut others = days.iter().filter(|d| *d != day && abreast(d, r));
            match self.way {
                _ if r == day => true,
                Way::Columns => others.all(|d| !d.in_row(day) && gap(d, r) > gap(day, r)),
                Way::Rows | Way::Stacked => others.next().is_none(),
            }
        };
        let by = |r: &Rect| match self.way {
            Way::Columns => {
                let aside = (r.centre_x() - day.centre_x()).abs();
                gap(day, r) < LABEL_REACH * r.height() && aside < OFF_CENTRE * day.width()
            }
            Way::Rows | Way::Stacked => true,
        };
        self.blocks
            .iter()
            .filter(|b| !b.has_dishes() && abreast(&b.rect, day) && alone(&b.rect) && by(&b.rect))
            .flat_map(|b| &b.pieces)
            .filter(|p| matches!(p.piece, Piece::Whole(_) | Piece::Theme))
            .collect()
    }

    /// The pictures beside a day's heading, over the boxes that it heads: they speak of the day.
    pub(in crate::menu) fn pictures_of_day(&self, head: &Rect, under: &Rect) -> Vec<Picture> {
        let of_day = |r: &Rect| match self.way {
            Way::Columns => r.in_row(head) && under.x0 <= r.centre_x() && r.centre_x() <= under.x1,
            Way::Rows => r.in_column(head) && under.y0 <= r.centre_y() && r.centre_y() <= under.y1,
            Way::Stacked => head.holds(r),
        };
        let in_blocks = self.blocks.iter().filter(|b| !b.has_dishes());
        let all = in_blocks.flat_map(|b| &b.pictures).chain(&self.pictures);
        all.filter(|p| of_day(&p.rect)).cloned().collect()
    }
}
