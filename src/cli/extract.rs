//! `ardoise extract`: PDFs → rows.

use super::exit::Exit;
use super::output::WholeFile;
use super::words::{count, either};
use crate::batch::{Input, Job, Outcome, Profiles, inputs, run};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity, render};
use crate::extract::{Extracted, Extraction};
use crate::labels::{Found, Label};
use crate::pdf::{Colour, Note, annotate};
use crate::scdl::{Format, MealKind, Siqo};
use anyhow::{Result, anyhow, bail};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Arguments of `ardoise extract`.
#[derive(Debug, clap::Args)]
pub(super) struct Extract {
    /// PDFs, folders (with all the PDFs in them), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Where to write the rows; standard output when not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format of the rows: csv, json or ndjson; else that of the output's extension, else csv
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    format: Option<Format>,
    /// The town's columns; else the cantine.toml beside the inputs, else that of the current folder
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Year of the menus that do not say it
    #[arg(long, value_parser = clap::value_parser!(i32).range(1990..2100))]
    year: Option<i32>,
    /// Threads; as many as cores when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Write where each row comes from: file, page, box, marks, confidence, warnings (a JSON object a line)
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Write copies of the PDFs, with what was read drawn on them, to this folder
    #[arg(long, value_name = "DIR")]
    annotate: Option<PathBuf>,
}

fn format() -> impl clap::builder::TypedValueParser<Value = Format> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    PossibleValuesParser::new(["csv", "json", "ndjson"])
        .map(|word| Format::of_extension(&word).unwrap_or(Format::Csv))
}

impl Extract {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let inputs = inputs(&self.inputs);
        if inputs.is_empty() {
            bail!(either(lang, "aucun PDF dans ce dossier", "no PDF in this folder").to_owned());
        }
        self.refuse_to_draw_over(&inputs, lang)?;
        let profiles = self.profiles(&inputs, lang)?;
        let mut output = self.output.as_deref().map(WholeFile::at).transpose()?;
        let mut trace = self.trace.as_deref().map(WholeFile::at).transpose()?;
        let mut rows = self.format()?.writer(match &mut output {
            Some(file) => Box::new(file) as Box<dyn Write>,
            None => Box::new(std::io::stdout().lock()),
        })?;
        let job = Job {
            year: self.year,
            jobs: self.jobs.map(usize::from),
            ..Job::default()
        };
        let mut tally = Tally::default();
        run(&inputs, &profiles, &job, |outcome| {
            let mut doubts = doubts_of(&outcome);
            if let Ok(extraction) = &outcome.result {
                extraction
                    .rows
                    .iter()
                    .try_for_each(|r| rows.write(&r.row))?;
                if let Some(trace) = &mut trace {
                    write_trace(trace, outcome.input, extraction, lang)?;
                }
                if let Some(folder) = &self.annotate {
                    doubts.extend(write_annotated(folder, &outcome, extraction)?);
                }
            }
            tally.add(&outcome, &doubts);
            say_doubts(outcome.input, &doubts, lang);
            anyhow::Ok(())
        })?;
        rows.finish()?;
        drop(rows);
        output.map(WholeFile::keep).transpose()?;
        trace.map(WholeFile::keep).transpose()?;
        say_missing(&inputs, &profiles, lang);
        super::say(tally.text(lang));
        Ok(match tally.unread {
            0 => Exit::Done,
            _ => Exit::Partial,
        })
    }

    /// The copies must not take the place of the menus.
    fn refuse_to_draw_over(&self, inputs: &[Input], lang: Lang) -> Result<()> {
        let Some(folder) = &self.annotate else {
            return Ok(());
        };
        let real = |path: &Path| path.canonicalize().ok();
        let within = |root: &PathBuf| {
            let absolute = |path: &Path| std::path::absolute(path).ok();
            root.is_dir()
                && real(root)
                    .zip(real(folder).or_else(|| absolute(folder)))
                    .is_some_and(|(root, folder)| folder.starts_with(root))
        };
        if self.inputs.iter().any(within) {
            let inside = either(
                lang,
                "--annotate est dans le dossier des menus : les copies y seraient lues comme des menus ; donnez un autre dossier",
                "--annotate lies in the folder of the menus: the copies would be read as menus; give another folder",
            );
            bail!("{inside} ({})", folder.display());
        }
        for input in inputs {
            let Input::File { path, .. } = input else {
                continue;
            };
            if real(path).is_some_and(|p| real(&folder.join(input.within())) == Some(p)) {
                let over = either(
                    lang,
                    "--annotate écraserait les menus eux-mêmes : donnez un autre dossier",
                    "--annotate would overwrite the menus themselves: give another folder",
                );
                bail!("{over} ({})", folder.display());
            }
        }
        Ok(())
    }

    fn profiles(&self, inputs: &[Input], lang: Lang) -> Result<Profiles> {
        Profiles::load(self.profile.as_deref(), inputs).map_err(|(path, error)| {
            let text = render::text(&error, lang);
            anyhow!("{}\n{}", path.display(), text.trim_end())
        })
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
                    anyhow!("no format is known for .{extension}: use .csv, .json or .ndjson, or --format")
                })
            }
        }
    }
}

/// What to say of the file.
fn doubts_of(outcome: &Outcome) -> Vec<Diagnostic> {
    match &outcome.result {
        Ok(extraction) => extraction.diagnostics.clone(),
        Err(refusal) => vec![refusal.clone()],
    }
}

