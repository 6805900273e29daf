//! A page's lines → its legend: signs beside phrases that name what they mean. A phrase without a sign beside it is no
//! legend; nor is one that follows other words, as on a dish.

mod captions;
mod inks;
mod notes;
mod own;
mod phrases;
mod pictures;
mod signs;

use super::allergens::Key;
use super::label::{Entry, Legend, Sign, Unread};
use crate::geometry::Rect;
use crate::layout::Line;
use crate::pdf::Page;
use captions::{Part, joined_with_signs, parts_of};
use notes::{footnotes, leave_conditions, said_by, settle_inks};
use own::{companions, continuations_and_titles};
use pictures::repeated;
use signs::Reader;

/// Reads the page's legend; `lines` are all its lines of text, `document` all pages, whose colours it may name. Entries come
/// in reading order, `words` are those of the captions that hold them, of what is set as these are, and of the legend's title.
pub fn read_legend(page: &Page, lines: &[Line], document: &[&Page]) -> Legend {
    let lines = joined_with_signs(lines);
    let parts = parts_of(&lines, page);
    let reader = Reader::new(page, document, &parts);
    let mut legend = Legend::default();
    let mut own: Vec<&Part> = Vec::new();
    for at in 0..parts.len() {
        let Some((block, mut entries)) = reader.read_from(&parts, at) else {
            continue;
        };
        legend.unread.extend(leave_conditions(&block, &mut entries));
        own.extend(block);
        for entry in entries {
            let same = |e: &Entry| e.sign == entry.sign && e.meaning == entry.meaning;
            if !legend.entries.iter().any(same) {
                legend.entries.push(entry);
            }
        }
    }
    for companion in companions(page, &parts, &own, &legend) {
        let lines = companion.lines;
        let entry = |meaning| Entry {
            sign: companion.sign.clone(),
            meaning,
            page: page.number,
            rect: Rect::around(lines.iter().map(|l| l.rect)).unwrap_or_default(),
        };
        let mut entries: Vec<Entry> = said_by(&lines).into_iter().map(entry).collect();
        legend.unread.extend(leave_conditions(&lines, &mut entries));
        legend.entries.extend(entries);
        own.extend(lines);
    }
    legend.repeated = repeated(&legend, page);
    settle_inks(&mut legend);
    legend.unread.extend(reader.unread.take());
    for (part, mut entries) in footnotes(&parts, &own, page.number) {
        legend
            .unread
            .extend(leave_conditions(&[part], &mut entries));
        let known = |e: &Entry| matches!(&e.sign, Sign::Text(t) if legend.tells_of(t));
        if !entries.iter().any(known) {
            legend.entries.extend(entries);
            own.push(part);
        }
    }
    let rest = continuations_and_titles(&own, &parts);
    let words = own.into_iter().chain(rest).flat_map(|part| part.words);
    legend.words = words.map(|word| (page.number, word.number)).collect();
    let (allergens, key) = Key::read(&lines);
    let key = key.into_iter().flat_map(|line| &line.words);
    legend
        .words
        .extend(key.map(|word| (page.number, word.number)));
    legend.allergens = allergens;
    legend.leave_contradictions();
    let one_place = |a: &mut Unread, b: &mut Unread| a.rect.holds(&b.rect) || b.rect.holds(&a.rect);
    legend.unread.dedup_by(one_place);
    legend
}
