//! What the fiche says, part by part.

use super::model::{Block, Fact, Section, Table, Words};
use crate::diagnostic::Lang;
use crate::french;
use crate::package::contact::Contact;
use crate::package::facts::{Body, Facts, WHAT, plain};
use crate::package::file::PublishedFile;
use crate::package::iri::of_path;
use crate::package::standard::{self, Variable, standard};
use crate::stats::percent;

/// So many names are listed; more are counted.
const LISTED: usize = 12;

/// So many values of a variable are listed; more are counted.
const SHORT: usize = 7;

pub(super) fn sections(facts: &Facts) -> Vec<Section> {
    let part = |id, title, blocks| Section { id, title, blocks };
    vec![
        part("presentation", "Ce que c'est", presentation(facts)),
        part("producteur", "Qui le produit", producer(facts)),
        part("methode", "Comment il est fait", method(facts)),
        part("couverture", "Ce qu'il couvre", coverage(facts)),
        part("fichiers", "Les fichiers", files(facts)),
        part("licence", "La licence", licence(facts)),
        part("usages", "Ce que l'on peut en faire", uses()),
        part("limites", "Ce qu'il ne dit pas", limits(facts)),
        part("contact", "Contact", contact(facts)),
        part("variables", "Les variables", variables()),
    ]
}

fn presentation(facts: &Facts) -> Vec<Block> {
    let own = plain(&facts.publication().description);
    let follows = Words::linked(
        format!(
            "Il suit le schéma national SCDL « menus-collectifs », version {}.",
            standard().version
        ),
        standard::HOME,
    );
    let own = (!own.is_empty()).then(|| text(own));
    [text(WHAT)]
        .into_iter()
        .chain(own)
        .chain([text(follows)])
        .collect()
}

fn producer(facts: &Facts) -> Vec<Block> {
    let publisher = facts.publisher().unwrap_or_else(Body::unknown);
    let mut told = vec![
        fact("Collectivité", or_missing(&publisher.name, "menuCollNom")),
        fact("SIRET", or_missing(&publisher.siret, "menuCollSiret")),
    ];
    if facts.bodies.len() > 1 {
        told.push(fact("Collectivités responsables", named(&facts.bodies)));
    }
    told.push(fact(
        "Qui cuisine",
        match facts.kitchens.is_empty() {
            true => missing("menuEtablissementNom"),
            false => named(&facts.kitchens),
        },
    ));
    vec![Block::Facts { facts: told }]
}

/// Names with their SIRET, or how many there are.
fn named(bodies: &[Body]) -> String {
    if bodies.len() > LISTED {
        return french::number(bodies.len() as u64);
    }
    let named = bodies.iter().map(|body| match (&*body.name, &*body.siret) {
        (name, "") => name.to_owned(),
        ("", siret) => format!("SIRET {siret}"),
        (name, siret) => format!("{name} (SIRET {siret})"),
    });
    named.collect::<Vec<_>>().join(" ; ")
}

fn method(facts: &Facts) -> Vec<Block> {
    let changed = match facts.changed {
        0 => "Aucune ligne de cette édition n'a été modifiée après publication.".to_owned(),
        changed => format!(
            "{} modifiées après publication dans cette édition.",
            french::count(changed, "ligne est dite", "lignes sont dites")
        ),
    };
    list([
        "Les menus sont ceux que la collectivité publie pour les familles, en PDF. Rien n'y est ajouté.".to_owned(),
        "Le logiciel Ardoise en lit les jours, les repas et les plats. Un signe (pictogramme, couleur, sigle) a le sens que \
         la légende du menu lui donne."
            .to_owned(),
        "Le tableau est contrôlé avec le schéma national : colonnes, formats, valeurs permises.".to_owned(),
        format!(
            "Une correction faite à la main est notée : menuModificationDate en dit le moment et menuModificationInfo la \
             raison. {changed}"
        ),
    ])
}

fn coverage(facts: &Facts) -> Vec<Block> {
    let read = &facts.statistics.read;
    let territory = plain(&facts.publication().territoire);
    let mut told = vec![
        fact(
            "Période",
            facts.period().unwrap_or_else(|| "aucun menu".to_owned()),
        ),
        fact(
            "Territoire",
            or_missing(&territory, "[publication] territoire"),
        ),
        fact("Communes (codes INSEE)", towns(facts)),
        fact("Restaurants", restaurants(&read.restaurants)),
        fact("Lignes", french::number(read.rows)),
        fact("Jours de service", french::number(read.days)),
        fact("Repas, goûters mis à part", french::number(read.meals)),
        fact("Plats, goûters mis à part", french::number(read.dishes)),
        fact("Plats bio", organic(facts)),
    ];
    if let Some(oldest) = facts.oldest {
        told.push(fact(
            "Publication du plus ancien menu",
            french::date(oldest),
        ));
    }
    told.push(fact(
        "Dernière mise à jour",
        french::date(facts.edition.updated),
    ));
    told.push(fact(
        "Rythme de mise à jour",
        "chaque semaine, quand de nouveaux menus paraissent",
    ));
    vec![Block::Facts { facts: told }]
}

