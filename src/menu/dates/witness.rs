//! Headings and sayings → witnesses: who speaks of dates, what it says, and which days it governs.
//!
//! A witness counts once, whatever number of headings it governs. The headings' own weekdays and numbers are witnesses
//! each; a month or a year that several headings bear is one, for it is written once and copied. The periods that the
//! page names over its days are one: each day is in one of those over it, and each of them has a day. So are its months,
//! its years, the file's name, the document's title, the day it was made and the year that the user gives.

use super::columns;
use super::margin;
use super::said::{Heading, Saying, Sayings};
use crate::calendar::{Span, Text, Topic, is_broken_range};
use crate::geometry::Rect;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Periods beyond this many are not looked at.
const MOST_PERIODS: usize = 120;
/// The longest range that dates days by itself, in days; a longer one only names its months.
const LONGEST: i64 = 62;
/// Years of headings that are told from each other; a menu names two at most.
const MOST_HEADING_YEARS: u32 = 11;
/// Periods over the days that are told from each other; the others are hints. A page has six weeks at most.
const MOST_RANGES: usize = 32;

/// A witness that may govern several headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Witness {
    /// The months that the page names: a date is in one.
    Months,
    /// The years that stand alone on the page, or are those of a school year: a date is of one.
    Years,
    /// The file's name: a date is as it says.
    FileName,
    /// The document's title: likewise.
    Title,
    /// The day the document was made: a date is near it.
    Made,
    /// The year that the user gives: a date is of it.
    Asked,
    /// The periods of the page: each day is in one of those over it, or beside it.
    Ranges,
    /// One of them, by its place: it has a day.
    Range(u32),
    /// The order of the days in their table.
    Order,
    /// The month (1 to 12) that headings bear.
    Month(u32),
    /// The year that headings bear, by its place among those of the headings.
    Year(u32),
}

impl Witness {
    /// Those that a claim or a period can be against.
    const CLAIMING: [Self; 7] = [
        Self::Months,
        Self::Years,
        Self::FileName,
        Self::Title,
        Self::Made,
        Self::Asked,
        Self::Ranges,
    ];

    /// The witness that it is a part of: a range is one of the ranges.
    pub(super) fn whole(self) -> Self {
        match self {
            Self::Range(_) => Self::Ranges,
            whole => whole,
        }
    }
}

/// A set of witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Witnesses(u64);

impl Witnesses {
    pub(super) fn with(self, witness: Witness) -> Self {
        let place = match witness {
            Witness::Months => 0,
            Witness::Years => 1,
            Witness::FileName => 2,
            Witness::Title => 3,
            Witness::Made => 4,
            Witness::Asked => 5,
            Witness::Ranges => 6,
            Witness::Order => 7,
            Witness::Month(month) => 7 + month.clamp(1, 12),
            Witness::Year(place) => 20 + place.min(MOST_HEADING_YEARS - 1),
            Witness::Range(place) => 32 + place.min(31),
        };
        Self(self.0 | 1 << place)
    }

    pub(super) fn of(witness: Witness) -> Self {
        Self::default().with(witness)
    }

    pub(super) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) fn has(self, witness: Witness) -> bool {
        self.and(Self::of(witness)) == self
    }

    pub(super) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Those that speak for all headings.
    pub(super) fn claiming(self) -> impl Iterator<Item = Witness> {
        let all = Witness::CLAIMING.into_iter();
        all.filter(move |witness| self.has(*witness))
    }
}

/// Where something is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Source {
    Text { page: u32, rect: Rect },
    Title,
    FileName,
    Heading,
}

impl Source {
    fn of(saying: &Saying) -> Self {
        let (page, rect) = (saying.page, saying.rect);
        Self::Text { page, rect }
    }

    /// Whether it is on the page, among other texts, most of which speak of other things.
    fn is_text(self) -> bool {
        matches!(self, Self::Text { .. })
    }
}

/// What a period is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Says {
    /// A range, or a single day.
    Span(Span),
    /// A month, with its year where it has one.
    Month(u32, Option<i32>),
    /// ISO weeks, the first and the last, or those of the caterer's cycle.
    Weeks(u32, u32),
}

