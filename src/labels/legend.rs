//! A page's lines → its legend: signs beside phrases that name what they mean. A phrase without a sign beside it is no
//! legend; nor is one that follows other words, as on a dish.

use super::label::{Entry, Legend, Meaning, Sign, Unread};
use super::pieces::{Kind, Piece, cut, fold, plain_sign, same_sign};
use super::vocabulary::{Style, vocabulary};
use crate::calendar;
use crate::geometry::Rect;
use crate::layout::{Line, text_of};
use crate::pdf::{Colour, Fill, Page, Picture, Word};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

/// A gap wider than this many font sizes parts two captions.
const WIDE_GAP: f32 = 1.5;
/// A caption's next line begins within this many font sizes below it.
const NEXT_LINE: f32 = 0.9;
/// A picture stands within this many of its own widths of its caption.
const PICTURE_GAP: f32 = 1.6;
/// A caption that names no label stands within this many font sizes of one that does.
const UNKNOWN_GAP: f32 = 2.5;
/// The largest side of a picture or swatch that is a sign, in font sizes.
const SIGN_SIZE: f32 = 6.0;
/// Inks nearer than this (largest channel difference, 0 to 255) to the ordinary ink say nothing.
const ORDINARY: u8 = 48;
/// Inks nearer than this (largest channel difference) are one: rounding of colour spaces.
const SAME_INK: u8 = 16;
/// Degrees by which the hue of a colour may differ from that of the word for it.
const SAME_HUE: f32 = 45.0;
/// Grounds whose channels differ by no more (0 to 255) are white or grey.
const PALE: u8 = 16;
/// Two grounds no further apart (largest channel difference) are one.
const SAME_GROUND: u8 = 32;
/// More colours than this under the words of a page are a picture.
const MOST_GROUNDS: usize = 32;
/// Points: what is painted under a dish is no higher.
const GROUND_HEIGHT: f32 = 30.0;
/// Paper.
const WHITE: Colour = Colour {
    r: 255,
    g: 255,
    b: 255,
};
/// Em around a caption of one word in which other text makes it a part of a cell.
const CELL_REACH: f32 = 3.0;
/// How many lines a caption may take.
const CAPTION_LINES: usize = 3;
/// Letters of the shortest foods ("riz", "thé"): a shorter word before a phrase is no name.
const SHORTEST_FOOD: usize = 3;
/// Letters of a code ("VBF") that a legend explains in words nobody knows.
const CODE_LETTERS: usize = 4;
/// Words of a legend's title, at most: "Légende des pictogrammes :".
const TITLE_WORDS: usize = 4;
/// More pieces than this on one caption are no legend but a text.
const LONGEST: usize = 400;

/// Reads the page's legend; `lines` are all its lines of text. Entries come in reading order, `words` are those of the
/// captions that hold them, of what is set as these are, and of the legend's title.
pub fn read_legend(page: &Page, lines: &[Line]) -> Legend {
    let mut captions: Vec<Part> = lines.iter().flat_map(|l| parts(l, page)).collect();
    captions.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let reader = Reader {
        page,
        captions: &captions,
        ordinary: ordinary_ink(&page.words),
        inks: RefCell::default(),
        unread: RefCell::default(),
    };
    let mut legend = Legend::default();
    let mut own: Vec<&Part> = Vec::new();
    for at in 0..captions.len() {
        let Some((block, mut entries)) = reader.read_from(&captions, at) else {
            continue;
        };
        legend.unread.extend(leave_conditions(&block, &mut entries));
        own.extend(block);
        for entry in entries {
            let same = |e: &Entry| e.sign == entry.sign && e.meaning == entry.meaning;
            if !legend.entries.iter().any(same) {
                legend.entries.push(entry);
            }
        }
    }
    let companions = reader.companions(&own, &legend);
    own.extend(companions.iter().map(|(part, _)| *part));
    legend
        .entries
        .extend(companions.into_iter().map(|(part, sign)| Entry {
            sign,
            meaning: Meaning::Other(text_of(part.words)),
            page: page.number,
            rect: part.rect,
        }));
    legend.repeated = repeated(&legend, page);
    settle_inks(&mut legend);
    legend.unread.extend(reader.unread.take());
    for (part, entry) in footnotes(&captions, page.number) {
        let mut entry = entry;
        let unread = leave_conditions(&[part], std::slice::from_mut(&mut entry));
        legend.unread.extend(unread);
        if !matches!(&entry.sign, Sign::Text(t) if legend.tells_of(t)) {
            legend.entries.push(entry);
            own.push(part);
        }
    }
    let rest = continuations_and_titles(&own, &captions);
    let words = own.into_iter().chain(rest).flat_map(|part| part.words);
    legend.words = words.map(|word| (page.number, word.number)).collect();
    legend.leave_contradictions();
    let one_place = |a: &mut Unread, b: &mut Unread| a.rect.holds(&b.rect) || b.rect.holds(&a.rect);
    legend.unread.dedup_by(one_place);
    legend
}

/// The lines on which the legend's own go on, and its title.
fn continuations_and_titles<'l, 'w>(own: &[&Part], all: &'l [Part<'w>]) -> Vec<&'l Part<'w>> {
    let goes_on = |part: &Part| {
        let first = part.words.first().and_then(|w| w.text.chars().next());
        let open = first.is_some_and(|c| c.is_lowercase() || c == '(');
        open && own.iter().any(|above| carries_on(above, part))
    };
    let is_title = |part: &Part| {
        let titles = &vocabulary().titles;
        part.words.len() <= TITLE_WORDS && part.pieces.iter().any(|p| titles.contains(&p.key))
    };
    let mut rest: Vec<&Part> = Vec::new();
    if !own.is_empty() {
        rest.extend(all.iter().filter(|p| is_title(p) || goes_on(p)));
    }
    rest
}

