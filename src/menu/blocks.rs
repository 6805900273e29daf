//! Cells and loose lines → blocks with a role, and which headings govern a block: position decides, not cell counts, for
//! exports lose the columns of empty cells.

use super::model::MealKind;
use super::pieces::{Piece, Placed, pieces};
use crate::calendar;
use crate::geometry::Rect;
use crate::labels::Legend;
use crate::layout::{Cell, Grid, Line};
use crate::pdf::Picture;

/// Share of the smaller of two boxes that they must share in one direction to be in one row or column.
const ABREAST: f32 = 0.5;
/// Points by which a heading may reach into what it heads.
pub(super) const TOUCH: f32 = 3.0;
/// Cells that begin with a number, at least, in a page laid out as a calendar.
const CALENDAR_CELLS: usize = 5;
/// Times its own height that a day's label may stand from the day's heading.
const LABEL_REACH: f32 = 2.5;
/// Share of a day's width that its label's centre may be off the day's.
const OFF_CENTRE: f32 = 0.12;
/// Points between the lines of one loose label, at most, in their own height.
const LABEL_GAP: f32 = 0.8;

/// A cell, or loose lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub rect: Rect,
    pub pieces: Vec<Placed>,
    pub pictures: Vec<Picture>,
    /// It is a cell; what stands in none is no dish.
    pub is_cell: bool,
    /// The number at the head of a calendar's cell.
    pub number: Option<u32>,
}

impl Block {
    pub(super) fn has_dishes(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p.piece, Piece::Dishes))
    }

    pub(super) fn has_days(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p.piece, Piece::Day(_)))
    }

    /// A heading for days and nothing else.
    pub(super) fn heads_a_day(&self) -> bool {
        self.has_days() && !self.has_dishes()
    }

    /// A period or a week's number, and nothing that heads days or dishes.
    fn names_a_week(&self) -> bool {
        let plain = |p: &Placed| {
            matches!(
                p.piece,
                Piece::Dates | Piece::Theme | Piece::Aside | Piece::Dishes
            )
        };
        let week = |p: &Placed| {
            let said = calendar::Text::new(&p.text());
            said.spans().iter().any(|s| s.end.is_some()) || said.week_number().is_some()
        };
        self.pieces.iter().all(plain) && self.pieces.iter().any(week)
    }

    /// A heading for dishes: a course, a meal, a diet, a whole menu.
    pub(super) fn is_label(&self) -> bool {
        let label = |p: &Placed| {
            matches!(
                p.piece,
                Piece::Course(_) | Piece::Meal(_) | Piece::Diet(_) | Piece::Whole(_)
            )
        };
        !self.has_days() && !self.has_dishes() && self.pieces.iter().any(label)
    }

    /// A label that says something of its dishes: "Laitage bio", where it is no dish.
    fn bears_marks(&self) -> bool {
        let marked = |p: &Placed| matches!(&p.piece, Piece::Course(h) if !h.labels.is_empty());
        self.pieces.iter().any(marked)
    }

    /// A label whose words can be a dish as well: "Fromage".
    fn may_be_a_dish(&self) -> bool {
        let or_dish = |p: &Placed| matches!(&p.piece, Piece::Course(heading) if heading.or_dish);
        self.pieces.iter().all(or_dish)
    }
}

/// Two boxes side by side.
pub(super) fn in_one_row(a: &Rect, b: &Rect) -> bool {
    a.overlap_y(b) >= ABREAST * a.height().min(b.height()) && a.overlap_y(b) > 0.0
}

/// Two boxes one over the other.
pub(super) fn in_one_column(a: &Rect, b: &Rect) -> bool {
    a.overlap_x(b) >= ABREAST * a.width().min(b.width()) && a.overlap_x(b) > 0.0
}

fn is_above(a: &Rect, b: &Rect) -> bool {
    a.y1 <= b.y0 + TOUCH && in_one_column(a, b)
}

fn is_left_of(a: &Rect, b: &Rect) -> bool {
    a.x1 <= b.x0 + TOUCH && in_one_row(a, b)
}

