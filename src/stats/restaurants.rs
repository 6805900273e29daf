//! The restaurants that the rows name: by the public body, the name and the identifier.

use crate::fold::folded;
use crate::scdl::Plat;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Restaurant {
    coll: String,
    name: String,
    id: String,
}

impl Restaurant {
    fn is(&self, plat: &Plat) -> bool {
        self.name == plat.menu_restaurant_nom
            && self.id == plat.menu_restaurant_id
            && self.coll == plat.menu_coll_nom
    }
}

#[derive(Debug, Default)]
pub(super) struct Restaurants {
    all: Vec<Restaurant>,
    places: BTreeMap<Restaurant, usize>,
    last: usize,
}

impl Restaurants {
    /// The place of the dish's restaurant.
    pub(super) fn of(&mut self, plat: &Plat) -> usize {
        if self.all.get(self.last).is_some_and(|last| last.is(plat)) {
            return self.last;
        }
        let restaurant = Restaurant {
            coll: plat.menu_coll_nom.to_owned(),
            name: plat.menu_restaurant_nom.to_owned(),
            id: plat.menu_restaurant_id.to_owned(),
        };
        let next = self.all.len();
        self.last = *self
            .places
            .entry(restaurant)
            .or_insert_with_key(|restaurant| {
                self.all.push(restaurant.clone());
                next
            });
        self.last
    }

    /// Whether one has this name or identifier; of no name, whether one has neither.
    pub(super) fn have(&self, wanted: &str) -> bool {
        let is = |name: &str| folded(name) == folded(wanted);
        let mut all = self.all.iter();
        match wanted.is_empty() {
            true => all.any(|r| r.name.is_empty() && r.id.is_empty()),
            false => all.any(|r| is(&r.name) || is(&r.id)),
        }
    }

    /// What each is called: by its name, with the public body and the identifier where the name alone is not enough;
    /// empty where the rows say nothing.
    pub(super) fn names(&self) -> Vec<String> {
        let bodies = self.all.iter().any(|r| r.coll != self.coll());
        let mut alike: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for it in &self.all {
            *alike.entry((&it.name, &it.coll)).or_default() += 1;
        }
        let name = |it: &Restaurant| {
            let mut parts: Vec<&str> = vec![match it.name.is_empty() {
                true => &it.id,
                false => &it.name,
            }];
            if bodies {
                parts.push(&it.coll);
            }
            let alike = alike.get(&(it.name.as_str(), it.coll.as_str()));
            if !it.name.is_empty() && alike.is_some_and(|times| *times > 1) {
                parts.push(&it.id);
            }
            parts.retain(|part| !part.is_empty());
            parts.join(", ")
        };
        self.all.iter().map(name).collect()
    }

    /// The first public body.
    fn coll(&self) -> &str {
        self.all.first().map_or("", |first| &first.coll)
    }

    /// The public bodies, in the order of the alphabet.
    pub(super) fn bodies(&self) -> Vec<String> {
        let named = self.places.keys().map(|r| r.coll.clone());
        let mut bodies: Vec<String> = named.filter(|coll| !coll.is_empty()).collect();
        bodies.dedup();
        bodies
    }
}
