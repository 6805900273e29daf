//! `package`: what describes a data set, of the sample menus of a town and of rows that nobody should publish.

use ardoise::extract::{Options, extract};
use ardoise::package::{
    Block, Calendar, Edition, Fiche, FileKind, PublishedFile, Words, calendars, catalogue,
    datapackage, fiche, fiche_html, fiche_markdown,
};
use ardoise::scdl::{
    Course, Format, Licence, MealKind, PlatRegime, Profile, Publication, Row, Siqo, read_csv,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(text: &str) -> Option<DateTime<FixedOffset>> {
    Some(DateTime::parse_from_rfc3339(text).unwrap())
}

/// The rows of a school's menus, published on 1 November 2022.
fn menus(school: &str) -> (Profile, Vec<Row>) {
    let folder = Path::new("samples/2022-cantine").join(school);
    let toml = std::fs::read_to_string(folder.join("cantine.toml")).unwrap();
    let profile = Profile::read(&toml).unwrap();
    let mut rows = Vec::new();
    for week in 45..=50 {
        let name = format!("semaine-{week}.pdf");
        let pdf = std::fs::read(folder.join(&name)).unwrap();
        let options = Options {
            profile: profile.clone(),
            file_name: Some(name),
            ..Options::default()
        };
        rows.extend(
            extract(&pdf, &options)
                .unwrap()
                .rows
                .into_iter()
                .map(|r| r.row),
        );
    }
    for row in &mut rows {
        row.menu_publication_date = at("2022-11-01T10:00:00+01:00");
    }
    (profile, rows)
}

fn town() -> (Profile, Vec<Row>) {
    let (mut profile, mut rows) = menus("maternelle");
    rows.extend(menus("elementaire").1);
    profile.publication = Publication {
        contact: "cantine@valmenu.example".to_owned(),
        territoire: "Valmenu".to_owned(),
        ..Publication::default()
    };
    (profile, rows)
}

fn dish(name: &str) -> Row {
    let csv = "menuCollNom,menuCollSiret,menuEtablissementNom,menuEtablissementSiret,menuRestaurantNom,menuRestaurantInsee,\
        menuRestaurantId,menuRestaurantIdType,menuRestaurantType,menuRestaurantConvive,menuDate,menuRepasType,menuPlatType,\
        menuPlatNom,menuPlatCode,menuPlatSiqo,menuPlatLabel,menuPlatPrecision,menuPlatRegime,menuPlatAllergene,\
        menuPlatTexture,menuPlatNutriscore,menuPlatPrix,menuPublicationDate,menuModificationDate,menuModificationInfo\n\
        Valmenu,12345678200010,Cuisine,,École des Tilleuls,35999,,sans,élémentaire,élèves,2022-11-07,déjeuner,plat principal,\
        Poulet,,,,,,,,,,2022-11-01T12:00:00Z,,\n";
    let mut rows = read_csv(csv.as_bytes()).unwrap();
    let row = rows.next().unwrap().unwrap();
    Row {
        menu_plat_nom: name.to_owned(),
        ..row
    }
}

fn edition<'a>(profile: &'a Profile, rows: &'a [Row], files: &'a [PublishedFile]) -> Edition<'a> {
    let updated = day(2022, 12, 16);
    Edition {
        profile,
        rows,
        updated,
        files,
    }
}

fn json(text: &str) -> Value {
    assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
    serde_json::from_str(text).unwrap()
}

fn written(rows: &[Row], format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = format.writer(&mut bytes).unwrap();
    writer.write(&format.encode(rows).unwrap()).unwrap();
    writer.finish().unwrap();
    drop(writer);
    bytes
}

