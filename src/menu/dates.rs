//! Day headings and all that a document says of dates → one date a heading.
//!
//! For each year that the document may be of, the dates that fit best are found: a date costs what it contradicts (the
//! heading's own words, the periods that the page names, the order of the headings); the cheapest sequence of dates is
//! that year's answer and the cheapest year wins. A year printed on the page weighs most, then that of the file name,
//! then the creation date (menus are made from ten weeks before to two weeks after their first day), then the user's
//! year. The clock is never asked.

use crate::calendar::{DayMark, Span, Text, Topic};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;

mod margin;

/// What a date costs where it contradicts something; only their proportions matter.
mod cost {
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
    /// Named by no period beside it, where there is one.
    pub const ASIDE: u32 = 6;
    /// In no period that the document names.
    pub const OUTSIDE: u32 = 30;
    /// Outside a period, but in its week.
    pub const SAME_WEEK: u32 = 15;
    /// In a period of a text about holidays or deadlines.
    pub const OTHER_TOPIC: u32 = 20;
    /// No date is of a year that a period on the page names.
    pub const PAGE_YEAR: u32 = 60;
    /// No date is of a year that stands alone on the page.
    pub const LONE_YEAR: u32 = 25;
    /// No date is of a year of the file name.
    pub const FILE_YEAR: u32 = 40;
    /// No date is of a year of the document's title, which is often that of an older document.
    pub const TITLE_YEAR: u32 = 15;
    /// Made long after its first day: saved anew.
    pub const CREATED: u32 = 20;
    /// More, where it was made long before.
    pub const TOO_EARLY: u32 = 10;
    /// Not the user's year.
    pub const ASKED_YEAR: u32 = 15;
}

/// Headings beyond this many stay without a date: no menu has as many days.
const MOST_HEADINGS: usize = 400;
/// Periods beyond this many are not looked at.
const MOST_PERIODS: usize = 120;
/// Candidate years beyond this many are not tried.
const MOST_YEARS: usize = 16;
/// Candidate dates kept for one heading.
const MOST_DATES: usize = 48;
/// The longest range that is a menu's, in days.
const LONGEST: i64 = 62;
/// Days before its first menu, and after, within which a document is made.
const MADE: std::ops::RangeInclusive<i64> = -14..=70;

/// Everything on the document that speaks of dates besides the day headings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sayings {
    /// Text lines outside day headings and dishes, in reading order.
    pub texts: Vec<Saying>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The day the document was made.
    pub created: Option<NaiveDate>,
    /// The year the user gave.
    pub year: Option<i32>,
}

/// A line of text outside day headings and dishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// What it says.
    pub text: String,
    /// Page, from 1.
    pub page: u32,
    /// Its box in points.
    pub rect: Rect,
    /// The box of its cell, or its own where it is in none.
    pub cell: Rect,
}

impl Saying {
    fn source(&self) -> Source {
        let (page, rect) = (self.page, self.rect);
        Source::Text { page, rect }
    }
}

/// One day heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What it says; `None` for a column of days whose heading is a picture, or that has none.
    pub mark: Option<DayMark>,
    /// Page, from 1.
    pub page: u32,
    /// Its box in points.
    pub rect: Rect,
    /// The box of the dishes under it; its own where there are none.
    pub reach: Rect,
    /// The week or table it belongs to, in reading order.
    pub block: usize,
    /// Its order in the block.
    pub position: usize,
}

/// The date of each heading, as far as one can be told, and the doubts.
///
/// The dates are in the order of `headings`; `None` where nothing settles a date, with a diagnostic that says so.
///
/// The doubts and the words that they carry: [`Code::NoYear`] and [`Code::UndatedDay`] `heading`; [`Code::NoDate`] `count`;
/// [`Code::YearFromCreation`] `year`, `created`; [`Code::DateContradiction`] `found` (as printed), `used` (the date);
/// [`Code::UnusedPeriod`] `found` (as printed); [`Code::DaysByOrder`] `count`, `first`, `last`. Their place is the heading's box, or that of the range at fault.
pub fn date_days(
    headings: &[Heading],
    sayings: &Sayings,
) -> (Vec<Option<NaiveDate>>, Vec<Diagnostic>) {
    let Some(first) = headings.first() else {
        return (Vec::new(), Vec::new());
    };
    let known = headings.get(..MOST_HEADINGS).unwrap_or(headings);
    let evidence = Evidence::read(known, sayings);
    let answers = answers(known, &evidence, sayings);
    let undated = || {
        let doubts = without_dates(headings, first, &evidence);
        (vec![None; headings.len()], doubts)
    };
    let Some(answer) = best(&answers, sayings) else {
        return undated();
    };
    let contradicted = known
        .iter()
        .zip(&answer.dates)
        .filter(|(h, date)| h.mark.is_some_and(|m| !m.agrees(**date)))
        .count();
    if contradicted * 2 > known.len() && evidence.years.is_empty() {
        return undated();
    }
    let mut dates: Vec<Option<NaiveDate>> = known
        .iter()
        .zip(&answer.dates)
        .map(|(heading, date)| {
            let accepted = answer.accepts(heading, *date, known, &evidence);
            accepted.then_some(*date)
        })
        .collect();
    refuse_disorder(known, &mut dates);
    if dates.iter().all(Option::is_none) {
        return undated();
    }
    dates.resize(headings.len(), None);
    let doubts = doubts(headings, &dates, &evidence, answer, sayings);
    (dates, doubts)
}

