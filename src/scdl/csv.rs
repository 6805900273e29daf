//! Rows ↔ CSV as both reference validators accept it: UTF-8, comma, `\n`, header in the order of the schema.

use super::cell::CellError;
use super::row::{COLUMNS, Row};
use super::writer::RowWriter;
use std::io::{Read, Write};

/// Why a CSV's row could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not a CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The header lacks a column.
    #[error("the header has no column {0}")]
    Column(&'static str),
    /// A cell does not hold what its column wants.
    #[error("row {row}, column {column}: {error}")]
    Cell {
        /// Data row, from 1.
        row: u64,
        /// The column's name.
        column: &'static str,
        /// What was wanted.
        error: CellError,
    },
}

/// The rows as lines.
pub(super) fn encode<'r>(rows: impl IntoIterator<Item = &'r Row>) -> std::io::Result<Vec<u8>> {
    let mut to = csv::Writer::from_writer(Vec::new());
    let mut record = csv::ByteRecord::new();
    for row in rows {
        record.clear();
        row.cells(|cell| record.push_field(cell.as_bytes()));
        to.write_byte_record(&record)?;
    }
    to.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The schema's own format.
pub(super) struct CsvWriter<W: Write> {
    to: W,
}

impl<W: Write> CsvWriter<W> {
    pub(super) fn new(mut to: W) -> std::io::Result<Self> {
        let header = COLUMNS.join(",");
        writeln!(to, "{header}")?;
        Ok(Self { to })
    }
}

impl<W: Write> RowWriter for CsvWriter<W> {
    fn write(&mut self, encoded: &[u8]) -> std::io::Result<()> {
        self.to.write_all(encoded)
    }

    fn finish(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

/// Reads rows back, one at a time; columns in any order.
///
/// # Errors
/// When the header lacks a column; each item says what is wrong with its row.
pub fn read_csv<R: Read>(
    from: R,
) -> Result<impl Iterator<Item = Result<Row, ReadError>>, ReadError> {
    let mut reader = csv::Reader::from_reader(from);
    let header = reader.headers()?.clone();
    let mut places = Vec::with_capacity(COLUMNS.len());
    for column in COLUMNS {
        let at = header.iter().position(|h| h == *column);
        places.push((*column, at.ok_or(ReadError::Column(column))?));
    }
    let row_of = move |record: Result<csv::StringRecord, csv::Error>, row: u64| {
        let record = record?;
        let cell = |column: &str| {
            let place = places.iter().find(|(c, _)| *c == column);
            place
                .and_then(|(_, at)| record.get(*at))
                .unwrap_or_default()
        };
        Row::from_cells(cell).map_err(|(column, error)| ReadError::Cell { row, column, error })
    };
    Ok(reader
        .into_records()
        .zip(1..)
        .map(move |(record, row)| row_of(record, row)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Siqo;
    use crate::menu::{Course, MealKind};
    use crate::scdl::{Format, PlatRegime, Texture};
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    prop_compose! {
        fn any_row()(
            days in 0..40_000i64,
            meal in prop::sample::select(MealKind::ALL),
            course in prop::sample::select(Course::ALL),
            texts in prop::array::uniform4("[^\u{0}]{0,30}"),
            siqo in prop::sample::subsequence(Siqo::ALL, 0..=Siqo::ALL.len()),
            regime in prop::sample::subsequence(PlatRegime::ALL, 0..=PlatRegime::ALL.len()),
            prix in prop::option::of(0.0..100.0f64),
            seconds in prop::option::of(0..4_000_000_000i64),
        ) -> Row {
            let [town, name, label, info] = texts;
            let no_text = String::new;
            Row {
                menu_coll_nom: town,
                menu_coll_siret: no_text(),
                menu_etablissement_nom: no_text(),
                menu_etablissement_siret: no_text(),
                menu_restaurant_nom: no_text(),
                menu_restaurant_insee: no_text(),
                menu_restaurant_id: no_text(),
                menu_restaurant_id_type: no_text(),
                menu_restaurant_type: no_text(),
                menu_restaurant_convive: no_text(),
                menu_date: NaiveDate::default() + chrono::Duration::days(days),
                menu_repas_type: meal,
                menu_plat_type: course,
                menu_plat_nom: name,
                menu_plat_code: no_text(),
                menu_plat_siqo: siqo,
                menu_plat_label: label,
                menu_plat_precision: no_text(),
                menu_plat_regime: regime,
                menu_plat_allergene: Vec::new(),
                menu_plat_texture: vec![Texture::SansTextureModifiee],
                menu_plat_nutriscore: no_text(),
                menu_plat_prix: prix,
                menu_publication_date: seconds.and_then(|s| DateTime::from_timestamp(s, 0)).map(Into::into),
                menu_modification_date: None,
                menu_modification_info: info,
            }
        }
    }

    fn written(rows: &[Row], format: Format) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = format.writer(&mut bytes).unwrap();
        rows.iter()
            .for_each(|row| writer.write(&format.encode([row]).unwrap()).unwrap());
        writer.finish().unwrap();
        drop(writer);
        bytes
    }

    proptest! {
        #[test]
        fn rows_come_back_from_csv(rows in prop::collection::vec(any_row(), 0..4)) {
            let bytes = written(&rows, Format::Csv);
            let back: Vec<Row> = read_csv(bytes.as_slice()).unwrap().map(Result::unwrap).collect();
            prop_assert_eq!(back, rows);
        }

        #[test]
        fn rows_come_back_from_json(rows in prop::collection::vec(any_row(), 0..4)) {
            let list: Vec<Row> = serde_json::from_slice(&written(&rows, Format::Json)).unwrap();
            prop_assert_eq!(&list, &rows);
            let lines = String::from_utf8(written(&rows, Format::Ndjson)).unwrap();
            let back: Vec<Row> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
            prop_assert_eq!(&back, &rows);
        }
    }

    #[test]
    fn a_wrong_cell_is_named_by_row_and_column() {
        let mut csv = COLUMNS.join(",");
        csv.push_str(&format!(
            "\n{}2022-11-07,brunch{}\n",
            ",".repeat(10),
            ",".repeat(14)
        ));
        let error = read_csv(csv.as_bytes())
            .unwrap()
            .next()
            .unwrap()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "row 1, column menuRepasType: «brunch» is not a meal of the schema"
        );
        assert!(matches!(
            read_csv("a,b\n".as_bytes()).err(),
            Some(ReadError::Column("menuCollNom"))
        ));
    }
}
