//! Lines of a cell → pieces: what each line is (a day, a course, a meal, a diet, a closed day, a theme) before it is a dish.

use super::courses::{
    CourseHeading, DietHeading, DishHeading, course_heading, course_heading_prefix, dish_heading,
    may_begin_with_heading, meal_heading_prefix,
};
use super::dishes::{depth_after, ends_open, is_bullet};
use super::lexicon::course_of;
use super::model::MealKind;
use super::notices::{Notice, notice_of};
use super::print::Print;
use super::words::Text;
use crate::calendar::{self, DayMark};
use crate::geometry::Rect;
use crate::labels::{Found, Label, Legend, Sign, only_marks, only_signs, read_marks, whole_menu};
use crate::layout::{Line, text_of};
use crate::pdf::Word;

/// What a line, or a few, are.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Day(DayMark),
    /// A number alone on its line: the day's, in a calendar.
    Number(u32),
    Course(CourseHeading),
    Meal(MealKind),
    Diet(DietHeading),
    /// The whole meal is said to be organic, vegetarian…
    Whole(Vec<Label>),
    Theme,
    /// No meal on this day.
    Closed,
    /// A period, a month, a week: for the dates.
    Dates,
    /// Smaller print under a dish, about it: who grew it, where its meat is from.
    Note,
    /// Neither a dish nor anything else of use.
    Aside,
    /// Dishes, not yet told apart: the piece's lines.
    Dishes,
}

/// A piece and its box.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub piece: Piece,
    pub rect: Rect,
    /// The lines of a heading, which may turn out to be a dish ("Fromage").
    pub lines: Vec<Line>,
}

impl Placed {
    /// The piece's text, as printed, without its bullet.
    pub(super) fn text(&self) -> String {
        let words = self
            .lines
            .iter()
            .flat_map(|l| &l.words)
            .map(|w| w.text.as_str());
        let words: Vec<&str> = words.skip_while(|word| is_bullet(word)).collect();
        words.join(" ")
    }

    /// "Pique-nique", which is a meal, or all that a day has.
    pub(super) fn is_picnic(&self) -> bool {
        matches!(self.piece, Piece::Meal(MealKind::PiqueNique))
    }

    /// Takes a heading back: its words are a dish.
    pub(super) fn turn_into_a_dish(&mut self) {
        if matches!(
            self.piece,
            Piece::Course(_) | Piece::Meal(_) | Piece::Diet(_)
        ) {
            self.piece = Piece::Dishes;
        }
    }
}

impl Placed {
    /// A line that is nothing of use.
    pub(super) fn aside(line: Line) -> Self {
        Self::new(Piece::Aside, vec![line])
    }

    /// What of it stands over a height of the page, and what under it.
    pub(super) fn parted_at(self, y: f32) -> (Option<Self>, Option<Self>) {
        let (above, below): (Vec<Line>, Vec<Line>) = self
            .lines
            .into_iter()
            .partition(|line| line.rect.centre_y() < y);
        let part = |lines: Vec<Line>, piece| (!lines.is_empty()).then(|| Self::new(piece, lines));
        (part(above, self.piece.clone()), part(below, self.piece))
    }

    /// Takes in the lines that belong to it.
    fn extend(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.lines.extend(lines);
        let boxes = self.lines.iter().map(|l| l.rect);
        self.rect = Rect::around(boxes).unwrap_or_default();
    }

    fn new(piece: Piece, lines: Vec<Line>) -> Self {
        let rect = Rect::around(lines.iter().map(|l| l.rect)).unwrap_or_default();
        Self { piece, rect, lines }
    }
}

/// The pieces of these lines, top to bottom.
pub(super) fn pieces(lines: Vec<Line>, legend: &Legend, print: &Print) -> Vec<Placed> {
    let texts: Vec<Text> = lines.iter().map(|l| Text::new(l.text())).collect();
    let (mut lines, mut texts) = (lines.into_iter(), texts.into_iter());
    let mut out: Vec<Placed> = Vec::new();
    while !lines.as_slice().is_empty() {
        let goes_on = |last: &Placed| is_open(last, lines.as_slice(), legend, print);
        if let Some(last) = out.last_mut().filter(|last| goes_on(last)) {
            last.extend(lines.next());
            texts.next();
        } else if let Some((piece, count)) = heading(lines.as_slice(), texts.as_slice(), legend) {
            out.push(Placed::new(piece, lines.by_ref().take(count).collect()));
            texts.by_ref().take(count).for_each(drop);
        } else if let Some((line, text)) = lines.next().zip(texts.next()) {
            read_line(line, text, legend, print, &mut out);
        }
    }
    settle_heading(&mut out, legend);
    tell_signs_of_days(&mut out, legend);
    settle_closed(&mut out);
    out
}

