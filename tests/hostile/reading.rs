//! PDFs and workers with malice: what they cost is bounded, in the process that asks too.

use crate::cli::sync::{MONDAY, Town, menu};
use crate::cli::{ardoise, seen};
use crate::made;
use ardoise::batch::{Job, Profiles, inputs, run};
use ardoise::diagnostic::Lang;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A menu with a mark that nothing explains, whose font says that one glyph is a long row of letters.
fn swollen() -> Vec<u8> {
    let long = "0041".repeat(400_000);
    let cmap = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n\
         1 begincodespacerange <00> <FF> endcodespacerange\n\
         1 beginbfchar <7E> <{long}> endbfchar\nendcmap end end"
    );
    let list = made::List {
        title: "Semaine du 7 au 11 novembre 2022",
        days: &[("Lundi 7 novembre", &["Taboulé", "~", "Pomme ~", "Riz ~ ~"])],
        modified: None,
    };
    made::pdf_with_characters(&list.content(), &cmap)
}

#[test]
fn a_glyph_of_many_letters_leaves_no_long_text_behind() {
    let town = Town::new();
    town.put("45.pdf", &swollen());
    assert!(fs::metadata(town.path("menus/45.pdf")).unwrap().len() > 1_000_000);
    let (code, err) = town.sync(&[]);
    assert!(code == 0 || code == 3, "{err}");
    for name in ["documents.json", "journal.md", "menus.csv"] {
        let size = fs::metadata(town.path("data").join(name)).unwrap().len();
        assert!(size < 100_000, "{name}: {size}");
    }
    assert!(err.len() < 20_000, "{} bytes said", err.len());
}

#[test]
fn many_threads_leave_a_worker_room_to_read() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    for more in [
        &["--jobs", "256"][..],
        &["--jobs", "256", "--max-memory", "128"],
    ] {
        let (code, _, err) = seen(
            &ardoise(town.here.path())
                .args(["extract", "menus"])
                .args(more)
                .output()
                .unwrap(),
        );
        assert_eq!(code, 0, "{more:?}: {err}");
    }
}

#[test]
fn files_of_any_date_are_read_and_published() {
    let town = Town::new();
    let list = made::WEEK.content();
    for (name, seconds) in [("a", 1 << 33), ("b", 253_402_300_800), ("c", 1 << 42)] {
        let name = format!("{name}.pdf");
        town.put(&name, &made::pdf(&list, "", ""));
        let file = File::options()
            .write(true)
            .open(town.path("menus").join(&name))
            .unwrap();
        // Not every file system has room for any date.
        let _ = file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    }
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = seen(
        &ardoise(town.here.path())
            .args(["extract", "menus"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 0, "{err}");
}

/// What is told of a menu when this script reads it.
#[cfg(unix)]
fn read_by(script: &str, folder: &Path) -> String {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join("program");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let menu_file = folder.join("45.pdf");
    fs::write(&menu_file, menu(0, &[(0, MONDAY)], "20221102")).unwrap();
    let job = Job {
        program,
        ..Job::default()
    };
    let mut said = String::new();
    let inputs = inputs(&[menu_file], None);
    run(
        &inputs,
        &Profiles::default(),
        &job,
        |o| o,
        |outcome| {
            said = outcome.result.unwrap_err().text(Lang::En);
            std::io::Result::Ok(())
        },
    )
    .unwrap();
    said
}

#[cfg(unix)]
#[test]
fn a_worker_has_nothing_of_the_environment() {
    let here = tempfile::tempdir().unwrap();
    read_by("export -p > \"$0.environment\"", here.path());
    let environment = fs::read_to_string(here.path().join("program.environment")).unwrap();
    // The tests' own environment has many; PWD and the like are the shell's.
    assert!(environment.contains("MIMALLOC"), "{environment}");
    for name in ["HOME", "CARGO_MANIFEST_DIR", "USER"] {
        assert!(!environment.contains(name), "{environment}");
    }
}

#[cfg(unix)]
#[test]
fn a_worker_that_answers_without_end_or_sense_is_left() {
    let here = tempfile::tempdir().unwrap();
    for endless in [
        r"printf '\377\377\377\377\377\377\377\177'; exec cat /dev/zero",
        r"printf '\003\000\000\000\000\000\000\000abc'; exec cat /dev/zero",
        r"exec cat /dev/zero",
    ] {
        let said = read_by(endless, here.path());
        assert!(!said.is_empty(), "{endless}");
    }
}
