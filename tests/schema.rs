//! `schema`: the table of small files judged side by side with the reference validators, the schemas that come with the
//! program against the published ones, corrections, and what no bytes may do.

use ardoise::diagnostic::{Code, Diagnostic, Finding, Lang, Severity, render};
use ardoise::schema::{BUILT_IN, Change, FixError, Report, Schema, Source, What, built_in};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    encoding: Option<String>,
    schema: String,
    csv: String,
    ours: String,
    codes: BTreeSet<String>,
    frictionless: String,
    validata: String,
    why: String,
}

fn cases() -> Vec<Case> {
    let cases: Cases = toml::from_str(include_str!("schema/cases.toml")).unwrap();
    cases.case
}

fn file(folder: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join("table.csv");
    std::fs::write(&path, bytes).unwrap();
    path
}

fn validate(path: &Path, schema: &Schema) -> Result<Report, Diagnostic> {
    ardoise::schema::validate(&Source::open(path)?, schema)
}

fn fix(path: &Path, schema: &Schema, to: impl Write) -> Result<Vec<Change>, FixError> {
    ardoise::schema::fix(&Source::open(path)?, schema, to)
}

fn bytes(case: &Case) -> Vec<u8> {
    match case.encoding.as_deref() {
        Some("windows-1252") => case.csv.chars().map(|c| c as u32 as u8).collect(),
        _ => case.csv.clone().into_bytes(),
    }
}

fn verdict(report: &Report) -> &'static str {
    let warned = |f: &Finding| f.diagnostic.severity() == Severity::Warning;
    match report.is_valid() {
        false => "invalid",
        true if report.findings.iter().any(warned) => "warnings",
        true => "valid",
    }
}

#[test]
fn each_case_is_judged_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let cases = cases();
    assert!(cases.len() >= 60);
    for case in cases {
        let schema = Schema::read(&case.schema).unwrap();
        let report = validate(&file(folder.path(), &bytes(&case)), &schema).unwrap();
        let codes: BTreeSet<String> = report
            .findings
            .iter()
            .map(|f| f.diagnostic.code.as_str().to_owned())
            .collect();
        assert_eq!(
            (verdict(&report), codes),
            (case.ours.as_str(), case.codes),
            "{}",
            case.name
        );
        let agree = case.ours == case.frictionless && case.ours == case.validata;
        assert_eq!(
            agree,
            case.why.is_empty(),
            "{}: a difference needs its reason",
            case.name
        );
    }
}

/// What makes two schemas equal: all but the words that explain.
fn facts(schema: &Value) -> Value {
    let explains = |key: &str| matches!(key, "title" | "description" | "example" | "examples");
    let fields = schema["fields"].as_array().unwrap().iter().map(|field| {
        let keys = field.as_object().unwrap().iter();
        keys.filter(|(key, _)| !explains(key))
            .collect::<BTreeMap<_, _>>()
    });
    serde_json::json!({
        "name": schema["name"], "version": schema["version"], "fields": fields.collect::<Vec<_>>(),
        "missingValues": schema["missingValues"], "primaryKey": schema["primaryKey"],
        "custom_checks": schema["custom_checks"],
    })
}

#[test]
fn the_schemas_that_come_with_the_program_are_the_published_ones() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas");
    if !published.exists() {
        eprintln!("skipped: ../shared/schemas is not there");
        return;
    }
    for (name, file) in [
        ("menus-collectifs", "scdl-menus-collectifs-1.2.3.json"),
        (
            "plats-menus-collectifs",
            "scdl-plats-menus-collectifs-0.7.2.json",
        ),
        ("dae", "atlasante-schema-dae-1.0.7.json"),
    ] {
        let (_, ours) = BUILT_IN.iter().find(|(known, _)| *known == name).unwrap();
        let theirs = std::fs::read_to_string(published.join(file)).unwrap();
        let [ours, theirs] =
            [*ours, theirs.as_str()].map(|t| facts(&serde_json::from_str(t).unwrap()));
        assert_eq!(ours, theirs, "{name}");
    }
}

