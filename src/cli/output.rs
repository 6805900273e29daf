//! A file is written whole or not at all: beside its place first, then renamed into it.

use anyhow::{Context, Result};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file on its way; dropped before [`WholeFile::keep`] it leaves nothing.
pub(super) struct WholeFile {
    path: PathBuf,
    to: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins a file at `path`; its folder is made if it is not there.
    pub(super) fn at(path: &Path) -> Result<Self> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let begin = || {
            std::fs::create_dir_all(folder)?;
            tempfile::Builder::new()
                .prefix(".ardoise-")
                .permissions_of_a_new_file()
                .tempfile_in(folder)
        };
        let file = begin().with_context(|| cannot_write(path))?;
        let path = path.to_owned();
        let to = BufWriter::new(file);
        Ok(Self { path, to })
    }

    /// Puts the file in its place.
    pub(super) fn keep(self) -> Result<()> {
        let path = self.path;
        let file = self.to.into_inner().map_err(|e| e.into_error());
        let kept = file.and_then(|file| file.persist(&path).map_err(|e| e.error));
        kept.with_context(|| cannot_write(&path))?;
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

fn cannot_write(path: &Path) -> String {
    format!("{} cannot be written", path.display())
}

/// A temporary file is for its owner alone; one that people will open is like any other new file.
trait LikeANewFile {
    fn permissions_of_a_new_file(&mut self) -> &mut Self;
}

impl LikeANewFile for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_a_new_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask is taken off by the system.
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_of_a_new_file(&mut self) -> &mut Self {
        self
    }
}
