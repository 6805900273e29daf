//! Many menus → how many are read exactly, how much is lost untold, and what fails most often: for who works on the reader.

use super::case::Case;
use super::holds::{Verdict, Wrong};
use super::scene::Item;
use super::served::Whole;
use super::{Press, by_typst, threads};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// `GENERATED` menus from `SEED` on, set by `PRESS` (`hand` or `typst`); the first `SHRUNK` failures are shrunk and sorted.
/// `WRONG` keeps of them those whose chief fault begins so (`Organic`). `SHOW` is the seed of one menu to be shown instead.
/// Gives each shrunk failure, with what is wrong with it.
pub fn run() -> Vec<(Case, Verdict)> {
    let press = match std::env::var("PRESS").as_deref() {
        Ok("typst") => Press::Typst,
        _ => Press::Hand,
    };
    if let Ok(what) = std::env::var("SHOW") {
        show(press, &what);
        return Vec::new();
    }
    let (count, from) = (number("GENERATED", 60), number("SEED", 1_000_000));
    let verdict = |seed| (seed, press.judge(&Case::by(seed)));
    let judged = || (from..from + count).into_par_iter().map(verdict).collect();
    let verdicts: Vec<(u64, Verdict)> = threads().install(judged);
    totals(&verdicts);
    by_feature(&verdicts);
    let wrong = std::env::var("WRONG").unwrap_or_default();
    let is_meant = |v: &Verdict| {
        let chief = v.chief().map(|(chief, _)| format!("{chief:?}"));
        chief.is_some_and(|chief| chief.starts_with(&wrong))
    };
    let failed: Vec<u64> = verdicts
        .iter()
        .filter(|(_, v)| is_meant(v))
        .map(|(seed, _)| *seed)
        .collect();
    let some = &failed[..failed.len().min(number("SHRUNK", 2) as usize)];
    let failures: Vec<Shrunk> = some
        .par_iter()
        .filter_map(|seed| shrunk(press, *seed, Case::by(*seed)))
        .collect();
    let cases: Vec<Case> = failures.iter().map(|f| f.case.clone()).collect();
    kinds(press, failures);
    let judged = |case: Case| {
        let verdict = press.judge(&case);
        (case, verdict)
    };
    cases.into_iter().map(judged).collect()
}

fn totals(verdicts: &[(u64, Verdict)]) {
    let all = verdicts.len();
    let exact = verdicts.iter().filter(|(_, v)| v.is_exact()).count();
    let warned = verdicts
        .iter()
        .filter(|(_, v)| v.is_exact() && v.warned)
        .count();
    let rows: usize = verdicts.iter().map(|(_, v)| v.rows).sum();
    let faults: usize = verdicts.iter().map(|(_, v)| v.faults.len()).sum();
    let untold: usize = verdicts.iter().map(|(_, v)| v.untold()).sum();
    println!(
        "menus {all}, exact {exact} ({:.1} %), of these warned about {warned}",
        percent(exact, all)
    );
    println!(
        "rows {rows}, wrong {faults}, of these untold {untold} ({:.1} %)",
        percent(untold, faults)
    );
    let mut by_wrong: BTreeMap<Wrong, (usize, usize)> = BTreeMap::new();
    for fault in verdicts.iter().flat_map(|(_, v)| &v.faults) {
        let entry = by_wrong.entry(fault.wrong).or_default();
        entry.0 += 1;
        entry.1 += usize::from(!fault.told);
    }
    for (wrong, (count, untold)) in by_wrong {
        let most = most_of(wrong, verdicts);
        println!("  {wrong:?}: {count}, untold {untold}; most in {most:?}");
    }
}

/// Seeds of the menus with most rows that are wrong in this way.
fn most_of(wrong: Wrong, verdicts: &[(u64, Verdict)]) -> Vec<u64> {
    let count = |v: &Verdict| v.faults.iter().filter(|f| f.wrong == wrong).count();
    let mut seeds: Vec<(usize, u64)> = verdicts.iter().map(|(s, v)| (count(v), *s)).collect();
    seeds.sort_by_key(|(count, seed)| (std::cmp::Reverse(*count), *seed));
    let some = seeds.into_iter().take(8).filter(|(count, _)| *count > 0);
    some.map(|(_, seed)| seed).collect()
}

fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

