//! What lies in the inbox: what is known of already is not opened again, the rest is read.

use super::Sync;
use crate::batch::{Input, Job, Outcome, Profiles, READER, Stamps, Wanted, run};
use crate::cli::{place, program};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scdl::Profile;
use crate::sync::{Arrival, Document, Register};
use anyhow::Result;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

impl Sync {
    /// All that lies in the inbox, and what it looks like.
    pub(super) fn arrivals(
        &self,
        inputs: &[Input],
        profiles: &Profiles,
        register: &Register,
        before: &Stamps,
    ) -> Result<(Vec<Arrival>, Stamps)> {
        let bounds = self.bounds.bounds();
        let mut stamps = Stamps::default();
        let mut arrivals = Vec::with_capacity(inputs.len());
        let mut news = Vec::new();
        let here: BTreeSet<String> = inputs.iter().map(|input| self.within(input)).collect();
        let present = register.present();
        let mut readers = Readers::default();
        let inbox = place(&self.inbox);
        for input in inputs {
            let path = self.within(input);
            if !place(input.path()).starts_with(&inbox) {
                let outside = Diagnostic::new(Code::LinkOutside, Place::File);
                let document = Document::of(path, String::new(), Err(outside));
                arrivals.push(Arrival::Read(document));
                continue;
            }
            let content = stamps.content(input, before, bounds.limits.bytes);
            let known = content.ok().zip(present.get(path.as_str()));
            let known = known.is_some_and(|(content, document)| {
                document.content == hex(content)
                    && document.reader == readers.of(profiles.of(input))
            });
            match known {
                true => arrivals.push(Arrival::Known(path)),
                false => news.push(input.clone()),
            }
        }
        let job = Job {
            program: program()?,
            jobs: self.jobs.map(usize::from),
            bounds,
            wanted: Wanted::default(),
            ..Job::default()
        };
        let document = |outcome| self.document(outcome, profiles, register, &here);
        run(&news, profiles, &job, document, |document| {
            arrivals.push(document);
            Ok::<(), anyhow::Error>(())
        })?;
        Ok((arrivals, stamps))
    }

    /// An input's path within the inbox, `/` between folders.
    fn within(&self, input: &Input) -> String {
        let path = input
            .path()
            .strip_prefix(&self.inbox)
            .unwrap_or(input.path());
        let parts = path.iter().map(|part| match part.to_str() {
            Some(name) => name.to_owned(),
            // Two names that are no text may look the same.
            None => format!(
                "{}#{:016x}",
                part.to_string_lossy(),
                xxh3_64(part.as_encoded_bytes())
            ),
        });
        parts.collect::<Vec<_>>().join("/")
    }

    fn document(
        &self,
        mut outcome: Outcome,
        profiles: &Profiles,
        register: &Register,
        here: &BTreeSet<String>,
    ) -> Arrival {
        let path = self.within(outcome.input);
        let content = outcome.content.map(hex).unwrap_or_default();
        let received = register
            .received(&path, &content, here)
            .or(outcome.received);
        let saved = outcome.date_by(received);
        let reader = reader(profiles.of(outcome.input));
        let again = outcome
            .result
            .as_ref()
            .err()
            .is_some_and(|refusal| refusal.code.depends_on_the_machine());
        let document = Document::of(path, content, outcome.result);
        Arrival::Read(Document {
            received,
            saved,
            reader: if again { String::new() } else { reader },
            ..document
        })
    }
}

fn hex(content: u128) -> String {
    format!("{content:032x}")
}

/// The readers' names: of many documents one profile holds.
#[derive(Default)]
struct Readers<'p>(Vec<(&'p Profile, String)>);

impl<'p> Readers<'p> {
    fn of(&mut self, profile: &'p Profile) -> String {
        let known = self
            .0
            .iter()
            .find(|(known, _)| std::ptr::eq(*known, profile));
        if let Some((_, name)) = known {
            return name.clone();
        }
        let name = reader(profile);
        self.0.push((profile, name.clone()));
        name
    }
}

/// Names what reads a document: the program's own reader, and the profile.
fn reader(profile: &Profile) -> String {
    let mut hasher = Xxh3::new();
    hasher.update(READER.as_bytes());
    hasher.update(&postcard::to_stdvec(&profile.without_publication()).unwrap_or_default());
    format!("{:016x}", hasher.digest())
}
