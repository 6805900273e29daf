//! Small PDFs made on the spot: a list of days and dishes, with a date in the file where one is wanted; a page of cells.

/// A list: the title, then each day's heading above its dishes.
pub struct List<'a> {
    pub title: &'a str,
    pub days: &'a [(&'a str, &'a [&'a str])],
    /// `ModDate`, such as `20221102`.
    pub modified: Option<&'a str>,
}

/// The lines of a week in November 2022.
pub const WEEK: List = List {
    title: "Semaine du 7 au 11 novembre 2022",
    days: &[
        (
            "Lundi 7 novembre",
            &[
                "Taboulé",
                "Poulet rôti",
                "Haricots verts bio",
                "Edam",
                "Pomme",
            ],
        ),
        (
            "Mardi 8 novembre",
            &[
                "Betteraves",
                "Omelette",
                "Riz",
                "Yaourt nature",
                "Compote de pommes",
            ],
        ),
    ],
    modified: Some("20221102"),
};

impl List<'_> {
    /// The PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let dates = self.modified.map(|d| format!("/ModDate(D:{d}090000Z)"));
        pdf(&self.content(), "", &dates.unwrap_or_default())
    }

    /// What its page draws.
    pub fn content(&self) -> Vec<u8> {
        let mut text = String::new();
        let mut y = 780;
        let mut line = |line: &str, gap: i32| {
            y -= gap;
            text.push_str(&format!("BT /F 11 Tf 60 {y} Td ({line}) Tj ET\n"));
        };
        line(self.title, 0);
        for (heading, dishes) in self.days {
            line(heading, 32);
            dishes.iter().for_each(|dish| line(dish, 16));
        }
        // Characters up to U+00FF are their own code in WinAnsiEncoding.
        text.chars().map(|c| c as u8).collect()
    }
}

/// A page of texts, some of them in ruled cells; points from its top left corner.
#[derive(Default)]
pub struct Sheet(String);

impl Sheet {
    /// A text in this size, on the baseline at `y`.
    pub fn write(&mut self, x: i32, y: i32, size: i32, text: &str) {
        let y = 842 - y;
        let text = text.replace('(', "\\(").replace(')', "\\)");
        self.0
            .push_str(&format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"));
    }

    fn frame(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let bottom = 842 - y - height;
        self.0
            .push_str(&format!("{x} {bottom} {width} {height} re S\n"));
    }

    /// Cells side by side, 20 points high: each from its edge to the next one, with its text, or none.
    pub fn row(&mut self, y: i32, edges: &[i32], texts: &[&str]) {
        for (pair, text) in edges.windows(2).zip(texts) {
            self.frame((pair[0], y), (pair[1] - pair[0], 20));
            if !text.is_empty() {
                self.write(pair[0] + 4, y + 14, 10, text);
            }
        }
    }

    /// Lines of text, the first one so far below the top of the page.
    pub fn text(mut self, x: i32, y: i32, text: &str) -> Self {
        for (line, at) in text.lines().zip(0..) {
            self.write(x, y + 12 * at, 9, line);
        }
        self
    }

    /// A box, its left upper corner first.
    pub fn cell(mut self, (x, y): (i32, i32), size: (i32, i32), text: &str) -> Self {
        self.frame((x, y), size);
        self.text(x + 6, y + 14, text)
    }

    /// Rows of boxes.
    pub fn rows(self, (x, y): (i32, i32), (width, height): (i32, i32), rows: &[&[&str]]) -> Self {
        let places = rows.iter().zip(0..).flat_map(|(row, down)| {
            let cells = row.iter().zip(0..);
            cells.map(move |(text, across)| (x + width * across, y + height * down, text))
        });
        places.fold(self, |sheet, (x, y, text)| {
            sheet.cell((x, y), (width, height), text)
        })
    }

    /// The PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let content: Vec<u8> = self.0.chars().map(|c| c as u8).collect();
        pdf(&content, "", "/ModDate(D:20250825090000Z)")
    }
}

/// A PDF of one page with this content stream, its dictionary's other entries, and those of the document's information.
pub fn pdf(content: &[u8], filter: &str, info: &str) -> Vec<u8> {
    pdf_with_form((content, filter), (b"", ""), info)
}

/// The same, with a form that the content draws as `/X Do`.
pub fn pdf_with_form(content: (&[u8], &str), form: (&[u8], &str), info: &str) -> Vec<u8> {
    pdf_of(content, form, "", info)
}

/// A PDF of one page whose font says by this CMap what its glyphs mean.
pub fn pdf_with_characters(content: &[u8], cmap: &str) -> Vec<u8> {
    let cmap = (cmap.as_bytes(), "");
    pdf_of((content, ""), cmap, "/ToUnicode 7 0 R", "")
}

fn pdf_of(content: (&[u8], &str), form: (&[u8], &str), font: &str, info: &str) -> Vec<u8> {
    let stream = |(content, entries): (&[u8], &str)| {
        let head = format!("<</Length {}{entries}>>\nstream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    };
    let form_entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]{}", form.1);
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
                /Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>>>";
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into(),
        stream(content),
        format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding{font}>>")
            .into_bytes(),
        format!("<<{info}>>").into_bytes(),
        stream((form.0, &form_entries)),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend(format!("{number} 0 obj\n").bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    let trailer = "<</Size 8/Root 1 0 R/Info 6 0 R>>";
    pdf.extend(
        format!("xref\n0 8\n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    pdf
}
