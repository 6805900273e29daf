//! Days as rows without rules: day headings one under the other, the dishes to their right, courses in columns or not.
//! Where headings stand in several columns, what stands right of each is its own.

use crate::geometry::Rect;
use crate::layout::bands::{Span, cuts_between, pairs, valleys};
use crate::layout::draft::{Draft, Part, placed_whole, whole_lines};
use crate::layout::footer::end_of_lines;
use crate::layout::grid::Way;
use crate::layout::headings::{headings, in_columns};
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::layout::table::{Frame, Table};

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let days = headings(sheet);
    let lists = in_columns(&days, settings);
    let edges = lists.iter().skip(1).filter_map(|list| left_of(list));
    let edges: Vec<f32> = [0.0]
        .into_iter()
        .chain(edges)
        .chain([sheet.page.width])
        .collect();
    let lists = lists.into_iter().zip(pairs(&edges));
    let lists: Option<Vec<List>> = lists
        .map(|(days, strip)| List::new(days, strip, sheet, settings))
        .collect();
    match lists.as_deref() {
        None | Some([]) => Vec::new(),
        Some([list]) => list.drafts(sheet, settings),
        Some(lists) => vec![side_by_side(lists, sheet)],
    }
}

fn left_of(list: &[Rect]) -> Option<f32> {
    list.iter().map(|day| day.x0).reduce(f32::min)
}

/// Days one under the other and the lines to their right.
struct List<'a> {
    days: Vec<Rect>,
    strip: Span,
    /// Where the days' names end.
    margin: f32,
    /// The lines to their right, as far down as the rows go.
    beside: Vec<Part<'a>>,
    /// The rows' edges, one more than there are days.
    rows: Vec<f32>,
}

impl<'a> List<'a> {
    /// None where days stand side by side, or dishes do not stand beside them.
    fn new(
        days: Vec<Rect>,
        strip: Span,
        sheet: &'a Sheet<'_>,
        settings: &Settings,
    ) -> Option<Self> {
        let (first, last) = (*days.first()?, *days.last()?);
        let margin = days.iter().map(|day| day.x1).fold(0.0, f32::max);
        let abreast = days
            .iter()
            .zip(days.iter().skip(1))
            .any(|(a, b)| a.in_row(b));
        let inside = |part: &Part| strip.0 <= part.rect.x0 && part.rect.x1 <= strip.1;
        let lines: Vec<Part> = whole_lines(sheet).into_iter().filter(inside).collect();
        if days.len() < 2 || abreast || !dishes_are_beside(&lines, margin, &first, &last, settings)
        {
            return None;
        }
        let below = body_end(&lines, &last, margin, settings);
        let beside = |part: &Part| part.rect.x0 > margin && part.rect.centre_y() < below;
        let beside: Vec<Part> = lines.into_iter().filter(beside).collect();
        let spans: Vec<Span> = beside.iter().map(|l| (l.rect.y0, l.rect.y1)).collect();
        let anchors: Vec<Span> = days.iter().map(|day| (day.y0, day.y1)).collect();
        let cuts = cuts_between(&anchors, &spans);
        let pitch = cuts
            .first()
            .map_or(first.height(), |cut| cut - first.centre_y());
        let top = match stand_at_tops(&days, &cuts, &spans) {
            true => first.y0 - 0.5,
            false => (first.centre_y() - pitch).min(first.y0),
        };
        let rows = [top].into_iter().chain(cuts).chain([below]).collect();
        let mut list = Self {
            days,
            strip,
            margin,
            beside,
            rows,
        };
        list.reach_up();
        Some(list)
    }

