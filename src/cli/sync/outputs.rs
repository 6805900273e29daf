//! What is published: everything is made and checked before anything is written. The register is written first, for all else can
//! be made of it again: a run that is killed is finished by the next one.

use super::files::{Files, write};
use super::{Run, Sync};
use crate::cli::say;
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity, render};
use crate::report::{About, Trace, report};
use crate::scdl::{Format, Plat, Profile, Row};
use crate::schema::{Report, built_in, validate};
use crate::stats::{Filter, Share, Tally};
use crate::sync::{Freshness, Story, journal};
use anyhow::{Context, Result};
use chrono::NaiveDate;
use std::io::Write;

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
        let table = table(&run.edition.rows, Format::Csv)?;
        if !is_valid(&table, lang)? {
            return Ok(None);
        }
        let updated = run.register.updated().unwrap_or(run.today);
        let fresh = Freshness::of(&run.edition.rows, profile.publication.zone, updated);
        run.register.publish(&table);
        let mut outputs = vec![
            ("menus.csv".to_owned(), table),
            (
                "menus.parquet".to_owned(),
                self::table(&run.edition.rows, Format::Parquet)?,
            ),
        ];
        outputs.extend(self.reports(&run, updated)?);
        let story = Story {
            register: &run.register,
            edition: &run.edition,
            corrections: &run.corrections,
            freshness: &fresh,
        };
        outputs.push(("journal.md".to_owned(), journal(&story).into_bytes()));
        write(
            &files.path("documents.json"),
            run.register.text().as_bytes(),
        )?;
        for (name, content) in outputs {
            write(&files.path(&name), &content)?;
        }
        if !files.path("corrections.toml").exists() {
            write(&files.path("corrections.toml"), CORRECTIONS.as_bytes())?;
        }
        Ok(Some(run))
    }

    fn reports(&self, run: &Run, date: NaiveDate) -> Result<Vec<(String, Vec<u8>)>> {
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
        let forms = self.report.iter();
        forms
            .map(|form| {
                Ok((
                    format!("rapport.{}", form.extension()),
                    form.bytes(&report)?,
                ))
            })
            .collect()
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

/// Whether the table conforms to the schema; what is wrong is said.
fn is_valid(table: &[u8], lang: Lang) -> Result<bool> {
    let mut draft = tempfile::Builder::new().suffix(".csv").tempfile()?;
    draft.write_all(table)?;
    let schema = built_in("menus-collectifs").context("menus-collectifs")?;
    let schema = schema.map_err(|error| anyhow::anyhow!(error.text(lang)))?;
    let report = validate(draft.path(), &schema).unwrap_or_else(Report::of_no_table);
    let errors = report
        .findings
        .iter()
        .filter(|f| f.diagnostic.severity() == Severity::Error);
    let errors: String = errors
        .map(|finding| render::finding_text(finding, lang))
        .collect();
    if !report.is_valid() {
        let refusal = Diagnostic::new(Code::NotPublished, Place::File);
        say(format!(
            "menus.csv\n{errors}{}",
            render::text(&refusal, lang)
        ));
    }
    Ok(report.is_valid())
}
