//! A block's pieces → its dishes, down the block.

use super::Reader;
use super::entry::Entry;
use super::pictures::give_pictures;
use super::slots::{Slot, in_slots};
use super::state::{Inline, State};
use crate::geometry::Rect;
use crate::labels::Regime;
use crate::layout::{Line, text_of};
use crate::menu::board::Block;
use crate::menu::courses::{CourseHeading, DishHeading, dish_heading};
use crate::menu::dishes::{at_commas, dishes, place};
use crate::menu::model::MealKind;
use crate::menu::pieces::{Piece, Placed};
use crate::menu::roles::Role;
use crate::menu::words::Text;
use crate::pdf::{Colour, Fill, Word};
use std::collections::BTreeSet;

/// A block while it is read.
struct Section<'b> {
    block: &'b Block,
    /// Points that a line may take.
    width: f32,
    /// What the headings around the block say.
    base: State,
    /// What holds for the next dish.
    state: State,
    /// Whether a dish was read since the last day.
    begun: bool,
    /// The block of days that the numbers down a column are.
    column: Option<usize>,
    slots: Vec<Slot>,
    found: Vec<Entry>,
}

impl Section<'_> {
    fn begin_day(&mut self, heading: usize) {
        self.state = State {
            days: vec![heading],
            ..self.base.clone()
        };
        self.begun = false;
    }

    fn begin_meal(&mut self, kind: MealKind) {
        if self.begun {
            self.state.whole = self.base.whole.clone();
            self.state.themes = self.base.themes.clone();
        }
        self.state.meal = Some(kind);
        self.state.courses.clear();
    }

    fn begin_course(&mut self, heading: &CourseHeading, placed: &Placed, inline: bool) {
        if self.state.is_a_snack() {
            self.state.meal = self.base.meal;
        }
        self.state.regimes = self.base.regimes.clone();
        let regime = heading.regime.map(|r| (r, placed.rect));
        self.state.regimes.extend(regime);
        self.state.courses = vec![heading.clone()];
        self.state.inline = inline.then(|| Inline::until(&self.base.regimes));
    }

    fn begin_diet(&mut self, regimes: &[Regime], rect: Rect, inline: bool) {
        self.state.inline = inline.then(|| Inline::until(&self.state.regimes));
        self.state.regimes = regimes.iter().map(|r| (*r, rect)).collect();
    }
}

