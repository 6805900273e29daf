//! An edition → the facts that its descriptions share, so that none says what another does not.

use super::Edition;
use super::contact::Contact;
use super::iri::within;
use super::licence::{Terms, terms};
use crate::french;
use crate::scdl::{Plat, Publication, Row};
use crate::stats::{Filter, Share, Statistics, Tally};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is known of the edition.
pub(super) struct Facts<'a> {
    pub(super) edition: &'a Edition<'a>,
    /// The figures, as the report counts them.
    pub(super) statistics: Statistics,
    /// Who answers for the canteens.
    pub(super) bodies: Vec<Body>,
    /// Who cooks.
    pub(super) kitchens: Vec<Body>,
    /// The INSEE codes of the restaurants' towns.
    pub(super) towns: Vec<&'a str>,
    /// The day on which the oldest menu was published.
    pub(super) oldest: Option<NaiveDate>,
    /// Rows that were changed after their publication.
    pub(super) changed: u64,
    /// Rows that say which allergens a dish holds.
    pub(super) allergens: u64,
    /// Whether some restaurant is a school or a nursery.
    pub(super) of_schools: bool,
}

/// A name and a SIRET; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Body {
    pub(super) name: String,
    pub(super) siret: String,
}

impl<'a> Facts<'a> {
    pub(super) fn of(edition: &'a Edition<'a>) -> Self {
        let rows = edition.rows;
        let profile = edition.profile;
        let own = (&*profile.menu_coll_nom, &*profile.menu_coll_siret);
        let cooks = (
            &*profile.menu_etablissement_nom,
            &*profile.menu_etablissement_siret,
        );
        let towns: BTreeSet<&str> = rows
            .iter()
            .map(|row| row.menu_restaurant_insee.as_str())
            .filter(|code| is_insee(code))
            .collect();
        let published = rows.iter().filter_map(|row| row.menu_publication_date);
        Self {
            edition,
            statistics: statistics(rows),
            bodies: bodies(rows, own, |r| (&r.menu_coll_nom, &r.menu_coll_siret)),
            kitchens: bodies(rows, cooks, |r| {
                (&r.menu_etablissement_nom, &r.menu_etablissement_siret)
            }),
            towns: towns.into_iter().collect(),
            oldest: published.map(|at| at.date_naive()).min(),
            changed: count(rows, |row| row.menu_modification_date.is_some()),
            allergens: count(rows, |row| !row.menu_plat_allergene.is_empty()),
            of_schools: rows
                .iter()
                .any(|row| SCHOOLS.contains(&row.menu_restaurant_type.as_str())),
        }
    }

    pub(super) fn publication(&self) -> &'a Publication {
        &self.edition.profile.publication
    }

    /// Who publishes: the profile's public body, else the only one that the rows name.
    pub(super) fn publisher(&self) -> Option<Body> {
        let profile = self.edition.profile;
        let own = Body::of(&profile.menu_coll_nom, &profile.menu_coll_siret);
        match (own.name.is_empty(), self.bodies.as_slice()) {
            (true, [only]) => Some(only.clone()),
            (true, _) => None,
            (false, _) => Some(own),
        }
    }

    pub(super) fn publisher_name(&self) -> String {
        let named = self.publisher().filter(|body| !body.name.is_empty());
        named.map_or_else(|| "Collectivité non renseignée".to_owned(), |b| b.name)
    }

    pub(super) fn title(&self) -> String {
        let given = plain(&self.publication().titre);
        let whose = self.publisher().map(|b| b.name).unwrap_or_default();
        match (given.is_empty(), whose.is_empty(), self.bodies.len()) {
            (false, ..) => given,
            (true, false, _) => format!("Menus de la restauration collective – {whose}"),
            (true, true, 0 | 1) => "Menus de la restauration collective".to_owned(),
            (true, true, many) => {
                format!("Menus de la restauration collective de {many} collectivités")
            }
        }
    }

    /// What is always said of the data set, then what the town adds.
    pub(super) fn description(&self) -> String {
        let own = plain(&self.publication().description);
        let whole = match self.period() {
            Some(period) => format!("{WHAT} Période : {period}."),
            None => WHAT.to_owned(),
        };
        format!("{whole} {own}").trim_end().to_owned()
    }

    /// `du 7 novembre au 16 décembre 2022`; none where there is no row.
    pub(super) fn period(&self) -> Option<String> {
        let period = self.statistics.period?;
        Some(french::period(period.from, period.to))
    }

    pub(super) fn organic(&self) -> Share {
        let share = self.statistics.figure("organic_dishes");
        share.unwrap_or_default()
    }

    pub(super) fn contact(&self) -> Contact<'a> {
        Contact::of(&self.publication().contact)
    }

    pub(super) fn licence(&self) -> &'static Terms {
        terms(self.publication().licence)
    }

    /// Where a file of the data set is.
    pub(super) fn address(&self, path: &str) -> String {
        within(self.publication().adresse.trim(), path)
    }

    pub(super) fn keywords(&self) -> Vec<&'static str> {
        let mut words = KEYWORDS.to_vec();
        if self.of_schools {
            words.push("cantine-scolaire");
        }
        words
    }
}

