//! What a page's cells and loose lines are made of before anything governs them: blocks of pieces.

use crate::calendar;
use crate::geometry::{Rect, TOUCH};
use crate::labels::Legend;
use crate::layout::{Cell, Line};
use crate::menu::courses::dish_heading;
use crate::menu::lexicon::course_of;
use crate::menu::pieces::{Piece, Placed, pieces};
use crate::menu::print::Print;
use crate::menu::words::Text;
use crate::pdf::{Colour, Picture, Word};

/// Points between the lines of one loose label, at most, in their own height.
const LABEL_GAP: f32 = 0.8;
/// Times its own height that a row of headings may stand over the cells that it heads.
const OVER: f32 = 2.0;

/// A cell, or loose lines that belong together.
#[derive(Debug, Clone)]
pub(in crate::menu) struct Block {
    pub rect: Rect,
    pub pieces: Vec<Placed>,
    pub pictures: Vec<Picture>,
    /// What a cell is painted with.
    pub ground: Option<Colour>,
    /// It is a cell; what stands in none is no dish.
    pub is_cell: bool,
    /// It heads a day, and what else stands in it is that day's.
    pub heads: bool,
    /// The number at the head of a calendar's cell.
    pub number: Option<Number>,
}

/// A day's number on a line of its own.
#[derive(Debug, Clone)]
pub(in crate::menu) struct Number {
    pub value: u32,
    pub line: Line,
}

