//! PDFs of one page, written by a test: what is drawn, in the words of a content stream.

use ardoise::diagnostic::Diagnostic;
use ardoise::extract::{Extracted, Options, extract};
use std::fmt::Write;

/// A landscape A4 page with the fonts F1 (Helvetica) and F2 (bold), both in WinAnsi, and the named XObjects.
#[derive(Default)]
pub struct Drawn {
    content: String,
    catalog: String,
    copies: usize,
    objects: Vec<(String, Vec<u8>)>,
}

impl Drawn {
    /// Appends operators as they stand.
    pub fn then(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// Text at a place from the lower left, in the colour and mode that are set.
    pub fn text(self, x: f32, y: f32, text: &str) -> Self {
        self.sized(9.0, x, y, text)
    }

    /// As `text`, in this size.
    pub fn sized(self, size: f32, x: f32, y: f32, text: &str) -> Self {
        let text = text.replace('(', "\\(").replace(')', "\\)");
        self.then(&format!(
            "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"
        ))
    }

    /// A form to be drawn as `/{name} Do`.
    pub fn form(mut self, name: &str, bbox: &str, content: &str) -> Self {
        let dict = format!(
            "/Type/XObject/Subtype/Form/BBox[{bbox}]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>"
        );
        self.objects
            .push((format!("{name}|{dict}"), latin(content)));
        self
    }

    /// A grey image of one pixel, with `more` in its dictionary, to be drawn as `/{name} Do`.
    pub fn image(mut self, name: &str, more: &str) -> Self {
        let dict = format!(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray{more}"
        );
        self.objects.push((format!("{name}|{dict}"), vec![0xEE]));
        self
    }

    /// Entries of the file's catalog.
    pub fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    /// The page is there this often besides.
    pub fn again(mut self, copies: usize) -> Self {
        self.copies = copies;
        self
    }

    /// The file.
    pub fn pdf(&self) -> Vec<u8> {
        let font = |name: &str| {
            format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
                .into_bytes()
        };
        let stream = |dict: &str, body: &[u8]| {
            let head = format!("<<{dict}/Length {}>>stream\n", body.len());
            [head.as_bytes(), body, b"\nendstream"].concat()
        };
        let named = (7..).zip(&self.objects).map(|(number, (name, _))| {
            let name = name.split('|').next().unwrap();
            format!("/{name} {number} 0 R")
        });
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<<{}>>>>>>",
            named.collect::<String>()
        );
        let copies = (0..self.copies).map(|n| format!("{} 0 R ", 7 + self.objects.len() + n));
        let copies = copies.collect::<String>();
        let mut objects = vec![
            format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog).into_bytes(),
            format!(
                "<</Type/Pages/Kids[3 0 R {copies}]/Count {}>>",
                self.copies + 1
            )
            .into_bytes(),
            page.clone().into_bytes(),
            stream("", &latin(&self.content)),
            font("Helvetica"),
            font("Helvetica-Bold"),
        ];
        for (name, body) in &self.objects {
            objects.push(stream(name.split('|').nth(1).unwrap(), body));
        }
        objects.extend(std::iter::repeat_n(page.into_bytes(), self.copies));
        file(&objects)
    }
}

/// A week of three days as columns, ruled: the courses in the margin, dishes of several lines parted by `\n`, lines beneath it.
pub struct Week<'a> {
    pub title: &'a str,
    pub days: [&'a str; 3],
    pub rows: &'a [(&'a str, [&'a str; 3])],
    pub foot: &'a [&'a str],
}

impl Week<'_> {
    /// Where the text of the cell in this column (0 is the margin) and row (0 is the days') begins.
    pub fn at(column: usize, row: usize) -> (f32, f32) {
        let x = [40.0, 120.0, 320.0, 520.0];
        (x[column] + 10.0, 460.0 - 50.0 * row as f32 + 30.0)
    }

    /// Its page.
    pub fn page(&self) -> Drawn {
        let mut page = Drawn::default().sized(14.0, 300.0, 540.0, self.title);
        page = self.row(page, 0, "", self.days);
        for (row, (course, dishes)) in (1..).zip(self.rows) {
            page = self.row(page, row, course, *dishes);
        }
        let (_, bottom) = Self::at(0, self.rows.len() + 1);
        for (line, text) in self.foot.iter().enumerate() {
            page = page.sized(8.0, 40.0, bottom - 11.0 * line as f32, text);
        }
        page
    }

    fn row(&self, mut page: Drawn, row: usize, course: &str, cells: [&str; 3]) -> Drawn {
        let texts = [course, cells[0], cells[1], cells[2]];
        for (column, text) in texts.into_iter().enumerate() {
            let (x, y) = Self::at(column, row);
            let width = if column == 0 { 80 } else { 200 };
            page = page.then(&format!("0.7 w {} {} {width} 50 re S", x - 10.0, y - 30.0));
            for (line, text) in text.split('\n').enumerate().filter(|(_, t)| !t.is_empty()) {
                page = page.text(x, y - 11.0 * line as f32, text);
            }
        }
        page
    }
}

/// A row as one line: date, name, and what it bears.
pub fn rows(pdf: &[u8]) -> (Vec<String>, Vec<Diagnostic>) {
    let extraction = extract(pdf, &Options::default()).unwrap();
    let row = |extracted: &Extracted| {
        let row = &extracted.row;
        let siqo = row.menu_plat_siqo.iter().map(|s| s.as_str().to_owned());
        let labels = row.menu_plat_label.split(';').map(str::to_owned);
        let said: Vec<String> = siqo.chain(labels).filter(|l| !l.is_empty()).collect();
        let day = row.menu_date.format("%d");
        format!("{day} {} {}", row.menu_plat_nom, said.join(","))
    };
    let rows = extraction.rows.iter().map(row);
    let rows = rows.map(|row| row.trim_end().to_owned()).collect();
    (rows, extraction.diagnostics)
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (at, size) = (file.len(), objects.len() + 1);
    file.extend(table.bytes());
    file.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").bytes());
    file
}

/// The text as WinAnsi writes it.
fn latin(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'œ' => 0x9C,
        'Œ' => 0x8C,
        '’' => 0x92,
        '–' => 0x96,
        'ˆ' => 0x88,
        c => u8::try_from(u32::from(c)).unwrap(),
    };
    text.chars().map(byte).collect()
}