/// "Ascension – pas" over "d'école": several lines that say together that there is no meal.
fn settle_closed(pieces: &mut [Placed]) {
    let unknown = |p: &Placed| matches!(p.piece, Piece::Dishes) && course_of(&p.text()).is_none();
    let says =
        |p: &Placed| matches!(p.piece, Piece::Aside | Piece::Theme | Piece::Note) || unknown(p);
    let heads = |p: &Placed| matches!(p.piece, Piece::Day(_) | Piece::Number(_));
    let closed = |p: &Placed| matches!(p.piece, Piece::Closed);
    let all = pieces.iter().all(|p| says(p) || heads(p) || closed(p));
    let lines = pieces.iter().filter(|p| !heads(p));
    let said: Vec<String> = lines.map(Placed::text).collect();
    if all && notice_of(&Text::new(said.join(" "))) == Some(Notice::Closed) {
        let asides = pieces.iter_mut().filter(|p| says(p));
        asides.for_each(|p| p.piece = Piece::Closed);
    }
}

/// "Mardi 13 ☘": what the legend says of a sign in a day's heading is said of the day.
fn tell_signs_of_days(pieces: &mut Vec<Placed>, legend: &Legend) {
    for at in (0..pieces.len()).rev() {
        let day = pieces.get(at);
        let day = day.filter(|p| matches!(p.piece, Piece::Day(_)));
        let Some((labels, rect)) = day.map(|p| (labels_of(&p.lines, legend), p.rect)) else {
            continue;
        };
        let said = (!labels.is_empty()).then(|| Placed {
            piece: Piece::Whole(labels),
            rect,
            lines: Vec::new(),
        });
        pieces.splice(at + 1..at + 1, said);
    }
}

/// The labels that the legend gives to signs on these lines: words of nothing else, for the number of a day is none.
fn labels_of(lines: &[Line], legend: &Legend) -> Vec<Label> {
    let words = lines.iter().flat_map(|l| &l.words);
    let signs = words.filter(|w| only_signs(std::slice::from_ref(w)));
    let signs: Vec<Word> = signs.cloned().collect();
    let found = read_marks(&signs, &[], &[], legend).found.into_iter();
    let sign = |f: &Found| matches!(f.sign, Sign::Text(_) | Sign::Inked(..));
    let told = |f: &Found| sign(f) && legend.entries.iter().any(|e| e.sign == f.sign);
    found.filter(told).map(|f| f.label).collect()
}

/// "Terrine de / légumes": whether the last piece goes on with the next line, whatever that line could be alone.
fn is_open(last: &Placed, next: &[Line], legend: &Legend, print: &Print) -> bool {
    let Some(line) = next.first() else {
        return false;
    };
    let wraps = |last: &Line| is_under(last, line) && print.goes_on(last, line);
    let goes_on = |last: &Line| {
        ends_open(last) || wraps(last) || is_said_of(last, next) || is_a_pill_beside(last, line)
    };
    match last.piece {
        Piece::Dishes => last_name(&last.lines, legend).is_some_and(goes_on),
        Piece::Theme | Piece::Aside => last.lines.last().is_some_and(wraps),
        _ => false,
    }
}

/// A line that is no heading as a whole: the headings at its head, then what is left of it.
fn read_line(
    mut line: Line,
    mut text: Text,
    legend: &Legend,
    print: &Print,
    out: &mut Vec<Placed>,
) {
    let mut of_day = None;
    while let Some((placed, left)) = leading_heading(&line, &text.printed, legend) {
        let is_day = matches!(placed.piece, Piece::Day(_));
        out.push(placed);
        line = left;
        text = Text::new(line.text());
        of_day = is_day.then(|| said_of_a_day(&text.printed)).flatten();
    }
    if line.words.is_empty() {
        return;
    }
    let piece = match of_day.unwrap_or_else(|| plain(&line, &text, out.last())) {
        known @ (Piece::Dishes | Piece::Aside) => {
            printed_apart(&line, known, out.last(), legend, print)
        }
        known => known,
    };
    match out.last_mut() {
        Some(last) if goes_on_with(&last.piece, &piece) => last.extend([line]),
        _ => out.push(Placed::new(piece, vec![line])),
    }
}

