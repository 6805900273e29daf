//! The `[publication]` table of `cantine.toml`: what is told of the data set as a whole, and no column holds.

use crate::calendar::Zone;
use serde::{Deserialize, Serialize};

/// How the data set is published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Publication {
    /// Its title; made of the public body's name where it is empty.
    pub titre: String,
    /// What it is, in a sentence or two, besides what is always said.
    pub description: String,
    /// Whom to write to: an e-mail address, or the address of a page.
    pub contact: String,
    /// Under which licence.
    pub licence: Licence,
    /// The name of the place that it covers.
    pub territoire: String,
    /// The zone of the school holidays.
    pub zone: Option<Zone>,
    /// The address of the folder where the files are on the web.
    pub adresse: String,
}

/// The licences that French public bodies may choose for data (decree 2017-638), as people name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Licence {
    /// Etalab's, the default.
    #[default]
    #[serde(rename = "Licence Ouverte 2.0")]
    LicenceOuverte,
    /// Derived databases stay open.
    #[serde(rename = "ODbL 1.0")]
    Odbl,
}
