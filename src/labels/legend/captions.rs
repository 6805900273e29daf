//! A page's lines → parts that may be captions, and captions: a legend's phrases beside their signs.

use crate::geometry::Rect;
use crate::labels::label::Meaning;
use crate::labels::pieces::{Kind, Piece, cut};
use crate::labels::vocabulary::{Term, vocabulary};
use crate::layout::Line;
use crate::pdf::{Colour, Page, Word};
use std::ops::Range;

/// A gap wider than this many font sizes parts two captions.
const WIDE_GAP: f32 = 1.5;
/// Words of a legend's title, at most: "Légende des pictogrammes :".
pub(super) const TITLE_WORDS: usize = 4;
/// Words and letters of the last of them, at most, that may be a lone sign before its phrase.
const LONE_SIGN: usize = 4;
/// Em that a picture takes before a text, at most.
const INDENT: f32 = 2.5;
/// A caption's next line begins within this many font sizes below it.
const NEXT_LINE: f32 = 0.9;
/// A caption that names no label stands within this many font sizes of one that does.
const UNKNOWN_GAP: f32 = 2.5;
/// The largest side of a picture or swatch that is a sign, in font sizes.
pub(super) const SIGN_SIZE: f32 = 6.0;
/// Em around a caption of one word in which other text makes it a part of a cell.
const CELL_REACH: f32 = 3.0;
/// Em between a sign in a cell and its phrase in the next, at most.
const CELL_GAP: f32 = 8.0;
/// How many lines a caption may take.
const CAPTION_LINES: usize = 3;

/// A part of a line, cut into pieces once.
pub(super) struct Part<'a> {
    pub words: &'a [Word],
    pub rect: Rect,
    /// The largest font size of its words, in points.
    pub size: f32,
    pub pieces: Vec<Piece>,
    /// A legend's phrase stands on it.
    pub names_a_label: bool,
    /// A word on it begins a legend's phrase.
    pub begins_a_phrase: bool,
    /// A legend's phrase may go on on the next line.
    pub ends_open: bool,
}

impl<'a> Part<'a> {
    fn new(words: &'a [Word]) -> Self {
        let pieces = cut(words);
        let phrases = &vocabulary().legend;
        let begins_a_phrase = pieces.iter().any(|p| phrases.begins(p));
        let any = |is: &dyn Fn(&[Piece]) -> bool| {
            let mut ends = (0..pieces.len()).filter_map(|i| pieces.get(i..));
            begins_a_phrase && ends.any(is)
        };
        Self {
            names_a_label: any(&|rest| phrases.at(rest).is_some()),
            ends_open: any(&|rest| phrases.go_on_after(rest)),
            begins_a_phrase,
            words,
            rect: Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default(),
            size: words.iter().map(|w| w.size).fold(0.0, f32::max),
            pieces,
        }
    }

    /// The words of three letters or more that are no label's.
    pub(super) fn names(&self) -> impl Iterator<Item = &Word> {
        let name = |(at, piece): (usize, &Piece)| {
            let rest = self.pieces.get(at..)?;
            let letters = piece.text.chars().filter(|c| c.is_alphabetic()).count();
            let named = letters > 2 && vocabulary().dish.at(rest).is_none();
            self.words.get(piece.word).filter(|_| named)
        };
        self.pieces.iter().enumerate().filter_map(name)
    }

    /// It is neither a caption nor a legend's title: "Salade", "Salade BIO".
    pub(super) fn may_be_a_dish(&self) -> bool {
        let known = vocabulary();
        let first = self.pieces.first();
        let titled = first.is_some_and(|p| known.titles.contains(&p.key));
        let named = first.is_some_and(|p| {
            let long = p.kind == Kind::Word && p.text.chars().nth(2).is_some();
            long && !known.fillers.contains(&p.key) && !known.legend.begins(p)
        });
        !titled && (named || !(self.names_a_label || self.ends_open))
    }
}

/// The lines, those joined that stand in one row of a legend set as a table: "AB" in a cell, "Agriculture biologique" in the
/// next.
pub(super) fn joined_with_signs(lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = lines.to_vec();
    for at in 0..joined.len() {
        let next = joined
            .get(at)
            .and_then(|sign| phrase_right_of(sign, &joined));
        let phrase = next
            .and_then(|next| joined.get_mut(next))
            .map(std::mem::take);
        let sign = phrase.zip(joined.get_mut(at));
        if let Some((phrase, sign)) = sign {
            let words = sign.words.iter().chain(&phrase.words).cloned();
            *sign = Line::new(words.collect());
        }
    }
    joined.retain(|line| !line.words.is_empty());
    joined
}