/// The features whose menus fail most often beyond what menus do.
fn by_feature(verdicts: &[(u64, Verdict)]) {
    let mut by_feature: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (seed, verdict) in verdicts {
        for feature in Case::by(*seed).features() {
            let entry = by_feature.entry(feature).or_default();
            entry.0 += 1;
            entry.1 += usize::from(!verdict.is_exact());
        }
    }
    let failed = verdicts.iter().filter(|(_, v)| !v.is_exact()).count();
    let usual = failed as f64 / verdicts.len().max(1) as f64;
    let surplus = |(count, failed): (usize, usize)| failed as f64 - usual * count as f64;
    let mut sorted: Vec<(String, (usize, usize))> = by_feature.into_iter().collect();
    sorted.sort_by(|a, b| surplus(b.1).total_cmp(&surplus(a.1)));
    println!(
        "\nfeatures whose menus fail more often than all do ({:.1} %):",
        100.0 * usual
    );
    for (feature, (count, failed)) in sorted.into_iter().take(25) {
        println!(
            "  {feature}: {failed} of {count} ({:.0} %)",
            percent(failed, count)
        );
    }
}

/// A failure shrunk: what is wrong, whether it is told, what it takes.
struct Shrunk {
    seed: u64,
    chief: (Wrong, bool),
    case: Case,
    features: BTreeSet<String>,
    faults: String,
}

/// Features of which most values are as good as any other: they say little of a failure's cause.
const INCIDENTAL: &[&str] = &[
    "size",
    "made_before",
    "order",
    "wording",
    "phrasing",
    "spelling",
    "undated",
    "year",
];

/// The failures shrunk, grouped by what is wrong and by the features that most of them share, the largest group first.
fn kinds(press: Press, mut left: Vec<Shrunk>) {
    println!("\nkinds of {} failures, shrunk:", left.len());
    let mut number = 0;
    while !left.is_empty() {
        let mut counts: BTreeMap<((Wrong, bool), &str), usize> = BTreeMap::new();
        for failure in &left {
            let named = failure.features.iter().map(String::as_str);
            for feature in named.chain(failure.features.is_empty().then_some("plain")) {
                *counts.entry((failure.chief, feature)).or_default() += 1;
            }
        }
        let Some((((wrong, told), feature), count)) =
            counts.into_iter().max_by_key(|(_, count)| *count)
        else {
            return;
        };
        let feature = feature.to_owned();
        let is_of = |f: &Shrunk| {
            f.chief == (wrong, told) && (f.features.contains(&feature) || f.features.is_empty())
        };
        let (group, rest): (Vec<Shrunk>, Vec<Shrunk>) = left.into_iter().partition(is_of);
        left = rest;
        println!(
            "\n=== {count} × {wrong:?}, {}: {feature}",
            if told { "told" } else { "untold" }
        );
        let mut by_size: Vec<&Shrunk> = group.iter().collect();
        by_size.sort_by_key(|failure| (failure.features.len(), failure.case.to_toml().len()));
        for failure in by_size.iter().take(8) {
            let features: Vec<&str> = failure.features.iter().map(String::as_str).collect();
            println!("  seed {}: {}", failure.seed, features.join(", "));
        }
        // An example that fails as a PDF too can be looked at with `inspect`.
        let other = if press == Press::Hand {
            Press::Typst
        } else {
            Press::Hand
        };
        let both = |failure: &&&Shrunk| other.judge(&failure.case).chief().is_some();
        let found = by_size.iter().take(8).find(both);
        let example = found.unwrap_or(&by_size[0]);
        let alone = if found.is_none() {
            format!(" (not as {other:?} sets it)")
        } else {
            String::new()
        };
        number += 1;
        println!(
            "  example {number:02}, seed {}{alone}:\n{}\n{}",
            example.seed,
            example.faults,
            sketch(press, &example.case)
        );
        if let Ok(folder) = std::env::var("OUT") {
            write(&example.case, Path::new(&folder), &format!("{number:02}"));
        }
    }
}

fn shrunk(press: Press, seed: u64, case: Case) -> Option<Shrunk> {
    let chief = press.judge(&case).chief()?;
    let case = case.shrink(|smaller| press.judge(smaller).chief() == Some(chief));
    let faults = press.judge(&case).faults;
    let faults: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    let features = case.features().into_iter();
    let telling = features.filter(|f| !INCIDENTAL.iter().any(|i| f.starts_with(&format!("{i}="))));
    Some(Shrunk {
        seed,
        chief,
        features: telling.collect(),
        case,
        faults: faults.join("\n"),
    })
}

