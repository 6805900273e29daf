//! The `[[restaurant]]` tables of `cantine.toml`, and what names a restaurant.

use super::words::{IdType, RestaurantType, Texture};
use crate::fold::folded;
use serde::{Deserialize, Serialize};

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

impl Restaurant {
    /// A restaurant without a rule takes the menus that no other claims.
    pub(super) fn has_no_rule(&self) -> bool {
        self.dossiers.is_empty() && self.fichiers.is_empty() && self.titres.is_empty()
    }

    pub(super) fn is_named_by_folder(&self, folder: &str) -> bool {
        let folder = words(folder);
        self.dossiers.iter().any(|name| words(name) == folder)
    }

    pub(super) fn is_named_by_file(&self, file_name: &str) -> bool {
        let file_name = folded(file_name);
        let mut patterns = self.fichiers.iter().map(|pattern| file_pattern(pattern));
        patterns.any(|pattern| pattern.is_ok_and(|p| p.matches(&file_name)))
    }

    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let text = words(text);
        self.titres.iter().any(|title| {
            let title = words(title);
            !title.is_empty() && text.windows(title.len()).any(|w| w == title)
        })
    }
}

/// A pattern for file names without case and accents.
pub(super) fn file_pattern(pattern: &str) -> Result<glob::Pattern, glob::PatternError> {
    glob::Pattern::new(&folded(pattern))
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
