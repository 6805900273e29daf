//! The folder of the published files, and what is read of it before anything is written.

use crate::cli::{about, unreadable, write};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, utf8};
use crate::scdl::read_csv;
use crate::sync::{Corrections, Dish, Document, Event, Register};
use anyhow::Result;
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// The paths of a folder of published files.
pub(super) struct Files {
    folder: PathBuf,
    lang: Lang,
}

/// What is this machine's own is no part of the data set: version control leaves it alone.
const OWN: &str = ".ardoise";

/// What is known of the documents.
const REGISTER: &str = "documents.json";

/// What people correct.
const CORRECTIONS: &str = "corrections.toml";

/// The corrections, before there are any.
const NO_CORRECTIONS: &[u8] = include_bytes!("corrections.toml");

impl Files {
    /// The folder, which is made if it is not there.
    pub(super) fn at(folder: &Path, lang: Lang) -> Result<Self> {
        let folder = folder.to_owned();
        let files = Self { folder, lang };
        let ignore = files.own(".gitignore")?;
        if !ignore.exists() {
            write(&ignore, b"*\n")?;
        }
        Ok(files)
    }

    fn refused(&self, path: &Path, why: &Diagnostic) -> anyhow::Error {
        about(path, why, self.lang)
    }

    /// The place of a file of ours. What lies there is a file, below folders: a link would lead elsewhere, and a pipe never ends.
    pub(super) fn place(&self, name: &str) -> Result<PathBuf> {
        let mut place = self.folder.clone();
        for part in Path::new(name) {
            place.push(part);
            let there = std::fs::symlink_metadata(&place);
            if there.is_ok_and(|there| !there.is_file() && !there.is_dir()) {
                let strange = Diagnostic::new(Code::NotAFile, Place::File);
                return Err(self.refused(&place, &strange));
            }
        }
        Ok(place)
    }

    fn own(&self, name: &str) -> Result<PathBuf> {
        self.place(&format!("{OWN}/{name}"))
    }

    pub(super) fn lock(&self) -> Result<PathBuf> {
        self.own("lock")
    }

    pub(super) fn stamps(&self) -> Result<PathBuf> {
        self.own("stamps")
    }

    pub(super) fn register(&self) -> Result<Register> {
        self.read(REGISTER, Register::read)
    }

    /// Writes the register, before or after all else.
    pub(super) fn keep(&self, register: &Register) -> Result<()> {
        Ok(write(&self.place(REGISTER)?, register.text().as_bytes())?)
    }

    pub(super) fn corrections(&self) -> Result<Corrections> {
        self.read(CORRECTIONS, Corrections::read)
    }

    /// A file for people to write their corrections into, where there is none.
    pub(super) fn offer_corrections(&self) -> Result<()> {
        let path = self.place(CORRECTIONS)?;
        match path.exists() {
            true => Ok(()),
            false => Ok(write(&path, NO_CORRECTIONS)?),
        }
    }

    /// Takes in what `menus.csv` holds, and the register does not know of: the rows of a table that was published before there
    /// was a register stay; what was changed by hand is set aside.
    pub(super) fn adopt(&self, register: &mut Register, today: NaiveDate) -> Result<Vec<Event>> {
        let Some(table) = self.content("menus.csv")? else {
            return Ok(Vec::new());
        };
        let content = format!("{:032x}", xxh3_128(&table));
        if register.published.contains(&content) {
            return Ok(Vec::new());
        }
        if !register.published.is_empty() {
            return Ok(vec![self.set_aside(
                "menus.csv",
                &table,
                Code::EditedByHand,
            )?]);
        }
        let rows = read_csv(table.as_slice()).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let refused = |error| self.refused(&self.folder.join("menus.csv"), &error);
        let rows = rows.map_err(|error| refused(crate::cli::tables::why(error)))?;
        let dishes = rows
            .into_iter()
            .map(|row| Dish {
                doubted: false,
                row,
            })
            .collect();
        Ok(register.adopt(Document::adopted("menus.csv", content, dishes, today)))
    }

    /// Keeps what people wrote where a file of ours is to be; says where.
    pub(super) fn set_aside(&self, name: &str, content: &[u8], code: Code) -> Result<Event> {
        let hash = format!("{:032x}", xxh3_128(content));
        let flat = name.replace('/', "-");
        let (stem, extension) = flat.rsplit_once('.').unwrap_or((&flat, ""));
        let hash = hash.get(..8).unwrap_or_default();
        let copy = self.own(&format!("{stem}-modifie-{hash}.{extension}"))?;
        write(&copy, content)?;
        let what = Diagnostic::new(code, Place::File).with("file", name);
        Ok(Event {
            path: String::new(),
            what: what.with("copy", copy.to_string_lossy()),
        })
    }

    /// What a file of ours says; nothing where there is none.
    fn read<T: Default>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Result<T, Diagnostic>,
    ) -> Result<T> {
        let Some(content) = self.content(name)? else {
            return Ok(T::default());
        };
        utf8(&content)
            .and_then(read)
            .map_err(|error| self.refused(&self.folder.join(name), &error))
    }

    /// What a file of ours holds; nothing where there is none.
    pub(super) fn content(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let path = self.place(name)?;
        match std::fs::read(&path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.refused(&path, &unreadable(&error))),
        }
    }
}
