//! Cells with their paragraphs → a table on a page: rows as high as their cells need, ruled, banded or white.

use super::scene::{Align, Face, Leaf, Measure, Paragraph, Part, Set, set};
use ardoise::geometry::Rect;
use ardoise::pdf::Colour;
use serde::{Deserialize, Serialize};

/// What parts the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Frame {
    /// A rule on each side of each cell.
    #[default]
    Ruled,
    /// Rules between the rows alone.
    Lines,
    /// Rules between the columns alone, and around all.
    Posts,
    /// Every other row on a ground of its own, the heads on a darker one.
    Bands,
    /// Every other column on a ground of its own.
    Stripes,
    /// White space.
    White,
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub paragraphs: Vec<Paragraph>,
    pub part: Option<Part>,
    pub ground: Option<Colour>,
    pub align: Option<Align>,
    /// Its text runs upwards.
    pub turned: bool,
}

impl Cell {
    pub fn at(row: usize, column: usize, paragraphs: Vec<Paragraph>) -> Self {
        Self {
            row,
            column,
            rows: 1,
            columns: 1,
            paragraphs,
            ..Self::default()
        }
    }

    pub fn over(self, rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            ..self
        }
    }

    pub fn of(self, part: Part) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    pub fn aligned(self, align: Align) -> Self {
        Self {
            align: Some(align),
            ..self
        }
    }

    pub fn on(self, ground: Option<Colour>) -> Self {
        Self { ground, ..self }
    }
}

/// How the cells of a table are set.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub frame: Frame,
    pub align: Align,
    /// In the middle of the cell's height, not at its top.
    pub middle: bool,
    pub leading: f32,
    /// Points of white inside a cell, at its sides and above and below.
    pub pad: (f32, f32),
    /// Rows at the top that are heads.
    pub heads: usize,
}

#[derive(Debug, Clone, Default)]
pub struct Table {
    pub widths: Vec<f32>,
    pub cells: Vec<Cell>,
}

const HEAD_GROUND: Colour = Colour {
    r: 205,
    g: 222,
    b: 235,
};
const BAND_GROUND: Colour = Colour {
    r: 240,
    g: 244,
    b: 236,
};

impl Table {
    fn x(&self, column: usize) -> f32 {
        self.widths[..column].iter().sum()
    }

    fn width(&self, cell: &Cell) -> f32 {
        self.x(cell.column + cell.columns) - self.x(cell.column)
    }

    fn sets(&self, cell: &Cell, pad: f32, face: &dyn Face) -> Vec<Set> {
        let width = self.width(cell) - 2.0 * pad;
        cell.paragraphs
            .iter()
            .map(|p| set(p, width, face))
            .collect()
    }

    fn need(&self, cell: &Cell, manner: &Manner, face: &dyn Face) -> f32 {
        if cell.turned {
            let lengths = cell.paragraphs.iter().map(|p| p.length(face));
            return lengths.sum::<f32>() + 2.0 * manner.pad.1 + 6.0;
        }
        let sets = self.sets(cell, manner.pad.0, face);
        let text: f32 = sets.iter().map(|s| s.height(manner.leading)).sum();
        text + 2.0 * manner.pad.1
    }

    /// The top of each row, and the bottom of the last.
    fn tops(&self, manner: &Manner, face: &dyn Face) -> Vec<f32> {
        let rows = self.cells.iter().map(|c| c.row + c.rows).max().unwrap_or(0);
        let mut heights = vec![manner.leading * 0.6; rows];
        for cell in self.cells.iter().filter(|c| c.rows == 1) {
            heights[cell.row] = heights[cell.row].max(self.need(cell, manner, face));
        }
        for cell in self.cells.iter().filter(|c| c.rows > 1) {
            let has: f32 = heights[cell.row..cell.row + cell.rows].iter().sum();
            let lacks = (self.need(cell, manner, face) - has).max(0.0);
            heights[cell.row + cell.rows - 1] += lacks;
        }
        let mut tops = vec![0.0];
        for height in heights {
            tops.push(tops[tops.len() - 1] + height);
        }
        tops
    }

