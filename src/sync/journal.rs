//! What a town hall reads of it all, in French and in Markdown: the journal, and the summary of one run.

use super::corrections::Corrections;
use super::edition::{Edition, told};
use super::freshness::{Covered, Freshness};
use super::register::{Document, Entry, Event, Register, State};
use crate::calendar::{SchoolCalendar, monday};
use crate::diagnostic::render::place;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::french;
use crate::markdown::inline;
use chrono::{Duration, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    /// The documents and the story.
    pub register: &'a Register,
    /// What is published.
    pub edition: &'a Edition,
    /// The corrections, as the register follows them.
    pub corrections: &'a Corrections,
    /// How fresh it is.
    pub freshness: &'a Freshness,
}

/// Lines of each part of a summary: forges refuse a longer one.
const LINES: usize = 80;

/// Documents with doubts that are listed, the last of the year first: more are not read.
const LISTED: usize = 200;

/// The whole journal.
pub fn journal(story: &Story) -> String {
    let parts = [
        "# Journal des menus\n\nÉcrit par Ardoise à chaque mise à jour ; ce qu'on y change à la main se perd.\n".to_owned(),
        section("Fraîcheur", freshness(story.freshness)),
        section("À regarder", to_look_at(story)),
        section("Corrections", corrections(story)),
        section("Plus dans le dossier, encore publiés", gone(story)),
        section("Ce qui s'est passé", history(&story.register.history)),
    ];
    parts.concat()
}

/// What happened in one run, what to look at of what came in, and how fresh the data set is.
pub fn summary(story: &Story, events: &[Event]) -> String {
    let title = format!(
        "# Menus, mise à jour du {}\n",
        french::date(story.freshness.on)
    );
    let news = match events {
        [] => vec!["Rien de nouveau.".to_owned()],
        events => events.iter().map(line).collect(),
    };
    let came: BTreeSet<&str> = events.iter().map(|event| event.path.as_str()).collect();
    let documents = story.register.documents.iter();
    let look = documents.filter(|d| d.gone.is_none() && came.contains(d.path.as_str()));
    let parts = [
        title,
        section("Nouveau", first(news, LINES)),
        section("À regarder", first(look.flat_map(doubts).collect(), LINES)),
        section("Fraîcheur", freshness(story.freshness)),
    ];
    parts.concat()
}

/// A title over its lines; nothing where there are none.
fn section(title: &str, lines: Vec<String>) -> String {
    match lines.is_empty() {
        true => String::new(),
        false => format!("\n## {title}\n\n{}\n", lines.join("\n")),
    }
}

/// What is to be looked at says what to do.
fn line(event: &Event) -> String {
    let text = match event.what.severity() {
        Severity::Notice => event.what.text(Lang::Fr),
        _ => format!(
            "{}. {}",
            event.what.text(Lang::Fr),
            event.what.help(Lang::Fr)
        ),
    };
    let text = inline(&text);
    match event.path.is_empty() {
        true => format!("- {text}"),
        false => format!("- **{}** : {text}", inline(&event.path)),
    }
}

/// The first lines, and how many more there are.
fn first(mut lines: Vec<String>, most: usize) -> Vec<String> {
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    if more > 0 {
        let more = french::count(more as u64, "autre ligne", "autres lignes");
        lines.push(format!("- … et {more} : journal.md"));
    }
    lines
}

fn freshness(fresh: &Freshness) -> Vec<String> {
    let Some((first, last)) = fresh.covered else {
        return vec!["Aucun menu n'est publié.".to_owned()];
    };
    let mut lines = vec![format!("Menus {}.", french::period(first, last))];
    if fresh.gap > 0 {
        lines.push(format!(
            "\nAu {}, le dernier jour couvert était passé depuis {}, vacances scolaires non comptées.",
            french::date(fresh.on),
            french::count(fresh.gap, "jour", "jours")
        ));
    }
    lines.push(String::new());
    lines.extend(fresh.restaurants.iter().map(covered));
    lines.push(String::new());
    lines.push(holidays(fresh));
    lines
}

/// Which holidays are left out, from where, and until when they are known.
fn holidays(fresh: &Freshness) -> String {
    let whose = match fresh.zone {
        Some(zone) => format!("Vacances scolaires de la zone {zone:?}"),
        None => "La zone des vacances scolaires n'est pas donnée (cantine.toml, [publication] zone) : seules comptent les \
                 semaines de classe communes aux trois zones"
            .to_owned(),
    };
    let calendar = SchoolCalendar::load();
    let until = french::date(calendar.known_until);
    let beyond = match calendar.known_until < fresh.on {
        true => " : les semaines d'après ne sont pas comptées",
        false => "",
    };
    let source = &calendar.source;
    format!("{whose} ([calendrier du ministère]({source}), connu jusqu'au {until}{beyond}).")
}

