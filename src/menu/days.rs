//! Boards → entries: each dish's words with what governs them, each day heading for the dates.

use super::board::{Block, Board, Way};
use super::courses::{CourseHeading, DietHeading, DishHeading, dish_heading};
use super::dates::Heading;
use super::dishes::{Hand, at_commas, dishes, place};
use super::lexicon::{CourseGuess, course_of};
use super::mark_cells::{MarkCell, give_marks, holds_only_marks};
use super::model::MealKind;
use super::pieces::{Piece, Placed};
use super::print::Print;
use super::roles::{Ledger, Role};
use super::whole::give_claims;
use super::words::Text;
use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::labels::{self, Label, Legend, Meaning, Regime, Sign};
use crate::layout::{Line, text_of};
use crate::pdf::{Colour, Picture, Word};
use std::collections::{BTreeMap, BTreeSet};

/// Days that one cell may serve whatever it says; a wider one is a notice for the week, if it is no food.
const MERGED_DAYS: usize = 2;
/// Share of a day's width by which a cell may reach beyond the days that it serves.
const BEYOND: f32 = 0.3;
/// Share of the distance between two labels of the margin within which a line stands beside one of them.
const BESIDE: f32 = 0.4;

/// A dish on its way: its words, and what the page says around them.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Which of the headings it stands under.
    pub day: usize,
    /// Which of the printed dishes it is: one that serves several days is an entry for each.
    pub printed: u32,
    pub page: u32,
    pub words: Vec<Word>,
    /// Smaller print under it.
    pub note: Vec<Word>,
    pub rect: Rect,
    pub pictures: Vec<Picture>,
    pub meal: MealKind,
    pub courses: Vec<CourseHeading>,
    pub regimes: Vec<(Regime, Rect)>,
    pub whole: Vec<(Label, Rect)>,
    pub themes: Vec<String>,
}

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

/// What holds for the dishes that follow in a block.
#[derive(Debug, Clone, Default)]
struct State {
    days: Vec<usize>,
    meal: Option<MealKind>,
    courses: Vec<CourseHeading>,
    regimes: Vec<(Regime, Rect)>,
    whole: Vec<(Label, Rect)>,
    themes: Vec<String>,
    inline: Option<Inline>,
}

/// A heading on the line of the dish that it is for: "Plat sans viande : Boulettes de lentilles".
#[derive(Debug, Clone)]
struct Inline {
    /// The diets that hold again after that dish.
    regimes: Vec<(Regime, Rect)>,
    /// Whether that dish is read.
    past: bool,
}

impl State {
    /// An inline heading's diet and labels are its own dish's; its course holds for the dishes after it as far as they can
    /// be of it.
    fn come_to(&mut self, words: &[Word]) {
        let Some(inline) = &mut self.inline else {
            return;
        };
        if !std::mem::replace(&mut inline.past, true) {
            return;
        }
        self.regimes.clone_from(&inline.regimes);
        let courses = self.courses.iter_mut();
        courses.for_each(|heading| heading.labels.clear());
        let allowed = |guess: &CourseGuess| {
            let courses = self.courses.iter().flat_map(|heading| heading.allowed(&[]));
            courses
                .into_iter()
                .any(|course| guess.possible.contains(&course))
        };
        if course_of(&text_of(words)).is_some_and(|guess| !allowed(&guess)) {
            self.courses.clear();
        }
    }

