//! What leaves `labels/`.

use super::allergens::{Allergen, Key};
use super::words::words;
use crate::geometry::Rect;
use crate::layout::Line;
use crate::pdf::{Colour, Picture};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// An official sign of quality and origin, in the words of `menuPlatSiqo`.
    Siqo {
        /// Organic.
        AgricultureBiologique = "agriculture biologique",
        /// AOP.
        AppellationOrigineProtegee = "appellation d'origine protégée",
        /// AOC.
        AppellationOrigineControlee = "appellation d'origine contrôlée",
        /// IGP.
        IndicationGeographiqueProtegee = "indication géographique protégée",
        /// STG.
        SpecialiteTraditionnelleGarantie = "spécialité traditionnelle garantie",
        /// Label Rouge.
        LabelRouge = "label rouge",
    }
}

words! {
    /// A free label, for `menuPlatLabel`.
    Mention {
        /// Local produce.
        Local = "local",
        /// MSC and other sustainable fishing.
        PecheDurable = "pêche durable",
        /// Haute valeur environnementale.
        Hve = "HVE",
        /// Bleu-Blanc-Cœur.
        BleuBlancCoeur = "Bleu-Blanc-Cœur",
        /// Farm-made.
        Fermier = "fermier",
        /// Fair trade.
        CommerceEquitable = "commerce équitable",
        /// Home-made.
        FaitMaison = "fait maison",
        /// French meat.
        ViandeFrancaise = "viande française",
        /// Outermost regions of the Union.
        Rup = "RUP",
        /// Certification environnementale de niveau 2, which came before HVE.
        Ce2 = "certification environnementale de niveau 2",
        /// From a farm that is becoming organic: it may not bear the sign yet.
        EnConversion = "en conversion",
    }
}

words! {
    /// A diet, for `menuPlatRegime` (or `menuPlatPrecision` where the schema has no word for it).
    Regime {
        /// No meat nor fish.
        Vegetarien = "végétarien",
        /// No pork.
        SansPorc = "sans porc",
        /// No meat.
        SansViande = "sans viande",
        /// No salt.
        SansSel = "sans sel",
        /// No added sugar.
        SansSucreAjoute = "sans sucre ajouté",
    }
}

/// What a mark says of a dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// An official sign.
    Siqo(Siqo),
    /// A free label.
    Mention(Mention),
    /// A diet.
    Regime(Regime),
}

impl Label {
    /// The label written so, of any of the three kinds.
    pub fn from_word(word: &str) -> Option<Self> {
        Siqo::from_word(word)
            .map(Self::Siqo)
            .or_else(|| Mention::from_word(word).map(Self::Mention))
            .or_else(|| Regime::from_word(word).map(Self::Regime))
    }

    /// The label as it is written in a row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Siqo(s) => s.as_str(),
            Self::Mention(m) => m.as_str(),
            Self::Regime(r) => r.as_str(),
        }
    }
}

/// What a mark looks like on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// A word, an abbreviation or a symbol, as printed: `BIO`, `LR`, `*`, `(1)`.
    Text(String),
    /// A symbol in this ink, where the legend prints the same symbol in several.
    Inked(String, Colour),
    /// Text of this colour.
    Colour(Colour),
    /// Underlined text.
    Underline,
    /// Bold text, where a legend says so.
    Bold,
    /// Italic text, where a legend says so.
    Italic,
    /// Text on a ground of this colour.
    Highlight(Colour),
    /// A picture, or a small vector drawing.
    Picture(Picture),
}

impl Sign {
    /// Whether the two are one sign: the same picture, wherever it stands.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Picture(one), Self::Picture(other)) => one.hash == other.hash,
            _ => self == other,
        }
    }

    /// Whether both are pictures, symbols or abbreviations.
    pub(super) fn is_of_the_kind_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl std::fmt::Display for Sign {
    /// The sign in a few characters: the text itself, else its kind between brackets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Inked(text, ink) => write!(f, "{text} [{ink}]"),
            Self::Colour(colour) => write!(f, "[colour {colour}]"),
            Self::Underline => f.write_str("[underline]"),
            Self::Bold => f.write_str("[bold]"),
            Self::Italic => f.write_str("[italic]"),
            Self::Highlight(colour) => write!(f, "[highlight {colour}]"),
            Self::Picture(_) => f.write_str("[picture]"),
        }
    }
}

/// What a legend says of a sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// One of the labels we know.
    Label(Label),
    /// Something else (a chef's recipe, pork, an allergen): known, and no label.
    Other(String),
}

impl std::fmt::Display for Meaning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Label(label) => label.as_str(),
            Self::Other(text) => text,
        })
    }
}

/// A line of a legend: this sign means that.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The sign.
    pub sign: Sign,
    /// Its meaning.
    pub meaning: Meaning,
    /// Page number, from 1.
    pub page: u32,
    /// Where the legend says so.
    pub rect: Rect,
}

