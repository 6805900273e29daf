//! A seed → a menu and its design, which belong together; and smaller ones that fail alike.

use super::Press;
use super::chance::Chance;
use super::design::{Body, Design, Layout, MarkForm, Together};
use super::served::{Day, Label, Served, Whole};
use ardoise::menu::MealKind;
use serde::{Deserialize, Serialize};

/// A menu in a design.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    #[serde(default)]
    pub design: Design,
    pub served: Served,
}

/// A case with a name, of `cases/`.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// What a clerk sees, and the reader did not.
    pub says: String,
    /// Whether the reader does not see it yet; when it does, this goes.
    #[serde(default)]
    pub fails: bool,
    /// Set as a PDF, not by hand.
    #[serde(default)]
    typst: bool,
    #[serde(default)]
    design: Design,
    served: Served,
}

impl Named {
    pub fn case(&self) -> Case {
        let mut case = Case {
            design: self.design.clone(),
            served: self.served.clone(),
        };
        case.settle();
        case
    }

    pub fn press(&self) -> Press {
        if self.typst {
            Press::Typst
        } else {
            Press::Hand
        }
    }
}

/// Steps at most on the way to the smallest case.
const MAX_TRIES: usize = 1500;

impl Case {
    pub fn by(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let served = Served::by(&mut chance);
        let design = Design::by(&served, &mut chance);
        let mut case = Self { design, served };
        case.settle();
        case
    }

    /// Makes it valid: one right reading, which a clerk gives without hesitation.
    pub fn settle(&mut self) {
        self.served.settle();
        self.design.settle(&self.served);
        let merges = self.design.layout == Layout::Columns
            && self.design.body == Body::Course
            && self.design.together == Together::None;
        if !merges {
            let days = self.served.weeks.iter_mut().flat_map(|week| &mut week.days);
            let dishes = days
                .flat_map(|day| &mut day.meals)
                .flat_map(|meal| &mut meal.dishes);
            dishes.for_each(|dish| dish.days = 1);
        }
    }

    /// Whether it is still what anybody calls a menu: some days, each with a lunch of some dishes.
    pub fn is_menu(&self) -> bool {
        let days = || self.served.days().map(|(_, day)| day);
        let has_lunch = |day: &&Day| {
            let lunch = day
                .meals
                .iter()
                .find(|meal| meal.kind == MealKind::Dejeuner);
            lunch.is_some_and(|lunch| lunch.dishes.len() > 1)
        };
        let is_bare = |day: &Day| {
            day.closed.is_some() || day.meals.iter().any(|m| m.kind == MealKind::PiqueNique)
        };
        days().filter(has_lunch).count() > 1
            && days().count() > 2
            && days().all(|day| has_lunch(&day) || is_bare(day))
    }

    pub fn from_toml(text: &str) -> Self {
        let mut case: Self = toml::from_str(text).unwrap();
        case.settle();
        case
    }

    /// As a text that `cases/` takes.
    pub fn to_toml(&self) -> String {
        let mut table = toml::Table::try_from(self).unwrap();
        let plain = toml::Table::try_from(Design::default()).unwrap();
        if let Some(toml::Value::Table(design)) = table.get_mut("design") {
            design.retain(|key, value| plain.get(key) != Some(value));
        }
        toml::to_string(&table).unwrap()
    }

    /// What the design has that the plainest has not, and the menu that a lunch of five courses has not.
    pub fn features(&self) -> Vec<String> {
        let mut features = Vec::new();
        let plain = toml::Table::try_from(Design::default()).unwrap();
        for (key, value) in toml::Table::try_from(&self.design).unwrap() {
            match value {
                toml::Value::Table(marks) => {
                    let told = marks
                        .iter()
                        .filter(|(_, form)| form.as_str() != Some("Word"));
                    features.extend(told.map(|(label, form)| {
                        format!("{}={}", mark_kind(label), form.as_str().unwrap_or_default())
                    }));
                }
                toml::Value::Array(extras) => {
                    features.extend(
                        extras
                            .iter()
                            .filter_map(|e| e.as_str())
                            .map(|e| format!("extra={e}")),
                    );
                }
                value if plain.get(&key) != Some(&value) => {
                    features.push(format!("{key}={}", value.to_string().trim_matches('"')))
                }
                _ => {}
            }
        }
        features.extend(self.served_features());
        features
    }

