//! A text → the heading that the whole of it is, or that stands at its beginning before a separator.

use super::heading::{CourseHeading, DietHeading, DishHeading};
use super::written::{HEADINGS, LONGEST_HEADING};
use crate::menu::dishes::is_cut_short;
use crate::menu::lexicon::{course_of, speaks_of_something_else};
use crate::menu::model::{Course, MealKind};
use crate::menu::notices::{Notice, notice};
use crate::menu::words::{Text, Words};

/// The course heading that the whole of a text is.
pub fn course_heading(text: &str) -> Option<CourseHeading> {
    HEADINGS.course_or_diet(&Text::new(text))
}

/// The heading over dishes that the whole of a text is.
pub(in crate::menu) fn dish_heading(text: &Text) -> Option<DishHeading> {
    let diet = || HEADINGS.diet(text).map(DishHeading::Diet);
    let meal = || HEADINGS.meal(text).map(DishHeading::Meal);
    let course = || HEADINGS.course_or_diet(text);
    diet()
        .or_else(meal)
        .or_else(|| course().map(DishHeading::Course))
        .or_else(|| {
            picnic_of_an_outing(&text.printed).then_some(DishHeading::Meal(MealKind::PiqueNique))
        })
}

/// Whether a text names a picnic beside what the day is: "Sortie à la base de loisirs – PIQUE-NIQUE".
fn picnic_of_an_outing(text: &str) -> bool {
    if text.len() > LONGEST_HEADING || !may_begin_with_heading(text) {
        return false;
    }
    let is_picnic = |part: &&str| meal_heading(part) == Some(MealKind::PiqueNique);
    let beside = |part: &&str| speaks_of_something_else(&Words::new(part));
    // "Pique-nique" has a hyphen of its own: one that parts has spaces around it.
    let parts = text
        .split(" - ")
        .flat_map(|part| part.split([':', '–', '—', '(', ')']));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let (picnics, others): (Vec<&str>, Vec<&str>) = parts.partition(is_picnic);
    picnics.len() == 1 && !others.is_empty() && others.iter().all(beside)
}

/// The course heading at the start of a text and its length in bytes, separator and spaces included:
/// "Entrée : Radis beurre", "Sans porc : Tortilla"; none before what is no dish: "(viande : origine UE)".
pub fn course_heading_prefix(text: &str) -> Option<(CourseHeading, usize)> {
    let before_colon = |(_, at): &(CourseHeading, usize)| {
        let head = text.get(..*at).unwrap_or_default();
        head.trim_end().ends_with([':', '\u{ff1a}'])
    };
    let found = prefix(text, course_heading)
        .or_else(|| prefix(text, qualified_heading).filter(before_colon))
        .or_else(|| prefix(text, diet_of_main).filter(before_colon));
    found.filter(|(_, at)| {
        let rest = text.get(*at..).unwrap_or_default();
        let none = || [rest, text].map(notice).contains(&Some(Notice::NotFood));
        course_of(rest).is_some() || is_cut_short(rest) || !none()
    })
}

/// "Sans porc": the diet that a main dish, with its side dish, is for; which one is open where the heading names several.
fn diet_of_main(text: &str) -> Option<CourseHeading> {
    let diet = diet_heading(text)?;
    let sole = Some(diet.regimes.as_slice()).filter(|regimes| regimes.len() == 1);
    Some(CourseHeading {
        courses: vec![Course::PlatPrincipal],
        exclusive: false,
        or_dish: false,
        regime: sole.and_then(|regimes| regimes.first().copied()),
        labels: Vec::new(),
    })
}

/// Words that may tell whom a course is for.
const QUALIFIERS: usize = 3;

/// "Plat petit bouchon", "Dessert des grands": a course and whom it is for, before a colon.
fn qualified_heading(text: &str) -> Option<CourseHeading> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.len().saturating_sub(QUALIFIERS).max(1);
    (from..words.len()).rev().find_map(|at| {
        let heading = course_heading(&words.get(..at)?.join(" "))?;
        (!heading.or_dish).then_some(heading)
    })
}

/// The meal that the whole of a text names.
pub fn meal_heading(text: &str) -> Option<MealKind> {
    HEADINGS.meal(&Text::new(text))
}

/// The meal named at the start of a text and the length of its name in bytes, separator and spaces included.
pub fn meal_heading_prefix(text: &str) -> Option<(MealKind, usize)> {
    prefix(text, meal_heading)
}

/// The diet that the whole of a text names.
pub fn diet_heading(text: &str) -> Option<DietHeading> {
    HEADINGS.diet(&Text::new(text))
}

/// What may part a heading from what follows it; all but the first three with a space on both sides.
const SEPARATORS: [char; 10] = [':', '\u{ff1a}', '\t', '-', '–', '—', '=', '>', '→', '•'];

/// Whether something parts the text's beginning from what follows: most dishes have nothing of the sort.
pub(in crate::menu) fn may_begin_with_heading(text: &str) -> bool {
    text.contains(SEPARATORS)
}

