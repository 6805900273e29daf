//! Days and meals → the cells of a table, in each layout.

use super::dating::{self, corner_text, day_text};
use super::design::{
    Body, Choice, DaySaid, Design, Headings, MarkForm, MealName, Parting, Snack, ThemePlace,
    TitleForm, Together, YearPlace,
};
use super::marking::{self, dish_bits};
use super::scene::{Align, Bit, Look, Paragraph, Part, words};
use super::served::{Day, DayAt, Dish, DishAt, Meal, Served, Whole, has_courses};
use super::setting::manner;
use super::table::{Cell, Manner, Table};
use ardoise::menu::{Course, MealKind};
use ardoise::pdf::Colour;
use chrono::Datelike;

/// What cells are made of.
pub struct Kitchen<'a> {
    pub served: &'a Served,
    pub design: &'a Design,
}

/// What a heading says of a course: whether it alone tells it.
pub fn tells(design: &Design, course: Course) -> bool {
    let shared = match design.together {
        Together::MainAndSide => matches!(course, Course::PlatPrincipal | Course::Garniture),
        Together::DairyAndDessert => matches!(course, Course::ProduitLaitier | Course::Dessert),
        Together::None => false,
    };
    let headings = match design.headings {
        Headings::Known => true,
        Headings::Inline => !design.has_margin(),
        Headings::None | Headings::Fancy => false,
    };
    headings && !(shared && design.has_margin())
}

/// How wide the margin with the headings is: on a wide page wider than usual.
fn margin(usual: f32, width: f32) -> f32 {
    usual.max(usual * width / 800.0)
}

fn at(course: Course) -> usize {
    match course {
        Course::Entree => 0,
        Course::PlatPrincipal => 1,
        Course::Garniture => 2,
        Course::ProduitLaitier => 3,
        Course::Dessert => 4,
        Course::Pain => 5,
        Course::Autre => 6,
    }
}

const KNOWN: [[&str; 7]; 4] = [
    [
        "Entrée",
        "Plat",
        "Garniture",
        "Laitage",
        "Dessert",
        "Pain",
        "",
    ],
    [
        "Entrées",
        "Plats",
        "Accompagnements",
        "Fromages",
        "Desserts",
        "Pain",
        "",
    ],
    [
        "Hors d'œuvre",
        "Plat principal",
        "Légumes",
        "Produit laitier",
        "Dessert",
        "Pain",
        "",
    ],
    [
        "ENTRÉE",
        "PLAT CHAUD",
        "GARNITURE",
        "PRODUITS LAITIERS",
        "DESSERT",
        "PAIN",
        "",
    ],
];

const FANCY: [[&str; 7]; 2] = [
    [
        "L'envol",
        "Le cœur du repas",
        "Le jardin",
        "L'alpage",
        "L'instant gourmand",
        "Le fournil",
        "",
    ],
    [
        "Lever de rideau",
        "La scène",
        "Les seconds rôles",
        "L'entracte",
        "Le final",
        "Chez le boulanger",
        "",
    ],
];

const WHOLE: [[&str; 4]; 2] = [
    ["Menu 100 % bio", "Repas bio", "Menu bio", "Repas 100 % bio"],
    [
        "Menu végétarien",
        "Repas végétarien",
        "Menu végé",
        "Végétarien",
    ],
];

fn meal_name(kind: MealKind, wording: u8) -> &'static str {
    let names = match kind {
        MealKind::Gouter => ["Goûter", "Goûter", "GOÛTER", "Goûters"],
        MealKind::Diner => ["Dîner", "Soir", "DÎNER", "Repas du soir"],
        _ => ["Déjeuner", "Midi", "DÉJEUNER", "Repas du midi"],
    };
    names[usize::from(wording % 4)]
}

type Placed<'a> = (DishAt, &'a Dish);

impl<'a> Kitchen<'a> {
    pub fn new(served: &'a Served, design: &'a Design) -> Self {
        Self { served, design }
    }

    fn look(&self) -> Look {
        Look::plain(self.design.size())
    }

    fn head_look(&self) -> Look {
        let white = Colour {
            r: 255,
            g: 255,
            b: 255,
        };
        let look = Look {
            size: self.design.size() + 1.0,
            ..self.look()
        }
        .bold();
        if self.design.dark_heads {
            look.ink(white)
        } else {
            look
        }
    }

