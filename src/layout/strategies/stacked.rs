//! Days one under the other as a list: each goes from its heading to the next one. Where headings stand in several
//! columns, each column is a list of its own, read down before the next, whatever stands beside it.

use crate::calendar::{self, DayMark};
use crate::geometry::Rect;
use crate::layout::bands::{Span, cuts_between, pairs};
use crate::layout::draft::{Draft, Part, whole_lines};
use crate::layout::footer::end_of_lines;
use crate::layout::grid::Way;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::layout::tight::over;

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let tops = tops(sheet);
    let lists = lists(&tops, settings);
    let mut drafts = Vec::new();
    if lists.len() > 1 {
        drafts.push(draft(&lists, sheet, settings));
    }
    if !tops.is_empty() {
        drafts.push(draft(&[tops], sheet, settings));
    }
    drafts
}

/// The headings, top to bottom; "LUNDI" over "1 mai" is one.
fn tops(sheet: &Sheet<'_>) -> Vec<Rect> {
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
    tops.into_iter().map(|(rect, _)| rect).collect()
}

/// The headings in columns, left to right, where no two columns share a strip of the page.
fn lists(tops: &[Rect], settings: &Settings) -> Vec<Vec<Rect>> {
    let mut sorted = tops.to_vec();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut lists: Vec<(Span, Vec<Rect>)> = Vec::new();
    for top in sorted {
        match lists.last_mut() {
            Some((span, list)) if (top.x0 + top.x1) / 2.0 < span.1 => {
                span.1 = span.1.max(top.x1);
                list.push(top);
            }
            _ => lists.push(((top.x0, top.x1), vec![top])),
        }
    }
    if lists.len() > settings.max_columns {
        return Vec::new();
    }
    let lists = lists.into_iter().map(|(_, mut list)| {
        list.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        list
    });
    lists.collect()
}

fn draft<'a>(lists: &[Vec<Rect>], sheet: &'a Sheet<'_>, settings: &Settings) -> Draft<'a> {
    let mut parts = whole_lines(sheet);
    let anchors: Vec<Span> = lists.iter().filter_map(|list| width(list)).collect();
    let middles: Vec<f32> = anchors.iter().map(|(x0, x1)| (x0 + x1) / 2.0).collect();
    let narrow = |part: &&Part| over(&part.rect, &middles).len() < 2;
    let lines = parts.iter().filter(narrow);
    let spans: Vec<Span> = lines.map(|part| (part.rect.x0, part.rect.x1)).collect();
    let mut edges = vec![0.0];
    edges.extend(cuts_between(&anchors, &spans));
    edges.push(sheet.page.width);
    let mut regions = Vec::new();
    for (list, (x0, x1)) in lists.iter().zip(pairs(&edges)) {
        let inside = |part: &&mut Part| {
            let x = part.rect.centre_x();
            x0 <= x && x < x1 && (lists.len() == 1 || narrow(&&**part))
        };
        let mine: Vec<&mut Part> = parts.iter_mut().filter(inside).collect();
        place(list, (x0, x1), mine, &mut regions, settings);
    }
    Draft {
        sheet,
        regions,
        parts,
        strategy: "stacked",
        way: Way::List,
        evidence: vec![match lists {
            [list] => format!("{} day headings one under the other", list.len()),
            lists => format!("{} lists of days side by side", lists.len()),
        }],
    }
}

/// From the left of a list's headings to their right.
fn width(list: &[Rect]) -> Option<Span> {
    let around = Rect::around(list.iter().copied())?;
    Some((around.x0, around.x1))
}

/// Gives each line of a list to its day.
fn place(
    list: &[Rect],
    (x0, x1): Span,
    mut lines: Vec<&mut Part<'_>>,
    regions: &mut Vec<Rect>,
    settings: &Settings,
) {
    let tops: Vec<f32> = list.iter().map(|top| top.y0 - 0.5).collect();
    let (Some(first), Some(last)) = (tops.first().copied(), tops.last().copied()) else {
        return;
    };
    let rects: Vec<Rect> = lines.iter().map(|part| part.rect).collect();
    let end = end_of_lines(&rects, first, last, settings);
    let edges: Vec<f32> = tops.iter().copied().chain([end]).collect();
    let start = regions.len();
    regions.extend(pairs(&edges).map(|(y0, y1)| Rect::new(x0, y0, x1, y1)));
    for part in &mut lines {
        let y = part.rect.centre_y();
        let day = pairs(&edges).position(|(y0, y1)| y0 <= y && y < y1);
        part.home = day.map(|day| start + day);
    }
}
