//! Rows → how fresh the data set is: the last day covered, and the weeks of school that no menu covers.

use super::edition::{Edition, restaurant};
use crate::calendar::{SchoolCalendar, Zone, monday};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// How fresh a data set is, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// The day.
    pub on: NaiveDate,
    /// The zone of the school holidays; where it is not given, the holidays of any zone count as such.
    pub zone: Option<Zone>,
    /// The first day covered and the last one.
    pub covered: Option<(NaiveDate, NaiveDate)>,
    /// Days since the last one, those of school holidays left out; 0 where it is still to come.
    pub gap: u64,
    /// The restaurants, by name.
    pub restaurants: Vec<Covered>,
}

/// What a restaurant's menus cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Its name, or its identifier; empty where the rows have neither.
    pub name: String,
    /// The last day.
    pub last: NaiveDate,
    /// Days since, as for the whole.
    pub gap: u64,
    /// Whether menus are to be expected of it: one that lies in the inbox is of it and of this school year, or none is of this
    /// school year.
    pub open: bool,
    /// The Mondays of the weeks of school without a menu, between its first and its last one.
    pub missing: Vec<NaiveDate>,
    /// Those after the last one.
    pub late: Vec<NaiveDate>,
}

impl Freshness {
    /// How fresh an edition is on a day.
    pub fn of(edition: &Edition, zone: Option<Zone>, on: NaiveDate) -> Self {
        let mut days: BTreeMap<(&str, &str), BTreeSet<NaiveDate>> = BTreeMap::new();
        for row in edition
            .rows
            .iter()
            .filter(|row| is_plausible(row.menu_date, on))
        {
            days.entry(restaurant(row))
                .or_default()
                .insert(row.menu_date);
        }
        let first = days.values().filter_map(BTreeSet::first).min();
        let last = days.values().filter_map(BTreeSet::last).max();
        let covered = first.copied().zip(last.copied());
        let year = SchoolCalendar::load().year_of(on);
        let of_this_year = |day: NaiveDate| year.is_none_or(|year| year <= day);
        let none_is_open = !last.is_some_and(|last| of_this_year(*last));
        let named = |name: &str| days.keys().filter(|(other, _)| *other == name).count();
        let restaurants = days.iter().filter_map(|(restaurant, days)| {
            let (first, last) = (*days.first()?, *days.last()?);
            let (name, id) = *restaurant;
            let fed = edition.fed.contains(&(name.to_owned(), id.to_owned()));
            let open = none_is_open || (fed && of_this_year(last));
            let until = if open { on.max(last) } else { last };
            let covered: BTreeSet<NaiveDate> = days.iter().copied().map(monday).collect();
            let mut weeks = SchoolCalendar::load().school_weeks(first, until, zone);
            weeks.retain(|week| !covered.contains(week));
            let (missing, late) = weeks.into_iter().partition(|week| *week < last);
            Some(Covered {
                name: match (name, named(name)) {
                    ("", _) => id.to_owned(),
                    (name, 1) => name.to_owned(),
                    (name, _) => format!("{name} ({id})"),
                },
                last,
                gap: gap(last, on, zone),
                open,
                missing,
                late,
            })
        });
        Self {
            on,
            zone,
            covered,
            gap: covered.map_or(0, |(_, last)| gap(last, on, zone)),
            restaurants: restaurants.collect(),
        }
    }

    /// Whether there is no menu, or some restaurant's end more than `most` days before.
    pub fn is_stale(&self, most: u64) -> bool {
        self.covered.is_none() || self.stale(most).next().is_some()
    }

    /// The restaurants whose menus end more than `most` days before; a restaurant that closed in an earlier school year is none.
    pub fn stale(&self, most: u64) -> impl Iterator<Item = &Covered> {
        self.restaurants
            .iter()
            .filter(move |r| r.open && r.gap > most)
    }
}

/// No menu is published more than a year before: such a day is a mistake, and would make any data set fresh for ever.
fn is_plausible(day: NaiveDate, on: NaiveDate) -> bool {
    on.checked_add_days(Days::new(366))
        .is_none_or(|year| day <= year)
}