/// Whether a box is the first of several in its row.
fn leads_its_row(rect: &Rect, cells: &[Rect]) -> bool {
    let follows = cells.iter().any(|cell| is_left_of(rect, cell));
    follows && !cells.iter().any(|cell| is_left_of(cell, rect))
}

/// How a page sets out its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Day headings side by side, dishes under them.
    Columns,
    /// Day headings one under the other, dishes beside them.
    Rows,
    /// Day headings one under the other, each over what stands below it, up to the next one, at any width.
    Stacked,
}

/// The blocks of one page.
#[derive(Debug)]
pub(super) struct Board {
    pub page: u32,
    pub way: Way,
    pub blocks: Vec<Block>,
    /// Which blocks head days.
    heads: Vec<usize>,
    /// Which blocks are labels.
    labels: Vec<usize>,
    /// Lines that are in no cell, as printed: titles, mostly.
    pub loose: Vec<Line>,
    /// A list of days, or a page without any: what the page before left unfinished may go on at its top.
    pub flows: bool,
}

/// The pages of a document. A last page with one day of a list of tables is laid out as the pages before.
pub(super) fn boards(grids: &[Grid], legend: &Legend) -> Vec<Board> {
    let mut boards: Vec<Board> = grids
        .iter()
        .map(|g| Board::new(g, legend, way_of))
        .collect();
    if boards.iter().any(|b| b.way == Way::Stacked) {
        for (board, grid) in boards.iter_mut().zip(grids) {
            if board.heads.len() == 1 {
                *board = Board::new(grid, legend, way_of_one_day);
            }
        }
    }
    boards
}

impl Board {
    fn new(grid: &Grid, legend: &Legend, way_of: fn(&[Block], &[Line]) -> Way) -> Self {
        let told = |line: &Line| legend.holds(grid.page, line);
        let of_cell = |c| of_cell(c, grid.page, legend, told);
        let mut blocks: Vec<Block> = grid.cells.iter().filter_map(of_cell).collect();
        let loose: Vec<Line> = grid.outside.iter().filter(|l| !told(l)).cloned().collect();
        blocks.extend(labels_of(&loose, legend));
        settle_heads(&mut blocks);
        let way = way_of(&blocks, &loose);
        let mut board = Self {
            page: grid.page,
            way,
            heads: places(&blocks, Block::heads_a_day),
            labels: Vec::new(),
            blocks,
            loose,
            flows: matches!(grid.strategy.as_str(), "stacked" | "none"),
        };
        board.settle_numbers();
        board.settle_labels();
        board.labels = places(&board.blocks, Block::is_label);
        board
    }

    /// A number heads a cell only where the page is a calendar: many cells have one, under the names of the days.
    fn settle_numbers(&mut self) {
        let is_number = |p: &Placed| matches!(p.piece, Piece::Number(_));
        let numbers = |b: &Block| {
            let inside = b.pieces.iter().filter(|p| is_number(p)).count();
            inside + usize::from(b.number.is_some())
        };
        if self.blocks.iter().map(numbers).sum::<usize>() >= CALENDAR_CELLS {
            return;
        }
        for block in &mut self.blocks {
            block.number = None;
            let numbers = block.pieces.iter_mut().filter(|p| is_number(p));
            numbers.for_each(|p| p.piece = Piece::Aside);
        }
    }

