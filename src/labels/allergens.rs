//! A page's key of allergens: which of the fourteen a number or a letter stands for. Only what the page says itself, and never
//! a dish's name: a wrong one may harm a child, so where anything is not clear there is none.

use super::words::words;
use crate::fold::spaced;
use crate::layout::Line;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// An allergen, in the words of `menuPlatAllergene`.
    Allergen {
        /// Cereals with gluten.
        Gluten = "céréales contenant du gluten",
        /// Crustaceans.
        Crustaces = "crustacés",
        /// Eggs.
        Oeufs = "oeufs",
        /// Fish.
        Poissons = "poissons",
        /// Peanuts.
        Arachides = "arachides",
        /// Soya.
        Soja = "soja",
        /// Milk.
        Lait = "lait",
        /// Nuts.
        FruitsACoques = "fruits à coques",
        /// Celery.
        Celeri = "céleri",
        /// Mustard.
        Moutarde = "moutarde",
        /// Sesame.
        Sesame = "graines de sésame",
        /// Sulphites.
        Sulfites = "anhydride sulfureux et sulfites",
        /// Lupin.
        Lupin = "lupin",
        /// Molluscs.
        Mollusques = "mollusques",
    }
}

/// How keys call them, besides the schema's words; folded.
const NAMES: &[(Allergen, &[&str])] = &[
    (
        Allergen::Gluten,
        &[
            "gluten",
            "cereales",
            "cereales gluten",
            "cereale contenant du gluten",
            "ble",
        ],
    ),
    (Allergen::Crustaces, &["crustace"]),
    (Allergen::Oeufs, &["oeuf"]),
    (Allergen::Poissons, &["poisson"]),
    (
        Allergen::Arachides,
        &["arachide", "cacahuete", "cacahuetes"],
    ),
    (Allergen::Soja, &["soya"]),
    (
        Allergen::Lait,
        &["lactose", "produits laitiers", "lait et produits laitiers"],
    ),
    (
        Allergen::FruitsACoques,
        &["fruits a coque", "fruit a coque"],
    ),
    (Allergen::Celeri, &["celeris"]),
    (Allergen::Moutarde, &[]),
    (Allergen::Sesame, &["sesame", "graine de sesame"]),
    (
        Allergen::Sulfites,
        &[
            "sulfites",
            "sulfite",
            "so2",
            "anhydride sulfureux",
            "anhydride sulfureux sulfites",
            "dioxyde de soufre et sulfites",
        ],
    ),
    (Allergen::Lupin, &["lupins"]),
    (Allergen::Mollusques, &["mollusque"]),
];

/// Allergens that a key tells, at least.
const FEW: usize = 3;
/// Times a line's height: lines further apart are no one key.
const TOGETHER: f32 = 2.5;
/// Lines of a key that tell none, at most, one after the other.
const MISSES: usize = 2;

/// Bytes of a capital with what is set around it: "(G):".
const LONGEST_SIGN: usize = 4;
/// Bytes of the lines that one entry of a key may be printed on, with those before it.
const LONGEST: usize = 400;

/// The allergen that a text names, and nothing else.
pub fn allergen_named(text: &str) -> Option<Allergen> {
    let folded = spaced(text);
    let folded = folded.strip_prefix("presence de ").unwrap_or(&folded);
    let plain = folded.split(" et produits a base d").next()?;
    let schema = || Allergen::ALL.iter().find(|a| spaced(a.as_str()) == plain);
    let called = NAMES.iter().find(|(_, names)| names.contains(&plain));
    called
        .map(|(allergen, _)| allergen)
        .or_else(schema)
        .copied()
}

/// Whether a text speaks of allergens.
fn speaks_of_allergens(text: &str) -> bool {
    // Most lines are told without folding them.
    let may = text.contains("llerg") || text.contains("LLERG");
    may && spaced(text)
        .split(' ')
        .any(|word| word.starts_with("allergen"))
}

/// What the numbers and letters beside the dishes stand for: none where two are said of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Key(BTreeMap<String, Option<Allergen>>);

/// A number or a letter, and what is said of it.
type Said = (String, Option<Allergen>);

