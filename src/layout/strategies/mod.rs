//! One file a way of seeing a page. Each proposes grids; the best explained one is taken.

mod banded;
mod columns;
mod rows;
mod ruled;
mod stacked;

use super::draft::Draft;
use super::settings::Settings;
use super::sheet::Sheet;

/// A way of cutting a page into cells: the grids that it sees on this page, none where it does not apply.
type Strategy = for<'a> fn(&'a Sheet<'_>, &Settings) -> Vec<Draft<'a>>;

/// All the strategies; of two grids with one score, the first one's wins.
pub(super) const STRATEGIES: &[Strategy] = &[
    ruled::propose,
    banded::propose,
    columns::propose,
    rows::propose,
    stacked::propose,
];
