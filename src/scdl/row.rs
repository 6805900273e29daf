//! The row: its columns, in the order of the schema.

use super::cell::{Cell, CellError};
use super::parquet::Typed;
use super::words::{PlatRegime, Texture};
use crate::labels::Siqo;
use crate::menu::{Course, MealKind};
use arrow_array::ArrayRef;
use arrow_schema::DataType;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

macro_rules! row {
    ($($(#[doc = $doc:literal])* $field:ident: $type:ty = $column:literal,)*) => {
        /// One dish served, as the schema describes it. An empty text is an empty cell.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub struct Row {
            $($(#[doc = $doc])* #[serde(rename = $column)] pub $field: $type,)*
        }

        /// The columns, in the order of the schema.
        pub const COLUMNS: &[&str] = &[$($column,)*];

        impl Row {
            /// Hands each cell, as it is written in a CSV, to `each`, in the order of [`COLUMNS`].
            pub(super) fn cells(&self, mut each: impl FnMut(&str)) {
                $(self.$field.write(&mut each);)*
            }

            /// The types of the columns of many rows.
            pub(super) fn types() -> Vec<DataType> {
                vec![$(<$type as Typed>::data_type(),)*]
            }

            /// The columns of many rows.
            pub(super) fn columns(rows: &[Self]) -> Vec<ArrayRef> {
                vec![$(<$type as Typed>::column(rows.iter().map(|row| &row.$field)),)*]
            }

            /// The row whose cell of a column `cell` gives.
            pub(super) fn from_cells<'a>(
                cell: impl Fn(&str) -> &'a str,
            ) -> Result<Self, (&'static str, CellError)> {
                Ok(Self { $($field: Cell::read(cell($column)).map_err(|e| ($column, e))?,)* })
            }
        }
    };
}

row! {
    /// The public body responsible.
    menu_coll_nom: String = "menuCollNom",
    /// Its SIRET.
    menu_coll_siret: String = "menuCollSiret",
    /// Who cooks.
    menu_etablissement_nom: String = "menuEtablissementNom",
    /// Its SIRET.
    menu_etablissement_siret: String = "menuEtablissementSiret",
    /// Where the menu is served.
    menu_restaurant_nom: String = "menuRestaurantNom",
    /// The town's INSEE code.
    menu_restaurant_insee: String = "menuRestaurantInsee",
    /// The restaurant's identifier.
    menu_restaurant_id: String = "menuRestaurantId",
    /// What kind of identifier that is.
    menu_restaurant_id_type: String = "menuRestaurantIdType",
    /// The kind of restaurant.
    menu_restaurant_type: String = "menuRestaurantType",
    /// Who eats there.
    menu_restaurant_convive: String = "menuRestaurantConvive",
    /// The day served.
    menu_date: NaiveDate = "menuDate",
    /// The meal.
    menu_repas_type: MealKind = "menuRepasType",
    /// The course.
    menu_plat_type: Course = "menuPlatType",
    /// The dish, 160 characters at most.
    menu_plat_nom: String = "menuPlatNom",
    /// A code of the kitchen's own.
    menu_plat_code: String = "menuPlatCode",
    /// Official signs of quality and origin.
    menu_plat_siqo: Vec<Siqo> = "menuPlatSiqo",
    /// Free labels, `;` between them.
    menu_plat_label: String = "menuPlatLabel",
    /// Themes and the like, `;` between them.
    menu_plat_precision: String = "menuPlatPrecision",
    /// Diets.
    menu_plat_regime: Vec<PlatRegime> = "menuPlatRegime",
    /// Allergens, in the schema's words.
    menu_plat_allergene: Vec<String> = "menuPlatAllergene",
    /// Textures.
    menu_plat_texture: Vec<Texture> = "menuPlatTexture",
    /// Nutri-score, A to E.
    menu_plat_nutriscore: String = "menuPlatNutriscore",
    /// Price in euros.
    menu_plat_prix: Option<f64> = "menuPlatPrix",
    /// When the menu was published.
    menu_publication_date: Option<DateTime<FixedOffset>> = "menuPublicationDate",
    /// When the row was last changed.
    menu_modification_date: Option<DateTime<FixedOffset>> = "menuModificationDate",
    /// Why it was changed.
    menu_modification_info: String = "menuModificationInfo",
}
