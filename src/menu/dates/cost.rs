//! A date for a heading → its cost: first how many witnesses it contradicts, then the strain, which only breaks ties.

use super::said::Heading;
use super::windows::{PoolDay, Window, is_weekend, monday};
use super::witness::{Evidence, Period, Source, Witness, Witnesses, is_of_another_topic};
use crate::calendar::{DayMark, Topic};
use chrono::{Datelike, Weekday};

/// What a reading of the dates costs; the order of the fields is that in which two readings are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    /// Independent witnesses contradicted.
    pub contradicted: u32,
    /// How far the reading is from a plain one; only proportions matter.
    pub strain: u32,
}

impl Cost {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            contradicted: self.contradicted.saturating_add(other.contradicted),
            strain: self.strain.saturating_add(other.strain),
        }
    }

    /// Whether it contradicts no more than another, and strains no more than so much more.
    pub(super) fn is_as_good(&self, other: &Self, strain: u32) -> bool {
        self.contradicted <= other.contradicted
            && self.strain <= other.strain.saturating_add(strain)
    }

    pub(super) fn strain(strain: u32) -> Self {
        Self {
            contradicted: 0,
            strain,
        }
    }

    fn contradiction(strain: u32) -> Self {
        Self {
            contradicted: 1,
            strain,
        }
    }
}

/// Strains; where as many witnesses speak for two readings, the ones that err more rarely win.
mod strain {
    /// Another weekday than the heading's.
    pub const WEEKDAY: u32 = 32;
    /// Another day of the month.
    pub const DAY: u32 = 30;
    /// Another month: less, for a month is what is left over from an earlier menu.
    pub const MONTH: u32 = 20;
    /// Another year.
    pub const YEAR: u32 = 20;
    /// A Saturday or Sunday that nothing names.
    pub const WEEKEND: u32 = 20;
    /// In no period that the document names.
    pub const OUTSIDE: u32 = 30;
    /// Outside a period, but in its week.
    pub const SAME_WEEK: u32 = 15;
    /// In a period that stands over other days.
    pub const ELSEWHERE: u32 = 12;
    /// In a period whose weekday is another.
    pub const PERIOD_WEEKDAY: u32 = 10;
    /// In a period of a text about holidays or deadlines.
    pub const OTHER_TOPIC: u32 = 20;
    /// Named by no period beside it, where there is one.
    pub const ASIDE: u32 = 6;
    /// Out of the months that the page names.
    pub const OTHER_MONTH: u32 = 1;
    /// The Wednesday of four days that fill a whole week.
    pub const A_WEDNESDAY: u32 = 5;
    /// The page is wrong.
    pub const PAGE: u32 = 60;
    /// One of the page's periods has no day: that of another page, or an event's.
    pub const UNUSED: u32 = 10;
    /// The file's name is wrong.
    pub const FILE_NAME: u32 = 40;
    /// The making is far: the document was saved anew.
    pub const MADE: u32 = 20;
    /// The title is that of an older document, as it often is.
    pub const TITLE: u32 = 15;
    /// The user's year is for other pages.
    pub const ASKED: u32 = 15;
}

/// What it strains to go against a witness, whatever number of headings it governs.
pub(super) fn strain_against(witness: Witness) -> u32 {
    match witness {
        Witness::Months | Witness::Years | Witness::Ranges => strain::PAGE,
        Witness::Range(_) => strain::UNUSED,
        Witness::FileName => strain::FILE_NAME,
        Witness::Made => strain::MADE,
        Witness::Title => strain::TITLE,
        Witness::Asked => strain::ASKED,
        // Each heading strains for itself.
        Witness::Order | Witness::Month(_) | Witness::Year(_) => 0,
    }
}

/// What a date costs a heading: by itself, and which witnesses of several headings it meets or goes against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Choice {
    /// Days from the first of the common era: dates are subtracted often.
    pub day: i32,
    pub cost: Cost,
    pub meets: Witnesses,
    pub against: Witnesses,
}