/// The next line of the row, where the first may be a lone sign, and the next begins a phrase that names a label.
fn phrase_right_of(sign: &Line, lines: &[Line]) -> Option<usize> {
    let size = sign.size().max(1.0);
    let letters = sign.words.last().map_or(0, |w| w.text.chars().count());
    let right = |(_, line): &(usize, &Line)| {
        let gap = line.rect.x0 - sign.rect.x1;
        line.rect.overlap_y(&sign.rect) > 0.5 * size && gap > 0.0 && gap < CELL_GAP * size
    };
    let lone = sign.words.len() == 1 && letters < LONE_SIGN;
    let row = lines.iter().enumerate().filter(|_| lone).filter(right);
    let (at, next) = row.min_by(|a, b| a.1.rect.x0.total_cmp(&b.1.rect.x0))?;
    let pieces = cut(&next.words);
    let known = vocabulary();
    let first = pieces
        .iter()
        .position(|p| !known.fillers.contains(&p.key))?;
    let named = known.legend.at(pieces.get(first..)?)?;
    let says = matches!(named.meaning, Meaning::Label(_)) && named.len() + first > 1;
    (says && is_sign_of(&sign.words, &next.words)).then_some(at)
}

/// All parts of a page's lines, top to bottom.
pub(super) fn parts_of<'a>(lines: &'a [Line], page: &Page) -> Vec<Part<'a>> {
    let mut all: Vec<Part> = lines.iter().flat_map(|l| parts(l, page)).collect();
    all.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    all
}

/// A line parted at wide gaps and where pictures stand, but not between a lone sign and its phrase.
fn parts<'a>(line: &'a Line, page: &Page) -> Vec<Part<'a>> {
    let mut from = 0;
    let mut parts = Vec::new();
    let pairs = line.words.iter().zip(line.words.iter().skip(1));
    for (at, (last, word)) in (1..).zip(pairs) {
        let wide = word.rect.x0 - last.rect.x1 > WIDE_GAP * word.size.max(1.0);
        let picture = || {
            let gap = Rect::new(
                last.rect.x1 - 1.0,
                line.rect.y0,
                word.rect.x0 + 1.0,
                line.rect.y1,
            );
            word.rect.x0 > last.rect.x1
                && page.pictures.iter().any(|p| gap.grown(2.0).holds(&p.rect))
        };
        let run = line.words.get(from..at).unwrap_or_default();
        let rest = line.words.get(at..).unwrap_or_default();
        if (wide && !is_sign_of(run, rest)) || picture() {
            parts.extend(line.words.get(from..at).map(Part::new));
            from = at;
        }
    }
    let last = line.words.get(from..).filter(|words| !words.is_empty());
    parts.extend(last.map(Part::new));
    parts
}

/// Whether a few letters before a wide gap may be the sign of what follows: "LR   Label Rouge", not "Bio   Local".
fn is_sign_of(run: &[Word], rest: &[Word]) -> bool {
    let letters = run.last().map_or(0, |w| w.text.chars().count());
    if run.len() + letters > LONE_SIGN {
        return false;
    }
    let named = |words: &[Word]| {
        let pieces = cut(words);
        vocabulary().legend.at(&pieces).map(|term| &term.meaning)
    };
    let both = named(run).zip(named(rest.get(..LONE_SIGN).unwrap_or(rest)));
    both.is_none_or(|(one, other)| one == other)
}

/// Whether the part is one of these.
pub(super) fn is_one_of(own: &[&Part], part: &Part) -> bool {
    own.iter().any(|p| std::ptr::eq(*p, part))
}

/// Whether a line is set as one of the legend's is: in its size, on its line or close to it in its column.
pub(super) fn is_set_as(part: &Part, own: &Part) -> bool {
    let size = own.size.max(1.0);
    let apart = (part.rect.y0 - own.rect.y1).max(own.rect.y0 - part.rect.y1);
    let in_column = (part.rect.x0 - own.rect.x0).abs() < 0.5 * size && apart < UNKNOWN_GAP * size;
    let on_line = own.rect.overlap_y(&part.rect) > 0.5 * size;
    (in_column || on_line) && (part.size - own.size).abs() < 0.15 * size
}