/// What stands before the first separator, where `means` knows it, with the length in bytes up to what follows.
fn prefix<T>(text: &str, means: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let separators = text
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST_HEADING);
    for (at, c) in separators {
        if !SEPARATORS.contains(&c) {
            continue;
        }
        let after = text.get(at + c.len_utf8()..)?;
        let spaced = text.get(..at)?.ends_with(' ') && after.starts_with(' ');
        let parts = spaced || matches!(c, ':' | '\u{ff1a}' | '\t');
        let head = text.get(..at).filter(|head| parts && !head.contains('('));
        if let Some(found) = head.and_then(&means) {
            let rest = after.trim_start_matches([' ', ':', '\u{a0}']);
            return (!rest.is_empty()).then(|| (found, text.len() - rest.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Regime;
    use crate::menu::model::Course::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Examples {
        course_heading: Vec<CourseLine>,
        meal_heading: Vec<MealLine>,
        diet_heading: Vec<DietLine>,
    }

    #[derive(Deserialize)]
    struct CourseLine {
        courses: Vec<Course>,
        yes: Vec<String>,
        no: Vec<String>,
    }

    #[derive(Deserialize)]
    struct MealLine {
        kind: MealKind,
        yes: Vec<String>,
        no: Vec<String>,
    }

    #[derive(Deserialize)]
    struct DietLine {
        regimes: Vec<Regime>,
        yes: Vec<String>,
        no: Vec<String>,
    }

    /// The texts of a line of the file that are not read as it says.
    fn wrong<'a, T: PartialEq>(
        yes: &'a [String],
        no: &'a [String],
        is: &T,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<&'a String> {
        let yes = yes.iter().filter(|text| read(text).as_ref() != Some(is));
        let no = no.iter().filter(|text| read(text).as_ref() == Some(is));
        yes.chain(no).collect()
    }

    #[test]
    fn every_line_of_the_headings_holds() {
        let examples: Examples = toml::from_str(include_str!("headings.toml")).unwrap();
        let courses = examples.course_heading.iter();
        let meals = examples.meal_heading.iter();
        let diets = examples.diet_heading.iter();
        let regimes = |text: &str| diet_heading(text).map(|d| d.regimes);
        let wrong: Vec<&String> = courses
            .flat_map(|l| wrong(&l.yes, &l.no, &l.courses, heading))
            .chain(meals.flat_map(|l| wrong(&l.yes, &l.no, &l.kind, meal_heading)))
            .chain(diets.flat_map(|l| wrong(&l.yes, &l.no, &l.regimes, regimes)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_price_a_number_or_a_weight_is_no_part_of_a_heading() {
        for text in [
            "Plat du jour €3,00",
            "Plat du jour 3,50 €",
            "Plats (650 kcal)",
            "Plat 1",
            "Plat n° 2",
        ] {
            assert_eq!(heading(text), Some(vec![PlatPrincipal]), "{text}");
        }
        for dish in ["Steak haché 100 g", "Œuf 1 pièce", "3,50 €", "12"] {
            assert_eq!(heading(dish), None, "{dish}");
        }
        assert!(course_of("Steak haché 100 g").is_some());
    }

    #[test]
    fn a_dish_that_is_near_to_a_foreign_heading_is_none() {
        assert_eq!(heading("Fruites"), Some(vec![Dessert]));
        assert_eq!(heading("Frites"), None);
    }

    #[test]
    fn whom_a_course_is_for_is_said_of_its_heading() {
        for text in [
            "Entrée (maternelle)",
            "Entrées des adultes",
            "Entrées élémentaire",
        ] {
            assert_eq!(heading(text), Some(vec![Entree]), "{text}");
        }
        for dish in [
            "Fruit des enfants",
            "Salade des enfants",
            "Viande des grands",
        ] {
            assert_eq!(heading(dish), None, "{dish}");
        }
    }

    fn heading(text: &str) -> Option<Vec<Course>> {
        course_heading(text).map(|h| h.courses)
    }

    const IN_ANY_DRESS: &[(&str, &[Course])] = &[
        (
            "Entrée|ENTRÉES :|Hors d'œuvre|Hors-d'oeuvres|E N T R É E S|EN TR É E S|Entrée chaude|Entrées au choix",
            &[Entree],
        ),
        (
            "Plat|Plats chauds|Plat principal :|PLAT DU JOUR|Plat protidique|Viandes - Poissons - Œufs|Viande/poisson",
            &[PlatPrincipal],
        ),
        (
            "Légumes|Garniture(s)|Accompagnement|Légumes / féculents|Légume + Féculent|Acompagnement",
            &[Garniture],
        ),
        (
            "Laitge|Produits laitiers|Fromage / laitage|PRODUIT LAITIER|Fromage ou laitage",
            &[ProduitLaitier],
        ),
        ("Fromage ou dessert", &[ProduitLaitier, Dessert]),
        ("Plat + garniture", &[PlatPrincipal, Garniture]),
        (
            "Fromage blanc|Plat de lentilles|Salade|Dessert lacté||Lundi|Poisson pané|Pain perdu|Potage de légumes\
             |Potage légumes|au fromage|Pâtes",
            &[],
        ),
    ];

    #[test]
    fn headings_are_read_in_any_dress() {
        for (texts, courses) in IN_ANY_DRESS {
            for text in texts.split('|') {
                let read = heading(text).unwrap_or_default();
                assert_eq!(read, *courses, "{text}");
            }
        }
        assert_eq!(
            course_heading("Plat sans viande :").unwrap().regime,
            Some(Regime::SansViande)
        );
    }

    #[test]
    fn a_heading_before_a_dish_ends_at_its_separator() {
        let (heading, length) = course_heading_prefix("Entrée : Radis beurre").unwrap();
        assert_eq!(
            (heading.courses, &"Entrée : Radis beurre"[length..]),
            (vec![Entree], "Radis beurre")
        );
        let text = "Produit laitier - Yaourt";
        assert_eq!(&text[course_heading_prefix(text).unwrap().1..], "Yaourt");
        let text = "Goûter : Pain, chocolat";
        assert_eq!(
            meal_heading_prefix(text).map(|(k, n)| (k, &text[n..])),
            Some((MealKind::Gouter, "Pain, chocolat"))
        );
        assert_eq!(course_heading_prefix("Poisson-frites"), None);
        assert_eq!(course_heading_prefix("Taboulé : semoule de blé"), None);
        let text = "Plat petit bouchon : Rôti de porc";
        assert_eq!(
            &text[course_heading_prefix(text).unwrap().1..],
            "Rôti de porc"
        );
        assert_eq!(course_heading_prefix("Plat de lentilles - Riz"), None);
        assert_eq!(course_heading_prefix("Fruit au sirop : poire"), None);
        for notice in [
            "(viande : origine UE)",
            "Viande : origine France",
            "Fruits : ferme du Pré",
        ] {
            assert_eq!(course_heading_prefix(notice), None, "{notice}");
        }
    }

    #[test]
    fn a_diet_before_a_dish_is_that_dish_s() {
        let text = "Sans porc : Tortilla de pommes de terre";
        let (heading, length) = course_heading_prefix(text).unwrap();
        assert_eq!(&text[length..], "Tortilla de pommes de terre");
        assert_eq!(heading.regime, Some(Regime::SansPorc));
        assert_eq!(heading.courses, [PlatPrincipal]);
        assert_eq!(course_heading_prefix("Sans porc - Tortilla"), None);
    }

    #[test]
    fn meals_and_diets_are_headings_too() {
        let meals = [
            ("GOUTER", MealKind::Gouter),
            ("S O I R S", MealKind::Diner),
            ("Déjeuner", MealKind::Dejeuner),
            ("Petit-déjeuner", MealKind::PetitDejeuner),
            ("Collation", MealKind::Collation),
            ("Pique-nique", MealKind::PiqueNique),
            ("DÎNER (internat)", MealKind::Diner),
            ("DÎNER – internat", MealKind::Diner),
            ("Dîner des internes", MealKind::Diner),
            ("SOIR (internes)", MealKind::Diner),
            ("Repas du soir (18h45)", MealKind::Diner),
            ("Repas du soir 18h45", MealKind::Diner),
            ("Déjeuner de l'école maternelle", MealKind::Dejeuner),
        ];
        for (text, kind) in meals {
            assert_eq!(meal_heading(text), Some(kind), "{text}");
        }
        for text in [
            "Goûter (pain, chocolat)",
            "Goûter (compote)",
            "Goûter – compote",
            "Dîner de Noël",
            "Dîner",
        ] {
            let meal = meal_heading(text);
            assert_eq!(meal.is_some(), text == "Dîner", "{text}");
        }
        assert_eq!(diet_heading("POUR TOUS").map(|d| d.regimes), Some(vec![]));
        assert_eq!(
            diet_heading("MENU VÉGÉTARIEN").map(|d| d.regimes),
            Some(vec![Regime::Vegetarien])
        );
        assert_eq!(
            diet_heading("S A N S  P O R C").map(|d| d.regimes),
            Some(vec![Regime::SansPorc])
        );
        assert_eq!(diet_heading("Lasagnes végétariennes"), None);
    }

    #[test]
    fn an_outing_with_a_picnic_is_a_picnic_s_heading() {
        let picnic = |text: &str| {
            let heading = dish_heading(&Text::new(text));
            heading == Some(DishHeading::Meal(MealKind::PiqueNique))
        };
        for text in [
            "Sortie à la base de loisirs – PIQUE-NIQUE",
            "Pique-nique (sortie scolaire)",
            "Sortie scolaire : pique-nique",
            "Journée à la mer - Pique nique",
        ] {
            assert!(picnic(text), "{text}");
        }
        for text in [
            "Grève : pique-nique à prévoir",
            "Pique-nique : sandwich au jambon",
            "Sandwich – pique-nique",
        ] {
            assert!(!picnic(text), "{text}");
        }
    }

    #[test]
    fn long_input_is_no_trouble() {
        let long = ": ".repeat(100_000);
        assert!(course_heading(&long).is_none() && course_heading_prefix(&long).is_none());
    }
}
