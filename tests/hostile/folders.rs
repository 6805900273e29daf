//! Folders that others may write to: nothing leaves them, nothing of people's own is lost, nothing goes untold.

use crate::cli::sync::{MONDAY, TUESDAY, Town, menu};
use crate::cli::{ardoise, seen};
use crate::generated::chance::Chance;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// A town with one menu.
fn town() -> Town {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
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
fn the_register_is_not_believed_where_it_names_files_to_remove() {
    let town = town();
    assert_eq!(town.sync(&["--report", "html,xlsx"]).0, 0);
    let outside = town.path("elsewhere.txt");
    let own = [
        "journal.md",
        "corrections.toml",
        ".ardoise/own.txt",
        "notes.txt",
    ];
    write(&outside, "mine");
    write(&town.path("data/notes.txt"), "mine");
    write(&town.path("data/.ardoise/own.txt"), "mine");
    let register = town.path("data/documents.json");
    let absolute = outside.display().to_string();
    let named = [
        "../cantine.toml",
        "../menus/45.pdf",
        &absolute,
        "corrections.toml",
        "documents.json",
        "notes.txt",
        ".ardoise/own.txt",
        "calendriers/../notes.txt",
        "calendriers/../../cantine.toml",
    ];
    let lines: String = named.iter().map(|name| format!("\"{name}\",\n")).collect();
    let believed = text(&register).replacen("\"files\": [\n", &format!("\"files\": [\n{lines}"), 1);
    fs::write(&register, believed).unwrap();
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0, "{err}");
    assert!(!town.path("data/rapport.xlsx").exists(), "that was its own");
    for path in own.map(|name| town.path("data").join(name)) {
        assert!(path.exists(), "{}", path.display());
    }
    for path in [
        outside,
        town.path("cantine.toml"),
        town.path("menus/45.pdf"),
        register,
    ] {
        assert!(path.exists(), "{}", path.display());
    }
}

#[test]
fn links_and_pipes_among_the_published_files_are_refused() {
    let names = [
        "menus.csv",
        "fiche.html",
        "documents.json",
        "corrections.toml",
        ".ardoise/lock",
        ".ardoise/stamps",
        "calendriers",
    ];
    for name in names {
        for pipe in [false, true] {
            let town = town();
            let (place, elsewhere) = (town.path("data").join(name), town.path("elsewhere"));
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            match name {
                "calendriers" => fs::create_dir(&elsewhere).unwrap(),
                _ => fs::write(&elsewhere, "").unwrap(),
            }
            match pipe {
                false => symlink(&elsewhere, &place).unwrap(),
                true => rustix::fs::mkfifoat(rustix::fs::CWD, &place, 0o600.into()).unwrap(),
            }
            let (code, err) = town.sync(&["--wait", "0"]);
            assert_eq!(code, 2, "{name}: {err}");
            assert!(err.contains("[not-a-file]"), "{name}: {err}");
            let untouched = fs::metadata(&elsewhere).unwrap();
            assert!(untouched.is_dir() || untouched.len() == 0, "{name}");
            assert!(!untouched.is_dir() || fs::read_dir(&elsewhere).unwrap().count() == 0);
        }
    }
}

#[test]
fn the_data_do_not_go_into_what_is_git_s() {
    let town = town();
    fs::create_dir(town.path(".git")).unwrap();
    symlink(town.path(".git"), town.path("data")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 2 && err.contains(".git"), "{err}");
    assert_eq!(fs::read_dir(town.path(".git")).unwrap().count(), 0);
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

#[test]
fn what_people_wrote_where_a_file_of_ours_goes_is_set_aside_and_told() {
    let town = town();
    write(
        &town.path("data/fiche.html"),
        "<p>La fiche de la mairie</p>",
    );
    write(&town.path("data/journal.md"), "Notre journal");
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0, "{err}");
    let copies: Vec<String> = err
        .lines()
        .filter_map(|line| line.split("n'avait pas été fait par Ardoise").nth(1))
        .filter_map(|rest| rest.split("copie : ").nth(1))
        .map(|copy| text(&town.path(copy)))
        .collect();
    assert_eq!(
        copies,
        ["<p>La fiche de la mairie</p>", "Notre journal"],
        "{err}"
    );
    assert!(text(&town.path("data/fiche.html")).contains("Fiche établie par Ardoise"));
    assert!(town.sync(&[]).1.contains("rien de nouveau"));
}

