//! The report as PDF, set by Typst: tagged for screen readers (PDF/UA-1), with the report's own faces.

use super::model::Report;
use chrono::Datelike;
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
        let json = serde_json::to_vec(report).map_err(|error| PdfError(error.to_string()))?;
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
