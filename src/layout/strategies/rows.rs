//! Days as rows without rules: day headings one under the other, the dishes to their right, courses in columns or not.

use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::layout::bands::{Span, cuts_between, pairs, valley, valleys};
use crate::layout::draft::{Draft, placed_whole};
use crate::layout::grid::{Line, Way};
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let heads = one_a_row(sheet);
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else {
        return Vec::new();
    };
    let margin = heads.iter().map(|h| h.x1).fold(0.0, f32::max);
    if heads.len() < 2 || !dishes_are_beside(sheet, margin, first, last) {
        return Vec::new();
    }
    let below = body_end(sheet, last, margin, settings);
    let beside: Vec<&Line> = sheet
        .lines
        .iter()
        .filter(|l| l.rect.x0 > margin && l.rect.centre_y() < below)
        .collect();
    let spans: Vec<Span> = beside.iter().map(|l| (l.rect.y0, l.rect.y1)).collect();
    let anchors: Vec<Span> = heads.iter().map(|h| (h.y0, h.y1)).collect();
    let cuts = cuts_between(&anchors, &spans);
    let pitch = cuts
        .first()
        .map_or(first.height(), |cut| cut - first.centre_y());
    let top = first.centre_y() - pitch;
    let mut edges = vec![top];
    edges.extend(&cuts);
    edges.push(below);
    let columns = column_edges(&beside, margin, top, sheet, settings);
    let header = header_top(&beside, top);
    let mut regions = Vec::new();
    for (y0, y1) in [(header, top)].into_iter().chain(pairs(&edges)) {
        regions.push(Rect::new(0.0, y0, margin + 0.5, y1));
        regions.extend(pairs(&columns).map(|(x0, x1)| Rect::new(x0, y0, x1, y1)));
    }
    vec![Draft {
        sheet,
        parts: placed_whole(sheet, &regions),
        regions,
        strategy: "rows",
        way: Way::Rows,
        evidence: vec![format!("{} days one under the other", heads.len())],
    }]
}

/// The headings, when no two stand side by side; "LUNDI" over "1 mai" is one heading.
fn one_a_row(sheet: &Sheet<'_>) -> Vec<Rect> {
    let mut rows: Vec<(Rect, DayMark)> = Vec::new();
    for (line, day) in sheet.dated_lines() {
        let Some(mark) = day else {
            continue;
        };
        match rows.last_mut() {
            Some((last, first)) if line.rect.overlap_y(last) > 0.5 * line.rect.height() => {
                if !mark.completes(first) {
                    return Vec::new();
                }
                *last = last.union(&line.rect);
            }
            Some((last, first))
                if line.rect.y0 < last.y1 + line.size() && mark.completes(first) =>
            {
                *last = last.union(&line.rect);
            }
            _ => rows.push((line.rect, mark)),
        }
    }
    rows.into_iter().map(|(rect, _)| rect).collect()
}

/// Whether most of the text between the first and the last heading stands to their right.
fn dishes_are_beside(sheet: &Sheet<'_>, margin: f32, first: &Rect, last: &Rect) -> bool {
    let between = |l: &&Line| l.rect.y1 > first.y0 && l.rect.y0 < last.y1;
    let body = sheet
        .lines
        .iter()
        .filter(between)
        .filter(|l| l.rect.x1 > margin + 0.5);
    let (mut beside, mut all) = (0, 0);
    for line in body {
        all += 1;
        beside += usize::from(line.rect.x0 > margin);
    }
    all >= 2 && beside * 10 >= all * 9
}

/// The last row ends where a wide white strip begins, or a line that runs from under the days over the dishes.
fn body_end(sheet: &Sheet<'_>, last: &Rect, margin: f32, settings: &Settings) -> f32 {
    let mut below: Vec<&Line> = sheet.lines.iter().filter(|l| l.rect.y0 > last.y0).collect();
    below.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let mut end = last.y1;
    for line in below {
        let apart = line.rect.y0 > end + settings.footer_gap * line.size();
        let across = line.rect.x0 < margin && line.rect.x1 > margin + line.size();
        if apart || (across && line.rect.y0 > last.y1) {
            break;
        }
        end = end.max(line.rect.y1);
    }
    end + 0.5
}

fn column_edges(
    beside: &[&Line],
    margin: f32,
    top: f32,
    sheet: &Sheet<'_>,
    settings: &Settings,
) -> Vec<f32> {
    let body: Vec<&&Line> = beside.iter().filter(|l| l.rect.centre_y() > top).collect();
    let em = body.iter().map(|l| l.size()).fold(0.0, f32::max);
    let spans: Vec<Span> = body.iter().map(|l| (l.rect.x0, l.rect.x1)).collect();
    let mut edges = vec![margin + 0.5];
    edges.extend(valleys(&spans, settings.column_gap * em));
    edges.extend(cuts_under_headings(beside, top, &spans));
    edges.push(sheet.page.width);
    edges.sort_by(f32::total_cmp);
    edges
}

/// Under headings side by side the columns may stand closer: any white strip between two headings parts them.
fn cuts_under_headings(beside: &[&Line], top: f32, spans: &[Span]) -> Vec<f32> {
    let above = beside.iter().filter(|l| l.rect.centre_y() <= top);
    let nearest = above.max_by(|a, b| a.rect.centre_y().total_cmp(&b.rect.centre_y()));
    let Some(nearest) = nearest else {
        return Vec::new();
    };
    let level = |l: &&&Line| l.rect.overlap_y(&nearest.rect) > 0.5 * nearest.rect.height();
    let mut middles: Vec<f32> = beside
        .iter()
        .filter(level)
        .map(|l| l.rect.centre_x())
        .collect();
    middles.sort_by(f32::total_cmp);
    let pairs = middles.iter().zip(middles.iter().skip(1));
    pairs.filter_map(|(a, b)| valley(spans, *a, *b)).collect()
}

/// The header row begins above the first row, at the nearest line over it.
fn header_top(beside: &[&Line], top: f32) -> f32 {
    let above = beside.iter().filter(|l| l.rect.centre_y() <= top);
    let nearest = above.max_by(|a, b| a.rect.centre_y().total_cmp(&b.rect.centre_y()));
    nearest.map_or(top, |line| line.rect.y0.min(top))
}