impl Choice {
    /// What its own words cost a heading on a day, and what the months of the page have against it.
    pub(super) fn new(mark: &DayMark, day: &PoolDay, evidence: &Evidence) -> Self {
        let mut choice = Self {
            day: day.date.num_days_from_ce(),
            meets: day.meets,
            ..Self::default()
        };
        if !day.meets.has(Witness::Months) {
            choice.add(Cost::strain(strain::OTHER_MONTH));
        }
        match mark.weekday {
            Some(weekday) if weekday == day.weekday => {}
            Some(_) => choice.add(Cost::contradiction(strain::WEEKDAY)),
            None if is_weekend(day.weekday) => choice.add(Cost::strain(strain::WEEKEND)),
            None => {}
        }
        if mark.day.is_some_and(|d| d != day.day) {
            choice.add(Cost::contradiction(strain::DAY));
        }
        if let Some(month) = mark.month.filter(|m| *m != day.month) {
            choice.oppose(Witness::Month(month), strain::MONTH);
        }
        if let Some(year) = mark.year.filter(|y| *y != day.year) {
            choice.oppose(evidence.heading_year(year), strain::YEAR);
        }
        choice
    }

    fn add(&mut self, cost: Cost) {
        self.cost = self.cost.and(cost);
    }

    fn oppose(&mut self, witness: Witness, strain: u32) {
        self.against = self.against.with(witness);
        self.add(Cost::strain(strain));
    }

    /// How many witnesses it contradicts.
    pub(super) fn contradicted(&self) -> u32 {
        self.cost.contradicted + self.against.count()
    }
}

/// The windows near a heading, each with what being in it strains: nothing in those that govern the heading.
pub(super) struct Near<'a> {
    windows: Vec<(&'a Window, u32)>,
    /// The periods that bind the heading.
    binding: &'a [usize],
    /// Whether the heading names its weekday.
    named: bool,
    /// Whether it is one of four days, none of which says anything.
    one_of_four: bool,
}

impl<'a> Near<'a> {
    /// `binding`: the periods that bind the heading.
    pub(super) fn new(
        heading: &Heading,
        windows: &'a [Window],
        evidence: &'a Evidence,
        binding: &'a [usize],
        one_of_four: bool,
    ) -> Self {
        // Holidays and deadlines say nothing of days that have a number.
        let speaks = |p: &Period| !(heading.is_numbered() && is_of_another_topic(p.topic));
        let may_date = |p: &&Period| p.narrow && p.may_date(heading.block) && speaks(p);
        let periods = evidence.periods.iter().filter(may_date);
        let nearest = periods.map(|p| distance(heading, p, evidence)).min();
        let strain = |w: &'a Window| {
            let period = evidence.periods.get(w.period).filter(may_date)?;
            let far = distance(heading, period, evidence) - nearest.unwrap_or(0);
            let year = if w.of_its_year { 0 } else { strain::YEAR };
            let binds = binding.is_empty() || binding.contains(&w.period);
            let elsewhere = if binds { 0 } else { strain::ELSEWHERE };
            let weekdays = w.wrong_weekdays * strain::PERIOD_WEEKDAY;
            Some((w, far + year + elsewhere + weekdays))
        };
        Self {
            windows: windows.iter().filter_map(strain).collect(),
            binding,
            named: heading.mark.is_some_and(|m| m.weekday.is_some()),
            one_of_four,
        }
    }

    /// Adds to each choice what the windows have against its day; the days are in order.
    pub(super) fn judge(&self, choices: &mut [(&PoolDay, Choice)]) {
        if self.windows.is_empty() && self.binding.is_empty() {
            return;
        }
        let unbound = self.binding.is_empty();
        let mut found = vec![(strain::OUTSIDE, unbound, false); choices.len()];
        for (window, far) in &self.windows {
            let binds = window.as_written && self.binding.contains(&window.period);
            let whole = (window.last - window.first).num_days() >= 4;
            let monday = monday(window.first);
            let from = choices.partition_point(|(day, _)| day.date < monday);
            let reached = choices.iter().zip(&mut found).skip(from);
            for ((day, _), found) in reached.take_while(|((d, _), _)| d.monday <= window.last) {
                let inside = window.holds(day.date);
                let outside = if inside { 0 } else { strain::SAME_WEEK };
                found.0 = found.0.min(far + outside);
                // A weekend that nothing names is in no period that does not hold it.
                found.1 |= binds && (inside || self.named || !is_weekend(day.weekday));
                found.2 |= whole;
            }
        }
        for ((day, choice), (strain, bound, whole)) in choices.iter_mut().zip(found) {
            choice.add(Cost::strain(strain));
            if !bound {
                choice.oppose(Witness::Ranges, 0);
            }
            if whole && self.one_of_four && day.weekday == Weekday::Wed {
                choice.add(Cost::strain(strain::A_WEDNESDAY));
            }
        }
    }
}