/// The answers of the candidate years, but for those that cannot be the cheapest.
fn answers(headings: &[Heading], evidence: &Evidence, sayings: &Sayings) -> Vec<Answer> {
    let mut years: Vec<(u32, i32)> = evidence
        .candidate_years(sayings)
        .into_iter()
        .map(|year| (evidence.least_cost(year, sayings), year))
        .collect();
    years.sort_unstable();
    let mut answers: Vec<Answer> = Vec::new();
    for (least, year) in years {
        let most = answers.iter().map(|a| a.cost).min().unwrap_or(u32::MAX);
        if least <= most {
            let answer = Answer::of_year(year, headings, evidence, sayings, least..=most);
            answers.extend(answer);
        }
    }
    answers.sort_by_key(|a| a.dates.first().copied());
    answers
}

/// Unmarked columns are days only if each has a later date than the one before it: more columns than the period has
/// days are no days.
fn refuse_disorder(headings: &[Heading], dates: &mut [Option<NaiveDate>]) {
    let blocks: BTreeSet<usize> = headings.iter().map(|h| h.block).collect();
    for block in blocks {
        let own: Vec<usize> = (0..headings.len())
            .filter(|i| headings.get(*i).is_some_and(|h| h.block == block))
            .collect();
        let unmarked = own
            .iter()
            .all(|i| headings.get(*i).is_some_and(|h| h.mark.is_none()));
        let date = |i: &usize| dates.get(*i).copied().flatten();
        let in_order = own
            .iter()
            .zip(own.iter().skip(1))
            .all(|(a, b)| date(a) < date(b));
        if unmarked && !in_order {
            for index in own {
                dates.get_mut(index).map(Option::take);
            }
        }
    }
}

/// The doubts of a document that gets no date at all.
fn without_dates(headings: &[Heading], first: &Heading, evidence: &Evidence) -> Vec<Diagnostic> {
    let dated = |h: &Heading| h.mark.is_some_and(|m| m.month.is_some());
    if evidence.years.is_empty() && (!evidence.periods.is_empty() || headings.iter().any(dated)) {
        return vec![Diagnostic::new(Code::NoYear, place(first)).with("heading", name(first))];
    }
    vec![Diagnostic::new(Code::NoDate, place(first)).with("count", headings.len())]
}

fn place(heading: &Heading) -> Place {
    Place::Page {
        page: heading.page,
        rect: Some(heading.rect),
    }
}

/// What a heading is called.
pub(super) fn name(heading: &Heading) -> String {
    heading
        .mark
        .map_or_else(|| format!("n° {}", heading.position + 1), |m| m.to_string())
}

/// Where a period is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Source {
    Text { page: u32, rect: Rect },
    Title,
    FileName,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    Span(Span),
    Month(u32, Option<i32>),
    Week(u32),
}

/// A stretch of time that the document names.
#[derive(Debug, Clone, PartialEq)]
struct Period {
    what: What,
    source: Source,
    topic: Topic,
    text: String,
    /// The blocks of days that it stands beside, and that it dates alone.
    beside: Vec<usize>,
}

impl Period {
    /// Whether it may date the days of a block.
    fn may_date(&self, block: usize) -> bool {
        self.beside.is_empty() || self.beside.contains(&block)
    }
}

/// A year that the document names.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Year {
    /// The year, or the second one of a school year.
    year: i32,
    /// Whether it is `year - 1` from August on and `year` until then.
    school: bool,
    /// What it costs when no date is of it.
    weight: u32,
}

impl Year {
    fn holds(&self, date: NaiveDate) -> bool {
        if !self.school {
            return date.year() == self.year;
        }
        date.year() == self.year && date.month() <= 8
            || date.year() == self.year - 1 && date.month() >= 8
    }
}

/// All that the document says of dates.
#[derive(Debug, Default)]
struct Evidence {
    periods: Vec<Period>,
    years: Vec<Year>,
    /// The blocks of days that have a period beside them.
    labelled: BTreeSet<usize>,
}

impl Evidence {
    fn read(headings: &[Heading], sayings: &Sayings) -> Self {
        let mut evidence = Self::default();
        if let Some(name) = &sayings.file_name {
            evidence.hear(name, Source::FileName);
        }
        if let Some(title) = &sayings.title {
            evidence.hear(title, Source::Title);
        }
        let tables = margin::tables(headings);
        for saying in sayings.texts.iter().chain(&broken_ranges(&sayings.texts)) {
            let known = evidence.periods.len();
            evidence.hear(&saying.text, saying.source());
            evidence.give_to_tables(known, saying, &tables);
        }
        for year in headings.iter().filter_map(|h| h.mark?.year) {
            let weight = 0; // each heading weighs for itself
            evidence.add_year(Year {
                year,
                school: false,
                weight,
            });
        }
        evidence
    }

