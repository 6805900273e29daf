//! The course headings of the margin, where a box holds several courses: each line takes the one beside it.

use super::Reader;
use super::entry::Entry;
use super::state::State;
use crate::geometry::Rect;
use crate::layout::Line;
use crate::menu::board::{Block, Way};
use crate::menu::courses::CourseHeading;
use crate::menu::pieces::{Piece, Placed};

/// Times its height by which the middle of a line may miss that of the label beside it.
const LEVEL: f32 = 0.4;
/// Share of the distance between two labels of the margin within which a line stands beside one of them.
const BESIDE: f32 = 0.4;

/// A label of the margin, and how high it stands; a line over the first label has none.
pub(super) struct Slot {
    pub(super) y: f32,
    pub(super) label: Option<Placed>,
}

impl Slot {
    /// What holds for the dishes beside the label.
    pub(super) fn state(&self, around: &State) -> State {
        let mut state = State {
            meal: None,
            courses: Vec::new(),
            ..around.clone()
        };
        let label = self.label.as_ref();
        match label.map(|label| (&label.piece, label.rect)) {
            Some((Piece::Meal(kind), _)) => state.meal = Some(*kind),
            Some((Piece::Course(heading), rect)) => {
                let regime = heading.regime.map(|r| (r, rect));
                state.regimes.extend(regime);
                state.courses.push(heading.clone());
            }
            _ => {}
        }
        state
    }
}

impl Reader<'_> {
    /// The labels of the margin, where a box holds several courses and each line stands beside one of them.
    pub(super) fn slots(&self, block: &Block) -> Vec<Slot> {
        let is_slot = |p: &Piece| matches!(p, Piece::Course(_) | Piece::Meal(_));
        let mut slots: Vec<Slot> = match self.board.way {
            Way::Columns | Way::Stacked => self.board.labels_over(&block.rect, is_slot),
            Way::Rows => Vec::new(),
        }
        .into_iter()
        .map(|p| Slot {
            y: p.rect.centre_y(),
            label: Some(p.clone()),
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
        if let [slot] = slots.as_slice()
            && let Some(above) = self.lines_over(slot, block)
        {
            let unnamed = above.into_iter().map(|y| Slot { y, label: None });
            return unnamed.chain(slots).collect();
        }
        // No dish is merged over three courses: such a box holds them all.
        match slots.len() > 2 || (slots.len() > 1 && lines.all(beside)) {
            true => slots,
            false => Vec::new(),
        }
    }

    /// "Goûter" in the margin, level with a line further down a box that all meals share: how high the lines over it stand.
    fn lines_over(&self, slot: &Slot, block: &Block) -> Option<Vec<f32>> {
        let label = slot.label.as_ref().map(|label| label.rect)?;
        let alike = |p: &Piece| matches!(p, Piece::Meal(_));
        let boxes = self.board.boxed_labels_over(&block.rect, alike);
        let (_, cell) = boxes.into_iter().find(|(placed, _)| placed.rect == label)?;
        let middles = |block: &Block| {
            let dishes = block
                .pieces
                .iter()
                .filter(|p| matches!(p.piece, Piece::Dishes));
            let lines = dishes.flat_map(|p| &p.lines).map(|l| l.rect.centre_y());
            lines.collect::<Vec<f32>>()
        };
        let shares = |b: &&Block| b.rect.in_row(&cell) && b.rect.y0 < label.y0;
        let lines: Vec<f32> = self
            .board
            .blocks
            .iter()
            .filter(shares)
            .flat_map(middles)
            .collect();
        let high = label.height();
        let level = lines.iter().any(|y| (y - slot.y).abs() < LEVEL * high);
        let first = lines.iter().copied().reduce(f32::min)?;
        let centred = (cell.centre_y() - slot.y).abs() < high;
        let above = middles(block)
            .into_iter()
            .filter(|y| *y < slot.y - LEVEL * high);
        (level && !centred && first < slot.y - LEVEL * high).then(|| above.collect())
    }

    /// The course headings around the block: each dish takes the one beside it, a lone dish merged over several takes all.
    pub(super) fn give_labels(&self, block: &Block, found: &mut [Entry]) {
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

/// The lines that stand beside each slot; all of them beside none, where there are no slots.
pub(super) fn in_slots<'l, 's>(
    lines: &'l [Line],
    slots: &'s [Slot],
) -> Vec<(Option<&'s Slot>, &'l [Line])> {
    let nearest = |line: &Line| {
        let far = |s: &&Slot| (s.y - line.rect.centre_y()).abs();
        slots.iter().min_by(|a, b| far(a).total_cmp(&far(b)))
    };
    // Lines without a label are one run, however many they are.
    let of = |line: &Line| nearest(line).map(|s| s.label.as_ref().map(|_| s.y));
    let same = |a: &Line, b: &Line| of(a) == of(b);
    let runs = lines.chunk_by(same);
    runs.map(|run| (run.first().and_then(nearest), run))
        .collect()
}