/// A stretch of time that the document names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Period {
    pub says: Says,
    pub source: Source,
    pub topic: Topic,
    pub text: String,
    /// Whether it can be contradicted; what cannot is a hint.
    pub binds: bool,
    /// Whether it is a range, a day or a week, no month or more.
    pub narrow: bool,
    /// The blocks of days that it dates alone: it stands beside them, or over them in a row with others.
    pub own_blocks: Vec<usize>,
}

impl Period {
    /// Whether it may date the days of a block.
    pub(super) fn may_date(&self, block: usize) -> bool {
        self.own_blocks.is_empty() || self.own_blocks.contains(&block)
    }

    /// Whether it is a range of days.
    pub(super) fn is_range(&self) -> bool {
        matches!(self.says, Says::Span(span) if span.end.is_some())
    }

    /// The year that its text gives it.
    pub(super) fn year(&self) -> Option<i32> {
        match self.says {
            Says::Span(span) => span.year(),
            Says::Month(_, year) => year,
            Says::Weeks(..) => None,
        }
    }

    /// Whether it may be that of one of several tables side by side.
    fn may_be_of_a_column(&self) -> bool {
        self.narrow && self.own_blocks.is_empty() && !is_of_another_topic(self.topic)
    }

    /// Its upper edge, where it stands over a heading on its page, or dates its block alone.
    fn top_over(&self, heading: &Heading) -> Option<f32> {
        let Source::Text { page, rect } = self.source else {
            return None;
        };
        let over = !self.own_blocks.is_empty() || rect.centre_y() <= heading.rect.y1;
        (page == heading.page && over && self.may_date(heading.block)).then_some(rect.y0)
    }
}

/// A year that the document names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Year {
    /// The year, or the second one of a school year.
    pub year: i32,
    /// Whether it is `year - 1` from August on and `year` until then.
    pub school: bool,
    pub source: Source,
    /// Whether it is a witness of its own, not the year of a period or of a heading.
    pub binds: bool,
}

impl Year {
    pub(super) fn holds(&self, date: NaiveDate) -> bool {
        if !self.school {
            return date.year() == self.year;
        }
        date.year() == self.year && date.month() <= 8
            || date.year() == self.year - 1 && date.month() >= 8
    }
}

/// All that the document says of dates.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub periods: Vec<Period>,
    pub years: Vec<Year>,
    /// For each heading, the periods that bind it.
    pub governing: Vec<Vec<usize>>,
    /// The periods that stand over a heading or beside it, each once however often it is printed.
    pub ranges: Vec<usize>,
    /// The day the document was made.
    pub made: Option<NaiveDate>,
    /// The year that the user gives.
    pub asked: Option<i32>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The years of the headings, each once.
    heading_years: Vec<i32>,
    /// The blocks of days that have a period of their own.
    labelled: BTreeSet<usize>,
}

impl Evidence {
    /// Reads all that speaks of dates.
    pub(super) fn read(headings: &[Heading], sayings: &Sayings) -> Self {
        let mut evidence = Self {
            made: sayings.created.or(sayings.modified),
            asked: sayings.year,
            file_name: sayings.file_name.clone(),
            ..Self::default()
        };
        if let Some(name) = &sayings.file_name {
            evidence.hear(name, Source::FileName);
        }
        if let Some(title) = &sayings.title {
            evidence.hear(title, Source::Title);
        }
        let tables = margin::tables(headings);
        for saying in &whole_ranges(&sayings.texts) {
            let known = evidence.periods.len();
            evidence.hear(&saying.text, Source::of(saying));
            evidence.give_to_tables(known, saying, &tables);
        }
        evidence.give_to_columns(&tables);
        evidence.hear_headings(headings);
        evidence.leave_other_topics();
        evidence.govern(headings);
        evidence
    }