impl Key {
    /// The key among a page's lines, and the lines that it was read from.
    pub(super) fn read(lines: &[Line]) -> (Self, Vec<&Line>) {
        let mut best = (Self::default(), Vec::new());
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((said, own)) = read_from(rest) else {
                at += 1;
                continue;
            };
            at += own.len();
            let mut key = Self::default();
            key.take(said);
            if key.allergens().len() >= FEW && key.0.len() > best.0.0.len() {
                best = (key, own);
            }
        }
        best
    }

    fn take(&mut self, said: impl IntoIterator<Item = Said>) {
        for (sign, allergen) in said {
            let known = self.0.entry(sign).or_insert(allergen);
            if *known != allergen {
                *known = None;
            }
        }
    }

    /// Takes in another page's.
    pub(super) fn join(&mut self, other: Self) {
        self.take(other.0);
    }

    fn allergens(&self) -> BTreeSet<Allergen> {
        self.0.values().flatten().copied().collect()
    }

    /// Whether the document has no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it says anything of this sign.
    pub(super) fn tells_of(&self, sign: &str) -> bool {
        self.0.contains_key(sign)
    }

    /// What these signs stand for; none where it does not say it of each.
    pub fn all_of(&self, signs: &[String]) -> Option<BTreeSet<Allergen>> {
        let one = |sign: &String| self.0.get(sign).copied().flatten();
        signs.iter().map(one).collect()
    }
}

/// The key that begins with the first of these lines: "Allergènes :", or signs and names.
fn read_from(lines: &[Line]) -> Option<(Vec<Said>, Vec<&Line>)> {
    let first = lines.first().filter(|line| may_begin(line))?;
    let text = first.text();
    let begins = match speaks_of_allergens(&text) {
        true => pairs(after_title(&text)).unwrap_or_default(),
        false if signs(&text) < FEW => return None,
        false => pairs(&text)?,
    };
    let (mut said, mut own, mut last) = (begins, vec![first], (text, 0));
    let (mut bottom, mut missed) = (first.rect.y1, 0);
    for line in lines.iter().skip(1) {
        let far = line.rect.y0 - bottom > TOGETHER * line.rect.height();
        if far || missed > MISSES {
            break;
        }
        let text = line.text();
        let joined = format!("{} {text}", after_title(&last.0));
        let known = |said: &[Said]| said.iter().filter(|(_, a)| a.is_some()).count();
        if let Some(more) = pairs(&text) {
            last = (text, said.len());
            said.extend(more);
        } else if let Some(more) = pairs(&joined)
            .filter(|more| known(more) > known(said.get(last.1..).unwrap_or_default()))
            .filter(|_| joined.len() <= LONGEST)
        {
            said.truncate(last.1);
            said.extend(more);
            last.0 = joined;
        } else {
            missed += 1;
            continue;
        }
        missed = 0;
        bottom = bottom.max(line.rect.y1);
        own.push(line);
    }
    Some((said, own))
}

/// Whether a line may be of a key, told by its words alone: most lines of a page are not.
fn may_begin(line: &Line) -> bool {
    let sign = |text: &str| text.bytes().any(|b| b.is_ascii_digit()) || text.len() <= LONGEST_SIGN;
    let words = || line.words.iter().map(|w| w.text.as_str());
    words().any(|text| text.contains("llerg") || text.contains("LLERG"))
        || words().filter(|text| sign(text)).count() >= FEW
}

/// What follows "Liste des allergènes :", of a line that says so.
fn after_title(text: &str) -> &str {
    if !speaks_of_allergens(text) {
        return text;
    }
    let rest = text.split_once(':').map(|(_, rest)| rest);
    let word = || {
        let at = text.char_indices().find(|(at, _)| {
            let tail = text.get(*at..).unwrap_or_default();
            speaks_of_allergens(tail.split_whitespace().next().unwrap_or_default())
        });
        let tail = at.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
        tail.split_once(char::is_whitespace)
            .map_or("", |(_, rest)| rest)
    };
    let titled = text.split(':').next().is_some_and(speaks_of_allergens);
    rest.filter(|_| titled).unwrap_or_else(word)
}

/// The text as signs and names in turn, to its end or that of its first sentence; `None` where it is anything else, or names more
/// that is unknown than known.
fn pairs(text: &str) -> Option<Vec<Said>> {
    let mut said: Vec<Said> = Vec::new();
    let (mut sign, mut name): (Option<String>, Vec<&str>) = (None, Vec::new());
    let mut signs_first = None;
    for token in tokens(text) {
        let bare = token.trim_matches('.');
        let is_sign = is_reference(bare);
        let first = *signs_first.get_or_insert(is_sign);
        match (is_sign, first) {
            (true, true) => {
                said.extend(sign.take().map(|s| (s, allergen_named(&name.join(" ")))));
                name.clear();
                sign = Some(bare.to_owned());
            }
            (true, false) => {
                said.push((bare.to_owned(), allergen_named(&name.join(" "))));
                name.clear();
            }
            (false, _) => name.push(bare),
        }
        if !is_sign && token.ends_with('.') {
            break;
        }
    }
    if signs_first? && !name.is_empty() {
        said.extend(sign.take().map(|s| (s, allergen_named(&name.join(" ")))));
        name.clear();
    }
    let known = said
        .iter()
        .filter(|(_, allergen)| allergen.is_some())
        .count();
    (name.is_empty() && sign.is_none() && known * 2 > said.len()).then_some(said)
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let sign = |c| {
        matches!(
            c,
            '(' | ')' | '[' | ']' | ':' | '=' | ',' | ';' | '/' | '–' | '—' | '-' | '•'
        )
    };
    let apart = move |c: char| c.is_whitespace() || sign(c);
    text.split(apart)
        .filter(|t| t.chars().any(char::is_alphanumeric))
}

