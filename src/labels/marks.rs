//! A dish's words → its name without marks, its labels, and the marks that nothing explains.

use super::allergens::Allergen;
use super::label::{Entry, Found, Label, Legend, Meaning, Reading, Sign};
use super::likeness::{ANOTHER_SIZE, Likeness, SAME_INK, Styles, shown, wears};
use super::pieces::{Kind, Piece, cut, cut_text, plain_sign, same_sign};
use super::vocabulary::{Term, vocabulary};
use crate::geometry::Rect;
use crate::pdf::{Colour, Fill, Picture, Word};
use std::collections::{BTreeMap, BTreeSet};

/// Words before a label's in which a negation takes it back.
const NEGATION: usize = 5;
/// Pieces after a label's that tell its condition.
const CONDITION: usize = 3;
/// Letters of the shortest word of a name ("riz") whose style tells: "et" and "ou" may be set in any.
const SHORTEST_NAME: usize = 3;

/// Reads the words of one dish, in reading order: `pictures` are the dish's own, `fills` the page's small areas.
/// The legend decides first, then the default vocabulary; a mark that neither explains is taken off and reported.
pub fn read_marks(
    words: &[Word],
    pictures: &[&Picture],
    fills: &[Fill],
    legend: &Legend,
) -> Reading {
    let mut dish = Dish::new(words, legend);
    dish.take_references();
    dish.take_marks();
    dish.take_words();
    dish.take_letters();
    dish.take_joins();
    dish.take_lines(words, fills);
    dish.take_styles(words, fills);
    dish.take_pictures(pictures);
    Reading {
        marks: dish.whole_words(words),
        name: name(&dish.pieces, &dish.gone),
        found: dish.found,
        allergens: dish.allergens,
        unclear: dish.unclear,
        unexplained: dish.unexplained,
        conditional: dish.conditional,
    }
}

/// Whether the words are nothing but marks and label words.
pub fn only_marks(words: &[Word], legend: &Legend) -> bool {
    // Most dishes are told by their first word.
    let first = words.first().map(std::slice::from_ref).map(cut);
    let stays = |p: &Piece| {
        let name = p.kind == Kind::Word && p.text.chars().any(char::is_alphanumeric);
        let long = p.text.chars().nth(1).is_some();
        name && long && !vocabulary().dish.begins(p) && said_word(p, legend).is_none()
    };
    if first.is_some_and(|pieces| pieces.first().is_some_and(stays)) {
        return false;
    }
    let reading = read_marks(words, &[], &[], legend);
    only_labels(&reading.name) && (!reading.found.is_empty() || !reading.unexplained.is_empty())
}

/// Whether the text is nothing but labels' words that stay in names ("Maison"), or no word at all.
fn only_labels(text: &str) -> bool {
    let pieces = cut_text(text);
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let count = match first.text.chars().any(char::is_alphanumeric) {
            true => vocabulary().dish.at(rest).map(Term::len),
            false => Some(1),
        };
        let Some(left) = count.and_then(|count| rest.get(count..)) else {
            return false;
        };
        rest = left;
    }
    true
}

/// The legend's entry for a sign.
fn said<'a>(text: &str, legend: &'a Legend) -> Option<&'a Entry> {
    let mut entries = legend.entries.iter();
    entries.find(|e| matches!(&e.sign, Sign::Text(t) if same_sign(t, text)))
}

/// The legend's entry for a word of two letters or more, in any form of it where it is one of a sentence.
fn said_word<'a>(piece: &Piece, legend: &'a Legend) -> Option<&'a Entry> {
    piece.text.chars().nth(1)?;
    let same_word = |t: &str| {
        t.chars().nth(2).is_some()
            && t.chars().any(char::is_lowercase)
            && super::pieces::key(t) == piece.key
    };
    said(&piece.text, legend).or_else(|| {
        let mut entries = legend.entries.iter();
        entries.find(|e| matches!(&e.sign, Sign::Text(t) if same_word(t)))
    })
}

struct Dish<'a> {
    pieces: Vec<Piece>,
    gone: Vec<bool>,
    closed: Vec<bool>,
    legend: &'a Legend,
    found: Vec<Found>,
    unexplained: Vec<(String, Rect)>,
    conditional: Vec<(String, Rect)>,
    allergens: BTreeSet<Allergen>,
    /// Numbers and letters that may stand for allergens, and nothing tells for which.
    unclear: Vec<String>,
}