/// The legend's images that stand elsewhere on the page too, to the byte; no two drawings need be, for coordinates are
/// rounded.
fn repeated(legend: &Legend, page: &Page) -> Vec<u64> {
    let pictures = legend.entries.iter().filter_map(|e| match &e.sign {
        Sign::Picture(picture) if !picture.vector => Some(picture),
        _ => None,
    });
    let copied = pictures.filter(|own| {
        let copy = |p: &&Picture| p.hash == own.hash && !own.rect.holds(&p.rect);
        page.pictures.iter().any(|p| copy(&p))
    });
    copied.map(|p| p.hash).collect()
}

/// "* bio selon arrivage": the sign is known, and gives no label.
fn leave_conditions(block: &[&Part], entries: &mut [Entry]) -> Vec<Unread> {
    let caption = Caption::new(block);
    let mut unread = Vec::new();
    for sentence in caption.sentences() {
        let labelled = |e: &&mut Entry| {
            let here = caption.rect(sentence.start, sentence.end);
            matches!(e.meaning, Meaning::Label(_)) && here.holds(&e.rect)
        };
        let unclear = caption.is_conditional(&sentence) || caption.offers_two_labels(&sentence);
        for entry in entries.iter_mut().filter(labelled).filter(|_| unclear) {
            let text = caption.text(&sentence);
            entry.meaning = Meaning::Other(text.clone());
            unread.push(Unread {
                text,
                page: entry.page,
                rect: entry.rect,
            });
        }
    }
    unread
}

/// A symbol's ink is a part of the sign only where the legend prints the symbol in several inks.
fn settle_inks(legend: &mut Legend) {
    let told = legend.entries.clone();
    let in_several = |text: &str, ink: Colour| {
        told.iter().any(|e| match &e.sign {
            Sign::Inked(t, other) => t == text && ink.distance(*other) > SAME_INK,
            _ => false,
        })
    };
    for entry in &mut legend.entries {
        if let Sign::Inked(text, ink) = &entry.sign
            && !in_several(text, *ink)
        {
            entry.sign = Sign::Text(text.clone());
        }
    }
    let words = |e: &Entry| matches!(e.sign, Sign::Text(_));
    let settled = std::mem::take(&mut legend.entries);
    for entry in settled {
        let same = |e: &Entry| e.sign == entry.sign && e.meaning == entry.meaning;
        if !(words(&entry) && legend.entries.iter().any(same)) {
            legend.entries.push(entry);
        }
    }
}

/// A part of a line, cut into pieces once.
struct Part<'a> {
    words: &'a [Word],
    rect: Rect,
    /// The largest font size of its words, in points.
    size: f32,
    pieces: Vec<Piece>,
    /// A legend's phrase stands on it.
    names_a_label: bool,
    /// A word on it begins a legend's phrase.
    begins_a_phrase: bool,
    /// A legend's phrase may go on on the next line.
    ends_open: bool,
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

    /// It is neither a caption nor a legend's title: "Salade", "Salade BIO".
    fn may_be_a_dish(&self) -> bool {
        let known = vocabulary();
        let first = self.pieces.first();
        let titled = first.is_some_and(|p| known.titles.contains(&p.key));
        let named = first.is_some_and(|p| {
            let long = p.kind == Kind::Word && p.text.chars().nth(2).is_some();
            long && !known.fillers.contains(&p.key) && !known.legend.begins(p)
        });
        !titled && (named || !self.names_a_label)
    }
}

/// "* aide à destination des écoles", "* plat avec un ingrédient bio": a sign told in any words, below the dishes that
/// bear it.
fn footnotes<'l, 'w>(captions: &'l [Part<'w>], page: u32) -> Vec<(&'l Part<'w>, Entry)> {
    let leading = |part: &Part| {
        let sign = part.pieces.first().filter(|p| p.kind == Kind::Mark)?;
        (2..=LONGEST)
            .contains(&part.pieces.len())
            .then(|| plain_sign(&sign.text))
    };
    let signs: Vec<Option<String>> = captions.iter().map(leading).collect();
    let borne_above = |note: &Part, sign: &str| {
        captions.iter().any(|part| {
            let mut later = part.pieces.iter().skip(1);
            part.rect.y1 < note.rect.y0
                && later.any(|p| p.kind == Kind::Mark && same_sign(&p.text, sign))
        })
    };
    let notes = captions.iter().zip(&signs).filter_map(|(part, sign)| {
        let sign = sign.as_ref()?;
        let once = signs.iter().flatten().filter(|s| *s == sign).count() == 1;
        (once && borne_above(part, sign)).then(|| {
            let entry = Entry {
                sign: Sign::Text(sign.clone()),
                meaning: only_label(part).unwrap_or_else(|| Meaning::Other(text_of(part.words))),
                page,
                rect: part.rect,
            };
            (part, entry)
        })
    });
    notes.collect()
}

/// The one label that a line names.
fn only_label(part: &Part) -> Option<Meaning> {
    let lines = [part];
    let caption = Caption::new(&lines);
    let labels = caption.labels(&(0..caption.pieces.len()));
    let first = labels.first()?.meaning.clone();
    labels.iter().all(|l| l.meaning == first).then_some(first)
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
        if (wide && at - from + last.text.chars().count() > 4) || picture() {
            parts.extend(line.words.get(from..at).map(Part::new));
            from = at;
        }
    }
    let last = line.words.get(from..).filter(|words| !words.is_empty());
    parts.extend(last.map(Part::new));
    parts
}

