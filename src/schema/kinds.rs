//! What a column's cells hold: a cell's text → whether it is of the type and format.

use super::values::{strings, text_of};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use fancy_regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// A type, with what its format says.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Text.
    String(Format),
    /// A whole number; `bare`: nothing around it.
    Integer {
        /// Nothing but the number may be in the cell.
        bare: bool,
    },
    /// A number.
    Number {
        /// Between units and decimals.
        decimal: char,
        /// Between groups of digits; none when empty.
        group: String,
        /// Nothing but the number may be in the cell.
        bare: bool,
    },
    /// True or false, in these words.
    Boolean {
        /// Words for true.
        yes: Vec<String>,
        /// Words for false.
        no: Vec<String>,
    },
    /// A day; a pattern of `strftime`, else ISO 8601.
    Date(Option<String>),
    /// A time of day.
    Time(Option<String>),
    /// A moment.
    Datetime(Option<String>),
    /// A year of four digits.
    Year,
    /// A JSON list, and what its items are.
    Array(Option<Box<Item>>),
    /// A JSON object.
    Object,
    /// Longitude and latitude.
    Geopoint(Geopoint),
    /// Anything.
    Any,
}

/// The items of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The only values allowed; any when empty.
    pub allowed: Vec<String>,
}

/// The format of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Any text.
    Plain,
    /// An e-mail address.
    Email,
    /// An address of the web.
    Uri,
    /// A UUID.
    Uuid,
    /// Base64.
    Binary,
}

/// How a point is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Geopoint {
    /// `lon, lat`.
    Text,
    /// `[lon, lat]`.
    Array,
    /// `{"lon": …, "lat": …}`.
    Object,
}

impl Kind {
    /// The type of a field.
    pub(super) fn read(field: &Map<String, Value>) -> Result<Self, String> {
        let format = text_of(field, "format");
        let pattern = || match format.as_str() {
            "" | "default" | "any" | "%Y-%m-%d" => None,
            pattern => Some(pattern.to_owned()),
        };
        let bare = field
            .get("bareNumber")
            .and_then(Value::as_bool)
            .unwrap_or(true);
        Ok(match text_of(field, "type").as_str() {
            "" | "string" => Self::String(Format::read(&format)?),
            "integer" => Self::Integer { bare },
            "number" => Self::Number {
                decimal: text_of(field, "decimalChar").chars().next().unwrap_or('.'),
                group: text_of(field, "groupChar"),
                bare,
            },
            "boolean" => Self::Boolean {
                yes: words(field, "trueValues", &["true", "True", "TRUE", "1"]),
                no: words(field, "falseValues", &["false", "False", "FALSE", "0"]),
            },
            "date" => Self::Date(pattern()),
            "time" => Self::Time(pattern()),
            "datetime" => Self::Datetime(pattern()),
            "year" => Self::Year,
            "array" => Self::Array(item(field.get("arrayItem"))),
            "object" => Self::Object,
            "geopoint" => Self::Geopoint(match format.as_str() {
                "array" => Geopoint::Array,
                "object" => Geopoint::Object,
                _ => Geopoint::Text,
            }),
            "any" => Self::Any,
            unknown => return Err(format!("the type {unknown:?} is not known")),
        })
    }

    /// Whether a cell, not empty, is of this type.
    pub fn holds(&self, cell: &str) -> bool {
        match self {
            Self::String(format) => format.holds(cell),
            Self::Integer { bare } => integer(cell, *bare).is_some(),
            Self::Number {
                decimal,
                group,
                bare,
            } => number(cell, *decimal, group, *bare).is_some(),
            Self::Boolean { yes, no } => yes.iter().chain(no).any(|word| word == cell),
            Self::Date(pattern) => date(cell, pattern.as_deref()).is_some(),
            Self::Time(None) => {
                NaiveTime::parse_from_str(cell.trim_end_matches('Z'), "%H:%M:%S%.f").is_ok()
            }
            Self::Time(Some(pattern)) => NaiveTime::parse_from_str(cell, pattern).is_ok(),
            Self::Datetime(pattern) => datetime(cell, pattern.as_deref()),
            Self::Year => cell.len() == 4 && cell.bytes().all(|b| b.is_ascii_digit()),
            Self::Array(_) => json(cell).is_some_and(|v| v.is_array()),
            Self::Object => json(cell).is_some_and(|v| v.is_object()),
            Self::Geopoint(form) => form.read(cell).is_some(),
            Self::Any => true,
        }
    }