impl<'a> Dish<'a> {
    fn new(words: &[Word], legend: &'a Legend) -> Self {
        let pieces = cut(words);
        Self {
            gone: vec![false; pieces.len()],
            closed: vec![false; pieces.len()],
            pieces,
            legend,
            found: Vec::new(),
            unexplained: Vec::new(),
            conditional: Vec::new(),
            allergens: BTreeSet::new(),
            unclear: Vec::new(),
        }
    }

    fn remove(&mut self, from: usize, count: usize) {
        for gone in self.gone.iter_mut().skip(from).take(count) {
            *gone = true;
        }
    }

    /// The numbers of the words that are taken off whole.
    fn whole_words(&self, words: &[Word]) -> Vec<u32> {
        let mut stays = vec![false; words.len()];
        let left = self
            .pieces
            .iter()
            .zip(&self.gone)
            .filter(|(_, gone)| !**gone);
        for (piece, _) in left.filter(|(piece, _)| piece.kind == Kind::Word) {
            if let Some(stays) = stays.get_mut(piece.word) {
                *stays = true;
            }
        }
        let gone = words.iter().zip(stays).filter(|(_, stays)| !stays);
        gone.map(|(word, _)| word.number).collect()
    }

    fn note(&mut self, label: Label, sign: Sign, rect: Rect) {
        if self.found.iter().all(|f| f.label != label) {
            self.found.push(Found { label, sign, rect });
        }
    }

    /// Notes all that the legend says of the entry's sign.
    fn apply(&mut self, entry: &Entry, rect: Rect) {
        for label in self.legend.labels_of(&entry.sign) {
            self.note(label, entry.sign.clone(), rect);
        }
    }

