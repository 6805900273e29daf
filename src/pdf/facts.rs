//! The document's own facts, by lopdf.

use super::page::Facts;
use chrono::{DateTime, FixedOffset, NaiveDate};
use lopdf::Document;

/// What the document says of itself; a document that says nothing has empty facts.
pub(super) fn facts_of(bytes: &[u8]) -> Facts {
    let Ok(metadata) = Document::load_metadata_mem(bytes) else {
        return Facts::default();
    };
    let said = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    Facts {
        created: metadata.creation_date.as_deref().and_then(pdf_date),
        modified: metadata.modification_date.as_deref().and_then(pdf_date),
        title: said(metadata.title),
        producer: said(metadata.producer),
    }
}

/// A PDF date, `D:YYYYMMDDHHmmSSOHH'mm'`; all after the day may be left out (ISO 32000-2, 7.9.4).
fn pdf_date(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim().trim_start_matches("D:");
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let date = NaiveDate::from_ymd_opt(
        part(0, 4)? as i32,
        part(4, 6).unwrap_or(1),
        part(6, 8).unwrap_or(1),
    )?;
    let hour = |from, to| part(from, to).unwrap_or(0);
    let time = date.and_hms_opt(hour(8, 10), hour(10, 12), hour(12, 14))?;
    time.and_local_timezone(offset(text.get(digits.len()..).unwrap_or("")))
        .single()
}

fn offset(text: &str) -> FixedOffset {
    let number = |from: usize| {
        text.get(from..from + 2)
            .and_then(|d| d.parse::<i32>().ok())
            .unwrap_or(0)
    };
    let seconds = number(1) * 3600 + number(4) * 60;
    let signed = match text.chars().next() {
        Some('+') => seconds,
        Some('-') => -seconds,
        _ => 0,
    };
    FixedOffset::east_opt(signed)
        .unwrap_or(FixedOffset::east_opt(0).unwrap_or_else(|| unreachable!("zero is an offset")))
}

#[cfg(test)]
mod tests {
    use super::pdf_date;

    #[test]
    fn dates_are_read_with_and_without_time_and_zone() {
        let read = |text| pdf_date(text).map(|d| d.to_rfc3339());
        assert_eq!(
            read("D:20210115094042+01'00'").as_deref(),
            Some("2021-01-15T09:40:42+01:00")
        );
        assert_eq!(
            read("D:20210115094042Z").as_deref(),
            Some("2021-01-15T09:40:42+00:00")
        );
        assert_eq!(
            read("20210115").as_deref(),
            Some("2021-01-15T00:00:00+00:00")
        );
        assert_eq!(read("D:20211315"), None);
        assert_eq!(read("hier"), None);
    }
}
