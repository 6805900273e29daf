//! The worker's own side: `ardoise worker`, which is not for people.

use super::copy::drawn;
use super::{Answer, LONGEST_READING, Most, Request, Setup, receive, send};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::extract::{Extraction, extract, load};
use std::io::{self, BufWriter};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;

/// Bytes of a thread's stack: PDFs nest.
const STACK: usize = 16 << 20;

/// Reads the PDFs that come on standard input and writes what became of them to standard output, until its input ends.
/// One that takes too long is its last.
///
/// # Errors
/// When standard input is not what a parent sends, the threads cannot be made, or standard output is closed.
pub fn serve() -> io::Result<()> {
    let mut from = std::io::stdin().lock();
    let mut to = BufWriter::new(std::io::stdout().lock());
    // What the parent sends is bounded by it.
    let most = Most {
        head: u64::MAX,
        body: u64::MAX,
    };
    let (Setup { bounds, threads }, _) = receive(&mut from, most)?;
    limit_memory(bounds.memory);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(room_for(threads, bounds.memory))
        .stack_size(STACK)
        .build()
        .map_err(std::io::Error::other)?;
    pool.spawn(load);
    let (done, answers) = sync_channel(1);
    while let Ok((request, pdf)) = receive(&mut from, most) {
        let done = done.clone();
        pool.spawn(move || {
            // Nobody listens any more where the time is up.
            let _ = done.send(answer(&request, &pdf));
        });
        match answers.recv_timeout(bounds.time) {
            Ok((answer, copy)) => send(&mut to, &answer, &copy)?,
            Err(_) => {
                let doubt = Diagnostic::new(Code::TooSlow, Place::File);
                let result = Err(doubt.with("seconds", bounds.time.as_secs()));
                let refused_copy = None;
                send(
                    &mut to,
                    &Answer {
                        result,
                        refused_copy,
                    },
                    &[],
                )?;
                end(0);
            }
        }
    }
    Ok(())
}

#[expect(
    clippy::exit,
    reason = "a thread that reads without end cannot be stopped otherwise"
)]
pub(super) fn end(code: i32) -> ! {
    std::process::exit(code)
}

/// As many of these threads as have their stacks in a quarter of the memory; one in any case.
fn room_for(threads: usize, memory: u64) -> usize {
    let room = memory / 4 / STACK as u64;
    threads
        .min(usize::try_from(room).unwrap_or(usize::MAX))
        .max(1)
}

fn answer(request: &Request, pdf: &[u8]) -> (Answer, Vec<u8>) {
    let read = || extract(pdf, &request.options);
    let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| Err(crash(&*panic)));
    let copy = match &result {
        Ok(extraction) if request.wanted.copy => drawn(pdf, extraction),
        _ => Ok(Vec::new()),
    };
    let result = match request.wanted.evidence {
        true => result,
        false => result.and_then(without_evidence),
    };
    let refused_copy = copy.as_ref().err().cloned();
    (
        Answer {
            result,
            refused_copy,
        },
        copy.unwrap_or_default(),
    )
}

/// Doubts of one PDF: nobody looks at more.
const MOST_DOUBTS: usize = 1000;

/// The rows and the doubts; a refusal where a PDF that is made for it says more than any menu.
fn without_evidence(extraction: Extraction) -> Result<Extraction, Diagnostic> {
    let mut rest = extraction.without_evidence();
    if rest.diagnostics.len() > MOST_DOUBTS {
        rest.diagnostics.truncate(MOST_DOUBTS);
        let more = Diagnostic::new(Code::TooLarge, Place::File);
        let limit = format!("{MOST_DOUBTS} remarques");
        rest.diagnostics.push(more.with("limit", limit));
    }
    let size = postcard::experimental::serialized_size(&rest).unwrap_or(usize::MAX);
    match size as u64 > LONGEST_READING {
        false => Ok(rest),
        true => {
            let limit = format!("{} Mio de texte", LONGEST_READING >> 20);
            Err(Diagnostic::new(Code::FileTooLarge, Place::File).with("limit", limit))
        }
    }
}

/// A defect of ours.
pub(in crate::batch) fn crash(panic: &(dyn std::any::Any + Send)) -> Diagnostic {
    let text = panic.downcast_ref::<&str>().map(|t| (*t).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    Diagnostic::new(Code::Crash, Place::File).with("message", text.unwrap_or_default())
}

/// The system refuses more; then the process ends, and its parent says why.
#[cfg(unix)]
pub(super) fn limit_memory(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let (current, maximum) = (Some(bytes), Some(bytes));
    // A system that knows no such limit has none.
    let _ = setrlimit(Resource::Data, Rlimit { current, maximum });
}

#[cfg(not(unix))]
pub(super) fn limit_memory(_: u64) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_leave_room_for_the_reading() {
        assert_eq!(room_for(2, 1 << 30), 2);
        assert_eq!(room_for(256, 1 << 30), 16);
        assert_eq!(room_for(8, 64 << 20), 1);
    }
}
