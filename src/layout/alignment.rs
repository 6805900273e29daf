//! Lines under headings → how their columns are set: the edge, or the middle, at which the lines of one column stand one
//! under the other. It places what white space cannot: a line wider than its heading, one over several columns.

use super::bands::{Span, pairs, strips};
use super::draft::Part;
use super::settings::Settings;
use super::tight::{middle, wide_gaps};
use crate::geometry::Rect;
use crate::pdf::Word;
use std::ops::Range;

/// What the lines of one column have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Left,
    Centre,
    Right,
}

impl Side {
    fn of(self, x0: f32, x1: f32) -> f32 {
        match self {
            Self::Left => x0,
            Self::Centre => (x0 + x1) / 2.0,
            Self::Right => x1,
        }
    }
}

/// Where the lines of each column stand.
#[derive(Debug, Clone)]
pub(super) struct Alignment {
    side: Side,
    /// The place of that side in each column, left to right.
    at: Vec<f32>,
    /// Points by which a line may miss its column's place.
    slack: f32,
}

impl Alignment {
    /// The alignment that most of these lines have under their headings; none where too few have any.
    pub(super) fn learn(headings: &[Rect], lines: &[Part], settings: &Settings) -> Option<Self> {
        let columns = under_headings(headings, lines);
        let all: usize = columns.iter().map(Vec::len).sum();
        let slack = settings.aligned * middle(lines.iter().map(Part::size).collect())?;
        let mut best: Option<(usize, Self)> = None;
        for side in [Side::Centre, Side::Left, Side::Right] {
            let (aligned, found) = Self::at_side(side, headings, &columns, slack);
            if best.as_ref().is_none_or(|(most, _)| aligned > *most) {
                best = Some((aligned, found));
            }
        }
        let (aligned, found) = best?;
        (aligned as f32 >= settings.aligned_share * all as f32 && aligned > 0).then_some(found)
    }

    /// How many lines are aligned so, and where.
    fn at_side(side: Side, headings: &[Rect], columns: &[Vec<Rect>], slack: f32) -> (usize, Self) {
        let mut aligned = 0;
        let mut found: Vec<Option<f32>> = Vec::new();
        for (heading, lines) in headings.iter().zip(columns) {
            let all = lines.iter().chain([heading]);
            let places = all.map(|rect| side.of(rect.x0, rect.x1)).collect();
            let (place, count) = densest(places, slack);
            aligned += count.saturating_sub(1);
            found.push((count > 1).then_some(place));
        }
        // A column with nothing to learn from is set as the others are.
        let pairs = headings.iter().zip(&found);
        let offsets = pairs.filter_map(|(heading, place)| Some((*place)? - heading.centre_x()));
        let usual = middle(offsets.collect()).unwrap_or_default();
        let pairs = headings.iter().zip(&found);
        let at = pairs.map(|(heading, place)| place.unwrap_or(heading.centre_x() + usual));
        let at = at.collect();
        (aligned, Self { side, at, slack })
    }

    /// How the columns are set, for people.
    pub(super) fn evidence(&self) -> String {
        let side = match self.side {
            Side::Left => "begin at one place",
            Side::Centre => "are centred",
            Side::Right => "end at one place",
        };
        format!("the lines of a column {side}")
    }

    /// Whether lines begin at one place in each column.
    pub(super) fn is_left(&self) -> bool {
        self.side == Side::Left
    }

    /// Where a column ends and the next one begins: before the place of lines that begin there, after that of lines that end
    /// there, else in the white nearest to halfway.
    pub(super) fn cuts(&self, lines: &[Span]) -> Vec<f32> {
        let pairs = pairs(&self.at);
        let cut = |(from, to): Span| match self.side {
            Side::Left => to - self.slack,
            Side::Right => from + self.slack,
            Side::Centre => white_near((from + to) / 2.0, &strips(lines, from, to)),
        };
        pairs.map(cut).collect()
    }