    fn served_features(&self) -> Vec<String> {
        let mut features = Vec::new();
        let mut note = |is: bool, name: &str| {
            if is {
                features.push(name.to_owned());
            }
        };
        let days = || self.served.days().map(|(_, day)| day);
        note(self.served.weeks.len() > 1, "several weeks");
        note(days().any(|day| day.closed.is_some()), "closed day");
        note(days().any(|day| day.theme.is_some()), "theme");
        note(
            days().any(|day| day.whole == Some(Whole::Organic)),
            "organic day",
        );
        note(
            days().any(|day| day.whole == Some(Whole::Vegetarian)),
            "vegetarian day",
        );
        let mut meals = days().flat_map(|day| &day.meals);
        let choices = meals.any(|meal| {
            meal.dishes
                .windows(2)
                .any(|two| two[0].course == two[1].course)
        });
        note(choices, "choices");
        note(
            self.served.dishes().any(|(_, dish)| dish.days > 1),
            "dish over days",
        );
        for kind in self
            .served
            .meals()
            .into_iter()
            .filter(|kind| kind.as_str() != "déjeuner")
        {
            note(true, kind.as_str());
        }
        features
    }

    /// The smallest case found that fails in the same way.
    pub fn shrink(self, fails: impl Fn(&Self) -> bool) -> Self {
        let mut case = self;
        let mut tries = 0;
        'smaller: loop {
            for mut smaller in case.smaller() {
                tries += 1;
                if tries > MAX_TRIES {
                    return case;
                }
                smaller.settle();
                if smaller.is_menu() && smaller != case && fails(&smaller) {
                    case = smaller;
                    continue 'smaller;
                }
            }
            return case;
        }
    }

    /// Cases with something less, the largest things first.
    fn smaller(&self) -> Vec<Self> {
        let mut all = Vec::new();
        self.without(&mut all);
        self.plainer(&mut all);
        self.shorter(&mut all);
        all
    }

    fn with(&self, change: impl FnOnce(&mut Served)) -> Self {
        let mut case = self.clone();
        change(&mut case.served);
        case
    }

    /// Without a week, a day, a meal, a dish.
    fn without(&self, all: &mut Vec<Self>) {
        let weeks = self.served.weeks.len();
        all.extend((0..weeks).map(|w| self.with(|served| drop(served.weeks.remove(w)))));
        for ((w, d), day) in self.served.days() {
            all.push(self.with(|served| drop(served.weeks[w].days.remove(d))));
            if day.meals.len() > 1 {
                let meals = 0..day.meals.len();
                all.extend(
                    meals
                        .map(|m| self.with(|served| drop(served.weeks[w].days[d].meals.remove(m)))),
                );
            }
        }
        for course in self.served.courses() {
            all.push(self.with(|served| {
                for meal in served
                    .weeks
                    .iter_mut()
                    .flat_map(|w| &mut w.days)
                    .flat_map(|d| &mut d.meals)
                {
                    meal.dishes.retain(|dish| dish.course != course);
                }
            }));
        }
        for ((w, d, m, i), _) in self.served.dishes() {
            all.push(self.with(|served| drop(served.weeks[w].days[d].meals[m].dishes.remove(i))));
        }
    }

    /// With a plainer design.
    fn plainer(&self, all: &mut Vec<Self>) {
        let own = toml::Table::try_from(&self.design).unwrap();
        let plain = toml::Table::try_from(Design::default()).unwrap();
        for (key, value) in &own {
            if key == "marks" || plain.get(key) == Some(value) {
                continue;
            }
            let mut table = own.clone();
            table.insert(key.clone(), plain[key].clone());
            if let Ok(design) = table.try_into() {
                all.push(Self {
                    design,
                    served: self.served.clone(),
                });
            }
        }
        for extra in &self.design.extras {
            let mut case = self.clone();
            case.design.extras.remove(extra);
            all.push(case);
        }
        for (label, form) in &self.design.marks {
            if *form != MarkForm::Word {
                let mut case = self.clone();
                case.design.marks.insert(*label, MarkForm::Word);
                all.push(case);
            }
            all.push(self.without_label(*label));
        }
    }

    fn without_label(&self, label: Label) -> Self {
        self.with(|served| {
            for meal in served
                .weeks
                .iter_mut()
                .flat_map(|w| &mut w.days)
                .flat_map(|d| &mut d.meals)
            {
                for dish in &mut meal.dishes {
                    dish.labels.remove(&label);
                }
            }
        })
    }

    /// With less said of a day or a dish.
    fn shorter(&self, all: &mut Vec<Self>) {
        for ((w, d), day) in self.served.days() {
            if day.theme.is_some() {
                all.push(self.with(|served| served.weeks[w].days[d].theme = None));
            }
            if day.whole.is_some() {
                all.push(self.with(|served| served.weeks[w].days[d].whole = None));
            }
        }
        for ((w, d, m, i), dish) in self.served.dishes() {
            if !dish.labels.is_empty() {
                all.push(
                    self.with(|served| served.weeks[w].days[d].meals[m].dishes[i].labels.clear()),
                );
            }
            if dish.days > 1 {
                all.push(self.with(|served| served.weeks[w].days[d].meals[m].dishes[i].days = 1));
            }
        }
    }
}

/// A colour means the same of whichever label.
fn mark_kind(label: &str) -> &str {
    match label {
        "agriculture biologique" => "organic",
        "local" => "local",
        _ => "other mark",
    }
}
