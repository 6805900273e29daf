//! How well a grid explains its page: what it covers, whether each day stands alone, what it cuts through.

use super::assemble::{Sketch, SketchedCell};
use super::grid::Line;
use super::lines::Run;
use super::sheet::Sheet;

/// What a strategy's separators are made of, 0 to 1: ink beats white space.
pub(super) fn support(strategy: &str) -> f32 {
    match strategy {
        "ruled" => 1.0,
        "banded" => 0.9,
        "columns" | "rows" => 0.7,
        _ => 0.5,
    }
}

/// Fills the grid's score and evidence.
pub(super) fn judge(grid: &mut Sketch<'_>, sheet: &Sheet<'_>) {
    let days = lone_days(grid, sheet);
    let covered = coverage(grid);
    let whole = unbroken(grid, &sheet.lines);
    let support = support(grid.strategy);
    grid.score = 0.4 * days + 0.2 * covered + 0.2 * whole + 0.2 * support;
    grid.evidence.push(format!(
        "days {days:.2}, covered {covered:.2}, unbroken {whole:.2}, support {support:.2}"
    ));
}

/// The share of the page's day headings that are a cell's only one.
fn lone_days(grid: &Sketch<'_>, sheet: &Sheet<'_>) -> f32 {
    let all = sheet.days.iter().flatten().count();
    if all == 0 {
        return 0.5;
    }
    let inside: usize = grid.cells.iter().map(lone_headings).sum();
    let lone = inside + headings_over_cells(grid);
    (lone as f32 / all as f32).min(1.0)
}

/// The lines of the cell's one day heading: "LUNDI" over "1 mai" is one heading of two lines; 0 for several headings.
fn lone_headings(cell: &SketchedCell<'_>) -> usize {
    let mut marks = cell
        .lines
        .iter()
        .enumerate()
        .filter_map(|(i, line)| Some((i, line.day_mark()?)));
    match (marks.next(), marks.next(), marks.next()) {
        (Some(_), None, _) => 1,
        (Some((i, first)), Some((j, second)), None) if j == i + 1 && second.completes(&first) => 2,
        _ => 0,
    }
}

/// The day headings that stand in no cell, each over a column of cells of its own.
fn headings_over_cells(grid: &Sketch<'_>) -> usize {
    let heads: Vec<&Run> = grid.outside.iter().filter(|l| heads_a_day(l)).collect();
    let under = |line: &Run, cell: &SketchedCell<'_>| {
        let shared = line.rect.overlap_x(&cell.rect);
        cell.rect.y0 >= line.rect.centre_y() && shared > 0.5 * line.rect.width()
    };
    let own = |line: &Run| {
        let mut columns = grid.cells.iter().filter(|cell| under(line, cell));
        columns.any(|cell| heads.iter().filter(|l| under(l, cell)).count() == 1)
    };
    heads.iter().filter(|l| own(l)).count()
}

fn heads_a_day(line: &Run<'_>) -> bool {
    line.day_mark().is_some()
}

/// The share of the page's words that are in cells.
fn coverage(grid: &Sketch<'_>) -> f32 {
    let inside: usize = grid
        .cells
        .iter()
        .flat_map(|c| &c.lines)
        .map(|l| l.words.len())
        .sum();
    let outside: usize = grid.outside.iter().map(|l| l.words.len()).sum();
    inside as f32 / (inside + outside).max(1) as f32
}

/// The share of the page's lines that no cell border cuts.
fn unbroken(grid: &Sketch<'_>, page_lines: &[Line]) -> f32 {
    let pieces: usize =
        grid.cells.iter().map(|c| c.lines.len()).sum::<usize>() + grid.outside.len();
    let cut = pieces.saturating_sub(page_lines.len());
    1.0 - (cut as f32 / page_lines.len().max(1) as f32).min(1.0)
}
