//! Texts of others, printed: none of them makes a line of its own, commands a forge or a terminal, or turns what is beside it.

use crate::cli::sync::{MONDAY, PROFILE, Town, menu};
use crate::cli::{ardoise, seen};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// What no line that is printed may begin with, and no text may hold.
fn harmless(what: &str, text: &str) {
    for line in text.lines() {
        let ours = ["::notice file=", "::warning file=", "::error file="];
        let command =
            line.trim_start().starts_with("::") && !ours.iter().any(|o| line.starts_with(o));
        assert!(!command && !line.contains("##["), "{what}: {line}");
        assert!(!line.starts_with("::error file=x"), "{what}: {line}");
    }
    let evil = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    assert!(!text.contains(evil), "{what}: {text:?}");
}

/// A name that is up to no good in each way.
const NAME: &str = "a\n::error file=x::b\r::add-mask::e\u{1b}[31m\u{202e}##[c";

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = ardoise(folder).args(arguments).output().unwrap();
    let (code, out, err) = seen(&output);
    harmless(&format!("{arguments:?}"), &out);
    harmless(&format!("{arguments:?}"), &err);
    (code, out + &err)
}

#[test]
fn names_of_files_are_harmless_whoever_prints_them() {
    let town = Town::new();
    let pdf = format!("{NAME}.pdf");
    town.put(&pdf, &menu(0, &[(0, MONDAY)], "20221102"));
    town.put(&format!("::warning::/{NAME}/none.pdf"), b"no PDF");
    let here = town.here.path();
    let [table, html, schema] = ["csv", "html", "json"].map(|end| format!("{NAME}.{end}"));
    let inputs = format!("menus/{pdf}");
    assert_eq!(
        run(
            here,
            &["extract", "menus", "-o", &table, "--annotate", "menus/x"]
        )
        .0,
        2
    );
    assert_eq!(run(here, &["extract", "menus", "-o", &table]).0, 3);
    assert_eq!(run(here, &["extract", &inputs, "-o", &inputs]).0, 2);
    assert_eq!(
        run(here, &["inspect", "menus"]).0,
        3,
        "one of them is no menu"
    );
    assert_eq!(run(here, &["inspect", &inputs]).0, 0);
    // JSON is for programs: in it a name is what it is, escaped.
    for format in ["text", "github"] {
        run(
            here,
            &["validate", &table, "none.csv", &html, "--format", format],
        );
    }
    run(here, &["validate", &table, "--schema", &schema]);
    run(here, &["validate", &table, "--fix", "-o", &table]);
    run(here, &["stats", &table, "--restaurant", NAME]);
    run(here, &["stats", &html]);
    assert_eq!(run(here, &["report", &table, "-o", &html]).0, 0);
    run(here, &["report", &table, "-o", NAME]);
    run(here, &["package", &table]);
    run(here, &["package", &html]);
    run(here, &["init", "-o", &table]);
    run(here, &["sync", &table, "--data", NAME]);
    for format in ["text", "github"] {
        let (code, said) = run(
            here,
            &["sync", "menus", "--data", "data", "--format", format],
        );
        assert!(code == 0 || code == 3, "{said}");
    }
    harmless(
        "the journal",
        &fs::read_to_string(town.path("data/journal.md")).unwrap(),
    );
}

