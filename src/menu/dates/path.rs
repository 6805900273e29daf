//! Headings and witnesses → for each candidate year, the cheapest sequence of its dates, one a heading.

use super::cost::{Choice, Cost, Near, step, strain_against};
use super::said::Heading;
use super::windows::{Claim, PoolDay, Window, claims, lost, pool, windows};
use super::witness::{Evidence, Witness, Witnesses};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Candidate years beyond this many are not tried.
const MOST_YEARS: usize = 16;
/// Candidate dates kept for one heading.
const MOST_DATES: usize = 48;
/// Ways kept that lead to one heading.
const MOST_WAYS: usize = 96;
/// Days of a month, about: so far a claim is missed for each further strain.
const A_MONTH: i64 = 30;
/// The most that it strains how far a claim is missed.
const FAR: i64 = 12;
/// A way that contradicts no more and strains no more than so much more is as good: less than a week left out.
const AS_GOOD: u32 = 2;

/// A year in which the first heading may be, with what its witnesses claim there.
pub(super) struct Candidate {
    pub year: i32,
    claims: Vec<Claim>,
    /// The witnesses that every date of it contradicts.
    lost: Witnesses,
    /// How many witnesses its dates contradict at least.
    pub least: u32,
}

impl Candidate {
    pub(super) fn new(year: i32, evidence: &Evidence) -> Self {
        let claims = claims(year, evidence);
        let near = |y: &i32| (year - 1..=year + 1).contains(y);
        let may_hold = |index: &usize| {
            let period = evidence.periods.get(*index);
            period.is_some_and(|p| p.year().is_none_or(|y| near(&y)))
        };
        let mut lost = lost(year, &claims);
        let mut governing = evidence.governing.iter().filter(|g| !g.is_empty());
        if governing.any(|periods| !periods.iter().any(may_hold)) {
            lost = lost.with(Witness::Ranges);
        }
        let other_year = evidence.heading_years().iter().any(|y| !near(y));
        Self {
            year,
            least: lost.count() + u32::from(other_year),
            lost,
            claims,
        }
    }

    /// What a way costs in all: with the claims that no date of it meets.
    fn total(&self, way: &Step) -> (Cost, Witnesses) {
        let missed = self.claims.iter().map(|c| c.witness);
        let missed = missed.filter(|witness| !way.met.has(*witness));
        let mut against = way.against;
        let mut strain: u32 = against.claiming().map(strain_against).sum();
        for witness in missed.filter(|witness| !way.against.has(witness.whole())) {
            against = against.with(witness.whole());
            strain += strain_against(witness);
        }
        let fresh = Cost {
            contradicted: against.count() - way.against.count(),
            strain,
        };
        (way.cost.and(fresh), against)
    }

    /// How far the dates are from what the witnesses claim that they contradict, in months.
    fn months_off(&self, dates: &[NaiveDate]) -> u32 {
        let off = |claim: &Claim| {
            let days = dates.iter().map(|date| claim.days_off(*date)).min();
            u32::try_from((days.unwrap_or(0) / A_MONTH).min(FAR)).unwrap_or(0)
        };
        self.claims.iter().map(off).sum()
    }
}

/// The dates that each heading may have in a candidate year.
struct Plan {
    windows: Vec<Window>,
    choices: Vec<Vec<Choice>>,
}

impl Plan {
    /// With the dates that contradict at most so many witnesses.
    fn new(candidate: &Candidate, headings: &[Heading], evidence: &Evidence, most: u32) -> Self {
        let windows = windows(candidate.year, evidence, most > 0);
        let days = pool(
            candidate.year,
            headings,
            &windows,
            &candidate.claims,
            evidence,
        );
        let mut choices = choices(headings, &days, &windows, evidence, candidate.lost, most);
        if let Some(first) = choices.first_mut() {
            let date = |choice: &Choice| NaiveDate::from_num_days_from_ce_opt(choice.day);
            first.retain(|choice| date(choice).is_some_and(|d| d.year() == candidate.year));
        }
        Self { windows, choices }
    }
}

/// The best dates of one candidate year.
pub(super) struct Answer {
    pub cost: Cost,
    pub dates: Vec<NaiveDate>,
    pub windows: Vec<Window>,
    /// The witnesses of several headings that it contradicts.
    pub against: Witnesses,
    /// For each heading, another date that it may have as well.
    pub others: Vec<Option<NaiveDate>>,
}

