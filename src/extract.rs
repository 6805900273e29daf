//! Bytes → rows: the stages in order.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::geometry::Rect;
use crate::labels::{self, Found, Label, Legend, Meaning, Unread, names, read_legend};
use crate::layout::{Grid, Line, Loser, Settings, Sheet, lay_out};
use crate::menu::{self, DayHeading, Dish, Menu, Roles, Source, read_menu};
use crate::pdf::{Document, Facts, Limits, Page, is_an_empty_form, read};
use crate::scdl::{Clues, Heading, Profile, Row, Siqo, rows_of};
use serde::{Deserialize, Serialize};

/// What is known of a PDF besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// The town's columns, and its restaurants.
    pub profile: Profile,
    /// The year, for a menu that does not say it.
    pub year: Option<i32>,
    /// The file's name, which may hold the dates.
    pub file_name: Option<String>,
    /// The names of the folders it lies in, outermost first, which may tell the restaurant.
    pub folders: Vec<String>,
    /// How much of a PDF is read.
    pub limits: Limits,
}

/// A row, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The row.
    pub row: Row,
    /// Page number, from 1.
    pub page: u32,
    /// The dish's box on that page.
    pub rect: Rect,
    /// The marks that gave it its labels.
    pub marks: Vec<Found>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

impl Extracted {
    /// Whether the dish bears the sign of organic farming.
    pub fn is_organic(&self) -> bool {
        self.row
            .menu_plat_siqo
            .contains(&Siqo::AgricultureBiologique)
    }

    /// Whether the doubt stands on the dish.
    pub fn is_the_place_of(&self, doubt: &Diagnostic) -> bool {
        match &doubt.place {
            Place::Page {
                page,
                rect: Some(rect),
            } => *page == self.page && rect.overlap(&self.rect.grown(1.0)) > 0.0,
            _ => false,
        }
    }
}

/// All that was understood of a PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The rows, by restaurant, by date, by meal, down the menu; without a publication date where the PDF bears none.
    pub rows: Vec<Extracted>,
    /// What to look at. Without any row, one of them says why.
    pub diagnostics: Vec<Diagnostic>,
    /// What the document says of itself.
    pub facts: Facts,
    /// The grid that explains each page best.
    pub grids: Vec<Grid>,
    /// What the grids that explain it less well were judged by, best first.
    pub losers: Vec<Loser>,
    /// The document's legend.
    pub legend: Legend,
    /// The days, meals and dishes.
    pub menu: Menu,
    /// What each word of each page is.
    pub roles: Vec<Roles>,
    /// The day headings, and how far each reaches.
    pub headings: Vec<DayHeading>,
}

impl Extraction {
    /// The rows and the doubts alone, without the pages' evidence: a small part of the whole.
    #[must_use]
    pub fn without_evidence(self) -> Self {
        Self {
            grids: Vec::new(),
            losers: Vec::new(),
            legend: Legend::default(),
            menu: Menu::default(),
            roles: Vec::new(),
            headings: Vec::new(),
            ..self
        }
    }
}

/// Loads the words that menus are read by, which the first menu does otherwise: for a thread that has nothing else to do.
pub fn load() {
    labels::load();
    menu::load();
}

/// Reads a menu.
///
/// ```
/// use ardoise::extract::{Options, extract};
///
/// let refused = extract(b"a letter to the parents", &Options::default()).unwrap_err();
/// assert_eq!(refused.code.as_str(), "not-a-pdf");
/// ```
///
/// # Errors
/// One diagnostic when nothing of the file could be read: see [`read`].
pub fn extract(bytes: &[u8], options: &Options) -> Result<Extraction, Diagnostic> {
    let (document, mut diagnostics) = read(bytes, &options.limits)?;
    let understood = understand(&document, options);
    diagnostics.extend(understood.diagnostics);
    if understood.rows.is_empty() && is_an_empty_form(bytes) {
        diagnostics.retain(|doubt| !of_an_empty_page(doubt.code));
        diagnostics.push(Diagnostic::new(Code::EmptyForm, Place::File));
    }
    Ok(Extraction {
        diagnostics,
        ..understood
    })
}

/// What is told of days without a dish, which a form that nobody has filled in has.
fn of_an_empty_page(code: Code) -> bool {
    use Code::{DayWithoutDishes, NoDate, NoYear, NotAMenu, UndatedCycle};
    matches!(
        code,
        DayWithoutDishes | NoDate | NoYear | NotAMenu | UndatedCycle
    )
}

