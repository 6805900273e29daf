//! A dish's labels → the marks on its name.

use super::design::{Design, Extra, MarkForm, Parting, Signs};
use super::scene::{Bit, Emblem, Look, Part, words};
use super::served::{Dish, Label};
use ardoise::pdf::Colour;

/// The label's number among all.
fn index(label: Label) -> usize {
    label as usize
}

fn word(label: Label, design: &Design) -> &'static str {
    let spelling = usize::from(design.spelling % 4);
    match label {
        Label::Organic => ["bio", "BIO", "Bio", "AB"][spelling],
        Label::Local => ["local", "LOCAL", "Local", "circuit court"][spelling],
        Label::Aop => "AOP",
        Label::Rouge => ["Label Rouge", "LR", "label rouge", "Label rouge"][spelling],
        Label::Fishing => ["pêche durable", "MSC", "Pêche durable", "MSC"][spelling],
        Label::FrenchMeat => ["viande française", "VF", "Viande française", "VF"][spelling],
    }
}

pub fn code(label: Label) -> &'static str {
    ["B", "L", "AOP", "LR", "PD", "VF"][index(label)]
}

pub fn ink(label: Label) -> (Colour, &'static str) {
    let colour = |r, g, b| Colour { r, g, b };
    match label {
        Label::Organic => (colour(0, 140, 60), "vert"),
        Label::Local => (colour(235, 120, 20), "orange"),
        Label::Aop => (colour(120, 40, 150), "violet"),
        Label::Rouge => (colour(205, 20, 35), "rouge"),
        Label::Fishing => (colour(25, 80, 200), "bleu"),
        Label::FrenchMeat => (colour(125, 72, 35), "marron"),
    }
}

/// A light ground, on which black is read well.
pub fn ground(label: Label) -> (Colour, &'static str) {
    let colour = |r, g, b| Colour { r, g, b };
    match label {
        Label::Organic => (colour(170, 225, 170), "vert"),
        Label::Local => (colour(250, 235, 130), "jaune"),
        Label::Aop => (colour(215, 185, 235), "violet"),
        Label::Rouge => (colour(250, 190, 205), "rose"),
        Label::Fishing => (colour(170, 205, 245), "bleu"),
        Label::FrenchMeat => (colour(245, 200, 150), "orange"),
    }
}

/// The sign of a label: the next one of its page's.
pub fn sign(label: Label, design: &Design) -> &'static str {
    let signed = design
        .marks
        .iter()
        .filter(|(_, form)| **form == MarkForm::Sign);
    nth_sign(
        signed.take_while(|(other, _)| **other != label).count(),
        design,
    )
}

/// The sign for pork, after those of the labels.
pub fn pork_sign(design: &Design) -> &'static str {
    let signed = design
        .marks
        .values()
        .filter(|form| **form == MarkForm::Sign)
        .count();
    nth_sign(signed + usize::from(design.legend_spare), design)
}

fn nth_sign(at: usize, design: &Design) -> &'static str {
    let signs = match design.signs {
        Signs::Stars => ["*", "°", "●", "▲", "◆", "■"],
        Signs::Degrees => ["°", "*", "●", "▲", "◆", "■"],
        Signs::Shapes => ["●", "▲", "◆", "■", "★", "♦"],
        Signs::Numbers => ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        Signs::Raised => ["1", "2", "3", "4", "5", "6"],
        Signs::Superscripts => ["¹", "²", "³", "⁴", "⁵", "⁶"],
        Signs::Emoji => ["🌱", "📍", "🏆", "🐟", "🥕", "🐷"],
        Signs::Dingbats => ["☘", "☺", "♥", "✿", "✚", "☀"],
    };
    signs[at % 6]
}

/// The sign of a vegetarian day, which no dish has.
pub fn day_sign(design: &Design) -> &'static str {
    match design.signs {
        Signs::Emoji => "🌿",
        _ => "♣",
    }
}

/// The drawing and the ground of a vegetarian day.
pub const DAY_EMBLEM: Emblem = Emblem(6);
pub const DAY_GROUND: Colour = Colour {
    r: 150,
    g: 225,
    b: 225,
};

/// A sign; digits alone are raised.
pub fn sign_bit(sign: &str, look: Look, part: Part) -> Bit {
    let raised = sign.chars().all(|c| c.is_ascii_digit());
    Bit::new(sign, Look { raised, ..look }, part)
}

/// A mark after the name: glued to it, or a space apart.
fn signed(sign: &str, look: Look, part: Part, again: bool) -> Vec<Bit> {
    let bit = sign_bit(sign, look, part);
    let (look, raised) = (bit.look, bit.look.raised);
    let superscript = sign.chars().all(|c| !c.is_ascii() && c.is_numeric());
    match sign {
        "*" | "°" => vec![bit.glued()],
        _ if (superscript || raised) && again => {
            vec![Bit::new(",", look, part).glued(), bit.glued()]
        }
        _ if superscript || raised => vec![bit.glued()],
        _ => vec![bit.tied()],
    }
}

