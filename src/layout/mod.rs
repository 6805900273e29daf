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
pub use grid::{Cell, Grid, Line, Loser};
pub use settings::Settings;

use crate::pdf::Page;
use assemble::Sketch;
use lines::Run;
use strategies::{STRATEGIES, Sheet};

/// All the page's text in lines, top to bottom, cut at wide gaps.
pub fn lines(page: &Page, settings: &Settings) -> Vec<Line> {
    let words = lines::join_stacked_letters(page, settings);
    let runs = lines::runs_of(words.iter().collect(), settings.page_gap, settings);
    runs.iter().map(Run::to_line).collect()
}

/// The grid that explains the page best, and what those that lost were judged by, best first; `lines` are all the page's
/// lines of text.
pub fn lay_out(page: &Page, lines: &[Line], settings: &Settings) -> (Grid, Vec<Loser>) {
    let sheet = Sheet::new(page, lines);
    let mut sketches: Vec<Sketch> = STRATEGIES
        .iter()
        .flat_map(|s| s.propose(&sheet, settings))
        .map(|draft| draft.sketch(settings))
        .collect();
    for sketch in &mut sketches {
        judge::judge(sketch, &sheet);
    }
    sketches.sort_by(|a, b| b.score.total_cmp(&a.score));
    let nothing = || Grid {
        page: page.number,
        outside: lines.to_vec(),
        pictures: page.pictures.clone(),
        strategy: "none".to_owned(),
        ..Grid::default()
    };
    let mut sketches = sketches.into_iter();
    let grid = sketches.next().map_or_else(nothing, Sketch::finish);
    (grid, sketches.map(Sketch::lose).collect())
}