    fn said(&self, text: &str) -> Option<&'a Entry> {
        said(text, self.legend)
    }

    /// The legend's entry for a symbol: by its ink too, where the legend prints it in several.
    fn said_mark(&self, text: &str, ink: Colour) -> Option<&'a Entry> {
        let inked = |e: &&Entry| matches!(&e.sign, Sign::Inked(t, _) if same_sign(t, text));
        let entries: Vec<&Entry> = self.legend.entries.iter().filter(inked).collect();
        if entries.is_empty() {
            return self.said(text);
        }
        let inks: Vec<Colour> = entries.iter().filter_map(|e| ink_of(&e.sign)).collect();
        let worn = |e: &&Entry| ink_of(&e.sign).is_some_and(|own| wears(ink, own, &inks));
        entries.into_iter().find(worn)
    }

    /// Brackets: allergen references are taken off, compositions are closed to the vocabulary.
    fn take_references(&mut self) {
        let mut open = None;
        for at in 0..self.pieces.len() {
            match self.pieces.get(at).map(|p| p.kind) {
                Some(Kind::Open) => open = Some(at),
                Some(Kind::Close) => {
                    if let Some(from) = open.take() {
                        self.read_bracket(from, at);
                    }
                }
                _ => {}
            }
        }
    }

    fn read_bracket(&mut self, from: usize, to: usize) {
        let inside = self.pieces.get(from + 1..to).unwrap_or_default();
        if let [lone] = inside
            && let Some(entry) = self.said(&lone.text)
        {
            self.apply(entry, lone.rect);
            self.remove(from, 3);
        } else if let Some(references) = references(inside) {
            let rect = Rect::around(inside.iter().map(|p| p.rect)).unwrap_or_default();
            let lone = references.len() == 1 && !self.has_key();
            for reference in &references {
                let entry = self
                    .said(reference)
                    .or_else(|| self.said(&format!("({reference})")));
                match entry {
                    Some(entry) => self.apply(entry, rect),
                    None if lone => self.unexplained.push((format!("({reference})"), rect)),
                    None => {}
                }
            }
            if !lone {
                self.refer_to(references);
            }
            self.remove(from, to + 1 - from);
        } else if composition(inside) {
            for closed in self.closed.iter_mut().take(to).skip(from) {
                *closed = true;
            }
        }
    }

    fn take_marks(&mut self) {
        for at in 0..self.pieces.len() {
            let Some(piece) = self.pieces.get(at) else {
                break;
            };
            if piece.kind != Kind::Mark {
                continue;
            }
            let (text, rect) = (piece.text.clone(), piece.rect);
            let known = self.said_mark(&text, piece.ink);
            let number = allergen_number(&self.pieces, at).filter(|_| self.has_key());
            if let Some(entry) = known {
                self.apply(entry, rect);
            } else if number.is_none() {
                self.unexplained.push((text.into(), rect));
            }
            if let Some(number) = number {
                self.refer_to(vec![number]);
            }
            self.remove(at, 1);
        }
    }

    /// Whether the page has a key of allergens.
    fn has_key(&self) -> bool {
        !self.legend.allergens.is_empty()
    }

    /// Numbers and letters that stand for allergens, all of which the page's key tells, and its legend gives no label.
    fn refer_to(&mut self, signs: Vec<String>) {
        let is_a_label = |sign: &String| {
            let bracketed = format!("({sign})");
            let entry = self.said(sign).or_else(|| self.said(&bracketed));
            entry.is_some_and(|e| matches!(e.meaning, Meaning::Label(_)))
        };
        let (labels, others): (Vec<String>, Vec<String>) = signs.into_iter().partition(is_a_label);
        let key = &self.legend.allergens;
        let twofold = labels.into_iter().find(|sign| key.tells_of(sign));
        match (key.all_of(&others), twofold) {
            (Some(allergens), None) => self.allergens.extend(allergens),
            (_, twofold) => self.unclear.extend(others.into_iter().chain(twofold)),
        }
    }

    fn take_words(&mut self) {
        let mut at = 0;
        while at < self.pieces.len() {
            at += self.take_word(at).max(1);
        }
    }

    /// How many pieces the label word that begins here covers; 0 for none.
    fn take_word(&mut self, at: usize) -> usize {
        let Some(piece) = self.pieces.get(at) else {
            return 0;
        };
        let closed = self.closed.get(at).is_some_and(|c| *c);
        if piece.kind != Kind::Word || closed || self.joined(at, 1) {
            return 0;
        }
        if let Some(entry) = said_word(piece, self.legend) {
            let rect = piece.rect;
            self.apply(entry, rect);
            self.remove(at, 1);
            return 1;
        }
        let rest = self.pieces.get(at..).unwrap_or_default();
        let Some(term) = vocabulary().dish.at(rest) else {
            return 0;
        };
        let count = term.len();
        if self.joined(at, count) || self.excluded(term, at) {
            return 0;
        }
        if self.negated(at) {
            return count;
        }
        if self.is_conditional(at + count) {
            let run = rest.get(..count + CONDITION).unwrap_or(rest);
            let text = name(run, &vec![false; run.len()]);
            self.conditional.push((text, piece.rect));
            return count;
        }
        self.take_term(term, at)
    }

    fn take_term(&mut self, term: &Term, at: usize) -> usize {
        let count = term.len();
        let run = self.pieces.get(at..at + count).unwrap_or_default();
        let rect = Rect::around(run.iter().map(|p| p.rect)).unwrap_or_default();
        let printed: Vec<&str> = run.iter().map(|p| p.text.as_str()).collect();
        let sign = Sign::Text(printed.join(" "));
        if let Meaning::Label(label) = term.meaning {
            self.note(label, sign, rect);
        }
        let is_a_mark =
            self.in_brackets(at, count) || self.on_its_own_line(at, count) || self.is_set_apart(at);
        if term.strip || is_a_mark {
            self.remove(at, count);
        }
        count
    }

    /// Whether the run is only a part of a printed word.
    fn joined(&self, at: usize, count: usize) -> bool {
        let piece = |i: usize| self.pieces.get(i);
        let before = at.checked_sub(1).and_then(piece);
        let glued_before = piece(at).is_some_and(|p| p.glued)
            && before.is_some_and(|b| b.kind == Kind::Word && !b.text.ends_with(['\'', '’']));
        let own = at + count;
        let last = own.checked_sub(1).and_then(piece);
        let elided = count == 1 && last.is_some_and(|l| l.text.ends_with(['\'', '’']));
        let glued_after = piece(own).is_some_and(|p| p.glued && p.kind == Kind::Word);
        glued_before || (glued_after && !elided)
    }

    fn excluded(&self, term: &Term, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.pieces.get(b));
        let is_of_another = |b: &Piece| b.kind == Kind::Word && term.not_after.contains(&b.key);
        if before.is_some_and(is_of_another) && !self.is_set_apart(at) {
            return true;
        }
        let shouting = self
            .pieces
            .iter()
            .filter(|p| p.kind == Kind::Word)
            .all(|p| !p.text.chars().any(char::is_lowercase));
        let after = self.pieces.get(at + term.len());
        term.not_before_capital
            && !shouting
            && after.is_some_and(|a| {
                a.kind == Kind::Word && !a.upper() && a.text.starts_with(char::is_uppercase)
            })
    }

    /// Whether a word before it in the same phrase takes the label back: "non issu de l'agriculture biologique".
    fn negated(&self, at: usize) -> bool {
        let known = vocabulary();
        let before = self.pieces.get(..at).unwrap_or_default().iter().rev();
        let phrase = before.take_while(|p| p.kind == Kind::Word).take(NEGATION);
        let mut words = phrase
            .skip_while(|p| known.fillers.contains(&p.key) && !known.negators.contains(&p.key));
        words
            .next()
            .is_some_and(|p| known.negators.contains(&p.key))
    }

    /// Whether what follows leaves open whether the label is borne: "bio selon arrivage", "bio ou conventionnel".
    fn is_conditional(&self, after: usize) -> bool {
        let rest = self.pieces.get(after..).unwrap_or_default().iter();
        let rest = rest.skip_while(|p| p.kind != Kind::Word);
        let mut words = rest.take_while(|p| p.kind == Kind::Word).take(CONDITION);
        let first = words.find(|p| !matches!(p.key.as_str(), "ou" | "en"));
        first.is_some_and(|p| vocabulary().provisos.contains(&p.key))
    }

    /// Whether it stands alone on its line, with a capital: "Maison" is a mark there, "maison" the end of a name.
    fn on_its_own_line(&self, at: usize, count: usize) -> bool {
        let line = |i: usize| self.pieces.get(i).map(|p| p.rect);
        let apart = |other: Option<Rect>| {
            let both = other.zip(line(at));
            both.is_none_or(|(a, b)| a.overlap_y(&b) <= 0.0 && a != b)
        };
        let before = at.checked_sub(1).and_then(line);
        let first = self.pieces.get(at).and_then(|p| p.text.chars().next());
        self.pieces.len() > count
            && first.is_some_and(char::is_uppercase)
            && apart(before)
            && apart(line(at + count))
    }

    fn in_brackets(&self, at: usize, count: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.pieces.get(b));
        let after = self.pieces.get(at + count);
        before.is_some_and(|b| b.kind == Kind::Open) && after.is_some_and(|a| a.kind == Kind::Close)
    }

    /// A single letter or digit of the legend counts only at the end, for "Vitamine C" is a name, or where it is set apart;
    /// and where nothing else is left.
    fn take_letters(&mut self) {
        for at in (1..self.pieces.len()).rev() {
            let Some(piece) = self.pieces.get(at) else {
                break;
            };
            if self.is_gone(at) || matches!(piece.kind, Kind::Punct) {
                continue;
            }
            if !self.take_letter(at) {
                break;
            }
        }
        for at in 0..self.pieces.len() {
            let letter = || self.said_letter(at).is_some() && self.is_set_apart(at);
            if !self.is_gone(at) && letter() {
                self.take_letter(at);
            }
        }
        let left = |at: &usize| {
            let kind = self.pieces.get(*at).map(|p| p.kind);
            !self.is_gone(*at) && kind == Some(Kind::Word)
        };
        let left: Vec<usize> = (0..self.pieces.len()).filter(left).collect();
        if left.iter().all(|at| self.said_letter(*at).is_some()) {
            for at in left {
                self.take_letter(at);
            }
        }
    }

    fn take_letter(&mut self, at: usize) -> bool {
        let entry = self.said_letter(at);
        if let Some((entry, piece)) = entry.zip(self.pieces.get(at)) {
            let rect = piece.rect;
            self.apply(entry, rect);
            self.remove(at, 1);
        }
        entry.is_some()
    }

    /// What the legend says of the single capital or digit that stands here.
    fn said_letter(&self, at: usize) -> Option<&'a Entry> {
        let piece = self.pieces.get(at).filter(|p| p.kind == Kind::Word)?;
        let mut letters = piece.text.chars();
        let letter = letters.next().filter(|_| letters.next().is_none())?;
        let whole = !piece.glued || self.is_listed(at);
        (whole && !letter.is_lowercase()).then(|| self.said(&piece.text))?
    }

    fn is_gone(&self, at: usize) -> bool {
        self.gone.get(at).is_some_and(|gone| *gone)
    }

    /// Whether the piece is set in another size or ink than most of the name: a mark beside it, and no part of it.
    fn is_set_apart(&self, at: usize) -> bool {
        let mut letters: BTreeMap<(i32, Colour), usize> = BTreeMap::new();
        for piece in self.pieces_of_the_name() {
            let tenths = (10.0 * piece.rect.height()) as i32;
            *letters.entry((tenths, piece.ink)).or_default() += piece.text.len();
        }
        let plain = letters.into_iter().max_by_key(|(_, count)| *count);
        let styles = plain.zip(self.pieces.get(at));
        styles.is_some_and(|(((tenths, ink), _), piece)| {
            let height = tenths as f32 / 10.0;
            let other_size = (piece.rect.height() - height).abs() > ANOTHER_SIZE * height;
            other_size || piece.ink.distance(ink) > SAME_INK
        })
    }

    /// The words that are no label's.
    fn pieces_of_the_name(&self) -> Vec<&Piece> {
        let mut named = Vec::new();
        let mut rest = self.pieces.as_slice();
        while let Some(piece) = rest.first() {
            let term = vocabulary().dish.at(rest).map(Term::len);
            if term.is_none() && piece.kind == Kind::Word {
                named.push(piece);
            }
            rest = rest.get(term.unwrap_or(1)..).unwrap_or_default();
        }
        named
    }

    /// "et" between two marks: "bio et local".
    fn take_joins(&mut self) {
        let is_mark = |at: usize| self.gone.get(at).is_some_and(|g| *g);
        let stays = |at: &usize| {
            let kind = self.pieces.get(*at).map(|p| p.kind);
            kind != Some(Kind::Punct) || is_mark(*at)
        };
        let joins = (0..self.pieces.len()).filter(|at| {
            let join = self.pieces.get(*at).is_some_and(|p| p.key == "et");
            let before = (0..*at).rev().find(stays);
            let after = (at + 1..self.pieces.len()).find(stays);
            join && before.is_some_and(is_mark) && after.is_some_and(is_mark)
        });
        for at in joins.collect::<Vec<_>>() {
            self.remove(at, 1);
        }
    }

    /// "B,L": the letter ends a list whose every part is a sign of the legend.
    fn is_listed(&self, at: usize) -> bool {
        let glued = |i: &usize| self.pieces.get(*i).is_some_and(|p| p.glued);
        let Some(from) = (0..at).rev().find(|i| !glued(i)) else {
            return false;
        };
        let list = self.pieces.get(from..at).unwrap_or_default();
        let joins = |p: &Piece| p.kind == Kind::Punct && matches!(p.text.as_str(), "," | "/");
        let pairs = list.chunks(2);
        pairs.into_iter().all(|pair| match pair {
            [letter, join] => {
                let single = letter.text.chars().count() == 1;
                single && joins(join) && self.said(&letter.text).is_some()
            }
            _ => false,
        })
    }

    /// Lines under the name that are a sign of the legend as a whole: they give its label, and are no part of the name.
    fn take_lines(&mut self, words: &[Word], fills: &[Fill]) {
        let styles = Styles::new(self.legend, fills);
        let lines = || words.chunk_by(|a, b| a.rect.overlap_y(&b.rect) > 0.0);
        if styles.entries.is_empty() || lines().nth(1).is_none() {
            return;
        }
        let first = lines().next().and_then(|line| line.first());
        let mut begin = 0;
        for line in lines() {
            let whole = begin..begin + line.len();
            begin = whole.end;
            let below = first.filter(|_| whole.start > 0);
            let told = below.and_then(|name| styles.of_note(name, line));
            if let Some(entry) = told {
                let rect = Rect::around(line.iter().map(|w| w.rect)).unwrap_or_default();
                self.apply(entry, rect);
                let of_line = self.pieces.iter().map(|p| whole.contains(&p.word));
                let gone = self.gone.iter_mut().zip(of_line);
                gone.for_each(|(gone, of_line)| *gone |= of_line);
            }
        }
    }

    /// A style that some of the name wears, marks aside: the dish bears what one part of it does.
    fn take_styles(&mut self, words: &[Word], fills: &[Fill]) {
        let styles = Styles::new(self.legend, fills);
        if styles.entries.is_empty() {
            return;
        }
        let rect = Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default();
        let stays = |word: usize| {
            let pieces = self.pieces.iter().zip(&self.gone);
            let mut left = pieces.filter(|(p, gone)| p.word == word && !**gone);
            left.any(|(p, _)| p.kind == Kind::Word)
        };
        let named = words.iter().enumerate();
        let named = named.filter(|(at, w)| letters_of(w) >= SHORTEST_NAME && stays(*at));
        let named: Vec<&Word> = named.map(|(_, w)| w).collect();
        for entry in &styles.entries {
            if named.iter().any(|w| styles.bears(w, &entry.sign)) {
                self.apply(entry, rect);
            }
        }
    }

    /// A picture that looks like two of the legend's is none of them, and is told.
    fn take_pictures(&mut self, pictures: &[&Picture]) {
        for picture in pictures {
            match shown(picture, self.legend) {
                Likeness::Of(entry) => self.apply(entry, picture.rect),
                Likeness::Unclear(sign) => {
                    self.unexplained.push((sign.to_string(), picture.rect));
                }
                Likeness::None => {}
            }
        }
    }
}

