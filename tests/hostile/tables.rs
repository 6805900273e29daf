//! Tables with malice: a finding within a bound of time and memory, and the other tables of the call are judged.

use crate::cli::{ardoise, folder, seen};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// The schema that the tables here are held to: one column.
const SCHEMA: &str = r#"{"fields": [{"name": "a", "type": "string"}]}"#;

fn validate(folder: &Path, arguments: &[&str], stdin: Stdio) -> (i32, String, String) {
    fs::write(folder.join("s.json"), SCHEMA).unwrap();
    let begun = Instant::now();
    let output = ardoise(folder)
        .args(["validate", "--schema", "s.json"])
        .args(arguments)
        .stdin(stdin)
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(60), "{arguments:?}");
    seen(&output)
}

fn on_file(folder: &Path, name: &str) -> (i32, String) {
    let (code, out, err) = validate(folder, &[name], Stdio::null());
    assert_eq!(err, "", "{name}");
    (code, out)
}

/// A workbook of one sheet, made of these parts, none of them packed.
fn workbook(path: &Path, sheet: &str, strings: &str, styles: &str) {
    const OOXML: &str = "http://schemas.openxmlformats.org";
    let main = format!("xmlns=\"{OOXML}/spreadsheetml/2006/main\"");
    let relation = format!("{OOXML}/officeDocument/2006/relationships");
    let relations = format!("{OOXML}/package/2006/relationships");
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{OOXML}/package/2006/content-types\"></Types>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"{relation}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{relation}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{relation}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main}>{sheet}</worksheet>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst {main} {strings}")),
        (
            "xl/styles.xml",
            format!("<styleSheet {main}>{styles}</styleSheet>"),
        ),
    ];
    fs::write(path, zip(&parts)).unwrap();
}

/// A ZIP whose files are stored as they are.
fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut files, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut crc = flate2::Crc::new();
        crc.update(content.as_bytes());
        let size = content.len() as u32;
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [crc.sum(), size, size] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend((files.len() as u32).to_le_bytes());
        directory.extend(name.bytes());
        files.extend(b"PK\x03\x04");
        files.extend(&head);
        files.extend(name.bytes());
        files.extend(content.bytes());
    }
    let (start, size) = (files.len() as u32, directory.len() as u32);
    files.extend(directory);
    files.extend(b"PK\x05\x06\x00\x00\x00\x00");
    files.extend([(parts.len() as u16).to_le_bytes(); 2].concat());
    files.extend(size.to_le_bytes());
    files.extend(start.to_le_bytes());
    files.extend([0, 0]);
    files
}

const NO_STRINGS: &str = "></sst>";

fn cell(at: &str, value: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
}

#[test]
fn a_cell_that_lies_far_away_costs_nothing() {
    let here = folder();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1, 0, "x").unwrap();
    sheet.write(1_048_575, 16_383, "far").unwrap();
    book.save(here.path().join("far.xlsx")).unwrap();
    let (code, out) = on_file(here.path(), "far.xlsx");
    assert!(code == 1 && out.contains("[extra-cell]"), "{out}");
    assert!(out.contains("ligne 1048576"), "{out}");
}

#[test]
fn a_stray_header_in_the_last_column_does_not_fill_the_memory() {
    let here = folder();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(0, 16_383, "z").unwrap();
    for row in 1..10_000 {
        sheet.write(row, 0, "x").unwrap();
    }
    book.save(here.path().join("wide.xlsx")).unwrap();
    let (code, out) = on_file(here.path(), "wide.xlsx");
    assert!(code < 2 && !out.is_empty(), "{code} {out}");
}

#[test]
fn a_workbook_made_to_swell_costs_its_own_verdict_alone() {
    let here = folder();
    let row = |cells: &str| format!("<sheetData><row r=\"1\">{cells}</row></sheetData>");
    let path = |name: &str| here.path().join(name);
    let many = "uniqueCount=\"4294967295\" count=\"4294967295\"><si><t>a</t></si></sst>";
    workbook(&path("many.xlsx"), &row(&cell("A1", "a")), many, "");
    let beyond = row(&(cell("A1", "a") + &cell("XFE1048577", "b")));
    workbook(&path("beyond.xlsx"), &beyond, NO_STRINGS, "");
    let back = "<sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    workbook(&path("back.xlsx"), back, NO_STRINGS, "");
    fs::write(path("noise.xlsx"), b"PK\x03\x04 and nothing more").unwrap();
    fs::write(path("right.csv"), "a\nx\n").unwrap();
    let names = [
        "many.xlsx",
        "beyond.xlsx",
        "back.xlsx",
        "noise.xlsx",
        "right.csv",
    ];
    let (code, out, err) = validate(here.path(), &names, Stdio::null());
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(out.contains("right.csv : valable"), "{out}");
    for name in ["beyond.xlsx", "back.xlsx", "noise.xlsx"] {
        let (code, out) = on_file(here.path(), name);
        assert!(
            code == 1 && out.contains("[table-unreadable]"),
            "{name}: {out}"
        );
    }
    let (code, out) = on_file(here.path(), "many.xlsx");
    assert!(code < 2 && out.contains("many.xlsx"), "{out}");
}

