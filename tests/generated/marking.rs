//! A dish's labels → the marks on its name, and the legend that explains them.

use super::design::{Design, LegendLines, MarkForm, Parting, Signs, Tie};
use super::scene::{Bit, Emblem, Look, Paragraph, Part, words};
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
        Label::LabelRouge => ["Label Rouge", "LR", "label rouge", "Label rouge"][spelling],
        Label::Fishing => ["pêche durable", "MSC", "Pêche durable", "MSC"][spelling],
        Label::FrenchMeat => ["viande française", "VF", "Viande française", "VF"][spelling],
    }
}

fn code(label: Label) -> &'static str {
    ["B", "L", "AOP", "LR", "PD", "VF"][index(label)]
}

fn phrase(label: Label, design: &Design) -> &'static str {
    let phrasing = usize::from(design.phrasing % 4);
    let phrases = match label {
        Label::Organic => [
            "produit issu de l'agriculture biologique",
            "produit bio",
            "agriculture biologique",
            "produits issus de l'agriculture biologique",
        ],
        Label::Local => [
            "produit local",
            "produits locaux",
            "circuit court",
            "produit issu d'un circuit court",
        ],
        Label::Aop => [
            "appellation d'origine protégée",
            "AOP",
            "Appellation d'Origine Protégée",
            "produit AOP",
        ],
        Label::LabelRouge => [
            "Label Rouge",
            "viande Label Rouge",
            "produit Label Rouge",
            "Label rouge",
        ],
        Label::Fishing => [
            "pêche durable",
            "poisson issu de la pêche durable",
            "pêche responsable",
            "produit de la pêche durable",
        ],
        Label::FrenchMeat => [
            "viande française",
            "viande d'origine française",
            "viande origine France",
            "viandes françaises",
        ],
    };
    phrases[phrasing]
}

fn predicate(label: Label) -> &'static str {
    match label {
        Label::Organic => "sont issus de l'agriculture biologique",
        Label::Local => "sont locaux",
        Label::Aop => "sont AOP",
        Label::LabelRouge => "sont Label Rouge",
        Label::Fishing => "sont issus de la pêche durable",
        Label::FrenchMeat => "sont à base de viande française",
    }
}

fn ink(label: Label) -> (Colour, &'static str) {
    let colour = |r, g, b| Colour { r, g, b };
    match label {
        Label::Organic => (colour(0, 140, 60), "vert"),
        Label::Local => (colour(235, 120, 20), "orange"),
        Label::Aop => (colour(120, 40, 150), "violet"),
        Label::LabelRouge => (colour(205, 20, 35), "rouge"),
        Label::Fishing => (colour(25, 80, 200), "bleu"),
        Label::FrenchMeat => (colour(125, 72, 35), "marron"),
    }
}

/// A light ground, on which black is read well.
fn ground(label: Label) -> (Colour, &'static str) {
    let colour = |r, g, b| Colour { r, g, b };
    match label {
        Label::Organic => (colour(170, 225, 170), "vert"),
        Label::Local => (colour(250, 235, 130), "jaune"),
        Label::Aop => (colour(215, 185, 235), "violet"),
        Label::LabelRouge => (colour(250, 190, 205), "rose"),
        Label::Fishing => (colour(170, 205, 245), "bleu"),
        Label::FrenchMeat => (colour(245, 200, 150), "orange"),
    }
}

/// The sign of a label that is the `at`th of its page's.
fn sign(label: Label, design: &Design) -> &'static str {
    let signed = design
        .marks
        .iter()
        .filter(|(_, form)| **form == MarkForm::Sign);
    let at = signed.take_while(|(other, _)| **other != label).count();
    let signs = match design.signs {
        Signs::Stars => ["*", "°", "●", "▲", "◆", "■"],
        Signs::Degrees => ["°", "*", "●", "▲", "◆", "■"],
        Signs::Shapes => ["●", "▲", "◆", "■", "★", "♦"],
        Signs::Numbers => ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        Signs::Superscripts => ["¹", "²", "³", "⁴", "⁵", "⁶"],
    };
    signs[at % 6]
}

