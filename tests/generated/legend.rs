//! The marks of a page → the legend that explains them.

use super::design::{DaySaid, Design, Extra, LegendLines, MarkForm, Tie};
use super::marking::{
    DAY_EMBLEM, DAY_GROUND, code, day_sign, emblem, ground, ink, pork_sign, sign, sign_bit,
};
use super::scene::{Bit, Look, Paragraph, Part, words};
use super::served::Label;
use ardoise::pdf::Colour;

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
        Label::Rouge => [
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
        Label::Rouge => "sont Label Rouge",
        Label::Fishing => "sont issus de la pêche durable",
        Label::FrenchMeat => "sont à base de viande française",
    }
}

/// The legend's paragraphs; none where no mark needs one.
pub fn legend(design: &Design, look: Look) -> Vec<Paragraph> {
    let writer = Writer { design, look };
    let of_mark = |(label, form): (&Label, &MarkForm)| writer.entry(*label, *form);
    let mut entries: Vec<Vec<Bit>> = design.marks.iter().filter_map(of_mark).collect();
    let spare = spare(design).filter(|_| !entries.is_empty());
    entries.extend(spare.and_then(|(label, form)| writer.entry(label, form)));
    entries.extend(writer.day());
    if design.extras.contains(&Extra::Pork) {
        let sign = vec![sign_bit(pork_sign(design), look, Part::Rest)];
        entries.push(writer.by_sign(
            design.tie,
            sign,
            "suivis de",
            ("contient du porc", "contiennent du porc"),
        ));
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let title = words("Légende :", look.bold(), Part::Rest);
    let mut lines = match design.legend_lines {
        LegendLines::Each => entries,
        LegendLines::One => vec![writer.joined(entries)],
    };
    match design.legend_lines {
        _ if !design.legend_title => {}
        LegendLines::Each => lines.insert(0, title),
        LegendLines::One => drop(lines[0].splice(0..0, title)),
    }
    lines.into_iter().map(Paragraph::new).collect()
}

/// A label that no dish bears, in a form that others have.
fn spare(design: &Design) -> Option<(Label, MarkForm)> {
    let all = [
        Label::FrenchMeat,
        Label::Fishing,
        Label::Rouge,
        Label::Aop,
        Label::Local,
        Label::Organic,
    ];
    let label = all
        .into_iter()
        .find(|label| !design.marks.contains_key(label))?;
    let repeats = |form: &&MarkForm| {
        matches!(
            form,
            MarkForm::Sign | MarkForm::Ink | MarkForm::Picture | MarkForm::Code
        )
    };
    let form = design.marks.values().find(repeats)?;
    design.legend_spare.then_some((label, *form))
}

struct Writer<'a> {
    design: &'a Design,
    look: Look,
}

