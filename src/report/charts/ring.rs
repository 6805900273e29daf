//! Rings, as one draws the parts of a whole by hand: the first part begins at the top, the others follow clockwise.

use super::canvas::{Canvas, Style};
use super::palette::{CHALK, GREEN, INK, OTHER, UNKNOWN, part, plain};
use crate::diagnostic::Lang;
use crate::french;
use crate::report::model::{Chart, share_text};
use crate::stats::{Share, percent};
use std::f64::consts::TAU;

/// A part of a ring.
pub(in crate::report) struct Slice {
    pub label: String,
    pub value: u64,
    pub kind: Kind,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// One that has a name.
    Named,
    /// Others.
    Other,
    /// Nothing is known of them.
    Unknown,
}

/// A ring with one share of it in green, the percent in its middle, and a caption below.
pub(in crate::report) fn share_ring(
    id: &str,
    caption: &str,
    what: &str,
    share: Share,
    size: f64,
) -> Chart {
    let told = match share.is_of_few() {
        true => "trop peu pour un pourcentage".to_owned(),
        false => share_text(share),
    };
    let [value, of] = [share.value, share.of].map(french::number);
    let alt = format!("{caption} : {told}, soit {value} {what} sur {of}.");
    let small = size < 140.0;
    let caption_size = if small { 13.0 } else { 15.0 };
    let mut canvas = Canvas::new(id, alt, size, size + caption_size * 2.6);
    let (middle, outer) = (size / 2.0, size / 2.0 - 2.0);
    let inner = outer * 0.64;
    let ring = |to: f64| arc([middle, middle], [inner, outer], [0.0, to]);
    let ground = if share.is_of_few() {
        UNKNOWN
    } else {
        plain(CHALK)
    };
    canvas.path(&ring(1.0), ground, INK);
    if let Some(ratio) = share.ratio().filter(|ratio| *ratio > 0.0) {
        canvas.path(&ring(ratio), plain(GREEN), INK);
    }
    let figure = match share.ratio() {
        Some(ratio) => percent(ratio, Lang::Fr),
        None => format!("{value}/{of}"),
    };
    let figure_size = size * 0.2;
    let style = Style::new(figure_size).bold().middle();
    canvas.text([middle, middle + figure_size * 0.35], &figure, style);
    let below = size + caption_size * 1.1;
    canvas.text(
        [middle, below],
        caption,
        Style::new(caption_size).bold().middle(),
    );
    let detail = format!("{value} sur {of}");
    let style = Style::new(caption_size - 1.0).pale().middle();
    canvas.text([middle, below + caption_size * 1.2], &detail, style);
    canvas.finish()
}

/// CSS pixels: a ring and, beside it, names in whatever face the reader has.
const WIDE: f64 = 384.0;

/// A ring of several parts, named beside it in the order in which they stand on it.
pub(in crate::report) fn parts_ring(id: &str, title: &str, slices: &[Slice]) -> Chart {
    let of: u64 = slices.iter().map(|slice| slice.value).sum();
    let told = |slice: &Slice| match Share::new(slice.value, of).ratio() {
        Some(ratio) => percent(ratio, Lang::Fr),
        None => french::number(slice.value),
    };
    let words: Vec<String> = slices
        .iter()
        .map(|slice| format!("{} {}", slice.label, told(slice)))
        .collect();
    let alt = format!("{title} : {}.", french::list(&words));
    let (size, line): (f64, f64) = (136.0, 21.0);
    let height = size.max(line * slices.len() as f64 + 6.0);
    let mut canvas = Canvas::new(id, alt, WIDE, height);
    let centre = [size / 2.0, height / 2.0];
    let (mut from, mut named) = (0.0, 0);
    let legend_top = (height - line * slices.len() as f64) / 2.0;
    for ((at, slice), title) in slices.iter().enumerate().zip(&words) {
        let fill = match slice.kind {
            Kind::Named => part(named),
            Kind::Other => OTHER,
            Kind::Unknown => UNKNOWN,
        };
        named += usize::from(slice.kind == Kind::Named);
        let to = from + slice.value as f64 / of.max(1) as f64;
        let top = legend_top + line * at as f64;
        canvas.titled(title, |canvas| {
            let radii = [size * 0.3, size / 2.0 - 2.0];
            canvas.path(&arc(centre, radii, [from, to]), fill, INK);
            canvas.rect([size + 16.0, top + 3.0], [14.0, 14.0], fill, INK);
            let text = Style::new(14.0);
            canvas.text([size + 38.0, top + 15.0], &slice.label, text);
            canvas.text([WIDE - 2.0, top + 15.0], &told(slice), text.bold().end());
        });
        from = to;
    }
    canvas.finish()
}

/// The path of a part of a ring, between two radii, from one share of the turn to another.
fn arc([x, y]: [f64; 2], [inner, outer]: [f64; 2], [from, to]: [f64; 2]) -> String {
    let at = |radius: f64, turn: f64| {
        let (sine, cosine) = (turn * TAU).sin_cos();
        format!("{:.2},{:.2}", x + radius * sine, y - radius * cosine)
    };
    // One arc cannot go all the way round.
    if to - from >= 0.9999 {
        let ring = |radius: f64, sweep: u8| {
            let [top, bottom] = [at(radius, 0.0), at(radius, 0.5)];
            format!(
                "M{top} A{radius:.2},{radius:.2} 0 1 {sweep} {bottom} A{radius:.2},{radius:.2} 0 1 {sweep} {top} Z"
            )
        };
        return format!("{} {}", ring(outer, 1), ring(inner, 0));
    }
    let large = u8::from(to - from > 0.5);
    format!(
        "M{} A{outer:.2},{outer:.2} 0 {large} 1 {} L{} A{inner:.2},{inner:.2} 0 {large} 0 {} Z",
        at(outer, from),
        at(outer, to),
        at(inner, to),
        at(inner, from)
    )
}
