//! The report as a workbook: a sheet of key figures, one a section with whole tables, one with every figure. Texts are
//! written as texts, never as formulas, and stay so when one edits a cell (Excel's quote prefix).

use super::model::{Cell, Key, Report, Table};
use crate::scdl::is_formula;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError as Error};
use std::collections::BTreeSet;

pub use rust_xlsxwriter::XlsxError;

/// The whole file.
///
/// # Errors
/// When a table has more rows than a sheet holds.
pub fn xlsx(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(&report.title)
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(
            chrono::Datelike::year(&report.date) as u16,
            chrono::Datelike::month(&report.date) as u8,
            chrono::Datelike::day(&report.date) as u8,
        )?);
    book.set_properties(&properties);
    let mut names = BTreeSet::new();
    let mut sheet = Sheet::new("Chiffres clés", &mut names)?;
    key_figures(&mut sheet, report)?;
    book.push_worksheet(sheet.to);
    for section in &report.sections {
        let mut sheet = Sheet::new(&section.title, &mut names)?;
        sheet.title(&section.title)?;
        for text in &section.text {
            sheet.text(text)?;
        }
        for exhibit in &section.exhibits {
            sheet.heading(&exhibit.title)?;
            sheet.table(&exhibit.table)?;
            if !exhibit.note.is_empty() {
                sheet.text(&exhibit.note)?;
            }
        }
        book.push_worksheet(sheet.to);
    }
    let mut sheet = Sheet::new("Tous les chiffres", &mut names)?;
    sheet.to.set_freeze_panes(1, 0)?;
    sheet.table(&report.all)?;
    book.push_worksheet(sheet.to);
    let mut sheet = Sheet::new("Jour par jour", &mut names)?;
    sheet.to.set_freeze_panes(1, 0)?;
    sheet.table(&report.days)?;
    book.push_worksheet(sheet.to);
    let mut sheet = Sheet::new("Définitions", &mut names)?;
    definitions(&mut sheet, report)?;
    book.push_worksheet(sheet.to);
    book.save_to_buffer()
}

fn key_figures(sheet: &mut Sheet, report: &Report) -> Result<(), Error> {
    sheet.title(&report.title)?;
    sheet.text(&report.subtitle)?;
    sheet.heading(&report.main.title)?;
    sheet.table(&report.main.table)?;
    sheet.heading("Les autres chiffres clés")?;
    sheet.table(&Table {
        columns: report.main.table.columns.clone(),
        rows: report.keys.iter().map(key_row).collect(),
        shown: None,
    })?;
    sheet.heading("Ce que ces chiffres ne disent pas")?;
    for text in &report.caution {
        sheet.text(text)?;
    }
    sheet.heading("Ce qui a été lu")?;
    for (name, text) in &report.read {
        sheet.pair(name, text)?;
    }
    for note in &report.notes {
        sheet.text(note)?;
    }
    sheet.text(&report.made)
}

fn key_row(key: &Key) -> Vec<Cell> {
    let [value, of] = [key.share.value, key.share.of].map(Cell::Number);
    vec![Cell::text(&key.name), value, of, Cell::Share(key.share)]
}

fn definitions(sheet: &mut Sheet, report: &Report) -> Result<(), Error> {
    sheet.title("Définitions")?;
    for (name, text) in &report.definitions {
        sheet.pair(name, text)?;
    }
    sheet.heading("Méthode")?;
    for text in &report.method {
        sheet.text(text)?;
    }
    Ok(())
}

/// A sheet that is filled from top to bottom.
struct Sheet {
    to: Worksheet,
    row: u32,
    bold: Format,
    head: Format,
    percent: Format,
    points: Format,
    date: Format,
    title: Format,
    quoted: Format,
    right: Format,
    wrapped: Format,
}

/// Columns over which a paragraph is spread, and what they hold of it in characters, about.
const WIDE: u16 = 7;
const LINE: usize = 140;
/// The same, beside the first column.
const BESIDE: usize = 100;
/// Points.
const LINE_HEIGHT: f64 = 15.0;

impl Sheet {
    fn new(name: &str, taken: &mut BTreeSet<String>) -> Result<Self, Error> {
        let mut to = Worksheet::new();
        to.set_name(sheet_name(name, taken))?;
        to.set_column_width(0, 44)?;
        for column in 1..10 {
            to.set_column_width(column, 15)?;
        }
        to.set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        Ok(Self {
            to,
            row: 0,
            bold: Format::new().set_bold(),
            head: Format::new()
                .set_bold()
                .set_border_bottom(FormatBorder::Thin),
            percent: Format::new().set_num_format("0 %"),
            points: Format::new().set_num_format("+0;-0;0"),
            date: Format::new()
                .set_num_format("dd/mm/yyyy")
                .set_align(FormatAlign::Left),
            title: Format::new().set_bold().set_font_size(15),
            quoted: Format::new().set_quote_prefix(),
            right: Format::new().set_align(FormatAlign::Right),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        })
    }

