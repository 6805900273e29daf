//! Bytes → `Document`: one pass of the interpreter gives words, rules, fills and pictures. No type of a PDF library leaves here.

mod annotate;
mod facts;
mod form;
mod ground;
mod letters;
mod page;
mod reader;
mod second_reader;
mod settings;
mod sight;
mod words;

pub use annotate::{Drawing, Look, Note, Paint, annotate};
pub use form::is_an_empty_form;
pub use letters::SOFT_HYPHEN;
pub use page::{
    Axis, Colour, Document, Facts, Fill, Page, Picture, Rotation, Rule, THUMBNAIL, Word,
};

use crate::diagnostic::{Code, Diagnostic, Place};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};
use rayon::prelude::*;
use reader::{Collector, Glyph};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// How much of a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pages; the following ones are left out, and said.
    pub pages: usize,
    /// Glyphs, rules and fills of a page; the following ones are left out, and said.
    pub objects: usize,
}

impl Default for Limits {
    /// 64 MiB, 100 pages, 200,000 objects a page: ten times the largest menu seen.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            pages: 100,
            objects: 200_000,
        }
    }
}

/// Pages of a long document: they are read side by side, on the threads that the caller runs on.
const LONG: usize = 4;

/// Reads a PDF; an encrypted one with an empty password too.
///
/// # Errors
/// `not-a-pdf`, `damaged`, `encrypted`, `file-too-large` or `no-text` (a scan): one diagnostic, about the whole file.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(Document, Vec<Diagnostic>), Diagnostic> {
    let refuse = |code| Err(Diagnostic::new(code, Place::File));
    if bytes.len() > limits.bytes {
        let size = format!("{} Mio", limits.bytes >> 20);
        return Err(Diagnostic::new(Code::FileTooLarge, Place::File).with("limit", size));
    }
    if !starts_like_a_pdf(bytes) {
        return refuse(Code::NotAPdf);
    }
    let pdf = match catch_unwind(|| Pdf::new(bytes.to_vec())) {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(_))) => return refuse(Code::Encrypted),
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => return refuse(Code::Damaged),
    };
    let mut diagnostics = Vec::new();
    let mut pages = Vec::new();
    for page in read_pages(&pdf, bytes, limits) {
        match page {
            Ok((page, doubts)) => {
                pages.push(page);
                diagnostics.extend(doubts);
            }
            Err(doubt) => diagnostics.push(doubt),
        }
    }
    if pdf.pages().len() > limits.pages {
        let limit = format!("{} pages", limits.pages);
        diagnostics.push(Diagnostic::new(Code::TooLarge, Place::File).with("limit", limit));
    }
    if pages.is_empty() {
        return refuse(Code::Damaged);
    }
    diagnostics.extend(leave_repeated(&mut pages));
    let whole = ends_like_a_pdf(bytes);
    if pages.iter().all(|p| p.words.is_empty()) {
        if diagnostics.iter().any(|d| d.code == Code::TooLarge) {
            let limit = format!("{} objets", limits.objects);
            return Err(Diagnostic::new(Code::FileTooLarge, Place::File).with("limit", limit));
        }
        return refuse(if whole { Code::NoText } else { Code::Damaged });
    }
    if !whole {
        diagnostics.push(Diagnostic::new(Code::CutShort, Place::File));
    }
    let facts = catch_unwind(|| facts::facts_of(bytes)).unwrap_or_default();
    Ok((Document { facts, pages }, diagnostics))
}

/// Leaves out pages that an earlier one of the file repeats.
fn leave_repeated(pages: &mut Vec<Page>) -> Vec<Diagnostic> {
    let mut kept: Vec<Page> = Vec::new();
    let mut again: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for page in std::mem::take(pages) {
        match kept.iter().find(|earlier| earlier.is_drawn_like(&page)) {
            Some(earlier) => {
                let pages = again.entry(earlier.number).or_default();
                pages.push(page.number.to_string());
            }
            None => kept.push(page),
        }
    }
    *pages = kept;
    let told = again.into_iter().map(|(page, pages)| {
        Diagnostic::new(Code::RepeatedPage, on_page(page)).with("pages", pages.join(", "))
    });
    told.collect()
}

/// What is drawn on each page, or that it is damaged.
fn read_pages<'a>(
    pdf: &'a Pdf,
    bytes: &[u8],
    limits: &Limits,
) -> Vec<Result<(Page, Vec<Diagnostic>), Diagnostic>> {
    // Pages that one thread reads share fonts and colour spaces.
    let read = |cache: &mut InterpreterCache<'a>, (page, number): (&'a PdfPage<'a>, u32)| {
        let read = || read_page(pdf, cache, page, number, bytes, limits);
        let damaged = |_| Diagnostic::new(Code::Damaged, on_page(number));
        catch_unwind(AssertUnwindSafe(read)).map_err(damaged)
    };
    let cache = InterpreterCache::new;
    let pages: Vec<_> = pdf.pages().iter().take(limits.pages).zip(1..).collect();
    if pages.len() < LONG {
        let mut cache = cache();
        return pages
            .into_iter()
            .map(|page| read(&mut cache, page))
            .collect();
    }
    pages.into_par_iter().map_init(cache, read).collect()
}

fn on_page(page: u32) -> Place {
    Place::Page { page, rect: None }
}

/// The header may stand a little way into the file (ISO 32000-2, annex I).
fn starts_like_a_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.windows(5).any(|w| w == b"%PDF-")
}

/// The end-of-file marker stands in the last 1024 bytes (ISO 32000-2, annex I).
fn ends_like_a_pdf(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..);
    tail.unwrap_or_default().windows(5).any(|w| w == b"%%EOF")
}

fn read_page<'a>(
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    source: &'a PdfPage<'a>,
    number: u32,
    bytes: &[u8],
    limits: &Limits,
) -> (Page, Vec<Diagnostic>) {
    let (width, height) = source.render_dimensions();
    let mut collector = Collector::new(width, height, limits.objects);
    let mut context = Context::new(
        source.initial_transform(true).to_kurbo(),
        kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let interpreted = catch_unwind(AssertUnwindSafe(|| {
        interpret_page(source, &mut context, &mut collector);
    }));
    match interpreted {
        // What was drawn up to the limit is kept.
        Err(panic) if !collector.over_limit => resume_unwind(panic),
        _ => collector.finish(),
    }

    let mut diagnostics = Vec::new();
    if collector.over_limit {
        let limit = format!("{} objets", limits.objects);
        diagnostics.push(Diagnostic::new(Code::TooLarge, on_page(number)).with("limit", limit));
    }
    let Collector {
        glyphs,
        mut rules,
        fills,
        pictures,
        ..
    } = collector;
    let mut sifted = sight::sift(glyphs, &pictures, width * height);
    let unknown = |glyphs: &[Glyph]| glyphs.iter().filter(|g| g.text.is_none()).count();
    if unknown(&sifted.read) > 0 {
        second_reader::name_glyphs(bytes, number, height, &mut sifted.read);
        let left = unknown(&sifted.read);
        if left > 0 {
            let doubt = Diagnostic::new(Code::UnknownGlyphs, on_page(number)).with("count", left);
            diagnostics.push(doubt);
        }
    }
    let mut words = words::words_of(&sifted.read);
    diagnostics.extend(sifted.told(&words, number));
    words::take_superscripts(&mut words);
    words::take_underlines(&mut words, &mut rules);
    let page = Page {
        number,
        width,
        height,
        words,
        rules,
        fills,
        pictures,
    };
    (page, diagnostics)
}
