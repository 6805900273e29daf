//! What the document names → dates of one candidate year: the windows of its periods, the claims of its witnesses, and
//! the days that a heading may be.

use super::said::Heading;
use super::witness::{Evidence, Period, Says, Source, Witness, Witnesses};
use crate::calendar::Span;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Days before the making of a document on which one of its days may be at the earliest.
const MADE_AFTER: u64 = 14;
/// Days after it, at the latest: menus are made up to ten weeks before.
const MADE_BEFORE: u64 = 70;
/// Days that the pool reaches after the making, where nothing names a month.
const SOON: u64 = 63;

/// A period as dates of one candidate year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// The period it comes from.
    pub period: usize,
    /// How many of the weekdays that the period names are others.
    pub wrong_weekdays: u32,
    /// Whether it is the period as it is written: of its year, and not on other weekdays altogether.
    pub as_written: bool,
    /// Whether it is of the year that the period names, if any.
    pub of_its_year: bool,
    /// Whether it is a range, a day or a week, no month or more.
    pub narrow: bool,
}

impl Window {
    pub(super) fn holds(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    pub(super) fn touches_week(&self, date: NaiveDate) -> bool {
        let monday = monday(date);
        monday <= self.last && self.first <= monday + Days::new(6)
    }
}

pub(super) fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn sunday(date: NaiveDate) -> NaiveDate {
    monday(date) + Days::new(6)
}

pub(super) fn is_weekend(weekday: Weekday) -> bool {
    matches!(weekday, Weekday::Sat | Weekday::Sun)
}

/// The days of a candidate year: its first heading is in the year, the others may be until the next summer.
fn scope(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_ymd_opt(year - 1, 12, 1)?,
        NaiveDate::from_ymd_opt(year + 1, 8, 31)?,
    ))
}

/// The windows of a candidate year; `shifted`: also those that periods would have in another year than their own.
pub(super) fn windows(year: i32, evidence: &Evidence, shifted: bool) -> Vec<Window> {
    let Some((from, to)) = scope(year) else {
        return Vec::new();
    };
    let months: Vec<u32> = evidence
        .periods
        .iter()
        .filter_map(|p| match p.says {
            Says::Month(month, _) => Some(month),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (index, period) in evidence.periods.iter().enumerate() {
        let of_year = period.windows(index, year, &months).into_iter();
        let is_near = |w: &Window| w.first <= to && from <= w.last;
        out.extend(of_year.filter(|w| is_near(w) && (shifted || w.of_its_year)));
    }
    drop_cycle_weeks(&mut out, evidence);
    out
}

/// A week number counts where its page gives no range; and none counts where one contradicts a range of its page or
/// every month named: it is a cycle's.
fn drop_cycle_weeks(windows: &mut Vec<Window>, evidence: &Evidence) {
    let is_week = |w: &Window| {
        let period = evidence.periods.get(w.period);
        period.is_some_and(|p| matches!(p.says, Says::Weeks(..)))
    };
    let (weeks, others): (Vec<Window>, Vec<Window>) =
        windows.iter().copied().partition(|w| is_week(w));
    let with = |week: &Window, narrow: bool| -> Vec<Window> {
        let beside = |o: &&Window| o.narrow == narrow && evidence.are_beside(week.period, o.period);
        others.iter().filter(beside).copied().collect()
    };
    let agrees = |week: &Window, others: &[Window]| {
        others.is_empty() || others.iter().any(|o| o.touches_week(week.first))
    };
    let agree = weeks
        .iter()
        .map(|w| w.period)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .all(|period| {
            let mut own = weeks.iter().filter(|w| w.period == period);
            own.any(|w| agrees(w, &with(w, true)) && agrees(w, &with(w, false)))
        });
    windows.retain(|w| !is_week(w) || (agree && with(w, true).is_empty()));
}

impl Period {
    /// The windows that it may be in a candidate year; of another year than its own, it is not as written.
    fn windows(&self, index: usize, year: i32, months: &[u32]) -> Vec<Window> {
        let years = [year - 1, year, year + 1].into_iter();
        let of_year = years.flat_map(|year| {
            let of_its_year = self.year().is_none_or(|given| given == year);
            let dates = self.dates(year, months).into_iter();
            dates.map(move |(first, last, (wrong_weekdays, all_wrong))| Window {
                first,
                last,
                period: index,
                wrong_weekdays,
                as_written: of_its_year && !all_wrong,
                of_its_year,
                narrow: self.narrow,
            })
        });
        of_year.collect()
    }

    /// The dates that it may mean in a year, and how many of its weekdays are others, or whether all of several are.
    fn dates(&self, year: i32, months: &[u32]) -> Vec<(NaiveDate, NaiveDate, (u32, bool))> {
        let whole = |(first, last)| (first, last, (0, false));
        match self.says {
            Says::Span(span) => span_dates(&span, year, months),
            Says::Month(month, _) => month_dates(year, month).map(whole).into_iter().collect(),
            Says::Weeks(first, last) => week_dates(year, first, last)
                .map(whole)
                .into_iter()
                .collect(),
        }
    }

    /// The dates that it means, as far as they can be near a candidate year.
    fn spans(&self, year: i32, months: &[u32]) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let years = match self.year() {
            Some(given) => vec![given],
            None => vec![year - 1, year, year + 1],
        };
        let dates = years.into_iter().flat_map(|y| self.dates(y, months));
        dates
            .map(|(first, last, _)| (first, last))
            .collect::<Vec<_>>()
            .into_iter()
    }
}

/// From the Monday of one week to the Sunday of another, which may be of the next year.
fn week_dates(year: i32, first: u32, last: u32) -> Option<(NaiveDate, NaiveDate)> {
    let end_year = year + i32::from(last < first);
    let end = NaiveDate::from_isoywd_opt(end_year, last, Weekday::Sun)?;
    Some((NaiveDate::from_isoywd_opt(year, first, Weekday::Mon)?, end))
}

fn month_dates(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first + Months::new(1) - Days::new(1)))
}

