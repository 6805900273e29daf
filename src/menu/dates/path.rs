//! A candidate year → the cheapest sequence of its dates, one a heading.

use super::cost::{Choice, Cost, Near, against, step};
use super::said::Heading;
use super::windows::{Claim, PoolDay, Window, claims, lost_claims, pool, windows};
use super::witness::{Evidence, Witness, Witnesses};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Candidate dates kept for one heading.
const MOST_DATES: usize = 48;
/// Ways kept that lead to one heading.
const MOST_WAYS: usize = 96;
/// Days of a month, about: so far a claim is missed for each further strain.
const A_MONTH: i64 = 30;
/// The most that it strains how far a claim is missed.
const FAR: i64 = 12;

/// A year in which the first heading may be, with what its witnesses claim there.
pub(super) struct Candidate {
    pub year: i32,
    claims: Vec<Claim>,
    /// Witnesses that are contradicted by whatever date of it.
    pub least: u32,
}

impl Candidate {
    pub(super) fn new(year: i32, evidence: &Evidence) -> Self {
        let claims = claims(year, evidence);
        let near = |y: &i32| (year - 1..=year + 1).contains(y);
        let other_year = evidence.heading_years().iter().any(|y| !near(y));
        let may_hold = |index: &usize| {
            let period = evidence.periods.get(*index);
            period.is_some_and(|p| p.year().is_none_or(|y| near(&y)))
        };
        let mut governing = evidence.governing.iter().filter(|g| !g.is_empty());
        let no_range = governing.any(|periods| !periods.iter().any(may_hold));
        Self {
            year,
            least: lost_claims(year, &claims) + u32::from(other_year) + u32::from(no_range),
            claims,
        }
    }
}

/// The best dates of one candidate year.
pub(super) struct Answer {
    pub cost: Cost,
    pub dates: Vec<NaiveDate>,
    pub windows: Vec<Window>,
    /// The witnesses of several headings that it contradicts.
    pub against: Witnesses,
}

impl Answer {
    /// `None` where no dates contradict so few witnesses.
    pub(super) fn of(
        candidate: &Candidate,
        headings: &[Heading],
        evidence: &Evidence,
        most: u32,
    ) -> Option<Self> {
        let windows = windows(candidate.year, evidence, most > 0);
        let days = pool(
            candidate.year,
            headings,
            &windows,
            &candidate.claims,
            evidence.made,
        );
        let lost = lost_claims(candidate.year, &candidate.claims);
        let room = most.checked_sub(lost)?;
        let mut choices = choices(headings, &days, &windows, evidence, room);
        let of_year = |choice: &Choice| {
            let date = NaiveDate::from_num_days_from_ce_opt(choice.day);
            date.is_some_and(|d| d.year() == candidate.year)
        };
        choices.first_mut()?.retain(of_year);
        let way = cheapest(headings, &choices, &candidate.claims, room)?;
        let mut answer = Self {
            cost: way.cost,
            dates: way.dates,
            windows,
            against: way.against,
        };
        answer.charge_claims(&candidate.claims, way.met);
        (answer.cost.contradicted <= most).then_some(answer)
    }

    /// Adds the claims that no date meets, each with how far the nearest date is.
    fn charge_claims(&mut self, claims: &[Claim], met: Witnesses) {
        for claim in claims.iter().filter(|c| !met.has(c.witness)) {
            let off = self.dates.iter().map(|date| claim.days_off(*date)).min();
            let off = (off.unwrap_or(0) / A_MONTH).min(FAR);
            self.against = self.against.with(claim.witness);
            self.cost = self.cost.and(Cost {
                contradicted: 1,
                strain: against(claim.witness) + u32::try_from(off).unwrap_or(0),
            });
        }
    }
}

/// The dates that cost each heading least and contradict no more than so many witnesses.
fn choices(
    headings: &[Heading],
    pool: &[PoolDay],
    windows: &[Window],
    evidence: &Evidence,
    most: u32,
) -> Vec<Vec<Choice>> {
    let silent = silent_blocks(headings);
    let of_heading = |(heading, binding): (&Heading, &Vec<usize>)| {
        let mark = heading.mark.unwrap_or_default();
        let days = pool
            .iter()
            .map(|day| (day, Choice::new(&mark, day, evidence)));
        let mut found: Vec<(&PoolDay, Choice)> =
            days.filter(|(_, c)| c.contradicted() <= most).collect();
        let one_of_four = silent.get(&heading.block) == Some(&4);
        Near::new(heading, windows, evidence, binding, one_of_four).judge(&mut found);
        let choices = found.into_iter().map(|(_, choice)| choice);
        let mut choices: Vec<Choice> = choices.filter(|c| c.contradicted() <= most).collect();
        let dearness = |c: &Choice| (c.contradicted(), c.cost.strain, c.day);
        if choices.len() > MOST_DATES {
            choices.select_nth_unstable_by_key(MOST_DATES, dearness);
            choices.truncate(MOST_DATES);
        }
        choices.sort_unstable_by_key(dearness);
        choices
    };
    headings
        .iter()
        .zip(&evidence.governing)
        .map(of_heading)
        .collect()
}