impl Reader<'_> {
    /// Reads a block's dishes; `state` is what holds before its first piece.
    pub(super) fn read_pieces(&mut self, block: &Block, width: f32, state: State) {
        let mut section = Section {
            block,
            width,
            base: state.clone(),
            state,
            begun: false,
            column: None,
            slots: self.slots(block),
            found: Vec::new(),
        };
        for (at, placed) in block.pieces.iter().enumerate() {
            self.read_piece(at, placed, &mut section);
        }
        let mut found = section.found;
        if section.slots.is_empty() {
            self.give_labels(block, &mut found);
        }
        give_pictures(block, &mut found);
        let ground = block.ground.map(|colour| Fill {
            rect: block.rect,
            colour,
        });
        found.iter_mut().for_each(|entry| entry.ground = ground);
        self.out.entries.extend(found);
    }

    fn read_piece(&mut self, at: usize, placed: &Placed, section: &mut Section<'_>) {
        let block = section.block;
        let inline = is_inline(placed, block.pieces.get(at + 1));
        match &placed.piece {
            Piece::Day(_) if block.heads => {}
            Piece::Day(mark) => {
                let row = self.section_block(mark, &placed.rect);
                let heading = self.heading(Some(*mark), placed.rect, row);
                section.begin_day(heading);
                let like = self.last.take().map(|(_, line)| line);
                self.last = like.map(|line| (section.state.clone(), line));
            }
            Piece::Number(number) => self.read_number(*number, placed, section),
            Piece::Meal(MealKind::PiqueNique) if is_all_of_its_day(block, at) => {
                self.read_dishes(placed, section);
            }
            Piece::Meal(kind) => section.begin_meal(*kind),
            Piece::Course(heading)
                if self.is_heading(block, placed, heading)
                    && !(section.state.is_a_snack() && heading.or_dish) =>
            {
                section.begin_course(heading, placed, inline);
            }
            Piece::Diet(diet) => section.begin_diet(&diet.regimes, placed.rect, inline),
            Piece::Whole(labels) => {
                if section.begun {
                    section.state.whole.clear();
                }
                let said = labels.iter().map(|label| (*label, placed.rect));
                section.state.whole.extend(said);
            }
            Piece::Theme => section.state.themes.push(placed.text()),
            Piece::Course(_) | Piece::Dishes => self.read_dishes(placed, section),
            Piece::Closed => self.out.closed.extend(&section.state.days),
            Piece::Note => give_note(placed, &mut section.found),
            Piece::Dates | Piece::Aside => {}
        }
    }

    /// Down a column of numbers the days go on: it is a block of days of its own.
    fn read_number(&mut self, number: u32, placed: &Placed, section: &mut Section<'_>) {
        let column = *section.column.get_or_insert_with(|| self.next_block());
        let named = section.base.days.first().copied();
        let heading = named.and_then(|n| self.number_day(number, n, placed.rect, column));
        if let Some(heading) = heading {
            section.begin_day(heading);
        }
    }

    fn read_dishes(&mut self, placed: &Placed, section: &mut Section<'_>) {
        section.begun = true;
        for (slot, lines) in in_slots(&placed.lines, &section.slots) {
            match slot.map(|slot| slot.state(&section.state)) {
                Some(mut beside) => {
                    self.add_dishes(lines, section.width, &mut beside, &mut section.found);
                    if let Some(inline) = section.state.inline.take() {
                        section.state.regimes = inline.regimes;
                    }
                }
                None => {
                    let state = &mut section.state;
                    self.add_dishes(lines, section.width, state, &mut section.found);
                }
            }
        }
        if self.board.flows {
            let last = placed.lines.last().cloned();
            self.last = last.map(|line| (section.state.clone(), line));
        }
    }

    /// Whether a course's name among dishes is a heading, not a dish ("Fromage"): by its colon, by the company of
    /// others, by its style, or because the page repeats it.
    fn is_heading(&self, block: &Block, placed: &Placed, heading: &CourseHeading) -> bool {
        let is_course = |p: &&Placed| matches!(p.piece, Piece::Course(_));
        let text = placed.text();
        let repeats = || {
            let all = self
                .board
                .blocks
                .iter()
                .flat_map(|b| &b.pieces)
                .filter(is_course);
            all.filter(|p| p.text() == text).count() > 1
        };
        // "Laitage bio" of a list without headings is a dish, and its label none of the next dish's.
        if !heading.labels.is_empty() && !text.contains(':') {
            return headed(block) >= 3;
        }
        let dishes = block
            .pieces
            .iter()
            .filter(|p| matches!(p.piece, Piece::Dishes));
        let mut styles = dishes.map(|p| style(&p.lines));
        text.ends_with(':')
            || (!heading.or_dish && text.ends_with(['-', '–']))
            || headed(block) >= 3
            || styles.all(|s| s != style(&placed.lines))
            || (!heading.or_dish && repeats())
    }

    fn add_dishes(
        &mut self,
        lines: &[Line],
        width: f32,
        state: &mut State,
        found: &mut Vec<Entry>,
    ) {
        let days = state.days.clone();
        let told = dishes(lines, width, &self.hand, self.legend);
        let page = self.board.page;
        let printed = lines.iter().flat_map(|l| &l.words);
        let Some((last, others)) = days.split_last() else {
            return self.out.ledger.give(page, printed, Role::Unread);
        };
        self.out.ledger.give(page, printed, Role::Separator);
        let meal = state.meal.unwrap_or(MealKind::Dejeuner);
        let is_a_snack = state.is_a_snack();
        let told = told.into_iter().flat_map(|words| match is_a_snack {
            true => at_commas(words),
            false => vec![words],
        });
        for words in told {
            state.come_to(&words);
            let picnic = is_picnic(&words).then_some(MealKind::PiqueNique);
            let printed = self.out.printed;
            self.out.printed += 1;
            self.out.ledger.give(page, &words, Role::Dish(printed));
            let entry = Entry {
                day: *last,
                printed,
                page,
                rect: place(&words),
                words,
                note: Vec::new(),
                pictures: Vec::new(),
                ground: None,
                ticked: Vec::new(),
                allergens: Some(BTreeSet::new()),
                meal: picnic.unwrap_or(meal),
                courses: state.courses.clone(),
                regimes: state.regimes.clone(),
                whole: state.whole.clone(),
                themes: state.themes.clone(),
            };
            found.extend(others.iter().map(|day| Entry {
                day: *day,
                ..entry.clone()
            }));
            found.push(entry);
        }
    }
}

/// Whether "Pique-nique" has no dishes around it, from its day or meal to the next.
fn is_all_of_its_day(block: &Block, at: usize) -> bool {
    let heads = |p: &Placed| matches!(p.piece, Piece::Day(_) | Piece::Number(_) | Piece::Meal(_));
    let others = |p: &&Placed| !heads(p);
    let before = block.pieces.iter().take(at).rev().take_while(others);
    let after = block.pieces.iter().skip(at + 1).take_while(others);
    let dishes = |p: &Placed| matches!(p.piece, Piece::Dishes | Piece::Course(_));
    block.has_days() && !block.heads_a_day() && !before.chain(after).any(dishes)
}

/// Whether the words are "Pique-nique" and nothing else.
fn is_picnic(words: &[Word]) -> bool {
    let heading = dish_heading(&Text::new(text_of(words)));
    matches!(heading, Some(DishHeading::Meal(MealKind::PiqueNique)))
}

/// What is printed small under a dish is said of it, on each of its days.
fn give_note(note: &Placed, found: &mut [Entry]) {
    let last = found.last().map(|entry| entry.printed);
    let words = note.lines.iter().flat_map(|l| &l.words);
    for entry in found.iter_mut().filter(|e| Some(e.printed) == last) {
        entry.note.extend(words.clone().cloned());
    }
}

/// Whether a heading stands on the line of the dish after it.
fn is_inline(heading: &Placed, next: Option<&Placed>) -> bool {
    let first = next.and_then(|next| next.lines.first());
    first.is_some_and(|line| heading.rect.in_row(&line.rect))
}

/// How many course headings of the block have dishes right after them.
fn headed(block: &Block) -> usize {
    let pairs = block.pieces.iter().zip(block.pieces.iter().skip(1));
    pairs
        .filter(|(a, b)| matches!((&a.piece, &b.piece), (Piece::Course(_), Piece::Dishes)))
        .count()
}

/// How a line is written: bold, its colour, underlined.
fn style(lines: &[Line]) -> Option<(bool, Colour, bool)> {
    let word = lines.iter().flat_map(|l| &l.words).next()?;
    Some((word.bold, word.colour, word.underlined))
}