impl Answer {
    /// `None` where no dates of the plan contradict so few witnesses.
    fn of(candidate: &Candidate, plan: &Plan, headings: &[Heading], most: u32) -> Option<Self> {
        let layers = ways(headings, &plan.choices, candidate.lost, most)?;
        let ends = layers.last()?.iter().map(|way| candidate.total(way));
        let (end, (cost, against)) = ends.enumerate().min_by_key(|(_, (cost, _))| *cost)?;
        let dates = dates_to(&layers, end).filter(|_| cost.contradicted <= most)?;
        let mut answer = Self {
            cost: cost.and(Cost::strain(candidate.months_off(&dates))),
            others: vec![None; dates.len()],
            dates,
            windows: plan.windows.clone(),
            against,
        };
        for other in detours(&layers, end) {
            answer.may_be(&other);
        }
        let ends = layers.last()?.iter().map(|way| candidate.total(way).0);
        for (other, _) in ends
            .enumerate()
            .filter(|(_, c)| c.is_as_good(&cost, AS_GOOD))
        {
            answer.may_be(&dates_to(&layers, other)?);
        }
        Some(answer)
    }

    /// Takes in other dates, of the first headings or of all, that are as good.
    fn may_be(&mut self, dates: &[NaiveDate]) {
        let own = self.others.iter_mut().zip(&self.dates).zip(dates);
        for ((other, _), date) in own.filter(|((_, own), date)| own != date) {
            other.get_or_insert(*date);
        }
    }
}

/// The best answers of the years that contradict the fewest witnesses: first those that contradict none are looked for,
/// which are soon found or ruled out, then those that contradict more and more.
pub(super) fn answers(headings: &[Heading], evidence: &Evidence) -> Vec<Answer> {
    let years = evidence.candidate_years().into_iter();
    let mut candidates: Vec<Candidate> = years.map(|y| Candidate::new(y, evidence)).collect();
    candidates.sort_by_key(|c| (c.least, c.year));
    candidates.truncate(MOST_YEARS);
    let least = candidates.first().map_or(0, |c| c.least);
    let mut plans: BTreeMap<i32, Plan> = BTreeMap::new();
    for (round, more) in [0, 1, 2, 4, u32::MAX].into_iter().enumerate() {
        let most = least.saturating_add(more);
        let mut found = Vec::new();
        for candidate in candidates.iter().filter(|c| c.least <= most) {
            if round == 0 {
                let plan = Plan::new(candidate, headings, evidence, most);
                found.extend(Answer::of(candidate, &plan, headings, most));
                continue;
            }
            let plan = plans
                .entry(candidate.year)
                .or_insert_with(|| Plan::new(candidate, headings, evidence, u32::MAX));
            found.extend(Answer::of(candidate, plan, headings, most));
        }
        found.retain(|answer| is_as_asked(answer, evidence));
        if !found.is_empty() {
            found.sort_by_key(|answer| answer.dates.first().copied());
            return found;
        }
    }
    Vec::new()
}

/// Where only the user gives a year, no other will do.
fn is_as_asked(answer: &Answer, evidence: &Evidence) -> bool {
    let only = evidence.years.is_empty() && evidence.made.is_none();
    let asked = evidence.asked.filter(|_| only);
    asked.is_none_or(|year| answer.dates.iter().any(|d| d.year() == year))
}