/// Whether a line belongs to the piece before it.
fn goes_on_with(last: &Piece, next: &Piece) -> bool {
    matches!(
        (last, next),
        (Piece::Dishes, Piece::Dishes) | (Piece::Note, Piece::Note) | (Piece::Theme, Piece::Theme)
    )
}

/// What may be a dish, or nothing of use: in a style that is none of dishes, the theme over a day's dishes, or a note under
/// one of them.
fn printed_apart(
    line: &Line,
    known: Piece,
    before: Option<&Placed>,
    legend: &Legend,
    print: &Print,
) -> Piece {
    let named = print.is_of_no_dish(line, legend);
    match before.map(|p| &p.piece) {
        _ if !print.is_other(line) => known,
        Some(Piece::Note) => Piece::Note,
        Some(Piece::Theme) if !named => Piece::Theme,
        Some(Piece::Dishes) if named && print.is_small(line) => Piece::Note,
        _ if matches!(known, Piece::Aside) => known,
        None | Some(Piece::Day(_) | Piece::Number(_) | Piece::Whole(_)) if named => {
            match print.is_repeated(line) {
                true => Piece::Aside,
                false => Piece::Theme,
            }
        }
        _ => known,
    }
}

/// The last line of a name, but for marks beside it or under it.
fn last_name<'l>(lines: &'l [Line], legend: &Legend) -> Option<&'l Line> {
    let mut names = lines.iter().rev();
    let name = names.find(|line| !only_marks(&line.words, legend));
    name.or(lines.last())
}

/// "Omelette" and, on the same line, "Végétarien": what is said of the dish, not of the whole menu.
fn is_a_pill_beside(dish: &Line, next: &Line) -> bool {
    dish.rect.in_row(&next.rect)
        && dish.rect.x1 <= next.rect.x0
        && !whole_menu(&next.text()).is_empty()
}

/// "Mardi 12 mai" over "Bio": the label of a day that has no dish beside it is the whole menu's; so is a sign's.
fn settle_heading(pieces: &mut [Placed], legend: &Legend) {
    let is_day = |p: &Placed| matches!(p.piece, Piece::Day(_));
    let mut dishes: Vec<&mut Placed> = Vec::new();
    if !pieces.iter().any(is_day) {
        return;
    }
    dishes.extend(
        pieces
            .iter_mut()
            .filter(|p| matches!(p.piece, Piece::Dishes)),
    );
    let signs = |p: &Placed| p.lines.iter().all(|l| only_signs(&l.words));
    let by_signs = |p: &Placed| signs(p).then(|| labels_of(&p.lines, legend));
    let of_signs = |p: &Placed| by_signs(p).filter(|l| !l.is_empty()).map(Piece::Whole);
    let said = |p: &&mut Placed| of_signs(p).or_else(|| said_of_a_day(&p.text()));
    let said: Option<Vec<Piece>> = dishes.iter().map(said).collect();
    for (placed, piece) in dishes.into_iter().zip(said.into_iter().flatten()) {
        placed.piece = piece;
    }
}

/// "Couscous" over "végétarien": a word about the dish above, where its next line begins so.
fn is_said_of(dish: &Line, next: &[Line]) -> bool {
    let Some(line) = next.first() else {
        return false;
    };
    let bracketed = || line.words.iter().all(|w| w.text.starts_with('('));
    let small = || starts_small(Some(line)) && !starts_small(Some(dish));
    line.words.len() == 1
        && (bracketed() || small())
        && adjacent(&[dish.clone(), line.clone()])
        && !whole_menu(&line.text()).is_empty()
}

/// A heading that takes whole lines, and how many: the longest first, since "LUNDI" over "1 mai" says more than "LUNDI".
fn heading(lines: &[Line], texts: &[Text], legend: &Legend) -> Option<(Piece, usize)> {
    (1..=lines.len().min(3)).rev().find_map(|count| {
        let run = lines.get(..count)?;
        if !adjacent(run) {
            return None;
        }
        let marked = || marked_course(run, legend).map(Piece::Course);
        let piece = whole_lines(texts.get(..count)?).or_else(marked)?;
        let wraps = || {
            let next = lines.get(count - 1..=count);
            next.is_some_and(|pair| adjacent(pair) && starts_small(pair.last()))
        };
        if matches!(&piece, Piece::Course(heading) if heading.or_dish) && wraps() {
            return None;
        }
        Some((piece, count))
    })
}

/// Words of a course heading that bears a mark, at most.
const MARKED_WORDS: usize = 5;

