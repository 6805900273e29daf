//! What is known of the documents that came in (`documents.json`): it is kept beside the published files, so that a menu which
//! left the inbox stays published, a reading is made once, on whatever machine, and the story can be told. All else that is
//! published is made of it.

use crate::batch::Served;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::extract::Extraction;
use crate::scdl::{Publication, Row, Siqo};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_128;

/// The form of `documents.json`.
const FORM: u32 = 1;

/// Tables that are known to have been published, the last ones.
const TABLES: usize = 8;

/// All that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    form: u32,
    /// The documents, by path; of those under one path, what is left of the older ones first.
    pub documents: Vec<Document>,
    /// What became of the corrections.
    pub corrections: Vec<Followed>,
    /// What happened, oldest first.
    pub history: Vec<Entry>,
    /// Hashes of `menus.csv` as it was published, the last one first.
    pub published: Vec<String>,
    /// The files that were published last.
    pub files: Vec<String>,
    /// The hash of what the profile says of the publication; empty before the first one.
    pub publication: String,
    /// How many of the last events nobody was told of yet: those of a run that was stopped once they were written down.
    #[serde(default)]
    untold: usize,
}

/// A document that came in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its path within the inbox, `/` between folders.
    pub path: String,
    /// The hash of its content.
    pub content: String,
    /// When it came in.
    pub received: Option<DateTime<FixedOffset>>,
    /// When it was last saved, by itself; else when it came in.
    pub saved: Option<DateTime<FixedOffset>>,
    /// What read it: another program, or another profile, reads it anew.
    pub reader: String,
    /// Since when it is no longer in the inbox, or replaced there by a document of other days.
    pub gone: Option<NaiveDate>,
    /// What to look at.
    pub doubts: Vec<Diagnostic>,
    /// Its dishes, in order.
    #[serde(flatten, with = "dishes")]
    pub dishes: Vec<Dish>,
}

/// A dish of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Dish {
    /// Whether a doubt is about it.
    pub doubted: bool,
    /// Its row as it was read.
    pub row: Row,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    /// The correction's key.
    pub key: String,
    /// Since when it holds.
    pub since: NaiveDate,
    /// The contents that it first corrected.
    pub contents: Vec<String>,
    /// Whether it found its dish, in them.
    pub state: State,
    /// The words that tell of it.
    pub with: BTreeMap<String, String>,
}

/// Whether a correction still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It corrects what it was made for.
    Holds,
    /// The document has changed since.
    Outdated,
    /// No dish is the one that it is about.
    Unused,
}

/// What happened on a day. A code that a history may hold is never taken out of the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The day.
    pub date: NaiveDate,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The path of the document; empty where it is about the data set as a whole.
    pub path: String,
    /// What.
    pub what: Diagnostic,
}

impl Event {
    /// Something that happened to a document.
    pub(super) fn of(path: &str, what: Diagnostic) -> Self {
        let path = path.to_owned();
        Self { path, what }
    }
}

impl Default for Register {
    fn default() -> Self {
        Self {
            form: FORM,
            documents: Vec::new(),
            corrections: Vec::new(),
            history: Vec::new(),
            published: Vec::new(),
            files: Vec::new(),
            publication: String::new(),
            untold: 0,
        }
    }
}