/// The town's rows, with names that are hard to write in some of the formats.
fn hard_rows(mut rows: Vec<Row>) -> Vec<Row> {
    rows[0].menu_plat_nom =
        "Œufs mimosa, crème ; « à l'ancienne » \\ 🥕 et persillade de la cuisine centrale"
            .to_owned();
    rows.push(Row {
        menu_restaurant_nom:
            "École Jean-Moulin, annexe ; rez-de-chaussée \\ côté cour et côté jardin".to_owned(),
        menu_restaurant_id: String::new(),
        ..rows[1].clone()
    });
    rows
}

/// Writes a file of each kind into a folder.
fn published(rows: &[Row], folder: &Path) -> Vec<PublishedFile> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("calendriers")).unwrap();
    let [csv, parquet] = [Format::Csv, Format::Parquet].map(|format| written(rows, format));
    let html = b"<!DOCTYPE html><title>Rapport</title>".to_vec();
    let pdf = include_bytes!("../samples/ruled-1.pdf").to_vec();
    let xlsx = include_bytes!("schema/essai.xlsx").to_vec();
    let mut contents = vec![
        ("menus.csv".to_owned(), FileKind::Csv, csv),
        ("menus.parquet".to_owned(), FileKind::Parquet, parquet),
    ];
    contents.extend(calendars(rows).into_iter().map(|calendar| {
        let path = format!("calendriers/{}", calendar.file_name);
        (path, FileKind::Calendar, calendar.text.into_bytes())
    }));
    contents.extend([
        ("rapport.html".to_owned(), FileKind::Html, html),
        ("rapport.pdf".to_owned(), FileKind::Pdf, pdf),
        ("rapport.xlsx".to_owned(), FileKind::Xlsx, xlsx),
    ]);
    let publish = |(path, kind, content): (String, FileKind, Vec<u8>)| {
        std::fs::write(folder.join(&path), &content).unwrap();
        PublishedFile::of(&path, kind, &content)
    };
    contents.into_iter().map(publish).collect()
}

/// A whole data set in `target/tmp/package`, which `tests/package/check.py` reads with other eyes.
#[test]
fn a_data_set_is_described_in_a_folder() {
    let (profile, rows) = town();
    let rows = hard_rows(rows);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    let files = published(&rows, &folder);
    let edition = edition(&profile, &rows, &files);
    let fiche = fiche(&edition);
    for (name, text) in [
        ("datapackage.json", datapackage(&edition)),
        ("catalogue.jsonld", catalogue(&edition)),
        ("fiche.md", fiche_markdown(&fiche)),
        ("fiche.html", fiche_html(&fiche)),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let package = json(&datapackage(&edition));
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 8);
    for (resource, file) in resources.iter().zip(&files) {
        let content = std::fs::read(folder.join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["bytes"], content.len());
        assert_eq!(resource["hash"], format!("sha256:{}", file.sha256));
        let is_table = file.kind == FileKind::Csv;
        assert_eq!(resource.get("schema").is_some(), is_table);
        assert_eq!(resource["type"], if is_table { "table" } else { "file" });
    }
    let schema = &resources[0]["schema"];
    assert_eq!(
        [&schema["name"], &schema["version"]],
        ["scdl/menus-collectifs", "1.2.3"]
    );
    assert_eq!(schema["fields"].as_array().unwrap().len(), 26);
}

#[test]
fn the_descriptor_says_who_when_and_where() {
    let (profile, rows) = town();
    let package = json(&datapackage(&edition(&profile, &rows, &[])));
    assert_eq!(package["name"], "menus-commune-de-valmenu");
    assert_eq!(package["licenses"][0]["name"], "etalab-2.0");
    assert_eq!(package["temporal_coverage"]["start"], "2022-11-07");
    assert_eq!(package["temporal_coverage"]["end"], "2022-12-16");
    assert_eq!(package["spatial"]["zones"][0], "fr:commune:35999");
    assert_eq!(package["spatial"]["name"], "Valmenu");
    let [publisher, contact] = [0, 1].map(|at| &package["contributors"][at]);
    assert_eq!(publisher["siret"], "12345678200010");
    assert_eq!(
        [&publisher["role"], &contact["role"]],
        ["publisher", "contact"]
    );
    assert_eq!(contact["email"], "cantine@valmenu.example");
    let version = [&package["version"], &package["created"]];
    assert_eq!(version, ["2022-12-16", "2022-12-16T00:00:00Z"]);
}

