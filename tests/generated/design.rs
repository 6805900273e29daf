//! Chance → how a menu is printed. Each field's default is its plainest form, so that a failure can be shrunk towards it.

use super::chance::Chance;
use super::scene::Align;
use super::served::{Label, Served, Whole};
use super::table::Frame;
use ardoise::menu::MealKind;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An enum whose first variant is its default, and all of whose variants are listed.
macro_rules! choices {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident,)* })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
            pub enum $name { $($(#[doc = $vdoc])* $variant,)* }

            impl $name {
                pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::ALL[0]
                }
            }
        )*
    };
}

choices! {
    /// Where the days stand.
    Layout {
        /// Side by side, the courses one below the other.
        Columns,
        /// One below the other, the courses side by side.
        Rows,
        /// One below the other, each with its dishes below it.
        List,
        /// Lists of two weeks side by side.
        Lists,
        /// Each in a box of its own, boxes side by side and one below the other.
        Boxes,
        /// Boxes in two columns, each as high as it needs, down and then across.
        Stacks,
        /// Below the names of the week's days, the day's number in the cell.
        Calendar,
        /// One below the other, the weeks side by side.
        Weeks,
    }

    /// What has a cell of its own.
    Body {
        /// Each course.
        Course,
        /// Each day, with all its dishes.
        Day,
    }

    /// Courses that stand together in a cell under one heading.
    Together {
        None,
        MainAndSide,
        DairyAndDessert,
    }

    /// Course headings: in the margin where each course has its cell, else in the cell.
    Headings {
        None,
        /// Words that any menu uses, in the margin or above the dish on a line of their own.
        Known,
        /// Words of this menu alone, in the margin.
        Fancy,
        /// "Entrée : " before the dish.
        Inline,
    }

    /// What parts two dishes of a cell.
    Parting {
        /// White space.
        Gap,
        /// The capital of the next one, which begins a line.
        Capital,
        Bullet,
        Hyphen,
        /// A dash between a main dish and its side on one line, white space between the others.
        Dash,
    }

    /// How two dishes stand between which the guest chooses.
    Choice {
        /// "ou" on a line between them.
        OrLine,
        /// One below the other, as all others.
        Lines,
        /// "… ou …" in one text.
        Or,
    }

    /// How the parts of a snack stand.
    Snack {
        Lines,
        Commas,
        Dashes,
    }

    /// Where the meal is named, where there are several.
    MealName {
        /// In the margin, or above its dishes.
        Margin,
        /// "Goûter : " before its dishes.
        Inline,
    }

    /// What is said of a day in its heading.
    DayForm {
        /// "Lundi 5 janvier".
        Month,
        /// "Lundi 5 janvier 2026".
        Year,
        /// "Lundi 5".
        Number,
        /// "Lundi".
        Name,
        /// "Lundi 05/01".
        Slashed,
        /// "Lundi 05/01/2026".
        SlashedYear,
        /// "Lundi 05.01".
        Dotted,
        /// "Lun. 5 janv.".
        Short,
        /// "Lun. 5".
        ShortNumber,
    }

    /// What the title says of the time.
    TitleForm {
        /// "Menus du 5 au 9 janvier".
        Range,
        /// "Semaine du 05/01 au 09/01".
        Slashed,
        /// "Menus du lundi 5 au vendredi 9 janvier".
        Weekdays,
        /// "Semaine 2 – du 5 au 9 janvier".
        WeekNumber,
        /// "Menus du mois de janvier".
        Month,
        /// "Semaine du 5 janvier".
        Monday,
        /// Nothing.
        Plain,
    }

    /// Where the year is said.
    YearPlace {
        Title,
        /// In the name of the file.
        FileName,
        /// By the date on which the file was made.
        Created,
        /// As a school year, in the title.
        School,
    }

    /// How a dish is marked.
    MarkForm {
        /// The label's word after the name.
        Word,
        /// The word in brackets after the name.
        Bracketed,
        /// The word before the name.
        Before,
        /// The word on a line of its own below the name.
        OwnLine,
        /// The producer on a line of its own below the name, in italics, which the legend says is local.
        Producer,
        /// The word on a coloured ground, after the name.
        Pill,
        /// A sign after the name, which the legend explains; so all that follow.
        Sign,
        /// A colour of the name.
        Ink,
        Bold,
        Italic,
        Underline,
        /// A coloured ground behind the name.
        Highlight,
        /// A coloured ground of the dish's cell.
        Ground,
        /// A picture after the name.
        Picture,
        /// A picture before the name.
        PictureBefore,
        /// Letters in a narrow column beside the day's.
        Code,
    }

    /// The signs of a page.
    Signs {
        Stars,
        /// Degree first.
        Degrees,
        Shapes,
        /// "(1)".
        Numbers,
        /// "¹", set with the font's own character.
        Superscripts,
        /// "1", small and raised.
        Raised,
        /// Characters that fonts draw in colour.
        Emoji,
        /// Smiles, hearts and leaves.
        Dingbats,
    }

    /// How a day is said to be vegetarian; an organic one is in words.
    DaySaid {
        /// "Menu végétarien".
        Words,
        /// A sign behind the day's name, which the legend explains; so the others.
        Sign,
        /// A picture behind the day's name.
        Picture,
        /// A colour behind the day's name.
        Ground,
    }

    LegendPlace {
        Foot,
        Top,
        /// At the right of the table.
        Side,
    }

    LegendLines {
        /// All in one line.
        One,
        /// A line each.
        Each,
    }

    /// What ties a sign to its meaning.
    Tie {
        Colon,
        Equals,
        Space,
        /// The meaning first, then the sign.
        Behind,
        /// A sentence.
        Sentence,
    }

    /// Where a theme stands.
    ThemePlace {
        /// Below the day's name, in its cell.
        Heading,
        /// Above the day's first dish.
        Dishes,
    }

    /// What is printed besides the menu.
    Extra {
        Appetite,
        WeekNumber,
        Suppliers,
        Allergens,
        Reserve,
        Address,
        PageNumber,
        Town,
        Bread,
        Dietitian,
        /// Drawings that no legend explains.
        Clipart,
        /// Numbers of allergens behind the names, and their key.
        AllergenNumbers,
        /// A sign for pork, which the legend explains.
        Pork,
    }

    Paper {
        Landscape,
        Portrait,
        Large,
    }

    /// How close words and cells stand.
    Air {
        Normal,
        Tight,
        Wide,
    }
}

