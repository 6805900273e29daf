use super::{ardoise, folder, seen};
use std::fs;
use std::path::{Path, PathBuf};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program on a fixed day, in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = ardoise(folder);
    command
        .env("SOURCE_DATE_EPOCH", "1672531200")
        .args(arguments);
    seen(&command.output().unwrap())
}

fn town(folder: &Path) -> PathBuf {
    let samples = here().join("samples/2022-cantine");
    let extract = [
        "extract",
        samples.to_str().unwrap(),
        "-o",
        "menus.csv",
        "--trace",
        "trace.ndjson",
    ];
    assert_eq!(run(folder, &extract).0, 0);
    folder.join("menus.csv")
}

/// `docs/report/make` writes them anew.
#[test]
fn the_report_in_the_repository_is_the_one_that_is_made() {
    let folder = folder();
    town(folder.path());
    let report = [
        "report",
        "menus.csv",
        "--trace",
        "trace.ndjson",
        "-o",
        "rapport.html",
        "-o",
        "rapport.pdf",
    ];
    let (code, out, err) = run(folder.path(), &report);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    for name in ["rapport.html", "rapport.pdf"] {
        let made = fs::read(folder.path().join(name)).unwrap();
        let kept = fs::read(here().join("docs/report").join(name)).unwrap();
        assert!(
            made == kept,
            "docs/report/{name} is not what the program makes: run docs/report/make, and look"
        );
    }
}

/// The HTML of the report on this table, once it was made in all forms.
fn in_all_forms(folder: &Path, table: &str) -> String {
    fs::write(folder.join("table.csv"), table).unwrap();
    let outputs = ["-o", "a.html", "-o", "a.pdf", "-o", "a.xlsx"];
    let (code, _, err) = run(
        folder,
        &[&["report", "table.csv"], outputs.as_slice()].concat(),
    );
    assert_eq!(code, 0, "{err}");
    fs::read_to_string(folder.join("a.html")).unwrap()
}

/// In the PDF and the workbook, `tests/report/check.py` looks for the same.
#[test]
fn what_a_menu_says_stays_text() {
    let folder = folder();
    let csv = fs::read_to_string(town(folder.path())).unwrap();
    let strange = csv
        .replace("Carottes râpées", "<script>alert(1)</script>")
        .replace("École maternelle des Tilleuls", "'><img src=x> #eval(1)")
        .replace("Commune de Valmenu", "{{ 7 * 7 }} & Cie");
    let html = in_all_forms(folder.path(), &strange);
    assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("{{ 7 * 7 }} &amp; Cie"));
    assert!(!html.contains("<script") && !html.contains("<img"));
}

#[test]
fn two_sets_of_menus_stand_side_by_side() {
    let folder = folder();
    town(folder.path());
    let report = [
        "report",
        "menus.csv",
        "--to",
        "2022-11-30",
        "--compare",
        "menus.csv",
        "-o",
        "a.html",
    ];
    let (code, _, err) = run(folder.path(), &report);
    assert_eq!(code, 0, "{err}");
    let html = fs::read_to_string(folder.path().join("a.html")).unwrap();
    for part in [
        "A : Commune de Valmenu, École élémentaire des Tilleuls et École maternelle des Tilleuls, du 7 au 29 novembre 2022.",
        "du 7 novembre au 16 décembre 2022.",
        "A − B (points)",
        "id=\"comparaison-a-alt\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let folder = folder();
    town(folder.path());
    let wrong: [(&[&str], i32, &str); 4] = [
        (&["menus.csv", "-o", "a.docx"], 2, ".html, .pdf ou .xlsx"),
        (
            &["menus.csv", "nothing.csv", "-o", "a.html"],
            1,
            "nothing.csv",
        ),
        (
            &["menus.csv", "--compare", "nothing.csv", "-o", "a.html"],
            1,
            "nothing.csv",
        ),
        (
            &["menus.csv", "--trace", "menus.csv", "-o", "a.html"],
            2,
            "n'est pas une trace",
        ),
    ];
    for (arguments, wanted, part) in wrong {
        let (code, _, err) = run(folder.path(), &[&["report"], arguments].concat());
        assert!(code == wanted && err.contains(part), "{code} {err}");
    }
    assert!(!folder.path().join("a.html").exists() && !folder.path().join("a.docx").exists());
}

#[test]
fn a_wrong_date_centuries_off_spoils_nothing() {
    let folder = folder();
    let csv = fs::read_to_string(town(folder.path())).unwrap();
    let wrong = csv
        .replace("2022-11-07", "0222-11-07")
        .replace("2022-12-16", "9999-12-31");
    let html = in_all_forms(folder.path(), &format!("\u{feff}{wrong}"));
    for part in [
        "Commune de Valmenu",
        "du 7 novembre 222 au 31 décembre 9999",
        "mois-2022-11-alt",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(html.len() < 200_000, "{}", html.len());
}
