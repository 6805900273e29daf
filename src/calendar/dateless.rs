//! What a text says besides its dates.

use super::tokens::{Cursor, Kind, tokens};
use chrono::Weekday;

/// The text's words without weekdays, months and numbers, but 100 and shares; and the weekdays.
pub(crate) fn without_dates(text: &str) -> (String, Vec<Weekday>) {
    let mut weekdays = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let all: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in all.iter().copied().enumerate() {
        let next = all.get(at + 1).copied().unwrap_or_default();
        let share = word.contains('%') || next.starts_with('%');
        let tokens = tokens(word);
        let mut cursor = Cursor::new(&tokens, 0);
        cursor.skip_signs(&['(', '«']);
        if let Some(weekday) = cursor.take_weekday() {
            weekdays.push(weekday);
            continue;
        }
        let dated = match cursor.peek(0) {
            Some(Kind::Number(number, _)) => *number != 100 && !share,
            _ => cursor.take_month().is_some(),
        };
        if !dated {
            words.push(word);
        }
    }
    (words.join(" "), weekdays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_left_out() {
        for (text, rest, days) in [
            (
                "Semaine 100 % bio du 1 au 5 juin",
                "Semaine 100 % bio du au",
                0,
            ),
            ("Menu bio le vendredi 21/06", "Menu bio le", 1),
            ("Menus à 50 % bio", "Menus à 50 % bio", 0),
            ("Pommes de terre", "Pommes de terre", 0),
        ] {
            let (said, weekdays) = without_dates(text);
            assert_eq!((said.as_str(), weekdays.len()), (rest, days));
        }
    }
}
