//! Any cells as a workbook: its rows, or why there are none; and they are judged.
#![no_main]

use ardoise::schema::{Source, built_in, unfold, validate};
use libfuzzer_sys::fuzz_target;
use std::io::Seek;

/// A ZIP whose files are stored as they are.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut files, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let size = (content.len() as u32).to_le_bytes();
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(crc32fast::hash(content.as_bytes()).to_le_bytes());
        head.extend([size, size].concat());
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

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fuzz_target!(|cells: &str| {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    );
    let book = zip(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let mut rows = tempfile::tempfile().unwrap();
    if let Ok(sheets) = unfold(book.as_slice(), &mut rows) {
        rows.rewind().unwrap();
        let schema = built_in("menus-collectifs").unwrap().unwrap();
        let _ = validate(&Source::unfolded(rows, sheets), &schema);
    }
});