    /// The cell's place among others of the type, for a minimum and a maximum.
    pub(super) fn rank(&self, cell: &str) -> Option<f64> {
        match self {
            Self::Integer { bare } => integer(cell, *bare),
            Self::Number {
                decimal,
                group,
                bare,
            } => number(cell, *decimal, group, *bare),
            Self::Year => cell.parse().ok(),
            Self::Date(pattern) => {
                let day = date(cell, pattern.as_deref())?;
                Some(f64::from(day.to_epoch_days()))
            }
            Self::Datetime(None) => {
                let at = cell.get(..19)?;
                let at = NaiveDateTime::parse_from_str(&at.replace(' ', "T"), "%Y-%m-%dT%H:%M:%S");
                at.ok().map(|at| at.and_utc().timestamp() as f64)
            }
            _ => None,
        }
    }

    /// How many items or letters a cell has.
    pub(super) fn length(&self, cell: &str) -> usize {
        match self {
            Self::Array(_) => json(cell)
                .and_then(|v| Some(v.as_array()?.len()))
                .unwrap_or(0),
            _ => cell.chars().count(),
        }
    }
}

impl Format {
    fn read(format: &str) -> Result<Self, String> {
        Ok(match format {
            "" | "default" => Self::Plain,
            "email" => Self::Email,
            "uri" => Self::Uri,
            "uuid" => Self::Uuid,
            "binary" => Self::Binary,
            unknown => return Err(format!("the format {unknown:?} is not known")),
        })
    }

    fn holds(self, cell: &str) -> bool {
        let pattern = match self {
            Self::Plain => return true,
            Self::Email => &*EMAIL,
            Self::Uri => &*URI,
            Self::Uuid => &*UUID,
            Self::Binary => &*BASE64,
        };
        pattern.is_match(cell).unwrap_or(false)
    }
}

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"))
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"^[^\s@<>(),;:]+@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,}$")
});
static URI: LazyLock<Regex> = LazyLock::new(|| fixed(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$"));
static UUID: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$"));
static BASE64: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"));

fn words(field: &Map<String, Value>, key: &str, usual: &[&str]) -> Vec<String> {
    match field.get(key) {
        Some(values) => strings(values),
        None => usual.iter().map(|w| (*w).to_owned()).collect(),
    }
}

fn item(value: Option<&Value>) -> Option<Box<Item>> {
    let allowed = value?.get("constraints").and_then(|c| c.get("enum"));
    let allowed = allowed.map(strings).unwrap_or_default();
    Some(Box::new(Item { allowed }))
}

/// The cell as JSON; only lists and objects are looked at.
pub(super) fn json(cell: &str) -> Option<Value> {
    serde_json::from_str(cell).ok()
}

/// The digits of a cell that may hold a unit or a currency beside them.
fn bared(cell: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit() || c == '-' || c == '+';
    cell.trim_start_matches(|c| !digit(c))
        .trim_end_matches(|c: char| !c.is_ascii_digit())
}

fn integer(cell: &str, bare: bool) -> Option<f64> {
    let cell = if bare { cell } else { bared(cell) };
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| cell.parse().ok())?
}

fn number(cell: &str, decimal: char, group: &str, bare: bool) -> Option<f64> {
    let cell = if bare { cell } else { bared(cell) };
    if matches!(cell, "NaN" | "INF" | "-INF") {
        return Some(f64::NAN);
    }
    let plain = match group {
        "" => cell.to_owned(),
        group => cell.replace(group, ""),
    };
    let plain = if decimal == '.' {
        plain
    } else {
        plain.replace(decimal, ".")
    };
    let known = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    plain.bytes().all(known).then(|| plain.parse().ok())?
}

fn date(cell: &str, pattern: Option<&str>) -> Option<NaiveDate> {
    match pattern {
        Some(pattern) => NaiveDate::parse_from_str(cell, pattern).ok(),
        None if cell.len() == 10 => cell.parse().ok(),
        None => None,
    }
}

/// A moment with a day and a time between them `T` or a space; seconds, a fraction and a zone may be left out.
static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?([.,]\d+)?(Z|z|[+-]\d{2}(:?\d{2})?)?$")
});

fn datetime(cell: &str, pattern: Option<&str>) -> bool {
    if let Some(pattern) = pattern {
        return NaiveDateTime::parse_from_str(cell, pattern).is_ok();
    }
    let Ok(Some(parts)) = MOMENT.captures(cell) else {
        return false;
    };
    let part = |at| parts.get(at).map_or("", |m| m.as_str());
    let time = format!(
        "{}{}",
        part(2),
        if part(3).is_empty() { ":00" } else { part(3) }
    );
    date(part(1), None).is_some() && NaiveTime::parse_from_str(&time, "%H:%M:%S").is_ok()
}

