//! Lines of a cell → dishes: which lines are one name wrapped, which are several dishes. What a page does is learned
//! from the page first: the white between two lines, whether names begin with a capital, how wide a line may be.

use super::lexicon::{Family, course_of, families_of, has_one_name};
use super::model::Course;
use crate::geometry::Rect;
use crate::labels::{Legend, only_marks};
use crate::layout::{Line, text_of};
use crate::pdf::{SOFT_HYPHEN, Word};

/// Times the usual white between wrapped lines: a wider one separates two dishes.
const WIDER: f32 = 1.3;
/// Em by which it must be wider at least.
const WIDER_BY: f32 = 0.12;
/// Share of the lines after the first of a cell that begin with a small letter, from which capitals mean something.
const CASED: f32 = 0.75;

/// Share of the names that begin with a bullet, from which it stands for nothing whatever the legend says.
const BULLETED: f32 = 0.9;

/// How a page writes its dishes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hand {
    /// Dishes begin with a capital.
    cased: bool,
    /// Words within names begin with a small letter: a capital tells where a name begins.
    tells: bool,
    /// Em of white from which a line begins a new dish, where the page's gaps tell.
    apart: Option<f32>,
    /// So many lines begin with a bullet of the legend that it is no sign.
    bulleted: bool,
    /// A whole meal stands on a line, its dishes parted by slashes.
    slashed: bool,
    /// A slash with white on both sides stands between dishes that begin with a capital.
    offered: bool,
}

impl Hand {
    /// Learned from all the runs of dish lines of a document.
    pub(super) fn learn(runs: &[&[Line]], legend: &Legend) -> Self {
        let firsts = runs.iter().filter_map(|r| r.first());
        let (mut capital, mut all) = (0, 0);
        for line in firsts {
            all += 1;
            capital += usize::from(!starts_small(line));
        }
        let cased = capital as f32 >= CASED * all.max(1) as f32;
        let (mut wraps, mut others) = (Vec::new(), Vec::new());
        for (a, b) in runs
            .iter()
            .flat_map(|run| run.iter().zip(run.iter().skip(1)))
        {
            if same_row(a, b) {
                continue;
            }
            let wrapped = cased && (starts_small(b) || ends_open(a));
            if wrapped { &mut wraps } else { &mut others }.push(white(a, b));
        }
        let apart = match (median(&mut wraps), median(&mut others)) {
            (Some(wrap), Some(other)) if other > WIDER * wrap.max(0.0) + WIDER_BY => {
                Some((wrap + other) / 2.0)
            }
            _ => None,
        };
        Self {
            cased,
            tells: within_names_small(runs),
            apart,
            bulleted: bulleted(runs, legend),
            slashed: slashed(runs),
            offered: cased && within_names_small(runs) && offered(runs),
        }
    }
}

/// Share of the runs of lines with several slashes, from which slashes part dishes.
const SLASHED: f32 = 0.6;

/// Whether most runs of lines have two slashes or more, with white on both sides.
fn slashed(runs: &[&[Line]]) -> bool {
    let slashes = |run: &&&[Line]| {
        let words = run.iter().flat_map(|l| &l.words);
        words.filter(|w| w.text == "/").count() >= 2
    };
    let several = runs.iter().filter(slashes).count();
    several > 1 && several as f32 >= SLASHED * runs.len() as f32
}

/// Slashes at least, from which a page offers dishes so.
const OFFERS: usize = 3;
/// Share of these slashes that a capital follows, and share of the capitals with the same course on both sides.
const OFFERED: f32 = 0.75;

/// Whether the page's slashes stand between dishes to choose from: "Colin pané / Cordon bleu", not "Radis / beurre".
fn offered(runs: &[&[Line]]) -> bool {
    let (mut slashes, mut capitals, mut known, mut alike) = (0.0, 0.0, 0.0, 0.0);
    for line in runs.iter().flat_map(|run| run.iter()) {
        let parts: Vec<&[Word]> = line.words.split(|w| w.text == "/").collect();
        for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
            slashes += 1.0;
            if !begins_with_capital(after) {
                continue;
            }
            capitals += 1.0;
            let course = |words: &[Word]| course_of(&text_of(words)).map(|g| g.best);
            if let (Some(one), Some(other)) = (course(before), course(after)) {
                known += 1.0;
                alike += f32::from(u8::from(one == other));
            }
        }
    }
    capitals >= OFFERS as f32 && capitals >= OFFERED * slashes && alike >= OFFERED * known
}

