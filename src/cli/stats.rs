//! `ardoise stats`: the figures of tables of menus.

use super::exit::Exit;
use super::tables::Rows;
use super::words::{count, either};
use crate::diagnostic::Lang;
use crate::french;
use crate::scdl::as_cell;
use crate::stats::{
    Group, Mark, Share, Statistics, Unit, class_name, definition, partition_entry, percent,
    weekday_name,
};
use crate::text::shown;
use anyhow::Result;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};
use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `ardoise stats`.
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    /// Tables of menus (CSV, JSON, NDJSON, Parquet), or - for a CSV on standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Form of the answer
    #[arg(long, default_value = "table", value_parser = ["table", "json", "csv"])]
    format: String,
    #[command(flatten)]
    rows: Rows,
}

impl Stats {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let Some(statistics) = self.rows.count(&self.files, lang) else {
            return Ok(Exit::No);
        };
        let mut to = anstream::stdout().lock();
        match self.format.as_str() {
            "json" => {
                to.write_all(&serde_json::to_vec_pretty(&statistics.to_json(lang))?)?;
                to.write_all(b"\n")?;
            }
            "csv" => to.write_all(&as_csv(&statistics, lang)?)?,
            _ => to.write_all(as_text(&statistics, lang).as_bytes())?,
        }
        Ok(Exit::Done)
    }
}

/// A line a figure; a cell that a spreadsheet program would run as a formula begins with an apostrophe.
fn as_csv(statistics: &Statistics, lang: Lang) -> Result<Vec<u8>> {
    let mut to = csv::Writer::from_writer(Vec::new());
    to.write_record([
        "group", "key", "figure", "name", "unit", "value", "of", "share", "low", "high",
    ])?;
    for line in statistics.lines(lang) {
        let texts = [
            line.group,
            line.key,
            line.figure,
            line.name,
            line.unit.as_str(),
        ];
        for text in texts {
            to.write_field(as_cell(text).as_bytes())?;
        }
        let Share { value, of } = line.share;
        to.write_field(value.to_string())?;
        to.write_field(of.to_string())?;
        let (low, high) = line.share.interval().unzip();
        for ratio in [line.share.ratio(), low, high] {
            to.write_field(ratio.map(|r| format!("{r:.4}")).unwrap_or_default())?;
        }
        to.write_record(None::<&[u8]>)?;
    }
    Ok(to.into_inner()?)
}

fn as_text(statistics: &Statistics, lang: Lang) -> String {
    let mut text = head(statistics, lang);
    let names = statistics.figures.iter();
    let figures =
        names.filter_map(|figure| Some((definition(figure.id)?.name(lang), figure.share)));
    let rows = figures.map(|(name, share)| {
        let mut row = vec![name.to_owned()];
        row.extend(cells(share, lang));
        row
    });
    let heads = match lang {
        Lang::Fr => ["", "nombre", "sur", "part", "intervalle à 95 %"],
        Lang::En => ["", "number", "of", "share", "95% interval"],
    };
    text.push_str(&table(&heads, rows));
    for partition in &statistics.partitions {
        let parts = partition.parts.iter().filter(|part| part.share.value > 0);
        let rows: Vec<Vec<String>> = parts
            .map(|part| {
                vec![
                    class_name(partition.id, part.id, lang).to_owned(),
                    part.share.value.to_string(),
                    told(part.share, lang),
                    part.organic.value.to_string(),
                    told(part.organic, lang),
                ]
            })
            .collect();
        let name = partition_entry(partition.id).map_or("", |entry| entry.name(lang));
        let heads = match lang {
            Lang::Fr => [name, "nombre", "part", "dont bio", "part bio"],
            Lang::En => [name, "number", "share", "organic", "organic share"],
        };
        if !rows.is_empty() {
            text.push_str(&table(&heads, rows.into_iter()));
        }
    }
    let groups = &statistics.groups;
    for (head, those) in [
        (either(lang, "type de plat", "course"), &groups.courses),
        (
            either(lang, "restaurant", "restaurant"),
            &groups.restaurants,
        ),
        (either(lang, "mois", "month"), &groups.months),
        (either(lang, "jour", "weekday"), &groups.weekdays),
    ] {
        if !those.is_empty() {
            text.push_str(&group_table(head, those, lang));
        }
    }
    text.push_str(&dishes(statistics, lang));
    text
}

