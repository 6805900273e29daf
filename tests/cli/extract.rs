use super::{ardoise, folder, pdf, seen};
use ardoise::geometry::Rect;
use ardoise::pdf::{Limits, Page, Word, read};
use ardoise::scdl::{COLUMNS, Row, read_csv};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const PROFILE: &str = "menuCollNom = \"Valmenu\"\nmenuCollSiret = \"12345678200010\"\n\
    menuEtablissementNom = \"Cuisine\"\nmenuRestaurantNom = \"Tilleuls\"\nmenuRestaurantIdType = \"sans\"\n\
    menuRestaurantType = \"maternelle\"\nmenuRestaurantConvive = \"élèves\"\n";

fn rows(csv: &[u8]) -> Vec<Row> {
    read_csv(csv).unwrap().map(Result::unwrap).collect()
}

#[test]
fn rows_go_to_standard_output_and_the_rest_to_standard_error() {
    let here = folder();
    let (code, out, err) = seen(
        &ardoise(here.path())
            .arg("extract")
            .arg(pdf("list"))
            .output()
            .unwrap(),
    );
    assert_eq!(code, 0);
    assert_eq!(out.lines().next().unwrap(), COLUMNS.join(","));
    assert_eq!(rows(out.as_bytes()).len(), 10);
    assert!(
        err.contains("[missing-profile]") && err.contains("1 menu lu, 2 jours, 10 plats, 1 bio"),
        "{err}"
    );
}

#[test]
fn a_bad_file_costs_only_itself() {
    let here = folder();
    let mut command = ardoise(here.path());
    command
        .arg("extract")
        .args(["encrypted", "list", "price-list"].map(pdf));
    let (code, out, err) = seen(&command.args(["-o", "menus.csv"]).output().unwrap());
    assert_eq!((code, out.as_str()), (3, ""));
    assert_eq!(
        rows(&fs::read(here.path().join("menus.csv")).unwrap()).len(),
        10
    );
    assert!(
        err.contains("[encrypted]") && err.contains("[not-a-menu]"),
        "{err}"
    );
    assert!(
        err.contains("1 menu lu, 2 jours, 10 plats, 1 bio, 2 fichiers sans menu"),
        "{err}"
    );
}

#[test]
fn a_folder_is_read_with_the_profile_that_lies_in_it() {
    let here = folder();
    fs::create_dir_all(here.path().join("menus/maternelle")).unwrap();
    fs::copy(
        pdf("list"),
        here.path().join("menus/maternelle/semaine.PDF"),
    )
    .unwrap();
    fs::write(here.path().join("menus/lisez-moi.txt"), "pas un menu").unwrap();
    fs::write(here.path().join("menus/cantine.toml"), PROFILE).unwrap();
    let (code, out, err) = seen(
        &ardoise(here.path())
            .args(["extract", "menus"])
            .output()
            .unwrap(),
    );
    let rows = rows(out.as_bytes());
    assert_eq!((code, rows.len()), (0, 10), "{err}");
    assert!(
        rows.iter()
            .all(|r| r.menu_coll_nom == "Valmenu" && r.menu_restaurant_type == "maternelle")
    );
    assert!(!err.contains("missing-profile"), "{err}");
}

