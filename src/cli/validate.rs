//! `ardoise validate`: a table against a schema.

use super::exit::Exit;
use super::tables;
use super::words::{count, either, named};
use crate::batch::WholeFile;
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity, render};
use crate::schema::{BUILT_IN, Change, FixError, Report, Schema, What, built_in, fix, validate};
use crate::text::shown;
use anyhow::{Result, anyhow, bail};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Arguments of `ardoise validate`.
#[derive(Debug, clap::Args)]
pub(super) struct Validate {
    /// CSV files or spreadsheets, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A schema that comes with the program (menus-collectifs, plats-menus-collectifs, dae, commerces), or a file
    #[arg(long, value_name = "NAME|PATH", default_value = "menus-collectifs")]
    schema: String,
    /// Form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json", "github"])]
    format: String,
    /// Correct what is safe to correct, write it to the output, and list each change
    #[arg(long, requires = "output")]
    fix: bool,
    /// Where to write the corrected table
    #[arg(short, long, value_name = "FILE", requires = "fix")]
    output: Option<PathBuf>,
}

impl Validate {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let schema = self.schema(lang)?;
        if let Some(output) = &self.output {
            return self.fix(output, &schema, lang);
        }
        let mut to = anstream::stdout().lock();
        let mut exit = Exit::Done;
        let mut answers = Vec::new();
        for file in &self.files {
            let (report, this) = judge(file, &schema);
            exit = exit.max(this);
            match self.format.as_str() {
                "json" => answers.push(as_json(file, &schema, &report, lang)),
                "github" => {
                    let shown = file.to_string_lossy();
                    for finding in &report.findings {
                        to.write_all(render::github(finding, &shown, lang).as_bytes())?;
                    }
                }
                _ => to.write_all(as_text(file, &schema, &report, lang).as_bytes())?,
            }
        }
        if self.format == "json" {
            writeln!(to, "{:#}", json!(answers))?;
        }
        Ok(exit)
    }

    fn schema(&self, lang: Lang) -> Result<Schema> {
        let known = || {
            BUILT_IN
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let path = Path::new(&self.schema);
        let schema = match built_in(&self.schema) {
            Some(schema) => schema,
            None if path.is_file() => std::fs::read_to_string(path)
                .map_err(|e| Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", e))
                .and_then(|text| Schema::read(text.trim_start_matches('\u{feff}'))),
            None => {
                let unknown = Diagnostic::new(Code::UnknownSchema, Place::File);
                Err(unknown.with("name", &self.schema).with("known", known()))
            }
        };
        schema.map_err(|error| {
            let text = render::text(&error, lang);
            anyhow!("{}\n{}", shown(&self.schema), text.trim_end())
        })
    }

    fn fix(&self, output: &Path, schema: &Schema, lang: Lang) -> Result<Exit> {
        let [file] = self.files.as_slice() else {
            bail!(
                either(
                    lang,
                    "--fix ne corrige qu'un fichier à la fois",
                    "--fix corrects one file at a time"
                )
                .to_owned()
            );
        };
        let real = |path: &Path| path.canonicalize().ok();
        if real(file).is_some() && real(file) == real(output) {
            bail!(
                "{} ({})",
                either(
                    lang,
                    "le fichier corrigé prendrait la place de l'original : donnez un autre nom",
                    "the corrected file would take the place of the original: give another name"
                ),
                named(output)
            );
        }
        let mut fixed = WholeFile::at(output)?;
        let source = tables::source(file).map_err(|error| FixError::Table(Box::new(error)));
        let changes = match source.and_then(|source| fix(&source, schema, &mut fixed)) {
            Ok(changes) => changes,
            Err(FixError::Table(error)) => {
                super::say(format!("{}\n{}", named(file), render::text(&error, lang)));
                return Ok(Exit::No);
            }
            Err(error) => return Err(error.into()),
        };
        fixed.keep()?;
        let (report, exit) = judge(output, schema);
        let mut to = anstream::stdout().lock();
        match self.format.as_str() {
            "json" => {
                let mut answer = as_json(output, schema, &report, lang);
                if let Some(answer) = answer.as_object_mut() {
                    answer.insert("changes".to_owned(), json!(changes));
                }
                writeln!(to, "{answer:#}")?;
            }
            "github" => {
                let shown = output.to_string_lossy();
                for finding in &report.findings {
                    to.write_all(render::github(finding, &shown, lang).as_bytes())?;
                }
            }
            _ => {
                to.write_all(changes_text(&changes, lang).as_bytes())?;
                to.write_all(as_text(output, schema, &report, lang).as_bytes())?;
            }
        }
        Ok(exit)
    }
}

/// The file's report, and whether it is valid; a file that is no table has one finding.
fn judge(file: &Path, schema: &Schema) -> (Report, Exit) {
    let report = tables::source(file).and_then(|source| validate(&source, schema));
    let report = report.unwrap_or_else(Report::of_no_table);
    let exit = if report.is_valid() {
        Exit::Done
    } else {
        Exit::No
    };
    (report, exit)
}

fn as_json(file: &Path, schema: &Schema, report: &Report, lang: Lang) -> serde_json::Value {
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|f| render::json(f, lang))
        .collect();
    json!({
        "file": file.to_string_lossy(),
        "schema": { "name": schema.name, "version": schema.version },
        "valid": report.is_valid(),
        "rows": report.rows,
        "findings": findings,
        "more": report.more,
    })
}

