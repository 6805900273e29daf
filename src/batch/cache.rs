//! What was read before is not read again. An entry is a file of its own, written whole or not at all and held to a
//! checksum: one that is damaged is not there.

use super::{READER, WholeFile};
use crate::diagnostic::Diagnostic;
use crate::extract::{Extraction, Options};
use std::io::{Result, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

/// Readings, by what they were made of.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// Names an entry: the content of a PDF, how it is read, and by which source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u128);

type Reading = std::result::Result<Extraction, Diagnostic>;

impl Cache {
    /// The cache in `folder`, which is made if it is not there, and must be open to writing.
    pub(super) fn at(folder: &Path) -> Result<Self> {
        // Nothing is lost where an entry cannot be kept, but where none can, the user would wait for nothing.
        WholeFile::at(&folder.join("entry"))?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    pub(super) fn key(content: u128, options: &Options) -> Option<Key> {
        let mut hasher = Xxh3::new();
        hasher.update(READER.as_bytes());
        hasher.update(&postcard::to_stdvec(options).ok()?);
        hasher.update(&content.to_le_bytes());
        Some(Key(hasher.digest128()))
    }

    pub(super) fn get(&self, key: Key) -> Option<Reading> {
        let entry = std::fs::read(self.path(key)).ok()?;
        let (sum, reading) = entry.split_first_chunk()?;
        let whole = *sum == checksum(key, reading);
        whole.then(|| postcard::from_bytes(reading).ok()).flatten()
    }

    /// Keeps a reading. One that cannot be kept is made anew the next time.
    pub(super) fn put(&self, key: Key, reading: &Reading) -> Result<()> {
        let reading = postcard::to_stdvec(reading).map_err(std::io::Error::other)?;
        let mut file = WholeFile::at(&self.path(key))?;
        file.write_all(&checksum(key, &reading))?;
        file.write_all(&reading)?;
        file.keep_soon()
    }

    fn path(&self, key: Key) -> PathBuf {
        let name = format!("{:032x}", key.0);
        let (shelf, rest) = name.split_at(2);
        self.folder.join(shelf).join(rest)
    }
}

/// Holds the key too: an entry under another's name is as good as damaged.
fn checksum(Key(key): Key, reading: &[u8]) -> [u8; 8] {
    xxh3_64_with_seed(reading, key as u64).to_le_bytes()
}
