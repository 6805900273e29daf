//! Days one under the other as a list: each goes from its heading to the next one.

use super::Strategy;
use crate::calendar::{self, DayMark};
use crate::geometry::Rect;
use crate::layout::assemble::Draft;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;

pub(super) struct Stacked;

impl Strategy for Stacked {
    fn name(&self) -> &'static str {
        "stacked"
    }

    fn propose<'a>(&self, sheet: &'a Sheet<'_>, _: &Settings) -> Vec<Draft<'a>> {
        let mut tops: Vec<(Rect, DayMark)> = Vec::new();
        let mut between = true;
        for (line, day) in sheet.dated_lines() {
            let prefix = || {
                let text = line.begins_like_a_day().then(|| line.text())?;
                calendar::day_mark_prefix(&text).map(|(mark, _)| mark)
            };
            let Some(mark) = day.or_else(prefix) else {
                between = true;
                continue;
            };
            match tops.last_mut() {
                Some((last, first)) if !between && mark.completes(first) => {
                    *last = last.union(&line.rect);
                }
                _ => tops.push((line.rect, mark)),
            }
            between = false;
        }
        if tops.is_empty() {
            return Vec::new();
        }
        let ends = tops
            .iter()
            .skip(1)
            .map(|(r, _)| r.y0)
            .chain([sheet.page.height]);
        let regions = tops
            .iter()
            .zip(ends)
            .map(|((top, _), end)| Rect::new(0.0, top.y0 - 0.5, sheet.page.width, end - 0.5))
            .collect();
        let draft = Draft {
            page: sheet.page,
            words: sheet.words().collect(),
            kept_out: Vec::new(),
            regions,
            strategy: self.name(),
            evidence: vec![format!("{} day headings one under the other", tops.len())],
        };
        vec![draft]
    }
}
