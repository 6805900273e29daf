//! `ardoise package`: what describes a table, beside it or elsewhere.

use super::sync::{MONDAY, PROFILE, menu_of};
use super::{ardoise, folder, seen};
use std::fs;
use std::path::Path;

/// A folder with a table that is valid, and the report on it.
fn town() -> tempfile::TempDir {
    let here = folder();
    let monday = chrono::NaiveDate::from_ymd_opt(2022, 11, 7).unwrap();
    fs::write(
        here.path().join("45.pdf"),
        menu_of(monday, &[(0, MONDAY)], "20221102"),
    )
    .unwrap();
    fs::write(
        here.path().join("cantine.toml"),
        format!("{PROFILE}contact = \"donnees@valmenu.example\"\n"),
    )
    .unwrap();
    run(here.path(), &["extract", "45.pdf", "-o", "menus.csv"]);
    run(here.path(), &["report", "menus.csv", "-o", "rapport.html"]);
    here
}

fn run(folder: &Path, arguments: &[&str]) {
    let (code, _, err) = seen(&ardoise(folder).args(arguments).output().unwrap());
    assert_eq!(code, 0, "{arguments:?}: {err}");
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_table_is_described_beside_it_or_with_copies_elsewhere() {
    let here = town();
    let names = [
        "datapackage.json",
        "catalogue.jsonld",
        "fiche.md",
        "fiche.html",
        "calendriers/ecole-des-tilleuls.ics",
    ];
    run(here.path(), &["package", "menus.csv", "rapport.html"]);
    run(
        here.path(),
        &["package", "menus.csv", "rapport.html", "-o", "publication"],
    );
    for name in names.into_iter().chain(["menus.csv", "rapport.html"]) {
        let there = text(&here.path().join("publication"), name);
        assert!(
            !there.is_empty() && there == text(here.path(), name),
            "{name}"
        );
    }
    let package: serde_json::Value =
        serde_json::from_str(&text(here.path(), "datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap().iter();
    let paths: Vec<&str> = resources.map(|r| r["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "menus.csv",
            "rapport.html",
            "calendriers/ecole-des-tilleuls.ics"
        ]
    );
    assert_eq!(
        package["version"], "2022-11-02",
        "the day of the last change"
    );
    assert!(text(here.path(), "fiche.md").contains("donnees@valmenu.example"));
}

#[test]
fn no_file_takes_the_place_of_another_or_of_what_people_wrote() {
    let here = town();
    let package = |arguments: &[&str]| {
        let mut command = ardoise(here.path());
        let (code, _, err) = seen(&command.arg("package").args(arguments).output().unwrap());
        (code, err)
    };
    fs::create_dir(here.path().join("other")).unwrap();
    fs::copy(
        here.path().join("menus.csv"),
        here.path().join("other/menus.csv"),
    )
    .unwrap();
    let (code, err) = package(&["menus.csv", "other/menus.csv", "-o", "publication"]);
    assert!(
        code == 2 && err.contains("deux fichiers auraient ce nom"),
        "{err}"
    );
    fs::write(
        here.path().join("fiche.html"),
        "<p>La fiche de la mairie</p>",
    )
    .unwrap();
    let (code, err) = package(&["menus.csv", "fiche.html", "-o", "publication"]);
    assert!(
        code == 2 && err.contains("deux fichiers auraient ce nom"),
        "{err}"
    );
    assert!(!here.path().join("publication").exists());
    let (code, err) = package(&["menus.csv"]);
    assert!(code == 2 && err.contains("n'a pas été fait par"), "{err}");
    assert_eq!(
        text(here.path(), "fiche.html"),
        "<p>La fiche de la mairie</p>"
    );
    assert!(
        !here.path().join("datapackage.json").exists(),
        "all or nothing"
    );
    fs::remove_file(here.path().join("fiche.html")).unwrap();
    for _ in 0..2 {
        assert_eq!(package(&["menus.csv"]).0, 0, "its own files are made anew");
        let csv = text(here.path(), "menus.csv").replace("Edam", "Comté");
        fs::write(here.path().join("menus.csv"), csv).unwrap();
    }
}

#[test]
fn what_cannot_be_described_is_refused() {
    let here = town();
    let refused = |arguments: &[&str]| {
        let (code, _, err) = seen(
            &ardoise(here.path())
                .arg("package")
                .args(arguments)
                .output()
                .unwrap(),
        );
        (code, err)
    };
    let (code, err) = refused(&["rapport.html", "menus.csv"]);
    assert!(
        code == 2 && err.contains("le premier fichier doit être le tableau"),
        "{err}"
    );
    let (code, err) = refused(&["menus.csv", "45.docx"]);
    assert!(code == 2 && err.contains("45.docx"), "{err}");
    let (code, err) = refused(&["none.csv"]);
    assert!(code == 2 && err.contains("none.csv"), "{err}");
    let invalid = text(here.path(), "menus.csv").replace("12345678200010", "12345678200011");
    fs::write(here.path().join("menus.csv"), invalid).unwrap();
    let (code, err) = refused(&["menus.csv"]);
    assert!(
        code == 1 && err.contains("menuCollSiret") && err.contains("rien n'a été publié"),
        "{err}"
    );
    assert!(!here.path().join("datapackage.json").exists());
}
