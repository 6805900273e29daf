//! A share over the months, with its interval.

use super::canvas::{Canvas, Style};
use super::palette::{CHALK, GREEN, PALE_INK, plain};
use crate::french;
use crate::report::model::{Chart, share_text};
use crate::stats::Share;

/// Left of the scale's texts, and above and below the curve.
const MARGIN: [f64; 3] = [40.0, 14.0, 34.0];
const TALL: f64 = 180.0;

/// A month's short name, its full name, and the share; none where nothing was served.
pub(in crate::report) type Point = (String, String, Option<Share>);

/// The curve, from nothing to a round percent above its highest point.
pub(in crate::report) fn trend(id: &str, title: &str, points: &[Point]) -> Chart {
    let words: Vec<String> = points
        .iter()
        .filter_map(|(_, month, share)| Some(format!("{month} {}", share_text((*share)?))))
        .collect();
    let alt = format!("{title} : {}.", french::list(&words));
    let [left, above, below] = MARGIN;
    let step = (420.0 / points.len() as f64).clamp(22.0, 60.0);
    let wide = left + step * points.len() as f64 + 6.0;
    let mut canvas = Canvas::new(id, alt, wide, above + TALL + below);
    let told: Vec<(f64, f64, f64, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(at, (_, _, share))| {
            let share = (*share)?;
            let (low, high) = share.interval()?;
            Some((left + step * (at as f64 + 0.5), share.ratio()?, low, high))
        })
        .collect();
    let highest = told
        .iter()
        .fold(0.0, |most: f64, (.., high)| most.max(*high));
    let top = ((highest * 10.0).ceil() / 10.0).clamp(0.2, 1.0);
    let height = |ratio: f64| above + TALL * (1.0 - ratio / top);
    let lines = if top > 0.5 { 5.0 } else { 10.0 };
    for tenth in 0..=(top * lines).round() as u32 {
        let ratio = f64::from(tenth) / lines;
        let y = height(ratio);
        canvas.line([left, y], [wide, y], CHALK, 1.0);
        let scale = Style::new(12.0).pale().end();
        canvas.text(
            [left - 6.0, y + 4.0],
            &format!("{:.0}\u{a0}%", ratio * 100.0),
            scale,
        );
    }
    band(&mut canvas, &told, height);
    for pair in told.windows(2) {
        if let [(x1, r1, ..), (x2, r2, ..)] = pair {
            // Months without a menu break the curve.
            if x2 - x1 < step * 1.5 {
                canvas.line([*x1, height(*r1)], [*x2, height(*r2)], GREEN, 2.5);
            }
        }
    }
    for (x, ratio, ..) in &told {
        canvas.dot([*x, height(*ratio)], 4.5, GREEN);
    }
    let every = points.len().div_ceil(14).max(1);
    for (at, (short, ..)) in points.iter().enumerate().step_by(every) {
        let x = left + step * (at as f64 + 0.5);
        let style = Style::new(12.0).pale().middle();
        let (name, year) = short.split_once(' ').unwrap_or((short, ""));
        canvas.text([x, above + TALL + 16.0], name, style);
        canvas.text([x, above + TALL + 30.0], year, style);
    }
    canvas.finish()
}

/// The intervals, as a line for each month.
fn band(canvas: &mut Canvas, told: &[(f64, f64, f64, f64)], height: impl Fn(f64) -> f64) {
    let pale = plain("#cfe6cf");
    for (x, _, low, high) in told {
        let [top, bottom] = [height(*high), height(*low)];
        canvas.rect([x - 6.0, top], [12.0, bottom - top], pale, PALE_INK);
    }
}
