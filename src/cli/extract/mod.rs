//! `ardoise extract`: PDFs → rows.

mod ledger;
mod problems;
mod progress;
mod summary;
mod trace;

use super::exit::Exit;
use super::words::{either, named};
use super::{bounds, place, profiles, program};
use crate::batch::{Input, Job, Outcome, Profiles, Served, Wanted, WholeFile, inputs, run};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, render};
use crate::scdl::Format;
use anyhow::{Result, anyhow, bail};
use chrono::{DateTime, FixedOffset};
use ledger::{Encoded, Ledger};
use problems::Problems;
use progress::Progress;
use std::collections::HashSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use summary::Summary;

/// Arguments of `ardoise extract`.
#[derive(Debug, clap::Args)]
pub(super) struct Extract {
    /// PDFs, folders (with all the PDFs in them), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Name, with its folders, of the PDF that comes on standard input: it may tell the date and the restaurant
    #[arg(long, value_name = "PATH")]
    stdin_name: Option<PathBuf>,
    /// Where to write the rows; standard output when not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format of the rows: csv, json, ndjson or parquet; else that of the output's extension, else csv
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    format: Option<Format>,
    /// The town's columns; else the cantine.toml beside the inputs, else that of the current folder
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Year of the menus that do not say it
    #[arg(long, value_parser = clap::value_parser!(i32).range(1990..2100))]
    year: Option<i32>,
    /// Keep every document's rows, where several tell of the same restaurant, day and meal; else the newest document wins
    #[arg(long)]
    keep_all: bool,
    /// Files read at the same time; as many as cores when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Keep what was read in this folder, and do not read it again
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Write all errors and doubts, as a JSON list
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
    /// Write where each row comes from: file, page, box, marks, confidence, warnings (a JSON object a line)
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Write copies of the PDFs, with what was read drawn on them, to this folder
    #[arg(long, value_name = "DIR")]
    annotate: Option<PathBuf>,
    #[command(flatten)]
    bounds: bounds::Arguments,
}

fn format() -> impl clap::builder::TypedValueParser<Value = Format> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    PossibleValuesParser::new(["csv", "json", "ndjson", "parquet"])
        .map(|word| Format::of_extension(&word).unwrap_or(Format::Csv))
}

/// What is made of an outcome beside the others, before its turn comes.
struct Prepared<'a> {
    input: &'a Input,
    content: Option<u128>,
    saved: Option<DateTime<FixedOffset>>,
    meals: Vec<(Served, Encoded)>,
    doubts: Vec<Diagnostic>,
}

