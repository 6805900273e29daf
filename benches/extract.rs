//! What each stage costs, on the samples, or on the folder that the variable MENUS names: `cargo bench`. Compare figures of
//! one run only.
#![expect(missing_docs, reason = "criterion's macro makes a public function")]
#![expect(
    clippy::unwrap_used,
    reason = "a bench stops at what it did not expect"
)]

use ardoise::extract::{Options, extract};
use ardoise::labels::{Legend, read_legend};
use ardoise::layout::{Grid, Settings, Sheet, lay_out};
use ardoise::menu::{Menu, Source, read_menu};
use ardoise::pdf::{Document, Limits, Page, read};
use ardoise::scdl::{Clues, Format, Profile, Row, rows_of};
use ardoise::schema::{self, built_in, validate};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The bytes of every PDF.
fn menus() -> Vec<Vec<u8>> {
    let samples = || Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folder = std::env::var_os("MENUS").map_or_else(samples, PathBuf::from);
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let pdfs = files.filter(|f| f.path().extension().is_some_and(|e| e == "pdf"));
    let bytes: Vec<Vec<u8>> = pdfs.filter_map(|f| std::fs::read(f.path()).ok()).collect();
    assert!(!bytes.is_empty(), "no PDF there");
    bytes
}

fn documents(files: &[Vec<u8>]) -> Vec<Document> {
    let read = |bytes: &Vec<u8>| read(bytes, &Limits::default()).ok();
    files
        .iter()
        .filter_map(read)
        .map(|(document, _)| document)
        .collect()
}

/// A document's pages with their text in lines.
fn sheets_of<'d>(document: &'d Document, settings: &Settings) -> Vec<Sheet<'d>> {
    let pages = document.pages.iter();
    pages.map(|page| Sheet::new(page, settings)).collect()
}

fn legend_of(sheets: &[Sheet]) -> Legend {
    let mut legend = Legend::default();
    let document: Vec<&Page> = sheets.iter().map(|sheet| sheet.page).collect();
    for sheet in sheets {
        legend.join(read_legend(sheet.page, &sheet.lines, &document));
    }
    legend
}

fn grids_of(sheets: &[Sheet], settings: &Settings) -> Vec<Grid> {
    let sheets = sheets.iter();
    sheets.map(|sheet| lay_out(sheet, settings).0).collect()
}

/// A CSV of the rows.
fn written<'r>(rows: impl Iterator<Item = &'r Row>) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    let mut writer = Format::Csv.writer(&mut file).unwrap();
    writer.write(&Format::Csv.encode(rows).unwrap()).unwrap();
    writer.finish().unwrap();
    drop(writer);
    file
}

/// Each stage alone, on what the stages before it gave.
fn stages(criterion: &mut Criterion) {
    let settings = Settings::default();
    let files = menus();
    let documents = documents(&files);
    let sheets: Vec<Vec<Sheet>> = documents.iter().map(|d| sheets_of(d, &settings)).collect();
    let laid: Vec<(Vec<Grid>, Legend)> = sheets
        .iter()
        .map(|sheets| (grids_of(sheets, &settings), legend_of(sheets)))
        .collect();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(files.len() as u64));
    group.sample_size(20);
    group.bench_function("pdf", |b| {
        let is_read = |f: &&Vec<u8>| black_box(read(f, &Limits::default())).is_ok();
        b.iter(|| files.iter().filter(is_read).count());
    });
    group.bench_function("layout", |b| {
        let lay = |d: &Document| {
            let sheets = sheets_of(d, &settings);
            black_box(grids_of(&sheets, &settings)).len()
        };
        b.iter(|| documents.iter().map(lay).sum::<usize>());
    });
    group.bench_function("legend", |b| {
        let read = |sheets: &Vec<Sheet>| black_box(legend_of(sheets)).entries.len();
        b.iter(|| sheets.iter().map(read).sum::<usize>());
    });
    group.bench_function("menu", |b| {
        let read = |(s, (g, l)): (&Vec<Sheet>, &(Vec<Grid>, Legend))| {
            let reading = black_box(read_menu(s, g, l, &Source::default()));
            reading.menu.days.len()
        };
        b.iter(|| sheets.iter().zip(&laid).map(read).sum::<usize>());
    });
    let menus = sheets.iter().zip(&laid);
    let menus = menus.map(|(s, (g, l))| read_menu(s, g, l, &Source::default()).menu);
    rows_and_after(&mut group, &menus.collect::<Vec<_>>());
    group.bench_function("extract", |b| {
        let is_read = |f: &&Vec<u8>| black_box(extract(f, &Options::default())).is_ok();
        b.iter(|| files.iter().filter(is_read).count());
    });
    group.finish();
}

/// The stages after the menus.
fn rows_and_after(group: &mut BenchmarkGroup<'_, WallTime>, menus: &[Menu]) {
    let profile = Profile::default();
    let rows = |menu: &Menu| -> Vec<Row> {
        let (rows, _) = rows_of(menu, &profile, &Clues::default(), None);
        rows.into_iter().map(|(row, _)| row).collect()
    };
    group.bench_function("rows", |b| {
        let count = |menu: &Menu| black_box(rows(menu)).len();
        b.iter(|| menus.iter().map(count).sum::<usize>());
    });
    let rows: Vec<Vec<Row>> = menus.iter().map(rows).collect();
    group.bench_function("write", |b| {
        let encode = |rows: &Vec<Row>| black_box(Format::Csv.encode(rows)).map_or(0, |b| b.len());
        b.iter(|| rows.iter().map(encode).sum::<usize>());
    });
    let table = written(rows.iter().flatten());
    let schema = built_in("menus-collectifs").unwrap().unwrap();
    let source = schema::Source::open(table.path()).unwrap();
    group.bench_function("validate", |b| {
        b.iter(|| black_box(validate(&source, &schema)).is_ok());
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
