//! One file a way of seeing a page. Each proposes grids; the best explained one is taken.

mod banded;
mod columns;
mod rows;
mod ruled;
mod stacked;

use super::assemble::Draft;
use super::settings::Settings;
use super::sheet::Sheet;

/// A way of cutting a page into cells.
pub(super) trait Strategy: Sync {
    /// Its name, for `inspect`.
    fn name(&self) -> &'static str;

    /// The grids it sees on this page: none where it does not apply.
    fn propose<'a>(&self, sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>>;
}

/// All the strategies; of two with one score, the first wins.
pub(super) const STRATEGIES: &[&dyn Strategy] = &[
    &ruled::Ruled,
    &banded::Banded,
    &columns::Columns,
    &rows::Rows,
    &stacked::Stacked,
];