#[test]
fn resources_have_names_of_their_own() {
    let files = ["a.csv", "a csv", "é", "é"].map(|p| PublishedFile::of(p, FileKind::Html, b""));
    let profile = Profile::default();
    let package = json(&datapackage(&edition(&profile, &[], &files)));
    let names: BTreeSet<&str> = package["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|resource| resource["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn the_catalogue_points_into_the_folder_that_is_published() {
    let (mut profile, rows) = town();
    let files = [PublishedFile::of("été/menus.csv", FileKind::Csv, b"abc")];
    let download = |profile: &Profile| {
        let catalogue = json(&catalogue(&edition(profile, &rows, &files)));
        let distribution = &catalogue["dcat:dataset"]["dcat:distribution"][0];
        assert_eq!(
            distribution["dcat:accessURL"],
            distribution["dcat:downloadURL"]
        );
        distribution["dcat:downloadURL"]["@id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(download(&profile), "%C3%A9t%C3%A9/menus.csv");
    profile.publication.adresse = "https://valmenu.example/cantine/".to_owned();
    let absolute = "https://valmenu.example/cantine/%C3%A9t%C3%A9/menus.csv";
    assert_eq!(download(&profile), absolute);
    profile.publication.adresse = "javascript:alert(1)".to_owned();
    assert_eq!(download(&profile), "%C3%A9t%C3%A9/menus.csv");
}

#[test]
fn the_catalogue_names_towns_licence_and_publisher() {
    let (mut profile, mut rows) = town();
    profile.publication.licence = Licence::Odbl;
    rows[0].menu_restaurant_insee = "2A004".to_owned();
    rows[1].menu_restaurant_insee = "no> code".to_owned();
    let catalogue = json(&catalogue(&edition(&profile, &rows, &[])));
    let dataset = &catalogue["dcat:dataset"];
    let places = dataset["dct:spatial"].as_array().unwrap();
    let towns: Vec<&str> = places.iter().filter_map(|p| p["@id"].as_str()).collect();
    let commune = "http://id.insee.fr/geo/commune";
    assert_eq!(
        towns,
        [format!("{commune}/2A004"), format!("{commune}/35999")]
    );
    assert_eq!(places[2]["skos:prefLabel"]["@value"], "Valmenu");
    assert_eq!(dataset["dct:license"]["dct:identifier"], "ODbL-1.0");
    assert_eq!(dataset["dct:publisher"]["dct:identifier"], "12345678200010");
    let mail = &dataset["dcat:contactPoint"]["vcard:hasEmail"]["@id"];
    assert_eq!(mail, "mailto:cantine@valmenu.example");
    profile.publication.contact = "à la mairie".to_owned();
    let text = ardoise::package::catalogue(&edition(&profile, &rows, &[]));
    assert!(!text.contains("contactPoint"));
}

/// Every text of the fiche.
fn texts(fiche: &Fiche) -> Vec<String> {
    let mut texts = vec![
        fiche.title.clone(),
        fiche.subtitle.clone(),
        fiche.made.clone(),
    ];
    let mut take = |words: &Words| {
        texts.push(words.text.clone());
        texts.extend(words.link.clone());
    };
    for section in &fiche.sections {
        take(&section.title.into());
        for block in &section.blocks {
            match block {
                Block::Text { words } | Block::Warning { words } => take(words),
                Block::List { items } => items.iter().for_each(&mut take),
                Block::Facts { facts } => facts.iter().for_each(|fact| {
                    take(&fact.name.into());
                    take(&fact.value);
                }),
                Block::Table(table) => {
                    table
                        .columns
                        .iter()
                        .for_each(|column| take(&(*column).into()));
                    table.rows.iter().flatten().for_each(&mut take);
                }
            }
        }
    }
    texts
}

fn from_html(html: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(html.to_owned(), |text, (escaped, sign)| {
        text.replace(escaped, sign)
    })
}

#[test]
fn both_forms_of_the_fiche_say_the_same() {
    let (profile, rows) = town();
    let files = [PublishedFile::of("menus.csv", FileKind::Csv, &[0; 12_345])];
    let fiche = fiche(&edition(&profile, &rows, &files));
    let markdown = fiche_markdown(&fiche).replace('\\', "");
    let html = from_html(&fiche_html(&fiche));
    let texts = texts(&fiche);
    assert!(texts.len() > 200);
    for text in texts {
        assert!(markdown.contains(&text), "not in the Markdown: {text}");
        assert!(html.contains(&text), "not in the HTML: {text}");
    }
    for told in [
        "Commune de Valmenu",
        "12345678200010",
        "Cuisine centrale de Valmenu",
        "du 7 novembre au 16 décembre 2022",
        "École maternelle des Tilleuls",
        "12,3\u{a0}ko",
        "Licence Ouverte 2.0",
        "cantine@valmenu.example",
        "menuPlatSiqo",
        "Les allergènes ne sont pas renseignés.",
    ] {
        assert!(markdown.contains(told), "{told}");
    }
}

#[test]
fn the_fiche_counts_as_the_report_does() {
    let (profile, rows) = town();
    let snacks = rows
        .iter()
        .filter(|row| row.menu_repas_type.is_a_snack())
        .count();
    let organic = rows.iter().filter(|row| {
        row.menu_plat_siqo.contains(&Siqo::AgricultureBiologique)
            && !row.menu_repas_type.is_a_snack()
    });
    let told = format!("{} sur {}, soit", organic.count(), rows.len() - snacks);
    assert!(
        fiche_markdown(&fiche(&edition(&profile, &rows, &[]))).contains(&told),
        "{told}"
    );
    let few = fiche_markdown(&fiche(&edition(&profile, &rows[..9], &[])));
    assert!(few.contains("moins de dix plats") && !few.contains('%'));
}

#[test]
fn what_the_profile_lacks_is_said_plainly() {
    let profile = Profile::default();
    let text = fiche_markdown(&fiche(&edition(&profile, &[], &[]))).replace('\\', "");
    for key in [
        "[publication] contact",
        "[publication] territoire",
        "menuCollNom",
        "menuCollSiret",
    ] {
        let told = format!("non renseigné : à compléter dans cantine.toml, {key}");
        assert!(text.contains(&told), "{told}\n{text}");
    }
}

#[test]
fn the_fiche_warns_of_allergens_even_where_some_are_told() {
    let mut row = dish("Poulet");
    row.menu_plat_allergene = vec!["lait".to_owned()];
    let profile = Profile::default();
    let text = fiche_markdown(&fiche(&edition(&profile, &[row], &[])));
    assert!(text.contains("renseignés que sur 1\u{a0}ligne"));
    assert!(text.contains("ne doivent jamais servir à décider"));
}

#[test]
fn no_text_of_the_town_becomes_markup() {
    let publication = Publication {
        description: "# <img src=x onerror=y>\n- a".to_owned(),
        contact: "\" onclick=z@x".to_owned(),
        ..Publication::default()
    };
    let profile = Profile {
        menu_coll_nom: "<script>alert(1)</script> | *a* [b](c)\n# d\u{0}\u{1b}".to_owned(),
        publication,
        ..Profile::default()
    };
    let files = [PublishedFile::of(
        "javascript:alert(1)",
        FileKind::Html,
        b"",
    )];
    let fiche = fiche(&edition(&profile, &[], &files));
    let html = fiche_html(&fiche);
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("\" onclick"));
    assert!(
        !html.contains("javascript:alert(1)\"")
            && !html.contains(|c: char| c.is_control() && c != '\n')
    );
    let markdown = fiche_markdown(&fiche);
    assert!(markdown.contains(r"\<script\>alert(1)\</script\> \| \*a\* \[b\](c) \# d"));
    assert!(
        !markdown
            .lines()
            .any(|line| line.starts_with("# <") || line == "- a")
    );
    assert!(!markdown.contains("](<javascript:"));
}

/// The lines of a calendar as they were before they were folded.
fn unfolded(calendar: &Calendar) -> Vec<String> {
    assert!(
        calendar
            .text
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains(['\r', '\n']))
    );
    let whole = calendar.text.replace("\r\n ", "");
    whole.split("\r\n").map(str::to_owned).collect()
}

fn values(calendar: &Calendar, property: &str) -> Vec<String> {
    let lines = unfolded(calendar).into_iter();
    lines
        .filter_map(|line| line.strip_prefix(property).map(str::to_owned))
        .collect()
}

#[test]
fn a_meal_is_an_event_with_its_dishes_in_the_order_of_courses() {
    let mut rows = ["Yaourt", "Poulet rôti, frites; sauce", "Carottes 🥕"].map(dish);
    rows[0].menu_plat_type = Course::ProduitLaitier;
    rows[0].menu_plat_siqo = vec![Siqo::AgricultureBiologique];
    rows[0].menu_plat_label = "local;HVE".to_owned();
    rows[2].menu_plat_type = Course::Entree;
    rows[2].menu_plat_regime = vec![PlatRegime::SansPorc];
    rows[1].menu_modification_date = at("2022-11-06T23:30:00+02:00");
    let [calendar] = calendars(&rows).try_into().unwrap();
    assert_eq!(calendar.file_name, "ecole-des-tilleuls.ics");
    assert_eq!(
        values(&calendar, "SUMMARY:"),
        [r"Déjeuner : Poulet rôti\, frites\; sauce"]
    );
    assert_eq!(
        values(&calendar, "DESCRIPTION:"),
        [r"Carottes 🥕 (sans porc)\nPoulet rôti\, frites\; sauce\nYaourt (bio\, local\, HVE)"]
    );
    assert_eq!(values(&calendar, "DTSTART;VALUE=DATE:"), ["20221107"]);
    assert_eq!(values(&calendar, "DTSTAMP:"), ["20221106T213000Z"]);
    assert_eq!(values(&calendar, "TRANSP:"), ["TRANSPARENT"]);
    assert_eq!(
        values(&calendar, "X-WR-CALNAME:"),
        ["Cantine – École des Tilleuls"]
    );
    assert!(values(&calendar, "DTEND").is_empty());
}

#[test]
fn an_event_keeps_its_identifier_and_a_calendar_its_bytes() {
    let (_, rows) = town();
    let first = calendars(&rows);
    let uids: Vec<String> = first.iter().flat_map(|c| values(c, "UID:")).collect();
    assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len());
    let meals: BTreeSet<_> = rows
        .iter()
        .map(|r| (&r.menu_restaurant_id, r.menu_date, r.menu_repas_type))
        .collect();
    assert_eq!(uids.len(), meals.len());
    assert_eq!(first, calendars(&rows));
    let mut changed = rows.clone();
    changed
        .iter_mut()
        .for_each(|row| row.menu_plat_nom.push('!'));
    let later = calendars(&changed);
    let kept: Vec<String> = later.iter().flat_map(|c| values(c, "UID:")).collect();
    assert_eq!(kept, uids);
    assert_ne!(later, first);
}

#[test]
fn the_order_of_days_and_restaurants_does_not_matter() {
    let (_, rows) = town();
    let mut days: Vec<&[Row]> = rows.chunk_by(|a, b| a.menu_date == b.menu_date).collect();
    days.reverse();
    assert_eq!(calendars(&days.concat()), calendars(&rows));
}

#[test]
fn restaurants_of_one_name_have_a_file_each() {
    let named = |name: &str, id: &str| Row {
        menu_restaurant_nom: name.to_owned(),
        menu_restaurant_id: id.to_owned(),
        ..dish("Poulet")
    };
    let rows = [
        named("Les Tilleuls", "0350001A"),
        named("Les Tilleuls", "0350002B"),
        named("LES TILLEULS !", ""),
        named("", ""),
        named("🍽", ""),
        named("Ormes", ""),
    ];
    let calendars = calendars(&rows);
    let names: Vec<&str> = calendars.iter().map(|c| c.file_name.as_str()).collect();
    assert_eq!(
        names,
        [
            "restaurant.ics",
            "les-tilleuls.ics",
            "les-tilleuls-0350001a.ics",
            "les-tilleuls-0350002b.ics",
            "ormes.ics",
            "restaurant-2.ics"
        ]
    );
    assert_eq!(calendars[0].restaurant, "Restaurant non nommé");
}

#[test]
fn a_meal_without_a_main_dish_or_a_name_is_still_told() {
    let mut rows = [dish("Pain"), dish("")];
    rows[0].menu_repas_type = MealKind::Gouter;
    rows[0].menu_plat_type = Course::Autre;
    rows[0].menu_publication_date = None;
    rows[1].menu_date = day(1850, 1, 2);
    let [calendar] = calendars(&rows).try_into().unwrap();
    assert_eq!(values(&calendar, "SUMMARY:"), ["Déjeuner", "Goûter : Pain"]);
    assert_eq!(values(&calendar, "DTSTAMP:")[1], "20221107T000000Z");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,160}",
        any::<String>(),
        Just(String::new()),
        "[ \u{e9},;\\\\\n]{60,90}"
    ]
}