/// The ink of most letters: black or grey where there is any, however much of the page is coloured.
fn ordinary_ink(words: &[Word]) -> Colour {
    let mut letters: BTreeMap<Colour, usize> = BTreeMap::new();
    for word in words {
        *letters.entry(word.colour).or_default() += word.text.len();
    }
    let grey = |ink: &Colour| ink.chroma() <= ORDINARY && ink.distance(WHITE) > ORDINARY;
    let inks = letters.into_iter();
    inks.max_by_key(|(ink, n)| (grey(ink), *n))
        .map(|(ink, _)| ink)
        .unwrap_or_default()
}

/// Whether a line is set as one of the legend's is: in its size, on its line or close to it in its column.
fn is_set_as(part: &Part, own: &Part) -> bool {
    let size = own.size.max(1.0);
    let apart = (part.rect.y0 - own.rect.y1).max(own.rect.y0 - part.rect.y1);
    let in_column = (part.rect.x0 - own.rect.x0).abs() < 0.5 * size && apart < UNKNOWN_GAP * size;
    let on_line = own.rect.overlap_y(&part.rect) > 0.5 * size;
    (in_column || on_line) && (part.size - own.size).abs() < 0.15 * size
}

/// Whether `below` carries on the caption of `above`.
fn carries_on(above: &Part, below: &Part) -> bool {
    let size = above.size.max(1.0);
    let gap = below.rect.y0 - above.rect.y1;
    let aligned = (above.rect.x0 - below.rect.x0).abs() < size
        || (above.rect.centre_x() - below.rect.centre_x()).abs() < size;
    gap > -0.5 * size
        && below.rect.y0 > above.rect.y0 + 0.3 * size
        && gap < NEXT_LINE * size
        && aligned
        && (above.size - below.size).abs() < 0.15 * size
}

/// The lines that may be the caption which begins at this one.
fn caption_from<'l>(all: &'l [Part<'l>], at: usize) -> Vec<&'l Part<'l>> {
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

/// Whether the entry begins on the line: its phrase does, or the line is nothing but its sign.
fn begins_on(line: &Part, entry: &Entry) -> bool {
    let small = |w: &Word| w.text.chars().any(char::is_lowercase);
    let bare = line.words.len() <= 2 && !line.words.iter().any(small);
    bare || entry.rect.y0 < line.rect.centre_y()
}

/// "Produit local *", not "Fruit de saison*" nor "Yaourt bio*": those are dishes.
fn names_products(caption: &Caption, phrase: &Phrase) -> bool {
    let label = matches!(phrase.meaning, Meaning::Label(_));
    let noun = caption.key(phrase.from);
    label && phrase.from == 0 && noun.is_some_and(|k| vocabulary().products.contains(k))
}

struct Reader<'a> {
    page: &'a Page,
    captions: &'a [Part<'a>],
    ordinary: Colour,
    /// Whether an ink of a caption colours some dishes.
    inks: RefCell<Vec<(Colour, bool)>>,
    /// What the captions name and the page does not show.
    unread: RefCell<Vec<Unread>>,
}

/// One caption's pieces and words.
struct Caption<'a> {
    words: Vec<&'a Word>,
    pieces: Vec<Piece>,
    first_of_line: Vec<bool>,
    lines: &'a [&'a Part<'a>],
}

