//! What files looked like when their content was last hashed: one that looks the same is not opened again. For one machine
//! alone; without it, contents are hashed anew.

use super::{Input, WholeFile, hash, read};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::{Result, Write};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What is known of the files, by the bytes of their paths: a path need not be text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stamps {
    files: BTreeMap<Vec<u8>, (Look, u128)>,
}

/// What a file looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Look {
    size: u64,
    modified: Duration,
    /// The inode, and when it was last changed; zeros where the system has none.
    inode: (u64, i64, i64),
}

/// A file that was written so lately may be written again without looking otherwise.
const LATELY: Duration = Duration::from_secs(2);

impl Stamps {
    /// The stamps that [`Stamps::keep`] kept; none where there is no such file, or it is damaged.
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_default();
        postcard::from_bytes(&bytes).unwrap_or_default()
    }

    /// Keeps them, where they are not the same already.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep(&self, path: &Path) -> Result<()> {
        if *self == Self::read(path) {
            return Ok(());
        }
        let mut file = WholeFile::at(path)?;
        file.write_all(&postcard::to_stdvec(self).map_err(std::io::Error::other)?)?;
        file.keep()
    }

    /// The hash of the input's content, up to `limit` bytes, which is read only where the file looks otherwise than it did to
    /// `before`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn content(&mut self, input: &Input, before: &Self, limit: usize) -> Result<u128> {
        let path = std::path::absolute(input.path())?;
        let look = Look::of(&std::fs::metadata(&path)?);
        let name = bytes(&path);
        let known = before.files.get(&name).filter(|(at, _)| *at == look);
        let content = match known {
            Some((_, content)) => *content,
            None => hash(&read(input, limit)?.0),
        };
        if known.is_some() || look.is_settled() {
            self.files.insert(name, (look, content));
        }
        Ok(content)
    }
}

fn bytes(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_owned()
}

impl Look {
    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
        Self {
            size: metadata.len(),
            modified: modified.duration_since(UNIX_EPOCH).unwrap_or_default(),
            inode: inode(metadata),
        }
    }

    fn is_settled(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.is_ok_and(|now| self.changed() + LATELY < now)
    }

    /// When the file was last written or put in its place.
    fn changed(&self) -> Duration {
        let (_, seconds, nanos) = self.inode;
        let changed = Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
            + Duration::from_nanos(u64::try_from(nanos).unwrap_or_default());
        self.modified.max(changed)
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests' own menus")]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn input(path: &Path) -> Input {
        Input::File {
            root: path.parent().unwrap().to_owned(),
            within: PathBuf::from("menu.pdf"),
            path: path.to_owned(),
        }
    }

    #[test]
    fn a_file_that_looks_as_it_did_is_not_opened() {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("menu.pdf");
        std::fs::write(&path, "menu").unwrap();
        let look = Look::of(&std::fs::metadata(&path).unwrap());
        // A hash that no reading would give.
        let before = Stamps {
            files: BTreeMap::from([(bytes(&path), (look, 7))]),
        };
        let content = |before: &Stamps| Stamps::default().content(&input(&path), before, 100);
        assert_eq!(content(&before).unwrap(), 7);
        assert_eq!(content(&Stamps::default()).unwrap(), hash(b"menu"));
        std::fs::write(&path, "unem").unwrap();
        assert_eq!(content(&before).unwrap(), hash(b"unem"));
    }

    #[test]
    fn what_was_written_just_now_is_not_known_by_its_look() {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("menu.pdf");
        std::fs::write(&path, "menu").unwrap();
        let mut stamps = Stamps::default();
        stamps
            .content(&input(&path), &Stamps::default(), 100)
            .unwrap();
        assert!(stamps.files.is_empty());
        let look = |seconds| Look {
            size: 4,
            modified: Duration::from_secs(seconds),
            inode: (0, 0, 0),
        };
        assert!(look(1_600_000_000).is_settled() && !look(99_999_999_999).is_settled());
    }

    #[test]
    fn stamps_are_read_back_and_damaged_ones_are_none() {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("stamps");
        let look = Look {
            size: 1,
            modified: Duration::from_secs(2),
            inode: (3, 4, 5),
        };
        let stamps = Stamps {
            files: BTreeMap::from([(vec![b'a', 0xe9], (look, 6))]),
        };
        stamps.keep(&path).unwrap();
        assert_eq!(Stamps::read(&path), stamps);
        std::fs::write(&path, [255; 40]).unwrap();
        assert_eq!(Stamps::read(&path), Stamps::default());
    }
}
