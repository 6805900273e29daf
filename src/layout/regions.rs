//! Edges → the closed regions they bound. After the idea of pdfplumber's table finder (edges → intersections → cells),
//! but by flooding: two elementary boxes with no edge between them are one region, so merged cells need no special case.

use super::settings::Settings;
use crate::geometry::Rect;
use crate::pdf::{Axis, Page, Rule};

/// A straight edge's place: `at` across, `from..to` along, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub axis: Axis,
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

impl Edge {
    pub(super) fn of_rule(rule: &Rule) -> Self {
        Self {
            axis: rule.axis,
            at: rule.at,
            from: rule.from,
            to: rule.to,
        }
    }

    /// The four sides of a box.
    pub(super) fn of_box(rect: &Rect) -> [Self; 4] {
        let edge = |axis, at, from, to| Self { axis, at, from, to };
        [
            edge(Axis::Horizontal, rect.y0, rect.x0, rect.x1),
            edge(Axis::Horizontal, rect.y1, rect.x0, rect.x1),
            edge(Axis::Vertical, rect.x0, rect.y0, rect.y1),
            edge(Axis::Vertical, rect.x1, rect.y0, rect.y1),
        ]
    }
}

/// One direction's edges: the places of the lines, and what each covers.
struct Ladder {
    at: Vec<f32>,
    covered: Vec<Vec<(f32, f32)>>,
}

impl Ladder {
    fn new(edges: &[Edge], axis: Axis, settings: &Settings) -> Option<Self> {
        let mut mine: Vec<&Edge> = edges.iter().filter(|e| e.axis == axis).collect();
        mine.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut at: Vec<f32> = Vec::new();
        let mut covered: Vec<Vec<(f32, f32)>> = Vec::new();
        for edge in mine {
            match (at.last(), covered.last_mut()) {
                (Some(last), Some(spans)) if edge.at - last <= settings.snap => {
                    spans.push((edge.from, edge.to));
                }
                _ => {
                    at.push(edge.at);
                    covered.push(vec![(edge.from, edge.to)]);
                }
            }
            if at.len() > settings.max_edges {
                return None;
            }
        }
        for spans in &mut covered {
            *spans = merged(std::mem::take(spans), settings.snap);
        }
        Some(Self { at, covered })
    }

    /// Whether line `index` covers enough of `from..to`.
    fn closes(&self, index: usize, from: f32, to: f32, share: f32) -> bool {
        let Some(spans) = self.covered.get(index) else {
            return false;
        };
        let covered: f32 = spans
            .iter()
            .map(|(a, b)| (b.min(to) - a.max(from)).max(0.0))
            .sum();
        covered >= share * (to - from)
    }

    /// The intervals between the lines, with one before the first and one after the last.
    fn steps(&self, end: f32) -> Vec<(f32, f32)> {
        let mut bounds = vec![-1.0_f32.min(self.at.first().copied().unwrap_or(0.0))];
        bounds.extend(&self.at);
        bounds.push(self.at.last().copied().unwrap_or(0.0).max(end) + 1.0);
        bounds
            .iter()
            .copied()
            .zip(bounds.iter().copied().skip(1))
            .collect()
    }
}

fn merged(mut spans: Vec<(f32, f32)>, tolerance: f32) -> Vec<(f32, f32)> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match out.last_mut() {
            Some(last) if from <= last.1 + tolerance => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// The regions that these edges close, in no order; empty when there are none, or too many for a table.
pub(super) fn regions(edges: &[Edge], page: &Page, settings: &Settings) -> Vec<Rect> {
    let vertical = Ladder::new(edges, Axis::Vertical, settings);
    let horizontal = Ladder::new(edges, Axis::Horizontal, settings);
    let (Some(vertical), Some(horizontal)) = (vertical, horizontal) else {
        return Vec::new();
    };
    let columns = vertical.steps(page.width);
    let rows = horizontal.steps(page.height);
    let share = settings.side_cover;
    let mut forest = Forest::new(columns.len() * rows.len());
    for (r, row) in rows.iter().enumerate() {
        for (c, column) in columns.iter().enumerate() {
            let here = r * columns.len() + c;
            // Line `c` stands to the right of column `c`: column 0 is what lies before the first line.
            if c + 1 < columns.len() && !vertical.closes(c, row.0, row.1, share) {
                forest.join(here, here + 1);
            }
            if r + 1 < rows.len() && !horizontal.closes(r, column.0, column.1, share) {
                forest.join(here, here + columns.len());
            }
        }
    }
    let outside = forest.root(0);
    let mut boxes: std::collections::BTreeMap<usize, Rect> = std::collections::BTreeMap::new();
    for (r, row) in rows.iter().enumerate() {
        for (c, column) in columns.iter().enumerate() {
            let root = forest.root(r * columns.len() + c);
            if root == outside {
                continue;
            }
            let rect = Rect::new(column.0, row.0, column.1, row.1);
            boxes
                .entry(root)
                .and_modify(|known| *known = known.union(&rect))
                .or_insert(rect);
        }
    }
    match boxes.len() > settings.max_regions {
        true => Vec::new(),
        false => boxes.into_values().collect(),
    }
}

/// Disjoint sets with path halving.
struct Forest(Vec<usize>);

impl Forest {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn parent(&self, node: usize) -> usize {
        self.0.get(node).copied().unwrap_or(node)
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent(node) != node {
            let above = self.parent(self.parent(node));
            if let Some(slot) = self.0.get_mut(node) {
                *slot = above;
            }
            node = above;
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}
