//! One `Diagnostic` for a page's doubts and a table's errors alike: a stable code, a severity, a place, and the words
//! that fill the code's French and English text (`codes.toml`). No text is made in the stages themselves.

pub mod render;

use crate::french;
use crate::geometry::Rect;
use crate::text::{LONGEST, bounded, shown};
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

    /// The same, with `{name}` filled by `value`, of which a long one is cut.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        let value = bounded(&value.to_string(), LONGEST).into_owned();
        self.with.insert(name.to_owned(), value);
        self
    }

    /// What is wrong with a text that people write in TOML: where, not what stands there, which may be of another file by a link.
    pub(crate) fn of_toml(code: Code, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let place = line.map_or(String::new(), |line| {
            format!("ligne {line} / line {line} : ")
        });
        let message: Vec<&str> = error.message().lines().collect();
        Self::new(code, Place::File).with("reason", place + &message.join(", "))
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.entry().severity
    }

    /// What is the matter, in one sentence.
    pub fn text(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        match lang {
            Lang::Fr => self.fill(&entry.fr, lang),
            Lang::En => self.fill(&entry.en, lang),
        }
    }

    /// What to do about it, in one sentence.
    pub fn help(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        match lang {
            Lang::Fr => self.fill(&entry.help_fr, lang),
            Lang::En => self.fill(&entry.help_en, lang),
        }
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut text = template.to_owned();
        for (name, value) in &self.with {
            let value = match (name.as_str(), lang) {
                ("days", Lang::Fr) => french_period(value),
                ("created" | "date" | "first" | "last" | "used" | "weeks", Lang::Fr) => {
                    french_dates(value)
                }
                _ => value.clone(),
            };
            let value = shown(&value);
            text = text.replace(&format!("{{{name}}}"), &value);
        }
        text
    }
}

/// What people wrote, without the mark that some editors begin it with.
///
/// # Errors
/// `not-utf-8`, with the line.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Diagnostic> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(text).map_err(|error| {
        let before = text.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Diagnostic::new(Code::NotUtf8, Place::File).with("line", line)
    })
}

/// `du 7 au 11 novembre 2022`, of `2022-11-07 … 2022-11-11`.
fn french_period(value: &str) -> String {
    let (from, to) = value.split_once(" … ").unwrap_or((value, value));
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => french::period(from, to),
        _ => value.to_owned(),
    }
}

/// `7 novembre 2022, 14 novembre 2022`, of `2022-11-07, 2022-11-14`.
fn french_dates(value: &str) -> String {
    let one = |text: &str| text.parse().map_or_else(|_| text.to_owned(), french::date);
    value.split(", ").map(one).collect::<Vec<_>>().join(", ")
}

