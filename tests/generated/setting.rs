//! A menu and a design → pages: titles, tables, legends and what else is printed, each thing in its place.

use super::cells::Kitchen;
use super::dating;
use super::design::{Choice, Design, Extra, Layout, LegendPlace, Paper, YearPlace};
use super::legend;
use super::scene::{
    Align, Bit, Emblem, Face, Item, Leaf, Look, Measure, Paragraph, Part, Scene, set, words,
};
use super::served::{DayAt, Served};
use super::table::{Frame, Manner, Table};
use ardoise::geometry::Rect;
use chrono::Datelike;

/// Points of white around a page.
const MARGIN: f32 = 32.0;
/// Points that a legend beside the table takes.
const SIDE: f32 = 150.0;

/// A menu that is being set.
struct Setter<'a> {
    kitchen: Kitchen<'a>,
    face: &'a dyn Face,
    leaf: Leaf,
    y: f32,
}

/// Times the width of the paper: whoever sees a word run out of its column takes a wider one.
const WIDTHS: [f32; 4] = [1.0, 1.2, 1.5, 2.0];

/// The pages of the menu.
pub fn scene(served: &Served, design: &Design, face: &dyn Face) -> Scene {
    let fits = |leaves: &Vec<Leaf>| leaves.iter().all(|leaf| !leaf.crowded);
    let on = |stretch: &f32| leaves(served, design, face, *stretch);
    // What stands beside the table is as narrow on any paper.
    let first = WIDTHS.iter().map(on).find(fits);
    Scene {
        leaves: first.unwrap_or_else(|| on(&WIDTHS[WIDTHS.len() - 1])),
        created: design.created(served),
        file_name: Some(dating::file_name(served, design)),
    }
}

fn leaves(served: &Served, design: &Design, face: &dyn Face, stretch: f32) -> Vec<Leaf> {
    let count = served.weeks.len();
    let paged = design.paged && design.layout != Layout::Weeks && design.layout != Layout::Calendar;
    let pages: Vec<Vec<usize>> = match paged {
        true => (0..count).map(|week| vec![week]).collect(),
        false => vec![(0..count).collect()],
    };
    let total = pages.len();
    let page = |(number, weeks): (usize, &Vec<usize>)| {
        let kitchen = Kitchen::new(served, design);
        let mut setter = Setter {
            kitchen,
            face,
            leaf: blank(design, stretch),
            y: MARGIN,
        };
        setter.page(weeks, (number + 1, total));
        setter.leaf.height = setter.leaf.height.max(setter.y + MARGIN);
        setter.leaf
    };
    pages.iter().enumerate().map(page).collect()
}

fn blank(design: &Design, stretch: f32) -> Leaf {
    let (width, height) = match design.paper {
        Paper::Landscape => (842.0, 595.0),
        Paper::Portrait => (595.0, 842.0),
        Paper::Large => (1191.0, 842.0),
    };
    Leaf {
        width: width * stretch,
        height,
        vector: design.vector,
        ..Leaf::default()
    }
}