    fn hear(&mut self, text: &str, source: Source) {
        let said = Text::new(text);
        let (spans, months) = (said.spans(), said.months());
        if months.is_empty() && !said.is_numbered() {
            return;
        }
        let saying = Heard::new(&said, source, text);
        let attached = spans.iter().filter_map(Span::year);
        let attached: Vec<i32> = attached.chain(months.iter().filter_map(|m| m.1)).collect();
        for year in attached.iter().copied() {
            self.add_year(saying.year(year, false, false));
        }
        self.hear_years(&said, &saying, &attached);
        for span in &spans {
            let binds = saying.binds_span(span);
            if binds || saying.hints_at_span(span) {
                self.add_period(saying.period(Says::Span(*span), binds));
            }
        }
        let without_month = |s: &Span| s.start.month.or(s.end.and_then(|e| e.month)).is_none();
        let months = months.iter().filter(|_| spans.iter().all(without_month));
        for (month, year) in months {
            let binds = saying.binds_month(*year);
            if binds || saying.is_of_another_topic() {
                self.add_period(saying.period(Says::Month(*month, *year), binds));
            }
        }
        if let Some((first, last)) = said.weeks() {
            self.add_period(saying.period(Says::Weeks(first, last), false));
        }
    }

    /// The years that stand alone: on a page full of other texts, only those of a line that speaks of the menu, or of
    /// nothing else.
    fn hear_years(&mut self, said: &Text, saying: &Heard, attached: &[i32]) {
        let binds = !saying.is_of_another_topic();
        if let Some((_, year)) = said.school_year() {
            self.add_year(saying.year(year, true, binds));
        } else if binds && (saying.speaks_of_the_menu() || saying.is_only_a_time) {
            for year in said.years() {
                if !attached.contains(&year) {
                    self.add_year(saying.year(year, false, true));
                }
            }
        }
    }

    fn hear_headings(&mut self, headings: &[Heading]) {
        let years: BTreeSet<i32> = headings.iter().filter_map(|h| h.mark?.year).collect();
        self.heading_years = years.into_iter().collect();
        for year in self.heading_years.clone() {
            self.add_year(Year {
                year,
                school: false,
                source: Source::Heading,
                binds: false,
            });
        }
    }

    /// The periods that a saying of the margin named, from place `from` on, are those of the blocks that it is beside.
    fn give_to_tables(&mut self, from: usize, saying: &Saying, tables: &[margin::Table]) {
        let own = self.periods.iter_mut().skip(from);
        for period in own.filter(|p| p.narrow && !is_of_another_topic(p.topic)) {
            period.own_blocks = margin::blocks_beside(saying.page, &saying.cell, tables);
            self.labelled.extend(&period.own_blocks);
        }
    }

    /// The periods of a page that stand side by side over tables side by side are those of the tables in their columns.
    fn give_to_columns(&mut self, tables: &[margin::Table]) {
        let pages: BTreeSet<u32> = tables.iter().map(|t| t.page).collect();
        for page in pages {
            let place = |(index, period): (usize, &Period)| match period.source {
                Source::Text { page: on, rect } if on == page && period.may_be_of_a_column() => {
                    Some((index, rect))
                }
                _ => None,
            };
            let placed = self.periods.iter().enumerate().filter_map(place);
            let (indexes, rects): (Vec<usize>, Vec<Rect>) = placed.unzip();
            let blocks = columns::blocks_below(page, &rects, tables);
            for (index, own) in indexes.into_iter().zip(blocks) {
                self.labelled.extend(&own);
                if let Some(period) = self.periods.get_mut(index) {
                    period.own_blocks = own;
                }
            }
        }
    }

    /// Holidays and deadlines date the days only where nothing else names a range or a day.
    fn leave_other_topics(&mut self) {
        let other = |p: &Period| p.narrow && is_of_another_topic(p.topic);
        if self.periods.iter().any(|p| p.narrow && p.binds) {
            self.periods.retain(|p| !other(p));
        }
    }

