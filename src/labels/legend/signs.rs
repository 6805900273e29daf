//! A caption → its entries: the sign of each phrase stands before it, after it, or beside the caption.

use super::captions::{Caption, Part, begins_on, caption_from, is_in_a_cell};
use super::inks::{Inks, is_a_day, is_of_hue};
use super::notes::LONGEST;
use super::phrases::Phrase;
use super::pictures::{picture, swatch, swatch_of_a_ground};
use crate::calendar;
use crate::labels::label::{Entry, Label, Meaning, Sign, Unread};
use crate::labels::pieces::{Kind, Piece, fold, plain_sign, same_sign};
use crate::labels::vocabulary::{Style, Term, vocabulary, whole_menu};
use crate::layout::text_of;
use crate::pdf::{Colour, Page, Word};
use std::cell::{OnceCell, RefCell};

/// Letters of the shortest foods ("riz", "thé"): a shorter word before a phrase is no name.
const SHORTEST_FOOD: usize = 3;

/// Letters of a code ("VBF"), at most.
const CODE_LETTERS: usize = 4;
/// Words between a style and the colon after it, at most: "En italique sous le plat :".
const AFTER_STYLE: usize = 3;

/// A phrase's sign, and the pieces from which and up to which the caption tells it.
struct Told {
    sign: Sign,
    from: usize,
    end: usize,
}

