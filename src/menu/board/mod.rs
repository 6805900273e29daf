//! Cells and loose lines → blocks with a role, and which headings govern a block.

mod bands;
mod block;
mod govern;
mod headings;
mod shared;
mod way;
mod weeks;

pub(super) use block::Block;
pub(super) use way::Way;

use super::print::Print;
use crate::geometry::Rect;
use crate::labels::Legend;
use crate::layout::{Grid, Line};
use crate::pdf::Picture;
use block::{labels_of, of_cell};
use headings::settle_heads;
use way::{way_of, way_of_one_day};

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
    /// The pictures that are in no cell.
    pictures: Vec<Picture>,
    /// A list of days, or a page without any: what the page before left unfinished may go on at its top.
    pub flows: bool,
}

/// The pages of a document. A last page with one day of a list of tables is laid out as the pages before.
pub(super) fn boards(grids: &[Grid], legend: &Legend, print: &Print) -> Vec<Board> {
    let mut boards: Vec<Board> = grids
        .iter()
        .map(|g| Board::new(g, legend, print, way_of))
        .collect();
    if boards.iter().any(|b| b.way == Way::Stacked) {
        for (board, grid) in boards.iter_mut().zip(grids) {
            if board.heads.len() == 1 {
                *board = Board::new(grid, legend, print, way_of_one_day);
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
        way_of: fn(&[Block], &[Line]) -> Way,
    ) -> Self {
        let told = |line: &Line| legend.holds(grid.page, line);
        let of_cell = |c| of_cell(c, grid.page, legend, print, told);
        let mut blocks: Vec<Block> = grid.cells.iter().filter_map(of_cell).collect();
        let loose: Vec<Line> = grid.outside.iter().filter(|l| !told(l)).cloned().collect();
        let cells: Vec<Rect> = grid.cells.iter().map(|c| c.rect).collect();
        blocks.extend(labels_of(&loose, &cells, legend, print));
        settle_heads(&mut blocks, print);
        let way = way_of(&blocks, &loose);
        let mut board = Self {
            page: grid.page,
            way,
            heads: places(&blocks, Block::heads_a_day),
            labels: Vec::new(),
            blocks,
            loose,
            pictures: grid.pictures.clone(),
            flows: matches!(grid.strategy.as_str(), "stacked" | "none"),
        };
        board.settle_way();
        board.part_shared_boxes(legend, print);
        board.spread_meals();
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
