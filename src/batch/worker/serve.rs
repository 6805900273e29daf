//! The worker's own side: `ardoise worker`, which is not for people.

use super::copy::drawn;
use super::{Answer, Request, Setup, receive, send};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::extract::{extract, load};
use std::io::{BufWriter, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;

/// Bytes of a thread's stack: PDFs nest.
const STACK: usize = 16 << 20;

/// Reads the PDFs that come on standard input and writes what became of them to standard output, until its input ends.
/// One that takes too long is its last.
///
/// # Errors
/// When standard input is not what a parent sends, the threads cannot be made, or standard output is closed.
pub fn serve() -> Result<()> {
    let mut from = std::io::stdin().lock();
    let mut to = BufWriter::new(std::io::stdout().lock());
    let (Setup { bounds, threads }, _) = receive(&mut from)?;
    limit_memory(bounds.memory);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .build()
        .map_err(std::io::Error::other)?;
    pool.spawn(load);
    let (done, answers) = sync_channel(1);
    while let Ok((request, pdf)) = receive(&mut from) {
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
                end();
            }
        }
    }
    Ok(())
}

#[expect(
    clippy::exit,
    reason = "a thread that reads without end cannot be stopped otherwise"
)]
fn end() -> ! {
    std::process::exit(0)
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
        false => result.map(crate::extract::Extraction::without_evidence),
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

/// A defect of ours.
pub(in crate::batch) fn crash(panic: &(dyn std::any::Any + Send)) -> Diagnostic {
    let text = panic.downcast_ref::<&str>().map(|t| (*t).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    Diagnostic::new(Code::Crash, Place::File).with("message", text.unwrap_or_default())
}

/// The system refuses more; then the process ends, and its parent says why.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let (current, maximum) = (Some(bytes), Some(bytes));
    // A system that knows no such limit has none.
    let _ = setrlimit(Resource::Data, Rlimit { current, maximum });
}

#[cfg(not(unix))]
fn limit_memory(_: u64) {}
