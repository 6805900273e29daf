//! `ardoise extract` on many files: order, bounds, the newest document, the cache, a run that is killed.

use super::{ardoise, folder, seen};
use crate::made::{List, WEEK, pdf, pdf_with_form};
use ardoise::scdl::{Row, read_csv};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"))
}

fn put(folder: &Path, name: &str, pdf: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, pdf).unwrap();
}

/// Runs `ardoise extract` in the folder: how it ended, what it said, the rows of `menus.csv`.
fn extract(folder: &Path, arguments: &[&str]) -> (i32, String, Vec<Row>) {
    let mut command = ardoise(folder);
    command.args(["extract", "-o", "menus.csv"]).args(arguments);
    let (code, out, err) = seen(&command.output().unwrap());
    assert_eq!(out, "");
    let rows = fs::read(folder.join("menus.csv")).unwrap_or_default();
    let rows = read_csv(rows.as_slice()).unwrap().map(Result::unwrap);
    (code, err, rows.collect())
}

fn problems(folder: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(folder.join("problems.json")).unwrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    list.iter()
        .map(|p| (word(&p["file"]), word(&p["code"])))
        .collect()
}

#[test]
fn the_bytes_do_not_depend_on_the_jobs() {
    let here = folder();
    let written = |jobs: &str, name: &str| {
        let mut command = ardoise(here.path());
        let trace = format!("{name}.trace");
        command
            .arg("extract")
            .arg(samples())
            .args(["-o", name, "--trace", &trace, "--jobs", jobs]);
        let (code, _, err) = seen(&command.output().unwrap());
        assert_eq!(code, 0, "{err}");
        let bytes = |name: &str| fs::read(here.path().join(name)).unwrap();
        (bytes(name), bytes(&trace), err)
    };
    for format in ["csv", "json", "ndjson", "parquet"] {
        let one = written("1", &format!("one.{format}"));
        assert!(one == written("3", &format!("three.{format}")), "{format}");
        assert!(one.0.len() > 10_000, "{format}");
    }
}

/// One bad file between two good ones: what is said of it, and what everything said.
fn between_good_ones(bad: &[u8], bounds: &[&str]) -> (String, String) {
    let here = folder();
    put(here.path(), "menus/bad.pdf", bad);
    for name in ["a.pdf", "c.pdf"] {
        put(here.path(), &format!("menus/{name}"), &WEEK.pdf());
    }
    let all = ["menus", "--problems", "problems.json", "--keep-all"];
    let (code, err, rows) = extract(here.path(), &[&all, bounds].concat());
    assert_eq!((code, rows.len()), (3, 20), "{err}");
    assert!(err.contains("À regarder :\n  menus/bad.pdf : "), "{err}");
    let said = problems(here.path());
    assert!(said.len() == 1 && said[0].0 == "menus/bad.pdf", "{err}");
    (said[0].1.clone(), err)
}

#[test]
fn a_file_that_wants_too_much_memory_costs_only_itself() {
    // A gigabyte of white space.
    let mut zip = ZlibEncoder::new(Vec::new(), Compression::default());
    (0..1024).for_each(|_| zip.write_all(&[b' '; 1 << 20]).unwrap());
    let bomb = pdf(&zip.finish().unwrap(), "/Filter/FlateDecode", "");
    let (code, err) = between_good_ones(&bomb, &["--max-memory", "256"]);
    assert!(
        code == "too-much-memory" && err.contains("256 Mio"),
        "{err}"
    );
}

#[test]
fn a_file_that_takes_too_long_costs_only_itself() {
    let (code, err) = between_good_ones(&slow(), &["--max-time", "1"]);
    assert!(code == "too-slow" && err.contains("1 s"), "{err}");
}

