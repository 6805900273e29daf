//! Headings side by side and the lines under them → columns, rows and cells, without a rule on the page. A line goes whole
//! to the column in which it is aligned, or over the columns that it is set across; what stands left of the first column
//! bounds the rows.

use super::alignment::Alignment;
use super::bands::{Span, cuts_between, pairs, valley};
use super::draft::Part;
use super::footer::end_of_lines;
use super::settings::Settings;
use super::tight::{over, part_tight_rows};
use crate::geometry::Rect;
use std::ops::Range;

/// Where a table stands on its page.
pub(super) struct Frame<'f> {
    /// The headings, left to right.
    pub headings: &'f [Rect],
    /// The box around them.
    pub header: Rect,
    /// Where its lines end at the latest.
    pub bottom: f32,
    /// Where its last column ends.
    pub right: f32,
    /// Where the margin ends and the boxes of its labels, one a row; else it is learned from the lines.
    pub margin: Option<(f32, &'f [Rect])>,
}

/// A row of headings and the lines from there down to the next one.
pub(super) struct Table<'a> {
    headings: Vec<Rect>,
    header: Rect,
    bottom: f32,
    /// Where each row's label stands, if that is known.
    labels: Option<Vec<Span>>,
    /// The columns' edges, one more than there are columns.
    edges: Vec<f32>,
    alignment: Option<Alignment>,
    /// The lines level with the headings.
    head: Vec<Part<'a>>,
    body: Vec<Part<'a>>,
}

/// Where a line goes.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    Over(Range<usize>),
    Margin,
    Outside,
}