/// The dates that cost each heading least and contradict no more than so many witnesses.
fn choices(
    headings: &[Heading],
    pool: &[PoolDay],
    windows: &[Window],
    evidence: &Evidence,
    lost: Witnesses,
    most: u32,
) -> Vec<Vec<Choice>> {
    let silent = silent_blocks(headings);
    // What is lost costs no more where it is contradicted once again.
    let fits =
        |choice: &Choice| choice.cost.contradicted + lost.and(choice.against).count() <= most;
    let of_heading = |(heading, binding): (&Heading, &Vec<usize>)| {
        let mark = heading.mark.unwrap_or_default();
        let days = pool
            .iter()
            .map(|day| (day, Choice::new(&mark, day, evidence)));
        let mut found: Vec<(&PoolDay, Choice)> = days.filter(|(_, choice)| fits(choice)).collect();
        let one_of_four = silent.get(&heading.block) == Some(&4);
        Near::new(heading, windows, evidence, binding, one_of_four).judge(&mut found);
        let choices = found.into_iter().map(|(_, choice)| choice);
        let mut choices: Vec<Choice> = choices.filter(fits).collect();
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
    /// The next best way to it: which step before it comes from, and what it costs.
    rival: Option<(Cost, usize)>,
}

impl Step {
    /// Before the first heading, against the witnesses that are lost anyway.
    fn before_all(lost: Witnesses) -> Self {
        Self {
            day: 0,
            cost: Cost {
                contradicted: lost.count(),
                strain: 0,
            },
            met: Witnesses::default(),
            against: lost,
            from: 0,
            rival: None,
        }
    }

    /// The way that goes on to a choice.
    fn on_to(&self, from: usize, choice: &Choice, (strain, disorder): (u32, bool)) -> Self {
        let mut against = self.against.and(choice.against);
        if disorder {
            against = against.with(Witness::Order);
        }
        let fresh = Cost {
            contradicted: against.count() - self.against.count(),
            strain,
        };
        Self {
            day: choice.day,
            cost: self.cost.and(choice.cost).and(fresh),
            met: self.met.and(choice.meets),
            against,
            from,
            rival: None,
        }
    }

    /// The cheaper of two like ways, with the other as its rival.
    fn or(self, other: Self) -> Self {
        let (best, rest) = if other.cost < self.cost {
            (other, self)
        } else {
            (self, other)
        };
        let rivals = [Some((rest.cost, rest.from)), self.rival, other.rival];
        Self {
            rival: rivals.into_iter().flatten().min(),
            ..best
        }
    }

    /// Whether what follows costs both ways the same.
    fn is_like(&self, other: &Self) -> bool {
        (self.day, self.met, self.against) == (other.day, other.met, other.against)
    }
}

/// The ways that contradict at most so many witnesses, a layer of steps a heading; `None` where there is none.
fn ways(
    headings: &[Heading],
    choices: &[Vec<Choice>],
    lost: Witnesses,
    most: u32,
) -> Option<Vec<Vec<Step>>> {
    let start = Step::before_all(lost);
    let mut layers: Vec<Vec<Step>> = Vec::with_capacity(choices.len());
    let mut before: Option<&Heading> = None;
    for (heading, options) in headings.iter().zip(choices) {
        let mut layer: Vec<Step> = Vec::new();
        for choice in options {
            let own = layer.len();
            let Some((last, steps)) = before.zip(layers.last()) else {
                keep(&mut layer, own, start.on_to(0, choice, (0, false)), most);
                continue;
            };
            for (from, way) in steps.iter().enumerate() {
                let next = way.on_to(from, choice, step(last, heading, choice.day - way.day));
                keep(&mut layer, own, next, most);
            }
        }
        if layer.len() > MOST_WAYS {
            layer.select_nth_unstable_by_key(MOST_WAYS, |step| (step.cost, step.day));
            layer.truncate(MOST_WAYS);
        }
        if layer.is_empty() {
            return None;
        }
        layers.push(layer);
        before = Some(heading);
    }
    Some(layers)
}

/// Keeps the way among those to the same choice, from place `start` on: of like ones the cheapest.
fn keep(layer: &mut Vec<Step>, start: usize, next: Step, most: u32) {
    if next.cost.contradicted > most {
        return;
    }
    match layer.iter_mut().skip(start).find(|s| s.is_like(&next)) {
        Some(known) => *known = known.or(next),
        None => layer.push(next),
    }
}

/// The dates of the ways that are as good as the one to a step of the last layer, up to where they come to it.
fn detours(layers: &[Vec<Step>], end: usize) -> Vec<Vec<NaiveDate>> {
    let mut at = end;
    let mut detours = Vec::new();
    for place in (1..layers.len()).rev() {
        let Some(step) = layers.get(place).and_then(|layer| layer.get(at)) else {
            break;
        };
        let rival = step
            .rival
            .filter(|(cost, _)| cost.is_as_good(&step.cost, AS_GOOD));
        let before = layers.get(..place).unwrap_or_default();
        detours.extend(rival.and_then(|(_, from)| dates_to(before, from)));
        at = step.from;
    }
    detours
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
