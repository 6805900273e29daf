//! The files of a data set → with what describes them: for `package` and `sync`.

use crate::package::{
    Edition, FileKind, PublishedFile, calendars, catalogue, datapackage, fiche, fiche_html,
    fiche_markdown,
};
use crate::scdl::{Profile, Row};
use chrono::NaiveDate;

/// A file, by its path within the folder.
pub(super) struct Output {
    pub(super) path: String,
    pub(super) content: Vec<u8>,
}

impl Output {
    pub(super) fn new(path: &str, content: impl Into<Vec<u8>>) -> Self {
        let (path, content) = (path.to_owned(), content.into());
        Self { path, content }
    }
}

/// The folder of the calendars.
const CALENDARS: &str = "calendriers";

/// What describes a data set, but for the calendars.
const NAMES: [&str; 4] = [
    "datapackage.json",
    "catalogue.jsonld",
    "fiche.md",
    "fiche.html",
];

/// Whether [`feeds`] or [`described`] make a file of this name.
pub(super) fn describes(path: &str) -> bool {
    let of_calendar = |(folder, name): (&str, &str)| {
        let slug = name.strip_suffix(".ics").filter(|_| folder == CALENDARS);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        slug.is_some_and(|slug| !slug.is_empty() && slug.chars().all(plain))
    };
    NAMES.contains(&path) || path.split_once('/').is_some_and(of_calendar)
}

/// A calendar a restaurant.
pub(super) fn feeds(rows: &[Row]) -> Vec<Output> {
    let output = |calendar: crate::package::Calendar| {
        Output::new(
            &format!("{CALENDARS}/{}", calendar.file_name),
            calendar.text,
        )
    };
    calendars(rows).into_iter().map(output).collect()
}

/// What describes these files: the data package, the catalogue and the fiche.
pub(super) fn described(
    profile: &Profile,
    rows: &[Row],
    updated: NaiveDate,
    files: &[Output],
) -> Vec<Output> {
    let published = files.iter().filter_map(|file| {
        Some(PublishedFile::of(
            &file.path,
            kind(&file.path)?,
            &file.content,
        ))
    });
    let files: Vec<PublishedFile> = published.collect();
    let edition = Edition {
        profile,
        rows,
        updated,
        files: &files,
    };
    let fiche = fiche(&edition);
    let contents = [
        datapackage(&edition),
        catalogue(&edition),
        fiche_markdown(&fiche),
        fiche_html(&fiche),
    ];
    let named = NAMES.into_iter().zip(contents);
    named
        .map(|(name, content)| Output::new(name, content))
        .collect()
}

/// What a file is, by its extension.
pub(super) fn kind(path: &str) -> Option<FileKind> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_lowercase().as_str() {
        "csv" => FileKind::Csv,
        "parquet" => FileKind::Parquet,
        "ics" => FileKind::Calendar,
        "html" => FileKind::Html,
        "pdf" => FileKind::Pdf,
        "xlsx" => FileKind::Xlsx,
        _ => return None,
    })
}