/// The number that a mark may be of an allergen: "(12)", "³"; of "¹³", which may be two, what no key tells.
fn allergen_number(pieces: &[Piece], at: usize) -> Option<String> {
    let piece = pieces.get(at)?;
    let number = plain_sign(&piece.text);
    let number = number.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
    let raised = |p: &Piece| p.kind == Kind::Mark && !p.text.starts_with(['(', '[']);
    let after = pieces
        .get(at + 1)
        .is_some_and(|next| next.glued && raised(next));
    let before = at.checked_sub(1).and_then(|b| pieces.get(b));
    let before = piece.glued && before.is_some_and(raised);
    match raised(piece) && (after || before) {
        true => Some(piece.text.to_string()),
        false => number.parse::<u8>().ok().map(|n| n.to_string()),
    }
}

fn letters_of(word: &Word) -> usize {
    word.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Allergen references: two or more numbers or single capitals, and nothing else.
fn references(inside: &[Piece]) -> Option<Vec<String>> {
    let mut references = Vec::new();
    for piece in inside {
        match piece.kind {
            Kind::Punct => {}
            Kind::Word => {
                references.extend(piece.text.split([',', '/', '.', '-']).map(str::to_owned))
            }
            _ => return None,
        }
    }
    let letter = references.len() == 1 && inside.iter().all(Piece::upper);
    let several = references.len() >= 2;
    ((letter || several) && references.iter().all(|r| is_reference(r))).then_some(references)
}

fn is_reference(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let letters = text.chars().skip(digits).count();
    let capital = text.chars().skip(digits).all(|c| c.is_ascii_uppercase());
    digits <= 2 && letters <= 1 && digits + letters > 0 && capital
}

/// A list of ingredients with their shares; "(100 % bio)" is none.
fn composition(inside: &[Piece]) -> bool {
    inside.len() > 4 && inside.iter().any(|p| p.text.contains('%'))
}

/// The ink of a symbol that the legend prints in several.
fn ink_of(sign: &Sign) -> Option<Colour> {
    match sign {
        Sign::Inked(_, ink) => Some(*ink),
        _ => None,
    }
}

/// What is left of the name, tidied.
fn name(pieces: &[Piece], gone: &[bool]) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if gone.get(at).is_some_and(|g| *g) || empty_bracket(pieces, gone, at) {
            continue;
        }
        if !piece.glued || text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece.text);
    }
    tidy(&text)
}

