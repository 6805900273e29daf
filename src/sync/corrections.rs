//! `corrections.toml`: what people who know better say of dishes, laid over what was read.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fold::folded;
use crate::scdl::{Course, MealKind, PlatRegime, Row, Siqo, as_cell};
use chrono::{NaiveDate, NaiveTime};
use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// The corrections, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Corrections {
    /// One a table.
    #[serde(rename = "correction")]
    pub all: Vec<Correction>,
}

/// A dish, as it was read, and what it becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Correction {
    /// The day served.
    #[serde(deserialize_with = "date")]
    pub menu_date: NaiveDate,
    /// The restaurant, by its name or its identifier; every one where it is left out.
    pub menu_restaurant_nom: Option<String>,
    /// The meal; every one where it is left out.
    pub menu_repas_type: Option<MealKind>,
    /// The dish's name as it was read; case and accents do not matter.
    pub menu_plat_nom: String,
    /// What is put in the place of what was read.
    #[serde(default)]
    pub devient: Becomes,
    /// It is no dish.
    #[serde(default)]
    pub retirer: bool,
    /// Why, for `menuModificationInfo`.
    #[serde(default)]
    pub raison: String,
    /// When somebody last checked it against the menu; a change of it says that somebody did again.
    #[serde(default, deserialize_with = "some_date")]
    pub verifiee: Option<NaiveDate>,
}

/// The cells of a dish that a correction fills.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Becomes {
    /// The name.
    #[serde(deserialize_with = "name")]
    pub menu_plat_nom: Option<String>,
    /// The course.
    pub menu_plat_type: Option<Course>,
    /// All of its official signs.
    #[serde(deserialize_with = "each_once")]
    pub menu_plat_siqo: Option<Vec<Siqo>>,
    /// All of its free labels, `;` between them.
    #[serde(deserialize_with = "labels")]
    pub menu_plat_label: Option<String>,
    /// All of its diets.
    #[serde(deserialize_with = "regimes")]
    pub menu_plat_regime: Option<Vec<PlatRegime>>,
}

/// `maxLength` of `menuPlatNom`.
const LONGEST_NAME: usize = 160;

impl Corrections {
    /// Reads `corrections.toml`.
    ///
    /// # Errors
    /// `invalid-corrections` when it is not TOML, a key or a value is wrong, or a correction changes nothing.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let refused = |reason: &str| {
            Diagnostic::new(Code::InvalidCorrections, Place::File).with("reason", reason.trim())
        };
        let corrections: Self = toml::from_str(text)
            .map_err(|error| Diagnostic::of_toml(Code::InvalidCorrections, text, &error))?;
        let mut dishes = BTreeSet::new();
        for correction in &corrections.all {
            let fault = |what: &str| {
                refused(&format!(
                    "{} « {} » : {what}",
                    correction.menu_date, correction.menu_plat_nom
                ))
            };
            if correction.retirer == (correction.devient != Becomes::default()) {
                return Err(fault("« devient » ou « retirer = true », l'un des deux"));
            }
            let name = correction.devient.menu_plat_nom.as_deref();
            let long = |name: &str| as_cell(name).chars().count() > LONGEST_NAME;
            if name.is_some_and(|name| name.is_empty() || long(name)) {
                return Err(fault("un nom a de 1 à 160 caractères"));
            }
            if !dishes.insert(correction.dish()) {
                return Err(fault("ce plat a deux corrections ; n'en faites qu'une"));
            }
        }
        Ok(corrections)
    }
}

impl Correction {
    /// Another for another correction, and for the same one checked anew.
    pub(super) fn key(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        format!("{:016x}", xxh3_64(text.as_bytes()))
    }

    /// The dish that it is about.
    fn dish(
        &self,
    ) -> (
        NaiveDate,
        Option<MealKind>,
        Option<CompactString>,
        CompactString,
    ) {
        let restaurant = self.menu_restaurant_nom.as_deref().map(folded);
        (
            self.menu_date,
            self.menu_repas_type,
            restaurant,
            folded(&self.menu_plat_nom),
        )
    }

    /// Whether it is about the dish of this row.
    pub(super) fn is_about(&self, row: &Row) -> bool {
        let restaurant = |wanted: &String| {
            let names = [&row.menu_restaurant_nom, &row.menu_restaurant_id];
            names.iter().any(|name| folded(name) == folded(wanted))
        };
        self.menu_date == row.menu_date
            && self
                .menu_repas_type
                .is_none_or(|meal| meal == row.menu_repas_type)
            && folded(&self.menu_plat_nom) == folded(&row.menu_plat_nom)
            && self.menu_restaurant_nom.as_ref().is_none_or(restaurant)
    }

    /// The row as it is published; none where it is no dish. `since` is the day from which the correction holds.
    pub(super) fn corrected(&self, mut row: Row, since: NaiveDate) -> Option<Row> {
        if self.retirer {
            return None;
        }
        let becomes = self.devient.clone();
        set(&mut row.menu_plat_nom, becomes.menu_plat_nom);
        set(&mut row.menu_plat_type, becomes.menu_plat_type);
        set(&mut row.menu_plat_siqo, becomes.menu_plat_siqo);
        set(&mut row.menu_plat_label, becomes.menu_plat_label);
        set(&mut row.menu_plat_regime, becomes.menu_plat_regime);
        let since = since.and_time(NaiveTime::MIN).and_utc().into();
        row.menu_modification_date = row.menu_publication_date.max(Some(since));
        row.menu_modification_info = match self.raison.is_empty() {
            true => "corrigé à la main".to_owned(),
            false => self.raison.clone(),
        };
        Some(row)
    }

