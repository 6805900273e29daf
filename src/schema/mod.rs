//! Table Schema + table → findings a clerk can act on. Knows nothing of menus: the schemas are data (`schemas/`).

mod builtin;
mod checks;
mod constraints;
mod fix;
mod kinds;
mod read;
mod report;
mod rows;
mod sheet;
mod show;
mod source;
mod table;
mod validate;
mod values;

pub use builtin::{BUILT_IN, built_in};
pub use checks::CustomCheck;
pub use constraints::Constraints;
pub use fix::{Change, FixError, What, fix};
pub use kinds::{Format, Geopoint, Item, Kind};
pub use read::{Field, Schema};
pub use report::Report;
pub use sheet::unfold;
pub use source::{Source, is_workbook};
pub use validate::validate;