/// How a menu is printed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Design {
    pub layout: Layout,
    pub frame: Frame,
    pub align: Align,
    pub middle: bool,
    pub paper: Paper,
    pub air: Air,
    /// Half points above 8 of the dishes.
    pub size: u8,
    pub body: Body,
    pub together: Together,
    pub headings: Headings,
    /// Which words the headings use.
    pub wording: u8,
    pub parting: Parting,
    pub choice: Choice,
    pub snack: Snack,
    pub meal_name: MealName,
    /// Names in capitals.
    pub capitals: bool,
    /// A name goes on in a new line before "sauce" and the like, even where it need not.
    pub broken: bool,
    pub day: DayForm,
    pub day_capitals: bool,
    /// The day's name and its date on two lines.
    pub day_split: bool,
    /// The day's name runs upwards, at the left of its dishes.
    pub turned: bool,
    pub title: TitleForm,
    pub title_capitals: bool,
    pub year: YearPlace,
    /// Days from the making of the file to the first meal.
    pub made_before: u8,
    /// Whether the file says when it was made.
    pub undated: bool,
    pub marks: BTreeMap<Label, MarkForm>,
    /// Which words the marks use.
    pub spelling: u8,
    pub signs: Signs,
    pub legend: LegendPlace,
    pub legend_lines: LegendLines,
    pub tie: Tie,
    /// Which words the legend uses.
    pub phrasing: u8,
    /// The legend begins with "Légende".
    pub legend_title: bool,
    /// The legend explains a mark that no dish bears.
    pub legend_spare: bool,
    /// The legend stands on the first page alone.
    pub legend_once: bool,
    /// Pictures are drawn of lines, and no two are alike to the last digit.
    pub vector: bool,
    pub day_said: DaySaid,
    pub theme: ThemePlace,
    pub extras: BTreeSet<Extra>,
    /// Cells higher than their text needs.
    pub roomy: bool,
    /// Columns of different widths.
    pub uneven: bool,
    /// Each week on a page of its own.
    pub paged: bool,
    /// The heads in white on a dark ground.
    pub dark_heads: bool,
    /// The days' heads stand as the dishes do, not in the middle.
    pub heads_aligned: bool,
    /// The seed of the order in which words are drawn; 0 draws them as they are read.
    pub order: u64,
}

