//! A file is written whole or not at all: out of sight first, then put in its place.

use std::fs::File;
use std::io::{BufWriter, Error, Result, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file on its way; dropped before [`WholeFile::keep`] it leaves nothing.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    to: BufWriter<Draft>,
}

/// On Linux a draft has no name, so that a process that is killed leaves nothing either; but for the instant in which it takes
/// the place of another file, under a hidden name, whole.
#[derive(Debug)]
enum Draft {
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
    /// What is no file, such as a terminal, takes what comes.
    Direct(File),
}

impl WholeFile {
    /// Begins a file at `path`; its folder is made if it is not there.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn at(path: &Path) -> Result<Self> {
        // A link stays; what it leads to is written.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let begin = || match std::fs::metadata(&place) {
            Ok(there) if !there.is_file() => {
                File::options().write(true).open(&place).map(Draft::Direct)
            }
            _ => {
                let folder = folder_of(&place);
                std::fs::create_dir_all(folder)?;
                Draft::in_folder(folder)
            }
        };
        let to = begin()
            .map(BufWriter::new)
            .map_err(|error| named_error(path, error))?;
        Ok(Self { path: place, to })
    }

    /// Puts the file in its place once it is on the disk: a machine that fails leaves the old one or the new one.
    ///
    /// # Errors
    /// When the rest cannot be written, or the place cannot be taken.
    pub fn keep(self) -> Result<()> {
        self.put(Draft::to_disk)
    }

    /// The same without waiting for the disk: for what is held to a checksum when it is read.
    pub(super) fn keep_soon(self) -> Result<()> {
        self.put(|_| Ok(()))
    }

    fn put(self, before: impl Fn(&Draft) -> Result<()>) -> Result<()> {
        let path = self.path;
        let draft = self
            .to
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error);
        draft
            .and_then(|draft| {
                before(&draft)?;
                draft.keep(&path)
            })
            .map_err(|error| named_error(&path, error))
    }
}

/// Why a file could not be written; it is within an [`std::io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be written: {reason}", path.display())]
pub struct NotWritten {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub reason: Error,
}

pub(super) fn named_error(path: &Path, reason: Error) -> Error {
    let path = path.to_owned();
    Error::new(reason.kind(), NotWritten { path, reason })
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.to.flush()
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

impl Draft {
    fn in_folder(folder: &Path) -> Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed::in_folder(folder) {
            return Ok(Self::Unnamed(file));
        }
        named(folder).map(Self::Named)
    }

    fn to_disk(&self) -> Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file.sync_data(),
            Self::Named(file) => file.as_file().sync_data(),
            Self::Direct(_) => Ok(()),
        }
    }

    fn keep(self, path: &Path) -> Result<()> {
        let file = match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => match unnamed::name(&file, path) {
                Ok(()) => return Ok(()),
                // Such as a system without /proc.
                Err(_) => copied(file, folder_of(path))?,
            },
            Self::Named(file) => file,
            Self::Direct(_) => return Ok(()),
        };
        file.persist(path)?;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file.write(bytes),
            Self::Named(file) => file.write(bytes),
            Self::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file.flush(),
            Self::Named(file) => file.flush(),
            Self::Direct(file) => file.flush(),
        }
    }
}

/// A temporary file is for its owner alone; one that people will open is like any other new file, less the umask.
fn named(folder: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ardoise-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(target_os = "linux")]
fn copied(mut from: File, folder: &Path) -> Result<NamedTempFile> {
    use std::io::Seek;
    let mut to = named(folder)?;
    from.rewind()?;
    std::io::copy(&mut from, &mut to)?;
    Ok(to)
}

/// Files without a name (`O_TMPFILE`), and how they get one.
#[cfg(target_os = "linux")]
mod unnamed {
    use rustix::fs::{AtFlags, CWD, OFlags, linkat};
    use std::ffi::OsString;
    use std::fs::{File, OpenOptions};
    use std::io::{ErrorKind, Result};
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::Path;

    pub(super) fn in_folder(folder: &Path) -> Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(OFlags::TMPFILE.bits().cast_signed())
            .mode(0o666)
            .open(folder)
    }

    pub(super) fn name(file: &File, path: &Path) -> Result<()> {
        match link(file, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => replace(file, path),
            linked => linked,
        }
    }

    /// A link takes no place that is taken; a rename does.
    fn replace(file: &File, path: &Path) -> Result<()> {
        let mut beside = OsString::from(".");
        beside.push(path.file_name().unwrap_or_default());
        beside.push(format!(".{}", std::process::id()));
        let beside = path.with_file_name(beside);
        link(file, &beside)?;
        std::fs::rename(&beside, path).inspect_err(|_| {
            // The error that matters is the rename's.
            let _ = std::fs::remove_file(&beside);
        })
    }

    fn link(file: &File, path: &Path) -> Result<()> {
        let from = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(linkat(CWD, from, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_seen_of_a_file_before_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/menus.csv");
        let mut file = WholeFile::at(&path).unwrap();
        file.write_all(b"half").unwrap();
        file.flush().unwrap();
        assert!(!path.exists());
        drop(file);
        assert_eq!(
            std::fs::read_dir(folder.path().join("a")).unwrap().count(),
            0
        );
        for text in ["whole", "another"] {
            let mut file = WholeFile::at(&path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.keep().unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(
            std::fs::read_dir(folder.path().join("a")).unwrap().count(),
            1
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_replaced_and_links_are_followed() {
        use std::os::unix::fs::FileTypeExt;
        let mut file = WholeFile::at(Path::new("/dev/null")).unwrap();
        file.write_all(b"nothing").unwrap();
        file.keep().unwrap();
        let null = std::fs::symlink_metadata("/dev/null").unwrap();
        assert!(null.file_type().is_char_device());
        let folder = tempfile::tempdir().unwrap();
        let [real, link] = ["real.csv", "link.csv"].map(|name| folder.path().join(name));
        WholeFile::at(&real).unwrap().keep().unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut file = WholeFile::at(&link).unwrap();
        file.write_all(b"whole").unwrap();
        file.keep().unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "whole");
    }

    #[test]
    fn a_draft_with_a_name_is_kept_alike() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("menus.csv");
        let mut draft = Draft::Named(named(folder.path()).unwrap());
        draft.write_all(b"whole").unwrap();
        draft.keep(&path).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
    }
}
