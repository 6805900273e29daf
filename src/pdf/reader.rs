//! The interpreter's device: what is drawn on a page, as glyphs, rules, fills and pictures in page coordinates.

use super::ground::{Ground, Stamp};
use super::page::{Axis, Colour, Fill, Picture, Rotation, Rule, THUMBNAIL};
use super::settings as s;
use crate::geometry::Rect;
use compact_str::CompactString;
use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{self, Affine, BezPath, PathEl, Point, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData,
    Paint, RasterImage, SoftMask,
};
use std::collections::HashMap;
use std::hash::Hasher;
use xxhash_rust::xxh3::Xxh3;

/// Whether a person sees a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Seen,
    /// Invisible, or under a picture: as an OCR lays the text that it found.
    Layer,
    /// Clipped away, painted over, of its ground's colour, or of no ink at all.
    Unseen,
}

/// One glyph as drawn.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its characters; `None` where the font gives no way to know them.
    pub text: Option<CompactString>,
    /// Where its baseline begins, in page coordinates.
    pub x: f32,
    pub y: f32,
    /// Its advance along the baseline, in points.
    pub advance: f32,
    /// Font size in points.
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    pub colour: Colour,
    pub rotation: Rotation,
    pub sight: Sight,
    /// The middle of the letter, which tells whether it is clipped or covered.
    middle: (f32, f32),
    /// The step at which it was painted.
    when: usize,
}

/// Collects one page.
pub(super) struct Collector {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub fills: Vec<Fill>,
    pub pictures: Vec<Picture>,
    pub over_limit: bool,
    /// The step at which each picture was painted.
    drawn: Vec<usize>,
    drawings: Vec<Drawing>,
    ground: Ground,
    clips: Vec<Clip>,
    /// For each open group, whether what lies under it shows through.
    groups: Vec<bool>,
    /// The first glyph of those drawn since anything else was.
    latest: usize,
    thumbnails: HashMap<u64, Vec<Colour>>,
    bounds: Rect,
    limit: usize,
    steps: usize,
}

/// The part of the page that is painted on: the bounds of the clip, and whether it fills them.
#[derive(Clone, Copy)]
struct Clip {
    rect: Rect,
    whole: bool,
}

/// A paint that shows.
#[derive(Clone, Copy)]
struct Ink {
    /// None for a pattern.
    colour: Option<Colour>,
    opaque: bool,
}

impl Ink {
    /// Something of no single colour.
    const MIXED: Self = Self {
        colour: None,
        opaque: false,
    };
}

/// How a run of text is drawn.
#[derive(Clone, Copy)]
struct Pen {
    ink: Option<Ink>,
    bold: bool,
    invisible: bool,
}

/// A small path, kept until the page ends: neighbours make one picture.
struct Drawing {
    rect: Rect,
    path: BezPath,
    colour: Colour,
}

impl Collector {
    /// An empty page of this size, in points, that keeps at most `limit` objects of each kind.
    pub fn new(width: f32, height: f32, limit: usize) -> Self {
        let bounds = Rect::new(0.0, 0.0, width, height);
        Self {
            glyphs: Vec::new(),
            rules: Vec::new(),
            fills: Vec::new(),
            pictures: Vec::new(),
            over_limit: false,
            drawn: Vec::new(),
            drawings: Vec::new(),
            ground: Ground::new(width, height),
            clips: Vec::new(),
            groups: Vec::new(),
            latest: 0,
            thumbnails: HashMap::new(),
            bounds,
            limit,
            steps: 0,
        }
    }

    /// Ends the page: small drawings become pictures, and it is known what was painted over.
    pub fn finish(&mut self) {
        for glyph in self.glyphs.iter_mut().filter(|g| g.sight == Sight::Seen) {
            match self.ground.covered(glyph.middle, glyph.when) {
                Some(Stamp { picture: true, .. }) => glyph.sight = Sight::Layer,
                Some(_) => glyph.sight = Sight::Unseen,
                None => {}
            }
        }
        // A small picture may be a mark, which a later one or a box corrects.
        let mut drawn = std::mem::take(&mut self.drawn).into_iter();
        let ground = &self.ground;
        self.pictures.retain(|picture| {
            let (rect, when) = (picture.rect, drawn.next().unwrap_or_default());
            let middle = (rect.centre_x(), rect.centre_y());
            picture.thumbnail.is_empty() || ground.covered(middle, when).is_none()
        });
        for group in grouped(std::mem::take(&mut self.drawings)) {
            if let Some(picture) = picture_of(&group) {
                self.pictures.push(picture);
            }
        }
    }