/// Whether `below` carries on the caption of `above`.
pub(super) fn carries_on(above: &Part, below: &Part) -> bool {
    let size = above.size.max(1.0);
    let gap = below.rect.y0 - above.rect.y1;
    let indent = above.rect.x0 - below.rect.x0;
    // A picture within the text moves its first line to the right.
    let pictured = above.ends_open && indent > 0.0 && indent < INDENT * size;
    let aligned = indent.abs() < size
        || (above.rect.centre_x() - below.rect.centre_x()).abs() < size
        || pictured;
    gap > -0.5 * size
        && below.rect.y0 > above.rect.y0 + 0.3 * size
        && gap < NEXT_LINE * size
        && aligned
        && (above.size - below.size).abs() < 0.15 * size
}

/// The lines that may be the caption which begins at this one.
pub(super) fn caption_from<'l>(all: &'l [Part<'l>], at: usize) -> Vec<&'l Part<'l>> {
    let mut block: Vec<&Part> = all.get(at).into_iter().collect();
    for below in all.get(at + 1..).unwrap_or_default().iter().take(60) {
        let last = block.last().filter(|_| block.len() < CAPTION_LINES);
        let Some(last) =
            last.filter(|last| below.rect.y0 - last.rect.y1 < NEXT_LINE * last.size.max(1.0))
        else {
            break;
        };
        if carries_on(last, below) {
            block.push(below);
        }
    }
    block
}

/// Whether the part stands in a cell of dishes: then a picture or colour beside it is a dish's.
pub(super) fn is_in_a_cell(page: &Page, all: &[Part], at: usize) -> bool {
    let Some(head) = all.get(at) else {
        return false;
    };
    under_a_dish(all, at)
        || goes_on_a_dish(page, all, head)
        || (head.words.len() == 1 && among_dishes(all, at) && !is_one_of_a_strip(all, head))
        || repeated_under_dishes(all, head)
}

/// Whether other labels are named on its line, or below it in its column, and no dish stands on its line or right above: a
/// strip of captions, however close it is to the dishes.
fn is_one_of_a_strip(all: &[Part], head: &Part) -> bool {
    let text = |part: &Part| -> Vec<_> { part.pieces.iter().map(|p| p.key.clone()).collect() };
    let own = text(head);
    let abreast = |p: &Part| p.rect.overlap_y(&head.rect) > 0.5 * head.size;
    let next = |p: &Part| abreast(p) || p.rect.y0 > head.rect.y0;
    let fellow = |p: &Part| p.names_a_label && is_set_as(p, head) && next(p) && text(p) != own;
    let dish = |p: &Part| abreast(p) && p.may_be_a_dish();
    all.iter().any(fellow) && !all.iter().any(dish) && !right_under_text(all, head)
}

/// Whether a line that is no caption stands right above: then a picture or colour beside this one is a dish's.
fn under_a_dish(all: &[Part], at: usize) -> bool {
    let Some(head) = all.get(at) else {
        return false;
    };
    let above = all.get(..at).unwrap_or_default().iter().rev().take(60);
    above
        .filter(|p| p.may_be_a_dish())
        .any(|p| carries_on(p, head))
}

/// Whether only a picture stands between it and a text that is no caption: "Crème caramel ◉ local". A text with a picture of
/// its own before it may be a caption in words that nobody knows.
fn goes_on_a_dish(page: &Page, all: &[Part], head: &Part) -> bool {
    let size = head.size.max(1.0);
    let leads = |left: &Rect, right: &Rect| {
        let gap = right.x0 - left.x1;
        left.overlap_y(right) > 0.5 * size && gap > -0.5 * size && gap < INDENT * size
    };
    let captioned = |p: &Part| page.pictures.iter().any(|own| leads(&own.rect, &p.rect));
    let said = |p: &Part| Caption::new(&[p]).is_led_to(p.pieces.len());
    let mut left = all.iter().filter(|p| p.may_be_a_dish());
    left.any(|p| leads(&p.rect, &head.rect) && !captioned(p) && !said(p))
}

