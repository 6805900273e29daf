//! What the licences are called, and where their texts are.

use crate::scdl::Licence;

/// A licence as catalogues know it.
pub(super) struct Terms {
    /// Its identifier in the list of the SPDX.
    pub(super) id: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// Where its text is.
    pub(super) address: &'static str,
    /// What it lets people do, and asks of them, in French.
    pub(super) means: &'static str,
}

pub(super) fn terms(licence: Licence) -> &'static Terms {
    match licence {
        Licence::LicenceOuverte => &Terms {
            id: "etalab-2.0",
            title: "Licence Ouverte 2.0 (Etalab)",
            address: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            means: "Chacun peut réutiliser ces données gratuitement, y compris à des fins commerciales, à condition d'en \
                    citer la source et la date de mise à jour.",
        },
        Licence::Odbl => &Terms {
            id: "ODbL-1.0",
            title: "Open Database License 1.0 (ODbL)",
            address: "https://opendatacommons.org/licenses/odbl/1-0/",
            means: "Chacun peut réutiliser ces données gratuitement, y compris à des fins commerciales, à condition d'en \
                    citer la source et de publier sous la même licence les bases de données qui en sont tirées.",
        },
    }
}
