//! What a legend says besides its captions: footnotes in any words, conditions, and symbols told apart by their ink.

use super::captions::{Caption, Part, is_one_of};
use super::inks::SAME_INK;
use super::phrases::Phrase;
use crate::geometry::Rect;
use crate::labels::label::{Entry, Legend, Meaning, Sign, Unread};
use crate::labels::pieces::{Kind, Piece, plain_sign, same_sign};
use crate::pdf::Colour;
use std::ops::Range;

/// More pieces than this on one caption are no legend but a text.
pub(super) const LONGEST: usize = 400;

/// A sentence of a line that begins with a sign.
struct Note<'l, 'w> {
    part: &'l Part<'w>,
    sign: String,
    meanings: Vec<Meaning>,
    rect: Rect,
}

/// "* aide à destination des écoles", "* plat avec un ingrédient bio": a sign told in any words, below the dishes that
/// bear it; `own` are the lines of the legend, each sentence of which may tell of one.
pub(super) fn footnotes<'l, 'w>(
    all: &'l [Part<'w>],
    own: &[&Part],
    page: u32,
) -> Vec<(&'l Part<'w>, Vec<Entry>)> {
    let is_mark = |p: &Piece| p.kind == Kind::Mark;
    let may_tell = |part: &&Part| {
        let leads = part.pieces.first().is_some_and(is_mark);
        let told = leads || (part.pieces.iter().any(is_mark) && is_one_of(own, part));
        told && (2..=LONGEST).contains(&part.pieces.len())
    };
    let notes: Vec<Note> = all.iter().filter(may_tell).flat_map(notes_of).collect();
    let borne_above = |note: &Note| {
        all.iter().any(|part| {
            let mut later = part.pieces.iter().skip(1);
            part.rect.y1 < note.part.rect.y0
                && later.any(|p| is_mark(p) && same_sign(&p.text, &note.sign))
        })
    };
    let once = |note: &Note| notes.iter().filter(|n| n.sign == note.sign).count() == 1;
    let told = notes.iter().filter(|note| once(note) && borne_above(note));
    told.map(|note| (note.part, note.entries(page))).collect()
}

impl Note<'_, '_> {
    fn entries(&self, page: u32) -> Vec<Entry> {
        let entry = |meaning: &Meaning| Entry {
            sign: Sign::Text(self.sign.clone()),
            meaning: meaning.clone(),
            page,
            rect: self.rect,
        };
        self.meanings.iter().map(entry).collect()
    }
}

/// The sentences of a line that begin with a sign.
fn notes_of<'l, 'w>(part: &'l Part<'w>) -> Vec<Note<'l, 'w>> {
    let lines = [part];
    let caption = Caption::new(&lines);
    let note = |sentence: Range<usize>| {
        let pieces = caption.pieces.get(sentence.clone())?;
        let lead = pieces.iter().position(|p| p.kind != Kind::Punct)?;
        let sign = pieces.get(lead).filter(|p| p.kind == Kind::Mark)?;
        (pieces.len() > lead + 1).then(|| Note {
            part,
            sign: plain_sign(&sign.text),
            meanings: meanings_of(&caption, &(sentence.start + lead..sentence.end)),
            rect: caption.rect(sentence.start + lead, sentence.end),
        })
    };
    caption.sentences().into_iter().filter_map(note).collect()
}

/// What lines say in any words: their one label, else their words.
pub(super) fn said_by(lines: &[&Part]) -> Vec<Meaning> {
    let caption = Caption::new(lines);
    meanings_of(&caption, &(0..caption.pieces.len()))
}

/// What a sentence says in any words: the labels of its one phrase, else its words.
fn meanings_of(caption: &Caption, sentence: &Range<usize>) -> Vec<Meaning> {
    let mut named: Vec<Vec<Meaning>> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let phrase = Phrase::at(caption, at, sentence.start);
        at = phrase.as_ref().map_or(at + 1, |p| p.to);
        let label = phrase.filter(|p| matches!(p.meaning, Meaning::Label(_)));
        named.extend(label.map(|p| p.meanings().unwrap_or_default()));
    }
    named.dedup();
    match named.as_slice() {
        [one] if !one.is_empty() => one.clone(),
        _ => vec![Meaning::Other(caption.text(sentence))],
    }
}

/// "* bio selon arrivage": the sign is known, and gives no label.
pub(super) fn leave_conditions(block: &[&Part], entries: &mut [Entry]) -> Vec<Unread> {
    let caption = Caption::new(block);
    let mut unread = Vec::new();
    for sentence in caption.sentences() {
        let labelled = |e: &&mut Entry| {
            let here = caption.rect(sentence.start, sentence.end);
            matches!(e.meaning, Meaning::Label(_)) && here.holds(&e.rect)
        };
        let unclear = caption.is_conditional(&sentence) || caption.offers_two_labels(&sentence);
        for entry in entries.iter_mut().filter(labelled).filter(|_| unclear) {
            let text = caption.text(&sentence);
            entry.meaning = Meaning::Other(text.clone());
            unread.push(Unread {
                text,
                page: entry.page,
                rect: entry.rect,
            });
        }
    }
    unread
}

/// A symbol's ink is a part of the sign only where the legend prints the symbol in several inks.
pub(super) fn settle_inks(legend: &mut Legend) {
    let told = legend.entries.clone();
    let in_several = |text: &str, ink: Colour| {
        told.iter().any(|e| match &e.sign {
            Sign::Inked(t, other) => t == text && ink.distance(*other) > SAME_INK,
            _ => false,
        })
    };
    for entry in &mut legend.entries {
        if let Sign::Inked(text, ink) = &entry.sign
            && !in_several(text, *ink)
        {
            entry.sign = Sign::Text(text.clone());
        }
    }
    let words = |e: &Entry| matches!(e.sign, Sign::Text(_));
    let settled = std::mem::take(&mut legend.entries);
    for entry in settled {
        let same = |e: &Entry| e.sign == entry.sign && e.meaning == entry.meaning;
        if !(words(&entry) && legend.entries.iter().any(same)) {
            legend.entries.push(entry);
        }
    }
}
