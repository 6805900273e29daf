//! `ardoise sync`: what comes in, what stays, what is told.

use super::{ardoise, folder, seen};
use crate::made::{List, pdf};
use ardoise::scdl::{Row, read_csv};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

/// All that the schema wants and no PDF holds.
pub const PROFILE: &str = r#"
menuCollNom = "Commune de Valmenu"
menuCollSiret = "12345678200010"
menuEtablissementNom = "Cuisine centrale de Valmenu"
menuRestaurantNom = "École des Tilleuls"
menuRestaurantIdType = "sans"
menuRestaurantType = "élémentaire"
menuRestaurantConvive = "élèves"
[publication]
zone = "B"
"#;

/// A town's folders: `menus`, `data` and `cantine.toml`.
pub struct Town {
    pub here: tempfile::TempDir,
}

/// A menu of some days after a Monday, each with its dishes.
pub fn menu_of(monday: NaiveDate, days: &[(u32, &[&str])], modified: &str) -> Vec<u8> {
    let weekdays = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"];
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let written = |day: u32| {
        let date = monday + chrono::Duration::days(day.into());
        let month = months[date.month0() as usize];
        (format!("{} {month}", date.day()), date.year())
    };
    let ((from, _), (to, year)) = (written(0), written(4));
    let title = format!("Semaine du {from} au {to} {year}");
    let heading = |(day, _): &(u32, _)| format!("{} {}", weekdays[*day as usize], written(*day).0);
    let headings: Vec<String> = days.iter().map(heading).collect();
    let dishes = days.iter().map(|(_, dishes)| *dishes);
    let days: Vec<(&str, &[&str])> = headings.iter().map(String::as_str).zip(dishes).collect();
    let content = List {
        title: &title,
        days: &days,
        modified: None,
    }
    .content();
    let date = |key: &str| format!("/{key}(D:{modified}090000+01'00')");
    pdf(&content, "", &(date("CreationDate") + &date("ModDate")))
}

/// The same of a week from Monday 7 November 2022 on, by its number.
pub fn menu(number: u32, days: &[(u32, &[&str])], modified: &str) -> Vec<u8> {
    let first = NaiveDate::from_ymd_opt(2022, 11, 7).unwrap();
    menu_of(
        first + chrono::Duration::weeks(number.into()),
        days,
        modified,
    )
}

pub const MONDAY: &[&str] = &[
    "Taboulé",
    "Poulet rôti",
    "Haricots verts bio",
    "Edam",
    "Pomme",
];
pub const TUESDAY: &[&str] = &[
    "Betteraves",
    "Omelette",
    "Riz",
    "Yaourt nature",
    "Compote de pommes",
];
const OTHER: &[&str] = &["Concombre", "Lasagnes", "Petits pois", "Comté", "Poire"];

impl Town {
    pub fn new() -> Self {
        let here = folder();
        fs::create_dir(here.path().join("menus")).unwrap();
        fs::write(here.path().join("cantine.toml"), PROFILE).unwrap();
        Self { here }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.here.path().join(name)
    }

