//! Which restaurants each dish of a PDF is for.

use super::restaurant::Restaurant;
use crate::geometry::Rect;
use crate::menu::Dish;
use std::collections::BTreeSet;

/// What tells whom a menu is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clues<'a> {
    /// The folders that the file lies in, outermost first.
    pub folders: &'a [String],
    /// The file's name.
    pub file_name: Option<&'a str>,
    /// The PDF's own title.
    pub title: Option<&'a str>,
    /// The lines of the pages that are no dishes, top to bottom.
    pub lines: &'a [Heading],
}

/// A line of a page that may say for whom the dishes under it are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heading {
    /// Page number, from 1.
    pub page: u32,
    /// Its box on that page.
    pub rect: Rect,
    /// What it says.
    pub text: String,
}

/// The restaurants of each dish, as indices.
#[derive(Debug, Default)]
pub(super) struct Serving {
    headings: Vec<Named>,
    dishes: Vec<(u32, Rect)>,
    /// Of the dishes of a page that has no heading of its own.
    others: BTreeSet<usize>,
}

/// A heading that names restaurants.
#[derive(Debug)]
struct Named {
    page: u32,
    rect: Rect,
    restaurants: BTreeSet<usize>,
}

impl Serving {
    /// What stands nearest to the menu decides: the words above it, else the file's name, else its innermost folder that
    /// names a restaurant, else the PDF's own title.
    pub(super) fn of<'d>(
        restaurants: &[Restaurant],
        clues: &Clues,
        dishes: impl Iterator<Item = &'d Dish>,
    ) -> Self {
        let those = |fits: &dyn Fn(&Restaurant) -> bool| -> BTreeSet<usize> {
            let numbered = restaurants.iter().enumerate();
            numbered
                .filter(|(_, r)| fits(r))
                .map(|(at, _)| at)
                .collect()
        };
        let dishes: Vec<(u32, Rect)> = dishes.map(|d| (d.page, d.rect)).collect();
        let headings = headings(clues.lines, &dishes, |text| those(&|r| r.is_named_in(text)));
        // A page without a heading of its own goes on with what the others announce.
        let announced = || {
            headings
                .iter()
                .flat_map(|h| &h.restaurants)
                .copied()
                .collect()
        };
        let by_file = || {
            clues
                .file_name
                .map(|name| those(&|r| r.is_named_by_file(name)))
        };
        let by_folder = |folder: &String| those(&|r| r.is_named_by_folder(folder));
        let by_title = || clues.title.map(|title| those(&|r| r.is_named_in(title)));
        let others = std::iter::once_with(announced)
            .chain(std::iter::once_with(by_file).flatten())
            .chain(clues.folders.iter().rev().map(by_folder))
            .chain(std::iter::once_with(by_title).flatten())
            .chain(std::iter::once_with(|| those(&Restaurant::has_no_rule)))
            .find(|named| !named.is_empty())
            .unwrap_or_default();
        Self {
            headings,
            dishes,
            others,
        }
    }

    /// The restaurants of a dish: those that the nearest heading above it names. Of headings side by side it is the nearest
    /// one; of headings one under the other, with no dish between them, all.
    pub(super) fn at(&self, page: u32, dish: &Rect) -> BTreeSet<usize> {
        let above = |h: &&Named| h.page == page && h.rect.centre_y() < dish.centre_y();
        let above: Vec<&Named> = self.headings.iter().filter(above).collect();
        let lowest = above.iter().max_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
        let Some(lowest) = lowest else {
            return self.others.clone();
        };
        let (row, higher): (Vec<&Named>, Vec<&Named>) = above
            .iter()
            .partition(|h| h.rect.overlap_y(&lowest.rect) > 0.0);
        let aside = |h: &Named| (h.rect.centre_x() - dish.centre_x()).abs();
        let nearest = row.iter().min_by(|a, b| aside(a).total_cmp(&aside(b)));
        let mut restaurants = nearest.map_or(&self.others, |h| &h.restaurants).clone();
        if row.len() == 1 {
            let together = higher.iter().filter(|h| !self.is_parted(page, h, lowest));
            restaurants.extend(together.flat_map(|h| &h.restaurants));
        }
        restaurants
    }

    /// Whether there is a dish between two headings.
    fn is_parted(&self, page: u32, upper: &Named, lower: &Named) -> bool {
        let between = upper.rect.centre_y()..lower.rect.centre_y();
        let dishes = self.dishes.iter().filter(|(number, _)| *number == page);
        dishes
            .into_iter()
            .any(|(_, rect)| between.contains(&rect.centre_y()))
    }
}

