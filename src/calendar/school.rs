//! School years, school holidays and public holidays, from `school.toml`, which says until when they are known.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A zone of the school holidays (article D521-1 of the Code de l'éducation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
}

impl Zone {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::A, Self::B, Self::C];
}

/// The days of the school years that are known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolCalendar {
    /// Where it is from.
    pub source: String,
    /// The last day that it knows.
    pub known_until: NaiveDate,
    year: Vec<Year>,
    /// The public holidays, by name.
    public: BTreeMap<String, Vec<NaiveDate>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    /// The first day of school.
    from: NaiveDate,
    /// The last one.
    to: NaiveDate,
    holidays: Vec<Holidays>,
}

/// Days without school, the first and the last included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    #[serde(rename = "name")]
    _name: String,
    zones: Vec<Zone>,
    from: NaiveDate,
    to: NaiveDate,
}

static CALENDAR: LazyLock<SchoolCalendar> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/school.json")))
        .unwrap_or_else(|error| panic!("school.toml: {error}"))
});

impl SchoolCalendar {
    /// The calendar that comes with the program.
    pub fn load() -> &'static Self {
        &CALENDAR
    }

    /// Whether the calendar tells of the day.
    pub fn knows(&self, day: NaiveDate) -> bool {
        let first = self.year.first().map(|year| year.from);
        first.is_some_and(|first| first <= day) && day <= self.known_until
    }

    /// Whether the day is within school holidays; where the zone is not given, within those of any zone. Of a day that the
    /// calendar does not know: no.
    pub fn is_holiday(&self, day: NaiveDate, zone: Option<Zone>) -> bool {
        if !self.knows(day) {
            return false;
        }
        let Some(year) = self
            .year
            .iter()
            .find(|year| year.from <= day && day <= year.to)
        else {
            return true;
        };
        let theirs = |zones: &[Zone]| zone.is_none_or(|zone| zones.contains(&zone));
        let mut holidays = year.holidays.iter().filter(|h| theirs(&h.zones));
        holidays.any(|h| h.from <= day && day <= h.to)
    }

    /// Whether there is school in every town of the zone, or of every zone: a Wednesday is a school day in some alone.
    pub fn is_school_day(&self, day: NaiveDate, zone: Option<Zone>) -> bool {
        let off = matches!(day.weekday(), Weekday::Wed | Weekday::Sat | Weekday::Sun);
        let public = || self.public.values().any(|days| days.contains(&day));
        !off && self.knows(day) && !self.is_holiday(day, zone) && !public()
    }

    /// The first day of the school year that the day is in, or that ended before it last; nothing of a day before all that are known.
    pub fn year_of(&self, day: NaiveDate) -> Option<NaiveDate> {
        let begun = self.year.iter().map(|year| year.from);
        begun.take_while(|from| *from <= day).last()
    }

    /// The Mondays from the one of `from`'s week to the one of `to`'s, of weeks with a school day.
    pub fn school_weeks(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        zone: Option<Zone>,
    ) -> Vec<NaiveDate> {
        let mut weeks: BTreeMap<NaiveDate, bool> = BTreeMap::new();
        let known = self.year.first().map_or(to, |year| year.from);
        let first = monday(from.max(known));
        let days = first
            .iter_days()
            .take_while(|day| *day <= monday(to.min(self.known_until)) + chrono::Duration::days(6));
        for day in days {
            *weeks.entry(monday(day)).or_default() |= self.is_school_day(day, zone);
        }
        weeks
            .into_iter()
            .filter(|(_, school)| *school)
            .map(|(week, _)| week)
            .collect()
    }
}

/// The Monday of the day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    let days = day.weekday().num_days_from_monday();
    let monday = day.checked_sub_days(chrono::Days::new(days.into()));
    // The calendar's first day has none before it.
    monday.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_calendar_is_in_order_and_each_zone_has_its_holidays_once() {
        let calendar = SchoolCalendar::load();
        let mut end = calendar.year[0].from;
        for year in &calendar.year {
            assert!(end <= year.from && year.from < year.to, "{}", year.from);
            end = year.to;
            for zone in Zone::ALL {
                let theirs = year.holidays.iter().filter(|h| h.zones.contains(zone));
                let mut theirs: Vec<_> = theirs.map(|h| (h.from, h.to)).collect();
                theirs.sort();
                assert!(theirs.len() >= 4, "{} {zone:?}", year.from);
                assert!(
                    theirs
                        .iter()
                        .all(|(from, to)| year.from < *from && from <= to && *to < year.to),
                    "{}",
                    year.from
                );
                assert!(
                    theirs.windows(2).all(|pair| pair[0].1 < pair[1].0),
                    "{}",
                    year.from
                );
            }
        }
        assert_eq!(end, calendar.known_until);
        for year in calendar.year[0].from.year() + 1..calendar.known_until.year() {
            let public = calendar
                .public
                .values()
                .flatten()
                .filter(|day| day.year() == year);
            assert_eq!(public.count(), 11, "{year}");
        }
    }

    #[test]
    fn winter_holidays_depend_on_the_zone() {
        let calendar = SchoolCalendar::load();
        let holiday = |day: &str| {
            Zone::ALL
                .iter()
                .map(|zone| calendar.is_holiday(on(day), Some(*zone)))
                .collect::<Vec<_>>()
        };
        assert_eq!(holiday("2023-02-06"), [true, false, false]);
        assert_eq!(holiday("2023-02-14"), [true, true, false]);
        assert_eq!(holiday("2023-03-01"), [false, false, true]);
        assert_eq!(holiday("2022-12-26"), [true, true, true]);
        assert_eq!(holiday("2023-08-01"), [true, true, true]);
        assert_eq!(holiday("2023-01-10"), [false, false, false]);
        assert!(calendar.is_holiday(on("2023-02-06"), None));
    }

    #[test]
    fn weeks_without_a_school_day_are_none_to_miss() {
        let calendar = SchoolCalendar::load();
        let weeks = calendar.school_weeks(on("2022-10-19"), on("2022-11-16"), Some(Zone::B));
        assert_eq!(weeks, ["2022-10-17", "2022-11-07", "2022-11-14"].map(on));
        assert!(
            !calendar.is_school_day(on("2022-11-11"), Some(Zone::B)),
            "a public holiday"
        );
        assert_eq!(calendar.year_of(on("2023-08-15")), Some(on("2022-09-01")));
        assert!(
            calendar
                .school_weeks(on("1990-01-01"), on("1999-01-01"), None)
                .is_empty()
        );
        assert!(
            calendar
                .school_weeks(on("2099-01-01"), on("2099-02-01"), None)
                .is_empty()
        );
    }
}