fn begins_with_capital(words: &[Word]) -> bool {
    let mut letters = words.iter().flat_map(|w| w.text.chars());
    letters.next().is_some_and(char::is_uppercase)
}

/// Parted at the slashes that a capital follows.
fn at_offers(words: &[Word]) -> Vec<Vec<Word>> {
    let mut parts: Vec<Vec<Word>> = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let rest = words.get(at + 1..).unwrap_or_default();
        match parts.last_mut() {
            Some(part) if word.text != "/" || !begins_with_capital(rest) => part.push(word.clone()),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether nearly every name begins with a bullet that the legend explains.
fn bulleted(runs: &[&[Line]], legend: &Legend) -> bool {
    let names = || {
        runs.iter()
            .flat_map(|r| r.iter())
            .filter(|l| !starts_small(l))
    };
    let signed = names().filter(|l| {
        let first = l.words.first().map_or("", |w| w.text.as_str());
        is_bullet(first) && legend.tells_of(first)
    });
    let signed = signed.count();
    signed > 0 && signed as f32 >= BULLETED * names().count() as f32
}

/// Bytes: shorter words are small in names of any hand.
const LONG_WORD: usize = 4;

/// Whether most long words after the first of a line begin with a small letter; so where there are none.
fn within_names_small(runs: &[&[Line]]) -> bool {
    let lines = runs.iter().flat_map(|run| run.iter());
    let words = lines.flat_map(|line| line.words.iter().skip(1));
    let long = words.filter(|w| w.text.len() >= LONG_WORD);
    let (mut small, mut all) = (0, 0);
    for word in long {
        all += 1;
        small += usize::from(word.text.starts_with(char::is_lowercase));
    }
    small * 2 >= all
}

fn median(values: &mut [f32]) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Em of white between two lines, one under the other.
fn white(a: &Line, b: &Line) -> f32 {
    (b.rect.y0 - a.rect.y1) / a.size().max(b.size()).max(1.0)
}

fn same_row(a: &Line, b: &Line) -> bool {
    a.rect.overlap_y(&b.rect) > 0.5 * a.rect.height().min(b.rect.height())
}

fn starts_small(line: &Line) -> bool {
    let mut letters = line.words.iter().flat_map(|w| w.text.chars());
    let first = letters.find(|c| !matches!(c, '"' | '«' | '“' | '”'));
    first.is_some_and(|c| c.is_lowercase() || matches!(c, '(' | '&' | '+' | '/' | ','))
}

/// Words after which a name goes on.
const OPEN: &[&str] = &[
    "de", "du", "des", "d'", "à", "au", "aux", "a", "la", "le", "les", "l'", "et", "en", "sur",
    "sous", "avec", "sans", "façon", "sauce", "pour", "un", "une", "deux", "trois", "quatre",
    "son", "sa", "ses", "type", "&", "+", "/", ",", "(",
];

/// Bytes: no word of [`OPEN`] is printed longer.
const LONGEST_OPEN: usize = 8;

/// "Blé aux petits": no name ends so, but one may begin so.
const SMALL: &[&str] = &["petit", "petits", "petite", "petites"];

/// Whether a text cannot be a whole name: "Petits".
pub(super) fn is_cut_short(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    is_open(last) || SMALL.contains(&last.to_lowercase().as_str())
}

/// Whether a name goes on after this word.
fn is_open(word: &str) -> bool {
    let elided = || {
        let before = word.strip_suffix(['\'', '’']);
        before.is_some_and(|w| w.ends_with(['d', 'D']))
    };
    let listed = || OPEN.contains(&word.to_lowercase().replace('’', "'").as_str());
    elided() || (word.len() <= LONGEST_OPEN && listed())
}

/// Whether a name cannot end so.
pub(super) fn ends_open(line: &Line) -> bool {
    let mut words = line.words.iter().rev().map(|w| w.text.as_str());
    let last = words.next().unwrap_or_default();
    // "Merlu en sauce" says all.
    let whole = last.eq_ignore_ascii_case("sauce") && words.next() == Some("en");
    let last_is_open = is_open(last) || SMALL.contains(&last.to_lowercase().as_str());
    let broken = last.ends_with(SOFT_HYPHEN) || (last.len() > 1 && last.ends_with('-'));
    let open = broken || last.ends_with([',', '/', '&', '+']) || (last_is_open && !whole);
    open || depth_after(&line.words) > 0
}

/// Words that no name begins with, in capitals neither.
const JOINS: &[&str] = &[
    "de", "du", "des", "à", "au", "aux", "et", "sur", "avec", "façon", "maison", "panée", "panées",
];

/// Ways of making pasta, rice or meat, which nobody is served alone; "Bolognaise de lentilles" is a dish.
const WAYS: &[&str] = &[
    "carbonara",
    "bolognaise",
    "napolitaine",
    "arrabiata",
    "arrabbiata",
    "milanaise",
    "basquaise",
];

/// Whether a line can only go on with the name above it: "AUX ÉPICES DOUCES", "Carbonara".
fn begins_open(line: &Line) -> bool {
    let mut words = line.words.iter().map(|w| w.text.to_lowercase());
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let elided = |word: &str| word.starts_with("d'") || word.starts_with("d’");
    let joins = JOINS.contains(&first.as_str()) || elided(&first);
    let way = WAYS.contains(&first.as_str()) && second != "de" && !elided(&second);
    (joins && second != "choix") || way
}

/// How many brackets more these words open than they close.
pub(super) fn depth_after(words: &[Word]) -> i32 {
    words.iter().map(|w| depth_of(&w.text)).sum()
}

fn depth_of(text: &str) -> i32 {
    let deeper = |byte| match byte {
        b'(' => 1,
        b')' => -1,
        _ => 0,
    };
    text.bytes().map(deeper).sum()
}

const BULLETS: &[char] = &[
    '-', '–', '—', '•', '·', '●', '▪', '◦', '➢', '\u{f0b7}', '\u{f0a7}', '‣', '∙',
];

pub(super) fn is_bullet(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| BULLETS.contains(&c))
}

/// A bullet that is no sign of the legend.
fn is_mere_bullet(text: &str, hand: &Hand, legend: &Legend) -> bool {
    is_bullet(text) && (hand.bulleted || !legend.tells_of(text))
}

fn is_or(word: &Word) -> bool {
    matches!(word.text.as_str(), "ou" | "OU" | "Ou")
}

/// The dishes of a run of lines: the words of each, in order. `width` is what a line may take, in points.
pub(super) fn dishes(lines: &[Line], width: f32, hand: &Hand, legend: &Legend) -> Vec<Vec<Word>> {
    let with_bullet = |line: &Line| begins_with_bullet(line, hand, legend);
    let bulleted = lines.iter().filter(|l| with_bullet(l)).count() * 2 > lines.len();
    let cell = Cell {
        least: least_white(lines),
        // A cell too full for white strips has none: there the other signs decide.
        apart: hand.apart.filter(|apart| widest_white(lines) > *apart),
        width,
    };
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = groups.last().and_then(|g| g.last()).copied();
        let starts = match before {
            None => true,
            Some(_) if bulleted => with_bullet(line),
            Some(before) if only_marks(&line.words, legend) => {
                let next = lines.get(at + 1);
                next.is_some_and(|next| is_nearer(before, line, next))
            }
            Some(before) => begins_a_dish(before, line, &cell, hand, legend),
        };
        match groups.last_mut().filter(|_| !starts) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let named = join_lone_marks(groups, legend);
    named
        .into_iter()
        .flat_map(|words| match (hand.slashed, hand.offered) {
            (true, _) => at_separators(words, &['/']),
            (false, true) => at_offers(&words),
            (false, false) => vec![words],
        })
        .flat_map(|words| choices(words, hand, legend))
        .flat_map(|words| meal_on_a_line(words, hand))
        .flat_map(|words| main_and_side(words, hand, legend))
        .collect()
}

/// Whether the words are a main dish and one of its side dishes.
fn is_main_and_side(main: &[Word], side: &[Word]) -> bool {
    let is = |words: &[Word], course: Course| {
        course_of(&text_of(words)).is_some_and(|g| {
            let head = g.families.first();
            g.possible.first() == Some(&course)
                && !matches!(head, Some(Family::OneDishMeal | Family::Sauce))
        })
    };
    is(main, Course::PlatPrincipal) && is(side, Course::Garniture)
}

/// "Rôti de porc Lentilles": a side dish that only its capital tells from the main dish before it.
fn main_and_side(words: Vec<Word>, hand: &Hand, legend: &Legend) -> Vec<Vec<Word>> {
    let capital = |w: &Word| {
        let mut letters = w.text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    if !hand.cased {
        return vec![words];
    }
    let cut = (1..words.len()).find(|at| {
        let (main, side) = words.split_at(*at);
        side.first().is_some_and(capital)
            && is_main_and_side(main, side)
            && !is_in_a_mark(&words, *at, legend)
    });
    let mut words = words;
    match cut {
        Some(at) => {
            let side = words.split_off(at);
            vec![words, side]
        }
        None => vec![words],
    }
}

/// Words: no mark is printed in more.
const LONGEST_MARK: usize = 4;

/// Whether a mark begins at `at` or goes on there: what follows it belongs to the dish that bears it.
fn is_in_a_mark(words: &[Word], at: usize, legend: &Legend) -> bool {
    let from = (at + 1).saturating_sub(LONGEST_MARK);
    (from..=at).any(|from| {
        (at + 1..=from + LONGEST_MARK).any(|to| {
            let run = words.get(from..to);
            run.is_some_and(|run| only_marks(run, legend))
        })
    })
}

fn begins_with_bullet(line: &Line, hand: &Hand, legend: &Legend) -> bool {
    let first = line.words.first().filter(|_| line.words.len() > 1);
    first.is_some_and(|w| is_mere_bullet(&w.text, hand, legend))
}

/// What the lines of one cell say of it.
struct Cell {
    /// Em of white between its closest lines.
    least: f32,
    /// Em of white from which a line begins a new dish, where the cell tells by white.
    apart: Option<f32>,
    /// Points that a line may take.
    width: f32,
}

fn whites(lines: &[Line]) -> impl Iterator<Item = f32> {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    pairs
        .filter(|(a, b)| !same_row(a, b))
        .map(|(a, b)| white(a, b))
}

fn least_white(lines: &[Line]) -> f32 {
    whites(lines).fold(f32::INFINITY, f32::min)
}

fn widest_white(lines: &[Line]) -> f32 {
    whites(lines).fold(f32::NEG_INFINITY, f32::max)
}

/// Whether a line stands nearer to the next one than to the one before, so that nobody would take it for that one's.
fn is_nearer(before: &Line, line: &Line, next: &Line) -> bool {
    let (above, below) = (white(before, line), white(line, next));
    !same_row(before, line) && above > WIDER * below.max(0.0) + 2.0 * WIDER_BY
}

fn begins_a_dish(before: &Line, line: &Line, cell: &Cell, hand: &Hand, legend: &Legend) -> bool {
    if begins_with_bullet(line, hand, legend) || line.words.first().is_some_and(is_or) {
        return true;
    }
    if ends_open(before) || begins_open(line) || completes_a_label(before, line) {
        return false;
    }
    if same_row(before, line) {
        return true;
    }
    if (hand.cased && starts_small(line)) || completes_a_name(before, line) {
        return false;
    }
    if hand.tells && hand.cased && is_a_food_of_its_own(before, line) {
        return true;
    }
    let gap = white(before, line);
    if let Some(apart) = cell.apart {
        return gap > apart;
    }
    if gap > WIDER * cell.least.max(0.0) + 2.0 * WIDER_BY {
        return true;
    }
    // The next word would have fitted: the line was ended on purpose.
    let next = line.words.first().map_or(0.0, |w| w.rect.width());
    if before.rect.width() + 0.3 * before.size() + next < cell.width {
        return true;
    }
    match hand.tells {
        true => course_of(&line.text()).is_some(),
        false => begins_with_a_food(line) && !has_one_name(&before.text(), &line.text()),
    }
}

/// Whether its first word names a dish: "CAROTTES VICHY", not "SAUCE TOMATE" or "CORAIL AU LAIT DE COCO", which may go on
/// with the line above where capitals tell nothing.
fn begins_with_a_food(line: &Line) -> bool {
    let first = line.words.first().map_or("", |w| w.text.as_str());
    let families = families_of(first);
    families
        .first()
        .is_some_and(|family| *family != Family::Sauce)
}

/// Whether both lines are foods by themselves, and the second begins with a capital.
fn is_a_food_of_its_own(before: &Line, line: &Line) -> bool {
    let first = line.words.iter().flat_map(|w| w.text.chars()).next();
    let is_food = |line: &Line| course_of(&line.text()).is_some();
    first.is_some_and(char::is_uppercase) && is_food(before) && is_food(line)
}

/// "Label / Rouge", "Pêche / durable": a label's name wrapped.
fn completes_a_label(before: &Line, line: &Line) -> bool {
    let (Some(last), Some(first)) = (before.words.last(), line.words.first()) else {
        return false;
    };
    last.text.eq_ignore_ascii_case("label") && first.text.eq_ignore_ascii_case("rouge")
}

/// "Saint / Paulin": two lines that mean nothing apart and one dish together.
fn completes_a_name(before: &Line, line: &Line) -> bool {
    let (first, second) = (before.text(), line.text());
    course_of(&first).is_none()
        && course_of(&second).is_none()
        && course_of(&format!("{first} {second}")).is_some()
}

/// A mark alone at the head of a cell, or nearer to what follows, goes with the dish that follows.
fn join_lone_marks(groups: Vec<Vec<&Line>>, legend: &Legend) -> Vec<Vec<Word>> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    let mut waiting: Vec<Word> = Vec::new();
    for group in groups {
        let words = group.iter().flat_map(|l| l.words.iter().cloned());
        let alone = group.iter().all(|l| only_marks(&l.words, legend));
        waiting.extend(words);
        if !alone {
            out.push(std::mem::take(&mut waiting));
        }
    }
    if let Some(last) = out.last_mut() {
        last.append(&mut waiting);
    }
    out
}

/// What the words offer: "Edam ou Gouda", "Poulet rôti – haricots verts" are two; bullets are taken off.
fn choices(words: Vec<Word>, hand: &Hand, legend: &Legend) -> Vec<Vec<Word>> {
    let mut parts: Vec<Vec<Word>> = vec![Vec::with_capacity(words.len())];
    let bullet = |w: &Word| is_mere_bullet(&w.text, hand, legend);
    let mut depth = 0_i32;
    let mut first = true;
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let rest = words.as_slice();
        let cuts = depth == 0
            && ((bullet(&word) && (first || names_a_dish(rest, legend)))
                || (is_or(&word) && offers(rest))
                || is_star_for_or(&word, rest, legend));
        depth += depth_of(&word.text);
        first = false;
        match parts.last_mut() {
            Some(part) if !cuts => part.push(word),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|p| p.iter().any(|w| w.text.chars().any(char::is_alphanumeric)));
    parts
}

/// "Bœuf braisé * poisson grillé": a star that no legend explains, between two dishes.
fn is_star_for_or(word: &Word, rest: &[Word], legend: &Legend) -> bool {
    word.text == "*" && !legend.tells_of("*") && course_of(&text_of(rest)).is_some()
}

/// Whether what stands up to the next dash is a dish: a capital, or a food; "- BIO" is none.
fn names_a_dish(rest: &[Word], legend: &Legend) -> bool {
    let part = rest
        .split(|w| is_bullet(&w.text))
        .next()
        .unwrap_or_default();
    let text = text_of(part);
    let named = text.starts_with(char::is_uppercase) || course_of(&text).is_some();
    named && !only_marks(part, legend)
}

/// "Concombre, Sauté de veau, Purée, Fraises": a whole meal on a line, each dish with its capital; or with a main dish
/// and what ends a meal among its parts; or a main dish and its side. A mark on one of them is not the others'.
fn meal_on_a_line(words: Vec<Word>, hand: &Hand) -> Vec<Vec<Word>> {
    let capital = |part: &Vec<Word>| {
        let first = part.first().and_then(|w| w.text.chars().next());
        first.is_some_and(char::is_uppercase)
    };
    let ends_a_part = |w: &Word| w.text.ends_with([',', ';', '/']);
    match words.iter().filter(|w| ends_a_part(w)).count() {
        0 => return vec![words],
        1 => return two_courses(words, hand),
        _ => {}
    }
    let commas = at_separators(words.clone(), &[',']);
    if hand.tells && commas.len() > 2 && commas.iter().all(capital) {
        return commas;
    }
    for separators in [&[',', ';'][..], &['/']] {
        let parts = at_separators(words.clone(), separators);
        if parts.len() > 2 && is_a_meal(&parts) {
            return parts;
        }
    }
    vec![words]
}

/// "Quiche lorraine, Salade verte": a dish of its own and what goes with it, each with its capital.
fn is_meal_and_salad(meal: &[Word], salad: &[Word]) -> bool {
    let capital = salad
        .first()
        .is_some_and(|w| w.text.starts_with(char::is_uppercase));
    let family = |words: &[Word]| course_of(&text_of(words))?.families.first().copied();
    let whole = matches!(
        family(meal),
        Some(Family::OneDishMeal | Family::SavouryPastry)
    );
    let beside = matches!(family(salad), Some(Family::Salad | Family::RawVegetable));
    capital && whole && beside
}

/// "Fromage blanc / Abricots secs": a dairy product and a fruit that lie side by side, each with its capital.
fn is_dairy_or_fruit(dairy: &[Word], fruit: &[Word]) -> bool {
    let first_family = |words: &[Word]| {
        let capital = words.first()?.text.starts_with(char::is_uppercase);
        let guess = capital.then(|| course_of(&text_of(words))).flatten()?;
        guess.families.first().copied()
    };
    let dairy = matches!(first_family(dairy), Some(Family::Cheese | Family::Yoghurt));
    dairy && first_family(fruit) == Some(Family::Fruit)
}

/// "Rôti de porc, coquillettes bio", "Gouda / Poire bio": two dishes, which have different places in a meal.
fn two_courses(words: Vec<Word>, hand: &Hand) -> Vec<Vec<Word>> {
    let parts = at_separators(words.clone(), &[',', ';', '/']);
    let slash = words.iter().any(|w| w.text.ends_with('/'));
    match parts.as_slice() {
        [first, second] if hand.tells && slash && is_dairy_or_fruit(first, second) => parts,
        [first, second] if hand.tells && !slash && is_meal_and_salad(first, second) => parts,
        [first, second]
            if is_main_and_side(first, second)
                || (hand.tells && is_dairy_and_dessert(first, second)) =>
        {
            parts
        }
        _ => vec![words],
    }
}

/// Whether the words are a cheese, and a dessert of its own: "Gouda, Pomme". What follows a yoghurt may go on it.
fn is_dairy_and_dessert(dairy: &[Word], dessert: &[Word]) -> bool {
    let guess = |words: &[Word]| {
        let first = words.first()?;
        let capital = first.text.starts_with(char::is_uppercase);
        capital.then(|| course_of(&text_of(words))).flatten()
    };
    let alone = |family: &Family| {
        matches!(
            family,
            Family::Fruit | Family::Pastry | Family::IceCream | Family::DairyDessert
        )
    };
    guess(dairy).is_some_and(|g| g.families.first() == Some(&Family::Cheese))
        && guess(dessert)
            .is_some_and(|g| g.best == Course::Dessert && g.families.first().is_some_and(alone))
}

/// Whether the parts hold a main dish, and a dairy product or a dessert.
fn is_a_meal(parts: &[Vec<Word>]) -> bool {
    let courses: Vec<Course> = parts
        .iter()
        .filter_map(|part| course_of(&text_of(part)).map(|g| g.best))
        .collect();
    let ends = |c: &Course| matches!(c, Course::ProduitLaitier | Course::Dessert);
    courses.contains(&Course::PlatPrincipal) && courses.iter().any(ends)
}

/// The parts of a snack ("pain, chocolat, lait").
pub(super) fn at_commas(words: Vec<Word>) -> Vec<Vec<Word>> {
    at_separators(words, &[','])
}

fn at_separators(words: Vec<Word>, separators: &[char]) -> Vec<Vec<Word>> {
    let mut depth = 0_i32;
    let mut parts: Vec<Vec<Word>> = vec![Vec::new()];
    for mut word in words {
        depth += depth_of(&word.text);
        let ends = depth == 0 && word.text.ends_with(separators);
        if ends {
            word.text.pop();
        }
        if let Some(part) = parts.last_mut().filter(|_| !word.text.is_empty()) {
            part.push(word);
        }
        if ends {
            parts.push(Vec::new());
        }
    }
    parts.retain(|p| !p.is_empty());
    parts
}

/// Whether what follows "ou" is a dish of its own ("ou Gouda"), not another way of the same ("ou aux fruits").
fn offers(rest: &[Word]) -> bool {
    let Some(first) = rest.first() else {
        return true;
    };
    let word = first.text.to_lowercase().replace('’', "'");
    !OPEN.contains(&word.as_str()) && !word.starts_with("d'") && !word.starts_with("conventionnel")
}

/// The box around a dish's words.
pub(super) fn place(words: &[Word]) -> Rect {
    Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Entry, Label, Meaning, Sign, Siqo};

    fn parts(text: &str) -> Vec<String> {
        let word = |t: &str| Word {
            text: t.into(),
            ..Word::default()
        };
        let hand = Hand {
            tells: true,
            ..Hand::default()
        };
        let parts = meal_on_a_line(text.split(' ').map(word).collect(), &hand);
        let text = |part: &Vec<Word>| {
            part.iter()
                .map(|w| w.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        parts.iter().map(text).collect()
    }

    /// A line at `y`, ten points high.
    fn line(text: &str, y: f32) -> Line {
        let mut x = 0.0;
        let word = |text: &str| {
            let from = x;
            x += 5.0 * text.chars().count() as f32;
            let rect = Rect::new(from, y, x, y + 10.0);
            x += 3.0;
            Word {
                text: text.into(),
                rect,
                size: 10.0,
                ..Word::default()
            }
        };
        Line::new(text.split(' ').map(word).collect())
    }

    /// The dishes of these lines, each at its y.
    fn told(lines: &[(&str, f32)]) -> Vec<String> {
        let lines: Vec<Line> = lines.iter().map(|(text, y)| line(text, *y)).collect();
        let hand = Hand::learn(&[&lines], &Legend::default());
        let dishes = dishes(&lines, 200.0, &hand, &Legend::default());
        dishes.iter().map(text_of).collect()
    }

    #[test]
    fn a_mark_on_its_own_line_goes_with_the_dish_that_it_is_nearer_to() {
        assert_eq!(
            told(&[("Riz", 0.0), ("BIO", 12.0), ("Pomme", 36.0)]),
            ["Riz BIO", "Pomme"]
        );
        assert_eq!(
            told(&[("Riz", 0.0), ("BIO", 24.0), ("Pomme", 36.0)]),
            ["Riz", "BIO Pomme"]
        );
        assert_eq!(
            told(&[("BIO", 0.0), ("Riz", 12.0), ("BIO", 36.0)]),
            ["BIO Riz BIO"]
        );
    }

    #[test]
    fn a_mark_begins_no_side_dish() {
        for dish in [
            "Steak haché Bio sauce poivre",
            "Rôti de bœuf Label Rouge sauce poivre",
            "Betteraves - BIO",
            "Riz – Label Rouge",
        ] {
            assert_eq!(told(&[(dish, 0.0)]), [dish]);
        }
        assert_eq!(
            told(&[("Rôti de porc Bio Lentilles", 0.0)]),
            ["Rôti de porc Bio", "Lentilles"]
        );
    }

    #[test]
    fn two_courses_on_a_line_are_two_dishes() {
        for (line, [first, second]) in [
            (
                "Rôti de porc, coquillettes bio",
                ["Rôti de porc", "coquillettes bio"],
            ),
            ("Gouda / Poire bio", ["Gouda", "Poire bio"]),
        ] {
            assert_eq!(parts(line), [first, second]);
        }
        for line in [
            "Filet de colin, sauce citron",
            "Fromage blanc, fruits rouges",
            "Fromage blanc / Miel",
            "Fromage blanc, Coulis de fruits rouges",
            "Tomates, mozzarella",
            "Brandade, salade verte",
        ] {
            assert_eq!(parts(line), [line]);
        }
    }

    #[test]
    fn a_slash_between_capitals_offers_two_dishes_where_the_page_does_so() {
        let self_service = [
            ("Macédoine / Carottes râpées", 0.0),
            ("Colin pané / Cordon bleu", 12.0),
            ("Yaourt nature / Cantal", 24.0),
            ("Tagliatelles / gruyère râpé", 36.0),
        ];
        let told = told(&self_service);
        assert_eq!(told.len(), 7);
        assert_eq!(
            told.last().map(String::as_str),
            Some("Tagliatelles / gruyère râpé")
        );
    }

    #[test]
    fn a_page_of_pairs_offers_nothing() {
        let pairs = [
            ("Radis / Beurre", 0.0),
            ("Tomates / Mozzarella", 12.0),
            ("Tagliatelles / gruyère râpé", 24.0),
        ];
        assert_eq!(told(&pairs).len(), 3);
    }

    #[test]
    fn in_capitals_a_full_line_goes_on_with_what_is_no_dish() {
        let wide = "BOULETTES DE VOLAILLE AUX CHAMPIGNONS";
        for [first, second] in [
            [
                "DAHL DE LENTILLES DU PAYS DES VALLÉES",
                "CORAIL AU LAIT DE COCO",
            ],
            ["STEAKS DE SOJA ET DE BLÉ TENDRE GRILLÉS", "SAUCE TOMATE"],
            ["AIGUILLETTES DE POULET DE LOUÉ CITRON", "PANÉES"],
            ["GÂTEAU AU YAOURT ET CAKE AUX FRUITS", "CONFITS"],
        ] {
            let told = told(&[(wide, 0.0), (first, 12.0), (second, 24.0)]);
            assert_eq!(told, [wide.to_owned(), format!("{first} {second}")]);
        }
        let told = told(&[(wide, 0.0), (wide, 12.0), ("CAROTTES VICHY", 24.0)]);
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn on_a_page_of_capitals_a_capital_begins_no_dish() {
        for dish in ["SALADE DE RIZ, THON, MAÏS", "FROMAGE BLANC, FRUITS ROUGES"] {
            assert_eq!(told(&[(dish, 0.0)]), [dish]);
        }
    }

    #[test]
    fn a_whole_meal_on_a_line_is_its_dishes() {
        for line in [
            "salade de tomates, steak haché, frites, camembert, banane**",
            "soupe de légumes / couscous poulet / semoule / fromage blanc",
            "œuf mayonnaise ; brandade de morue ; salade ; flan",
            "Concombre, Sauté de veau, Purée",
        ] {
            assert!(parts(line).len() > 2, "{line}");
        }
        for line in [
            "Salade de tomates, concombre, maïs",
            "Radis/beurre",
            "Purée / salade",
            "Poêlée de carottes, navets et pommes de terre",
        ] {
            assert_eq!(parts(line), [line]);
        }
    }

    #[test]
    fn a_mark_after_a_dash_is_the_dishs_before() {
        let told = |text: &str| {
            let word = |t: &str| Word {
                text: t.into(),
                ..Word::default()
            };
            let words = text.split(' ').map(word).collect();
            choices(words, &Hand::default(), &Legend::default()).len()
        };
        for (text, count) in [
            ("Riz - BIO", 1),
            ("Fromage blanc – Bio – Local", 1),
            ("Steak haché - Label Rouge", 1),
            ("Poulet rôti – Haricots verts", 2),
            ("Poulet rôti - BIO - Haricots verts", 2),
            ("- Riz", 1),
        ] {
            assert_eq!(told(text), count, "{text}");
        }
    }

    #[test]
    fn a_bullet_that_the_legend_explains_is_a_mark_of_the_few() {
        let entry = Entry {
            sign: Sign::Text("●".to_owned()),
            meaning: Meaning::Label(Label::Siqo(Siqo::LabelRouge)),
            page: 1,
            rect: Rect::default(),
        };
        let legend = Legend {
            entries: vec![entry],
            ..Legend::default()
        };
        let line = |text: &str| {
            let word = |t: &str| Word {
                text: t.into(),
                ..Word::default()
            };
            Line::new(text.split(' ').map(word).collect())
        };
        let kept = |lines: &[Line]| {
            let runs: Vec<&[Line]> = lines.chunks(1).collect();
            let hand = Hand::learn(&runs, &legend);
            let names = dishes(lines.get(..1).unwrap(), 100.0, &hand, &legend);
            names.first().unwrap().first().unwrap().text == "●"
        };
        assert!(kept(&[line("● Steak haché"), line("Frites"), line("Riz")]));
        assert!(!kept(&[
            line("● Steak haché"),
            line("● Frites"),
            line("● Riz")
        ]));
    }
}
