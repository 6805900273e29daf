//! Parts of lines → the lines of a cell: what stands close together on one baseline is one line again.

use super::draft::Part;
use super::grid::{Line, day_of};
use super::lanes::lanes;
use super::lines::{baselines, sort_for_reading};
use super::settings::Settings;
use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::pdf::Word;

/// A line that is still made of the page's own words.
pub(super) struct Run<'a> {
    pub words: Vec<&'a Word>,
    pub rect: Rect,
    /// The day that it is as a whole.
    pub day: Option<DayMark>,
}

impl<'a> Run<'a> {
    /// The part as a line of its own.
    pub(super) fn of(part: &Part<'a>) -> Self {
        Self {
            words: part.words.iter().collect(),
            rect: part.rect,
            day: part.day,
        }
    }

    /// Parts side by side as one line.
    fn joined(parts: &[Part<'a>]) -> Self {
        if let [part] = parts {
            return Self::of(part);
        }
        let words: Vec<&Word> = parts.iter().flat_map(|p| p.words).collect();
        Self {
            rect: Rect::around(parts.iter().map(|p| p.rect)).unwrap_or_default(),
            day: day_of(words.iter().copied()),
            words,
        }
    }

    pub(super) fn to_line(&self) -> Line {
        Line {
            words: self.words.iter().copied().cloned().collect(),
            rect: self.rect,
        }
    }
}

impl Run<'_> {
    /// Whether it is so short that it can be a code or a price beside a name.
    fn is_a_mark(&self, settings: &Settings) -> bool {
        let size = self.words.iter().map(|w| w.size).fold(0.0, f32::max);
        self.rect.width() < settings.mark_width * size
    }
}

/// The lines of a cell in reading order: its parts, those joined that stand close on one baseline; and how many of them
/// share a row with another.
pub(super) fn lines_of_cell<'a>(
    parts: Vec<Part<'a>>,
    settings: &Settings,
) -> (Vec<Run<'a>>, usize) {
    let mut lines = Vec::new();
    let mut abreast = 0;
    for lane in lanes(parts) {
        let (level, turned): (Vec<Part>, Vec<Part>) =
            lane.into_iter().partition(|part| part.is_level());
        let mut runs: Vec<Run> = turned.iter().map(Run::of).collect();
        for row in baselines(level, |part| part.rect, settings) {
            let first = runs.len();
            let one = |last: &Part, part: &Part| is_one_line(last, part, settings);
            runs.extend(row.chunk_by(one).map(Run::joined));
            let names = runs.iter().skip(first);
            let names = names.filter(|run| !run.is_a_mark(settings)).count();
            abreast += names.saturating_sub(1);
        }
        sort_for_reading(&mut runs, |run| run.rect);
        lines.extend(runs);
    }
    (lines, abreast)
}

/// Whether two parts side by side are one line of a cell: they stand close, and are not two days.
fn is_one_line(last: &Part, part: &Part, settings: &Settings) -> bool {
    let gap = part.rect.x0 - last.rect.x1;
    let days = last.day.is_some() && part.day.is_some_and(|day| day.weekday.is_some());
    gap <= settings.cell_gap * end_size(last).max(start_size(part)) && !days
}

fn end_size(part: &Part) -> f32 {
    part.words.last().map_or(0.0, |word| word.size)
}

fn start_size(part: &Part) -> f32 {
    part.words.first().map_or(0.0, |word| word.size)
}
