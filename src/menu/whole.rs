//! What a title or a sentence says of every dish of a page, or of one day: "Menu 100 % bio", "Repas entièrement bio le
//! vendredi". Only what claims the whole is taken at its word.

use super::board::Board;
use super::dates::Heading;
use super::days::Entry;
use super::pieces::Piece;
use crate::calendar::{day_mark, day_mark_prefix, without_dates};
use crate::geometry::Rect;
use crate::labels::{Label, is_reserved, may_say_it_of_the_whole, whole_menu_entirely};
use crate::layout::Line;
use chrono::Weekday;

/// Points: a sentence's next line begins within this many line heights.
const NEXT_LINE: f32 = 1.0;

/// What is said, where, and of which day; of all of them where none is named.
struct Claim {
    labels: Vec<Label>,
    day: Option<Weekday>,
    rect: Rect,
}

/// Gives the entries of a board's page what its titles and sentences say of them.
pub(super) fn give_claims(board: &Board, headings: &[Heading], entries: &mut [Entry]) {
    for claim in claims(board) {
        let mine = |entry: &&mut Entry| entry.page == board.page;
        let days = headings.iter().filter(|h| h.page == board.page);
        let top = days.map(|h| h.rect.y0).reduce(f32::min);
        let days: Vec<usize> = days_of(&claim, board.page, headings);
        let governed = |entry: &&mut Entry| match claim.day {
            // Under the first day it may be that day's, or speak of another week.
            None => top.is_some_and(|top| claim.rect.y1 <= top),
            Some(_) => days.len() == 1 && days.contains(&entry.day),
        };
        for entry in entries.iter_mut().filter(mine).filter(governed) {
            for label in &claim.labels {
                if entry.whole.iter().all(|(known, _)| known != label) {
                    entry.whole.push((*label, claim.rect));
                }
            }
        }
    }
}

/// The days of the page that the claim can be about.
fn days_of(claim: &Claim, page: u32, headings: &[Heading]) -> Vec<usize> {
    let named = |heading: &Heading| {
        heading.page == page && heading.mark.and_then(|mark| mark.weekday) == claim.day
    };
    let all = headings.iter().enumerate();
    all.filter(|(_, h)| named(h)).map(|(at, _)| at).collect()
}

fn claims(board: &Board) -> Vec<Claim> {
    let said = |piece: &Piece| {
        matches!(
            piece,
            Piece::Aside | Piece::Dates | Piece::Theme | Piece::Whole(_)
        )
    };
    let pieces = board.blocks.iter().flat_map(|b| &b.pieces);
    let in_blocks = pieces.filter(|p| said(&p.piece));
    let lines: Vec<&Line> = board
        .loose
        .iter()
        .chain(in_blocks.flat_map(|p| &p.lines))
        .collect();
    let mut claims: Vec<Claim> = lines
        .iter()
        .flat_map(|l| claims_of(&l.text(), l.rect))
        .collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    for (first, second) in pairs.filter(|(a, b)| goes_on(a, b)) {
        let text = format!("{} {}", first.text(), second.text());
        claims.extend(claims_of(&text, first.rect.union(&second.rect)));
    }
    claims
}

/// Whether a sentence may go on on the second line.
fn goes_on(first: &Line, second: &Line) -> bool {
    let gap = second.rect.y0 - first.rect.y1;
    gap >= -first.rect.height()
        && gap < NEXT_LINE * first.rect.height()
        && first.rect.overlap_x(&second.rect) > 0.0
}

/// The claims of a text that is no day's heading, and says nothing on a condition or of another time.
fn claims_of(text: &str, rect: Rect) -> Vec<Claim> {
    let parts = text
        .split([':', '–', '—', '|', '•'])
        .flat_map(|part| part.split(" - "))
        .filter(|part| may_say_it_of_the_whole(part));
    let said: Vec<Vec<Label>> = parts
        .map(|part| whole_menu_entirely(&without_dates(part).0))
        .filter(|labels| !labels.is_empty())
        .collect();
    let is_day = || day_mark_prefix(text).is_some() || day_mark(text).is_some();
    if said.is_empty() || is_reserved(text) || is_day() {
        return Vec::new();
    }
    let (_, weekdays) = without_dates(text);
    let day = weekdays.first().copied().filter(|_| weekdays.len() == 1);
    let claim = |labels| Claim { labels, day, rect };
    said.into_iter().map(claim).collect()
}
