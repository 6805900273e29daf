//! Texts of others, printed: none of them makes a line of its own, commands a forge or a terminal, or turns what is beside it.

use crate::cli::sync::{MONDAY, PROFILE, Town, menu};
use crate::cli::{ardoise, seen};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A name that is up to no good in each way.
const NAME: &str = "a\n::error file=x::b\r::add-mask::e\u{1b}[31m\u{202e}##[c";

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
