//! Rows → a calendar a restaurant (RFC 5545), to which a family subscribes: one event a meal, for the whole day.

use super::content_lines::ContentLines;
use super::facts::plain;
use super::file::sha256;
use super::slug::{Names, slug};
use crate::scdl::{Course, MealKind, Row, Siqo};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;

/// A restaurant's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The file's name: `ecole-des-tilleuls.ics`. No two calendars of an edition share one.
    pub file_name: String,
    /// The restaurant, as the rows name it.
    pub restaurant: String,
    /// What the file holds.
    pub text: String,
}

/// A restaurant is what has one name and one identifier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Restaurant<'r> {
    name: &'r str,
    id: &'r str,
}

type Meals<'r> = BTreeMap<(NaiveDate, MealKind), Vec<&'r Row>>;

/// The calendars, in the order of the restaurants' names. The rows may be in any order.
pub fn calendars(rows: &[Row]) -> Vec<Calendar> {
    let mut meals: BTreeMap<Restaurant, Meals> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_written(row.menu_date)) {
        let of_restaurant = meals.entry(Restaurant::of(row)).or_default();
        let meal = (row.menu_date, row.menu_repas_type);
        of_restaurant.entry(meal).or_default().push(row);
    }
    let mut slugs: BTreeMap<String, usize> = BTreeMap::new();
    for restaurant in meals.keys() {
        *slugs.entry(restaurant.slug()).or_default() += 1;
    }
    let mut names = Names::default();
    let calendar = |(restaurant, meals): (&Restaurant, &Meals)| {
        let alone = slugs.get(&restaurant.slug()) == Some(&1);
        let name = names.take(restaurant.file_name(alone));
        Calendar {
            file_name: format!("{name}.ics"),
            restaurant: restaurant.title(),
            text: text(*restaurant, meals),
        }
    };
    meals.iter().map(calendar).collect()
}

/// RFC 5545 has four digits for a year.
fn is_written(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

impl<'r> Restaurant<'r> {
    fn of(row: &'r Row) -> Self {
        Self {
            name: &row.menu_restaurant_nom,
            id: &row.menu_restaurant_id,
        }
    }

    fn title(&self) -> String {
        match plain(self.name) {
            name if name.is_empty() => "Restaurant non nommé".to_owned(),
            name => name,
        }
    }

    fn slug(&self) -> String {
        slug(self.name, "restaurant")
    }

    /// Restaurants of one name are told apart by their identifiers.
    fn file_name(&self, alone: bool) -> String {
        match alone {
            true => self.slug(),
            false => slug(&format!("{} {}", self.slug(), self.id), "restaurant"),
        }
    }
}

const CAUTION: &str = "Les menus peuvent changer le jour même. Ils ne disent pas tous les allergènes : en cas d'allergie, ne vous \
    y fiez pas et demandez à la cuisine.";

fn text(restaurant: Restaurant, meals: &Meals) -> String {
    let title = format!("Cantine – {}", restaurant.title());
    let mut lines = ContentLines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Ardoise//Menus de cantine//FR");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    // RFC 7986's property, and the one that most calendars know.
    lines.put_text("NAME", &title);
    lines.put_text("X-WR-CALNAME", &title);
    lines.put_text("X-WR-CALDESC", CAUTION);
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    lines.put("X-PUBLISHED-TTL", "P1D");
    for ((date, kind), rows) in meals {
        put_event(&mut lines, restaurant, (*date, *kind), rows);
    }
    lines.put("END", "VCALENDAR");
    lines.into_text()
}

fn put_event(
    lines: &mut ContentLines,
    restaurant: Restaurant,
    (date, kind): (NaiveDate, MealKind),
    rows: &[&Row],
) {
    let mut dishes: Vec<&Row> = rows.to_vec();
    dishes.sort_by_key(|row| row.menu_plat_type);
    let told: Vec<String> = dishes.iter().filter_map(|row| line(row)).collect();
    let stamp = last_change(date, rows).format("%Y%m%dT%H%M%SZ");
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &uid(restaurant, date, kind));
    lines.put("DTSTAMP", &stamp.to_string());
    // Without an end, it lasts the day.
    lines.put("DTSTART;VALUE=DATE", &date.format("%Y%m%d").to_string());
    lines.put_text("SUMMARY", &summary(kind, &dishes));
    if !told.is_empty() {
        lines.put_text("DESCRIPTION", &told.join("\n"));
    }
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("END", "VEVENT");
}