/// How far a period is from a heading: where one dates its block alone, all others are far.
fn distance(heading: &Heading, period: &Period, evidence: &Evidence) -> u32 {
    let apart = way_to(heading, period) + vagueness(period);
    match evidence.is_labelled(heading.block) {
        true if !period.own_blocks.is_empty() => 0,
        true => apart + strain::ASIDE,
        false => apart,
    }
}

/// What a period's words take from its weight.
fn vagueness(period: &Period) -> u32 {
    let single = || !period.is_range();
    match period.topic {
        Topic::Holidays | Topic::Other => strain::OTHER_TOPIC,
        Topic::Menu if single() => 3,
        Topic::Menu => 0,
        Topic::Plain if single() => 8,
        Topic::Plain => 1,
    }
}

/// How far a period stands from a heading: the nearest one above it governs it.
fn way_to(heading: &Heading, period: &Period) -> u32 {
    match period.source {
        Source::FileName => 10,
        Source::Title => 12,
        Source::Heading => 0,
        Source::Text { page, .. } if page != heading.page => 10,
        Source::Text { rect, .. } => {
            let own = &heading.rect;
            let below = rect.centre_y() > own.y1;
            let down = if below {
                rect.y0 - own.y1
            } else {
                own.y0 - rect.y1
            };
            let aside = (rect.x0 - own.x1).max(own.x0 - rect.x1);
            let points = down.max(0.0) + 0.3 * aside.max(0.0);
            // A step for each 50 points, a little more than a heading and its first dish.
            let steps = (0..8)
                .take_while(|i| f64::from(*i + 1) * 50.0 < f64::from(points))
                .count();
            u32::try_from(steps).unwrap_or(8) + if below { 6 } else { 0 }
        }
    }
}

/// What it costs to go from one heading's date to the next one's, so many days later: the strain, and whether the order
/// of their table speaks against it.
pub(super) fn step(last: &Heading, next: &Heading, days: i32) -> (u32, bool) {
    if last.block != next.block {
        // A menu may leave out the summer, no more.
        return match days {
            1..=4 => (0, false),
            5..=10 => (2, false),
            11..=40 => (5, false),
            -6..=0 => (6, false),
            41..=75 => (10, false),
            76.. => (80, true),
            -40..=-7 => (15, false),
            _ => (100, true),
        };
    }
    // Headings side by side are of one week, or each of the next one; those of a list may leave out the holidays.
    let abreast = last.rect.overlap_y(&next.rect) > 0.0;
    match days {
        1 => (0, false),
        2 | 3 => (1, false),
        4..=7 => (3, false),
        8.. if abreast => (100, true),
        8..=14 => (10, false),
        15..=21 => (20, false),
        22.. => (100, true),
        0 if next.mark.is_some() => (10, false),
        -3..=-1 if !abreast && next.is_numbered() => (12, true),
        -6..=-4 if !abreast && next.is_numbered() => (40, true),
        _ => (100, true),
    }
}
