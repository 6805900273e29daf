//! How well a grid explains its page: whether each day stands alone, what it covers, what it cuts through, what its borders
//! are made of.

use super::proposal::{Filled, Proposal};
use super::runs::Run;
use super::settings::Settings;
use super::sheet::Sheet;
use crate::geometry::Rect;

/// What a strategy's separators are made of, 0 to 1: ink beats white space.
fn support(strategy: &str) -> f32 {
    match strategy {
        "ruled" => 1.0,
        "banded" => 0.9,
        "columns" | "rows" => 0.7,
        _ => 0.5,
    }
}

/// Fills the grid's score and evidence.
pub(super) fn judge(grid: &mut Proposal<'_>, sheet: &Sheet<'_>, settings: &Settings) {
    let days = lone_days(grid, sheet);
    let covered = coverage(grid, sheet, settings);
    let whole = share_of_whole_lines(grid, sheet);
    let support = support(grid.strategy);
    // A cell whose lines stand side by side was not parted: that weighs more than what its borders are made of.
    let score = 0.4 * days + 0.15 * covered + 0.3 * whole + 0.15 * support;
    grid.score = score * (covered / settings.covered).min(1.0);
    grid.evidence.push(format!(
        "days {days:.2}, covered {covered:.2}, whole lines {whole:.2}, support {support:.2}"
    ));
}

/// The share of the page's day headings that are a cell's only one.
fn lone_days(grid: &Proposal<'_>, sheet: &Sheet<'_>) -> f32 {
    let all = sheet.days.iter().flatten().count();
    if all == 0 {
        return 0.5;
    }
    let inside: usize = grid.cells.iter().map(lone_headings).sum();
    let lone = inside + headings_over_cells(grid);
    (lone as f32 / all as f32).min(1.0)
}

/// The lines of the cell's one day heading: "LUNDI" over "1 mai" is one heading of two lines; 0 for several headings.
fn lone_headings(cell: &Filled<'_>) -> usize {
    let lines = cell.lines.iter().enumerate();
    let mut marks = lines.filter_map(|(i, line)| Some((i, line.day?)));
    match (marks.next(), marks.next(), marks.next()) {
        (Some(_), None, _) => 1,
        (Some((i, first)), Some((j, second)), None) if j == i + 1 && second.completes(&first) => 2,
        _ => 0,
    }
}

/// The day headings that stand in no cell, each over a column of cells of its own.
fn headings_over_cells(grid: &Proposal<'_>) -> usize {
    let heads: Vec<&Run> = grid.outside.iter().filter(|l| l.day.is_some()).collect();
    let under = |line: &Run, cell: &Filled<'_>| {
        let shared = line.rect.overlap_x(&cell.rect);
        cell.rect.y0 >= line.rect.centre_y() && shared > 0.5 * line.rect.width()
    };
    let own = |line: &Run| {
        let mut columns = grid.cells.iter().filter(|cell| under(line, cell));
        columns.any(|cell| heads.iter().filter(|l| under(l, cell)).count() == 1)
    };
    heads.iter().filter(|l| own(l)).count()
}

/// The share of the words from the first day on that are in cells, as far as they can be dishes: those beside cells are
/// missed twice as much as those under them.
fn coverage(grid: &Proposal<'_>, sheet: &Sheet<'_>, settings: &Settings) -> f32 {
    let days = sheet.dated_lines().filter(|(_, day)| day.is_some());
    let days = days.map(|(line, _)| line.rect.y0);
    let first = days.reduce(f32::min).unwrap_or_default();
    let around = Rect::around(grid.cells.iter().map(|c| c.rect)).unwrap_or_default();
    let words = |line: &Run| match line.words.len() {
        words if words < settings.prose_words => words,
        _ => 0,
    };
    let lines = grid.cells.iter().flat_map(|c| &c.lines);
    let inside: usize = lines.map(words).sum();
    let missed = |line: &Run| {
        let y = line.rect.centre_y();
        let beside = around.y0 < y && y < around.y1;
        words(line) * (usize::from(y > first) + usize::from(beside))
    };
    let missed: usize = grid.outside.iter().map(missed).sum();
    inside as f32 / (inside + missed).max(1) as f32
}

/// The share of the page's lines that no border runs through, no cut parts at a gap as narrow as a space, and no other
/// line stands beside in their cell.
fn share_of_whole_lines(grid: &Proposal<'_>, sheet: &Sheet<'_>) -> f32 {
    let abreast: usize = grid.cells.iter().map(|c| c.abreast).sum();
    let faults = (grid.torn + abreast) as f32 / sheet.lines.len().max(1) as f32;
    1.0 - faults.min(1.0)
}
