//! The side of the one who asks: a worker that is started when it is needed, and anew after a PDF that ended it.

use super::{Answer, LONGEST_READING, Most, Request, Setup, receive, send};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::extract::Extraction;
use std::io::{BufReader, BufWriter, Error, ErrorKind, Read, Result};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A worker, running or not.
pub(in crate::batch) struct Handle<'a> {
    program: &'a Path,
    setup: Setup,
    running: Option<Running>,
}

impl<'a> Handle<'a> {
    /// A worker of this program, not started yet.
    pub(in crate::batch) fn new(program: &'a Path, setup: Setup) -> Self {
        let running = None;
        Self {
            program,
            setup,
            running,
        }
    }

    /// What became of the PDF, and the copy where one is wanted. A worker that ends may owe it to what it read before: then a
    /// fresh one tries again.
    pub(in crate::batch) fn read(&mut self, request: &Request, pdf: &[u8]) -> Reading {
        let fresh = self.running.is_none();
        let reading = match self.try_read(request, pdf) {
            Err(_) if !fresh => self.try_read(request, pdf),
            reading => reading,
        };
        reading.unwrap_or_else(Reading::refused)
    }

    /// An error is about the worker's end.
    fn try_read(
        &mut self,
        request: &Request,
        pdf: &[u8],
    ) -> std::result::Result<Reading, Diagnostic> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(self.program, &self.setup).map_err(|e| crash(&e.to_string()))?,
        };
        let most = Most {
            head: match request.wanted.evidence {
                true => self.setup.bounds.memory,
                false => 2 * LONGEST_READING,
            },
            body: self.setup.bounds.memory,
        };
        let (answer, copy) = match running.ask(request, pdf, most) {
            Ok(answer) => answer,
            Err(error) => return Err(running.why_it_ended(&error, &self.setup)),
        };
        let stopped = matches!(&answer.result, Err(refusal) if refusal.code == Code::TooSlow);
        if !stopped {
            self.running = Some(running);
        }
        let drawn = request.wanted.copy && answer.result.is_ok();
        Ok(Reading {
            result: answer.result,
            copy: drawn.then(|| answer.refused_copy.map_or(Ok(copy), Err)),
        })
    }
}

/// What a worker made of a PDF.
#[derive(Debug)]
pub(in crate::batch) struct Reading {
    pub(in crate::batch) result: std::result::Result<Extraction, Diagnostic>,
    pub(in crate::batch) copy: Option<std::result::Result<Vec<u8>, Diagnostic>>,
}

impl Reading {
    fn refused(refusal: Diagnostic) -> Self {
        let (result, copy) = (Err(refusal), None);
        Self { result, copy }
    }
}

/// This program, to read files of others in a process of its own.
pub(super) fn apart(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .arg("worker")
        // A job may keep tokens in its environment; what reads files of others has no use for any of it.
        .env_clear()
        .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
        // Memory that the allocator reserves and does not use would count against the bound.
        .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

struct Running {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Running {
    fn start(program: &Path, setup: &Setup) -> Result<Self> {
        let mut child = apart(program).stdin(Stdio::piped()).spawn()?;
        let pipe = || std::io::Error::other("no pipe");
        let to = BufWriter::new(child.stdin.take().ok_or_else(pipe)?);
        let from = BufReader::new(child.stdout.take().ok_or_else(pipe)?);
        let mut running = Self { child, to, from };
        send(&mut running.to, setup, &[])?;
        Ok(running)
    }

    fn ask(&mut self, request: &Request, pdf: &[u8], most: Most) -> Result<(Answer, Vec<u8>)> {
        send(&mut self.to, request, pdf)?;
        receive(&mut self.from, most)
    }

    /// Of a worker that does not answer any more, or nothing that makes sense: that one would not end by itself.
    fn why_it_ended(mut self, error: &Error, setup: &Setup) -> Diagnostic {
        if error.kind() == ErrorKind::InvalidData {
            return crash(&error.to_string());
        }
        let mut last_words = String::new();
        if let Some(errors) = &mut self.child.stderr {
            // Without last words the status alone speaks.
            let _ = errors.take(LAST_WORDS).read_to_string(&mut last_words);
        }
        let status = self.child.wait();
        if last_words.contains("memory allocation") || status.as_ref().is_ok_and(was_killed) {
            let doubt = Diagnostic::new(Code::TooMuchMemory, Place::File);
            return doubt.with("mib", setup.bounds.memory >> 20);
        }
        let words = last_words.lines().find(|line| !line.trim().is_empty());
        let status = || status.map_or_else(|e| e.to_string(), |s| s.to_string());
        crash(&words.map_or_else(status, str::to_owned))
    }
}

/// Bytes of what a worker says at its end.
const LAST_WORDS: u64 = 4096;

/// A system short of memory kills.
fn was_killed(status: &std::process::ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(status) == Some(9);
    #[cfg(not(unix))]
    return !status.success() && status.code().is_none();
}

fn crash(message: &str) -> Diagnostic {
    Diagnostic::new(Code::Crash, Place::File).with("message", message)
}

impl Drop for Running {
    fn drop(&mut self) {
        // It is gone already, or is of no use any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