/// What every such data set is.
pub(super) const WHAT: &str = "Ce qui est servi à la cantine : une ligne pour chaque plat, chaque jour, dans chaque restaurant, \
    avec les signes de qualité (bio, label rouge, local…) et les régimes (végétarien, sans porc…) que le menu indique.";

const KEYWORDS: [&str; 7] = [
    "alimentation",
    "cantine",
    "egalim",
    "menus",
    "menus-collectifs",
    "restauration-collective",
    "scdl",
];

/// The types of restaurant whose menus are of interest to who looks for education.
const SCHOOLS: [&str; 6] = [
    "crèche",
    "maternelle",
    "élémentaire",
    "collège",
    "lycée",
    "université",
];

impl Body {
    fn of(name: &str, siret: &str) -> Self {
        let [name, siret] = [name, siret].map(plain);
        Self { name, siret }
    }

    pub(super) fn unknown() -> Self {
        Self::of("", "")
    }

    fn is_known(&self) -> bool {
        !self.name.is_empty() || !self.siret.is_empty()
    }
}

/// The bodies that the rows name, each once; the profile's where they name none.
fn bodies<'r>(
    rows: &'r [Row],
    own: (&str, &str),
    of: impl Fn(&'r Row) -> (&'r String, &'r String),
) -> Vec<Body> {
    let named: BTreeSet<(&String, &String)> = rows.iter().map(of).collect();
    let bodies = named.into_iter().map(|(name, siret)| Body::of(name, siret));
    let bodies: BTreeSet<Body> = bodies.filter(Body::is_known).collect();
    match bodies.is_empty() {
        false => bodies.into_iter().collect(),
        true => {
            let own = Some(Body::of(own.0, own.1));
            own.into_iter().filter(Body::is_known).collect()
        }
    }
}

fn statistics(rows: &[Row]) -> Statistics {
    let mut tally = Tally::new(Filter::default());
    rows.iter().for_each(|row| tally.add(&Plat::from(row)));
    tally.statistics()
}

fn count(rows: &[Row], is: impl Fn(&Row) -> bool) -> u64 {
    rows.iter().filter(|row| is(row)).count() as u64
}

fn is_insee(code: &str) -> bool {
    let letter = |at: usize, c: char| at == 1 && matches!(c, 'A' | 'B');
    let fits = |(at, c): (usize, char)| c.is_ascii_digit() || letter(at, c);
    code.len() == 5 && code.char_indices().all(fits)
}

/// On one line: controls and runs of white space become one space.
pub(super) fn plain(text: &str) -> String {
    let spaced = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = spaced.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(plain(" a\u{0}b\r\n\tc\u{85} "), "a b c");
    }

    #[test]
    fn only_a_well_formed_code_names_a_town() {
        assert!(is_insee("35066") && is_insee("2A004"));
        for code in ["", "3506", "350666", "A5066", "3506>", "éé0"] {
            assert!(!is_insee(code), "{code}");
        }
    }
}
