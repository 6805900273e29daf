//! Numbers, dates and periods as French writes them.

use chrono::{Datelike, NaiveDate};

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

const WEEKDAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

const SHORT_MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

/// Groups of three digits, a thin space between them.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut spaced = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spaced.push('\u{202f}');
        }
        spaced.push(digit);
    }
    spaced
}

/// One decimal, after a comma.
pub(crate) fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// A number and its noun; zero and one are singular.
pub(crate) fn count(of: u64, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", number(of), if of < 2 { one } else { many })
}

fn month_name(month: u32) -> &'static str {
    let place = (month as usize).saturating_sub(1);
    MONTHS.get(place).copied().unwrap_or_default()
}

/// `nov.`
pub(crate) fn short_month(month: u32) -> &'static str {
    let place = (month as usize).saturating_sub(1);
    SHORT_MONTHS.get(place).copied().unwrap_or_default()
}

fn day(date: NaiveDate) -> String {
    match date.day() {
        1 => "1er".to_owned(),
        day => day.to_string(),
    }
}

/// `7 novembre 2022`.
pub(crate) fn date(date: NaiveDate) -> String {
    format!("{} {} {}", day(date), month_name(date.month()), date.year())
}

/// `lundi 7 novembre 2022`.
pub(crate) fn long_date(of: NaiveDate) -> String {
    let weekday = WEEKDAYS.get(of.weekday().num_days_from_monday() as usize);
    format!("{} {}", weekday.unwrap_or(&""), date(of))
}

/// `novembre 2022`.
pub(crate) fn month(year: i32, month: u32) -> String {
    format!("{} {year}", month_name(month))
}

/// `novembre 2022`, of `2022-11`.
pub(crate) fn month_of_key(key: &str) -> String {
    let parts = key.rsplit_once('-');
    let parts = parts.and_then(|(y, m)| Some((y.parse().ok()?, m.parse().ok()?)));
    parts.map_or_else(|| key.to_owned(), |(y, m)| month(y, m))
}

/// `du 7 novembre au 16 décembre 2022`.
pub(crate) fn period(from: NaiveDate, to: NaiveDate) -> String {
    let same_year = from.year() == to.year();
    if from == to {
        return format!("le {}", date(from));
    }
    let start = match (same_year, from.month() == to.month()) {
        (true, true) => day(from),
        (true, false) => format!("{} {}", day(from), month_name(from.month())),
        (false, _) => date(from),
    };
    format!("du {start} au {}", date(to))
}

/// Words in a row, `et` before the last.
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_french() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!([number(7), number(999)], ["7", "999"]);
        assert_eq!(count(1, "jour", "jours"), "1\u{a0}jour");
        assert_eq!(long_date(on(2022, 11, 7)), "lundi 7 novembre 2022");
        for (from, to, text) in [
            (
                on(2022, 11, 1),
                on(2022, 11, 30),
                "du 1er au 30 novembre 2022",
            ),
            (
                on(2022, 11, 7),
                on(2022, 12, 16),
                "du 7 novembre au 16 décembre 2022",
            ),
            (
                on(2022, 9, 1),
                on(2023, 7, 7),
                "du 1er septembre 2022 au 7 juillet 2023",
            ),
            (on(2022, 9, 1), on(2022, 9, 1), "le 1er septembre 2022"),
        ] {
            assert_eq!(period(from, to), text);
        }
        assert_eq!(month_of_key("2022-02"), "février 2022");
        assert_eq!(short_month(12), "déc.");
    }
}