    pub fn put(&self, name: &str, pdf: &[u8]) {
        let path = self.path("menus").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, pdf).unwrap();
    }

    pub fn take(&self, name: &str) {
        fs::remove_file(self.path("menus").join(name)).unwrap();
    }

    pub fn sync_on(&self, day: &str, arguments: &[&str]) -> (i32, String, String) {
        let day: NaiveDate = day.parse().unwrap();
        let epoch = day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp();
        let mut command = ardoise(self.here.path());
        command.env("SOURCE_DATE_EPOCH", epoch.to_string());
        seen(
            &command
                .args(["sync", "menus", "--data", "data"])
                .args(arguments)
                .output()
                .unwrap(),
        )
    }

    /// How it ended, and what it said.
    pub fn sync(&self, arguments: &[&str]) -> (i32, String) {
        let (code, out, err) = self.sync_on("2022-11-09", arguments);
        assert_eq!(out, "", "standard output carries data only");
        (code, err)
    }

    pub fn rows(&self) -> Vec<Row> {
        let csv = fs::read(self.path("data/menus.csv")).unwrap();
        read_csv(csv.as_slice())
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    /// The names of a day's dishes.
    fn dishes(&self, day: &str) -> Vec<String> {
        let rows = self.rows().into_iter();
        let rows = rows.filter(|row| row.menu_date.to_string() == day);
        rows.map(|row| row.menu_plat_nom).collect()
    }

    pub fn journal(&self) -> String {
        fs::read_to_string(self.path("data/journal.md")).unwrap()
    }

    /// All published files, and when each was last written.
    fn published(&self) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let files = walkdir::WalkDir::new(self.path("data"))
            .into_iter()
            .flatten();
        let files = files.filter(|f| {
            f.file_type().is_file() && !f.path().to_string_lossy().contains(".ardoise")
        });
        files
            .map(|f| {
                (
                    f.path().to_owned(),
                    (
                        f.metadata().unwrap().modified().unwrap(),
                        fs::read(f.path()).unwrap(),
                    ),
                )
            })
            .collect()
    }

    /// What `ardoise extract` makes of the folder.
    fn extracted(&self) -> String {
        let mut command = ardoise(self.here.path());
        let output = command.args(["extract", "menus"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn table(&self) -> String {
        fs::read_to_string(self.path("data/menus.csv")).unwrap()
    }
}

#[test]
fn a_second_run_changes_no_byte_and_the_table_is_that_of_an_extraction() {
    let town = Town::new();
    town.put(
        "a/45.pdf",
        &menu(0, &[(0, MONDAY), (1, TUESDAY)], "20221102"),
    );
    town.put("a.pdf", &menu(1, &[(0, TUESDAY)], "20221102"));
    town.put("B/46.pdf", &menu(1, &[(1, MONDAY)], "20221103"));
    let (code, err) = town.sync(&["--report", "html,xlsx"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.ends_with("3 menus publiés, 20 plats, 2 bio\n"), "{err}");
    assert_eq!(town.table(), town.extracted());
    let before = town.published();
    let names: Vec<String> = before
        .keys()
        .map(|p| {
            p.strip_prefix(town.path("data"))
                .unwrap()
                .display()
                .to_string()
        })
        .collect();
    for name in [
        "menus.csv",
        "menus.parquet",
        "rapport.html",
        "rapport.xlsx",
        "journal.md",
        "documents.json",
        "corrections.toml",
        "datapackage.json",
        "catalogue.jsonld",
        "fiche.md",
        "fiche.html",
        "calendriers/ecole-des-tilleuls.ics",
    ] {
        assert!(names.iter().any(|n| n == name), "{name} in {names:?}");
    }
    for day in ["2022-11-09", "2022-11-30"] {
        let (code, _, err) = town.sync_on(day, &["--report", "html,xlsx"]);
        assert_eq!(code, 0);
        assert!(err.contains("rien de nouveau ; 3 menus publiés"), "{err}");
        assert!(
            town.published() == before,
            "a day without news changes nothing"
        );
    }
}

#[test]
fn a_fresh_checkout_reads_no_menu_anew() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    // One without a date of its own keeps the day on which it first came in.
    town.put(
        "46.pdf",
        &List {
            title: "Semaine du 14 au 18 novembre 2022",
            days: &[("Lundi 14 novembre", TUESDAY)],
            modified: None,
        }
        .pdf(),
    );
    assert_eq!(town.sync(&[]).0, 0);
    let before = town.published();
    fs::remove_dir_all(town.path("data/.ardoise")).unwrap();
    for name in ["45.pdf", "46.pdf"] {
        let file = File::options()
            .write(true)
            .open(town.path("menus").join(name))
            .unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(86_400))
            .unwrap();
    }
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && err.contains("rien de nouveau"), "{err}");
    assert!(town.published() == before);
}