    /// What it does, in French.
    pub(super) fn what(&self) -> String {
        if self.retirer {
            return "n'est pas un plat".to_owned();
        }
        let becomes = &self.devient;
        let list = |values: Vec<&str>| match values.is_empty() {
            true => "aucun".to_owned(),
            false => values
                .iter()
                .map(|v| v.trim())
                .collect::<Vec<_>>()
                .join(", "),
        };
        let signs = |signs: &Vec<Siqo>| list(signs.iter().map(|s| s.as_str()).collect());
        let diets = |diets: &Vec<PlatRegime>| list(diets.iter().map(|d| d.as_str()).collect());
        let label = |label: &String| list(label.split(';').filter(|l| !l.is_empty()).collect());
        let parts = [
            becomes
                .menu_plat_nom
                .as_ref()
                .map(|name| format!("nom : {name}")),
            becomes
                .menu_plat_type
                .map(|course| format!("type : {}", course.as_str())),
            becomes
                .menu_plat_siqo
                .as_ref()
                .map(|s| format!("signes officiels : {}", signs(s))),
            becomes
                .menu_plat_label
                .as_ref()
                .map(|l| format!("labels : {}", label(l))),
            becomes
                .menu_plat_regime
                .as_ref()
                .map(|d| format!("régimes : {}", diets(d))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ; ")
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// A date of TOML, between quotes or not.
fn date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let written = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        value => value.to_string(),
    };
    written
        .parse()
        .map_err(|_| serde::de::Error::custom(format!("{written}: not a date such as 2022-11-07")))
}

/// A name on one line.
fn name<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(from)?;
    Ok(Some(name.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn labels<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let labels = String::deserialize(from)?;
    let labels = labels
        .split(';')
        .map(str::trim)
        .filter(|label| !label.is_empty());
    Ok(Some(labels.collect::<Vec<_>>().join(";")))
}

fn each_once<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<Siqo>>, D::Error> {
    let mut signs = Vec::<Siqo>::deserialize(from)?;
    signs.sort_unstable();
    signs.dedup();
    Ok(Some(signs))
}

fn some_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    date(from).map(Some)
}

/// The schema's diets; the space at the end of one is nothing that people know of.
fn regimes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<PlatRegime>>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    let regime = |word: &String| {
        let known = PlatRegime::ALL
            .iter()
            .copied()
            .find(|r| r.as_str().trim() == word.trim());
        let all: Vec<&str> = PlatRegime::ALL.iter().map(|r| r.as_str().trim()).collect();
        known.ok_or_else(|| {
            serde::de::Error::custom(format!("{word}: not one of {}", all.join(", ")))
        })
    };
    words.iter().map(regime).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    const ONE: &str = "[[correction]]\nmenuDate = 2022-11-07\nmenuPlatNom = \"Pomme\"\n";

    fn read(more: &str) -> Result<Correction, String> {
        let text = format!("{ONE}{more}");
        let read = Corrections::read(&text).map_err(|error| error.text(Lang::Fr));
        read.map(|mut corrections| corrections.all.remove(0))
    }

    #[test]
    fn a_correction_says_what_it_does() {
        let devient = "devient = { menuPlatSiqo = [], menuPlatType = \"entrée\", menuPlatRegime = [\"sans porc\"] }";
        let correction = read(devient).unwrap();
        assert_eq!(
            correction.what(),
            "type : entrée ; signes officiels : aucun ; régimes : sans porc"
        );
        assert_eq!(correction.menu_date.to_string(), "2022-11-07");
        assert_eq!(read("retirer = true").unwrap().what(), "n'est pas un plat");
    }

    #[test]
    fn a_correction_that_does_nothing_or_both_is_refused() {
        assert!(read("").unwrap_err().contains("2022-11-07 « Pomme »"));
        assert!(read("retirer = true\ndevient = { menuPlatNom = \"Poire\" }").is_err());
        let long = format!("devient = {{ menuPlatNom = \"{}\" }}", "x".repeat(161));
        assert!(read(&long).unwrap_err().contains("160"));
        assert!(
            read("devient = { menuPlatSiqo = [\"bio\"] }")
                .unwrap_err()
                .contains("agriculture biologique")
        );
        assert!(
            read("devient = { menuPlatType = \"fromage\" }")
                .unwrap_err()
                .contains("produit laitier")
        );
        assert!(read("retirer = true\ncommentaire = \"\"").is_err());
        assert!(
            Corrections::read("[[correction]]\nmenuDate = \"7/11\"\nmenuPlatNom = \"x\"").is_err()
        );
    }

    #[test]
    fn a_dish_has_one_correction_and_cells_are_tidy() {
        let twice = format!(
            "{ONE}retirer = true\n{}retirer = true",
            ONE.replace("Pomme", "POMME")
        );
        let refused = Corrections::read(&twice).unwrap_err().text(Lang::Fr);
        assert!(refused.contains("deux corrections"), "{refused}");
        let tidy = read("devient = { menuPlatNom = \"  a\\nb \", menuPlatLabel = \";; local ;\" }")
            .unwrap();
        assert_eq!(tidy.what(), "nom : a b ; labels : local");
    }

    #[test]
    fn checking_it_again_makes_it_another() {
        let [a, b] = ["", "\nverifiee = 2022-11-20"]
            .map(|more| read(&format!("retirer = true{more}")).unwrap());
        assert_ne!(a.key(), b.key());
        assert_eq!(a.key(), a.clone().key());
    }
}
