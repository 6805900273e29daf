//! `vocabulary.toml`, loaded once: terms found by their first word, the longest first.

use super::label::{Label, Meaning, Mention};
use super::pieces::{Kind, Piece, cut_text, key};
use crate::pdf::Colour;
use compact_str::CompactString;
use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: Vec<LabelEntry>,
    other: Vec<OtherEntry>,
    legend: LegendWords,
    limits: LimitWords,
    places: PlaceWords,
    whole: WholeWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelEntry {
    pub means: String,
    #[serde(default)]
    written: Vec<String>,
    #[serde(default)]
    upper: Vec<String>,
    #[serde(default)]
    keep: Vec<String>,
    phrases: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    not_before_capital: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for the test"))]
    pub yes: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for the test"))]
    pub no: Vec<String>,
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherEntry {
    means: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegendWords {
    titles: Vec<String>,
    conditions: Vec<String>,
    fillers: Vec<String>,
    bearers: Vec<String>,
    products: Vec<String>,
    verbs: Vec<String>,
    styles_lead: Vec<String>,
    underline: Vec<String>,
    bold: Vec<String>,
    italic: Vec<String>,
    highlight: Vec<String>,
    asterisk: Vec<String>,
    colours: BTreeMap<String, [u8; 3]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitWords {
    negators: Vec<String>,
    provisos: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceWords {
    of: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeWords {
    heads: Vec<String>,
    fillers: Vec<String>,
    alone: Vec<String>,
    entirely: Vec<String>,
    later: Vec<String>,
    label: Vec<WholeLabel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeLabel {
    means: String,
    words: Vec<String>,
}

/// A form and what it means.
#[derive(Debug)]
pub(super) struct Term {
    keys: Vec<CompactString>,
    exact: bool,
    printed: Vec<CompactString>,
    /// What it means.
    pub meaning: Meaning,
    /// Whether it is taken off the name.
    pub strip: bool,
    /// Keys after which it is no label.
    pub not_after: HashSet<CompactString>,
    /// Whether a capitalised word after it makes it a proper name.
    pub not_before_capital: bool,
}

impl Term {
    /// How many pieces it covers.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    fn matches(&self, pieces: &[Piece]) -> bool {
        pieces.len() >= self.keys.len()
            && self.keys.iter().zip(pieces).all(|(k, p)| *k == p.key)
            && (!self.exact || self.printed.iter().zip(pieces).all(|(t, p)| *t == p.text))
    }
}

/// Terms by their first key.
#[derive(Debug, Default)]
pub(super) struct Terms(HashMap<CompactString, Vec<Term>>);

impl Terms {
    fn add(
        &mut self,
        form: &str,
        exact: bool,
        strip: bool,
        meaning: &Meaning,
    ) -> Option<&mut Term> {
        let pieces = cut_text(form);
        let keys: Vec<CompactString> = pieces.iter().map(|p| p.key.clone()).collect();
        let list = self.0.entry(keys.first()?.clone()).or_default();
        list.push(Term {
            printed: pieces.into_iter().map(|p| p.text).collect(),
            keys,
            exact,
            strip,
            meaning: meaning.clone(),
            not_after: HashSet::default(),
            not_before_capital: false,
        });
        list.last_mut()
    }

    fn sorted(mut self) -> Self {
        let lists = self.0.values_mut();
        lists.for_each(|list| list.sort_by_key(|t| std::cmp::Reverse(t.len())));
        self
    }

    /// Whether a term begins with this piece.
    pub fn begins(&self, piece: &Piece) -> bool {
        piece.kind == Kind::Word && self.0.contains_key(&piece.key)
    }

    /// Whether a term begins with all of these pieces and goes on.
    pub fn go_on_after(&self, pieces: &[Piece]) -> bool {
        let terms = pieces.first().and_then(|first| self.0.get(&first.key));
        let mut longer = terms
            .into_iter()
            .flatten()
            .filter(|t| t.len() > pieces.len());
        longer.any(|t| t.keys.iter().zip(pieces).all(|(k, p)| *k == p.key))
    }

    /// The longest term that begins at the first of `pieces`.
    pub fn at(&self, pieces: &[Piece]) -> Option<&Term> {
        let first = pieces.first().filter(|p| p.kind == Kind::Word)?;
        self.0.get(&first.key)?.iter().find(|t| t.matches(pieces))
    }
}

/// What the file says, ready to be looked up.
pub(super) struct Vocabulary {
    /// The labels as written.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for the test"))]
    pub labels: Vec<LabelEntry>,
    /// Forms on dishes.
    pub dish: Terms,
    /// Phrases of legends.
    pub legend: Terms,
    /// Words that make what a legend says conditional, or its opposite.
    pub conditions: HashSet<CompactString>,
    /// First words of a legend's title.
    pub titles: HashSet<CompactString>,
    /// Words that may stand before a phrase.
    pub fillers: HashSet<CompactString>,
    /// What a sentence says bears a sign.
    pub bearers: HashSet<CompactString>,
    /// What a legend says bears a mark that follows.
    pub products: HashSet<CompactString>,
    /// Words between a phrase and the sign that follows it.
    pub verbs: HashSet<CompactString>,
    /// Words before a style word.
    pub styles_lead: HashSet<CompactString>,
    /// Style words.
    pub styles: HashMap<CompactString, Style>,
    /// Words before a label's that take it back.
    pub negators: HashSet<CompactString>,
    /// Words after a label's that leave open whether it is borne.
    pub provisos: HashSet<CompactString>,
    /// Words between a product and the place that it is of.
    pub of_places: HashSet<CompactString>,
    /// Departments and regions: what a legend says to come from one of them is local there.
    pub places: Terms,
    /// Words at the head of a line about the whole menu.
    pub heads: HashSet<CompactString>,
    /// Words a line about the whole menu may hold besides.
    pub whole_fillers: HashSet<CompactString>,
    /// Words that say it alone.
    pub alone: HashSet<CompactString>,
    /// Words that claim every part of it.
    pub entirely: HashSet<CompactString>,
    /// Words that speak of another time.
    pub later: HashSet<CompactString>,
    /// What the whole menu can be.
    pub whole: Terms,
    /// Every word that such a line may hold.
    pub whole_words: HashSet<CompactString>,
}

/// What a style word of a legend names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// "souligné".
    Underline,
    /// "gras".
    Bold,
    /// "italique".
    Italic,
    /// "surligné".
    Highlight,
    /// "astérisque".
    Asterisk,
    /// The typical ink of a colour word.
    Colour(Colour),
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File =
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/vocabulary.json")))
            .unwrap_or_else(|error| panic!("vocabulary.toml: {error}"));
    build(file)
});

/// Loads the vocabulary, which the first use does otherwise.
pub(crate) fn load() {
    LazyLock::force(&VOCABULARY);
}

/// The vocabulary.
pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

fn known(word: &str) -> Meaning {
    Label::from_word(word)
        .map(Meaning::Label)
        .unwrap_or_else(|| panic!("vocabulary.toml: no label is written {word}"))
}

fn keys(words: &[String]) -> HashSet<CompactString> {
    words.iter().map(|w| key(w)).collect()
}

fn add_label(entry: &LabelEntry, dish: &mut Terms, legend: &mut Terms) {
    let meaning = known(&entry.means);
    let forms = [
        (&entry.written, false, true),
        (&entry.upper, true, true),
        (&entry.keep, false, false),
    ];
    for (list, exact, strip) in forms {
        for form in list {
            if let Some(term) = dish.add(form, exact, strip, &meaning) {
                term.not_after = keys(&entry.not_after);
                term.not_before_capital = entry.not_before_capital;
            }
        }
    }
    for phrase in &entry.phrases {
        legend.add(phrase, false, true, &meaning);
    }
}

fn styles(words: &LegendWords) -> HashMap<CompactString, Style> {
    let named = [
        (&words.underline, Style::Underline),
        (&words.bold, Style::Bold),
        (&words.italic, Style::Italic),
        (&words.highlight, Style::Highlight),
        (&words.asterisk, Style::Asterisk),
    ];
    let mut styles = HashMap::default();
    for (list, style) in named {
        styles.extend(list.iter().map(|w| (key(w), style)));
    }
    for (word, [r, g, b]) in &words.colours {
        let ink = Colour {
            r: *r,
            g: *g,
            b: *b,
        };
        styles.insert(key(word), Style::Colour(ink));
    }
    styles
}

fn build(file: File) -> Vocabulary {
    let (mut dish, mut legend, mut whole) = (Terms::default(), Terms::default(), Terms::default());
    for entry in &file.label {
        add_label(entry, &mut dish, &mut legend);
    }
    for other in &file.other {
        for phrase in &other.phrases {
            legend.add(phrase, false, true, &Meaning::Other(other.means.clone()));
        }
    }
    for label in &file.whole.label {
        for word in &label.words {
            whole.add(word, false, true, &known(&label.means));
        }
    }
    let mut places = Terms::default();
    let local = Meaning::Label(Label::Mention(Mention::Local));
    for name in &file.places.names {
        places.add(name, false, true, &local);
    }
    let labels = file.whole.label.iter().flat_map(|l| &l.words);
    let whole_words = labels
        .flat_map(|w| cut_text(w))
        .map(|p| p.key)
        .chain(keys(&file.whole.heads))
        .chain(keys(&file.whole.fillers))
        .collect();
    Vocabulary {
        whole_words,
        dish: dish.sorted(),
        legend: legend.sorted(),
        titles: keys(&file.legend.titles),
        conditions: &(&keys(&file.legend.conditions) | &keys(&file.limits.negators))
            | &keys(&file.limits.provisos),
        fillers: keys(&file.legend.fillers),
        bearers: keys(&file.legend.bearers),
        products: keys(&file.legend.products),
        verbs: keys(&file.legend.verbs),
        styles_lead: keys(&file.legend.styles_lead),
        styles: styles(&file.legend),
        negators: keys(&file.limits.negators),
        provisos: keys(&file.limits.provisos),
        of_places: keys(&file.places.of),
        places: places.sorted(),
        heads: keys(&file.whole.heads),
        whole_fillers: keys(&file.whole.fillers),
        alone: keys(&file.whole.alone),
        entirely: keys(&file.whole.entirely),
        later: keys(&file.whole.later),
        whole: whole.sorted(),
        labels: file.label,
    }
}

/// What a line says of the whole menu: "MENU BIO", "Repas 100 % bio", "Végétarien" alone. Nothing for any other line,
/// and for one with a word that does not belong there ("menu bio le vendredi").
pub fn whole_menu(text: &str) -> Vec<Label> {
    if !may_say_it_of_the_whole(text) {
        return Vec::new();
    }
    let vocabulary = vocabulary();
    let pieces: Vec<Piece> = cut_text(text)
        .into_iter()
        .filter(|p| p.kind == Kind::Word)
        .collect();
    let mut labels = Vec::new();
    let mut head = pieces.iter().all(|p| vocabulary.alone.contains(&p.key));
    let mut at = 0;
    while let Some((piece, rest)) = pieces.get(at..).and_then(|r| Some((r.first()?, r))) {
        if let Some(term) = vocabulary.whole.at(rest) {
            if let Meaning::Label(found) = term.meaning {
                labels.push(found);
            }
            at += term.len();
            continue;
        }
        head |= vocabulary.heads.contains(&piece.key);
        if !vocabulary.heads.contains(&piece.key) && !vocabulary.whole_fillers.contains(&piece.key)
        {
            return Vec::new();
        }
        at += 1;
    }
    labels.retain(|_| head);
    labels
}

/// Whether a text begins as one about the whole menu: most lines are told by their first word.
pub fn may_say_it_of_the_whole(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let told = first.chars().all(char::is_alphabetic);
    !told || vocabulary().whole_words.contains(&key(first))
}

/// What a text says of every part of a menu: "Menu 100 % bio", "Tous nos repas sont bio", but not "Menu bio".
pub fn whole_menu_entirely(text: &str) -> Vec<Label> {
    let vocabulary = vocabulary();
    let any = |words: &HashSet<CompactString>| {
        let mut pieces = cut_text(text).into_iter();
        pieces.any(|p| p.text.chars().any(char::is_alphabetic) && words.contains(&p.key))
    };
    let hundred = text.contains("100");
    let mut labels = whole_menu(text);
    labels.retain(|_| any(&vocabulary.heads) && (hundred || any(&vocabulary.entirely)));
    labels
}

/// Whether a text says something on a condition, or of another time.
pub fn is_reserved(text: &str) -> bool {
    let words = vocabulary();
    let reserves = |p: Piece| words.conditions.contains(&p.key) || words.later.contains(&p.key);
    cut_text(text).into_iter().any(reserves)
}

/// The label that a heading is the name of, and nothing else: "Bio" over a column of ticks, "Produits locaux".
pub fn label_named(text: &str) -> Option<Label> {
    let pieces = cut_text(text);
    let vocabulary = vocabulary();
    let mut named = None;
    let mut rest = pieces.as_slice();
    while let Some(piece) = rest.first() {
        let terms = [vocabulary.legend.at(rest), vocabulary.dish.at(rest)];
        let term = terms.into_iter().flatten().max_by_key(|t| t.len());
        match term.map(|t| &t.meaning) {
            Some(Meaning::Label(label)) if named.is_none_or(|n| n == *label) => {
                named = Some(*label);
            }
            None if piece.kind != Kind::Word || vocabulary.fillers.contains(&piece.key) => {}
            _ => return None,
        }
        rest = rest.get(term.map_or(1, Term::len)..).unwrap_or_default();
    }
    named
}

/// Whether the text names the label, in a dish's word or a legend's phrase.
pub fn names(text: &str, label: Label) -> bool {
    let pieces = cut_text(text);
    let vocabulary = vocabulary();
    (0..pieces.len()).any(|at| {
        let rest = pieces.get(at..).unwrap_or_default();
        let terms = [vocabulary.dish.at(rest), vocabulary.legend.at(rest)];
        let mut meanings = terms.into_iter().flatten().map(|term| &term.meaning);
        meanings.any(|meaning| *meaning == Meaning::Label(label))
    })
}