/// The blocks in which no heading says anything, with their length.
fn silent_blocks(headings: &[Heading]) -> BTreeMap<usize, usize> {
    let mut silent = BTreeMap::new();
    for heading in headings {
        *silent.entry(heading.block).or_insert(0) += 1;
    }
    for heading in headings.iter().filter(|h| h.mark.is_some()) {
        silent.remove(&heading.block);
    }
    silent
}

/// A sequence of dates.
struct Way {
    cost: Cost,
    dates: Vec<NaiveDate>,
    met: Witnesses,
    against: Witnesses,
}

/// The end of a way: the date of one heading, and which step before leads there.
#[derive(Clone, Copy)]
struct Step {
    day: i32,
    cost: Cost,
    /// The witnesses that a date on the way meets, of those that are content with one.
    met: Witnesses,
    /// The witnesses that the way goes against, of those that govern each date; each costs once.
    against: Witnesses,
    from: usize,
}

impl Step {
    fn first(choice: &Choice) -> Self {
        let start = Self {
            day: choice.day,
            cost: Cost::default(),
            met: Witnesses::default(),
            against: Witnesses::default(),
            from: 0,
        };
        start.on_to(0, choice, 0, Witnesses::default())
    }

    /// The way that goes on to a choice.
    fn on_to(&self, from: usize, choice: &Choice, strain: u32, order: Witnesses) -> Self {
        let all = self.against.and(choice.against).and(order);
        let fresh = Cost {
            contradicted: all.count() - self.against.count(),
            strain: strain + newly(self.against, all),
        };
        Self {
            day: choice.day,
            cost: self.cost.and(choice.cost).and(fresh),
            met: self.met.and(choice.meets),
            against: all,
            from,
        }
    }

    /// Whether what follows costs both ways the same.
    fn is_like(&self, other: &Self) -> bool {
        (self.day, self.met, self.against) == (other.day, other.met, other.against)
    }
}

/// What it strains to go against the periods of the page for the first time.
fn newly(before: Witnesses, now: Witnesses) -> u32 {
    match now.has(Witness::Ranges) && !before.has(Witness::Ranges) {
        true => against(Witness::Ranges),
        false => 0,
    }
}

/// The cheapest way that contradicts at most so many witnesses, besides those that no date of the year can meet.
fn cheapest(
    headings: &[Heading],
    choices: &[Vec<Choice>],
    claims: &[Claim],
    most: u32,
) -> Option<Way> {
    let mut layers: Vec<Vec<Step>> = Vec::with_capacity(choices.len());
    let mut before: Option<&Heading> = None;
    for (heading, options) in headings.iter().zip(choices) {
        let mut layer: Vec<Step> = Vec::new();
        for choice in options {
            let start = layer.len();
            match (before, layers.last()) {
                (Some(last), Some(ways)) => {
                    for (from, way) in ways.iter().enumerate() {
                        let (strain, disorder) = step(last, heading, choice.day - way.day);
                        let order = disorder.then(|| Witnesses::of(Witness::Order));
                        let next = way.on_to(from, choice, strain, order.unwrap_or_default());
                        keep(&mut layer, start, next, most);
                    }
                }
                _ => keep(&mut layer, start, Step::first(choice), most),
            }
        }
        if layer.len() > MOST_WAYS {
            layer.select_nth_unstable_by_key(MOST_WAYS, |step| (step.cost, step.day));
            layer.truncate(MOST_WAYS);
        }
        layers.push(layer);
        before = Some(heading);
    }
    let unmet = |step: &Step| {
        let missed = claims.iter().filter(|c| !step.met.has(c.witness));
        missed.fold(step.cost, |cost, claim| {
            cost.and(Cost {
                contradicted: 1,
                strain: against(claim.witness),
            })
        })
    };
    let ends = layers.last()?.iter().enumerate();
    let (end, last) = ends.min_by_key(|(_, step)| unmet(step))?;
    let (met, against, cost) = (last.met, last.against, last.cost);
    Some(Way {
        dates: dates_to(&layers, end)?,
        cost,
        met,
        against,
    })
}

/// Keeps the way among those to the same choice, from place `start` on: of like ones the cheapest.
fn keep(layer: &mut Vec<Step>, start: usize, next: Step, most: u32) {
    if next.cost.contradicted > most {
        return;
    }
    match layer.iter_mut().skip(start).find(|s| s.is_like(&next)) {
        Some(known) if next.cost < known.cost => *known = next,
        Some(_) => {}
        None => layer.push(next),
    }
}

/// The dates on the way to a step of the last layer.
fn dates_to(layers: &[Vec<Step>], end: usize) -> Option<Vec<NaiveDate>> {
    let mut at = end;
    let mut dates = Vec::with_capacity(layers.len());
    for layer in layers.iter().rev() {
        let step = layer.get(at)?;
        dates.push(NaiveDate::from_num_days_from_ce_opt(step.day)?);
        at = step.from;
    }
    dates.reverse();
    Some(dates)
}
