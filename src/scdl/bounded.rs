//! What is read between two rows has an end: a quote or a text that is never closed must not fill the memory.

use std::cell::Cell;
use std::io::{Error, Read, Result};
use std::rc::Rc;

/// Bytes that one row may take, with what is read ahead of it.
const LONGEST_ROW: u64 = 8 << 20;

/// Bytes of a table, so many to a row.
pub(super) struct Bounded<R> {
    from: R,
    left: Left,
}

/// What is left to the row that is being read.
#[derive(Clone)]
pub(super) struct Left(Rc<Cell<u64>>);

impl<R> Bounded<R> {
    pub(super) fn new(from: R) -> Self {
        let left = Left(Rc::new(Cell::new(LONGEST_ROW)));
        Self { from, left }
    }

    pub(super) fn left(&self) -> Left {
        self.left.clone()
    }
}

impl Left {
    /// A row was read: the next one may be as long.
    pub(super) fn renew(&self) {
        self.0.set(LONGEST_ROW);
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        let got = self.from.read(bytes)?;
        let left = self.left.0.get().checked_sub(got as u64);
        let endless = "une ligne dépasse 8 Mio : un guillemet n'est pas refermé ? / a row takes more than 8 MiB: a quote is not closed?";
        self.left.0.set(left.ok_or_else(|| Error::other(endless))?);
        Ok(got)
    }
}
