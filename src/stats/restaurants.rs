//! The restaurants that the rows name: by the public body, the name and the identifier.

use crate::fold::folded;
use crate::scdl::Plat;

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
    places: std::collections::BTreeMap<Restaurant, usize>,
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
        let several = |same: fn(&Restaurant, &Restaurant) -> bool, it: &Restaurant| {
            self.all.iter().filter(|other| same(it, other)).count() > 1
        };
        let bodies = self.all.iter().any(|r| r.coll != self.coll());
        let name = |it: &Restaurant| {
            let mut parts: Vec<&str> = vec![match it.name.is_empty() {
                true => &it.id,
                false => &it.name,
            }];
            if bodies {
                parts.push(&it.coll);
            }
            let same_name =
                |a: &Restaurant, b: &Restaurant| (&a.name, &a.coll) == (&b.name, &b.coll);
            if !it.name.is_empty() && several(same_name, it) {
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
