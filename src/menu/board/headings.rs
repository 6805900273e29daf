//! What a label among the dishes is: a heading, or a dish of that name.

use super::block::Block;
use super::{Board, Way, places};
use crate::geometry::{Rect, TOUCH};
use crate::layout::Line;
use crate::menu::lexicon::course_of;
use crate::menu::pieces::{Piece, Placed};
use crate::menu::print::Print;

/// Cells that begin with a number, at least, in a page laid out as a calendar.
const CALENDAR_CELLS: usize = 5;

/// Whether a box is the first of several in its row.
fn leads_its_row(rect: &Rect, cells: &[Rect]) -> bool {
    let follows = cells.iter().any(|cell| rect.is_left_of(cell));
    follows && !cells.iter().any(|cell| cell.is_left_of(rect))
}
/// Lines beside a day in its heading, at most.
const HEADING_LINES: usize = 2;

/// "Jeudi 24 avril" over "Le Mexique": a box that begins with a day among the headings of other days, and has boxes of
/// dishes of its own, heads that day whatever else stands in it: a theme, or a dish printed as dishes are.
pub(super) fn settle_heads(blocks: &mut [Block], print: &Print) {
    let heads: Vec<Rect> = blocks
        .iter()
        .filter(|b| b.is_cell && b.heads_a_day())
        .map(|b| b.rect)
        .collect();
    let dishes: Vec<Rect> = blocks
        .iter()
        .filter(|b| b.is_cell && b.has_dishes() && !b.has_days())
        .map(|b| b.rect)
        .collect();
    let ways: [(Relation, Relation); 2] = [
        (Rect::in_row, Rect::is_above),
        (Rect::in_column, Rect::is_left_of),
    ];
    let is_head = |rect: &Rect| {
        ways.iter().any(|(abreast, governs)| {
            let own = |head: &Rect| dishes.iter().any(|d| governs(head, d));
            let mut fellows = heads.iter().filter(|head| abreast(head, rect));
            own(rect) && fellows.any(own)
        })
    };
    for block in blocks.iter_mut().filter(|b| b.is_cell && b.has_dishes()) {
        if begins_with_a_day(block) && is_head(&block.rect) {
            block.heads = true;
            let said = block.pieces.iter_mut();
            let said = said.filter(|p| matches!(p.piece, Piece::Dishes));
            let themes = said.filter(|p| !p.lines.iter().all(|l| is_a_dish(l, print)));
            themes.for_each(|p| p.piece = Piece::Theme);
        }
    }
}

/// How two boxes stand to each other.
type Relation = fn(&Rect, &Rect) -> bool;

/// Whether a box is a day and a line or two.
fn begins_with_a_day(block: &Block) -> bool {
    let day = |p: &Placed| matches!(p.piece, Piece::Day(_));
    let dishes = block.pieces.iter();
    let dishes = dishes.filter(|p| matches!(p.piece, Piece::Dishes));
    let lines: usize = dishes.map(|p| p.lines.len()).sum();
    block.pieces.first().is_some_and(day) && lines <= HEADING_LINES
}

/// Whether a line in a day's heading is a dish: it is food, and printed as dishes are.
fn is_a_dish(line: &Line, print: &Print) -> bool {
    course_of(&line.text()).is_some() && !print.is_other(line)
}

impl Board {
    /// A number heads a cell only where the page is a calendar: many cells have one, under the names of the days.
    pub(super) fn settle_numbers(&mut self) {
        let is_number = |p: &Placed| matches!(p.piece, Piece::Number(_));
        let numbers = |b: &Block| {
            let inside = b.pieces.iter().filter(|p| is_number(p)).count();
            inside + usize::from(b.number.is_some())
        };
        if self.blocks.iter().map(numbers).sum::<usize>() >= CALENDAR_CELLS {
            return;
        }
        for block in &mut self.blocks {
            let number = block.number.take().map(|n| Placed::aside(n.line));
            block.pieces.splice(0..0, number);
            let numbers = block.pieces.iter_mut().filter(|p| is_number(p));
            numbers.for_each(|p| p.piece = Piece::Aside);
        }
    }

