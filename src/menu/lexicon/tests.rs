use super::{Family, course_of, course_of_dish, families_of};
use crate::menu::model::Course;
use crate::menu::words::phrase;
use foldhash::HashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What `foods.toml` says its own lines do.
#[derive(Deserialize)]
struct Examples {
    food: Vec<Line>,
    turn: Vec<Line>,
    other: Vec<OtherLine>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    written: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    family: Option<Family>,
    courses: Vec<Course>,
    yes: Vec<String>,
    no: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct OtherLine {
    written: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

fn examples() -> Examples {
    toml::from_str(include_str!("foods.toml")).unwrap()
}

#[test]
fn a_phrase_stands_in_one_line() {
    let examples = examples();
    let foods = examples.food.iter();
    let written = foods.flat_map(|line| line.written.iter().chain(&line.leads));
    let others = examples.other.iter().flat_map(|line| &line.written);
    let mut seen = HashSet::default();
    let twice: Vec<&String> = written
        .chain(others)
        .filter(|text| !seen.insert(phrase(text)))
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_line_of_the_foods_holds() {
    let examples = examples();
    let mut wrong = Vec::new();
    for line in examples.food.iter().chain(&examples.turn) {
        for name in &line.yes {
            let guess = course_of(name);
            let holds = guess.as_ref().is_some_and(|g| {
                g.best == line.courses[0] && line.family.is_none_or(|f| g.families.contains(&f))
            });
            if !holds {
                wrong.push(format!("{name}: {:?}, not {guess:?}", line.courses[0]));
            }
        }
        for (name, course) in &line.no {
            let best = course_of(name).map(|g| g.best);
            if best != Course::from_word(course) {
                wrong.push(format!(
                    "{name}: {course}, not {best:?} {:?}",
                    families_of(name)
                ));
            }
        }
    }
    for line in &examples.other {
        let food = line.yes.iter().filter(|text| course_of(text).is_some());
        wrong.extend(food.map(|text| format!("{text}: no food")));
        let lost = line.no.iter().filter(|name| course_of(name).is_none());
        wrong.extend(lost.map(|name| format!("{name}: food")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_misspelt_head_is_read_with_less_confidence() {
    for (name, course) in [
        ("Samousa légumes", Course::Entree),
        ("Pavé de poison", Course::PlatPrincipal),
        ("Couscouss", Course::PlatPrincipal),
        ("Compotte", Course::Dessert),
        ("Yaourrt", Course::ProduitLaitier),
    ] {
        let guess = course_of(name).unwrap();
        assert_eq!(guess.best, course, "{name}");
    }
    assert!(course_of("Compotte").unwrap().sure < course_of("Compote").unwrap().sure);
    for name in [
        "Vendredi",
        "Janvier",
        "Semaine 12",
        "Maternelle",
        "Rouges",
        "Restauration municipale",
        "Mai",
        "Lundi 5 mai",
    ] {
        assert_eq!(course_of(name), None, "{name}");
    }
}

#[test]
fn a_word_of_cooking_is_no_second_food() {
    for (name, families) in [
        ("Panais rôtis", vec![Family::Vegetable]),
        ("Épinards hachés", vec![Family::Vegetable]),
        ("Rôti de porc", vec![Family::Meat]),
    ] {
        assert_eq!(families_of(name), families, "{name}");
    }
}

#[test]
fn the_rest_of_a_name_is_no_food_of_its_own() {
    for rest in [
        "D'HERBES",
        "de pommes de terre",
        "aux champignons",
        "et sa purée",
    ] {
        assert_eq!(course_of(rest), None, "{rest}");
    }
    assert!(course_of("Duo de choux").is_some());
}

#[test]
fn a_dish_of_a_school_is_a_dish_but_the_school_is_none() {
    assert!(course_of("Fromage blanc du lycée agricole").is_some());
    assert!(course_of("Lycée agricole du Fromage blanc").is_none());
    assert!(course_of("Lycée : fromage blanc").is_some());
    assert!(course_of("Fromage blanc : lycée agricole").is_none());
    assert!(course_of_dish("Fromage blanc : lycée agricole").is_some());
}

#[test]
fn a_very_long_text_is_no_trouble() {
    assert_eq!(course_of(&": ".repeat(100_000)), None);
    assert_eq!(course_of(&"la gazette ".repeat(50_000)), None);
}
