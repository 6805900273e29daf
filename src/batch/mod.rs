//! Paths → outcomes, in order: the only home of threads, of the clock and of folders. A file that fails costs only itself.

mod inputs;
mod profiles;

pub use inputs::{Input, inputs};
pub use profiles::Profiles;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::extract::{Extraction, Options, extract};
use crate::pdf::Limits;
use chrono::{DateTime, FixedOffset, Utc};
use rayon::prelude::*;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

/// How the inputs are read.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// The year, for menus that do not say it.
    pub year: Option<i32>,
    /// Threads; as many as cores when `None`.
    pub jobs: Option<usize>,
    /// How much of a PDF is read.
    pub limits: Limits,
}

/// What became of an input.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The input.
    pub input: &'a Input,
    /// Its bytes; none where it could not be opened.
    pub bytes: Vec<u8>,
    /// What was understood, or why nothing could be.
    pub result: Result<Extraction, Diagnostic>,
}

/// Inputs read before any of them is handed on: bounds the memory, and leaves no core idle.
const CHUNK: usize = 64;
/// Bytes of a thread's stack: PDFs nest.
const STACK: usize = 16 << 20;

/// Reads the inputs on all cores and hands each outcome to `each`, in the order of the inputs.
///
/// # Errors
/// The first error of `each`, or of the making of the threads.
pub fn run<E: From<rayon::ThreadPoolBuildError>>(
    inputs: &[Input],
    profiles: &Profiles,
    job: &Job,
    mut each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.jobs.unwrap_or(0))
        .stack_size(STACK)
        .build()?;
    for chunk in inputs.chunks(CHUNK) {
        let read = |input| outcome(input, profiles, job);
        let outcomes: Vec<Outcome> = pool.install(|| chunk.par_iter().map(read).collect());
        outcomes.into_iter().try_for_each(&mut each)?;
    }
    Ok(())
}

fn outcome<'a>(input: &'a Input, profiles: &Profiles, job: &Job) -> Outcome<'a> {
    let (bytes, received) = match read(input) {
        Ok(read) => read,
        Err(refusal) => {
            return Outcome {
                input,
                bytes: Vec::new(),
                result: Err(refusal),
            };
        }
    };
    let options = Options {
        profile: profiles.of(input).clone(),
        year: job.year,
        file_name: input.file_name(),
        received: Some(received),
        limits: job.limits,
    };
    let result = catch_unwind(AssertUnwindSafe(|| extract(&bytes, &options)))
        .unwrap_or_else(|panic| Err(crash(&*panic)));
    Outcome {
        input,
        bytes,
        result,
    }
}

/// The input's bytes, and when it came in.
fn read(input: &Input) -> Result<(Vec<u8>, DateTime<FixedOffset>), Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", error)
    };
    let (bytes, received) = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            (read.map(|_| bytes), SystemTime::now())
        }
        Input::File { path, .. } => {
            let changed = std::fs::metadata(path).and_then(|m| m.modified());
            (std::fs::read(path), changed.map_err(unreadable)?)
        }
    };
    let received: DateTime<Utc> = received.into();
    Ok((bytes.map_err(unreadable)?, received.into()))
}

fn crash(panic: &(dyn std::any::Any + Send)) -> Diagnostic {
    let text = panic.downcast_ref::<&str>().map(|t| (*t).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    Diagnostic::new(Code::Crash, Place::File).with("message", text.unwrap_or_default())
}
