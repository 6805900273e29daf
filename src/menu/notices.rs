//! Texts that stand among the dishes and are none: closed days, themes, notices.

use super::lexicon::course_of;
use super::phrases::Phrases;
use super::words::{Text, Words};
use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// Why a text is no dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// No meal is served: "Férié", "Pas d'école".
    Closed,
    /// The name of a meal: "Repas de Noël". A dish only where it is all there is.
    Theme,
    /// A greeting, a legend, a supplier, a price, prose.
    NotFood,
}

/// Why a text is no dish; `None` where it may be one.
///
/// Headings ("Menu végétarien", "Pique-nique") are themes here: ask [`super::courses`] for headings first.
pub fn notice(text: &str) -> Option<Notice> {
    notice_of(&Text::new(text))
}

/// As [`notice`], for a text that is folded already.
pub(super) fn notice_of(text: &Text) -> Option<Notice> {
    let Text {
        printed: text,
        folded,
        apart,
    } = text;
    if !folded.chars().any(char::is_alphabetic) || is_address(text) {
        return Some(Notice::NotFood);
    }
    let words = Words::of_folded(apart.as_ref().unwrap_or(folded));
    let is_dish = || !text.contains(':') && course_of(text).is_some();
    let known = NOTICES.say(&words, is_dish);
    known.or_else(|| (is_amount(folded) || is_prose(&words, text)).then_some(Notice::NotFood))
}

fn is_address(text: &str) -> bool {
    text.contains("www.")
        || text.contains("http")
        || text.split(' ').any(|w| w.contains('@') && w.contains('.'))
}

/// A price, a quantity: digits and no word of three letters.
fn is_amount(folded: &str) -> bool {
    folded.contains(|c: char| c.is_ascii_digit())
        && folded
            .split(' ')
            .all(|w| w.len() < 3 || w.contains(|c: char| c.is_ascii_digit()) || w == "eur")
}

/// Words: a dish that is described at length has fewer.
const PROSE_WORDS: usize = 14;

/// A sentence, a long one.
fn is_prose(words: &Words, text: &str) -> bool {
    begins_a_sentence(words)
        || is_about_products(words, text)
        || words.len() > PROSE_WORDS * 3
        || (words.len() >= PROSE_WORDS
            && (course_of(text).is_none() || text.contains(". ") || has_verb(words)))
        || (words.len() >= PROSE_WORDS / 2 && has_verb(words) && course_of(text).is_none())
}

/// "Produits bio : 32 %", "Produits locaux de la semaine : pommes, yaourts".
fn is_about_products(words: &Words, text: &str) -> bool {
    let first = words.span(0, 1).unwrap_or_default();
    matches!(first, "produit" | "produits") && text.contains([':', '%'])
}

/// "Les produits laitiers sont bio": an article and a verb.
fn begins_a_sentence(words: &Words) -> bool {
    let first = words.span(0, 1).unwrap_or_default();
    matches!(
        first,
        "le" | "la" | "les" | "un" | "une" | "ce" | "cette" | "ces" | "nos"
    ) && has_verb(words)
}

fn has_verb(words: &Words) -> bool {
    (0..words.len()).any(|i| {
        words
            .span(i, i + 1)
            .is_some_and(|w| NOTICES.verbs.contains(w))
    })
}

#[derive(Deserialize)]
struct NoticeFile {
    notice: Vec<NoticeEntry>,
    prose_verbs: Vec<String>,
}

#[derive(Deserialize)]
struct NoticeEntry {
    kind: Notice,
    #[serde(default)]
    unless_dish: bool,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    yes: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test over every line")
    )]
    no: Vec<String>,
}

/// Every entry's phrases; each stands for the place of its entry in the file.
struct Notices {
    /// Of each entry: its kind, and whether it is none where the text is a dish.
    entries: Vec<(Notice, bool)>,
    whole: HashMap<String, Vec<usize>>,
    starts: Phrases<usize>,
    contains: Phrases<usize>,
    verbs: HashSet<String>,
}

impl Notices {
    fn new(file: NoticeFile) -> Self {
        let phrases = |of: fn(&NoticeEntry) -> &Vec<String>| {
            let entries = file.notice.iter().enumerate();
            let phrases =
                entries.flat_map(move |(at, e)| of(e).iter().map(move |w| (Words::new(w), at)));
            phrases.collect::<Vec<_>>()
        };
        let mut whole: HashMap<String, Vec<usize>> = HashMap::default();
        for (words, at) in phrases(|e| &e.whole) {
            whole.entry(words.joined().to_owned()).or_default().push(at);
        }
        Self {
            whole,
            starts: phrases(|e| &e.starts).into_iter().collect(),
            contains: phrases(|e| &e.contains).into_iter().collect(),
            entries: file
                .notice
                .iter()
                .map(|e| (e.kind, e.unless_dish))
                .collect(),
            verbs: file
                .prose_verbs
                .iter()
                .map(|w| Words::new(w).joined().to_owned())
                .collect(),
        }
    }

    /// What the first entry of the file that has these words says of them.
    fn say(&self, words: &Words, is_dish: impl Fn() -> bool) -> Option<Notice> {
        let whole = self.whole.get(words.joined()).into_iter().flatten();
        let starts = self.starts.at(words, 0);
        let contains = (0..words.len()).flat_map(|at| self.contains.at(words, at));
        let mut said: Vec<usize> = whole
            .chain(starts.chain(contains).map(|(_, entry)| entry))
            .copied()
            .collect();
        said.sort_unstable();
        let entries = said.into_iter().filter_map(|at| self.entries.get(at));
        let mut entries = entries.filter(|(_, unless_dish)| !(*unless_dish && is_dish()));
        entries.next().map(|(kind, _)| *kind)
    }
}

static NOTICES: LazyLock<Notices> = LazyLock::new(|| Notices::new(read()));

pub(super) fn load() {
    LazyLock::force(&NOTICES);
}

fn read() -> NoticeFile {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/notices.json")))
        .unwrap_or_else(|error| panic!("notices.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_notices_holds() {
        let mut wrong = Vec::new();
        for entry in read().notice {
            wrong.extend(
                entry
                    .yes
                    .iter()
                    .filter(|t| notice(t) != Some(entry.kind))
                    .map(|t| (t.clone(), notice(t))),
            );
            wrong.extend(
                entry
                    .no
                    .iter()
                    .filter(|t| notice(t).is_some())
                    .map(|t| (t.clone(), notice(t))),
            );
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn prose_is_no_dish_but_a_long_name_is_one() {
        let prose = "Les fruits et légumes apportent des vitamines et des fibres, ils sont bons pour la santé de tous.";
        assert_eq!(notice(prose), Some(Notice::NotFood));
        let dish = "Salade de lentilles vertes, carottes, échalotes et persil, vinaigrette à la moutarde à l'ancienne et aux noix";
        assert_eq!(notice(dish), None);
    }

    #[test]
    fn a_very_long_text_is_read_in_time() {
        assert_eq!(notice(&"x ".repeat(200_000)), Some(Notice::NotFood));
    }
}