#[test]
fn what_leaves_the_inbox_stays_published_unless_it_is_pruned() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put("46.pdf", &menu(1, &[(0, TUESDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let both = town.table();
    town.take("45.pdf");
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0
            && err.contains("45.pdf : n'est plus dans le dossier ; ses plats restent publiés"),
        "{err}"
    );
    assert_eq!(town.table(), both);
    assert!(town.journal().contains("## Plus dans le dossier, encore publiés\n\n- **45.pdf**, depuis le 9 novembre 2022 : 5\u{a0}plats, le 7 novembre 2022"), "{}", town.journal());
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert!(
        town.sync(&[])
            .1
            .contains("45.pdf : de nouveau dans le dossier")
    );
    assert_eq!(town.table(), both);
    assert!(!town.journal().contains("## Plus dans le dossier"));
    town.take("45.pdf");
    let (code, err) = town.sync(&["--prune"]);
    assert!(
        code == 0
            && err.contains("45.pdf : n'est plus dans le dossier ; ses plats ne sont plus publiés"),
        "{err}"
    );
    assert_eq!(town.table(), town.extracted());
    town.take("46.pdf");
    let (code, err) = town.sync(&["--prune"]);
    assert!(
        code == 2 && err.contains("--prune retirerait tout"),
        "{err}"
    );
    assert_eq!(town.dishes("2022-11-14").len(), 5);
}

#[test]
fn a_corrected_week_replaces_what_it_tells_of_under_its_name_or_another() {
    let town = Town::new();
    town.put(
        "45.pdf",
        &menu(0, &[(0, MONDAY), (1, TUESDAY), (3, OTHER)], "20221102"),
    );
    assert_eq!(town.sync(&[]).0, 0);
    // Thursday lies between the days that the new version tells of; it has gone.
    town.put(
        "45.pdf",
        &menu(0, &[(0, OTHER), (1, TUESDAY), (4, MONDAY)], "20221103"),
    );
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0);
    assert!(err.contains("45.pdf : nouvelle version"), "{err}");
    assert!(
        err.contains(
            "ne dit plus rien de certains repas, servis le 10 novembre 2022, qui sont retirés ; plats : 5"
        ),
        "{err}"
    );
    assert_eq!(town.table(), town.extracted());
    town.put("45-corrige.pdf", &menu(0, &[(1, MONDAY)], "20221104"));
    let (_, err) = town.sync(&[]);
    assert!(err.contains("45.pdf : remplacé par « 45-corrige.pdf », plus récent, qui a un tout autre menu le 8 novembre 2022"), "{err}");
    assert_eq!(town.table(), town.extracted());
    assert_eq!(town.dishes("2022-11-08").len(), 5);
    assert!(!town.sync(&[]).1.contains("45-corrige.pdf"), "told once");
    assert!(
        town.journal().contains("- **45.pdf**\n  - remplacé par «"),
        "{}",
        town.journal()
    );
}

#[test]
fn one_name_for_every_week_loses_none() {
    let town = Town::new();
    for number in 0..3 {
        town.put(
            "menu.pdf",
            &menu(number, &[(0, MONDAY), (1, TUESDAY)], "20221102"),
        );
        let (code, err) = town.sync(&[]);
        assert!(
            code == 0 && err.contains(&format!("{} menu", number + 1)),
            "{err}"
        );
    }
    assert_eq!(town.rows().len(), 30);
    // The first week again, corrected: what is left of its older version goes.
    town.put(
        "menu.pdf",
        &menu(0, &[(0, OTHER), (1, TUESDAY)], "20221101"),
    );
    assert_eq!(town.sync(&[]).0, 0);
    assert_eq!(
        (town.rows().len(), town.dishes("2022-11-07")[0].as_str()),
        (30, "Concombre")
    );
}

#[test]
fn a_menu_that_moves_keeps_its_rows_once() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let before = town.table();
    fs::create_dir(town.path("menus/2022")).unwrap();
    fs::rename(
        town.path("menus/45.pdf"),
        town.path("menus/2022/semaine 45.pdf"),
    )
    .unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0 && err.contains("2022/semaine 45.pdf : renommé ou déplacé (45.pdf auparavant)"),
        "{err}"
    );
    assert_eq!(town.table(), before);
}

#[test]
fn two_menus_that_change_their_names_are_published_once() {
    let town = Town::new();
    for (name, number) in [("a.pdf", 0), ("b.pdf", 1)] {
        town.put(name, &menu(number, &[(0, MONDAY)], "20221102"));
    }
    assert_eq!(town.sync(&[]).0, 0);
    for (name, number) in [("a.pdf", 1), ("b.pdf", 0)] {
        town.put(name, &menu(number, &[(0, MONDAY)], "20221102"));
    }
    assert_eq!(town.sync(&[]).0, 0);
    assert_eq!(town.table(), town.extracted());
    assert!(
        !town.journal().contains("## Plus dans le dossier"),
        "{}",
        town.journal()
    );
}

