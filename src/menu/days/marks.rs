//! Cells of nothing but marks ("BIO" in a narrow column of its own) → the dishes beside them.

use super::entry::Entry;
use crate::geometry::Rect;
use crate::labels::{Legend, only_marks};
use crate::layout::Line;
use crate::menu::board::{Block, Board};
use crate::menu::pieces::{Piece, Placed};
use crate::pdf::Word;

/// Share of a mark's height that a dish beside it shares.
const LEVEL: f32 = 0.5;

/// A cell of marks, and the days it stands under.
#[derive(Debug)]
pub(super) struct MarkCell {
    pub rect: Rect,
    pub days: Vec<usize>,
    /// Whether it stands beside several cells of dishes: for which of them its marks are, it does not say.
    merged: bool,
    /// Its marks, line by line.
    marks: Vec<Vec<Word>>,
}

impl MarkCell {
    pub(super) fn new(block: &Block, days: Vec<usize>, board: &Board) -> Self {
        let lines = block.pieces.iter().flat_map(|p| &p.lines);
        Self {
            rect: block.rect,
            days,
            merged: is_merged(block, board),
            marks: lines.map(|l| l.words.clone()).collect(),
        }
    }
}

/// Whether a cell holds marks and nothing else.
pub(super) fn holds_only_marks(block: &Block, legend: &Legend) -> bool {
    let bare = |p: &Placed| matches!(p.piece, Piece::Dishes | Piece::Aside);
    let mut lines = block.pieces.iter().flat_map(|p| &p.lines).peekable();
    block.is_cell
        && block.pieces.iter().all(bare)
        && lines.peek().is_some()
        && lines.all(|line| is_a_mark(line, legend))
}

fn is_merged(marks: &Block, board: &Board) -> bool {
    let days = board.days_over(&marks.rect);
    let beside = |b: &&Block| {
        let y = b.rect.centre_y();
        b.has_dishes() && marks.rect.y0 < y && y < marks.rect.y1 && board.days_over(&b.rect) == days
    };
    let cells: Vec<&Block> = board.blocks.iter().filter(beside).collect();
    let above = |(at, a): (usize, &&Block)| {
        let mut others = cells.iter().skip(at + 1);
        others.any(|b| a.rect.in_column(&b.rect))
    };
    cells.iter().enumerate().any(above)
}

fn is_a_mark(line: &Line, legend: &Legend) -> bool {
    legend.tells_of(&line.text()) || only_marks(&line.words, legend)
}

/// On which side of their dishes a page's marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Gives each mark to the dish in its row under its day; returns the marks that no dish stands beside.
pub(super) fn give_marks(cells: &[MarkCell], entries: &mut [Entry]) -> Vec<Vec<Word>> {
    let side = side_of_dishes(cells, entries);
    let mut given: Vec<Rect> = Vec::new();
    let mut left: Vec<(&MarkCell, &Vec<Word>)> = Vec::new();
    for cell in cells {
        for mark in &cell.marks {
            match give(cell, mark, side, entries) {
                true => given.push(cell.rect),
                false => left.push((cell, mark)),
            }
        }
    }
    // "BIO" over a column of marks names the column.
    let heads = |cell: &MarkCell| {
        let under = |r: &&Rect| r.y0 > cell.rect.centre_y() && r.in_column(&cell.rect);
        given.iter().any(|r| under(&r))
    };
    let stray = left.into_iter().filter(|(cell, _)| !heads(cell));
    stray.map(|(_, mark)| mark.clone()).collect()
}

/// The side on which all cells of marks have a dish; none where it differs.
fn side_of_dishes(cells: &[MarkCell], entries: &[Entry]) -> Option<Side> {
    let every = |side: Side| {
        let mut beside = cells
            .iter()
            .map(|cell| row_of(cell, entries))
            .filter(|row| !row.is_empty());
        beside.all(|row| row.iter().any(|(s, _, _)| *s == side))
    };
    let mut sides = [Side::Left, Side::Right].into_iter();
    sides.find(|side| every(*side))
}

/// The dishes of a cell's row and day: on which side, how far, which.
fn row_of(cell: &MarkCell, entries: &[Entry]) -> Vec<(Side, f32, usize)> {
    let level = |r: &Rect| cell.rect.y0 < r.centre_y() && r.centre_y() < cell.rect.y1;
    let all = entries.iter().enumerate();
    all.filter(|(_, e)| cell.days.contains(&e.day) && level(&e.rect))
        .map(|(at, e)| match e.rect.centre_x() < cell.rect.centre_x() {
            true => (Side::Left, cell.rect.x0 - e.rect.x1, at),
            false => (Side::Right, e.rect.x0 - cell.rect.x1, at),
        })
        .collect()
}

/// Whether a dish was found for the mark under each of its days.
fn give(cell: &MarkCell, mark: &[Word], side: Option<Side>, entries: &mut [Entry]) -> bool {
    let row = row_of(cell, entries);
    let box_of_mark = Rect::around(mark.iter().map(|w| w.rect)).unwrap_or_default();
    let level = |at: usize| {
        let rect = entries.get(at).map(|e| e.rect).unwrap_or_default();
        rect.overlap_y(&box_of_mark) > LEVEL * box_of_mark.height()
    };
    let host = |day: usize| {
        let of_day = |at: usize| entries.get(at).is_some_and(|e| e.day == day);
        let mine = row
            .iter()
            .filter(|(s, _, at)| of_day(*at) && side.is_none_or(|side| side == *s));
        let mine: Vec<(f32, usize)> = mine.map(|(_, far, at)| (*far, *at)).collect();
        match mine.as_slice() {
            [(_, only)] => Some(*only),
            _ if side.is_none() => None,
            several => {
                let abreast = several.iter().filter(|(_, at)| level(*at));
                let nearest = abreast.min_by(|a, b| a.0.total_cmp(&b.0));
                nearest.map(|(_, at)| *at)
            }
        }
    };
    let hosts: Option<Vec<usize>> = cell.days.iter().map(|day| host(*day)).collect();
    let Some(hosts) = hosts.filter(|hosts| !hosts.is_empty() && !cell.merged) else {
        return false;
    };
    for at in hosts {
        if let Some(entry) = entries.get_mut(at) {
            entry.words.extend(mark.iter().cloned());
        }
    }
    true
}