impl<'a> Table<'a> {
    /// The table that these lines make in its frame.
    pub(super) fn new(frame: &Frame<'_>, lines: Vec<Part<'a>>, settings: &Settings) -> Self {
        let (headings, header) = (frame.headings, frame.header);
        let level = |part: &Part| part.rect.centre_y() < header.y1;
        let (head, body): (Vec<Part>, Vec<Part>) = lines.into_iter().partition(level);
        let middles: Vec<f32> = headings.iter().map(Rect::centre_x).collect();
        let narrow = |part: &&Part| over(&part.rect, &middles).len() < 2;
        let lines: Vec<Part> = body.iter().filter(narrow).copied().collect();
        let alignment = Alignment::learn(headings, &lines, settings);
        let parted = |line: &Part<'a>| {
            let parts = alignment.as_ref().and_then(|a| a.part(line, settings));
            parts.unwrap_or_else(|| vec![*line])
        };
        let body: Vec<Part> = body.iter().flat_map(parted).collect();
        let spans = across(body.iter().filter(narrow));
        let anchors: Vec<Span> = headings.iter().map(|c| (c.x0, c.x1)).collect();
        let mut cuts = match &alignment {
            Some(alignment) => alignment.cuts(&spans),
            None => cuts_between(&anchors, &spans),
        };
        let body = part_tight_rows(body, &middles, &spans, &mut cuts, settings);
        let left = match (frame.margin, &alignment) {
            (Some((left, _)), _) => left,
            (None, Some(alignment)) => alignment.left(headings, &lines),
            (None, None) => left_edge(&middles, &cuts, &spans),
        };
        let mut edges = vec![left];
        edges.extend(cuts);
        edges.push(frame.right);
        Self {
            headings: headings.to_vec(),
            header,
            bottom: frame.bottom,
            labels: frame
                .margin
                .map(|(_, labels)| labels.iter().map(height).collect()),
            edges,
            alignment,
            head,
            body,
        }
    }

    /// What the table was made from, for people.
    pub(super) fn evidence(&self) -> Option<String> {
        self.alignment.as_ref().map(Alignment::evidence)
    }

    /// Each line with its region; the regions are added to those that are there.
    pub(super) fn place(mut self, regions: &mut Vec<Rect>, settings: &Settings) -> Vec<Part<'a>> {
        let mut placed = self.place_head(regions);
        let places = self.places(settings);
        let lines = || self.body.iter().zip(&places);
        let (rows, margin) = self.rows(&places);
        let merged = self.merged(&places, &rows);
        let mut cells: Vec<(Place, Span)> = Vec::new();
        for column in 0..self.headings.len() {
            let rows = rows_of_column(column, &rows, &merged);
            cells.extend(rows.map(|row| (Place::Over(column..column + 1), row)));
        }
        cells.extend(
            merged
                .iter()
                .map(|(over, row)| (Place::Over(over.clone()), *row)),
        );
        if margin && self.left() > 0.0 {
            cells.extend(pairs(&rows).map(|row| (Place::Margin, row)));
        }
        let first = regions.len();
        regions.extend(cells.iter().map(|(place, row)| self.region(place, *row)));
        placed.extend(lines().map(|(part, place)| {
            let y = part.rect.centre_y();
            let mut cells = cells.iter();
            let home = cells.position(|(p, (y0, y1))| p == place && *y0 <= y && y < *y1);
            Part {
                home: home.map(|at| first + at),
                ..*part
            }
        }));
        placed
    }

    /// The lines level with the headings, each in its heading's cell.
    fn place_head(&self, regions: &mut Vec<Rect>) -> Vec<Part<'a>> {
        let first = regions.len();
        let columns = pairs(&self.edges);
        let top = self.header.y0 - 0.5;
        regions.extend(columns.map(|(x0, x1)| Rect::new(x0, top, x1, self.header.y1)));
        let own = |part: &Part| {
            let headings = self.headings.iter();
            part.day?;
            headings.clone().position(|h| h.overlap_x(&part.rect) > 0.0)
        };
        let home = |part: &Part| own(part).or_else(|| self.column_at(part.rect.centre_x()));
        let head = self.head.iter();
        head.map(|part| Part {
            home: home(part).map(|column| first + column),
            ..*part
        })
        .collect()
    }

    fn left(&self) -> f32 {
        self.edges.first().copied().unwrap_or_default()
    }

    /// The column whose edges this lies between.
    fn column_at(&self, x: f32) -> Option<usize> {
        pairs(&self.edges).position(|(x0, x1)| x0 <= x && x < x1)
    }

    fn region(&self, place: &Place, (y0, y1): Span) -> Rect {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        match place {
            Place::Over(columns) => Rect::new(edge(columns.start), y0, edge(columns.end), y1),
            Place::Margin | Place::Outside => Rect::new(0.0, y0, self.left(), y1),
        }
    }

    /// Where each line of the body goes.
    fn places(&mut self, settings: &Settings) -> Vec<Place> {
        let places = self.body.iter().map(|part| self.place_of(part, settings));
        let mut places: Vec<Place> = places.collect();
        keep_paragraphs_whole(&self.body, &mut places, settings);
        self.bottom = self.end(&places, settings);
        let below = |part: &Part| part.rect.centre_y() > self.bottom;
        let lines = self.body.iter().zip(&mut places);
        for (_, place) in lines.filter(|(part, _)| below(part)) {
            *place = Place::Outside;
        }
        places
    }

    /// Where the table ends: lines in two columns, or in one and the margin, belong to it in any case.
    fn end(&self, places: &[Place], settings: &Settings) -> f32 {
        let placed = || {
            self.body
                .iter()
                .zip(places)
                .filter(|(_, p)| **p != Place::Outside)
        };
        let is_sure = |(part, place): &(&Part, &Place)| match place {
            Place::Margin => true,
            _ => self
                .alignment
                .as_ref()
                .is_some_and(|a| a.column_of(&part.rect).is_some()),
        };
        let sure: Vec<(&Part, &Place)> = placed().filter(is_sure).collect();
        let in_two = |(part, place): &&(&Part, &Place)| {
            let mut others = sure
                .iter()
                .filter(|(other, _)| other.rect.in_row(&part.rect));
            others.any(|(_, other)| other != place)
        };
        let last = sure
            .iter()
            .filter(in_two)
            .map(|(part, _)| part.rect.y1)
            .reduce(f32::max);
        let lines: Vec<Rect> = placed().map(|(part, _)| part.rect).collect();
        last.map_or(self.bottom, |last| {
            end_of_lines(&lines, self.header.y1, last, settings)
        })
    }

    /// Where a line goes: by its alignment, else by the white between the columns.
    fn place_of(&self, part: &Part, settings: &Settings) -> Place {
        let rect = &part.rect;
        let over = over(rect, &self.middles());
        let alignment = self.alignment.as_ref();
        let aligned = alignment.and_then(|a| a.column_of(rect));
        let across = alignment.and_then(|a| a.centred_over(rect, &over));
        let across = across.map(|columns| self.widened(part, columns));
        match (aligned, across) {
            (Some(column), _) if over.len() < 2 => return Place::Over(column..column + 1),
            (_, Some(columns))
                if over.len() < 2 && self.is_alone(part, &columns) && !self.goes_on(part) =>
            {
                return Place::Over(columns);
            }
            _ if over.len() < 2 => {}
            _ if part.words.len() >= settings.prose_words || rect.x0 < self.left() => {
                return Place::Outside;
            }
            (_, Some(columns)) => return Place::Over(columns),
            (Some(column), _) if over.contains(&column) => {
                let is_left = alignment.is_some_and(Alignment::is_left);
                let end = if is_left { over.end } else { column + 1 };
                return Place::Over(column..end);
            }
            _ => return Place::Outside,
        }
        if alignment.is_some() && part.words.len() >= settings.prose_words {
            return Place::Outside;
        }
        if rect.centre_x() < self.left() {
            return Place::Margin;
        }
        let begun = alignment.and_then(|a| a.column_begun(rect));
        let column = begun.or_else(|| self.column_at(rect.centre_x()));
        column.map_or(Place::Outside, |column| Place::Over(column..column + 1))
    }

    /// The columns that a line is centred over, and those on both sides that have nothing on its line.
    fn widened(&self, part: &Part, columns: Range<usize>) -> Range<usize> {
        let Some(start) = columns.start.checked_sub(1) else {
            return columns;
        };
        let wider = start..columns.end + 1;
        let is_symmetrical = self
            .alignment
            .as_ref()
            .is_some_and(|a| a.is_centred(&part.rect, &wider));
        match is_symmetrical && self.is_alone(part, &wider) {
            true => self.widened(part, wider),
            false => columns,
        }
    }

    /// Whether it is the next line of the text right above it, though a picture beside it moves it off the middle.
    fn goes_on(&self, part: &Part) -> bool {
        let mut above = self
            .body
            .iter()
            .filter(|other| other.rect.y0 < part.rect.y0);
        above.any(|other| other.ends_right_above(part) && other.rect.in_column(&part.rect))
    }

    fn middles(&self) -> Vec<f32> {
        self.headings.iter().map(Rect::centre_x).collect()
    }

    /// Whether nothing else stands on the line within these columns.
    fn is_alone(&self, part: &Part, columns: &Range<usize>) -> bool {
        let area = self.region(&Place::Over(columns.clone()), (part.rect.y0, part.rect.y1));
        let others = self.body.iter().filter(|other| other.rect != part.rect);
        let level = others.filter(|other| other.rect.in_row(&part.rect));
        !level
            .into_iter()
            .any(|other| other.rect.overlap_x(&area) > 0.0)
    }

    /// The edges of the rows that the margin's labels make, and whether there are any.
    fn rows(&self, places: &[Place]) -> (Vec<f32>, bool) {
        let inside = self
            .body
            .iter()
            .zip(places)
            .filter(|(_, p)| **p != Place::Outside);
        let spans: Vec<Span> = inside.map(|(part, _)| height(&part.rect)).collect();
        let labels = match &self.labels {
            Some(labels) => labels.clone(),
            None => self.labels_in_margin(places, &spans),
        };
        let mut edges = vec![self.header.y1];
        let cuts = cuts_between(&labels, &spans);
        let end = cuts.first().copied().unwrap_or(self.bottom);
        edges.extend(
            labels
                .first()
                .and_then(|label| over_label(*label, &spans, end)),
        );
        edges.extend(cuts);
        edges.push(self.bottom);
        (edges, !labels.is_empty())
    }

    /// The labels of the margin: without a white strip between them over the whole width, two lines are one label, and so
    /// are two of which the second goes right on in small letters.
    fn labels_in_margin(&self, places: &[Place], spans: &[Span]) -> Vec<Span> {
        let margin = self
            .body
            .iter()
            .zip(places)
            .filter(|(_, p)| **p == Place::Margin);
        let mut lines: Vec<&Part> = margin.map(|(part, _)| part).collect();
        lines.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
        let is_one = |above: &Part, below: &Part| {
            let (first, second) = (height(&above.rect), height(&below.rect));
            let from = first.1.min(second.0);
            valley(spans, from, second.0.max(first.1)).is_none() || below.goes_on_from(above)
        };
        let labels = lines.chunk_by(|above, below| is_one(above, below));
        let ends = labels.filter_map(|label| Some((label.first()?.rect.y0, label.last()?.rect.y1)));
        ends.collect()
    }

    /// The lines over several columns, each with the row that it makes of its own.
    fn merged(&self, places: &[Place], rows: &[f32]) -> Vec<(Range<usize>, Span)> {
        let mut merged: Vec<(Range<usize>, Span)> = Vec::new();
        for (part, place) in self.body.iter().zip(places) {
            let Place::Over(columns) = place else {
                continue;
            };
            let (y0, y1) = height(&part.rect);
            match merged.last_mut() {
                _ if columns.len() < 2 => {}
                Some((last, span)) if last == columns && y0 - span.1 < part.size() => {
                    span.1 = span.1.max(y1);
                }
                _ => merged.push((columns.clone(), (y0, y1))),
            }
        }
        let own_row = |(columns, span): (Range<usize>, Span)| {
            let row = self.row_around(&columns, span, places, rows);
            (columns, row)
        };
        merged.into_iter().map(own_row).collect()
    }

    /// From halfway to the line above to halfway to the line below it in these columns, within its course's row.
    fn row_around(
        &self,
        columns: &Range<usize>,
        (y0, y1): Span,
        places: &[Place],
        rows: &[f32],
    ) -> Span {
        let y = (y0 + y1) / 2.0;
        let row = pairs(rows).find(|(top, bottom)| *top <= y && y < *bottom);
        let (mut top, mut bottom) = row.unwrap_or((y0, y1));
        for (part, place) in self.body.iter().zip(places) {
            let shares = |c: &Range<usize>| c.start < columns.end && columns.start < c.end;
            if !matches!(place, Place::Over(c) if shares(c)) {
                continue;
            }
            if part.rect.y1 <= y {
                top = top.max((part.rect.y1.min(y0) + y0) / 2.0);
            } else if part.rect.y0 >= y {
                bottom = bottom.min((part.rect.y0.max(y1) + y1) / 2.0);
            }
        }
        (top, bottom)
    }
}