/// A range's dates; a single day is its week. One without any month may be in each month that is named.
fn span_dates(span: &Span, year: i32, months: &[u32]) -> Vec<(NaiveDate, NaiveDate, (u32, bool))> {
    let month = span.start.month.or(span.end.and_then(|end| end.month));
    let found: Vec<(NaiveDate, NaiveDate)> = match month {
        None => {
            let all: Vec<u32> = (1..=12).collect();
            let months = if months.is_empty() { &all } else { months };
            months
                .iter()
                .filter_map(|m| span.in_month(year, *m))
                .collect()
        }
        Some(_) => span.in_year(year).into_iter().collect(),
    };
    let named = [Some(span.start), span.end].map(|day| day.and_then(|d| d.weekday));
    let count = named.iter().flatten().count();
    let checked = |(first, last): (NaiveDate, NaiveDate)| {
        let days = named.iter().zip([first, last]);
        let wrong = days.filter(|(named, day)| named.is_some_and(|w| w != day.weekday()));
        let wrong = wrong.count();
        let (first, last) = match span.end {
            Some(_) => (first, last),
            None => (monday(first), sunday(first)),
        };
        let all = count > 1 && wrong == count;
        (first, last, (u32::try_from(wrong).unwrap_or(0), all))
    };
    found.into_iter().map(checked).collect()
}

/// A witness that is content with one date: it is contradicted where no date is in its spans.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub witness: Witness,
    spans: Vec<(NaiveDate, NaiveDate)>,
}

impl Claim {
    fn new(witness: Witness, spans: Vec<(NaiveDate, NaiveDate)>) -> Option<Self> {
        (!spans.is_empty()).then_some(Self { witness, spans })
    }

    fn is_met(&self, date: NaiveDate) -> bool {
        let holds = |(first, last): &(NaiveDate, NaiveDate)| (*first..=*last).contains(&date);
        self.spans.iter().any(holds)
    }

    /// Days between a date and the nearest that it claims.
    pub(super) fn days_off(&self, date: NaiveDate) -> i64 {
        let off = self.spans.iter().map(|(first, last)| {
            let (early, late) = ((*first - date).num_days(), (date - *last).num_days());
            early.max(late).max(0)
        });
        off.min().unwrap_or(0)
    }

