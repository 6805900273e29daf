//! Rows ↔ CSV as both reference validators accept it: UTF-8, comma, `\n`, header in the order of the schema.

use super::bounded::Bounded;
use super::cell::{Cell, Last};
use super::plat::{Plat, REQUIRED, ReadError};
use super::row::{COLUMNS, Row};
use super::words::PlatRegime;
use super::writer::RowWriter;
use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use chrono::NaiveDate;
use csv::StringRecord;
use std::io::{Read, Write};

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
    let from = Bounded::new(from);
    let left = from.left();
    let mut reader = csv::Reader::from_reader(from);
    let header = reader.headers()?.clone();
    let mut places = Vec::with_capacity(COLUMNS.len());
    for column in COLUMNS {
        let at = header.iter().position(|h| h == *column);
        places.push((*column, at.ok_or_else(|| no_column(column, &header))?));
    }
    let row_of = move |record: Result<csv::StringRecord, csv::Error>, row: u64| {
        let record = record?;
        left.renew();
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

fn no_column(column: &'static str, header: &StringRecord) -> ReadError {
    let found = header.iter().collect::<Vec<_>>().join(", ");
    ReadError::Column { column, found }
}

/// A column, by its place in the header.
struct Column<T> {
    name: &'static str,
    at: Option<usize>,
    last: Last<T>,
}

impl<T: Cell> Column<T> {
    fn new(name: &'static str, header: &StringRecord) -> Result<Self, ReadError> {
        match header.iter().position(|h| h == name) {
            None if REQUIRED.contains(&name) => Err(no_column(name, header)),
            at => Ok(Self {
                name,
                at,
                last: Last::default(),
            }),
        }
    }

    fn read(&mut self, record: &StringRecord, row: u64) -> Result<&T, ReadError> {
        let cell = self.at.and_then(|at| record.get(at)).unwrap_or_default();
        let column = self.name;
        let wrong = |error| ReadError::Cell { row, column, error };
        self.last.read(cell).map_err(wrong)
    }
}

/// Hands over each dish; columns in any order, those that nothing is counted by may be absent.
pub(super) fn each_plat<R: Read>(
    from: R,
    each: &mut impl FnMut(&Plat<'_>),
) -> Result<(), ReadError> {
    let from = Bounded::new(from);
    let left = from.left();
    let mut reader = csv::ReaderBuilder::new()
        .buffer_capacity(256 << 10)
        .from_reader(from);
    let header = reader.headers()?.clone();
    let mut coll = Column::<String>::new("menuCollNom", &header)?;
    let mut restaurant = Column::<String>::new("menuRestaurantNom", &header)?;
    let mut id = Column::<String>::new("menuRestaurantId", &header)?;
    let mut date = Column::<NaiveDate>::new("menuDate", &header)?;
    let mut repas = Column::<MealKind>::new("menuRepasType", &header)?;
    let mut course = Column::<Course>::new("menuPlatType", &header)?;
    let mut nom = Column::<String>::new("menuPlatNom", &header)?;
    let mut siqo = Column::<Vec<Siqo>>::new("menuPlatSiqo", &header)?;
    let mut label = Column::<String>::new("menuPlatLabel", &header)?;
    let mut regime = Column::<Vec<PlatRegime>>::new("menuPlatRegime", &header)?;
    let mut record = StringRecord::new();
    let mut row = 0;
    while reader.read_record(&mut record)? {
        row += 1;
        left.renew();
        each(&Plat {
            menu_coll_nom: coll.read(&record, row)?,
            menu_restaurant_nom: restaurant.read(&record, row)?,
            menu_restaurant_id: id.read(&record, row)?,
            menu_date: *date.read(&record, row)?,
            menu_repas_type: *repas.read(&record, row)?,
            menu_plat_type: *course.read(&record, row)?,
            menu_plat_nom: nom.read(&record, row)?,
            menu_plat_siqo: siqo.read(&record, row)?,
            menu_plat_label: label.read(&record, row)?,
            menu_plat_regime: regime.read(&record, row)?,
        });
    }
    Ok(())
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
            Some(ReadError::Column { column: "menuCollNom", found }) if found == "a, b"
        ));
    }
}
