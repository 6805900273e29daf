//! Generated menus: whatever true things are said of the dates, in whatever form, the dates are the true ones; and one
//! false witness among several true ones takes no day away, and is told.

use super::tests::{headings, sayings};
use super::{Heading, Sayings, date_days};
use crate::calendar::tests::MONTHS;
use crate::diagnostic::Code;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const WEEKDAYS: [&str; 7] = [
    "Lundi", "MARDI", "Mercredi", "JEUDI", "Vendredi", "Samedi", "Dimanche",
];
/// What a page says besides.
const NOISE: [&str; 10] = [
    "Vacances du 19 décembre au 2 janvier",
    "Vacances de février : du 21/02/2022 au 4/03/2022",
    "Inscriptions avant le 3 octobre 2019",
    "Loi EGalim du 30 octobre 2018",
    "Règlement (UE) n° 1169/2011",
    "Bourse aux jouets : dimanche 24 novembre",
    "Tél. 02 35 12 10 22",
    "Tarif au 1er septembre 2021 : 4,15 €",
    "Paiement du 3 au 7 mars",
    "Produits de saison : poires, courges",
];

/// How the headings are written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Weekday,
    Number,
    FirstMonth,
    Month,
    Slashed,
    NoWeekday,
    Year,
}

impl Form {
    fn heading(self, day: NaiveDate, first: bool) -> String {
        let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
        let month = MONTHS[day.month0() as usize];
        let number = match day.day() {
            1 => "1er".to_owned(),
            number => number.to_string(),
        };
        match self {
            Self::Weekday => weekday.to_owned(),
            Self::Number => format!("{weekday} {number}"),
            Self::FirstMonth if first || day.day() == 1 => format!("{weekday} {number} {month}"),
            Self::FirstMonth => format!("{weekday} {number}"),
            Self::Month => format!("{weekday} {number} {month}"),
            Self::Slashed => format!("{weekday} {}", day.format("%d/%m")),
            Self::NoWeekday => format!("{number} {month}"),
            Self::Year => format!("{weekday} {}", day.format("%d/%m/%Y")),
        }
    }

    fn has_months(self) -> bool {
        !matches!(self, Self::Weekday | Self::Number)
    }
}

/// The days of a menu, a list a week.
#[derive(Debug, Clone)]
struct Served(Vec<Vec<NaiveDate>>);

impl Served {
    fn first(&self) -> NaiveDate {
        self.0[0][0]
    }

    fn last(&self) -> NaiveDate {
        *self.0.last().unwrap().last().unwrap()
    }

    fn days(&self) -> Vec<NaiveDate> {
        self.0.concat()
    }

    fn headings(&self, form: Form) -> Vec<Vec<String>> {
        let mut first = true;
        let mut heading = |day: &NaiveDate| form.heading(*day, std::mem::take(&mut first));
        self.0
            .iter()
            .map(|week| week.iter().map(&mut heading).collect())
            .collect()
    }
}

fn served() -> impl Strategy<Value = Served> {
    let days = prop_oneof![
        Just(vec![0, 1, 2, 3, 4]),
        Just(vec![0, 1, 3, 4]),
        Just(vec![1, 2, 3, 4]),
        Just(vec![0, 1, 2, 3, 4, 5, 6]),
        subsequence(vec![0, 1, 2, 3, 4], 4..=5),
    ];
    (
        0u64..1500,
        proptest::collection::vec(days, 1..=5),
        any::<bool>(),
    )
        .prop_map(|(start, weeks, gap)| {
            let monday = NaiveDate::from_ymd_opt(2005, 1, 3).unwrap() + Days::new(7 * start);
            let weeks = weeks.iter().zip(0u64..).map(|(days, week)| {
                let holidays = if gap && week > 1 { 14 } else { 0 };
                let monday = monday + Days::new(7 * week + holidays);
                days.iter().map(|day| monday + Days::new(*day)).collect()
            });
            Served(weeks.collect())
        })
}

fn form() -> impl Strategy<Value = Form> {
    select(vec![
        Form::Weekday,
        Form::Number,
        Form::FirstMonth,
        Form::Month,
        Form::Slashed,
        Form::NoWeekday,
        Form::Year,
    ])
}

/// A range in one of its forms; `year`: whether it has one.
fn range(first: NaiveDate, last: NaiveDate, year: bool, form: usize) -> String {
    let month = |d: NaiveDate| MONTHS[d.month0() as usize];
    let weekday = |d: NaiveDate| WEEKDAYS[d.weekday().num_days_from_monday() as usize];
    let end = if year {
        format!(" {}", last.year())
    } else {
        String::new()
    };
    let one_month = (first.year(), first.month()) == (last.year(), last.month());
    match form % 5 {
        0 if one_month => format!("du {} au {} {}{end}", first.day(), last.day(), month(last)),
        1 => format!(
            "du {} {} {} au {} {} {}{end}",
            weekday(first),
            first.day(),
            month(first),
            weekday(last),
            last.day(),
            month(last)
        ),
        2 if year => format!(
            "du {} au {}",
            first.format("%d/%m/%Y"),
            last.format("%d/%m/%Y")
        ),
        2 | 3 => format!("{} au {}{end}", first.format("%d/%m"), last.format("%d/%m")),
        _ => format!(
            "DU {} {} AU {} {}{end}",
            first.day(),
            month(first),
            last.day(),
            month(last)
        ),
    }
}

