//! Days as columns without rules: day headings side by side, courses named in the margin or not at all. A month is
//! several rows of headings.

use super::Strategy;
use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::layout::assemble::Draft;
use crate::layout::bands::{Span, cuts_between, strips, valley};
use crate::layout::grid::Line;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;

pub(super) struct Columns;

/// Words: a line with fewer may be a dish served to several days.
const PROSE_WORDS: usize = 10;

impl Strategy for Columns {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn propose<'a>(&self, sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
        let headings = heading_rows(sheet);
        if headings.is_empty() {
            return Vec::new();
        }
        let tops: Vec<f32> = headings.iter().map(|h| h.rect.y0).collect();
        let ends = tops.iter().skip(1).copied().chain([sheet.page.height]);
        let mut regions = Vec::new();
        let mut kept_out = vec![false; sheet.lines.len()];
        for (heading, end) in headings.iter().zip(ends) {
            let block = Block::new(heading, end, sheet, &mut kept_out, settings);
            regions.extend(block.regions());
        }
        let first = tops.first().copied().unwrap_or_default();
        let mut words = Vec::new();
        let mut out = Vec::new();
        for (line, crossing) in sheet.lines.iter().zip(&kept_out) {
            let away = *crossing || line.rect.centre_y() < first;
            if away { &mut out } else { &mut words }.extend(&line.words);
        }
        let draft = Draft {
            page: sheet.page,
            words,
            kept_out: out,
            regions,
            strategy: self.name(),
            evidence: vec![format!("{} rows of day headings", headings.len())],
        };
        vec![draft]
    }
}

/// Day headings side by side.
struct HeadingRow {
    rect: Rect,
    /// The first heading's.
    mark: DayMark,
    columns: Vec<Rect>,
}