fn say_doubts(input: &Input, doubts: &[Diagnostic], lang: Lang) {
    if doubts.is_empty() {
        return;
    }
    let lines: String = doubts.iter().map(|d| render::text(d, lang)).collect();
    super::say(format!("{}\n{lines}", input.name()));
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

/// A line for each row: where it comes from, what it rests on, what to look at.
fn write_trace(
    to: &mut impl Write,
    input: &Input,
    extraction: &Extraction,
    lang: Lang,
) -> Result<()> {
    for extracted in &extraction.rows {
        let marks: Vec<_> = extracted.marks.iter().map(mark_json).collect();
        let near = extraction
            .diagnostics
            .iter()
            .filter(|d| is_about(d, extracted));
        let warnings: Vec<_> = near
            .map(|d| json!({ "code": d.code, "text": d.text(lang) }))
            .collect();
        let line = json!({
            "file": input.name(),
            "page": extracted.page,
            "rect": extracted.rect,
            "menuDate": extracted.row.menu_date,
            "menuRepasType": extracted.row.menu_repas_type,
            "menuPlatType": extracted.row.menu_plat_type,
            "menuPlatNom": extracted.row.menu_plat_nom,
            "marks": marks,
            "confidence": (f64::from(extracted.confidence) * 100.0).round() / 100.0,
            "warnings": warnings,
        });
        writeln!(to, "{line}")?;
    }
    Ok(())
}

/// The PDF with each dish's box, course and labels drawn on it: green where it is organic.
fn write_annotated(
    folder: &Path,
    outcome: &Outcome,
    extraction: &Extraction,
) -> Result<Option<Diagnostic>> {
    let notes: Vec<Note> = extraction.rows.iter().map(note).collect();
    let copy = match annotate(&outcome.bytes, &notes) {
        Ok(copy) => copy,
        Err(refusal) => return Ok(Some(refusal)),
    };
    let mut file = WholeFile::at(&folder.join(outcome.input.within()))?;
    file.write_all(&copy)?;
    file.keep()?;
    Ok(None)
}

fn note(extracted: &Extracted) -> Note {
    let row = &extracted.row;
    let labels = extracted.marks.iter().map(|m| match m.label {
        Label::Siqo(Siqo::AgricultureBiologique) => "bio",
        label => label.as_str(),
    });
    let meal = (row.menu_repas_type != MealKind::Dejeuner).then_some(row.menu_repas_type.as_str());
    let words: Vec<&str> = meal
        .into_iter()
        .chain([row.menu_plat_type.as_str()])
        .chain(labels)
        .collect();
    Note {
        page: extracted.page,
        rect: extracted.rect,
        text: words.join(" · "),
        colour: if is_organic(extracted) {
            ORGANIC
        } else {
            PLAIN
        },
    }
}

/// The colour of an organic dish's box.
const ORGANIC: Colour = Colour {
    r: 0,
    g: 120,
    b: 50,
};
/// The colour of the other boxes.
const PLAIN: Colour = Colour {
    r: 40,
    g: 80,
    b: 160,
};

fn mark_json(found: &Found) -> serde_json::Value {
    json!({ "label": found.label.as_str(), "sign": found.sign.to_string(), "rect": found.rect })
}

/// Whether the doubt stands on the row's dish.
fn is_about(doubt: &Diagnostic, extracted: &Extracted) -> bool {
    match &doubt.place {
        Place::Page {
            page,
            rect: Some(rect),
        } => *page == extracted.page && rect.overlap(&extracted.rect.grown(1.0)) > 0.0,
        _ => false,
    }
}

/// What a run came to.
#[derive(Default)]
struct Tally {
    menus: usize,
    unread: usize,
    dishes: usize,
    organic: usize,
    doubts: usize,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome, doubts: &[Diagnostic]) {
        self.doubts += doubts
            .iter()
            .filter(|d| d.severity() == Severity::Warning)
            .count();
        let rows = outcome.result.as_ref().map(|e| e.rows.as_slice());
        match rows {
            Ok(rows) if !rows.is_empty() => {
                self.menus += 1;
                self.dishes += rows.len();
                self.organic += rows.iter().filter(|r| is_organic(r)).count();
            }
            _ => self.unread += 1,
        }
    }

    fn text(&self, lang: Lang) -> String {
        let word = |number, fr: [&str; 2], en: [&str; 2]| {
            let [one, many] = match lang {
                Lang::Fr => fr,
                Lang::En => en,
            };
            count(lang, number, one, many)
        };
        let mut parts = vec![
            word(
                self.menus,
                ["menu lu", "menus lus"],
                ["menu read", "menus read"],
            ),
            word(self.dishes, ["plat", "plats"], ["dish", "dishes"]),
            word(self.organic, ["bio", "bio"], ["organic", "organic"]),
        ];
        if self.doubts > 0 {
            parts.push(word(
                self.doubts,
                ["point à vérifier", "points à vérifier"],
                ["thing to check", "things to check"],
            ));
        }
        if self.unread > 0 {
            parts.push(word(
                self.unread,
                ["fichier sans menu", "fichiers sans menu"],
                ["file without a menu", "files without a menu"],
            ));
        }
        format!("{}\n", parts.join(", "))
    }
}

fn is_organic(extracted: &Extracted) -> bool {
    extracted
        .row
        .menu_plat_siqo
        .contains(&Siqo::AgricultureBiologique)
}
