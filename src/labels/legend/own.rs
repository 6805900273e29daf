//! A legend's captions → the other lines that are its own: captions that name no label, its title, lines that go on.

use super::captions::{Caption, Part, caption_from, carries_on, is_one_of, is_set_as};
use super::pictures::picture;
use super::signs::{is_a_code, mark_sign};
use crate::labels::label::{Legend, Sign};
use crate::labels::pieces::Kind;
use crate::labels::vocabulary::vocabulary;
use crate::pdf::Page;

/// Words of a legend's title, at most: "Légende des pictogrammes :".
const TITLE_WORDS: usize = 4;

/// A caption of the legend in words of its own, and its sign.
#[derive(Clone)]
pub(super) struct Companion<'l> {
    pub lines: Vec<&'l Part<'l>>,
    pub sign: Sign,
}

/// Captions in words of their own: set as the legend's own are, on their line or in their column, in their size, beside a
/// sign of the same kind that heads nothing else.
pub(super) fn companions<'l>(
    page: &Page,
    all: &'l [Part<'l>],
    own: &[&'l Part<'l>],
    legend: &Legend,
) -> Vec<Companion<'l>> {
    let sign_of = |part: &Part| leading_sign(page, all, part);
    let mut known: Vec<(&Part, Sign)> = own
        .iter()
        .filter_map(|part| Some((*part, sign_of(part)?)))
        .collect();
    let mut found: Vec<Companion> = Vec::new();
    for (at, part) in all.iter().enumerate() {
        let goes_on = || known.iter().any(|(own, _)| carries_on(own, part));
        let alike = || known.iter().filter(|(own, _)| is_set_as(part, own));
        if alike().next().is_none() || is_one_of(own, part) {
            continue;
        }
        let kind = |sign: &Sign| alike().any(|(_, own)| own.is_of_the_kind_of(sign));
        let Some(sign) = sign_of(part).filter(kind) else {
            continue;
        };
        // The second line of a caption stands beside its picture too.
        let same = |known: &(&Part, Sign)| known.1.is(&sign);
        let pictured = matches!(sign, Sign::Picture(_));
        if pictured && goes_on() && known.iter().any(same) {
            continue;
        }
        let goes_on = |p: &&&Part| sign_of(p).is_none_or(|own| own.is(&sign));
        let mut lines = vec![part];
        let below = caption_from(all, at);
        lines.extend(below.iter().skip(1).take_while(goes_on));
        known.push((part, sign.clone()));
        found.push(Companion { lines, sign });
    }
    let heads_no_other = |sign: &Sign| known.iter().filter(|(_, s)| s.is(sign)).count() == 1;
    let is_new = |sign: &Sign| legend.entries.iter().all(|e| !e.sign.is(sign));
    found.retain(|c| heads_no_other(&c.sign) && is_new(&c.sign));
    found
}

/// The sign that a line begins with, or the picture beside it.
fn leading_sign(page: &Page, all: &[Part], part: &Part) -> Option<Sign> {
    let first = part.pieces.first()?;
    let second = part.pieces.get(1).map(|p| p.text.as_str());
    match first.kind {
        Kind::Mark if part.pieces.len() > 1 => Some(mark_sign(first)),
        Kind::Word if is_a_code(first) && matches!(second, Some(":" | "=")) => {
            Some(Sign::Text(first.text.to_string()))
        }
        _ => picture(page, all, &Caption::new(&[part])),
    }
}

/// The lines on which the legend's own go on, and its title.
pub(super) fn continuations_and_titles<'l, 'w>(
    own: &[&Part],
    all: &'l [Part<'w>],
) -> Vec<&'l Part<'w>> {
    let goes_on = |part: &Part| {
        let first = part.words.first().and_then(|w| w.text.chars().next());
        let open = first.is_some_and(|c| c.is_lowercase() || c == '(');
        open && own.iter().any(|above| carries_on(above, part))
    };
    let is_title = |part: &Part| {
        let titles = &vocabulary().titles;
        part.words.len() <= TITLE_WORDS && part.pieces.iter().any(|p| titles.contains(&p.key))
    };
    let mut rest: Vec<&Part> = Vec::new();
    if !own.is_empty() {
        rest.extend(all.iter().filter(|p| is_title(p) || goes_on(p)));
    }
    rest
}