fn one_of<T: Copy + Default>(all: &[T], chance: &mut Chance) -> T {
    // The plain form is drawn more often than chance has it, so that features are met alone as well as together.
    match chance.one_in(3) {
        true => T::default(),
        false => *chance.pick(all),
    }
}

impl Design {
    pub fn by(served: &Served, chance: &mut Chance) -> Self {
        let mut design = Self::table_by(chance);
        design.dates_by(chance);
        design.rest_by(chance);
        design.marks_by(served, chance);
        for extra in Extra::ALL {
            if chance.one_in(8) {
                design.extras.insert(*extra);
            }
        }
        design.signs_by(chance);
        design
    }

    fn table_by(chance: &mut Chance) -> Self {
        let frames = [
            Frame::Ruled,
            Frame::Lines,
            Frame::Posts,
            Frame::Bands,
            Frame::Stripes,
            Frame::White,
        ];
        let aligns = [
            Align::Left,
            Align::Left,
            Align::Centre,
            Align::Centre,
            Align::Right,
        ];
        Self {
            layout: one_of(Layout::ALL, chance),
            frame: one_of(&frames, chance),
            align: one_of(&aligns, chance),
            middle: chance.one_in(3),
            paper: *chance.pick(Paper::ALL),
            air: one_of(Air::ALL, chance),
            size: chance.below(8) as u8,
            body: *chance.pick(Body::ALL),
            together: one_of(Together::ALL, chance),
            headings: *chance.pick(Headings::ALL),
            wording: chance.below(4) as u8,
            parting: *chance.pick(Parting::ALL),
            choice: *chance.pick(Choice::ALL),
            snack: *chance.pick(Snack::ALL),
            meal_name: *chance.pick(MealName::ALL),
            capitals: chance.one_in(8),
            broken: chance.one_in(6),
            ..Self::default()
        }
    }

    fn dates_by(&mut self, chance: &mut Chance) {
        self.day = *chance.pick(DayForm::ALL);
        self.day_capitals = chance.one_in(2);
        self.day_split = chance.one_in(6);
        self.turned = chance.one_in(8);
        self.title = *chance.pick(TitleForm::ALL);
        self.title_capitals = chance.one_in(4);
        self.year = *chance.pick(YearPlace::ALL);
        self.made_before = (3 + chance.below(35)) as u8;
        self.undated = chance.one_in(4);
    }

    fn rest_by(&mut self, chance: &mut Chance) {
        self.spelling = chance.below(4) as u8;
        self.signs = *chance.pick(Signs::ALL);
        self.legend = one_of(LegendPlace::ALL, chance);
        self.legend_lines = *chance.pick(LegendLines::ALL);
        self.tie = one_of(Tie::ALL, chance);
        self.phrasing = chance.below(4) as u8;
        self.legend_title = chance.one_in(4);
        self.legend_spare = chance.one_in(6);
        self.theme = *chance.pick(ThemePlace::ALL);
        self.roomy = chance.one_in(6);
        self.uneven = chance.one_in(8);
        self.paged = chance.one_in(3);
        self.dark_heads = chance.one_in(6);
        self.heads_aligned = chance.one_in(2);
        self.order = match chance.one_in(2) {
            true => 0,
            false => 1 + chance.below(1_000_000) as u64,
        };
    }

