//! A legend's captions → the other lines that are its own: captions that name no label, its title, lines that go on.

use super::captions::{Caption, Part, carries_on, is_set_as};
use super::pictures::picture;
use super::signs::mark_sign;
use crate::labels::label::{Legend, Sign};
use crate::labels::pieces::{Kind, Piece};
use crate::labels::vocabulary::vocabulary;
use crate::pdf::Page;

/// Letters of a code ("VBF") that a legend explains in words nobody knows.
const CODE_LETTERS: usize = 4;
/// Words of a legend's title, at most: "Légende des pictogrammes :".
const TITLE_WORDS: usize = 4;

/// Captions that name no label, each with its sign: set as the legend's own are, on their line or in their column, in
/// their size, beside a sign of the same kind that heads nothing else.
pub(super) fn companions<'a>(
    page: &Page,
    all: &'a [Part<'a>],
    own: &[&'a Part<'a>],
    legend: &Legend,
) -> Vec<(&'a Part<'a>, Sign)> {
    let signed = |part: &'a Part<'a>| Some((part, leading_sign(page, part)?));
    let mut known: Vec<(&Part, Sign)> = own.iter().copied().filter_map(signed).collect();
    let mut found: Vec<(&Part, Sign)> = Vec::new();
    let mut left = all.iter().filter(|part| !part.names_a_label);
    while let Some(part) = left.next().filter(|_| !known.is_empty()) {
        let alike = || known.iter().filter(|(own, _)| is_set_as(part, own));
        if alike().next().is_none() {
            continue;
        }
        let sign = leading_sign(page, part);
        let sign = sign.filter(|s| alike().any(|(_, own)| own.is_of_the_kind_of(s)));
        if let Some(sign) = sign {
            known.push((part, sign.clone()));
            found.push((part, sign));
        }
    }
    let heads_no_other = |sign: &Sign| known.iter().filter(|(_, s)| s.is(sign)).count() == 1;
    let is_new = |sign: &Sign| legend.entries.iter().all(|e| !e.sign.is(sign));
    let told = found.iter().filter(|(_, s)| heads_no_other(s) && is_new(s));
    told.cloned().collect()
}

/// The sign that a line begins with, or the picture to its left.
fn leading_sign<'a>(page: &Page, part: &'a Part<'a>) -> Option<Sign> {
    let first = part.pieces.first()?;
    let second = part.pieces.get(1).map(|p| p.text.as_str());
    match first.kind {
        Kind::Mark if part.pieces.len() > 1 => Some(mark_sign(first)),
        Kind::Word if is_a_code(first) && matches!(second, Some(":" | "=")) => {
            Some(Sign::Text(first.text.to_string()))
        }
        _ => picture(page, &Caption::new(&[part])),
    }
}

/// Capitals that may stand for something: "AOP".
fn is_a_code(piece: &Piece) -> bool {
    piece.upper() && piece.text.chars().count() <= CODE_LETTERS
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