impl Register {
    /// Reads `documents.json`.
    ///
    /// # Errors
    /// `register-unreadable`, with the reason.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let refused = |reason: String| {
            Diagnostic::new(Code::RegisterUnreadable, Place::File).with("reason", reason)
        };
        let register: Self =
            serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
        match register.form {
            FORM => Ok(register),
            form => Err(refused(format!("form {form}"))),
        }
    }

    /// The text of `documents.json`: a line a document and an entry, so that a version control system shows what changed.
    pub fn text(&self) -> String {
        let lists = [
            ("documents", lines(&self.documents)),
            ("corrections", lines(&self.corrections)),
            ("history", lines(&self.history)),
            ("published", lines(&self.published)),
            ("files", lines(&self.files)),
        ];
        let lists = lists.map(|(name, lines)| format!(",\n\"{name}\": [{lines}]"));
        let publication = format!(",\n\"publication\": \"{}\"", self.publication);
        let untold = match self.untold {
            0 => String::new(),
            untold => format!(",\n\"untold\": {untold}"),
        };
        format!(
            "{{\"form\": {}{}{publication}{untold}}}\n",
            self.form,
            lists.concat()
        )
    }

    /// The documents in the inbox, by path.
    pub fn present(&self) -> BTreeMap<&str, &Document> {
        let present = self.documents.iter().filter(|d| d.gone.is_none());
        present.map(|d| (d.path.as_str(), d)).collect()
    }

    /// When the content first came in: under this path, or under one that is not `here` any more.
    pub fn received(
        &self,
        path: &str,
        content: &str,
        here: &BTreeSet<String>,
    ) -> Option<DateTime<FixedOffset>> {
        let same = |d: &&Document| d.holds(content) && (d.path == path || !here.contains(&d.path));
        self.documents
            .iter()
            .filter(same)
            .filter_map(|d| d.received)
            .min()
    }

    /// Takes in rows that were published before anything was known of their documents.
    pub fn adopt(&mut self, table: Document) -> Vec<Event> {
        let adopted = Diagnostic::new(Code::Adopted, Place::File);
        let event = Event::of(&table.path, with_figures(adopted, table.dishes.iter()));
        self.documents.push(table);
        vec![event]
    }

    /// Notes what the profile says of the publication; tells where it is another than before.
    pub fn note(&mut self, publication: &Publication) -> Vec<Event> {
        let text = serde_json::to_string(publication).unwrap_or_default();
        let hash = format!("{:032x}", xxh3_128(text.as_bytes()));
        let before = std::mem::replace(&mut self.publication, hash);
        let changed = !before.is_empty() && before != self.publication;
        let event = || Event::of("", Diagnostic::new(Code::PublicationChanged, Place::File));
        changed.then(event).into_iter().collect()
    }

    /// Notes that this table is what is published: an older one may still lie there where runs are stopped.
    pub fn publish(&mut self, table: &[u8]) {
        let hash = format!("{:032x}", xxh3_128(table));
        if self.published.first() != Some(&hash) {
            self.published.insert(0, hash);
            self.published.truncate(TABLES);
        }
    }

    /// The day of the last entry.
    pub fn updated(&self) -> Option<NaiveDate> {
        self.history.last().map(|entry| entry.date)
    }

    /// What happened, and nobody was told of, oldest first.
    pub fn untold(&self) -> Vec<Event> {
        let all = self.history.iter().flat_map(|entry| &entry.events);
        let told = all.clone().count().saturating_sub(self.untold);
        all.skip(told).cloned().collect()
    }

    /// Notes that all that happened was told; whether there was any.
    pub fn told(&mut self) -> bool {
        std::mem::take(&mut self.untold) > 0
    }

    /// Writes down what happened, on a day, to be told; what happens on one day is one entry.
    pub fn tell(&mut self, date: NaiveDate, events: Vec<Event>) {
        self.untold += events.len();
        match self.history.last_mut() {
            _ if events.is_empty() => {}
            Some(last) if last.date == date => last.events.extend(events),
            _ => self.history.push(Entry { date, events }),
        }
    }
}

/// Dishes as the register holds them: the lines of their rows as a CSV has them, which are a third of what JSON takes, and
/// the numbers of those that a doubt is about.
mod dishes {
    use super::Dish;
    use crate::scdl::{COLUMNS, Format, Row, read_csv};
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Written {
        rows: String,
        doubted: Vec<usize>,
    }