/// The same meal keeps its identifier in each edition.
fn uid(restaurant: Restaurant, date: NaiveDate, kind: MealKind) -> String {
    let meal = [
        restaurant.name,
        restaurant.id,
        &date.to_string(),
        kind.as_str(),
    ]
    .join("\u{1f}");
    let hash = sha256(meal.as_bytes());
    format!("{}@ardoise", hash.get(..32).unwrap_or_default())
}

/// When the meal's rows were last changed, else published; the day's midnight where none says it.
fn last_change(date: NaiveDate, rows: &[&Row]) -> DateTime<Utc> {
    let told = rows
        .iter()
        .flat_map(|row| [row.menu_modification_date, row.menu_publication_date]);
    let told = told.flatten().map(|at| at.to_utc());
    let latest = told.filter(|at| is_written(at.date_naive())).max();
    latest.unwrap_or_else(|| date.and_time(NaiveTime::MIN).and_utc())
}

/// The meal and its main dish, else its first one.
fn summary(kind: MealKind, dishes: &[&Row]) -> String {
    let named = || {
        dishes
            .iter()
            .filter(|row| !plain(&row.menu_plat_nom).is_empty())
    };
    let main = named().find(|row| row.menu_plat_type == Course::PlatPrincipal);
    let meal = meal_name(kind);
    match main.or_else(|| named().next()) {
        Some(dish) => format!("{meal} : {}", plain(&dish.menu_plat_nom)),
        None => meal.to_owned(),
    }
}

fn meal_name(kind: MealKind) -> &'static str {
    match kind {
        MealKind::PetitDejeuner => "Petit-déjeuner",
        MealKind::Dejeuner => "Déjeuner",
        MealKind::Gouter => "Goûter",
        MealKind::Diner => "Dîner",
        MealKind::Collation => "Collation",
        MealKind::PiqueNique => "Pique-nique",
        MealKind::Autre => "Repas",
    }
}

/// `Carottes râpées (bio, local)`.
fn line(row: &Row) -> Option<String> {
    let name = plain(&row.menu_plat_nom);
    let siqo = row
        .menu_plat_siqo
        .iter()
        .map(|siqo| short(*siqo).to_owned());
    let labels = row.menu_plat_label.split(';').map(plain);
    let regimes = row.menu_plat_regime.iter().map(|r| plain(r.as_str()));
    let marks: Vec<String> = siqo
        .chain(labels)
        .chain(regimes)
        .filter(|mark| !mark.is_empty())
        .collect();
    match (name.is_empty(), marks.is_empty()) {
        (true, _) => None,
        (false, true) => Some(name),
        (false, false) => Some(format!("{name} ({})", marks.join(", "))),
    }
}

/// The sign as menus write it.
fn short(siqo: Siqo) -> &'static str {
    match siqo {
        Siqo::AgricultureBiologique => "bio",
        Siqo::AppellationOrigineProtegee => "AOP",
        Siqo::AppellationOrigineControlee => "AOC",
        Siqo::IndicationGeographiqueProtegee => "IGP",
        Siqo::SpecialiteTraditionnelleGarantie => "STG",
        Siqo::LabelRouge => "label rouge",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits() {
        let on = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        assert!(is_written(on(1)) && is_written(on(9999)));
        assert!(!is_written(on(0)) && !is_written(on(10_000)) && !is_written(on(-5)));
    }
}
