//! Periods in the margin: "Du 8 au 12/09" in the cell left of its week's rows dates that week and no other.

use super::said::Heading;
use crate::geometry::{Rect, TOUCH};

/// The days of one block on one page, with their dishes.
#[derive(Debug)]
pub(super) struct Table {
    pub block: usize,
    pub page: u32,
    pub rect: Rect,
}

/// Where the blocks of days stand.
pub(super) fn tables(headings: &[Heading]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for heading in headings {
        let (block, page) = (heading.block, heading.page);
        let rect = heading.rect.union(&heading.reach);
        match tables
            .iter_mut()
            .find(|t| t.block == block && t.page == page)
        {
            Some(table) => table.rect = table.rect.union(&rect),
            None => tables.push(Table { block, page, rect }),
        }
    }
    tables
}

/// The blocks whose rows a box stands right before; none for what is over or under the tables, or in one of them.
pub(super) fn blocks_beside(page: u32, margin: &Rect, tables: &[Table]) -> Vec<usize> {
    let inside = |t: &Table| t.page == page && t.rect.overlap(margin) > 0.5 * margin.area();
    if tables.iter().any(inside) {
        return Vec::new();
    }
    let is_beside =
        |t: &&Table| t.page == page && margin.x1 <= t.rect.x0 + TOUCH && margin.in_row(&t.rect);
    let beside: Vec<&Table> = tables.iter().filter(is_beside).collect();
    let nearest = beside.iter().min_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    let abreast = |t: &&&Table| nearest.is_some_and(|n| n.rect.in_column(&t.rect));
    beside.iter().filter(abreast).map(|t| t.block).collect()
}