impl Entry {
    /// Whether the two, of one sign, stand on two captions and say two things: one caption may name two labels.
    fn contradicts(&self, other: &Self) -> bool {
        let one_caption = self.page == other.page && self.rect == other.rect;
        self.meaning != other.meaning && !one_caption
    }
}

/// A document's legend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Legend {
    /// What it says.
    pub entries: Vec<Entry>,
    /// The words it was read from (page, number), those of its title and of captions that name no label too: no dish's.
    pub words: BTreeSet<(u32, u32)>,
    /// What it says of allergens.
    #[serde(default)]
    pub allergens: Key,
    /// What it says that no dish can be given.
    #[serde(default)]
    pub unread: Vec<Unread>,
    /// The pictures of it that its page repeats to the byte: what only looks like one of these is another.
    #[serde(default)]
    pub repeated: Vec<u64>,
}

impl Legend {
    /// Whether it says anything of this sign.
    pub fn tells_of(&self, sign: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|e| matches!(&e.sign, Sign::Text(t) | Sign::Inked(t, _) if t == sign))
    }

    /// The labels that it gives to a sign.
    pub(super) fn labels_of(&self, sign: &Sign) -> Vec<Label> {
        let entries = self.entries.iter().filter(|e| e.sign.is(sign));
        let labels = entries.filter_map(|e| match e.meaning {
            Meaning::Label(label) => Some(label),
            Meaning::Other(_) => None,
        });
        let mut labels: Vec<Label> = labels.collect();
        labels.sort();
        labels.dedup();
        labels
    }

    /// Whether this is a picture of the legend itself, and no dish's.
    pub fn shows(&self, page: u32, picture: &Picture) -> bool {
        let mut entries = self.entries.iter().filter(|e| e.page == page);
        entries.any(|e| matches!(&e.sign, Sign::Picture(own) if own.rect == picture.rect))
    }

    /// Whether the line of that page is its own: most of the line's words are words that it was read from.
    pub fn holds(&self, page: u32, line: &Line) -> bool {
        let words = line.words.iter();
        let own = words.filter(|w| self.words.contains(&(page, w.number)));
        own.count() * 2 > line.words.len()
    }

    /// Takes in another page's.
    pub fn join(&mut self, other: Self) {
        for entry in other.entries {
            let same = |e: &Entry| e.sign.is(&entry.sign) && e.meaning == entry.meaning;
            let picture = matches!(entry.sign, Sign::Picture(_));
            if picture || !self.entries.iter().any(same) {
                self.entries.push(entry);
            }
        }
        self.words.extend(other.words);
        self.allergens.join(other.allergens);
        self.unread.extend(other.unread);
        self.repeated.extend(other.repeated);
    }

    /// A sign of which two captions say two things, and nothing tells them apart, gives no label.
    pub fn leave_contradictions(&mut self) {
        let told = self.entries.clone();
        let labels = |e: &&mut Entry| matches!(e.meaning, Meaning::Label(_));
        for entry in self.entries.iter_mut().filter(labels) {
            let mut same = told.iter().filter(|e| e.sign.is(&entry.sign));
            let Some(other) = same.find(|e| e.contradicts(entry)) else {
                continue;
            };
            let mut meanings = [entry.meaning.to_string(), other.meaning.to_string()];
            meanings.sort();
            let sign = match &entry.sign {
                Sign::Text(text) | Sign::Inked(text, _) => format!("{text} = "),
                _ => String::new(),
            };
            let text = sign + &meanings.join(", ");
            entry.meaning = Meaning::Other(text.clone());
            if self.unread.iter().all(|known| known.text != text) {
                self.unread.push(Unread {
                    text,
                    page: entry.page,
                    rect: entry.rect,
                });
            }
        }
    }
}

/// What a legend says of a sign that cannot be told on the page: it gives no label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unread {
    /// What it says.
    pub text: String,
    /// Page number, from 1.
    pub page: u32,
    /// Where it says so.
    pub rect: Rect,
}

/// A label of a dish, and the mark that says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The label.
    pub label: Label,
    /// The mark.
    pub sign: Sign,
    /// Where the mark stands.
    pub rect: Rect,
}

/// A dish's words with the marks taken off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Reading {
    /// The name, without marks and label words, single spaces.
    pub name: String,
    /// The labels.
    pub found: Vec<Found>,
    /// Marks that nothing explains, as printed, and where.
    pub unexplained: Vec<(String, Rect)>,
    /// Label words that a condition leaves open, which stay in the name.
    pub conditional: Vec<(String, Rect)>,
    /// The allergens that its numbers and letters stand for by the page's key.
    pub allergens: BTreeSet<Allergen>,
    /// Numbers and letters that may stand for allergens, of which the page does not say which.
    pub unclear: Vec<String>,
    /// The numbers of the words of which nothing is left in the name.
    pub marks: Vec<u32>,
}