#[test]
fn dates_beyond_the_calendar_are_numbers() {
    let here = folder();
    let styles = "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
    let dates = ["1e308", "-1e308", "1e12", "-5", "2958466", "NaN", "44872"];
    let rows = dates.iter().zip(2..).map(|(value, row)| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"><v>{value}</v></c></row>")
    });
    let head = format!("<row r=\"1\">{}</row>", cell("A1", "a"));
    let sheet = format!("<sheetData>{head}{}</sheetData>", rows.collect::<String>());
    workbook(&here.path().join("dates.xlsx"), &sheet, NO_STRINGS, styles);
    let fixed = ["dates.xlsx", "--fix", "-o", "dates.csv"];
    let (code, out, err) = validate(here.path(), &fixed, Stdio::null());
    assert!(code < 2, "{out}{err}");
    let csv = fs::read_to_string(here.path().join("dates.csv")).unwrap();
    assert!(
        csv.contains("2022-11-07") && csv.contains("1000000000000"),
        "{csv}"
    );
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    let day = ExcelDateTime::from_ymd(2022, 11, 7).unwrap();
    sheet.write_with_format(1, 0, &day, &date).unwrap();
    book.save(here.path().join("right.xlsx")).unwrap();
    assert_eq!(on_file(here.path(), "right.xlsx").0, 0);
}

/// More than is looked at for the header.
fn long_table() -> String {
    format!("a\n{}", "x\n".repeat(100_000))
}

#[cfg(unix)]
#[test]
fn what_comes_through_a_pipe_is_judged_whole() {
    let here = folder();
    let table = long_table() + "x,y\n";
    fs::write(here.path().join("long.csv"), &table).unwrap();
    for name in ["-", "/dev/stdin", "pipe"] {
        let mut writer = None;
        let stdin = match name {
            "pipe" => {
                let pipe = here.path().join("pipe");
                rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, 0o600.into()).unwrap();
                let table = table.clone();
                writer = Some(std::thread::spawn(move || fs::write(pipe, table)));
                Stdio::null()
            }
            _ => {
                let (from, mut to) = std::io::pipe().unwrap();
                let table = table.clone();
                writer.replace(std::thread::spawn(move || to.write_all(table.as_bytes())));
                Stdio::from(from)
            }
        };
        let (code, out, _) = validate(here.path(), &[name], stdin);
        writer.map(|writer| writer.join().unwrap());
        assert_eq!(code, 1, "{name}: {out}");
        assert!(
            out.contains("100001 lignes") && out.contains("ligne 100002"),
            "{name}: {out}"
        );
    }
    let file = File::open(here.path().join("long.csv")).unwrap();
    let (code, out, _) = validate(here.path(), &["-"], Stdio::from(file));
    assert!(code == 1 && out.contains("100001 lignes"), "{out}");
}

#[test]
fn rows_of_many_cells_or_without_end_are_refused() {
    let here = folder();
    let write = |name: &str, text: &str| fs::write(here.path().join(name), text).unwrap();
    write("wide.csv", &format!("a\n{}\n", ",".repeat(20_000)));
    write("header.csv", &",".repeat(3_000_000));
    write("endless.csv", &format!("a\n\"{}", "x".repeat(9 << 20)));
    for name in ["wide.csv", "header.csv", "endless.csv"] {
        let (code, out) = on_file(here.path(), name);
        assert!(
            code == 1 && out.contains("[table-unreadable]"),
            "{name}: {out}"
        );
    }
}

#[test]
fn old_line_ends_are_read_by_all() {
    let here = folder();
    fs::write(here.path().join("old.csv"), "a\rx\rx,y\r").unwrap();
    let (code, out) = on_file(here.path(), "old.csv");
    assert!(
        code == 1 && out.contains("2 lignes") && out.contains("[extra-cell]"),
        "{out}"
    );
}

#[test]
fn a_dish_of_many_letters_is_counted_in_no_time() {
    let here = folder();
    let head = "menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo\n";
    for (name, letters, counted) in [("long.csv", 4 << 20, 0), ("longer.csv", 50 << 20, 1)] {
        let dish = "poulet aux carottes ".repeat(letters / 20);
        let table = format!("{head}2022-11-07,déjeuner,dessert,{dish},\n");
        fs::write(here.path().join(name), table).unwrap();
        let begun = Instant::now();
        let (code, out, err) = seen(&ardoise(here.path()).args(["stats", name]).output().unwrap());
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{name}: {:?}",
            begun.elapsed()
        );
        assert_eq!(code, counted, "{err}");
        assert!(out.len() + err.len() < 20_000, "{name}");
    }
    let endless = format!("[{{\"menuPlatNom\": \"{}", "x".repeat(9 << 20));
    fs::write(here.path().join("endless.json"), endless).unwrap();
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["stats", "endless.json"])
            .output()
            .unwrap(),
    );
    assert!(code == 1 && err.contains("8 Mio"), "{err}");
}