/// Whether a line that is no caption stands close above or below, in the same column: the text of a cell.
fn among_dishes(all: &[Part], at: usize) -> bool {
    let Some(head) = all.get(at) else {
        return false;
    };
    let reach = head.rect.grown(CELL_REACH * head.size.max(1.0));
    let from = at.saturating_sub(60);
    let near = all.get(from..).unwrap_or_default().iter().take(120);
    near.filter(|p| p.may_be_a_dish() && p.rect != head.rect)
        .any(|p| p.rect.overlap_x(&head.rect) > 0.0 && reach.holds(&p.rect))
}

/// Whether the same caption stands right under other text in several places: a mark of dishes, however it is drawn.
fn repeated_under_dishes(all: &[Part], head: &Part) -> bool {
    let key = |part: &Part| -> Vec<_> { part.pieces.iter().map(|p| p.key.clone()).collect() };
    let caption = key(head);
    let same = all.iter().filter(|p| key(p) == caption);
    same.filter(|p| right_under_text(all, p)).nth(1).is_some()
}

/// Whether a line that is no caption stands right above the part, or above what stands left of it on its line.
fn right_under_text(all: &[Part], part: &Part) -> bool {
    let near = |p: &&Part| (p.rect.y0 - part.rect.y0).abs() < 2.0 * p.size.max(part.size);
    let size = part.size.max(1.0);
    let left = |p: &&Part| {
        p.rect.overlap_y(&part.rect) > 0.5 * size
            && p.rect.x1 <= part.rect.x0
            && part.rect.x0 - p.rect.x1 < SIGN_SIZE * size
    };
    let beside = all.iter().filter(near).filter(left).map(|p| p.rect);
    let line = beside.fold(part.rect, |line, rect| line.union(&rect));
    all.iter().filter(near).any(|p| {
        let gap = line.y0 - p.rect.y1;
        p.may_be_a_dish()
            && p.rect.overlap_x(&line) > 0.0
            && p.rect.y0 < line.y0 - 0.3 * size
            && gap < NEXT_LINE * p.size.max(size)
    })
}

/// Whether an entry that begins here begins on the line, or the line is nothing but its sign.
pub(super) fn begins_on(line: &Part, entry: &Rect) -> bool {
    let small = |w: &Word| w.text.chars().any(char::is_lowercase);
    let bare = line.words.len() <= 2 && !line.words.iter().any(small);
    bare || entry.y0 < line.rect.centre_y()
}

/// One caption's pieces and words.
pub(super) struct Caption<'a> {
    pub words: Vec<&'a Word>,
    pub pieces: Vec<Piece>,
    pub first_of_line: Vec<bool>,
    pub lines: &'a [&'a Part<'a>],
    /// Where it begins after a title: "Légende : …".
    pub start: usize,
}

impl<'a> Caption<'a> {
    pub(super) fn new(lines: &'a [&'a Part]) -> Self {
        let mut caption = Self {
            words: Vec::new(),
            pieces: Vec::new(),
            first_of_line: Vec::new(),
            lines,
            start: 0,
        };
        for line in lines {
            let before = caption.words.len();
            for piece in &line.pieces {
                let first = piece.word == 0 && !piece.glued;
                caption.first_of_line.push(first);
                caption.pieces.push(Piece {
                    word: before + piece.word,
                    ..piece.clone()
                });
            }
            caption.words.extend(line.words);
        }
        caption.start = caption.end_of_title();
        caption
    }

    fn end_of_title(&self) -> usize {
        let head = self.pieces.iter().take(TITLE_WORDS + 1);
        let colon = head.clone().position(|p| p.text == ":");
        let is_title = |p: &Piece| vocabulary().titles.contains(&p.key);
        match colon {
            Some(colon) if head.take(colon).any(is_title) => colon + 1,
            _ => 0,
        }
    }

    /// Whether nothing but a colon or a dash stands before, at the caption's beginning: what stands beside it is its sign.
    pub(super) fn begins_at(&self, at: usize) -> bool {
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        before.iter().all(|p| p.kind == Kind::Punct)
    }

    /// Whether only words of a legend's sentence stand before: in "Le logo ◉ signale les produits bio", and in "◉ Les
    /// produits qui portent ce logo sont bio", the picture beside the caption is its sign.
    pub(super) fn is_led_to(&self, at: usize) -> bool {
        let known = vocabulary();
        let words = (self.start..at).filter_map(|i| self.key(i));
        let sentence = |k: &str| {
            let lists = [
                &known.verbs,
                &known.fillers,
                &known.bearers,
                &known.products,
            ];
            lists.iter().any(|list| list.contains(k))
        };
        let plain = |i: usize| matches!(self.kind(i), Some(Kind::Word | Kind::Punct));
        (self.start..at).all(plain) && words.into_iter().all(sentence)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|p| p.kind)
    }

    pub(super) fn key(&self, at: usize) -> Option<&str> {
        self.pieces
            .get(at)
            .filter(|p| p.kind == Kind::Word)
            .map(|p| p.key.as_str())
    }

    pub(super) fn rect(&self, from: usize, to: usize) -> Rect {
        let run = self.pieces.get(from..to).unwrap_or_default();
        Rect::around(run.iter().map(|p| p.rect)).unwrap_or_default()
    }

    /// The ink of the run, when it is one.
    pub(super) fn ink(&self, from: usize, to: usize) -> Option<Colour> {
        let run = self.pieces.get(from..to)?;
        let mut inks = run
            .iter()
            .filter(|p| p.kind == Kind::Word)
            .filter_map(|p| self.words.get(p.word))
            .map(|w| w.colour);
        let first = inks.next()?;
        inks.all(|c| c == first).then_some(first)
    }
}