    /// Counts what the page asks to draw, seen or not. A page that asks without end (a form that draws itself twice, in
    /// forms that do) is left: the interpreter can be stopped by unwinding alone.
    fn step(&mut self) {
        self.steps += 1;
        if self.steps > s::STEPS_PER_OBJECT * self.limit {
            self.over_limit = true;
            std::panic::resume_unwind(Box::new("over the limit"));
        }
    }

    fn full(&mut self) -> bool {
        let count = self.glyphs.len() + self.rules.len() + self.fills.len() + self.drawings.len();
        self.over_limit |= count >= self.limit;
        self.over_limit
    }

    fn clip(&self) -> Clip {
        let page = Clip {
            rect: self.bounds,
            whole: true,
        };
        self.clips.last().copied().unwrap_or(page)
    }

    /// Paints an area of the ground; an opaque one covers what was there, and anything else makes it mixed.
    fn lay(&mut self, rect: Rect, ink: Ink, picture: bool) {
        let solid = ink.opaque && self.clip().whole && !self.groups.contains(&true);
        let colour = ink.colour.filter(|_| solid);
        self.ground.lay(&rect, colour);
        let any = !self.glyphs.is_empty() || !self.pictures.is_empty();
        if solid && (picture || colour.is_some()) && any {
            let stamp = Stamp {
                when: self.steps,
                picture,
            };
            self.ground.cover(&rect, stamp);
        }
    }

    fn visible(&self, rect: Rect) -> Option<Rect> {
        let clip = self.clip().rect;
        let (x0, y0) = (rect.x0.max(clip.x0), rect.y0.max(clip.y0));
        let (x1, y1) = (rect.x1.min(clip.x1), rect.y1.min(clip.y1));
        (x0 <= x1 && y0 <= y1).then(|| Rect::new(x0, y0, x1, y1))
    }

    fn add_fill(&mut self, path: &BezPath, ink: Ink) {
        let parts = subpaths(path);
        let alone = parts.len() == 1;
        for part in parts {
            if self.full() {
                return;
            }
            let whole = bounds(&part);
            let Some(rect) = self.visible(whole) else {
                continue;
            };
            let straight = is_box(&part, &whole);
            // One of several outlines may be a hole in another.
            let inner = if straight {
                Some(whole)
            } else {
                inner_box(&part, &whole)
            };
            let solid = inner.filter(|_| alone).and_then(|r| self.visible(r));
            if solid != Some(rect) {
                self.lay(rect, Ink::MIXED, false);
            }
            if let Some(solid) = solid {
                self.lay(solid, ink, false);
            }
            let Some(colour) = ink.colour else {
                continue;
            };
            let (thin, long) = (
                rect.width().min(rect.height()),
                rect.width().max(rect.height()),
            );
            if thin <= s::RULE_MAX_WIDTH && long > s::RULE_MIN_RATIO * thin.max(0.1) {
                self.add_rule_of(rect);
            } else if straight {
                self.fills.push(Fill { rect, colour });
            } else {
                self.add_shape(part, whole, rect, colour);
            }
        }
    }

    /// A filled outline that is no rectangle: a rounded box when it fills its bounds, else a drawing when it is small.
    fn add_shape(&mut self, part: BezPath, whole: Rect, rect: Rect, colour: Colour) {
        let covered = part.area().abs() as f32 / whole.area().max(0.01);
        if covered > s::BOX_MIN_COVER {
            self.fills.push(Fill { rect, colour });
        }
        if whole.width() <= s::DRAWING_MAX_SIDE && whole.height() <= s::DRAWING_MAX_SIDE {
            self.drawings.push(Drawing {
                rect,
                path: part,
                colour,
            });
        }
    }

