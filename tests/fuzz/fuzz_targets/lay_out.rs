//! Any page: whatever is drawn on it, its grid holds each of its words once.
#![no_main]

use arbitrary::Arbitrary;
use ardoise::geometry::Rect;
use ardoise::layout::{Grid, Settings, Sheet, lay_out};
use ardoise::pdf::{Axis, Colour, Fill, Page, Picture, Rotation, Rule, Word};
use libfuzzer_sys::fuzz_target;

/// What menus are made of, so that the strategies find something to do.
const TEXTS: &[&str] = &[
    "Lundi", "MARDI", "Mercredi", "jeudi", "Vendredi", "7", "8", "novembre", "Lun.", "07/11",
    "Entrée", "Plat", "DESSERTS", "Carottes", "râpées", "bio", "*", "L", "U", "N", "D", "I",
    "Semaine", "-", "•",
];

/// A place on a coarse raster, on which things are aligned, or anywhere.
#[derive(Arbitrary, Debug)]
enum Spot {
    Raster(u8, u8, u8, u8),
    Anywhere(f32, f32, f32, f32),
}

impl Spot {
    fn rect(&self) -> Rect {
        match *self {
            Self::Raster(x, y, width, height) => {
                let [x, y, width, height] = [x, y, width, height].map(|n| 4.0 * f32::from(n));
                Rect::new(x, y, x + width, y + height)
            }
            Self::Anywhere(x0, y0, x1, y1) => {
                // A PDF's numbers are finite.
                let [x0, y0, x1, y1] =
                    [x0, y0, x1, y1].map(|n| if n.is_finite() { n } else { 0.0 });
                Rect::new(x0, y0, x1, y1)
            }
        }
    }
}

#[derive(Arbitrary, Debug)]
enum Said {
    Usual(u8),
    Other(String),
}

#[derive(Arbitrary, Debug)]
enum Drawn {
    Word {
        spot: Spot,
        text: Said,
        size: u8,
        bold: bool,
        turned: u8,
    },
    Row {
        x: u8,
        y: u8,
        step: u8,
        texts: Vec<u8>,
    },
    Rule {
        across: bool,
        at: u8,
        from: u8,
        length: u8,
    },
    Fill(Spot, [u8; 3]),
    Picture(Spot, u64),
}

fn word(text: &str, rect: Rect, size: f32, bold: bool, turned: u8) -> Word {
    let turns = [Rotation::None, Rotation::Down, Rotation::Over, Rotation::Up];
    let rotation = turns[usize::from(turned) % turns.len()];
    Word {
        text: text.into(),
        rect,
        size,
        bold,
        rotation,
        ..Word::default()
    }
}

fn usual(n: u8) -> &'static str {
    TEXTS[usize::from(n) % TEXTS.len()]
}

/// Words a step apart on one line.
fn row(x: u8, y: u8, step: u8, texts: &[u8]) -> impl Iterator<Item = Word> {
    let [x, y, step] = [x, y, step].map(|n| 4.0 * f32::from(n));
    (0u8..).zip(texts).map(move |(n, text)| {
        let (x, text) = (x + step * f32::from(n), usual(*text));
        let width = 5.0 * text.chars().count() as f32;
        word(text, Rect::new(x, y, x + width, y + 10.0), 10.0, false, 0)
    })
}

fn draw(drawn: &Drawn, page: &mut Page) {
    match drawn {
        Drawn::Word {
            spot,
            text,
            size,
            bold,
            turned,
        } => {
            let text = match text {
                Said::Usual(n) => usual(*n),
                Said::Other(text) => text,
            };
            // The reader's words hold no space and are not empty.
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let drawn = word(&text, spot.rect(), f32::from(*size), *bold, *turned);
            page.words.extend((!text.is_empty()).then_some(drawn));
        }
        Drawn::Row { x, y, step, texts } => page.words.extend(row(*x, *y, *step, texts)),
        Drawn::Rule {
            across,
            at,
            from,
            length,
        } => {
            let axis = if *across {
                Axis::Horizontal
            } else {
                Axis::Vertical
            };
            let [at, from, length] = [at, from, length].map(|n| 4.0 * f32::from(*n));
            let (to, width) = (from + length, 0.5);
            page.rules.push(Rule {
                axis,
                at,
                from,
                to,
                width,
            });
        }
        Drawn::Fill(spot, [r, g, b]) => {
            let colour = Colour {
                r: *r,
                g: *g,
                b: *b,
            };
            page.fills.push(Fill {
                rect: spot.rect(),
                colour,
            });
        }
        Drawn::Picture(spot, hash) => page.pictures.push(Picture {
            rect: spot.rect(),
            hash: *hash,
            thumbnail: Vec::new(),
            vector: false,
        }),
    }
}

fn numbers(grid: &Grid) -> Vec<u32> {
    let lines = grid
        .cells
        .iter()
        .flat_map(|cell| &cell.lines)
        .chain(&grid.outside);
    lines
        .flat_map(|line| &line.words)
        .map(|word| word.number)
        .collect()
}

fuzz_target!(|input: (u8, u8, Vec<Drawn>)| {
    let (width, height, drawn) = input;
    let [width, height] = [width, height].map(|n| 1.0 + 4.0 * f32::from(n));
    let mut page = Page {
        number: 1,
        width,
        height,
        ..Page::default()
    };
    drawn.iter().for_each(|drawn| draw(drawn, &mut page));
    let settings = Settings::default();
    let sheet = Sheet::new(&page, &settings);
    let (grid, _) = lay_out(&sheet, &settings);
    let mut numbers = numbers(&grid);
    numbers.sort_unstable();
    let all: Vec<u32> = (0..).take(sheet.len()).collect();
    assert_eq!(numbers, all, "by {}", grid.strategy);
});
