//! `Page` → `Grid`: rows, columns and cells of any page. One decision made on evidence: each strategy proposes grids, the
//! best explained one is taken. Knows of menus only what a day heading looks like (`calendar`).

mod alignment;
mod bands;
mod completion;
mod draft;
mod footer;
mod grid;
mod headings;
mod ink;
mod judge;
mod lanes;
mod lines;
mod proposal;
mod regions;
mod runs;
mod settings;
mod sheet;
mod strategies;
mod table;
mod tight;
mod way;

pub(crate) use grid::text_of;
pub use grid::{Cell, Grid, Line, Loser, Way};
pub use proposal::Proposal;
pub use settings::Settings;
pub use sheet::Sheet;

use headings::leading_headings;
use strategies::STRATEGIES;

/// The grid that explains the page best, where one explains it at all, and what the others were judged by, best first.
pub fn lay_out(sheet: &Sheet, settings: &Settings) -> (Grid, Vec<Loser>) {
    let mut proposals = proposals(sheet, settings).into_iter().peekable();
    let nothing = || Grid {
        page: sheet.page.number,
        outside: sheet.lines.clone(),
        pictures: sheet.page.pictures.clone(),
        way: Way::List,
        strategy: "none".to_owned(),
        ..Grid::default()
    };
    // Where days are named within longer lines alone, the score says little; one such date may be an article's.
    let unnamed = sheet.days.iter().all(Option::is_none) && leading_headings(sheet).len() > 1;
    let best = proposals.next_if(|best| unnamed || best.score() >= settings.explained);
    let grid = best.map_or_else(nothing, |best| best.finish());
    (grid, proposals.map(Proposal::lose).collect())
}

/// All the ways of seeing a page that its strategies find, the best explained first; of those that put the same words
/// into the same cells, one. A grid is made of one only where it is wanted: [`Proposal::finish`].
pub fn proposals<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Proposal<'a>> {
    let drafts = STRATEGIES
        .iter()
        .flat_map(|propose| propose(sheet, settings));
    let mut proposals: Vec<Proposal> = Vec::new();
    for draft in drafts {
        let mut proposal = Proposal::new(draft, settings);
        judge::judge(&mut proposal, sheet, settings);
        if proposal.way == Way::Unknown {
            proposal.way = way::way_of(&proposal);
        }
        proposals.push(proposal);
    }
    proposals.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut different: Vec<Proposal> = Vec::new();
    for proposal in proposals {
        if !different.iter().any(|better| better.agrees(&proposal)) {
            different.push(proposal);
        }
    }
    different
}