impl Geopoint {
    /// Longitude and latitude, in degrees.
    pub(super) fn read(self, cell: &str) -> Option<(f64, f64)> {
        let number = |v: &Value| match v {
            Value::String(text) => text.trim().parse().ok(),
            v => v.as_f64(),
        };
        let (lon, lat) = match self {
            Self::Text => {
                let (lon, lat) = cell.split_once(',')?;
                (lon.trim().parse().ok()?, lat.trim().parse().ok()?)
            }
            Self::Array => match json(cell)?.as_array()?.as_slice() {
                [lon, lat] => (number(lon)?, number(lat)?),
                _ => return None,
            },
            Self::Object => {
                let object = json(cell)?;
                let object = object.as_object().filter(|o| o.len() == 2)?;
                (number(object.get("lon")?)?, number(object.get("lat")?)?)
            }
        };
        let on_earth = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        on_earth.then_some((lon, lat))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kind(field: Value) -> Kind {
        Kind::read(field.as_object().unwrap()).unwrap()
    }

    /// A field, cells that it holds, and cells that it does not.
    type Cells = (
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
    );

    const CELLS: &[Cells] = &[
        (
            r#"{"type": "integer"}"#,
            &["12", "-3", "+4"],
            &["1.5", "douze", "1 200", ""],
        ),
        (
            r#"{"type": "integer", "bareNumber": false}"#,
            &["12 €", "-3"],
            &["douze"],
        ),
        (
            r#"{"type": "number"}"#,
            &["1.5", "-3", "1e3"],
            &["1,5", "1.5 €", "un"],
        ),
        (
            r#"{"type": "number", "decimalChar": ",", "groupChar": " "}"#,
            &["1 200,5"],
            &["x"],
        ),
        (r#"{"type": "boolean"}"#, &["true", "0"], &["oui", "vrai"]),
        (
            r#"{"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}"#,
            &["oui"],
            &["1"],
        ),
        (
            r#"{"type": "date"}"#,
            &["2022-11-07"],
            &["07/11/2022", "2022-13-01", "2022-1-7"],
        ),
        (
            r#"{"type": "date", "format": "%d/%m/%Y"}"#,
            &["07/11/2022"],
            &["2022-11-07"],
        ),
        (r#"{"type": "time"}"#, &["12:30:00"], &["12h30", "25:00:00"]),
        (
            r#"{"type": "datetime"}"#,
            &[
                "2022-11-07T12:00:00Z",
                "2022-11-07T12:00:00+01:00",
                "2022-11-07T12:00:00.25",
                "2022-11-07 12:00:00",
            ],
            &["2022-11-07", "07/11/2022 12:00", "2022-11-07T25:00:00Z"],
        ),
        (r#"{"type": "year"}"#, &["2022"], &["22", "20222"]),
        (
            r#"{"type": "array"}"#,
            &["[]", "[\"bio\"]"],
            &["bio", "{}", "[bio]"],
        ),
        (r#"{"type": "object"}"#, &["{\"a\": 1}"], &["[]", "a"]),
        (
            r#"{"type": "geopoint"}"#,
            &["-1.78, 48.05"],
            &["48.05", "-1.78 48.05", "200,3"],
        ),
        (
            r#"{"type": "geopoint", "format": "array"}"#,
            &["[-1.78, 48.05]"],
            &["-1.78, 48.05"],
        ),
        (
            r#"{"type": "geopoint", "format": "object"}"#,
            &["{\"lon\": -1.78, \"lat\": 48.05}"],
            &["{}"],
        ),
        (
            r#"{"type": "string", "format": "email"}"#,
            &["mairie@valmenu.fr"],
            &["mairie", "a@b", "a b@c.fr"],
        ),
        (
            r#"{"type": "string", "format": "uri"}"#,
            &["https://valmenu.fr/menus"],
            &["valmenu.fr", "://x"],
        ),
        (r#"{"type": "any"}"#, &["x"], &[]),
    ];

    #[test]
    fn each_type_tells_its_cells_from_others() {
        for (field, good, bad) in CELLS {
            let kind = kind(serde_json::from_str(field).unwrap());
            for cell in *good {
                assert!(kind.holds(cell), "{field} {cell}");
            }
            for cell in *bad {
                assert!(!kind.holds(cell), "{field} {cell}");
            }
        }
    }

    #[test]
    fn an_unknown_type_is_refused() {
        assert!(Kind::read(json!({"type": "colour"}).as_object().unwrap()).is_err());
    }
}
