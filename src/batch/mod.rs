//! Paths → outcomes, in order: the only home of threads, processes, the clock and folders. A file that fails costs only
//! itself.

mod cache;
mod clock;
mod in_order;
mod inputs;
mod lock;
mod newest;
mod profiles;
mod stamps;
mod whole_file;
mod worker;

pub use clock::{ClockError, today};
pub use inputs::{Input, inputs};
pub use lock::Lock;
pub use newest::{Age, Newest, Served};
pub use profiles::Profiles;
pub use stamps::Stamps;
pub use whole_file::{NotWritten, WholeFile};
pub use worker::{Verdict, Wanted, serve, serve_sheet, unfolded};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::extract::{Extraction, Options};
use crate::pdf::Limits;
use cache::Cache;
use chrono::{DateTime, Datelike, FixedOffset};
use in_order::in_order;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use worker::{Handle, Request, Setup, crash};

/// Names what reads: a hash of the source of every stage from the bytes to the rows, and of the versions of what they use. What
/// was read by another is read anew, and no version number can be forgotten.
pub const READER: &str = env!("ARDOISE_READER");

/// How the inputs are read.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// The `ardoise` program, which reads the PDFs in processes of its own.
    pub program: PathBuf,
    /// The year, for menus that do not say it.
    pub year: Option<i32>,
    /// Files read at the same time; as many as cores when `None`.
    pub jobs: Option<usize>,
    /// What the reading of a file may cost.
    pub bounds: Bounds,
    /// What is wanted besides the rows.
    pub wanted: Wanted,
    /// The folder of what was read before.
    pub cache: Option<PathBuf>,
}

/// What the reading of one file may cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Time until the reading is stopped.
    pub time: Duration,
    /// Bytes of memory until the reading is stopped; where the system can bound them (Unix).
    pub memory: u64,
    /// How much of the PDF is read.
    pub limits: Limits,
}

impl Default for Bounds {
    /// 30 s and 1 GiB: more than a thousand times the time, and ten times the memory, that a menu takes.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            memory: 1 << 30,
            limits: Limits::default(),
        }
    }
}

/// What became of an input.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The input.
    pub input: &'a Input,
    /// The same for the same content; `None` where it could not be opened.
    pub content: Option<u128>,
    /// When the file came in, by the date that it bears itself.
    pub received: Option<DateTime<FixedOffset>>,
    /// What was understood, or why nothing could be; without a publication date where the PDF bears none.
    pub result: Result<Extraction, Diagnostic>,
    /// The copy with what was read drawn on it, where one is wanted.
    pub copy: Option<Result<Vec<u8>, Diagnostic>>,
}

impl<'a> Outcome<'a> {
    fn refused(input: &'a Input, refusal: Diagnostic) -> Self {
        Self {
            input,
            content: None,
            received: None,
            result: Err(refusal),
            copy: None,
        }
    }

    /// Gives the rows of a PDF that bears no date that of its coming in, and says when the document was last saved: by
    /// itself, else when it came in.
    pub fn date_by(
        &mut self,
        received: Option<DateTime<FixedOffset>>,
    ) -> Option<DateTime<FixedOffset>> {
        let Ok(extraction) = &mut self.result else {
            return received;
        };
        for extracted in &mut extraction.rows {
            let published = &mut extracted.row.menu_publication_date;
            *published = published.or(received);
        }
        let facts = &extraction.facts;
        let told = facts.modified.or(facts.created);
        // A clock may be set wrong, or its zone not be told; a day is more than any zone.
        let tomorrow = received.and_then(|r| r.checked_add_signed(chrono::Duration::days(1)));
        told.filter(|t| tomorrow.is_none_or(|day| *t <= day))
            .or(received)
    }
}

/// The hash of a content.
fn hash(content: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(content)
}