    /// Where the first column begins: left of its heading and of all the lines that are aligned in it; where nothing stands
    /// left of one of them, half a column left of its middle.
    pub(super) fn left(&self, headings: &[Rect], lines: &[Part]) -> f32 {
        let mine = || {
            let lines = lines.iter().map(|line| line.rect);
            lines.filter(|rect| self.column_of(rect) == Some(0))
        };
        let all = mine().chain(headings.first().copied());
        let left = all.map(|rect| rect.x0).fold(f32::INFINITY, f32::min) - self.slack;
        let labels = |line: &Part| {
            let beside = |rect: Rect| rect.in_row(&line.rect) && line.rect.x1 < rect.x0;
            line.rect.centre_x() < left && mine().any(beside)
        };
        let half = pairs(&self.at)
            .next()
            .map_or(0.0, |(first, second)| (3.0 * first - second) / 2.0);
        match lines.iter().any(labels) || self.side != Side::Centre {
            true => left.max(0.0),
            false => left.min(half).max(0.0),
        }
    }

    /// The column in which the line is aligned.
    pub(super) fn column_of(&self, rect: &Rect) -> Option<usize> {
        let place = self.side.of(rect.x0, rect.x1);
        let far = |at: &f32| (at - place).abs();
        let columns = self.at.iter().enumerate();
        let nearest = columns.min_by(|a, b| far(a.1).total_cmp(&far(b.1)));
        nearest
            .filter(|(_, at)| far(at) <= self.slack)
            .map(|(column, _)| column)
    }

    /// The last column whose lines begin no later than this one: where lines begin at one place, it goes on there.
    pub(super) fn column_begun(&self, rect: &Rect) -> Option<usize> {
        let begun = |at: &&f32| **at <= rect.x0 + self.slack;
        let count = self.at.iter().take_while(begun).count();
        count.checked_sub(1).filter(|_| self.is_left())
    }

    /// The fewest neighbouring columns, at least two and those `over` which it runs among them, whose middle is the line's.
    pub(super) fn centred_over(&self, rect: &Rect, over: &Range<usize>) -> Option<Range<usize>> {
        if self.side != Side::Centre {
            return None;
        }
        let columns = self.at.len();
        let ranges = (2..=columns).flat_map(|n| (0..=columns - n).map(move |from| from..from + n));
        let holds = |range: &Range<usize>| {
            over.is_empty() || (range.start <= over.start && over.end <= range.end)
        };
        ranges
            .filter(holds)
            .find(|range| self.is_centred(rect, range))
    }

    /// Whether the middle of these columns is the line's.
    pub(super) fn is_centred(&self, rect: &Rect, columns: &Range<usize>) -> bool {
        let last = columns
            .end
            .checked_sub(1)
            .and_then(|last| self.at.get(last));
        let ends = self.at.get(columns.start).zip(last);
        ends.is_some_and(|(from, to)| ((from + to) / 2.0 - rect.centre_x()).abs() <= self.slack)
    }