    /// The first row begins with the lines that stand no further over it than its own lines from each other, where they
    /// are no headings side by side.
    fn reach_up(&mut self) {
        let mut lines: Vec<Rect> = self.beside.iter().map(|part| part.rect).collect();
        lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        let mut top = self.top();
        let second = self.rows.get(1).copied().unwrap_or_default();
        let mine = || {
            lines
                .iter()
                .filter(|l| top < l.centre_y() && l.centre_y() < second)
        };
        let pairs = mine().zip(mine().skip(1));
        let widest = pairs.map(|(a, b)| b.y0 - a.y1).fold(0.0, f32::max);
        let mut reach = mine().map(|l| l.y0).fold(f32::INFINITY, f32::min);
        for line in lines.iter().rev().filter(|l| l.centre_y() <= self.top()) {
            let abreast = lines.iter().filter(|l| l.in_row(line)).count() > 1;
            if abreast || reach - line.y1 > widest {
                break;
            }
            (reach, top) = (line.y0, line.y0 - 0.5);
        }
        if let Some(first) = self.rows.first_mut() {
            *first = top;
        }
    }

    fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or_default()
    }

    /// The grids of one list on its page: by the white between its lines; by the headings over them, where there are any.
    fn drafts(&self, sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
        let mut drafts: Vec<Draft> = self.under_headings(sheet, settings).into_iter().collect();
        let columns = self.columns(settings);
        let header = self
            .headings()
            .iter()
            .map(|h| h.y0)
            .fold(self.top(), f32::min);
        let mut regions = Vec::new();
        for (y0, y1) in [(header, self.top())].into_iter().chain(pairs(&self.rows)) {
            regions.push(Rect::new(self.strip.0, y0, self.margin + 0.5, y1));
            regions.extend(pairs(&columns).map(|(x0, x1)| Rect::new(x0, y0, x1, y1)));
        }
        drafts.push(Draft {
            sheet,
            parts: placed_whole(sheet, &regions),
            regions,
            strategy: "rows",
            way: Way::Rows,
            evidence: vec![format!("{} days one under the other", self.days.len())],
        });
        drafts
    }

    /// The edges of the columns that white parts.
    fn columns(&self, settings: &Settings) -> Vec<f32> {
        let body = || {
            self.beside
                .iter()
                .filter(|l| l.rect.centre_y() > self.top())
        };
        let em = body().map(Part::size).fold(0.0, f32::max);
        let spans: Vec<Span> = body().map(|l| (l.rect.x0, l.rect.x1)).collect();
        let mut edges = vec![self.margin + 0.5];
        edges.extend(valleys(&spans, settings.column_gap * em));
        edges.push(self.strip.1);
        edges
    }

    /// The line or lines side by side nearest over the first row.
    fn headings(&self) -> Vec<Rect> {
        let above = || {
            self.beside
                .iter()
                .filter(|l| l.rect.centre_y() <= self.top())
        };
        let nearest = above().max_by(|a, b| a.rect.centre_y().total_cmp(&b.rect.centre_y()));
        let level = |line: &&Part| nearest.is_some_and(|n| n.rect.in_row(&line.rect));
        let mut headings: Vec<Rect> = above().filter(level).map(|l| l.rect).collect();
        headings.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        headings
    }

    /// The table of the courses that stand side by side over the rows.
    fn under_headings(&self, sheet: &'a Sheet<'_>, settings: &Settings) -> Option<Draft<'a>> {
        let headings = self.headings();
        let header = Rect::around(headings.iter().copied())?;
        if !(2..=settings.max_columns).contains(&headings.len()) {
            return None;
        }
        let end = self.rows.last().copied()?;
        let header = Rect {
            y1: self.top(),
            ..header
        };
        let frame = Frame {
            headings: &headings,
            header,
            bottom: end,
            right: self.strip.1,
            margin: Some((self.margin + 0.5, &self.days)),
        };
        let mine = |part: &Part| header.y0 <= part.rect.centre_y() && part.rect.centre_y() < end;
        let (mine, mut parts): (Vec<Part>, Vec<Part>) =
            whole_lines(sheet).into_iter().partition(mine);
        let mut regions = Vec::new();
        let table = Table::new(&frame, mine, settings);
        let evidence = vec![format!(
            "{} days under {} headings",
            self.days.len(),
            headings.len()
        )];
        parts.extend(table.place(&mut regions, settings));
        Some(Draft {
            sheet,
            regions,
            parts,
            strategy: "rows",
            way: Way::Rows,
            evidence,
        })
    }
}