    fn add_stroke(&mut self, path: &BezPath, width: f32, ink: Ink) {
        for part in subpaths(path) {
            if self.full() {
                return;
            }
            let whole = bounds(&part);
            let inked = self.visible(whole.grown(width / 2.0));
            if let Some(rect) = inked.filter(|_| width > s::RULE_MAX_WIDTH) {
                self.lay(rect, Ink::MIXED, false);
            }
            let Some(colour) = ink.colour else {
                continue;
            };
            let curved = part
                .elements()
                .iter()
                .any(|e| matches!(e, PathEl::CurveTo(..) | PathEl::QuadTo(..)));
            if curved {
                self.add_curved_stroke(part, whole, width, colour);
            } else {
                for (a, b) in segments(&part) {
                    self.add_segment(a, b, width);
                }
            }
        }
    }

    /// A rounded box drawn as an outline has the four rules of its bounds; a small curve is part of a drawing.
    fn add_curved_stroke(&mut self, part: BezPath, whole: Rect, width: f32, colour: Colour) {
        let covered = part.area().abs() as f32 / whole.area().max(0.01);
        if whole.width() <= s::DRAWING_MAX_SIDE && whole.height() <= s::DRAWING_MAX_SIDE {
            if let Some(rect) = self.visible(whole) {
                self.drawings.push(Drawing {
                    rect,
                    path: part,
                    colour,
                });
            }
        } else if covered > s::BOX_MIN_COVER {
            let corner = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
            let (nw, ne) = (corner(whole.x0, whole.y0), corner(whole.x1, whole.y0));
            let (sw, se) = (corner(whole.x0, whole.y1), corner(whole.x1, whole.y1));
            for (a, b) in [(nw, ne), (ne, se), (se, sw), (sw, nw)] {
                self.add_segment(a, b, width);
            }
        }
    }

    fn add_segment(&mut self, a: Point, b: Point, width: f32) {
        let line = Rect::new(a.x as f32, a.y as f32, b.x as f32, b.y as f32);
        let flat = line.width().min(line.height()) <= s::RULE_MAX_SLANT;
        if !flat || line.width().max(line.height()) < s::RULE_MIN_LENGTH {
            return;
        }
        if let Some(mut rect) = self.visible(line) {
            let half = width.min(s::RULE_MAX_WIDTH) / 2.0;
            if line.width() >= line.height() {
                (rect.y0, rect.y1) = (rect.centre_y() - half, rect.centre_y() + half);
            } else {
                (rect.x0, rect.x1) = (rect.centre_x() - half, rect.centre_x() + half);
            }
            self.add_rule_of(rect);
        }
    }

    fn add_rule_of(&mut self, rect: Rect) {
        let rule = if rect.width() >= rect.height() {
            Rule {
                axis: Axis::Horizontal,
                at: rect.centre_y(),
                from: rect.x0,
                to: rect.x1,
                width: rect.height(),
            }
        } else {
            Rule {
                axis: Axis::Vertical,
                at: rect.centre_x(),
                from: rect.y0,
                to: rect.y1,
                width: rect.width(),
            }
        };
        self.rules.push(rule);
    }

