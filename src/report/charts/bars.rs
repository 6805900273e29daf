//! Bars, one below the other: shares of groups, or how often a dish was served.

use super::canvas::{Canvas, Style};
use super::palette::{CHALK, Fill, GREEN, INK, PALE_INK, plain};
use crate::french;
use crate::report::model::{Chart, share_text};
use crate::stats::Share;

const WIDTH: f64 = 380.0;
const LINE: f64 = 40.0;
const GREEN_BAR: Fill = plain(GREEN);
const CHALK_BAR: Fill = plain(CHALK);

/// A bar a share, with its interval as a thin line where it is told.
pub(in crate::report) fn share_bars(id: &str, title: &str, bars: &[(String, Share)]) -> Chart {
    let words: Vec<String> = bars
        .iter()
        .map(|(name, share)| format!("{name} {}", share_text(*share)))
        .collect();
    let alt = format!("{title} : {}.", french::list(&words));
    let mut canvas = Canvas::new(id, alt, WIDTH, LINE * bars.len() as f64 + 4.0);
    for (at, (name, share)) in bars.iter().enumerate() {
        let top = LINE * at as f64;
        let text = Style::new(14.0);
        canvas.text([0.0, top + 14.0], &fitting(name, LETTERS + 8), text);
        canvas.text([WIDTH, top + 14.0], &share_text(*share), text.bold().end());
        let full = [WIDTH - 1.0, 14.0];
        canvas.rect([0.5, top + 19.5], full, CHALK_BAR, PALE_INK);
        if let Some((ratio, (low, high))) = share.ratio().zip(share.interval()) {
            let long = |ratio: f64| 0.5 + ratio * (WIDTH - 1.0);
            canvas.rect([0.5, top + 19.5], [long(ratio) - 0.5, 14.0], GREEN_BAR, INK);
            let middle = top + 26.5;
            canvas.line([long(low), middle], [long(high), middle], INK, 1.0);
            for end in [low, high] {
                canvas.line(
                    [long(end), middle - 3.0],
                    [long(end), middle + 3.0],
                    INK,
                    1.0,
                );
            }
        }
    }
    canvas.finish()
}

/// A bar a dish: how often it was served, the organic services in green.
pub(in crate::report) fn dish_bars(id: &str, title: &str, bars: &[(String, Share)]) -> Chart {
    let told = |share: &Share| match share.value {
        0 => french::count(share.of, "fois", "fois"),
        organic => format!(
            "{}, dont {} bio",
            french::count(share.of, "fois", "fois"),
            french::number(organic)
        ),
    };
    let words: Vec<String> = bars
        .iter()
        .map(|(name, share)| format!("{name} {}", told(share)))
        .collect();
    let alt = format!("{title} : {}.", french::list(&words));
    let most = bars.iter().map(|(_, share)| share.of).max().unwrap_or(1);
    let mut canvas = Canvas::new(id, alt, WIDTH, LINE * bars.len() as f64 + 4.0);
    for (at, (name, share)) in bars.iter().enumerate() {
        let top = LINE * at as f64;
        let text = Style::new(14.0);
        canvas.text([0.0, top + 14.0], &fitting(name, LETTERS), text);
        canvas.text([WIDTH, top + 14.0], &told(share), text.pale().end());
        let long = |times: u64| times as f64 / most.max(1) as f64 * (WIDTH - 1.0);
        canvas.rect(
            [0.5, top + 19.5],
            [long(share.of), 14.0],
            CHALK_BAR,
            PALE_INK,
        );
        if share.value > 0 {
            canvas.rect([0.5, top + 19.5], [long(share.value), 14.0], GREEN_BAR, INK);
        }
    }
    canvas.finish()
}

/// Characters of a name that leave room for the figure beside it.
const LETTERS: usize = 32;

fn fitting(name: &str, letters: usize) -> String {
    match name.chars().count() > letters {
        true => name.chars().take(letters - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}
