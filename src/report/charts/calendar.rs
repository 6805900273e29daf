//! A month as on a wall calendar: a square a day, greener the more of its dishes are organic, hollow without a menu.

use super::canvas::{Canvas, Style};
use super::palette::{Fill, INK, PALE_INK, STEPS, of_day, plain};
use crate::french;
use crate::report::model::Chart;
use crate::stats::Share;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

const SIDE: f64 = 24.0;
const GAP: f64 = 3.0;
const HEAD: f64 = 40.0;

/// The month of this first day; `days` are the weekdays that are shown, 5 to 7 from Monday on.
pub(in crate::report) fn month(
    first: NaiveDate,
    served: &BTreeMap<NaiveDate, Share>,
    days: u32,
) -> Chart {
    let name = french::month(first.year(), first.month());
    let dates: Vec<NaiveDate> = first
        .iter_days()
        .take_while(|date| date.month() == first.month())
        .filter(|date| date.weekday().num_days_from_monday() < days)
        .collect();
    let shares: Vec<&Share> = dates.iter().filter_map(|date| served.get(date)).collect();
    let without = shares.iter().filter(|share| share.value == 0).count();
    let alt = format!(
        "{name} : {} avec un menu, dont {} sans plat bio.",
        french::count(shares.len() as u64, "jour", "jours"),
        french::number(without as u64)
    );
    let offset = first.weekday().num_days_from_monday();
    let row = |date: &NaiveDate| (date.day() - 1 + offset) / 7;
    let top_row = dates.first().map_or(0, row);
    let rows = dates.last().map_or(0, |last| row(last) - top_row + 1);
    let pitch = SIDE + GAP;
    let size = [
        pitch * f64::from(days) + 1.0,
        HEAD + pitch * f64::from(rows) + 1.0,
    ];
    let [wide, tall] = size;
    let id = format!("mois-{}", first.format("%Y-%m"));
    let mut canvas = Canvas::new(&id, alt, wide, tall);
    canvas.text([0.0, 14.0], &name, Style::new(14.0).bold());
    let initials = ["L", "M", "M", "J", "V", "S", "D"];
    for (at, initial) in initials.iter().take(days as usize).enumerate() {
        let style = Style::new(11.0).pale().middle();
        canvas.text([at as f64 * pitch + SIDE / 2.0, 33.0], initial, style);
    }
    for date in &dates {
        let column = date.weekday().num_days_from_monday();
        let x = f64::from(column) * pitch + 0.5;
        let y = HEAD + f64::from(row(date) - top_row) * pitch + 0.5;
        square(&mut canvas, [x, y], *date, served.get(date));
    }
    canvas.finish()
}

fn square(canvas: &mut Canvas, [x, y]: [f64; 2], date: NaiveDate, share: Option<&Share>) {
    let number = [x + SIDE / 2.0, y + SIDE / 2.0 + 4.0];
    let day = date.day().to_string();
    let Some(share) = share else {
        let title = format!("{} : pas de menu", french::long_date(date));
        canvas.titled(&title, |canvas| {
            canvas.hollow([x, y], SIDE);
            canvas.text(number, &day, Style::new(11.0).pale().middle());
        });
        return;
    };
    let (colour, ink) = of_day(share.value as f64 / share.of.max(1) as f64);
    let [organic, of] = [share.value, share.of].map(french::number);
    let title = format!("{} : {organic} bio sur {of} plats", french::long_date(date));
    canvas.titled(&title, |canvas| {
        let fill = Fill {
            colour,
            hatched: false,
        };
        canvas.rect([x, y], [SIDE, SIDE], fill, PALE_INK);
        let style = Style::new(11.0).bold().middle().in_colour(ink);
        canvas.text(number, &day, style);
    });
}

/// What the squares' colours mean.
pub(in crate::report) fn key() -> Chart {
    let line = 22.0;
    let alt = "Légende : du plus clair au plus foncé, de aucun plat bio à trois quarts ou plus ; en pointillé, pas de menu.";
    let mut canvas = Canvas::new("mois-legende", alt.to_owned(), 230.0, line * 6.0 + 4.0);
    for (at, (ratio, words)) in STEPS.iter().enumerate() {
        let top = line * at as f64 + 1.0;
        let fill = plain(of_day(*ratio).0);
        canvas.rect([1.0, top], [16.0, 16.0], fill, PALE_INK);
        canvas.text([26.0, top + 13.0], words, Style::new(13.0).in_colour(INK));
    }
    let top = line * STEPS.len() as f64 + 1.0;
    canvas.hollow([1.0, top], 16.0);
    canvas.text([26.0, top + 13.0], "pas de menu", Style::new(13.0));
    canvas.finish()
}
