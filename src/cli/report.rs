//! `ardoise report`: the figures of tables of menus, to print and to hand on.

use super::exit::Exit;
use super::say;
use super::tables::Rows;
use super::words::{either, named};
use crate::batch::{WholeFile, today};
use crate::diagnostic::Lang;
use crate::report::{self, About, Trace};
use crate::stats::Share;
use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Arguments of `ardoise report`.
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Tables of menus (CSV, JSON, NDJSON, Parquet), or - for a CSV on standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write it: .html, .pdf or .xlsx; may be given several times
    #[arg(short, long, required = true, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Another table, of another period or another town, to set beside as a whole; may be given several times
    #[arg(long, value_name = "FILE")]
    compare: Vec<PathBuf>,
    /// The trace of the extraction (ardoise extract --trace): how many menus were read, how many dishes have doubts
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    #[command(flatten)]
    rows: Rows,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    Html,
    Pdf,
    Xlsx,
}

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    /// The name of the report in a data set.
    pub(super) fn name(self) -> String {
        format!("rapport.{}", self.extension())
    }

    /// The form whose report has this name in a data set.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let forms = Self::value_variants().iter().copied();
        forms.into_iter().find(|form| form.name() == name)
    }

    pub(super) fn bytes(self, report: &report::Report) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Html => report::html(report).into_bytes(),
            Self::Pdf => report::pdf(report)?,
            Self::Xlsx => report::xlsx(report)?,
        })
    }

    fn of(path: &Path, lang: Lang) -> Result<Self> {
        let extension = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        Ok(match extension.to_lowercase().as_str() {
            "html" | "htm" => Self::Html,
            "pdf" => Self::Pdf,
            "xlsx" => Self::Xlsx,
            _ => bail!(
                "{} : {}",
                named(path),
                either(
                    lang,
                    "l'extension dit la forme du rapport : .html, .pdf ou .xlsx",
                    "the extension tells the form of the report: .html, .pdf or .xlsx",
                )
            ),
        })
    }
}

impl Report {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let outputs = self.output.iter();
        let outputs: Vec<(&PathBuf, Form)> = outputs
            .map(|path| Ok((path, Form::of(path, lang)?)))
            .collect::<Result<_>>()?;
        let trace = self.trace.as_deref().map(|path| trace(path, lang));
        let trace = trace.transpose()?;
        let statistics = self.rows.count(&self.files, lang);
        let others = match self.compare.is_empty() {
            true => Some(None),
            false => Rows::all().count(&self.compare, lang).map(Some),
        };
        let (Some(statistics), Some(others)) = (statistics, others) else {
            return Ok(Exit::No);
        };
        let about = About {
            date: today()?,
            trace,
        };
        let report = report::report(&statistics, others.as_ref(), &about);
        for (path, form) in outputs {
            let mut file = WholeFile::at(path)?;
            file.write_all(&form.bytes(&report)?)?;
            file.keep()?;
            let written = either(lang, "écrit", "written");
            say(format!("{} {written}\n", named(path)));
        }
        Ok(Exit::Done)
    }
}

/// The documents of the trace, and the dishes with a warning.
fn trace(path: &Path, lang: Lang) -> Result<Trace> {
    #[derive(Deserialize)]
    struct Line {
        file: String,
        warnings: Vec<serde::de::IgnoredAny>,
    }
    let named = || named(path);
    let lines = BufReader::new(File::open(path).with_context(named)?).lines();
    let mut menus = BTreeSet::new();
    let mut doubts = Share::default();
    for line in lines {
        let line = line.with_context(named)?;
        let line: Line = serde_json::from_str(&line).map_err(|_| no_trace(path, lang))?;
        doubts.of += 1;
        doubts.value += u64::from(!line.warnings.is_empty());
        menus.insert(line.file);
    }
    let menus = menus.len() as u64;
    Ok(Trace { menus, doubts })
}

fn no_trace(path: &Path, lang: Lang) -> anyhow::Error {
    let path = named(path);
    match lang {
        Lang::Fr => anyhow!("{path} n'est pas une trace : « ardoise extract --trace » en écrit"),
        Lang::En => anyhow!("{path} is no trace: “ardoise extract --trace” writes one"),
    }
}
