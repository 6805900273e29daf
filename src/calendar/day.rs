//! Day headings: "LUNDI", "Lundi 1er mai", "MARDI 02/05", "5 mai 2023".

use super::tokens::{Cursor, Kind, Token, tokens};
use super::words::{WORDS, full};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

const BULLETS: &[char] = &[
    '-', '–', '—', '•', '*', '·', '>', '~', '_', '|', '[', '(', '«',
];
const CLOSERS: &[char] = &[
    ':', '.', '-', '–', '—', ',', ';', '_', '|', ']', ')', '»', '*', '•', '~',
];

/// A day as a heading names it: at least a weekday, or a day and a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct DayMark {
    /// The day's name.
    pub weekday: Option<Weekday>,
    /// Day of the month, 1 to 31.
    pub day: Option<u32>,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Year, 2000 to 2099.
    pub year: Option<i32>,
}

impl DayMark {
    /// Whether the two together are one heading of two lines: "LUNDI" over "1 mai".
    pub fn completes(&self, first: &Self) -> bool {
        first.weekday.is_some() && first.day.is_none() && self.weekday.is_none()
    }

    /// Whether no part of the mark says otherwise than `date`.
    pub fn agrees(&self, date: NaiveDate) -> bool {
        self.weekday.is_none_or(|w| w == date.weekday())
            && self.day.is_none_or(|d| d == date.day())
            && self.month.is_none_or(|m| m == date.month())
            && self.year.is_none_or(|y| y == date.year())
    }
}

impl fmt::Display for DayMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = &super::words::WORDS;
        let weekday = self.weekday.map(|w| w.num_days_from_monday());
        let of = |list: &[super::words::Name], place: Option<u32>| {
            let name = list.get(usize::try_from(place?).ok()?)?;
            name.written.first().cloned()
        };
        let parts = [
            of(&names.weekdays, weekday),
            self.day.map(|d| d.to_string()),
            of(&names.months, self.month.and_then(|m| m.checked_sub(1))),
            self.year.map(|y| y.to_string()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        f.write_str(&parts.join(" "))
    }
}

/// The day that the text as a whole is; `None` where it says more or less than a day.
///
/// ```
/// # use ardoise::calendar::day_mark;
/// assert_eq!(day_mark("Lundi 1er mai").unwrap().month, Some(5));
/// assert!(day_mark("Salade du lundi").is_none());
/// ```
pub fn day_mark(text: &str) -> Option<DayMark> {
    let tokens = may_begin_a_day(text.chars()).then(|| tokens(text))?;
    let (mark, mut cursor) = heading(&tokens)?;
    while cursor.take_sign_that(closes).is_some() {}
    (cursor.is_done() && !is_wrapped_word(text, &tokens)).then_some(mark)
}

/// Whether a heading may end with the sign: punctuation, or a drawing that says something of the day ("Mardi 13 ☘").
fn closes(sign: char) -> bool {
    let drawn = matches!(sign, '\u{25A0}'..='\u{27BF}' | '\u{E000}'..='\u{F8FF}' | '\u{1F300}'..='\u{1FAFF}');
    drawn || sign == '\u{FE0F}' || CLOSERS.contains(&sign)
}

/// Whether a day's heading can begin so: with a digit, or the first letters of a weekday, which may stand apart. Tells
/// most dishes by their first letter alone.
pub(crate) fn may_begin_a_day(text: impl IntoIterator<Item = char>) -> bool {
    let mut letters = text
        .into_iter()
        .skip_while(|c| !c.is_alphabetic() && !c.is_ascii_digit());
    let Some(first) = letters.next() else {
        return false;
    };
    let begins =
        |start: &&[char; WEEKDAY_START]| start.first() == Some(&first.to_ascii_lowercase());
    if first.is_ascii_digit() || !STARTS.iter().any(|s| begins(&s)) {
        return first.is_ascii_digit();
    }
    let mut letters = letters.take_while(|c| c.is_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(second), Some(third)) => {
            let start = [first, second, third].map(|c| c.to_ascii_lowercase());
            STARTS.binary_search(&start).is_ok()
        }
        // "L U N D I", "le lundi".
        _ => true,
    }
}

/// Whether a printed word may begin with a weekday; `None` for a word that begins with too few letters to tell.
pub(crate) fn may_begin_with_weekday(word: &str) -> Option<bool> {
    let mut letters = word.chars().take_while(|c| c.is_alphabetic());
    let start = [letters.next()?, letters.next()?, letters.next()?];
    let start = start.map(|c| c.to_ascii_lowercase());
    Some(STARTS.binary_search(&start).is_ok())
}

/// Whether a printed word is a heading's weekday.
pub(crate) fn begins_with_weekday(word: &str) -> bool {
    // Where letters do not tell, a bullet or a digit stands before them, or they are too few.
    let may = may_begin_with_weekday(word).unwrap_or(word.len() > WEEKDAY_START);
    may && day_mark(word).is_some_and(|m| m.weekday.is_some())
}

/// Letters by which weekdays are told from other words.
const WEEKDAY_START: usize = 3;

/// How the spellings of the weekdays begin.
static STARTS: LazyLock<Vec<[char; WEEKDAY_START]>> = LazyLock::new(|| {
    let spellings = WORDS
        .weekdays
        .iter()
        .flat_map(|n| n.written.iter().chain(&n.short));
    let starts = spellings.filter_map(|s| {
        s.chars()
            .take(WEEKDAY_START)
            .collect::<Vec<_>>()
            .try_into()
            .ok()
    });
    let mut starts: Vec<[char; WEEKDAY_START]> = starts.collect();
    starts.sort_unstable();
    starts.dedup();
    starts
});