#[test]
fn a_file_that_is_too_large_costs_only_itself() {
    let large = [b"%PDF-1.4 ".repeat(200_000).as_slice(), &WEEK.pdf()].concat();
    let (code, err) = between_good_ones(&large, &["--max-size", "1"]);
    assert!(code == "file-too-large" && err.contains("1 Mio"), "{err}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said_and_waits_for_nothing() {
    let here = folder();
    put(here.path(), "menus/a.pdf", &WEEK.pdf());
    let made = std::process::Command::new("mkfifo")
        .arg(here.path().join("pipe.pdf"))
        .status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("gone", here.path().join("menus/lost.pdf")).unwrap();
    let (code, err, rows) = extract(
        here.path(),
        &["menus", "pipe.pdf", "--problems", "problems.json"],
    );
    assert_eq!((code, rows.len()), (3, 10), "{err}");
    let said = problems(here.path());
    let said: Vec<_> = said
        .iter()
        .map(|(file, code)| (file.as_str(), code.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("menus/lost.pdf", "unreadable-file"),
            ("pipe.pdf", "unreadable-file")
        ]
    );
}

#[test]
fn outputs_do_not_take_the_place_of_menus_or_of_each_other() {
    let here = folder();
    put(here.path(), "a.pdf", &WEEK.pdf());
    for outputs in [
        ["-o", "a.csv", "--trace", "./a.csv"],
        ["-o", "b.csv", "--problems", "a.pdf"],
    ] {
        let (code, _, err) = seen(
            &ardoise(here.path())
                .args(["extract", "a.pdf"])
                .args(outputs)
                .output()
                .unwrap(),
        );
        assert!(code == 2 && err.contains("deux fois"), "{err}");
    }
    assert_eq!(fs::read(here.path().join("a.pdf")).unwrap(), WEEK.pdf());
}

#[test]
fn inspect_is_bounded_too() {
    let here = folder();
    put(
        here.path(),
        "menu.pdf",
        &[WEEK.pdf(), vec![b' '; 65 << 20]].concat(),
    );
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["inspect", "menu.pdf"])
            .output()
            .unwrap(),
    );
    assert!(code == 3 && err.contains("[file-too-large]"), "{err}");
}

#[test]
fn the_newest_of_two_documents_counts() {
    let here = folder();
    let corrected = List {
        days: &[(
            "Lundi 7 novembre",
            &[
                "Taboulé bio",
                "Poulet rôti",
                "Haricots verts bio",
                "Edam",
                "Poire",
            ],
        )],
        modified: Some("20221104"),
        ..WEEK
    };
    // The corrected one comes first by its name.
    put(here.path(), "menus/semaine-45-bis.pdf", &corrected.pdf());
    put(here.path(), "menus/semaine-45.pdf", &WEEK.pdf());
    put(here.path(), "menus/semaine-45 (copie).pdf", &WEEK.pdf());
    let (code, err, rows) = extract(here.path(), &["menus", "--problems", "problems.json"]);
    let names: Vec<&str> = rows.iter().map(|r| r.menu_plat_nom.as_str()).collect();
    assert_eq!((code, names.len()), (0, 10), "{err}");
    assert!(
        names.contains(&"Poire") && names.contains(&"Omelette"),
        "{names:?}"
    );
    assert!(!names.contains(&"Pomme"), "{names:?}");
    let said = problems(here.path());
    let said: Vec<_> = said
        .iter()
        .map(|(file, code)| (&file["menus/semaine-45".len()..], code.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (" (copie).pdf", "replaced"),
            (" (copie).pdf", "duplicate"),
            (".pdf", "replaced")
        ],
        "{err}"
    );
    assert!(
        err.contains("remplacé par « menus/semaine-45-bis.pdf », plus récent, pour les repas servis le 7 novembre 2022"),
        "{err}"
    );
    assert!(
        err.contains("3 menus lus, 2 jours, 10 plats, 2 bio, 2 menus remplacés"),
        "{err}"
    );
    let (_, _, rows) = extract(here.path(), &["menus", "--keep-all"]);
    assert_eq!(rows.len(), 25);
}