/// Words of a heading among the dishes: a longer line is a remark ("Entrée uniquement pour les élèves d'élémentaire").
const LONGEST_AMONG_DISHES: usize = 5;

/// The lines that name restaurants; on a page that has none, what stands above its first dish, taken together.
fn headings(
    lines: &[Heading],
    dishes: &[(u32, Rect)],
    named: impl Fn(&str) -> BTreeSet<usize>,
) -> Vec<Named> {
    let named = |line: &Heading| Named {
        page: line.page,
        rect: line.rect,
        restaurants: named(&line.text),
    };
    let mut headings = Vec::new();
    for lines in lines.chunk_by(|a, b| a.page == b.page) {
        let first = first_dish(lines, dishes);
        let title = |line: &&Heading| line.rect.centre_y() < first;
        let short = |line: &Heading| line.text.split_whitespace().count() <= LONGEST_AMONG_DISHES;
        let alone = lines
            .iter()
            .filter(|line| title(line) || short(line))
            .map(named);
        let together = whole(lines.iter().filter(title))
            .into_iter()
            .map(|title| named(&title));
        let before = headings.len();
        headings.extend(alone.filter(|h| !h.restaurants.is_empty()));
        if headings.len() == before {
            headings.extend(together.filter(|h| !h.restaurants.is_empty()));
        }
    }
    headings
}

/// Where the first dish of the lines' page begins; the end of any page where there is none.
fn first_dish(lines: &[Heading], dishes: &[(u32, Rect)]) -> f32 {
    let here = |page: u32| lines.first().is_some_and(|line| line.page == page);
    let dishes = dishes.iter().filter(|(page, _)| here(*page));
    dishes
        .map(|(_, rect)| rect.y0)
        .fold(f32::INFINITY, f32::min)
}