/// A mark after the name: glued to it, or a space apart.
fn signed(sign: &str, look: Look, part: Part, again: bool) -> Vec<Bit> {
    let bit = Bit::new(sign, look, part);
    let superscript = sign.chars().all(|c| !c.is_ascii() && c.is_numeric());
    match sign {
        "*" | "°" => vec![bit.glued()],
        _ if superscript && again => vec![Bit::new(",", look, part).glued(), bit.glued()],
        _ if superscript => vec![bit.glued()],
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
    let below = dish
        .labels
        .iter()
        .filter(|label| form(label) == MarkForm::OwnLine);
    for label in below {
        let mut line = words(word(*label, design), look, part);
        line.iter_mut().skip(1).for_each(|bit| bit.tied = true);
        line[0].newline = true;
        bits.extend(line);
    }
    if design.parting == Parting::Capital {
        tie_capitals(&mut bits);
    }
    bits
}

/// Where a capital begins a dish, no other word with a capital begins a line.
fn tie_capitals(bits: &mut [Bit]) {
    for bit in bits.iter_mut().skip(1) {
        let plain = bit.text.trim_start_matches('(');
        bit.tied |= plain.chars().next().is_some_and(char::is_uppercase) && !bit.newline;
    }
}

fn emblem(label: Label) -> Emblem {
    Emblem(index(label) as u8)
}

/// The legend's paragraphs; none where no mark needs one.
pub fn legend(design: &Design, look: Look) -> Vec<Paragraph> {
    let entries: Vec<Vec<Bit>> = design
        .marks
        .iter()
        .filter_map(|(label, form)| entry(*label, *form, design, look))
        .collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let mut lines = match design.legend_lines {
        LegendLines::Each => entries,
        LegendLines::One => vec![joined(entries, design, look)],
    };
    if design.legend_title {
        let title = words("Légende :", look.bold(), Part::Rest);
        match design.legend_lines {
            LegendLines::Each => lines.insert(0, title),
            LegendLines::One => {
                lines[0].splice(0..0, title);
            }
        }
    }
    lines.into_iter().map(Paragraph::new).collect()
}

fn joined(entries: Vec<Vec<Bit>>, design: &Design, look: Look) -> Vec<Bit> {
    let mut line = Vec::new();
    for entry in entries {
        if !line.is_empty() {
            let between = [
                "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}",
                "–",
                "/",
                "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}",
            ];
            line.push(Bit::new(between[usize::from(design.wording % 4)], look, Part::Rest).tied());
        }
        line.extend(entry);
    }
    line
}

/// What the legend says of one label, where its mark needs one.
fn entry(label: Label, form: MarkForm, design: &Design, look: Look) -> Option<Vec<Bit>> {
    let phrase = phrase(label, design);
    let text = |text: &str| words(text, look, Part::Rest);
    let (ink, ink_name) = ink(label);
    let (light, light_name) = ground(label);
    let swatch = Bit::new(
        "\u{a0}\u{a0}\u{a0}\u{a0}",
        Look {
            ground: Some(light),
            ..look
        },
        Part::Rest,
    );
    let bits = match form {
        MarkForm::Sign => by_sign(
            text(sign(label, design)),
            "suivis de",
            phrase,
            label,
            design,
            look,
        ),
        MarkForm::Code => by_sign(text(code(label)), "marqués", phrase, label, design, look),
        MarkForm::Ink if design.tie == Tie::Space => words(phrase, look.ink(ink), Part::Rest),
        MarkForm::Ink => text(&by_style(
            &format!("en {ink_name}"),
            phrase,
            label,
            design.tie,
        )),
        MarkForm::Bold => text(&by_style("en gras", phrase, label, design.tie)),
        MarkForm::Italic => text(&by_style("en italique", phrase, label, design.tie)),
        MarkForm::Highlight | MarkForm::Ground => match design.tie {
            Tie::Behind => words(
                phrase,
                Look {
                    ground: Some(light),
                    ..look
                },
                Part::Rest,
            ),
            Tie::Equals | Tie::Sentence => {
                let on = if form == MarkForm::Ground {
                    "sur fond"
                } else {
                    "surlignés en"
                };
                text(&format!("Les plats {on} {light_name} {}", predicate(label)))
            }
            Tie::Colon | Tie::Space => {
                let mut bits = vec![swatch];
                bits.extend(text(phrase));
                bits
            }
        },
        MarkForm::Picture | MarkForm::PictureBefore => {
            let picture = vec![Bit::picture(emblem(label), look, Part::Rest)];
            let tie = if design.tie == Tie::Sentence {
                Tie::Space
            } else {
                design.tie
            };
            by_sign(
                picture,
                "",
                phrase,
                label,
                &Design {
                    tie,
                    ..design.clone()
                },
                look,
            )
        }
        MarkForm::Word
        | MarkForm::Bracketed
        | MarkForm::Before
        | MarkForm::OwnLine
        | MarkForm::Pill => return None,
    };
    Some(bits)
}

fn by_sign(
    sign: Vec<Bit>,
    how: &str,
    phrase: &str,
    label: Label,
    design: &Design,
    look: Look,
) -> Vec<Bit> {
    let text = |text: &str| words(text, look, Part::Rest);
    let parts = match design.tie {
        Tie::Colon => vec![sign, text(":"), text(phrase)],
        Tie::Equals => vec![sign, text("="), text(phrase)],
        Tie::Space => vec![sign, text(phrase)],
        Tie::Behind => vec![text(phrase), sign],
        Tie::Sentence => vec![text("Les plats"), text(how), sign, text(predicate(label))],
    };
    let mut bits = parts.concat();
    // The sign stays on one line with the word beside it.
    let beside = match design.tie {
        Tie::Behind => bits.len() - 1..bits.len(),
        _ => 1..3.min(bits.len()),
    };
    bits[beside].iter_mut().for_each(|bit| bit.tied = true);
    bits
}

fn by_style(style: &str, phrase: &str, label: Label, tie: Tie) -> String {
    let mut capital = style.to_owned();
    capital.replace_range(..1, "E");
    match tie {
        Tie::Colon | Tie::Space => format!("{capital} : {phrase}"),
        Tie::Equals => format!("{capital} = {phrase}"),
        Tie::Behind => format!("{phrase} : {style}"),
        Tie::Sentence => format!("Les plats {style} {}", predicate(label)),
    }
}