    /// Whether a date of the candidate year can meet it.
    fn can_be_met(&self, year: i32) -> bool {
        let reached = |(from, to)| self.spans.iter().any(|(a, b)| *a <= to && from <= *b);
        scope(year).is_some_and(reached)
    }
}

/// The claims of a document, as they are near a candidate year.
pub(super) fn claims(year: i32, evidence: &Evidence) -> Vec<Claim> {
    let months: Vec<(NaiveDate, NaiveDate)> = evidence
        .binding(|source| matches!(source, Source::Text { .. }))
        .filter(|p| !p.narrow)
        .flat_map(|p| p.spans(year, &[]))
        .collect();
    let made = evidence.made.and_then(|made| {
        let first = made.checked_sub_days(Days::new(MADE_AFTER))?;
        Some((first, made.checked_add_days(Days::new(MADE_BEFORE))?))
    });
    let asked = evidence.asked.and_then(|year| whole_year(year, false));
    let lone = lone_years(evidence, |s| matches!(s, Source::Text { .. }));
    let ranges = evidence
        .ranges
        .iter()
        .zip(0..)
        .filter_map(|(index, place)| {
            let spans = evidence.periods.get(*index)?.spans(year, &[]).collect();
            Claim::new(Witness::Range(place), spans)
        });
    [
        Claim::new(Witness::Months, months),
        Claim::new(Witness::Years, lone),
        Claim::new(Witness::FileName, named(year, evidence, Source::FileName)),
        Claim::new(Witness::Title, named(year, evidence, Source::Title)),
        Claim::new(Witness::Made, made.into_iter().collect()),
        Claim::new(Witness::Asked, asked.into_iter().collect()),
    ]
    .into_iter()
    .flatten()
    .chain(ranges)
    .collect()
}

fn whole_year(year: i32, school: bool) -> Option<(NaiveDate, NaiveDate)> {
    match school {
        true => NaiveDate::from_ymd_opt(year - 1, 8, 1).zip(NaiveDate::from_ymd_opt(year, 8, 31)),
        false => NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31)),
    }
}

fn lone_years(evidence: &Evidence, is: impl Fn(Source) -> bool) -> Vec<(NaiveDate, NaiveDate)> {
    let years = evidence.years.iter().filter(|y| y.binds && is(y.source));
    years.filter_map(|y| whole_year(y.year, y.school)).collect()
}

/// What the name of the file or of the document claims: its periods, in its years where it has any. A single day is
/// that of the making, or the first of the menu.
fn named(year: i32, evidence: &Evidence, source: Source) -> Vec<(NaiveDate, NaiveDate)> {
    let years = lone_years(evidence, |s| s == source);
    let of_years = |(first, last): &(NaiveDate, NaiveDate)| {
        let held = |(from, to): &(NaiveDate, NaiveDate)| first <= to && from <= last;
        years.is_empty() || years.iter().any(held)
    };
    let periods = evidence.periods.iter().filter(|p| p.source == source);
    let own = periods.filter(|p| !matches!(p.says, Says::Weeks(..)));
    let (binding, days): (Vec<&Period>, Vec<&Period>) = own.partition(|p| p.binds);
    let spans = binding.into_iter().flat_map(|p| p.spans(year, &[]));
    let spans: Vec<(NaiveDate, NaiveDate)> = spans.filter(of_years).collect();
    if !spans.is_empty() {
        return spans;
    }
    let soon = |(first, last): (NaiveDate, NaiveDate)| {
        let first = first.checked_sub_days(Days::new(MADE_AFTER))?;
        Some((first, last.checked_add_days(Days::new(MADE_BEFORE))?))
    };
    let days = days.into_iter().filter(|p| !p.is_range() && p.narrow);
    let days: Vec<_> = days
        .flat_map(|p| p.spans(year, &[]))
        .filter_map(soon)
        .collect();
    if days.is_empty() { years } else { days }
}

/// The witnesses whose claims no date of a candidate year can meet.
pub(super) fn lost(year: i32, claims: &[Claim]) -> Witnesses {
    let lost = claims.iter().filter(|c| !c.can_be_met(year));
    lost.fold(Witnesses::default(), |all, claim| {
        all.with(claim.witness.whole())
    })
}

