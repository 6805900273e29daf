//! What is said of a run: on standard error, as annotations, as a summary.

use super::{Run, Sync};
use crate::cli::words::{count, either};
use crate::cli::{say, write};
use crate::diagnostic::{Code, Diagnostic, Finding, Lang, Place, Severity, render};
use crate::scdl::Siqo;
use crate::sync::{Covered, Document, Freshness, Story, summary};
use crate::text::shown;
use anyhow::Result;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::Write;

/// Events and documents that are named.
const NAMED: usize = 20;

/// Missing weeks that are named, the last ones.
const WEEKS: usize = 8;

impl Sync {
    /// Says what happened, what to look at, and how fresh the data set is.
    pub(super) fn say(&self, run: &Run, fresh: &Freshness, lang: Lang) -> Result<()> {
        let late = self.late(fresh);
        say(news(run, lang));
        say(doubts(run, lang));
        late.iter().for_each(|doubt| say(render::text(doubt, lang)));
        say(totals(run, lang));
        if self.format == "github" {
            self.annotate(run, &late, lang)?;
        }
        if let Some(path) = &self.summary {
            let story = Story {
                register: &run.register,
                edition: &run.edition,
                corrections: &run.corrections,
                freshness: fresh,
            };
            write(path, summary(&story, &run.events).as_bytes())?;
        }
        Ok(())
    }

    /// What is late or missing.
    fn late(&self, fresh: &Freshness) -> Vec<Diagnostic> {
        let open = fresh.restaurants.iter().filter(|covered| covered.open);
        let late = open.filter_map(|covered| {
            let about = |code| about(code, covered).with("last", covered.last);
            match self.max_gap {
                Some(most) if covered.gap > most => Some(
                    about(Code::Stale)
                        .with("gap", covered.gap)
                        .with("most", most),
                ),
                _ if covered.late.is_empty() => None,
                _ => Some(about(Code::Late).with("weeks", covered.late.len())),
            }
        });
        let missing = fresh.restaurants.iter();
        let missing = missing.filter(|covered| !covered.missing.is_empty());
        let missing = missing.map(|covered| {
            let earlier = covered.missing.len().saturating_sub(WEEKS);
            let more = (earlier > 0).then(|| "…".to_owned());
            let last = covered.missing.iter().skip(earlier);
            let weeks: Vec<String> = more
                .into_iter()
                .chain(last.map(ToString::to_string))
                .collect();
            about(Code::MissingWeeks, covered).with("weeks", weeks.join(", "))
        });
        late.chain(missing).collect()
    }

    /// Annotations of what came in, by the PDF's path as the repository knows it.
    fn annotate(&self, run: &Run, late: &[Diagnostic], lang: Lang) -> Result<()> {
        let mut to = anstream::stdout().lock();
        let table = self.data.join("menus.csv");
        let events = run
            .events
            .iter()
            .map(|event| (event.path.as_str(), &event.what));
        let came = came_in(run).flat_map(|document| {
            document
                .doubts
                .iter()
                .map(|doubt| (document.path.as_str(), doubt))
        });
        let late = late.iter().map(|doubt| ("", doubt));
        for (path, doubt) in events
            .filter(|(_, what)| what.severity() == Severity::Warning)
            .chain(came)
            .chain(late)
        {
            let file = match path {
                "" => table.to_string_lossy().into_owned(),
                path => self.inbox.join(path).to_string_lossy().into_owned(),
            };
            let finding = Finding {
                diagnostic: doubt.clone(),
                count: 1,
                rows: Vec::new(),
            };
            to.write_all(render::github(&finding, &file, lang).as_bytes())?;
        }
        Ok(())
    }
}

fn about(code: Code, covered: &Covered) -> Diagnostic {
    let name = match covered.name.as_str() {
        "" => "?",
        name => name,
    };
    Diagnostic::new(code, Place::File).with("restaurant", name)
}

/// The documents in the inbox that something happened to.
fn came_in(run: &Run) -> impl Iterator<Item = &Document> {
    let paths: BTreeSet<&str> = run.events.iter().map(|event| event.path.as_str()).collect();
    let documents = run.register.documents.iter();
    documents.filter(move |d| d.gone.is_none() && paths.contains(d.path.as_str()))
}

fn news(run: &Run, lang: Lang) -> String {
    // An error is said with its document's doubts.
    let events = run.events.iter();
    let events: Vec<_> = events
        .filter(|event| event.what.severity() != Severity::Error)
        .collect();
    let colon = either(lang, " :", ":");
    let line = |path: &str, text: String| match path {
        "" => format!("{text}\n"),
        path => format!("{}{colon} {text}\n", shown(path)),
    };
    let named = events.iter().take(NAMED);
    let lines: String = named
        .map(|event| line(&event.path, event.what.text(lang)))
        .collect();
    lines + &more(events.len(), lang)
}

/// What to look at of the documents that came in, the worst first.
fn doubts(run: &Run, lang: Lang) -> String {
    let mut doubtful: Vec<&Document> = came_in(run).filter(|d| !d.doubts.is_empty()).collect();
    doubtful.sort_by_key(|d| Reverse(d.doubts.iter().map(Diagnostic::severity).max()));
    let said = doubtful.iter().take(NAMED).map(|document| {
        let doubts = document.doubts.iter();
        let doubts: String = doubts.map(|doubt| render::text(doubt, lang)).collect();
        format!("{}\n{doubts}", shown(&document.path))
    });
    said.collect::<String>() + &more(doubtful.len(), lang)
}

/// How many are not named.
fn more(all: usize, lang: Lang) -> String {
    let more = all.saturating_sub(NAMED);
    let [one, many] = match lang {
        Lang::Fr => [
            "autre (journal.md les dit tous)",
            "autres (journal.md les dit tous)",
        ],
        Lang::En => ["more (journal.md tells all)", "more (journal.md tells all)"],
    };
    match more {
        0 => String::new(),
        more => format!("… {}\n", count(lang, more, one, many)),
    }
}

fn totals(run: &Run, lang: Lang) -> String {
    let rows = &run.edition.rows;
    let organic = |siqo: &Vec<Siqo>| siqo.contains(&Siqo::AgricultureBiologique);
    let organic = rows
        .iter()
        .filter(|row| organic(&row.menu_plat_siqo))
        .count();
    let words = match lang {
        Lang::Fr => [
            ["menu publié", "menus publiés"],
            ["plat", "plats"],
            ["bio", "bio"],
        ],
        Lang::En => [
            ["menu published", "menus published"],
            ["dish", "dishes"],
            ["organic", "organic"],
        ],
    };
    let numbers = [run.edition.documents() as usize, rows.len(), organic];
    let parts = numbers
        .into_iter()
        .zip(words)
        .map(|(number, [one, many])| count(lang, number, one, many));
    let nothing = match run.events.is_empty() {
        true => either(lang, "rien de nouveau ; ", "nothing new; "),
        false => "",
    };
    format!("{nothing}{}\n", parts.collect::<Vec<_>>().join(", "))
}
