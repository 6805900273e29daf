//! Columns to tick ("Bio", "Local") → the labels of the dishes in whose rows a tick stands. What such a column is called
//! may be written along it; the ticks of other columns (allergens) give none.

use super::entry::Entry;
use crate::geometry::{Rect, TOUCH};
use crate::labels::{Found, Legend, Sign, read_marks};
use crate::menu::board::{Block, Board};
use crate::menu::roles::{Ledger, Role};
use crate::pdf::Word;

/// What people tick with.
const TICKS: &[&str] = &["x", "X", "✓", "✔", "✗", "✘", "×", "●", "•", "■", "☑", "☒"];
/// Ticks, at least, that make a column one to be ticked.
const FEW: usize = 2;

/// A cell with a tick in it.
pub(super) struct Tick<'b> {
    /// Which of the board's blocks it is.
    pub block: usize,
    rect: Rect,
    word: &'b Word,
}

/// The ticks of a board that has columns for them: no dishes, though "X" is a letter.
pub(super) fn ticks_of(board: &Board) -> Vec<Tick<'_>> {
    let blocks = board.blocks.iter().enumerate();
    let ticks: Vec<Tick> = blocks.filter_map(|(at, block)| tick(at, block)).collect();
    match ticks.len() < FEW {
        true => Vec::new(),
        false => ticks,
    }
}

/// Gives each tick under a label to the dishes in its row.
pub(super) fn give_ticks(
    board: &Board,
    ticks: &[Tick],
    legend: &Legend,
    entries: &mut [Entry],
    ledger: &mut Ledger,
) {
    if ticks.is_empty() {
        return;
    }
    let heads: Vec<(Rect, Vec<Found>)> = board
        .blocks
        .iter()
        .filter_map(|block| Some((block.rect, labels_of(block, legend)?)))
        .collect();
    name_heads(board, ticks, ledger);
    for tick in ticks {
        let over = heads.iter().filter(|(head, _)| {
            head.is_above(&tick.rect) && (head.width() - tick.rect.width()).abs() < 2.0 * TOUCH
        });
        let nearest = over.max_by(|a, b| a.0.y1.total_cmp(&b.0.y1));
        let Some((_, labels)) = nearest else {
            ledger.give(board.page, [tick.word], Role::Notice);
            continue;
        };
        let row = entries
            .iter_mut()
            .filter(|e| e.page == board.page && is_in_row(e, tick));
        for entry in row {
            ledger.give(board.page, [tick.word], Role::Mark(entry.printed));
            let known: Vec<Found> = labels
                .iter()
                .filter(|l| entry.ticked.iter().all(|t| t.label != l.label))
                .map(|l| Found {
                    rect: tick.rect,
                    ..l.clone()
                })
                .collect();
            entry.ticked.extend(known);
        }
    }
}

/// What stands over columns to tick, in one row and as narrow, names them: allergens mostly.
fn name_heads(board: &Board, ticks: &[Tick], ledger: &mut Ledger) {
    let narrow = |r: &Rect| {
        let mut ticks = ticks.iter();
        ticks.any(|tick| (r.width() - tick.rect.width()).abs() < TOUCH)
    };
    let is_over = |block: &Block| {
        let over =
            |tick: &Tick| block.rect.is_above(&tick.rect) && block.rect.x0 + TOUCH > tick.rect.x0;
        narrow(&block.rect) && ticks.iter().any(over)
    };
    let named: Vec<Rect> = board
        .blocks
        .iter()
        .filter(|b| is_over(b))
        .map(|b| b.rect)
        .collect();
    let in_their_row = |b: &&Block| narrow(&b.rect) && named.iter().any(|r| r.in_row(&b.rect));
    for block in board.blocks.iter().filter(in_their_row) {
        let words = block
            .pieces
            .iter()
            .flat_map(|p| &p.lines)
            .flat_map(|l| &l.words);
        ledger.give_unread(board.page, words, Role::Notice);
    }
}

fn is_in_row(entry: &Entry, tick: &Tick) -> bool {
    let y = entry.rect.centre_y();
    tick.rect.y0 < y && y < tick.rect.y1
}

/// The tick that is all of a cell.
fn tick(at: usize, block: &Block) -> Option<Tick<'_>> {
    let mut words = block
        .pieces
        .iter()
        .flat_map(|p| &p.lines)
        .flat_map(|l| &l.words);
    match (words.next(), words.next()) {
        (Some(word), None) if block.is_cell && TICKS.contains(&word.text.as_str()) => Some(Tick {
            block: at,
            rect: block.rect,
            word,
        }),
        _ => None,
    }
}

/// The labels that a cell names, and nothing else.
fn labels_of(block: &Block, legend: &Legend) -> Option<Vec<Found>> {
    let words: Vec<Word> = block
        .pieces
        .iter()
        .flat_map(|p| &p.lines)
        .flat_map(|l| l.words.iter().cloned())
        .collect();
    let reading = read_marks(&words, &[], &[], legend);
    let named = !reading.name.chars().any(char::is_alphanumeric);
    let by_word = |f: &Found| matches!(f.sign, Sign::Text(_) | Sign::Inked(..));
    let only = named && !reading.found.is_empty() && reading.found.iter().all(by_word);
    only.then_some(reading.found)
}