    fn add_glyphs(&mut self, run: &GlyphRun<'_, '_>, transform: Affine, pen: Pen) {
        let face = Face::of(run);
        let clip = self.clip().rect;
        for glyph in run.glyphs() {
            if self.full() {
                return;
            }
            let placed = transform * glyph.transform();
            let advance = match &**glyph {
                FontGlyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
                FontGlyph::Type3(drawn) => drawn.advance_width().unwrap_or(500.0),
            };
            let origin = placed * Point::ZERO;
            let end = placed * Point::new(f64::from(advance), 0.0);
            let up = placed * Point::new(0.0, s::UNITS_PER_EM) - origin;
            let along = placed * Point::new(s::UNITS_PER_EM, 0.0) - origin;
            if !self.bounds.contains(origin.x as f32, origin.y as f32) {
                continue;
            }
            let middle = origin.midpoint(end) + up * s::LETTER_MIDDLE;
            let middle = (middle.x as f32, middle.y as f32);
            let text = glyph.as_unicode().map(text_of).filter(|t| is_known(t));
            let text = text.or_else(|| is_white(glyph).then(|| " ".into()));
            let sight = if !clip.contains(middle.0, middle.1) {
                Sight::Unseen
            } else {
                self.sight_of(pen, middle)
            };
            self.glyphs.push(Glyph {
                text,
                x: origin.x as f32,
                y: origin.y as f32,
                advance: (end - origin).hypot() as f32,
                size: up.hypot() as f32,
                bold: pen.bold || face.bold,
                italic: face.italic,
                colour: pen.ink.and_then(|ink| ink.colour).unwrap_or_default(),
                rotation: rotation_of(along.x, along.y),
                sight,
                middle,
                when: self.steps,
            });
        }
    }

    /// Whether a letter shows on the ground that it is painted on.
    fn sight_of(&self, pen: Pen, middle: (f32, f32)) -> Sight {
        let Some(ink) = pen.ink else {
            return Sight::Unseen;
        };
        let ground = self.ground.colour_at(middle);
        let same = |(a, b): (Colour, Colour)| a.distance(b) <= s::SAME_AS_GROUND;
        match ink.colour.zip(ground) {
            _ if pen.invisible => Sight::Layer,
            Some(both) if same(both) => Sight::Unseen,
            _ => Sight::Seen,
        }
    }

    /// Text that becomes a clip, for a picture or a gradient to be seen through it, is drawn as invisible text just before.
    fn show_through(&mut self, clip: Rect) {
        let latest = self.glyphs.iter_mut().skip(self.latest);
        for glyph in latest.filter(|g| clip.contains(g.middle.0, g.middle.1)) {
            if glyph.sight == Sight::Layer {
                glyph.sight = Sight::Seen;
            }
        }
    }