    fn is_a_snack(&self) -> bool {
        self.meal.is_some_and(MealKind::is_a_snack)
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
            days_of_blocks: vec![None; board.blocks.len()],
            last: None,
            weeks: board.weeks(),
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

/// For each block, how wide a line of its column is at most: what a name may take before it wraps.
fn widest_lines(board: &Board) -> Vec<f32> {
    let width = |block: &Block| {
        let lines = block.pieces.iter().flat_map(|p| &p.lines);
        lines.map(|l| l.rect.width()).fold(0.0, f32::max)
    };
    let widths: Vec<(Rect, f32)> = board.blocks.iter().map(|b| (b.rect, width(b))).collect();
    let widest = |block: &Block| {
        let abreast = widths
            .iter()
            .filter(|(rect, _)| rect.in_column(&block.rect));
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
    /// The heading that each heading block became.
    days_of_blocks: Vec<Option<usize>>,
    /// What held for the last dishes read, and their last line, where they may go on on the next page.
    last: Option<(State, Line)>,
    /// The headings of columns that are weeks, where days are rows, or the other way round.
    weeks: Vec<Rect>,
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
        for index in order {
            marks.extend(self.read_block(index, &unnamed));
        }
        let page = self.board.page;
        let entries = self.out.entries.get_mut(first..).unwrap_or_default();
        let strays = give_marks(&marks, entries).into_iter();
        self.out.strays.extend(strays.map(|mark| (page, mark)));
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

    fn any_day(&self) -> bool {
        self.board.blocks.iter().any(Block::has_days)
    }

    /// Each block that heads a day becomes a heading; those of one row are one block of days.
    fn name_days(&mut self) {
        if !self.weeks.is_empty() {
            return self.name_days_of_weeks();
        }
        let board = self.board;
        let mut rows: Vec<(usize, Rect)> = Vec::new();
        let mut heads: Vec<(usize, &Block)> = board
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.heads_a_day())
            .collect();
        heads.sort_by(|a, b| a.1.rect.centre_y().total_cmp(&b.1.rect.centre_y()));
        for (index, block) in heads {
            let Some((mark, rect)) = first_day(block) else {
                continue;
            };
            let next = self.next_block();
            let row = match rows.last() {
                Some((row, last)) if self.is_one_block(last, &block.rect) => *row,
                _ => next,
            };
            rows.push((row, block.rect));
            let heading = self.heading(Some(mark), rect, row);
            if block.is_closed() {
                self.out.closed.insert(heading);
            }
            if let Some(slot) = self.days_of_blocks.get_mut(index) {
                *slot = Some(heading);
            }
        }
    }

    /// Where weeks are headings too, each day with dishes becomes a heading in each week, and each week is a block
    /// of days.
    fn name_days_of_weeks(&mut self) {
        let board = self.board;
        let mut days: Vec<(usize, Rect, DayMark)> = board
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.heads_a_day())
            .filter_map(|(index, b)| Some((index, b.rect, first_day(b)?.0)))
            .collect();
        days.sort_by(|a, b| match board.way {
            Way::Columns => a.1.x0.total_cmp(&b.1.x0),
            Way::Rows | Way::Stacked => a.1.y0.total_cmp(&b.1.y0),
        });
        for (number, week) in self.weeks.clone().iter().enumerate() {
            let block = self.next_block();
            for (index, day, mark) in &days {
                let rect = match board.way {
                    Way::Columns => Rect::new(day.x0, week.y0, day.x1, week.y1),
                    Way::Rows | Way::Stacked => Rect::new(week.x0, day.y0, week.x1, day.y1),
                };
                let dish = |b: &Block| b.has_dishes() && b.rect.overlap(&rect) > 0.0;
                if !board.blocks.iter().any(dish) {
                    continue;
                }
                let heading = self.heading(Some(*mark), rect, block);
                self.days_of_weeks.insert((*index, number), heading);
            }
        }
    }

    fn next_block(&self) -> usize {
        self.out.headings.last().map_or(0, |h| h.block + 1)
    }

    /// Two headings of one table: side by side; or one under the other with no period named between them.
    fn is_one_block(&self, above: &Rect, below: &Rect) -> bool {
        let stacked = self.board.way != Way::Columns;
        above.in_row(below) || (stacked && self.no_period_between(above, below))
    }

    fn heading(&mut self, mark: Option<DayMark>, rect: Rect, block: usize) -> usize {
        let position = self
            .out
            .headings
            .iter()
            .filter(|h| h.block == block)
            .count();
        self.out.headings.push(Heading {
            mark,
            page: self.board.page,
            rect,
            reach: rect,
            block,
            position,
        });
        self.out.headings.len() - 1
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

    /// A table whose day names are pictures: its columns in order, those left empty counted by their width.
    fn days_by_order(&mut self) -> Vec<(Rect, usize)> {
        let columns = self.board.unnamed_columns();
        let pitch = columns
            .iter()
            .zip(columns.iter().skip(1))
            .map(|(a, b)| b.centre_x() - a.centre_x())
            .fold(f32::INFINITY, f32::min);
        let block = self.next_block();
        let mut days: Vec<(Rect, usize)> = Vec::new();
        let mut reached = 0;
        for column in columns.iter().filter(|_| columns.len() > 1) {
            let first = columns.first().map_or(0.0, Rect::centre_x);
            let place = ((column.centre_x() - first) / pitch)
                .round()
                .clamp(0.0, 31.0) as usize;
            for _ in reached..place {
                self.heading(None, *column, block);
            }
            reached = place + 1;
            days.push((*column, self.heading(None, *column, block)));
        }
        days
    }

    /// Reads a block's dishes; one without any, but with marks for the dishes beside it, is given back.
    fn read_block(&mut self, index: usize, unnamed: &[(Rect, usize)]) -> Option<MarkCell> {
        let board = self.board;
        let block = board.blocks.get(index)?;
        if holds_only_marks(block, self.legend) {
            let days = self.around(block, unnamed).days;
            return (!days.is_empty()).then(|| MarkCell::new(block, days, board));
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

    /// Reads a block's dishes; `state` is what holds before its first piece.
    fn read_pieces(&mut self, block: &Block, width: f32, mut state: State) {
        let base = state.clone();
        let slots = self.slots(block);
        let mut begun = false;
        let mut column = None;
        let mut found: Vec<Entry> = Vec::new();
        for (at, placed) in block.pieces.iter().enumerate() {
            let inline = |regimes: &[(Regime, Rect)]| {
                is_inline(placed, block.pieces.get(at + 1)).then(|| Inline {
                    regimes: regimes.to_vec(),
                    past: false,
                })
            };
            match &placed.piece {
                Piece::Day(_) if block.heads => {}
                Piece::Day(mark) => {
                    let row = self.section_block(&placed.rect);
                    let heading = self.heading(Some(*mark), placed.rect, row);
                    state = State {
                        days: vec![heading],
                        ..base.clone()
                    };
                    begun = false;
                }
                Piece::Number(number) => {
                    // Down a column the days go on: it is a block of its own.
                    let column = *column.get_or_insert_with(|| self.next_block());
                    let named = base.days.first().copied();
                    let heading =
                        named.and_then(|n| self.number_day(*number, n, placed.rect, column));
                    let Some(heading) = heading else {
                        continue;
                    };
                    state = State {
                        days: vec![heading],
                        ..base.clone()
                    };
                    begun = false;
                }
                Piece::Meal(MealKind::PiqueNique) if is_all_of_its_day(block, at) => {
                    begun = true;
                    self.add_dishes(&placed.lines, width, &mut state, &mut found);
                }
                Piece::Meal(kind) => {
                    if begun {
                        state.whole = base.whole.clone();
                        state.themes = base.themes.clone();
                    }
                    state.meal = Some(*kind);
                    state.courses.clear();
                }
                Piece::Course(heading)
                    if self.is_heading(block, placed, heading)
                        && !(state.is_a_snack() && heading.or_dish) =>
                {
                    if state.is_a_snack() {
                        state.meal = base.meal;
                    }
                    state.regimes = base.regimes.clone();
                    state
                        .regimes
                        .extend(heading.regime.map(|r| (r, placed.rect)));
                    state.courses = vec![heading.clone()];
                    state.inline = inline(&base.regimes);
                }
                Piece::Diet(diet) => {
                    state.inline = inline(&state.regimes);
                    state.regimes = diet.regimes.iter().map(|r| (*r, placed.rect)).collect();
                }
                Piece::Whole(labels) => {
                    if begun {
                        state.whole.clear();
                    }
                    state
                        .whole
                        .extend(labels.iter().map(|label| (*label, placed.rect)));
                }
                Piece::Theme => state.themes.push(placed.text()),
                Piece::Course(_) | Piece::Dishes => {
                    begun = true;
                    for (slot, lines) in in_slots(&placed.lines, &slots) {
                        match slot.map(|slot| slot.state(&state)) {
                            Some(mut beside) => {
                                self.add_dishes(lines, width, &mut beside, &mut found);
                                if let Some(inline) = state.inline.take() {
                                    state.regimes = inline.regimes;
                                }
                            }
                            None => self.add_dishes(lines, width, &mut state, &mut found),
                        }
                    }
                    if self.board.flows {
                        self.last = placed.lines.last().cloned().map(|l| (state.clone(), l));
                    }
                }
                Piece::Closed => self.out.closed.extend(&state.days),
                Piece::Note => give_note(placed, &mut found),
                Piece::Dates | Piece::Aside => {}
            }
        }
        if slots.is_empty() {
            self.give_labels(block, &mut found);
        }
        give_pictures(block, &mut found);
        self.out.entries.extend(found);
    }

    /// The labels of the margin, where a box holds several courses and each line stands beside one of them.
    fn slots(&self, block: &Block) -> Vec<Slot> {
        let is_slot = |p: &Piece| matches!(p, Piece::Course(_) | Piece::Meal(_));
        let mut slots: Vec<Slot> = match self.board.way {
            Way::Columns | Way::Stacked => self.board.labels_over(&block.rect, is_slot),
            Way::Rows => Vec::new(),
        }
        .into_iter()
        .map(|p| Slot {
            y: p.rect.centre_y(),
            label: p.clone(),
        })
        .collect();
        slots.sort_by(|a, b| a.y.total_cmp(&b.y));
        let pitch = slots
            .iter()
            .zip(slots.iter().skip(1))
            .map(|(a, b)| b.y - a.y)
            .fold(f32::INFINITY, f32::min);
        let mut lines = block
            .pieces
            .iter()
            .filter(|p| matches!(p.piece, Piece::Dishes))
            .flat_map(|p| &p.lines);
        let beside = |line: &Line| {
            let far = |s: &Slot| (s.y - line.rect.centre_y()).abs();
            slots.iter().any(|s| far(s) <= BESIDE * pitch)
        };
        // No dish is merged over three courses: such a box holds them all.
        match slots.len() > 2 || (slots.len() > 1 && lines.all(beside)) {
            true => slots,
            false => Vec::new(),
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

    /// A day named inside a list: one block of days goes on until the page names a new period.
    fn section_block(&self, rect: &Rect) -> usize {
        let last = self
            .out
            .headings
            .last()
            .filter(|h| h.page == self.board.page);
        match last {
            Some(last) if last.rect.in_row(rect) || self.no_period_between(&last.rect, rect) => {
                last.block
            }
            _ => self.next_block(),
        }
    }

    fn no_period_between(&self, above: &Rect, below: &Rect) -> bool {
        !self.board.blocks.iter().flat_map(|b| &b.pieces).any(|p| {
            matches!(p.piece, Piece::Dates)
                && p.rect.centre_y() > above.centre_y()
                && p.rect.centre_y() < below.centre_y()
        })
    }

    /// What the headings around a block say of all its dishes.
    fn around(&mut self, block: &Block, unnamed: &[(Rect, usize)]) -> State {
        let board = self.board;
        let rect = &block.rect;
        let over = board.days_over(rect);
        let mut state = State::default();
        if over.len() <= MERGED_DAYS || self.serves_many_days(block, &over) {
            for index in &over {
                let named = match self.weeks.is_empty() {
                    true => self.days_of_blocks.get(*index).copied().flatten(),
                    false => self.day_of_week(*index, rect),
                };
                state
                    .days
                    .extend(named.map(|day| self.numbered(block, day)));
                let Some(head) = board.blocks.get(*index) else {
                    continue;
                };
                state.whole.extend(shown(&head.pictures, self.legend));
                for placed in board.labels_of_day(&head.rect) {
                    match &placed.piece {
                        Piece::Whole(labels) => state
                            .whole
                            .extend(labels.iter().map(|label| (*label, placed.rect))),
                        _ => state.themes.push(placed.text()),
                    }
                }
            }
        }
        let unnamed = unnamed.iter().filter(|(column, _)| column.in_column(rect));
        state.days.extend(unnamed.map(|(_, day)| *day));
        let meals = board.labels_over(rect, |p| matches!(p, Piece::Meal(_)));
        state.meal = meals.iter().find_map(|p| match p.piece {
            Piece::Meal(kind) => Some(kind),
            _ => None,
        });
        state.meal = state.meal.or_else(|| board.meal_row_over(rect));
        state.regimes = diets(board, rect);
        state
    }

    /// Whether what a wide cell says is food, and it spans just the days: an offer of the whole week spans more.
    fn serves_many_days(&self, block: &Block, over: &[usize]) -> bool {
        let days = over.iter().filter_map(|at| self.board.blocks.get(*at));
        let days: Vec<Rect> = days.map(|b| b.rect).collect();
        let Some(all) = Rect::around(days.iter().copied()) else {
            return false;
        };
        let slack = BEYOND * all.width() / days.len() as f32;
        let just = match self.board.way {
            Way::Columns => block.rect.x0 > all.x0 - slack && block.rect.x1 < all.x1 + slack,
            Way::Rows => block.rect.y0 > all.y0 - slack && block.rect.y1 < all.y1 + slack,
            Way::Stacked => false,
        };
        let dishes = block
            .pieces
            .iter()
            .filter(|p| matches!(p.piece, Piece::Dishes));
        just && dishes
            .flat_map(|p| &p.lines)
            .all(|line| course_of(&line.text()).is_some())
    }

    /// Where the table's other headings are weeks, a day of the week of the box.
    fn day_of_week(&self, day: usize, rect: &Rect) -> Option<usize> {
        let of_week = |week: &Rect| match self.board.way {
            Way::Columns => week.in_row(rect),
            Way::Rows | Way::Stacked => week.in_column(rect),
        };
        let week = self.weeks.iter().position(of_week)?;
        self.days_of_weeks.get(&(day, week)).copied()
    }

    /// In a calendar the day's number is in the cell, its name above.
    fn numbered(&mut self, block: &Block, named: usize) -> usize {
        let numbered = block.number.as_ref().and_then(|number| {
            let row = self.section_block(&block.rect);
            self.number_day(number.value, named, block.rect, row)
        });
        numbered.unwrap_or(named)
    }

    /// A heading for the number under a day's name; none where the name has a number of its own.
    fn number_day(&mut self, number: u32, named: usize, rect: Rect, block: usize) -> Option<usize> {
        let above = self.out.headings.get(named)?.mark;
        let above = above.filter(|mark| mark.day.is_none())?;
        let mark = DayMark {
            day: Some(number),
            ..above
        };
        Some(self.heading(Some(mark), rect, block))
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

    /// The course headings around the block: each dish takes the one beside it, a lone dish merged over several takes all.
    fn give_labels(&self, block: &Block, found: &mut [Entry]) {
        let labels = self
            .board
            .labels_over(&block.rect, |p| matches!(p, Piece::Course(_)));
        let courses: Vec<(&CourseHeading, Rect)> = labels
            .iter()
            .filter_map(|p| match &p.piece {
                Piece::Course(heading) => Some((heading, p.rect)),
                _ => None,
            })
            .collect();
        let several = found.len() > 1 && self.board.way != Way::Rows;
        for entry in found.iter_mut().filter(|e| e.courses.is_empty()) {
            let y = entry.rect.centre_y();
            let far = |r: &Rect| (r.centre_y() - y).abs();
            let nearest = courses
                .iter()
                .min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)));
            entry.courses = match nearest {
                Some((heading, _)) if several => vec![(*heading).clone()],
                _ => courses.iter().map(|(h, _)| (*h).clone()).collect(),
            };
            let regimes = entry.courses.iter().filter_map(|h| h.regime);
            entry.regimes.extend(regimes.map(|r| (r, block.rect)));
        }
    }
}

/// Whether "Pique-nique" has no dishes after it, up to the next day.
fn is_all_of_its_day(block: &Block, at: usize) -> bool {
    let others = |p: &&Placed| !matches!(p.piece, Piece::Day(_) | Piece::Number(_));
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

/// A label of the margin, and how high it stands.
struct Slot {
    y: f32,
    label: Placed,
}

impl Slot {
    /// What holds for the dishes beside the label.
    fn state(&self, around: &State) -> State {
        let mut state = State {
            meal: None,
            courses: Vec::new(),
            ..around.clone()
        };
        match &self.label.piece {
            Piece::Meal(kind) => state.meal = Some(*kind),
            Piece::Course(heading) => {
                let regime = heading.regime.map(|r| (r, self.label.rect));
                state.regimes.extend(regime);
                state.courses.push(heading.clone());
            }
            _ => {}
        }
        state
    }
}

/// Whether a heading stands on the line of the dish after it.
fn is_inline(heading: &Placed, next: Option<&Placed>) -> bool {
    let first = next.and_then(|next| next.lines.first());
    first.is_some_and(|line| heading.rect.in_row(&line.rect))
}

/// The lines that stand beside each slot; all of them beside none, where there are no slots.
fn in_slots<'l, 's>(lines: &'l [Line], slots: &'s [Slot]) -> Vec<(Option<&'s Slot>, &'l [Line])> {
    let nearest = |line: &Line| {
        let far = |s: &&Slot| (s.y - line.rect.centre_y()).abs();
        slots.iter().min_by(|a, b| far(a).total_cmp(&far(b)))
    };
    let same = |a: &Line, b: &Line| nearest(a).map(|s| s.y) == nearest(b).map(|s| s.y);
    let runs = lines.chunk_by(same);
    runs.map(|run| (run.first().and_then(nearest), run))
        .collect()
}

/// How many course headings of the block have dishes right after them.
fn headed(block: &Block) -> usize {
    let pairs = block.pieces.iter().zip(block.pieces.iter().skip(1));
    pairs
        .filter(|(a, b)| matches!((&a.piece, &b.piece), (Piece::Course(_), Piece::Dishes)))
        .count()
}

fn first_day(block: &Block) -> Option<(DayMark, Rect)> {
    block.pieces.iter().find_map(|p| match p.piece {
        Piece::Day(mark) => Some((mark, p.rect)),
        _ => None,
    })
}

/// How a line is written: bold, its colour, underlined.
fn style(lines: &[Line]) -> Option<(bool, Colour, bool)> {
    let word = lines.iter().flat_map(|l| &l.words).next()?;
    Some((word.bold, word.colour, word.underlined))
}

/// The diets a cell is for, where its course has cells for other diets too.
fn diets(board: &Board, rect: &Rect) -> Vec<(Regime, Rect)> {
    let is_diet = |p: &Piece| match p {
        Piece::Whole(labels) => labels.iter().all(|label| matches!(label, Label::Regime(_))),
        other => matches!(other, Piece::Diet(_)),
    };
    let mine = board.labels_over(rect, is_diet);
    let course = board.boxed_labels_over(rect, |p| matches!(p, Piece::Course(_)));
    let row = course.iter().fold(*rect, |row, (_, cell)| Rect {
        y0: row.y0.min(cell.y0),
        y1: row.y1.max(cell.y1),
        ..row
    });
    let all = board.labels_over(&row, is_diet);
    let everyone = |p: &&Placed| matches!(&p.piece, Piece::Diet(DietHeading { regimes }) if regimes.is_empty());
    if mine.iter().any(everyone) || (all.len() > 1 && mine.len() == all.len()) {
        return Vec::new();
    }
    let regimes = mine.iter().flat_map(|p| match &p.piece {
        Piece::Diet(diet) => diet.regimes.iter().map(|r| (*r, p.rect)).collect(),
        Piece::Whole(labels) => {
            let regimes = labels.iter().filter_map(|label| match label {
                Label::Regime(regime) => Some((*regime, p.rect)),
                _ => None,
            });
            regimes.collect()
        }
        _ => Vec::new(),
    });
    regimes.collect()
}

/// The labels that the legend gives to these very pictures.
fn shown(pictures: &[Picture], legend: &Legend) -> Vec<(Label, Rect)> {
    let of_entry = |entry: &labels::Entry| {
        let (Sign::Picture(icon), Meaning::Label(label)) = (&entry.sign, &entry.meaning) else {
            return None;
        };
        let same = pictures.iter().find(|p| p.hash == icon.hash)?;
        Some((*label, same.rect))
    };
    legend.entries.iter().filter_map(of_entry).collect()
}

/// Each picture goes to the dish it stands nearest to.
fn give_pictures(block: &Block, found: &mut [Entry]) {
    for picture in &block.pictures {
        let far = |rect: &Rect| {
            let across = (picture.rect.centre_x() - rect.x1)
                .max(rect.x0 - picture.rect.centre_x())
                .max(0.0);
            let down = (picture.rect.centre_y() - rect.y1)
                .max(rect.y0 - picture.rect.centre_y())
                .max(0.0);
            (
                3.0 * down + across,
                (picture.rect.centre_y() - rect.centre_y()).abs(),
            )
        };
        let nearest = found.iter_mut().min_by(|a, b| {
            let (a, b) = (far(&a.rect), far(&b.rect));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        if let Some(entry) = nearest {
            entry.pictures.push(picture.clone());
        }
    }
}