/// A column's rows: the courses', cut where lines run over several columns.
fn rows_of_column(
    column: usize,
    rows: &[f32],
    merged: &[(Range<usize>, Span)],
) -> impl Iterator<Item = Span> {
    let across: Vec<Span> = merged
        .iter()
        .filter(|(columns, _)| columns.contains(&column))
        .map(|(_, row)| *row)
        .collect();
    let mut edges = rows.to_vec();
    edges.extend(across.iter().flat_map(|(y0, y1)| [*y0, *y1]));
    edges.sort_by(f32::total_cmp);
    let taken = move |row: &Span| {
        let y = (row.0 + row.1) / 2.0;
        across.iter().any(|(y0, y1)| *y0 <= y && y <= *y1)
    };
    let rows: Vec<Span> = pairs(&edges)
        .filter(|row| row.1 > row.0 && !taken(row))
        .collect();
    rows.into_iter()
}

/// Where the first row begins that has a label, if what stands over it has none: the label stands beside the middle of its
/// row, or beside its first line.
fn over_label(label: Span, lines: &[Span], end: f32) -> Option<f32> {
    let middle = |(y0, y1): &Span| (y0 + y1) / 2.0;
    let y = middle(&label);
    let row = || lines.iter().filter(|line| middle(line) < end);
    let top = row().map(|line| line.0).fold(label.0, f32::min);
    let bottom = row().map(|line| line.1).fold(label.1, f32::max);
    let high = label.1 - label.0;
    let is_centred = ((top + bottom) / 2.0 - y).abs() < OFF_MIDDLE * high;
    let is_level = row().any(|line| *line != label && (middle(line) - y).abs() < 0.25 * high);
    let above = row()
        .map(|line| line.1)
        .filter(|y1| *y1 <= label.0 + 0.25 * high);
    let above = above.reduce(f32::max).filter(|_| is_level && !is_centred);
    above.map(|y1| (y1 + label.0) / 2.0)
}

