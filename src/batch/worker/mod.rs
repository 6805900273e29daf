//! A process that reads one PDF after another for the one that started it: work without end, memory without bound or a
//! stack that overflows cost the PDF alone, never the run.

mod copy;
mod handle;
mod serve;
mod sheet;

pub(super) use handle::Handle;
pub(super) use serve::crash;
pub use serve::serve;
pub use sheet::{Verdict, serve_sheet, unfolded};

use super::Bounds;
use crate::diagnostic::Diagnostic;
use crate::extract::{Extraction, Options};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// What a worker is told first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Setup {
    /// What the reading of a PDF may cost.
    pub(super) bounds: Bounds,
    /// Threads for the pages of one PDF.
    pub(super) threads: usize,
}

/// What to do with the PDF that follows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// What is known of the PDF.
    pub(super) options: Options,
    /// What is wanted besides the rows.
    pub(super) wanted: Wanted,
}

/// Bytes of what is said of a PDF without its pages' evidence: twenty times a school year of ten restaurants.
const LONGEST_READING: u64 = 16 << 20;

/// The most that is taken of what the other side sends.
#[derive(Debug, Clone, Copy)]
struct Most {
    head: u64,
    body: u64,
}

/// What is wanted of a PDF besides its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The pages' grids, the legend and the menu.
    pub evidence: bool,
    /// A copy with what was read drawn on it.
    pub copy: bool,
}

/// What became of the PDF; the copy's bytes follow.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    result: std::result::Result<Extraction, Diagnostic>,
    refused_copy: Option<Diagnostic>,
}

fn send(to: &mut impl Write, head: &impl Serialize, body: &[u8]) -> Result<()> {
    let head = postcard::to_stdvec(head).map_err(Error::other)?;
    for frame in [head.as_slice(), body] {
        to.write_all(&(frame.len() as u64).to_le_bytes())?;
        to.write_all(frame)?;
    }
    to.flush()
}

/// An [`ErrorKind::InvalidData`] is about what came, any other about the end of the other side.
fn receive<T: DeserializeOwned>(from: &mut impl Read, most: Most) -> Result<(T, Vec<u8>)> {
    let strange = |error| Error::new(ErrorKind::InvalidData, error);
    let head = frame(from, most.head)?;
    let head = postcard::from_bytes(&head).map_err(strange)?;
    Ok((head, frame(from, most.body)?))
}

fn frame(from: &mut impl Read, most: u64) -> Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        let long = format!("an answer of {length} bytes");
        return Err(Error::new(ErrorKind::InvalidData, long));
    }
    let mut bytes = Vec::new();
    match from.take(length).read_to_end(&mut bytes)? as u64 == length {
        true => Ok(bytes),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}
