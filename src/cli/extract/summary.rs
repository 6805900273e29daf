//! What a run came to, in words that a clerk understands.

use super::ledger::Written;
use crate::cli::words::{count, either};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, Severity};
use crate::text::shown;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Files to look at that are named.
const NAMED: usize = 20;

#[derive(Default)]
pub(super) struct Summary {
    files: usize,
    unread: usize,
    dishes: usize,
    points: usize,
    replaced: usize,
    /// The files to look at, by their numbers.
    look_at: BTreeMap<usize, LookAt>,
}

/// A file to look at.
#[derive(Default)]
struct LookAt {
    name: String,
    /// Why it gave no row, where it did not.
    refusal: Option<Diagnostic>,
    pages: BTreeSet<u32>,
    points: usize,
}

impl Summary {
    /// Takes in the next input, which gave `dishes` rows.
    pub(super) fn add(&mut self, name: &str, dishes: usize, doubts: &[Diagnostic]) {
        let at = self.files;
        self.files += 1;
        self.dishes += dishes;
        self.look_at(at, name, doubts);
        if dishes == 0 {
            self.unread += 1;
            let refusal = doubts.iter().find(|d| d.severity() == Severity::Error);
            self.file(at, name).refusal = refusal.cloned();
        }
    }

    /// Takes in that other documents replace an input, by its number.
    pub(super) fn replaced(&mut self, at: usize, name: &str, doubts: &[Diagnostic]) {
        self.replaced += usize::from(doubts.iter().any(|d| d.code != Code::TwoMenus));
        self.look_at(at, name, doubts);
    }

    fn look_at(&mut self, at: usize, name: &str, doubts: &[Diagnostic]) {
        for doubt in doubts.iter().filter(|d| d.severity() == Severity::Warning) {
            self.points += 1;
            let file = self.file(at, name);
            file.points += 1;
            if let Place::Page { page, .. } = doubt.place {
                file.pages.insert(page);
            }
        }
    }

    fn file(&mut self, at: usize, name: &str) -> &mut LookAt {
        self.look_at.entry(at).or_insert_with(|| LookAt {
            name: shown(name).into_owned(),
            ..LookAt::default()
        })
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
        self.look_at.len()
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
        if self.replaced > 0 {
            let words = (
                [
                    "menu remplacé par un plus récent",
                    "menus remplacés par de plus récents",
                ],
                [
                    "menu replaced by a newer one",
                    "menus replaced by newer ones",
                ],
            );
            parts.push(number(self.replaced, words.0, words.1));
        }
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
        if self.files > 1 && !self.look_at.is_empty() {
            self.list(&mut text, lang);
        }
        text
    }

    fn list(&self, text: &mut String, lang: Lang) {
        text.push_str(either(lang, "À regarder :\n", "To look at:\n"));
        for file in self.look_at.values().take(NAMED) {
            text.push_str(&file.text(lang));
        }
        if self.look_at.len() > NAMED {
            let more = self.look_at.len() - NAMED;
            let [one, many] = match lang {
                Lang::Fr => ["autre fichier", "autres fichiers"],
                Lang::En => ["other file", "other files"],
            };
            let more = count(lang, more, one, many);
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
