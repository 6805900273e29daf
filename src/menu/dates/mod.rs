//! Day headings and all that a document says of dates → one date a heading.
//!
//! Everything that speaks of dates is a witness. For each year that the document may be of, the dates are found that
//! contradict the fewest witnesses, each once whatever number of headings it governs; where several readings contradict
//! as few, the one that strains least wins: near what is written, in order, without gaps. So a document in which nothing
//! contradicts anything is read that way, and one more true date can only make its reading firmer. The clock is never
//! asked.

mod columns;
mod cost;
mod doubts;
mod margin;
mod order;
mod path;
mod said;
mod windows;
mod witness;

pub(super) use order::in_order;
pub(super) use said::name;
pub use said::{Heading, Saying, Sayings};

use crate::calendar::DayMark;
use crate::diagnostic::Diagnostic;
use chrono::{Datelike, NaiveDate};
use doubts::{doubts, without_dates};
use path::{Answer, answers};
use std::collections::{BTreeMap, BTreeSet};
use witness::Evidence;

/// Headings beyond this many stay without a date: no menu has as many days.
const MOST_HEADINGS: usize = 400;
/// So many weeks, named by a month alone, fill it.
const WEEKS_OF_A_MONTH: usize = 4;

/// The date of each heading, as far as one can be told, and the doubts.
///
/// The dates are in the order of `headings`; `None` where nothing settles a date, with a diagnostic that says so.
///
/// The doubts and the words that they carry: [`Code::NoYear`] and [`Code::UndatedDay`] `heading`; [`Code::NoDate`] `count`;
/// [`Code::YearFromCreation`] `year`, `created`; [`Code::DateContradiction`] `found` (as printed), `used` (the date);
/// [`Code::UnusedPeriod`] `found` (as printed); [`Code::UnsureDate`] `heading`, `used`, `other` (dates);
/// [`Code::DaysByOrder`] `count`, `first`, `last`. Their place is the heading's
/// box, that of the words at fault, or the file where its name is.
///
/// [`Code::NoYear`]: crate::diagnostic::Code::NoYear
/// [`Code::UndatedDay`]: crate::diagnostic::Code::UndatedDay
/// [`Code::NoDate`]: crate::diagnostic::Code::NoDate
/// [`Code::YearFromCreation`]: crate::diagnostic::Code::YearFromCreation
/// [`Code::DateContradiction`]: crate::diagnostic::Code::DateContradiction
/// [`Code::UnusedPeriod`]: crate::diagnostic::Code::UnusedPeriod
/// [`Code::UnsureDate`]: crate::diagnostic::Code::UnsureDate
/// [`Code::DaysByOrder`]: crate::diagnostic::Code::DaysByOrder
pub fn date_days(
    headings: &[Heading],
    sayings: &Sayings,
) -> (Vec<Option<NaiveDate>>, Vec<Diagnostic>) {
    let Some(first) = headings.first() else {
        return (Vec::new(), Vec::new());
    };
    let known = headings.get(..MOST_HEADINGS).unwrap_or(headings);
    let evidence = Evidence::read(known, sayings);
    let answers = answers(known, &evidence);
    let told = best(&answers, &evidence).filter(|answer| !is_a_guess(answer, known, &evidence));
    let dates = told.map(|answer| accepted(answer, known, &evidence));
    match (told, dates) {
        (Some(answer), Some(mut dates)) if dates.iter().any(Option::is_some) => {
            dates.resize(headings.len(), None);
            let doubts = doubts(headings, &dates, &evidence, answer);
            (dates, doubts)
        }
        _ => {
            let doubts = without_dates(headings, first, &evidence);
            (vec![None; headings.len()], doubts)
        }
    }
}

/// The cheapest answer; of equal ones that nearest to the making; `None` where nothing parts them.
fn best<'a>(answers: &'a [Answer], evidence: &Evidence) -> Option<&'a Answer> {
    let least = answers.iter().map(|a| a.cost).min()?;
    let mut equal = answers.iter().filter(|a| a.cost == least);
    let Some(made) = evidence.made else {
        let first = equal.next()?;
        return equal.next().is_none().then_some(first);
    };
    equal.min_by_key(|a| a.dates.first().map(|d| (*d - made).num_days().abs()))
}

/// Whether most headings have another weekday or number, in a year that nothing names.
fn is_a_guess(answer: &Answer, headings: &[Heading], evidence: &Evidence) -> bool {
    let wrong = |(heading, date): &(&Heading, &NaiveDate)| {
        let mark = heading.mark.unwrap_or_default();
        let day = mark.day.is_some_and(|day| day != date.day());
        day || mark.weekday.is_some_and(|w| w != date.weekday())
    };
    let contradicted = headings.iter().zip(&answer.dates).filter(wrong);
    contradicted.count() * 2 > headings.len() && evidence.years.is_empty()
}

/// The dates that are more than a guess.
fn accepted(answer: &Answer, headings: &[Heading], evidence: &Evidence) -> Vec<Option<NaiveDate>> {
    let blocks: BTreeSet<usize> = headings.iter().map(|h| h.block).collect();
    let numbered = headings.iter().filter(|h| h.is_numbered());
    let numbered: BTreeSet<usize> = numbered.map(|h| h.block).collect();
    let accepts = |(heading, date): (&Heading, &NaiveDate)| {
        let mark = heading.mark.unwrap_or_default();
        let own = |w: &&windows::Window| {
            let period = evidence.periods.get(w.period);
            w.touches_week(*date) && period.is_some_and(|p| p.may_date(heading.block))
        };
        let mut windows = answer.windows.iter().filter(own);
        let dated = numbered.contains(&heading.block)
            || windows.any(|w| w.narrow || blocks.len() >= WEEKS_OF_A_MONTH);
        (dated && wrong_parts(&mark, *date) <= 1).then_some(*date)
    };
    let dates = headings.iter().zip(&answer.dates);
    let mut dates: Vec<Option<NaiveDate>> = dates.map(accepts).collect();
    refuse_disorder(headings, &mut dates);
    dates
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

/// Unmarked columns are days only if each has a later date than the one before it, all in one week: more columns than
/// the period has days are no days.
fn refuse_disorder(headings: &[Heading], dates: &mut [Option<NaiveDate>]) {
    let mut blocks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, heading) in headings.iter().enumerate() {
        blocks.entry(heading.block).or_default().push(index);
    }
    for own in blocks.into_values() {
        let mut marks = own.iter().filter_map(|i| headings.get(*i)?.mark);
        let dated = own.iter().filter_map(|i| dates.get(*i).copied().flatten());
        let dated: Vec<NaiveDate> = dated.collect();
        let in_order = dated.iter().zip(dated.iter().skip(1)).all(|(a, b)| a < b);
        let ends = dated.first().zip(dated.last());
        let one_week = ends.is_none_or(|(first, last)| (*last - *first).num_days() < 7);
        if marks.next().is_none() && !(in_order && one_week && dated.len() == own.len()) {
            for index in own {
                dates.get_mut(index).map(Option::take);
            }
        }
    }
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod law;
#[cfg(test)]
mod tests;
