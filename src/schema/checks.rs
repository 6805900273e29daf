//! The checks of Validata that a schema may ask for, by name; one that is not known here is reported.

use super::kinds::{Geopoint, Kind};
use super::values::{strings, text_of};
use crate::diagnostic::{Code, Diagnostic, Place};
use serde_json::Value;

/// A check that a schema asks for, and the columns it looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomCheck {
    /// A SIRET with its check digits.
    Siret(String),
    /// A SIREN with its check digit.
    Siren(String),
    /// A French or international telephone number.
    Phone(String),
    /// Opening hours as OpenStreetMap writes them.
    OpeningHours(String),
    /// A point in France.
    Gps(String),
    /// `2021/2022`, or a year alone where it is allowed.
    YearInterval {
        /// The column.
        column: String,
        /// A year alone is right too.
        year_alone: bool,
    },
    /// One column compared with another.
    Compare {
        /// The column.
        column: String,
        /// `>`, `>=`, `==`, `<=` or `<`.
        operator: String,
        /// The other column.
        other: String,
    },
    /// All columns are filled, or none.
    Cohesive(Vec<String>),
    /// At least one of two columns is filled.
    OneOf(String, String),
    /// A column is the sum of others.
    Sum {
        /// The column.
        column: String,
        /// The others.
        parts: Vec<String>,
    },
}

impl CustomCheck {
    /// The checks of a schema, and what cannot be checked.
    pub(super) fn read_all(value: Option<&Value>) -> (Vec<Self>, Vec<Diagnostic>) {
        let (mut checks, mut doubts) = (Vec::new(), Vec::new());
        for check in value.and_then(Value::as_array).into_iter().flatten() {
            let name = check
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            match Self::read(name, check.get("params").unwrap_or(&Value::Null)) {
                Read::Check(check) => checks.push(check),
                // Validata adds this one by itself to every schema; so do we.
                Read::Always => {}
                Read::Unknown => {
                    let doubt = Diagnostic::new(Code::UnknownCheck, Place::File);
                    doubts.push(doubt.with("check", name));
                }
                Read::Wrong => {
                    let doubt = Diagnostic::new(Code::CheckUnusable, Place::File);
                    doubts.push(doubt.with("check", name));
                }
            }
        }
        (checks, doubts)
    }

    fn read(name: &str, params: &Value) -> Read {
        let empty = serde_json::Map::new();
        let params = params.as_object().unwrap_or(&empty);
        let text = |key: &str| Some(text_of(params, key)).filter(|t| !t.is_empty());
        let list = |key: &str| params.get(key).map(strings).filter(|l| !l.is_empty());
        let check = match name {
            "missing-required-header" => return Read::Always,
            "french-siret-value" => text("column").map(Self::Siret),
            "french-siren-value" => text("column").map(Self::Siren),
            "phone-number-value" => text("column").map(Self::Phone),
            "opening-hours-value" => text("column").map(Self::OpeningHours),
            "french-gps-coordinates" => text("column").map(Self::Gps),
            "year-interval-value" => text("column").map(|column| Self::YearInterval {
                column,
                year_alone: matches!(text("allow-year-only").as_deref(), Some("true" | "yes")),
            }),
            "compare-columns-value" => (|| {
                let operator = text("op").filter(|op| OPERATORS.contains(&op.as_str()))?;
                let (column, other) = (text("column")?, text("column2")?);
                Some(Self::Compare {
                    column,
                    operator,
                    other,
                })
            })(),
            "cohesive-columns-value" => (|| {
                let mut columns = vec![text("column")?];
                columns.extend(list("othercolumns")?);
                Some(Self::Cohesive(columns))
            })(),
            "one-of-required" => text("column1")
                .zip(text("column2"))
                .map(|(a, b)| Self::OneOf(a, b)),
            "sum-columns-value" => (|| {
                let (column, parts) = (text("column")?, list("columns")?);
                (parts.len() > 1).then_some(Self::Sum { column, parts })
            })(),
            _ => return Read::Unknown,
        };
        check.map_or(Read::Wrong, Read::Check)
    }