#[test]
fn what_tables_and_settings_hold_is_harmless() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    let here = town.here.path();
    let evil = NAME
        .replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\u{1b}', "\\u001b");
    let name = format!("menuRestaurantNom = \"{evil}\"");
    let profile = PROFILE.replace("menuRestaurantNom = \"École des Tilleuls\"", &name);
    fs::write(town.path("cantine.toml"), profile).unwrap();
    assert_eq!(run(here, &["extract", "menus", "-o", "menus.csv"]).0, 0);
    assert_eq!(run(here, &["stats", "menus.csv"]).0, 0);
    run(here, &["stats", "menus.csv", "--restaurant", "none"]);
    run(
        here,
        &["sync", "menus", "--data", "data", "--format", "github"],
    );
    let header = format!("\"{NAME}\",menuDate\n{NAME},x\n");
    fs::write(town.path("bad.csv"), header).unwrap();
    for format in ["text", "github"] {
        run(here, &["validate", "bad.csv", "--format", format]);
    }
    run(here, &["stats", "bad.csv"]);
    run(here, &["validate", "bad.csv", "--fix", "-o", "fixed.csv"]);
    fs::write(town.path("cantine.toml"), format!("\"{evil}\" = 1\n")).unwrap();
    let (code, said) = run(here, &["extract", "menus"]);
    assert!(code == 2 && said.contains("ligne 1"), "{said}");
    let correction = format!("[[correction]]\nmenuDate = 2022-11-07\n\"{evil}\" = 1\n");
    fs::create_dir_all(town.path("data")).unwrap();
    fs::write(town.path("data/corrections.toml"), correction).unwrap();
    fs::write(town.path("cantine.toml"), PROFILE).unwrap();
    assert_eq!(
        run(
            here,
            &["sync", "menus", "--data", "data", "--format", "github"]
        )
        .0,
        2
    );
}

#[test]
fn an_error_does_not_show_what_a_linked_file_holds() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    fs::write(
        town.path("secret"),
        "https://user:s3cret@example.org\nTOKEN=s3cret\n",
    )
    .unwrap();
    fs::remove_file(town.path("cantine.toml")).unwrap();
    for secret in [town.path("secret"), "/proc/self/environ".into()] {
        symlink(&secret, town.path("menus/cantine.toml")).unwrap();
        let output = ardoise(town.here.path())
            .env("TOKEN", "s3cret")
            .args(["extract", "menus"])
            .output()
            .unwrap();
        let (code, _, err) = seen(&output);
        assert!(code == 2 && !err.contains("s3cret"), "{err}");
        fs::remove_file(town.path("menus/cantine.toml")).unwrap();
    }
}

#[test]
fn a_profile_of_another_encoding_says_so_and_a_mark_does_no_harm() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    let latin: Vec<u8> = PROFILE.chars().map(|c| c as u32 as u8).collect();
    fs::write(town.path("cantine.toml"), latin).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 2 && err.contains("UTF-8 (ligne 5)") && err.contains("[not-utf-8]"),
        "{err}"
    );
    fs::write(town.path("cantine.toml"), format!("\u{feff}{PROFILE}")).unwrap();
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0, "{err}");
    fs::write(town.path("cantine.toml"), "# ".repeat(1 << 20)).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 2 && err.contains("1 Mio"), "{err}");
}

#[test]
fn no_name_of_a_menu_keeps_the_crontab_silent() {
    let town = Town::new();
    let crontab = include_str!("../../docs/job/crontab");
    let line = crontab
        .lines()
        .find_map(|line| line.strip_prefix("10 * * * * cd /srv/cantine && "));
    let said = || {
        let folder = Path::new(env!("CARGO_BIN_EXE_ardoise")).parent().unwrap();
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        let output = std::process::Command::new("sh")
            .args(["-c", line.unwrap()])
            .env("PATH", path)
            .current_dir(town.here.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    town.put(
        "rien de nouveau ; .pdf",
        &menu(0, &[(0, MONDAY)], "20221102"),
    );
    assert!(said().contains("nouveau menu"));
    assert_eq!(said(), "");
}

#[test]
fn copies_do_not_come_among_the_menus_through_a_link() {
    let town = Town::new();
    town.put("a/45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    let here = town.here.path();
    fs::create_dir(town.path("copies")).unwrap();
    symlink(town.path("menus/a"), town.path("copies/a")).unwrap();
    let before = fs::read(town.path("menus/a/45.pdf")).unwrap();
    let (code, said) = run(here, &["extract", "menus", "--annotate", "copies"]);
    assert!(code == 2 && said.contains("--annotate"), "{said}");
    assert_eq!(fs::read(town.path("menus/a/45.pdf")).unwrap(), before);
    fs::create_dir(town.path("other")).unwrap();
    fs::write(town.path("other/46.pdf"), &before).unwrap();
    symlink(town.path("other"), town.path("menus/b")).unwrap();
    let (code, said) = run(here, &["extract", "menus", "--annotate", "other"]);
    assert!(code == 2 && said.contains("--annotate"), "{said}");
}
