//! A page's words and their roles → text: each run of words in reading order, beside what it is.

use crate::diagnostic::Lang;
use crate::layout::text_of;
use crate::menu::{Role, Roles};
use crate::pdf::Word;
use crate::text::shown;
use anstyle::{AnsiColor, Style};
use std::fmt::{Result, Write as _};

/// Characters of the column that names the roles: "type de plat", and a space.
const NAMES: usize = 13;

/// Writes the lines of a page; the marks that stand within a dish's name are in brackets.
pub(super) fn roles_text(text: &mut String, roles: &Roles, lang: Lang) -> Result {
    for line in &roles.lines {
        let runs: Vec<Run> = roles.runs(line).collect();
        for part in runs.chunk_by(|a, b| belong_together(a.0, b.0)) {
            part_text(text, part, lang)?;
        }
    }
    Ok(())
}

/// Words of one role.
type Run<'l> = (Role, &'l [Word]);

/// A dish and its marks are shown on one line.
fn belong_together(a: Role, b: Role) -> bool {
    a.dish().is_some() && a.dish() == b.dish()
}

fn part_text(text: &mut String, part: &[Run], lang: Lang) -> Result {
    let of_dish = part.iter().find(|(role, _)| matches!(role, Role::Dish(_)));
    let Some((role, _)) = of_dish.or(part.first()) else {
        return Ok(());
    };
    let sign = if *role == Role::Unread { '!' } else { ' ' };
    let name = match role.dish() {
        Some(number) => format!("{} {}", role.name(lang), number + 1),
        None => role.name(lang).to_owned(),
    };
    let style = style(*role);
    write!(text, "{style}{sign} {name:<NAMES$}{style:#}")?;
    for (of, words) in part {
        let style = self::style(*of);
        let words = text_of(*words);
        let words = shown(&words);
        match of {
            Role::Mark(_) => write!(text, " {style}[{words}]{style:#}")?,
            _ => write!(text, " {style}{words}{style:#}")?,
        }
    }
    writeln!(text)
}

/// Dishes as plain text, headings bold, what is no menu faint; what nobody read cannot be missed.
fn style(role: Role) -> Style {
    match role {
        Role::Unread => AnsiColor::Red.on_default().bold(),
        Role::Dish(_) => Style::new(),
        Role::Mark(_) => AnsiColor::Green.on_default(),
        Role::Day | Role::Number | Role::Period => Style::new().bold(),
        Role::Course | Role::Meal | Role::Diet | Role::Theme | Role::Whole | Role::Closed => {
            AnsiColor::Cyan.on_default()
        }
        Role::Struck => Style::new().strikethrough(),
        Role::Title | Role::Notice | Role::Legend | Role::Separator | Role::Decoration => {
            Style::new().dimmed()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::Line;

    fn printed(lines: &[&[(&str, Role)]], lang: Lang) -> String {
        let mut roles = Roles::default();
        for (y, line) in lines.iter().enumerate() {
            let word = |(text, role): &(&str, Role)| {
                let number = roles.of.len() as u32;
                roles.of.push(*role);
                let rect = Rect::new(0.0, y as f32 * 12.0, 30.0, y as f32 * 12.0 + 10.0);
                Word {
                    text: (*text).into(),
                    number,
                    rect,
                    ..Word::default()
                }
            };
            let words = line.iter().map(word).collect();
            roles.lines.push(Line::new(words));
        }
        let mut text = String::new();
        roles_text(&mut text, &roles, lang).unwrap();
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn each_run_of_words_stands_beside_its_role() {
        let lines: &[&[(&str, Role)]] = &[
            &[("Lundi", Role::Day), ("7", Role::Day)],
            &[
                ("Carottes", Role::Dish(0)),
                ("*", Role::Mark(0)),
                ("râpées", Role::Dish(0)),
                ("Pomme", Role::Dish(1)),
            ],
            &[("bio", Role::Mark(1))],
        ];
        insta::assert_snapshot!(printed(lines, Lang::Fr), @r"
          jour          Lundi 7
          plat 1        Carottes [*] râpées
          plat 2        Pomme
          signe 2       [bio]
        ");
        assert!(printed(lines, Lang::En).contains("  dish 1        Carottes [*] râpées\n"));
    }

    #[test]
    fn what_nobody_read_is_signed_without_colour_too() {
        let lines: &[&[(&str, Role)]] = &[&[("Pique-nique", Role::Unread)]];
        assert_eq!(printed(lines, Lang::Fr), "! non lu        Pique-nique\n");
        assert_eq!(printed(lines, Lang::En), "! unread        Pique-nique\n");
    }
}