    /// A label among the dishes ("Fromage" in a column that the margin has headings for) is a dish.
    fn settle_labels(&mut self) {
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
            let shared = |rect: &Rect| in_one_column(rect, &b.rect);
            margin.iter().any(shared) && leads_its_row(&b.rect, cells)
        };
        for block in self.blocks.iter_mut().filter(leads) {
            let dishes = |p: &&mut Placed| matches!(p.piece, Piece::Dishes);
            let texts = block.pieces.iter_mut().filter(dishes);
            texts.for_each(|p| p.piece = Piece::Aside);
        }
    }

    /// Without headings in the margin, "Fruit" in a cell under one day is a dish, unless other days have it in that row.
    fn settle_lone_labels(&mut self) {
        let text = |b: &Block| b.pieces.first().map(Placed::text);
        let alone = |block: &Block| {
            let twins = self
                .blocks
                .iter()
                .filter(|b| in_one_row(&b.rect, &block.rect) && text(b) == text(block));
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

    /// What stands above the first day of a list in the way of `like`, a dish of the page before: the rest of its day.
    pub(super) fn rest_of_a_day(&self, like: &Line, legend: &Legend) -> Option<Block> {
        let days = self.blocks.iter().filter(|b| b.has_days());
        let first = days.map(|b| b.rect.y0).fold(f32::INFINITY, f32::min);
        let alike = |l: &&Line| {
            l.rect.y1 <= first + TOUCH
                && (l.size() - like.size()).abs() < 0.05 * like.size()
                && (l.rect.x0 - like.rect.x0).abs() < like.size()
        };
        let lines: Vec<Line> = self.loose.iter().filter(alike).cloned().collect();
        let rect = Rect::around(lines.iter().map(|l| l.rect)).filter(|_| self.flows)?;
        Some(Block {
            rect,
            pieces: pieces(lines, legend),
            pictures: Vec::new(),
            is_cell: true,
            number: None,
        })
    }

    pub(super) fn day_boxes(&self) -> Vec<Rect> {
        self.heads().map(|(_, b)| b.rect).collect()
    }

    fn heads(&self) -> impl Iterator<Item = (usize, &Block)> {
        let heads = self.heads.iter();
        heads.filter_map(|at| Some((*at, self.blocks.get(*at)?)))
    }

    /// The day headings that govern a box: those of the nearest row above it, or column before it.
    pub(super) fn days_over(&self, rect: &Rect) -> Vec<usize> {
        let over: Vec<(usize, Rect)> = self
            .heads()
            .filter(|(_, b)| match self.way {
                Way::Columns => is_above(&b.rect, rect),
                Way::Rows => is_left_of(&b.rect, rect),
                Way::Stacked => b.rect.y1 <= rect.y0 + TOUCH,
            })
            .map(|(i, b)| (i, b.rect))
            .collect();
        let edge = |r: &Rect| match self.way {
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
        let same = |r: &Rect| match self.way {
            Way::Columns | Way::Stacked => in_one_row(r, &nearest),
            Way::Rows => in_one_column(r, &nearest),
        };
        over.iter()
            .filter(|(_, r)| same(r))
            .map(|(i, _)| *i)
            .collect()
    }

    /// The labels that govern a box, nearest first among those that speak of one thing: in the margin beside it, else
    /// the nearest above it and below the day headings.
    pub(super) fn labels_over(&self, rect: &Rect, wanted: impl Fn(&Piece) -> bool) -> Vec<&Placed> {
        let labels = self.boxed_labels_over(rect, wanted);
        labels.into_iter().map(|(placed, _)| placed).collect()
    }

    /// The same, each with the box of its cell.
    pub(super) fn boxed_labels_over(
        &self,
        rect: &Rect,
        wanted: impl Fn(&Piece) -> bool,
    ) -> Vec<(&Placed, Rect)> {
        let labels = self.labels.iter().filter_map(|at| self.blocks.get(*at));
        let placed: Vec<(&Placed, Rect)> = labels
            .flat_map(|b| b.pieces.iter().map(|p| (p, b.rect)))
            .filter(|(p, _)| wanted(&p.piece))
            .collect();
        let beside =
            |r: &Rect| (is_left_of(r, rect) || is_left_of(rect, r)) && !in_one_column(r, rect);
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
                .filter(|(_, r)| is_above(r, rect) && r.y0 >= top);
            let nearest = above.max_by(|a, b| a.1.y1.total_cmp(&b.1.y1));
            found.extend(nearest);
        }
        found.sort_by(|a, b| a.0.rect.y0.total_cmp(&b.0.rect.y0));
        found
    }

    /// The meal that a line between rows of dishes, or between two tables, names for the rows below it, though it stands
    /// in the margin alone.
    pub(super) fn meal_row_over(&self, rect: &Rect) -> Option<MealKind> {
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

    /// The labels ("REPAS VÉGÉTARIEN") that stand by a day's heading and by no other.
    pub(super) fn labels_of_day(&self, day: &Rect) -> Vec<&Placed> {
        let days = self.day_boxes();
        let abreast = |a: &Rect, b: &Rect| match self.way {
            Way::Columns => in_one_column(a, b),
            Way::Rows | Way::Stacked => in_one_row(a, b),
        };
        let alone = |r: &Rect| days.iter().filter(|d| abreast(d, r)).count() == 1;
        let by = |r: &Rect| match self.way {
            Way::Columns => {
                let apart = (day.y0 - r.y1).max(r.y0 - day.y1);
                let aside = (r.centre_x() - day.centre_x()).abs();
                apart < LABEL_REACH * r.height() && aside < OFF_CENTRE * day.width()
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

    /// The boxes of the periods that each head a week of the days on the other side of the table.
    pub(super) fn weeks(&self) -> Vec<Rect> {
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
        let of_a_week = |b: &Block| weeks.iter().any(|w| in_one_row(w, &b.rect));
        let whole = self.blocks.iter().filter(|b| dated(b)).all(of_a_week);
        let one_row = days.iter().all(|day| in_one_row(day, &around));
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
        let dates = |b: &&Block| {
            b.pieces.iter().any(|p| matches!(p.piece, Piece::Dates))
                && b.pieces
                    .iter()
                    .all(|p| matches!(p.piece, Piece::Dates | Piece::Theme))
        };
        let blocks = self.blocks.iter().filter(dates);
        let weeks: Vec<Rect> = blocks.map(|b| b.rect).collect();
        let abreast = |a: &Rect| weeks.iter().all(|b| in_one_row(a, b));
        match self.way == Way::Rows && weeks.len() > 1 && weeks.iter().all(abreast) {
            true => weeks,
            false => Vec::new(),
        }
    }

    /// The boxes of the columns that hold dishes, left to right, where no text names the days.
    pub(super) fn unnamed_columns(&self) -> Vec<Rect> {
        let mut columns: Vec<(Rect, usize)> = Vec::new();
        for block in self.blocks.iter().filter(|b| b.has_dishes()) {
            match columns
                .iter_mut()
                .find(|(c, _)| in_one_column(c, &block.rect))
            {
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

/// Which of the blocks are so.
fn places(blocks: &[Block], so: fn(&Block) -> bool) -> Vec<usize> {
    let all = blocks.iter().enumerate();
    all.filter(|(_, b)| so(b)).map(|(at, _)| at).collect()
}

/// Lines that a theme takes, at most.
const THEME_LINES: usize = 2;

/// "Jeudi 24 avril" over "Le Mexique": what stands with a day in the row of other days' headings, over dishes of its own,
/// is a theme, however little is known of it.
fn settle_heads(blocks: &mut [Block]) {
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
    let over_dishes = |head: &Rect| dishes.iter().any(|d| is_above(head, d));
    let in_a_row_of_heads = |rect: &Rect| {
        let mut beside = heads.iter().filter(|head| in_one_row(head, rect));
        beside.any(over_dishes)
    };
    let is_dishes = |p: &Placed| matches!(p.piece, Piece::Dishes);
    let short = |b: &Block| {
        let lines = b
            .pieces
            .iter()
            .filter(|p| is_dishes(p))
            .map(|p| p.lines.len());
        lines.sum::<usize>() <= THEME_LINES
    };
    let begins_with_day =
        |b: &Block| matches!(b.pieces.first(), Some(p) if matches!(p.piece, Piece::Day(_)));
    for block in blocks.iter_mut().filter(|b| b.is_cell && b.has_dishes()) {
        let head = begins_with_day(block) && short(block);
        if head && in_a_row_of_heads(&block.rect) && over_dishes(&block.rect) {
            let themes = block.pieces.iter_mut();
            let themes = themes.filter(|p| is_dishes(p));
            themes.for_each(|p| p.piece = Piece::Theme);
        }
    }
}

/// The pieces of a cell, without the lines and pictures of a legend; `None` when it holds nothing else.
fn of_cell(cell: &Cell, page: u32, legend: &Legend, told: impl Fn(&Line) -> bool) -> Option<Block> {
    let mut lines: Vec<Line> = cell.lines.iter().filter(|l| !told(l)).cloned().collect();
    let pictures: Vec<Picture> = cell
        .pictures
        .iter()
        .filter(|p| !legend.shows(page, p))
        .cloned()
        .collect();
    if lines.is_empty() && pictures.is_empty() {
        return None;
    }
    let is_number = |l: &Line| number_of(l).is_some();
    let column_of_days = lines.iter().filter(|l| is_number(l)).count() > 1;
    let number = lines
        .iter()
        .take(2)
        .position(is_number)
        .filter(|_| !column_of_days);
    let number = number.and_then(|at| number_of(&lines.remove(at)));
    Some(Block {
        rect: cell.rect,
        pieces: pieces(lines, legend),
        pictures,
        is_cell: true,
        number,
    })
}

/// The day number that a line is.
fn number_of(line: &Line) -> Option<u32> {
    let first = line.words.first()?;
    let numbered = first.text.starts_with(|c: char| c.is_ascii_digit());
    let number = || calendar::day_number(&line.text());
    numbered.then(number).flatten()
}

/// Loose lines are read for headings alone: what stands in no cell is no dish.
fn labels_of(loose: &[Line], legend: &Legend) -> Vec<Block> {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in loose {
        let home = groups.iter_mut().rev().take(12).find(|g| {
            g.last().is_some_and(|last| {
                let gap = line.rect.y0 - last.rect.y1;
                in_one_column(&last.rect, &line.rect) && gap < LABEL_GAP * line.rect.height()
            })
        });
        match home {
            Some(group) => group.push(line.clone()),
            None => groups.push(vec![line.clone()]),
        }
    }
    let of_group = |lines: Vec<Line>| {
        let heads = |p: &Placed| !matches!(p.piece, Piece::Dishes | Piece::Aside);
        let placed = pieces(lines, legend).into_iter().filter(heads);
        placed.map(|p| Block {
            rect: p.rect,
            pieces: vec![p],
            pictures: Vec::new(),
            is_cell: false,
            number: None,
        })
    };
    groups
        .into_iter()
        .flat_map(|g| of_group(g).collect::<Vec<_>>())
        .collect()
}

fn way_of(blocks: &[Block], loose: &[Line]) -> Way {
    let heads: Vec<&Block> = blocks.iter().filter(|b| b.heads_a_day()).collect();
    let pairs = |related: fn(&Rect, &Rect) -> bool| {
        let later = |i: usize| heads.iter().skip(i + 1);
        let all = heads.iter().enumerate();
        all.flat_map(|(i, a)| later(i).map(move |b| (a, b)))
            .filter(|(a, b)| related(&a.rect, &b.rect))
            .count()
    };
    if pairs(in_one_row) > 0 || pairs(in_one_column) == 0 {
        return Way::Columns;
    }
    match heads.iter().all(|head| stands_alone(head, blocks, loose)) {
        true => Way::Stacked,
        false => Way::Rows,
    }
}

/// How a page with one day is set out, where other pages have a table a day.
fn way_of_one_day(blocks: &[Block], loose: &[Line]) -> Way {
    let mut heads = blocks.iter().filter(|b| b.heads_a_day());
    match heads.all(|head| stands_alone(head, blocks, loose)) {
        true => Way::Stacked,
        false => Way::Columns,
    }
}

/// Whether nothing but what is said of the whole day stands beside a day's heading: what it heads is below it.
fn stands_alone(head: &Block, blocks: &[Block], loose: &[Line]) -> bool {
    let beside = |rect: &Rect| in_one_row(rect, &head.rect) && !in_one_column(rect, &head.rect);
    let said = |p: &Placed| matches!(p.piece, Piece::Whole(_) | Piece::Theme | Piece::Closed);
    let (of_day, others): (Vec<&Block>, Vec<&Block>) = blocks
        .iter()
        .filter(|b| beside(&b.rect))
        .partition(|b| b.pieces.iter().all(said));
    let read = |line: &Line| of_day.iter().any(|b| b.rect.holds(&line.rect));
    others.is_empty() && !loose.iter().any(|l| beside(&l.rect) && !read(l))
}