    /// A label among the dishes ("Fromage" in a column that the margin has headings for) is a dish.
    pub(super) fn settle_labels(&mut self) {
        let days: Vec<Rect> = self.day_boxes();
        let Some(around) = Rect::around(days.iter().copied()) else {
            return;
        };
        let way = self.way;
        let cells: Vec<Rect> = self.blocks.iter().map(|b| b.rect).collect();
        let aside = |rect: &Rect| match way {
            Way::Columns => {
                let first = days.iter().map(|d| d.x0).fold(f32::INFINITY, f32::min);
                rect.centre_x() < first || rect.centre_x() > around.x1
            }
            Way::Rows => rect.y1 <= around.y0 + TOUCH,
            Way::Stacked => leads_its_row(rect, &cells),
        };
        let is_aside = |b: &Block| b.is_label() && aside(&b.rect);
        if !self.blocks.iter().any(is_aside) {
            self.settle_lone_labels();
            return;
        }
        let dish = |b: &Block| {
            let wide = self.days_over(&b.rect).len() > 1;
            // Over a column of each day's table: "Composante | Plat".
            let over = way == Way::Stacked && !b.may_be_a_dish();
            b.is_cell && b.is_label() && !aside(&b.rect) && !wide && !over
        };
        let dishes: Vec<bool> = self.blocks.iter().map(dish).collect();
        if way == Way::Stacked {
            self.clear_the_margin(&cells);
        }
        for (block, dish) in self.blocks.iter_mut().zip(dishes) {
            if dish {
                block.pieces.iter_mut().for_each(Placed::turn_into_a_dish);
            }
        }
    }

    /// Of a table a day, what leads its row in the column of the course headings is no dish: "Composante | Plat".
    fn clear_the_margin(&mut self, cells: &[Rect]) {
        let margin: Vec<Rect> = self
            .blocks
            .iter()
            .filter(|b| b.is_cell && b.is_label() && leads_its_row(&b.rect, cells))
            .map(|b| b.rect)
            .collect();
        let leads = |b: &&mut Block| {
            let shared = |rect: &Rect| rect.in_column(&b.rect);
            margin.iter().any(shared) && leads_its_row(&b.rect, cells)
        };
        for block in self.blocks.iter_mut().filter(leads) {
            let dishes = |p: &&mut Placed| matches!(p.piece, Piece::Dishes);
            let texts = block.pieces.iter_mut().filter(dishes);
            texts.for_each(|p| p.piece = Piece::Aside);
        }
    }

    /// "Pique-nique" alone under a day is all that the day has, and no heading of what other days are served.
    pub(super) fn settle_picnics(&mut self) {
        let alone = |at: usize, block: &Block| {
            let own = |b: &Block| b.has_dishes() && !b.has_days();
            let heads = |b: &Block| own(b) && self.days_over(&b.rect).contains(&at);
            if block.is_a_day_of_a_picnic() {
                return !self.blocks.iter().any(heads);
            }
            let days = self.days_over(&block.rect);
            let [day] = days.as_slice() else {
                return false;
            };
            let of_day = |b: &Block| b.has_dishes() && self.days_over(&b.rect).contains(day);
            let mut others = self.blocks.iter().enumerate();
            block.is_picnic() && !others.any(|(other, b)| other != at && of_day(b))
        };
        let all = self.blocks.iter().enumerate();
        let picnics: Vec<bool> = all.map(|(at, block)| alone(at, block)).collect();
        for (block, _) in self
            .blocks
            .iter_mut()
            .zip(picnics)
            .filter(|(_, picnic)| *picnic)
        {
            let picnics = block.pieces.iter_mut().filter(|p| p.is_picnic());
            picnics.for_each(Placed::turn_into_a_dish);
        }
        self.heads = places(&self.blocks, Block::heads_a_day);
    }

    /// Without headings in the margin, "Fruit" in a cell under one day is a dish, unless other days have it in that row.
    fn settle_lone_labels(&mut self) {
        let text = |b: &Block| b.pieces.first().map(Placed::text);
        let alone = |block: &Block| {
            let twins = self
                .blocks
                .iter()
                .filter(|b| b.rect.in_row(&block.rect) && text(b) == text(block));
            twins.count() == 1
        };
        let lone: Vec<bool> = self
            .blocks
            .iter()
            .map(|b| {
                b.is_cell
                    && b.is_label()
                    && (b.bears_marks() || (b.may_be_a_dish() && alone(b)))
                    && self.days_over(&b.rect).len() == 1
            })
            .collect();
        for (block, lone) in self.blocks.iter_mut().zip(lone) {
            if lone {
                block.pieces.iter_mut().for_each(Placed::turn_into_a_dish);
            }
        }
    }
}