/// Reads a menu from pages that are read already: all that [`extract`] does after the PDF itself.
pub fn understand(document: &Document, options: &Options) -> Extraction {
    let settings = Settings::default();
    let pages = document.pages.iter();
    let sheets = pages.map(|page| Sheet::new(page, &settings));
    let (sheets, foreign): (Vec<Sheet>, Vec<Sheet>) =
        sheets.partition(|sheet| menu::is_french(&sheet.lines));
    let laid = sheets.iter().map(|sheet| lay_out(sheet, &settings));
    let (grids, losers): (Vec<Grid>, Vec<Vec<Loser>>) = laid.unzip();
    let legend = legend_of(&sheets);
    let mut diagnostics: Vec<Diagnostic> = foreign.iter().map(not_french).collect();
    diagnostics.extend(legend.unread.iter().map(unread));
    let source = Source {
        file_name: options.file_name.clone(),
        year: options.year,
        facts: document.facts.clone(),
    };
    let reading = read_menu(&sheets, &grids, &legend, &source);
    let menu = reading.menu;
    diagnostics.extend(reading.doubts);
    let unmarked = !menu.days.is_empty() && !says_what_is_organic(&menu, &legend);
    diagnostics.extend(unapplied_allergens(&menu, &legend));
    let headings = headings(&reading.roles);
    let unapplied = headings.iter().filter(|_| unmarked).find_map(unapplied);
    diagnostics.extend(unapplied);
    let clues = Clues {
        folders: &options.folders,
        file_name: options.file_name.as_deref(),
        title: document.facts.title.as_deref(),
        lines: &headings,
    };
    let published = document.facts.created;
    let (rows, doubts) = rows_of(&menu, &options.profile, &clues, published);
    diagnostics.extend(doubts);
    let rows: Vec<Extracted> = rows.into_iter().map(|(r, dish)| placed(r, dish)).collect();
    if rows.is_empty() && foreign.is_empty() {
        diagnostics.push(Diagnostic::new(Code::NotAMenu, Place::File));
    }
    Extraction {
        rows,
        diagnostics,
        facts: document.facts.clone(),
        grids,
        losers: losers.into_iter().flatten().collect(),
        legend,
        menu,
        roles: reading.roles,
        headings: reading.headings,
    }
}

fn dishes(menu: &Menu) -> impl Iterator<Item = &Dish> {
    let meals = menu.days.iter().flat_map(|day| &day.meals);
    meals.flat_map(|meal| &meal.dishes)
}

const ORGANIC: Label = Label::Siqo(Siqo::AgricultureBiologique);

/// Whether a dish is marked organic, or the legend tells which are.
fn says_what_is_organic(menu: &Menu, legend: &Legend) -> bool {
    let mut entries = legend.entries.iter();
    dishes(menu).any(|dish| dish.labels.iter().any(|found| found.label == ORGANIC))
        || entries.any(|entry| entry.meaning == Meaning::Label(ORGANIC))
}

/// A key of allergens to which no dish refers.
fn unapplied_allergens(menu: &Menu, legend: &Legend) -> Option<Diagnostic> {
    let unused = !legend.allergens.is_empty() && dishes(menu).all(|d| d.allergens.is_empty());
    let place = Place::Page {
        page: dishes(menu).next()?.page,
        rect: None,
    };
    unused.then(|| Diagnostic::new(Code::UnappliedAllergens, place))
}

/// A line that speaks of organic food on a page that marks none: all of it may be lost. Bread, and shares of what is
/// bought, are no dishes of the menu.
fn unapplied(line: &Heading) -> Option<Diagnostic> {
    let text = line.text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let bread = words.any(|word| matches!(word, "pain" | "pains"));
    let bread_or_share = bread || (text.contains('%') && !text.contains("100"));
    (names(&line.text, ORGANIC) && !bread_or_share).then(|| {
        let place = Place::Page {
            page: line.page,
            rect: Some(line.rect),
        };
        Diagnostic::new(Code::UnappliedOrganic, place).with("text", &line.text)
    })
}

/// A legend on one page holds for the others.
fn legend_of(sheets: &[Sheet]) -> Legend {
    let mut legend = Legend::default();
    let document: Vec<&Page> = sheets.iter().map(|sheet| sheet.page).collect();
    for sheet in sheets {
        legend.join(read_legend(sheet.page, &sheet.lines, &document));
    }
    legend.leave_contradictions();
    legend
}

/// The refusal of a page in another language.
fn not_french(sheet: &Sheet) -> Diagnostic {
    let place = Place::Page {
        page: sheet.page.number,
        rect: None,
    };
    Diagnostic::new(Code::NotFrench, place)
}

fn unread(told: &Unread) -> Diagnostic {
    let place = Place::Page {
        page: told.page,
        rect: Some(told.rect),
    };
    Diagnostic::new(Code::UnreadLegend, place).with("legend", &told.text)
}

/// The lines that are no dishes.
fn headings(pages: &[Roles]) -> Vec<Heading> {
    let on_page = |roles: &'_ Roles| {
        let stands = |line: &&Line| line.words.iter().all(|w| !w.struck);
        let lines = roles.lines.iter().filter(stands);
        let free = lines.filter(|l| roles.is_free_of_dishes(l));
        let heading = |line: &Line| Heading {
            page: roles.page,
            rect: line.rect,
            text: line.text(),
        };
        free.map(heading).collect::<Vec<_>>()
    };
    pages.iter().flat_map(on_page).collect()
}

fn placed(row: Row, dish: &Dish) -> Extracted {
    Extracted {
        row,
        page: dish.page,
        rect: dish.rect,
        marks: dish.labels.clone(),
        confidence: dish.confidence,
    }
}
