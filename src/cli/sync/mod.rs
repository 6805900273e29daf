//! `ardoise sync`: a folder of menus → a data set that is up to date, again at every upload.

mod files;
mod inbox;
mod outputs;
mod said;

use super::exit::Exit;
use super::report::Form;
use super::words::{either, named};
use super::{about, bounds, place};
use crate::batch::{Lock, Stamps, inputs, today};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity};
use crate::sync::{Arrival, Corrections, Edition, Event, Freshness, Register, Withdrawn};
use anyhow::{Result, bail};
use chrono::NaiveDate;
use files::Files;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Arguments of `ardoise sync`.
#[derive(Debug, clap::Args)]
pub(super) struct Sync {
    /// The folder that menus are put into, with all the PDFs in it
    #[arg(value_name = "INBOX")]
    inbox: PathBuf,
    /// The folder of the published files; made if it is not there
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The town's columns, and how the data set is published; else the cantine.toml of the inbox, else that of the current folder
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Take away the rows of menus that are no longer in the inbox; else they stay. What the older version of a menu that is still there says of other days stays all the same
    #[arg(long)]
    prune: bool,
    /// End with 4 where the last menu of a restaurant is more days ago, school holidays not counted
    #[arg(long, value_name = "DAYS")]
    max_gap: Option<u64>,
    /// Forms of the report: html, pdf, xlsx
    #[arg(
        long,
        value_name = "FORM",
        value_delimiter = ',',
        default_value = "html"
    )]
    report: Vec<Form>,
    /// Form of what is said of the menus that came in: text on standard error; github also writes annotations to standard output
    #[arg(long, default_value = "text", value_parser = ["text", "github"])]
    format: String,
    /// Write what this run came to, as Markdown
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Seconds to wait for another run on the same folder
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
    /// Files read at the same time; as many as cores when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    #[command(flatten)]
    bounds: bounds::Arguments,
}

/// What a run knows when all is read.
struct Run {
    register: Register,
    edition: Edition,
    corrections: Corrections,
    /// What is to be told: what happened in this run, and in those that were stopped before they told it.
    events: Vec<Event>,
    today: NaiveDate,
}

impl Sync {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        self.refuse_folders(lang)?;
        let files = Files::at(&self.data, lang)?;
        let _lock = self.lock(&files, lang)?;
        let inputs = inputs(std::slice::from_ref(&self.inbox), None);
        if self.prune && inputs.is_empty() {
            bail!(
                "{} ({})",
                either(
                    lang,
                    "ce dossier n'a aucun PDF : --prune retirerait tout",
                    "this folder has no PDF: --prune would take everything away"
                ),
                named(&self.inbox)
            );
        }
        let profiles = super::profiles(self.profile.as_deref(), &inputs, lang)?;
        let mut register = files.register()?;
        let corrections = files.corrections()?;
        let today = today()?;
        let mut events = register.untold();
        let mut first = files.adopt(&mut register, today)?;
        let profile = profiles.of_all(&self.inbox, &inputs);
        first.extend(register.note(&profile.publication));
        register.tell(today, first.clone());
        events.extend(first);
        let before = Stamps::read(&files.stamps()?);
        let (arrivals, stamps) = self.arrivals(&inputs, &profiles, &register, &before)?;
        self.refuse_to_prune(&arrivals, lang)?;
        let withdrawn = match self.prune {
            true => Withdrawn::Go,
            false => Withdrawn::Stay,
        };
        let (edition, news) = register.take_in(arrivals, withdrawn, &corrections, today);
        events.extend(news);
        let run = Run {
            register,
            edition,
            corrections,
            events,
            today,
        };
        let Some(mut published) = self.publish(&files, run, profile, lang)? else {
            return Ok(Exit::No);
        };
        stamps.keep(&files.stamps()?)?;
        let fresh = Freshness::of(&published.edition, profile.publication.zone, today);
        self.say(&published, &fresh, lang)?;
        // Only now: a run that is stopped before this leaves it to the next one to tell.
        if published.register.told() {
            files.keep(&published.register)?;
        }
        let unread = published
            .events
            .iter()
            .any(|event| event.what.severity() == Severity::Error);
        Ok(match self.max_gap {
            Some(most) if fresh.is_stale(most) => Exit::Stale,
            _ if unread => Exit::Partial,
            _ => Exit::Done,
        })
    }

    fn refuse_folders(&self, lang: Lang) -> Result<()> {
        if !self.inbox.is_dir() {
            let none = either(lang, "n'est pas un dossier", "is no folder");
            bail!("{} {none}", named(&self.inbox));
        }
        if place(&self.data).starts_with(place(&self.inbox)) {
            let inside = either(
                lang,
                "--data est dans le dossier des menus : ses rapports y seraient lus comme des menus ; donnez un autre dossier",
                "--data lies in the folder of the menus: its reports would be read as menus; give another folder",
            );
            bail!("{inside} ({})", named(&self.data));
        }
        if place(&self.data).iter().any(|part| part == ".git") {
            let own = either(
                lang,
                "--data mène dans .git, qui est à git seul : donnez un autre dossier",
                "--data leads into .git, which is git's own: give another folder",
            );
            bail!("{own} ({})", named(&self.data));
        }
        if let Some(summary) = &self.summary {
            self.refuse_summary(summary, lang)?;
        }
        Ok(())
    }

    /// The summary must not take the place of a menu, of a published file or of what people wrote.
    fn refuse_summary(&self, summary: &Path, lang: Lang) -> Result<()> {
        let at = place(summary);
        let profile = self.profile.as_deref().unwrap_or(Path::new("cantine.toml"));
        let folders = [&self.inbox, &self.data].map(|folder| place(folder));
        if folders.iter().any(|folder| at.starts_with(folder)) || at == place(profile) {
            let over = either(
                lang,
                "--summary serait parmi les menus ou les données publiées, ou sur le profil : donnez un autre nom",
                "--summary would be among the menus or the published files, or over the profile: give another name",
            );
            bail!("{over} ({})", named(summary));
        }
        Ok(())
    }

    /// What cannot be read now has not left the inbox.
    fn refuse_to_prune(&self, arrivals: &[Arrival], lang: Lang) -> Result<()> {
        let unopened = arrivals.iter().find_map(Arrival::unopened);
        if let Some(document) = unopened.filter(|_| self.prune) {
            let refused = about(&self.inbox.join(&document.path), &document.refusal(), lang);
            let why = either(
                lang,
                "--prune refusé : ce qui ne peut pas être lu n'a pas quitté le dossier",
                "--prune refused: what cannot be read has not left the folder",
            );
            bail!("{why}\n{refused}");
        }
        Ok(())
    }

    fn lock(&self, files: &Files, lang: Lang) -> Result<Lock> {
        let waiting = || {
            let words = either(
                lang,
                "une autre mise à jour travaille sur ce dossier : attente",
                "another update is working on this folder: waiting",
            );
            super::say(format!("{words}…\n"));
        };
        let lock = Lock::at(&files.lock()?, Duration::from_secs(self.wait), waiting)?;
        let locked = || Diagnostic::new(Code::Locked, Place::File).with("seconds", self.wait);
        lock.ok_or_else(|| about(&self.data, &locked(), lang))
    }
}