    fn signs_by(&mut self, chance: &mut Chance) {
        self.vector = chance.one_in(2);
        self.legend_once = chance.one_in(4);
        self.day_said = one_of(DaySaid::ALL, chance);
    }

    fn marks_by(&mut self, served: &Served, chance: &mut Chance) {
        // A page marks its labels in one way, or the chief one in a way of its own.
        let all = *chance.pick(MarkForm::ALL);
        let chief = if chance.one_in(2) {
            all
        } else {
            *chance.pick(MarkForm::ALL)
        };
        for label in served.labels() {
            let form = if label == Label::Organic { chief } else { all };
            self.marks.insert(label, form);
        }
    }

    /// The size of the dishes, in points.
    pub fn size(&self) -> f32 {
        8.0 + f32::from(self.size) / 2.0
    }

    pub fn leading(&self) -> f32 {
        let em = match self.air {
            Air::Tight => 1.1,
            Air::Normal => 1.2,
            Air::Wide => 1.35,
        };
        em * self.size()
    }

    /// Whether a cell of the table holds several dishes at any time.
    pub fn crowded(&self) -> bool {
        self.body == Body::Day || self.together != Together::None
    }

    /// Whether each day has a cell of its own, and the table no columns.
    fn has_boxes(&self) -> bool {
        matches!(
            self.layout,
            Layout::List | Layout::Lists | Layout::Stacks | Layout::Boxes
        )
    }

    /// Whether the layout is a table of courses.
    pub fn has_margin(&self) -> bool {
        matches!(self.layout, Layout::Columns | Layout::Rows) && self.body == Body::Course
    }

    /// Makes it a design that a clerk reads without hesitation, of this menu.
    pub fn settle(&mut self, served: &Served) {
        self.settle_cells(served);
        self.settle_dates(served);
        self.settle_marks(served);
        self.settle_days_said(served);
        self.settle_legend();
    }

    /// A day needs a name that a sign can stand behind, and a cell of its own for its ground.
    fn settle_days_said(&mut self, served: &Served) {
        let named = !matches!(self.layout, Layout::Calendar | Layout::Weeks) && !self.turned;
        let celled = matches!(self.layout, Layout::Columns | Layout::Rows) && !self.dark_heads;
        let plain = !matches!(self.frame, Frame::Bands | Frame::Stripes | Frame::White);
        let fits = match self.day_said {
            DaySaid::Words => true,
            DaySaid::Sign | DaySaid::Picture => named,
            DaySaid::Ground => named && celled && plain,
        };
        let said = served
            .days()
            .any(|(_, day)| day.whole == Some(Whole::Vegetarian));
        if !fits || !said {
            self.day_said = DaySaid::Words;
        }
    }

    fn settle_cells(&mut self, served: &Served) {
        // The heads of a list stand on the paper, where nobody sees white ones.
        self.dark_heads &= self.layout != Layout::Lists;
        // A label before each dish is all that a cell needs.
        if self.headings == Headings::Inline
            && matches!(self.parting, Parting::Bullet | Parting::Hyphen)
        {
            self.parting = Parting::Gap;
        }
        if !matches!(self.layout, Layout::Columns | Layout::Rows) {
            self.body = Body::Day;
        }
        if self.layout == Layout::Rows && served.meals().contains(&MealKind::Diner) {
            self.body = Body::Day;
        }
        if self.body == Body::Day {
            // A course can't be told apart from others by its cell, and fancy words could be dishes.
            self.together = Together::None;
            if self.headings == Headings::Fancy {
                self.headings = Headings::Known;
            }
        }
        if self.capitals && self.parting == Parting::Capital {
            self.parting = Parting::Gap;
        }
        if served.meals().contains(&MealKind::Diner) {
            self.meal_name = MealName::Margin;
        }
        if self.layout != Layout::Boxes
            && self.layout != Layout::Stacks
            && self.layout != Layout::Rows
        {
            self.turned = false;
        }
        if self.has_boxes() && self.frame == Frame::Posts {
            self.frame = Frame::Ruled;
        }
        if self.has_boxes() && self.frame == Frame::Stripes {
            self.frame = Frame::Bands;
        }
    }