fn month_of(day: NaiveDate, year: bool) -> String {
    let month = MONTHS[day.month0() as usize];
    if year {
        format!("{month} {}", day.year())
    } else {
        month.to_owned()
    }
}

fn school_year(day: NaiveDate) -> String {
    let first = day.year() - i32::from(day.month() < 8);
    format!("{first}-{}", first + 1)
}

/// A thing said of the dates.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Ranges { year: bool },
    Range { year: bool },
    Month { year: bool },
    Year,
    SchoolYear,
    FileRange,
    FileMonth,
    FileSchoolYear,
    FileYear,
    TitleRange,
    TitleMonth,
    Made,
}

const ALL: [Said; 15] = [
    Said::Ranges { year: true },
    Said::Ranges { year: false },
    Said::Range { year: true },
    Said::Range { year: false },
    Said::Month { year: true },
    Said::Month { year: false },
    Said::Year,
    Said::SchoolYear,
    Said::FileRange,
    Said::FileMonth,
    Said::FileSchoolYear,
    Said::FileYear,
    Said::TitleRange,
    Said::TitleMonth,
    Said::Made,
];

impl Said {
    /// Whether it tells the weeks of headings without a month.
    fn tells_the_week(self, form: Form) -> bool {
        match self {
            Self::Ranges { .. } => true,
            Self::Month { .. } => form == Form::Number,
            _ => false,
        }
    }

    fn tells_the_year(self) -> bool {
        match self {
            Self::Ranges { year } | Self::Range { year } | Self::Month { year } => year,
            _ => true,
        }
    }

    /// One place each: a file has one name.
    fn place(self) -> u8 {
        match self {
            Self::FileRange | Self::FileMonth | Self::FileSchoolYear | Self::FileYear => 1,
            Self::TitleRange | Self::TitleMonth => 2,
            Self::Ranges { .. } => 3,
            Self::Range { .. } => 4,
            Self::Month { .. } => 5,
            Self::Year => 6,
            Self::SchoolYear => 7,
            Self::Made => 8,
        }
    }

    /// The lines that say it of some days, in one of their forms.
    fn lines(self, served: &Served, form: usize) -> Vec<String> {
        let (first, last) = (served.first(), served.last());
        match self {
            Self::Ranges { year } => {
                let weeks = served.0.iter().enumerate();
                let lead = ["Menus ", "", "Semaine "][form % 3];
                let line = |(block, week): (usize, &Vec<NaiveDate>)| {
                    format!(
                        "@{block} {lead}{}",
                        range(week[0], week[week.len() - 1], year, form)
                    )
                };
                weeks.map(line).collect()
            }
            Self::Range { year } => vec![format!("Menus {}", range(first, last, year, form))],
            Self::Month { year } => vec![format!("Menus {}", month_of(first, year))],
            Self::Year => vec![
                ["Menus {}", "{}", "Année {}"][form % 3].replace("{}", &first.year().to_string()),
            ],
            Self::SchoolYear => vec![format!("Année scolaire {}", school_year(first))],
            Self::FileRange => vec![format!("file:menus {}", range(first, last, true, form))],
            Self::FileMonth => vec![format!(
                "file:menu_{}",
                month_of(first, true).replace(' ', "_")
            )],
            Self::FileSchoolYear => vec![format!("file:menus-{}", school_year(first))],
            Self::FileYear => vec![format!("file:menus {}", first.year())],
            Self::TitleRange => vec![format!("title:Menus {}", range(first, last, true, form))],
            Self::TitleMonth => vec![format!("title:{}", month_of(first, true))],
            Self::Made => vec![format!("made:{}", first - Days::new(form as u64 % 60))],
        }
    }
}

/// A menu, as it is written.
#[derive(Debug, Clone)]
struct Written {
    served: Served,
    form: Form,
    said: Vec<Said>,
    /// Chooses the form of each thing said.
    seed: usize,
    noise: Vec<&'static str>,
}

impl Written {
    fn lines(&self) -> Vec<String> {
        let said = self
            .said
            .iter()
            .flat_map(|said| said.lines(&self.served, self.seed));
        said.chain(self.noise.iter().map(|text| (*text).to_owned()))
            .collect()
    }

