//! Text → tokens: runs of letters (folded), runs of digits, single signs; white space is only remembered.

use super::words::{Names, WORDS, any, full, may_begin};
use crate::fold::folded;
use chrono::Weekday;
use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Letters, folded.
    Word(CompactString),
    /// Digits: their value and how many there are.
    Number(u32, usize),
    /// Anything else but white space.
    Sign(char),
}

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Space,
    Sign,
}

fn class(c: char) -> Class {
    if c.is_alphabetic() || is_combining_mark(c) {
        Class::Letter
    } else if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Sign
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut run: Option<(Class, usize)> = None;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if let Some((before, start)) = run {
            if before == now && now != Class::Sign {
                continue;
            }
            push(&mut out, text, before, start..at);
        }
        run = Some((now, at));
    }
    if let Some((last, start)) = run {
        push(&mut out, text, last, start..text.len());
    }
    out
}

fn push(out: &mut Vec<Token>, text: &str, class: Class, range: std::ops::Range<usize>) {
    let piece = text.get(range.clone()).unwrap_or_default();
    let kind = match class {
        Class::Space => return,
        Class::Letter => Kind::Word(folded(piece)),
        // A number too long to be a date is no number we know: zero fits nowhere.
        Class::Digit => Kind::Number(piece.parse().unwrap_or(0), piece.len()),
        Class::Sign => Kind::Sign(piece.chars().next().unwrap_or(' ')),
    };
    out.push(Token {
        kind,
        start: range.start,
        end: range.end,
    });
}

/// A reader that walks over tokens; each `take_*` moves on only when it succeeds.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    /// Index of the next token.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at token `at`.
    pub fn new(tokens: &'a [Token], at: usize) -> Self {
        Self { tokens, at }
    }

    /// The token `ahead` of here.
    pub fn peek(&self, ahead: usize) -> Option<&'a Kind> {
        self.tokens.get(self.at + ahead).map(|t| &t.kind)
    }

    /// The token before here.
    pub fn before(&self) -> Option<&'a Kind> {
        let at = self.at.checked_sub(1)?;
        self.tokens.get(at).map(|t| &t.kind)
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether the next token touches the one before it.
    pub fn is_glued(&self) -> bool {
        let (Some(next), Some(before)) = (
            self.tokens.get(self.at),
            self.at.checked_sub(1).and_then(|i| self.tokens.get(i)),
        ) else {
            return false;
        };
        before.end == next.start
    }

    /// The byte where the next token starts.
    pub fn start(&self) -> Option<usize> {
        self.tokens.get(self.at).map(|t| t.start)
    }

    /// Takes one of these words.
    pub fn take_word(&mut self, words: &[&str]) -> bool {
        let found = matches!(self.peek(0), Some(Kind::Word(w)) if words.contains(&w.as_str()));
        self.at += usize::from(found);
        found
    }

    /// Takes one of the words of a list.
    pub fn take_listed(&mut self, words: &[String]) -> bool {
        let found =
            matches!(self.peek(0), Some(Kind::Word(w)) if words.iter().any(|word| word == w));
        self.at += usize::from(found);
        found
    }

    /// Takes one of these signs.
    pub fn take_sign(&mut self, signs: &[char]) -> Option<char> {
        self.take_sign_that(|c| signs.contains(&c))
    }

    /// Takes a sign that is so.
    pub fn take_sign_that(&mut self, so: impl Fn(char) -> bool) -> Option<char> {
        match self.peek(0) {
            Some(Kind::Sign(c)) if so(*c) => {
                self.at += 1;
                Some(*c)
            }
            _ => None,
        }
    }

    /// Takes every one of these signs that follows.
    pub fn skip_signs(&mut self, signs: &[char]) {
        while self.take_sign(signs).is_some() {}
    }

    /// Takes a number of at most `digits` digits between `low` and `high`.
    pub fn take_number(&mut self, digits: usize, low: u32, high: u32) -> Option<u32> {
        match self.peek(0) {
            Some(Kind::Number(n, d)) if *d <= digits && (low..=high).contains(n) => {
                self.at += 1;
                Some(*n)
            }
            _ => None,
        }
    }

    /// Takes a day of the month: "3", "03", "1er".
    pub fn take_day(&mut self) -> Option<u32> {
        let day = self.take_number(2, 1, 31)?;
        if day == 1 {
            self.take_word(&["er"]);
        }
        Some(day)
    }

    /// Takes a year of four digits.
    pub fn take_year(&mut self) -> Option<i32> {
        match self.peek(0) {
            Some(Kind::Number(n @ 2000..=2099, 4)) => {
                self.at += 1;
                i32::try_from(*n).ok()
            }
            Some(Kind::Number(2, 1)) => self.take_year_set_apart(),
            _ => None,
        }
    }

    /// Takes a year whose digits stand apart: "2 0 2 3".
    fn take_year_set_apart(&mut self) -> Option<i32> {
        let digit = |ahead| match self.peek(ahead) {
            Some(Kind::Number(n, 1)) => i32::try_from(*n).ok(),
            _ => None,
        };
        if digit(1) != Some(0) || matches!(self.peek(4), Some(Kind::Number(..))) {
            return None;
        }
        let year = 2000 + 10 * digit(2)? + digit(3)?;
        self.at += 4;
        Some(year)
    }

    /// Takes a year of four digits, or of two (2010 to 2059).
    pub fn take_short_year(&mut self) -> Option<i32> {
        if let Some(year) = self.take_year() {
            return Some(year);
        }
        match self.peek(0) {
            Some(Kind::Number(n @ 10..=59, 2)) => {
                self.at += 1;
                i32::try_from(2000 + n).ok()
            }
            _ => None,
        }
    }

    /// Takes a weekday, also one whose letters stand apart; an abbreviation may have its dot.
    pub fn take_weekday(&mut self) -> Option<Weekday> {
        let place = self.take_name(&WORDS.weekdays)?;
        Weekday::try_from(u8::try_from(place.checked_sub(1)?).ok()?).ok()
    }

    /// Takes a month (1 to 12), also one whose letters stand apart; an abbreviation may have its dot.
    pub fn take_month(&mut self) -> Option<u32> {
        self.take_name(&WORDS.months)
    }

    fn take_name(&mut self, names: &Names) -> Option<u32> {
        let longest = 9;
        let Some(Kind::Word(first)) = self.peek(0) else {
            return None;
        };
        if !may_begin(names, first) {
            return None;
        }
        let mut joined = CompactString::default();
        for ahead in 0..longest {
            let Some(Kind::Word(word)) = self.peek(ahead) else {
                break;
            };
            joined.push_str(word);
            if joined.len() > longest {
                break;
            }
            if let Some(place) = full(names, &joined) {
                self.at += ahead + 1;
                return Some(place);
            }
        }
        let place = any(names, first)?;
        self.at += 1;
        if self.is_glued() {
            self.take_sign(&['.']);
        }
        Some(place)
    }
}