#[test]
fn a_result_that_is_not_valid_leaves_everything_as_it_was() {
    let town = Town::new();
    fs::write(town.path("cantine.toml"), "menuCollNom = \"Valmenu\"").unwrap();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("menuCollSiret")
            && err.contains("rien n'a été publié")
            && err.contains("cantine.toml"),
        "{err}"
    );
    assert!(town.published().is_empty());
    fs::write(town.path("cantine.toml"), PROFILE).unwrap();
    assert_eq!(town.sync(&[]).0, 0);
    let before = town.published();
    fs::write(
        town.path("cantine.toml"),
        PROFILE.replace("menuRestaurantConvive", "# menuRestaurantConvive"),
    )
    .unwrap();
    town.put("46.pdf", &menu(1, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 1);
    assert!(town.published() == before);
    fs::write(town.path("cantine.toml"), PROFILE.replace("élèves", "tous")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0
            && err.contains("45.pdf : relu (le profil, le dossier ou Ardoise ont changé) ; ")
            && err.contains("plats qui changent : 5"),
        "{err}"
    );
    assert_eq!(town.table(), town.extracted());
}

#[test]
fn a_pdf_that_cannot_be_read_is_told_when_it_comes_and_stays_in_the_journal() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put("lettre.pdf", b"no PDF at all");
    let (code, err) = town.sync(&[]);
    assert!(
        code == 3 && err.contains("lettre.pdf\n  erreur : "),
        "{err}"
    );
    let before = town.published();
    assert_eq!(town.sync(&[]).0, 0);
    assert!(town.published() == before);
    assert!(
        town.journal().contains("- **lettre.pdf**\n  - "),
        "{}",
        town.journal()
    );
    // A bad version takes nothing away.
    town.put("45.pdf", b"half a copy");
    let (code, err) = town.sync(&[]);
    assert!(
        code == 3
            && err.contains(
                "45.pdf : l'ancienne version reste publiée pour les jours que celle-ci ne dit pas"
            ),
        "{err}"
    );
    assert_eq!(town.dishes("2022-11-07").len(), 5);
    town.put("45.pdf", &menu(0, &[(0, OTHER)], "20221103"));
    town.take("lettre.pdf");
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0
            && err
                .contains("lettre.pdf : n'est plus dans le dossier ; il n'avait donné aucun plat"),
        "{err}"
    );
    assert_eq!(town.table(), town.extracted());
    assert!(
        !town.journal().contains("## À regarder"),
        "{}",
        town.journal()
    );
}

fn corrections(town: &Town, text: &str) {
    fs::write(town.path("data/corrections.toml"), text).unwrap();
}

const HARICOTS: &str = r#"
[[correction]]
menuDate = 2022-11-07
menuPlatNom = "haricots VERTS"
devient = { menuPlatSiqo = [], menuPlatLabel = "local", menuPlatNom = "Haricots verts du jardin" }
raison = "pas bio cette semaine"
"#;

