//! `Page` → `Legend`, and a run of words → labels. The page's own legend decides first; the default vocabulary
//! (`vocabulary.toml`) only where the page has no legend for a mark; a mark that nothing explains is reported.

mod allergens;
mod label;
mod legend;
mod likeness;
mod marks;
mod pieces;
mod sightings;
mod vocabulary;
mod words;

pub use allergens::{Allergen, Key, allergen_named};
pub use label::{
    Entry, Found, Label, Legend, Meaning, Mention, Reading, Regime, Sign, Siqo, Unread,
};
pub use legend::read_legend;
pub use likeness::is_note_under;
pub use marks::{only_marks, read_marks};
pub use pieces::only_signs;
pub use sightings::{Sighting, labels_of_picture, labels_worn, signs_on};
pub(crate) use vocabulary::load;
pub use vocabulary::{
    is_reserved, label_named, may_say_it_of_the_whole, names, whole_menu, whole_menu_entirely,
};

pub(crate) use words::words;

#[cfg(test)]
mod tests;
