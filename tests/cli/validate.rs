use super::{ardoise, folder, pdf, seen};
use std::fs;
use std::path::Path;

const PROFILE: &str = "menuCollNom = \"Valmenu\"\nmenuCollSiret = \"12345678200010\"\n\
    menuEtablissementNom = \"Cuisine\"\nmenuRestaurantNom = \"Tilleuls\"\nmenuRestaurantIdType = \"sans\"\n\
    menuRestaurantType = \"maternelle\"\nmenuRestaurantConvive = \"élèves\"\n";

/// The rows of a menu, as a town with a profile gets them.
fn menus(here: &Path) {
    fs::write(here.join("cantine.toml"), PROFILE).unwrap();
    let mut command = ardoise(here);
    command
        .arg("extract")
        .arg(pdf("list"))
        .args(["-o", "menus.csv"]);
    assert_eq!(seen(&command.output().unwrap()).0, 0);
}

fn validate(here: &Path, arguments: &[&str]) -> (i32, String, String) {
    seen(
        &ardoise(here)
            .arg("validate")
            .args(arguments)
            .output()
            .unwrap(),
    )
}

#[test]
fn what_extract_writes_with_a_profile_is_valid() {
    let here = folder();
    menus(here.path());
    let (code, out, err) = validate(here.path(), &["menus.csv"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "menus.csv : valable (menus-collectifs 1.2.3, 10 lignes)\n"
    );
}

#[test]
fn what_is_wrong_is_told_and_corrected() {
    let here = folder();
    menus(here.path());
    let csv = fs::read_to_string(here.path().join("menus.csv")).unwrap();
    let wrong = csv
        .replace("2022-11-07", "07/11/2022")
        .replace("entrée", "Entrée")
        .replace(',', ";");
    fs::write(here.path().join("faux.csv"), wrong).unwrap();
    let (code, out, _) = validate(here.path(), &["menus.csv", "faux.csv"]);
    assert_eq!(code, 1);
    for part in [
        "menus.csv : valable",
        "faux.csv : pas valable",
        "[not-date]",
        "5 fois",
        "« entrée »",
    ] {
        assert!(out.contains(part), "{out}");
    }
    let (code, out, _) = validate(here.path(), &["faux.csv", "--fix", "-o", "juste.csv"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("07/11/2022 → 2022-11-07") && out.contains("juste.csv : valable"),
        "{out}"
    );
    assert_eq!(
        fs::read_to_string(here.path().join("juste.csv")).unwrap(),
        csv
    );
}

#[test]
fn programs_get_json_and_workflows_get_annotations() {
    let here = folder();
    fs::write(here.path().join("a.csv"), "nom,siret\nMartin,123\n").unwrap();
    let (code, out, _) = validate(
        here.path(),
        &["a.csv", "--schema", "commerces", "--format", "json"],
    );
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 1);
    assert_eq!(answer[0]["valid"], false);
    assert_eq!(answer[0]["schema"]["version"], "1.0.0");
    let pattern = answer[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == "pattern")
        .unwrap();
    assert_eq!(
        (pattern["line"].as_u64(), pattern["column"].as_str()),
        (Some(2), Some("siret"))
    );
    let (_, out, _) = validate(
        here.path(),
        &[
            "a.csv",
            "--schema",
            "commerces",
            "--format",
            "github",
            "--lang",
            "en",
        ],
    );
    assert!(
        out.contains("::error file=a.csv,line=2,title=pattern::siret : “123” is not written"),
        "{out}"
    );
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
}

#[test]
fn a_schema_of_one_s_own_is_a_file() {
    let here = folder();
    fs::write(
        here.path().join("s.json"),
        r#"{"fields": [{"name": "a", "type": "integer"}]}"#,
    )
    .unwrap();
    fs::write(here.path().join("a.csv"), "a\n1\ndeux\n").unwrap();
    let (code, out, _) = validate(here.path(), &["a.csv", "--schema", "s.json"]);
    assert_eq!(code, 1);
    assert!(out.contains("« deux » n'est pas un nombre entier"), "{out}");
    let (code, _, err) = validate(here.path(), &["a.csv", "--schema", "menu"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("menus-collectifs, plats-menus-collectifs, dae, commerces"),
        "{err}"
    );
}

#[test]
fn the_town_s_other_data_sets_have_a_check_that_works() {
    let here = folder();
    let shops = "nom,siret,activite,adresse,code_insee,coordonnees,horaires,telephone,site,courriel\n\
        Boulangerie Martin,12345678200010,alimentation,2 rue de la Mairie,35999,\"[-1.78, 48.05]\",\
        \"Tu-Sa 07:00-13:00,15:30-19:00\",02 99 00 27 37,https://valmenu.fr,contact@valmenu.fr\n";
    fs::write(here.path().join("commerces.csv"), shops).unwrap();
    assert_eq!(
        validate(here.path(), &["commerces.csv", "--schema", "commerces"]).0,
        0
    );
    let wrong = shops
        .replace("Tu-Sa", "mardi-samedi")
        .replace("[-1.78, 48.05]", "[48.05, -1.78]");
    fs::write(here.path().join("commerces.csv"), wrong).unwrap();
    let (code, out, _) = validate(here.path(), &["commerces.csv", "--schema", "commerces"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("[opening-hours]") && out.contains("[gps-reversed]"),
        "{out}"
    );
    let schema = ardoise::schema::built_in("dae").unwrap().unwrap();
    let example = |f: &ardoise::schema::Field| {
        f.example
            .clone()
            .filter(|_| f.constraints.required)
            .unwrap_or_default()
    };
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(schema.fields.iter().map(|f| f.name.as_str()))
        .unwrap();
    csv.write_record(schema.fields.iter().map(|f| match f.name.as_str() {
        "etat_fonct" => "En fonctionnement".to_owned(),
        _ => example(f),
    }))
    .unwrap();
    let dae = String::from_utf8(csv.into_inner().unwrap()).unwrap();
    fs::write(here.path().join("dae.csv"), &dae).unwrap();
    let (code, out, _) = validate(here.path(), &["dae.csv", "--schema", "dae"]);
    assert_eq!(code, 0, "{out}");
    fs::write(
        here.path().join("dae.csv"),
        dae.replace("123456782,", "123456783,"),
    )
    .unwrap();
    let (code, out, _) = validate(here.path(), &["dae.csv", "--schema", "dae"]);
    assert_eq!(code, 1);
    assert!(out.contains("[siren]"), "{out}");
}
