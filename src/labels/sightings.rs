//! A page + the legend → where the signs of labels stand on it, outside the legend: what of them no dish and no day takes
//! is a label lost.

use super::label::{Entry, Label, Legend, Sign};
use super::likeness::{Likeness, Styles, shown};
use crate::geometry::Rect;
use crate::layout::{Line, Sheet};
use crate::pdf::{Fill, Picture, Word};

/// A sign of the legend that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// What it means; nothing for a picture that may be one of several of the legend's.
    pub labels: Vec<Label>,
    /// The sign, as the legend has it.
    pub sign: Sign,
    /// Page number, from 1.
    pub page: u32,
    /// Where it stands.
    pub rect: Rect,
    /// The numbers of the words that wear it, for an ink, a style or a ground; none for a picture.
    pub words: Vec<u32>,
}

/// Where signs that mean a label stand outside the legend: pictures, and runs of words in its inks, its styles and on its
/// grounds. Signs made of letters are words of the sheet: whoever reads those misses none.
pub fn signs_on(sheet: &Sheet, legend: &Legend) -> Vec<Sighting> {
    let page = sheet.page;
    let pictures = page.pictures.iter();
    let others = pictures.filter(|p| !legend.shows(page.number, p));
    let pictured = others.filter_map(|p| sighting(p, page.number, legend));
    let styles = Styles::new(legend, &page.fills);
    let lines = sheet.lines.iter();
    let lines = lines.filter(|l| !styles.entries.is_empty() && !legend.holds(page.number, l));
    let runs = lines.flat_map(|line| runs_in(line, &styles, page.number, legend));
    pictured.chain(runs).collect()
}

fn sighting(picture: &Picture, page: u32, legend: &Legend) -> Option<Sighting> {
    let sign = match shown(picture, legend) {
        Likeness::Of(entry) => &entry.sign,
        Likeness::Unclear(sign) => return Some(at(Vec::new(), sign, page, picture.rect)),
        Likeness::None => return None,
    };
    let labels = legend.labels_of(sign);
    (!labels.is_empty()).then(|| at(labels, sign, page, picture.rect))
}

fn at(labels: Vec<Label>, sign: &Sign, page: u32, rect: Rect) -> Sighting {
    Sighting {
        labels,
        sign: sign.clone(),
        page,
        rect,
        words: Vec::new(),
    }
}

/// The runs of words of a line that wear a style of the legend.
fn runs_in(line: &Line, styles: &Styles, page: u32, legend: &Legend) -> Vec<Sighting> {
    let of_entry = |entry: &&Entry| {
        let sign = entry.sign.clone();
        let bears = |w: &Word| styles.bears(w, &sign);
        let runs = line.words.chunk_by(|a, b| bears(a) == bears(b));
        let worn = runs.filter(|run| run.first().is_some_and(bears));
        let told = worn.map(|run| Sighting {
            labels: legend.labels_of(&sign),
            sign: sign.clone(),
            page,
            rect: Rect::around(run.iter().map(|w| w.rect)).unwrap_or_default(),
            words: run.iter().map(|w| w.number).collect(),
        });
        told.collect::<Vec<_>>()
    };
    let mut signs: Vec<&Entry> = Vec::new();
    for entry in &styles.entries {
        if !signs.iter().any(|known| known.sign.is(&entry.sign)) {
            signs.push(entry);
        }
    }
    signs.iter().flat_map(of_entry).collect()
}

/// The labels that the legend gives to a word's ink or style, or to the ground it stands on.
pub fn labels_worn(word: &Word, ground: Option<Fill>, legend: &Legend) -> Vec<Label> {
    let grounds = ground.as_slice();
    let styles = Styles::new(legend, grounds);
    let worn = styles
        .entries
        .iter()
        .filter(|e| styles.bears(word, &e.sign));
    worn.flat_map(|e| legend.labels_of(&e.sign)).collect()
}

/// The labels that the legend gives to what a picture shows.
pub fn labels_of_picture(picture: &Picture, legend: &Legend) -> Vec<Label> {
    match shown(picture, legend) {
        Likeness::Of(entry) => legend.labels_of(&entry.sign),
        Likeness::Unclear(_) | Likeness::None => Vec::new(),
    }
}