#[test]
fn each_rule_of_a_table_is_tried_by_a_case_and_has_its_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut told: BTreeMap<&str, String> = BTreeMap::new();
    for case in cases() {
        let schema = Schema::read(&case.schema).unwrap();
        let report = validate(&file(folder.path(), &bytes(&case)), &schema).unwrap();
        for finding in report.findings {
            let text = render::finding_text(&finding, Lang::Fr);
            let text = anstream::adapter::strip_str(&text).to_string();
            assert!(
                !text.contains('{') || finding.diagnostic.with.values().any(|v| v.contains('{')),
                "{text}"
            );
            told.entry(finding.diagnostic.code.as_str()).or_insert(text);
        }
    }
    let text: String = told.values().map(String::as_str).collect();
    insta::assert_snapshot!(text);
    let first = Code::ALL
        .iter()
        .position(|c| *c == Code::ByteOrderMark)
        .unwrap();
    // A workbook is no small text; it is tried below.
    let elsewhere = [Code::Spreadsheet, Code::SeveralSheets];
    for code in Code::ALL[first..].iter().filter(|c| !elsewhere.contains(c)) {
        assert!(
            told.contains_key(code.as_str()),
            "no case has {}",
            code.as_str()
        );
    }
}

fn fixed(csv: &[u8], schema: &Schema) -> (String, Vec<What>) {
    let folder = tempfile::tempdir().unwrap();
    let mut out = Vec::new();
    let changes = fix(&file(folder.path(), csv), schema, &mut out).unwrap();
    (
        String::from_utf8(out).unwrap(),
        changes.iter().map(|c| c.what).collect(),
    )
}

const SMALL: &str = r#"{"fields": [{"name": "jour", "type": "date"}, {"name": "vu", "type": "datetime"},
    {"name": "repas", "constraints": {"enum": ["déjeuner", "goûter"]}},
    {"name": "regime", "type": "array", "arrayItem": {"constraints": {"enum": ["végétarien", "sans porc "]}}},
    {"name": "note"}]}"#;

#[test]
fn what_is_safe_is_corrected_and_told() {
    let schema = Schema::read(SMALL).unwrap();
    let csv = "repas;jour;vu;regime\nDejeuner;07/11/2022;2022-11-07;[\"sans porc\"]\n;;;\nbrunch;7 nov.;;Vegetarien\n";
    let csv: Vec<u8> = csv
        .replace('"', "\"\"")
        .replace("[\"\"sans porc\"\"]", "\"[\"\"sans porc\"\"]\"")
        .into_bytes();
    let (text, changes) = fixed(&csv, &schema);
    assert_eq!(
        text,
        "jour,vu,repas,regime,note\n\
         2022-11-07,2022-11-07T00:00:00Z,déjeuner,\"[\"\"sans porc \"\"]\",\n\
         7 nov.,,brunch,\"[\"\"végétarien\"\"]\",\n"
    );
    use What::{Cell, Columns, Delimiter, EmptyRow};
    assert_eq!(
        changes,
        [Delimiter, Columns, Cell, Cell, Cell, Cell, EmptyRow, Cell]
    );
    let (again, changes) = fixed(text.as_bytes(), &schema);
    assert_eq!((again, changes), (text, vec![]));
}

#[test]
fn windows_1252_becomes_utf_8() {
    let schema = Schema::read(SMALL).unwrap();
    let (text, changes) = fixed(b"note\ncr\xe8me br\xfbl\xe9e\n", &schema);
    assert!(text.ends_with(",,,,crème brûlée\n"), "{text}");
    assert_eq!(changes[0], What::Encoding);
}

#[test]
fn the_same_error_in_many_rows_is_one_finding() {
    let folder = tempfile::tempdir().unwrap();
    let schema = Schema::read(SMALL).unwrap();
    let mut csv = String::from("jour,vu,repas,regime,note\n");
    (0..3000).for_each(|_| csv.push_str("07/11/2022,,,,\n"));
    (0..3000).for_each(|n| csv.push_str(&format!("le {n},,,,\n")));
    let report = validate(&file(folder.path(), csv.as_bytes()), &schema).unwrap();
    assert_eq!(
        (report.findings[0].count, &report.findings[0].rows[..]),
        (3000, &[1, 2, 3, 4, 5][..])
    );
    assert_eq!(report.findings.len() as u64 + report.more, 3001);
    assert!(report.findings.len() <= 1000 && !report.is_valid());
}