impl Caption<'_> {
    /// Its sentences: the pieces up to a full stop, a dash, or the next symbol that begins a caption.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut ends: Vec<usize> = (1..self.pieces.len())
            .filter(|at| self.ends_at(*at))
            .collect();
        ends.push(self.pieces.len());
        let mut from = 0;
        let ranges = ends
            .into_iter()
            .map(|to| std::mem::replace(&mut from, to)..to);
        ranges.collect()
    }

    fn ends_at(&self, at: usize) -> bool {
        let conditions = &vocabulary().conditions;
        let text = self.pieces.get(at).map_or("", |p| p.text.as_str());
        let next = self.key(at + 1).is_some_and(|k| conditions.contains(k));
        let dash = matches!(text, "-" | "–" | "—" | "|" | "•") && !next;
        let marks = self.kind(self.start) == Some(Kind::Mark);
        let next_mark = marks && self.kind(at) == Some(Kind::Mark);
        dash || next_mark || matches!(text, "." | ";" | "!")
    }

    pub(super) fn in_brackets(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.kind(b));
        before == Some(Kind::Open) && self.kind(at + 1) == Some(Kind::Close)
    }

    pub(super) fn is_conditional(&self, sentence: &Range<usize>) -> bool {
        let conditions = &vocabulary().conditions;
        let mut keys = sentence.clone().filter_map(|at| self.key(at));
        keys.any(|k| conditions.contains(k))
    }

    /// "bio ou local".
    pub(super) fn offers_two_labels(&self, sentence: &Range<usize>) -> bool {
        let or = |at: usize| self.key(at) == Some("ou");
        let mut ors = sentence.clone().filter(|at| or(*at));
        let labels = |part: Range<usize>| self.labels(&part).into_iter().next();
        ors.any(|at| {
            let sides = labels(sentence.start..at).zip(labels(at + 1..sentence.end));
            sides.is_some_and(|(one, other)| one != other)
        })
    }

    /// Whether the sentence names one label, once or oftener.
    pub(super) fn names_one_label(&self, sentence: &Range<usize>) -> bool {
        let labels = self.labels(sentence);
        let first = labels.first();
        first.is_some_and(|first| labels.iter().all(|l| l == first))
    }

    /// The labels that a sentence names.
    fn labels(&self, sentence: &Range<usize>) -> Vec<Meaning> {
        let mut labels = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let rest = self.pieces.get(at..sentence.end).unwrap_or_default();
            let term = vocabulary().legend.at(rest);
            let label = term.filter(|t| matches!(t.meaning, Meaning::Label(_)));
            labels.extend(label.map(|t| t.meaning.clone()));
            at += term.map_or(1, Term::len);
        }
        labels
    }

    pub(super) fn text(&self, sentence: &Range<usize>) -> String {
        let pieces = self.pieces.get(sentence.clone()).unwrap_or_default();
        let mut text = String::new();
        for piece in pieces {
            if !piece.glued {
                text.push(' ');
            }
            text.push_str(&piece.text);
        }
        text.trim().to_owned()
    }
}
