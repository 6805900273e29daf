//! The sections, in the order in which they are read.

use super::charts::{
    Kind, Point, Slice, dish_bars, key, month, parts_ring, share_bars, share_ring, trend,
};
use super::model::{Cell, Chart, Exhibit, Section, Table};
use super::{figure_name, restaurant, share};
use crate::diagnostic::Lang;
use crate::french;
use crate::stats::{
    Group, Mark, Partition, Share, Statistics, class_name, partition_entry, weekday_name,
};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a long list that a page shows; the spreadsheet has them all.
const LONG: usize = 24;
/// The same of groups, of which one wants to see each: more are no report.
const GROUPS: usize = 200;
/// Months that are drawn at most: three years.
const MONTHS: usize = 36;

pub(super) fn sections(statistics: &Statistics) -> Vec<Section> {
    let sections = [
        courses(statistics),
        composition(statistics),
        snacks(statistics),
        marks(statistics),
        months(statistics),
        calendar(statistics),
        restaurants(statistics),
        vegetarian(statistics),
        variety(statistics),
    ];
    sections.into_iter().flatten().collect()
}

fn share_cells(share: Share) -> [Cell; 3] {
    [
        Cell::Number(share.value),
        Cell::Number(share.of),
        Cell::Share(share),
    ]
}

fn row(name: impl Into<String>, share: Share) -> Vec<Cell> {
    let name = std::iter::once(Cell::text(name));
    name.chain(share_cells(share)).collect()
}

/// Figures of `definitions.toml`, a row each.
pub(super) fn figure_table(statistics: &Statistics, figures: &[&str]) -> Table {
    let rows = figures
        .iter()
        .map(|id| row(figure_name(id), share(statistics, id)));
    Table {
        columns: vec!["", "Nombre", "Sur", "Part"],
        rows: rows.collect(),
        shown: None,
    }
}

/// Groups, a row each: dishes, and of how many and which share the three marks are told that always are.
fn group_table(head: &'static str, groups: &[(String, &Group)]) -> Table {
    let rows = groups.iter().map(|(name, group)| {
        let marks = [Mark::ORGANIC, Mark::LOCAL, Mark::Quality];
        let shares = marks.map(|mark| group.dishes.share(mark));
        let cells = shares.map(|share| [Cell::Number(share.value), Cell::Share(share)]);
        [Cell::text(name), Cell::Number(group.dishes.of())]
            .into_iter()
            .chain(cells.into_iter().flatten())
            .collect()
    });
    Table {
        columns: vec![
            head,
            "Plats",
            "Bio",
            "Part",
            "Locaux",
            "Part",
            "Signe de qualité",
            "Part",
        ],
        rows: rows.collect(),
        shown: Some(GROUPS),
    }
}