/// Times its height by which a label that stands beside the middle of its row may miss it.
const OFF_MIDDLE: f32 = 0.75;

fn height(rect: &Rect) -> Span {
    (rect.y0, rect.y1)
}

fn across<'p, 'a: 'p>(parts: impl Iterator<Item = &'p Part<'a>>) -> Vec<Span> {
    parts.map(|part| (part.rect.x0, part.rect.x1)).collect()
}

/// Where the first column begins: white space before it, no further than a column's width.
fn left_edge(middles: &[f32], cuts: &[f32], spans: &[Span]) -> f32 {
    let (Some(first), Some(second)) = (middles.first(), middles.get(1)) else {
        return 0.0;
    };
    let pitch = cuts.first().map_or(second - first, |cut| {
        (cut - first).max((second - first) / 2.0)
    });
    let from = (first - 1.3 * pitch).max(0.0);
    valley(spans, from, *first).unwrap_or(from)
}

/// The last line of a paragraph is short enough for a column, and no more of one than the lines above it.
fn keep_paragraphs_whole(body: &[Part], places: &mut [Place], settings: &Settings) {
    for at in 1..body.len() {
        let (Some(above), Some(below)) = (body.get(at - 1), body.get(at)) else {
            continue;
        };
        let em = above.size().max(1.0);
        let prose = above.words.len() >= settings.prose_words;
        let goes_on = (above.rect.x0 - below.rect.x0).abs() < 0.5 * em
            && below.rect.y0 - above.rect.y1 < 0.8 * em;
        let out = places.get(at - 1) == Some(&Place::Outside);
        if let Some(place) = places.get_mut(at).filter(|_| out && prose && goes_on) {
            *place = Place::Outside;
        }
    }
}