#[test]
fn a_correction_holds_at_each_run_until_its_pdf_changes() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put("46.pdf", &menu(1, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let pomme = "[[correction]]\nmenuDate = 2022-11-14\nmenuPlatNom = \"Pomme\"\nretirer = true\n";
    corrections(&town, &format!("{HARICOTS}{pomme}"));
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && err.contains("45.pdf : correction du 7 novembre 2022 faite, « haricots VERTS » : nom : Haricots verts du jardin"), "{err}");
    let rows = town.rows();
    let corrected = rows
        .iter()
        .find(|r| r.menu_plat_nom == "Haricots verts du jardin")
        .unwrap();
    assert!(corrected.menu_plat_siqo.is_empty() && corrected.menu_plat_label == "local");
    assert_eq!(corrected.menu_modification_info, "pas bio cette semaine");
    assert_eq!(
        corrected.menu_modification_date.unwrap().to_rfc3339(),
        "2022-11-09T00:00:00+00:00"
    );
    assert_eq!((town.dishes("2022-11-14").len(), rows.len()), (4, 9));
    let before = town.published();
    assert_eq!(town.sync_on("2022-11-20", &[]).0, 0);
    assert!(town.published() == before);
    assert!(
        town.journal()
            .contains("| 7 novembre 2022 | tous | haricots VERTS |"),
        "{}",
        town.journal()
    );
    // Another version of the PDF: the correction still holds, and is to be looked at.
    town.put("45.pdf", &menu(0, &[(0, MONDAY), (1, TUESDAY)], "20221103"));
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0 && err.contains("le PDF a changé depuis la correction du 7 novembre 2022"),
        "{err}"
    );
    assert_eq!(town.dishes("2022-11-07")[2], "Haricots verts du jardin");
    assert!(
        town.journal()
            .contains("## À regarder\n\n- le PDF a changé"),
        "{}",
        town.journal()
    );
    // Somebody looked.
    corrections(&town, &format!("{HARICOTS}verifiee = 2022-11-09\n{pomme}"));
    assert!(
        town.sync(&[])
            .1
            .contains("correction du 7 novembre 2022 faite")
    );
    assert!(
        !town.journal().contains("## À regarder"),
        "{}",
        town.journal()
    );
    // The dish has gone.
    town.put("45.pdf", &menu(0, &[(0, OTHER), (1, TUESDAY)], "20221104"));
    let (_, err) = town.sync(&[]);
    assert!(
        err.contains("aucun plat n'est celui de la correction du 7 novembre 2022"),
        "{err}"
    );
}

#[test]
fn corrections_that_cannot_be_read_stop_the_run() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let before = town.published();
    corrections(
        &town,
        &HARICOTS.replace("menuPlatSiqo = []", "menuPlatSiqo = [\"bio\"]"),
    );
    let (code, err) = town.sync(&[]);
    assert!(
        code == 2
            && err.contains("data/corrections.toml\n")
            && err.contains("agriculture biologique"),
        "{err}"
    );
    assert!(
        town.published()
            .iter()
            .all(|(path, file)| path.ends_with("corrections.toml") || before[path] == *file)
    );
}

#[test]
fn a_table_published_before_is_taken_in_and_one_changed_by_hand_is_set_aside() {
    let town = Town::new();
    town.put(
        "old.pdf",
        &menu(0, &[(0, MONDAY), (1, TUESDAY)], "20221102"),
    );
    fs::create_dir(town.path("data")).unwrap();
    fs::write(town.path("data/menus.csv"), town.extracted()).unwrap();
    town.take("old.pdf");
    town.put("45.pdf", &menu(0, &[(1, OTHER)], "20221102"));
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0
            && err.contains(
                "menus.csv : plats déjà publiés, dont le document n'est pas connu : ils restent"
            ),
        "{err}"
    );
    assert_eq!(
        (town.rows().len(), town.dishes("2022-11-08")[0].as_str()),
        (10, "Concombre")
    );
    let right = town.table();
    let edited = right.replace("Taboulé", "Taboulé maison");
    fs::write(town.path("data/menus.csv"), &edited).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0 && err.contains("menus.csv a été modifié à la main"),
        "{err}"
    );
    assert_eq!(town.table(), right);
    let copy = err.split("; copie : ").nth(1).unwrap();
    let copy = copy.lines().next().unwrap();
    assert_eq!(fs::read_to_string(town.path(copy)).unwrap(), edited);
    assert!(!town.sync(&[]).1.contains("à la main"));
}