    fn add_picture(&mut self, image: &Image<'_, '_>, props: &ImageDrawProps<'_>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let drawn = kurbo::Rect::new(0.0, 0.0, width, height);
        let drawn = props.transform.transform_rect_bbox(drawn);
        let Some(rect) = self.visible(rect_of(drawn)) else {
            return;
        };
        let ink = Ink {
            colour: None,
            opaque: is_opaque(image)
                && is_upright(props.transform)
                && is_plain(props.blend_mode, &props.soft_mask),
        };
        self.lay(rect, ink, true);
        if self.full() || rect.width() < s::PICTURE_MIN_SIDE || rect.height() < s::PICTURE_MIN_SIDE
        {
            return;
        }
        let stream = match image {
            Image::Stencil(stencil) => stencil.stream(),
            Image::Raster(raster) => raster.stream(),
        };
        let mut hasher = Xxh3::new();
        hasher.write(&stream.raw_data());
        hasher.write_u32(image.width());
        hasher.write_u32(image.height());
        let hash = hasher.digest();
        let small = rect.width() <= s::ICON_MAX_SIDE
            && rect.height() <= s::ICON_MAX_SIDE
            && width * height <= s::ICON_MAX_PIXELS;
        let thumbnail = match image {
            Image::Raster(raster) if small => self
                .thumbnails
                .entry(hash)
                .or_insert_with(|| thumbnail_of(raster))
                .clone(),
            _ => Vec::new(),
        };
        self.drawn.push(self.steps);
        self.pictures.push(Picture {
            rect,
            hash,
            thumbnail,
            vector: false,
        });
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        self.latest = self.glyphs.len();
        let drawn = props.transform * path.clone();
        let Some(mut ink) = ink_of(&props.paint) else {
            return;
        };
        ink.opaque &= is_plain(props.blend_mode, &props.soft_mask);
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let scale = (a * d - b * c).abs().sqrt() as f32;
        match mode {
            DrawMode::Fill(_) => self.add_fill(&drawn, ink),
            DrawMode::Stroke(stroke) => self.add_stroke(&drawn, stroke.line_width * scale, ink),
            DrawMode::FillAndStroke(_, stroke) => {
                self.add_fill(&drawn, ink);
                self.add_stroke(&drawn, stroke.line_width * scale, ink);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.step();
        let rect = rect_of(clip.path.bounding_box());
        let straight = is_box(&clip.path, &rect);
        if !straight {
            self.show_through(rect);
        }
        self.latest = self.glyphs.len();
        let empty = Rect::new(-1.0, -1.0, -1.0, -1.0);
        self.clips.push(Clip {
            rect: self.visible(rect).unwrap_or(empty),
            whole: straight && self.clip().whole,
        });
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.step();
        let clear = opacity * 255.0 < f32::from(s::OPAQUE_MIN);
        self.groups.push(clear || !is_plain(blend, &mask));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let pen = Pen {
            ink: ink_of(&props.paint),
            bold: matches!(mode, DrawMode::FillAndStroke(..)),
            invisible: matches!(mode, DrawMode::Invisible),
        };
        self.add_glyphs(run, props.transform, pen);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        self.latest = self.glyphs.len();
        self.add_picture(&image, &props);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

/// What a run's font says of its style.
struct Face {
    bold: bool,
    italic: bool,
}

impl Face {
    fn of(run: &GlyphRun<'_, '_>) -> Self {
        let data = run.glyphs().first().and_then(|g| match &**g {
            FontGlyph::Outline(outline) => outline.font_data(),
            FontGlyph::Type3(_) => None,
        });
        let name = data
            .as_ref()
            .and_then(|d| d.postscript_name.clone())
            .unwrap_or_default()
            .to_lowercase();
        let weight = data.as_ref().and_then(|d| d.weight).unwrap_or(400);
        let heavy = ["bold", "black", "heavy"].iter().any(|w| name.contains(w));
        let slanted = ["italic", "oblique"].iter().any(|w| name.contains(w));
        Self {
            bold: weight >= 600 || heavy,
            italic: data.is_some_and(|d| d.is_italic) || slanted,
        }
    }
}

fn text_of(unicode: BfString) -> CompactString {
    match unicode {
        BfString::Char(c) => CompactString::from_iter([c]),
        BfString::String(s) => s.into(),
    }
}

/// A character that says something: fonts without a real mapping give NUL or the replacement character.
fn is_known(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c == '\u{FFFD}' || c == '\0')
}

/// A glyph that draws nothing is a space, whatever its font calls it.
fn is_white(glyph: &FontGlyph<'_>) -> bool {
    match glyph {
        FontGlyph::Outline(outline) => outline.outline().elements().is_empty(),
        FontGlyph::Type3(_) => false,
    }
}

fn rotation_of(x: f64, y: f64) -> Rotation {
    if x.abs() >= y.abs() {
        if x >= 0.0 {
            Rotation::None
        } else {
            Rotation::Over
        }
    } else if y > 0.0 {
        Rotation::Down
    } else {
        Rotation::Up
    }
}

/// What a paint shows; nearly transparent ink is not seen.
fn ink_of(paint: &Paint<'_>) -> Option<Ink> {
    let Paint::Color(colour) = paint else {
        return Some(Ink::MIXED);
    };
    let [r, g, b, alpha] = colour.to_rgba().to_rgba8();
    (alpha > s::ALPHA_MIN).then_some(Ink {
        colour: Some(Colour { r, g, b }),
        opaque: alpha >= s::OPAQUE_MIN,
    })
}

/// Whether what is painted hides what lies under it, as far as these go.
fn is_plain(blend: BlendMode, mask: &Option<SoftMask<'_>>) -> bool {
    blend == BlendMode::Normal && mask.is_none()
}

/// An image without any mask.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else {
        return false;
    };
    let dict = raster.stream().dict();
    !["SMask", "SMaskInData", "Mask"]
        .iter()
        .any(|key| dict.contains_key(key))
}

/// Whether it turns by quarters only, so that an image fills its bounds.
fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs();
    (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0)
}

fn rect_of(rect: kurbo::Rect) -> Rect {
    Rect::new(
        rect.x0 as f32,
        rect.y0 as f32,
        rect.x1 as f32,
        rect.y1 as f32,
    )
}

