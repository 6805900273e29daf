//! `Page` → `Grid`: rows, columns and cells of any page. One decision made on evidence: each strategy proposes grids, the
//! best explained one is taken. Knows of menus only what a day heading looks like (`calendar`).

mod assemble;
mod bands;
mod grid;
mod judge;
mod lines;
mod regions;
mod settings;
mod strategies;

pub(crate) use grid::text_of;
pub use grid::{Cell, Grid, Line};
pub use settings::Settings;

use crate::pdf::Page;
use strategies::{STRATEGIES, Sheet};

/// All the page's text in lines, top to bottom, cut at wide gaps.
pub fn lines(page: &Page, settings: &Settings) -> Vec<Line> {
    let words = lines::join_stacked_letters(page, settings);
    lines::lines_of(words.iter().collect(), settings.page_gap, settings)
}

/// The grid that explains the page best, and the ones that lost, best first; `lines` are all the page's lines of text.
pub fn lay_out(page: &Page, lines: &[Line], settings: &Settings) -> (Grid, Vec<Grid>) {
    let sheet = Sheet::new(page, lines);
    let mut grids: Vec<Grid> = STRATEGIES
        .iter()
        .flat_map(|s| s.propose(&sheet, settings))
        .collect();
    for grid in &mut grids {
        judge::judge(grid, &sheet);
    }
    grids.sort_by(|a, b| b.score.total_cmp(&a.score));
    let nothing = || Grid {
        page: page.number,
        outside: lines.to_vec(),
        pictures: page.pictures.clone(),
        strategy: "none".to_owned(),
        ..Grid::default()
    };
    match grids.is_empty() {
        true => (nothing(), Vec::new()),
        false => (grids.remove(0), grids),
    }
}
