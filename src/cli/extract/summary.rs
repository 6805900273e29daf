//! What a run came to, in words that a clerk understands.

use super::ledger::Written;
use crate::cli::words::{count, either};
use crate::diagnostic::{Diagnostic, Lang, Place, Severity};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Files to look at that are named.
const NAMED: usize = 20;

#[derive(Default)]
pub(super) struct Summary {
    files: usize,
    unread: usize,
    dishes: usize,
    points: usize,
    /// The first files to look at.
    look_at: Vec<LookAt>,
    doubtful: usize,
}

/// A file to look at.
struct LookAt {
    name: String,
    /// Why it gave no row, where it did not.
    refusal: Option<Diagnostic>,
    pages: BTreeSet<u32>,
    points: usize,
}

impl Summary {
    /// Takes in an input that gave `dishes` rows.
    pub(super) fn add(&mut self, name: &str, dishes: usize, doubts: &[Diagnostic]) {
        self.files += 1;
        self.dishes += dishes;
        let refusal = doubts.iter().find(|d| d.severity() == Severity::Error);
        let unread = dishes == 0;
        self.unread += usize::from(unread);
        self.look_at(name, doubts, refusal.filter(|_| unread));
    }

    /// Takes in warnings about an input.
    pub(super) fn look_at(
        &mut self,
        name: &str,
        doubts: &[Diagnostic],
        refusal: Option<&Diagnostic>,
    ) {
        let warnings = doubts.iter().filter(|d| d.severity() == Severity::Warning);
        let points = warnings.clone().count();
        if points == 0 && refusal.is_none() {
            return;
        }
        self.points += points;
        self.doubtful += 1;
        if self.look_at.len() < NAMED {
            let page = |doubt: &Diagnostic| match doubt.place {
                Place::Page { page, .. } => Some(page),
                _ => None,
            };
            self.look_at.push(LookAt {
                name: name.to_owned(),
                refusal: refusal.cloned(),
                pages: warnings.filter_map(page).collect(),
                points,
            });
        }
    }

    /// Inputs that gave no row.
    pub(super) fn unread(&self) -> usize {
        self.unread
    }

    /// Dishes read, those of documents that others replace too.
    pub(super) fn dishes(&self) -> usize {
        self.dishes
    }

    /// Files to look at.
    pub(super) fn doubtful(&self) -> usize {
        self.doubtful
    }

    pub(super) fn text(&self, written: &Written, lang: Lang) -> String {
        let number = |number, fr: [&str; 2], en: [&str; 2]| {
            let [one, many] = match lang {
                Lang::Fr => fr,
                Lang::En => en,
            };
            count(lang, number, one, many)
        };
        let menus = self.files - self.unread;
        let mut parts = vec![
            number(menus, ["menu lu", "menus lus"], ["menu read", "menus read"]),
            number(written.days(), ["jour", "jours"], ["day", "days"]),
            number(written.dishes, ["plat", "plats"], ["dish", "dishes"]),
            number(written.organic, ["bio", "bio"], ["organic", "organic"]),
        ];
        if self.points > 0 {
            let words = (
                ["point à vérifier", "points à vérifier"],
                ["thing to check", "things to check"],
            );
            parts.push(number(self.points, words.0, words.1));
        }
        if self.unread > 0 {
            let words = (
                ["fichier sans menu", "fichiers sans menu"],
                ["file without a menu", "files without a menu"],
            );
            parts.push(number(self.unread, words.0, words.1));
        }
        let mut text = format!("{}\n", parts.join(", "));
        if self.files > 1 && self.doubtful > 0 {
            self.list(&mut text, lang);
        }
        text
    }

    fn list(&self, text: &mut String, lang: Lang) {
        text.push_str(either(lang, "À regarder :\n", "To look at:\n"));
        for file in &self.look_at {
            text.push_str(&file.text(lang));
        }
        if self.doubtful > self.look_at.len() {
            let more = self.doubtful - self.look_at.len();
            let more = count(
                lang,
                more,
                either(lang, "autre", "other"),
                either(lang, "autres", "others"),
            );
            let all = either(
                lang,
                "--problems FICHIER les donne tous",
                "--problems FILE has them all",
            );
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  … {more} ({all})");
        }
    }
}

impl LookAt {
    fn text(&self, lang: Lang) -> String {
        if let Some(refusal) = &self.refusal {
            let colon = either(lang, " :", ":");
            return format!("  {}{colon} {}\n", self.name, refusal.text(lang));
        }
        let pages: Vec<String> = self.pages.iter().map(u32::to_string).collect();
        let place = match pages.as_slice() {
            [] => String::new(),
            [page] => format!(", page {page}"),
            pages => format!(", pages {}", pages.join(", ")),
        };
        let points = count(
            lang,
            self.points,
            either(lang, "point", "thing"),
            either(lang, "points", "things"),
        );
        format!("  {}{place} ({points})\n", self.name)
    }
}
