//! Boards → entries: each dish's words with what governs them, each day heading for the dates.

mod around;
mod entry;
mod marks;
mod naming;
mod pictures;
mod read;
mod slots;
mod state;
mod ticks;

pub(super) use entry::Entry;

use super::board::{Block, Board, Way};
use super::dates::Heading;
use super::dishes::Hand;
use super::pieces::Piece;
use super::print::Print;
use super::roles::{Ledger, Role};
use super::whole::give_claims;
use crate::geometry::Rect;
use crate::labels::Legend;
use crate::layout::Line;
use crate::pdf::Word;
use marks::{MarkCell, give_marks, holds_only_marks};
use state::State;
use std::collections::{BTreeMap, BTreeSet};
use ticks::{give_ticks, ticks_of};

/// Everything that a document's boards say, before its days are dated.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub headings: Vec<Heading>,
    pub entries: Vec<Entry>,
    /// The headings under which the page says that there is no meal.
    pub closed: BTreeSet<usize>,
    /// What each word is.
    pub ledger: Ledger,
    /// How many dishes are printed.
    printed: u32,
    /// Marks that stand beside no dish, each with its page.
    pub strays: Vec<(u32, Vec<Word>)>,
}

impl Gathered {
    /// How far each heading's dishes reach on its page.
    fn reach_dishes(&mut self) {
        for entry in &self.entries {
            let heading = self.headings.get_mut(entry.day);
            if let Some(heading) = heading.filter(|h| h.page == entry.page) {
                heading.reach = heading.reach.union(&entry.rect);
            }
        }
    }
}

/// Reads the boards of a document in order; the ledger knows the legend's words.
pub(super) fn gather(boards: &[Board], legend: &Legend, print: &Print, ledger: Ledger) -> Gathered {
    let runs: Vec<&[Line]> = boards
        .iter()
        .flat_map(|b| &b.blocks)
        .flat_map(|b| &b.pieces)
        .filter(|p| matches!(p.piece, Piece::Dishes))
        .map(|p| p.lines.as_slice())
        .collect();
    let hand = Hand::learn(&runs, legend);
    let mut gathered = Gathered {
        ledger,
        ..Gathered::default()
    };
    let mut unfinished: Option<(State, Line)> = None;
    for board in boards {
        let mut reader = Reader {
            board,
            legend,
            print,
            hand,
            widest: widest_lines(board),
            first_boxes: first_boxes(board),
            days_of_blocks: vec![None; board.blocks.len()],
            last: None,
            weeks: board.weeks(),
            sections: board.closed_boxes(),
            days_of_weeks: BTreeMap::new(),
            out: &mut gathered,
        };
        reader.name_pieces();
        if let Some(unfinished) = unfinished.take() {
            reader.go_on(unfinished);
        }
        reader.read();
        unfinished = reader.last;
        give_claims(board, &gathered.headings, &mut gathered.entries);
    }
    gathered.reach_dishes();
    gathered
}

/// For each heading that has boxes of dishes of its own, the highest of them; the leftmost, where days are rows.
fn first_boxes(board: &Board) -> BTreeMap<usize, usize> {
    let boxes = board.blocks.iter().enumerate();
    let mut boxes: Vec<(usize, &Block)> = boxes.filter(|(_, b)| b.has_dishes()).collect();
    let place = |block: &Block| match board.way {
        Way::Rows => block.rect.x0,
        Way::Columns | Way::Stacked => block.rect.y0,
    };
    boxes.sort_by(|a, b| place(b.1).total_cmp(&place(a.1)));
    let own = boxes.into_iter().filter_map(|(at, block)| {
        let days = board.days_over(&block.rect);
        let day = days.first().filter(|_| days.len() == 1)?;
        Some((*day, at))
    });
    own.collect()
}

/// Share by which columns of one width differ.
const AS_WIDE: f32 = 0.03;

/// For each block, how wide a line is at most in its column and those as wide: what a name may take before it wraps.
fn widest_lines(board: &Board) -> Vec<f32> {
    let width = |block: &Block| {
        let lines = block.pieces.iter().flat_map(|p| &p.lines);
        lines.map(|l| l.rect.width()).fold(0.0, f32::max)
    };
    let widths: Vec<(Rect, f32)> = board.blocks.iter().map(|b| (b.rect, width(b))).collect();
    let widest = |block: &Block| {
        let as_wide = |rect: &Rect| {
            let wide = block.rect.width();
            (rect.width() - wide).abs() < AS_WIDE * wide
        };
        let abreast = widths
            .iter()
            .filter(|(rect, _)| rect.in_column(&block.rect) || as_wide(rect));
        abreast.map(|(_, width)| *width).fold(0.0, f32::max)
    };
    board.blocks.iter().map(widest).collect()
}

struct Reader<'a> {
    board: &'a Board,
    legend: &'a Legend,
    print: &'a Print,
    hand: Hand,
    widest: Vec<f32>,
    /// The first box of dishes of each heading's own.
    first_boxes: BTreeMap<usize, usize>,
    /// The heading that each heading block became.
    days_of_blocks: Vec<Option<usize>>,
    /// What held for the last dishes read, and their last line, where they may go on on the next page.
    last: Option<(State, Line)>,
    /// The headings of columns that are weeks, where days are rows, or the other way round.
    weeks: Vec<Rect>,
    /// The boxes of closed days, where each day is a box with its dishes in it: they are read in their turn.
    sections: BTreeSet<usize>,
    /// The heading that each day's block became in each week.
    days_of_weeks: BTreeMap<(usize, usize), usize>,
    out: &'a mut Gathered,
}