    fn headings(&self) -> Vec<Heading> {
        parse(&self.served.headings(self.form))
    }

    fn sayings(&self) -> Sayings {
        heard(&self.lines())
    }

    /// Whether what is said tells the dates.
    fn is_told(&self) -> bool {
        let week = self.form.has_months() || self.said.iter().any(|s| s.tells_the_week(self.form));
        let year = self.form == Form::Year || self.said.iter().any(|s| s.tells_the_year());
        week && year && !has_twin_months(&self.served, self.form)
    }

    /// The same with one more thing said; of things with one place, the first is left.
    fn with(mut self, more: Said) -> Self {
        if self.said.iter().all(|said| said.place() != more.place()) {
            self.said.push(more);
        }
        self
    }
}

/// In a common year the days of March are those of February: without their month nothing tells them apart. Nor tells a
/// year alone, without weekdays, the winter before it from the one after, nor a school year its two Augusts.
fn has_twin_months(served: &Served, form: Form) -> bool {
    let months: Vec<u32> = served.days().iter().map(Datelike::month).collect();
    match form {
        Form::Number | Form::FirstMonth => months.contains(&2) && months.contains(&3),
        Form::NoWeekday => months.contains(&8) || (months.contains(&12) && months.contains(&1)),
        _ => false,
    }
}

fn parse(weeks: &[Vec<String>]) -> Vec<Heading> {
    let weeks: Vec<String> = weeks.iter().map(|week| week.join("|")).collect();
    let weeks: Vec<&str> = weeks.iter().map(String::as_str).collect();
    headings(&weeks)
}

