//! The schema's own words for restaurants, diets and textures.

use crate::labels::words;
use serde::{Deserialize, Serialize};

words! {
    /// What `menuRestaurantId` is, in the words of `menuRestaurantIdType`.
    IdType {
        /// A SIRET.
        Siret = "SIRET",
        /// The UAI code of the ministry of education.
        En = "EN",
        /// Another identifier.
        Autre = "autre",
        /// None.
        Sans = "sans",
    }
}

words! {
    /// The kind of restaurant, in the words of `menuRestaurantType`.
    RestaurantType {
        /// Nursery.
        Creche = "crèche",
        /// Nursery school.
        Maternelle = "maternelle",
        /// Primary school.
        Elementaire = "élémentaire",
        /// Lower secondary school.
        College = "collège",
        /// Upper secondary school.
        Lycee = "lycée",
        /// University.
        Universite = "université",
        /// Training centre.
        CentreDeFormation = "centre de formation",
        /// Public administration.
        Administration = "administration",
        /// Home for the elderly.
        ResidenceSenior = "résidence sénior",
        /// Nursing home.
        Ehpad = "EHPAD",
        /// Meals on wheels.
        RepasADomicile = "repas à domicile",
        /// Leisure centre.
        CentreDeLoisirs = "centre de loisirs",
        /// Company restaurant.
        RestaurantDEntreprise = "restaurant d'entreprise",
        /// Another.
        Autre = "autre",
    }
}

words! {
    /// A diet, in the words of `menuPlatRegime`.
    PlatRegime {
        /// No meat nor fish.
        Vegetarien = "végétarien",
        /// No salt.
        SansSel = "sans sel",
        /// No pork; version 1.2.3 of the schema publishes this value with a space at its end, and refuses it without.
        SansPorc = "sans porc ",
        /// No added sugar.
        SansSucreAjoute = "sans sucre ajouté",
    }
}

words! {
    /// A texture, in the words of `menuPlatTexture`.
    Texture {
        /// As cooked.
        SansTextureModifiee = "sans texture modifiée",
        /// Blended.
        Mixe = "mixé",
        /// Blended smooth.
        MixeLisse = "mixé lissé",
        /// Tender.
        Fondant = "fondant",
        /// Minced.
        Hache = "haché",
    }
}
