//! Words → pieces: a word, a mark, a bracket, a punctuation mark; what vocabulary, legend and dishes are compared by.

use crate::fold::{bare, folded};
use crate::geometry::Rect;
use crate::pdf::{Colour, Word};
use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

/// Whether the words are nothing but symbols that may be marks.
pub fn only_signs(words: &[Word]) -> bool {
    let begins_a_name = |c: char| c.is_alphabetic() && mark(c).is_none();
    if words.iter().any(|w| w.text.starts_with(begins_a_name)) {
        return false;
    }
    let pieces = cut(words);
    !pieces.is_empty() && pieces.iter().all(|p| p.kind == Kind::Mark)
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters or digits; an apostrophe ends its piece (`l'`).
    Word,
    /// A symbol that may stand for something: `*`, `°`, `(1)`, a dingbat.
    Mark,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other punctuation.
    Punct,
}

/// A part of a printed word.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// As printed; a mark in its plain form.
    pub text: CompactString,
    /// What it is compared by: no case, no accents, no plural.
    pub key: CompactString,
    /// Its share of the word's box.
    pub rect: Rect,
    /// The word's ink.
    pub ink: Colour,
    /// What it is.
    pub kind: Kind,
    /// No space stands before it.
    pub glued: bool,
    /// The index of its word.
    pub word: usize,
}

impl Piece {
    /// Whether its letters are all capitals (and there is one).
    pub fn upper(&self) -> bool {
        self.text.chars().any(char::is_uppercase) && !self.text.chars().any(char::is_lowercase)
    }
}

/// Without case, accents and ligatures.
pub(super) fn fold(text: &str) -> CompactString {
    if text.is_ascii() {
        return folded(text);
    }
    let mut folded = CompactString::with_capacity(text.len());
    bare(text, |c| match c {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        '’' | 'ʼ' => folded.push('\''),
        _ => folded.push(c),
    });
    folded
}

/// What a piece is compared by: folded, and without the plural's `s`.
pub(super) fn key(text: &str) -> CompactString {
    let mut key = fold(text);
    if key.len() > 3 && key.ends_with('s') {
        key.pop();
    }
    key
}

/// The plain form of a symbol that may be a mark.
fn mark(c: char) -> Option<char> {
    match c {
        '*' | '∗' | '＊' | '﹡' | '⁎' | '✱' => Some('*'),
        '°' | 'º' => Some('°'),
        '†' | '‡' | '§' | '#' | '¤' | '¹' | '²' | '³' | '※' | '∆' => Some(c),
        '\u{2070}'..='\u{2079}'
        | '\u{2460}'..='\u{24FF}'
        | '\u{25A0}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{2295}'..='\u{22A1}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{1F1E6}'..='\u{1F1FF}'
        | '\u{1F300}'..='\u{1FAFF}' => Some(c),
        _ => None,
    }
}

/// What only says how the symbol before it is drawn: in colour or not, in which tone, joined to the next.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// A flag is two letters, and a cook is a person and a pan.
fn is_half_an_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F468}' | '\u{1F469}' | '\u{1F9D1}'
    )
}

/// How many characters the mark that begins here takes: one symbol, repeated or not.
fn mark_end(rest: &[char], first: char) -> usize {
    let drawn = |from: usize| {
        let selectors = rest.iter().skip(from).take_while(|c| is_selector(**c));
        from + selectors.count()
    };
    let next = drawn(1);
    let other_half = rest.get(next).and_then(|c| mark(*c));
    if is_half_an_emoji(first) && other_half.is_some() {
        return drawn(next + 1);
    }
    let same = |c: &&char| mark(**c) == Some(first) || is_selector(**c);
    rest.iter().take_while(same).count()
}

/// The number a superscript stands for.
fn superscript(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => (c as u32).checked_sub(0x2070),
        _ => None,
    }
}

/// The number that a sign is: `(1)`, `1` and `¹` are one sign.
fn number(sign: &str) -> Option<u32> {
    match sign.as_bytes() {
        [digit] | [b'(', digit, b')'] => char::from(*digit).to_digit(10),
        _ => sign.chars().next().and_then(superscript),
    }
}

