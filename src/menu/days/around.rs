//! What the headings around a block say of all its dishes.

use super::Reader;
use super::state::State;
use crate::geometry::Rect;
use crate::labels::{Label, Legend, Regime, labels_of_picture, labels_worn};
use crate::menu::board::{Block, Board, Way};
use crate::menu::courses::DietHeading;
use crate::menu::lexicon::course_of;
use crate::menu::pieces::{Piece, Placed};
use crate::pdf::{Fill, Picture};

/// Days that one cell may serve whatever it says; a wider one is a notice for the week, if it is no food.
const MERGED_DAYS: usize = 2;
/// Share of a day's width by which a cell may reach beyond the days that it serves.
const BEYOND: f32 = 0.3;

impl Reader<'_> {
    /// What the headings around a block say of all its dishes.
    pub(super) fn around(&mut self, block: &Block, unnamed: &[(Rect, usize)]) -> State {
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
                state.whole.extend(self.said_first_under(*index, block));
                state.whole.extend(self.worn_by_the_day(head));
                let pictures = board.pictures_of_day(&head.rect, rect);
                state.whole.extend(shown(&pictures, self.legend));
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
        if over.is_empty() {
            state.days.extend(self.day_of_the_box_above(block));
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

    /// The diets that the legend gives to the ink or the ground of a day's heading, where other days' have another.
    fn worn_by_the_day(&self, head: &Block) -> Vec<(Label, Rect)> {
        let worn = diets_worn(head, self.legend);
        let by_all = |label: &Label| {
            let mut others = self.board.day_heads();
            others.all(|b| diets_worn(b, self.legend).contains(label))
        };
        let told = worn.into_iter().filter(|label| !by_all(label));
        told.map(|label| (label, head.rect)).collect()
    }

    /// "Menu végétarien" over the first dish of a day holds for the boxes after that dish's too; in a calendar those are
    /// other days'.
    fn said_first_under(&self, day: usize, block: &Block) -> Vec<(Label, Rect)> {
        let first = self.first_boxes.get(&day);
        let first = first.and_then(|at| self.board.blocks.get(*at));
        let before = |first: &&Block| match self.board.way {
            Way::Rows => first.rect.is_left_of(&block.rect),
            Way::Columns | Way::Stacked => first.rect.is_above(&block.rect),
        };
        let before = first.filter(|first| before(first) && !first.is_a_days());
        let pieces = before.into_iter().flat_map(|b| &b.pieces);
        let said = pieces.take_while(|p| !matches!(p.piece, Piece::Dishes));
        let whole = said.filter_map(|p| match &p.piece {
            Piece::Whole(labels) => Some(labels.iter().map(|label| (*label, p.rect))),
            _ => None,
        });
        whole.flatten().collect()
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
}

/// The diets that the legend gives to how a day's heading is printed.
fn diets_worn(head: &Block, legend: &Legend) -> Vec<Label> {
    let days = head.pieces.iter();
    let mut days = days.filter(|p| matches!(p.piece, Piece::Day(_)));
    let word = days.find_map(|p| p.lines.first()?.words.first());
    let ground = head.ground.map(|colour| Fill {
        rect: head.rect,
        colour,
    });
    let worn = word.map(|word| labels_worn(word, ground, legend));
    let mut labels = worn.unwrap_or_default();
    labels.retain(|label| matches!(label, Label::Regime(_)));
    labels
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

/// The labels that the legend gives to these pictures.
fn shown(pictures: &[Picture], legend: &Legend) -> Vec<(Label, Rect)> {
    let of_picture = |picture: &Picture| {
        let labels = labels_of_picture(picture, legend).into_iter();
        labels
            .map(|label| (label, picture.rect))
            .collect::<Vec<_>>()
    };
    pictures.iter().flat_map(of_picture).collect()
}
