//! What a strategy says of a page: regions, and the region of each line, or of each part that ink, or an operation with a
//! name, leaves of one.

use super::grid::{Way, day_of, is_level};
use super::sheet::Sheet;
use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::pdf::Word;

/// A page cut into regions, and every word of it placed once.
pub(super) struct Draft<'a> {
    pub sheet: &'a Sheet<'a>,
    pub regions: Vec<Rect>,
    /// Every word of the sheet, once, in the order of the sheet.
    pub parts: Vec<Part<'a>>,
    pub strategy: &'static str,
    pub way: Way,
    pub evidence: Vec<String>,
}

/// A line, or what is left of one that is cut.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub words: &'a [Word],
    pub rect: Rect,
    /// The day that it is as a whole.
    pub day: Option<DayMark>,
    /// The region that it goes to; none for what stands outside all.
    pub home: Option<usize>,
    /// Whether a border runs through its words, or a cut through a gap no wider than a space.
    pub torn: bool,
}

impl<'a> Part<'a> {
    /// A line of the sheet as it is, in no region yet.
    pub(super) fn whole(sheet: &'a Sheet<'_>, line: usize) -> Option<Self> {
        let day = sheet.days.get(line).copied().flatten();
        let line = sheet.lines.get(line)?;
        Some(Self {
            words: &line.words,
            rect: line.rect,
            day,
            home: None,
            torn: false,
        })
    }

    /// Some of these words, which follow each other.
    pub(super) fn of(&self, words: &'a [Word]) -> Self {
        if words.len() == self.words.len() {
            return *self;
        }
        Self {
            words,
            rect: Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default(),
            day: day_of(words.iter()),
            ..*self
        }
    }

    /// The same part, torn where a cut through its line made it.
    pub(super) fn torn_if(self, torn: bool) -> Self {
        Self {
            torn: self.torn || torn,
            ..self
        }
    }

    /// Whether none of its words is turned by 90°.
    pub(super) fn is_level(&self) -> bool {
        self.words.iter().all(is_level)
    }

    /// Whether it stands right under another part and begins with a small letter, as the second line of one text.
    pub(super) fn goes_on_from(&self, above: &Self) -> bool {
        let first = self.words.first().and_then(|w| w.text.chars().next());
        first.is_some_and(char::is_lowercase)
            && above.ends_right_above(self)
            && above.rect.in_column(&self.rect)
    }

    /// Whether a line of the same text could stand so far below it.
    pub(super) fn ends_right_above(&self, below: &Self) -> bool {
        let gap = below.rect.y0 - self.rect.y1;
        gap.abs() < 0.6 * below.size()
    }

    /// The largest font size of its words, in points.
    pub(super) fn size(&self) -> f32 {
        self.words.iter().map(|w| w.size).fold(0.0, f32::max)
    }
}

/// The lines of a sheet as they are.
pub(super) fn whole_lines<'a>(sheet: &'a Sheet<'_>) -> Vec<Part<'a>> {
    let lines = 0..sheet.lines.len();
    lines.filter_map(|line| Part::whole(sheet, line)).collect()
}

/// Each line goes whole to the smallest region that holds its centre.
pub(super) fn placed_whole<'a>(sheet: &'a Sheet<'_>, regions: &[Rect]) -> Vec<Part<'a>> {
    let finder = Finder::new(regions);
    let mut parts = whole_lines(sheet);
    for part in &mut parts {
        part.home = finder.smallest(&part.rect);
    }
    parts
}

/// Finds the smallest region that holds a box's centre.
pub(super) struct Finder {
    by_area: Vec<(usize, Rect)>,
}

impl Finder {
    pub(super) fn new(regions: &[Rect]) -> Self {
        let mut by_area: Vec<(usize, Rect)> = regions.iter().copied().enumerate().collect();
        by_area.sort_by(|a, b| a.1.area().total_cmp(&b.1.area()));
        Self { by_area }
    }

    pub(super) fn smallest(&self, rect: &Rect) -> Option<usize> {
        let (x, y) = (rect.centre_x(), rect.centre_y());
        let mut regions = self.by_area.iter();
        let found = regions.find(|(_, region)| region.contains(x, y));
        found.map(|(index, _)| *index)
    }
}