    /// A row of a tight table in parts, each aligned in its column; none where it is no such row.
    pub(super) fn part<'a>(&self, line: &Part<'a>, settings: &Settings) -> Option<Vec<Part<'a>>> {
        let reached =
            |at: &&f32| line.rect.x0 - self.slack <= **at && **at <= line.rect.x1 + self.slack;
        let places: Vec<f32> = self.at.iter().filter(reached).copied().collect();
        if places.len() < 2 || line.words.len() > settings.row_words {
            return None;
        }
        let ends = self.ends(line.words, &places, settings)?;
        let starts = [0].into_iter().chain(ends.iter().copied());
        let parts = starts
            .zip(&ends)
            .map(|(from, to)| line.words.get(from..*to));
        let parts = parts.flatten().map(|words| line.of(words));
        Some(
            parts
                .enumerate()
                .map(|(at, part)| part.torn_if(at > 0))
                .collect(),
        )
    }

    /// How many words precede the end of each part, where each part is aligned with one of the places.
    fn ends(&self, words: &[Word], places: &[f32], settings: &Settings) -> Option<Vec<usize>> {
        let wide = wide_gaps(words, settings);
        let wide: Vec<usize> = wide.iter().map(|(at, _)| *at).collect();
        let may_end = |at: &usize| *at == words.len() || wide.contains(at);
        // For each number of words, the parts that they make, and by how much those miss their places.
        let mut reached: Vec<(usize, f32, Vec<usize>)> = vec![(0, 0.0, Vec::new())];
        for place in places {
            let mut next: Vec<(usize, f32, Vec<usize>)> = Vec::new();
            for end in (1..=words.len()).filter(may_end) {
                let with = |(from, missed, ends): &(usize, f32, Vec<usize>)| {
                    let part = words.get(*from..end)?;
                    let here = self.side.of(part.first()?.rect.x0, part.last()?.rect.x1);
                    let off = (here - place).abs();
                    let ends = ends.iter().copied().chain([end]).collect();
                    (off <= self.slack).then_some((end, missed + off, ends))
                };
                let ways = reached.iter().filter_map(with);
                next.extend(ways.min_by(|a, b| a.1.total_cmp(&b.1)));
            }
            reached = next;
        }
        let whole = reached
            .into_iter()
            .find(|(count, ..)| *count == words.len());
        whole.map(|(_, _, ends)| ends)
    }
}

/// The place itself where it is white, else the middle of the nearest white strip.
fn white_near(place: f32, strips: &[Span]) -> f32 {
    let far = |(from, to): &Span| (from - place).max(place - to);
    let nearest = strips.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
    match nearest {
        Some(strip) if far(strip) > 0.0 => (strip.0 + strip.1) / 2.0,
        _ => place,
    }
}

/// For each heading, the lines that stand under it alone, or nearest to it.
fn under_headings(headings: &[Rect], lines: &[Part]) -> Vec<Vec<Rect>> {
    let middles: Vec<f32> = headings.iter().map(Rect::centre_x).collect();
    let steps = middles.iter().zip(middles.iter().skip(1));
    let pitch = steps.map(|(a, b)| b - a).fold(f32::INFINITY, f32::min);
    // What stands left of a line of the first column is in the margin.
    let first = middles.iter().take(2).sum::<f32>() / 2.0;
    let in_margin = |line: &Part| {
        let mut right = lines
            .iter()
            .filter(|l| l.rect.x0 > line.rect.x1 && l.rect.in_row(&line.rect));
        right.any(|l| l.rect.centre_x() < first)
    };
    let mut columns = vec![Vec::new(); headings.len()];
    for line in lines.iter().filter(|line| !in_margin(line)) {
        let rect = line.rect;
        let shared = |heading: &Rect| heading.overlap_x(&rect);
        let far = |heading: &Rect| (heading.centre_x() - rect.centre_x()).abs();
        let home = headings.iter().enumerate().min_by(|(_, a), (_, b)| {
            let more = shared(b).total_cmp(&shared(a));
            more.then(far(a).total_cmp(&far(b)))
        });
        let near = home.filter(|(_, h)| shared(h) > 0.0 || far(h) < ASIDE * pitch);
        if let Some(column) = near.and_then(|(at, _)| columns.get_mut(at)) {
            column.push(rect);
        }
    }
    columns
}

/// Share of the distance between two columns that a line's middle may be off its heading's, where they share nothing.
const ASIDE: f32 = 0.7;

/// The place that most of these are near to, and how many.
fn densest(mut places: Vec<f32>, slack: f32) -> (f32, usize) {
    places.sort_by(f32::total_cmp);
    let mut best: &[f32] = &[];
    let mut from = 0;
    for (to, place) in places.iter().enumerate() {
        while places.get(from).is_some_and(|first| place - first > slack) {
            from += 1;
        }
        let near = places.get(from..=to).unwrap_or_default();
        if near.len() > best.len() {
            best = near;
        }
    }
    (middle(best.to_vec()).unwrap_or_default(), best.len())
}
