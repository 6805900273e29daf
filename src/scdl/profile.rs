//! `cantine.toml` → `Profile`: the columns that no PDF holds.

use super::publication::Publication;
use super::restaurant::{Restaurant, file_pattern};
use super::words::{IdType, RestaurantType, Texture};
use crate::diagnostic::{Code, Diagnostic, Place};
use serde::{Deserialize, Serialize};

/// The town's columns, under the schema's own names. All of them may be left out; an unknown one is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Profile {
    /// The public body responsible.
    pub menu_coll_nom: String,
    /// Its SIRET.
    pub menu_coll_siret: String,
    /// Who cooks.
    pub menu_etablissement_nom: String,
    /// Its SIRET.
    pub menu_etablissement_siret: String,
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
    /// The town's restaurants, where it has several.
    #[serde(rename = "restaurant")]
    pub restaurants: Vec<Restaurant>,
    /// How the data set is published; no row depends on it.
    pub publication: Publication,
}

impl Profile {
    /// Reads `cantine.toml`.
    ///
    /// # Errors
    /// `invalid-profile` when it is not TOML, or a key, a listed value or a file-name pattern is wrong; `profile-siret`,
    /// `profile-insee`.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        let refused = |code| Diagnostic::new(code, Place::File);
        let profile: Self = toml::from_str(text)
            .map_err(|error| Diagnostic::of_toml(Code::InvalidProfile, text, &error))?;
        let sirets = [
            ("menuCollSiret", &profile.menu_coll_siret),
            ("menuEtablissementSiret", &profile.menu_etablissement_siret),
        ];
        for (column, siret) in sirets {
            if !siret.is_empty() && !is_siret(siret) {
                let error = refused(Code::ProfileSiret);
                return Err(error.with("column", column).with("found", siret));
            }
        }
        let own = profile.restaurants.iter().map(|r| &r.menu_restaurant_insee);
        for insee in own.chain([&profile.menu_restaurant_insee]) {
            if !insee.is_empty() && !is_insee(insee) {
                return Err(refused(Code::ProfileInsee).with("found", insee));
            }
        }
        for pattern in profile.restaurants.iter().flat_map(|r| &r.fichiers) {
            if let Err(error) = file_pattern(pattern) {
                let reason = format!("fichiers = «{pattern}»: {error}");
                return Err(refused(Code::InvalidProfile).with("reason", reason));
            }
        }
        Ok(profile)
    }

    /// The columns alone: what rows depend on.
    #[must_use]
    pub fn without_publication(&self) -> Self {
        Self {
            publication: Publication::default(),
            ..self.clone()
        }
    }

    /// The columns of one of its restaurants; those that the restaurant leaves out are the town's.
    pub(super) fn at(&self, restaurant: &Restaurant) -> Self {
        let text = |own: &String, town: &String| match own.is_empty() {
            true => town.clone(),
            false => own.clone(),
        };
        let r = restaurant.clone();
        Self {
            menu_restaurant_nom: text(&r.menu_restaurant_nom, &self.menu_restaurant_nom),
            menu_restaurant_insee: text(&r.menu_restaurant_insee, &self.menu_restaurant_insee),
            menu_restaurant_id: text(&r.menu_restaurant_id, &self.menu_restaurant_id),
            menu_restaurant_id_type: r.menu_restaurant_id_type.or(self.menu_restaurant_id_type),
            menu_restaurant_type: r.menu_restaurant_type.or(self.menu_restaurant_type),
            menu_restaurant_convive: text(
                &r.menu_restaurant_convive,
                &self.menu_restaurant_convive,
            ),
            menu_plat_texture: match r.menu_plat_texture.is_empty() {
                true => self.menu_plat_texture.clone(),
                false => r.menu_plat_texture,
            },
            restaurants: Vec::new(),
            ..self.clone()
        }
    }

    /// The columns that the schema requires and this profile, or one of its restaurants, lacks.
    pub fn missing(&self) -> Vec<&'static str> {
        if !self.restaurants.is_empty() {
            let all = self.restaurants.iter().flat_map(|r| self.at(r).missing());
            let mut missing: Vec<_> = all.collect();
            missing.sort_unstable();
            missing.dedup();
            return missing;
        }
        let required = [
            ("menuCollNom", self.menu_coll_nom.is_empty()),
            ("menuCollSiret", self.menu_coll_siret.is_empty()),
            (
                "menuEtablissementNom",
                self.menu_etablissement_nom.is_empty(),
            ),
            ("menuRestaurantNom", self.menu_restaurant_nom.is_empty()),
            (
                "menuRestaurantIdType",
                self.menu_restaurant_id_type.is_none(),
            ),
            ("menuRestaurantType", self.menu_restaurant_type.is_none()),
            (
                "menuRestaurantConvive",
                self.menu_restaurant_convive.is_empty(),
            ),
        ];
        let lacking = required.into_iter().filter(|(_, lacks)| *lacks);
        lacking.map(|(column, _)| column).collect()
    }
}