impl Extract {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let inputs = inputs(&self.inputs, self.stdin_name.as_deref());
        if inputs.is_empty() {
            bail!(either(lang, "aucun PDF dans ce dossier", "no PDF in this folder").to_owned());
        }
        self.refuse_to_draw_over(&inputs, lang)?;
        self.refuse_to_write_over(&inputs, lang)?;
        let profiles = profiles(self.profile.as_deref(), &inputs, lang)?;
        let format = self.format()?;
        let mut output = self.output.as_deref().map(WholeFile::at).transpose()?;
        let mut trace = self.trace.as_deref().map(WholeFile::at).transpose()?;
        let mut problems = Problems::new(self.problems.as_deref(), lang)?;
        let mut progress = Progress::new(inputs.len(), lang);
        let rows = format.writer(match &mut output {
            Some(file) => Box::new(file) as Box<dyn Write + Send>,
            None => Box::new(BufWriter::new(std::io::stdout())),
        })?;
        let mut ledger = match self.keep_all || inputs.len() == 1 {
            true => Ledger::keeping_all(rows, trace.as_mut()),
            false => Ledger::keeping_the_newest(rows, trace.as_mut(), self.output.as_deref())?,
        };
        let mut summary = Summary::default();
        let prepare = |outcome| self.prepare(outcome, format, lang);
        run(&inputs, &profiles, &self.job()?, prepare, |prepared| {
            let Prepared {
                input,
                content,
                saved,
                meals,
                doubts,
            } = prepared?;
            let name = input.name();
            progress.aside(!doubts.is_empty(), || problems.add(&name, &doubts))?;
            let dishes = meals.iter().map(|(_, meal)| meal.dishes).sum();
            summary.add(&name, dishes, &doubts);
            progress.done(&summary);
            ledger.add(content, saved, meals)
        })?;
        progress.end();
        let name = |at: usize| inputs.get(at).map(Input::name).unwrap_or_default();
        let (written, replaced) = ledger.finish(name)?;
        for of_one in replaced.chunk_by(|(a, _), (b, _)| a == b) {
            let at = of_one.first().map_or(0, |(at, _)| *at);
            let doubts: Vec<Diagnostic> = of_one.iter().map(|(_, doubt)| doubt.clone()).collect();
            problems.add(&name(at), &doubts)?;
            summary.replaced(at, &name(at), &doubts);
        }
        output.map(WholeFile::keep).transpose()?;
        trace.map(WholeFile::keep).transpose()?;
        problems.finish()?;
        say_missing(&inputs, &profiles, lang);
        super::say(summary.text(&written, lang));
        Ok(match summary.unread() {
            0 => Exit::Done,
            _ => Exit::Partial,
        })
    }

    fn job(&self) -> Result<Job> {
        Ok(Job {
            program: program()?,
            year: self.year,
            jobs: self.jobs.map(usize::from),
            bounds: self.bounds.bounds(),
            wanted: Wanted {
                copy: self.annotate.is_some(),
                evidence: false,
            },
            cache: self.cache.clone(),
        })
    }

    fn prepare<'a>(
        &self,
        mut outcome: Outcome<'a>,
        format: Format,
        lang: Lang,
    ) -> Result<Prepared<'a>> {
        let saved = outcome.date_by(outcome.received);
        let Outcome {
            input,
            content,
            result,
            copy,
            ..
        } = outcome;
        let extraction = match result {
            Ok(extraction) => extraction,
            Err(refusal) => {
                let (meals, doubts) = (Vec::new(), vec![refusal]);
                return Ok(Prepared {
                    input,
                    content,
                    saved,
                    meals,
                    doubts,
                });
            }
        };
        let mut meals = Vec::new();
        let mut rest = extraction.rows.as_slice();
        let folder = input.path().parent().unwrap_or(Path::new(""));
        for (served, dishes) in Served::of(&extraction.rows, |r| &r.row, folder) {
            let (rows, after) = rest.split_at(dishes);
            rest = after;
            let encoded = Encoded {
                dishes,
                organic: rows.iter().filter(|r| r.is_organic()).count(),
                rows: format.encode(rows.iter().map(|r| &r.row))?,
                trace: match self.trace {
                    Some(_) => trace::lines(&input.name(), rows, &extraction.diagnostics, lang)?,
                    None => Vec::new(),
                },
            };
            meals.push((served, encoded));
        }
        let mut doubts = extraction.diagnostics;
        match (&self.annotate, copy) {
            (Some(folder), Some(Ok(copy))) => write(&folder.join(input.within()), &copy)?,
            (_, Some(Err(refusal))) => doubts.push(refusal),
            _ => {}
        }
        Ok(Prepared {
            input,
            content,
            saved,
            meals,
            doubts,
        })
    }

    /// The copies must not take the place of the menus.
    fn refuse_to_draw_over(&self, inputs: &[Input], lang: Lang) -> Result<()> {
        let Some(folder) = &self.annotate else {
            return Ok(());
        };
        let copies = place(folder);
        let roots = self.inputs.iter().filter(|root| root.is_dir());
        let roots: Vec<PathBuf> = roots.map(|root| place(root)).collect();
        let menus: HashSet<PathBuf> = inputs.iter().map(|input| place(input.path())).collect();
        // By links too: of a folder among the copies, or of one among the menus.
        let read = |copy: &Path| roots.iter().any(|root| copy.starts_with(root));
        let linked = |input: &Input| {
            read(&place(&folder.join(input.within())))
                || place(input.path()).starts_with(&copies) && !roots.is_empty()
        };
        if read(&copies) || inputs.iter().any(linked) {
            let inside = either(
                lang,
                "--annotate est dans le dossier des menus : les copies y seraient lues comme des menus ; donnez un autre dossier",
                "--annotate lies in the folder of the menus: the copies would be read as menus; give another folder",
            );
            bail!("{inside} ({})", named(folder));
        }
        for input in inputs {
            if menus.contains(&place(&folder.join(input.within()))) {
                let over = either(
                    lang,
                    "--annotate écraserait les menus eux-mêmes : donnez un autre dossier",
                    "--annotate would overwrite the menus themselves: give another folder",
                );
                bail!("{over} ({})", named(folder));
            }
        }
        Ok(())
    }

    /// The outputs must not take each other's place, nor a menu's.
    fn refuse_to_write_over(&self, inputs: &[Input], lang: Lang) -> Result<()> {
        let outputs = [&self.output, &self.trace, &self.problems];
        let mut taken: HashSet<PathBuf> = inputs.iter().map(|i| place(i.path())).collect();
        // What is no file, such as /dev/null, has room for all.
        let files = outputs
            .into_iter()
            .flatten()
            .filter(|output| !output.exists() || output.is_file());
        for output in files {
            if !taken.insert(place(output)) {
                let twice = either(
                    lang,
                    "serait écrit deux fois, ou par-dessus un menu : donnez un autre nom",
                    "would be written twice, or over a menu: give another name",
                );
                bail!("{} {twice}", named(output));
            }
        }
        Ok(())
    }

    /// The format asked for, else that of the output's extension.
    fn format(&self) -> Result<Format> {
        let extension = self.output.as_deref().and_then(Path::extension);
        match (self.format, extension) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::Csv),
            (None, Some(extension)) => {
                let extension = extension.to_string_lossy();
                Format::of_extension(&extension).ok_or_else(|| {
                    anyhow!("no format is known for .{extension}: use .csv, .json, .ndjson or .parquet, or --format")
                })
            }
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = WholeFile::at(path)?;
    file.write_all(bytes)?;
    Ok(file.keep()?)
}

/// Once a run: the columns that some input's profile leaves empty.
fn say_missing(inputs: &[Input], profiles: &Profiles, lang: Lang) {
    let mut missing: Vec<&str> = Vec::new();
    for column in inputs.iter().flat_map(|i| profiles.of(i).missing()) {
        if !missing.contains(&column) {
            missing.push(column);
        }
    }
    if !missing.is_empty() {
        let doubt = Diagnostic::new(Code::MissingProfile, Place::File);
        let doubt = doubt.with("columns", missing.join(", "));
        super::say(format!("\n{}", render::text(&doubt, lang)));
    }
}