    fn hear(&mut self, text: &str, source: Source) {
        let said = Text::new(text);
        let spans = said.spans();
        let months = said.months();
        if months.is_empty() && !said.is_numbered() {
            return;
        }
        let topic = said.topic();
        let attached = spans
            .iter()
            .filter_map(Span::year)
            .chain(months.iter().filter_map(|m| m.1));
        let (firm, lone) = match source {
            Source::Text { .. } => (cost::PAGE_YEAR, cost::LONE_YEAR),
            Source::FileName => (cost::FILE_YEAR, cost::FILE_YEAR / 2),
            Source::Title => (cost::TITLE_YEAR, cost::TITLE_YEAR),
        };
        let firm = if topic == Topic::Other { 0 } else { firm };
        for year in attached {
            self.add_year(Year {
                year,
                school: false,
                weight: firm,
            });
        }
        if let Some((_, year)) = said.school_year() {
            self.add_year(Year {
                year,
                school: true,
                weight: firm,
            });
        } else if topic != Topic::Other {
            for year in said.years() {
                self.add_year(Year {
                    year,
                    school: false,
                    weight: lone,
                });
            }
        }
        let mut found: Vec<What> = spans.iter().map(|s| What::Span(*s)).collect();
        let without_month = |s: &Span| s.start.month.or(s.end.and_then(|e| e.month)).is_none();
        if spans.iter().all(without_month) {
            found.extend(months.iter().map(|(m, y)| What::Month(*m, *y)));
        }
        found.extend(said.week_number().map(What::Week));
        for what in found {
            if self.periods.len() < MOST_PERIODS {
                let text = text.to_owned();
                self.periods.push(Period {
                    what,
                    source,
                    topic,
                    text,
                    beside: Vec::new(),
                });
            }
        }
    }

    /// The periods that a saying of the margin named, from place `from` on, are those of the blocks that it is beside.
    fn give_to_tables(&mut self, from: usize, saying: &Saying, tables: &[margin::Table]) {
        let narrow =
            |p: &&mut Period| !matches!(p.what, What::Month(..)) && p.topic != Topic::Other;
        for period in self.periods.iter_mut().skip(from).filter(narrow) {
            period.beside = margin::blocks_beside(saying.page, &saying.cell, tables);
            self.labelled.extend(&period.beside);
        }
    }

    /// Whether the second period may speak of the same days as the first: on its page, or of the whole document.
    fn are_beside(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.periods.get(one), self.periods.get(other)) else {
            return false;
        };
        let page = |source| match source {
            Source::Text { page, .. } => Some(page),
            Source::Title | Source::FileName => None,
        };
        let (a, b) = (page(one.source), page(other.source));
        other.topic != Topic::Other && (a.is_none() || b.is_none() || a == b)
    }

    /// How far a period is from a heading: where one stands beside its block, all others are far.
    fn distance(&self, heading: &Heading, period: &Period) -> u32 {
        match self.labelled.contains(&heading.block) {
            _ if !period.may_date(heading.block) => cost::OUTSIDE,
            true if !period.beside.is_empty() => 0,
            true => distance(heading, period) + cost::ASIDE,
            false => distance(heading, period),
        }
    }

    fn add_year(&mut self, year: Year) {
        if !self.years.contains(&year) {
            self.years.push(year);
        }
    }

    /// The years in which the first heading may be, smallest first.
    fn candidate_years(&self, sayings: &Sayings) -> Vec<i32> {
        let named = self.years.iter().map(|y| y.year).chain(sayings.year);
        let made = sayings.created.map(|c| c.year());
        let around = made.into_iter().flat_map(|year| year - 5..=year + 1);
        let sane = |y: &i32| (1990..=2100).contains(y);
        let all: BTreeSet<i32> = named
            .filter(sane)
            .flat_map(|y| [y - 1, y])
            .chain(around.filter(sane))
            .collect();
        all.into_iter().take(MOST_YEARS).collect()
    }

    fn year_cost(&self, dates: &[NaiveDate]) -> u32 {
        self.unmet(|year| dates.iter().any(|d| year.holds(*d)))
    }

    /// What the years weigh of which none is met.
    fn unmet(&self, met: impl Fn(&Year) -> bool) -> u32 {
        let mut weights: Vec<u32> = self.years.iter().map(|y| y.weight).collect();
        weights.sort_unstable();
        weights.dedup();
        let unmet = |w: &u32| !self.years.iter().any(|y| y.weight == *w && met(y));
        weights.into_iter().filter(unmet).sum()
    }

    /// What the dates of a candidate year cost at least: see [`scope`] for how far they reach. The first date is in the
    /// year itself.
    fn least_cost(&self, year: i32, sayings: &Sayings) -> u32 {
        let years = self.unmet(|y| (year - 1..=year + 2).contains(&y.year));
        let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        let made = sayings
            .created
            .zip(ends)
            .map_or(0, |(created, (first, last))| {
                if (last - created).num_days() < *MADE.start() {
                    cost::CREATED
                } else if (first - created).num_days() > *MADE.end() {
                    cost::CREATED + cost::TOO_EARLY
                } else {
                    0
                }
            });
        years + made
    }
}