#[test]
fn two_unlike_menus_of_unnamed_restaurants_are_both_kept_and_said() {
    let here = folder();
    let other = List {
        days: &[(
            "Lundi 7 novembre",
            &["Soupe", "Couscous", "Semoule", "Brie", "Flan"],
        )],
        ..WEEK
    };
    put(here.path(), "menus/a.pdf", &WEEK.pdf());
    put(here.path(), "menus/b.pdf", &other.pdf());
    let (code, err, rows) = extract(here.path(), &["menus"]);
    assert_eq!((code, rows.len()), (0, 15), "{err}");
    assert!(
        err.contains("[two-menus]") && err.contains("menus/b.pdf (1 point)"),
        "{err}"
    );
    fs::write(
        here.path().join("menus/cantine.toml"),
        "menuRestaurantNom = \"Tilleuls\"",
    )
    .unwrap();
    let (_, err, rows) = extract(here.path(), &["menus"]);
    assert_eq!(rows.len(), 10, "{err}");
    assert!(
        err.contains("[replaced-by-other]") && err.contains("1 menu remplacé"),
        "{err}"
    );
}

const SCHOOLS: &str = r#"
menuCollNom = "Valmenu"

[[restaurant]]
menuRestaurantNom = "Tilleuls"
menuRestaurantType = "maternelle"
dossiers = ["maternelle"]
titres = ["école maternelle"]

[[restaurant]]
menuRestaurantNom = "Érables"
menuRestaurantType = "élémentaire"
fichiers = ["*elem*"]
titres = ["élémentaire"]
"#;

#[test]
fn a_menu_goes_to_the_restaurants_that_it_names() {
    let here = folder();
    fs::write(here.path().join("cantine.toml"), SCHOOLS).unwrap();
    let both = List {
        title: "Écoles maternelles et élémentaires : du 14 au 18 novembre 2022",
        days: &[(
            "Lundi 14 novembre",
            &["Soupe", "Couscous", "Semoule", "Brie", "Flan"],
        )],
        ..WEEK
    };
    put(here.path(), "menus/Maternelle/a.pdf", &WEEK.pdf());
    put(here.path(), "menus/menu-ELEM-45.pdf", &WEEK.pdf());
    put(here.path(), "menus/tous.pdf", &both.pdf());
    let (code, err, rows) = extract(here.path(), &["menus"]);
    assert_eq!(code, 0, "{err}");
    let mut meals: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for row in rows {
        let key = (
            row.menu_restaurant_nom,
            row.menu_restaurant_type,
            row.menu_date.to_string(),
        );
        *meals.entry(key).or_default() += 1;
    }
    let meals: Vec<_> = meals
        .iter()
        .map(|((n, t, d), dishes)| (n.as_str(), t.as_str(), d.as_str(), *dishes))
        .collect();
    let wanted = [
        ("Tilleuls", "maternelle", "2022-11-07", 5),
        ("Tilleuls", "maternelle", "2022-11-08", 5),
        ("Tilleuls", "maternelle", "2022-11-14", 5),
        ("Érables", "élémentaire", "2022-11-07", 5),
        ("Érables", "élémentaire", "2022-11-08", 5),
        ("Érables", "élémentaire", "2022-11-14", 5),
    ];
    assert_eq!(meals, wanted, "{err}");
}

#[test]
fn a_page_with_a_menu_for_each_school_gives_each_its_own() {
    let here = folder();
    fs::write(here.path().join("cantine.toml"), SCHOOLS).unwrap();
    let page = List {
        title: "École maternelle : semaine du 7 au 11 novembre 2022",
        days: &[
            (
                "Lundi 7 novembre",
                &["Taboulé", "Poulet rôti", "Haricots verts", "Edam", "Pomme"],
            ),
            ("École élémentaire", &[]),
            (
                "Lundi 7 novembre",
                &["Soupe", "Couscous", "Semoule", "Brie", "Flan"],
            ),
        ],
        ..WEEK
    };
    put(here.path(), "menus/semaine.pdf", &page.pdf());
    let (code, err, rows) = extract(here.path(), &["menus"]);
    assert_eq!(code, 0, "{err}");
    let rows = rows
        .iter()
        .map(|r| (r.menu_restaurant_nom.as_str(), r.menu_plat_nom.as_str()));
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), 10, "{rows:?}");
    assert!(
        rows.contains(&("Tilleuls", "Taboulé")) && rows.contains(&("Tilleuls", "Pomme")),
        "{rows:?}"
    );
    assert!(
        rows.contains(&("Érables", "Soupe")) && rows.contains(&("Érables", "Flan")),
        "{rows:?}"
    );
}