#[test]
fn a_wrong_profile_is_refused_before_anything_is_written() {
    let here = folder();
    fs::write(
        here.path().join("cantine.toml"),
        "menuCollSiret = \"12345678901234\"",
    )
    .unwrap();
    let mut command = ardoise(here.path());
    let (code, _, err) = seen(
        &command
            .arg("extract")
            .arg(pdf("list"))
            .args(["-o", "menus.csv"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(
        err.contains("cantine.toml") && err.contains("[profile-siret]"),
        "{err}"
    );
    assert!(!here.path().join("menus.csv").exists());
}

#[test]
fn where_nothing_can_be_written_it_is_said_before_anything_is_read() {
    let here = folder();
    fs::create_dir(here.path().join("menus.csv")).unwrap();
    let mut command = ardoise(here.path());
    let (code, _, err) = seen(
        &command
            .arg("extract")
            .arg(pdf("list"))
            .args(["-o", "menus.csv"])
            .output()
            .unwrap(),
    );
    assert!(
        code == 2 && err.contains("ne peut pas être écrit : c'est un dossier"),
        "{err}"
    );
}

#[test]
fn the_format_follows_the_extension_unless_told() {
    let here = folder();
    let written = |arguments: &[&str]| {
        let output = ardoise(here.path())
            .arg("extract")
            .arg(pdf("list"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(seen(&output).0, 0);
        let path = arguments.iter().skip_while(|a| **a != "-o").nth(1).unwrap();
        fs::read_to_string(here.path().join(path)).unwrap()
    };
    let list: Vec<Row> = serde_json::from_str(&written(&["-o", "a.json"])).unwrap();
    let lines: Vec<Row> = written(&["-o", "a.ndjson"])
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(list, lines);
    assert_eq!(
        list,
        rows(written(&["-o", "a.txt", "--format", "csv"]).as_bytes())
    );
    let (code, _, err) = seen(
        &ardoise(here.path())
            .arg("extract")
            .arg(pdf("list"))
            .args(["-o", "a.ods"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(err.contains(".ods"), "{err}");
}

#[test]
fn standard_input_is_read() {
    let here = folder();
    let mut child = ardoise(here.path())
        .args(["extract", "-", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&fs::read(pdf("list")).unwrap())
        .unwrap();
    let (code, out, _) = seen(&child.wait_with_output().unwrap());
    assert_eq!((code, out.lines().count()), (0, 10));
}

#[test]
fn the_trace_says_where_each_row_comes_from() {
    let here = folder();
    let mut command = ardoise(here.path());
    command
        .arg("extract")
        .arg(pdf("list"))
        .args(["-o", "menus.csv", "--trace", "trace.ndjson"]);
    assert_eq!(seen(&command.output().unwrap()).0, 0);
    let trace = fs::read_to_string(here.path().join("trace.ndjson")).unwrap();
    let lines: Vec<serde_json::Value> = trace
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["menuPlatNom"], "Carottes râpées");
    assert_eq!(lines[0]["marks"][0]["label"], "agriculture biologique");
    assert_eq!(lines[0]["marks"][0]["sign"], "bio");
    assert_eq!(lines[0]["page"], 1);
    assert!(lines[0]["rect"]["x1"].as_f64() > lines[0]["rect"]["x0"].as_f64());
}

#[test]
fn threads_do_not_change_the_rows() {
    let here = folder();
    let written = |jobs: &str| {
        let mut command = ardoise(here.path());
        command
            .arg("extract")
            .args(["list", "page-rotated", "encrypted-empty-password"].map(pdf));
        seen(&command.args(["--jobs", jobs]).output().unwrap()).1
    };
    assert_eq!(written("1"), written("4"));
}

#[test]
fn a_missing_file_and_an_empty_folder_are_said() {
    let here = folder();
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["extract", "perdu.pdf"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 3);
    assert!(
        err.contains("perdu.pdf") && err.contains("[unreadable-file]"),
        "{err}"
    );
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["extract", "."])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(err.contains("aucun PDF"), "{err}");
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["--lang", "en", "extract", "."])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(err.contains("no PDF"), "{err}");
}

#[test]
fn copies_show_what_was_read() {
    let here = folder();
    fs::create_dir_all(here.path().join("menus/a")).unwrap();
    fs::copy(pdf("list"), here.path().join("menus/a/semaine.pdf")).unwrap();
    let mut command = ardoise(here.path());
    command.args([
        "extract",
        "menus",
        "-o",
        "menus.csv",
        "--annotate",
        "relecture",
    ]);
    assert_eq!(seen(&command.output().unwrap()).0, 0);
    let copy = fs::read(here.path().join("relecture/a/semaine.pdf")).unwrap();
    let (document, _) = ardoise::pdf::read(&copy, &ardoise::pdf::Limits::default()).unwrap();
    let words: Vec<&str> = document.pages[0]
        .words
        .iter()
        .map(|w| w.text.as_str())
        .collect();
    for word in ["Carottes", "entrée", "bio", "garniture"] {
        assert!(words.contains(&word), "{words:?}");
    }
}

fn pages(pdf: &Path) -> Vec<Page> {
    let bytes = fs::read(pdf).unwrap();
    read(&bytes, &Limits::default()).unwrap().0.pages
}

/// The words that stand on the second page alone.
fn added<'a>(before: &'a Page, after: &'a Page) -> impl Iterator<Item = &'a Word> {
    let is = |a: &Word, b: &Word| a.text == b.text && a.rect.overlap(&b.rect) > 0.0;
    let words = after.words.iter();
    words.filter(move |word| !before.words.iter().any(|there| is(there, word)))
}

/// The middle of a word's box, which its letters fill.
fn letters(word: &Word) -> Rect {
    let white = 0.2 * word.size;
    let Rect { x0, y0, x1, y1 } = word.rect;
    Rect::new(x0, y0 + white, x1, y1 - white)
}

#[test]
fn words_on_a_copy_cover_nothing_that_is_printed() {
    let here = folder();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let menus = fs::read_dir(&samples).unwrap().map(|f| f.unwrap().path());
    let menus: Vec<PathBuf> = menus
        .filter(|f| f.extension().is_some_and(|e| e == "pdf"))
        .collect();
    let mut command = ardoise(here.path());
    command.arg("extract").args(&menus);
    command.args(["--keep-all", "-o", "menus.csv", "--annotate", "relecture"]);
    assert_eq!(seen(&command.output().unwrap()).0, 0);
    let mut said = 0;
    for menu in menus {
        let name = menu.file_name().unwrap();
        let copy = pages(&here.path().join("relecture").join(name));
        for (before, after) in pages(&menu).iter().zip(&copy) {
            for word in added(before, after) {
                // Words so near to each other are read as one.
                let covers = |there: &&Word| {
                    let is_part = word.text.starts_with(there.text.as_str());
                    !is_part && letters(there).overlap(&letters(word)) > 0.5
                };
                let covered = before.words.iter().find(covers);
                assert_eq!(covered, None, "{name:?}: {}", word.text);
                said += usize::from(COURSES.iter().any(|c| word.text.ends_with(c)));
            }
        }
    }
    let rows = rows(&fs::read(here.path().join("menus.csv")).unwrap());
    assert!(said * 20 > rows.len() * 19, "{said} of {}", rows.len());
}

/// The first word of each course.
const COURSES: [&str; 6] = ["entrée", "plat", "garniture", "produit", "dessert", "autre"];

#[test]
fn copies_do_not_take_the_place_of_the_menus() {
    let here = folder();
    fs::copy(pdf("list"), here.path().join("semaine.pdf")).unwrap();
    let before = fs::read(here.path().join("semaine.pdf")).unwrap();
    let mut command = ardoise(here.path());
    command.args([
        "extract",
        "semaine.pdf",
        "-o",
        "menus.csv",
        "--annotate",
        ".",
    ]);
    let (code, _, err) = seen(&command.output().unwrap());
    assert_eq!(code, 2);
    assert!(err.contains("écraserait"), "{err}");
    assert_eq!(fs::read(here.path().join("semaine.pdf")).unwrap(), before);
}

#[test]
fn copies_do_not_lie_among_the_menus() {
    let here = folder();
    fs::copy(pdf("list"), here.path().join("semaine.pdf")).unwrap();
    let mut command = ardoise(here.path());
    command.args(["extract", ".", "-o", "menus.csv", "--annotate", "relecture"]);
    let (code, _, err) = seen(&command.output().unwrap());
    assert_eq!(code, 2);
    assert!(err.contains("lues comme des menus"), "{err}");
    assert!(!here.path().join("menus.csv").exists());
}

#[test]
fn a_dish_that_looks_like_a_formula_is_kept_from_running_and_stays_valid() {
    let here = folder();
    let dishes: &[&str] = &["Taboulé", "@SUM Poulet rôti", "Riz", "Edam", "@A1 Pomme"];
    let menu = crate::made::List {
        days: &[("Lundi 7 novembre", dishes)],
        ..crate::made::WEEK
    };
    fs::write(here.path().join("a.pdf"), menu.pdf()).unwrap();
    fs::write(here.path().join("cantine.toml"), PROFILE).unwrap();
    let run = |arguments: &[&str]| seen(&ardoise(here.path()).args(arguments).output().unwrap());
    assert_eq!(run(&["extract", "a.pdf", "-o", "menus.csv"]).0, 0);
    let csv = fs::read_to_string(here.path().join("menus.csv")).unwrap();
    for cell in [",'@SUM Poulet rôti,", ",'@A1 Pomme,"] {
        assert!(csv.contains(cell), "{csv}");
    }
    let names: Vec<String> = rows(csv.as_bytes())
        .into_iter()
        .map(|r| r.menu_plat_nom)
        .collect();
    assert_eq!(names, dishes);
    let (code, out, _) = run(&["validate", "menus.csv"]);
    assert_eq!(code, 0, "{out}");
}