/// A date that some heading may have, taken apart once for all of them.
pub(super) struct PoolDay {
    pub date: NaiveDate,
    pub monday: NaiveDate,
    pub weekday: Weekday,
    pub day: u32,
    pub month: u32,
    pub year: i32,
    /// The claims that it meets.
    pub meets: Witnesses,
}

impl PoolDay {
    fn new(date: NaiveDate, claims: &[Claim]) -> Self {
        let met = claims.iter().filter(|claim| claim.is_met(date));
        Self {
            date,
            monday: monday(date),
            weekday: date.weekday(),
            day: date.day(),
            month: date.month(),
            year: date.year(),
            meets: met.fold(Witnesses::default(), |all, claim| all.with(claim.witness)),
        }
    }
}

/// Every date that some heading may have in a candidate year: the weeks of all that is named.
pub(super) fn pool(
    year: i32,
    headings: &[Heading],
    windows: &[Window],
    claims: &[Claim],
    evidence: &Evidence,
) -> Vec<PoolDay> {
    let Some((from, to)) = scope(year) else {
        return Vec::new();
    };
    let mut weeks = BTreeSet::new();
    for window in windows {
        add_weeks(&mut weeks, window.first, window.last);
    }
    let marks = headings.iter().filter_map(|h| h.mark);
    let marks: BTreeSet<(Option<u32>, u32)> =
        marks.filter_map(|m| Some((m.month, m.day?))).collect();
    for (month, day) in &marks {
        for y in [year - 1, year, year + 1] {
            if let Some(date) = month.and_then(|m| NaiveDate::from_ymd_opt(y, m, *day)) {
                add_weeks(&mut weeks, date, date);
            }
        }
    }
    let lone = marks.iter().filter(|(month, _)| month.is_none());
    let lone: Vec<u32> = lone.map(|(_, day)| *day).collect();
    let told = evidence.periods.iter().any(|p| p.binds) || marks.len() > lone.len();
    if !told && !lone.is_empty() && headings.len() > 1 {
        add_soon(&mut weeks, evidence.made);
    }
    add_lone_numbers(&mut weeks, &lone);
    let days = weeks.iter().flat_map(|monday| monday.iter_days().take(7));
    days.filter(|day| (from..=to).contains(day))
        .map(|day| PoolDay::new(day, claims))
        .collect()
}

/// Numbers without any month: only days soon after the document was made.
fn add_soon(weeks: &mut BTreeSet<NaiveDate>, made: Option<NaiveDate>) {
    let first = made.and_then(|made| made.checked_sub_days(Days::new(7)));
    let last = made.and_then(|made| made.checked_add_days(Days::new(SOON)));
    if let Some((first, last)) = first.zip(last) {
        add_weeks(weeks, first, last);
    }
}

/// Adds the weeks in which days with these numbers are, in the months that the weeks reach, the one before and two after.
fn add_lone_numbers(weeks: &mut BTreeSet<NaiveDate>, numbers: &[u32]) {
    let ends = weeks.iter().flat_map(|monday| [*monday, sunday(*monday)]);
    let firsts: BTreeSet<NaiveDate> = ends.filter_map(|day| day.with_day(1)).collect();
    let around = firsts.iter().flat_map(|first| {
        let before = first.checked_sub_months(Months::new(1));
        let after = [1, 2].map(|n| first.checked_add_months(Months::new(n)));
        [before, Some(*first)].into_iter().chain(after)
    });
    let around: BTreeSet<NaiveDate> = around.flatten().collect();
    for first in around {
        for day in numbers.iter().filter_map(|day| first.with_day(*day)) {
            add_weeks(weeks, day, day);
        }
    }
}

/// Adds the Monday of each week that the days reach.
fn add_weeks(weeks: &mut BTreeSet<NaiveDate>, first: NaiveDate, last: NaiveDate) {
    let mondays = monday(first).iter_weeks();
    weeks.extend(mondays.take_while(|monday| *monday <= last));
}
