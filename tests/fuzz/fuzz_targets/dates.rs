//! Any headings and sayings: a date or none for each, no more doubts than there is to doubt, and the same answer again.
#![no_main]

use arbitrary::Arbitrary;
use ardoise::calendar::day_mark;
use ardoise::geometry::Rect;
use ardoise::menu::dates::{Heading, Saying, Sayings, date_days};
use libfuzzer_sys::fuzz_target;

const WEEKDAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const MONTHS: [&str; 6] = [
    "janvier",
    "février",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A date as it may be printed, or what looks like one.
#[derive(Arbitrary, Debug)]
struct Printed {
    weekday: Option<u8>,
    day: Option<u8>,
    month: Option<u8>,
    year: Option<u8>,
}

impl Printed {
    fn text(&self) -> String {
        let name = |names: &[&str], n: u8| names[usize::from(n) % names.len()].to_owned();
        let parts = [
            self.weekday.map(|n| name(&WEEKDAYS, n)),
            self.day.map(|n| (n % 33).to_string()),
            self.month.map(|n| name(&MONTHS, n)),
            self.year.map(|n| (2010 + u32::from(n % 20)).to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Arbitrary, Debug)]
enum Said {
    Of(Printed),
    Range(Printed, Printed),
    Month(Printed),
    Week(u8),
    Other(String),
}

impl Said {
    fn text(&self) -> String {
        match self {
            Self::Of(printed) => printed.text(),
            Self::Range(from, to) => format!("Menus du {} au {}", from.text(), to.text()),
            Self::Month(printed) => format!("Menus du mois de {}", printed.text()),
            Self::Week(number) => format!("Semaine {number}"),
            Self::Other(text) => text.clone(),
        }
    }
}

#[derive(Arbitrary, Debug)]
struct Spot {
    page: bool,
    x: u8,
    y: u8,
    width: u8,
    height: u8,
}

impl Spot {
    fn page(&self) -> u32 {
        1 + u32::from(self.page)
    }

    fn rect(&self) -> Rect {
        let [x, y, width, height] =
            [self.x, self.y, self.width, self.height].map(|n| 4.0 * f32::from(n));
        Rect::new(x, y, x + width, y + height)
    }
}

#[derive(Arbitrary, Debug)]
struct Input {
    headings: Vec<(Printed, Spot, Spot, u8)>,
    texts: Vec<(Said, Spot, Spot)>,
    file_name: Option<Said>,
    title: Option<Said>,
    created: Option<(u8, u8, u8)>,
    year: Option<u8>,
}

fn heading(position: usize, (printed, spot, reach, block): &(Printed, Spot, Spot, u8)) -> Heading {
    Heading {
        mark: day_mark(&printed.text()),
        page: spot.page(),
        rect: spot.rect(),
        reach: reach.rect(),
        block: usize::from(block % 8),
        position,
    }
}

fn saying((said, spot, cell): &(Said, Spot, Spot)) -> Saying {
    let (text, page, rect) = (said.text(), spot.page(), spot.rect());
    Saying {
        text,
        page,
        rect,
        cell: cell.rect(),
    }
}

fuzz_target!(|input: Input| {
    let headings = input.headings.iter().enumerate();
    let headings: Vec<Heading> = headings
        .map(|(position, given)| heading(position, given))
        .collect();
    let created = input.created.map(|(year, month, day)| {
        format!(
            "{}-{:02}-{:02}",
            1990 + i32::from(year % 60),
            1 + month % 12,
            1 + day % 28
        )
    });
    let sayings = Sayings {
        texts: input.texts.iter().map(saying).collect(),
        file_name: input.file_name.map(|said| said.text()),
        title: input.title.map(|said| said.text()),
        created: created.and_then(|date| date.parse().ok()),
        year: input.year.map(|year| 1990 + i32::from(year % 110)),
        ..Sayings::default()
    };
    let (dates, doubts) = date_days(&headings, &sayings);
    assert_eq!(dates.len(), headings.len());
    assert!(
        doubts.len() <= 16 + 4 * headings.len() + 4 * sayings.texts.len(),
        "{} doubts",
        doubts.len()
    );
    assert_eq!(date_days(&headings, &sayings), (dates, doubts));
});