/// An error, and where it stands: the same one in thousands of rows is one finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The error, at its first place.
    #[serde(flatten)]
    pub diagnostic: Diagnostic,
    /// In how many cells.
    pub count: u64,
    /// The first data rows that have it, from 1; none where it is about the whole table.
    pub rows: Vec<u64>,
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
    /// The text of a page is an invisible layer, as an OCR writes it.
    OcrLayer = "ocr-layer",
    /// Words that nobody sees on the page were not read.
    UnseenText = "unseen-text",
    /// A defect of ours stopped the reading of a file.
    Crash = "crash",
    /// The reading of a file took too long and was stopped.
    TooSlow = "too-slow",
    /// The reading of a file needed too much memory and was stopped.
    TooMuchMemory = "too-much-memory",
    /// The file could not be opened.
    UnreadableFile = "unreadable-file",
    /// No dated menu was found.
    NotAMenu = "not-a-menu",
    /// No year could be settled.
    NoYear = "no-year",
    /// Weeks follow each other, and nothing dates any.
    UndatedCycle = "undated-cycle",
    /// The page is in another language.
    NotFrench = "not-french",
    /// A page of the file is there again.
    RepeatedPage = "repeated-page",
    /// A form that nobody has filled in.
    EmptyForm = "empty-form",
    /// Days were found, and no date for any of them.
    NoDate = "no-date",
    /// The year comes from the document's creation date.
    YearFromCreation = "year-from-creation",
    /// The page contradicts itself about a date.
    DateContradiction = "date-contradiction",
    /// The page names a period in which none of its days is.
    UnusedPeriod = "unused-period",
    /// A day heading could not be dated.
    UndatedDay = "undated-day",
    /// A day may as well have another date than the one it was given.
    UnsureDate = "unsure-date",
    /// Days were dated by the order of the columns alone.
    DaysByOrder = "days-by-order",
    /// A mark that nothing explains.
    UnexplainedMark = "unexplained-mark",
    /// A label that a condition leaves open.
    ConditionalLabel = "conditional-label",
    /// Organic farming is spoken of, but of no dish.
    UnappliedOrganic = "unapplied-organic",
    /// Dishes stand under no day.
    DishesWithoutADay = "dishes-without-a-day",
    /// Text among the dishes that nobody could read.
    UnreadText = "unread-text",
    /// Words that are struck through gave nothing.
    StruckText = "struck-text",
    /// The page does not say clearly which allergens a dish holds.
    UnclearAllergens = "unclear-allergens",
    /// The page has a key of allergens, and no dish refers to it.
    UnappliedAllergens = "unapplied-allergens",
    /// Letters of a dish's name were not read, or were read wrongly.
    LostLetters = "lost-letters",
    /// A day heading under which no dish was found.
    DayWithoutDishes = "day-without-dishes",
    /// A day with half or double the dishes of its fellows.
    UnevenDay = "uneven-day",
    /// What the legend says of a sign cannot be told on the page.
    UnreadLegend = "unread-legend",
    /// A mark in a cell of its own stands beside no dish.
    MarkWithoutDish = "mark-without-dish",
    /// A picture of the legend stands near several dishes.
    AmbiguousPicture = "ambiguous-picture",
    /// The course was decided by neither a heading nor the lexicon.
    UnknownCourse = "unknown-course",
    /// A newer document has another menu for the same restaurant, day and meal.
    Replaced = "replaced",
    /// Two documents have a menu for the same restaurant, day and meal, and nothing says which is the newer.
    ReplacedByName = "replaced-by-name",
    /// A newer document has quite another menu for the same restaurant, day and meal.
    ReplacedByOther = "replaced-by-other",
    /// A document that is no longer in the folder has a menu for a meal that one in the folder tells of.
    GaveWay = "gave-way",
    /// The same document is there under two names.
    Duplicate = "duplicate",
    /// Two quite different menus for the same day and meal, of restaurants that nothing names.
    TwoMenus = "two-menus",
    /// A name longer than the schema allows was cut.
    NameTooLong = "name-too-long",
    /// A document came in.
    CameIn = "came-in",
    /// A document came in in the place of an older version of it.
    NewVersion = "new-version",
    /// A document that had left came back.
    CameBack = "came-back",
    /// A document has another name, or lies in another folder.
    Moved = "moved",
    /// A document left; its rows stay.
    Withdrawn = "withdrawn",
    /// A document that had given no row left.
    Removed = "removed",
    /// A document left, and its rows with it.
    Pruned = "pruned",
    /// The new version of a document has no longer some of its meals.
    DaysRemoved = "days-removed",
    /// The new version of a document tells of other days; what the older one told stays.
    DaysKept = "days-kept",
    /// Documents were read anew, by another program or with another profile.
    ReadAnew = "read-anew",
    /// Rows that were published before anything was known of their documents.
    Adopted = "adopted",
    /// The published table was changed by hand.
    EditedByHand = "edited-by-hand",
    /// A file that people wrote was in the place of one of ours.
    SetAside = "set-aside",
    /// A link or a pipe lies in the place of one of our files.
    NotAFile = "not-a-file",
    /// A link among the menus leads out of their folder.
    LinkOutside = "link-outside",
    /// A correction was made.
    Corrected = "corrected",
    /// The document has changed since a correction was made.
    CorrectionOutdated = "correction-outdated",
    /// A correction was taken back.
    CorrectionTakenBack = "correction-taken-back",
    /// What the profile says of the publication has changed.
    PublicationChanged = "publication-changed",
    /// No dish is the one that a correction is about.
    CorrectionUnused = "correction-unused",
    /// The corrections are not TOML, or have an unknown key or value.
    InvalidCorrections = "invalid-corrections",
    /// What was known of the documents cannot be read.
    RegisterUnreadable = "register-unreadable",
    /// Another process writes to the folder.
    Locked = "locked",
    /// The published rows would not be valid.
    NotPublished = "not-published",
    /// The menus end too long ago.
    Stale = "stale",
    /// Weeks of school went by since the last menu.
    Late = "late",
    /// Weeks of school have no menu.
    MissingWeeks = "missing-weeks",
    /// The profile lacks a column that the schema requires.
    MissingProfile = "missing-profile",
    /// No restaurant of the profile claims the menu.
    UnknownRestaurant = "unknown-restaurant",
    /// What people wrote is not in UTF-8.
    NotUtf8 = "not-utf-8",
    /// The profile is not TOML, or has an unknown key or value.
    InvalidProfile = "invalid-profile",
    /// A SIRET of the profile is none.
    ProfileSiret = "profile-siret",
    /// The INSEE code of the profile is none.
    ProfileInsee = "profile-insee",
    /// The schema cannot be read.
    SchemaUnreadable = "schema-unreadable",
    /// No schema has this name.
    UnknownSchema = "unknown-schema",
    /// The schema asks for a check that is not known.
    UnknownCheck = "unknown-check",
    /// The schema asks for a check in a way that cannot be read.
    CheckUnusable = "check-unusable",
    /// The file cannot be read as a table.
    TableUnreadable = "table-unreadable",
    /// A column that the statistics need is not there.
    ColumnNeeded = "column-needed",
    /// A cell that the statistics need holds no value of the schema.
    CellUnusable = "cell-unusable",
    /// Some meals are in the tables several times.
    RepeatedMeals = "repeated-meals",
    /// Rows that name no restaurant.
    UnnamedRestaurant = "unnamed-restaurant",
    /// Nothing is left to count.
    NothingToCount = "nothing-to-count",
    /// No row that counts is of a restaurant that was asked for.
    NoSuchRestaurant = "no-such-restaurant",
    /// The file begins with a byte order mark.
    ByteOrderMark = "byte-order-mark",
    /// The characters are not in UTF-8.
    Encoding = "encoding",
    /// The columns are not separated by commas.
    Delimiter = "delimiter",
    /// The file is a spreadsheet.
    Spreadsheet = "spreadsheet",
    /// The workbook has several sheets.
    SeveralSheets = "several-sheets",
    /// A column that must be there is not.
    MissingColumn = "missing-column",
    /// A column that may be empty is not there.
    MissingOptionalColumn = "missing-optional-column",
    /// A column that must be there has another name.
    RenamedColumn = "renamed-column",
    /// A column that the schema does not know.
    ExtraColumn = "extra-column",
    /// Two columns have one name.
    DuplicateColumn = "duplicate-column",
    /// The columns are not in the order of the schema.
    ColumnOrder = "column-order",
    /// A check cannot be made for want of columns.
    CheckColumns = "check-columns",
    /// The table has no rows.
    NoRows = "no-rows",
    /// A row is empty.
    EmptyRow = "empty-row",
    /// A row has more cells than the header.
    ExtraCell = "extra-cell",
    /// A row has fewer cells than the header.
    MissingCell = "missing-cell",
    /// A cell that must be filled is empty.
    Required = "required",
    /// Not a whole number.
    NotInteger = "not-integer",
    /// Not a number.
    NotNumber = "not-number",
    /// Neither true nor false.
    NotBoolean = "not-boolean",
    /// Not a date.
    NotDate = "not-date",
    /// Not a time.
    NotTime = "not-time",
    /// Not a date with a time.
    NotDatetime = "not-datetime",
    /// Not a year.
    NotYear = "not-year",
    /// Not a JSON list.
    NotArray = "not-array",
    /// Not a JSON object.
    NotObject = "not-object",
    /// Not a point.
    NotGeopoint = "not-geopoint",
    /// Not an e-mail address.
    NotEmail = "not-email",
    /// Not in the format wanted.
    NotFormat = "not-format",
    /// A value is there twice.
    Unique = "unique",
    /// Two rows have the same key.
    PrimaryKey = "primary-key",
    /// A value is none of those allowed.
    Enum = "enum",
    /// A value is nearly one of those allowed.
    EnumNear = "enum-near",
    /// A value lacks, or has, a space that the schema's own spelling has not, or has.
    EnumHiddenSpace = "enum-hidden-space",
    /// A value is not written as it must be.
    Pattern = "pattern",
    /// A value is too small.
    Minimum = "minimum",
    /// A value is too large.
    Maximum = "maximum",
    /// A text or a list is too short.
    MinLength = "min-length",
    /// A text or a list is too long.
    MaxLength = "max-length",
    /// Not a SIRET.
    Siret = "siret",
    /// Not a SIREN.
    Siren = "siren",
    /// Not a telephone number.
    Phone = "phone",
    /// Not opening hours.
    OpeningHours = "opening-hours",
    /// A point outside France.
    Gps = "gps",
    /// Latitude and longitude are the wrong way round.
    GpsReversed = "gps-reversed",
    /// Not an interval of years.
    YearInterval = "year-interval",
    /// Two columns are not in the order they must have.
    CompareColumns = "compare-columns",
    /// Some columns are filled and others are not.
    CohesiveColumns = "cohesive-columns",
    /// Neither of two columns is filled.
    OneOfRequired = "one-of-required",
    /// A sum is wrong.
    SumColumns = "sum-columns",
}

