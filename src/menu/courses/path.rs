//! Weights of each dish's courses → the likeliest way through a meal, by the order in which courses are served.

use crate::menu::model::Course;

/// The places of a meal, in the order they are served; bread and "autre" stand anywhere.
pub(super) const STAGES: [Course; 5] = [
    Course::Entree,
    Course::PlatPrincipal,
    Course::Garniture,
    Course::ProduitLaitier,
    Course::Dessert,
];
/// How often a meal goes from one stage to the next line's, by [`STAGES`]; the first row is the start of the meal.
/// Each course comes once, most often; a main dish is seldom missing; after the dessert another group's meal may begin.
const STEPS: [[f32; 5]; 6] = [
    [0.75, 0.3, 0.02, 0.01, 0.01],
    [0.25, 0.7, 0.06, 0.02, 0.02],
    [0.01, 0.25, 0.75, 0.2, 0.15],
    [0.01, 0.08, 0.2, 0.7, 0.3],
    [0.02, 0.02, 0.02, 0.2, 0.8],
    [0.03, 0.03, 0.02, 0.06, 0.25],
];
/// How often a meal ends after each stage; by [`STAGES`].
const ENDS: [f32; 5] = [0.02, 0.15, 0.2, 0.3, 0.8];

/// The likeliest way through the stages (Viterbi), and the share of all ways that agree with it at each line.
pub(super) fn best_path(lines: &[[f32; 5]]) -> Vec<(Course, f32)> {
    let mut ways: Vec<[f32; 5]> = Vec::with_capacity(lines.len());
    let mut from: Vec<[usize; 5]> = Vec::with_capacity(lines.len());
    let mut before: Option<[f32; 5]> = None;
    for line in lines {
        let mut way = [0.0; 5];
        let mut origin = [0; 5];
        for (stage, weight) in line.iter().enumerate() {
            let (best, score) = best_step(before.as_ref(), stage);
            if let (Some(w), Some(o)) = (way.get_mut(stage), origin.get_mut(stage)) {
                (*w, *o) = (score * weight, best);
            }
        }
        let way = to_one(way);
        ways.push(way);
        from.push(origin);
        before = Some(way);
    }
    trace_back(lines, &ways, &from)
}

/// The stage from which `stage` is best reached, and how well.
fn best_step(before: Option<&[f32; 5]>, stage: usize) -> (usize, f32) {
    let step = |row: &[f32; 5]| row.get(stage).copied().unwrap_or(0.0);
    let [start, steps @ ..] = &STEPS;
    match before {
        None => (0, step(start)),
        Some(before) => before
            .iter()
            .zip(steps)
            .map(|(w, row)| w * step(row))
            .enumerate()
            .fold(
                (0, 0.0),
                |best, (i, score)| if score > best.1 { (i, score) } else { best },
            ),
    }
}

fn trace_back(lines: &[[f32; 5]], ways: &[[f32; 5]], from: &[[usize; 5]]) -> Vec<(Course, f32)> {
    let mut path = Vec::with_capacity(lines.len());
    let Some(last) = ways.last() else { return path };
    let mut stage = last
        .iter()
        .zip(ENDS)
        .map(|(w, end)| w * end)
        .enumerate()
        .fold(
            (0, 0.0),
            |best, (i, score)| if score > best.1 { (i, score) } else { best },
        )
        .0;
    for (line, origin) in lines.iter().zip(from).rev() {
        let course = STAGES.get(stage).copied().unwrap_or(Course::Autre);
        let total: f32 = line.iter().sum();
        let own = line.get(stage).copied().unwrap_or(0.0);
        path.push((course, if total > 0.0 { own / total } else { 0.0 }));
        stage = origin.get(stage).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

fn to_one(way: [f32; 5]) -> [f32; 5] {
    let total: f32 = way.iter().sum();
    if total > 0.0 {
        way.map(|w| w / total)
    } else {
        way
    }
}