#[test]
fn a_run_that_is_killed_between_two_files_is_finished_by_the_next() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let older = town.table();
    town.put("46.pdf", &menu(1, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let right = town.published();
    fs::write(town.path("data/menus.csv"), older).unwrap();
    fs::remove_file(town.path("data/menus.parquet")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && err.contains("rien de nouveau"), "{err}");
    let bytes = |files: BTreeMap<PathBuf, (SystemTime, Vec<u8>)>| {
        files
            .into_iter()
            .map(|(path, (_, bytes))| (path, bytes))
            .collect::<Vec<_>>()
    };
    assert!(bytes(town.published()) == bytes(right));
}

#[test]
fn a_register_that_is_damaged_is_refused_and_may_be_deleted() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put("46.pdf", &menu(1, &[(0, TUESDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    town.take("46.pdf");
    let register = town.path("data/documents.json");
    let text = fs::read_to_string(&register).unwrap();
    fs::write(&register, format!("<<<<<<< HEAD\n{text}")).unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 2 && err.contains("data/documents.json\n") && err.contains("supprimez-le"),
        "{err}"
    );
    fs::remove_file(&register).unwrap();
    assert_eq!(town.sync(&[]).0, 0);
    assert_eq!(
        (
            town.dishes("2022-11-07").len(),
            town.dishes("2022-11-14").len()
        ),
        (5, 5)
    );
}

#[test]
fn a_stale_data_set_ends_with_4() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    let ended = |day: &str, most: &str| {
        let (code, _, err) = town.sync_on(day, &["--max-gap", most]);
        (code, err)
    };
    assert_eq!(ended("2022-11-14", "7").0, 0);
    let (code, err) = ended("2022-11-15", "7");
    assert!(code == 4 && err.contains("École des Tilleuls : le dernier menu est du 7 novembre 2022 ; jours passés depuis, hors vacances scolaires : 8 (au plus : 7)"), "{err}");
    // Holidays do not age a menu: 17 December to 2 January.
    assert_eq!(ended("2023-01-02", "39").0, 0);
    assert_eq!(ended("2023-01-03", "39").0, 4);
    let (code, out, _) = town.sync_on("2022-11-22", &["--max-gap", "7", "--format", "github"]);
    assert_eq!(code, 4);
    assert!(
        out.starts_with("::warning file=data/menus.csv,title=stale::École des Tilleuls"),
        "{out}"
    );
}

#[test]
fn annotations_name_the_pdf_and_the_summary_tells_the_run() {
    let town = Town::new();
    let marked = &[
        "Taboulé°",
        "Poulet rôti",
        "Haricots verts bio",
        "Edam",
        "Pomme",
    ];
    town.put("été/45.pdf", &menu(0, &[(0, marked)], "20221102"));
    town.put("lettre.pdf", b"no PDF at all");
    let (code, out, _) = town.sync_on(
        "2022-11-09",
        &["--format", "github", "--summary", "summary.md"],
    );
    assert_eq!(code, 3);
    assert!(
        out.contains("::warning file=menus/été/45.pdf,title=unexplained-mark::page 1, à "),
        "{out}"
    );
    assert!(
        out.contains("::error file=menus/lettre.pdf,title=not-a-pdf::"),
        "{out}"
    );
    let summary = fs::read_to_string(town.path("summary.md")).unwrap();
    assert!(
        summary.starts_with(
            "# Menus, mise à jour du 9 novembre 2022\n\n## Nouveau\n\n- **lettre.pdf** : "
        ),
        "{summary}"
    );
    assert!(
        summary.contains("\n- **été/45.pdf** : nouveau menu")
            && summary.contains("## À regarder\n"),
        "{summary}"
    );
    assert!(
        summary.contains("## Fraîcheur\n\nMenus le 7 novembre 2022."),
        "{summary}"
    );
    let (_, out, _) = town.sync_on(
        "2022-11-09",
        &["--format", "github", "--summary", "summary.md"],
    );
    assert_eq!(out, "", "what was told is not told again");
    assert!(
        fs::read_to_string(town.path("summary.md"))
            .unwrap()
            .contains("Rien de nouveau.")
    );
}

#[test]
fn folders_that_cannot_be_are_refused() {
    let town = Town::new();
    let run = |arguments: &[&str]| {
        seen(
            &ardoise(town.here.path())
                .arg("sync")
                .args(arguments)
                .output()
                .unwrap(),
        )
    };
    let (code, _, err) = run(&["menus", "--data", "menus/data"]);
    assert!(
        code == 2 && err.contains("donnez un autre dossier"),
        "{err}"
    );
    let (code, _, err) = run(&["nowhere", "--data", "data"]);
    assert!(
        code == 2 && err.contains("nowhere n'est pas un dossier"),
        "{err}"
    );
    assert!(!town.path("data").exists());
}

#[test]
fn what_left_the_inbox_gives_way_to_what_lies_there() {
    let town = Town::new();
    town.put("juste.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put(
        "erreur.pdf",
        &menu(0, &[(0, OTHER), (1, TUESDAY)], "20221103"),
    );
    assert_eq!(town.sync(&[]).0, 0);
    assert_eq!(town.dishes("2022-11-07")[0], "Concombre");
    town.take("erreur.pdf");
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && err.contains("erreur.pdf : n'est plus dans le dossier : « juste.pdf », qui y est, vaut pour les repas servis le 7 novembre 2022"), "{err}");
    assert_eq!(town.dishes("2022-11-07")[0], "Taboulé");
    assert!(
        town.journal()
            .contains("- **erreur.pdf**, depuis le 9 novembre 2022 : 5\u{a0}plats, "),
        "{}",
        town.journal()
    );
}

#[test]
fn pruning_takes_away_what_left_and_nothing_else() {
    let town = Town::new();
    town.put("menu.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    town.put("45.pdf", &menu(1, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    town.put("menu.pdf", &menu(2, &[(0, MONDAY)], "20221109"));
    town.put("45.pdf", b"half a copy");
    let (code, err) = town.sync(&["--prune"]);
    assert!(code == 3 && !err.contains("--prune)"), "{err}");
    assert_eq!(town.rows().len(), 15);
    town.take("menu.pdf");
    let (code, err) = town.sync(&["--prune"]);
    assert!(
        code == 0
            && err.contains(
                "menu.pdf : n'est plus dans le dossier ; ses plats ne sont plus publiés (--prune)"
            ),
        "{err}"
    );
    assert_eq!(town.rows().len(), 5);
}

#[test]
fn a_correction_that_is_taken_back_is_told_and_a_change_of_the_publication_too() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    corrections(&town, HARICOTS);
    assert_eq!(town.sync(&[]).0, 0);
    corrections(&town, "");
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0
            && err.contains(
                "correction du 7 novembre 2022 retirée de corrections.toml, « haricots VERTS »"
            ),
        "{err}"
    );
    assert_eq!(town.table(), town.extracted());
    fs::write(
        town.path("cantine.toml"),
        format!("{PROFILE}contact = \"donnees@valmenu.example\"\n"),
    )
    .unwrap();
    let (code, err) = town.sync(&[]);
    assert!(
        code == 0 && err.contains("la table [publication] du profil a changé"),
        "{err}"
    );
    let fiche = fs::read_to_string(town.path("data/fiche.md")).unwrap();
    assert!(fiche.contains("donnees@valmenu.example"));
    assert!(town.sync(&[]).1.contains("rien de nouveau"));
}

