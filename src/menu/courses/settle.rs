//! Dishes of one meal → their courses, by their headings, their names and their order.

use super::path::{STAGES, best_path};
use crate::menu::lexicon::{CourseGuess, course_of_dish};
use crate::menu::model::Course;

/// What a dish of unknown name is, before its place is looked at; by [`STAGES`].
const UNKNOWN: [f32; 5] = [0.22, 0.3, 0.25, 0.08, 0.15];
/// The course of each dish of one meal, in the order of the page, and how sure it is (0 to 1).
///
/// `allowed` gives for each dish the courses its heading allows (`CourseHeading::allowed`); empty or missing: any.
/// A heading of one course decides, but for a one-dish meal under "Légumes" where the meal has no main dish.
/// Snacks are not for this function: every part of one is [`Course::Autre`].
pub fn settle_courses(names: &[&str], allowed: &[Vec<Course>]) -> Vec<(Course, f32)> {
    let guesses: Vec<Option<CourseGuess>> = names.iter().map(|n| course_of_dish(n)).collect();
    let allowed = |at: usize| allowed.get(at).map_or(&[][..], Vec::as_slice);
    let mut weights: Vec<Option<[f32; 5]>> = Vec::new();
    let mut settled: Vec<(Course, f32)> = Vec::new();
    for (at, guess) in guesses.iter().enumerate() {
        let aside = aside(guess.as_ref(), allowed(at));
        weights.push(aside.is_none().then(|| weigh(guess.as_ref(), allowed(at))));
        settled.push((aside.unwrap_or(Course::Autre), 1.0));
    }
    let lines: Vec<[f32; 5]> = weights.iter().flatten().copied().collect();
    let mut found = best_path(&lines).into_iter();
    for (place, weight) in settled.iter_mut().zip(&weights) {
        if weight.is_some() {
            *place = found.next().unwrap_or((Course::Autre, 0.0));
        }
    }
    raise_one_dish_meal(&guesses, &mut settled);
    raise_under_main(allowed, &mut settled);
    settled
}

/// Bread and what is no course stand outside the order.
fn aside(guess: Option<&CourseGuess>, allowed: &[Course]) -> Option<Course> {
    let staged = |c: &Course| STAGES.contains(c);
    match allowed {
        [] => guess.map(|g| g.best).filter(|c| !staged(c)),
        [first, ..] if !allowed.iter().any(staged) => Some(*first),
        _ => None,
    }
}

fn weigh(guess: Option<&CourseGuess>, allowed: &[Course]) -> [f32; 5] {
    let mut weights = guess.map_or(UNKNOWN, |g| STAGES.map(|c| g.weight(c)));
    if allowed.iter().any(|c| STAGES.contains(c)) {
        for (weight, course) in weights.iter_mut().zip(STAGES) {
            if !allowed.contains(&course) {
                *weight = 0.0;
            }
        }
    }
    weights
}

/// A main dish by its name that stands alone over the rows of main and side dish is read under the lower one: "Lasagnes",
/// "Risotto".
fn raise_one_dish_meal(guesses: &[Option<CourseGuess>], settled: &mut [(Course, f32)]) {
    if settled.iter().any(|(c, _)| *c == Course::PlatPrincipal) {
        return;
    }
    for (place, guess) in settled.iter_mut().zip(guesses) {
        let main = |guess: &CourseGuess| guess.best == Course::PlatPrincipal;
        if place.0 == Course::Garniture && guess.as_ref().is_some_and(main) {
            *place = (Course::PlatPrincipal, 0.8);
        }
    }
}