/// Ranges that a line break cuts: "Semaine du 21" over "au 25 septembre".
fn broken_ranges(texts: &[Saying]) -> Vec<Saying> {
    let pairs = texts.iter().zip(texts.iter().skip(1));
    pairs
        .filter_map(|(above, below)| {
            let broken = above.page == below.page && is_broken_range(&above.text, &below.text);
            broken.then(|| Saying {
                text: format!("{} {}", above.text, below.text),
                page: above.page,
                rect: above.rect.union(&below.rect),
                cell: above.cell.union(&below.cell),
            })
        })
        .collect()
}

/// Whether two lines are a range together and none apart.
pub(super) fn is_broken_range(above: &str, below: &str) -> bool {
    if !(ends_open(above) || starts_open(below)) {
        return false;
    }
    let is_range = |text: &str| Text::new(text).spans().iter().any(|s| s.end.is_some());
    !is_range(above) && !is_range(below) && is_range(&format!("{above} {below}"))
}

fn ends_open(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    ["au", "du", "-", "–"]
        .iter()
        .any(|w| last.eq_ignore_ascii_case(w))
}

fn starts_open(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["au", "-", "–"]
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w))
}

/// A period as dates of one candidate year.
#[derive(Debug, Clone, Copy)]
struct Window {
    first: NaiveDate,
    last: NaiveDate,
    /// What being in it costs, wherever it is written.
    weight: u32,
    /// The period it comes from.
    period: usize,
    /// Whether it is a range or a week, not a month.
    narrow: bool,
}

impl Window {
    fn holds(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    fn touches_week(&self, date: NaiveDate) -> bool {
        let monday = monday(date);
        monday <= self.last && self.first <= monday + Days::new(6)
    }
}

fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn sunday(date: NaiveDate) -> NaiveDate {
    monday(date) + Days::new(6)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days of a candidate year: its first heading is in the year, the others may be until the next summer.
fn scope(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_ymd_opt(year - 1, 12, 1)?,
        NaiveDate::from_ymd_opt(year + 1, 8, 31)?,
    ))
}