#[test]
fn a_workbook_is_read_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("essai.xlsx");
    std::fs::write(&path, include_bytes!("schema/essai.xlsx")).unwrap();
    let schema = Schema::read(SMALL).unwrap();
    let report = validate(&path, &schema).unwrap();
    let codes: Vec<&str> = report
        .findings
        .iter()
        .map(|f| f.diagnostic.code.as_str())
        .collect();
    assert_eq!(codes, ["spreadsheet", "several-sheets", "enum-near"]);
    assert_eq!(report.rows, 2);
}

#[test]
fn what_is_no_table_or_no_schema_is_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let schema = Schema::read(SMALL).unwrap();
    let refused = |bytes: &[u8]| {
        validate(&file(folder.path(), bytes), &schema)
            .unwrap_err()
            .code
    };
    assert_eq!(refused(b""), Code::TableUnreadable);
    assert_eq!(refused(b"PK\x03\x04 not a workbook"), Code::TableUnreadable);
    let endless = [b"jour\n\"".to_vec(), vec![b'x'; 20 << 20]].concat();
    assert_eq!(refused(&endless), Code::TableUnreadable);
    for text in [
        "",
        "[]",
        "{}",
        r#"{"fields": [{"type": "string"}]}"#,
        r#"{"fields": [{"name": "a", "type": "colour"}]}"#,
        r#"{"fields": [{"name": "a", "constraints": {"pattern": "("}}]}"#,
    ] {
        assert_eq!(
            Schema::read(text).unwrap_err().code,
            Code::SchemaUnreadable,
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_judge(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().unwrap();
        let schema = built_in("commerces").unwrap().unwrap();
        let path = file(folder.path(), &bytes);
        let _ = validate(&path, &schema);
        let _ = fix(&path, &schema, &mut Vec::new());
    }

    #[test]
    fn no_cells_stop_the_judge(cells in prop::collection::vec("\\PC{0,20}", 10)) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["menus-collectifs", "commerces", "dae"] {
            let schema = built_in(name).unwrap().unwrap();
            let header: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
            let mut csv = csv::Writer::from_writer(Vec::new());
            csv.write_record(&header).unwrap();
            csv.write_record(header.iter().zip(cells.iter().cycle()).map(|(_, c)| c)).unwrap();
            let path = file(folder.path(), &csv.into_inner().unwrap());
            validate(&path, &schema).unwrap();
            let mut out = Vec::new();
            fix(&path, &schema, &mut out).unwrap();
            let again = fix(&file(folder.path(), &out), &schema, &mut Vec::new()).unwrap();
            prop_assert!(again.is_empty(), "{again:?}");
        }
    }

    #[test]
    fn no_text_stops_the_reading_of_a_schema(text in "\\PC{0,200}") {
        let _ = Schema::read(&text);
        let _ = Schema::read(&format!(r#"{{"fields": [{{"name": "a", "constraints": {{"pattern": {text:?}}}}}]}}"#));
    }
}

#[test]
fn an_empty_row_hides_no_error_of_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let schema = Schema::read(
        r#"{"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "primaryKey": ["a", "z"],
        "custom_checks": [{"name": "one-of-required", "params": {"column1": "a", "column2": "b"}}]}"#,
    )
    .unwrap();
    let csv = b"a,b,c\nx,,1\n,,\n,,2\nx,,1\nx,,1\n";
    let report = validate(&file(folder.path(), csv), &schema).unwrap();
    let found: Vec<(&str, u64)> = report
        .findings
        .iter()
        .map(|f| (f.diagnostic.code.as_str(), f.rows[0]))
        .collect();
    assert_eq!(found, [("empty-row", 2), ("one-of-required", 3)]);
}