fn bounds(path: &BezPath) -> Rect {
    rect_of(path.bounding_box())
}

fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (PathEl::MoveTo(_), _) | (_, None) => {
                let mut part = BezPath::new();
                if matches!(element, PathEl::MoveTo(_)) {
                    part.push(*element);
                    parts.push(part);
                }
            }
            (_, Some(part)) => part.push(*element),
        }
    }
    parts.retain(|p| p.elements().len() > 1);
    parts
}

fn segments(path: &BezPath) -> Vec<(Point, Point)> {
    let mut found = Vec::new();
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match element {
            PathEl::MoveTo(p) => (start, last) = (*p, *p),
            PathEl::LineTo(p) | PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                found.push((last, *p));
                last = *p;
            }
            PathEl::ClosePath => {
                found.push((last, start));
                last = start;
            }
        }
    }
    found
}

/// Whether an outline is a rectangle along the axes: all its corners are corners of its bounds.
fn is_box(path: &BezPath, whole: &Rect) -> bool {
    let near = |a: f64, b: f32| (a as f32 - b).abs() < 0.5;
    path.elements().iter().all(|element| match element {
        PathEl::MoveTo(p) | PathEl::LineTo(p) => {
            (near(p.x, whole.x0) || near(p.x, whole.x1))
                && (near(p.y, whole.y0) || near(p.y, whole.y1))
        }
        PathEl::ClosePath => true,
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => false,
    })
}

/// The largest box within a rounded one, or within a circle: what such a shape surely covers.
fn inner_box(path: &BezPath, whole: &Rect) -> Option<Rect> {
    let missing = whole.area() - path.area().abs() as f32;
    if missing > (1.0 - s::BOX_MIN_COVER) * whole.area() {
        return None;
    }
    // Four corners of radius r leave (4 - π) r² uncovered, and reach r (1 - 1/√2) into the box.
    let radius = (missing.max(0.0) / (4.0 - std::f32::consts::PI)).sqrt();
    let inner = whole.grown(-radius * (1.0 - std::f32::consts::FRAC_1_SQRT_2));
    let corners = [
        (inner.x0, inner.y0),
        (inner.x1, inner.y0),
        (inner.x0, inner.y1),
        (inner.x1, inner.y1),
    ];
    let inside = |(x, y): (f32, f32)| {
        let towards = |at: f32, to: f32| f64::from(at + 0.05 * (to - at));
        let (x, y) = (towards(x, whole.centre_x()), towards(y, whole.centre_y()));
        path.winding(Point::new(x, y)) != 0
    };
    corners.into_iter().all(inside).then_some(inner)
}

