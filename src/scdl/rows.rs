//! `Menu` + `Profile` → `Row`s: a row a dish, in the order of the days, the meals and the page.

use super::formula::as_cell;
use super::profile::Profile;
use super::row::Row;
use super::serving::{Clues, Serving};
use super::words::{IdType, PlatRegime, RestaurantType, Texture};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::labels::{Label, Regime};
use crate::menu::{Day, Dish, Meal, Menu};
use crate::text::{LONGEST, bounded};
use chrono::{DateTime, FixedOffset};

/// `maxLength` of `menuPlatNom`.
const LONGEST_NAME: usize = 160;

/// The menu's rows, each beside its dish: those of one restaurant after those of the other, where it serves several.
pub fn rows_of<'a>(
    menu: &'a Menu,
    profile: &Profile,
    clues: &Clues,
    published: Option<DateTime<FixedOffset>>,
) -> (Vec<(Row, &'a Dish)>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = dishes(menu)
        .filter(|(.., dish)| fit(&dish.name) != dish.name)
        .map(|(.., dish)| name_too_long(dish))
        .collect();
    if profile.restaurants.is_empty() {
        let rows = dishes(menu).map(|served| row_of(served, profile, published));
        return (rows.collect(), diagnostics);
    }
    let serving = Serving::of(
        &profile.restaurants,
        clues,
        dishes(menu).map(|(.., dish)| dish),
    );
    let served: Vec<_> = dishes(menu)
        .map(|served| (served, serving.at(served.2.page, &served.2.rect)))
        .collect();
    let mut rows = Vec::new();
    for (at, restaurant) in profile.restaurants.iter().enumerate() {
        let columns = profile.at(restaurant);
        let its = served
            .iter()
            .filter(|(_, restaurants)| restaurants.contains(&at));
        rows.extend(its.map(|(served, _)| row_of(*served, &columns, published)));
    }
    let unclaimed = || {
        served
            .iter()
            .filter(|(_, restaurants)| restaurants.is_empty())
    };
    if let Some(((.., dish), _)) = unclaimed().next() {
        let place = Place::Page {
            page: dish.page,
            rect: None,
        };
        diagnostics.push(Diagnostic::new(Code::UnknownRestaurant, place));
        rows.extend(unclaimed().map(|(served, _)| row_of(*served, profile, published)));
    }
    (rows, diagnostics)
}

fn dishes(menu: &Menu) -> impl Iterator<Item = (&Day, &Meal, &Dish)> {
    menu.days.iter().flat_map(|day| {
        let meals = day.meals.iter();
        meals.flat_map(move |meal| meal.dishes.iter().map(move |dish| (day, meal, dish)))
    })
}

fn row_of<'a>(
    (day, meal, dish): (&Day, &Meal, &'a Dish),
    profile: &Profile,
    published: Option<DateTime<FixedOffset>>,
) -> (Row, &'a Dish) {
    let mut labels = Labels::default();
    for found in &dish.labels {
        labels.take(found.label);
    }
    let precision: Vec<&str> = dish
        .precision
        .iter()
        .map(String::as_str)
        .chain(labels.precision)
        .collect();
    let row = Row {
        menu_coll_nom: profile.menu_coll_nom.clone(),
        menu_coll_siret: profile.menu_coll_siret.clone(),
        menu_etablissement_nom: profile.menu_etablissement_nom.clone(),
        menu_etablissement_siret: profile.menu_etablissement_siret.clone(),
        menu_restaurant_nom: profile.menu_restaurant_nom.clone(),
        menu_restaurant_insee: profile.menu_restaurant_insee.clone(),
        menu_restaurant_id: profile.menu_restaurant_id.clone(),
        menu_restaurant_id_type: word(profile.menu_restaurant_id_type.map(IdType::as_str)),
        menu_restaurant_type: word(profile.menu_restaurant_type.map(RestaurantType::as_str)),
        menu_restaurant_convive: profile.menu_restaurant_convive.clone(),
        menu_date: day.date,
        menu_repas_type: meal.kind,
        menu_plat_type: dish.course,
        menu_plat_nom: fit(&dish.name),
        menu_plat_code: String::new(),
        menu_plat_siqo: labels.siqo,
        menu_plat_label: labels.label.join(";"),
        menu_plat_precision: bounded(&precision.join(";"), LONGEST).into_owned(),
        menu_plat_regime: labels.regime,
        menu_plat_allergene: dish
            .allergens
            .iter()
            .map(|a| a.as_str().to_owned())
            .collect(),
        menu_plat_texture: textures(profile),
        menu_plat_nutriscore: String::new(),
        menu_plat_prix: None,
        menu_publication_date: published,
        menu_modification_date: None,
        menu_modification_info: String::new(),
    };
    (row, dish)
}

fn word(word: Option<&str>) -> String {
    word.unwrap_or_default().to_owned()
}

fn textures(profile: &Profile) -> Vec<Texture> {
    match profile.menu_plat_texture.is_empty() {
        true => vec![Texture::SansTextureModifiee],
        false => profile.menu_plat_texture.clone(),
    }
}

/// A dish's labels, each kind in its column, each value once.
#[derive(Default)]
struct Labels {
    siqo: Vec<crate::labels::Siqo>,
    label: Vec<&'static str>,
    regime: Vec<PlatRegime>,
    precision: Vec<&'static str>,
}

impl Labels {
    fn take(&mut self, label: Label) {
        match label {
            Label::Siqo(siqo) => add(&mut self.siqo, siqo),
            Label::Mention(mention) => add(&mut self.label, mention.as_str()),
            Label::Regime(regime) => match plat_regime(regime) {
                Some(regime) => add(&mut self.regime, regime),
                None => add(&mut self.precision, regime.as_str()),
            },
        }
    }
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// The schema's word for a diet; it has none for "sans viande", which its description names.
fn plat_regime(regime: Regime) -> Option<PlatRegime> {
    match regime {
        Regime::Vegetarien => Some(PlatRegime::Vegetarien),
        Regime::SansPorc => Some(PlatRegime::SansPorc),
        Regime::SansSel => Some(PlatRegime::SansSel),
        Regime::SansSucreAjoute => Some(PlatRegime::SansSucreAjoute),
        Regime::SansViande => None,
    }
}

/// The name, cut after a word where the schema has no room for it as a CSV's cell.
fn fit(name: &str) -> String {
    let longer = as_cell(name).chars().count() - name.chars().count();
    let room = LONGEST_NAME - longer;
    if name.chars().count() <= room {
        return name.to_owned();
    }
    let cut: String = name.chars().take(room - 1).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

fn name_too_long(dish: &Dish) -> Diagnostic {
    let place = Place::Page {
        page: dish.page,
        rect: Some(dish.rect),
    };
    Diagnostic::new(Code::NameTooLong, place).with("name", &dish.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_the_schema_with_all_that_a_csv_adds() {
        for name in ["carottes ".repeat(30), "=1+ ".repeat(60), "=".repeat(200)] {
            let fitted = fit(&name);
            assert!(as_cell(&fitted).chars().count() <= LONGEST_NAME, "{fitted}");
            assert!(fitted.ends_with('…'));
        }
        let whole = "é".repeat(LONGEST_NAME);
        assert_eq!(fit(&whole), whole);
        assert_eq!(fit(&format!("-{}", "é".repeat(158))).chars().count(), 159);
    }
}
