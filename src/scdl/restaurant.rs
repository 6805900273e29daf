//! Which restaurants a menu is for: the `[[restaurant]]` tables of `cantine.toml`, and what makes a PDF theirs.

use super::row::{IdType, RestaurantType, Texture};
use crate::fold::bare;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A restaurant of the town: its columns, which stand in for those of the town, and whose menus are its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Restaurant {
    /// Where the menu is served.
    pub menu_restaurant_nom: String,
    /// The town's INSEE code.
    pub menu_restaurant_insee: String,
    /// The restaurant's identifier.
    pub menu_restaurant_id: String,
    /// What kind of identifier that is.
    pub menu_restaurant_id_type: Option<IdType>,
    /// The kind of restaurant.
    pub menu_restaurant_type: Option<RestaurantType>,
    /// Who eats there.
    pub menu_restaurant_convive: String,
    /// Textures served, where they are modified.
    pub menu_plat_texture: Vec<Texture>,
    /// Names of folders that hold its menus.
    pub dossiers: Vec<String>,
    /// Patterns of its menus' file names: `*` stands for any characters, `?` for one.
    pub fichiers: Vec<String>,
    /// Words that stand above its menus, or in the PDF's own title.
    pub titres: Vec<String>,
}

/// What tells whom a page is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clues<'a> {
    /// The folders that the file lies in, outermost first.
    pub folders: &'a [String],
    /// The file's name.
    pub file_name: Option<&'a str>,
    /// The PDF's own title.
    pub title: Option<&'a str>,
    /// What stands above the first dish of each page, by page number.
    pub headings: &'a [(u32, String)],
}

impl Restaurant {
    /// A restaurant without a rule takes every menu.
    fn has_no_rule(&self) -> bool {
        self.dossiers.is_empty() && self.fichiers.is_empty() && self.titres.is_empty()
    }

    fn is_named_by_folder(&self, folder: &str) -> bool {
        let folder = words(folder);
        self.dossiers.iter().any(|name| words(name) == folder)
    }

    fn is_named_by_file(&self, file_name: &str) -> bool {
        let file_name = folded(file_name);
        let patterns = self
            .fichiers
            .iter()
            .filter_map(|p| glob::Pattern::new(&folded(p)).ok());
        patterns
            .into_iter()
            .any(|pattern| pattern.matches(&file_name))
    }

    fn is_named_in(&self, text: &str) -> bool {
        let text = words(text);
        self.titres.iter().any(|title| {
            let title = words(title);
            !title.is_empty() && text.windows(title.len()).any(|w| w == title)
        })
    }
}

/// Which of the restaurants each page is for, as indices; a page that is not listed is for those of `others`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Serving {
    by_page: Vec<(u32, Vec<usize>)>,
    others: Vec<usize>,
}

impl Serving {
    /// What stands nearest to the menu decides: the words above it, else the file's name, else its innermost folder that
    /// names a restaurant, else the PDF's own title.
    pub(super) fn of(restaurants: &[Restaurant], clues: &Clues) -> Self {
        let those = |fits: &dyn Fn(&Restaurant) -> bool| -> Vec<usize> {
            let numbered = restaurants.iter().enumerate();
            numbered
                .filter(|(_, r)| fits(r))
                .map(|(at, _)| at)
                .collect()
        };
        let pages = clues.headings.iter();
        let by_page: Vec<_> = pages
            .map(|(page, text)| (*page, those(&|r| r.is_named_in(text))))
            .filter(|(_, named)| !named.is_empty())
            .collect();
        // A page without a heading of its own goes on with what the others announce.
        let announced = || {
            let named = by_page.iter().flat_map(|(_, named)| named).copied();
            named.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let by_file = || {
            clues
                .file_name
                .map(|name| those(&|r| r.is_named_by_file(name)))
        };
        let folders = clues.folders.iter().rev();
        let by_folder = folders.map(|folder| those(&|r| r.is_named_by_folder(folder)));
        let by_title = || clues.title.map(|title| those(&|r| r.is_named_in(title)));
        let others = std::iter::once_with(announced)
            .chain(std::iter::once_with(by_file).flatten())
            .chain(by_folder)
            .chain(std::iter::once_with(by_title).flatten())
            .chain(std::iter::once_with(|| those(&Restaurant::has_no_rule)))
            .find(|named| !named.is_empty())
            .unwrap_or_default();
        Self { by_page, others }
    }

    /// The restaurants of a page.
    pub(super) fn at(&self, page: u32) -> &[usize] {
        let own = self.by_page.iter().find(|(number, _)| *number == page);
        own.map_or(&self.others, |(_, named)| named)
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    bare(text, |c| folded.push(c));
    folded
}

/// The words, without case, accents and plurals.
fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty())
        .map(|w| w.strip_suffix(['s', 'x']).unwrap_or(w).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restaurant(dossier: &str, fichier: &str, titre: &str) -> Restaurant {
        let list = |text: &str| match text {
            "" => Vec::new(),
            _ => vec![text.to_owned()],
        };
        Restaurant {
            dossiers: list(dossier),
            fichiers: list(fichier),
            titres: list(titre),
            ..Restaurant::default()
        }
    }

    #[test]
    fn a_folder_a_file_name_or_a_title_says_whose_the_menu_is() {
        let town = [
            restaurant("Maternelle", "", ""),
            restaurant("", "*élém*.pdf", ""),
            restaurant("creche", "", "crèche"),
        ];
        let folders = ["crèche", "maternelles", "2022"].map(str::to_owned);
        let of = |clues: Clues| Serving::of(&town, &clues).at(1).to_vec();
        let folder = Clues {
            folders: &folders,
            ..Clues::default()
        };
        assert_eq!(of(folder), [0]);
        let file = Clues {
            file_name: Some("Menu-ELEM-45.PDF"),
            ..Clues::default()
        };
        assert_eq!(of(file), [1]);
        let title = Clues {
            title: Some("Menus des crèches"),
            ..Clues::default()
        };
        assert_eq!(of(title), [2]);
        assert!(of(Clues::default()).is_empty());
        assert!(
            of(Clues {
                title: Some("Menus du crècheron"),
                ..Clues::default()
            })
            .is_empty()
        );
    }

    #[test]
    fn each_page_is_for_whom_its_heading_names_and_the_next_goes_on() {
        let town = [
            restaurant("", "", "maternelle"),
            restaurant("", "", "élémentaire"),
        ];
        let heading = |page, text: &str| (page, text.to_owned());
        let both = [
            heading(1, "Écoles maternelle et élémentaire"),
            heading(2, "semaine 46"),
        ];
        let clues = Clues {
            headings: &both,
            ..Clues::default()
        };
        assert_eq!(Serving::of(&town, &clues).at(1), [0, 1]);
        assert_eq!(Serving::of(&town, &clues).at(2), [0, 1]);
        let each = [heading(1, "Maternelle"), heading(2, "Élémentaire")];
        let clues = Clues {
            headings: &each,
            ..Clues::default()
        };
        assert_eq!(Serving::of(&town, &clues).at(1), [0]);
        assert_eq!(Serving::of(&town, &clues).at(2), [1]);
    }

    #[test]
    fn a_restaurant_without_a_rule_takes_what_no_other_claims() {
        let town = [restaurant("", "", ""), restaurant("creche", "", "")];
        let folders = ["crèche".to_owned()];
        let clues = Clues {
            folders: &folders,
            ..Clues::default()
        };
        assert_eq!(Serving::of(&town, &clues).at(1), [1]);
        assert_eq!(Serving::of(&town, &Clues::default()).at(1), [0]);
    }
}