fn as_text(file: &Path, schema: &Schema, report: &Report, lang: Lang) -> String {
    let verdict = match report.is_valid() {
        true => either(lang, "valable", "valid"),
        false => either(lang, "pas valable", "not valid"),
    };
    let rows = match lang {
        Lang::Fr => count(lang, report.rows as usize, "ligne", "lignes"),
        Lang::En => count(lang, report.rows as usize, "row", "rows"),
    };
    let version = [schema.name.as_str(), schema.version.as_str()].join(" ");
    let version = shown(version.trim());
    let colon = either(lang, " :", ":");
    let mut text = format!("{}{colon} {verdict} ({}, {rows})\n", named(file), version);
    let severities = [Severity::Error, Severity::Warning, Severity::Notice];
    for severity in severities {
        let findings = report.findings.iter();
        for finding in findings.filter(|f| f.diagnostic.severity() == severity) {
            text.push_str(&render::finding_text(finding, lang));
        }
    }
    if report.more > 0 {
        let more = either(
            lang,
            "autres erreurs ne sont pas montrées",
            "other errors are not shown",
        );
        text.push_str(&format!("  … {} {more}\n", report.more));
    }
    text
}

fn changes_text(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return format!(
            "{}\n",
            either(lang, "rien à corriger", "nothing to correct")
        );
    }
    changes
        .iter()
        .map(|change| change_text(change, lang))
        .collect()
}

fn change_text(change: &Change, lang: Lang) -> String {
    let what = match change.what {
        What::Encoding => either(lang, "encodage", "encoding"),
        What::ByteOrderMark => either(
            lang,
            "marque d'ordre des octets enlevée",
            "byte order mark taken off",
        ),
        What::Delimiter => either(lang, "séparateur", "delimiter"),
        What::Spreadsheet => either(lang, "classeur", "workbook"),
        What::Columns => either(lang, "colonnes", "columns"),
        What::EmptyRow => either(lang, "ligne vide supprimée", "empty row deleted"),
        What::Cell => &shown(&change.column),
    };
    let line = match change.row {
        0 => String::new(),
        row => format!(", {} {}", either(lang, "ligne", "line"), row + 1),
    };
    let times = if change.count > 1 {
        format!(" (× {})", change.count)
    } else {
        String::new()
    };
    let arrow = match change.what {
        What::ByteOrderMark | What::EmptyRow => String::new(),
        _ => format!(
            "{} {} → {}",
            either(lang, " :", ":"),
            shown(&change.from),
            shown(&change.to)
        ),
    };
    format!("  {what}{line}{times}{arrow}\n")
}
