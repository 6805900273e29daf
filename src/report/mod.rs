//! `Statistics` → what the deputy mayor reads: one model of texts, charts and tables (`model.rs`), shown as HTML, PDF and
//! XLSX. In French, as what a town hall reads is.

mod charts;
mod compare;
mod html;
mod model;
mod pdf;
mod sections;
mod xlsx;

pub use html::html;
pub use model::{Cell, Chart, Exhibit, Key, Report, Section, Table};
pub use pdf::{PdfError, pdf};
pub use xlsx::{XlsxError, xlsx};

use crate::diagnostic::Lang;
use crate::french;
use crate::stats::{Share, Statistics, Unit, definition, percent};
use charts::share_ring;
use chrono::NaiveDate;
use model::interval_to_tell;

/// What the report says of itself.
#[derive(Debug, Clone)]
pub struct About {
    /// The day on which it is made.
    pub date: NaiveDate,
    /// What the extraction says of itself; none where nobody kept its trace.
    pub trace: Option<Trace>,
}

/// What the extraction of the menus says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Trace {
    /// The documents that gave a dish.
    pub menus: u64,
    /// The dishes that it doubts, of those that it read.
    pub doubts: Share,
}

/// The report on these menus; beside others, where there are any.
pub fn report(statistics: &Statistics, others: Option<&Statistics>, about: &About) -> Report {
    let mut sections = sections::sections(statistics);
    if let Some(others) = others {
        sections.insert(0, compare::section(statistics, others));
    }
    Report {
        title: title(statistics),
        subtitle: subtitle(statistics),
        main: main_exhibit(statistics),
        keys: keys(statistics),
        caution: CAUTION.map(str::to_owned).to_vec(),
        read: read(statistics, about),
        notes: notes(statistics, others),
        sections,
        definitions: definitions(statistics),
        method: METHOD.map(str::to_owned).to_vec(),
        made: format!(
            "Rapport établi le {} par Ardoise {}.",
            french::date(about.date),
            env!("CARGO_PKG_VERSION")
        ),
        date: about.date,
        all: sections::all_figures(statistics),
        days: sections::day_by_day(statistics),
    }
}

const CAUTION: [&str; 2] = [
    "Ces parts comptent des plats, non des euros. La loi EGalim demande que les produits durables ou de qualité fassent au \
     moins 50 % de la valeur des achats d'une année, dont au moins 20 % de produits biologiques (article L230-5-1 du Code \
     rural et de la pêche maritime).",
    "Un menu ne dit ni ce qu'un plat coûte, ni si tous ses ingrédients sont bio : la part de plats bio ne prouve ni \
     n'infirme que l'objectif est atteint. Seules les factures le peuvent.",
];

const METHOD: [&str; 7] = [
    "Un plat est une ligne du menu : ce qui est servi sous un nom, à un repas d'un jour, dans un restaurant. Deux plats au \
     choix comptent pour deux. Les goûters et collations sont comptés à part.",
    "Un plat est bio, local ou porte un autre signe si le menu le dit : par un mot, un sigle, une couleur ou un pictogramme \
     que la légende explique. Un signe que rien n'explique n'est pas compté. Un plat bio que le menu ne signale pas n'est pas compté.",
    "Sous dix plats, aucun pourcentage n'est donné. Sous cent, la part est suivie de son intervalle de confiance à 95 % \
     (méthode de Wilson, 1927) : si ces menus étaient un tirage au hasard parmi des menus semblables, la part de ceux-ci y \
     serait comprise dix-neuf fois sur vingt. Un même menu servi dans plusieurs restaurants compte autant de fois : \
     l'intervalle est alors plus étroit qu'il ne devrait.",
    "Un jour de service est une date dans un restaurant : deux restaurants ouverts le même jour font deux jours de service. Il \
     en va de même des semaines.",
    "Ce dont un plat est fait (légume, féculent, fromage, fruit…) est tiré de son nom par un lexique : le premier aliment du \
     nom décide. Un plat dont aucun mot n'y figure est compté comme « inconnu » et listé.",
    "Deux noms qui ne diffèrent que par la casse, les accents ou la ponctuation sont un même plat. L'écart entre deux services \
     est le nombre de jours du premier au dernier service dans un restaurant, divisé par le nombre de services moins un.",
    "Chaque part est arrondie pour elle-même : la somme des parts affichées peut différer de 100 % d'un ou deux points.",
];

fn title(statistics: &Statistics) -> String {
    match statistics.bodies.as_slice() {
        [] => "Les menus de la cantine".to_owned(),
        bodies if bodies.len() < 4 => format!("Les menus de la cantine – {}", french::list(bodies)),
        bodies => format!("Les menus de {} collectivités", bodies.len()),
    }
}

fn subtitle(statistics: &Statistics) -> String {
    let period = statistics
        .period
        .map(|p| french::period(p.from, p.to))
        .unwrap_or_default();
    let named: Vec<String> = named_restaurants(statistics).cloned().collect();
    let whose = match named.len() {
        0 => String::new(),
        1..=3 => format!("{}, ", french::list(&named)),
        many => format!(
            "{}, ",
            french::count(many as u64, "restaurant", "restaurants")
        ),
    };
    format!("{whose}{period}")
}

fn named_restaurants(statistics: &Statistics) -> impl Iterator<Item = &String> {
    let restaurants = statistics.read.restaurants.iter();
    restaurants.filter(|name| !name.is_empty())
}