#[test]
fn a_summary_takes_nobody_s_place() {
    let town = town();
    for summary in [
        "data/menus.csv",
        "data/resume.md",
        "menus/45.pdf",
        "cantine.toml",
    ] {
        let (code, err) = town.sync(&["--summary", summary]);
        assert!(code == 2 && err.contains("--summary"), "{summary}: {err}");
    }
    assert!(!town.path("data/menus.csv").exists());
    assert_eq!(town.sync(&["--summary", "summary.md"]).0, 0);
}

#[test]
fn what_a_stopped_run_did_not_tell_is_told_by_the_next() {
    let town = town();
    // Something in the way, after the register was written.
    let in_the_way = town.path("data/journal.md");
    fs::create_dir_all(in_the_way.join("x")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 2 && !err.contains("45.pdf"), "{err}");
    fs::remove_dir_all(in_the_way).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && err.contains("45.pdf : nouveau menu"), "{err}");
    assert!(!err.contains("rien de nouveau"), "{err}");
    assert!(town.sync(&[]).1.contains("rien de nouveau"));
    let told = town.journal().matches("**45.pdf** : nouveau menu").count();
    assert_eq!(told, 1, "{}", town.journal());
}

/// A sync that is killed after a while; what it said, where it came to its end.
fn killed(town: &Town, after: Duration) -> (bool, String) {
    let said = town.path("said");
    let mut run = ardoise(town.here.path())
        .env("SOURCE_DATE_EPOCH", "1667995200")
        .args(["sync", "menus", "--data", "data"])
        .stderr(Stdio::from(File::create(&said).unwrap()))
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let ended = run.try_wait().unwrap().is_some();
    run.kill().unwrap();
    run.wait().unwrap();
    (ended, text(&said))
}

#[test]
fn a_month_of_syncs_each_killed_at_some_moment_tells_each_arrival_once() {
    let (town, calm) = (Town::new(), Town::new());
    let mut chance = Chance::new(20_221_107);
    let begun = Instant::now();
    assert_eq!(calm.sync(&[]).0, 0);
    let mut whole = begun.elapsed();
    let (mut all, mut finished) = (String::new(), String::new());
    let names: Vec<String> = (0..20).map(|day| format!("jour-{day:02}.pdf")).collect();
    for (day, name) in names.iter().enumerate() {
        let pdf = menu(day as u32 / 4, &[(day as u32 % 4, MONDAY)], "20221102");
        town.put(name, &pdf);
        calm.put(name, &pdf);
        for _ in 0..2 {
            // A little longer than a run takes: some come to their end.
            let moment = whole.mul_f64(chance.below(1200) as f64 / 1000.0);
            let (ended, said) = killed(&town, moment);
            all += &said;
            finished += if ended { &said } else { "" };
        }
        let begun = Instant::now();
        assert_eq!(calm.sync(&[]).0, 0);
        whole = begun.elapsed();
    }
    let (code, said) = town.sync(&[]);
    assert_eq!(code, 0, "{said}");
    all += &said;
    finished += &said;
    let journal = town.journal();
    for name in names {
        let told = |text: &str, lead: &str| text.matches(&format!("{lead} : nouveau menu")).count();
        assert_eq!(
            told(&journal, &format!("**{name}**")),
            1,
            "{name}\n{journal}"
        );
        assert!(told(&all, &name) >= 1, "{name} was told to nobody:\n{all}");
        assert!(
            told(&finished, &name) <= 1,
            "{name} was told twice:\n{finished}"
        );
    }
    assert_eq!(town.table(), calm.table());
    assert_eq!(
        text(&town.path("data/fiche.md")),
        text(&calm.path("data/fiche.md"))
    );
    let (code, out, err) = seen(
        &ardoise(town.here.path())
            .args(["validate", "data/menus.csv"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 0, "{out}{err}");
}
