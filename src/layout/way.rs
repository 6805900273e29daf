//! A proposal's cells → how it sets out its days, where its strategy does not know: rules and fills do not tell what they
//! part.

use super::grid::Way;
use super::proposal::{Filled, Proposal};
use crate::geometry::Rect;

/// How the cells set out the days that they name.
pub(super) fn way_of(grid: &Proposal<'_>) -> Way {
    let days: Vec<Rect> = grid
        .cells
        .iter()
        .filter(|c| names_a_day(c))
        .map(|c| c.rect)
        .collect();
    let loose = grid.outside.iter().filter(|line| line.day.is_some());
    let all: Vec<Rect> = days
        .iter()
        .copied()
        .chain(loose.map(|line| line.rect))
        .collect();
    if all.is_empty() {
        return Way::Unknown;
    }
    if hold_their_dishes(grid) {
        return Way::Boxes;
    }
    let pairs = |related: fn(&Rect, &Rect) -> bool| {
        let mut firsts = all.iter().enumerate();
        firsts.any(|(at, a)| all.iter().skip(at + 1).any(|b| related(a, b)))
    };
    if pairs(Rect::in_row) || !pairs(Rect::in_column) {
        return Way::Columns;
    }
    let stands_alone = |day: &Rect| {
        let mut others = grid.cells.iter().filter(|c| c.rect != *day);
        !others.any(|c| c.rect.in_row(day) && !c.rect.in_column(day))
    };
    match all.iter().all(stands_alone) {
        true => Way::Stacked,
        false => Way::Rows,
    }
}

fn names_a_day(cell: &Filled<'_>) -> bool {
    cell.lines.iter().any(|line| line.day.is_some())
}

/// Whether most of the text in cells stands in those that name a day.
fn hold_their_dishes(grid: &Proposal<'_>) -> bool {
    let (mut with, mut without) = (0, 0);
    for cell in &grid.cells {
        let text = cell.lines.iter().filter(|line| line.day.is_none()).count();
        match names_a_day(cell) {
            true => with += text,
            false => without += text,
        }
    }
    with > without
}
