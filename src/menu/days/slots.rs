//! The course headings of the margin, where a box holds several courses: each line takes the one beside it.

use super::Reader;
use super::entry::Entry;
use super::state::State;
use crate::geometry::Rect;
use crate::layout::Line;
use crate::menu::board::{Block, Way};
use crate::menu::courses::CourseHeading;
use crate::menu::pieces::{Piece, Placed};

/// Share of the distance between two labels of the margin within which a line stands beside one of them.
const BESIDE: f32 = 0.4;

/// A label of the margin, and how high it stands.
pub(super) struct Slot {
    pub(super) y: f32,
    pub(super) label: Placed,
}

impl Slot {
    /// What holds for the dishes beside the label.
    pub(super) fn state(&self, around: &State) -> State {
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
    let same = |a: &Line, b: &Line| nearest(a).map(|s| s.y) == nearest(b).map(|s| s.y);
    let runs = lines.chunk_by(same);
    runs.map(|run| (run.first().and_then(nearest), run))
        .collect()
}
