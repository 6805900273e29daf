//! Parquet → dishes: only the columns that are counted by are decoded, some thousand rows at a time.

use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use crate::scdl::cell::{Cell, CellError, Last};
use crate::scdl::plat::{Plat, REQUIRED, ReadError};
use crate::scdl::words::PlatRegime;
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ListArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::DataType;
use chrono::{Duration, NaiveDate};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use std::fs::File;

/// Rows decoded at a time.
const BATCH: usize = 8192;

const COLUMNS: &[&str] = &[
    "menuCollNom",
    "menuRestaurantNom",
    "menuRestaurantId",
    "menuDate",
    "menuRepasType",
    "menuPlatType",
    "menuPlatNom",
    "menuPlatSiqo",
    "menuPlatLabel",
    "menuPlatRegime",
];

/// Hands over each dish; columns in any order, those that nothing is counted by may be absent.
pub(in crate::scdl) fn each_plat(
    from: File,
    each: &mut impl FnMut(&Plat<'_>),
) -> Result<(), ReadError> {
    // What the writer's own library noted of its types is of no use here: a text is a text.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(from, options)?;
    let fields = builder.schema().fields().iter().enumerate();
    let wanted = fields.filter(|(_, field)| COLUMNS.contains(&field.name().as_str()));
    let places: Vec<usize> = wanted.map(|(at, _)| at).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), places);
    let mut words = Words::default();
    let mut row = 0;
    for batch in builder
        .with_projection(mask)
        .with_batch_size(BATCH)
        .build()?
    {
        let batch = batch.map_err(::parquet::errors::ParquetError::from)?;
        row = each_row(&batch, row, &mut words, each)?;
    }
    Ok(())
}

#[derive(Default)]
struct Words {
    repas: Last<MealKind>,
    course: Last<Course>,
}

/// Gives the number of the last row.
fn each_row(
    batch: &RecordBatch,
    before: u64,
    words: &mut Words,
    each: &mut impl FnMut(&Plat<'_>),
) -> Result<u64, ReadError> {
    let coll = Texts::of(batch, "menuCollNom")?;
    let restaurant = Texts::of(batch, "menuRestaurantNom")?;
    let id = Texts::of(batch, "menuRestaurantId")?;
    let date = Dates::of(batch)?;
    let repas = Texts::of(batch, "menuRepasType")?;
    let course = Texts::of(batch, "menuPlatType")?;
    let nom = Texts::of(batch, "menuPlatNom")?;
    let siqo = Lists::of(batch, "menuPlatSiqo")?;
    let label = Texts::of(batch, "menuPlatLabel")?;
    let regime = Lists::of(batch, "menuPlatRegime")?;
    let (mut signs, mut diets) = (Vec::new(), Vec::new());
    let mut row = before;
    for at in 0..batch.num_rows() {
        row += 1;
        let in_column = |column| move |error| ReadError::Cell { row, column, error };
        siqo.read(at, Siqo::from_word, &mut signs)
            .map_err(in_column("menuPlatSiqo"))?;
        regime
            .read(at, PlatRegime::from_word, &mut diets)
            .map_err(in_column("menuPlatRegime"))?;
        each(&Plat {
            menu_coll_nom: coll.at(at),
            menu_restaurant_nom: restaurant.at(at),
            menu_restaurant_id: id.at(at),
            menu_date: date.at(at).map_err(in_column("menuDate"))?,
            menu_repas_type: *words
                .repas
                .read(repas.at(at))
                .map_err(in_column("menuRepasType"))?,
            menu_plat_type: *words
                .course
                .read(course.at(at))
                .map_err(in_column("menuPlatType"))?,
            menu_plat_nom: nom.at(at),
            menu_plat_siqo: &signs,
            menu_plat_label: label.at(at),
            menu_plat_regime: &diets,
        });
    }
    Ok(row)
}

fn column<'b>(
    batch: &'b RecordBatch,
    name: &'static str,
) -> Result<Option<&'b dyn Array>, ReadError> {
    match batch.column_by_name(name) {
        None if REQUIRED.contains(&name) => Err(ReadError::Column {
            column: name,
            found: names(batch),
        }),
        found => Ok(found.map(AsRef::as_ref)),
    }
}

