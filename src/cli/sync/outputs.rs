//! What is published: everything is made and checked before anything is written. The register is written first, for all else can
//! be made of it again: a run that is killed is finished by the next one.

use super::files::Files;
use super::{Run, Sync};
use crate::cli::description::{CALENDARS, Output, described, feeds};
use crate::cli::{tables, write};
use crate::diagnostic::Lang;
use crate::report::{About, Trace, report};
use crate::scdl::{Format, Plat, Profile, Row};
use crate::stats::{Filter, Share, Tally};
use crate::sync::{Freshness, Story, journal};
use anyhow::Result;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The corrections, before there are any.
const CORRECTIONS: &str = include_str!("corrections.toml");

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
        if !tables::is_valid("menus.csv", &csv, lang)? {
            return Ok(None);
        }
        run.register.publish(&csv);
        let updated = run.register.updated().unwrap_or(run.today);
        let mut outputs = vec![
            Output::new("menus.csv", csv),
            Output::new("menus.parquet", table(rows, Format::Parquet)?),
        ];
        outputs.extend(self.reports(&run, updated)?);
        outputs.extend(feeds(rows));
        outputs.extend(described(profile, rows, updated, &outputs));
        let story = Story {
            register: &run.register,
            edition: &run.edition,
            corrections: &run.corrections,
            freshness: &Freshness::of(rows, profile.publication.zone, updated),
        };
        outputs.push(Output::new("journal.md", journal(&story)));
        outputs.insert(0, Output::new("documents.json", run.register.text()));
        for output in &outputs {
            write(&files.path(&output.path), &output.content)?;
        }
        remove_others(files, &outputs)?;
        if !files.path("corrections.toml").exists() {
            write(&files.path("corrections.toml"), CORRECTIONS.as_bytes())?;
        }
        Ok(Some(run))
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
            menus: run.edition.documents,
            doubts: Share { value, of },
        });
        let report = report(&tally.statistics(), None, &About { date, trace });
        let output = |form: &crate::cli::report::Form| {
            let name = format!("rapport.{}", form.extension());
            Ok(Output::new(&name, form.bytes(&report)?))
        };
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

/// Reports in forms and calendars of restaurants that are no longer made would tell of older menus.
fn remove_others(files: &Files, outputs: &[Output]) -> Result<()> {
    let made: BTreeSet<PathBuf> = outputs.iter().map(|o| files.path(&o.path)).collect();
    let reports = ["html", "pdf", "xlsx"].map(|form| files.path(&format!("rapport.{form}")));
    let calendars = std::fs::read_dir(files.path(CALENDARS))
        .into_iter()
        .flatten()
        .flatten();
    let calendars = calendars
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "ics"));
    for path in calendars
        .chain(reports)
        .filter(|path| !made.contains(path) && path.is_file())
    {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