fn head(statistics: &Statistics, lang: Lang) -> String {
    let read = &statistics.read;
    let period = statistics.period.map(|period| match lang {
        Lang::Fr => french::period(period.from, period.to),
        Lang::En => format!("{} to {}", period.from, period.to),
    });
    let restaurants = read.restaurants.len() as u64;
    let counted = [restaurants, read.days, read.meals, read.dishes, read.snacks];
    let units = [Unit::Days, Unit::Meals, Unit::Dishes, Unit::Snacks].map(|unit| unit.nouns(lang));
    let nouns = [["restaurant", "restaurants"]].into_iter().chain(units);
    let counts = counted.iter().zip(nouns).map(|(number, [one, many])| {
        let number = usize::try_from(*number).unwrap_or(usize::MAX);
        count(lang, number, one, many)
    });
    let parts: Vec<String> = period.into_iter().chain(counts).collect();
    let caution = either(
        lang,
        "Parts du nombre de plats, non de la valeur des achats que compte la loi EGalim.",
        "Shares of the number of dishes, not of the value of purchases that the EGalim law counts.",
    );
    format!("{}\n{caution}\n\n", parts.join(" · "))
}

/// A name in each row's first cell, numbers in the others.
fn table<const N: usize>(heads: &[&str; N], rows: impl Iterator<Item = Vec<String>>) -> String {
    let shown = |row: Vec<String>| -> Vec<String> {
        row.iter().map(|cell| shown(cell).into_owned()).collect()
    };
    let rows = rows.map(shown);
    let mut table = Table::new();
    table.load_preset(NOTHING).set_header(heads).add_rows(rows);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let lines = table.trim_fmt();
    let lines = lines
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect::<String>() + "\n"
}

fn told(share: Share, lang: Lang) -> String {
    match share.ratio() {
        Some(ratio) => percent(ratio, lang),
        None => either(lang, "trop peu", "too few").to_owned(),
    }
}

fn cells(share: Share, lang: Lang) -> [String; 4] {
    let bounds = share.interval().map(|(low, high)| {
        let [low, high] = [low, high].map(|bound| percent(bound, lang));
        format!("{low} – {high}")
    });
    [
        share.value.to_string(),
        share.of.to_string(),
        told(share, lang),
        bounds.unwrap_or_default(),
    ]
}

fn group_table(head: &str, groups: &[Group], lang: Lang) -> String {
    let rows = groups.iter().map(|group| {
        let share = |mark| {
            let share = group.dishes.share(mark);
            format!("{} · {}", share.value, told(share, lang))
        };
        let name = match group.key.as_str() {
            "" => either(lang, "(non nommé)", "(unnamed)"),
            key => weekday_name(key, lang).unwrap_or(key),
        };
        vec![
            name.to_owned(),
            group.dishes.of().to_string(),
            share(Mark::ORGANIC),
            share(Mark::LOCAL),
            share(Mark::Quality),
        ]
    });
    let heads = match lang {
        Lang::Fr => [head, "plats", "bio", "local", "signe de qualité"],
        Lang::En => [head, "dishes", "organic", "local", "sign of quality"],
    };
    table(&heads, rows)
}

/// Dishes of the terminal's lists.
const TOP: usize = 10;

fn dishes(statistics: &Statistics, lang: Lang) -> String {
    let top = statistics.dishes.iter().take(TOP);
    let rows = top.map(|dish| {
        vec![
            dish.name.clone(),
            dish.served.to_string(),
            dish.organic.to_string(),
            dish.mean_gap
                .map(|days| format!("{days:.1}"))
                .unwrap_or_default(),
        ]
    });
    let heads = match lang {
        Lang::Fr => ["plats les plus servis", "fois", "dont bio", "écart (jours)"],
        Lang::En => ["most frequent dishes", "times", "organic", "gap (days)"],
    };
    let unknown = statistics.dishes.iter().filter(|dish| !dish.known);
    let unknown: Vec<Cow<str>> = unknown.map(|dish| shown(&dish.name)).collect();
    let (shown, more) = unknown.split_at(unknown.len().min(TOP));
    let names = match (shown, more) {
        ([], _) => String::new(),
        (shown, []) => format!("{}{}", either(lang, " : ", ": "), shown.join(" ; ")),
        (shown, _) => format!("{}{} ; …", either(lang, " : ", ": "), shown.join(" ; ")),
    };
    let (distinct, unknown) = (statistics.dishes.len(), unknown.len());
    let last = match lang {
        Lang::Fr => format!(
            "{}, dont {unknown} que le lexique ne connaît pas{names}\n",
            count(lang, distinct, "plat différent", "plats différents")
        ),
        Lang::En => format!(
            "{}, {unknown} of them not known to the lexicon{names}\n",
            count(lang, distinct, "different dish", "different dishes")
        ),
    };
    table(&heads, rows) + &last
}
