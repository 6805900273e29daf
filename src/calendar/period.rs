//! Periods: "du 29 mars au 2 avril", "mai 2023", "semaine 45", "2022-2023"; in titles and in file names alike.

use super::tokens::{Cursor, Kind, Token, tokens};
use super::words::{WORDS, any};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

const DASHES: &[char] = &['-', '–', '—', '→', '>'];
const LOOSE: &[char] = &['-', '_', '.'];

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDay {
    /// The day's name.
    pub weekday: Option<Weekday>,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Year, 2000 to 2099.
    pub year: Option<i32>,
}

/// A range of days, or a single day where `end` is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub start: PartialDay,
    /// Last day.
    pub end: Option<PartialDay>,
}

impl Span {
    /// The dates of the range when its first day is in `year`; a missing month or year is taken from the other end.
    ///
    /// `None` where no month is known, where a day does not exist, or where the end is before the start.
    pub fn in_year(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let Some(end) = self.end else {
            let day = NaiveDate::from_ymd_opt(year, self.start.month?, self.start.day)?;
            return Some((day, day));
        };
        let end_month = end.month.or_else(|| self.month_after_start(end.day))?;
        let start_month = self.start.month.unwrap_or(if self.start.day > end.day {
            (end_month + 10) % 12 + 1
        } else {
            end_month
        });
        let first = NaiveDate::from_ymd_opt(year, start_month, self.start.day)?;
        let last_year = year + i32::from((end_month, end.day) < (start_month, self.start.day));
        let last = NaiveDate::from_ymd_opt(last_year, end_month, end.day)?;
        Some((first, last))
    }

    fn month_after_start(&self, end_day: u32) -> Option<u32> {
        let month = self.start.month?;
        Some(if end_day < self.start.day {
            month % 12 + 1
        } else {
            month
        })
    }

    /// The range in a month that the text does not name: "du 7 au 11".
    pub fn in_month(&self, year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
        let mut whole = *self;
        whole.start.month.get_or_insert(month);
        whole.in_year(year)
    }

    /// The year of the first day, where the text gives one.
    pub fn year(&self) -> Option<i32> {
        let Some(end) = self.end else {
            return self.start.year;
        };
        self.start.year.or_else(|| {
            let (first, last) = self.in_year(end.year?)?;
            Some(end.year? - (last.year() - first.year()))
        })
    }
}

/// What a text with a date in it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// It names a menu or a week.
    Menu,
    /// It names neither.
    Plain,
    /// It speaks of holidays.
    Holidays,
    /// It speaks of a deadline, of payment, of a law.
    Other,
}

/// A text's words and numbers, taken apart once for all that it may say of time.
#[derive(Debug)]
pub struct Text {
    tokens: Vec<Token>,
    numbered: bool,
}

