//! Tables and boxes drawn with rules; a frame that the page leaves open is closed in a second proposal.

use crate::geometry::Rect;
use crate::layout::draft::Draft;
use crate::layout::ink::grid_of;
use crate::layout::regions::Edge;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::pdf::Axis;

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let edges: Vec<Edge> = sheet.page.rules.iter().map(Edge::of_rule).collect();
    let mut framed = edges.clone();
    framed.extend(frame(&edges).iter().flat_map(Edge::of_box));
    [edges, framed]
        .into_iter()
        .filter_map(|edges| grid_of(&edges, sheet, "ruled", settings))
        .collect()
}

/// The box around the rules that cross others: a table without its outer borders.
fn frame(edges: &[Edge]) -> Option<Rect> {
    let span = |axis| {
        let mine = edges.iter().filter(move |e| e.axis == axis);
        let (mut from, mut to) = (f32::INFINITY, f32::NEG_INFINITY);
        for edge in mine {
            from = from.min(edge.from);
            to = to.max(edge.to);
        }
        (from < to).then_some((from, to))
    };
    let (x0, x1) = span(Axis::Horizontal)?;
    let (y0, y1) = span(Axis::Vertical)?;
    Some(Rect::new(x0, y0, x1, y1))
}