/// Whether the text is the last line of a dish, such as "mer" of "fruits de mer", and no abbreviated weekday.
fn is_wrapped_word(text: &str, tokens: &[Token]) -> bool {
    let [
        Token {
            kind: Kind::Word(word),
            start,
            ..
        },
    ] = tokens
    else {
        return false;
    };
    let lower = text
        .get(*start..)
        .is_some_and(|t| t.starts_with(char::is_lowercase));
    lower && full(&WORDS.weekdays, word).is_none()
}

/// The day heading that the text begins with, where more follows; and the byte at which that more begins.
///
/// A weekday without a number must be closed by ":", a dash or a bracket; one with a number but no month likewise.
pub fn day_mark_prefix(text: &str) -> Option<(DayMark, usize)> {
    let tokens = may_begin_a_day(text.chars()).then(|| tokens(text))?;
    let (mark, mut cursor) = heading(&tokens)?;
    mark.weekday?;
    let closed = close(&mut cursor);
    if !closed && (mark.day.is_none() || mark.month.is_none()) {
        return None;
    }
    let start = cursor.start()?;
    let mut rest = cursor;
    let goes_on = matches!(rest.peek(0), Some(Kind::Sign(',' | ';')))
        || (matches!(rest.peek(0), Some(Kind::Sign('/'))) && !names_it_again(rest))
        || rest.take_word(&["au", "et", "ou", "a", "aux", "jusqu"])
        || rest.take_weekday().is_some();
    (!goes_on).then_some((mark, start))
}

/// Takes what parts a heading from what follows: ":", a dash with a space beside it; a bracket belongs to what follows.
fn close(cursor: &mut Cursor<'_>) -> bool {
    if matches!(cursor.peek(0), Some(Kind::Sign('('))) || names_it_again(*cursor) {
        return true;
    }
    let glued = cursor.is_glued();
    match cursor.take_sign(&[':', '-', '–', '—', '|']) {
        Some(':' | '|') => true,
        Some(_) if !glued || !cursor.is_glued() => true,
        Some(_) => {
            cursor.at -= 1;
            false
        }
        None => false,
    }
}

/// "/ Mondàà": a slash, and the day in another language; not "/ 12", nor "/ mardi".
fn names_it_again(mut cursor: Cursor<'_>) -> bool {
    cursor.take_sign(&['/']).is_some()
        && matches!(cursor.peek(0), Some(Kind::Word(_)))
        && cursor.take_weekday().is_none()
}

/// The day number of a calendar grid: "5", "12", "1er".
pub fn day_number(text: &str) -> Option<u32> {
    let numbered = text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let tokens = numbered.then(|| tokens(text))?;
    let mut cursor = Cursor::new(&tokens, 0);
    let day = cursor.take_day()?;
    cursor.take_sign(&['.']);
    cursor.is_done().then_some(day)
}

fn heading(tokens: &[Token]) -> Option<(DayMark, Cursor<'_>)> {
    let mut cursor = Cursor::new(tokens, 0);
    cursor.skip_signs(BULLETS);
    cursor.take_word(&["le"]);
    let weekday = cursor.take_weekday();
    let mut mark = DayMark {
        weekday,
        ..DayMark::default()
    };
    if weekday.is_none() {
        let day = date(&mut cursor, &mut mark)?;
        return Some((mark, day));
    }
    let mut ahead = cursor;
    ahead.skip_signs(&[',', '.', '-', '–', ':', '_', '(']);
    ahead.take_word(&["le"]);
    match date(&mut ahead, &mut mark) {
        Some(after) => Some((mark, after)),
        None => Some((mark, cursor)),
    }
}

/// A day of the month with its month and year, as far as they are there; without a weekday, the month is needed.
fn date<'a>(cursor: &mut Cursor<'a>, mark: &mut DayMark) -> Option<Cursor<'a>> {
    let mut c = *cursor;
    let day = c.take_day()?;
    let day_digits = c.before().cloned();
    let mut with_month = c;
    with_month.take_sign(&['-', '_', '.']);
    if let Some(month) = with_month.take_month() {
        (mark.day, mark.month) = (Some(day), Some(month));
        mark.year = year(&mut with_month);
        return Some(with_month);
    }
    if let Some((month, year, after)) = numeric(c) {
        // Alone, "1/2" is a half and "12.10" a price.
        let two_digits = matches!(day_digits, Some(Kind::Number(_, 2)));
        let slash = matches!(c.peek(0), Some(Kind::Sign('/')));
        if mark.weekday.is_none() && year.is_none() && !(two_digits && slash) {
            return None;
        }
        (mark.day, mark.month, mark.year) = (Some(day), Some(month), year);
        return Some(after);
    }
    mark.weekday?;
    mark.day = Some(day);
    Some(c)
}

fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    ahead.take_sign(&['.', ',', '-', '_']);
    let year = ahead.take_short_year()?;
    *cursor = ahead;
    Some(year)
}

/// "/05", "/05/2022", ".05.", "-05-2022" after the day.
fn numeric(mut c: Cursor<'_>) -> Option<(u32, Option<i32>, Cursor<'_>)> {
    let sign = c.take_sign(&['/', '.', '-'])?;
    let month = c.take_number(2, 1, 12)?;
    let month_digits = c.before().cloned();
    let mut ahead = c;
    let year = ahead
        .take_sign(&[sign])
        .and_then(|_| ahead.take_short_year());
    if year.is_some() {
        return Some((month, year, ahead));
    }
    // "3-4" or "2.5" is no date; "03-10" is.
    let firm = sign == '/' || matches!(month_digits, Some(Kind::Number(_, 2)));
    firm.then_some((month, None, c))
}
