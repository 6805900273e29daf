//! Cells and loose lines → blocks with a role, and which headings govern a block.

mod block;
mod govern;
mod headings;
mod shared;
mod way;
mod weeks;

pub(super) use block::Block;
pub(super) use way::Way;

use super::print::Print;
use super::roles::Ledger;
use crate::geometry::Rect;
use crate::labels::Legend;
use crate::layout::{Grid, Line};
use block::{labels_of, of_cell};
use headings::settle_heads;
use way::{way_of, way_of_one_day};

/// Times a line's height: lines of a legend no further apart are one block.
const LEGEND_GAP: f32 = 2.0;

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
pub(super) fn boards(
    grids: &[Grid],
    legend: &Legend,
    print: &Print,
    ledger: &Ledger,
) -> Vec<Board> {
    let mut boards: Vec<Board> = grids
        .iter()
        .map(|g| Board::new(g, legend, print, ledger, way_of))
        .collect();
    if boards.iter().any(|b| b.way == Way::Stacked) {
        for (board, grid) in boards.iter_mut().zip(grids) {
            if board.heads.len() == 1 {
                *board = Board::new(grid, legend, print, ledger, way_of_one_day);
            }
        }
    }
    boards
}

impl Board {
    fn new(
        grid: &Grid,
        legend: &Legend,
        print: &Print,
        ledger: &Ledger,
        way_of: fn(&[Block], &[Line]) -> Way,
    ) -> Self {
        let told = |line: &Line| ledger.is_legend(grid.page, line);
        let of_cell = |c| of_cell(c, grid.page, legend, print, told);
        let mut blocks: Vec<Block> = grid.cells.iter().filter_map(of_cell).collect();
        let loose: Vec<Line> = grid.outside.iter().filter(|l| !told(l)).cloned().collect();
        blocks.extend(labels_of(&loose, legend, print));
        settle_heads(&mut blocks, print);
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
        board.settle_way();
        board.part_shared_boxes(legend, print);
        board.settle_numbers();
        board.settle_labels();
        board.settle_picnics();
        board.labels = places(&board.blocks, Block::is_label);
        board
    }
}

/// Which of the blocks are so.
fn places(blocks: &[Block], so: fn(&Block) -> bool) -> Vec<usize> {
    let all = blocks.iter().enumerate();
    all.filter(|(_, b)| so(b)).map(|(at, _)| at).collect()
}

/// Where a page's legend stands; between its lines too, where they stand close together.
pub(super) fn legend_boxes(page: u32, legend: &Legend) -> Vec<Rect> {
    let areas = legend.areas.iter().filter(|(number, _)| *number == page);
    let mut lines: Vec<Rect> = areas.map(|(_, rect)| *rect).collect();
    lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut boxes: Vec<Rect> = Vec::new();
    for line in lines {
        match boxes.last_mut() {
            Some(last) if is_one_legend(last, &line) => *last = last.union(&line),
            _ => boxes.push(line),
        }
    }
    boxes
}

/// Whether a line of a legend goes on what stands above or beside it: what lies between two columns is no legend.
fn is_one_legend(legend: &Rect, line: &Rect) -> bool {
    let close = line.y0 - legend.y1 < LEGEND_GAP * line.height();
    close && (legend.in_row(line) || legend.in_column(line))
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_two_columns_of_a_legend_is_none() {
        let area = |x: f32, y: f32| (1, Rect::new(x, y, x + 60.0, y + 10.0));
        let legend = |areas: Vec<(u32, Rect)>| Legend {
            areas,
            ..Legend::default()
        };
        let apart = legend(vec![area(50.0, 100.0), area(400.0, 115.0)]);
        assert_eq!(legend_boxes(1, &apart).len(), 2);
        let stacked = legend(vec![area(50.0, 100.0), area(50.0, 115.0)]);
        assert_eq!(legend_boxes(1, &stacked).len(), 1);
        let abreast = legend(vec![area(50.0, 100.0), area(120.0, 100.0)]);
        assert_eq!(legend_boxes(1, &abreast).len(), 1);
    }
}