    /// The columns it looks at.
    pub(super) fn columns(&self) -> Vec<&str> {
        match self {
            Self::Siret(c)
            | Self::Siren(c)
            | Self::Phone(c)
            | Self::OpeningHours(c)
            | Self::Gps(c) => vec![c],
            Self::YearInterval { column, .. } => vec![column],
            Self::Compare { column, other, .. } => vec![column, other],
            Self::Cohesive(columns) => columns.iter().map(String::as_str).collect(),
            Self::OneOf(a, b) => vec![a, b],
            Self::Sum { column, parts } => std::iter::once(column)
                .chain(parts)
                .map(String::as_str)
                .collect(),
        }
    }

    /// What is wrong with these cells, one for each of [`CustomCheck::columns`]; an empty cell is none. The first
    /// column's type tells how a point is written.
    pub(super) fn judge(&self, cells: &[&str], kind: Option<&Kind>) -> Option<Fault> {
        let first = cells.first().copied().unwrap_or_default();
        let alone = |code, right: fn(&str) -> bool| {
            (!first.is_empty() && !right(first)).then(|| Fault::of(code))
        };
        match self {
            Self::Siret(_) => alone(Code::Siret, is_siret),
            Self::Siren(_) => alone(Code::Siren, is_siren),
            Self::Phone(_) => alone(Code::Phone, is_phone),
            Self::OpeningHours(_) => alone(Code::OpeningHours, is_opening_hours),
            Self::Gps(_) => {
                let form = match kind {
                    Some(Kind::Geopoint(form)) => *form,
                    _ => Geopoint::Text,
                };
                let (lon, lat) = form.read(first)?;
                match (in_france(lon, lat), in_france(lat, lon)) {
                    (true, _) => None,
                    (false, true) => Some(Fault::of(Code::GpsReversed)),
                    (false, false) => Some(Fault::of(Code::Gps)),
                }
            }
            Self::YearInterval { year_alone, .. } => {
                let right = first.is_empty() || is_year_interval(first, *year_alone);
                (!right).then(|| Fault::of(Code::YearInterval))
            }
            Self::Compare {
                operator, other, ..
            } => {
                let second = cells.get(1).copied().unwrap_or_default();
                let right =
                    first.is_empty() || second.is_empty() || compare(first, operator, second);
                (!right).then(|| {
                    Fault::of(Code::CompareColumns)
                        .with("other", other)
                        .with("operator", operator)
                        .with("second", second)
                })
            }
            Self::Cohesive(columns) => {
                let filled = cells.iter().filter(|c| !c.is_empty()).count();
                let whole = filled == 0 || filled == cells.len();
                (!whole)
                    .then(|| Fault::of(Code::CohesiveColumns).with("columns", columns.join(", ")))
            }
            Self::OneOf(a, b) => {
                let none = cells.iter().all(|c| c.is_empty());
                none.then(|| Fault::of(Code::OneOfRequired).with("columns", format!("{a}, {b}")))
            }
            Self::Sum { parts, .. } => {
                let numbers: Option<Vec<i128>> = cells.iter().map(|c| c.parse().ok()).collect();
                let numbers = numbers?;
                let (total, rest) = numbers.split_first()?;
                let sum: i128 = rest.iter().fold(0, |sum, n| sum.saturating_add(*n));
                (sum != *total).then(|| {
                    Fault::of(Code::SumColumns)
                        .with("columns", parts.join(", "))
                        .with("sum", sum)
                })
            }
        }
    }
}

enum Read {
    Check(CustomCheck),
    Always,
    Unknown,
    Wrong,
}

/// What is wrong with a cell, before it has its place.
pub(super) struct Fault {
    pub code: Code,
    pub with: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn of(code: Code) -> Self {
        Self {
            code,
            with: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.with.push((name, value.to_string()));
        self
    }
}

const OPERATORS: &[&str] = &[">", ">=", "==", "<=", "<"];

fn compare(first: &str, operator: &str, second: &str) -> bool {
    let numbers = || Some((first.parse::<f64>().ok()?, second.parse::<f64>().ok()?));
    let order = match numbers() {
        Some((a, b)) => a.partial_cmp(&b),
        None => Some(first.cmp(second)),
    };
    let Some(order) = order else { return false };
    match operator {
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "<=" => order.is_le(),
        "<" => order.is_lt(),
        _ => order.is_eq(),
    }
}

/// La Poste's SIREN: its establishments' digits may add up to a multiple of 5 instead of passing Luhn's formula.
const LA_POSTE: &str = "356000000";

fn digits(text: &str, count: usize) -> Option<Vec<u32>> {
    // Spaces and such between the digits are read over, as the reference does.
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-'))
        .collect();
    let digits: Option<Vec<u32>> = plain.chars().map(|c| c.to_digit(10)).collect();
    digits.filter(|d| d.len() == count)
}

/// Luhn's formula (ISO/IEC 7812-1, annex B): every other digit from the right counts twice.
fn luhn(digits: &[u32]) -> bool {
    let weigh = |(at, digit): (usize, &u32)| match at % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    };
    let sum: u32 = digits.iter().rev().enumerate().map(weigh).sum();
    sum.is_multiple_of(10)
}