/// A sign as a legend's entry holds it.
pub(super) fn plain_sign(text: &str) -> String {
    number(text).map_or_else(|| text.to_owned(), |n| format!("({n})"))
}

/// Whether the two are one sign.
pub(super) fn same_sign(a: &str, b: &str) -> bool {
    match (number(a), number(b)) {
        (None, None) => a == b,
        (a, b) => a == b,
    }
}

fn bracketed_number(rest: &[char]) -> Option<usize> {
    match rest {
        ['(' | '[', a, ')' | ']', ..] if a.is_ascii_digit() => Some(3),
        ['(' | '[', a, b, ')' | ']', ..] if a.is_ascii_digit() && b.is_ascii_digit() => Some(4),
        _ => None,
    }
}

/// Where the piece that begins here ends, and what it is.
fn next(rest: &[char], before: Option<char>) -> (usize, Kind) {
    let Some(&c) = rest.first() else {
        return (0, Kind::Punct);
    };
    if let Some(n) = bracketed_number(rest) {
        return (n, Kind::Mark);
    }
    let after_digit = before.is_some_and(|b| b.is_ascii_digit());
    if let Some(m) = mark(c)
        && !(m == '°' && after_digit)
    {
        return (mark_end(rest, m), Kind::Mark);
    }
    match c {
        '(' | '[' => (1, Kind::Open),
        ')' | ']' => (1, Kind::Close),
        _ if !wordy(c) => (1, Kind::Punct),
        _ => (word_end(rest), Kind::Word),
    }
}

fn wordy(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '°' | '€' | '&') || is_combining_mark(c)
}

fn word_end(rest: &[char]) -> usize {
    let mut end = 1;
    while let Some(&c) = rest.get(end) {
        let before = rest.get(end - 1).copied().unwrap_or(' ');
        let after = rest.get(end + 1).copied().unwrap_or(' ');
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        let joined = match c {
            '\'' | '’' => return end + 1,
            '°' => before.is_ascii_digit(),
            ',' | '/' => digits,
            '.' | '-' => wordy(after),
            _ => wordy(c) && mark(c).is_none(),
        };
        if !joined {
            break;
        }
        end += 1;
    }
    end
}

/// The words cut into pieces, in order.
pub(super) fn cut(words: &[Word]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(words.len() + 4);
    let mut chars = Vec::new();
    for (index, word) in words.iter().enumerate() {
        chars.clear();
        chars.extend(word.letters().chars());
        let last = index.checked_sub(1).and_then(|last| words.get(last));
        let glued = last.is_some_and(|last| last.goes_on_in(word));
        let from = pieces.len();
        cut_word(word, index, &chars, &mut pieces);
        if let Some(first) = pieces.get_mut(from) {
            first.glued = glued;
        }
    }
    pieces
}

fn cut_word(word: &Word, index: usize, chars: &[char], pieces: &mut Vec<Piece>) {
    let step = word.rect.width() / chars.len().max(1) as f32;
    let plain = |c: &char| c.is_alphanumeric() && mark(*c).is_none();
    let whole = chars.iter().all(plain);
    let mut at = 0;
    while let Some(rest) = chars.get(at..).filter(|r| !r.is_empty()) {
        let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied();
        let (length, kind) = match whole {
            true => (rest.len(), Kind::Word),
            false => next(rest, before),
        };
        let length = length.max(1);
        let printed = rest.iter().take(length);
        let text: CompactString = match kind {
            _ if whole => word.letters().into(),
            Kind::Mark => {
                let signs = printed.filter(|c| !is_selector(**c));
                signs.map(|c| mark(*c).unwrap_or(*c)).collect()
            }
            _ => printed.collect(),
        };
        let x = |n: usize| word.rect.x0 + step * n as f32;
        pieces.push(Piece {
            key: key(&text),
            text,
            rect: Rect::new(x(at), word.rect.y0, x(at + length), word.rect.y1),
            ink: word.colour,
            kind,
            glued: at > 0,
            word: index,
        });
        at += length;
    }
}

/// A text cut as if it were printed, for the vocabulary.
pub(super) fn cut_text(text: &str) -> Vec<Piece> {
    let words: Vec<Word> = text
        .split_whitespace()
        .map(|w| Word {
            text: w.into(),
            ..Word::default()
        })
        .collect();
    cut(&words)
}