    fn title(&mut self, text: &str) -> Result<(), Error> {
        self.to
            .write_string_with_format(self.row, 0, text, &self.title)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), Error> {
        self.row += 1;
        self.to
            .write_string_with_format(self.row, 0, text, &self.bold)?;
        self.row += 1;
        Ok(())
    }

    /// A paragraph.
    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.paragraph(0, text, LINE)?;
        self.row += 1;
        Ok(())
    }

    /// A name, and a text beside it.
    fn pair(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.put_text(0, name)?;
        self.paragraph(1, text, BESIDE)?;
        self.row += 1;
        Ok(())
    }

    fn paragraph(&mut self, from: u16, text: &str, line: usize) -> Result<(), Error> {
        let format = match is_formula(text) {
            true => self.wrapped.clone().set_quote_prefix(),
            false => self.wrapped.clone(),
        };
        let text: String = text.chars().take(LONGEST).collect();
        self.to
            .merge_range(self.row, from, self.row, WIDE, &text, &format)?;
        let lines = text.chars().count().div_ceil(line).max(1);
        self.to
            .set_row_height(self.row, lines as f64 * LINE_HEIGHT)?;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), Error> {
        let is_number = |column| {
            let mut first = table.rows.first().into_iter().flatten();
            first.nth(column).is_some_and(Cell::is_number)
        };
        for (column, head) in table.columns.iter().enumerate() {
            let format = match is_number(column) {
                true => self.head.clone().set_align(FormatAlign::Right),
                false => self.head.clone(),
            };
            self.to
                .write_string_with_format(self.row, column as u16, *head, &format)?;
        }
        self.row += u32::from(!table.columns.is_empty());
        for row in &table.rows {
            for (column, cell) in (0..).zip(row) {
                self.put(column, cell)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn put(&mut self, column: u16, cell: &Cell) -> Result<(), Error> {
        match cell {
            Cell::Text(text) => self.put_text(column, text)?,
            Cell::Number(number) => {
                self.to.write_number(self.row, column, *number as f64)?;
            }
            Cell::Decimal(number) => {
                self.to
                    .write_number(self.row, column, (number * 10.0).round() / 10.0)?;
            }
            Cell::Share(share) => match share.ratio() {
                Some(ratio) => {
                    self.to
                        .write_number_with_format(self.row, column, ratio, &self.percent)?;
                }
                None => self.put_right(column, &cell.shown())?,
            },
            Cell::Ratio(ratio) => {
                self.to
                    .write_number_with_format(self.row, column, *ratio, &self.percent)?;
            }
            Cell::Points(Some(points)) => {
                let points = *points as f64;
                self.to
                    .write_number_with_format(self.row, column, points, &self.points)?;
            }
            Cell::Points(None) => self.put_right(column, &cell.shown())?,
            Cell::Date(date) => {
                // Excel knows no day before 1900.
                let written = self
                    .to
                    .write_with_format(self.row, column, date, &self.date);
                if written.is_err() {
                    self.put_text(column, &cell.shown())?;
                }
            }
        }
        Ok(())
    }

    /// What stands for a number.
    fn put_right(&mut self, column: u16, text: &str) -> Result<(), Error> {
        self.to
            .write_string_with_format(self.row, column, text, &self.right)?;
        Ok(())
    }

    fn put_text(&mut self, column: u16, text: &str) -> Result<(), Error> {
        let text: String = text.chars().take(LONGEST).collect();
        match is_formula(&text) {
            true => self
                .to
                .write_string_with_format(self.row, column, text, &self.quoted)?,
            false => self.to.write_string(self.row, column, text)?,
        };
        Ok(())
    }
}

/// Characters of a cell: Excel's own limit, which no menu comes near.
const LONGEST: usize = 32_000;

/// What Excel takes as a sheet's name: 31 characters, some signs left out, none twice.
fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: &char| !"[]:*?/\\'".contains(*c);
    let name: String = title.chars().filter(allowed).take(28).collect();
    let mut numbered = (2..).map(|n| format!("{name} {n}"));
    let mut unique = name.clone();
    while !taken.insert(unique.to_lowercase()) {
        unique = numbered.next().unwrap_or_default();
    }
    unique
}