    fn settle_dates(&mut self, served: &Served) {
        let weeks = served.weeks.len();
        if self.layout == Layout::Weeks {
            self.day = DayForm::Name;
            self.day_split = false;
            self.title = if self.title == TitleForm::Slashed {
                TitleForm::Slashed
            } else {
                TitleForm::Range
            };
        }
        if self.layout == Layout::Calendar {
            self.day = if self.day == DayForm::Month {
                DayForm::Month
            } else {
                DayForm::Number
            };
        }
        if matches!(self.day, DayForm::Number | DayForm::ShortNumber)
            && matches!(self.title, TitleForm::Plain | TitleForm::Monday)
        {
            self.title = TitleForm::Range;
        }
        if self.day == DayForm::Name && matches!(self.title, TitleForm::Plain | TitleForm::Month) {
            self.title = TitleForm::Range;
        }
        // A week's number and weekdays are said of one week.
        if weeks > 1
            && matches!(self.title, TitleForm::Weekdays | TitleForm::WeekNumber)
            && !self.titles_weeks(served)
        {
            self.title = TitleForm::Range;
        }
        // A title of the month is of the month in which most days lie.
        if self.title == TitleForm::Month
            && weeks < 3
            && served.first().month() != served.last().month()
        {
            self.title = TitleForm::Range;
        }
        let year_in_headings = matches!(self.day, DayForm::Year | DayForm::SlashedYear);
        let titled = matches!(self.title, TitleForm::Plain);
        if titled && self.year == YearPlace::Title && !year_in_headings {
            self.year = YearPlace::Created;
        }
        // A school year has no word for its summer.
        let summer = served
            .days()
            .any(|(_, day)| matches!(day.date.month(), 7 | 8));
        if self.year == YearPlace::School && summer {
            self.year = YearPlace::FileName;
        }
        if self.year == YearPlace::Created && !year_in_headings {
            self.undated = false;
        }
    }

    /// Whether each week has a title of its own.
    pub fn titles_weeks(&self, served: &Served) -> bool {
        let by_week = matches!(
            self.title,
            TitleForm::Monday | TitleForm::Weekdays | TitleForm::WeekNumber
        );
        let one_table = matches!(self.layout, Layout::Weeks | Layout::Calendar);
        (self.day == DayForm::Name || by_week) && !one_table && served.weeks.len() > 1
    }

    fn settle_marks(&mut self, served: &Served) {
        let labels = served.labels();
        self.marks.retain(|label, _| labels.contains(label));
        for label in &labels {
            self.marks.entry(*label).or_default();
        }
        let alone = self.body == Body::Course && self.together == Together::None;
        let mut taken: BTreeSet<MarkForm> = BTreeSet::new();
        let both = |one: Label, other: Label| {
            served
                .dishes()
                .any(|(_, d)| d.labels.contains(&one) && d.labels.contains(&other))
        };
        let known: Vec<Label> = self.marks.keys().copied().collect();
        for label in known {
            let form = self.marks[&label];
            let styled =
                |form| matches!(form, MarkForm::Ink | MarkForm::Highlight | MarkForm::Ground);
            let clash = known_clash(&self.marks, label, form, &both) && styled(form);
            let single = matches!(
                form,
                MarkForm::Bold | MarkForm::Italic | MarkForm::Underline
            );
            let style = if form == MarkForm::Producer {
                MarkForm::Italic
            } else {
                form
            };
            let second = (single || style != form) && !taken.insert(style);
            let producer = form == MarkForm::Producer && label != Label::Local;
            let crowded = !alone && matches!(form, MarkForm::Ground | MarkForm::Code);
            // Only a short word stands before a name as an adjective does.
            let short = matches!(label, Label::Organic)
                || (label == Label::Local && self.spelling % 4 != 3);
            let before = form == MarkForm::Before && !short;
            let below = matches!(form, MarkForm::OwnLine | MarkForm::Producer)
                && !alone
                && self.parting != Parting::Gap;
            if clash || second || crowded || before || producer || below {
                self.marks.insert(label, MarkForm::Sign);
            }
        }
        let has = |form| self.marks.values().any(|f| *f == form);
        let coded = has(MarkForm::Code);
        // What stands beside a cell, or behind it, says nothing of one of two dishes.
        let choices = has_choices(served);
        if coded && (choices || self.layout != Layout::Columns) {
            self.replace(MarkForm::Code);
        }
        if choices {
            self.replace(MarkForm::Ground);
        }
        if self.marks.values().any(|f| *f == MarkForm::Ground)
            && matches!(self.frame, Frame::Bands | Frame::Stripes)
        {
            self.frame = Frame::Ruled;
        }
        self.settle_texts(served);
    }