/// "Plat Bio": a course heading that bears marks, which are those of its dishes. What may be a dish is one: "Fruit bio".
fn marked_course(run: &[Line], legend: &Legend) -> Option<CourseHeading> {
    let in_one_row = |a: &Line, b: &Line| a.rect.overlap_y(&b.rect) > 0.0;
    let one_row = run
        .iter()
        .zip(run.iter().skip(1))
        .all(|(a, b)| in_one_row(a, b));
    let count: usize = run.iter().map(|l| l.words.len()).sum();
    if !one_row || !(2..=MARKED_WORDS).contains(&count) {
        return None;
    }
    let words: Vec<Word> = run.iter().flat_map(|l| &l.words).cloned().collect();
    let reading = read_marks(&words, &[], &[], legend);
    if reading.found.is_empty() {
        return None;
    }
    let heading = course_heading(&reading.name).filter(|h| !h.or_dish)?;
    let labels = reading.found.iter().map(|f| f.label).collect();
    Some(CourseHeading { labels, ..heading })
}

/// "Potage / vermicelle": a line that goes on with a small letter.
fn starts_small(line: Option<&Line>) -> bool {
    line.and_then(|l| l.words.first()?.text.chars().next())
        .is_some_and(char::is_lowercase)
}

/// Lines that a bracket runs over, at most.
const BRACKET_LINES: usize = 4;

/// Whether a bracket that the last lines open is still open.
fn in_brackets(lines: &[Line]) -> bool {
    let last = lines.iter().rev().take(BRACKET_LINES);
    last.map(|l| depth_after(&l.words)).sum::<i32>() > 0
}

/// Whether a line stands right under another, in one column.
fn is_under(above: &Line, below: &Line) -> bool {
    let gap = below.rect.y0 - above.rect.y1;
    let size = above.size().max(below.size());
    gap > -0.5 * size && gap < size && above.rect.in_column(&below.rect)
}

/// Whether the lines stand one under the other, or side by side.
fn adjacent(run: &[Line]) -> bool {
    run.iter().zip(run.iter().skip(1)).all(|(a, b)| {
        let gap = b.rect.y0 - a.rect.y1;
        gap < 2.0 * a.size().max(b.size())
    })
}

/// The heading that one line or several are as a whole; three of them are a day's alone.
fn whole_lines(texts: &[Text]) -> Option<Piece> {
    let letters = texts.iter().flat_map(|t| t.printed.chars().chain([' ']));
    let begins_a_day = calendar::may_begin_a_day(letters);
    if texts.len() > 2 && !begins_a_day {
        return None;
    }
    let joined;
    let text = match texts {
        [text] => text,
        texts => {
            joined = Text::joined(texts);
            &joined
        }
    };
    let day = || calendar::day_mark(&text.printed);
    if let Some(mark) = begins_a_day.then(day).flatten() {
        return Some(Piece::Day(mark));
    }
    if texts.len() > 2 || leading_weekday(&text.printed).is_some() {
        return None;
    }
    // "Du 8 au" over "12/09": no day's heading is in it.
    if matches!(texts, [above, below] if calendar::is_broken_range(&above.printed, &below.printed))
    {
        return Some(Piece::Dates);
    }
    let labels = whole_menu(&text.printed);
    if !labels.is_empty() {
        return Some(Piece::Whole(labels));
    }
    Some(match dish_heading(text)? {
        DishHeading::Diet(diet) => Piece::Diet(diet),
        DishHeading::Meal(meal) => Piece::Meal(meal),
        DishHeading::Course(course) => Piece::Course(course),
    })
}

/// A heading at the head of a line ("Entrée : Radis beurre"), and what is left of the line.
fn leading_heading(line: &Line, text: &str, legend: &Legend) -> Option<(Placed, Line)> {
    let day = || calendar::day_mark_prefix(text).map(|(m, at)| (Piece::Day(m), at));
    let meal = || meal_heading_prefix(text).map(|(m, at)| (Piece::Meal(m), at));
    let course = || course_heading_prefix(text).map(|(c, at)| (Piece::Course(c), at));
    let dishes = || may_begin_with_heading(text).then(|| meal().or_else(course))?;
    let (mut piece, at) = day()
        .or_else(|| leading_weekday(text))
        .or_else(|| leading_label(line))
        .or_else(dishes)
        .filter(|(_, at)| *at > 0)?;
    let (head, left) = cut(line, at);
    if let Piece::Course(heading) = &mut piece {
        let found = read_marks(&head.words, &[], &[], legend).found;
        heading.labels = found.iter().map(|f| f.label).collect();
    }
    Some((Placed::new(piece, vec![head]), left))
}