fn pill(label: Label, look: Look) -> Look {
    let white = Colour {
        r: 255,
        g: 255,
        b: 255,
    };
    Look {
        size: look.size * 0.8,
        ground: Some(ink(label).0),
        ink: white,
        bold: true,
        ..look
    }
}

/// A ground for the dish's cell, where one of its labels is told by it.
pub fn cell_ground(dish: &Dish, design: &Design) -> Option<Colour> {
    let mut grounds = dish
        .labels
        .iter()
        .filter(|l| design.marks[l] == MarkForm::Ground);
    grounds.next().map(|label| ground(*label).0)
}

/// The letters in the column beside the dish.
pub fn codes(dish: &Dish, design: &Design) -> String {
    let coded = dish
        .labels
        .iter()
        .filter(|l| design.marks[l] == MarkForm::Code);
    let codes: Vec<&str> = coded.map(|label| code(*label)).collect();
    codes.join(" ")
}

/// The dish's name with its marks.
pub fn dish_bits(dish: &Dish, name: &str, look: Look, part: Part, design: &Design) -> Vec<Bit> {
    let form = |label: &Label| design.marks[label];
    let mut own = look;
    for label in &dish.labels {
        match form(label) {
            MarkForm::Ink => own.ink = ink(*label).0,
            MarkForm::Bold => own.bold = true,
            MarkForm::Italic => own.italic = true,
            MarkForm::Underline => own.underlined = true,
            MarkForm::Highlight => own.ground = Some(ground(*label).0),
            _ => {}
        }
    }
    let mut bits = Vec::new();
    for label in &dish.labels {
        match form(label) {
            MarkForm::PictureBefore => bits.push(Bit::picture(emblem(*label), look, part)),
            MarkForm::Before => {
                bits.extend(words(&word(*label, design).to_uppercase(), look, part))
            }
            _ => {}
        }
    }
    let first = bits.len();
    bits.extend(words(name, own, part));
    if let Some(bit) = bits.get_mut(first).filter(|_| first > 0) {
        bit.tied = true;
    }
    if design.extras.contains(&Extra::AllergenNumbers) {
        bits.extend(allergens(name).map(|numbers| Bit::new(numbers, look, part).tied()));
    }
    let mut again = false;
    for label in &dish.labels {
        let before = bits.len();
        match form(label) {
            MarkForm::Word => bits.extend(words(word(*label, design), look, part)),
            MarkForm::Bracketed => {
                bits.extend(words(&format!("({})", word(*label, design)), look, part))
            }
            MarkForm::Pill => bits.extend(words(word(*label, design), pill(*label, look), part)),
            MarkForm::Sign => {
                bits.extend(signed(sign(*label, design), look, part, again));
                again = true;
            }
            MarkForm::Picture => bits.push(Bit::picture(emblem(*label), look, part).tied()),
            _ => {}
        }
        // A label's own words are not parted.
        bits.iter_mut()
            .skip(before + 1)
            .for_each(|bit| bit.tied |= !bit.glued);
    }
    if design.extras.contains(&Extra::Pork) && is_pork(name) {
        bits.extend(signed(pork_sign(design), look, part, again));
    }
    bits.extend(lines_below(dish, name, look, part, design));
    if design.parting == Parting::Capital {
        tie_capitals(&mut bits);
    }
    bits
}

/// The marks that stand on lines of their own.
fn lines_below(dish: &Dish, name: &str, look: Look, part: Part, design: &Design) -> Vec<Bit> {
    let mut below = Vec::new();
    for label in &dish.labels {
        let mut line = match design.marks[label] {
            MarkForm::OwnLine => words(word(*label, design), look, part),
            MarkForm::Producer => words(
                producer(name),
                Look {
                    italic: true,
                    ..look
                },
                part,
            ),
            _ => continue,
        };
        line.iter_mut().skip(1).for_each(|bit| bit.tied = true);
        line[0].newline = true;
        below.extend(line);
    }
    below
}

/// The allergens of a dish, by their numbers in the law's list; the name alone tells them, so that each time is the same.
fn allergens(name: &str) -> Option<&'static str> {
    [
        None,
        Some("(1,7)"),
        Some("(7)"),
        Some("(1,3,7)"),
        Some("(9)"),
    ][name.len() % 5]
}

fn is_pork(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut pork = [
        "porc",
        "jambon",
        "saucisse",
        "chipolatas",
        "rosette",
        "saucisson",
    ]
    .into_iter();
    pork.any(|pork| name.contains(pork))
}

fn producer(name: &str) -> &'static str {
    let producers = [
        "Ferme des Tilleuls, Saint-Aubin",
        "GAEC du Moulin à Vern",
        "Les vergers de la Vallée",
    ];
    producers[name.len() % 3]
}

/// Where a capital begins a dish, no other word with a capital begins a line.
fn tie_capitals(bits: &mut [Bit]) {
    for bit in bits.iter_mut().skip(1) {
        let plain = bit.text.trim_start_matches('(');
        bit.tied |= plain.chars().next().is_some_and(char::is_uppercase) && !bit.newline;
    }
}

pub fn emblem(label: Label) -> Emblem {
    Emblem(index(label) as u8)
}