/// Drawings that touch, in the order drawn, belong together as long as the whole stays small.
fn grouped(drawings: Vec<Drawing>) -> Vec<Vec<Drawing>> {
    let mut groups: Vec<(Rect, Vec<Drawing>)> = Vec::new();
    for drawing in drawings {
        let home = groups
            .iter_mut()
            .rev()
            .take(s::DRAWING_LOOK_BACK)
            .find(|(rect, _)| {
                let whole = rect.union(&drawing.rect);
                let grown = rect.grown(s::DRAWING_GAP);
                grown.overlap_x(&drawing.rect) > 0.0
                    && grown.overlap_y(&drawing.rect) > 0.0
                    && whole.width() <= s::DRAWING_MAX_SIDE
                    && whole.height() <= s::DRAWING_MAX_SIDE
            });
        match home {
            Some((rect, group)) => {
                *rect = rect.union(&drawing.rect);
                group.push(drawing);
            }
            None => groups.push((drawing.rect, vec![drawing])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The hash of a drawing does not depend on where or how large it is: its points are measured in 1/20 of its box.
fn picture_of(group: &[Drawing]) -> Option<Picture> {
    let rect = Rect::around(group.iter().map(|d| d.rect))?;
    if rect.width() < s::PICTURE_MIN_SIDE || rect.height() < s::PICTURE_MIN_SIDE {
        return None;
    }
    let side = f64::from(rect.width().max(rect.height()));
    let measure = |v: f64, from: f32| ((v - f64::from(from)) / side * 20.0).round() as i8;
    let mut hasher = Xxh3::new();
    for drawing in group {
        let c = drawing.colour;
        hasher.write(&[c.r, c.g, c.b]);
        for element in drawing.path.elements() {
            if let Some(p) = element.end_point() {
                let (x, y) = (measure(p.x, rect.x0), measure(p.y, rect.y0));
                hasher.write_i8(x);
                hasher.write_i8(y);
            }
        }
    }
    Some(Picture {
        rect,
        hash: hasher.digest(),
        thumbnail: drawn_thumbnail(group, &rect),
        vector: true,
    })
}

/// The colours of a drawing on the thumbnail's grid, on white.
fn drawn_thumbnail(group: &[Drawing], rect: &Rect) -> Vec<Colour> {
    let white = Colour {
        r: 255,
        g: 255,
        b: 255,
    };
    let cell = |i: usize| (i as f32 + 0.5) / THUMBNAIL as f32;
    (0..THUMBNAIL * THUMBNAIL)
        .map(|i| {
            let x = rect.x0 + cell(i % THUMBNAIL) * rect.width();
            let y = rect.y0 + cell(i / THUMBNAIL) * rect.height();
            let point = Point::new(f64::from(x), f64::from(y));
            group
                .iter()
                .rev()
                .find(|d| d.path.winding(point) != 0)
                .map_or(white, |d| d.colour)
        })
        .collect()
}

/// An image's mean colours on the thumbnail's grid, on white.
fn thumbnail_of(image: &RasterImage<'_>) -> Vec<Colour> {
    let mut colours = Vec::new();
    image.with_rgba(
        |data, alpha| {
            let (width, height) = (data.width() as usize, data.height() as usize);
            if width == 0 || height == 0 {
                return;
            }
            colours = (0..THUMBNAIL * THUMBNAIL)
                .map(|i| {
                    let columns = share(i % THUMBNAIL, width);
                    let rows = share(i / THUMBNAIL, height);
                    mean_colour(&data, alpha.as_ref(), columns, rows)
                })
                .collect();
        },
        None,
    );
    colours
}

/// The pixels of the `i`th of `THUMBNAIL` parts of a side; at least one.
fn share(i: usize, side: usize) -> std::ops::Range<usize> {
    let from = (i * side / THUMBNAIL).min(side - 1);
    let to = ((i + 1) * side / THUMBNAIL).clamp(from + 1, side);
    from..to
}

fn mean_colour(
    data: &ImageData,
    alpha: Option<&LumaData>,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
) -> Colour {
    let (mut sum, mut count) = ([0_u64; 3], 0_u64);
    let size = (data.width() as usize, data.height() as usize);
    for y in rows {
        for x in columns.clone() {
            let [r, g, b] = pixel(data, y * size.0 + x);
            let opacity = u64::from(alpha.map_or(255, |a| opacity_at(a, x, y, size)));
            for (total, channel) in sum.iter_mut().zip([r, g, b]) {
                *total += (u64::from(channel) * opacity + 255 * (255 - opacity)) / 255;
            }
            count += 1;
        }
    }
    let [r, g, b] = sum.map(|total| (total / count.max(1)) as u8);
    Colour { r, g, b }
}

fn pixel(data: &ImageData, at: usize) -> [u8; 3] {
    match data {
        ImageData::Rgb(rgb) => match rgb.data.get(at * 3..at * 3 + 3) {
            Some(&[r, g, b]) => [r, g, b],
            _ => [255; 3],
        },
        ImageData::Luma(luma) => [luma.data.get(at).copied().unwrap_or(255); 3],
    }
}

/// A soft mask may have another size than its image.
fn opacity_at(mask: &LumaData, x: usize, y: usize, (width, height): (usize, usize)) -> u8 {
    let column = x * mask.width as usize / width;
    let row = y * mask.height as usize / height;
    mask.data
        .get(row * mask.width as usize + column)
        .copied()
        .unwrap_or(255)
}