/// Whether the days' names stand beside the first line of their rows, not beside their middle: told by the rows of two lines
/// or more after the first.
fn stand_at_tops(days: &[Rect], cuts: &[f32], lines: &[Span]) -> bool {
    let rows = days.iter().skip(1).zip(cuts);
    let ends = cuts.iter().skip(1).copied().chain([f32::INFINITY]);
    let tops = rows.zip(ends).filter_map(|((day, from), to)| {
        let within = |(y0, y1): &&Span| *from <= *y0 && *y1 <= to;
        let top = lines.iter().filter(within).map(|l| l.0).reduce(f32::min)?;
        let lower = day.y0 + 0.25 * day.height();
        let several = lines.iter().filter(within).any(|l| l.0 > lower);
        several.then(|| (top - day.y0).abs() < 0.5 * day.height())
    });
    let (at_top, all) = tops.fold((0, 0), |(at_top, all), top| {
        (at_top + usize::from(top), all + 1)
    });
    2 * at_top > all
}

/// Each list in a strip of its own: what runs over two is outside.
fn side_by_side<'a>(lists: &[List<'a>], sheet: &'a Sheet<'_>) -> Draft<'a> {
    let mut regions = Vec::new();
    for list in lists {
        for (y0, y1) in pairs(&list.rows) {
            regions.push(Rect::new(list.strip.0, y0, list.margin + 0.5, y1));
            regions.push(Rect::new(list.margin + 0.5, y0, list.strip.1, y1));
        }
    }
    let mut parts = placed_whole(sheet, &regions);
    let within = |part: &Part| {
        let mut strips = lists.iter().map(|list| list.strip);
        strips.any(|(x0, x1)| x0 <= part.rect.x0 && part.rect.x1 <= x1)
    };
    for part in parts.iter_mut().filter(|part| !within(part)) {
        part.home = None;
    }
    Draft {
        sheet,
        regions,
        parts,
        strategy: "rows",
        way: Way::Rows,
        evidence: vec![format!(
            "{} lists of days with their dishes beside them",
            lists.len()
        )],
    }
}

/// Whether most of the text from the first heading to the last stands to their right, and next to none astride.
fn dishes_are_beside(
    lines: &[Part],
    margin: f32,
    first: &Rect,
    last: &Rect,
    settings: &Settings,
) -> bool {
    let between = |l: &&Part| l.rect.y1 > first.y0 && l.rect.y0 < last.y1 && l.day.is_none();
    let body = || lines.iter().filter(between);
    let beside = body().filter(|l| l.rect.x0 > margin).count() as f32;
    let astride = |l: &&Part| l.rect.x0 <= margin && l.rect.x1 > margin + 0.5;
    let astride = body().filter(astride).count() as f32;
    let all = body().count() as f32;
    beside >= 2.0
        && beside >= settings.beside * all
        && astride <= settings.astride * (astride + beside)
}

/// The last row ends where a wide white strip begins, or a line that runs from under the days over the dishes.
fn body_end(lines: &[Part], last: &Rect, margin: f32, settings: &Settings) -> f32 {
    let across =
        |l: &&Part| l.rect.y0 > last.y1 && l.rect.x0 < margin && l.rect.x1 > margin + l.size();
    let across = lines.iter().filter(across).map(|l| l.rect.y0);
    let floor = across.fold(f32::INFINITY, f32::min);
    let above = lines.iter().map(|l| l.rect).filter(|rect| rect.y0 < floor);
    let rects: Vec<Rect> = above.collect();
    end_of_lines(&rects, last.y0, last.y1, settings)
}