fn windows(year: i32, evidence: &Evidence) -> Vec<Window> {
    let Some((from, to)) = scope(year) else {
        return Vec::new();
    };
    let months: Vec<u32> = evidence
        .periods
        .iter()
        .filter_map(|p| match p.what {
            What::Month(month, _) => Some(month),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (index, period) in evidence.periods.iter().enumerate() {
        for (first, last, weight) in period.dates(year, &months) {
            let long = (last - first).num_days() > LONGEST;
            if !long && first <= to && from <= last {
                let narrow = !matches!(period.what, What::Month(..));
                out.push(Window {
                    first,
                    last,
                    weight,
                    period: index,
                    narrow,
                });
            }
        }
    }
    drop_cycle_weeks(&mut out, evidence);
    out
}

/// A week number counts where its page gives no range; and none counts where one contradicts a range of its page or
/// every month named: it is a cycle's.
fn drop_cycle_weeks(windows: &mut Vec<Window>, evidence: &Evidence) {
    let is_week = |w: &Window| {
        let period = evidence.periods.get(w.period);
        period.is_some_and(|p| matches!(p.what, What::Week(_)))
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
    /// The dates it may mean in a candidate year, each with its cost.
    fn dates(&self, year: i32, months: &[u32]) -> Vec<(NaiveDate, NaiveDate, u32)> {
        let near = [year - 1, year, year + 1];
        let given = match self.what {
            What::Span(span) => span.year(),
            What::Month(_, given) => given,
            What::Week(_) => None,
        };
        let of = |y: i32, weight: u32| -> Vec<(NaiveDate, NaiveDate, u32)> {
            match self.what {
                What::Span(span) => span_dates(&span, y, months, self.topic)
                    .into_iter()
                    .map(|(a, b, w)| (a, b, w + weight))
                    .collect(),
                What::Month(month, _) => month_dates(y, month)
                    .map(|(a, b)| (a, b, weight + 4))
                    .into_iter()
                    .collect(),
                What::Week(week) => NaiveDate::from_isoywd_opt(y, week, Weekday::Mon)
                    .map(|a| (a, a + Days::new(6), weight + 3))
                    .into_iter()
                    .collect(),
            }
        };
        match given {
            Some(given) if near.contains(&given) => of(given, 0),
            Some(_) => of(year, cost::YEAR),
            None => near.into_iter().flat_map(|y| of(y, 0)).collect(),
        }
    }
}

fn month_dates(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first + chrono::Months::new(1) - Days::new(1)))
}

fn span_dates(
    span: &Span,
    year: i32,
    months: &[u32],
    topic: Topic,
) -> Vec<(NaiveDate, NaiveDate, u32)> {
    let plain = u32::from(topic == Topic::Plain);
    let Some(end) = span.end else {
        let weight = if topic == Topic::Menu { 3 } else { 8 };
        return span
            .in_year(year)
            .map(|(day, _)| (day, monday(day) + Days::new(6), weight))
            .into_iter()
            .collect();
    };
    let found = if span.start.month.or(end.month).is_some() {
        span.in_year(year).into_iter().collect()
    } else if months.is_empty() {
        (1..=12)
            .filter_map(|m| span.in_month(year, m))
            .collect::<Vec<_>>()
    } else {
        months
            .iter()
            .filter_map(|m| span.in_month(year, *m))
            .collect()
    };
    let named = [(span.start.weekday, true), (end.weekday, false)];
    found
        .into_iter()
        .map(|(first, last)| {
            let wrong = named.iter().filter(|(weekday, is_first)| {
                let date = if *is_first { first } else { last };
                weekday.is_some_and(|w| w != date.weekday())
            });
            (
                first,
                last,
                plain + 10 * u32::try_from(wrong.count()).unwrap_or(0),
            )
        })
        .collect()
}

/// The best dates of one candidate year.
struct Answer {
    cost: u32,
    dates: Vec<NaiveDate>,
    windows: Vec<Window>,
}

impl Answer {
    /// `None` where no dates fit, or none for so much: `costs` begins with what the year alone costs at least.
    fn of_year(
        year: i32,
        headings: &[Heading],
        evidence: &Evidence,
        sayings: &Sayings,
        costs: std::ops::RangeInclusive<u32>,
    ) -> Option<Self> {
        let windows = windows(year, evidence);
        let near = headings.iter().map(|h| windows_near(h, &windows, evidence));
        let near: Vec<Vec<(Window, u32)>> = near.collect();
        let cheapest_window = |near: &Vec<(Window, u32)>| {
            let weights = near.iter().map(|(_, weight)| *weight);
            weights.min().map_or(0, |least| least.min(cost::OUTSIDE))
        };
        let in_windows: u32 = near.iter().map(cheapest_window).sum();
        if in_windows + costs.start() > *costs.end() {
            return None;
        }
        let pool = pool(year, headings, &windows, sayings.created);
        let mut choices: Vec<Vec<(NaiveDate, u32)>> = headings
            .iter()
            .zip(&near)
            .map(|(heading, near)| choices(heading, &pool, near))
            .collect();
        no_wednesday(headings, &windows, &mut choices);
        choices.first_mut()?.retain(|(d, _)| d.year() == year);
        let cheap = |options: &Vec<(NaiveDate, u32)>| options.iter().map(|(_, cost)| *cost).min();
        let least = choices.iter().map(cheap).sum::<Option<u32>>()?;
        if least + costs.start() > *costs.end() {
            return None;
        }
        let (path, dates) = cheapest(headings, &choices)?;
        let asked = sayings
            .year
            .filter(|_| evidence.years.is_empty() && sayings.created.is_none());
        if asked.is_some_and(|asked| dates.iter().all(|d| d.year() != asked)) {
            return None;
        }
        let cost = path + evidence.year_cost(&dates) + outside_cost(&dates, sayings);
        Some(Self {
            cost,
            dates,
            windows,
        })
    }

    /// Whether the date is more than a guess.
    fn accepts(
        &self,
        heading: &Heading,
        date: NaiveDate,
        headings: &[Heading],
        evidence: &Evidence,
    ) -> bool {
        let mark = heading.mark.unwrap_or_default();
        if wrong_parts(&mark, date) > 1 {
            return false;
        }
        let numbered = |h: &Heading| h.mark.is_some_and(|m| m.day.is_some());
        if headings
            .iter()
            .any(|h| h.block == heading.block && numbered(h))
        {
            return true;
        }
        let own = |w: &&Window| {
            let period = evidence.periods.get(w.period);
            w.touches_week(date) && period.is_some_and(|p| p.may_date(heading.block))
        };
        let mut windows = self.windows.iter().filter(own);
        // Weeks that only a month dates must fill it.
        let blocks: BTreeSet<usize> = headings.iter().map(|h| h.block).collect();
        windows.any(|w| w.narrow || blocks.len() >= 4)
    }
}

fn wrong_parts(mark: &DayMark, date: NaiveDate) -> usize {
    [
        mark.weekday.is_some_and(|w| w != date.weekday()),
        mark.day.is_some_and(|d| d != date.day()),
        mark.month.is_some_and(|m| m != date.month()),
        mark.year.is_some_and(|y| y != date.year()),
    ]
    .into_iter()
    .filter(|wrong| *wrong)
    .count()
}

/// What the creation date and the user's year say against these dates.
fn outside_cost(dates: &[NaiveDate], sayings: &Sayings) -> u32 {
    let made = match (sayings.created, dates.first()) {
        (Some(created), Some(first)) => {
            let days = (*first - created).num_days();
            let years = u32::try_from(days.unsigned_abs() / 365).unwrap_or(9).min(9);
            match days {
                days if MADE.contains(&days) => 0,
                ..0 => cost::CREATED + years,
                _ => cost::CREATED + cost::TOO_EARLY + years,
            }
        }
        _ => 0,
    };
    let asked = sayings
        .year
        .is_some_and(|year| dates.iter().all(|d| d.year() != year));
    made + if asked { cost::ASKED_YEAR } else { 0 }
}

/// A date that some heading may have, taken apart once for all of them.
struct PoolDay {
    date: NaiveDate,
    monday: NaiveDate,
    weekday: Weekday,
    day: u32,
    month: u32,
    year: i32,
}

impl From<NaiveDate> for PoolDay {
    fn from(date: NaiveDate) -> Self {
        Self {
            date,
            monday: monday(date),
            weekday: date.weekday(),
            day: date.day(),
            month: date.month(),
            year: date.year(),
        }
    }
}

/// Every date that some heading may have in a candidate year: the weeks of all that is named.
fn pool(
    year: i32,
    headings: &[Heading],
    windows: &[Window],
    created: Option<NaiveDate>,
) -> Vec<PoolDay> {
    let Some((from, to)) = scope(year) else {
        return Vec::new();
    };
    let mut weeks = BTreeSet::new();
    for window in windows {
        add_weeks(&mut weeks, window.first, window.last);
    }
    let marks: BTreeSet<(Option<u32>, u32)> = headings
        .iter()
        .filter_map(|h| h.mark)
        .filter_map(|m| Some((m.month, m.day?)))
        .collect();
    for (month, day) in &marks {
        for y in [year - 1, year, year + 1] {
            if let Some(date) = month.and_then(|m| NaiveDate::from_ymd_opt(y, m, *day)) {
                add_weeks(&mut weeks, date, date);
            }
        }
    }
    if weeks.is_empty() && headings.len() > 1 && !marks.is_empty() {
        // Numbers without any month: only days soon after the document was made.
        let (Some(start), Some(end)) = (
            created.and_then(|c| c.checked_sub_days(Days::new(7))),
            created.and_then(|c| c.checked_add_days(Days::new(63))),
        ) else {
            return Vec::new();
        };
        add_weeks(&mut weeks, start, end);
    }
    let ends = weeks.iter().flat_map(|monday| [*monday, sunday(*monday)]);
    let months: BTreeSet<(i32, u32)> = ends.map(|d| (d.year(), d.month())).collect();
    for (year, month) in months {
        for (year, month) in [before(year, month), (year, month), after(year, month)] {
            for (_, day) in marks.iter().filter(|(m, _)| m.is_none()) {
                if let Some(date) = NaiveDate::from_ymd_opt(year, month, *day) {
                    add_weeks(&mut weeks, date, date);
                }
            }
        }
    }
    let days = weeks.iter().flat_map(|monday| monday.iter_days().take(7));
    days.filter(|d| (from..=to).contains(d))
        .map(PoolDay::from)
        .collect()
}

fn before(year: i32, month: u32) -> (i32, u32) {
    if month == 1 {
        (year - 1, 12)
    } else {
        (year, month - 1)
    }
}

fn after(year: i32, month: u32) -> (i32, u32) {
    if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    }
}