/// "Vendredi végétarien": a weekday without a number, where the rest speaks of the whole day.
fn leading_weekday(text: &str) -> Option<(Piece, usize)> {
    let (first, rest) = text.split_once(' ')?;
    let mark = calendar::begins_with_weekday(first)
        .then(|| calendar::day_mark(first))
        .flatten()?;
    let whole = matches!(said_of_a_day(rest), Some(Piece::Whole(_)));
    whole.then_some((Piece::Day(mark), text.len() - rest.len()))
}

/// "GOÛTER Pain beurre": a heading that only its print parts from the dish after it.
fn leading_label(line: &Line) -> Option<(Piece, usize)> {
    let look = |w: &Word| (w.bold, w.italic, w.colour);
    let first = look(line.words.first()?);
    let count = line.words.iter().take_while(|w| look(w) == first).count();
    let (head, rest) = line.words.split_at_checked(count)?;
    let at = head.iter().map(|w| w.text.len() + 1).sum();
    let piece = match dish_heading(&Text::new(text_of(head)))? {
        DishHeading::Meal(meal) => Piece::Meal(meal),
        DishHeading::Course(course) if !course.or_dish => Piece::Course(course),
        _ => return None,
    };
    (!rest.is_empty()).then_some((piece, at))
}

/// What the rest of a day's heading says of the day: "(repas bio)", "Menu végétarien bio du jeudi", "(centre de loisirs)".
fn said_of_a_day(rest: &str) -> Option<Piece> {
    let is_aside = |c: char| !c.is_alphanumeric() && c != '%';
    if rest.starts_with('/') {
        return Some(Piece::Aside);
    }
    let bare = rest.trim_matches(is_aside);
    let words = bare
        .split_whitespace()
        .filter(|w| !calendar::begins_with_weekday(w));
    let words: Vec<&str> = std::iter::once("menu").chain(words).collect();
    let labels = whole_menu(&words.join(" "));
    let bracketed = || rest.starts_with('(') && rest.trim_end().ends_with(')');
    match labels.is_empty() {
        false => Some(Piece::Whole(labels)),
        true if bare.is_empty() => Some(Piece::Aside),
        true => {
            let text = Text::new(bare);
            let closed = notice_of(&text) == Some(Notice::Closed);
            let heading = whole_lines(std::slice::from_ref(&text));
            let other = bracketed().then_some(if closed { Piece::Closed } else { Piece::Theme });
            heading.filter(|h| !matches!(h, Piece::Course(_))).or(other)
        }
    }
}

/// The line cut at byte `at` of its text; a word that it runs through keeps its end.
fn cut(line: &Line, at: usize) -> (Line, Line) {
    let (mut head, mut left) = (Vec::new(), Vec::new());
    let mut begin = 0;
    for word in &line.words {
        let end = begin + word.text.len();
        let tail = word.text.get(at.saturating_sub(begin)..);
        match tail.filter(|t| !t.is_empty()) {
            Some(tail) if end > at => left.push(Word {
                text: tail.into(),
                ..word.clone()
            }),
            _ => head.push(word.clone()),
        }
        begin = end + 1;
    }
    (Line::new(head), Line::new(left))
}

/// Words between the dates of a period.
const PERIOD: &[&str] = &[
    "semaine", "semaines", "menu", "menus", "mois", "du", "de", "la", "au", "le", "et", "n°",
];

/// "Semaine 20", "Menus du 12 au 16 mai": dates and the words that go with them, and nothing else.
fn is_period(text: &str) -> bool {
    let numbered = text.contains(|c: char| c.is_ascii_digit());
    let said = || calendar::Text::new(text);
    let month = |said: &calendar::Text| said.months().iter().any(|(_, year)| year.is_some());
    let dated = || {
        let said = said();
        !said.spans().is_empty() || said.weeks().is_some() || month(&said)
    };
    let bare = || {
        let (rest, _) = calendar::without_dates(text);
        let known = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '°');
            word.is_empty() || PERIOD.contains(&word.to_lowercase().as_str())
        };
        rest.split_whitespace().all(known)
    };
    numbered && bare() && dated()
}

/// A year and nothing else.
fn is_year(text: &str) -> bool {
    text.len() == 4 && calendar::Text::new(text).years().len() == 1
}