    pub(super) fn serialize<S: Serializer>(dishes: &[Dish], to: S) -> Result<S::Ok, S::Error> {
        let rows = Format::Csv.encode(dishes.iter().map(|dish| &dish.row));
        let rows = String::from_utf8(rows.map_err(S::Error::custom)?).map_err(S::Error::custom)?;
        let numbered = dishes.iter().enumerate();
        let doubted = numbered.filter(|(_, dish)| dish.doubted).map(|(at, _)| at);
        let doubted = doubted.collect();
        Written { rows, doubted }.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Dish>, D::Error> {
        let Written { rows, doubted } = Written::deserialize(from)?;
        let table = format!("{}\n{rows}", COLUMNS.join(","));
        let rows = read_csv(table.as_bytes()).and_then(Iterator::collect::<Result<Vec<Row>, _>>);
        let dish = |(at, row)| Dish {
            doubted: doubted.contains(&at),
            row,
        };
        let rows = rows.map_err(D::Error::custom)?.into_iter().enumerate();
        Ok(rows.map(dish).collect())
    }
}

/// The items as JSON, a line each.
fn lines(items: &[impl Serialize]) -> String {
    let lines = items
        .iter()
        .map(|item| serde_json::to_string(item).unwrap_or_default());
    let lines = lines.collect::<Vec<_>>().join(",\n");
    match lines.is_empty() {
        true => lines,
        false => format!("\n{lines}\n"),
    }
}

impl Document {
    /// What was read of a document, or why nothing was.
    pub fn of(path: String, content: String, reading: Result<Extraction, Diagnostic>) -> Self {
        let (rows, doubts) = match reading {
            Ok(extraction) => (extraction.rows, extraction.diagnostics),
            Err(refusal) => (Vec::new(), vec![refusal]),
        };
        let dish = |extracted: crate::extract::Extracted| Dish {
            doubted: doubts.iter().any(|doubt| extracted.is_the_place_of(doubt)),
            row: extracted.row,
        };
        Self {
            dishes: rows.into_iter().map(dish).collect(),
            path,
            content,
            received: None,
            saved: None,
            reader: String::new(),
            gone: None,
            doubts,
        }
    }

    /// A table whose rows come from documents that nothing is known of: any document of the inbox is newer.
    pub fn adopted(path: &str, content: String, dishes: Vec<Dish>, today: NaiveDate) -> Self {
        Self {
            path: path.to_owned(),
            content,
            received: None,
            saved: None,
            reader: String::new(),
            gone: Some(today),
            doubts: Vec::new(),
            dishes,
        }
    }

    /// Whether this is its content; what could not be opened has none, and is like nothing.
    pub(super) fn holds(&self, content: &str) -> bool {
        !content.is_empty() && self.content == content
    }

    /// Its meals, each with the number of its dishes.
    pub fn meals(&self) -> Vec<(Served, usize)> {
        let folder = Path::new(&self.path).parent().unwrap_or(Path::new(""));
        Served::of(&self.dishes, |dish| &dish.row, folder)
    }

    /// Why it gave no dish.
    pub fn refusal(&self) -> Diagnostic {
        let mut doubts = self.doubts.iter();
        let refusal = doubts.find(|d| d.severity() == Severity::Error);
        refusal
            .cloned()
            .unwrap_or_else(|| Diagnostic::new(Code::NotAMenu, Place::File))
    }

    /// The first and the last day that it tells of.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        days(self.dishes.iter().map(|dish| dish.row.menu_date))
    }
}

/// The first and the last.
pub(super) fn days(
    dates: impl Iterator<Item = NaiveDate> + Clone,
) -> Option<(NaiveDate, NaiveDate)> {
    dates.clone().min().zip(dates.max())
}

/// The figures of some dishes, in the words of an event's text.
pub(super) fn with_figures<'d>(
    what: Diagnostic,
    dishes: impl Iterator<Item = &'d Dish> + Clone,
) -> Diagnostic {
    let organic = |dish: &&Dish| {
        dish.row
            .menu_plat_siqo
            .contains(&Siqo::AgricultureBiologique)
    };
    let span = match days(dishes.clone().map(|dish| dish.row.menu_date)) {
        Some((first, last)) if first != last => format!("{first} … {last}"),
        Some((day, _)) => day.to_string(),
        None => String::new(),
    };
    what.with("days", span)
        .with("dishes", dishes.clone().count())
        .with("organic", dishes.filter(organic).count())
}

/// Rows for the tests of this room.
#[cfg(test)]
pub(super) mod made {
    use crate::scdl::{COLUMNS, Row, read_csv};

    /// A dish a restaurant and day.
    pub(in crate::sync) fn rows(days: &[(&str, &str)]) -> Vec<Row> {
        let mut csv = COLUMNS.join(",");
        for (restaurant, day) in days {
            let rest = ",".repeat(12);
            let row = format!("\n,,,,{restaurant},,,,,,{day},déjeuner,dessert,Pomme{rest}");
            csv.push_str(&row);
        }
        let rows = read_csv(csv.as_bytes()).unwrap();
        rows.map(Result::unwrap).collect()
    }
}