#[test]
fn a_correction_holds_when_another_school_comes_to_serve_the_dish() {
    let town = Town::new();
    let schools = "[[restaurant]]\nmenuRestaurantNom = \"A\"\ndossiers = [\"a\"]\n[[restaurant]]\nmenuRestaurantNom = \"B\"\ndossiers = [\"b\"]\n";
    fs::write(town.path("cantine.toml"), format!("{PROFILE}{schools}")).unwrap();
    town.put("a/45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    fs::create_dir(town.path("data")).unwrap();
    corrections(&town, HARICOTS);
    assert_eq!(town.sync(&[]).0, 0);
    town.put(
        "b/45.pdf",
        &menu(0, &[(0, MONDAY), (1, TUESDAY)], "20221102"),
    );
    let (code, err) = town.sync(&[]);
    assert!(code == 0 && !err.contains("le PDF a changé"), "{err}");
    let corrected = town
        .rows()
        .into_iter()
        .filter(|r| r.menu_plat_nom == "Haricots verts du jardin");
    assert_eq!(corrected.count(), 2);
    assert!(town.path("data/calendriers/a.ics").exists());
    fs::remove_dir_all(town.path("menus/b")).unwrap();
    fs::write(town.path("data/calendriers/vacances.ics"), "our own").unwrap();
    assert_eq!(town.sync(&["--prune"]).0, 0);
    assert!(
        !town.path("data/calendriers/b.ics").exists(),
        "its restaurant has no menu any more"
    );
    assert!(
        town.path("data/calendriers/vacances.ics").exists(),
        "people's own"
    );
}

#[test]
fn no_menu_at_all_is_stale() {
    let town = Town::new();
    assert_eq!(town.sync(&[]).0, 0);
    assert_eq!(town.sync(&["--max-gap", "1000"]).0, 4);
}

#[test]
fn what_cannot_be_read_is_named_first_however_much_there_is() {
    let town = Town::new();
    for number in 0..25 {
        let marked = &["Taboulé°", "Poulet rôti", "Edam", "Pomme"];
        let pdf = [
            menu(number % 4, &[(0, marked)], "20221102"),
            format!("%{number}\n").into(),
        ]
        .concat();
        town.put(&format!("{number}.pdf"), &pdf);
    }
    town.put("z.pdf", b"no PDF at all");
    let (code, err) = town.sync(&[]);
    assert!(code == 3 && err.contains("\nz.pdf\n  erreur : "), "{err}");
    assert!(
        err.contains("… 6 autres (journal.md les dit tous)"),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_or_look_like_commands_do_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let town = Town::new();
    for (name, number) in [
        (&b"a\xff.pdf"[..], 0),
        (b"a\xfe.pdf", 1),
        (b"b\n::error::x.pdf", 2),
        (b"::warning::y.pdf", 3),
    ] {
        let path = town.path("menus").join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, menu(number, &[(0, MONDAY)], "20221102")).unwrap();
    }
    let (code, out, err) = town.sync_on(
        "2022-11-09",
        &["--format", "github", "--summary", "summary.md"],
    );
    assert_eq!(code, 0, "{err}");
    let summary = fs::read_to_string(town.path("summary.md")).unwrap();
    for line in [out.as_str(), &err, &summary]
        .iter()
        .flat_map(|text| text.lines())
    {
        assert!(
            !line.trim_start().starts_with("::") || line.starts_with("::notice file="),
            "{line}"
        );
    }
    assert_eq!(town.rows().len(), 20);
    assert!(town.sync(&[]).1.contains("rien de nouveau"));
}

/// Many menus, so that a run takes a while.
fn many(town: &Town, from: u32, to: u32) {
    for number in from..to {
        let on = |n: u32| (n % 4, n / 4);
        let (number, copy) = on(number);
        let pdf = [
            menu(number, &[(0, MONDAY), (1, TUESDAY)], "20221102"),
            format!("%{copy}\n").into(),
        ]
        .concat();
        town.put(&format!("{copy}/{number}.pdf"), &pdf);
    }
}

#[test]
fn two_runs_at_once_lose_no_row() {
    let town = Town::new();
    many(&town, 0, 40);
    let start = || {
        let mut command = ardoise(town.here.path());
        command
            .args(["sync", "menus", "--data", "data"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let first = start();
    many(&town, 40, 60);
    let second = start();
    for run in [first, second] {
        let output = run.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(town.table(), town.extracted());
}

#[test]
fn a_folder_that_is_taken_is_refused_and_a_killed_run_leaves_it_free() {
    let town = Town::new();
    town.put("45.pdf", &menu(0, &[(0, MONDAY)], "20221102"));
    assert_eq!(town.sync(&[]).0, 0);
    let lock = File::options()
        .write(true)
        .open(town.path("data/.ardoise/lock"))
        .unwrap();
    lock.lock().unwrap();
    let (code, err) = town.sync(&["--wait", "0"]);
    assert!(
        code == 2 && err.contains("une autre mise à jour travaille sur ce dossier"),
        "{err}"
    );
    drop(lock);
    many(&town, 0, 200);
    let mut command = ardoise(town.here.path());
    let mut running = command
        .args(["sync", "menus", "--data", "data"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It holds the lock from its first moments on.
    let free = || {
        File::open(town.path("data/.ardoise/lock"))
            .unwrap()
            .try_lock()
            .is_ok()
    };
    while running.try_wait().unwrap().is_none() && free() {
        std::thread::sleep(Duration::from_millis(1));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let (code, err) = town.sync(&["--wait", "5"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(town.table(), town.extracted());
}
