//! Day headings, each in its week or table, for the dates.

use super::Reader;
use crate::calendar::DayMark;
use crate::geometry::{Rect, TOUCH};
use crate::menu::board::{Block, Way};
use crate::menu::dates::Heading;
use crate::menu::pieces::Piece;

impl Reader<'_> {
    pub(super) fn any_day(&self) -> bool {
        self.board.blocks.iter().any(Block::has_days)
    }

    /// Each block that heads a day becomes a heading; those of one row are one block of days.
    pub(super) fn name_days(&mut self) {
        if !self.weeks.is_empty() {
            return self.name_days_of_weeks();
        }
        let board = self.board;
        let mut rows: Vec<(usize, Rect)> = Vec::new();
        let mut heads: Vec<(usize, &Block)> = board
            .blocks
            .iter()
            .enumerate()
            .filter(|(index, b)| b.heads_a_day() && !self.sections.contains(index))
            .collect();
        heads.sort_by(|a, b| a.1.rect.centre_y().total_cmp(&b.1.rect.centre_y()));
        for row in heads.chunk_by_mut(|a, b| a.1.rect.in_row(&b.1.rect)) {
            row.sort_by(|a, b| a.1.rect.x0.total_cmp(&b.1.rect.x0));
        }
        for (index, block) in heads {
            let Some((mark, rect)) = first_day(block) else {
                continue;
            };
            let next = self.next_block();
            let row = match rows.last() {
                Some((row, last)) if self.is_one_block(last, &block.rect) => *row,
                _ => next,
            };
            rows.push((row, block.rect));
            let heading = self.heading(Some(mark), rect, row);
            if block.is_closed() {
                self.out.closed.insert(heading);
            }
            if let Some(slot) = self.days_of_blocks.get_mut(index) {
                *slot = Some(heading);
            }
        }
    }

    /// Where weeks are headings too, each day with dishes becomes a heading in each week, and each week is a block
    /// of days.
    fn name_days_of_weeks(&mut self) {
        let board = self.board;
        let mut days: Vec<(usize, Rect, DayMark)> = board
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.heads_a_day())
            .filter_map(|(index, b)| Some((index, b.rect, first_day(b)?.0)))
            .collect();
        days.sort_by(|a, b| match board.way {
            Way::Columns => a.1.x0.total_cmp(&b.1.x0),
            Way::Rows | Way::Stacked => a.1.y0.total_cmp(&b.1.y0),
        });
        for (number, week) in self.weeks.clone().iter().enumerate() {
            let block = self.next_block();
            for (index, day, mark) in &days {
                let rect = match board.way {
                    Way::Columns => Rect::new(day.x0, week.y0, day.x1, week.y1),
                    Way::Rows | Way::Stacked => Rect::new(week.x0, day.y0, week.x1, day.y1),
                };
                let dish = |b: &Block| b.has_dishes() && b.rect.overlap(&rect) > 0.0;
                if !board.blocks.iter().any(dish) {
                    continue;
                }
                let heading = self.heading(Some(*mark), rect, block);
                self.days_of_weeks.insert((*index, number), heading);
            }
        }
    }

    pub(super) fn next_block(&self) -> usize {
        self.out.headings.last().map_or(0, |h| h.block + 1)
    }

    /// Two headings of one table: side by side; or one under the other with no period named between them.
    fn is_one_block(&self, above: &Rect, below: &Rect) -> bool {
        let stacked = self.board.way != Way::Columns;
        above.in_row(below) || (stacked && self.no_period_between(above, below))
    }

    pub(super) fn heading(&mut self, mark: Option<DayMark>, rect: Rect, block: usize) -> usize {
        let position = self
            .out
            .headings
            .iter()
            .filter(|h| h.block == block)
            .count();
        self.out.headings.push(Heading {
            mark,
            page: self.board.page,
            rect,
            reach: rect,
            block,
            position,
        });
        self.out.headings.len() - 1
    }

    /// A table whose day names are pictures: its columns in order, those left empty counted by their width.
    pub(super) fn days_by_order(&mut self) -> Vec<(Rect, usize)> {
        let columns = self.board.unnamed_columns();
        let pitch = columns
            .iter()
            .zip(columns.iter().skip(1))
            .map(|(a, b)| b.centre_x() - a.centre_x())
            .fold(f32::INFINITY, f32::min);
        let block = self.next_block();
        let mut days: Vec<(Rect, usize)> = Vec::new();
        let mut reached = 0;
        for column in columns.iter().filter(|_| columns.len() > 1) {
            let first = columns.first().map_or(0.0, Rect::centre_x);
            let place = ((column.centre_x() - first) / pitch)
                .round()
                .clamp(0.0, 31.0) as usize;
            for _ in reached..place {
                self.heading(None, *column, block);
            }
            reached = place + 1;
            days.push((*column, self.heading(None, *column, block)));
        }
        days
    }

    /// A day named inside a list or a box: one block of days goes on down its column until the page names a new period; so
    /// does one that begins beside it, unless both begin with one weekday, or each has a period of its own.
    pub(super) fn section_block(&self, mark: &DayMark, rect: &Rect) -> usize {
        let page = self.board.page;
        let known = || self.out.headings.iter().rev().filter(|h| h.page == page);
        let above = known().find(|h| h.rect.in_column(rect));
        let beside = known().find(|h| h.rect.in_row(rect));
        let is_twin = |h: &&Heading| {
            let same_weekday = h.mark.is_some_and(|m| m.weekday == mark.weekday);
            same_weekday || self.have_own_periods(&h.rect, rect)
        };
        let goes_on = |h: &&Heading| self.no_period_between(&h.rect, rect);
        let home = match above {
            Some(above) => Some(above).filter(goes_on),
            None => beside
                .filter(|h| mark.day.is_some() || !is_twin(h))
                .or_else(|| known().next().filter(|h| beside.is_none() && goes_on(h))),
        };
        home.map_or_else(|| self.next_block(), |h| h.block)
    }

    /// Whether two periods side by side stand over the two.
    fn have_own_periods(&self, one: &Rect, other: &Rect) -> bool {
        let pieces = self.board.blocks.iter().flat_map(|b| &b.pieces);
        let periods = pieces.filter(|p| matches!(p.piece, Piece::Dates));
        let above: Vec<Rect> = periods
            .map(|p| p.rect)
            .filter(|r| r.y1 <= one.y0 + TOUCH && r.y1 <= other.y0 + TOUCH)
            .collect();
        let lowest = above.iter().max_by(|a, b| a.y1.total_cmp(&b.y1));
        let row = || above.iter().filter(|r| lowest.is_some_and(|l| r.in_row(l)));
        let nearest = |rect: &Rect| {
            let aside = |r: &Rect| (r.centre_x() - rect.centre_x()).abs();
            row().min_by(|a, b| aside(a).total_cmp(&aside(b)))
        };
        nearest(one) != nearest(other)
    }

    /// The day that a box right under another goes on with: a card in two parts.
    pub(super) fn day_of_the_box_above(&self, block: &Block) -> Option<usize> {
        let touches = |above: &&Block| {
            let gap = block.rect.y0 - above.rect.y1;
            let alike = (above.rect.x0 - block.rect.x0).abs() < TOUCH
                && (above.rect.x1 - block.rect.x1).abs() < TOUCH;
            above.is_cell && above.has_days() && above.has_dishes() && alike && gap.abs() < TOUCH
        };
        let above = self.board.blocks.iter().find(touches)?;
        let mut headings = self.out.headings.iter().enumerate().rev();
        let page = self.board.page;
        let own = headings.find(|(_, h)| h.page == page && above.rect.holds(&h.rect));
        own.map(|(at, _)| at)
    }

    fn no_period_between(&self, above: &Rect, below: &Rect) -> bool {
        !self.board.blocks.iter().flat_map(|b| &b.pieces).any(|p| {
            matches!(p.piece, Piece::Dates)
                && p.rect.centre_y() > above.centre_y()
                && p.rect.centre_y() < below.centre_y()
        })
    }

    /// Where the table's other headings are weeks, a day of the week of the box.
    pub(super) fn day_of_week(&self, day: usize, rect: &Rect) -> Option<usize> {
        let of_week = |week: &Rect| match self.board.way {
            Way::Columns => week.in_row(rect),
            Way::Rows | Way::Stacked => week.in_column(rect),
        };
        let week = self.weeks.iter().position(of_week)?;
        self.days_of_weeks.get(&(day, week)).copied()
    }

    /// In a calendar the day's number is in the cell, its name above.
    pub(super) fn numbered(&mut self, block: &Block, named: usize) -> usize {
        let numbered = block.number.as_ref().and_then(|number| {
            let mark = self.out.headings.get(named).and_then(|h| h.mark);
            let row = self.section_block(&mark.unwrap_or_default(), &block.rect);
            self.number_day(number.value, named, block.rect, row)
        });
        numbered.unwrap_or(named)
    }

    /// A heading for the number under a day's name; none where the name has a number of its own.
    pub(super) fn number_day(
        &mut self,
        number: u32,
        named: usize,
        rect: Rect,
        block: usize,
    ) -> Option<usize> {
        let above = self.out.headings.get(named)?.mark;
        let above = above.filter(|mark| mark.day.is_none())?;
        let mark = DayMark {
            day: Some(number),
            ..above
        };
        Some(self.heading(Some(mark), rect, block))
    }
}

fn first_day(block: &Block) -> Option<(DayMark, Rect)> {
    block.pieces.iter().find_map(|p| match p.piece {
        Piece::Day(mark) => Some((mark, p.rect)),
        _ => None,
    })
}