#[test]
fn a_menu_that_no_restaurant_claims_is_said() {
    let here = folder();
    fs::write(here.path().join("cantine.toml"), SCHOOLS).unwrap();
    put(here.path(), "menus/semaine.pdf", &WEEK.pdf());
    let (code, err, rows) = extract(here.path(), &["menus"]);
    assert_eq!((code, rows.len()), (0, 10), "{err}");
    assert!(err.contains("[unknown-restaurant]"), "{err}");
    assert!(
        rows.iter()
            .all(|r| r.menu_restaurant_nom.is_empty() && r.menu_coll_nom == "Valmenu")
    );
}

#[test]
fn standard_input_may_have_a_name() {
    let here = folder();
    fs::write(here.path().join("cantine.toml"), SCHOOLS).unwrap();
    let mut child = ardoise(here.path())
        .args([
            "extract",
            "-",
            "--stdin-name",
            "2022/menu-elem.pdf",
            "--profile",
            "cantine.toml",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&WEEK.pdf()).unwrap();
    let rows = child.wait_with_output().unwrap().stdout;
    let rows: Vec<Row> = read_csv(rows.as_slice())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(rows.len() == 10 && rows.iter().all(|r| r.menu_restaurant_nom == "Érables"));
}

/// Every file of a folder, with its content.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = files.filter(|f| f.file_type().is_file());
    files
        .map(|f| (f.path().display().to_string(), fs::read(f.path()).unwrap()))
        .collect()
}

#[test]
fn what_was_read_is_kept_and_a_damaged_entry_is_made_anew() {
    let here = folder();
    put(here.path(), "menus/a.pdf", &WEEK.pdf());
    put(here.path(), "menus/b.pdf", b"not a PDF");
    let run = || {
        let (code, _, _) = extract(here.path(), &["menus", "--cache", "cache"]);
        assert_eq!(code, 3);
        fs::read(here.path().join("menus.csv")).unwrap()
    };
    let first = run();
    let cache = here.path().join("cache");
    let kept = contents(&cache);
    assert_eq!(kept.len(), 2);
    for (path, entry) in &kept {
        let cut = entry.len() / 2;
        let broken = [&entry[..cut], &[entry[cut] ^ 1], &entry[cut + 1..]].concat();
        fs::write(path, broken).unwrap();
    }
    assert_eq!(run(), first);
    assert_eq!(contents(&cache), kept);
    for path in kept.keys() {
        fs::write(path, b"").unwrap();
    }
    assert_eq!(run(), first);
    assert_eq!(contents(&cache), kept);
    // Another profile, another reading.
    fs::write(here.path().join("cantine.toml"), SCHOOLS).unwrap();
    assert_ne!(run(), first);
    assert_eq!(contents(&cache).len(), 4);
}

/// A week's menu that takes some seconds to read: before it, a form is drawn again and again whose operators do nothing.
fn slow() -> Vec<u8> {
    let mut zip = ZlibEncoder::new(Vec::new(), Compression::fast());
    zip.write_all("q Q ".repeat(1 << 20).as_bytes()).unwrap();
    let content = [b"/X Do\n".repeat(64), WEEK.content()].concat();
    pdf_with_form(
        (&content, ""),
        (&zip.finish().unwrap(), "/Filter/FlateDecode"),
        "",
    )
}

