//! A box beside or under several days that has a line for each of them is a box a day: a table may leave out the rules
//! between its last cells.

use super::block::Block;
use super::{Board, Way};
use crate::geometry::Rect;
use crate::labels::Legend;
use crate::layout::Line;
use crate::menu::pieces::pieces;
use crate::menu::print::Print;
use crate::pdf::Picture;

/// Days with lines of their own, at least, for a box to be one a day.
const DAYS: usize = 2;

impl Board {
    /// Parts the boxes that several days share line by line.
    pub(super) fn part_shared_boxes(&mut self, legend: &Legend, print: &Print) {
        let mut parted = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            if let Some(parts) = self.parts(block, legend, print) {
                parted.push((at, parts));
            }
        }
        for (at, parts) in parted {
            let mut parts = parts.into_iter();
            if let Some((slot, first)) = self.blocks.get_mut(at).zip(parts.next()) {
                *slot = first;
            }
            self.blocks.extend(parts);
        }
    }

    /// A box a day, where each line of this one stands beside just one day.
    fn parts(&self, block: &Block, legend: &Legend, print: &Print) -> Option<Vec<Block>> {
        if !block.is_cell || !block.has_dishes() || block.has_days() {
            return None;
        }
        let over = self.days_over(&block.rect);
        let days = over
            .iter()
            .filter_map(|at| Some(self.blocks.get(*at)?.rect));
        let days: Vec<Rect> = days.collect();
        if days.len() <= DAYS {
            return None;
        }
        let along = |day: &Rect, r: &Rect| match self.way {
            Way::Columns | Way::Stacked => day.x0 <= r.x0 && r.x1 <= day.x1,
            Way::Rows => day.y0 <= r.y0 && r.y1 <= day.y1,
        };
        let mut beside: Vec<Vec<Line>> = vec![Vec::new(); days.len()];
        let mut rest: Vec<Line> = Vec::new();
        for line in block.pieces.iter().flat_map(|p| &p.lines) {
            let touched = |day: &&Rect| self.abreast(day, &line.rect) > 0.0;
            match (
                days.iter().position(|d| along(d, &line.rect)),
                days.iter().filter(touched).count(),
            ) {
                (Some(at), 1) => beside.get_mut(at)?.push(line.clone()),
                (None, 0) => rest.push(line.clone()),
                _ => return None,
            }
        }
        let part = |rect, lines, pictures| Block {
            rect,
            pieces: pieces(lines, legend, print),
            pictures,
            ground: block.ground,
            is_cell: true,
            heads: false,
            number: None,
        };
        let mut parts: Vec<Block> = Vec::new();
        for (day, lines) in days
            .iter()
            .zip(beside)
            .filter(|(_, lines)| !lines.is_empty())
        {
            let pictures = pictures_beside(block, day, self.way);
            parts.push(part(self.shared_with(&block.rect, day), lines, pictures));
        }
        let several = parts.len() > DAYS;
        if let Some(rect) = Rect::around(rest.iter().map(|l| l.rect)) {
            parts.push(part(rect, rest, Vec::new()));
        }
        several.then_some(parts)
    }

    /// How much a line stands beside, or under, a day.
    fn abreast(&self, day: &Rect, line: &Rect) -> f32 {
        match self.way {
            Way::Columns | Way::Stacked => day.overlap_x(line),
            Way::Rows => day.overlap_y(line),
        }
    }

    /// The part of a box that lies beside, or under, a day.
    fn shared_with(&self, rect: &Rect, day: &Rect) -> Rect {
        match self.way {
            Way::Columns | Way::Stacked => Rect::new(day.x0, rect.y0, day.x1, rect.y1),
            Way::Rows => Rect::new(rect.x0, day.y0, rect.x1, day.y1),
        }
    }
}

fn pictures_beside(block: &Block, day: &Rect, way: Way) -> Vec<Picture> {
    let beside = |p: &&Picture| match way {
        Way::Columns | Way::Stacked => day.in_column(&p.rect),
        Way::Rows => day.in_row(&p.rect),
    };
    block.pictures.iter().filter(beside).cloned().collect()
}