/// Days after `last` until `on`, without those of school holidays.
fn gap(last: NaiveDate, on: NaiveDate, zone: Option<Zone>) -> u64 {
    let calendar = SchoolCalendar::load();
    let all = u64::try_from((on - last).num_days()).unwrap_or(0);
    // Holidays are known of some years only.
    let known = last
        .iter_days()
        .skip(1)
        .skip_while(|day| *day < on && !calendar.knows(*day));
    let known = known.take_while(|day| *day <= on && calendar.knows(*day));
    all - known.filter(|day| calendar.is_holiday(*day, zone)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::register::made::rows;

    /// An edition of these dishes, from menus that lie in the inbox.
    fn edition(days: &[(&str, &str)]) -> Edition {
        Edition {
            rows: rows(days),
            fed: days
                .iter()
                .map(|(name, _)| ((*name).to_owned(), String::new()))
                .collect(),
            ..Edition::default()
        }
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_of_school_without_a_menu_is_missing() {
        let rows = edition(&[
            ("A", "2022-11-07"),
            ("A", "2022-11-22"),
            ("B", "2022-11-14"),
            ("B", "2022-12-16"),
        ]);
        let fresh = Freshness::of(&rows, Some(Zone::B), on("2022-11-24"));
        assert_eq!(fresh.covered, Some((on("2022-11-07"), on("2022-12-16"))));
        assert_eq!(fresh.gap, 0);
        let [a, b] = fresh.restaurants.as_slice() else {
            panic!()
        };
        assert_eq!(
            (a.missing.as_slice(), a.gap),
            ([on("2022-11-14")].as_slice(), 2)
        );
        assert!(a.late.is_empty() && b.late.is_empty());
        assert_eq!(
            b.missing,
            ["2022-11-21", "2022-11-28", "2022-12-05"].map(on)
        );
    }

    #[test]
    fn school_holidays_make_no_data_stale() {
        let rows = edition(&[("A", "2022-10-21")]);
        let gap = |day, zone| Freshness::of(&rows, zone, on(day)).gap;
        assert_eq!(gap("2022-10-21", None), 0);
        assert_eq!(gap("2022-11-06", Some(Zone::A)), 0);
        assert_eq!(gap("2022-11-08", Some(Zone::A)), 2);
        let fresh = Freshness::of(&rows, Some(Zone::A), on("2022-11-14"));
        assert_eq!(
            fresh.restaurants[0].late,
            ["2022-11-07", "2022-11-14"].map(on)
        );
        assert_eq!((fresh.stale(8).count(), fresh.stale(7).count()), (0, 1));
    }

    #[test]
    fn a_school_that_closed_last_year_is_not_waited_for_unless_all_are_late() {
        let both = edition(&[("A", "2023-06-30"), ("B", "2023-09-15")]);
        let fresh = Freshness::of(&both, Some(Zone::B), on("2023-10-02"));
        let stale: Vec<&str> = fresh.stale(10).map(|r| r.name.as_str()).collect();
        assert_eq!(stale, ["B"]);
        let fresh = Freshness::of(
            &edition(&[("A", "2023-06-30")]),
            Some(Zone::B),
            on("2023-10-02"),
        );
        assert_eq!(fresh.stale(10).count(), 1);
    }

    #[test]
    fn days_that_the_calendar_does_not_know_all_count() {
        let rows = edition(&[("A", "2090-06-30"), ("B", "1990-01-01")]);
        let fresh = Freshness::of(&rows, None, on("2090-07-30"));
        assert_eq!(fresh.gap, 30);
        assert_eq!(
            Freshness::of(&edition(&[("B", "1990-01-01")]), None, on("1990-01-31")).gap,
            30
        );
        assert_eq!(
            Freshness::of(&Edition::default(), None, on("2022-11-07")).covered,
            None
        );
    }

    #[test]
    fn a_school_whose_menus_have_all_left_is_not_waited_for() {
        let mut both = edition(&[("A", "2023-09-15"), ("B", "2023-09-29")]);
        let stale = |edition: &Edition| {
            Freshness::of(edition, None, on("2023-10-02"))
                .stale(10)
                .count()
        };
        assert_eq!(stale(&both), 1);
        both.fed.remove(&("A".to_owned(), String::new()));
        assert_eq!(stale(&both), 0);
    }

    #[test]
    fn a_day_in_a_far_future_keeps_nothing_fresh() {
        let rows = edition(&[("A", "2023-09-15"), ("A", "2100-09-15")]);
        assert_eq!(Freshness::of(&rows, None, on("2023-10-02")).gap, 17);
    }
}
