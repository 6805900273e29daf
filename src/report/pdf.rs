//! The report as PDF, set by Typst: tagged for screen readers (PDF/UA-1), with the report's own faces.

use super::model::Report;
use chrono::Datelike;
use serde_json::Value;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why there is no PDF: a defect of the template.
#[derive(Debug, thiserror::Error)]
#[error("the report cannot be set: {0}")]
pub struct PdfError(String);

impl PdfError {
    fn of(errors: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        let messages: Vec<_> = errors.into_iter().map(|e| e.message.to_string()).collect();
        Self(messages.join("; "))
    }
}

/// The whole file.
///
/// # Errors
/// When the template is at fault.
pub fn pdf(report: &Report) -> Result<Vec<u8>, PdfError> {
    let world = Desk::new(report)?;
    let document = typst::compile::<PagedDocument>(&world).output;
    let document = document.map_err(PdfError::of)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    let options = PdfOptions {
        standards: standards.map_err(|error| PdfError(error.message().to_string()))?,
        creator: Smart::Custom(Some(format!("Ardoise {}", env!("CARGO_PKG_VERSION")))),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(PdfError::of)
}

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces: [&[u8]; 2] = [
        include_bytes!("fonts/SourceSans3-Regular.otf"),
        include_bytes!("fonts/SourceSans3-Semibold.otf"),
    ];
    let fonts = faces
        .into_iter()
        .flat_map(|face| Font::iter(Bytes::new(face)));
    fonts.collect()
});

/// What stands for a character that the faces lack, such as a drawing of a strawberry.
const MISSING: char = '□';

/// Leaves only characters that the faces have: PDF/UA allows no other.
fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.chars().filter_map(printable).collect(),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(members) => members.values_mut().for_each(make_printable),
        _ => {}
    }
}

fn printable(c: char) -> Option<char> {
    let has = |c: char| {
        let mut fonts = FONTS.iter();
        fonts.all(|font| font.info().coverage.contains(c.into()))
    };
    // Joiners and variants of a character that is not there.
    let modifier = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    match c {
        ' '..='~' => Some(c),
        _ if c.is_control() || modifier => None,
        _ if has(c) => Some(c),
        _ => Some(MISSING),
    }
}

/// All that Typst may look at.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
    report: Bytes,
    today: Option<Datetime>,
}

impl Desk {
    fn new(report: &Report) -> Result<Self, PdfError> {
        let path = VirtualPath::new("report.typ").map_err(|error| PdfError(error.to_string()))?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let template = include_str!("templates/report.typ").to_owned();
        let unwritten = |error: serde_json::Error| PdfError(error.to_string());
        let mut report_json = serde_json::to_value(report).map_err(unwritten)?;
        make_printable(&mut report_json);
        let json = serde_json::to_vec(&report_json).map_err(unwritten)?;
        let [month, day] = [report.date.month(), report.date.day()].map(|n| n as u8);
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            template: Source::new(id, template),
            report: Bytes::new(json),
            today: Datetime::from_ymd(report.date.year(), month, day),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.template.id() {
            true => Ok(self.template.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_without_slash() {
            "report.json" => Ok(self.report.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_is_left_can_be_printed() {
        let mut value =
            serde_json::json!({ "a": ["Œufs 🥚🏽\u{fe0f} « à la coque »\u{202f}–\u{7} 日"] });
        make_printable(&mut value);
        assert_eq!(value["a"][0], "Œufs □ « à la coque »\u{202f}– □");
        assert_eq!(printable(MISSING), Some(MISSING));
    }
}
