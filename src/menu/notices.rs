//! Texts that stand among the dishes and are none: closed days, themes, notices.

use super::lexicon::{course_of_dish, speaks_of_something_else};
use super::phrases::Phrases;
use super::words::{Text, Words, phrase};
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
    let printed = &text.printed;
    if !text.folded.chars().any(char::is_alphabetic) || is_address(printed) {
        return Some(Notice::NotFood);
    }
    let words = Words::of_folded(text.apart.as_ref().unwrap_or(&text.folded));
    NOTICES.say(&words, printed).or_else(|| {
        let other = is_amount(&text.folded)
            || is_prose(&words, printed)
            || speaks_of_something_else(&words);
        other.then_some(Notice::NotFood)
    })
}

fn is_address(text: &str) -> bool {
    text.contains("www.")
        || text.contains("http")
        || text.split(' ').any(|w| w.contains('@') && w.contains('.'))
}

/// A price, a quantity: digits and no word of three letters.
fn is_amount(folded: &str) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut words = folded.split(' ');
    words.clone().any(number) && words.all(|w| w.len() < 3 || number(w) || w == "eur")
}

/// Words: a dish that is described at length has fewer.
const PROSE_WORDS: usize = 14;

/// A sentence, a long one.
fn is_prose(words: &Words, text: &str) -> bool {
    begins_a_sentence(words)
        || is_about_products(words, text)
        || words.len() > PROSE_WORDS * 3
        || (words.len() >= PROSE_WORDS
            && (course_of_dish(text).is_none() || text.contains(". ") || has_verb(words)))
        || (words.len() >= PROSE_WORDS / 2 && has_verb(words) && course_of_dish(text).is_none())
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
#[serde(deny_unknown_fields)]
struct NoticeFile {
    notice: Vec<NoticeEntry>,
    prose_verbs: Vec<String>,
}

#[derive(Deserialize)]
struct NoticeEntry {
    #[serde(flatten)]
    said: Said,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    numbered: Vec<String>,
}

/// What an entry says of a text with its words, and of which texts.
#[derive(Deserialize, Clone, Copy)]
struct Said {
    kind: Notice,
    /// Not of one that begins with a dish.
    #[serde(default)]
    unless_dish: bool,
    /// Only of one that a colon parts.
    #[serde(default)]
    after_colon: bool,
}

impl Said {
    fn is_said_of(&self, text: &str) -> bool {
        let parted = text.contains(':');
        let is_dish = || !parted && course_of_dish(text).is_some();
        (parted || !self.after_colon) && !(self.unless_dish && is_dish())
    }
}

/// Every entry's phrases; each stands for the place of its entry in the file.
struct Notices {
    entries: Vec<Said>,
    whole: HashMap<String, Vec<usize>>,
    starts: Phrases<usize>,
    contains: Phrases<usize>,
    numbered: HashMap<String, usize>,
    verbs: HashSet<String>,
}

impl Notices {
    fn new(file: NoticeFile) -> Self {
        let phrases = |of: fn(&NoticeEntry) -> &Vec<String>| {
            let entries = file.notice.iter().enumerate();
            entries
                .flat_map(move |(at, e)| of(e).iter().map(move |w| (Words::new(w), at)))
                .collect::<Vec<_>>()
        };
        let mut whole: HashMap<String, Vec<usize>> = HashMap::default();
        for (words, at) in phrases(|e| &e.whole) {
            whole.entry(words.joined().to_owned()).or_default().push(at);
        }
        let numbered = phrases(|e| &e.numbered).into_iter();
        Self {
            whole,
            starts: phrases(|e| &e.starts).into_iter().collect(),
            contains: phrases(|e| &e.contains).into_iter().collect(),
            numbered: numbered
                .map(|(w, at)| (w.joined().to_owned(), at))
                .collect(),
            entries: file.notice.iter().map(|e| e.said).collect(),
            verbs: file.prose_verbs.iter().map(|w| phrase(w)).collect(),
        }
    }

    /// What the first entry of the file that has these words says of them.
    fn say(&self, words: &Words, text: &str) -> Option<Notice> {
        let whole = self.whole.get(words.joined()).into_iter().flatten();
        let starts = self.starts.at(words, 0);
        let contains = (0..words.len()).flat_map(|at| self.contains.at(words, at));
        let phrases = starts.chain(contains).map(|(_, entry)| entry);
        let numbered = without_number(words).and_then(|head| self.numbered.get(head));
        let mut said: Vec<usize> = whole.chain(phrases).chain(numbered).copied().collect();
        said.sort_unstable();
        let mut entries = said.into_iter().filter_map(|at| self.entries.get(at));
        entries
            .find(|said| said.is_said_of(text))
            .map(|said| said.kind)
    }
}

/// "semaine n 19" → "semaine n", "page 1 sur 2" → "page": what stands before the first number, where little follows it.
fn without_number(words: &Words) -> Option<&str> {
    let number = |at: &usize| {
        let word = words.span(*at, at + 1);
        word.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()))
    };
    let first = (1..words.len()).find(number)?;
    (words.len() <= first + NUMBER_WORDS).then(|| words.span(0, first))?
}

/// Words from the number on, at most: "1 sur 2".
const NUMBER_WORDS: usize = 3;

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

    #[derive(Deserialize)]
    struct Examples {
        notice: Vec<Line>,
    }

    #[derive(Deserialize)]
    struct Line {
        kind: Notice,
        yes: Vec<String>,
        no: Vec<String>,
    }

    #[test]
    fn every_line_of_the_notices_holds() {
        let examples: Examples = toml::from_str(include_str!("notices.toml")).unwrap();
        let mut wrong = Vec::new();
        for line in examples.notice {
            let yes = line.yes.iter().filter(|t| notice(t) != Some(line.kind));
            wrong.extend(yes.map(|t| format!("{t}: {:?}, not {:?}", line.kind, notice(t))));
            let no = line.no.iter().filter(|t| notice(t).is_some());
            wrong.extend(no.map(|t| format!("{t}: no {:?}", notice(t))));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn prose_is_no_dish_but_a_long_name_is_one() {
        let prose = "Les fruits et légumes apportent des vitamines et des fibres, ils sont bons pour la santé de tous.";
        assert_eq!(notice(prose), Some(Notice::NotFood));
        let dish = "Salade de lentilles vertes, carottes, échalotes et persil, vinaigrette à la moutarde à l'ancienne et aux noix";
        assert_eq!(notice(dish), None);
    }

    #[test]
    fn a_dish_with_the_sign_of_a_note_is_no_amount() {
        for dish in ["Baguette¹", "Kiwi2", "Camembert³", "Pomme①"] {
            assert_eq!(notice(dish), None, "{dish}");
            assert!(course_of_dish(dish).is_some(), "{dish}");
        }
        for amount in ["12", "3,50 €", "2 kg", "4,10 EUR"] {
            assert_eq!(notice(amount), Some(Notice::NotFood), "{amount}");
        }
    }

    #[test]
    fn a_long_name_with_a_word_of_a_sentence_is_a_dish() {
        let dish = "Éclair au chocolat que votre boulanger prépare le matin";
        assert_eq!(notice(dish), None);
    }

    #[test]
    fn a_very_long_text_is_read_in_time() {
        assert_eq!(notice(&"x ".repeat(200_000)), Some(Notice::NotFood));
    }
}
