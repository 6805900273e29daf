//! Glyphs → words: by the gaps between glyphs relative to the font size, never by the order in which they are drawn.

use super::letters::{self, SOFT_HYPHEN, is_blank, is_nothing, tidy};
use super::page::{Axis, Rotation, Rule, Word};
use super::reader::Glyph;
use super::settings as s;
use crate::geometry::Rect;
use compact_str::CompactString;

/// A glyph seen along its own baseline: `u` runs along it, `v` across.
struct Placed<'a> {
    glyph: &'a Glyph,
    u: f32,
    v: f32,
    /// The letter, where an accent of its own is drawn over it.
    letter: Option<char>,
}

impl Placed<'_> {
    fn end(&self) -> f32 {
        self.u + self.glyph.advance
    }

    fn middle(&self) -> f32 {
        self.u + self.glyph.advance / 2.0
    }

    /// Its only character.
    fn character(&self) -> Option<char> {
        let mut characters = self.glyph.text.as_deref()?.chars();
        characters.next().filter(|_| characters.next().is_none())
    }

    /// The mark that it is for a letter.
    fn accent(&self) -> Option<char> {
        letters::accent(self.character()?)
    }

    fn is_all(&self, of_a_kind: fn(char) -> bool) -> bool {
        let text = self.glyph.text.as_deref();
        text.is_some_and(|t| t.chars().all(of_a_kind))
    }
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
    Placed {
        glyph,
        u,
        v,
        letter: None,
    }
}

/// Glyphs grouped by baseline, each group in reading order.
fn baselines(mut placed: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    placed.sort_by(|a, b| a.v.total_cmp(&b.v).then(a.u.total_cmp(&b.u)));
    let mut lines: Vec<Vec<Placed<'_>>> = Vec::new();
    for glyph in placed {
        let is_on = |last: &Placed<'_>| {
            let drift = match last.accent() {
                Some(_) => s::ACCENT_RISE,
                None => s::BASELINE_DRIFT,
            };
            glyph.v - last.v <= drift * glyph.glyph.size.max(1.0)
        };
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(is_on) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.u.total_cmp(&b.u));
        compose(line);
    }
    lines
}

/// Puts accents that are drawn as glyphs of their own on the letters that they are drawn over.
fn compose(line: &mut Vec<Placed<'_>>) {
    if !line.iter().any(|glyph| glyph.accent().is_some()) {
        return;
    }
    let mut taken = vec![false; line.len()];
    for at in 0..line.len() {
        let Some((mark, middle)) = line.get(at).and_then(|g| Some((g.accent()?, g.middle())))
        else {
            continue;
        };
        let near = at.saturating_sub(s::ACCENT_REACH)..line.len().min(at + s::ACCENT_REACH + 1);
        let home = near.filter_map(|i| {
            let letter = line.get(i)?;
            let whole = letters::accented(letter.character()?, mark)?;
            let off = (letter.middle() - middle).abs();
            (off < s::ACCENT_OFF * letter.glyph.advance).then_some((i, whole, off))
        });
        let home = home.min_by(|a, b| a.2.total_cmp(&b.2));
        let Some((i, whole, _)) = home else {
            continue;
        };
        if let (Some(letter), Some(gone)) = (line.get_mut(i), taken.get_mut(at)) {
            letter.letter = Some(whole);
            *gone = true;
        }
    }
    let mut gone = taken.into_iter();
    line.retain(|_| !gone.next().unwrap_or_default());
}

/// The glyphs of a word, as far as they are known.
#[derive(Default)]
struct Run<'a> {
    glyphs: Vec<&'a Placed<'a>>,
    /// A space was drawn after them.
    spaced: bool,
    /// Where what is drawn as nothing after them ends.
    reach: f32,
    /// The last of that is a soft hyphen.
    soft: bool,
}

impl<'a> Run<'a> {
    fn push(&mut self, glyph: &'a Placed<'a>) {
        self.reach = glyph.end();
        self.soft = false;
        self.glyphs.push(glyph);
    }

    /// Em of white between what was drawn and the next glyph.
    fn gap(&self, next: &Placed<'_>) -> Option<f32> {
        let last = self.glyphs.last()?;
        let em = last.glyph.size.max(next.glyph.size).max(0.1);
        Some((next.u - self.reach) / em)
    }

    fn goes_on_with(&self, next: &Placed<'_>) -> bool {
        let limit = match self.spaced {
            true => s::WORD_GAP_AT_SPACE,
            false => s::WORD_GAP,
        };
        let parted = self
            .glyphs
            .last()
            .is_some_and(|last| is_another_sign(last, next));
        !parted
            && self
                .gap(next)
                .is_none_or(|gap| (-1.0..=limit).contains(&gap))
    }

    fn skip(&mut self, nothing: &Placed<'_>) {
        if !self.spaced && self.goes_on_with(nothing) {
            self.reach = self.reach.max(nothing.end());
            self.soft = nothing.character() == Some(SOFT_HYPHEN);
        }
    }

    fn is_shadowed_by(&self, glyph: &Placed<'_>) -> bool {
        let latest = self.glyphs.iter().rev().take(3);
        latest.into_iter().any(|other| is_shadow(other, glyph))
    }

    fn word(&self) -> Option<Word> {
        let mut word = word_of(&self.glyphs)?;
        if self.soft {
            word.text.push(SOFT_HYPHEN);
        }
        Some(word)
    }
}

/// A baseline's glyphs cut into words.
fn split(line: &[Placed<'_>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut run = Run::default();
    for glyph in line {
        if glyph.is_all(is_blank) {
            run.spaced = true;
        } else if glyph.is_all(is_nothing) {
            run.skip(glyph);
        } else if !run.is_shadowed_by(glyph) {
            if !run.goes_on_with(glyph) {
                words.extend(run.word());
                run = Run::default();
            }
            run.push(glyph);
            run.spaced = false;
        }
    }
    words.extend(run.word());
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
    let mut raw = CompactString::default();
    for placed in run {
        match placed.letter {
            Some(letter) => raw.push(letter),
            None => raw.push_str(placed.glyph.text.as_deref().unwrap_or_default()),
        }
    }
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
    let lost = run.iter().any(|p| p.glyph.text.is_none()) || letters::is_garbled(&text);
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
        lost,
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
                last.lost |= word.lost;
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
