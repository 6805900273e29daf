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
fn links_that_leave_the_inbox_are_told_and_not_followed() {
    let town = town();
    assert_eq!(town.sync(&["--report", "pdf"]).0, 0);
    let before = town.table();
    write(&town.path("secret/x.txt"), "");
    fs::write(
        town.path("secret/46.pdf"),
        menu(1, &[(0, TUESDAY)], "20221103"),
    )
    .unwrap();
    symlink(town.path("data"), town.path("menus/published")).unwrap();
    symlink(town.path("secret"), town.path("menus/ecole")).unwrap();
    symlink(town.path("secret/46.pdf"), town.path("menus/46.pdf")).unwrap();
    symlink(town.path("menus/45.pdf"), town.path("menus/copie.pdf")).unwrap();
    let (code, err) = town.sync(&["--report", "pdf"]);
    assert_eq!(code, 3, "{err}");
    for name in ["published/rapport.pdf", "ecole/46.pdf", "46.pdf"] {
        assert!(err.contains(name), "{name}: {err}");
    }
    assert!(
        err.contains("[link-outside]") && err.contains("copie.pdf"),
        "{err}"
    );
    assert_eq!(town.table(), before);
    let (code, err) = town.sync(&["--report", "pdf"]);
    assert!(
        code == 0 && err.contains("rien de nouveau"),
        "told once: {err}"
    );
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
