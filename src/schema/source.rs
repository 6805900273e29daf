//! What a table is read from: a CSV, which may be read again from its beginning; the rows of a spreadsheet are one too.

use super::sheet::unfold;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::fs::File;
use std::io::{Error, Read, Result, Seek, Write};
use std::path::Path;

/// A file to read a table from.
#[derive(Debug)]
pub struct Source {
    file: File,
    /// How many sheets the workbook has whose first one it is.
    pub(super) sheets: Option<usize>,
}

impl Source {
    /// A CSV, or a spreadsheet, which is unfolded in this process. No pipe: it is read several times.
    ///
    /// # Errors
    /// `unreadable-file`; `table-unreadable` for a workbook that is none.
    pub fn open(path: &Path) -> std::result::Result<Self, Diagnostic> {
        let unopened =
            |error: Error| Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", error);
        let file = File::open(path).map_err(unopened)?;
        if !is_workbook(&file).map_err(unopened)? {
            return Ok(Self::csv(file));
        }
        let mut csv = tempfile::tempfile().map_err(unopened)?;
        let workbook = from_the_beginning(&file).map_err(unopened)?;
        let sheets = unfold(workbook, &mut csv)?;
        csv.flush().map_err(unopened)?;
        Ok(Self::unfolded(csv, sheets))
    }

    /// A CSV.
    pub fn csv(file: File) -> Self {
        Self { file, sheets: None }
    }

    /// The rows of the first sheet of a workbook with so many.
    pub fn unfolded(file: File, sheets: usize) -> Self {
        let sheets = Some(sheets);
        Self { file, sheets }
    }

    /// The file from its beginning on.
    pub(super) fn bytes(&self) -> Result<File> {
        from_the_beginning(&self.file)
    }
}

/// Whether a file is a workbook: a ZIP, or the compound file of older Excel.
///
/// # Errors
/// When it cannot be read.
pub fn is_workbook(file: &File) -> Result<bool> {
    let mut head = Vec::new();
    from_the_beginning(file)?.take(4).read_to_end(&mut head)?;
    Ok(matches!(
        head.as_slice(),
        [b'P', b'K', 3, 4] | [0xd0, 0xcf, 0x11, 0xe0]
    ))
}

fn from_the_beginning(file: &File) -> Result<File> {
    let mut again = file.try_clone()?;
    again.rewind()?;
    Ok(again)
}