impl Block {
    pub(in crate::menu) fn has_dishes(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p.piece, Piece::Dishes))
    }

    pub(in crate::menu) fn has_days(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p.piece, Piece::Day(_)))
    }

    /// The box of one day, which its date or its number says.
    pub(in crate::menu) fn is_a_days(&self) -> bool {
        let number = |p: &Placed| matches!(p.piece, Piece::Number(_));
        self.has_days() || self.number.is_some() || self.pieces.iter().any(number)
    }

    /// No meal, and nothing else.
    pub(in crate::menu) fn is_closed(&self) -> bool {
        let closed = |p: &Placed| matches!(p.piece, Piece::Closed);
        !self.has_dishes() && self.pieces.iter().any(closed)
    }

    /// A cell of nothing but "Pique-nique", and perhaps a notice.
    pub(super) fn is_picnic(&self) -> bool {
        let said = |p: &Placed| p.is_picnic() || matches!(p.piece, Piece::Aside | Piece::Note);
        self.is_cell && self.pieces.iter().any(Placed::is_picnic) && self.pieces.iter().all(said)
    }

    /// A day with nothing but "Pique-nique" under it, or under the name of its meal.
    pub(super) fn is_a_day_of_a_picnic(&self) -> bool {
        let heads = |p: &Placed| matches!(p.piece, Piece::Day(_) | Piece::Meal(_));
        self.is_cell
            && self.pieces.iter().any(Placed::is_picnic)
            && self.has_days()
            && self.pieces.iter().all(heads)
    }

    /// A heading for days and nothing else.
    pub(in crate::menu) fn heads_a_day(&self) -> bool {
        self.heads || (self.has_days() && !self.has_dishes())
    }

    /// A period or a week's number, and nothing that heads days or dishes.
    pub(super) fn names_a_week(&self) -> bool {
        let plain = |p: &Placed| {
            matches!(
                p.piece,
                Piece::Dates | Piece::Theme | Piece::Aside | Piece::Dishes
            )
        };
        let week = |p: &Placed| {
            let said = calendar::Text::new(&p.text());
            said.spans().iter().any(|s| s.end.is_some()) || said.weeks().is_some()
        };
        self.pieces.iter().all(plain) && self.pieces.iter().any(week)
    }

    /// A heading for dishes: a course, a meal, a diet, a whole menu.
    pub(in crate::menu) fn is_label(&self) -> bool {
        let label = |p: &Placed| {
            matches!(
                p.piece,
                Piece::Course(_) | Piece::Meal(_) | Piece::Diet(_) | Piece::Whole(_)
            )
        };
        !self.has_days() && !self.has_dishes() && self.pieces.iter().any(label)
    }

    /// A label that says something of its dishes: "Laitage bio", where it is no dish.
    pub(super) fn bears_marks(&self) -> bool {
        let marked = |p: &Placed| matches!(&p.piece, Piece::Course(h) if !h.labels.is_empty());
        self.pieces.iter().any(marked)
    }

    /// A label whose words can be a dish as well: "Fromage".
    pub(super) fn may_be_a_dish(&self) -> bool {
        let or_dish = |p: &Placed| matches!(&p.piece, Piece::Course(heading) if heading.or_dish);
        self.pieces.iter().all(or_dish)
    }
}
/// The pieces of a cell, without the lines and pictures of a legend; `None` when it holds nothing else.
pub(super) fn of_cell(
    cell: &Cell,
    page: u32,
    legend: &Legend,
    print: &Print,
    told: impl Fn(&Line) -> bool,
) -> Option<Block> {
    let of_a_day = cell
        .lines
        .iter()
        .any(|l| l.begins_like_a_day() && l.day_mark().is_some());
    let dish = |line: &Line| of_a_day && course_of(&line.text()).is_some();
    let kept = cell.lines.iter().filter(|l| !told(l) || dish(l));
    let mut lines: Vec<Line> = kept.cloned().collect();
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
    // "Lundi" over "30": the number is a part of that heading.
    let names_a_day = lines.first().is_some_and(|l| l.day_mark().is_some());
    let number = lines
        .iter()
        .take(2)
        .position(is_number)
        .filter(|_| !column_of_days && !names_a_day);
    let number = number.and_then(|at| {
        let line = lines.remove(at);
        number_of(&line).map(|value| Number { value, line })
    });
    Some(Block {
        rect: cell.rect,
        pieces: pieces(lines, legend, print),
        pictures,
        ground: cell.fill,
        is_cell: true,
        heads: false,
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
pub(super) fn labels_of(
    loose: &[Line],
    cells: &[Rect],
    legend: &Legend,
    print: &Print,
) -> Vec<Block> {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    let parted = loose.iter().flat_map(|line| at_columns(line, cells));
    for line in &parted.collect::<Vec<Line>>() {
        let home = groups.iter_mut().rev().take(12).find(|g| {
            g.last().is_some_and(|last| {
                let gap = line.rect.y0 - last.rect.y1;
                last.rect.in_column(&line.rect) && gap < LABEL_GAP * line.rect.height()
            })
        });
        match home {
            Some(group) => group.push(line.clone()),
            None => groups.push(vec![line.clone()]),
        }
    }
    let of_group = |lines: Vec<Line>| {
        let heads = |p: &Placed| !matches!(p.piece, Piece::Dishes | Piece::Note | Piece::Aside);
        let placed = pieces(lines, legend, print).into_iter().filter(heads);
        placed.map(|p| Block {
            rect: p.rect,
            pieces: vec![p],
            pictures: Vec::new(),
            ground: None,
            is_cell: false,
            heads: false,
            number: None,
        })
    };
    groups
        .into_iter()
        .flat_map(|g| of_group(g).collect::<Vec<_>>())
        .collect()
}

/// "Plat   Alternative   Accompagnement" over a table: a line whose words each stand over one column of cells right below
/// it, and which holds a heading for one of them, is a heading a column.
fn at_columns(line: &Line, cells: &[Rect]) -> Vec<Line> {
    let reach = OVER * line.rect.height();
    let below = |cell: &&Rect| {
        let gap = cell.y0 - line.rect.y1;
        gap > -TOUCH && gap < reach && cell.overlap_x(&line.rect) > 0.0
    };
    let columns: Vec<&Rect> = cells.iter().filter(below).collect();
    let column = |word: &Word| {
        let over = |c: &&Rect| c.x0 <= word.rect.x0 + TOUCH && word.rect.x1 <= c.x1 + TOUCH;
        columns.iter().position(over)
    };
    let over_one_each = line.words.iter().all(|w| column(w).is_some());
    let parts = line.words.chunk_by(|a, b| column(a) == column(b));
    let parts: Vec<Line> = parts.map(|words| Line::new(words.to_vec())).collect();
    let heads = |part: &Line| dish_heading(&Text::new(part.text())).is_some();
    match over_one_each && parts.len() > 1 && parts.iter().any(heads) {
        true => parts,
        false => vec![line.clone()],
    }
}