/// The rows of at least two headings; "LUNDI" over "1 mai" is one heading.
fn heading_rows(sheet: &Sheet<'_>) -> Vec<HeadingRow> {
    let mut rows: Vec<HeadingRow> = Vec::new();
    let mut between = false;
    for (line, day) in sheet.dated_lines() {
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
        match row.columns.iter_mut().find(|c| c.overlap_x(&rect) > 0.0) {
            Some(column) => *column = column.union(&rect),
            None => row.columns.push(rect),
        }
    }
    rows.retain(|r| r.columns.len() >= 2);
    for row in &mut rows {
        row.columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// One row of headings and what stands under it.
struct Block {
    header: Rect,
    bottom: f32,
    left: f32,
    /// The columns' edges, one more than there are columns.
    edges: Vec<f32>,
    /// The courses' edges, one more than there are rows.
    rows: Vec<f32>,
    margin: bool,
}

impl Block {
    fn new(
        heading: &HeadingRow,
        end: f32,
        sheet: &Sheet<'_>,
        kept_out: &mut [bool],
        settings: &Settings,
    ) -> Self {
        let anchors: Vec<Span> = heading.columns.iter().map(|c| (c.x0, c.x1)).collect();
        let inside = |l: &&Line| l.rect.centre_y() >= heading.rect.y0 && l.rect.centre_y() < end;
        let lines: Vec<&Line> = sheet.lines.iter().filter(inside).collect();
        let middles: Vec<f32> = heading.columns.iter().map(Rect::centre_x).collect();
        let spans: Vec<Span> = lines
            .iter()
            .filter(|l| over(l, &middles) < 2)
            .map(|l| (l.rect.x0, l.rect.x1))
            .collect();
        let mut cuts = cuts_between(&anchors, &spans);
        keep_last_words(&heading.columns, &lines, &mut cuts, settings);
        let crossing = lines
            .iter()
            .copied()
            .filter(|l| l.rect.y0 > heading.rect.y1 - 1.0 && over(l, &middles) > 1);
        let tight = part_tight_rows(crossing, &middles, &spans, &mut cuts, settings);
        let left = left_edge(&middles, &cuts, &spans);
        let mut edges = vec![left];
        edges.extend(&cuts);
        edges.push(sheet.page.width);
        for (line, out) in sheet.lines.iter().zip(kept_out.iter_mut()) {
            let parted = tight.iter().any(|t| std::ptr::eq(*t, line));
            *out |= inside(&line) && !parted && crosses(line, &edges, settings);
        }
        keep_paragraphs_whole(&sheet.lines, kept_out);
        let kept: Vec<&Line> = sheet
            .lines
            .iter()
            .zip(kept_out.iter())
            .filter(|(line, out)| !**out && inside(line) && line.rect.y0 > heading.rect.y1 - 1.0)
            .map(|(line, _)| line)
            .collect();
        let (rows, margin) = course_rows(&kept, left, heading.rect.y1, end);
        Self {
            header: heading.rect,
            bottom: end,
            left,
            edges,
            rows,
            margin,
        }
    }

    fn regions(&self) -> Vec<Rect> {
        let mut regions = Vec::new();
        let columns = || self.edges.iter().zip(self.edges.iter().skip(1));
        for (x0, x1) in columns() {
            regions.push(Rect::new(*x0, self.header.y0 - 0.5, *x1, self.header.y1));
        }
        for (y0, y1) in self.rows.iter().zip(self.rows.iter().skip(1)) {
            if self.margin && self.left > 0.0 {
                regions.push(Rect::new(0.0, *y0, self.left, *y1));
            }
            regions.extend(columns().map(|(x0, x1)| Rect::new(*x0, *y0, *x1, *y1)));
        }
        regions.retain(|r| r.y1 <= self.bottom + 0.5);
        regions
    }
}

/// Where dishes begin under the edge of their heading, a short word set apart before the next heading ends the dish at
/// its left, however wide the white between them: no dish of the next column begins so far left.
fn keep_last_words(columns: &[Rect], lines: &[&Line], cuts: &mut [f32], settings: &Settings) {
    let pairs = columns.iter().zip(columns.iter().skip(1));
    for ((column, next), cut) in pairs.zip(cuts.iter_mut()) {
        let body = || lines.iter().filter(|l| l.rect.y0 > next.y1 - 1.0);
        let ends_a_dish = |l: &Line| {
            let mut before = body().filter(|b| b.rect.x1 > column.x0 && b.rect.x1 < *cut);
            before.any(|b| b.rect.overlap_y(&l.rect) > settings.line_overlap * l.rect.height())
        };
        let mut apart = body()
            .filter(|l| *cut < l.rect.x0 && l.rect.x1 < next.x0)
            .peekable();
        if apart.peek().is_none() || !begin_under(next, body().copied()) {
            continue;
        }
        let mut reach = *cut;
        let short =
            |l: &Line| l.words.len() == 1 && l.rect.width() < settings.short_word * l.size();
        let all = apart.all(|l| {
            reach = reach.max(l.rect.x1);
            short(l) && ends_a_dish(l)
        });
        if all {
            *cut = (reach + next.x0) / 2.0;
        }
    }
}

/// Whether most lines that begin before the heading's middle, and none of another column, begin under its edge.
fn begin_under<'l>(heading: &Rect, body: impl Iterator<Item = &'l Line>) -> bool {
    let (mut under, mut all) = (0, 0);
    for line in body.filter(|l| l.rect.x0 < heading.centre_x() && l.rect.x1 > heading.x0) {
        all += 1;
        under += usize::from((line.rect.x0 - heading.x0).abs() < line.size());
    }
    under * 2 > all
}

/// The last line of a paragraph is short enough for a column, and no more of one than the lines above it.
fn keep_paragraphs_whole(lines: &[Line], kept_out: &mut [bool]) {
    let pairs = lines
        .iter()
        .enumerate()
        .zip(lines.iter().enumerate().skip(1));
    for ((at, above), (next, below)) in pairs {
        let em = above.size().max(1.0);
        let prose = above.words.len() >= PROSE_WORDS;
        let goes_on = (above.rect.x0 - below.rect.x0).abs() < 0.5 * em
            && below.rect.y0 - above.rect.y1 < 0.8 * em;
        let out = kept_out.get(at).copied().unwrap_or(false);
        if let Some(kept) = kept_out.get_mut(next).filter(|_| out && prose && goes_on) {
            *kept = true;
        }
    }
}

/// How many of the headings' middles the line runs over.
fn over(line: &Line, middles: &[f32]) -> usize {
    let within = |x: &&f32| line.rect.x0 < **x && **x < line.rect.x1;
    middles.iter().filter(within).count()
}

/// The lines over several columns that are rows of a tight table: between each two columns they leave a gap wider than
/// a space, and all of them at one place. The cuts move to these places.
fn part_tight_rows<'l>(
    crossing: impl Iterator<Item = &'l Line>,
    middles: &[f32],
    spans: &[Span],
    cuts: &mut [f32],
    settings: &Settings,
) -> Vec<&'l Line> {
    let pairs: Vec<Span> = middles
        .iter()
        .copied()
        .zip(middles.iter().skip(1).copied())
        .collect();
    let mut white: Vec<Vec<Span>> = pairs.iter().map(|(a, b)| strips(spans, *a, *b)).collect();
    let mut parted = Vec::new();
    for line in crossing {
        let gaps = wide_gaps(line, settings);
        let between = |(from, to): &Span| line.rect.x0 < *from && *to < line.rect.x1;
        let narrowed: Vec<Vec<Span>> = pairs
            .iter()
            .zip(&white)
            .map(|(pair, white)| match between(pair) {
                true => shared(white, &gaps),
                false => white.clone(),
            })
            .collect();
        let possible = |(pair, white): (&Span, &Vec<Span>)| !between(pair) || !white.is_empty();
        if pairs.iter().zip(&narrowed).all(possible) {
            white = narrowed;
            parted.push(line);
        }
    }
    if !parted.is_empty() {
        for (cut, white) in cuts.iter_mut().zip(&white) {
            let wide = |s: &&Span| s.1 - s.0;
            let widest = white.iter().max_by(|a, b| wide(a).total_cmp(&wide(b)));
            *cut = widest.map_or(*cut, |(from, to)| (from + to) / 2.0);
        }
    }
    parted
}

