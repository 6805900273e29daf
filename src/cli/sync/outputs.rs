//! What is published: everything is made and checked before anything is written. The register is written first, for all else can
//! be made of it again: a run that is killed is finished by the next one.

use super::files::Files;
use super::{Run, Sync};
use crate::cli::description::{Output, described, describes, feeds};
use crate::cli::report::Form;
use crate::cli::words::named;
use crate::cli::{tables, write};
use crate::diagnostic::{Code, Lang};
use crate::report::{About, Trace, report};
use crate::scdl::{Format, Plat, Profile, Row};
use crate::stats::{Filter, Share, Tally};
use crate::sync::{Freshness, Story, journal};
use anyhow::{Context, Result};
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const CSV: &str = "menus.csv";
const PARQUET: &str = "menus.parquet";
const JOURNAL: &str = "journal.md";

/// Whether a run may have made a file of this name: what the register says of others is not believed.
fn is_ours(path: &str) -> bool {
    [CSV, PARQUET, JOURNAL].contains(&path) || describes(path) || Form::of_name(path).is_some()
}

impl Sync {
    /// Writes what is to be published; nothing where the rows are not valid, which is said.
    pub(super) fn publish(
        &self,
        files: &Files,
        mut run: Run,
        profile: &Profile,
        lang: Lang,
    ) -> Result<Option<Run>> {
        let rows = &run.edition.rows;
        let csv = table(rows, Format::Csv)?;
        if !tables::is_valid(CSV, &csv, lang)? {
            return Ok(None);
        }
        run.register.publish(&csv);
        let before = std::mem::take(&mut run.register.files);
        let updated = run.register.updated().unwrap_or(run.today);
        let mut outputs = vec![
            Output::new(CSV, csv),
            Output::new(PARQUET, table(rows, Format::Parquet)?),
        ];
        outputs.extend(self.reports(&run, updated)?);
        outputs.extend(feeds(rows));
        outputs.extend(described(profile, rows, updated, &outputs));
        self.make_room(files, &mut run, &before, &outputs)?;
        let story = Story {
            register: &run.register,
            edition: &run.edition,
            corrections: &run.corrections,
            freshness: &Freshness::of(&run.edition, profile.publication.zone, updated),
        };
        outputs.push(Output::new(JOURNAL, journal(&story)));
        run.register.files = outputs.iter().map(|o| o.path.clone()).collect();
        let made = |path: &String| run.register.files.contains(path);
        let stale = before.iter().filter(|path| !made(path) && is_ours(path));
        let stale = stale.map(|path| files.place(path));
        let stale: Vec<PathBuf> = stale.collect::<Result<_>>()?;
        let placed = outputs.iter().map(|o| Ok((files.place(&o.path)?, o)));
        let placed: Vec<(PathBuf, &Output)> = placed.collect::<Result<_>>()?;
        files.keep(&run.register)?;
        for (place, output) in placed {
            write(&place, &output.content)?;
        }
        stale.iter().try_for_each(|path| remove(path))?;
        files.offer_corrections()?;
        Ok(Some(run))
    }

    /// Sets aside what lies in the place of a file that no run has made before: people wrote it.
    fn make_room(
        &self,
        files: &Files,
        run: &mut Run,
        before: &[String],
        outputs: &[Output],
    ) -> Result<()> {
        let new = outputs.iter().map(|o| (o.path.as_str(), Some(&o.content)));
        // A table that was there before is taken in.
        let new = new
            .chain([(JOURNAL, None)])
            .filter(|(path, _)| *path != CSV);
        for (path, content) in new.filter(|(path, _)| !before.iter().any(|b| b == path)) {
            let there = files.content(path)?;
            if let Some(there) = there.filter(|there| Some(there) != content) {
                let event = files.set_aside(path, &there, Code::SetAside)?;
                run.register.tell(run.today, vec![event.clone()]);
                run.events.push(event);
            }
        }
        Ok(())
    }

    fn reports(&self, run: &Run, date: NaiveDate) -> Result<Vec<Output>> {
        let mut tally = Tally::new(Filter::default());
        tally.next_table();
        run.edition
            .rows
            .iter()
            .for_each(|row| tally.add(&Plat::from(row)));
        let (value, of) = run.edition.doubted;
        let trace = Some(Trace {
            menus: run.edition.documents(),
            doubts: Share { value, of },
        });
        let report = report(&tally.statistics(), None, &About { date, trace });
        let output = |form: &Form| Ok(Output::new(&form.name(), form.bytes(&report)?));
        self.report.iter().map(output).collect()
    }
}

/// The rows as a file.
fn table(rows: &[Row], format: Format) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = format.writer(&mut bytes)?;
    writer.write(&format.encode(rows)?)?;
    writer.finish()?;
    drop(writer);
    Ok(bytes)
}

/// A report in a form, or the calendar of a restaurant, that is no longer made would tell of older menus.
fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| named(path))
        }
        _ => Ok(()),
    }
}
