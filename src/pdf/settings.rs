//! Every threshold of the reader, with its unit and its reason.

/// Glyph space units to the em.
pub(super) const UNITS_PER_EM: f64 = 1000.0;
/// Points. Word and Excel draw borders as filled rectangles of up to 2.25 pt.
pub(super) const RULE_MAX_WIDTH: f32 = 2.6;
/// Times its width: a shorter thin rectangle is a dot or a bullet.
pub(super) const RULE_MIN_RATIO: f32 = 3.0;
/// Points: shorter strokes belong to drawings.
pub(super) const RULE_MIN_LENGTH: f32 = 3.0;
/// Points between the ends of a stroke that still counts as straight.
pub(super) const RULE_MAX_SLANT: f32 = 0.7;
/// Share of its bounds that a rounded box fills; a circle fills 0.785.
pub(super) const BOX_MIN_COVER: f32 = 0.74;
/// Points: a pictogram drawn by paths is no larger.
pub(super) const DRAWING_MAX_SIDE: f32 = 40.0;
/// Points between two parts of one drawing.
pub(super) const DRAWING_GAP: f32 = 0.5;
/// Groups looked at for a part of a drawing: parts are drawn one after the other.
pub(super) const DRAWING_LOOK_BACK: usize = 4;
/// Points: smaller pictures are dots and shadows.
pub(super) const PICTURE_MIN_SIDE: f32 = 3.0;
/// Points: only pictures this small can be a mark, and are looked at.
pub(super) const ICON_MAX_SIDE: f32 = 60.0;
/// Pixels: a larger image is not decoded, whatever its size on the page.
pub(super) const ICON_MAX_PIXELS: f64 = 1_500_000.0;
/// Of 255: fainter ink is not seen.
pub(super) const ALPHA_MIN: u8 = 12;
/// Of 255: what lets less through is seen through.
pub(super) const OPAQUE_MIN: u8 = 250;
/// Points: how finely it is known what lies under and over a glyph. A glyph is some 4 points from its box's edge.
pub(super) const GROUND_STEP: f32 = 2.0;
/// Squares of that map along a page's longer side, at most.
pub(super) const GROUND_MAX_SQUARES: f32 = 600.0;
/// Times a whole page that areas are painted, before it is left what lies under and over what.
pub(super) const GROUND_MAX_LAYERS: usize = 1000;
/// Of 255: ink nearer to its ground's colour is not seen.
pub(super) const SAME_AS_GROUND: u8 = 3;
/// Em above the baseline where the middle of a letter is.
pub(super) const LETTER_MIDDLE: f64 = 0.3;
/// Share of a page that the pictures of a scan make up.
pub(super) const SCAN_MIN_SHARE: f32 = 0.5;
/// Letters seen for each letter of an OCR's layer, at most: a stamp, a fax's header.
pub(super) const SCAN_MAX_TEXT: f32 = 0.1;
/// Times the limit of objects: what a page asks to draw, seen or not, before it is left.
pub(super) const STEPS_PER_OBJECT: usize = 2;
/// Em between two glyphs that makes two words, where the PDF draws no space.
pub(super) const WORD_GAP: f32 = 0.19;
/// Em between two glyphs that makes two words, where the PDF draws a space between them: kerning may narrow it.
pub(super) const WORD_GAP_AT_SPACE: f32 = 0.09;
/// Two inks further apart (largest channel difference, 0 to 255) are two.
pub(super) const ANOTHER_INK: u8 = 32;
/// Em: glyphs whose baselines differ by less are on one line.
pub(super) const BASELINE_DRIFT: f32 = 0.2;
/// Em: an accent of its own stands this much higher over a capital, at most.
pub(super) const ACCENT_RISE: f32 = 0.45;
/// Glyphs of a line, in order of where they begin, between an accent and its letter at most.
pub(super) const ACCENT_REACH: usize = 2;
/// Share of a letter's width between its middle and that of its accent, at most.
pub(super) const ACCENT_OFF: f32 = 0.4;
/// Em: the same glyph drawn again this near is a shadow or a false bold.
pub(super) const SHADOW: f32 = 0.12;
/// Em above and below the baseline that a word's box covers.
pub(super) const ASCENT: f32 = 0.75;
/// See `ASCENT`.
pub(super) const DESCENT: f32 = 0.22;
/// Letters: a run of this many single letters is one letter-spaced word.
pub(super) const SPACED_MIN_LETTERS: usize = 3;
/// Em: no letter-spacing is wider.
pub(super) const SPACED_MAX_GAP: f32 = 1.3;
/// Times the run's smallest gap: a wider one separates two letter-spaced words.
pub(super) const SPACED_GAP_RATIO: f32 = 1.7;
/// Share of a word's size: a digit no larger, raised beside it, is a superscript.
pub(super) const SUPERSCRIPT_SIZE: f32 = 0.86;
/// Em of the word between it and its superscript, at most.
pub(super) const SUPERSCRIPT_GAP: f32 = 0.6;
/// Em below the baseline where an underline may run.
pub(super) const UNDERLINE_BELOW: f32 = 0.32;
/// Em that an underline may reach past the text.
pub(super) const UNDERLINE_OVERHANG: f32 = 0.35;