    fn head_align(&self) -> Align {
        if self.design.heads_aligned {
            self.design.align
        } else {
            Align::Centre
        }
    }

    fn head_ground(&self) -> Option<Colour> {
        self.design.dark_heads.then_some(Colour {
            r: 40,
            g: 84,
            b: 120,
        })
    }

    fn day(&self, (week, day): DayAt) -> &'a Day {
        &self.served.weeks[week].days[day]
    }

    /// The courses of each row.
    fn slots(&self) -> Vec<Vec<Course>> {
        let mut slots: Vec<Vec<Course>> = Vec::new();
        for course in self.served.courses() {
            let with = match (self.design.together, course) {
                (Together::MainAndSide, Course::Garniture) => Some(Course::PlatPrincipal),
                (Together::DairyAndDessert, Course::Dessert) => Some(Course::ProduitLaitier),
                _ => None,
            };
            match slots.last_mut() {
                Some(slot) if with.is_some_and(|with| slot.contains(&with)) => slot.push(course),
                _ => slots.push(vec![course]),
            }
        }
        // A week of picnics has no courses.
        if slots.is_empty() {
            slots.push(Vec::new());
        }
        slots
    }

    /// A meal's name, as other meals than the day's lunch have one.
    fn meals(&self) -> Vec<MealKind> {
        let meals = self.served.meals().into_iter();
        let mut kinds: Vec<MealKind> = meals.map(lunch_or).collect();
        kinds.dedup();
        kinds
    }

    /// Whether the page names this meal: lunch goes without saying where no other meal has courses.
    fn is_named(&self, kind: MealKind) -> bool {
        let several = self
            .meals()
            .iter()
            .filter(|kind| has_courses(**kind))
            .count()
            > 1;
        kind != MealKind::Dejeuner || several
    }

    fn placed(&self, day: DayAt, kind: MealKind) -> Vec<Placed<'a>> {
        let meals = self.day(day).meals.iter().enumerate();
        let of_kind = meals.filter(move |(_, meal)| lunch_or(meal.kind) == kind);
        let dishes = of_kind.flat_map(move |(m, meal): (usize, &Meal)| {
            let dishes = meal.dishes.iter().enumerate();
            dishes.map(move |(i, dish)| ((day.0, day.1, m, i), dish))
        });
        dishes.collect()
    }

    // --- the texts of a cell

    fn head(&self, day: DayAt) -> Vec<Paragraph> {
        let text = day_text(self.day(day).date, self.design);
        let mut bits = words(&text, self.head_look(), Part::Day(day));
        if let Some(bit) = bits.get_mut(1).filter(|_| self.design.day_split) {
            bit.newline = true;
        }
        bits.extend(self.day_mark(day).map(Bit::tied));
        let mut head = vec![Paragraph::new(bits)];
        if self.design.theme == ThemePlace::Heading {
            head.extend(self.theme(day, self.head_look().ink));
        }
        head
    }

    /// How a sign, a picture or a ground says of a day what others say in words.
    fn day_said(&self, day: DayAt) -> DaySaid {
        match self.day(day).whole {
            Some(Whole::Vegetarian) => self.design.day_said,
            _ => DaySaid::Words,
        }
    }

    /// What stands behind the day's name.
    fn day_mark(&self, day: DayAt) -> Option<Bit> {
        let (look, part) = (self.head_look(), Part::Day(day));
        match self.day_said(day) {
            DaySaid::Words | DaySaid::Ground => None,
            DaySaid::Sign => Some(Bit::new(marking::day_sign(self.design), look, part)),
            DaySaid::Picture => Some(Bit::picture(marking::DAY_EMBLEM, look, part)),
        }
    }

    /// What a day's heading is painted with.
    fn ground_of_head(&self, day: DayAt) -> Option<Colour> {
        let own = self.day_said(day) == DaySaid::Ground;
        own.then_some(marking::DAY_GROUND).or(self.head_ground())
    }

    /// What stands under the day's name or over its dishes: a theme, or what holds for all of them.
    fn theme(&self, day: DayAt, ink: Colour) -> Option<Paragraph> {
        let said =
            |whole: &Whole| *whole == Whole::Organic || self.design.day_said == DaySaid::Words;
        if self.day(day).whole.is_some_and(|whole| !said(&whole)) {
            return None;
        }
        if let Some(whole) = self.day(day).whole {
            let text = WHOLE[usize::from(whole == Whole::Vegetarian)]
                [usize::from(self.design.wording % 4)];
            return Some(Paragraph::new(words(
                text,
                self.look().bold().ink(ink),
                Part::Day(day),
            )));
        }
        let theme = self.day(day).theme.as_ref()?;
        let look = Look {
            italic: true,
            ..self.look()
        }
        .ink(ink);
        Some(Paragraph::new(words(theme, look, Part::Day(day))))
    }

    fn theme_of_dishes(&self, day: DayAt) -> Option<Paragraph> {
        let ink = Colour {
            r: 150,
            g: 60,
            b: 20,
        };
        (self.design.theme == ThemePlace::Dishes)
            .then(|| self.theme(day, ink))
            .flatten()
    }

    fn closed(&self, day: DayAt) -> Vec<Paragraph> {
        let text = self.day(day).closed.clone().unwrap_or_default();
        vec![Paragraph::new(words(
            &text,
            self.look().bold(),
            Part::Day(day),
        ))]
    }

    fn gap(&self) -> f32 {
        match self.design.parting {
            Parting::Gap | Parting::Dash => 0.7 * self.design.leading(),
            Parting::Capital | Parting::Bullet | Parting::Hyphen => 0.0,
        }
    }

    fn bits(&self, (at, dish): Placed) -> Vec<Bit> {
        let name = match self.design.capitals {
            true => dish.name.to_uppercase(),
            false => dish.name.clone(),
        };
        let mut bits = dish_bits(dish, &name, self.look(), Part::Dish(at), self.design);
        if self.design.broken {
            break_before_sauce(&mut bits);
        }
        bits
    }

    fn begin(&self, bits: Vec<Bit>) -> Vec<Bit> {
        let bullet = match self.design.parting {
            Parting::Bullet => "•",
            Parting::Hyphen => "-",
            _ => return bits,
        };
        let part = bits.first().map_or(Part::Rest, |bit| bit.part);
        let mut all = vec![Bit::new(bullet, self.look(), part)];
        all.extend(bits);
        all[1].tied = true;
        all
    }

    /// The dishes of a meal, or of some of its courses, below each other.
    fn dishes(&self, dishes: &[Placed], kind: MealKind) -> Vec<Paragraph> {
        if !has_courses(kind) && dishes.len() > 1 && self.design.snack != Snack::Lines {
            return vec![Paragraph::new(self.snack_bits(dishes))];
        }
        let groups: Vec<&[Placed]> = dishes
            .chunk_by(|a, b| a.1.course == b.1.course && has_courses(kind))
            .collect();
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut groups = groups.into_iter().peekable();
        while let Some(group) = groups.next() {
            let side = groups
                .peek()
                .copied()
                .filter(|side| self.on_one_line(group, side));
            let first = paragraphs.len();
            paragraphs.extend(self.group(group));
            if let Some(side) = side {
                groups.next();
                let bits = &mut paragraphs[first].bits;
                bits.push(Bit::new("–", self.look(), Part::Rest).tied());
                bits.extend(self.bits(side[0]));
            }
            paragraphs[first].before = if first == 0 { 0.0 } else { self.gap() };
            self.head_of_course(group[0].1.course, &mut paragraphs, first, kind);
        }
        paragraphs
    }

    fn on_one_line(&self, group: &[Placed], side: &[Placed]) -> bool {
        let courses = (group[0].1.course, side[0].1.course);
        let pair = courses == (Course::PlatPrincipal, Course::Garniture);
        let bare = matches!(self.design.headings, Headings::None | Headings::Fancy)
            || self.design.has_margin();
        self.design.parting == Parting::Dash && pair && bare && group.len() == 1 && side.len() == 1
    }

    /// Dishes between which the guest chooses.
    fn group(&self, group: &[Placed]) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (index, dish) in group.iter().enumerate() {
            let or = words("ou", self.look(), Part::Rest);
            match self.design.choice {
                Choice::Or if index > 0 => {
                    let bits = &mut paragraphs[0].bits;
                    bits.extend(or);
                    bits.extend(self.bits(*dish));
                    continue;
                }
                Choice::OrLine if index > 0 => paragraphs.push(Paragraph::new(or)),
                _ => {}
            }
            let apart = index > 0 && self.design.choice == Choice::Lines;
            let bits = self.begin(self.bits(*dish));
            paragraphs.push(Paragraph::new(bits).after(if apart { self.gap() } else { 0.0 }));
        }
        paragraphs
    }

    fn snack_bits(&self, dishes: &[Placed]) -> Vec<Bit> {
        let mut all: Vec<Bit> = Vec::new();
        for (index, dish) in dishes.iter().enumerate() {
            let mut bits = self.bits(*dish);
            if index > 0 && self.design.snack == Snack::Commas {
                all.push(Bit::new(",", self.look(), Part::Rest).glued());
                let first = &mut bits[0].text;
                if !self.design.capitals {
                    *first = first.to_lowercase();
                }
            } else if index > 0 {
                all.push(Bit::new("-", self.look(), Part::Rest).tied());
            }
            all.extend(bits);
        }
        all
    }

    /// A course's heading before its dishes, where headings stand in the cells.
    fn head_of_course(
        &self,
        course: Course,
        paragraphs: &mut Vec<Paragraph>,
        first: usize,
        kind: MealKind,
    ) {
        if self.design.has_margin() || !has_courses(kind) {
            return;
        }
        let text = KNOWN[usize::from(self.design.wording % 4)][at(course)];
        match self.design.headings {
            Headings::Known => {
                let look = self.look().bold().ink(Colour {
                    r: 30,
                    g: 70,
                    b: 110,
                });
                let before = if first == 0 {
                    0.0
                } else {
                    0.6 * self.design.leading()
                };
                paragraphs[first].before = 0.0;
                paragraphs.insert(
                    first,
                    Paragraph::new(words(text, look, Part::Rest)).after(before),
                );
            }
            Headings::Inline => {
                let mut bits = words(&format!("{text} :"), self.look().bold(), Part::Rest);
                let mut rest = std::mem::take(&mut paragraphs[first].bits);
                rest[0].tied = true;
                bits.extend(rest);
                paragraphs[first].bits = bits;
            }
            Headings::None | Headings::Fancy => {}
        }
    }

    /// A whole day's dishes in one cell, the meals besides lunch below it under their names.
    fn whole(&self, day: DayAt) -> Vec<Paragraph> {
        if self.day(day).closed.is_some() {
            return self.closed(day);
        }
        let mut all: Vec<Paragraph> = self.theme_of_dishes(day).into_iter().collect();
        for kind in self.meals() {
            let dishes = self.placed(day, kind);
            if dishes.is_empty() {
                continue;
            }
            let own = self.dishes(&dishes, kind);
            let named = self.is_named(kind);
            all.extend(if named { self.named(kind, own) } else { own });
        }
        all
    }

    fn named(&self, kind: MealKind, mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
        let look = self.look().bold();
        let before = 0.9 * self.design.leading();
        if self.design.meal_name == MealName::Inline {
            let mut bits = words(
                &format!("{} :", meal_name(kind, self.design.wording)),
                look,
                Part::Rest,
            );
            let mut rest = std::mem::take(&mut paragraphs[0].bits);
            rest[0].tied = true;
            bits.extend(rest);
            paragraphs[0] = Paragraph::new(bits).after(before);
            return paragraphs;
        }
        paragraphs.insert(
            0,
            Paragraph::new(words(
                meal_name(kind, self.design.wording),
                look,
                Part::Rest,
            ))
            .after(before),
        );
        paragraphs
    }

    fn margin(&self, text: &str) -> Vec<Paragraph> {
        vec![Paragraph::new(words(text, self.look().bold(), Part::Rest))]
    }

    fn course_name(&self, slot: &[Course]) -> &'static str {
        match self.design.headings {
            Headings::Known => {
                KNOWN[usize::from(self.design.wording % 4)][at(slot[slot.len() - 1].min(slot[0]))]
            }
            Headings::Fancy => FANCY[usize::from(self.design.wording % 2)][at(slot[0])],
            Headings::None | Headings::Inline => "",
        }
    }

    // --- tables

    fn manner(&self, heads: usize) -> Manner {
        manner(self.design, heads)
    }

    fn has_course_names(&self) -> bool {
        self.design.has_margin()
            && matches!(self.design.headings, Headings::Known | Headings::Fancy)
    }

    /// Whether a column or row of names stands before the dishes.
    fn has_names(&self) -> bool {
        let named = self.meals().iter().any(|kind| self.is_named(*kind));
        let meals = named && self.design.meal_name == MealName::Margin;
        self.has_course_names() || meals
    }

    fn coded(&self) -> bool {
        self.design
            .marks
            .values()
            .any(|form| *form == MarkForm::Code)
    }

    /// Days side by side.
    pub fn columns(&self, week: usize, width: f32) -> (Table, Manner) {
        let days = self.served.weeks[week].days.len();
        let first = usize::from(self.has_names());
        let margin = if first == 1 { margin(76.0, width) } else { 0.0 };
        let code = if self.coded() { 30.0 } else { 0.0 };
        let own = (width - margin) / days as f32 - code;
        let mut widths = if first == 1 { vec![margin] } else { Vec::new() };
        for _ in 0..days {
            widths.push(own);
            widths.extend(self.coded().then_some(code));
        }
        let step = 1 + usize::from(self.coded());
        let mut cells = Vec::new();
        if first == 1 {
            cells.push(Cell::at(0, 0, Vec::new()).on(self.head_ground()));
        }
        for day in 0..days {
            let head = Cell::at(0, first + step * day, self.head((week, day))).over(1, step);
            cells.push(
                head.of(Part::Day((week, day)))
                    .aligned(self.head_align())
                    .on(self.ground_of_head((week, day))),
            );
        }
        let mut row = 1;
        for kind in self.meals() {
            row += self.block(week, kind, row, (first, step), &mut cells);
        }
        self.make_uneven(&mut widths[first..], step);
        (Table { widths, cells }, self.manner(1))
    }

    /// Columns as wide as their texts made them, not alike; those of one day go together.
    fn make_uneven(&self, widths: &mut [f32], step: usize) {
        if !self.design.uneven {
            return;
        }
        let whole: f32 = widths.iter().sum();
        for (at, columns) in widths.chunks_mut(step).enumerate() {
            columns[0] *= [1.15, 0.9, 1.0, 0.92][at % 4];
        }
        let now: f32 = widths.iter().sum();
        widths.iter_mut().for_each(|width| *width *= whole / now);
    }

    /// The rows of one meal in a table of days side by side; gives how many.
    fn block(
        &self,
        week: usize,
        kind: MealKind,
        top: usize,
        (first, step): (usize, usize),
        cells: &mut Vec<Cell>,
    ) -> usize {
        let days = self.served.weeks[week].days.len();
        let mut row = top;
        if has_courses(kind) && self.is_named(kind) && self.design.body == Body::Course {
            let name = self.margin(&meal_name(kind, self.design.wording).to_uppercase());
            let band = Cell::at(row, 0, name)
                .over(1, first + step * days)
                .aligned(Align::Centre);
            cells.push(band);
            row += 1;
        }
        let by_course = self.design.body == Body::Course && has_courses(kind);
        let slots = if by_course {
            self.slots()
        } else {
            vec![Vec::new()]
        };
        if first == 1 {
            for (at, slot) in slots.iter().enumerate() {
                let text = match slot.is_empty() {
                    true if self.has_names() => meal_name(kind, self.design.wording),
                    true => "",
                    false => self.course_name(slot),
                };
                cells.push(Cell::at(row + at, 0, self.margin(text)).aligned(Align::Left));
            }
        }
        for day in 0..days {
            let column = first + step * day;
            self.day_down((week, day), kind, (row, column, step), &slots, cells);
        }
        row + slots.len() - top
    }

    fn day_down(
        &self,
        day: DayAt,
        kind: MealKind,
        (row, column, step): (usize, usize, usize),
        slots: &[Vec<Course>],
        cells: &mut Vec<Cell>,
    ) {
        let part = Part::Day(day);
        let whole = |paragraphs| {
            Cell::at(row, column, paragraphs)
                .over(slots.len(), step)
                .of(part)
        };
        let lunch = kind == self.meals()[0];
        if self.day(day).closed.is_some() {
            let text = if lunch { self.closed(day) } else { Vec::new() };
            cells.push(whole(text));
            return;
        }
        let dishes = self.placed(day, kind);
        if slots[0].is_empty() || dishes.iter().any(|(_, dish)| dish.course == Course::Autre) {
            let mut paragraphs: Vec<Paragraph> = self
                .theme_of_dishes(day)
                .filter(|_| lunch)
                .into_iter()
                .collect();
            paragraphs.extend(self.dishes_named(&dishes, kind));
            cells.push(whole(paragraphs));
            return;
        }
        for (at, slot) in slots.iter().enumerate() {
            if self.is_covered(day, slot) {
                continue;
            }
            let own: Vec<Placed> = dishes
                .iter()
                .copied()
                .filter(|(_, d)| slot.contains(&d.course))
                .collect();
            let mut paragraphs: Vec<Paragraph> = self
                .theme_of_dishes(day)
                .filter(|_| lunch && at == 0)
                .into_iter()
                .collect();
            paragraphs.extend(self.dishes(&own, kind));
            cells.extend(self.slot_cells(day, (row + at, column, step), &own, paragraphs));
        }
    }

    /// The cell of a course, over as many days as its dish is served, and that of its codes.
    fn slot_cells(
        &self,
        day: DayAt,
        (row, column, step): (usize, usize, usize),
        own: &[Placed],
        paragraphs: Vec<Paragraph>,
    ) -> Vec<Cell> {
        let mut cells = Vec::new();
        let over = own.first().map_or(1, |(_, dish)| dish.days);
        let part = match own {
            [(dish, _)] if over > 1 => Part::Dish(*dish),
            _ => Part::Day(day),
        };
        let coded = step > 1;
        let span = step * over - usize::from(coded);
        let ground = own
            .iter()
            .find_map(|(_, dish)| marking::cell_ground(dish, self.design));
        cells.push(
            Cell::at(row, column, paragraphs)
                .over(1, span.max(1))
                .of(part)
                .on(ground),
        );
        if coded {
            let codes: Vec<String> = own
                .iter()
                .map(|(_, dish)| marking::codes(dish, self.design))
                .collect();
            let text = words(&codes.join(" "), self.look(), part);
            let last = column + span;
            cells.push(
                Cell::at(row, last, vec![Paragraph::new(text)])
                    .of(part)
                    .aligned(Align::Centre),
            );
        }
        cells
    }

    /// A snack in a row of its own, without a margin that names it.
    fn dishes_named(&self, dishes: &[Placed], kind: MealKind) -> Vec<Paragraph> {
        let own = self.dishes(dishes, kind);
        let inline =
            self.design.meal_name == MealName::Inline && !has_courses(kind) && !own.is_empty();
        let mut own = if inline { self.named(kind, own) } else { own };
        if let Some(first) = own.first_mut() {
            first.before = 0.0;
        }
        own
    }

    /// Whether a dish of a day before is printed over this day's cell.
    fn is_covered(&self, (week, day): DayAt, slot: &[Course]) -> bool {
        (0..day).any(|before| {
            let dishes = self.placed((week, before), MealKind::Dejeuner);
            let mut dishes = dishes.into_iter().filter(|(_, d)| slot.contains(&d.course));
            dishes.any(|(_, dish)| before + dish.days > day)
        })
    }

    /// Days below each other.
    pub fn rows(&self, week: usize, width: f32) -> (Table, Manner) {
        let days = self.served.weeks[week].days.len();
        let slots = if self.design.body == Body::Course {
            self.slots()
        } else {
            vec![Vec::new()]
        };
        let mut columns: Vec<(MealKind, Vec<Course>)> = Vec::new();
        for kind in self.meals() {
            match has_courses(kind) {
                true => columns.extend(slots.iter().map(|slot| (kind, slot.clone()))),
                false => columns.push((kind, Vec::new())),
            }
        }
        let heads = usize::from(self.has_names());
        let turned = self.design.turned;
        let margin = if turned { 30.0 } else { margin(92.0, width) };
        let own = (width - margin) / columns.len() as f32;
        let mut widths = vec![margin];
        widths.extend(columns.iter().map(|_| own));
        let mut cells = Vec::new();
        if heads == 1 {
            cells.push(Cell::at(0, 0, Vec::new()));
            for (at, (kind, slot)) in columns.iter().enumerate() {
                let text = match slot.is_empty() {
                    true if self.has_names() => meal_name(*kind, self.design.wording),
                    true => "",
                    false => self.course_name(slot),
                };
                cells.push(Cell::at(0, at + 1, self.margin(text)).aligned(self.head_align()));
            }
        }
        for day in 0..days {
            let head = Cell {
                turned,
                ..Cell::at(heads + day, 0, self.head((week, day)))
            };
            cells.push(
                head.of(Part::Day((week, day)))
                    .aligned(Align::Left)
                    .on(self.ground_of_head((week, day))),
            );
            self.day_across((week, day), heads + day, &columns, &mut cells);
        }
        self.make_uneven(&mut widths[1..], 1);
        (Table { widths, cells }, self.manner(heads))
    }

    fn day_across(
        &self,
        day: DayAt,
        row: usize,
        columns: &[(MealKind, Vec<Course>)],
        cells: &mut Vec<Cell>,
    ) {
        let part = Part::Day(day);
        if self.day(day).closed.is_some() {
            cells.push(
                Cell::at(row, 1, self.closed(day))
                    .over(1, columns.len())
                    .of(part),
            );
            return;
        }
        let lunch = self.placed(day, self.meals()[0]);
        let alone = lunch.iter().any(|(_, dish)| dish.course == Course::Autre);
        for (at, (kind, slot)) in columns.iter().enumerate() {
            let theme = self.theme_of_dishes(day).filter(|_| at == 0);
            let mut paragraphs: Vec<Paragraph> = theme.into_iter().collect();
            let dishes = self.placed(day, *kind);
            if slot.is_empty() {
                paragraphs.extend(self.dishes_named(&dishes, *kind));
                cells.push(Cell::at(row, at + 1, paragraphs).of(part));
                continue;
            }
            let own: Vec<Placed> = match alone {
                true if at == 0 => dishes,
                true => Vec::new(),
                false => dishes
                    .into_iter()
                    .filter(|(_, d)| slot.contains(&d.course))
                    .collect(),
            };
            paragraphs.extend(self.dishes(&own, *kind));
            let ground = own
                .iter()
                .find_map(|(_, dish)| marking::cell_ground(dish, self.design));
            cells.push(Cell::at(row, at + 1, paragraphs).of(part).on(ground));
        }
    }

    /// Days below each other, each with its dishes below its name.
    pub fn list(&self, week: usize, width: f32) -> (Table, Manner) {
        let days = self.served.weeks[week].days.len();
        let cell = |day| {
            let mut paragraphs = self.head((week, day));
            paragraphs.extend(self.below_head((week, day)));
            Cell::at(day, 0, paragraphs).of(Part::Day((week, day)))
        };
        let cells = (0..days).map(cell).collect();
        let manner = self.manner(0);
        let pad = (manner.pad.0, 0.7 * self.design.size());
        (
            Table {
                widths: vec![width],
                cells,
            },
            Manner {
                pad,
                middle: false,
                ..manner
            },
        )
    }

    fn below_head(&self, day: DayAt) -> Vec<Paragraph> {
        let mut below = self.whole(day);
        if let Some(first) = below.first_mut() {
            first.before = 0.3 * self.design.leading();
        }
        below
    }

    /// One day in a box: its name at the top, or turned at the left.
    pub fn boxed(&self, day: DayAt, width: f32) -> (Table, Manner) {
        let part = Part::Day(day);
        let manner = Manner {
            middle: false,
            ..self.manner(0)
        };
        if self.design.turned {
            let head = Cell {
                turned: true,
                ..Cell::at(0, 0, self.head(day))
            };
            let head = head.of(part).on(self.head_ground());
            let body = Cell::at(0, 1, self.whole(day)).of(part);
            return (
                Table {
                    widths: vec![26.0, width - 26.0],
                    cells: vec![head, body],
                },
                manner,
            );
        }
        if self.design.dark_heads {
            let head = Cell::at(0, 0, self.head(day))
                .of(part)
                .on(self.head_ground())
                .aligned(self.head_align());
            let body = Cell::at(1, 0, self.whole(day)).of(part);
            return (
                Table {
                    widths: vec![width],
                    cells: vec![head, body],
                },
                manner,
            );
        }
        let mut paragraphs = self.head(day);
        paragraphs.extend(self.below_head(day));
        (
            Table {
                widths: vec![width],
                cells: vec![Cell::at(0, 0, paragraphs).of(part)],
            },
            manner,
        )
    }

    /// The days of the week that any week has, as their numbers from Monday.
    fn weekdays(&self) -> Vec<u32> {
        let days = self
            .served
            .days()
            .map(|(_, day)| day.date.weekday().num_days_from_monday());
        let found: std::collections::BTreeSet<u32> = days.collect();
        found.into_iter().collect()
    }

    fn on_weekday(&self, week: usize, weekday: u32) -> Option<DayAt> {
        let days = &self.served.weeks[week].days;
        let found = days
            .iter()
            .position(|day| day.date.weekday().num_days_from_monday() == weekday);
        found.map(|day| (week, day))
    }

    fn weekday_name(&self, weekday: u32) -> &'static str {
        let mut days = self.served.days().map(|(_, day)| day.date);
        let date = days.find(|date| date.weekday().num_days_from_monday() == weekday);
        date.map_or("", dating::weekday)
    }

    /// The week's days named once at the top, each day's number in its cell.
    pub fn calendar(&self, width: f32) -> (Table, Manner) {
        let weekdays = self.weekdays();
        let own = width / weekdays.len() as f32;
        let mut cells = Vec::new();
        for (column, day) in weekdays.iter().enumerate() {
            let name = self.weekday_name(*day);
            let name = if self.design.day_capitals {
                name.to_uppercase()
            } else {
                name.to_owned()
            };
            let head = Paragraph::new(words(&name, self.head_look(), Part::Rest));
            cells.push(
                Cell::at(0, column, vec![head])
                    .aligned(self.head_align())
                    .on(self.head_ground()),
            );
            for week in 0..self.served.weeks.len() {
                let Some(day) = self.on_weekday(week, *day) else {
                    cells.push(Cell::at(1 + week, column, Vec::new()));
                    continue;
                };
                let look = Look {
                    size: self.design.size() + 1.0,
                    ..self.look()
                }
                .bold();
                let corner = corner_text(self.day(day).date, self.design);
                let mut paragraphs = vec![Paragraph::new(words(&corner, look, Part::Day(day)))];
                if self.design.theme == ThemePlace::Heading {
                    paragraphs.extend(self.theme(day, look.ink));
                }
                paragraphs.extend(self.below_head(day));
                cells.push(Cell::at(1 + week, column, paragraphs).of(Part::Day(day)));
            }
        }
        (
            Table {
                widths: vec![own; weekdays.len()],
                cells,
            },
            Manner {
                middle: false,
                ..self.manner(1)
            },
        )
    }

    /// The weeks side by side, the days of the week named in the margin.
    pub fn weeks(&self, width: f32) -> (Table, Manner) {
        let weekdays = self.weekdays();
        let count = self.served.weeks.len();
        let own = (width - margin(80.0, width)) / count as f32;
        let mut cells = vec![Cell::at(0, 0, Vec::new())];
        for week in 0..count {
            let days = &self.served.weeks[week].days;
            let (first, last) = (days[0].date, days[days.len() - 1].date);
            let digits = self.design.title == TitleForm::Slashed;
            let text = dating::range(first, last, self.design.year == YearPlace::Title, digits);
            let head = Paragraph::new(words(
                &format!("Semaine {text}"),
                self.head_look(),
                Part::Rest,
            ));
            cells.push(
                Cell::at(0, 1 + week, vec![head])
                    .aligned(self.head_align())
                    .on(self.head_ground()),
            );
        }
        for (row, number) in weekdays.iter().enumerate() {
            let name = self.weekday_name(*number);
            let name = if self.design.day_capitals {
                name.to_uppercase()
            } else {
                name.to_owned()
            };
            let margin = Paragraph::new(words(&name, self.look().bold(), Part::Rest));
            cells.push(Cell::at(1 + row, 0, vec![margin]));
            for week in 0..count {
                let Some(day) = self.on_weekday(week, *number) else {
                    cells.push(Cell::at(1 + row, 1 + week, Vec::new()));
                    continue;
                };
                let mut paragraphs: Vec<Paragraph> = Vec::new();
                if self.design.theme == ThemePlace::Heading {
                    paragraphs.extend(self.theme(
                        day,
                        Colour {
                            r: 150,
                            g: 60,
                            b: 20,
                        },
                    ));
                }
                paragraphs.extend(self.whole(day));
                cells.push(Cell::at(1 + row, 1 + week, paragraphs).of(Part::Day(day)));
            }
        }
        let mut widths = vec![margin(80.0, width)];
        widths.extend(vec![own; count]);
        (Table { widths, cells }, self.manner(1))
    }
}

/// A picnic stands where lunch does.
fn lunch_or(kind: MealKind) -> MealKind {
    if kind == MealKind::PiqueNique {
        MealKind::Dejeuner
    } else {
        kind
    }
}

/// A line of its own for what begins with "sauce" or goes with the dish.
fn break_before_sauce(bits: &mut [Bit]) {
    let goes_with = |bit: &Bit| matches!(bit.text.as_str(), "sauce" | "aux" | "au" | "et");
    let found = bits.iter().skip(1).position(goes_with);
    if let Some(bit) = found.and_then(|at| bits.get_mut(at + 1)) {
        bit.newline = true;
    }
}
