//! What is published: everything is made and checked before anything is written. The register is written first, for all else can
//! be made of it again: a run that is killed is finished by the next one.

use super::files::Files;
use super::{Run, Sync};
use crate::cli::description::{Output, described, feeds};
use crate::cli::{tables, write};
use crate::diagnostic::Lang;
use crate::report::{About, Trace, report};
use crate::scdl::{Format, Plat, Profile, Row};
use crate::stats::{Filter, Share, Tally};
use crate::sync::{Freshness, Story, journal};
use anyhow::{Context, Result};
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::path::Path;

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
        let before = std::mem::take(&mut run.register.files);
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
            freshness: &Freshness::of(&run.edition, profile.publication.zone, updated),
        };
        outputs.push(Output::new("journal.md", journal(&story)));
        run.register.files = outputs.iter().map(|o| o.path.clone()).collect();
        outputs.insert(0, Output::new("documents.json", run.register.text()));
        for output in &outputs {
            write(&files.path(&output.path), &output.content)?;
        }
        let made = |path: &String| run.register.files.contains(path);
        for path in before.iter().filter(|path| !made(path)) {
            remove(&files.path(path))?;
        }
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
            menus: run.edition.documents(),
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

/// A report in a form, or the calendar of a restaurant, that is no longer made would tell of older menus.
fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| path.display().to_string())
        }
        _ => Ok(()),
    }
}