    /// Finds the periods that bind each heading: those of its block alone, else those between it and the table above it,
    /// else all those over it.
    fn govern(&mut self, headings: &[Heading]) {
        let mut ranges = BTreeSet::new();
        for heading in headings {
            let table_above = end_of_table_above(heading, headings);
            let mut nearest = [Vec::new(), Vec::new(), Vec::new()];
            let periods = self.periods.iter().enumerate();
            for (index, period) in periods.filter(|(_, p)| p.binds && p.narrow) {
                let Some(top) = period.top_over(heading) else {
                    continue;
                };
                let [own, between, above] = &mut nearest;
                match !period.own_blocks.is_empty() {
                    true => own.push(index),
                    false if top >= table_above => between.push(index),
                    false => above.push(index),
                }
                ranges.insert(index);
            }
            let nearest = nearest.into_iter().find(|periods| !periods.is_empty());
            self.governing.push(nearest.unwrap_or_default());
        }
        for range in ranges {
            let says = |index: usize| self.periods.get(index).map(|p| p.says);
            let known = self.ranges.iter().any(|r| says(*r) == says(range));
            if !known && self.ranges.len() < MOST_RANGES {
                self.ranges.push(range);
            }
        }
    }

    /// Adds a year, once however many lines of the page bear it.
    fn add_year(&mut self, year: Year) {
        let kind = |y: &Year| (y.year, y.school, y.binds, std::mem::discriminant(&y.source));
        if !self.years.iter().any(|known| kind(known) == kind(&year)) {
            self.years.push(year);
        }
    }

    fn add_period(&mut self, period: Period) {
        if self.periods.len() < MOST_PERIODS {
            self.periods.push(period);
        }
    }

    /// Whether a period dates the block alone, so that all others are far.
    pub(super) fn is_labelled(&self, block: usize) -> bool {
        self.labelled.contains(&block)
    }

    /// The witness that a year of a heading is.
    pub(super) fn heading_year(&self, year: i32) -> Witness {
        let place = self.heading_years.iter().position(|y| *y == year);
        Witness::Year(place.and_then(|p| u32::try_from(p).ok()).unwrap_or(0))
    }

    /// The years of the headings, each once.
    pub(super) fn heading_years(&self) -> &[i32] {
        &self.heading_years
    }

    /// The periods that a source names and that can be contradicted.
    pub(super) fn binding(&self, is: impl Fn(Source) -> bool) -> impl Iterator<Item = &Period> {
        let all = self.periods.iter();
        all.filter(move |p| p.binds && is(p.source))
    }

    /// The years in which the first heading may be, smallest first.
    pub(super) fn candidate_years(&self) -> Vec<i32> {
        let named = self.years.iter().map(|y| y.year).chain(self.asked);
        let around = self.made.map(|made| made.year() - 5..=made.year() + 1);
        let sane = |y: &i32| (1990..=2100).contains(y);
        let all: BTreeSet<i32> = named
            .filter(sane)
            .flat_map(|year| year - 1..=year + 1)
            .chain(around.into_iter().flatten().filter(sane))
            .collect();
        all.into_iter().collect()
    }

    /// Whether two periods stand in one row of a page.
    pub(super) fn stand_side_by_side(&self, one: usize, other: usize) -> bool {
        let source = |period: usize| self.periods.get(period).map(|p| p.source);
        match source(one).zip(source(other)) {
            Some((Source::Text { page, rect }, Source::Text { page: on, rect: r })) => {
                page == on && rect.in_row(&r)
            }
            _ => false,
        }
    }

    /// Whether the second period may speak of the same days as the first: on its page, or of the whole document.
    pub(super) fn are_beside(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.periods.get(one), self.periods.get(other)) else {
            return false;
        };
        let page = |source| match source {
            Source::Text { page, .. } => Some(page),
            Source::Title | Source::FileName | Source::Heading => None,
        };
        let (a, b) = (page(one.source), page(other.source));
        !is_of_another_topic(other.topic) && (a.is_none() || b.is_none() || a == b)
    }
}