#[test]
fn the_cache_spares_the_reading() {
    let here = folder();
    put(here.path(), "menus/slow.pdf", &slow());
    let hurried = ["menus", "--max-time", "1"];
    let (code, err, _) = extract(here.path(), &hurried);
    assert!(code == 3 && err.contains("[too-slow]"), "{err}");
    let (code, err, rows) = extract(
        here.path(),
        &["menus", "--cache", "cache", "--max-time", "120"],
    );
    assert_eq!((code, rows.len()), (0, 10), "{err}");
    let (code, err, rows) = extract(here.path(), &[&hurried[..], &["--cache", "cache"]].concat());
    assert_eq!((code, rows.len()), (0, 10), "{err}");
}

/// Numbers that look random, the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// The year's menus in a folder.
fn put_year(menus: &Path) {
    let year = samples().join("2022-cantine");
    for (name, pdf) in contents(&year) {
        let name = Path::new(&name).strip_prefix(&year).unwrap();
        if name.extension().is_some_and(|e| e == "pdf") {
            put(menus, name.to_str().unwrap(), &pdf);
        }
    }
}

#[test]
fn a_run_that_is_killed_leaves_nothing_half_and_goes_on() {
    const KILLS: usize = 50;
    let here = folder();
    put_year(&here.path().join("menus"));
    let command = || {
        let mut command = ardoise(here.path());
        command.args(["extract", "menus", "-o", "out/menus.csv"]);
        command.args(["--trace", "out/trace.ndjson", "--cache", "cache"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let out = here.path().join("out");
    let wipe = |folder: &str| drop(fs::remove_dir_all(here.path().join(folder)));
    let started = Instant::now();
    assert!(command().status().unwrap().success());
    let whole_run = started.elapsed().as_millis() as u64;
    let undisturbed = contents(&out);
    assert_eq!(undisturbed.len(), 2);
    let mut chance = Chance(2022);
    for kill in 0..KILLS {
        if kill % 5 == 0 {
            wipe("cache");
        }
        // By turns there is no output yet, and one that is replaced.
        if kill % 10 == 0 {
            wipe("out");
        }
        let mut run = command().spawn().unwrap();
        std::thread::sleep(Duration::from_millis(chance.below(whole_run)));
        run.kill().unwrap();
        run.wait().unwrap();
        for (path, bytes) in contents(&out) {
            let whole = undisturbed.values().any(|wanted| *wanted == bytes);
            assert!(whole, "{path} is not whole, or not ours");
            // Between its name and its place a file is whole, and hidden, for an instant.
            if !undisturbed.contains_key(&path) {
                assert!(
                    path.contains("/.menus.csv.") || path.contains("/.trace.ndjson."),
                    "{path}"
                );
                fs::remove_file(path).unwrap();
            }
        }
        if kill % 5 == 4 {
            assert!(command().status().unwrap().success());
            assert!(
                contents(&out) == undisturbed,
                "the run after a killed one differs"
            );
        }
    }
}

#[test]
fn parquet_has_typed_columns() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let here = folder();
    let mut command = ardoise(here.path());
    command
        .arg("extract")
        .arg(samples().join("ruled-1.pdf"))
        .args(["-o", "menus.parquet"]);
    assert_eq!(seen(&command.output().unwrap()).0, 0);
    let file =
        SerializedFileReader::new(fs::File::open(here.path().join("menus.parquet")).unwrap())
            .unwrap();
    let schema = file.metadata().file_metadata().schema_descr();
    let types: Vec<String> = schema
        .columns()
        .iter()
        .map(|c| format!("{} {:?}", c.path().string(), c.logical_type_ref()))
        .collect();
    for wanted in [
        "menuDate Some(Date)",
        "menuPlatSiqo.list.item Some(String)",
        "menuPlatNom Some(String)",
    ] {
        assert!(types.iter().any(|t| t == wanted), "{types:?}");
    }
    let mut text = String::new();
    fs::File::open(samples().join("ruled-1.csv"))
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let truth = text.lines().skip(1);
    let rows: Vec<_> = file
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), truth.clone().count());
    let organic = |row: &&parquet::record::Row| row.to_string().contains("agriculture biologique");
    assert_eq!(
        rows.iter().filter(organic).count(),
        truth
            .filter(|line| line.contains("agriculture biologique"))
            .count()
    );
}