/// Adds the Monday of each week that the days reach.
fn add_weeks(weeks: &mut BTreeSet<NaiveDate>, first: NaiveDate, last: NaiveDate) {
    let mondays = monday(first).iter_weeks();
    weeks.extend(mondays.take_while(|monday| *monday <= last));
}

/// The windows, each with what being in it costs a heading.
fn windows_near(heading: &Heading, windows: &[Window], evidence: &Evidence) -> Vec<(Window, u32)> {
    let weighed = windows.iter().filter_map(|w| {
        let period = evidence.periods.get(w.period)?;
        Some((*w, w.weight + evidence.distance(heading, period)))
    });
    weighed.collect()
}

/// The dates that cost a heading least.
fn choices(heading: &Heading, pool: &[PoolDay], near: &[(Window, u32)]) -> Vec<(NaiveDate, u32)> {
    let mut all: Vec<(NaiveDate, u32)> = pool
        .iter()
        .zip(period_costs(near, pool))
        .map(|(day, cost)| (day.date, cost + mark_cost(heading, day)))
        .collect();
    let dearness = |(date, cost): &(NaiveDate, u32)| (*cost, *date);
    if all.len() > MOST_DATES {
        all.select_nth_unstable_by_key(MOST_DATES, dearness);
        all.truncate(MOST_DATES);
    }
    all.sort_unstable_by_key(dearness);
    all
}

fn mark_cost(heading: &Heading, day: &PoolDay) -> u32 {
    let mark = heading.mark.unwrap_or_default();
    let cost_if = |wrong: bool, cost: u32| if wrong { cost } else { 0 };
    let weekday = match mark.weekday {
        Some(weekday) => cost_if(weekday != day.weekday, cost::WEEKDAY),
        None => cost_if(is_weekend(day.date), cost::WEEKEND),
    };
    weekday
        + cost_if(mark.day.is_some_and(|d| d != day.day), cost::DAY)
        + cost_if(mark.month.is_some_and(|m| m != day.month), cost::MONTH)
        + cost_if(mark.year.is_some_and(|y| y != day.year), cost::YEAR)
}

