//! Dates and what they contradict → what to look at, each at its place: the heading, the words at fault, the file.

use super::path::Answer;
use super::said::{Heading, name};
use super::windows::Window;
use super::witness::{Evidence, Period, Says, Source, Witness};
use crate::diagnostic::{Code, Diagnostic, Place};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// The doubts of a document that gets no date at all.
pub(super) fn without_dates(
    headings: &[Heading],
    first: &Heading,
    evidence: &Evidence,
) -> Vec<Diagnostic> {
    let dated = |h: &Heading| h.mark.is_some_and(|m| m.month.is_some());
    if let Some(weeks) = weeks_of_a_cycle(headings, evidence) {
        return vec![Diagnostic::new(Code::UndatedCycle, place(first)).with("count", weeks)];
    }
    if evidence.years.is_empty() && (!evidence.periods.is_empty() || headings.iter().any(dated)) {
        return vec![Diagnostic::new(Code::NoYear, place(first)).with("heading", name(first))];
    }
    vec![Diagnostic::new(Code::NoDate, place(first)).with("count", headings.len())]
}

/// How many weeks there are, where weekdays alone return and nothing is said of them but which week of the cycle each is.
fn weeks_of_a_cycle(headings: &[Heading], evidence: &Evidence) -> Option<usize> {
    let numbered = |p: &Period| matches!(p.says, Says::Weeks(..));
    let bare = |h: &Heading| {
        h.mark
            .filter(|m| m.day.is_none() && m.month.is_none())?
            .weekday
    };
    let weekdays: Option<Vec<Weekday>> = headings.iter().map(bare).collect();
    let weekdays = weekdays.filter(|_| evidence.periods.iter().all(numbered))?;
    let times = |day: &Weekday| weekdays.iter().filter(|d| *d == day).count();
    let weeks = weekdays.iter().take(7).map(times).max()?;
    (weeks > 1).then_some(weeks)
}

/// The doubts about an answer, of which `dates` are those that are more than a guess.
pub(super) fn doubts(
    headings: &[Heading],
    dates: &[Option<NaiveDate>],
    evidence: &Evidence,
    answer: &Answer,
) -> Vec<Diagnostic> {
    let told = Told {
        headings,
        dates,
        evidence,
        answer,
    };
    let mut out: Vec<Diagnostic> = told.year_of_the_making().into_iter().collect();
    out.extend(told.wrong_weekdays());
    out.extend(told.wrong_years());
    out.extend(told.unused());
    out.extend(told.headings());
    out.extend(told.unsure());
    out.extend(told.days_by_order());
    out
}

/// The dates of a document, beside all that it says of them.
struct Told<'a> {
    headings: &'a [Heading],
    dates: &'a [Option<NaiveDate>],
    evidence: &'a Evidence,
    answer: &'a Answer,
}