prop_compose! {
    fn any_row()(
        texts in prop::array::uniform8(any_text()),
        days in -2_000_000..4_000_000i32,
        seconds in prop::option::of(-99_999_999_999..999_999_999_999i64),
    ) -> Row {
        let [coll, siret, name, insee, id, plat, label, info] = texts;
        Row {
            menu_coll_nom: coll,
            menu_coll_siret: siret,
            menu_restaurant_nom: name,
            menu_restaurant_insee: insee,
            menu_restaurant_id: id,
            menu_date: NaiveDate::from_num_days_from_ce_opt(days).unwrap(),
            menu_plat_nom: plat,
            menu_plat_label: label,
            menu_modification_info: info,
            menu_publication_date: seconds.and_then(|s| DateTime::from_timestamp(s, 0)).map(Into::into),
            ..dish("")
        }
    }
}

proptest! {
    #[test]
    fn no_rows_stop_the_description(
        rows in prop::collection::vec(any_row(), 0..4),
        texts in prop::array::uniform5(any_text()),
        path in any_text(),
    ) {
        let [titre, description, contact, territoire, adresse] = texts;
        let publication = Publication { titre, description, contact, territoire, adresse, ..Publication::default() };
        let profile = Profile { publication, ..Profile::default() };
        let files = [PublishedFile::of(&path, FileKind::Csv, b"")];
        let edition = edition(&profile, &rows, &files);
        json(&datapackage(&edition));
        json(&catalogue(&edition));
        let fiche = fiche(&edition);
        let html = fiche_html(&fiche);
        prop_assert!(html.ends_with("</html>") && fiche_markdown(&fiche).ends_with('\n'));
        for calendar in calendars(&rows) {
            let lines = unfolded(&calendar);
            let events = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
            prop_assert_eq!(values(&calendar, "SUMMARY:").len(), events);
            let mut properties = lines.iter().filter(|line| !line.is_empty());
            let is_property = |line: &&String| line.starts_with(|c: char| c.is_ascii_uppercase()) && line.contains(':');
            prop_assert!(properties.all(|line| is_property(&line)), "{}", calendar.text);
        }
    }
}