/// What each date of the pool costs for the periods it is in, near or outside.
fn period_costs(near: &[(Window, u32)], pool: &[PoolDay]) -> Vec<u32> {
    if near.is_empty() {
        return vec![0; pool.len()];
    }
    let mut costs = vec![cost::OUTSIDE; pool.len()];
    for (window, weight) in near {
        let monday = monday(window.first);
        let from = pool.partition_point(|d| d.date < monday);
        let reached = pool.iter().zip(&mut costs).skip(from);
        for (day, cost) in reached.take_while(|(d, _)| d.monday <= window.last) {
            let outside = if window.holds(day.date) {
                0
            } else {
                cost::SAME_WEEK
            };
            *cost = (*cost).min(weight + outside);
        }
    }
    costs
}

/// How far a period stands from a heading: the nearest one above it governs it.
fn distance(heading: &Heading, period: &Period) -> u32 {
    let other = if period.topic == Topic::Other {
        cost::OTHER_TOPIC
    } else {
        0
    };
    let apart = match period.source {
        Source::FileName => 10,
        Source::Title => 12,
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
    };
    apart + other
}

/// Four days of a whole week that nothing names are those without Wednesday.
fn no_wednesday(headings: &[Heading], windows: &[Window], choices: &mut [Vec<(NaiveDate, u32)>]) {
    for (heading, choices) in headings.iter().zip(choices) {
        let mut block = headings.iter().filter(|h| h.block == heading.block);
        if block.clone().count() != 4 || block.any(|h| h.mark.is_some()) {
            continue;
        }
        for (date, cost) in choices {
            let whole = |w: &Window| w.touches_week(*date) && (w.last - w.first).num_days() >= 4;
            if date.weekday() == Weekday::Wed && windows.iter().any(whole) {
                *cost += 5;
            }
        }
    }
}

/// The most that a step costs: see [`step_cost`].
const DEAREST_STEP: u32 = 40;

/// The cheapest sequence of dates, one a heading, and its cost.
fn cheapest(
    headings: &[Heading],
    choices: &[Vec<(NaiveDate, u32)>],
) -> Option<(u32, Vec<NaiveDate>)> {
    let mut layers: Vec<Vec<(i32, u32, usize)>> = Vec::with_capacity(choices.len());
    for (index, options) in choices.iter().enumerate() {
        let before = index
            .checked_sub(1)
            .and_then(|i| Some((headings.get(i)?, layers.get(i)?)));
        let heading = headings.get(index)?;
        let totals =
            |layer: &Vec<(i32, u32, usize)>| layer.iter().map(|(_, total, _)| *total).min();
        let so_far = before.map_or(Some(0), |(_, layer)| totals(layer))?;
        let mut layer: Vec<(i32, u32, usize)> = Vec::new();
        let mut least = u32::MAX - DEAREST_STEP;
        for (date, cost) in options {
            // What costs more than the cheapest way here and the dearest step from it is on no cheapest way.
            if so_far + cost > least + DEAREST_STEP {
                continue;
            }
            let day = date.num_days_from_ce();
            let ways = before.into_iter().flat_map(|(last, layer)| {
                let step = move |d: &i32| step_cost(last, heading, day - d);
                let ways = layer.iter().enumerate();
                ways.map(move |(i, (d, total, _))| (i, total + step(d)))
            });
            let (from, total) = ways.min_by_key(|(_, total)| *total).unwrap_or((0, 0));
            least = least.min(total + cost);
            layer.push((day, total + cost, from));
        }
        layer.retain(|(_, total, _)| *total <= least + DEAREST_STEP);
        layers.push(layer);
    }
    let (mut at, total) = layers
        .last()?
        .iter()
        .enumerate()
        .map(|(i, (_, cost, _))| (i, *cost))
        .min_by_key(|(_, cost)| *cost)?;
    let mut dates = Vec::with_capacity(layers.len());
    for layer in layers.iter().rev() {
        let (day, _, from) = layer.get(at)?;
        dates.push(NaiveDate::from_num_days_from_ce_opt(*day)?);
        at = *from;
    }
    dates.reverse();
    Some((total, dates))
}

/// What it costs to go from one heading's date to the next one's, so many days later.
fn step_cost(last: &Heading, next: &Heading, days: i32) -> u32 {
    if last.block == next.block {
        return match days {
            1 => 0,
            2 | 3 => 1,
            4..=7 => 3,
            8..=14 => 10,
            0 if next.mark.is_some() => 10,
            15.. => 20,
            _ => DEAREST_STEP,
        };
    }
    match days {
        1..=4 => 0,
        5..=10 => 2,
        11..=40 => 5,
        -6..=0 => 6,
        41.. => 7,
        _ => 15,
    }
}

/// The cheapest answer; of equal ones that nearest to the creation date; `None` where nothing parts them.
fn best<'a>(answers: &'a [Answer], sayings: &Sayings) -> Option<&'a Answer> {
    let least = answers.iter().map(|a| a.cost).min()?;
    let mut equal = answers.iter().filter(|a| a.cost == least);
    let Some(created) = sayings.created else {
        let first = equal.next()?;
        return equal.next().is_none().then_some(first);
    };
    equal.min_by_key(|a| a.dates.first().map(|d| (*d - created).num_days().abs()))
}

