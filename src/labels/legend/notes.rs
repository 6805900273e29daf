//! What a legend says besides its captions: footnotes in any words, conditions, and symbols told apart by their ink.

use super::captions::{Caption, Part};
use super::inks::SAME_INK;
use crate::labels::label::{Entry, Legend, Meaning, Sign, Unread};
use crate::labels::pieces::{Kind, plain_sign, same_sign};
use crate::layout::text_of;
use crate::pdf::Colour;

/// More pieces than this on one caption are no legend but a text.
pub(super) const LONGEST: usize = 400;

/// "* aide à destination des écoles", "* plat avec un ingrédient bio": a sign told in any words, below the dishes that
/// bear it.
pub(super) fn footnotes<'l, 'w>(captions: &'l [Part<'w>], page: u32) -> Vec<(&'l Part<'w>, Entry)> {
    let leading = |part: &Part| {
        let sign = part.pieces.first().filter(|p| p.kind == Kind::Mark)?;
        (2..=LONGEST)
            .contains(&part.pieces.len())
            .then(|| plain_sign(&sign.text))
    };
    let signs: Vec<Option<String>> = captions.iter().map(leading).collect();
    let borne_above = |note: &Part, sign: &str| {
        captions.iter().any(|part| {
            let mut later = part.pieces.iter().skip(1);
            part.rect.y1 < note.rect.y0
                && later.any(|p| p.kind == Kind::Mark && same_sign(&p.text, sign))
        })
    };
    let notes = captions.iter().zip(&signs).filter_map(|(part, sign)| {
        let sign = sign.as_ref()?;
        let once = signs.iter().flatten().filter(|s| *s == sign).count() == 1;
        (once && borne_above(part, sign)).then(|| {
            let entry = Entry {
                sign: Sign::Text(sign.clone()),
                meaning: only_label(part).unwrap_or_else(|| Meaning::Other(text_of(part.words))),
                page,
                rect: part.rect,
            };
            (part, entry)
        })
    });
    notes.collect()
}

/// The one label that a line names.
fn only_label(part: &Part) -> Option<Meaning> {
    let lines = [part];
    let caption = Caption::new(&lines);
    let labels = caption.labels(&(0..caption.pieces.len()));
    let first = labels.first()?.meaning.clone();
    labels.iter().all(|l| l.meaning == first).then_some(first)
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