    fn replace(&mut self, form: MarkForm) {
        for own in self.marks.values_mut().filter(|f| **f == form) {
            *own = MarkForm::Sign;
        }
    }

    /// Names and marks that would be one text with what stands beside them.
    fn settle_texts(&mut self, served: &Served) {
        let numbers = matches!(
            self.signs,
            Signs::Numbers | Signs::Superscripts | Signs::Raised
        );
        let allergens = self.extras.contains(&Extra::AllergenNumbers);
        if self.parting == Parting::Bullet && self.signs == Signs::Shapes || numbers && allergens {
            self.signs = Signs::Stars;
        }
        // A label on a line of its own ends its dish.
        let below = self
            .marks
            .values()
            .any(|f| matches!(f, MarkForm::OwnLine | MarkForm::Producer));
        if below {
            self.choice = if self.choice == Choice::Or {
                Choice::OrLine
            } else {
                self.choice
            };
            self.snack = Snack::Lines;
            self.parting = if self.parting == Parting::Dash {
                Parting::Gap
            } else {
                self.parting
            };
        }
        if self.headings == Headings::Inline && !self.has_margin() {
            self.replace(MarkForm::Bold);
        }
        // A word before a name begins the line as the capital does.
        let before = self
            .marks
            .values()
            .any(|f| matches!(f, MarkForm::Before | MarkForm::PictureBefore));
        if before {
            self.snack = Snack::Lines;
            self.parting = if self.parting == Parting::Capital {
                Parting::Gap
            } else {
                self.parting
            };
        }
        // What is bold or italic as a mark can't be the style of all dishes of a theme.
        let italic = self
            .marks
            .values()
            .any(|f| matches!(f, MarkForm::Italic | MarkForm::Producer));
        if italic && served.days().any(|(_, d)| d.theme.is_some()) {
            self.replace(MarkForm::Italic);
            self.replace(MarkForm::Producer);
        }
    }

    fn settle_legend(&mut self) {
        let narrow = self.layout == Layout::Boxes || self.paper == Paper::Portrait;
        if narrow && self.legend == LegendPlace::Side {
            self.legend = LegendPlace::Foot;
        }
        if self.legend == LegendPlace::Side {
            self.legend_lines = LegendLines::Each;
            self.legend_once = false;
        }
    }

    /// The date on which the file says it was made.
    pub fn created(&self, served: &Served) -> Option<NaiveDate> {
        let day = served.first() - chrono::Days::new(u64::from(self.made_before));
        (!self.undated).then_some(day)
    }
}

/// Whether a guest chooses between two dishes of a course anywhere.
fn has_choices(served: &Served) -> bool {
    let mut meals = served.days().flat_map(|(_, day)| &day.meals);
    meals.any(|meal| {
        meal.dishes
            .windows(2)
            .any(|two| two[0].course == two[1].course)
    })
}

/// Whether another label's mark takes the same place on a dish that bears both.
fn known_clash(
    marks: &BTreeMap<Label, MarkForm>,
    label: Label,
    form: MarkForm,
    both: &dyn Fn(Label, Label) -> bool,
) -> bool {
    let mut before = marks.iter().filter(|(other, _)| **other < label);
    before.any(|(other, own)| *own == form && both(*other, label))
}