impl Setter<'_> {
    fn design(&self) -> &Design {
        self.kitchen.design
    }

    fn right(&self) -> f32 {
        let side = self.design().legend == LegendPlace::Side && !self.legend().is_empty();
        self.leaf.width - MARGIN - if side { SIDE } else { 0.0 }
    }

    fn page(&mut self, weeks: &[usize], (number, total): (usize, usize)) {
        self.head(weeks);
        let explained = number == 1 || !self.design().legend_once;
        let place = Some(self.design().legend).filter(|_| explained);
        if place == Some(LegendPlace::Top) {
            self.legend_across();
        }
        let top = self.y;
        self.menu(weeks);
        match place {
            Some(LegendPlace::Foot) => self.legend_across(),
            Some(LegendPlace::Side) => self.legend_beside(top),
            Some(LegendPlace::Top) | None => {}
        }
        self.foot((number, total));
    }

    fn plain(&self) -> Look {
        Look::plain(self.design().size())
    }

    /// A line of text over the whole width.
    fn line(&mut self, bits: Vec<Bit>, align: Align, before: f32) {
        let size = bits.iter().map(|b| b.look.size).fold(0.0, f32::max);
        let measure = Measure {
            x0: MARGIN,
            x1: self.leaf.width - MARGIN,
            align,
            leading: 1.25 * size,
        };
        let set = set(
            &Paragraph::new(bits).after(before),
            measure.x1 - measure.x0,
            self.face,
        );
        self.y = self.leaf.paragraph(&set, self.y, measure, self.face);
    }

    fn say(&mut self, text: &str, look: Look, align: Align, before: f32) {
        self.line(words(text, look, Part::Rest), align, before);
    }

    /// Town, title, and what stands below the title.
    fn head(&mut self, weeks: &[usize]) {
        let look = Look {
            size: self.design().size() + 6.0,
            ..self.plain()
        }
        .bold();
        let align = if self.design().wording.is_multiple_of(2) {
            Align::Centre
        } else {
            Align::Left
        };
        if self.design().extras.contains(&Extra::Clipart) {
            self.clipart();
        }
        if self.design().extras.contains(&Extra::Town) {
            let small = Look {
                size: self.design().size() + 2.0,
                ..self.plain()
            };
            self.say(
                "Restaurant scolaire de Saint-Aubin-des-Prés",
                small,
                align,
                0.0,
            );
        }
        let title = match self.titled_by_week() {
            true => [
                "Menus",
                "Menus de la cantine",
                "Menu",
                "Restaurant scolaire",
            ][usize::from(self.design().wording % 4)]
            .into(),
            false => self.title(weeks),
        };
        self.say(&title, look, align, 0.0);
        if self.design().year == YearPlace::School {
            let small = Look {
                size: self.design().size() + 1.0,
                ..self.plain()
            };
            let text = dating::school_year(self.kitchen.served);
            self.say(&text, small, align, 0.0);
        }
        self.y += self.design().leading();
    }

    /// Drawings that say nothing, in the upper corners.
    fn clipart(&mut self) {
        let side = 44.0;
        let x1 = self.leaf.width - MARGIN;
        let left = Rect::new(MARGIN, 8.0, MARGIN + side, 8.0 + side);
        let right = Rect::new(x1 - side, 8.0, x1, 8.0 + side);
        let title_is_left = self.design().wording % 2 == 1;
        let corners = [(left, Emblem(10)), (right, Emblem(11))];
        for (rect, emblem) in corners.into_iter().skip(usize::from(title_is_left)) {
            self.leaf.items.push(Item::Picture { rect, emblem });
        }
        self.y = self.y.max(8.0 + side);
    }

    /// Whether each week has a title of its own.
    fn titled_by_week(&self) -> bool {
        self.design().titles_weeks(self.kitchen.served)
    }

    fn title(&self, weeks: &[usize]) -> String {
        let served = self.kitchen.served;
        let days = weeks.iter().flat_map(|week| &served.weeks[*week].days);
        let dates: Vec<_> = days.map(|day| day.date).collect();
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else {
            return String::new();
        };
        dating::title(served, self.design(), *first, *last)
    }

    fn menu(&mut self, weeks: &[usize]) {
        match self.design().layout {
            Layout::Calendar => self.table(&self.kitchen.calendar(self.width())),
            Layout::Weeks => self.table(&self.kitchen.weeks(self.width())),
            Layout::Lists => weeks.chunks(2).for_each(|two| self.lists(two)),
            _ => {
                for week in weeks {
                    self.week(*week);
                }
            }
        }
    }

    fn width(&self) -> f32 {
        self.right() - MARGIN
    }

    fn week(&mut self, week: usize) {
        let look = Look {
            size: self.design().size() + 2.0,
            ..self.plain()
        }
        .bold();
        if self.design().extras.contains(&Extra::WeekNumber) {
            let days = &self.kitchen.served.weeks[week].days;
            let number = days[0].date.iso_week().week();
            self.say(&format!("Semaine {number}"), look, Align::Left, 0.0);
        }
        if self.titled_by_week() {
            let title = self.title(&[week]);
            self.say(&title, look, Align::Left, 0.0);
        }
        self.y += 0.3 * self.design().leading();
        match self.design().layout {
            Layout::Rows => self.table(&self.kitchen.rows(week, self.width())),
            Layout::List => self.table(&self.kitchen.list(week, self.width())),
            Layout::Boxes | Layout::Stacks => self.boxes(week),
            _ => self.table(&self.kitchen.columns(week, self.width())),
        }
        self.y += 1.2 * self.design().leading();
    }

    fn table(&mut self, (table, manner): &(Table, Manner)) {
        self.y = table.draw(&mut self.leaf, (MARGIN, self.y), manner, self.face);
    }

    /// The lists of two weeks side by side.
    fn lists(&mut self, weeks: &[usize]) {
        let gap = 24.0;
        let width = (self.width() - gap) / 2.0;
        let mut bottom = self.y;
        for (column, week) in weeks.iter().enumerate() {
            let x = MARGIN + (width + gap) * column as f32;
            let mut y = self.y;
            if self.titled_by_week() {
                let look = Look {
                    size: self.design().size() + 2.0,
                    ..self.plain()
                }
                .bold();
                let title = Paragraph::new(words(&self.title(&[*week]), look, Part::Rest));
                let measure = Measure {
                    x0: x,
                    x1: x + width,
                    align: Align::Left,
                    leading: 1.4 * look.size,
                };
                y = self
                    .leaf
                    .paragraph(&set(&title, width, self.face), y, measure, self.face);
            }
            let (table, manner) = self.kitchen.list(*week, width);
            bottom = table
                .draw(&mut self.leaf, (x, y), &manner, self.face)
                .max(bottom);
        }
        self.y = bottom + self.design().leading();
    }

    /// A box a day: aligned in rows, or stacked in two columns.
    fn boxes(&mut self, week: usize) {
        let days = self.kitchen.served.weeks[week].days.len();
        let stacks = self.design().layout == Layout::Stacks;
        let across = match (stacks, self.design().paper) {
            (true, _) | (_, Paper::Portrait) => 2,
            _ => 3,
        };
        let gap = 14.0;
        let width = (self.width() - gap * (across as f32 - 1.0)) / across as f32;
        let mut bottoms = vec![self.y; across];
        let down = days.div_ceil(across);
        for day in 0..days {
            let column = if stacks { day / down } else { day % across };
            let (table, manner) = self.kitchen.boxed((week, day), width);
            let at = (MARGIN + (width + gap) * column as f32, bottoms[column]);
            bottoms[column] = table.draw(&mut self.leaf, at, &manner, self.face) + gap;
            let row_ends = !stacks && (column + 1 == across || day + 1 == days);
            if row_ends {
                let lowest = bottoms.iter().copied().fold(0.0, f32::max);
                bottoms = vec![lowest; across];
            }
        }
        self.y = bottoms.into_iter().fold(0.0, f32::max);
    }

    fn legend(&self) -> Vec<Paragraph> {
        let look = Look {
            size: (self.design().size() - 1.0).max(7.0),
            ..self.plain()
        };
        legend::legend(self.design(), look)
    }

    fn legend_across(&mut self) {
        self.y += 1.4 * self.design().leading();
        for paragraph in self.legend() {
            self.line(paragraph.bits, Align::Left, 0.0);
        }
        self.y += self.design().leading();
    }

    fn legend_beside(&mut self, top: f32) {
        let x0 = self.right() + 16.0;
        let size = self.design().size();
        let measure = Measure {
            x0,
            x1: self.leaf.width - MARGIN,
            align: Align::Left,
            leading: 1.25 * size,
        };
        let mut y = top + 20.0;
        for paragraph in self.legend() {
            let set = set(
                &paragraph.after(0.5 * size),
                measure.x1 - measure.x0,
                self.face,
            );
            y = self.leaf.paragraph(&set, y, measure, self.face);
        }
        self.y = self.y.max(y);
    }

    fn foot(&mut self, (number, total): (usize, usize)) {
        let small = Look {
            size: (self.design().size() - 1.0).max(7.0),
            ..self.plain()
        };
        let gap = 0.8 * self.design().leading();
        let mut first = true;
        for extra in self.design().extras.clone() {
            let (text, look, align) = match extra {
                Extra::Appetite => ("Bon appétit !".to_owned(), self.plain().bold(), Align::Centre),
                Extra::Suppliers => (
                    "Nos fournisseurs : boulangerie Martin à Saint-Aubin, ferme des Tilleuls, primeur Leroy".into(),
                    small,
                    Align::Left,
                ),
                Extra::Allergens => (
                    "Pour toute information sur les allergènes, adressez-vous au responsable du restaurant.".into(),
                    small,
                    Align::Left,
                ),
                Extra::Reserve => ("Menus sous réserve de modification selon les approvisionnements".into(), small, Align::Left),
                Extra::Address => ("Mairie – 12 place de l'Église – 02 99 00 12 34".into(), small, Align::Centre),
                Extra::PageNumber => (format!("Page {number}/{total}"), small, Align::Right),
                Extra::Bread => ("Le pain est servi à chaque repas.".into(), small, Align::Left),
                Extra::Dietitian => ("Menus élaborés par notre diététicienne".into(), small, Align::Left),
                Extra::AllergenNumbers => (
                    "Allergènes : 1 gluten – 3 œufs – 7 lait – 9 céleri".into(),
                    small,
                    Align::Left,
                ),
                Extra::Town | Extra::WeekNumber | Extra::Clipart | Extra::Pork => continue,
            };
            let before = if first { 2.0 * gap } else { gap };
            first = false;
            self.say(&text, look, align, before);
        }
    }
}