fn heard(lines: &[String]) -> Sayings {
    sayings(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn written() -> impl Strategy<Value = Written> {
    let said = subsequence(ALL.to_vec(), 1..=4);
    let noise = subsequence(NOISE.to_vec(), 0..=3);
    let all = (served(), form(), said, any::<usize>(), noise);
    let written = all.prop_map(|(served, form, said, seed, noise)| {
        let none = Written {
            served,
            form,
            said: Vec::new(),
            seed: seed % 10_000,
            noise,
        };
        said.into_iter().fold(none, Written::with)
    });
    written.prop_filter("what is said tells the dates", Written::is_told)
}

/// A thousand menus a law, or as many more as `PROPTEST_CASES` says.
fn many() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = default.cases.max(1_000);
    ProptestConfig { cases, ..default }
}

/// Asserts that the dates are those served, but for one heading, which is read one way or the other; gives the doubts.
fn right(
    headings: &[Heading],
    sayings: &Sayings,
    served: &Served,
    either: Option<usize>,
) -> Result<Vec<Code>, TestCaseError> {
    let (mut dates, doubts) = date_days(headings, sayings);
    let wanted: Vec<Option<NaiveDate>> = served.days().into_iter().map(Some).collect();
    if let Some(at) = either {
        let off = dates[at]
            .zip(wanted[at])
            .map(|(date, day)| (date - day).num_days().abs());
        prop_assert!(off.is_some_and(|days| days < 7), "{:?}", dates);
        dates[at] = wanted[at];
    }
    prop_assert_eq!(dates, wanted);
    Ok(doubts.iter().map(|d| d.code).collect())
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn true_witnesses_give_the_true_dates_without_a_doubt(menu in written(), more in select(ALL.to_vec())) {
        for menu in [menu.clone(), menu.with(more)] {
            let doubts = right(&menu.headings(), &menu.sayings(), &menu.served, None)?;
            let doubts: Vec<Code> = doubts.into_iter().filter(|code| *code != Code::YearFromCreation).collect();
            prop_assert_eq!(doubts, vec![], "{:?}", menu.lines());
        }
    }
}

/// One thing that is wrong on a menu.
#[derive(Debug, Clone, Copy, PartialEq)]
enum False {
    /// The page's title is that of an earlier menu: a range, a month, or only its year.
    Range {
        weeks: u64,
    },
    Month {
        months: u32,
    },
    TitleYear,
    /// The file has another menu's name.
    FileName {
        weeks: u64,
    },
    /// The document's title is an earlier one's.
    Title {
        weeks: u64,
    },
    /// The document was saved anew.
    Made {
        days: u64,
    },
    /// One heading, by its place, has another month, number, weekday or year.
    HeadingMonth {
        at: usize,
        month: u32,
    },
    HeadingNumber {
        at: usize,
        more: u32,
    },
    HeadingWeekday {
        at: usize,
        more: usize,
    },
    HeadingYear {
        at: usize,
    },
}

fn falsehood() -> impl Strategy<Value = False> {
    prop_oneof![
        (2u64..60).prop_map(|weeks| False::Range { weeks }),
        (2u32..14).prop_map(|months| False::Month { months }),
        Just(False::TitleYear),
        (8u64..60).prop_map(|weeks| False::FileName { weeks }),
        (2u64..400).prop_map(|weeks| False::Title { weeks }),
        (150u64..4000).prop_map(|days| False::Made { days }),
        (any::<usize>(), 1u32..12).prop_map(|(at, month)| False::HeadingMonth { at, month }),
        (any::<usize>(), 1u32..20).prop_map(|(at, more)| False::HeadingNumber { at, more }),
        (any::<usize>(), 1usize..7).prop_map(|(at, more)| False::HeadingWeekday { at, more }),
        any::<usize>().prop_map(|at| False::HeadingYear { at }),
    ]
}

impl False {
    /// Whether a reader of the page sees it.
    fn is_seen(self) -> bool {
        !matches!(self, Self::Title { .. } | Self::Made { .. })
    }

    /// Of a weekday and a number that do not agree, nobody knows which is wrong.
    fn may_be_read_either_way(self, served: &Served) -> Option<usize> {
        match self {
            Self::HeadingWeekday { at, .. } => Some(at % served.days().len()),
            _ => None,
        }
    }

    /// Headings that it is a part of, or that say enough by themselves.
    fn form(self, form: Form, served: &Served) -> Form {
        let twins = served.days().iter().any(|day| matches!(day.month(), 2 | 3));
        let vague = match form {
            Form::Weekday | Form::NoWeekday => true,
            Form::Number | Form::FirstMonth => twins,
            _ => false,
        };
        match self {
            Self::HeadingMonth { .. } => Form::Month,
            Self::HeadingYear { .. } => Form::Year,
            _ if vague => Form::Month,
            _ => form,
        }
    }

    /// The menu's lines, one of them wrong, among others that are true.
    fn lines(self, served: &Served, seed: usize) -> Vec<String> {
        let earlier = |weeks: u64| {
            let day = |day: &NaiveDate| *day - Days::new(7 * weeks);
            Served(
                served
                    .0
                    .iter()
                    .map(|week| week.iter().map(day).collect())
                    .collect(),
            )
        };
        let title = match self {
            Self::Range { weeks } => Said::Range { year: true }.lines(&earlier(weeks), seed),
            Self::Month { months } => {
                let month = served
                    .first()
                    .checked_sub_months(chrono::Months::new(months))
                    .unwrap();
                vec![format!("Menus {}", month_of(month, true))]
            }
            Self::TitleYear => vec![format!(
                "Menus {}",
                month_of(served.first() - Days::new(364), true)
            )],
            _ => Said::Range { year: true }.lines(served, seed),
        };
        let file = match self {
            Self::FileName { weeks } => Said::FileRange.lines(&earlier(weeks), seed),
            _ => Said::FileRange.lines(served, seed),
        };
        let document = match self {
            Self::Title { weeks } => Said::TitleRange.lines(&earlier(weeks), seed),
            _ => Vec::new(),
        };
        let made = match self {
            Self::Made { days } => vec![format!("made:{}", served.last() + Days::new(days))],
            _ => Said::Made.lines(served, seed),
        };
        [title, file, document, made].concat()
    }

    /// The headings, one of them wrong.
    fn headings(self, served: &Served, form: Form) -> Vec<Heading> {
        let mut headings = parse(&served.headings(form));
        let count = headings.len();
        let mut change = |at: usize, change: &dyn Fn(&mut crate::calendar::DayMark)| {
            change(headings[at % count].mark.as_mut().unwrap());
        };
        match self {
            Self::HeadingMonth { at, month } => change(at, &|mark| {
                mark.month = mark.month.map(|m| (m - 1 + month) % 12 + 1);
            }),
            Self::HeadingNumber { at, more } => change(at, &|mark| {
                mark.day = mark
                    .day
                    .map(|d| (d - 1 + more) % 28 + 1)
                    .filter(|d| Some(*d) != mark.day)
                    .or(Some(31));
            }),
            Self::HeadingWeekday { at, more } => change(at, &|mark| {
                mark.weekday = mark.weekday.map(|w| (0..more).fold(w, |w, _| w.succ()));
            }),
            Self::HeadingYear { at } => change(at, &|mark| mark.year = mark.year.map(|y| y - 1)),
            _ => {}
        }
        headings
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn one_false_witness_takes_no_day_away_and_is_told(
        served in served(),
        form in form(),
        falsehood in falsehood(),
        seed in 0usize..10_000,
    ) {
        let form = falsehood.form(form, &served);
        let lines = falsehood.lines(&served, seed);
        let either = falsehood.may_be_read_either_way(&served);
        let doubts = right(&falsehood.headings(&served, form), &heard(&lines), &served, either)?;
        let told = doubts.iter().any(|code| matches!(code, Code::DateContradiction | Code::UnusedPeriod));
        prop_assert!(told || !falsehood.is_seen(), "{:?} {:?}", doubts, lines);
    }
}
