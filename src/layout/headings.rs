//! The day headings of a sheet: each on its own, in columns one under the other, or side by side.

use super::grid::Line;
use super::settings::Settings;
use super::sheet::Sheet;
use crate::calendar::{self, DayMark};
use crate::geometry::Rect;

/// Headings looked back at for the first line of one: bounds the work on a page full of days.
const LOOK_BACK: usize = 32;

/// The boxes of the headings, top to bottom; "LUNDI" over or beside "1 mai" is one.
pub(super) fn headings(sheet: &Sheet<'_>) -> Vec<Rect> {
    let lines = sheet.dated_lines();
    joined(lines.filter_map(|(line, day)| Some((line, day?))))
}

/// The same, with lines that go on after their day: "Lundi 1 mai : Melon".
pub(super) fn leading_headings(sheet: &Sheet<'_>) -> Vec<Rect> {
    let prefix = |line: &Line| {
        let text = line.begins_like_a_day().then(|| line.text())?;
        calendar::day_mark_prefix(&text).map(|(mark, _)| mark)
    };
    let lines = sheet.dated_lines();
    joined(lines.filter_map(|(line, day)| Some((line, day.or_else(|| prefix(line))?))))
}

fn joined<'l>(lines: impl Iterator<Item = (&'l Line, DayMark)>) -> Vec<Rect> {
    let mut found: Vec<(Rect, DayMark)> = Vec::new();
    for (line, mark) in lines {
        let rect = line.rect;
        let goes_on = |(first, of): &&mut (Rect, DayMark)| {
            let below = rect.y0 < first.y1 + line.size() && rect.in_column(first);
            mark.completes(of) && (below || rect.in_row(first))
        };
        match found.iter_mut().rev().take(LOOK_BACK).find(goes_on) {
            Some((first, of)) => {
                *first = first.union(&rect);
                // A heading is completed once.
                of.day = mark.day;
            }
            None => found.push((rect, mark)),
        }
    }
    found.into_iter().map(|(rect, _)| rect).collect()
}

/// Headings in columns, left to right, each top to bottom, where no two columns share a strip of the page.
pub(super) fn in_columns(headings: &[Rect], settings: &Settings) -> Vec<Vec<Rect>> {
    let mut sorted = headings.to_vec();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut columns: Vec<(Rect, Vec<Rect>)> = Vec::new();
    for heading in sorted {
        match columns.last_mut() {
            Some((around, column)) if around.in_column(&heading) => {
                *around = around.union(&heading);
                column.push(heading);
            }
            _ => columns.push((heading, vec![heading])),
        }
    }
    if columns.len() > settings.max_columns {
        return Vec::new();
    }
    let columns = columns.into_iter().map(|(_, mut column)| {
        column.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        column
    });
    columns.collect()
}

/// Day headings side by side.
pub(super) struct HeadingRow {
    pub rect: Rect,
    /// The first heading's.
    mark: DayMark,
    pub columns: Vec<Rect>,
}

/// The rows of at least two headings; "LUNDI" over "1 mai" is one heading.
pub(super) fn side_by_side(sheet: &Sheet<'_>, settings: &Settings) -> Vec<HeadingRow> {
    let mut rows: Vec<HeadingRow> = Vec::new();
    let mut between = false;
    // A heading turned by 90° heads what stands beside it.
    let level = sheet.dated_lines().filter(|(line, _)| line.is_level());
    for (line, day) in level {
        let Some(mark) = day else {
            between |= rows.last().is_some_and(|r| line.rect.y0 > r.rect.y1 - 1.0);
            continue;
        };
        let rect = line.rect;
        let home = rows.last_mut().filter(|row| {
            let beside = rect.y0 < row.rect.y1 - 0.3 * rect.height();
            beside || (!between && mark.completes(&row.mark))
        });
        let Some(row) = home else {
            between = false;
            rows.push(HeadingRow {
                rect,
                mark,
                columns: vec![rect],
            });
            continue;
        };
        row.rect = row.rect.union(&rect);
        match row.columns.iter_mut().find(|c| c.in_column(&rect)) {
            Some(column) => *column = column.union(&rect),
            None => row.columns.push(rect),
        }
    }
    rows.retain(|r| (2..=settings.max_columns).contains(&r.columns.len()));
    for row in &mut rows {
        row.columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}