impl Writer<'_> {
    fn text(&self, text: &str) -> Vec<Bit> {
        words(text, self.look, Part::Rest)
    }

    fn joined(&self, entries: Vec<Vec<Bit>>) -> Vec<Bit> {
        let wide = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
        let between = [wide, "–", "/", "|"][usize::from(self.design.wording % 4)];
        let mut line = Vec::new();
        for entry in entries {
            if !line.is_empty() {
                line.push(Bit::new(between, self.look, Part::Rest).tied());
            }
            line.extend(entry);
        }
        line
    }

    /// What the legend says of one label, where its mark needs one.
    fn entry(&self, label: Label, form: MarkForm) -> Option<Vec<Bit>> {
        let (design, look) = (self.design, self.look);
        let said = (phrase(label, design), predicate(label));
        let (ink, ink_name) = ink(label);
        let bits = match form {
            MarkForm::Sign => {
                let sign = vec![sign_bit(sign(label, design), look, Part::Rest)];
                self.by_sign(design.tie, sign, "suivis de", said)
            }
            MarkForm::Code => self.by_sign(design.tie, self.text(code(label)), "marqués", said),
            MarkForm::Ink if design.tie == Tie::Space => words(said.0, look.ink(ink), Part::Rest),
            MarkForm::Ink => self.by_style(&format!("en {ink_name}"), said),
            MarkForm::Bold => self.by_style("en gras", said),
            MarkForm::Italic => self.by_style("en italique", said),
            MarkForm::Underline => self.by_style("soulignés", said),
            MarkForm::Producer => self.text("En italique : producteur local"),
            MarkForm::Highlight => self.by_ground(label, "surlignés en", said),
            MarkForm::Ground => self.by_ground(label, "sur fond", said),
            MarkForm::Picture | MarkForm::PictureBefore => {
                let picture = vec![Bit::picture(emblem(label), look, Part::Rest)];
                let tie = if design.tie == Tie::Sentence {
                    Tie::Space
                } else {
                    design.tie
                };
                self.by_sign(tie, picture, "", said)
            }
            MarkForm::Word
            | MarkForm::Bracketed
            | MarkForm::Before
            | MarkForm::OwnLine
            | MarkForm::Pill => return None,
        };
        Some(bits)
    }

    /// What it says of a vegetarian day's sign.
    fn day(&self) -> Option<Vec<Bit>> {
        let said = ("menu végétarien", "");
        let tie = match self.design.tie {
            Tie::Sentence | Tie::Behind => Tie::Colon,
            tie => tie,
        };
        let sign = match self.design.day_said {
            DaySaid::Words => return None,
            DaySaid::Sign => sign_bit(day_sign(self.design), self.look, Part::Rest),
            DaySaid::Picture => Bit::picture(DAY_EMBLEM, self.look, Part::Rest),
            DaySaid::Ground => {
                let mut bits = self.swatch(DAY_GROUND);
                bits.extend(self.text(said.0));
                return Some(bits);
            }
        };
        Some(self.by_sign(tie, vec![sign], "", said))
    }

    fn swatch(&self, ground: Colour) -> Vec<Bit> {
        let look = Look {
            ground: Some(ground),
            ..self.look
        };
        vec![Bit::new("\u{a0}\u{a0}\u{a0}\u{a0}", look, Part::Rest)]
    }

    fn by_sign(
        &self,
        tie: Tie,
        sign: Vec<Bit>,
        how: &str,
        (phrase, predicate): (&str, &str),
    ) -> Vec<Bit> {
        let parts = match tie {
            Tie::Colon => vec![sign, self.text(":"), self.text(phrase)],
            Tie::Equals => vec![sign, self.text("="), self.text(phrase)],
            Tie::Space => vec![sign, self.text(phrase)],
            Tie::Behind => vec![self.text(phrase), sign],
            Tie::Sentence => vec![
                self.text("Les plats"),
                self.text(how),
                sign,
                self.text(predicate),
            ],
        };
        let mut bits = parts.concat();
        // The sign stays on one line with the word beside it.
        let beside = match tie {
            Tie::Behind => bits.len() - 1..bits.len(),
            _ => 1..3.min(bits.len()),
        };
        bits[beside].iter_mut().for_each(|bit| bit.tied = true);
        bits
    }

    fn by_style(&self, style: &str, (phrase, predicate): (&str, &str)) -> Vec<Bit> {
        let mut capital = style.to_owned();
        capital[..1].make_ascii_uppercase();
        let text = match self.design.tie {
            Tie::Colon | Tie::Space => format!("{capital} : {phrase}"),
            Tie::Equals => format!("{capital} = {phrase}"),
            Tie::Behind => format!("{phrase} : {style}"),
            Tie::Sentence => format!("Les plats {style} {predicate}"),
        };
        self.text(&text)
    }

    /// By a swatch, by the words on the ground itself, or by the colour's name.
    fn by_ground(&self, label: Label, on: &str, (phrase, predicate): (&str, &str)) -> Vec<Bit> {
        let (light, name) = ground(label);
        let grounded = Look {
            ground: Some(light),
            ..self.look
        };
        match self.design.tie {
            Tie::Behind => words(phrase, grounded, Part::Rest),
            Tie::Equals | Tie::Sentence => self.text(&format!("Les plats {on} {name} {predicate}")),
            Tie::Colon | Tie::Space => {
                let mut bits = self.swatch(light);
                bits.extend(self.text(phrase));
                bits
            }
        }
    }
}
