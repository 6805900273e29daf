//! A file of the data set: where it is, what it is, how to know it again.

use sha2::{Digest, Sha256};

/// A file of the data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its path, relative to the descriptor, `/` between folders.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl PublishedFile {
    /// The file with this content.
    pub fn of(path: &str, kind: FileKind, content: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            kind,
            bytes: content.len() as u64,
            sha256: sha256(content),
        }
    }

    /// What people call it; a calendar is one of several, and its name tells which.
    pub fn title(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        match self.kind {
            FileKind::Calendar => format!("{} ({name})", self.kind.title()),
            kind => kind.title().to_owned(),
        }
    }
}

/// The SHA-256 in hexadecimal.
pub(super) fn sha256(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The rows, in the schema's own format.
    Csv,
    /// The same rows, for analysis.
    Parquet,
    /// The menus of a restaurant, as a calendar (`.ics`).
    Calendar,
    /// The report, for a browser.
    Html,
    /// The report, for paper.
    Pdf,
    /// The report's figures, as a workbook.
    Xlsx,
}

impl FileKind {
    /// The media type registered with the IANA.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Calendar => "text/calendar",
            Self::Html => "text/html",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The format, as a file's name ends.
    pub fn format(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Calendar => "ics",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    /// What people call it, in French.
    pub fn title(self) -> &'static str {
        match self {
            Self::Csv => "Les menus, un plat par ligne (tableau CSV)",
            Self::Parquet => "Les mêmes menus, pour l'analyse de données (Parquet)",
            Self::Calendar => "Calendrier d'un restaurant, pour un agenda ou un téléphone",
            Self::Html => "Rapport sur les menus, à lire dans un navigateur",
            Self::Pdf => "Rapport sur les menus, à imprimer",
            Self::Xlsx => "Chiffres du rapport, pour un tableur",
        }
    }

    /// Text is in UTF-8; the others have no encoding.
    pub(super) fn encoding(self) -> Option<&'static str> {
        let text = matches!(self, Self::Csv | Self::Calendar | Self::Html);
        text.then_some("utf-8")
    }

    /// Its entry in the European Union's list of file types.
    pub(super) fn file_type(self) -> String {
        let list = "http://publications.europa.eu/resource/authority/file-type";
        format!("{list}/{}", self.format().to_ascii_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_again_by_its_content() {
        let file = PublishedFile::of("menus.csv", FileKind::Csv, b"abc");
        assert_eq!(file.bytes, 3);
        // FIPS 180-2, appendix B.1.
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(file.sha256, of_abc);
    }

    #[test]
    fn a_calendar_is_named_by_its_restaurant() {
        let file = PublishedFile::of("calendriers/tilleuls.ics", FileKind::Calendar, b"");
        assert!(file.title().ends_with("(tilleuls.ics)"));
    }
}