impl<'a> Caption<'a> {
    fn new(lines: &'a [&'a Part]) -> Self {
        let mut caption = Self {
            words: Vec::new(),
            pieces: Vec::new(),
            first_of_line: Vec::new(),
            lines,
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
        caption
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|p| p.kind)
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.pieces
            .get(at)
            .filter(|p| p.kind == Kind::Word)
            .map(|p| p.key.as_str())
    }

    fn rect(&self, from: usize, to: usize) -> Rect {
        let run = self.pieces.get(from..to).unwrap_or_default();
        Rect::around(run.iter().map(|p| p.rect)).unwrap_or_default()
    }

    /// The ink of the run, when it is one.
    fn ink(&self, from: usize, to: usize) -> Option<Colour> {
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
    fn sentences(&self) -> Vec<Range<usize>> {
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
        let marks = self.kind(0) == Some(Kind::Mark);
        let next_mark = marks && self.kind(at) == Some(Kind::Mark);
        dash || next_mark || matches!(text, "." | ";" | "!")
    }

    fn in_brackets(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.kind(b));
        before == Some(Kind::Open) && self.kind(at + 1) == Some(Kind::Close)
    }

    fn is_conditional(&self, sentence: &Range<usize>) -> bool {
        let conditions = &vocabulary().conditions;
        let mut keys = sentence.clone().filter_map(|at| self.key(at));
        keys.any(|k| conditions.contains(k))
    }

    /// "bio ou local".
    fn offers_two_labels(&self, sentence: &Range<usize>) -> bool {
        let or = |at: usize| self.key(at) == Some("ou");
        let mut ors = sentence.clone().filter(|at| or(*at));
        let labels = |part: Range<usize>| self.labels(&part).into_iter().next();
        ors.any(|at| {
            let sides = labels(sentence.start..at).zip(labels(at + 1..sentence.end));
            sides.is_some_and(|(one, other)| one.meaning != other.meaning)
        })
    }

    /// The phrases of a sentence that name labels.
    fn labels(&self, sentence: &Range<usize>) -> Vec<Phrase> {
        let mut labels = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let rest = self.pieces.get(at..sentence.end).unwrap_or_default();
            let Some(term) = vocabulary().legend.at(rest) else {
                at += 1;
                continue;
            };
            let (from, to) = (at, at + term.len());
            at = to;
            if let meaning @ Meaning::Label(_) = term.meaning.clone() {
                labels.push(Phrase { from, to, meaning });
            }
        }
        labels
    }

    fn text(&self, sentence: &Range<usize>) -> String {
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

/// A phrase on a caption: the pieces it covers, fillers included.
struct Phrase {
    from: usize,
    to: usize,
    meaning: Meaning,
}

impl<'a> Reader<'a> {
    /// The entries of the caption that begins at this line, and its lines: one line if that suffices.
    fn read_from<'l>(
        &self,
        all: &'l [Part<'l>],
        at: usize,
    ) -> Option<(Vec<&'l Part<'l>>, Vec<Entry>)> {
        let head = all.get(at)?;
        let block = caption_from(all, at);
        if !block.iter().any(|p| p.begins_a_phrase) {
            return None;
        }
        let one_word = head.words.len() == 1;
        let noted = self.unread.borrow().len();
        let cell = OnceCell::new();
        let in_a_cell = || {
            *cell.get_or_init(|| {
                self.under_a_dish(all, at)
                    || (one_word && among_dishes(all, at))
                    || repeated_under_dishes(all, head)
            })
        };
        for count in 1..=block.len() {
            self.unread.borrow_mut().truncate(noted);
            let lines = block.get(..count).unwrap_or_default();
            let goes_on = lines.iter().take(count - 1).any(|p| p.ends_open);
            if !goes_on && !lines.iter().any(|p| p.names_a_label) {
                continue;
            }
            let entries = self.read(&Caption::new(lines), &in_a_cell);
            if let Some(first) = entries.first() {
                return begins_on(head, first).then(|| (lines.to_vec(), entries));
            }
        }
        None
    }

    /// Whether a line that is no caption stands right above: then a picture or colour beside this one is a dish's.
    fn under_a_dish(&self, all: &[Part], at: usize) -> bool {
        let Some(head) = all.get(at) else {
            return false;
        };
        let above = all.get(..at).unwrap_or_default().iter().rev().take(60);
        above
            .filter(|p| p.may_be_a_dish())
            .any(|p| carries_on(p, head))
    }

    /// The entries of a caption; in a cell no picture or colour beside it is its sign.
    fn read(&self, caption: &Caption, in_a_cell: &dyn Fn() -> bool) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        if caption.pieces.len() > LONGEST {
            return entries;
        }
        while at < caption.pieces.len() {
            let rest = caption.pieces.get(at..).unwrap_or_default();
            let Some(term) = vocabulary().legend.at(rest) else {
                at += 1;
                continue;
            };
            let phrase = Phrase {
                from: self.with_fillers(caption, at, floor),
                to: at + term.len(),
                meaning: term.meaning.clone(),
            };
            at = phrase.to;
            let after_entry = !entries.is_empty();
            if let Some((sign, end)) = self.sign(caption, &phrase, floor, after_entry, in_a_cell) {
                entries.push(Entry {
                    sign,
                    meaning: phrase.meaning,
                    page: self.page.number,
                    rect: caption.rect(phrase.from, phrase.to),
                });
                at = at.max(end);
                floor = at;
            }
        }
        entries
    }

    fn with_fillers(&self, caption: &Caption, at: usize, floor: usize) -> usize {
        let mut from = at;
        while from > floor
            && caption
                .key(from - 1)
                .is_some_and(|k| vocabulary().fillers.contains(k))
        {
            from -= 1;
        }
        from
    }

    /// The phrase's sign and where it ends: before the phrase, else after it, else beside the caption.
    fn sign(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
        after_entry: bool,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<(Sign, usize)> {
        let before = self
            .sign_before(caption, phrase, floor, after_entry)
            .or_else(|| self.sign_told_before(caption, phrase, floor));
        if let Some(sign) = before {
            return Some((sign, phrase.to));
        }
        if !starts_clear(caption, phrase.from, floor) {
            return None;
        }
        if let Some(found) = self.sign_after(caption, phrase) {
            return Some(found);
        }
        let beside = || self.picture(caption).or_else(|| self.swatch(caption));
        let sign = match phrase.from == 0 {
            true if !in_a_cell() => beside(),
            _ => None,
        };
        let ground = || (phrase.from == 0).then(|| self.swatch_of_a_ground(caption));
        let sign = sign
            .or_else(|| ground().flatten())
            .or_else(|| self.sample(caption, phrase, in_a_cell))?;
        Some((sign, phrase.to))
    }

    fn sign_before(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
        after_entry: bool,
    ) -> Option<Sign> {
        let mut at = phrase.from;
        let mut separated = false;
        while at > floor
            && matches!(
                caption.kind(at - 1),
                Some(Kind::Punct | Kind::Open | Kind::Close)
            )
        {
            separated |= caption
                .pieces
                .get(at - 1)
                .is_some_and(|p| matches!(p.text.as_str(), ":" | "=" | "→" | "–" | "-"));
            at -= 1;
        }
        let sign_at = at.checked_sub(1).filter(|s| *s >= floor)?;
        let piece = caption.pieces.get(sign_at)?;
        let clear = starts_clear(caption, sign_at, floor);
        separated |= caption.in_brackets(sign_at);
        match piece.kind {
            Kind::Mark => (!piece.glued || clear)
                .then_some(())
                .filter(|()| clear || after_entry)
                .map(|()| mark_sign(piece)),
            Kind::Word => self
                .style_before(caption, sign_at, floor, phrase)
                .or_else(|| {
                    let short = abbreviation(caption, sign_at, separated, clear, phrase)?;
                    (short.told || self.used(&short.text)).then_some(Sign::Text(short.text))
                })
                .or_else(|| self.number(caption, sign_at, clear, phrase)),
            _ => None,
        }
    }

    /// "Les produits suivis d'un * sont bio", "Les plats en gras sont faits maison".
    fn sign_told_before(&self, caption: &Caption, phrase: &Phrase, floor: usize) -> Option<Sign> {
        let words = vocabulary();
        let links = |at: usize| match caption.kind(at) {
            Some(Kind::Word) => caption.key(at).is_some_and(|k| {
                words.verbs.contains(k)
                    || words.fillers.contains(k)
                    || words.styles_lead.contains(k)
            }),
            Some(Kind::Punct) => caption.pieces.get(at).is_some_and(|p| p.text == ":"),
            Some(Kind::Open | Kind::Close) => true,
            _ => false,
        };
        let style = |at: usize| caption.key(at).and_then(|k| words.styles.get(k)).copied();
        let mut run = (floor..phrase.from).rev();
        let at = run.find(|at| style(*at).is_some() || !links(*at))?;
        // "Le vert indique…" names nothing that bears the sign, and needs not.
        let bears = |i: usize| caption.key(i).is_some_and(|k| words.bearers.contains(k));
        let article = matches!(caption.key(floor), Some("le" | "l'" | "l’"));
        let alone = style(at).is_some() && article && at == floor + 1;
        let also = |i: usize| {
            matches!(style(i), Some(Style::Highlight | Style::Asterisk))
                || caption.key(i) == Some("ou")
        };
        let told = (alone || (floor..at).any(bears))
            && (floor..at).all(|i| links(i) || also(i))
            && ((at + 1..phrase.from).any(links) || caption.key(at + 1) == Some("est"));
        let mark = || match caption.kind(at) {
            Some(Kind::Mark) => caption.pieces.get(at).map(mark_sign),
            _ => None,
        };
        match style(at) {
            _ if !told => None,
            Some(style) => self.styled(caption, style, at, phrase),
            None => mark(),
        }
    }

    /// "En vert :", "Souligné :".
    fn style_before(
        &self,
        caption: &Caption,
        at: usize,
        floor: usize,
        phrase: &Phrase,
    ) -> Option<Sign> {
        let style = *vocabulary().styles.get(caption.key(at)?)?;
        let mut from = at;
        while from > floor
            && caption.key(from - 1).is_some_and(|k| {
                vocabulary().styles_lead.contains(k) || vocabulary().styles.contains_key(k)
            })
        {
            from -= 1;
        }
        starts_clear(caption, from, floor)
            .then(|| self.styled(caption, style, at, phrase))
            .flatten()
    }

    fn styled(&self, caption: &Caption, style: Style, at: usize, phrase: &Phrase) -> Option<Sign> {
        match style {
            Style::Underline => Some(Sign::Underline),
            Style::Bold => Some(Sign::Bold),
            Style::Italic => Some(Sign::Italic),
            Style::Asterisk => Some(Sign::Text("*".to_owned())),
            Style::Highlight => self.ground_told(caption, colour_after(caption, at)),
            Style::Colour(typical) if on_a_ground(caption, at) => {
                self.ground_told(caption, Some(typical))
            }
            Style::Colour(typical) => {
                let inks = [caption.ink(at, at + 1), caption.ink(phrase.from, phrase.to)];
                let printed = inks.into_iter().flatten().find(|c| self.tells(*c));
                printed
                    .or_else(|| self.nearest_ink(typical))
                    .map(Sign::Colour)
            }
        }
    }

    /// "1 Produit issu de l'agriculture biologique", of a page whose dishes bear a raised 1; not "1 produit bio par jour".
    fn number(&self, caption: &Caption, at: usize, clear: bool, phrase: &Phrase) -> Option<Sign> {
        let piece = caption.pieces.get(at).filter(|p| is_digit(p) && clear)?;
        let raised = |p: &Piece| {
            p.kind == Kind::Mark && !p.text.starts_with('(') && same_sign(&p.text, &piece.text)
        };
        let borne = || self.captions.iter().any(|c| c.pieces.iter().any(raised));
        (ends_clear(caption, phrase.to) && borne() && !self.told_elsewhere(piece))
            .then(|| Sign::Text(plain_sign(&piece.text)))
    }

    /// Whether the number heads other words too, as in a key of allergens; those of a date aside.
    fn told_elsewhere(&self, number: &Piece) -> bool {
        let heads = |pair: (&Piece, &Piece)| {
            let (p, next) = pair;
            is_digit(p) && p.text == number.text && p.rect != number.rect && next.kind == Kind::Word
        };
        let dated = |part: &Part| !calendar::Text::new(&text_of(part.words)).spans().is_empty();
        self.captions.iter().any(|part| {
            let mut pairs = part.pieces.iter().zip(part.pieces.iter().skip(1));
            pairs.any(heads) && !dated(part)
        })
    }

    /// Whether the capitals stand beside small letters on a line: "Poulet LR". Where all is in capitals nothing tells an
    /// abbreviation from a name.
    fn used(&self, capitals: &str) -> bool {
        let small = |w: &Word| w.text.chars().any(char::is_lowercase);
        self.captions.iter().any(|part| {
            let borne = part.pieces.iter().any(|p| p.text == capitals);
            borne && !part.names_a_label && part.words.iter().any(small)
        })
    }

    /// The ground that a caption names; where none is found, or several, it is noted.
    fn ground_told(&self, caption: &Caption, typical: Option<Colour>) -> Option<Sign> {
        let ground = self.ground(typical);
        if ground.is_none() {
            self.unread.borrow_mut().push(Unread {
                text: text_of(caption.words.iter().copied()),
                page: self.page.number,
                rect: caption.rect(0, caption.pieces.len()),
            });
        }
        ground.map(Sign::Highlight)
    }

    /// The one colour that is painted under some of the page's words, of the hue of a colour word.
    fn ground(&self, typical: Option<Colour>) -> Option<Colour> {
        let fits = |c: Colour| {
            let alike = typical.is_none_or(|t| hue_apart(c, t) < SAME_HUE);
            c.chroma() > PALE && alike
        };
        let mut colours: Vec<Colour> = Vec::new();
        for fill in self.page.fills.iter().filter(|f| fits(f.colour)) {
            if colours
                .iter()
                .all(|c| c.distance(fill.colour) > SAME_GROUND)
            {
                colours.push(fill.colour);
            }
            if colours.len() > MOST_GROUNDS {
                return None;
            }
        }
        colours.retain(|colour| self.lies_under_few(*colour));
        let mut grounds = colours;
        let ground = grounds.pop();
        ground.filter(|_| grounds.is_empty())
    }

    /// Whether it is painted under words, and under less than half of them: else it is the page's or the table's own.
    fn lies_under_few(&self, ground: Colour) -> bool {
        let mine = |f: &&Fill| {
            f.rect.height() <= GROUND_HEIGHT && f.colour.distance(ground) <= SAME_GROUND
        };
        let fills: Vec<&Fill> = self.page.fills.iter().filter(mine).collect();
        let under = |w: &&Word| fills.iter().any(|f| f.rect.holds(&w.rect));
        let words = &self.page.words;
        let over = words.iter().filter(under).count();
        over > 0 && over * 2 < words.len()
    }

    fn tells(&self, ink: Colour) -> bool {
        ink.distance(self.ordinary) > ORDINARY && ink.chroma() > ORDINARY
    }

    /// The ink of the page whose hue is nearest to a colour word's.
    fn nearest_ink(&self, typical: Colour) -> Option<Colour> {
        let inks = self
            .page
            .words
            .iter()
            .map(|w| w.colour)
            .filter(|c| self.tells(*c));
        let (ink, apart) = inks
            .map(|c| (c, hue_apart(c, typical)))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        (apart < SAME_HUE).then_some(ink)
    }

    /// "Produits locaux : °", "les produits bio sont signalés en vert".
    fn sign_after(&self, caption: &Caption, phrase: &Phrase) -> Option<(Sign, usize)> {
        let mut at = phrase.to;
        let mut linked = false;
        loop {
            let piece = caption.pieces.get(at)?;
            match piece.kind {
                Kind::Mark => {
                    let whole = linked || names_products(caption, phrase);
                    return whole.then(|| (mark_sign(piece), at + 1));
                }
                Kind::Punct if matches!(piece.text.as_str(), ":" | "=" | "→") => linked = true,
                Kind::Open | Kind::Punct if !matches!(piece.text.as_str(), "." | ";") => {}
                Kind::Word if linked && piece.upper() && caption.in_brackets(at) => {
                    return Some((Sign::Text(piece.text.to_string()), at + 2));
                }
                Kind::Word => {
                    let style = vocabulary().styles.get(&piece.key);
                    let named = |s: &Style| match s {
                        Style::Highlight => colour_after(caption, at).is_some(),
                        Style::Underline => names_products(caption, phrase),
                        _ => false,
                    };
                    if let Some(style) = style.filter(|s| linked || named(s)) {
                        return self
                            .styled(caption, *style, at, phrase)
                            .map(|s| (s, at + 1));
                    }
                    if !vocabulary().verbs.contains(&piece.key) {
                        return None;
                    }
                    linked = true;
                }
                _ => return None,
            }
            at += 1;
        }
    }

    /// "Bio" in green, or on green, at the foot of a page where some dishes are so: a label printed as the dishes that
    /// bear it.
    fn sample(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<Sign> {
        let is_label = matches!(phrase.meaning, Meaning::Label(_));
        let may_be = is_label && only_labels(caption) && (!in_a_cell() || self.is_last(caption));
        let ink = || {
            let ink = caption.ink(phrase.from, phrase.to)?;
            (self.tells(ink) && self.colours_some_dishes(ink)).then_some(Sign::Colour(ink))
        };
        let ground = || {
            let ground = self.ground_under(&caption.rect(phrase.from, phrase.to))?;
            let some = |p: &Part| p.words.iter().all(|w| self.is_on(ground, &w.rect));
            (self.lies_under_few(ground) && self.marks_some_dishes(some))
                .then_some(Sign::Highlight(ground))
        };
        may_be.then(|| ink().or_else(ground))?
    }

    /// The colour painted right under this box, and under nothing much higher.
    fn ground_under(&self, rect: &Rect) -> Option<Colour> {
        let mut fills = self.page.fills.iter().rev();
        let fill = fills.find(|f| f.rect.height() <= GROUND_HEIGHT && f.rect.holds(rect))?;
        (fill.colour.chroma() > PALE).then_some(fill.colour)
    }

    fn is_on(&self, ground: Colour, rect: &Rect) -> bool {
        self.ground_under(rect)
            .is_some_and(|under| under.distance(ground) <= SAME_GROUND)
    }

    /// Whether nothing but captions stands beside the caption or below it.
    fn is_last(&self, caption: &Caption) -> bool {
        let top = caption.lines.first().map_or(0.0, |l| l.rect.y0);
        let mut below = self.captions.iter().filter(|p| p.rect.y1 > top);
        below.all(|p| p.names_a_label)
    }

    /// Whether lines of text are printed in the ink, and neither titles, nor days, nor whole rows or columns: an ink
    /// that a course or a day has says nothing of a dish.
    fn colours_some_dishes(&self, ink: Colour) -> bool {
        let known = self.inks.borrow().iter().find(|(c, _)| *c == ink).copied();
        known.map_or_else(
            || {
                let found = self.finds_some_dishes(ink);
                self.inks.borrow_mut().push((ink, found));
                found
            },
            |(_, found)| found,
        )
    }

    fn finds_some_dishes(&self, ink: Colour) -> bool {
        self.marks_some_dishes(|p| p.words.iter().all(|w| w.colour.distance(ink) < SAME_INK))
    }

    fn marks_some_dishes(&self, is_marked: impl Fn(&Part) -> bool) -> bool {
        let wears = |p: &&Part| is_marked(p);
        let text = || self.captions.iter().filter(|p| !p.names_a_label);
        let day = |p: &Part| calendar::day_mark(&text_of(p.words)).is_some();
        let (inked, plain): (Vec<&Part>, Vec<&Part>) = text().filter(|p| !day(p)).partition(wears);
        let beside = |p: &Part, of: &[&Part]| {
            let in_row = |o: &&&Part| o.rect != p.rect && o.rect.overlap_y(&p.rect) > 0.0;
            of.iter().filter(in_row).count()
        };
        // A row's heading in the margin is one plain text beside a coloured row.
        let lone_lines = || {
            let aside = |p: &&Part| beside(p, &plain) + beside(p, &inked) > 0;
            inked.len() > 1 && !inked.iter().any(aside)
        };
        let in_mixed_row = inked.iter().any(|p| beside(p, &plain) > 1) || lone_lines();
        let in_mixed_column = inked.iter().any(|p| {
            let alike = |o: &&&Part| (o.size - p.size).abs() < 0.15 * p.size;
            let mut others = plain.iter().filter(alike);
            others.any(|o| o.rect.overlap_x(&p.rect) > 0.0)
        });
        let days_too = self.captions.iter().filter(wears).any(day);
        !days_too && in_mixed_row && in_mixed_column
    }

    /// Captions that name no label, each with its sign: set as the legend's own are, on their line or in their column, in
    /// their size, beside a sign of the same kind that heads nothing else.
    fn companions(&self, own: &[&'a Part<'a>], legend: &Legend) -> Vec<(&'a Part<'a>, Sign)> {
        let signed = |part: &'a Part<'a>| Some((part, self.leading_sign(part)?));
        let mut known: Vec<(&Part, Sign)> = own.iter().copied().filter_map(signed).collect();
        let mut found: Vec<(&Part, Sign)> = Vec::new();
        let mut left = self.captions.iter().filter(|part| !part.names_a_label);
        while let Some(part) = left.next().filter(|_| !known.is_empty()) {
            let alike = || known.iter().filter(|(own, _)| is_set_as(part, own));
            if alike().next().is_none() {
                continue;
            }
            let sign = self.leading_sign(part);
            let sign = sign.filter(|s| alike().any(|(_, own)| own.is_of_the_kind_of(s)));
            if let Some(sign) = sign {
                known.push((part, sign.clone()));
                found.push((part, sign));
            }
        }
        let heads_no_other = |sign: &Sign| known.iter().filter(|(_, s)| s.is(sign)).count() == 1;
        let is_new = |sign: &Sign| legend.entries.iter().all(|e| !e.sign.is(sign));
        let told = found.iter().filter(|(_, s)| heads_no_other(s) && is_new(s));
        told.cloned().collect()
    }

    /// The sign that a line begins with, or the picture to its left.
    fn leading_sign(&self, part: &'a Part<'a>) -> Option<Sign> {
        let first = part.pieces.first()?;
        let second = part.pieces.get(1).map(|p| p.text.as_str());
        match first.kind {
            Kind::Mark if part.pieces.len() > 1 => Some(mark_sign(first)),
            Kind::Word if is_a_code(first) && matches!(second, Some(":" | "=")) => {
                Some(Sign::Text(first.text.to_string()))
            }
            _ => self.picture(&Caption::new(&[part])),
        }
    }

    /// The nearest picture to the left of the caption; else one to its right or above it.
    fn picture(&self, caption: &Caption) -> Option<Sign> {
        let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
        let size = caption.lines.first()?.size.max(1.0);
        let small = |r: &Rect| r.width() < SIGN_SIZE * size && r.height() < SIGN_SIZE * size;
        let pictures = self.page.pictures.iter();
        let near = pictures.filter(|p| small(&p.rect)).filter_map(|p| {
            let left = text.x0 - p.rect.x1;
            let reach = (PICTURE_GAP * p.rect.width()).max(2.0 * size);
            let beside = left > -3.0 && left < reach;
            let high = SIGN_SIZE * size;
            let level = p.rect.y0 < text.y1 + high && p.rect.y1 > text.y0 - high;
            (beside && level && !self.is_a_ground(&p.rect)).then_some((p, left))
        });
        let near: Vec<(&Picture, f32)> = near.collect();
        let nearest = |level: &dyn Fn(&Rect) -> bool| {
            let level = near.iter().filter(|(p, _)| level(&p.rect));
            level.min_by(|a, b| a.1.total_cmp(&b.1))
        };
        let centred =
            |r: &Rect| r.centre_y() > text.y0 - 0.6 * size && r.centre_y() < text.y1 + 0.6 * size;
        // A tall picture may stand on the text's baseline.
        let abreast = |r: &Rect| r.overlap_y(&text) > 0.5 * text.height();
        let (picture, _) = nearest(&centred).or_else(|| nearest(&abreast))?;
        Some(Sign::Picture((*picture).clone()))
    }

    /// Whether text is printed on it: it is that text's ground, and no sign of another's.
    fn is_a_ground(&self, drawn: &Rect) -> bool {
        self.page.words.iter().any(|w| drawn.holds(&w.rect))
    }

    /// What a small square of colour to the left of the caption shows.
    fn swatch(&self, caption: &Caption) -> Option<Sign> {
        let colour = self.square(caption)?.colour;
        let mut words = self.page.words.iter();
        let ink = words.any(|w| w.colour.distance(colour) < SAME_INK);
        let tells = colour.chroma() > ORDINARY;
        tells.then_some(if ink {
            Sign::Colour(colour)
        } else {
            Sign::Highlight(colour)
        })
    }

    /// The same wherever the caption stands, of a colour that is also painted under dishes.
    fn swatch_of_a_ground(&self, caption: &Caption) -> Option<Sign> {
        let colour = self.square(caption)?.colour;
        (colour.chroma() > PALE && self.lies_under_few(colour)).then_some(Sign::Highlight(colour))
    }

    /// A small square of colour to the left of the caption.
    fn square(&self, caption: &Caption) -> Option<&Fill> {
        let text = Rect::around(caption.lines.iter().map(|l| l.rect))?;
        let size = caption.lines.first()?.size.max(1.0);
        self.page.fills.iter().find(|f| {
            let r = f.rect;
            let level = r.centre_y() > text.y0 && r.centre_y() < text.y1;
            let left = text.x0 - r.x1;
            level
                && left > -1.0
                && left < 2.0 * size
                && r.width() < 3.0 * size
                && r.height() < 2.0 * size
                && !self.is_a_ground(&r)
        })
    }
}

/// A symbol with its ink, until the whole legend is known.
fn mark_sign(piece: &Piece) -> Sign {
    Sign::Inked(plain_sign(&piece.text), piece.ink)
}

/// Whether nothing but the start of a line, punctuation or the last entry stands before.
fn starts_clear(caption: &Caption, at: usize, floor: usize) -> bool {
    at == floor
        || caption.first_of_line.get(at).is_some_and(|f| *f)
        || at.checked_sub(1).is_some_and(|b| {
            matches!(
                caption.kind(b),
                Some(Kind::Punct | Kind::Close | Kind::Open)
            ) && at > 1
        })
        || (at == 1 && caption.kind(0) != Some(Kind::Word))
}

/// Capitals that may stand for something: "AOP".
fn is_a_code(piece: &Piece) -> bool {
    piece.upper() && piece.text.chars().count() <= CODE_LETTERS
}

fn is_digit(piece: &Piece) -> bool {
    piece.kind == Kind::Word && matches!(piece.text.as_bytes(), [digit] if digit.is_ascii_digit())
}

/// Whether nothing but further phrases stands up to the end, a punctuation or the next number.
fn ends_clear(caption: &Caption, at: usize) -> bool {
    let Some(piece) = caption.pieces.get(at) else {
        return true;
    };
    let rest = caption.pieces.get(at..).unwrap_or_default();
    match vocabulary().legend.at(rest) {
        Some(term) => ends_clear(caption, at + term.len()),
        None => piece.kind != Kind::Word || is_digit(piece),
    }
}

/// Whether the caption is labels and nothing else: "Légende : Bio - Produit local".
fn only_labels(caption: &Caption) -> bool {
    let words = vocabulary();
    let mut at = 0;
    while let Some(piece) = caption.pieces.get(at) {
        let rest = caption.pieces.get(at..).unwrap_or_default();
        let term = words.legend.at(rest);
        let known = || words.fillers.contains(&piece.key) || piece.key == "legende";
        if piece.kind == Kind::Word && term.is_none() && !known() {
            return false;
        }
        at += term.map_or(1, super::vocabulary::Term::len);
    }
    true
}

/// "LR : Label Rouge", "AB agriculture biologique"; not "Riz - Bio", which is a dish.
fn abbreviation(
    caption: &Caption,
    at: usize,
    separated: bool,
    clear: bool,
    phrase: &Phrase,
) -> Option<Short> {
    let piece = caption.pieces.get(at)?;
    let letters = piece.text.chars().count();
    let run = caption.pieces.get(phrase.from..phrase.to)?;
    let phrase_upper = run.iter().all(|p| p.kind != Kind::Word || p.upper());
    let rest = caption.pieces.get(at..)?;
    let known = vocabulary().dish.at(rest);
    let other = known.is_some_and(|t| t.meaning != phrase.meaning);
    let long_phrase = phrase.to - phrase.from >= 2;
    let shortens = letters < SHORTEST_FOOD || known.is_some() || shortens(piece, run);
    let shown = separated && (piece.upper() || (letters <= 4 && shortens));
    let bare = !separated && piece.upper() && !phrase_upper && long_phrase && !other;
    (clear && letters <= 8 && (shown || bare) && (long_phrase || !other)).then(|| Short {
        text: piece.text.to_string(),
        told: shortens,
    })
}

/// A word before a phrase that may be its abbreviation.
struct Short {
    text: String,
    /// The phrase says that it is; else its use on dishes must.
    told: bool,
}

/// Whether the letters of the piece are some of the phrase's, in order, from the first of one of its words on.
fn shortens(piece: &Piece, phrase: &[Piece]) -> bool {
    (0..phrase.len()).any(|from| {
        let words = phrase.get(from..).unwrap_or_default();
        let mut letters = words.iter().flat_map(|p| p.key.chars());
        let short = fold(&piece.text);
        let mut short = short.chars();
        short.next() == letters.next() && short.all(|c| letters.any(|l| l == c))
    })
}

/// The colour word that goes with the style word before it: "surlignés en vert".
fn colour_after(caption: &Caption, at: usize) -> Option<Colour> {
    let style = |i: usize| vocabulary().styles.get(caption.key(i)?).copied();
    (at + 1..at + 4).find_map(|i| match style(i)? {
        Style::Colour(colour) => Some(colour),
        _ => None,
    })
}

/// "sur fond vert", "surlignés en vert": the colour word is the ground's.
fn on_a_ground(caption: &Caption, at: usize) -> bool {
    let highlight = |i: usize| caption.key(i).and_then(|k| vocabulary().styles.get(k));
    (at.saturating_sub(2)..at).any(|i| highlight(i) == Some(&Style::Highlight))
}

/// How far apart two hues are, in degrees.
fn hue_apart(a: Colour, b: Colour) -> f32 {
    let apart = (hue(a) - hue(b)).abs();
    apart.min(360.0 - apart)
}

fn hue(c: Colour) -> f32 {
    let (r, g, b) = (f32::from(c.r), f32::from(c.g), f32::from(c.b));
    let (top, span) = (r.max(g).max(b), f32::from(c.chroma()).max(1.0));
    let sector = if top == r {
        (g - b) / span
    } else if top == g {
        2.0 + (b - r) / span
    } else {
        4.0 + (r - g) / span
    };
    (sector * 60.0).rem_euclid(360.0)
}