/// The lines as one.
fn whole<'l>(lines: impl Iterator<Item = &'l Heading> + Clone) -> Option<Heading> {
    let texts: Vec<&str> = lines.clone().map(|line| line.text.as_str()).collect();
    Some(Heading {
        page: lines.clone().next()?.page,
        rect: Rect::around(lines.map(|line| line.rect))?,
        text: texts.join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::menu::Course;

    fn restaurant(dossier: &str, fichier: &str, titre: &str) -> Restaurant {
        let list = |text: &str| match text {
            "" => Vec::new(),
            _ => vec![text.to_owned()],
        };
        Restaurant {
            dossiers: list(dossier),
            fichiers: list(fichier),
            titres: list(titre),
            ..Restaurant::default()
        }
    }

    fn schools() -> [Restaurant; 2] {
        [
            restaurant("", "", "maternelle"),
            restaurant("", "", "élémentaire"),
        ]
    }

    fn dish((page, x, y): (u32, f32, f32)) -> Dish {
        Dish {
            allergens: Default::default(),
            course: Course::Dessert,
            name: "Pomme".to_owned(),
            labels: Vec::new(),
            precision: Vec::new(),
            confidence: 1.0,
            page,
            rect: Rect::new(x, y, x + 50.0, y + 10.0),
            printed: 0,
        }
    }

    fn line(page: u32, x: f32, y: f32, text: &str) -> Heading {
        let rect = Rect::new(x, y, x + 100.0, y + 12.0);
        let text = text.to_owned();
        Heading { page, rect, text }
    }

    /// The restaurants of each dish.
    fn served(
        restaurants: &[Restaurant],
        clues: &Clues,
        dishes: &[(u32, f32, f32)],
    ) -> Vec<Vec<usize>> {
        let dishes: Vec<Dish> = dishes.iter().copied().map(dish).collect();
        let serving = Serving::of(restaurants, clues, dishes.iter());
        let at = |dish: &Dish| serving.at(dish.page, &dish.rect).into_iter().collect();
        dishes.iter().map(at).collect()
    }

    #[test]
    fn a_folder_a_file_name_or_a_title_says_whose_the_menu_is() {
        let town = [
            restaurant("Maternelle", "", ""),
            restaurant("", "*élém*.pdf", ""),
            restaurant("creche", "", "crèche"),
        ];
        let folders = ["crèche", "maternelles", "2022"].map(str::to_owned);
        let of = |clues: Clues| served(&town, &clues, &[(1, 0.0, 100.0)]).concat();
        let folder = Clues {
            folders: &folders,
            ..Clues::default()
        };
        assert_eq!(of(folder), [0], "the innermost folder that names one");
        let file = Clues {
            file_name: Some("Menu-ELEM-45.PDF"),
            ..folder
        };
        assert_eq!(of(file), [1]);
        let title = Clues {
            title: Some("Menus des crèches"),
            ..Clues::default()
        };
        assert_eq!(of(title), [2]);
        assert!(of(Clues::default()).is_empty());
        let other = Clues {
            title: Some("Menus du crècheron"),
            ..Clues::default()
        };
        assert!(of(other).is_empty());
    }

    #[test]
    fn each_page_is_for_whom_its_heading_names_and_a_page_without_one_goes_on() {
        let lines = [
            line(1, 0.0, 10.0, "Écoles maternelle et élémentaire"),
            line(2, 0.0, 10.0, "semaine 46"),
        ];
        let clues = Clues {
            lines: &lines,
            ..Clues::default()
        };
        let dishes = [(1, 0.0, 100.0), (2, 0.0, 100.0)];
        assert_eq!(served(&schools(), &clues, &dishes), [[0, 1], [0, 1]]);
        let lines = [
            line(1, 0.0, 10.0, "Maternelle"),
            line(2, 0.0, 10.0, "Élémentaire"),
        ];
        let clues = Clues {
            lines: &lines,
            ..Clues::default()
        };
        assert_eq!(served(&schools(), &clues, &dishes), [[0], [1]]);
    }

    #[test]
    fn a_title_over_several_lines_is_one() {
        let town = [restaurant("", "", "école des tilleuls")];
        let lines = [
            line(1, 0.0, 10.0, "ÉCOLE"),
            line(1, 0.0, 30.0, "DES TILLEULS"),
        ];
        let clues = Clues {
            lines: &lines,
            ..Clues::default()
        };
        assert_eq!(served(&town, &clues, &[(1, 0.0, 100.0)]), [[0]]);
    }

    #[test]
    fn two_menus_on_a_page_have_a_heading_each() {
        let under = [
            line(1, 0.0, 10.0, "Maternelle"),
            line(1, 0.0, 200.0, "Élémentaire"),
        ];
        let clues = Clues {
            lines: &under,
            ..Clues::default()
        };
        let dishes = [(1, 0.0, 100.0), (1, 0.0, 300.0)];
        assert_eq!(served(&schools(), &clues, &dishes), [[0], [1]]);
        let beside = [
            line(1, 150.0, 5.0, "Menus des écoles maternelle et élémentaire"),
            line(1, 0.0, 30.0, "Maternelle"),
            line(1, 300.0, 31.0, "Élémentaire"),
        ];
        let clues = Clues {
            lines: &beside,
            ..Clues::default()
        };
        let dishes = [(1, 10.0, 100.0), (1, 310.0, 100.0)];
        assert_eq!(served(&schools(), &clues, &dishes), [[0], [1]]);
    }

    #[test]
    fn a_remark_among_the_dishes_is_no_heading() {
        let lines = [
            line(1, 0.0, 10.0, "Maternelle et élémentaire"),
            line(
                1,
                0.0,
                200.0,
                "Entrée uniquement pour les élèves d'élémentaire",
            ),
        ];
        let clues = Clues {
            lines: &lines,
            ..Clues::default()
        };
        let dishes = [(1, 0.0, 100.0), (1, 0.0, 300.0)];
        assert_eq!(served(&schools(), &clues, &dishes), [[0, 1], [0, 1]]);
    }

    #[test]
    fn headings_one_under_the_other_are_taken_together() {
        let lines = [
            line(1, 0.0, 10.0, "École maternelle"),
            line(1, 0.0, 30.0, "et école élémentaire"),
        ];
        let clues = Clues {
            lines: &lines,
            ..Clues::default()
        };
        assert_eq!(served(&schools(), &clues, &[(1, 0.0, 100.0)]), [[0, 1]]);
    }

    #[test]
    fn a_restaurant_without_a_rule_takes_what_no_other_claims() {
        let town = [restaurant("", "", ""), restaurant("creche", "", "")];
        let folders = ["crèche".to_owned()];
        let clues = Clues {
            folders: &folders,
            ..Clues::default()
        };
        assert_eq!(served(&town, &clues, &[(1, 0.0, 0.0)]), [[1]]);
        assert_eq!(served(&town, &Clues::default(), &[(1, 0.0, 0.0)]), [[0]]);
    }
}
