//! Columns to tick ("Bio", "Local") → the labels of the dishes in whose rows a tick stands. What such a column is called
//! may be written along it. Columns that allergens name give these; the ticks of other columns give nothing.

use super::entry::Entry;
use crate::geometry::{Rect, TOUCH};
use crate::labels::{Allergen, Found, Legend, Sign, allergen_named, read_marks};
use crate::layout::text_of;
use crate::menu::board::{Block, Board};
use crate::menu::roles::{Ledger, Role};
use crate::pdf::Word;

/// What people tick with.
const TICKS: &[&str] = &["x", "X", "✓", "✔", "✗", "✘", "×", "●", "•", "■", "☑", "☒"];
/// Columns that allergens name, at least, on a page that ticks them.
const FEW_ALLERGENS: usize = 3;
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
    let columns = Allergens::on(board);
    for tick in ticks {
        let over = heads.iter().filter(|(head, _)| {
            head.is_above(&tick.rect) && (head.width() - tick.rect.width()).abs() < 2.0 * TOUCH
        });
        let nearest = over.max_by(|a, b| a.0.y1.total_cmp(&b.0.y1));
        let Some((_, labels)) = nearest else {
            ledger.give(board.page, [tick.word], Role::Notice);
            columns.give(tick, board, entries, ledger);
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

/// Columns to tick that allergens name: the nearest text over a tick, as narrow as it.
struct Allergens<'b> {
    heads: Vec<(&'b Block, Option<Allergen>)>,
}

impl<'b> Allergens<'b> {
    fn on(board: &'b Board) -> Self {
        let named = |block: &'b Block| (block, allergen_named(&text_of(words(block))));
        let says = |block: &&Block| ticked(block).is_none() && words(block).next().is_some();
        let heads: Vec<_> = board.blocks.iter().filter(says).map(named).collect();
        let few = heads.iter().filter(|(_, a)| a.is_some()).count() < FEW_ALLERGENS;
        Self {
            heads: if few { Vec::new() } else { heads },
        }
    }

    /// The dish in whose row the tick stands holds the allergen of its column; where either is not sure, nothing is.
    fn give(&self, tick: &Tick, board: &Board, entries: &mut [Entry], ledger: &mut Ledger) {
        if self.heads.is_empty() {
            return;
        }
        let over = self.heads.iter().filter(|(head, _)| {
            let as_wide = (head.rect.width() - tick.rect.width()).abs() < 2.0 * TOUCH;
            head.rect.is_above(&tick.rect) && as_wide
        });
        let nearest = over.max_by(|a, b| a.0.rect.y1.total_cmp(&b.0.rect.y1));
        let own = |e: &&mut Entry| e.page == board.page && is_in_row(e, tick);
        let mut row: Vec<&mut Entry> = entries.iter_mut().filter(own).collect();
        let one_dish = row.windows(2).all(|pair| match pair {
            [a, b] => a.printed == b.printed,
            _ => true,
        });
        let allergen = nearest
            .and_then(|(_, allergen)| *allergen)
            .filter(|_| one_dish);
        for entry in &mut row {
            ledger.give(board.page, [tick.word], Role::Mark(entry.printed));
            match (allergen, &mut entry.allergens) {
                (Some(allergen), Some(known)) => {
                    known.insert(allergen);
                }
                _ => entry.allergens = None,
            }
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
        ledger.give_unread(board.page, words(block), Role::Notice);
    }
}

fn is_in_row(entry: &Entry, tick: &Tick) -> bool {
    let y = entry.rect.centre_y();
    tick.rect.y0 < y && y < tick.rect.y1
}

fn words(block: &Block) -> impl Iterator<Item = &Word> + Clone {
    let lines = block.pieces.iter().flat_map(|p| &p.lines);
    lines.flat_map(|l| &l.words)
}

fn tick(at: usize, block: &Block) -> Option<Tick<'_>> {
    let word = ticked(block)?;
    Some(Tick {
        block: at,
        rect: block.rect,
        word,
    })
}

/// The tick that is all of a cell.
fn ticked(block: &Block) -> Option<&Word> {
    let mut words = words(block);
    let word = words.next().filter(|_| words.next().is_none())?;
    (block.is_cell && TICKS.contains(&word.text.as_str())).then_some(word)
}

/// The labels that a cell names, and nothing else.
fn labels_of(block: &Block, legend: &Legend) -> Option<Vec<Found>> {
    let words: Vec<Word> = words(block).cloned().collect();
    let reading = read_marks(&words, &[], &[], legend);
    let named = !reading.name.chars().any(char::is_alphanumeric);
    let by_word = |f: &Found| matches!(f.sign, Sign::Text(_) | Sign::Inked(..));
    let only = named && !reading.found.is_empty() && reading.found.iter().all(by_word);
    only.then_some(reading.found)
}
