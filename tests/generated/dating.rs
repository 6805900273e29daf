//! Dates → what headings and titles say of them.

use super::design::{DayForm, Design, TitleForm, YearPlace};
use super::served::Served;
use chrono::{Datelike, NaiveDate};

const DAYS: [&str; 7] = [
    "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche",
];
const SHORT_DAYS: [&str; 7] = ["Lun.", "Mar.", "Mer.", "Jeu.", "Ven.", "Sam.", "Dim."];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT_MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

pub fn weekday(date: NaiveDate) -> &'static str {
    DAYS[date.weekday().num_days_from_monday() as usize]
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

pub fn number(date: NaiveDate) -> String {
    match date.day() {
        1 => "1er".into(),
        day => day.to_string(),
    }
}

/// The day's name, its number, and the month where it is said.
fn long(date: NaiveDate, with_month: bool) -> String {
    let month = if with_month {
        format!(" {}", month(date))
    } else {
        String::new()
    };
    format!("{} {}{month}", weekday(date).to_lowercase(), number(date))
}

fn slashed(date: NaiveDate) -> String {
    date.format("%d/%m").to_string()
}

/// The day's heading.
pub fn day_text(date: NaiveDate, design: &Design) -> String {
    let (name, number, year) = (weekday(date), number(date), date.year());
    let text = match design.day {
        DayForm::Month => format!("{name} {number} {}", month(date)),
        DayForm::Year => format!("{name} {number} {} {year}", month(date)),
        DayForm::Number => format!("{name} {number}"),
        DayForm::Name => name.to_owned(),
        DayForm::Slashed => format!("{name} {}", slashed(date)),
        DayForm::Dotted => format!("{name} {}", date.format("%d.%m")),
        DayForm::SlashedYear => format!("{name} {}/{year}", slashed(date)),
        DayForm::Short => {
            let short = SHORT_DAYS[date.weekday().num_days_from_monday() as usize];
            format!("{short} {number} {}", SHORT_MONTHS[date.month0() as usize])
        }
        DayForm::ShortNumber => {
            let short = SHORT_DAYS[date.weekday().num_days_from_monday() as usize];
            format!("{short} {number}")
        }
    };
    match design.day_capitals {
        true => text.to_uppercase(),
        false => text,
    }
}

/// What stands in the corner of a calendar's cell.
pub fn corner_text(date: NaiveDate, design: &Design) -> String {
    match design.day {
        DayForm::Month => format!("{} {}", number(date), month(date)),
        _ => number(date),
    }
}

/// "du 5 au 9 janvier 2026".
pub fn range(from: NaiveDate, to: NaiveDate, with_year: bool, in_digits: bool) -> String {
    let year = |date: NaiveDate, said: bool| match (said, in_digits) {
        (false, _) => String::new(),
        (true, true) => format!("/{}", date.year()),
        (true, false) => format!(" {}", date.year()),
    };
    let two_years = from.year() != to.year();
    if in_digits {
        let (first, last) = (slashed(from), slashed(to));
        return format!(
            "du {first}{} au {last}{}",
            year(from, with_year && two_years),
            year(to, with_year)
        );
    }
    let first = match from.month() == to.month() {
        true => number(from),
        false => format!(
            "{} {}{}",
            number(from),
            month(from),
            year(from, with_year && two_years)
        ),
    };
    format!(
        "du {first} au {} {}{}",
        number(to),
        month(to),
        year(to, with_year)
    )
}

/// The month in which most of the days lie, as one of them.
fn chief_day(served: &Served) -> NaiveDate {
    let dates: Vec<NaiveDate> = served.days().map(|(_, day)| day.date).collect();
    let of_month = |date: &NaiveDate| dates.iter().filter(|d| d.month() == date.month()).count();
    dates
        .iter()
        .copied()
        .max_by_key(|date| (of_month(date), *date))
        .unwrap_or_default()
}

/// What a title says of the days from `from` to `to`.
fn title_text(served: &Served, design: &Design, from: NaiveDate, to: NaiveDate) -> String {
    let with_year = design.year == YearPlace::Title;
    let menus = [
        "Menus",
        "Menu",
        "Menus du restaurant scolaire",
        "Menus de la cantine",
    ][usize::from(design.wording % 4)];
    let year = |date: NaiveDate| {
        if with_year {
            format!(" {}", date.year())
        } else {
            String::new()
        }
    };
    match design.title {
        TitleForm::Range if design.wording % 2 == 1 => {
            format!("Semaine {}", range(from, to, with_year, false))
        }
        TitleForm::Range => format!("{menus} {}", range(from, to, with_year, false)),
        TitleForm::Slashed => format!("{menus} {}", range(from, to, with_year, true)),
        TitleForm::Weekdays => {
            let first = long(from, from.month() != to.month());
            format!("{menus} du {first} au {}{}", long(to, true), year(to))
        }
        TitleForm::WeekNumber => {
            format!(
                "Semaine {} – {}",
                from.iso_week().week(),
                range(from, to, with_year, false)
            )
        }
        TitleForm::Month => {
            let day = chief_day(served);
            format!("{menus} – {}{}", month(day), year(day))
        }
        TitleForm::Monday => format!("Semaine du {} {}{}", number(from), month(from), year(from)),
        TitleForm::Plain => {
            format!("{menus} de la semaine").replace("cantine de la", "cantine pour la")
        }
    }
}

/// The title, in capitals where the design says so.
pub fn title(served: &Served, design: &Design, from: NaiveDate, to: NaiveDate) -> String {
    let text = title_text(served, design, from, to);
    if design.title_capitals {
        text.to_uppercase()
    } else {
        text
    }
}

/// "Année scolaire 2025-2026".
pub fn school_year(served: &Served) -> String {
    let day = served.first();
    let start = if day.month() >= 8 {
        day.year()
    } else {
        day.year() - 1
    };
    format!("Année scolaire {start}-{}", start + 1)
}

/// The name of the file that says the year, or nothing.
pub fn file_name(served: &Served, design: &Design) -> String {
    let first = served.first();
    match (design.year, design.phrasing % 2) {
        (YearPlace::FileName, 0) => format!("menu-{}.pdf", first.format("%Y-%m-%d")),
        (YearPlace::FileName, _) => format!("menus {} {}.pdf", month(first), first.year()),
        _ => "menus.pdf".into(),
    }
}