/// One menu, of a seed or of a file, shrunk where `SHRINK` is set: its case, what was read, what is wrong.
fn show(press: Press, what: &str) {
    let mut case = match what.parse() {
        Ok(seed) => Case::by(seed),
        Err(_) => Case::from_toml(&std::fs::read_to_string(what).unwrap()),
    };
    if std::env::var("SHRINK").is_ok() {
        case = shrunk(press, 0, case).map_or_else(|| panic!("it is exact"), |shrunk| shrunk.case);
    }
    if let Ok(folder) = std::env::var("OUT") {
        write(&case, Path::new(&folder), "shown");
    }
    println!(
        "{}\n{:?}\n{}",
        case.to_toml(),
        case.features(),
        sketch(press, &case)
    );
    let read = press.read(&case, &press.scene(&case));
    for row in read.rows.iter().map(|r| &r.row) {
        let (date, meal, course) = (
            row.menu_date,
            row.menu_repas_type.as_str(),
            row.menu_plat_type.as_str(),
        );
        println!(
            "{date} {meal} {course} “{}” {:?} {}",
            row.menu_plat_nom, row.menu_plat_siqo, row.menu_plat_label
        );
    }
    read.diagnostics
        .iter()
        .for_each(|d| println!("{:?} {:?}", d.code, d.place));
    for fault in press.judge(&case).faults {
        println!("{fault:?}");
    }
}

/// The page in letters: each text about where it stands.
fn sketch(press: Press, case: &Case) -> String {
    const POINTS_A_LETTER: f32 = 5.0;
    let scene = press.scene(case);
    let mut lines: BTreeMap<(usize, i32), Vec<(f32, String)>> = BTreeMap::new();
    for (number, leaf) in scene.leaves.iter().enumerate() {
        for item in &leaf.items {
            let (x, y, text) = match item {
                Item::Run { x, y, text, .. } => (*x, *y, text.clone()),
                Item::Picture { rect, emblem } => {
                    (rect.x0, rect.y1 - 2.0, format!("<{}>", emblem.0))
                }
                Item::Rule { .. } | Item::Fill { .. } => continue,
            };
            lines
                .entry((number, y as i32 / 3))
                .or_default()
                .push((x, text));
        }
    }
    let line = |mut texts: Vec<(f32, String)>| {
        texts.sort_by(|a, b| a.0.total_cmp(&b.0));
        texts
            .into_iter()
            .fold(String::from("    |"), |line, (x, text)| {
                let at = 5 + (x / POINTS_A_LETTER) as usize;
                let gap = at.saturating_sub(line.chars().count()).max(1);
                line + &" ".repeat(gap) + &text
            })
    };
    lines.into_values().map(line).collect::<Vec<_>>().join("\n")
}

/// The menu as a PDF beside its truth, as `score.py` takes them, and the case itself.
fn write(case: &Case, folder: &Path, name: &str) {
    let case = &Press::Typst.suited(case);
    let scene = Press::Typst.scene(case);
    let file_name = scene.file_name.clone().unwrap_or_default();
    let stem = format!(
        "{name}-{}",
        file_name.trim_end_matches(".pdf").replace(' ', "-")
    );
    let put = |end: &str, bytes: &[u8]| {
        std::fs::write(folder.join(format!("{stem}.{end}")), bytes).unwrap()
    };
    put("pdf", &by_typst::pdf(&scene, case.design.order));
    put("case.toml", case.to_toml().as_bytes());
    put("truth.csv", truth(case).as_bytes());
}

fn truth(case: &Case) -> String {
    let mut rows = vec![String::from(
        "menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo,menuPlatLabel,menuPlatRegime",
    )];
    for ((week, day, meal, _), dish) in case.served.dishes() {
        let days = &case.served.weeks[week].days;
        let meal = days[day].meals[meal].kind.as_str();
        let of = |siqo: bool| {
            let words = dish
                .labels
                .iter()
                .filter(|label| label.is_siqo() == siqo)
                .map(|label| label.word());
            words.collect::<Vec<_>>().join(";")
        };
        let (course, name) = (dish.course.as_str(), &dish.name);
        let (siqo, labels) = (of(true), of(false));
        for served in &days[day..day + dish.days] {
            let regime = if served.whole == Some(Whole::Vegetarian) {
                "végétarien"
            } else {
                ""
            };
            let organic = if served.whole == Some(Whole::Organic) {
                "agriculture biologique;"
            } else {
                ""
            };
            rows.push(format!(
                "{},{meal},{course},\"{name}\",{organic}{siqo},{labels},{regime}",
                served.date
            ));
        }
    }
    rows.join("\n") + "\n"
}