fn towns(facts: &Facts) -> String {
    match facts.towns.len() {
        0 => missing("menuRestaurantInsee"),
        1..=LISTED => facts.towns.join(", "),
        many => french::number(many as u64),
    }
}

fn restaurants(all: &[String]) -> String {
    let named: Vec<String> = all
        .iter()
        .map(|n| plain(n))
        .filter(|n| !n.is_empty())
        .collect();
    match (all.len(), named.len()) {
        (0, _) => "aucun".to_owned(),
        (_, 0) => missing("menuRestaurantNom"),
        (_, 1..=LISTED) => named.join(" ; "),
        (many, _) => french::number(many as u64),
    }
}

/// The share as the report tells it: none of fewer than ten dishes.
fn organic(facts: &Facts) -> String {
    let share = facts.organic();
    match share.ratio() {
        Some(ratio) => format!(
            "{} sur {}, soit {}. Cette part compte des plats, non des euros : elle ne dit pas si l'objectif de la loi EGalim, \
             qui porte sur la valeur des achats, est atteint.",
            french::number(share.value),
            french::number(share.of),
            percent(ratio, Lang::Fr)
        ),
        None => "moins de dix plats : aucune part n'est donnée".to_owned(),
    }
}

fn files(facts: &Facts) -> Vec<Block> {
    if facts.edition.files.is_empty() {
        return vec![text("Aucun fichier n'accompagne cette fiche.")];
    }
    let rows = facts.edition.files.iter().map(file);
    vec![Block::Table(Table {
        title: "Les fichiers du jeu de données",
        columns: vec!["Fichier", "Contenu", "Format", "Taille"],
        rows: rows.collect(),
    })]
}

fn file(file: &PublishedFile) -> Vec<Words> {
    vec![
        Words::linked(plain(&file.path), of_path(&file.path)),
        file.kind.title().into(),
        file.kind.format().to_uppercase().into(),
        size(file.bytes).into(),
    ]
}

/// In the unit in which it has up to four digits; a thousand bytes are a kilobyte.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => french::count(bytes, "octet", "octets"),
        1_000..1_000_000 => format!("{}\u{a0}ko", french::decimal(bytes as f64 / 1e3)),
        _ => format!("{}\u{a0}Mo", french::decimal(bytes as f64 / 1e6)),
    }
}

fn licence(facts: &Facts) -> Vec<Block> {
    let licence = facts.licence();
    vec![
        text(Words::linked(licence.title, licence.address)),
        text(licence.means),
        text(format!(
            "Source à citer : « {}, menus de la restauration collective, édition du {} ».",
            facts.publisher_name(),
            french::date(facts.edition.updated)
        )),
    ]
}

fn uses() -> Vec<Block> {
    list(
        [
            "Familles : lire les menus à venir, ou s'abonner au calendrier d'un restaurant depuis un téléphone.",
            "Diététiciens et cuisines : regarder la fréquence et l'alternance des plats sur plusieurs semaines.",
            "Élus et services : suivre de mois en mois les plats bio, locaux ou sous signe de qualité, en complément du bilan \
             des achats que demande la loi EGalim.",
            "Associations et presse : vérifier qu'un menu végétarien est servi chaque semaine.",
            "Chercheurs et étudiants : étudier ce que sert la restauration collective, d'une année ou d'un territoire à l'autre.",
            "Collectivités : se comparer à d'autres, dont les menus suivent le même schéma.",
            "Développeurs : faire une application, un affichage ou une traduction des menus.",
        ]
        .map(str::to_owned),
    )
}

