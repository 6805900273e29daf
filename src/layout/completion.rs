//! Cells that a page does not draw, in a table whose other cells it draws: the last column left open, a box over a picture.

use super::draft::Part;
use super::settings::Settings;
use crate::geometry::Rect;

/// Adds a region for the lines in none that stand in a row with one cell and in a column with another.
pub(super) fn complete(regions: &mut Vec<Rect>, parts: &mut [Part<'_>], settings: &Settings) {
    let drawn: Vec<Rect> = filled(regions, parts);
    let mut added: Vec<Rect> = Vec::new();
    for part in parts.iter().filter(|part| part.home.is_none()) {
        if !added.iter().any(|cell| cell.holds(&part.rect)) {
            added.extend(undrawn(part, &drawn, settings));
        }
    }
    for part in parts.iter_mut().filter(|part| part.home.is_none()) {
        let cell = added.iter().position(|cell| cell.holds(&part.rect));
        part.home = cell.map(|cell| regions.len() + cell);
    }
    regions.extend(added);
}

/// The regions with something in them.
fn filled(regions: &[Rect], parts: &[Part]) -> Vec<Rect> {
    let mut used = vec![false; regions.len()];
    for home in parts.iter().filter_map(|part| part.home) {
        if let Some(slot) = used.get_mut(home) {
            *slot = true;
        }
    }
    let regions = regions.iter().zip(used);
    regions
        .filter(|(_, used)| *used)
        .map(|(rect, _)| *rect)
        .collect()
}

/// The cell in which a line would stand: as high as the nearest one beside it, as wide as the nearest one over or under it.
fn undrawn(part: &Part, drawn: &[Rect], settings: &Settings) -> Option<Rect> {
    let (x, y) = (part.rect.centre_x(), part.rect.centre_y());
    let far_x = |cell: &Rect| (cell.x0 - x).max(x - cell.x1);
    let far_y = |cell: &Rect| (cell.y0 - y).max(y - cell.y1);
    let beside = drawn
        .iter()
        .filter(|c| c.y0 < y && y < c.y1 && far_x(c) > 0.0);
    let row = beside.min_by(|a, b| far_x(a).total_cmp(&far_x(b)))?;
    let abreast = |c: &&Rect| c.x0 < x && x < c.x1 && c.overlap_x(row) <= settings.snap;
    let over = drawn.iter().filter(|c| far_y(c) > 0.0).filter(abreast);
    let column = over.min_by(|a, b| far_y(a).total_cmp(&far_y(b)))?;
    let cell = Rect::new(column.x0, row.y0, column.x1, row.y1);
    let is_free = drawn
        .iter()
        .all(|c| c.overlap(&cell) <= settings.free * cell.area());
    is_free.then_some(cell)
}
