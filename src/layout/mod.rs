//! `Page` → `Grid`: rows, columns and cells of any page. One decision made on evidence: each strategy proposes grids, the
//! best explained one is taken. Knows of menus only what a day heading looks like (`calendar`).

mod assemble;
mod bands;
mod grid;
mod judge;
mod lines;
mod regions;
mod settings;
mod sheet;
mod strategies;

pub(crate) use grid::text_of;
pub use grid::{Cell, Grid, Line, Loser};
pub use settings::Settings;
pub use sheet::Sheet;

use assemble::Sketch;
use strategies::STRATEGIES;

/// The grid that explains the page best, and what those that lost were judged by, best first.
pub fn lay_out(sheet: &Sheet, settings: &Settings) -> (Grid, Vec<Loser>) {
    let mut sketches: Vec<Sketch> = STRATEGIES
        .iter()
        .flat_map(|s| s.propose(sheet, settings))
        .map(|draft| draft.sketch(settings))
        .collect();
    for sketch in &mut sketches {
        judge::judge(sketch, sheet);
    }
    sketches.sort_by(|a, b| b.score.total_cmp(&a.score));
    let nothing = || Grid {
        page: sheet.page.number,
        outside: sheet.lines.clone(),
        pictures: sheet.page.pictures.clone(),
        strategy: "none".to_owned(),
        ..Grid::default()
    };
    let mut sketches = sketches.into_iter();
    let grid = sketches.next().map_or_else(nothing, Sketch::finish);
    (grid, sketches.map(Sketch::lose).collect())
}
