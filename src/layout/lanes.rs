//! The text of a box in the order in which a person reads it: what stands left of the dishes, level with the first of
//! them, is read before them: a day's name turned or set beside them, or the day's first column of two.

use super::draft::Part;
use crate::geometry::Rect;

/// The parts of a cell in lanes, each to be read down before the next.
pub(super) fn lanes(parts: Vec<Part<'_>>) -> Vec<Vec<Part<'_>>> {
    let Some((start, end)) = heading(&parts).and_then(|heading| beside(&heading, &parts)) else {
        return vec![parts];
    };
    let (upper, rest): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| part.rect.y0 < end);
    let (right, left) = upper.into_iter().partition(|part| part.rect.x0 >= start);
    vec![left, right, rest]
}

/// The box of the one day that is named in the cell; "LUNDI" over "1 mai" is one.
fn heading(parts: &[Part]) -> Option<Rect> {
    let mut days = parts.iter().filter_map(|part| Some((part.day?, part.rect)));
    let (first, rect) = days.next()?;
    match (days.next(), days.next()) {
        (None, _) => Some(rect),
        (Some((second, below)), None) if second.completes(&first) => Some(rect.union(&below)),
        _ => None,
    }
}

/// Where lines begin that stand right of the day's heading, the first of them no lower than it, and how far down no line
/// runs into both these and what stands left of them.
fn beside(heading: &Rect, parts: &[Part]) -> Option<(f32, f32)> {
    let right = || parts.iter().filter(|part| part.rect.x0 >= heading.x1);
    let start = right().map(|part| part.rect.x0).reduce(f32::min)?;
    let top = right().map(|part| part.rect.centre_y()).reduce(f32::min)?;
    let level = right().filter(|part| part.is_level());
    let is_astride = |part: &&Part| part.rect.x0 < start && part.rect.x1 > start;
    let (astride, aside): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(is_astride);
    let end = astride
        .iter()
        .map(|part| part.rect.y0)
        .fold(f32::INFINITY, f32::min);
    let above = aside.iter().all(|part| part.rect.centre_y() < end);
    (level.count() > 1 && top <= heading.y1 && above).then_some((start, end))
}