impl Told<'_> {
    /// The headings that have a date, with it.
    fn dated(&self) -> impl Iterator<Item = (&Heading, NaiveDate)> {
        let all = self.headings.iter().zip(self.dates);
        all.filter_map(|(heading, date)| Some((heading, (*date)?)))
    }

    fn any_date(&self, is: impl Fn(NaiveDate) -> bool) -> bool {
        self.dates.iter().flatten().any(|date| is(*date))
    }

    /// The day of the making settled the year: none that is written did, nor the user.
    fn year_of_the_making(&self) -> Option<Diagnostic> {
        let (heading, date) = self.dated().next()?;
        let asked = self.evidence.asked;
        let asked = asked.is_some_and(|year| self.any_date(|d| d.year() == year));
        let mut years = self.evidence.years.iter();
        let named = years.any(|year| self.any_date(|d| year.holds(d)));
        let contradicted = !self.contradicted_years().is_empty();
        let made = self.evidence.made?;
        (!asked && !named && !contradicted).then(|| {
            Diagnostic::new(Code::YearFromCreation, place(heading))
                .with("year", date.year())
                .with("created", made)
        })
    }

    /// Periods whose own weekdays are wrong: "du lundi 4 au vendredi 9 janvier 2016".
    fn wrong_weekdays(&self) -> Vec<Diagnostic> {
        let wrong =
            |named: Option<Weekday>, day: NaiveDate| named.is_some_and(|w| w != day.weekday());
        let doubt = |window: &Window| {
            let period = self.evidence.periods.get(window.period)?;
            let Says::Span(span) = period.says else {
                return None;
            };
            let used = self
                .dates
                .iter()
                .flatten()
                .filter(|d| window.holds(**d))
                .max()?;
            let end = span.end?;
            let found = wrong(span.start.weekday, window.first) || wrong(end.weekday, window.last);
            let place = text_place(period).filter(|_| found && window.of_its_year)?;
            Some(contradiction(place, period.text.clone(), *used))
        };
        self.answer.windows.iter().filter_map(doubt).collect()
    }

    /// Periods in which days are, but for the year that they name.
    fn contradicted_years(&self) -> Vec<(&Period, NaiveDate)> {
        let year_off = |window: &Window| {
            let period = self
                .evidence
                .periods
                .get(window.period)
                .filter(|p| p.binds)?;
            let used = self.dates.iter().flatten().find(|d| window.holds(**d))?;
            (!window.of_its_year).then_some((period, *used))
        };
        self.answer.windows.iter().filter_map(year_off).collect()
    }

    /// Years of the page of which no date is.
    fn wrong_years(&self) -> Vec<Diagnostic> {
        let mut told = BTreeSet::new();
        let periods = self.contradicted_years().into_iter();
        let periods = periods.filter_map(|(period, used)| {
            let place = text_place(period).filter(|_| told.insert(period.text.clone()))?;
            Some(contradiction(place, period.text.clone(), used))
        });
        let mut doubts: Vec<Diagnostic> = periods.collect();
        let lone = self.evidence.years.iter().filter(|y| y.binds);
        let lone = lone.filter_map(|year| Some((year, source_place(year.source)?)));
        if let (true, Some((year, place)), Some((_, used))) = (
            self.answer.against.has(Witness::Years),
            lone.into_iter().next(),
            self.dated().next(),
        ) {
            doubts.push(contradiction(place, year.year.to_string(), used));
        }
        doubts
    }

    /// Periods in which no day is, but next week's: the days were dated by something else, which may be wrong.
    fn unused(&self) -> Vec<Diagnostic> {
        let years: BTreeSet<&str> = self
            .contradicted_years()
            .into_iter()
            .map(|(period, _)| period.text.as_str())
            .collect();
        let mut told = BTreeSet::new();
        let of_page = self.evidence.periods.iter().enumerate();
        let unused = of_page.filter_map(|(index, period)| {
            let place = text_place(period).filter(|_| self.is_unused(index, period))?;
            let fresh = !years.contains(period.text.as_str()) && told.insert(&period.text);
            fresh.then(|| Diagnostic::new(Code::UnusedPeriod, place).with("found", &period.text))
        });
        let mut doubts: Vec<Diagnostic> = unused.collect();
        if let Some(name) = self.evidence.file_name.as_ref()
            && self.answer.against.has(Witness::FileName)
        {
            let doubt = Diagnostic::new(Code::UnusedPeriod, Place::File);
            doubts.push(doubt.with("found", name));
        }
        doubts
    }

    /// Whether no day is in a period of the page that could have some. Of months, one that has days will do.
    fn is_unused(&self, index: usize, period: &Period) -> bool {
        if !period.binds {
            return false;
        }
        if !period.narrow {
            return self.answer.against.has(Witness::Months);
        }
        let windows = self.answer.windows.iter();
        let mut own = windows.filter(|w| w.period == index && w.of_its_year);
        period.is_range() && !own.any(|w| self.any_date(|date| w.holds(date)))
    }

    /// Headings without a date, those that say otherwise than their date, and the first of each block that is out of the
    /// period over it, where others are in it.
    fn headings(&self) -> Vec<Diagnostic> {
        let mut outside = BTreeSet::new();
        let all = self.headings.iter().zip(self.dates).enumerate();
        let doubt = |(index, (heading, date)): (usize, (&Heading, &Option<NaiveDate>))| {
            let Some(date) = date else {
                let doubt = Diagnostic::new(Code::UndatedDay, place(heading));
                return Some(doubt.with("heading", name(heading)));
            };
            let wrong = heading.mark.is_some_and(|m| !m.agrees(*date));
            let doubtful =
                wrong || (self.is_outside(index, *date) && outside.insert(heading.block));
            doubtful.then(|| contradiction(place(heading), name(heading), *date))
        };
        all.filter_map(doubt).collect()
    }

    /// Whether a day is in none of the periods that bind it, one of which has others.
    fn is_outside(&self, heading: usize, date: NaiveDate) -> bool {
        if !self.answer.against.has(Witness::Ranges) {
            return false;
        }
        let binding = self.evidence.governing.get(heading);
        let windows = self.answer.windows.iter().filter(|w| w.as_written);
        let mut own = windows.filter(|w| binding.is_some_and(|b| b.contains(&w.period)));
        let mut used = false;
        let inside = own.any(|w| {
            used |= self.any_date(|d| w.holds(d));
            w.touches_week(date)
        });
        used && !inside
    }

    /// Days that may as well have another date: nothing but their order, or the place of a period, speaks for this one.
    fn unsure(&self) -> Vec<Diagnostic> {
        let all = self.headings.iter().zip(self.dates).enumerate();
        let doubt = |(index, (heading, date)): (usize, (&Heading, &Option<NaiveDate>))| {
            let used = (*date)?;
            let other = self.answer.others.get(index).copied().flatten();
            let other = other.or_else(|| self.in_another_week(index, heading, used))?;
            let doubt = Diagnostic::new(Code::UnsureDate, place(heading));
            let doubt = doubt.with("heading", name(heading));
            Some(doubt.with("used", used).with("other", other))
        };
        all.filter_map(doubt).collect()
    }

    /// Where periods stand side by side over a day without a number, and no column of days is that of one of them: the
    /// day of another.
    fn in_another_week(
        &self,
        index: usize,
        heading: &Heading,
        used: NaiveDate,
    ) -> Option<NaiveDate> {
        let over = self.evidence.governing.get(index)?;
        let over: &[usize] = if heading.is_numbered() { &[] } else { over };
        let windows = |period: usize| {
            let all = self.answer.windows.iter();
            all.filter(move |w| w.period == period && w.as_written)
        };
        let (own, others): (Vec<usize>, Vec<usize>) = over
            .iter()
            .partition(|period| windows(**period).any(|w| w.touches_week(used)));
        let parted = |own: usize, other: usize| {
            let meet = |w: &Window| windows(other).any(|o| w.first <= o.last && o.first <= w.last);
            !windows(own).any(meet)
        };
        let beside_own = |other: &&usize| {
            let is_beside = |own: &&usize| self.evidence.stand_side_by_side(**own, **other);
            own.iter()
                .filter(is_beside)
                .any(|own| parted(*own, **other))
        };
        let beside = others.iter().filter(beside_own);
        let nearest = beside.flat_map(|period| windows(*period));
        let nearest = nearest.min_by_key(|w| (w.first - used).num_days().abs())?;
        let mut days = nearest.first.iter_days().take(7);
        days.find(|day| day.weekday() == used.weekday())
    }

    /// Blocks in which no heading says anything.
    fn days_by_order(&self) -> Vec<Diagnostic> {
        let blocks: BTreeSet<usize> = self.headings.iter().map(|h| h.block).collect();
        let doubt = |block: usize| {
            let own = self.headings.iter().zip(self.dates);
            let own: Vec<(&Heading, NaiveDate)> = own
                .filter(|(h, _)| h.block == block)
                .map(|(h, date)| Some((h, (*date)?)))
                .collect::<Option<_>>()?;
            let (first, last) = (own.first()?, own.last()?);
            own.iter().all(|(h, _)| h.mark.is_none()).then(|| {
                Diagnostic::new(Code::DaysByOrder, place(first.0))
                    .with("count", own.len())
                    .with("first", first.1)
                    .with("last", last.1)
            })
        };
        blocks.into_iter().filter_map(doubt).collect()
    }
}

fn place(heading: &Heading) -> Place {
    Place::Page {
        page: heading.page,
        rect: Some(heading.rect),
    }
}

fn text_place(period: &Period) -> Option<Place> {
    source_place(period.source)
}

/// Where words of the page stand.
fn source_place(source: Source) -> Option<Place> {
    let Source::Text { page, rect } = source else {
        return None;
    };
    let rect = Some(rect);
    Some(Place::Page { page, rect })
}

fn contradiction(place: Place, found: String, used: NaiveDate) -> Diagnostic {
    Diagnostic::new(Code::DateContradiction, place)
        .with("found", found)
        .with("used", used)
}