/// What a line without a heading, or the rest of one, is.
fn plain(line: &Line, text: &Text, before: Option<&Placed>) -> Piece {
    let begun = matches!(before.map(|p| &p.piece), Some(Piece::Dishes));
    let open = || before.is_some_and(|p| in_brackets(&p.lines));
    if begun && (only_signs(&line.words) || open()) {
        return Piece::Dishes;
    }
    // "Semaine du 6 au 10 octobre" over "2025".
    if matches!(before.map(|p| &p.piece), Some(Piece::Dates)) && is_year(&text.printed) {
        return Piece::Dates;
    }
    if let Some(number) = calendar::day_number(&text.printed) {
        return Piece::Number(number);
    }
    if is_period(&text.printed) {
        return Piece::Dates;
    }
    // Dates have numbers: most lines need not be taken apart for them.
    let numbered = text.printed.contains(|c: char| c.is_ascii_digit());
    let said = || calendar::Text::new(&text.printed);
    let dated = || !begun && numbered && !said().spans().is_empty();
    match notice_of(text) {
        Some(Notice::Closed) => Piece::Closed,
        Some(Notice::Theme) if dated() || !said().months().is_empty() => Piece::Dates,
        Some(Notice::Theme) => Piece::Theme,
        Some(Notice::NotFood) => Piece::Aside,
        None if dated() => Piece::Dates,
        None => Piece::Dishes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Legend, Regime, Siqo};

    const BIO: Label = Label::Siqo(Siqo::AgricultureBiologique);
    const VEGE: Label = Label::Regime(Regime::Vegetarien);

    /// The pieces of these lines, one under the other, by what they are and what they say.
    fn said(texts: &[&str]) -> Vec<(String, String)> {
        let line = |(at, text): (usize, &&str)| {
            let y = 12.0 * at as f32;
            let word = |text: &str| Word {
                text: text.into(),
                rect: Rect::new(0.0, y, 50.0, y + 10.0),
                size: 10.0,
                ..Word::default()
            };
            Line::new(text.split(' ').map(word).collect())
        };
        let pieces = pieces(
            texts.iter().enumerate().map(line).collect(),
            &Legend::default(),
            &Print::default(),
        );
        let kind = |p: &Placed| {
            let text = format!("{:?}", p.piece);
            text.split(['(', ' ']).next().unwrap_or_default().to_owned()
        };
        pieces.iter().map(|p| (kind(p), p.text())).collect()
    }

    #[test]
    fn lines_that_say_together_that_there_is_no_meal_close_the_day() {
        for closed in [
            ["Ascension – pas", "d’école"].as_slice(),
            &["Journée", "pédagogique –", "pas d'école"],
        ] {
            let pieces = said(&[&["Jeudi 29 mai"], closed].concat());
            let kinds = pieces.iter().skip(1).map(|(kind, _)| kind.as_str());
            assert!(
                kinds.clone().all(|kind| kind.starts_with("Closed")),
                "{pieces:?}"
            );
        }
    }

    #[test]
    fn what_follows_a_day_in_its_heading_is_said_of_the_day() {
        for (rest, labels) in [
            ("(repas bio)", vec![BIO]),
            ("Menu végétarien bio du jeudi", vec![VEGE, BIO]),
            ("BIO", vec![BIO]),
            ("100 % bio", vec![BIO]),
        ] {
            match said_of_a_day(rest) {
                Some(Piece::Whole(found)) => assert_eq!(found, labels, "{rest}"),
                other => panic!("{rest}: {other:?}"),
            }
        }
        assert!(matches!(said_of_a_day("(ALSH)"), Some(Piece::Theme)));
        assert!(matches!(said_of_a_day("(férié)"), Some(Piece::Closed)));
        assert!(said_of_a_day("Carottes bio").is_none());
    }

    #[test]
    fn a_day_and_its_label_are_a_heading() {
        let pieces = said(&["Mardi 12 mai", "Bio"]);
        assert_eq!(pieces.last().unwrap().0, "Whole");
        let pieces = said(&["Mercredi 20 (centre de loisirs)", "Riz"]);
        let kinds: Vec<&str> = pieces.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["Day", "Theme", "Dishes"]);
    }

    #[test]
    fn an_adjective_under_a_dish_is_the_dish_s() {
        assert_eq!(
            said(&["Couscous", "végétarien"])[0].1,
            "Couscous végétarien"
        );
        assert_eq!(said(&["Couscous", "Végétarien"])[1].0, "Whole");
    }
}
