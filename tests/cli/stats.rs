use super::{ardoise, folder, seen};
use serde_json::Value;
use std::fs;
use std::path::Path;

const HEADER: &str =
    "menuCollNom,menuRestaurantNom,menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo\n";
const BIO: &str = "\"[\"\"agriculture biologique\"\"]\"";

/// Lunches of a starter and a dish each, at two schools on six days; every other starter is organic.
fn menus(here: &Path) {
    let mut csv = HEADER.to_owned();
    for day in 7..13 {
        for school in ["Tilleuls", "Érables"] {
            let siqo = if day % 2 == 0 { BIO } else { "" };
            let meal = format!("Valmenu,{school},2022-11-{day:02},déjeuner");
            csv.push_str(&format!(
                "{meal},entrée,Radis,{siqo}\n{meal},plat principal,Omelette,\n"
            ));
        }
    }
    fs::write(here.join("menus.csv"), csv).unwrap();
}

fn run(here: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = ardoise(here);
    seen(&command.args(arguments).output().unwrap())
}

#[test]
fn the_table_says_what_is_organic_and_of_what() {
    let here = folder();
    menus(here.path());
    let (code, out, err) = run(here.path(), &["stats", "menus.csv"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let line = |start: &str| {
        let line = out.lines().find(|line| line.starts_with(start));
        line.unwrap_or_else(|| panic!("{start}: {out}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(
        line("du 7 au 12 novembre 2022")
            .contains("2 restaurants · 12 jours de service · 12 repas · 24 plats")
    );
    assert_eq!(line("Plats bio"), "Plats bio 6 24 25 % 12 % – 45 %");
    assert_eq!(line("Entrées bio"), "Entrées bio 6 12 50 % 25 % – 75 %");
    assert_eq!(
        line("Jours sans aucun plat bio"),
        "Jours sans aucun plat bio 6 12 50 % 25 % – 75 %"
    );
    assert_eq!(
        line("lundi"),
        "lundi 4 0 · trop peu 0 · trop peu 0 · trop peu"
    );
    let (_, out, _) = run(here.path(), &["stats", "menus.csv", "--lang", "en"]);
    assert!(
        out.contains("Organic starters") && out.contains("Monday"),
        "{out}"
    );
}

#[test]
fn json_has_the_shape_that_the_page_describes() {
    let here = folder();
    menus(here.path());
    let (code, out, _) = run(here.path(), &["stats", "menus.csv", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 0);
    let page = include_str!("../../docs/statistics.md");
    let described = |name: &str| page.contains(&format!("`{name}`"));
    let mut names = Vec::new();
    keys(&json, &mut names);
    names.retain(|name| !described(name));
    assert_eq!(names, Vec::<String>::new(), "not in docs/statistics.md");
    for figure in json["figures"].as_array().unwrap() {
        let definition = figure["definition"].as_str().unwrap();
        assert!(page.contains(figure["id"].as_str().unwrap()) && !definition.is_empty());
    }
    let starters = &json["by"]["course"][0];
    assert_eq!(starters["key"], "entrée");
    let organic = &starters["dishes"]["marks"]["agriculture biologique"];
    assert_eq!(
        (&organic["value"], &organic["share"]),
        (&6.into(), &0.5.into())
    );
    let monday = &json["by"]["weekday"][0]["dishes"]["marks"]["agriculture biologique"];
    assert_eq!(monday["share"], Value::Null);
}

/// The names of all members, but of those whose names are data.
fn keys(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                names.push(name.clone());
                if name != "other_labels" && name != "marks" {
                    keys(member, names);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, names)),
        _ => {}
    }
}

#[test]
fn the_csv_is_a_line_a_figure_and_runs_no_formula() {
    let here = folder();
    menus(here.path());
    let csv = fs::read_to_string(here.path().join("menus.csv")).unwrap();
    fs::write(
        here.path().join("menus.csv"),
        csv.replace("Tilleuls", "=1+1"),
    )
    .unwrap();
    let (code, out, _) = run(here.path(), &["stats", "menus.csv", "--format", "csv"]);
    assert_eq!(code, 0);
    let mut lines = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    let is = |row: &&csv::StringRecord, cells: &[&str]| row.iter().zip(cells).all(|(a, b)| a == *b);
    let found = rows
        .iter()
        .find(|row| is(row, &["figure", "", "organic_dishes"]))
        .unwrap();
    assert_eq!(
        found.iter().skip(4).collect::<Vec<_>>(),
        ["dishes", "6", "24", "0.2500", "0.1200", "0.4490"]
    );
    assert!(rows.iter().any(|row| is(
        &row,
        &[
            "restaurant",
            "'=1+1",
            "local",
            "local",
            "meals",
            "0",
            "6",
            "",
            "",
            ""
        ]
    )));
    assert!(rows.iter().all(|row| {
        row.iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@']))
    }));
}

#[test]
fn a_restaurant_and_a_period_can_be_chosen() {
    let here = folder();
    menus(here.path());
    let chosen = [
        "stats",
        "menus.csv",
        "--restaurant",
        "tilleuls",
        "--from",
        "2022-11-08",
        "--to",
        "2022-11-09",
    ];
    let (code, out, _) = run(here.path(), &chosen);
    assert_eq!(code, 0);
    assert!(
        out.contains("1 restaurant · 2 jours de service · 2 repas · 4 plats"),
        "{out}"
    );
    let (code, out, err) = run(
        here.path(),
        &["stats", "menus.csv", "--restaurant", "Tilleul"],
    );
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        err.contains("« Tilleul »") && err.contains("Tilleuls ; Érables"),
        "{err}"
    );
    let (code, _, err) = run(here.path(), &["stats", "menus.csv", "--from", "2030-01-01"]);
    assert!(code == 1 && err.contains("aucun plat à compter"), "{err}");
}

#[test]
fn one_bad_table_stops_the_count_and_each_is_named() {
    let here = folder();
    menus(here.path());
    fs::write(here.path().join("a.csv"), "nom;date\nRadis;2022\n").unwrap();
    fs::write(
        here.path().join("b.csv"),
        format!("{HEADER}Valmenu,Ormes,7/11/22,déjeuner,entrée,Radis,\n"),
    )
    .unwrap();
    fs::write(here.path().join("c.parquet"), "not one").unwrap();
    let (code, out, err) = run(
        here.path(),
        &["stats", "menus.csv", "a.csv", "b.csv", "c.parquet", "d.csv"],
    );
    assert_eq!((code, out.as_str()), (1, ""));
    for part in [
        "a.csv\n  erreur : pas de colonne « menuDate », sans laquelle rien ne peut être compté ; première ligne lue : nom;date",
        "b.csv\n  erreur, ligne 2, colonne menuDate : « 7/11/22 » n'est pas une valeur",
        "ardoise validate",
        "c.parquet\n  erreur : le fichier ne peut pas être lu comme un tableau",
        "d.csv\n  erreur : le fichier ne peut pas être ouvert",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
}

#[test]
fn the_same_menus_twice_are_told() {
    let here = folder();
    menus(here.path());
    fs::copy(here.path().join("menus.csv"), here.path().join("copy.csv")).unwrap();
    let (code, _, err) = run(here.path(), &["stats", "menus.csv", "copy.csv"]);
    assert!(
        code == 0 && err.contains("12 repas sont plusieurs fois dans les tableaux"),
        "{err}"
    );
}

#[test]
fn every_format_that_extract_writes_can_be_counted() {
    let here = folder();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2022-cantine");
    let mut answers = Vec::new();
    for format in ["csv", "json", "ndjson", "parquet"] {
        let output = format!("menus.{format}");
        let extract = ["extract", samples.to_str().unwrap(), "-o", &output];
        assert_eq!(run(here.path(), &extract).0, 0);
        let (code, out, _) = run(here.path(), &["stats", &output, "--format", "json"]);
        assert_eq!(code, 0);
        answers.push(out);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}