/// The lower edge of the headings of the table above a heading's, in its column.
fn end_of_table_above(heading: &Heading, headings: &[Heading]) -> f32 {
    let above = headings.iter().filter(|h| {
        let apart = h.page == heading.page && h.block != heading.block;
        apart && h.rect.y1 <= heading.rect.y0 && h.rect.overlap_x(&heading.rect) > 0.0
    });
    above.map(|h| h.rect.y1).fold(f32::NEG_INFINITY, f32::max)
}

/// Whether a text speaks of holidays, deadlines or laws.
pub(super) fn is_of_another_topic(topic: Topic) -> bool {
    matches!(topic, Topic::Holidays | Topic::Other)
}

fn is_narrow(says: Says) -> bool {
    let Says::Span(span) = says else {
        return matches!(says, Says::Weeks(..));
    };
    // Of a range without a year the length is that of any year.
    let dates = span.in_year(span.year().unwrap_or(2001));
    dates.is_none_or(|(first, last)| (last - first).num_days() <= LONGEST)
}

/// A text that speaks of time.
struct Heard<'a> {
    text: &'a str,
    source: Source,
    topic: Topic,
    is_only_a_time: bool,
    is_open_ended: bool,
    /// It speaks of the next menu.
    announces: bool,
}

impl<'a> Heard<'a> {
    fn new(said: &Text, source: Source, text: &'a str) -> Self {
        Self {
            text,
            source,
            topic: said.topic(),
            is_only_a_time: said.is_only_a_time(),
            is_open_ended: said.is_open_ended(),
            announces: text.to_lowercase().contains("prochain"),
        }
    }

    fn is_of_another_topic(&self) -> bool {
        is_of_another_topic(self.topic)
    }

    /// The names of the file and of the document are those of a menu.
    fn speaks_of_the_menu(&self) -> bool {
        let is = self.topic == Topic::Menu || !self.source.is_text();
        is && !self.is_of_another_topic()
    }

    fn speaks_of_nothing_else(&self) -> bool {
        self.topic == Topic::Plain && self.is_only_a_time
    }

    /// A range binds; a single day only where the text names a menu, or nothing but the day. The single day of a file
    /// name is the one on which it was made or sent, as often as not.
    fn binds_span(&self, span: &Span) -> bool {
        match span.end {
            Some(_) => !self.is_of_another_topic() && !self.announces,
            None => self.hints_at_span(span) && !self.is_open_ended && self.source.is_text(),
        }
    }

    /// Ranges of another topic are hints, for where nothing else is said; single days in mid-text are none.
    fn hints_at_span(&self, span: &Span) -> bool {
        span.end.is_some() || self.speaks_of_the_menu() || self.speaks_of_nothing_else()
    }

    /// A month binds where the text names a menu, or nothing but the month, or its year.
    fn binds_month(&self, year: Option<i32>) -> bool {
        let of_the_menu = self.speaks_of_the_menu() || self.speaks_of_nothing_else();
        of_the_menu || (year.is_some() && !self.is_of_another_topic())
    }

    fn period(&self, says: Says, binds: bool) -> Period {
        Period {
            narrow: is_narrow(says),
            says,
            source: self.source,
            topic: self.topic,
            text: self.text.to_owned(),
            binds,
            own_blocks: Vec::new(),
        }
    }

    fn year(&self, year: i32, school: bool, binds: bool) -> Year {
        Year {
            year,
            school,
            source: self.source,
            binds,
        }
    }
}

/// What is said, the ranges that a line break cuts as one: "Semaine du 21" over "au 25 septembre".
fn whole_ranges(texts: &[Saying]) -> Vec<Saying> {
    let mut whole: Vec<Saying> = Vec::new();
    for saying in texts {
        let broken = |above: &&mut Saying| {
            above.page == saying.page && is_broken_range(&above.text, &saying.text)
        };
        match whole.last_mut().filter(broken) {
            Some(above) => {
                above.text = format!("{} {}", above.text, saying.text);
                above.rect = above.rect.union(&saying.rect);
                above.cell = above.cell.union(&saying.cell);
            }
            None => whole.push(saying.clone()),
        }
    }
    whole
}