fn names(batch: &RecordBatch) -> String {
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| field.name().as_str());
    names.collect::<Vec<_>>().join(", ")
}

fn wrong_type(column: &'static str, found: &dyn Array) -> ReadError {
    let found = found.data_type().to_string();
    ReadError::Type { column, found }
}

/// A column of texts; one that is not there is empty.
struct Texts<'b>(Option<&'b StringArray>);

impl<'b> Texts<'b> {
    fn of(batch: &'b RecordBatch, name: &'static str) -> Result<Self, ReadError> {
        let Some(column) = column(batch, name)? else {
            return Ok(Self(None));
        };
        match column.as_string_opt() {
            None => Err(wrong_type(name, column)),
            texts => Ok(Self(texts)),
        }
    }

    fn at(&self, row: usize) -> &'b str {
        match self.0 {
            Some(texts) if texts.is_valid(row) => texts.value(row),
            _ => "",
        }
    }
}

/// Dates, or texts that are dates.
enum Dates<'b> {
    Days(&'b PrimitiveArray<Date32Type>),
    Texts(Texts<'b>),
}

impl<'b> Dates<'b> {
    fn of(batch: &'b RecordBatch) -> Result<Self, ReadError> {
        let days = column(batch, "menuDate")?.and_then(|c| c.as_primitive_opt());
        match days {
            Some(days) => Ok(Self::Days(days)),
            None => Texts::of(batch, "menuDate").map(Self::Texts),
        }
    }

    fn at(&self, row: usize) -> Result<NaiveDate, CellError> {
        match self {
            Self::Days(days) if days.is_valid(row) => {
                let since = Duration::days(days.value(row).into());
                let date = NaiveDate::default().checked_add_signed(since);
                date.map_or_else(|| NaiveDate::read("…"), Ok)
            }
            Self::Days(_) => NaiveDate::read(""),
            Self::Texts(texts) => NaiveDate::read(texts.at(row)),
        }
    }
}

/// Lists of words, or texts that are lists in JSON; a column that is not there is empty.
enum Lists<'b> {
    Lists(&'b ListArray, &'b StringArray),
    Texts(Texts<'b>),
}

impl<'b> Lists<'b> {
    fn of(batch: &'b RecordBatch, name: &'static str) -> Result<Self, ReadError> {
        let Some(found) = column(batch, name)? else {
            return Ok(Self::Texts(Texts(None)));
        };
        if !matches!(found.data_type(), DataType::List(_)) {
            return Texts::of(batch, name).map(Self::Texts);
        }
        let lists = found.as_list();
        let words = lists.values().as_string_opt();
        words
            .map(|words| Self::Lists(lists, words))
            .ok_or_else(|| wrong_type(name, found))
    }

    /// Puts the row's values in place of those in `values`.
    fn read<T>(
        &self,
        row: usize,
        from_word: fn(&str) -> Option<T>,
        values: &mut Vec<T>,
    ) -> Result<(), CellError>
    where
        Vec<T>: Cell,
    {
        values.clear();
        match self {
            Self::Texts(texts) => *values = Cell::read(texts.at(row))?,
            Self::Lists(lists, words) if lists.is_valid(row) => {
                let (offsets, row) = (lists.value_offsets(), row);
                let from = offsets.get(row).copied().unwrap_or_default() as usize;
                let to = offsets.get(row + 1).copied().unwrap_or_default() as usize;
                for at in (from..to).filter(|at| words.is_valid(*at)) {
                    let word = words.value(at);
                    let wanted = "a value of the schema";
                    let found = || word.to_owned();
                    let value = from_word(word).ok_or_else(|| CellError {
                        found: found(),
                        wanted,
                    });
                    values.push(value?);
                }
            }
            Self::Lists(..) => {}
        }
        Ok(())
    }
}
