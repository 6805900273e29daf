//! One `Diagnostic` for a page's doubts and a table's errors alike: a stable code, a severity, a place, and the words
//! that fill the code's French and English text (`codes.toml`). No text is made in the stages themselves.

pub mod render;

use crate::geometry::Rect;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something to know; nothing to do.
    Notice,
    /// A choice was made that a person should check.
    Warning,
    /// Nothing could be had from this place.
    Error,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A page (from 1), and the box on it where there is one.
    Page {
        /// Page number, from 1.
        page: u32,
        /// Box in points.
        rect: Option<Rect>,
    },
    /// A cell of a table.
    Cell {
        /// Data row, from 1 (the header is not counted).
        row: u64,
        /// The column's name.
        column: String,
    },
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the language of what a town hall reads.
    #[default]
    Fr,
    /// English.
    En,
}

/// One doubt or error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The stable code, a key of `codes.toml`.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// The words that fill the `{name}`s of the code's texts.
    pub with: BTreeMap<String, String>,
}

impl Diagnostic {
    /// A diagnostic without words to fill in.
    pub fn new(code: Code, place: Place) -> Self {
        Self {
            code,
            place,
            with: BTreeMap::new(),
        }
    }

    /// The same, with `{name}` filled by `value`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.with.insert(name.to_owned(), value.to_string());
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.entry().severity
    }

    /// What is the matter, in one sentence.
    pub fn text(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        self.fill(match lang {
            Lang::Fr => &entry.fr,
            Lang::En => &entry.en,
        })
    }

    /// What to do about it, in one sentence.
    pub fn help(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        self.fill(match lang {
            Lang::Fr => &entry.help_fr,
            Lang::En => &entry.help_en,
        })
    }

    fn fill(&self, template: &str) -> String {
        let mut text = template.to_owned();
        for (name, value) in &self.with {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// A code's severity and texts, as `codes.toml` gives them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// How bad it is.
    pub severity: Severity,
    /// French text; `{name}` is filled from the diagnostic.
    pub fr: String,
    /// English text.
    pub en: String,
    /// What to do, in French.
    pub help_fr: String,
    /// What to do, in English.
    pub help_en: String,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// The stable name of a kind of doubt or error; its texts are in `codes.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $($(#[doc = $doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it is written, a key of `codes.toml`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The bytes are not a PDF.
    NotAPdf = "not-a-pdf",
    /// The PDF is cut short or damaged beyond reading.
    Damaged = "damaged",
    /// The end of the PDF is missing.
    CutShort = "cut-short",
    /// The PDF needs a password.
    Encrypted = "encrypted",
    /// The PDF holds no text at all: a scan.
    NoText = "no-text",
    /// What is beyond the limits was left out.
    TooLarge = "too-large",
    /// A file beyond the limits was not read.
    FileTooLarge = "file-too-large",
    /// Glyphs without a character were read by the second reader, or not at all.
    UnknownGlyphs = "unknown-glyphs",
    /// A defect of ours stopped the reading of a file.
    Crash = "crash",
    /// The file could not be opened.
    UnreadableFile = "unreadable-file",
    /// No dated menu was found.
    NotAMenu = "not-a-menu",
    /// No year could be settled.
    NoYear = "no-year",
    /// Days were found, and no date for any of them.
    NoDate = "no-date",
    /// The year comes from the document's creation date.
    YearFromCreation = "year-from-creation",
    /// The page contradicts itself about a date.
    DateContradiction = "date-contradiction",
    /// A day heading could not be dated.
    UndatedDay = "undated-day",
    /// Days were dated by the order of the columns alone.
    DaysByOrder = "days-by-order",
    /// A mark that nothing explains.
    UnexplainedMark = "unexplained-mark",
    /// A picture of the legend stands near several dishes.
    AmbiguousPicture = "ambiguous-picture",
    /// The course was decided by neither a heading nor the lexicon.
    UnknownCourse = "unknown-course",
    /// A name longer than the schema allows was cut.
    NameTooLong = "name-too-long",
    /// The profile lacks a column that the schema requires.
    MissingProfile = "missing-profile",
    /// The profile is not TOML, or has an unknown key or value.
    InvalidProfile = "invalid-profile",
    /// A SIRET of the profile is none.
    ProfileSiret = "profile-siret",
    /// The INSEE code of the profile is none.
    ProfileInsee = "profile-insee",
}

static ENTRIES: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    toml::from_str(include_str!("codes.toml")).unwrap_or_else(|error| panic!("codes.toml: {error}"))
});

impl Code {
    /// The code's severity and texts.
    pub fn entry(self) -> &'static Entry {
        ENTRIES
            .get(self.as_str())
            .unwrap_or_else(|| panic!("codes.toml has no entry {}", self.as_str()))
    }
}
