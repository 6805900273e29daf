//! A workbook of others, unfolded by a process of its own: one that swells when it is opened costs its own verdict alone.

use super::handle::apart;
use super::serve::{end, limit_memory};
use crate::batch::Bounds;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::fs::File;
use std::io::{Error, Read, Result, Seek, Write, copy};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::sync_channel;

/// Bytes of the rows: half a million rows of menus.
const MOST: u64 = 512 << 20;

/// Bytes of what the process says of it.
const VERDICT: u64 = 4096;

/// How many sheets there are, or why the workbook cannot be read.
pub type Verdict = std::result::Result<usize, String>;

/// The rows of a workbook's first sheet as a CSV, and how many sheets there are.
///
/// # Errors
/// `table-unreadable`, with the reason.
pub fn unfolded(program: &Path, workbook: File) -> std::result::Result<(File, usize), Diagnostic> {
    let unreadable =
        |reason: String| Diagnostic::new(Code::TableUnreadable, Place::File).with("reason", reason);
    let done = unfold_apart(program, workbook).map_err(|error| unreadable(error.to_string()))?;
    match done {
        (rows, Ok(sheets)) => Ok((rows, sheets)),
        (_, Err(reason)) => Err(unreadable(reason)),
    }
}

fn unfold_apart(program: &Path, mut workbook: File) -> Result<(File, Verdict)> {
    workbook.rewind()?;
    let mut child = apart(program)
        .arg("--sheet")
        .stdin(Stdio::from(workbook))
        .spawn()?;
    let pipe = || Error::other("no pipe");
    let from = child.stdout.take().ok_or_else(pipe)?;
    let mut rows = tempfile::tempfile()?;
    let written = copy(&mut from.take(MOST + 1), &mut rows);
    if !matches!(written, Ok(length) if length <= MOST) {
        child.kill()?;
    }
    let mut said = String::new();
    let errors = child.stderr.take().ok_or_else(pipe)?;
    errors.take(VERDICT).read_to_string(&mut said)?;
    let status = child.wait()?;
    written?;
    let verdict = match status.code() {
        Some(0) => said.trim().parse().map_err(|_| said),
        Some(1) => Err(said),
        _ => Err(
            "le classeur demande trop de mémoire ou de temps / the workbook needs too much memory or time"
                .to_owned(),
        ),
    };
    Ok((rows, verdict))
}

/// The process's own side: `unfold` reads a workbook from standard input, writes its rows to standard output, and gives the number
/// of its sheets. Ends the process.
pub fn serve_sheet(unfold: impl FnOnce() -> Verdict + Send + 'static) -> ! {
    let bounds = Bounds::default();
    limit_memory(bounds.memory);
    let (done, verdict) = sync_channel(1);
    std::thread::spawn(move || {
        // Nobody listens any more where the time is up.
        let _ = done.send(unfold());
    });
    let (code, said) = match verdict.recv_timeout(bounds.time) {
        Ok(Ok(sheets)) => (0, sheets.to_string()),
        Ok(Err(reason)) => (1, reason),
        Err(_) => (3, String::new()),
    };
    // Without a word the code says enough.
    let _ = std::io::stderr().write_all(said.as_bytes());
    end(code)
}
