//! Whatever the bytes: an answer or a refusal, never a panic, never a hang. Whatever lies in the folders: nothing outside of
//! them is written, removed or published. `hostile/run` has what takes more time or memory.

#[cfg(unix)]
mod folders;

mod reading;

mod tables;

#[cfg(unix)]
mod texts;

use ardoise::extract::{Options, extract};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// An outcome: the rows, or why there are none. A file without rows must say why.
fn outcome(bytes: &[u8]) -> usize {
    match extract(bytes, &Options::default()) {
        Ok(extraction) => {
            assert!(
                !extraction.rows.is_empty() || !extraction.diagnostics.is_empty(),
                "no row, and no word about it"
            );
            extraction.rows.len()
        }
        Err(refusal) => {
            assert!(!refusal.text(Default::default()).is_empty());
            0
        }
    }
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    files
        .map(|f| f.into_path())
        .filter(|f| f.extension().is_some_and(|e| e == "pdf"))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The file, and the file cut at several lengths.
fn cut_and_read(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    for eighths in 1..=8 {
        outcome(&bytes[..bytes.len() * eighths / 8]);
    }
}

#[test]
fn each_hostile_file_has_an_outcome() {
    for path in pdfs(&root().join("tests/pdfs")) {
        cut_and_read(&path);
    }
}

#[test]
fn foreign_menus_cut_anywhere_have_an_outcome() {
    let corpus = root().join("../shared/corpus");
    if !corpus.exists() {
        eprintln!("skipped: ../shared/corpus is not there");
        return;
    }
    for path in pdfs(&corpus.join("foreign"))
        .iter()
        .chain(&pdfs(&corpus.join("not-a-menu")))
    {
        cut_and_read(path);
    }
}

#[test]
fn a_price_list_gives_no_row() {
    let bytes = std::fs::read(root().join("tests/pdfs/price-list.pdf")).unwrap();
    assert_eq!(outcome(&bytes), 0);
    for path in pdfs(&root().join("../shared/corpus/not-a-menu")) {
        assert_eq!(outcome(&std::fs::read(path).unwrap()), 0);
    }
}

proptest! {
    #[test]
    fn random_bytes_have_an_outcome(noise in prop::collection::vec(any::<u8>(), 0..2000)) {
        outcome(&noise);
        outcome(&[b"%PDF-1.7\n", noise.as_slice()].concat());
    }

    #[test]
    fn a_menu_with_damaged_bytes_has_an_outcome(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let mut bytes = std::fs::read(root().join("tests/pdfs/list.pdf")).unwrap();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        outcome(&bytes);
    }
}