/// A bracket from which everything was taken off; one printed empty stays out too.
fn empty_bracket(pieces: &[Piece], gone: &[bool], at: usize) -> bool {
    let left = |i: &usize| !gone.get(*i).is_some_and(|g| *g);
    let kind = |i: usize| pieces.get(i).map(|p| p.kind);
    let punct = |i: &usize| kind(*i) != Some(Kind::Punct);
    match kind(at) {
        Some(Kind::Open) => {
            (at + 1..pieces.len())
                .filter(left)
                .find(punct)
                .and_then(kind)
                == Some(Kind::Close)
        }
        Some(Kind::Close) => {
            (0..at).rev().filter(left).find(punct).and_then(kind) == Some(Kind::Open)
        }
        _ => false,
    }
}

/// What taking words off a name leaves, and how it is mended.
const WRONG: &[(&str, &str)] = &[
    ("( ", "("),
    (" )", ")"),
    (" ,", ","),
    (",)", ")"),
    ("(,", "("),
    (", ,", ","),
    (",,", ","),
    ("\"\"", ""),
];

fn tidy(text: &str) -> String {
    let mut tidied = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrongs = if tidied.contains(['(', ')', ',', '"']) {
        WRONG
    } else {
        &[]
    };
    for (wrong, right) in wrongs {
        tidied = tidied.replace(wrong, right);
    }
    let loose: &[char] = &[
        ' ', '-', '–', '—', ',', ';', ':', '/', '&', '+', '|', '·', '•', '.', '=',
    ];
    tidied.trim_matches(loose).to_owned()
}