fn organic(group: &Group) -> Share {
    group.dishes.share(Mark::ORGANIC)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A small ring a group.
fn group_rings(id: &str, groups: &[(String, &Group)]) -> Vec<Chart> {
    let rings = groups.iter().enumerate().map(|(at, (name, group))| {
        share_ring(
            &format!("{id}-{at}"),
            name,
            "plats bio",
            organic(group),
            118.0,
        )
    });
    rings.collect()
}

fn courses(statistics: &Statistics) -> Option<Section> {
    let groups: Vec<(String, &Group)> = statistics
        .groups
        .courses
        .iter()
        .map(|group| (capital(&group.key), group))
        .collect();
    (!groups.is_empty()).then(|| Section {
        id: "types-de-plat",
        title: "Le bio par type de plat".to_owned(),
        text: Vec::new(),
        exhibits: vec![Exhibit {
            id: "bio-par-type".to_owned(),
            title: "Part de plats bio, par type de plat".to_owned(),
            charts: group_rings("type", &groups),
            table: group_table("Type de plat", &groups),
            note: String::new(),
        }],
    })
}

fn composition(statistics: &Statistics) -> Option<Section> {
    let those = statistics.partitions.iter().filter(|p| p.id != "snacks");
    let exhibits: Vec<Exhibit> = those
        .filter_map(|p| partition_exhibit(p, "plats"))
        .collect();
    (!exhibits.is_empty()).then(|| Section {
        id: "composition",
        title: "De quoi les plats sont faits".to_owned(),
        text: vec![
            "D'après leur nom ; les plats dont le lexique ne connaît aucun mot sont « inconnus »."
                .to_owned(),
        ],
        exhibits,
    })
}

fn snacks(statistics: &Statistics) -> Option<Section> {
    let partition = statistics.partitions.iter().find(|p| p.id == "snacks")?;
    let mut exhibit = partition_exhibit(partition, "goûters")?;
    exhibit.note =
        "« Bio » : au moins un élément du goûter est bio. Un jus n'est pas compté comme un fruit."
            .to_owned();
    Some(Section {
        id: "gouters",
        title: "Les goûters".to_owned(),
        text: Vec::new(),
        exhibits: vec![exhibit],
    })
}

/// Nothing where there is no such dish.
fn partition_exhibit(partition: &Partition, what: &'static str) -> Option<Exhibit> {
    let entry = partition_entry(partition.id)?;
    let parts: Vec<_> = partition
        .parts
        .iter()
        .filter(|part| part.share.value > 0)
        .collect();
    let name = |part: &str| class_name(partition.id, part, Lang::Fr).to_owned();
    let slices: Vec<Slice> = parts
        .iter()
        .map(|part| Slice {
            label: name(part.id),
            value: part.share.value,
            kind: match part.id {
                "other" => Kind::Other,
                "unknown" => Kind::Unknown,
                _ => Kind::Named,
            },
        })
        .collect();
    let rows = parts.iter().map(|part| {
        vec![
            Cell::text(capital(&name(part.id))),
            Cell::Number(part.share.value),
            Cell::Share(part.share),
            Cell::Number(part.organic.value),
            Cell::Share(part.organic),
        ]
    });
    let columns = match what {
        "goûters" => vec!["", "Goûters", "Part", "Bio", "Part bio"],
        _ => vec!["", "Plats", "Part", "Bio", "Part bio"],
    };
    (!parts.is_empty()).then(|| Exhibit {
        id: format!("composition-{}", partition.id),
        title: entry.name(Lang::Fr).to_owned(),
        charts: vec![parts_ring(partition.id, entry.name(Lang::Fr), &slices)],
        table: Table {
            columns,
            rows: rows.collect(),
            shown: None,
        },
        note: String::new(),
    })
}

/// A mark's name at the head of a line.
fn mark_name(mark: Mark) -> String {
    match mark {
        Mark::Quality => "Au moins un signe de qualité".to_owned(),
        mark => capital(mark.as_str()),
    }
}

fn marks(statistics: &Statistics) -> Option<Section> {
    let all = &statistics.groups.all;
    let (meals, days) = all.meals.as_ref().zip(all.days.as_ref())?;
    let bars: Vec<(String, Share)> = statistics
        .marks
        .iter()
        .map(|mark| (mark_name(*mark), all.dishes.share(*mark)))
        .collect();
    let rows = statistics.marks.iter().map(|mark| {
        let shares = [
            all.dishes.share(*mark),
            meals.share(*mark),
            days.share(*mark),
        ];
        let cells = shares
            .iter()
            .flat_map(|share| [Cell::Number(share.value), Cell::Share(*share)]);
        std::iter::once(Cell::text(mark_name(*mark)))
            .chain(cells)
            .collect()
    });
    let title = "Part de plats portant chaque signe";
    Some(Section {
        id: "signes",
        title: "Les signes de qualité et d'origine".to_owned(),
        text: vec![
            "Un repas ou un jour est compté pour un signe si l'un de ses plats le porte. « Local » est ce que dit le menu ; la loi EGalim ne le compte pas.".to_owned(),
        ],
        exhibits: vec![Exhibit {
            id: "parts-des-signes".to_owned(),
            title: title.to_owned(),
            charts: vec![share_bars("signes", title, &bars)],
            table: Table {
                columns: vec!["Signe", "Plats", "Part", "Repas", "Part", "Jours", "Part"],
                rows: rows.collect(),
                shown: None,
            },
            note: labels_note(statistics),
        }],
    })
}

fn labels_note(statistics: &Statistics) -> String {
    let labels: Vec<String> = statistics
        .other_labels
        .iter()
        .take(LONG)
        .map(|(label, rows)| format!("« {label} » ({rows})"))
        .collect();
    match labels.is_empty() {
        true => String::new(),
        false => format!(
            "Autres mentions des menus, non comptées : {}.",
            french::list(&labels)
        ),
    }
}

fn months(statistics: &Statistics) -> Option<Section> {
    let groups = &statistics.groups;
    let months: Vec<(String, &Group)> = groups
        .months
        .iter()
        .map(|group| (french::month_of_key(&group.key), group))
        .collect();
    let weekdays: Vec<(String, &Group)> = groups
        .weekdays
        .iter()
        .map(|group| {
            (
                capital(weekday_name(&group.key, Lang::Fr).unwrap_or_default()),
                group,
            )
        })
        .collect();
    let title = "Part de plats bio, par mois";
    let (cut, drawn) = months.split_at(months.len().saturating_sub(MONTHS));
    let last = groups.months.get(cut.len()..)?;
    let curve = (drawn.len() > 2).then(|| trend("evolution", title, &points(last)));
    let mut note = String::new();
    if curve.is_some() {
        note.push_str("La bande pâle de la courbe est l'intervalle à 95 %. ");
    }
    if !cut.is_empty() {
        note.push_str(&format!("Seuls les {MONTHS} derniers mois sont dessinés."));
    }
    let by_month = Exhibit {
        id: "bio-par-mois".to_owned(),
        title: title.to_owned(),
        charts: curve
            .into_iter()
            .chain(group_rings("mois", drawn))
            .collect(),
        table: group_table("Mois", &months),
        note: note.trim_end().to_owned(),
    };
    let bars: Vec<(String, Share)> = weekdays
        .iter()
        .map(|(name, g)| (name.clone(), organic(g)))
        .collect();
    let title = "Part de plats bio, par jour de la semaine";
    let by_weekday = Exhibit {
        id: "bio-par-jour".to_owned(),
        title: title.to_owned(),
        charts: vec![share_bars("jours", title, &bars)],
        table: group_table("Jour", &weekdays),
        note: String::new(),
    };
    (!months.is_empty()).then(|| Section {
        id: "mois",
        title: "Au fil de l'année".to_owned(),
        text: Vec::new(),
        exhibits: vec![by_month, by_weekday],
    })
}

/// The months of the curve, with a hole where the calendar has one.
fn points(months: &[Group]) -> Vec<Point> {
    let served: BTreeMap<NaiveDate, Share> = months
        .iter()
        .filter_map(|group| Some((format!("{}-01", group.key).parse().ok()?, organic(group))))
        .collect();
    let mut year = None;
    let mut point = |month: NaiveDate| {
        let name = french::month(month.year(), month.month());
        let is_new = year.replace(month.year()) != Some(month.year());
        let year = if is_new {
            month.year().to_string()
        } else {
            String::new()
        };
        let short = format!("{} {year}", french::short_month(month.month()));
        (short, name, served.get(&month).copied())
    };
    let months = without_leaps(served.keys().copied());
    months.into_iter().map(&mut point).collect()
}

/// Months of a summer: where more are without a menu, they are not shown, for a wrong date may lie centuries off.
const SUMMER: usize = 3;

/// First days of months in order: these, and those of the holidays between them.
fn without_leaps(served: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
    let mut months: Vec<NaiveDate> = Vec::new();
    for month in served {
        let after = |date: &NaiveDate| date.checked_add_months(Months::new(1));
        let since = months.last().and_then(after);
        let between = std::iter::successors(since, after);
        let between: Vec<NaiveDate> = between
            .take_while(|date| *date < month)
            .take(SUMMER + 1)
            .collect();
        if between.len() <= SUMMER {
            months.extend(between);
        }
        months.push(month);
    }
    months
}

fn calendar(statistics: &Statistics) -> Option<Section> {
    let served: BTreeMap<NaiveDate, Share> = statistics.calendar.iter().copied().collect();
    let weekdays = served
        .keys()
        .map(|date| date.weekday().num_days_from_monday());
    let weekdays = (weekdays.max()? + 1).max(5);
    let firsts: BTreeSet<NaiveDate> = served.keys().filter_map(|date| date.with_day(1)).collect();
    let months = without_leaps(firsts.into_iter());
    let (cut, drawn) = months.split_at(months.len().saturating_sub(MONTHS));
    let charts: Vec<Chart> = drawn
        .iter()
        .map(|first| month(*first, &served, weekdays))
        .chain([key()])
        .collect();
    let rows = statistics.days_without_organic.iter();
    let rows = rows.map(|(date, name)| vec![Cell::Date(*date), Cell::text(restaurant(name))]);
    Some(Section {
        id: "calendrier",
        title: "Le calendrier du bio".to_owned(),
        text: vec![
            "Un carré par jour, tous restaurants réunis, d'autant plus foncé que la part de plats bio est grande ; en pointillé, les jours sans menu (cantine fermée, ou menu manquant).".to_owned(),
        ],
        exhibits: vec![
            Exhibit {
                id: "calendrier-bio".to_owned(),
                title: "Part de plats bio, jour par jour".to_owned(),
                charts,
                table: group_days(statistics),
                note: match cut {
                    [] => String::new(),
                    _ => format!("Seuls les {MONTHS} derniers mois sont dessinés."),
                },
            },
            Exhibit {
                id: "jours-sans-bio".to_owned(),
                title: "Les jours sans aucun plat bio".to_owned(),
                charts: Vec::new(),
                table: Table {
                    columns: vec!["Jour", "Restaurant"],
                    rows: rows.collect(),
                    shown: Some(LONG),
                },
                note: match statistics.days_without_organic.is_empty() {
                    true => "Il n'y en a aucun.".to_owned(),
                    false => String::new(),
                },
            },
        ],
    })
}

/// By month: the days served, and those with an organic dish.
fn group_days(statistics: &Statistics) -> Table {
    let months = statistics.groups.months.iter();
    let rows = months.filter_map(|group| {
        let days = group.days?.share(Mark::ORGANIC);
        Some(row(french::month_of_key(&group.key), days))
    });
    Table {
        columns: vec!["Mois", "Jours avec un plat bio", "Sur", "Part"],
        rows: rows.collect(),
        shown: Some(GROUPS),
    }
}

fn restaurants(statistics: &Statistics) -> Option<Section> {
    let groups: Vec<(String, &Group)> = statistics
        .groups
        .restaurants
        .iter()
        .map(|group| (restaurant(&group.key), group))
        .collect();
    let bars: Vec<(String, Share)> = groups
        .iter()
        .map(|(name, g)| (name.clone(), organic(g)))
        .collect();
    let title = "Part de plats bio, par restaurant";
    let shown = bars.get(..bars.len().min(LONG))?;
    (groups.len() > 1).then(|| Section {
        id: "restaurants",
        title: "Par restaurant".to_owned(),
        text: Vec::new(),
        exhibits: vec![Exhibit {
            id: "bio-par-restaurant".to_owned(),
            title: title.to_owned(),
            charts: vec![share_bars("restaurants", title, shown)],
            table: group_table("Restaurant", &groups),
            note: match groups.len() > LONG {
                true => format!("Seuls les {LONG} premiers sont dessinés."),
                false => String::new(),
            },
        }],
    })
}

fn vegetarian(statistics: &Statistics) -> Option<Section> {
    let weeks = &statistics.weeks_without_vegetarian;
    let rows = weeks.iter().map(|week| {
        vec![
            Cell::text(format!("semaine du {}", french::date(week.monday))),
            Cell::text(restaurant(&week.restaurant)),
            Cell::Number(week.lunches),
        ]
    });
    let found = share(statistics, "weeks_without_vegetarian");
    (found.of > 0).then(|| Section {
        id: "vegetarien",
        title: "Le repas végétarien de la semaine".to_owned(),
        text: vec![format!(
            "L'article L230-5-6 du Code rural et de la pêche maritime demande aux cantines scolaires de proposer un menu végétarien au moins une fois par semaine. Aucun n'a été reconnu dans {} sur {}, d'après ce que le menu dit et le nom des plats : à vérifier sur les menus, où une alternative végétarienne peut ne pas figurer. Une semaine dont peu de déjeuners ont été lus prouve peu.",
            french::count(found.value, "semaine", "semaines"),
            french::count(found.of, "semaine de service", "semaines de service (une par restaurant)")
        )],
        exhibits: vec![Exhibit {
            id: "semaines-sans-vegetarien".to_owned(),
            title: "Semaines sans repas végétarien reconnu".to_owned(),
            charts: Vec::new(),
            table: Table {
                columns: vec!["Semaine", "Restaurant", "Déjeuners lus"],
                rows: rows.collect(),
                shown: Some(LONG),
            },
            note: match weeks.is_empty() {
                true => "Il n'y en a aucune.".to_owned(),
                false => String::new(),
            },
        }],
    })
}

fn variety(statistics: &Statistics) -> Option<Section> {
    let dishes = &statistics.dishes;
    let top = dishes.iter().take(12);
    let bars: Vec<(String, Share)> = top
        .map(|dish| (dish.name.clone(), Share::new(dish.organic, dish.served)))
        .collect();
    let rows = dishes.iter().map(|dish| {
        vec![
            Cell::text(&dish.name),
            Cell::Number(dish.served),
            Cell::Number(dish.organic),
            match dish.mean_gap {
                Some(days) => Cell::Decimal(days),
                None => Cell::text("–"),
            },
        ]
    });
    let unknown: Vec<_> = dishes.iter().filter(|dish| !dish.known).collect();
    let unknown_rows = unknown
        .iter()
        .map(|dish| vec![Cell::text(&dish.name), Cell::Number(dish.served)]);
    let title = "Les plats les plus servis";
    (!dishes.is_empty()).then(|| Section {
        id: "variete",
        title: "La variété".to_owned(),
        text: vec![format!(
            "{}, goûters compris. L'écart est le nombre moyen de jours entre deux services du même plat dans un même restaurant.",
            french::count(dishes.len() as u64, "plat différent", "plats différents")
        )],
        exhibits: vec![
            Exhibit {
                id: "plats-frequents".to_owned(),
                title: title.to_owned(),
                charts: vec![dish_bars("plats", title, &bars)],
                table: Table {
                    columns: vec!["Plat", "Fois", "Dont bio", "Écart (jours)"],
                    rows: rows.collect(),
                    shown: Some(12),
                },
                note: String::new(),
            },
            Exhibit {
                id: "plats-inconnus".to_owned(),
                title: "Les plats que le lexique ne connaît pas".to_owned(),
                charts: Vec::new(),
                table: Table {
                    columns: vec!["Plat", "Fois"],
                    rows: unknown_rows.collect(),
                    shown: Some(LONG),
                },
                note: match unknown.is_empty() {
                    true => "Il n'y en a aucun.".to_owned(),
                    false => "Ils comptent dans tous les totaux ; leur famille est « inconnue ».".to_owned(),
                },
            },
        ],
    })
}

/// Every line of the statistics, for a spreadsheet.
pub(super) fn all_figures(statistics: &Statistics) -> Table {
    let rows = statistics.lines(Lang::Fr).into_iter().map(|line| {
        let (low, high) = line.share.interval().unzip();
        let bound = |ratio: Option<f64>| ratio.map_or_else(|| Cell::text(""), Cell::Ratio);
        let [_, unit] = line.unit.nouns(Lang::Fr);
        let mut cells: Vec<Cell> = [group_name(line.group), line.key, line.name, unit]
            .map(Cell::text)
            .to_vec();
        cells.extend(share_cells(line.share));
        cells.extend([bound(low), bound(high)]);
        cells
    });
    Table {
        columns: vec![
            "Groupe",
            "Lequel",
            "Chiffre",
            "Unité",
            "Nombre",
            "Sur",
            "Part",
            "Borne basse",
            "Borne haute",
        ],
        rows: rows.collect(),
        shown: None,
    }
}

fn group_name(group: &'static str) -> &'static str {
    match group {
        "figure" => "chiffre",
        "part" => "composition",
        "organic_part" => "composition, dont bio",
        "all" => "tout",
        "course" => "type de plat",
        "month" => "mois",
        "weekday" => "jour de la semaine",
        other => other,
    }
}

/// Each date with its dishes, for a spreadsheet.
pub(super) fn day_by_day(statistics: &Statistics) -> Table {
    let days = statistics.calendar.iter();
    let rows = days.map(|(date, share)| {
        let [organic, of, _] = share_cells(*share);
        vec![Cell::Date(*date), of, organic]
    });
    Table {
        columns: vec!["Jour", "Plats", "Bio"],
        rows: rows.collect(),
        shown: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_shown_and_centuries_are_not() {
        let month = |y, m| NaiveDate::from_ymd_opt(y, m, 1).unwrap();
        let served = [
            month(222, 5),
            month(2022, 6),
            month(2022, 9),
            month(2223, 1),
        ];
        let shown = without_leaps(served.into_iter());
        let holidays = [month(2022, 7), month(2022, 8)];
        let [first, second, third, last] = served;
        assert_eq!(
            shown,
            [&[first, second], holidays.as_slice(), &[third, last]].concat()
        );
    }
}