/// How many numbers and capitals stand in a text.
fn signs(text: &str) -> usize {
    let bare = tokens(text).map(|token| token.trim_matches('.'));
    bare.filter(|token| is_reference(token)).count()
}

/// A number up to 99, or a capital.
fn is_reference(text: &str) -> bool {
    let number = !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    number || matches!(text.as_bytes(), [capital] if capital.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::pdf::Word;

    fn lines(texts: &[&str]) -> Vec<Line> {
        let line = |(at, text): (usize, &&str)| {
            let y = 12.0 * at as f32;
            let word = |text: &str| Word {
                text: text.into(),
                rect: Rect::new(0.0, y, 200.0, y + 10.0),
                ..Word::default()
            };
            Line::new(text.split(' ').map(word).collect())
        };
        texts.iter().enumerate().map(line).collect()
    }

    fn key(texts: &[&str]) -> Vec<(String, Option<&'static str>)> {
        let lines = lines(texts);
        let said = Key::read(&lines).0.0.into_iter();
        said.map(|(sign, a)| (sign, a.map(Allergen::as_str)))
            .collect()
    }

    fn is(sign: &str, allergen: &'static str) -> (String, Option<&'static str>) {
        (sign.to_owned(), Some(allergen))
    }

    #[test]
    fn a_key_is_read_in_each_of_its_forms() {
        let wanted = [
            is("1", "céréales contenant du gluten"),
            is("2", "oeufs"),
            is("7", "lait"),
        ];
        for texts in [
            &["Allergènes : 1 gluten – 2 œufs – 7 lait"][..],
            &["1. Gluten 2. Œufs 7. Lait"],
            &[
                "Bon appétit",
                "Liste des allergènes",
                "(1) Céréales contenant du gluten",
                "(2) Œufs",
                "(7) Lait",
            ],
            &["Gluten (1), œufs (2), lait (7)"],
            &["Allergènes (1 = gluten, 2 = œufs et produits à base d'œufs, 7 = lait)"],
        ] {
            let found = key(texts);
            if texts[0].contains("à base d") {
                assert_eq!(found.len(), 3, "{texts:?}");
            } else {
                assert_eq!(found, wanted, "{texts:?}");
            }
        }
        let letters = key(&["Allergènes : G : gluten, L : lait, O : œuf"]);
        assert_eq!(
            letters,
            [
                is("G", "céréales contenant du gluten"),
                is("L", "lait"),
                is("O", "oeufs")
            ]
        );
    }

    #[test]
    fn a_name_may_go_on_in_the_next_line_and_a_sentence_ends_the_key() {
        let found = key(&[
            "Allergènes : 1 gluten, 2 œufs, 3 lait, 12 anhydride sulfureux",
            "et sulfites, 14 mollusques. Des traces sont possibles",
        ]);
        assert_eq!(found[1], is("12", "anhydride sulfureux et sulfites"));
        assert_eq!(found[2], is("14", "mollusques"));
    }

    #[test]
    fn what_is_no_key_tells_nothing() {
        assert_eq!(key(&["Lundi 13 Poisson", "Mardi 14 Lait"]), []);
        assert_eq!(key(&["Allergènes : se renseigner en mairie"]), []);
        assert_eq!(key(&["1 gluten, 2 lait"]), []);
    }

    #[test]
    fn what_is_said_twice_or_of_something_else_is_not_known() {
        let lines = lines(&[
            "Allergènes : 1 gluten, 2 œufs, 3 lait, 4 porc, 5 céleri",
            "3 soja",
        ]);
        let (key, _) = Key::read(&lines);
        assert_eq!(
            key.all_of(&["1".to_owned(), "2".to_owned()])
                .map(|a| a.len()),
            Some(2)
        );
        assert_eq!(key.all_of(&["1".to_owned(), "3".to_owned()]), None);
        assert_eq!(key.all_of(&["4".to_owned()]), None);
        assert_eq!(key.all_of(&["9".to_owned()]), None);
    }
}
