//! The folder of the published files, and what is read of it before anything is written.

use crate::cli::{unreadable, write};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scdl::read_csv;
use crate::sync::{Corrections, Dish, Document, Event, Register};
use anyhow::Result;
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// What is the matter with a file.
type Refusal = (PathBuf, Diagnostic);

/// The paths of a folder of published files.
pub(super) struct Files {
    folder: PathBuf,
}

/// What is this machine's own is no part of the data set: version control leaves it alone.
const OWN: &str = ".ardoise";

impl Files {
    /// The folder, which is made if it is not there.
    pub(super) fn at(folder: &Path) -> Result<Self> {
        let files = Self {
            folder: folder.to_owned(),
        };
        let ignore = files.path(OWN).join(".gitignore");
        if !ignore.exists() {
            write(&ignore, b"*\n")?;
        }
        Ok(files)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.path(OWN).join("lock")
    }

    pub(super) fn stamps(&self) -> PathBuf {
        self.path(OWN).join("stamps")
    }

    /// Where a table that was changed by hand is kept.
    fn edited(&self, content: &str) -> PathBuf {
        let name = format!("menus-modifie-{}.csv", content.get(..8).unwrap_or_default());
        self.path(OWN).join(name)
    }

    pub(super) fn register(&self) -> Result<Register, Refusal> {
        let path = self.path("documents.json");
        let text = text(&path)?;
        let register = text.map(|text| Register::read(&text)).transpose();
        Ok(register.map_err(|error| (path, error))?.unwrap_or_default())
    }

    pub(super) fn corrections(&self) -> Result<Corrections, Refusal> {
        let path = self.path("corrections.toml");
        let text = text(&path)?;
        let corrections = text.map(|text| Corrections::read(&text)).transpose();
        Ok(corrections
            .map_err(|error| (path, error))?
            .unwrap_or_default())
    }

    /// Takes in what `menus.csv` holds, and the register does not know of: the rows of a table that was published before there
    /// was a register stay; what was changed by hand is set aside.
    pub(super) fn adopt(
        &self,
        register: &mut Register,
        today: NaiveDate,
    ) -> Result<Vec<Event>, Refusal> {
        let path = self.path("menus.csv");
        let table = match std::fs::read(&path) {
            Ok(table) => table,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err((path, unreadable(&error))),
        };
        let content = format!("{:032x}", xxh3_128(&table));
        if register.published.contains(&content) {
            return Ok(Vec::new());
        }
        if !register.published.is_empty() {
            let copy = self.edited(&content);
            write(&copy, &table).map_err(|error| (copy.clone(), unreadable(&error)))?;
            let edited =
                Diagnostic::new(Code::EditedByHand, Place::File).with("copy", copy.display());
            return Ok(vec![Event {
                path: String::new(),
                what: edited,
            }]);
        }
        let rows = read_csv(table.as_slice()).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let rows = rows.map_err(|error| (path, crate::cli::tables::why(error)))?;
        let dishes = rows
            .into_iter()
            .map(|row| Dish {
                doubted: false,
                row,
            })
            .collect();
        Ok(register.adopt(Document::adopted("menus.csv", content, dishes, today)))
    }
}

/// The text of a file; nothing where there is none.
fn text(path: &Path) -> Result<Option<String>, Refusal> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err((path.to_owned(), unreadable(&error))),
    }
}