impl Text {
    /// Takes a text apart.
    pub fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let is_number = |t: &Token| matches!(t.kind, Kind::Number(..));
        Self {
            numbered: tokens.iter().any(is_number),
            tokens,
        }
    }

    /// Whether it has a number: without one it names months at most.
    pub fn is_numbered(&self) -> bool {
        self.numbered
    }

    /// What the text is about, by its words.
    pub fn topic(&self) -> Topic {
        let says = |list: &[String]| self.words().any(|w| list.iter().any(|word| word == w));
        let menu = || self.words().any(|w| w == "menu" || w == "menus");
        if says(&WORDS.other) {
            Topic::Other
        } else if says(&WORDS.holidays) && !menu() {
            Topic::Holidays
        } else if says(&WORDS.menu) || menu() {
            Topic::Menu
        } else {
            Topic::Plain
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter_map(|t| match &t.kind {
            Kind::Word(word) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether it has no words but those of dates: "Mars 2025", "du 3 au 7 octobre", "Année 2025".
    pub fn is_only_a_time(&self) -> bool {
        let mut c = Cursor::new(&self.tokens, 0);
        while !c.is_done() {
            let dated = c.take_weekday().is_some() || c.take_month().is_some();
            let around = dated || c.take_listed(&WORDS.around) || c.take_listed(&WORDS.weeks);
            if !around && matches!(c.peek(0), Some(Kind::Word(_))) {
                return false;
            }
            c.at += usize::from(!around);
        }
        true
    }

    /// Whether its day begins or ends a time whose other end is not said: "à partir du 3 novembre", "au 7 novembre".
    pub fn is_open_ended(&self) -> bool {
        let ends = self
            .words()
            .next()
            .is_some_and(|first| WORDS.to.iter().any(|word| word == first));
        ends || self
            .words()
            .any(|w| WORDS.open.iter().any(|word| word == w))
    }

    /// Every range and every single date of the text, in order.
    ///
    /// ```
    /// # use ardoise::calendar::Text;
    /// let found = Text::new("MENUS DU 29 MARS AU 2 AVRIL").spans();
    /// assert_eq!(found[0].end.unwrap().month, Some(4));
    /// ```
    pub fn spans(&self) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = 0;
        while self.numbered && at < self.tokens.len() {
            let next = self.after_weeks(at).map(|next| (None, next));
            let found =
                next.or_else(|| span(&self.tokens, at).map(|(span, next)| (Some(span), next)));
            let (span, next) = found.unwrap_or((None, at + 1));
            out.extend(span);
            at = next;
        }
        out
    }

    /// Every month of the text with the year that follows it: "novembre-décembre 2022", "2023-05".
    ///
    /// An abbreviation counts only with a year.
    pub fn months(&self) -> Vec<(u32, Option<i32>)> {
        let mut out: Vec<(u32, Option<i32>)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let mut c = Cursor::new(&self.tokens, at);
            if let Some(next) = self.after_weeks(at) {
                at = next;
            } else if let Some(month) = c.take_month() {
                let short = is_short(&Cursor::new(&self.tokens, at));
                let year = year_after(&mut c, month);
                if !short || year.is_some() {
                    out.push((month, year));
                }
                at = c.at;
            } else if let Some((month, year, next)) = month_number(c) {
                out.push((month, Some(year)));
                at = next;
            } else {
                at += 1;
            }
        }
        lend_years(&mut out);
        out
    }

    /// A school year: "année 2022-2023", "2022/2023", "2022/23".
    pub fn school_year(&self) -> Option<(i32, i32)> {
        (0..self.tokens.len()).find_map(|at| school_year(&mut Cursor::new(&self.tokens, at)))
    }

    /// Every number of four digits from 2000 to 2099, in order.
    pub fn years(&self) -> Vec<i32> {
        (0..self.tokens.len())
            .filter_map(|at| Cursor::new(&self.tokens, at).take_year())
            .collect()
    }

    /// Where the text goes on after the weeks' numbers that begin here: they are no days, nor months.
    fn after_weeks(&self, at: usize) -> Option<usize> {
        let mut c = Cursor::new(&self.tokens, at);
        weeks_at(&mut c).map(|_| c.at)
    }

    /// The ISO weeks that the text names, the first and the last: "Semaine 2", "semaine n°18", "S42", "sem26", "KW45",
    /// "Semaines 10 à 13".
    ///
    /// `None` for a cycle and for a date ("Semaine 7 au 11").
    pub fn weeks(&self) -> Option<(u32, u32)> {
        let cycle = |t: &Token| matches!(&t.kind, Kind::Word(w) if w == "cycle");
        if !self.numbered || self.tokens.iter().any(cycle) {
            return None;
        }
        (0..self.tokens.len()).find_map(|at| weeks_at(&mut Cursor::new(&self.tokens, at)))
    }
}

/// A date point and how much of it is there.
#[derive(Clone, Copy)]
struct Point {
    day: PartialDay,
    /// Its month is a word, or it has a year: no price, no phone number.
    firm: bool,
}

fn span(tokens: &[Token], at: usize) -> Option<(Span, usize)> {
    let mut c = Cursor::new(tokens, at);
    if inside_a_number(&c) {
        return None;
    }
    let opened = is_opened(&c);
    let start = point(&mut c)?;
    // "3 au 7" and nothing else is a range too.
    let alone = |(_, next): &(Point, usize)| at == 0 && *next == tokens.len();
    let range = range_end(c, start, opened);
    let range = range.or_else(|| range_end(c, start, true).filter(alone));
    if let Some((end, next)) = range {
        let whole = Span {
            start: start.day,
            end: Some(end.day),
        };
        return Some((whole, next));
    }
    let week = start.day.month.is_none() && begins_a_week(tokens, at) && c.is_done();
    let single = start.firm || (start.day.month.is_some() && opened) || week;
    let more = matches!(c.peek(0), Some(Kind::Sign('/' | '.'))) && next_is_glued_number(c);
    (single && !more).then_some((
        Span {
            start: start.day,
            end: None,
        },
        c.at,
    ))
}

/// Whether the token here continues a number: "02.35.12", "1/12".
fn inside_a_number(c: &Cursor<'_>) -> bool {
    let Some(Kind::Sign('/' | '.' | ',' | '+')) = c.before() else {
        return false;
    };
    let mut two_back = *c;
    two_back.at = two_back.at.saturating_sub(2);
    c.is_glued() && c.at >= 2 && matches!(two_back.peek(0), Some(Kind::Number(..)))
}

fn next_is_glued_number(mut c: Cursor<'_>) -> bool {
    c.at += 1;
    c.is_glued() && matches!(c.peek(0), Some(Kind::Number(..)))
}

/// Whether "du", "le" or a weekday stands before a date, or is the first of it.
fn is_opened(c: &Cursor<'_>) -> bool {
    let mut back = *c;
    let weekday = back.take_weekday().is_some();
    back.at = c.at;
    while matches!(back.before(), Some(Kind::Sign('-' | '_' | ':' | '.'))) {
        back.at -= 1;
    }
    let opens = |w: &str| w == "le" || WORDS.from.iter().chain(&WORDS.weeks).any(|word| word == w);
    let word = matches!(back.before(), Some(Kind::Word(w)) if opens(w));
    weekday || word
}

/// "Semaine du" before a day.
fn begins_a_week(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| tokens.get(at.checked_sub(back)?).map(|t| &t.kind);
    let is = |list: &[String], back: usize| matches!(before(back), Some(Kind::Word(w)) if list.iter().any(|word| word == w));
    is(&WORDS.from, 1) && is(&WORDS.weeks, 2)
}

fn range_end(c: Cursor<'_>, start: Point, opened: bool) -> Option<(Point, usize)> {
    let mut c = c;
    let joint = joint(&mut c)?;
    let mut end = point(&mut c)?;
    if end.day.month.is_none() && start.day.month.is_some() && !start.firm {
        end.day.month = dashed_month(&mut c);
    }
    let has_month = end.day.month.is_some();
    let both_months = has_month && start.day.month.is_some();
    let fits = match joint {
        Joint::To => has_month || opened,
        Joint::Until | Joint::Dash => {
            has_month && (end.firm || both_months || opened) || (opened && start.firm)
        }
        Joint::None => start.day.year.is_some() && end.day.year.is_some(),
    };
    let ordered = has_month || start.day.month.is_some() || start.day.day < end.day.day;
    (fits && ordered && is_week_like(start, end)).then_some((end, c.at))
}

/// Without months a range is one of a few days within a month.
fn is_week_like(start: Point, end: Point) -> bool {
    start.day.month.is_some() || end.day.month.is_some() || end.day.day - start.day.day <= 13
}

enum Joint {
    /// "au"
    To,
    /// "à"
    Until,
    /// "-"
    Dash,
    /// Nothing, or an underscore.
    None,
}

fn joint(c: &mut Cursor<'_>) -> Option<Joint> {
    let mut dashed = false;
    while let Some(sign) = c.take_sign(&['-', '–', '—', '→', '>', '_', '.', ',', ')', '(', '/'])
    {
        dashed |= DASHES.contains(&sign);
    }
    let word = if c.take_listed(&WORDS.to) || c.take_word(&["jusqu"]) {
        c.take_sign(&['\'', '’']);
        c.take_listed(&WORDS.to);
        Some(Joint::To)
    } else if c.take_word(&["a"]) {
        Some(Joint::Until)
    } else {
        None
    };
    if word.is_some() {
        c.skip_signs(LOOSE);
        c.take_word(&["le"]);
        return word;
    }
    Some(if dashed { Joint::Dash } else { Joint::None })
}

fn point(c: &mut Cursor<'_>) -> Option<Point> {
    let mut now = *c;
    now.take_word(&["le"]);
    let weekday = now.take_weekday();
    if weekday.is_some() {
        now.skip_signs(LOOSE);
        now.take_word(&["le"]);
    }
    let mut found = iso(&mut now).or_else(|| written(&mut now))?;
    found.day.weekday = weekday;
    *c = now;
    Some(found)
}

/// "2022-11-07", "2022_11_07", "20221107".
fn iso(c: &mut Cursor<'_>) -> Option<Point> {
    if let Some(Kind::Number(n @ 20_000_101..=20_991_231, 8)) = c.peek(0) {
        let (year, month, day) = (n / 10_000, n / 100 % 100, n % 100);
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        c.at += 1;
        return Some(whole(date));
    }
    let mut now = *c;
    let year = now.take_year()?;
    let sign = now.take_sign(&['-', '_', '.', '/'])?;
    let month = now.take_number(2, 1, 12)?;
    now.take_sign(&[sign])?;
    let day = now.take_number(2, 1, 31)?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    *c = now;
    Some(whole(date))
}

fn whole(date: NaiveDate) -> Point {
    Point {
        day: PartialDay {
            weekday: None,
            day: date.day(),
            month: Some(date.month()),
            year: Some(date.year()),
        },
        firm: true,
    }
}

/// "3", "1er", "3 octobre", "03/10", "03.10.2022", "27juin2025".
fn written(c: &mut Cursor<'_>) -> Option<Point> {
    let mut now = *c;
    let day = now.take_day()?;
    let mut found = Point {
        day: PartialDay {
            weekday: None,
            day,
            month: None,
            year: None,
        },
        firm: false,
    };
    let mut worded = now;
    worded.take_sign(LOOSE);
    if let Some(month) = worded.take_month() {
        found.day.month = Some(month);
        found.day.year = year_after(&mut worded, month);
        found.firm = true;
        now = worded;
    } else if let Some((month, year, after)) = slashed(now) {
        (found.day.month, found.day.year) = (Some(month), year);
        found.firm = year.is_some();
        now = after;
    }
    *c = now;
    Some(found)
}

/// The month of "07-10" after "03-10 au".
fn dashed_month(c: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *c;
    ahead.take_sign(&['-', '_'])?;
    let month = ahead.take_number(2, 1, 12)?;
    *c = ahead;
    Some(month)
}

/// The year that follows a month; of a school year, the one that has the month.
fn year_after(c: &mut Cursor<'_>, month: u32) -> Option<i32> {
    let mut ahead = *c;
    ahead.take_sign(LOOSE);
    let school = school_year(&mut ahead);
    let of_month = |(first, next)| if month >= SCHOOL_STARTS { first } else { next };
    let year = school.map(of_month).or_else(|| ahead.take_year());
    let year = year.or_else(|| year_in_two_digits(&mut ahead))?;
    *c = ahead;
    Some(year)
}

/// "mars 25", "mars-25.pdf", where nothing follows that the number could be of: no "mars 24-28", no "mars 20 h".
fn year_in_two_digits(c: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *c;
    let year = ahead.take_number(2, 20, 59)?;
    let mut after = ahead;
    after.skip_signs(&['-', '–', '_', '.', ')', ']', ',']);
    let apart = after.at > ahead.at && !matches!(after.peek(0), Some(Kind::Number(..)));
    *c = ahead;
    (after.is_done() || apart).then(|| i32::try_from(2000 + year).ok())?
}

/// The month in which a school year begins; the days of school before September are no more than a few.
const SCHOOL_STARTS: u32 = 8;

/// "2022-2023", "2022/23".
fn school_year(c: &mut Cursor<'_>) -> Option<(i32, i32)> {
    let mut ahead = *c;
    let first = ahead.take_year()?;
    ahead.take_sign(&['-', '/', '–', '_'])?;
    let next = first + 1;
    let fits = match ahead.peek(0)? {
        Kind::Number(n, 4) => i32::try_from(*n).ok()? == next,
        Kind::Number(n, 2) => i32::try_from(*n).ok()? == next % 100 && *n > 12,
        _ => false,
    };
    ahead.at += 1;
    *c = if fits { ahead } else { *c };
    fits.then_some((first, next))
}

fn slashed(mut c: Cursor<'_>) -> Option<(u32, Option<i32>, Cursor<'_>)> {
    let sign = c.take_sign(&['/', '.', '-', '_'])?;
    let month = c.take_number(2, 1, 12)?;
    let mut ahead = c;
    let again = ahead.take_sign(&[sign]).is_some();
    let year = if again {
        let near = ahead.is_glued();
        ahead
            .take_year()
            .or_else(|| if near { ahead.take_short_year() } else { None })
    } else {
        None
    };
    if year.is_some() {
        return Some((month, year, ahead));
    }
    // "07-11" and "07_11" are two days; only with a year or before "au" are they a date.
    if !matches!(sign, '/' | '.') {
        let mut after = c;
        after.skip_signs(LOOSE);
        return after.take_listed(&WORDS.to).then_some((month, None, c));
    }
    if sign == '.' {
        c.take_sign(&['.']);
    }
    let mut loose = c;
    let year = loose.take_year();
    Some((month, year, if year.is_some() { loose } else { c }))
}

fn is_short(c: &Cursor<'_>) -> bool {
    let Some(Kind::Word(word)) = c.peek(0) else {
        return false;
    };
    any(&WORDS.months, word).is_some() && super::words::full(&WORDS.months, word).is_none()
}

/// A month without a year has that of the next month which has one; December before January the year before it.
fn lend_years(found: &mut [(u32, Option<i32>)]) {
    let mut next: Option<(u32, i32)> = None;
    for (month, year) in found.iter_mut().rev() {
        if year.is_none() {
            *year = next.map(|(m, y)| if *month > m { y - 1 } else { y });
        }
        next = year.map(|y| (*month, y)).or(next);
    }
}

/// "2023-05", "202305", "05-2023", "05/2023", no part of a longer number.
fn month_number(c: Cursor<'_>) -> Option<(u32, i32, usize)> {
    const SIGNS: &[char] = &['-', '_', '/', '.'];
    let apart =
        !matches!(c.before(), Some(Kind::Sign(s)) if SIGNS.contains(s) && *s != '_' && *s != '-');
    let two_digits = |c: &Cursor<'_>| matches!(c.peek(0), Some(Kind::Number(_, 2)));
    let mut a = c;
    if let Some(Kind::Number(n @ 200_001..=209_912, 6)) = a.peek(0) {
        let (year, month) = (i32::try_from(n / 100).ok()?, n % 100);
        return (apart && (1..=12).contains(&month)).then_some((month, year, a.at + 1));
    }
    if let Some(year) = a.take_year() {
        a.take_sign(SIGNS)?;
        let month = two_digits(&a).then(|| a.take_number(2, 1, 12)).flatten()?;
        let ends = !(matches!(a.peek(0), Some(Kind::Sign(s)) if SIGNS.contains(s))
            && matches!(a.peek(1), Some(Kind::Number(_, 1 | 2))));
        return (apart && ends).then_some((month, year, a.at));
    }
    let month = two_digits(&a).then(|| a.take_number(2, 1, 12)).flatten()?;
    a.take_sign(SIGNS)?;
    let year = a.take_year()?;
    (apart && !after_a_number(&c)).then_some((month, year, a.at))
}

/// Whether "number sign" stands right before: the middle of "12/05/2023".
fn after_a_number(c: &Cursor<'_>) -> bool {
    let mut back = *c;
    if back.at < 2 || !matches!(back.before(), Some(Kind::Sign(_))) {
        return false;
    }
    back.at -= 1;
    matches!(back.before(), Some(Kind::Number(_, 1 | 2)))
}

/// One week, or several: "Semaines 10 à 13", "Semaines 10-11-12-13", "S10, S11 et S12".
fn weeks_at(c: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let several = matches!(c.peek(0), Some(Kind::Word(word)) if is_plural(word));
    let mut now = *c;
    let first = week_at(&mut now, several)?;
    let mut last = first;
    let mut ahead = now;
    while ahead.take_sign(&['-', '–', '/', ',', '&']).is_some()
        || ahead.take_word(&["a", "et"])
        || ahead.take_listed(&WORDS.to)
    {
        let again = week_at(&mut ahead, several);
        let bare = if several {
            ahead.take_number(2, 1, 53)
        } else {
            None
        };
        let Some(next) = again.or(bare) else {
            break;
        };
        (last, now) = (next, ahead);
    }
    *c = now;
    now.take_month().is_none().then_some((first, last))
}

/// Whether a word is that of several weeks.
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && WORDS.weeks.iter().any(|week| week == word)
}