/// A side dish alone under "Plat" is the main dish of its meal.
fn raise_under_main<'a>(allowed: impl Fn(usize) -> &'a [Course], settled: &mut [(Course, f32)]) {
    if settled.iter().any(|(c, _)| *c == Course::PlatPrincipal) {
        return;
    }
    let mut under_main = settled
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| allowed(*at).contains(&Course::PlatPrincipal));
    if let Some((_, place)) = under_main.find(|(_, place)| place.0 == Course::Garniture) {
        *place = (Course::PlatPrincipal, 0.6);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CourseHeading, course_heading};
    use super::Course::*;
    use super::*;
    use crate::menu::notices::{Notice, notice};
    use std::path::{Path, PathBuf};

    fn settled(names: &[&str]) -> Vec<Course> {
        settle_courses(names, &[])
            .into_iter()
            .map(|(c, _)| c)
            .collect()
    }

    #[test]
    fn an_unknown_line_takes_the_place_that_is_free() {
        let menu = [
            "Radis beurre",
            "Poulet rôti",
            "Zblurg doré",
            "Edam",
            "Banane",
        ];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
        let menu = ["Zblurg", "Poulet rôti", "Frites", "Banane"];
        assert_eq!(settled(&menu), [Entree, PlatPrincipal, Garniture, Dessert]);
        let menu = ["Radis", "Rôti de veau", "Zblurg", "Yaourt"];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier]
        );
        let menu = ["Radis", "Zblurg", "Petits pois", "Brie", "Zblurg"];
        assert_eq!(
            settled(&menu),
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
    }

    #[test]
    fn the_order_settles_what_a_name_leaves_open() {
        assert_eq!(
            settled(&["Melon", "Poulet rôti", "Frites", "Brie", "Glace"])[0],
            Entree
        );
        assert_eq!(
            settled(&["Radis", "Poulet rôti", "Frites", "Brie", "Melon"])[4],
            Dessert
        );
        assert_eq!(
            settled(&[
                "Quiche aux légumes",
                "Rôti de porc",
                "Frites",
                "Brie",
                "Kiwi"
            ])[0],
            Entree
        );
        assert_eq!(
            settled(&[
                "Radis",
                "Quiche aux légumes",
                "Salade verte",
                "Brie",
                "Kiwi"
            ])[1..3],
            [PlatPrincipal, Garniture]
        );
        assert_eq!(
            settled(&["Lasagnes", "Pain", "Yaourt"]),
            [PlatPrincipal, Pain, ProduitLaitier]
        );
    }

    #[test]
    fn headings_decide_and_open_ones_leave_it_to_the_dish() {
        let page: Vec<CourseHeading> = ["Entrées", "Plats", "Desserts"]
            .iter()
            .filter_map(|t| course_heading(t))
            .collect();
        let allowed: Vec<Vec<Course>> = page.iter().map(|h| h.allowed(&page)).collect();
        let (e, p, d) = (allowed[0].clone(), allowed[1].clone(), allowed[2].clone());
        let names = ["Melon", "Rôti de porc", "Petits pois", "Yaourt", "Kiwi"];
        let got = settle_courses(&names, &[e, p.clone(), p, d.clone(), d]);
        let got: Vec<Course> = got.into_iter().map(|(c, _)| c).collect();
        assert_eq!(
            got,
            [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert]
        );
        let dessert = course_heading("Dessert").unwrap();
        let page = [dessert.clone(), course_heading("Laitage").unwrap()];
        assert_eq!(
            settle_courses(&["Yaourt"], &[dessert.allowed(&page)])[0].0,
            Dessert
        );
        assert_eq!(
            settle_courses(&["Lasagnes"], &[vec![Garniture]])[0].0,
            PlatPrincipal
        );
        assert_eq!(
            settle_courses(&["Gratin de légumes"], &[vec![PlatPrincipal, Garniture]])[0].0,
            PlatPrincipal
        );
        for alone in ["Risotto aux champignons", "Parmentier de lentilles"] {
            let course = settle_courses(&[alone], &[vec![Garniture]])[0].0;
            assert_eq!(course, PlatPrincipal, "{alone}");
        }
    }

    #[test]
    fn groups_of_guests_have_their_meals_one_after_the_other() {
        let menu = [
            "Purée de petits pois",
            "Poulet mixé",
            "Compote de pêches",
            "Melon",
            "Poulet rôti",
            "Petits pois au jus",
            "Brie",
            "Glace à l'eau",
        ];
        assert_eq!(
            settled(&menu),
            [
                Garniture,
                PlatPrincipal,
                Dessert,
                Entree,
                PlatPrincipal,
                Garniture,
                ProduitLaitier,
                Dessert
            ]
        );
    }

    #[test]
    fn two_choices_a_course_and_a_meal_of_two_dishes_are_settled() {
        let menu = [
            "Radis beurre",
            "Salade de lentilles",
            "Rôti de porc",
            "Risotto aux champignons",
            "Haricots verts",
            "Frites",
            "Edam",
            "Yaourt nature",
            "Banane",
            "Flan",
        ];
        let courses = [Entree, PlatPrincipal, Garniture, ProduitLaitier, Dessert];
        let twice: Vec<Course> = courses.into_iter().flat_map(|c| [c, c]).collect();
        assert_eq!(settled(&menu), twice);
        assert_eq!(
            settled(&["Poulet rôti", "Frites"]),
            [PlatPrincipal, Garniture]
        );
        assert_eq!(settled(&["Potage", "Omelette"]), [Entree, PlatPrincipal]);
        assert_eq!(
            settled(&[
                "Soupe de légumes",
                "Salade composée aux œufs",
                "Yaourt nature",
                "Poire"
            ]),
            [Entree, PlatPrincipal, ProduitLaitier, Dessert]
        );
    }

    #[test]
    fn milk_at_table_is_dairy_and_a_yoghurt_too() {
        let menu = [
            "Endives aux pommes",
            "Haché de poulet",
            "Petits pois",
            "Gâteau au chocolat",
            "Lait",
        ];
        assert_eq!(settled(&menu)[3..], [Dessert, ProduitLaitier]);
        let menu = [
            "Endives vinaigrette",
            "Pâtes carbonara",
            "Fromage",
            "Yaourt",
        ];
        assert_eq!(settled(&menu)[2..], [ProduitLaitier, ProduitLaitier]);
    }

    #[test]
    fn five_thousand_dishes_are_settled() {
        let names = vec!["Rôti de porc, salade, sauce au fromage"; 5000];
        assert_eq!(settle_courses(&names, &[]).len(), 5000);
    }

    fn truths() -> Vec<PathBuf> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(corpus)
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|p| p.to_string_lossy().ends_with(".truth.csv"))
            .collect();
        files.sort();
        files
    }

    /// Skipped where the corpus is not beside the project.
    #[test]
    fn the_corpus_is_settled_without_headings() {
        let (mut right, mut wrong) = (0, Vec::new());
        for file in truths() {
            let mut reader = csv::Reader::from_path(&file).unwrap();
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            for meal in rows
                .chunk_by(|a, b| a[0] == b[0] && a[1] == b[1])
                .filter(|m| &m[0][1] != "goûter")
            {
                let names: Vec<&str> = meal.iter().map(|r| &r[3]).collect();
                for (row, (course, _)) in meal.iter().zip(settle_courses(&names, &[])) {
                    // A picnic alone is all there is of its meal.
                    let lost = notice(&row[3]).filter(|why| *why != Notice::Theme);
                    assert_eq!(lost, None, "{}", &row[3]);
                    if course.as_str() == &row[2] {
                        right += 1;
                    } else {
                        wrong.push(format!("{}: {} not {}", &row[3], course.as_str(), &row[2]));
                    }
                }
            }
        }
        assert!(
            right >= wrong.len() * 32,
            "{right} right, {} wrong: {wrong:#?}",
            wrong.len()
        );
    }
}