fn doubts(
    headings: &[Heading],
    dates: &[Option<NaiveDate>],
    evidence: &Evidence,
    answer: &Answer,
    sayings: &Sayings,
) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = year_doubt(headings, dates, evidence, sayings)
        .into_iter()
        .collect();
    out.extend(period_doubts(dates, evidence, answer));
    out.extend(unused_doubts(dates, evidence, answer));
    for (heading, date) in headings.iter().zip(dates) {
        let Some(date) = date else {
            out.push(
                Diagnostic::new(Code::UndatedDay, place(heading)).with("heading", name(heading)),
            );
            continue;
        };
        if heading.mark.is_some_and(|m| !m.agrees(*date)) {
            out.push(contradiction(place(heading), name(heading), *date));
        }
    }
    out.extend(order_doubts(headings, dates));
    out
}

fn contradiction(place: Place, found: String, used: NaiveDate) -> Diagnostic {
    Diagnostic::new(Code::DateContradiction, place)
        .with("found", found)
        .with("used", used)
}

/// Where no printed year and not the user's, but the creation date settled the year; or a printed year was outvoted.
fn year_doubt(
    headings: &[Heading],
    dates: &[Option<NaiveDate>],
    evidence: &Evidence,
    sayings: &Sayings,
) -> Option<Diagnostic> {
    let (heading, date) = headings
        .iter()
        .zip(dates)
        .find_map(|(h, d)| Some((h, (*d)?)))?;
    let known: Vec<NaiveDate> = dates.iter().flatten().copied().collect();
    let printed = evidence
        .years
        .iter()
        .filter(|y| y.weight == cost::PAGE_YEAR);
    let met = |y: &Year| known.iter().any(|d| y.holds(*d));
    if printed.clone().count() > 0 && !printed.clone().any(met) {
        let found = printed
            .map(|y| y.year.to_string())
            .next()
            .unwrap_or_default();
        return Some(contradiction(place(heading), found, date));
    }
    let asked = sayings
        .year
        .is_some_and(|y| known.iter().any(|d| d.year() == y));
    let created = sayings.created?;
    (!asked && !evidence.years.iter().any(met)).then(|| {
        Diagnostic::new(Code::YearFromCreation, place(heading))
            .with("year", date.year())
            .with("created", created)
    })
}

/// Ranges whose own weekdays are wrong: "du lundi 4 au vendredi 9 janvier 2016".
fn period_doubts(
    dates: &[Option<NaiveDate>],
    evidence: &Evidence,
    answer: &Answer,
) -> Vec<Diagnostic> {
    let wrong =
        |weekday: Option<Weekday>, date: NaiveDate| weekday.is_some_and(|w| w != date.weekday());
    answer
        .windows
        .iter()
        .filter_map(|window| {
            let period = evidence.periods.get(window.period)?;
            let (What::Span(span), Source::Text { page, rect }) = (period.what, period.source)
            else {
                return None;
            };
            let used = dates.iter().flatten().filter(|d| window.holds(**d)).max()?;
            let end = span.end?;
            let contradicts =
                wrong(span.start.weekday, window.first) || wrong(end.weekday, window.last);
            let place = Place::Page {
                page,
                rect: Some(rect),
            };
            contradicts.then(|| contradiction(place, period.text.clone(), *used))
        })
        .collect()
}

/// Ranges in which no day is, but next week's: the days were dated by something else, which may be wrong.
fn unused_doubts(
    dates: &[Option<NaiveDate>],
    evidence: &Evidence,
    answer: &Answer,
) -> Vec<Diagnostic> {
    let used = |w: &Window| dates.iter().flatten().any(|date| w.holds(*date));
    let mut told = BTreeSet::new();
    let unused = |(index, period): (usize, &Period)| {
        let range = matches!(period.what, What::Span(span) if span.end.is_some());
        let mut windows = answer
            .windows
            .iter()
            .filter(|w| w.period == index)
            .peekable();
        let unused = windows.peek().is_some() && !windows.any(used);
        let Source::Text { page, rect } = period.source else {
            return None;
        };
        let announced = period.text.to_lowercase().contains("prochain");
        let doubtful = range && unused && !announced && period.topic != Topic::Other;
        let place = Place::Page {
            page,
            rect: Some(rect),
        };
        (doubtful && told.insert(period.text.clone()))
            .then(|| Diagnostic::new(Code::UnusedPeriod, place).with("found", &period.text))
    };
    evidence
        .periods
        .iter()
        .enumerate()
        .filter_map(unused)
        .collect()
}

/// Blocks in which no heading says anything.
fn order_doubts(headings: &[Heading], dates: &[Option<NaiveDate>]) -> Vec<Diagnostic> {
    let blocks: BTreeSet<usize> = headings.iter().map(|h| h.block).collect();
    blocks
        .into_iter()
        .filter_map(|block| {
            let own: Vec<(&Heading, NaiveDate)> = headings
                .iter()
                .zip(dates)
                .filter(|(h, _)| h.block == block)
                .map(|(h, d)| Some((h, (*d)?)))
                .collect::<Option<_>>()?;
            let (first, last) = (own.first()?, own.last()?);
            own.iter().all(|(h, _)| h.mark.is_none()).then(|| {
                Diagnostic::new(Code::DaysByOrder, place(first.0))
                    .with("count", own.len())
                    .with("first", first.1)
                    .with("last", last.1)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