    /// Draws it from its upper left corner; gives its bottom.
    pub fn draw(
        &self,
        leaf: &mut Leaf,
        (x, y): (f32, f32),
        manner: &Manner,
        face: &dyn Face,
    ) -> f32 {
        let tops = self.tops(manner, face);
        let rect_of = |cell: &Cell| Rect {
            x0: x + self.x(cell.column),
            x1: x + self.x(cell.column + cell.columns),
            y0: y + tops[cell.row],
            y1: y + tops[cell.row + cell.rows],
        };
        let rows = tops.len() - 1;
        let all = Rect {
            x0: x,
            y0: y,
            x1: x + self.x(self.widths.len()),
            y1: y + tops[rows],
        };
        self.grounds(leaf, all, &tops, manner);
        for cell in &self.cells {
            let rect = rect_of(cell);
            if let Some(colour) = cell.ground {
                leaf.fill(rect, colour);
            }
            self.rules(leaf, rect, cell.row < manner.heads, manner.frame);
            if let Some(part) = cell.part {
                leaf.spots.push((part, rect));
            }
            self.text(leaf, cell, rect, manner, face);
        }
        if matches!(manner.frame, Frame::Posts) {
            leaf.frame(all, 0.8);
        }
        all.y1
    }

    fn grounds(&self, leaf: &mut Leaf, all: Rect, tops: &[f32], manner: &Manner) {
        let row = |at: usize| Rect {
            y0: all.y0 + tops[at],
            y1: all.y0 + tops[at + 1],
            ..all
        };
        let rows = tops.len() - 1;
        if matches!(manner.frame, Frame::Bands | Frame::Stripes) {
            (0..manner.heads.min(rows)).for_each(|at| leaf.fill(row(at), HEAD_GROUND));
        }
        match manner.frame {
            Frame::Bands => {
                let banded = (manner.heads..rows).step_by(2);
                banded.for_each(|at| leaf.fill(row(at), BAND_GROUND));
            }
            Frame::Stripes => {
                let top = all.y0 + tops[manner.heads.min(rows)];
                for column in (0..self.widths.len()).step_by(2) {
                    let (x0, x1) = (all.x0 + self.x(column), all.x0 + self.x(column + 1));
                    leaf.fill(
                        Rect {
                            x0,
                            x1,
                            y0: top,
                            y1: all.y1,
                        },
                        BAND_GROUND,
                    );
                }
            }
            _ => {}
        }
    }

    fn rules(&self, leaf: &mut Leaf, rect: Rect, head: bool, frame: Frame) {
        let Rect { x0, y0, x1, y1 } = rect;
        match frame {
            Frame::Ruled => leaf.frame(rect, 0.5),
            Frame::Lines => {
                leaf.rule((x0, y0), (x1, y0), 0.5);
                leaf.rule((x0, y1), (x1, y1), 0.5);
            }
            Frame::Posts => {
                leaf.rule((x0, y0), (x0, y1), 0.5);
                leaf.rule((x1, y0), (x1, y1), 0.5);
                if head {
                    leaf.rule((x0, y1), (x1, y1), 0.5);
                }
            }
            Frame::Bands | Frame::Stripes | Frame::White => {}
        }
    }

    fn text(&self, leaf: &mut Leaf, cell: &Cell, rect: Rect, manner: &Manner, face: &dyn Face) {
        if cell.turned {
            let bits: Vec<_> = cell
                .paragraphs
                .iter()
                .flat_map(|p| p.bits.clone())
                .collect();
            leaf.turned(&bits, rect, face);
            return;
        }
        let sets = self.sets(cell, manner.pad.0, face);
        let height: f32 = sets.iter().map(|s| s.height(manner.leading)).sum();
        let mut y = match manner.middle {
            true => rect.centre_y() - height / 2.0,
            false => rect.y0 + manner.pad.1,
        };
        let measure = Measure {
            x0: rect.x0 + manner.pad.0,
            x1: rect.x1 - manner.pad.0,
            align: cell.align.unwrap_or(manner.align),
            leading: manner.leading,
        };
        for set in &sets {
            y = leaf.paragraph(set, y, measure, face);
        }
    }
}