/// Reads the captions of one page.
pub(super) struct Reader<'a> {
    page: &'a Page,
    parts: &'a [Part<'a>],
    inks: Inks<'a>,
    /// What the captions name and the page does not show.
    pub unread: RefCell<Vec<Unread>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(page: &'a Page, document: &'a [&'a Page], parts: &'a [Part<'a>]) -> Self {
        Self {
            page,
            parts,
            inks: Inks::new(page, document, parts),
            unread: RefCell::default(),
        }
    }

    /// The entries of the caption that begins at this line, and its lines: one line if that suffices.
    pub(super) fn read_from<'l>(
        &self,
        all: &'l [Part<'l>],
        at: usize,
    ) -> Option<(Vec<&'l Part<'l>>, Vec<Entry>)> {
        let head = all.get(at)?;
        let block = caption_from(all, at);
        if !block.iter().any(|p| p.begins_a_phrase) || is_said_of_a_day(all, head) {
            return None;
        }
        let noted = self.unread.borrow().len();
        let cell = OnceCell::new();
        let in_a_cell = || *cell.get_or_init(|| is_in_a_cell(self.page, all, at));
        for count in 1..=block.len() {
            self.unread.borrow_mut().truncate(noted);
            let lines = block.get(..count).unwrap_or_default();
            let goes_on = lines.iter().take(count - 1).any(|p| p.ends_open);
            if !goes_on && !lines.iter().any(|p| p.names_a_label) {
                continue;
            }
            let caption = Caption::new(lines);
            let (entries, from) = self.read(&caption, &in_a_cell);
            if let Some(from) = from {
                let begins = begins_on(head, &caption.rect(from, from + 1));
                return begins.then(|| (lines.to_vec(), entries));
            }
        }
        None
    }

    /// The entries of a caption, and the piece with which the first begins; in a cell no picture or colour beside it is its
    /// sign.
    fn read(&self, caption: &Caption, in_a_cell: &dyn Fn() -> bool) -> (Vec<Entry>, Option<usize>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut begins = None;
        let (mut at, mut floor) = (caption.start, caption.start);
        if caption.pieces.len() > LONGEST {
            return (entries, begins);
        }
        while at < caption.pieces.len() {
            let Some(phrase) = Phrase::at(caption, at, floor) else {
                at += 1;
                continue;
            };
            at = phrase.first;
            let after_entry = !entries.is_empty();
            if let Some(told) = self.sign(caption, &phrase, floor, after_entry, in_a_cell) {
                entries.extend(self.entries(caption, &phrase, &told.sign));
                begins = begins.or(Some(told.from));
                at = told.end.max(phrase.to);
                floor = at;
            }
        }
        (entries, begins)
    }

    /// What a sign means: each of the phrase's labels, or none of those among which it leaves the choice.
    fn entries(&self, caption: &Caption, phrase: &Phrase, sign: &Sign) -> Vec<Entry> {
        let rect = caption.rect(phrase.from, phrase.to);
        let page = self.page.number;
        let meanings = phrase.meanings().unwrap_or_else(|| {
            let text = caption.text(&(phrase.from..phrase.to));
            let unread = Unread {
                text: text.clone(),
                page,
                rect,
            };
            self.unread.borrow_mut().push(unread);
            vec![Meaning::Other(text)]
        });
        let entry = |meaning| Entry {
            sign: sign.clone(),
            meaning,
            page,
            rect,
        };
        meanings.into_iter().map(entry).collect()
    }

    /// The phrase's sign: before the phrase, else after it, else beside the caption.
    fn sign(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
        after_entry: bool,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<Told> {
        let of = |from: usize, end: usize| move |sign: Sign| Told { sign, from, end };
        let before = self.sign_before(caption, phrase, floor, after_entry, in_a_cell);
        if let Some(sign) = before {
            return Some(sign).map(of(phrase.from, phrase.to));
        }
        let in_sentence = self
            .sign_told_before(caption, phrase, floor)
            .or_else(|| self.style_of_the_sentence(caption, phrase, floor))
            .or_else(|| self.code_of_the_sentence(caption, phrase, floor))
            .or_else(|| self.picture_of_the_sentence(caption, phrase, floor, in_a_cell));
        if let Some(sign) = in_sentence {
            return Some(sign).map(of(floor, phrase.to));
        }
        if !starts_clear(caption, phrase.from, floor) {
            return None;
        }
        if let Some((sign, end)) = self.sign_after(caption, phrase, after_entry, in_a_cell) {
            return Some(sign).map(of(phrase.from, end));
        }
        // "Fruit de saison" beside a picture is a dish; a caption like it stands among others that name labels.
        if !is_label(&phrase.meaning) {
            return None;
        }
        let beside = || {
            let picture = picture(self.page, self.parts, caption);
            picture.or_else(|| swatch(self.page, caption))
        };
        let begins = caption.begins_at(phrase.from);
        let sign = match begins {
            true if !in_a_cell() => beside(),
            _ => None,
        };
        let ground = || begins.then(|| swatch_of_a_ground(self.page, &self.inks, caption));
        let sign = sign
            .or_else(|| ground().flatten())
            .or_else(|| self.sample(caption, phrase, in_a_cell))?;
        Some(sign).map(of(phrase.from, phrase.to))
    }

    /// "◉ Les produits portant ce logo sont bio".
    fn picture_of_the_sentence(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<Sign> {
        let led = !starts_clear(caption, phrase.from, floor) && caption.is_led_to(phrase.from);
        let may_be = led && is_label(&phrase.meaning) && !in_a_cell();
        may_be.then(|| picture(self.page, self.parts, caption))?
    }

    fn sign_before(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
        after_entry: bool,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<Sign> {
        let between = |at: &usize| {
            let kind = caption.kind(*at);
            matches!(kind, Some(Kind::Punct | Kind::Open | Kind::Close))
        };
        let sign_at = (floor..phrase.from).rev().find(|at| !between(at))?;
        let piece = caption.pieces.get(sign_at)?;
        let link = Link::between(caption, sign_at, phrase.from);
        let clear = starts_clear(caption, sign_at, floor);
        let separated = link != Link::None;
        match piece.kind {
            Kind::Mark => {
                let whole = clear || (!piece.glued && after_entry);
                (whole && !self.is_a_bullet(piece)).then(|| mark_sign(piece))
            }
            Kind::Word => self
                .style_before(caption, sign_at, floor, phrase, separated && !in_a_cell())
                .or_else(|| {
                    let short = abbreviation(caption, sign_at, link, clear, phrase)?;
                    (short.told || self.used(&short.text)).then_some(Sign::Text(short.text))
                })
                .or_else(|| self.number(caption, sign_at, clear, phrase)),
            _ => None,
        }
    }

    /// Whether the symbol leads lines that name no label too: "● Riz", "● Fruit local" are items of a list.
    fn is_a_bullet(&self, mark: &Piece) -> bool {
        let leads = |part: &&Part| {
            let first = part.pieces.first().filter(|_| !part.names_a_label);
            first.is_some_and(|p| mark_sign(p).is(&mark_sign(mark)))
        };
        self.parts.iter().filter(leads).nth(1).is_some()
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

    /// "En vert :", "Souligné :"; not "rouges AB", the end of a dish's name.
    fn style_before(
        &self,
        caption: &Caption,
        at: usize,
        floor: usize,
        phrase: &Phrase,
        separated: bool,
    ) -> Option<Sign> {
        let words = vocabulary();
        let style = *words.styles.get(caption.key(at)?)?;
        let leads = |i: usize| {
            let key = caption.key(i);
            key.is_some_and(|k| words.styles_lead.contains(k) || words.styles.contains_key(k))
        };
        let from = (floor..at).rev().take_while(|i| leads(*i)).last();
        let told = from.is_some() || separated;
        (told && starts_clear(caption, from.unwrap_or(at), floor))
            .then(|| self.styled(caption, style, at, phrase))
            .flatten()
    }

    /// "En italique sous le plat : le producteur qui nous fournit (produit local)": a style before a colon, whatever words
    /// stand between it and the one label that its sentence names.
    fn style_of_the_sentence(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
    ) -> Option<Sign> {
        let words = vocabulary();
        let is_colon = |at: &usize| {
            let piece = caption.pieces.get(*at);
            piece.is_some_and(|p| matches!(p.text.as_str(), ":" | "="))
        };
        let colon = (floor..phrase.from).find(is_colon)?;
        let style = |at: usize| caption.key(at).and_then(|k| words.styles.get(k)).copied();
        let (at, style) = (floor..colon).find_map(|at| Some((at, style(at)?)))?;
        let leads = |at: usize| {
            let key = caption.key(at);
            key.is_none_or(|k| words.styles_lead.contains(k) || words.fillers.contains(k))
        };
        let sentences = caption.sentences();
        let sentence = sentences.iter().find(|s| s.contains(&phrase.from))?;
        let told = (floor..at).all(leads)
            && colon - at <= AFTER_STYLE + 1
            && starts_clear(caption, floor, floor)
            && sentence.contains(&colon)
            && caption.names_one_label(sentence);
        told.then(|| self.styled(caption, style, at, phrase))
            .flatten()
    }

    /// "B : plat qui contient un ingrédient bio": a code of the dishes before a colon, whatever words stand between it and
    /// the one label that its sentence names.
    fn code_of_the_sentence(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        floor: usize,
    ) -> Option<Sign> {
        let at = (floor..phrase.from).find(|at| caption.kind(*at) == Some(Kind::Word))?;
        let code = caption.pieces.get(at).filter(|p| is_a_code(p))?;
        let after = caption.pieces.get(at + 1..phrase.from)?.iter();
        let link = after.map(|p| p.text.as_str()).find(|t| *t != ")")?;
        let sentences = caption.sentences();
        let sentence = sentences.iter().find(|s| s.contains(&phrase.from))?;
        let told = matches!(link, ":" | "=")
            && is_label(&phrase.meaning)
            && starts_clear(caption, at, floor)
            && sentence.contains(&at)
            && caption.names_one_label(sentence);
        (told && self.used(&code.text)).then(|| Sign::Text(code.text.to_string()))
    }

    fn styled(&self, caption: &Caption, style: Style, at: usize, phrase: &Phrase) -> Option<Sign> {
        match style {
            Style::Underline => Some(Sign::Underline),
            Style::Bold => Some(Sign::Bold),
            Style::Italic => Some(Sign::Italic),
            Style::Asterisk => Some(Sign::Text("*".to_owned())),
            Style::Highlight => self.ground_told(caption, at, colour_after(caption, at)),
            Style::Colour(typical) if on_a_ground(caption, at) => {
                self.ground_told(caption, at, Some(typical))
            }
            Style::Colour(typical) => {
                let own = caption.ink(at, at + 1);
                let of_phrase = caption.ink(phrase.from, phrase.to);
                let of_phrase = of_phrase.filter(|ink| is_of_hue(*ink, typical));
                let printed = own.filter(|ink| self.inks.tells(*ink)).or(of_phrase);
                let printed = printed.filter(|ink| self.inks.tells(*ink));
                let worn = printed.or_else(|| self.inks.nearest_ink(typical));
                let ground = || self.inks.ground(Some(typical)).map(Sign::Highlight);
                // Where nothing is so coloured the caption is a legend's all the same, and no dish's.
                let none = || Sign::Colour(typical);
                Some(worn.map(Sign::Colour).or_else(ground).unwrap_or_else(none))
            }
        }
    }

    /// "1 Produit issu de l'agriculture biologique", of a page whose dishes bear a raised 1; not "1 produit bio par jour".
    fn number(&self, caption: &Caption, at: usize, clear: bool, phrase: &Phrase) -> Option<Sign> {
        let piece = caption.pieces.get(at).filter(|p| is_digit(p) && clear)?;
        let raised = |p: &Piece| {
            p.kind == Kind::Mark && !p.text.starts_with('(') && same_sign(&p.text, &piece.text)
        };
        let borne = || self.parts.iter().any(|c| c.pieces.iter().any(raised));
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
        self.parts.iter().any(|part| {
            let mut pairs = part.pieces.iter().zip(part.pieces.iter().skip(1));
            pairs.any(heads) && !dated(part)
        })
    }

    /// Whether the capitals stand behind small letters on a line: "Poulet LR"; or on a line of codes. Where all is in
    /// capitals nothing tells an abbreviation from a name; what stands before a colon is a heading: "ENTRÉE : Radis".
    fn used(&self, capitals: &str) -> bool {
        let small = |w: &Word| w.text.chars().any(char::is_lowercase);
        self.parts.iter().any(|part| {
            let codes = part.pieces.iter().all(is_a_code);
            let behind = part.pieces.iter().skip(usize::from(!codes));
            let borne = behind.clone().any(|p| p.text == capitals);
            borne && !part.names_a_label && (codes || part.words.iter().any(small))
        })
    }

    /// Whether words that name no label bear the symbol too.
    fn is_borne(&self, mark: &Piece) -> bool {
        let bears = |part: &Part| {
            let mut behind = part.pieces.iter().skip(1).filter(|p| p.kind == Kind::Mark);
            !part.names_a_label && behind.any(|p| same_sign(&p.text, &mark.text))
        };
        self.parts.iter().any(bears)
    }

    /// The ground that a caption names: the one that its own word for it is printed on, else the page's one; where none is
    /// found, or several, it is noted.
    fn ground_told(&self, caption: &Caption, at: usize, typical: Option<Colour>) -> Option<Sign> {
        let fits = |c: &Colour| typical.is_none_or(|t| is_of_hue(*c, t));
        let own = self.inks.ground_under(&caption.rect(at, at + 1));
        let own = own.filter(fits).filter(|c| self.inks.lies_under_few(*c));
        let ground = own.or_else(|| self.inks.ground(typical));
        if ground.is_none() {
            self.unread.borrow_mut().push(Unread {
                text: text_of(caption.words.iter().copied()),
                page: self.page.number,
                rect: caption.rect(0, caption.pieces.len()),
            });
        }
        ground.map(Sign::Highlight)
    }

    /// "Produits locaux : °", "les produits bio sont signalés en vert".
    fn sign_after(
        &self,
        caption: &Caption,
        phrase: &Phrase,
        after_entry: bool,
        in_a_cell: &dyn Fn() -> bool,
    ) -> Option<(Sign, usize)> {
        let mut at = phrase.to;
        let mut linked = false;
        loop {
            let piece = caption.pieces.get(at)?;
            match piece.kind {
                Kind::Mark => {
                    let alone = || {
                        let nothing_else = names_nothing_else(caption, phrase);
                        let told = nothing_else && self.is_borne(piece);
                        (after_entry || caption.begins_at(phrase.from))
                            && (told || names_products(caption, phrase))
                    };
                    let told = linked || (ends_the_line(caption, at) && alone() && !in_a_cell());
                    let whole = told && !is_link(caption, at + 1);
                    return whole.then(|| (mark_sign(piece), at + 1));
                }
                Kind::Punct if is_link(caption, at) => linked = true,
                Kind::Open | Kind::Punct if !matches!(piece.text.as_str(), "." | ";") => {}
                Kind::Word if linked && piece.upper() && caption.in_brackets(at) => {
                    return Some((Sign::Text(piece.text.to_string()), at + 2));
                }
                Kind::Word => {
                    let style = vocabulary().styles.get(&piece.key);
                    // "Produit bio / En gras : local": the style begins the next caption.
                    let mut after = at + 1..=at + 1 + AFTER_STYLE;
                    let end = after.find(|i| caption.kind(*i) != Some(Kind::Word));
                    let style = style.filter(|_| !end.is_some_and(|i| is_link(caption, i)));
                    let named = |s: &Style| match s {
                        Style::Highlight => colour_after(caption, at).is_some(),
                        Style::Underline => {
                            caption.begins_at(phrase.from) && names_products(caption, phrase)
                        }
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
        let may_be = phrase.also.is_empty()
            && only_labels(caption)
            && (!in_a_cell() || self.is_last(caption));
        let ink = || {
            let ink = caption.ink(phrase.from, phrase.to)?;
            let of_days = is_a_diet(&phrase.meaning) && self.inks.colours_some_days(ink);
            (self.inks.tells(ink) && (of_days || self.inks.colours_some_dishes(ink)))
                .then_some(Sign::Colour(ink))
        };
        let ground = || {
            let ground = self
                .inks
                .ground_under(&caption.rect(phrase.from, phrase.to))?;
            let some = |w: &Word| self.inks.is_on(ground, &w.rect);
            (self.inks.lies_under_few(ground) && self.inks.marks_some_dishes(some))
                .then_some(Sign::Highlight(ground))
        };
        may_be.then(|| ink().or_else(ground))?
    }

    /// Whether nothing but captions stands beside the caption or below it.
    fn is_last(&self, caption: &Caption) -> bool {
        let top = caption.lines.first().map_or(0.0, |l| l.rect.y0);
        let mut below = self.parts.iter().filter(|p| p.rect.y1 > top);
        below.all(|p| p.names_a_label)
    }
}

/// "☘ Végétarien" right under or over a day's heading, in the middle or at the beginning of its column: said of the day.
fn is_said_of_a_day(all: &[Part], part: &Part) -> bool {
    let is_of = |day: &&Part| {
        let gap = (part.rect.y0 - day.rect.y1).max(day.rect.y0 - part.rect.y1);
        let aside = (part.rect.x0 - day.rect.x0).abs();
        let aside = aside.min((part.rect.centre_x() - day.rect.centre_x()).abs());
        gap < day.size.max(part.size) && aside < part.size
    };
    let whole = || !whole_menu(&text_of(part.words)).is_empty();
    part.names_a_label && whole() && all.iter().filter(is_of).any(is_a_day)
}

/// A symbol with its ink, until the whole legend is known.
pub(super) fn mark_sign(piece: &Piece) -> Sign {
    Sign::Inked(plain_sign(&piece.text), piece.ink)
}

/// What may be said of a day by its heading's ink.
fn is_a_diet(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Label(Label::Regime(_)))
}

fn is_label(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Label(_))
}

/// "Produit local *", not "Fruit de saison*" nor "Yaourt bio*": those are dishes.
fn names_products(caption: &Caption, phrase: &Phrase) -> bool {
    let noun = caption.key(phrase.from);
    is_label(&phrase.meaning) && noun.is_some_and(|k| vocabulary().products.contains(k))
}

/// "agriculture biologique *", not "Légumes bio *": a label without a food that bears it.
fn names_nothing_else(caption: &Caption, phrase: &Phrase) -> bool {
    let first = caption.pieces.get(phrase.from);
    is_label(&phrase.meaning) && first.is_some_and(|p| vocabulary().legend.begins(p))
}

/// What joins a sign to the phrase after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Nothing.
    None,
    /// A dash, or brackets around the sign.
    Dash,
    /// A colon, an equals sign or an arrow.
    Colon,
}

impl Link {
    fn between(caption: &Caption, sign: usize, phrase: usize) -> Self {
        let dash = |at: usize| {
            let piece = caption.pieces.get(at);
            piece.is_some_and(|p| matches!(p.text.as_str(), "–" | "-"))
        };
        let mut between = sign + 1..phrase;
        if between.clone().any(|at| is_link(caption, at)) {
            return Self::Colon;
        }
        match caption.in_brackets(sign) || between.any(dash) {
            true => Self::Dash,
            false => Self::None,
        }
    }
}

fn is_link(caption: &Caption, at: usize) -> bool {
    let piece = caption.pieces.get(at);
    piece.is_some_and(|p| matches!(p.text.as_str(), ":" | "=" | "→"))
}

/// Whether no word stands after it on the line, up to a full stop or a dash.
fn ends_the_line(caption: &Caption, at: usize) -> bool {
    let next = caption.pieces.get(at + 1);
    next.is_none_or(|p| matches!(p.kind, Kind::Punct | Kind::Close))
}

/// Whether nothing but the start of a line, punctuation or the last entry stands before.
fn starts_clear(caption: &Caption, at: usize, floor: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| at > floor);
    let first = caption.first_of_line.get(at).is_some_and(|f| *f);
    let Some(before) = before.filter(|_| !first) else {
        return true;
    };
    match caption.kind(before) {
        // "Jambon (AB) circuit court": the bracket goes on a name.
        Some(Kind::Open) => starts_clear(caption, before, floor),
        Some(Kind::Punct | Kind::Close) => true,
        Some(Kind::Mark) => before == 0,
        _ => false,
    }
}

/// Capitals that may stand for something: "AOP".
pub(super) fn is_a_code(piece: &Piece) -> bool {
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
        at += term.map_or(1, Term::len);
    }
    true
}

/// "LR : Label Rouge", "AB agriculture biologique"; not "Riz - Bio", which is a dish, nor "LÉGUME : légume bio".
fn abbreviation(
    caption: &Caption,
    at: usize,
    link: Link,
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
    let shown = link != Link::None && (piece.upper() || (letters <= 4 && shortens));
    let bare = link == Link::None && piece.upper() && !phrase_upper && long_phrase && !other;
    // What is known to mean something else means this only where a colon says so.
    let fits = !other || (long_phrase && link == Link::Colon);
    let filler = |p: &&Piece| vocabulary().fillers.contains(&p.key);
    let repeats = run.iter().filter(filler).any(|p| p.key == piece.key);
    let may_be = is_label(&phrase.meaning) && clear && letters <= 8 && !repeats;
    (may_be && (shown || bare) && fits).then(|| Short {
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
