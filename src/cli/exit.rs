//! How the program ends.

use std::process::ExitCode;

/// The exit codes, all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// The answer is no: the table is not valid, or cannot be counted.
    No = 1,
    /// Wrong usage, or nowhere to write to.
    Usage = 2,
    /// Some inputs could not be read; the others were written.
    Partial = 3,
    /// Published, but the menus end too long ago.
    Stale = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
