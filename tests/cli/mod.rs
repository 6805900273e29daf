//! The program as a process: what it writes where, and how it ends. One file a command.

mod batch;
mod extract;
mod init;
mod inspect;
mod job;
mod package;
mod report;
mod stats;
pub mod sync;
mod validate;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program, in `folder`.
pub fn ardoise(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ardoise"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn pdf(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pdfs/{name}.pdf"))
}

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// How it ended, what it wrote to standard output, what to standard error.
pub fn seen(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}
