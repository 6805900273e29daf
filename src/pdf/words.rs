//! Glyphs → words: by the gaps between glyphs relative to the font size, never by the order in which they are drawn.

use super::page::{Axis, Rotation, Rule, Word};
use super::reader::Glyph;
use super::settings as s;
use crate::geometry::Rect;
use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// A glyph seen along its own baseline: `u` runs along it, `v` across.
struct Placed<'a> {
    glyph: &'a Glyph,
    u: f32,
    v: f32,
}

impl Placed<'_> {
    fn end(&self) -> f32 {
        self.u + self.glyph.advance
    }

    fn is_space(&self) -> bool {
        self.glyph
            .text
            .as_deref()
            .is_none_or(|t| t.chars().all(is_blank))
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

/// The words of a page.
pub(super) fn words_of(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words = Vec::new();
    for rotation in [Rotation::None, Rotation::Down, Rotation::Over, Rotation::Up] {
        let placed = glyphs
            .iter()
            .filter(|g| g.rotation == rotation)
            .map(|glyph| place(glyph, rotation))
            .collect();
        for line in baselines(placed) {
            words.extend(join_spaced(split(&line)));
        }
    }
    words
}

fn place(glyph: &Glyph, rotation: Rotation) -> Placed<'_> {
    let (u, v) = match rotation {
        Rotation::None => (glyph.x, glyph.y),
        Rotation::Over => (-glyph.x, -glyph.y),
        Rotation::Down => (glyph.y, -glyph.x),
        Rotation::Up => (-glyph.y, glyph.x),
    };
    Placed { glyph, u, v }
}

/// Glyphs grouped by baseline, each group in reading order.
fn baselines(mut placed: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    placed.sort_by(|a, b| a.v.total_cmp(&b.v).then(a.u.total_cmp(&b.u)));
    let mut lines: Vec<Vec<Placed<'_>>> = Vec::new();
    for glyph in placed {
        let drift = s::BASELINE_DRIFT * glyph.glyph.size.max(1.0);
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|l| glyph.v - l.v <= drift) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.u.total_cmp(&b.u));
    }
    lines
}

