//! Folders that others may write to: nothing leaves them, nothing of people's own is lost, nothing goes untold.

use crate::cli::sync::{MONDAY, TUESDAY, Town, menu};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::time::Duration;

/// A town with one menu.
fn town() -> Town {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town
}

#[test]
fn a_name_that_is_no_text_does_not_end_the_second_run() {
    let town = town();
    let name = OsStr::from_bytes(b"Menu de l\xe9t\xe9.pdf");
    fs::write(
        town.path("menus").join(name),
        menu(1, &[(0, TUESDAY)], "20221102"),
    )
    .unwrap();
    // What was written just now is not noted; the second run notes it, the third one knows it.
    assert_eq!(town.sync(&[]).0, 0);
    std::thread::sleep(Duration::from_millis(2100));
    for _ in 0..2 {
        let (code, err) = town.sync(&[]);
        assert!(code == 0 && err.contains("rien de nouveau"), "{err}");
    }
    assert_eq!(town.rows().len(), 10);
}

#[test]
fn two_documents_that_cannot_be_opened_are_not_one_that_moved() {
    let town = town();
    symlink("nowhere", town.path("menus/a.pdf")).unwrap();
    assert_eq!(town.sync(&[]).0, 3);
    town.take("a.pdf");
    symlink("nowhere", town.path("menus/b.pdf")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 3 && err.contains("b.pdf"), "{err}");
    assert!(
        !err.contains("[moved]") && !err.contains("renommé"),
        "{err}"
    );
}