/// The gaps of a line that are wider than its spaces.
fn wide_gaps(line: &Line, settings: &Settings) -> Vec<Span> {
    let gaps = line.words.iter().zip(line.words.iter().skip(1));
    let gaps: Vec<Span> = gaps.map(|(a, b)| (a.rect.x1, b.rect.x0)).collect();
    let mut widths: Vec<f32> = gaps.iter().map(|(a, b)| b - a).collect();
    widths.sort_by(f32::total_cmp);
    let middle = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let space = middle.min(settings.space * line.size());
    let wide = |gap: &Span| gap.1 - gap.0 > settings.wider_than_space * space;
    gaps.into_iter().filter(wide).collect()
}

/// What strips and gaps have in common.
fn shared(strips: &[Span], gaps: &[Span]) -> Vec<Span> {
    let both = strips
        .iter()
        .flat_map(|s| gaps.iter().map(move |g| (s.0.max(g.0), s.1.min(g.1))));
    both.filter(|(from, to)| to > from).collect()
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

/// Whether a column's edge runs through a word of the line, or through a plain space.
fn crosses(line: &Line, edges: &[f32], settings: &Settings) -> bool {
    let inner = edges.iter().take(edges.len().saturating_sub(1));
    inner.copied().any(|edge| {
        if edge <= line.rect.x0 || edge >= line.rect.x1 {
            return false;
        }
        let before = line
            .words
            .iter()
            .map(|w| w.rect.x1)
            .filter(|x| *x <= edge)
            .fold(f32::MIN, f32::max);
        let after = line
            .words
            .iter()
            .map(|w| w.rect.x0)
            .filter(|x| *x >= edge)
            .fold(f32::MAX, f32::min);
        let through = line
            .words
            .iter()
            .any(|w| w.rect.x0 < edge && edge < w.rect.x1);
        through || after - before < settings.word_space * line.size()
    })
}

/// The rows that the margin's labels make, and whether there are any.
fn course_rows(lines: &[&Line], left: f32, top: f32, bottom: f32) -> (Vec<f32>, bool) {
    let spans: Vec<Span> = lines.iter().map(|l| (l.rect.y0, l.rect.y1)).collect();
    let mut labels: Vec<Span> = lines
        .iter()
        .filter(|l| l.rect.centre_x() < left)
        .map(|l| (l.rect.y0, l.rect.y1))
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let labels = labels
        .into_iter()
        .fold(Vec::new(), |mut rows: Vec<Span>, label| {
            match rows.last_mut() {
                // No white strip between them over the whole width: one label of two lines.
                Some(last)
                    if valley(&spans, last.1.min(label.0), label.0.max(last.1)).is_none() =>
                {
                    last.1 = last.1.max(label.1);
                }
                _ => rows.push(label),
            }
            rows
        });
    let mut rows = vec![top];
    rows.extend(cuts_between(&labels, &spans));
    rows.push(bottom);
    (rows, !labels.is_empty())
}