/// A week's number after its word. After the word of one week, what goes on as a range is one of days.
fn week_at(c: &mut Cursor<'_>, several: bool) -> Option<u32> {
    let mut now = *c;
    if now.take_listed(&WORDS.weeks) {
        now.skip_signs(LOOSE);
        now.take_word(&["n", "no", "nos", "numero", "numeros"]);
        now.skip_signs(&['°', 'º', '.', ':', '_', '-']);
    } else {
        let starts = !matches!(now.before(), Some(Kind::Sign('\'' | '’')));
        if !starts || !now.take_word(&["s"]) || !now.is_glued() {
            return None;
        }
    }
    let week = now.take_number(2, 1, 53)?;
    let mut after = now;
    let joined = after.take_listed(&WORDS.to) || after.take_word(&["a", "et"]);
    let range = joined && week_at(&mut after, several).is_none()
        || after.take_word(&["er"])
        || after.take_month().is_some()
        || matches!(after.peek(0), Some(Kind::Sign('/' | '-' | '–' | '.')))
            && matches!(after.peek(1), Some(Kind::Number(_, 1 | 2)));
    if range && !several {
        return None;
    }
    *c = now;
    Some(week)
}

/// Whether two lines are a range together and none apart.
pub(crate) fn is_broken_range(above: &str, below: &str) -> bool {
    if !(ends_open(above) || starts_open(below)) {
        return false;
    }
    let is_range = |text: &str| Text::new(text).spans().iter().any(|s| s.end.is_some());
    !is_range(above) && !is_range(below) && is_range(&format!("{above} {below}"))
}

fn ends_open(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    ["au", "du", "-", "–"]
        .iter()
        .any(|w| last.eq_ignore_ascii_case(w))
}

fn starts_open(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["au", "-", "–"]
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w))
}
