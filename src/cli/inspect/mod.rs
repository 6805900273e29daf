//! `ardoise inspect`: what was understood of a PDF, and why. Shows what the stages kept; computes nothing of its own.

mod roles;

use super::exit::Exit;
use super::words::either;
use crate::batch::{Job, Outcome, Profiles, Wanted, inputs, run};
use crate::diagnostic::{Lang, render};
use crate::extract::Extraction;
use crate::labels::{Entry, Meaning};
use crate::layout::{Grid, Loser};
use crate::menu::{Day, Dish, Roles};
use crate::text::shown;
use anyhow::Result;
use roles::roles_text;
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Arguments of `ardoise inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// The PDF, or - for standard input; of a folder, all the PDFs in it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Year of the menu, if it does not say it
    #[arg(long, value_parser = clap::value_parser!(i32).range(1990..2100))]
    year: Option<i32>,
    /// Form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

impl Inspect {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let inputs = inputs(std::slice::from_ref(&self.file), None);
        let job = Job {
            program: super::program()?,
            year: self.year,
            wanted: Wanted {
                evidence: true,
                copy: false,
            },
            ..Job::default()
        };
        let mut exit = Exit::Done;
        run(
            &inputs,
            &Profiles::default(),
            &job,
            |outcome| outcome,
            |outcome| {
                exit = exit.max(self.show(&outcome, lang)?);
                anyhow::Ok(())
            },
        )?;
        Ok(exit)
    }

    fn show(&self, outcome: &Outcome, lang: Lang) -> Result<Exit> {
        let mut to = anstream::stdout().lock();
        let name = outcome.input.name();
        let extraction = match &outcome.result {
            Ok(extraction) => extraction,
            Err(refusal) => {
                super::say(format!("{}\n{}", shown(&name), render::text(refusal, lang)));
                return Ok(Exit::Partial);
            }
        };
        match self.format.as_str() {
            "json" => writeln!(to, "{:#}", as_json(&name, extraction))?,
            _ => to.write_all(as_text(&name, extraction, lang)?.as_bytes())?,
        }
        Ok(if extraction.rows.is_empty() {
            Exit::Partial
        } else {
            Exit::Done
        })
    }
}

fn as_json(name: &str, extraction: &Extraction) -> serde_json::Value {
    json!({
        "file": name,
        "facts": extraction.facts,
        "grids": extraction.grids,
        "losers": extraction.losers.iter().map(loser_json).collect::<Vec<_>>(),
        "legend": extraction.legend,
        "headings": extraction.headings,
        "roles": extraction.roles,
        "menu": extraction.menu,
        "diagnostics": extraction.diagnostics,
    })
}

fn loser_json(loser: &Loser) -> serde_json::Value {
    json!({ "page": loser.page, "strategy": loser.strategy, "score": loser.score, "evidence": loser.evidence })
}

fn as_text(name: &str, extraction: &Extraction, lang: Lang) -> Result<String> {
    let mut text = format!("{}\n", shown(name));
    let facts = &extraction.facts;
    if let Some(created) = facts.created {
        let word = either(lang, "créé le", "created");
        writeln!(text, "  {word} {}", created.format("%Y-%m-%d"))?;
    }
    if let Some(producer) = &facts.producer {
        let producer = shown(producer);
        writeln!(text, "  {} {producer}", either(lang, "par", "by"))?;
    }
    for grid in &extraction.grids {
        let roles = extraction.roles.iter().find(|r| r.page == grid.page);
        page_text(&mut text, grid, roles, &extraction.losers, lang)?;
    }
    legend_text(&mut text, &extraction.legend.entries, lang)?;
    for day in &extraction.menu.days {
        day_text(&mut text, day)?;
    }
    if !extraction.diagnostics.is_empty() {
        writeln!(text, "\n{}", either(lang, "À vérifier", "To check"))?;
    }
    for diagnostic in &extraction.diagnostics {
        text.push_str(&render::text(diagnostic, lang));
    }
    Ok(text)
}

fn page_text(
    text: &mut String,
    grid: &Grid,
    roles: Option<&Roles>,
    losers: &[Loser],
    lang: Lang,
) -> Result<()> {
    let cells = either(lang, "cellules", "cells");
    writeln!(text, "\npage {}", grid.page)?;
    if let Some(roles) = roles {
        roles_text(text, roles, lang)?;
        writeln!(text)?;
    }
    let taken = candidate(&grid.strategy, grid.score, &grid.evidence);
    writeln!(text, "  {taken} : {} {cells}", grid.cells.len())?;
    let despised = either(lang, "écarté", "rejected");
    for loser in losers.iter().filter(|l| l.page == grid.page) {
        let lost = candidate(&loser.strategy, loser.score, &loser.evidence);
        writeln!(text, "  {despised} : {lost}")?;
    }
    Ok(())
}

fn candidate(strategy: &str, score: f32, evidence: &[String]) -> String {
    let evidence = evidence.join("; ");
    format!("{strategy} {score:.2} ({})", shown(&evidence))
}

fn legend_text(text: &mut String, entries: &[Entry], lang: Lang) -> Result<()> {
    let heading = match entries.is_empty() {
        true => either(lang, "aucune légende", "no legend"),
        false => either(lang, "légende", "legend"),
    };
    writeln!(text, "\n{heading}")?;
    for entry in entries {
        let meaning = match &entry.meaning {
            Meaning::Label(label) => label.as_str().to_owned(),
            Meaning::Other(words) => format!("({})", shown(words)),
        };
        let sign = entry.sign.to_string();
        writeln!(text, "  {} = {meaning}", shown(&sign))?;
    }
    Ok(())
}

fn day_text(text: &mut String, day: &Day) -> Result<()> {
    for meal in &day.meals {
        writeln!(text, "\n{} {}", day.date, meal.kind.as_str())?;
        for dish in &meal.dishes {
            writeln!(text, "  {}", dish_text(dish))?;
        }
    }
    Ok(())
}

fn dish_text(dish: &Dish) -> String {
    let mut text = format!("{:<15} {}", dish.course.as_str(), dish.name);
    for found in &dish.labels {
        text.push_str(&format!("  [{} ← {}]", found.label.as_str(), found.sign));
    }
    for precision in &dish.precision {
        text.push_str(&format!("  ({precision})"));
    }
    shown(&text).into_owned()
}