/// La Poste's SIREN: its establishments' digits add up to a multiple of 5 instead of passing Luhn's formula.
const LA_POSTE: &str = "356000000";

/// 14 digits: a SIREN of 9 with its check digit, then 5 of which the last is another.
fn is_siret(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let siren = digits.get(..9).unwrap_or_default();
    let la_poste = || text.starts_with(LA_POSTE) && digits.iter().sum::<u32>().is_multiple_of(5);
    digits.len() == 14 && text.len() == 14 && luhn(siren) && (luhn(&digits) || la_poste())
}

/// Luhn's formula (ISO/IEC 7812-1, annex B): every other digit from the right counts twice.
fn luhn(digits: &[u32]) -> bool {
    let weigh = |(at, digit): (usize, &u32)| match at % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    };
    let sum: u32 = digits.iter().rev().enumerate().map(weigh).sum();
    sum.is_multiple_of(10)
}

/// Two digits, or `2A` and `2B` for Corsica, then three.
fn is_insee(text: &str) -> bool {
    let (department, rest) = text.split_at_checked(2).unwrap_or_default();
    let corsica = matches!(department, "2A" | "2B");
    text.len() == 5
        && (corsica || department.bytes().all(|b| b.is_ascii_digit()))
        && rest.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn a_profile_reads_the_schema_s_names() {
        let profile =
            Profile::read("menuCollNom = \"Valmenu\"\nmenuRestaurantType = \"maternelle\"")
                .unwrap();
        assert_eq!(profile.menu_coll_nom, "Valmenu");
        assert_eq!(
            profile.menu_restaurant_type,
            Some(RestaurantType::Maternelle)
        );
        assert_eq!(profile.missing().len(), 5);
    }

    #[test]
    fn an_unknown_column_and_an_unknown_value_are_refused() {
        let error = Profile::read("menuColNom = \"Valmenu\"").unwrap_err();
        assert!(error.text(Lang::Fr).contains("menuCollNom"));
        let error = Profile::read("menuRestaurantIdType = \"UAI\"").unwrap_err();
        assert!(error.text(Lang::Fr).contains("SIRET"));
    }

    #[test]
    fn a_siret_needs_its_check_digit() {
        assert!(is_siret("12345678200010"));
        assert!(!is_siret("12345678200011"));
        assert!(!is_siret("21350066200019"), "the SIREN's own check digit");
        assert!(!is_siret("1234567820001"));
        assert!(!is_siret("123456782 0001"));
        assert!(is_siret("35600000049832"), "La Poste");
        assert!(Profile::read("menuCollSiret = \"12345678200011\"").is_err());
    }

    #[test]
    fn corsican_towns_have_a_letter_in_their_code() {
        assert!(is_insee("35076") && is_insee("2A004"));
        assert!(!is_insee("3507") && !is_insee("2C004") && !is_insee("é5076"));
    }
}