/// A restaurant's name, or that it has none.
fn restaurant(name: &str) -> String {
    match name {
        "" => "restaurant non nommé".to_owned(),
        name => name.to_owned(),
    }
}

fn share(statistics: &Statistics, figure: &str) -> Share {
    statistics.figure(figure).unwrap_or_default()
}

fn figure_name(figure: &str) -> &'static str {
    definition(figure).map_or("", |definition| definition.name(Lang::Fr))
}

fn main_exhibit(statistics: &Statistics) -> Exhibit {
    let organic = share(statistics, "organic_dishes");
    let chart = share_ring("bio", "Plats bio", "plats", organic, 210.0);
    let names = ["organic_dishes", "local_dishes", "quality_dishes"];
    Exhibit {
        id: "part-bio".to_owned(),
        title: "Plats bio, locaux, de qualité".to_owned(),
        charts: vec![chart],
        table: sections::figure_table(statistics, &names),
        note: String::new(),
    }
}

/// The key figures besides the organic share: shares of dishes in percent, the others as they are counted.
fn keys(statistics: &Statistics) -> Vec<Key> {
    let key = |id: &&str| {
        let share = share(statistics, id);
        let unit = definition(id).map_or(Unit::Dishes, |definition| definition.unit);
        let [one, many] = unit.nouns(Lang::Fr);
        let counted = |of| french::count(of, one, many);
        let (value, mut detail) = match (unit, share.ratio()) {
            (Unit::Dishes, Some(ratio)) => (
                percent(ratio, Lang::Fr),
                format!("{} sur {}", counted(share.value), french::number(share.of)),
            ),
            _ => (
                french::number(share.value),
                format!("sur {}", counted(share.of)),
            ),
        };
        if let Some((low, high)) = interval_to_tell(share).filter(|_| unit == Unit::Dishes) {
            detail.push_str(&format!(", entre {low} et {high}\u{a0}%"));
        }
        if *id == "weeks_without_vegetarian" {
            detail.push_str(", à vérifier sur les menus");
        }
        Key {
            name: figure_name(id).to_owned(),
            value,
            detail,
            share,
        }
    };
    [
        "local_dishes",
        "quality_dishes",
        "days_without_organic",
        "fully_organic_meals",
        "weeks_without_vegetarian",
        "fruit_desserts",
    ]
    .iter()
    .map(key)
    .collect()
}

fn read(statistics: &Statistics, about: &About) -> Vec<(String, String)> {
    let read = &statistics.read;
    let line = |name: &str, text: String| (name.to_owned(), text);
    let restaurants: Vec<String> = named_restaurants(statistics).cloned().collect();
    let restaurants = match restaurants.len() {
        0 => "non nommés".to_owned(),
        1..=6 => restaurants.join(" ; "),
        many => french::number(many as u64),
    };
    let unknown = || "non connu : la trace de l'extraction n'a pas été donnée (--trace)".to_owned();
    let menus = about.trace.map(|trace| french::number(trace.menus));
    let doubts = about.trace.map(|trace| {
        let [value, of] = [trace.doubts.value, trace.doubts.of].map(french::number);
        format!("{value} sur {of} extraits : à vérifier sur le menu")
    });
    vec![
        line(
            "Période",
            statistics
                .period
                .map(|p| french::period(p.from, p.to))
                .unwrap_or_default(),
        ),
        line("Restaurants", restaurants),
        line("Menus (documents) extraits", menus.unwrap_or_else(unknown)),
        line(
            "Jours de service",
            match read.restaurants.len() {
                0 | 1 => french::number(read.days),
                _ => format!(
                    "{} ({}, comptées une fois par restaurant)",
                    french::number(read.days),
                    french::count(read.dates, "date", "dates")
                ),
            },
        ),
        line("Repas", french::number(read.meals)),
        line("Goûters", french::number(read.snacks)),
        line("Plats, goûters mis à part", french::number(read.dishes)),
        line(
            "Plats différents, goûters compris",
            french::number(statistics.dishes.len() as u64),
        ),
        line(
            "Plats extraits avec un doute",
            doubts.unwrap_or_else(unknown),
        ),
    ]
}

fn notes(statistics: &Statistics, others: Option<&Statistics>) -> Vec<String> {
    let mut notes = Vec::new();
    let read = &statistics.read;
    if read.repeated_meals > 0 {
        notes.push(format!(
            "{} plusieurs fois dans les tableaux : leurs plats sont comptés autant de fois.",
            french::count(read.repeated_meals, "repas est", "repas sont")
        ));
    }
    if read.unnamed {
        notes.push(
            "Des lignes ne nomment aucun restaurant : elles sont comptées comme celles d'un seul."
                .to_owned(),
        );
    }
    if read.left_out > 0 {
        notes.push(format!(
            "{} dans ces chiffres : hors de la période ou des restaurants choisis.",
            french::count(
                read.left_out,
                "ligne des tableaux n'entre pas",
                "lignes des tableaux n'entrent pas"
            )
        ));
    }
    if others.is_some_and(|others| others.read.repeated_meals > 0) {
        notes.push(
            "Des repas comparés sont plusieurs fois dans les tableaux : ils sont comptés autant de fois.".to_owned(),
        );
    }
    notes
}

fn definitions(statistics: &Statistics) -> Vec<(String, String)> {
    let ids = statistics.figures.iter().map(|figure| figure.id);
    let entries = ids.filter_map(|id| Some((figure_name(id), definition(id)?)));
    entries
        .map(|(name, definition)| (name.to_owned(), definition.text(Lang::Fr).to_owned()))
        .collect()
}