/// Reads the inputs on all cores; `prepare` makes of each outcome, beside the others, what is handed to `each` in the
/// order of the inputs.
///
/// # Errors
/// The first error of `each`, of the cache's folder, or of the making of the threads.
pub fn run<'a, T: Send, E: From<std::io::Error>>(
    inputs: &'a [Input],
    profiles: &Profiles,
    job: &Job,
    prepare: impl Fn(Outcome<'a>) -> T + Sync,
    each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.jobs.unwrap_or(0))
        .build()
        .map_err(std::io::Error::other)?;
    let cache = job.cache.as_deref().map(Cache::at).transpose()?;
    let cores = pool.current_num_threads();
    let setup = Setup {
        bounds: job.bounds.clone(),
        threads: (cores / inputs.len().max(1)).max(1),
    };
    let worker = || Handle::new(&job.program, setup.clone());
    let read = |worker: &mut Handle, input: &'a Input| {
        let read = || outcome(input, profiles, job, cache.as_ref(), worker);
        let outcome = catch_unwind(AssertUnwindSafe(read));
        prepare(outcome.unwrap_or_else(|panic| Outcome::refused(input, crash(&*panic))))
    };
    in_order(&pool, inputs, worker, read, each)
}

fn outcome<'a>(
    input: &'a Input,
    profiles: &Profiles,
    job: &Job,
    cache: Option<&Cache>,
    worker: &mut Handle,
) -> Outcome<'a> {
    let (pdf, received) = match read(input, job.bounds.limits.bytes) {
        Ok(read) => read,
        Err(error) => {
            let doubt = Diagnostic::new(Code::UnreadableFile, Place::File);
            return Outcome::refused(input, doubt.with("reason", error));
        }
    };
    let request = Request {
        options: options(input, profiles, job),
        wanted: job.wanted,
    };
    let content = hash(&pdf);
    let key = cache.and_then(|cache| Some((cache, Cache::key(content, &request.options)?)));
    let kept = key.filter(|_| job.wanted == Wanted::default());
    let (result, copy) = match kept.and_then(|(cache, key)| cache.get(key)) {
        Some(result) => (result, None),
        None => {
            let reading = worker.read(&request, &pdf);
            keep(key, &reading.result);
            (reading.result, reading.copy)
        }
    };
    Outcome {
        input,
        content: Some(content),
        received,
        result,
        copy,
    }
}

fn options(input: &Input, profiles: &Profiles, job: &Job) -> Options {
    let profile = profiles.of(input).without_publication();
    let by_folder = profile.restaurants.iter().any(|r| !r.dossiers.is_empty());
    Options {
        profile,
        year: job.year,
        file_name: input.file_name(),
        folders: match by_folder {
            true => input.folders(),
            false => Vec::new(),
        },
        limits: job.bounds.limits,
    }
}

/// What depends on the PDF alone is kept, not what depends on the machine.
fn keep(key: Option<(&Cache, cache::Key)>, result: &Result<Extraction, Diagnostic>) {
    let by_the_machine = |d: &Diagnostic| d.code.depends_on_the_machine();
    if let Some((cache, key)) = key.filter(|_| !result.as_ref().is_err_and(by_the_machine)) {
        // What cannot be kept, on a full disk say, is read anew the next time.
        let _ = cache.put(key, result);
    }
}

/// The input's bytes, no more than one past the limit, and when it came in.
fn read(input: &Input, limit: usize) -> std::io::Result<(Vec<u8>, Option<DateTime<FixedOffset>>)> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    let received = match input {
        Input::Stdin { .. } => {
            std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
            SystemTime::now()
        }
        Input::File { path, .. } => {
            // A pipe or a device may never end, nor begin.
            if !std::fs::metadata(path)?.is_file() {
                return Err(std::io::Error::other("not a regular file"));
            }
            let file = std::fs::File::open(path)?;
            let facts = file.metadata()?;
            bytes.reserve(facts.len().min(most) as usize + 1);
            file.take(most).read_to_end(&mut bytes)?;
            facts.modified()?
        }
    };
    Ok((bytes, moment(received)))
}

/// In seconds, as PDFs tell their dates; none before 1970 or after 9999, which the schema has no form for.
fn moment(time: SystemTime) -> Option<DateTime<FixedOffset>> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let seconds = i64::try_from(since.as_secs()).ok()?;
    let moment = DateTime::from_timestamp(seconds, 0)?;
    (moment.year() <= 9999).then(|| moment.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_bear_any_date() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for beyond in [1 << 62, 8_210_266_876_799, 253_402_300_800] {
            assert_eq!(moment(at(beyond)), None);
        }
        assert_eq!(
            moment(SystemTime::UNIX_EPOCH - Duration::from_secs(1)),
            None
        );
        let day = moment(at(1_667_779_200)).map(|t| t.to_rfc3339());
        assert_eq!(day.as_deref(), Some("2022-11-07T00:00:00+00:00"));
    }
}
