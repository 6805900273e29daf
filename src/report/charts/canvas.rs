//! SVG, shape by shape. Lengths are CSS pixels, origin top left.

use super::palette::{Fill, INK, PALE_INK, PAPER};
use crate::report::model::Chart;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use std::fmt::Display;

/// The faces of the report; those of a system where it has none of its own.
const FACES: &str = "Source Sans 3, Source Sans Pro, system-ui, sans-serif";

/// How a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub size: f64,
    pub bold: bool,
    pub colour: &'static str,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Style {
    pub(super) fn new(size: f64) -> Self {
        Self {
            size,
            bold: false,
            colour: INK,
            anchor: "start",
        }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn pale(self) -> Self {
        self.in_colour(PALE_INK)
    }

    pub(super) fn in_colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    pub(super) fn middle(self) -> Self {
        Self {
            anchor: "middle",
            ..self
        }
    }

    pub(super) fn end(self) -> Self {
        Self {
            anchor: "end",
            ..self
        }
    }
}

pub(super) struct Canvas {
    to: Writer<Vec<u8>>,
    id: String,
    alt: String,
    width: f64,
    height: f64,
    /// The hatchings that are there.
    hatchings: Vec<String>,
}

/// To hundredths: more digits say nothing.
fn px(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

/// An element's attributes, as they are made.
struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    fn place(self, [x, y]: [f64; 2]) -> Self {
        self.with("x", px(x)).with("y", px(y))
    }

    fn size(self, [width, height]: [f64; 2]) -> Self {
        self.with("width", px(width)).with("height", px(height))
    }
}

impl Canvas {
    /// Begins a drawing; `id` is its own in the document, `alt` says it in words.
    pub(super) fn new(id: &str, alt: String, width: f64, height: f64) -> Self {
        let mut canvas = Self {
            to: Writer::new(Vec::new()),
            id: id.to_owned(),
            alt,
            width,
            height,
            hatchings: Vec::new(),
        };
        let svg = Attributes::new()
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("viewBox", format_args!("0 0 {} {}", px(width), px(height)))
            .size([width, height])
            .with("role", "img")
            .with("aria-labelledby", format_args!("{id}-alt"))
            .with("font-family", FACES);
        canvas.start("svg", svg);
        let alt = canvas.alt.clone();
        let title = Attributes::new().with("id", format_args!("{id}-alt"));
        canvas.worded("title", title, &alt);
        canvas
    }

    pub(super) fn finish(mut self) -> Chart {
        self.end("svg");
        Chart {
            svg: String::from_utf8_lossy(&self.to.into_inner()).into_owned(),
            alt: self.alt,
            width: px(self.width),
            height: px(self.height),
        }
    }

    pub(super) fn text(&mut self, at: [f64; 2], text: &str, style: Style) {
        let mut attributes = Attributes::new()
            .place(at)
            .with("font-size", style.size)
            .with("fill", style.colour);
        if style.bold {
            attributes = attributes.with("font-weight", 600);
        }
        if style.anchor != "start" {
            attributes = attributes.with("text-anchor", style.anchor);
        }
        self.worded("text", attributes, text);
    }

    /// A shape by its path, outlined.
    pub(super) fn path(&mut self, path: &str, fill: Fill, outline: &str) {
        let path = Attributes::new().with("d", path);
        self.shape("path", path, fill, outline);
    }

    pub(super) fn rect(
        &mut self,
        at: [f64; 2],
        [width, height]: [f64; 2],
        fill: Fill,
        outline: &str,
    ) {
        let rect = Attributes::new().place(at);
        let rect = rect.size([width.max(0.0), height]).with("rx", 2);
        self.shape("rect", rect, fill, outline);
    }

    /// A square that is not filled.
    pub(super) fn hollow(&mut self, at: [f64; 2], side: f64) {
        let square = Attributes::new().place(at).size([side, side]);
        let square = square
            .with("rx", 2)
            .with("fill", "none")
            .with("stroke", PALE_INK)
            .with("stroke-dasharray", "2 2");
        self.empty("rect", square);
    }

    pub(super) fn line(
        &mut self,
        [x1, y1]: [f64; 2],
        [x2, y2]: [f64; 2],
        colour: &str,
        width: f64,
    ) {
        let ends = Attributes::new()
            .with("x1", px(x1))
            .with("y1", px(y1))
            .with("x2", px(x2))
            .with("y2", px(y2));
        let line = ends.with("stroke", colour).with("stroke-width", width);
        self.empty("line", line);
    }

    pub(super) fn dot(&mut self, [x, y]: [f64; 2], radius: f64, colour: &str) {
        let circle = Attributes::new().with("cx", px(x)).with("cy", px(y));
        self.empty("circle", circle.with("r", radius).with("fill", colour));
    }

    /// Groups what `draw` draws under a text of its own, shown where the pointer rests.
    pub(super) fn titled(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        self.start("g", Attributes::new());
        self.worded("title", Attributes::new(), title);
        draw(self);
        self.end("g");
    }

    fn shape(&mut self, name: &'static str, shape: Attributes, fill: Fill, outline: &str) {
        let filled = match fill.hatched {
            true => shape.with("fill", format_args!("url(#{})", self.hatching(fill))),
            false => shape.with("fill", fill.colour),
        };
        self.empty(name, filled.with("stroke", outline));
    }

    /// Oblique lines on a ground; gives the pattern's name.
    fn hatching(&mut self, fill: Fill) -> String {
        let name = format!("{}-{}", self.id, fill.colour.trim_start_matches('#'));
        if self.hatchings.contains(&name) {
            return name;
        }
        self.hatchings.push(name.clone());
        let pattern = Attributes::new().with("id", &name).size([6.0, 6.0]);
        self.start("pattern", pattern.with("patternUnits", "userSpaceOnUse"));
        let ground = Attributes::new().size([6.0, 6.0]);
        self.empty("rect", ground.with("fill", fill.colour));
        let lines = Attributes::new().with("d", "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2");
        let lines = lines.with("stroke", if fill.is_pale() { INK } else { PAPER });
        self.empty("path", lines.with("stroke-width", 1.2));
        self.end("pattern");
        name
    }

    fn start(&mut self, name: &'static str, attributes: Attributes) {
        self.put(Event::Start(element(name, &attributes)));
    }

    fn end(&mut self, name: &'static str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &'static str, attributes: Attributes) {
        self.put(Event::Empty(element(name, &attributes)));
    }

    fn worded(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.start(name, attributes);
        // XML has no way to write a control character.
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        self.put(Event::Text(BytesText::new(&text)));
        self.end(name);
    }

    fn put(&mut self, event: Event<'_>) {
        // A vector takes whatever comes.
        let _ = self.to.write_event(event);
    }
}

fn element(name: &'static str, attributes: &Attributes) -> BytesStart<'static> {
    let pairs = attributes
        .0
        .iter()
        .map(|(name, value)| (*name, value.as_str()));
    BytesStart::new(name).with_attributes(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_menu_says_stays_text() {
        let alt = "<script>alert(1)</script> & \u{1}\"Co\"".to_owned();
        let mut canvas = Canvas::new("a", alt, 10.0, 10.0);
        canvas.text([0.0, 0.0], "<b onload='x'>]]>&amp;", Style::new(12.0));
        let svg = canvas.finish().svg;
        assert!(!svg.contains("<script") && !svg.contains("<b "), "{svg}");
        assert!(
            svg.contains("&lt;script&gt;") && svg.contains("&amp;amp;"),
            "{svg}"
        );
        assert!(!svg.contains('\u{1}'), "{svg}");
    }
}