fn limits(facts: &Facts) -> Vec<Block> {
    let filled = match facts.allergens {
        0 => "Les allergènes ne sont pas renseignés.".to_owned(),
        rows => format!(
            "Les allergènes ne sont renseignés que sur {}, sans vérification.",
            french::count(rows, "ligne", "lignes")
        ),
    };
    let warning = Block::Warning {
        words: format!(
            "{filled} Ces données ne doivent jamais servir à décider si une personne allergique peut manger un plat : seule la \
             cuisine peut le dire."
        )
        .into(),
    };
    let points = list(
        [
            "Les signes de qualité sont ceux que montre le menu. Un plat bio que le menu ne signale pas n'est pas bio ici.",
            "Un signe douteux, que ni la légende ni l'usage n'explique, n'est pas compté.",
            "Un menu annonce : le plat servi peut changer le jour même sans que le menu publié soit corrigé.",
            "Un menu ne dit ni les quantités, ni le coût, ni la part des ingrédients qui sont bio. La loi EGalim compte la \
             valeur des achats de l'année : ces données ne la mesurent pas.",
            "Les menus sont lus par un logiciel : une erreur de lecture reste possible. Merci de la signaler au contact \
             ci-dessous.",
        ]
        .map(str::to_owned),
    );
    [warning].into_iter().chain(points).collect()
}

fn contact(facts: &Facts) -> Vec<Block> {
    let contact = facts.contact();
    let words = match contact {
        Contact::Mail(words) | Contact::Page(words) | Contact::Words(words) => plain(words),
        Contact::Missing => missing("[publication] contact"),
    };
    vec![text(Words {
        text: words,
        link: contact.link(),
    })]
}

fn variables() -> Vec<Block> {
    let rows = standard().fields.iter().map(variable);
    vec![Block::Table(Table {
        title: "Les colonnes du tableau, dans leur ordre",
        columns: vec!["Variable", "Intitulé", "Ce qu'elle dit", "Type", "Valeurs"],
        rows: rows.collect(),
    })]
}

fn variable(variable: &Variable) -> Vec<Words> {
    let required = match variable.is_required() {
        true => ", obligatoire",
        false => "",
    };
    vec![
        variable.name.as_str().into(),
        variable.title.as_str().into(),
        variable.description.as_str().into(),
        format!("{}{required}", kind(&variable.kind)).into(),
        values(variable).into(),
    ]
}

fn kind(kind: &str) -> &str {
    match kind {
        "string" => "texte",
        "date" => "date",
        "datetime" => "date et heure",
        "number" => "nombre",
        "array" => "liste",
        other => other,
    }
}

/// What a cell may hold.
fn values(variable: &Variable) -> String {
    let values = variable.values();
    match (values.len(), &*variable.kind, variable.longest()) {
        (0, "date", _) => "comme 2022-11-07".to_owned(),
        (0, "datetime", _) => "comme 2022-11-07T12:00:00Z".to_owned(),
        (0, _, Some(longest)) => format!("{longest} caractères au plus"),
        (0, ..) if variable.has_pattern() => "format imposé".to_owned(),
        (0, ..) => "libre".to_owned(),
        (1..=SHORT, ..) => values.join(", "),
        (many, ..) => format!("parmi {many}, que le schéma énumère"),
    }
}

/// What the profile lacks, and where it is to be said.
fn missing(key: &str) -> String {
    format!("non renseigné : à compléter dans cantine.toml, {key}")
}

fn or_missing(value: &str, key: &str) -> String {
    match value {
        "" => missing(key),
        value => value.to_owned(),
    }
}

fn text(words: impl Into<Words>) -> Block {
    let words = words.into();
    Block::Text { words }
}

fn list<const N: usize>(points: [String; N]) -> Vec<Block> {
    let items = points.into_iter().map(Words::from).collect();
    vec![Block::List { items }]
}

fn fact(name: &'static str, value: impl Into<Words>) -> Fact {
    let value = value.into();
    Fact { name, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_its_unit() {
        for (bytes, wanted) in [
            (0, "0\u{a0}octet"),
            (999, "999\u{a0}octets"),
            (12_345, "12,3\u{a0}ko"),
            (4_560_000, "4,6\u{a0}Mo"),
        ] {
            assert_eq!(size(bytes), wanted);
        }
    }

    #[test]
    fn what_a_cell_may_hold_is_said_in_a_few_words() {
        let of = |name: &str| values(standard().fields.iter().find(|f| f.name == name).unwrap());
        for (name, wanted) in [
            ("menuDate", "comme 2022-11-07"),
            ("menuPlatNom", "160 caractères au plus"),
            ("menuCollSiret", "format imposé"),
            ("menuPlatLabel", "libre"),
            ("menuPlatNutriscore", "A, B, C, D, E"),
            ("menuPlatAllergene", "parmi 14, que le schéma énumère"),
        ] {
            assert_eq!(of(name), wanted);
        }
    }
}