static ENTRIES: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/codes.json")))
        .unwrap_or_else(|error| panic!("codes.toml: {error}"))
});

impl Code {
    /// Whether the same file may be read without it another time, or elsewhere.
    pub fn depends_on_the_machine(self) -> bool {
        matches!(
            self,
            Self::Crash | Self::TooSlow | Self::TooMuchMemory | Self::UnreadableFile
        )
    }

    /// The code's severity and texts.
    pub fn entry(self) -> &'static Entry {
        ENTRIES
            .get(self.as_str())
            .unwrap_or_else(|| panic!("codes.toml has no entry {}", self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_in_the_words_and_french_in_a_french_text() {
        let about = |code, name, value| Diagnostic::new(code, Place::File).with(name, value);
        let week = about(Code::Replaced, "days", "2022-11-07 … 2022-11-11");
        assert!(week.text(Lang::Fr).ends_with("du 7 au 11 novembre 2022"));
        assert!(week.text(Lang::En).ends_with("2022-11-07 … 2022-11-11"));
        let day = about(Code::Replaced, "days", "2022-11-07");
        assert!(day.text(Lang::Fr).ends_with("le 7 novembre 2022"));
        let weeks = about(Code::MissingWeeks, "weeks", "…, 2022-11-28, 2022-12-05");
        assert!(
            weeks
                .text(Lang::Fr)
                .ends_with("…, 28 novembre 2022, 5 décembre 2022")
        );
        let count = about(Code::Late, "weeks", "126");
        assert!(count.text(Lang::Fr).ends_with("126"));
    }
}