fn is_siren(text: &str) -> bool {
    digits(text, 9).is_some_and(|d| luhn(&d))
}

fn is_siret(text: &str) -> bool {
    let Some(digits) = digits(text, 14) else {
        return false;
    };
    let la_poste = || text.starts_with(LA_POSTE) && digits.iter().sum::<u32>().is_multiple_of(5);
    luhn(digits.get(..9).unwrap_or_default()) && (luhn(&digits) || la_poste())
}

/// The short numbers of France: 15, 112, 3949, 118 218…
fn is_short_number(text: &str) -> bool {
    let digits = text.chars().all(|c| c.is_ascii_digit());
    digits
        && match text.len() {
            2 => matches!(text, "15" | "17" | "18"),
            3 => text.starts_with("11") || text.starts_with("19"),
            4 => text.starts_with("10") || text.starts_with('3'),
            6 => text.starts_with("116") || text.starts_with("118"),
            _ => false,
        }
}

fn is_phone(text: &str) -> bool {
    let valid = |country| phonenumber::parse(country, text).is_ok_and(|n| n.is_valid());
    is_short_number(text) || valid(Some(phonenumber::country::FR)) || valid(None)
}

fn is_opening_hours(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok()
}

/// Boxes around France and its overseas departments: longitudes, then latitudes, in degrees.
const FRANCE: &[[f64; 4]] = &[
    [-5.2, 9.6, 41.3, 51.1],
    [-61.9, -60.9, 15.8, 16.6],
    [-61.3, -60.8, 14.3, 14.9],
    [-54.7, -51.6, 2.1, 5.8],
    [55.2, 55.9, -21.4, -20.8],
    [45.0, 45.4, -13.1, -12.6],
];

fn in_france(lon: f64, lat: f64) -> bool {
    FRANCE.iter().any(|[west, east, south, north]| {
        (*west..=*east).contains(&lon) && (*south..=*north).contains(&lat)
    })
}

fn is_year_interval(text: &str, year_alone: bool) -> bool {
    let year = |t: &str| (t.len() == 4).then(|| t.parse::<u16>().ok())?;
    match text.split_once('/') {
        Some((first, second)) => year(first).zip(year(second)).is_some_and(|(a, b)| a < b),
        None => year_alone && year(text).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_companies_have_check_digits() {
        assert!(is_siret("12345678200010") && is_siret("123 456 782 00010"));
        assert!(!is_siret("12345678200011") && !is_siret("1234567820001"));
        assert!(is_siret("35600000049837"), "La Poste, by its sum");
        assert!(is_siren("123456782") && !is_siren("123456783") && !is_siren("12345678A"));
    }

    #[test]
    fn telephone_numbers_are_french_or_international() {
        for good in [
            "02 99 00 27 37",
            "0299002737",
            "+33 2 99 00 27 37",
            "+44 20 7946 0958",
            "115",
            "3949",
        ] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["12", "02 99 00 27", "téléphone", "+33 2 99"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn opening_hours_are_openstreetmap_s() {
        for good in [
            "Mo-Fr 09:00-12:00,14:00-18:00",
            "24/7",
            "Mo-Sa 10:00-19:00; PH off",
        ] {
            assert!(is_opening_hours(good), "{good}");
        }
        for bad in ["lundi 9h-12h", "9h-12h", "ouvert"] {
            assert!(!is_opening_hours(bad), "{bad}");
        }
    }

    #[test]
    fn intervals_and_comparisons() {
        assert!(is_year_interval("2021/2022", false) && is_year_interval("2021", true));
        assert!(!is_year_interval("2022/2021", false) && !is_year_interval("2021", false));
        assert!(compare("10", ">", "9") && compare("2022-02-01", "<", "2022-11-01"));
        assert!(!compare("a", "==", "b"));
        assert!(in_france(-1.78, 48.05) && !in_france(48.05, -1.78) && in_france(55.5, -21.1));
    }
}
