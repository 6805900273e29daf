//! Which role each word of a page plays: whatever is printed is accounted for, and what nobody could read says so.

use crate::diagnostic::Lang;
use crate::layout::{Line, Sheet};
use crate::pdf::Word;
use serde::{Deserialize, Serialize};

/// What a word is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nobody could tell.
    #[default]
    Unread,
    /// The page's title, and what else stands over the days.
    Title,
    /// Dates of the whole: a range, a month, a year, a week's number.
    Period,
    /// A day's heading.
    Day,
    /// A day's number apart from its name, in a calendar.
    Number,
    /// A course's heading.
    Course,
    /// A meal's heading.
    Meal,
    /// Whom the dishes are for: "Sans porc".
    Diet,
    /// A theme of the day.
    Theme,
    /// What is said of a whole meal: "Repas végétarien".
    Whole,
    /// No meal on this day.
    Closed,
    /// A wish, a remark, prose.
    Notice,
    /// The legend.
    Legend,
    /// A mark of the dish with this number.
    Mark(u32),
    /// What parts two dishes: a bullet, "ou".
    Separator,
    /// What stands beside the menu and is no food: page numbers, addresses.
    Decoration,
    /// Struck through: served no more.
    Struck,
    /// A part of the name of the dish with this number, [`Dish::printed`](super::Dish::printed).
    Dish(u32),
}

impl Role {
    /// Its name without the dish's number.
    pub fn name(self, lang: Lang) -> &'static str {
        let [fr, en] = match self {
            Self::Unread => ["non lu", "unread"],
            Self::Title => ["titre", "title"],
            Self::Period => ["période", "period"],
            Self::Day => ["jour", "day"],
            Self::Number => ["numéro", "number"],
            Self::Course => ["type de plat", "course"],
            Self::Meal => ["repas", "meal"],
            Self::Diet => ["régime", "diet"],
            Self::Theme => ["thème", "theme"],
            Self::Whole => ["tout le repas", "whole meal"],
            Self::Closed => ["pas de repas", "no meal"],
            Self::Notice => ["remarque", "notice"],
            Self::Legend => ["légende", "legend"],
            Self::Mark(_) => ["signe", "mark"],
            Self::Separator => ["séparateur", "separator"],
            Self::Decoration => ["hors menu", "decoration"],
            Self::Struck => ["barré", "struck"],
            Self::Dish(_) => ["plat", "dish"],
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// The printed dish that the word belongs to.
    pub fn dish(self) -> Option<u32> {
        match self {
            Self::Dish(number) | Self::Mark(number) => Some(number),
            _ => None,
        }
    }
}

/// A page's lines, and the role of each of its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Roles {
    /// Page number, from 1.
    pub page: u32,
    /// The page's text, top to bottom; at the end what is struck.
    pub lines: Vec<Line>,
    /// The role of each word, by its number.
    pub of: Vec<Role>,
}

impl Roles {
    /// Nothing of the sheet is read yet.
    pub(super) fn of(sheet: &Sheet) -> Self {
        Self {
            page: sheet.page.number,
            lines: sheet.lines.iter().chain(&sheet.struck).cloned().collect(),
            of: vec![Role::Unread; sheet.len()],
        }
    }

    /// The role of a word of this page.
    pub fn role(&self, word: &Word) -> Role {
        let role = self.of.get(word.number as usize);
        role.copied().unwrap_or_default()
    }

    /// These words play this role; the last word on it counts.
    pub(super) fn give<'w>(&mut self, words: impl IntoIterator<Item = &'w Word>, role: Role) {
        for word in words {
            if let Some(known) = self.of.get_mut(word.number as usize) {
                *known = role;
            }
        }
    }

    /// The line's words in runs of one role.
    pub fn runs<'l>(&self, line: &'l Line) -> impl Iterator<Item = (Role, &'l [Word])> {
        let runs = line.words.chunk_by(|a, b| self.role(a) == self.role(b));
        runs.filter_map(|run| Some((self.role(run.first()?), run)))
    }

    /// Whether no word of the line is a dish's.
    pub fn is_free_of_dishes(&self, line: &Line) -> bool {
        line.words.iter().all(|w| self.role(w).dish().is_none())
    }
}

/// The roles on all pages, while they are found.
#[derive(Debug, Default)]
pub(super) struct Ledger(pub Vec<Roles>);

impl Ledger {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        Self(sheets.iter().map(Roles::of).collect())
    }

    /// These words of a page play this role; the last word on it counts.
    pub(super) fn give<'w>(
        &mut self,
        page: u32,
        words: impl IntoIterator<Item = &'w Word>,
        role: Role,
    ) {
        if let Some(roles) = self.0.iter_mut().find(|roles| roles.page == page) {
            roles.give(words, role);
        }
    }

    /// Those of the words that nobody has read play this role.
    pub(super) fn give_unread<'w>(
        &mut self,
        page: u32,
        words: impl IntoIterator<Item = &'w Word>,
        role: Role,
    ) {
        let Some(roles) = self.0.iter_mut().find(|roles| roles.page == page) else {
            return;
        };
        let words = words.into_iter();
        let unread: Vec<&Word> = words.filter(|w| roles.role(w) == Role::Unread).collect();
        roles.give(unread, role);
    }
}
