//! A caption → its phrases: the runs that name labels, with the words around them, and all that one sign means ("bio et
//! local").

use super::captions::Caption;
use crate::labels::label::{Label, Meaning, Mention, Siqo};
use crate::labels::pieces::Kind;
use crate::labels::vocabulary::{Term, vocabulary};

const ORGANIC: Meaning = Meaning::Label(Label::Siqo(Siqo::AgricultureBiologique));
const LOCAL: Meaning = Meaning::Label(Label::Mention(Mention::Local));

/// A phrase on a caption: the pieces it covers, fillers included.
pub(super) struct Phrase {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
    /// What it names besides, of the same sign.
    pub also: Vec<Meaning>,
    /// Where its first label's words end.
    pub first: usize,
    /// Its labels are listed, and it does not say whether all are borne: "AOP, IGP ou Label Rouge".
    is_a_choice: bool,
}

impl Phrase {
    /// The phrase that begins at this piece.
    pub(super) fn at(caption: &Caption, at: usize, floor: usize) -> Option<Self> {
        let (meaning, to) = named_at(caption, at)?;
        let mut phrase = Self {
            from: with_fillers(caption, at, floor),
            to,
            meaning,
            also: Vec::new(),
            first: to,
            is_a_choice: false,
        };
        while let Some(next) = Joined::after(caption, &phrase) {
            phrase.take(next);
        }
        Some(phrase)
    }

    fn take(&mut self, next: Joined) {
        self.to = next.to;
        if next.meaning != self.meaning && !self.also.contains(&next.meaning) {
            self.is_a_choice |= next.is_listed || self.has_two_official_signs(&next.meaning);
            self.also.push(next.meaning);
        }
    }

    /// No food is said to bear two of the official signs at once: each dish has one of them.
    fn has_two_official_signs(&self, next: &Meaning) -> bool {
        let official = |m: &Meaning| matches!(m, Meaning::Label(Label::Siqo(_)));
        let mut known = std::iter::once(&self.meaning).chain(&self.also);
        official(next) && known.any(official)
    }

    /// All that its sign means; nothing where it leaves open which.
    pub(super) fn meanings(&self) -> Option<Vec<Meaning>> {
        let all = std::iter::once(&self.meaning).chain(&self.also);
        (!self.is_a_choice).then(|| all.cloned().collect())
    }
}

/// What a phrase goes on to name.
struct Joined {
    meaning: Meaning,
    to: usize,
    is_listed: bool,
}

impl Joined {
    /// "… et local", "… (MSC)", "… de Loire-Atlantique": a label named right after the words that end here.
    fn after(caption: &Caption, phrase: &Phrase) -> Option<Self> {
        let organic = phrase.meaning == ORGANIC;
        let place = || Self::place(caption, phrase.to).filter(|_| organic);
        place().or_else(|| Self::label(caption, phrase.to))
    }

    fn label(caption: &Caption, from: usize) -> Option<Self> {
        let words = vocabulary();
        let (mut at, mut is_joined, mut is_listed) = (from, false, false);
        loop {
            let piece = caption.pieces.get(at)?;
            match piece.kind {
                Kind::Punct if matches!(piece.text.as_str(), "," | "/") => is_listed = true,
                Kind::Punct if piece.text == "+" => is_joined = true,
                Kind::Open | Kind::Close => is_joined = true,
                Kind::Word if named_at(caption, at).is_some() => break,
                Kind::Word if matches!(piece.key.as_str(), "et" | "&") => is_joined = true,
                // "Produits bio et produits locaux": one or the other.
                Kind::Word if words.bearers.contains(&piece.key) => is_listed |= is_joined,
                Kind::Word if words.fillers.contains(&piece.key) => {}
                Kind::Word | Kind::Punct | Kind::Mark => return None,
            }
            at += 1;
        }
        let (meaning, to) = named_at(caption, at)?;
        let first = caption.pieces.get(at)?;
        // "Bio  Local": two captions, which nothing joins.
        let begins = first.text.starts_with(char::is_uppercase);
        let apart = begins && !is_joined && !is_listed;
        let fits = matches!(meaning, Meaning::Label(_)) && !apart;
        let is_listed = is_listed || is_of_one_food(&meaning);
        (fits && !is_a_sign(caption, &meaning, to)).then_some(Self {
            meaning,
            to,
            is_listed,
        })
    }

    /// Organic food of a place that a legend names is local there.
    fn place(caption: &Caption, from: usize) -> Option<Self> {
        let words = vocabulary();
        let of = |at: usize| caption.key(at).is_some_and(|k| words.of_places.contains(k));
        let at = (from..from + 3).find(|at| !of(*at))?;
        let rest = caption.pieces.get(at..)?;
        let named = rest.first()?.text.starts_with(char::is_uppercase);
        let place = words.places.at(rest).filter(|_| named && at > from)?;
        Some(Self {
            meaning: LOCAL,
            to: at + place.len(),
            is_listed: false,
        })
    }
}

/// Whether only meat, or only fish, can bear it: a sign for other foods too means one or the other.
fn is_of_one_food(meaning: &Meaning) -> bool {
    let of_one = [Mention::ViandeFrancaise, Mention::PecheDurable];
    of_one
        .map(Label::Mention)
        .map(Meaning::Label)
        .contains(meaning)
}

/// The label that is named here, and where its words end.
fn named_at(caption: &Caption, at: usize) -> Option<(Meaning, usize)> {
    let term = vocabulary().legend.at(caption.pieces.get(at..)?)?;
    Some((term.meaning.clone(), at + Term::len(term)))
}

/// Whether the words of a label are a sign themselves: its meaning follows ("AOP : appellation d'origine protégée").
fn is_a_sign(caption: &Caption, meaning: &Meaning, to: usize) -> bool {
    let between = |at: &usize| {
        let linked = caption.pieces.get(*at).map(|p| p.text.as_str());
        let key = caption.key(*at);
        let filler = key.is_some_and(|k| vocabulary().fillers.contains(k));
        filler || matches!(linked, Some(":" | "=" | "→" | ")" | "]"))
    };
    let next = (to..).find(|at| !between(at));
    let said_again = next.and_then(|at| named_at(caption, at));
    said_again.is_some_and(|(same, _)| same == *meaning)
}

/// Where the fillers before a phrase begin.
fn with_fillers(caption: &Caption, at: usize, floor: usize) -> usize {
    let filler = |at: usize| {
        let key = caption.key(at);
        key.is_some_and(|k| vocabulary().fillers.contains(k))
    };
    let mut from = at;
    while from > floor && filler(from - 1) {
        from -= 1;
    }
    from
}