impl Reader<'_> {
    fn read(&mut self) {
        self.name_days();
        let order = self.reading_order();
        let unnamed = match self.days_of_blocks.iter().all(Option::is_none) && !self.any_day() {
            true => self.days_by_order(),
            false => Vec::new(),
        };
        let first = self.out.entries.len();
        let mut marks = Vec::new();
        let ticks = ticks_of(self.board);
        let is_tick = |index: &usize| ticks.iter().any(|tick| tick.block == *index);
        for index in order.into_iter().filter(|index| !is_tick(index)) {
            marks.extend(self.read_block(index, &unnamed));
        }
        self.leave_a_day_open();
        let page = self.board.page;
        let entries = self.out.entries.get_mut(first..).unwrap_or_default();
        let strays = give_marks(&marks, entries).into_iter();
        self.out.strays.extend(strays.map(|mark| (page, mark)));
        let entries = self.out.entries.get_mut(first..).unwrap_or_default();
        let ledger = &mut self.out.ledger;
        give_ticks(self.board, &ticks, self.legend, entries, ledger);
    }

    /// A list whose last line is a day's heading goes on with that day on the next page.
    fn leave_a_day_open(&mut self) {
        let blocks = self.board.blocks.iter().enumerate();
        let said = blocks.filter(|(_, b)| b.has_days() || b.has_dishes());
        let lowest = said.max_by(|a, b| a.1.rect.y1.total_cmp(&b.1.rect.y1));
        let head = lowest.filter(|(_, b)| self.board.flows && b.heads_a_day());
        let day = head.and_then(|(at, _)| self.days_of_blocks.get(at).copied().flatten());
        if let Some((day, (_, line))) = day.zip(self.last.take_if(|_| day.is_some())) {
            let state = State {
                days: vec![day],
                ..State::default()
            };
            self.last = Some((state, line));
        }
    }

    /// What each line is by itself, before the dishes are told apart.
    fn name_pieces(&mut self) {
        let page = self.board.page;
        for block in &self.board.blocks {
            for placed in &block.pieces {
                let words = placed.lines.iter().flat_map(|l| &l.words);
                self.out.ledger.give(page, words, role_of(&placed.piece));
            }
            let number = block.number.iter().flat_map(|n| &n.line.words);
            self.out.ledger.give(page, number, Role::Number);
        }
    }

    /// In columns, down each column; in rows, along each row.
    fn reading_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.board.blocks.len()).collect();
        let key = |i: &usize| {
            let rect = self
                .board
                .blocks
                .get(*i)
                .map(|b| b.rect)
                .unwrap_or_default();
            match self.board.way {
                Way::Columns | Way::Stacked => (rect.y0, rect.x0),
                Way::Rows => (rect.x0, rect.y0),
            }
        };
        order.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        order
    }

    /// Reads a block's dishes; one without any, but with marks for the dishes beside it, is given back.
    fn read_block(&mut self, index: usize, unnamed: &[(Rect, usize)]) -> Option<MarkCell> {
        let board = self.board;
        let block = board.blocks.get(index)?;
        if holds_only_marks(block, self.legend) {
            let days = self.around(block, unnamed).days;
            return (!days.is_empty()).then(|| MarkCell::new(block, days, board));
        }
        if self.sections.contains(&index) {
            self.read_pieces(block, f32::INFINITY, State::default());
            return None;
        }
        if block.is_closed() {
            let days = self.around(block, unnamed).days;
            self.out.closed.extend(days);
        }
        if !block.has_dishes() {
            return None;
        }
        let width = match block.rect.width() {
            cell if cell > 0.0 => self.widest.get(index).copied().unwrap_or(cell).min(cell),
            _ => f32::INFINITY,
        };
        let mut state = self.around(block, unnamed);
        if block.heads {
            state.days = self
                .days_of_blocks
                .get(index)
                .copied()
                .flatten()
                .into_iter()
                .collect();
        }
        self.read_pieces(block, width, state);
        None
    }

    /// The rest of the day that a list left unfinished at the foot of the page before.
    fn go_on(&mut self, (state, last): (State, Line)) {
        if let Some(block) = self.board.rest_of_a_day(&last, self.legend, self.print) {
            self.read_pieces(&block, f32::INFINITY, state);
        }
    }
}

/// What a line is by itself; a dish must find its day first.
fn role_of(piece: &Piece) -> Role {
    match piece {
        Piece::Day(_) => Role::Day,
        Piece::Number(_) => Role::Number,
        Piece::Course(_) => Role::Course,
        Piece::Meal(_) => Role::Meal,
        Piece::Diet(_) => Role::Diet,
        Piece::Whole(_) => Role::Whole,
        Piece::Theme => Role::Theme,
        Piece::Closed => Role::Closed,
        Piece::Dates => Role::Period,
        Piece::Note | Piece::Aside => Role::Notice,
        Piece::Dishes => Role::Unread,
    }
}