fn covered(restaurant: &Covered) -> String {
    let name = match restaurant.name.as_str() {
        "" => "restaurant non nommé".to_owned(),
        name => inline(name),
    };
    let missing = match restaurant.missing.is_empty() {
        true => "aucune semaine de classe ne manque".to_owned(),
        false => format!(
            "semaines de classe sans menu : {}",
            weeks(&restaurant.missing)
        ),
    };
    let last = french::date(restaurant.last);
    let late = match restaurant.late.len() as u64 {
        0 => String::new(),
        late => format!(
            " ; depuis : {} sans menu",
            french::count(late, "semaine de classe", "semaines de classe")
        ),
    };
    format!("- {name} : jusqu'au {last} ; {missing}{late}")
}

/// Weeks in words, those on end taken together.
fn weeks(mondays: &[NaiveDate]) -> String {
    let runs = mondays.chunk_by(|a, b| monday(*b) == *a + Duration::days(7));
    let words = runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        let period = french::period(*first, *last + Duration::days(6));
        Some(match run.len() {
            1 => period,
            many => format!("{period} ({many} semaines)"),
        })
    });
    words.collect::<Vec<_>>().join(", ")
}

fn to_look_at(story: &Story) -> Vec<String> {
    let outdated = story
        .register
        .corrections
        .iter()
        .zip(&story.corrections.all);
    let outdated = outdated.filter(|(followed, _)| followed.state != State::Holds);
    let mut lines: Vec<String> = outdated
        .map(|(followed, correction)| doubt(&told(correction, followed.state)))
        .collect();
    let replaced = story.edition.replaced.iter();
    let replaced = replaced.filter(|event| event.what.severity() == Severity::Warning);
    lines.extend(
        replaced.map(|event| format!("- **{}**\n  {}", inline(&event.path), doubt(&event.what))),
    );
    let present = story.register.documents.iter();
    let present = present.filter(|d| d.gone.is_none() && !d.doubts.is_empty());
    let mut present: Vec<&Document> = present.collect();
    // The worst first, then the latest menus.
    let worst = |d: &Document| d.doubts.iter().map(Diagnostic::severity).max();
    present.sort_by_key(|d| Reverse((worst(d), d.days())));
    lines.extend(present.iter().take(LISTED).flat_map(|d| doubts(d)));
    if present.len() > LISTED {
        let more = (present.len() - LISTED) as u64;
        lines.push(format!(
            "- … et {}",
            french::count(more, "autre fichier", "autres fichiers")
        ));
    }
    lines
}

/// A document's doubts under its name.
fn doubts(document: &Document) -> Vec<String> {
    let doubts = document.doubts.iter();
    let name = (!document.doubts.is_empty()).then(|| format!("- **{}**", inline(&document.path)));
    let lines = doubts.map(|d| format!("  {}", doubt(d)));
    name.into_iter().chain(lines).collect()
}

fn doubt(doubt: &Diagnostic) -> String {
    let place = match (place(doubt, Lang::Fr), doubt.severity()) {
        (place, Severity::Notice) if place.is_empty() => "note : ".to_owned(),
        (place, Severity::Notice) => format!("note, {place} : "),
        (place, _) if place.is_empty() => place,
        (place, _) => format!("{place} : "),
    };
    let [text, help] = [doubt.text(Lang::Fr), doubt.help(Lang::Fr)].map(|t| inline(&t));
    format!("- {place}{text}. {help}")
}

fn corrections(story: &Story) -> Vec<String> {
    if story.corrections.all.is_empty() {
        return Vec::new();
    }
    let head = [
        "| jour | restaurant | plat lu | correction | raison | état |",
        "|---|---|---|---|---|---|",
    ];
    let rows = story
        .corrections
        .all
        .iter()
        .zip(&story.register.corrections);
    let rows = rows.map(|(correction, followed)| {
        let state = match followed.state {
            State::Holds => "faite",
            State::Outdated => "à revoir : le PDF a changé",
            State::Unused => "ne trouve pas son plat",
        };
        let cells = [
            french::date(correction.menu_date),
            inline(correction.menu_restaurant_nom.as_deref().unwrap_or("tous")),
            inline(&correction.menu_plat_nom),
            inline(&correction.what()),
            inline(&correction.raison),
            state.to_owned(),
        ];
        format!("| {} |", cells.join(" | "))
    });
    head.map(str::to_owned).into_iter().chain(rows).collect()
}

fn gone(story: &Story) -> Vec<String> {
    let documents = story.register.documents.iter().zip(&story.edition.standing);
    let gone = documents.filter_map(|(d, dishes)| Some((d, *dishes, d.gone?)));
    let standing = gone.filter(|(_, dishes, _)| *dishes > 0);
    let line = |(document, dishes, since): (&Document, u64, NaiveDate)| {
        let (first, last) = document.days()?;
        Some(format!(
            "- **{}**, depuis le {} : {}, {}",
            inline(&document.path),
            french::date(since),
            french::count(dishes, "plat", "plats"),
            french::period(first, last)
        ))
    };
    standing.filter_map(line).collect()
}

/// The last day first.
fn history(entries: &[Entry]) -> Vec<String> {
    let entry = |entry: &Entry| {
        let events: Vec<String> = entry.events.iter().map(line).collect();
        format!(
            "### {}\n\n{}\n",
            french::date(entry.date),
            events.join("\n")
        )
    };
    entries.iter().rev().map(entry).collect()
}