/// How the cells of a design's tables are set.
pub fn manner(design: &Design, heads: usize) -> Manner {
    let em = design.size();
    let sides = match design.frame {
        Frame::Ruled | Frame::Posts => 0.4,
        _ => 0.7,
    };
    // Where no rule parts the rows, more white does than parts two dishes.
    let unruled = matches!(design.frame, Frame::White | Frame::Posts | Frame::Stripes);
    let rows = match (unruled, design.crowded() || design.choice == Choice::Lines) {
        (true, true) => 1.0,
        (true, false) | (false, true) => 0.5,
        (false, false) => 0.3,
    };
    let rows = if design.roomy { rows + 0.7 } else { rows };
    Manner {
        frame: design.frame,
        align: design.align,
        middle: design.middle,
        leading: design.leading(),
        pad: (sides * em, rows * em),
        heads,
    }
}

/// Where each day stands: the boxes of its heading and of its cells.
pub fn regions(scene: &Scene, day: DayAt) -> Vec<(usize, Rect)> {
    let mut regions = Vec::new();
    for (number, leaf) in scene.leaves.iter().enumerate() {
        let of_day = |part: &Part| match part {
            Part::Day(at) => *at == day,
            Part::Dish((week, at, _, _)) => (*week, *at) == day,
            Part::Rest => false,
        };
        let spots = leaf
            .spots
            .iter()
            .filter(|(part, _)| of_day(part))
            .map(|(_, rect)| *rect);
        regions.extend(Rect::around(spots).map(|rect| (number, rect)));
    }
    regions
}