/// A baseline's glyphs cut into words.
fn split(line: &[Placed<'_>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut run: Vec<&Placed<'_>> = Vec::new();
    let mut space_seen = false;
    for glyph in line {
        if glyph.is_space() {
            space_seen = true;
            continue;
        }
        if run
            .iter()
            .rev()
            .take(3)
            .any(|other| is_shadow(other, glyph))
        {
            continue;
        }
        if let Some(last) = run.last() {
            let em = last.glyph.size.max(glyph.glyph.size).max(0.1);
            let gap = (glyph.u - last.end()) / em;
            let limit = if space_seen {
                s::WORD_GAP_AT_SPACE
            } else {
                s::WORD_GAP
            };
            if gap > limit || gap < -1.0 || is_another_sign(last, glyph) {
                words.extend(word_of(&run));
                run.clear();
            }
        }
        run.push(glyph);
        space_seen = false;
    }
    words.extend(word_of(&run));
    words
}

/// Two signs that touch, or a sign and the word it is set against, in two inks: a sign's ink may say what it means.
fn is_another_sign(last: &Placed<'_>, next: &Placed<'_>) -> bool {
    let apart = last.glyph.colour.distance(next.glyph.colour) > s::ANOTHER_INK;
    apart && (is_sign(last) || is_sign(next))
}

fn is_sign(placed: &Placed<'_>) -> bool {
    let sign = |c| matches!(c, '*' | '°' | '\u{2500}'..='\u{2BFF}' | '\u{E000}'..='\u{F8FF}' | '\u{1F300}'..='\u{1FAFF}');
    let text = placed.glyph.text.as_deref();
    text.is_some_and(|t| t.chars().all(sign))
}

fn is_shadow(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let near = s::SHADOW * one.glyph.size;
    (one.u - other.u).abs() < near
        && (one.v - other.v).abs() < near
        && one.glyph.text == other.glyph.text
}

fn word_of(run: &[&Placed<'_>]) -> Option<Word> {
    let (first, last) = (run.first()?, run.last()?);
    let raw: CompactString = run.iter().filter_map(|p| p.glyph.text.as_deref()).collect();
    let text = tidy(raw);
    if text.is_empty() {
        return None;
    }
    let size = run.iter().map(|p| p.glyph.size).fold(0.0, f32::max);
    let v = first.v;
    let (u0, u1) = (first.u, last.end().max(first.u + 0.1));
    let (above, below) = (s::ASCENT * size, s::DESCENT * size);
    let rotation = first.glyph.rotation;
    let rect = match rotation {
        Rotation::None => Rect::new(u0, v - above, u1, v + below),
        Rotation::Over => Rect::new(-u1, -v - below, -u0, -v + above),
        Rotation::Down => Rect::new(-v - below, u0, -v + above, u1),
        Rotation::Up => Rect::new(v - above, -u1, v + below, -u0),
    };
    let heavy = run.iter().filter(|p| p.glyph.bold).count();
    Some(Word {
        text,
        rect,
        size,
        bold: heavy * 2 > run.len(),
        italic: first.glyph.italic,
        colour: commonest_ink(run),
        rotation,
        underlined: false,
        struck: false,
        number: 0,
    })
}

fn commonest_ink(run: &[&Placed<'_>]) -> super::Colour {
    let mut inks: Vec<_> = run.iter().map(|p| p.glyph.colour).collect();
    if let Some(ink) = inks.first().filter(|ink| inks.iter().all(|i| i == *ink)) {
        return *ink;
    }
    inks.sort_unstable();
    inks.chunk_by(|a, b| a == b)
        .max_by_key(|chunk| chunk.len())
        .and_then(|chunk| chunk.first().copied())
        .unwrap_or_default()
}

/// NFC, ligatures taken apart, accents put on their letters. Superscripts and symbols stay what they are: they are marks.
fn tidy(raw: CompactString) -> CompactString {
    let as_it_should_be = |c: char| c.is_ascii_graphic() || ('À'..='ÿ').contains(&c);
    if raw.chars().all(as_it_should_be) {
        return raw;
    }
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            'ﬀ'..='ﬆ' => text.extend(c.nfkd()),
            '\u{02BC}' | '\u{2019}' => text.push('’'),
            // Some fonts draw the accent as a character of its own, after the letter.
            '\u{00B4}' => text.push('\u{0301}'),
            '\u{02C6}' => text.push('\u{0302}'),
            c if is_blank(c) => {}
            c => text.push(c),
        }
    }
    text.nfc().collect()
}

/// Joins letter-spaced words: a run of single letters, evenly apart.
fn join_spaced(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    let mut run: Vec<Word> = Vec::new();
    for word in words {
        let follows = run
            .last()
            .is_some_and(|last| gap(last, &word) <= s::SPACED_MAX_GAP);
        if !is_letter(&word) || !(run.is_empty() || follows) {
            joined.extend(join_run(std::mem::take(&mut run)));
        }
        if is_letter(&word) {
            run.push(word);
        } else {
            joined.push(word);
        }
    }
    joined.extend(join_run(run));
    joined
}

fn is_letter(word: &Word) -> bool {
    let mut chars = word.text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Em between two words along their baseline.
fn gap(left: &Word, right: &Word) -> f32 {
    let between = match left.rotation {
        Rotation::None => right.rect.x0 - left.rect.x1,
        Rotation::Over => left.rect.x0 - right.rect.x1,
        Rotation::Down => right.rect.y0 - left.rect.y1,
        Rotation::Up => left.rect.y0 - right.rect.y1,
    };
    between / left.size.max(right.size).max(0.1)
}

fn join_run(run: Vec<Word>) -> Vec<Word> {
    if run.len() < s::SPACED_MIN_LETTERS {
        return run;
    }
    let gaps = run.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(gap(a, b)),
        _ => None,
    });
    let limit = gaps.fold(f32::MAX, f32::min).max(s::WORD_GAP) * s::SPACED_GAP_RATIO;
    let mut joined: Vec<Word> = Vec::new();
    for word in run {
        match joined.last_mut() {
            Some(last) if gap(last, &word) <= limit => {
                last.text.push_str(&word.text);
                last.rect = last.rect.union(&word.rect);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// Raised digits beside larger words become superscript characters on the line of those words: `¹`.
pub(super) fn take_superscripts(words: &mut [Word]) {
    let small = |w: &Word| w.rotation == Rotation::None && superscripts(&w.text).is_some();
    let digits: Vec<usize> = (0..words.len())
        .filter(|i| words.get(*i).is_some_and(small))
        .collect();
    for index in digits {
        let Some(digit) = words.get(index) else {
            continue;
        };
        let host = words.iter().find(|host| is_superscript_of(digit, host));
        let Some((y0, y1)) = host.map(|h| (h.rect.y0, h.rect.y1)) else {
            continue;
        };
        if let (Some(word), true) = (words.get_mut(index), y1 > y0) {
            word.text = superscripts(&word.text).unwrap_or_default().into();
            (word.rect.y0, word.rect.y1) = (y0, y1);
        }
    }
}

/// A digit, or several with something between them ("1,4"), as superscript characters.
fn superscripts(text: &str) -> Option<String> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |part: &str| {
        let mut letters = part.chars();
        let digit = letters.next()?.to_digit(10)? as usize;
        letters
            .next()
            .is_none()
            .then(|| RAISED.get(digit).copied())?
    };
    let parts = text
        .split([',', ';', '-', '/'])
        .filter(|part| !part.is_empty());
    let raised: Option<String> = parts.map(raised).collect();
    raised.filter(|digits| !digits.is_empty())
}

fn is_superscript_of(digit: &Word, host: &Word) -> bool {
    let after = digit.rect.x0 - host.rect.x1;
    let before = host.rect.x0 - digit.rect.x1;
    let gap = after.max(before);
    host.rotation == Rotation::None
        && digit.size <= s::SUPERSCRIPT_SIZE * host.size
        && (-0.2 * host.size..=s::SUPERSCRIPT_GAP * host.size).contains(&gap)
        && digit.rect.overlap_y(&host.rect) > 0.0
        && digit.rect.y1 < host.rect.y1 - 0.1 * host.size
}

/// Marks the words that a rule underlines or strikes out, and takes those rules away: they are not part of a table.
pub(super) fn take_underlines(words: &mut [Word], rules: &mut Vec<Rule>) {
    let mut order: Vec<usize> = (0..words.len()).collect();
    let top = |i: usize| words.get(i).map_or(0.0, |w| w.rect.y0);
    order.sort_by(|&a, &b| top(a).total_cmp(&top(b)));
    rules.retain(|rule| !underlines(rule, words, &order));
}

fn underlines(rule: &Rule, words: &mut [Word], order: &[usize]) -> bool {
    if rule.axis != Axis::Horizontal || rule.width > s::RULE_MAX_WIDTH {
        return false;
    }
    let from = order.partition_point(|&i| words.get(i).is_some_and(|w| w.rect.y0 < rule.at - 60.0));
    let (mut under, mut through) = (Vec::new(), Vec::new());
    for &i in order.get(from..).unwrap_or_default() {
        let Some(word) = words.get(i) else { continue };
        if word.rect.y0 > rule.at {
            break;
        }
        let middle = word.rect.centre_x();
        if word.rotation != Rotation::None || middle < rule.from || middle > rule.to {
            continue;
        }
        let baseline = word.rect.y1 - s::DESCENT * word.size;
        let below = (rule.at - baseline) / word.size.max(0.1);
        if (-0.03..=s::UNDERLINE_BELOW).contains(&below) {
            under.push(i);
        } else if (-0.45..-0.15).contains(&below) {
            through.push(i);
        }
    }
    mark(rule, words, &under, |w| w.underlined = true)
        || mark(rule, words, &through, |w| w.struck = true)
}

/// Whether the rule runs from the first of these words to the last, and no further.
fn mark(rule: &Rule, words: &mut [Word], which: &[usize], set: fn(&mut Word)) -> bool {
    let Some(rect) = Rect::around(which.iter().filter_map(|&i| words.get(i)).map(|w| w.rect))
    else {
        return false;
    };
    let em = which
        .iter()
        .filter_map(|&i| words.get(i))
        .map(|w| w.size)
        .fold(0.0, f32::max);
    let over = s::UNDERLINE_OVERHANG * em;
    if rule.from < rect.x0 - over || rule.to > rect.x1 + over {
        return false;
    }
    for &i in which {
        if let Some(word) = words.get_mut(i) {
            set(word);
        }
    }
    true
}
