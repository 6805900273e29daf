//! `catalogue.jsonld`: the data set as a catalogue harvests it, DCAT-AP 3 (<https://semiceu.github.io/DCAT-AP/releases/3.0.0/>)
//! in JSON-LD. The context is within: nothing is fetched to read it.

use super::Edition;
use super::contact::Contact;
use super::facts::{Body, Facts, plain};
use super::file::{FileKind, PublishedFile};
use super::standard;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// The lists of the Publications Office of the European Union.
const EU: &str = "http://publications.europa.eu/resource/authority";

/// A catalogue of one data set: indented JSON, one line break at its end.
pub fn catalogue(edition: &Edition) -> String {
    let facts = Facts::of(edition);
    let json = serde_json::to_string_pretty(&document(&facts));
    let mut json = json.unwrap_or_else(|error| panic!("catalogue.jsonld: {error}"));
    json.push('\n');
    json
}

fn document(facts: &Facts) -> Value {
    object([
        ("@context", context()),
        ("@id", json!(facts.address("catalogue.jsonld"))),
        ("@type", json!("dcat:Catalog")),
        ("dct:title", french(&facts.title())),
        ("dct:description", french(&facts.description())),
        ("dct:publisher", publisher(facts)),
        ("dct:language", language()),
        ("dct:modified", date(facts.edition.updated)),
        ("dct:license", licence(facts)),
        ("dcat:dataset", dataset(facts)),
    ])
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn dataset(facts: &Facts) -> Value {
    let files = facts.edition.files.iter();
    object([
        ("@id", json!(part(facts, "menus"))),
        ("@type", json!("dcat:Dataset")),
        ("dct:title", french(&facts.title())),
        ("dct:description", french(&facts.description())),
        ("dct:publisher", publisher(facts)),
        ("dct:creator", list(creators(facts))),
        ("dcat:contactPoint", contact_point(facts)),
        (
            "dcat:keyword",
            list(facts.keywords().into_iter().map(french)),
        ),
        ("dcat:theme", list(themes(facts))),
        ("dct:language", language()),
        (
            "dct:accessRights",
            listed("access-right", "PUBLIC", "dct:RightsStatement"),
        ),
        (
            "dct:accrualPeriodicity",
            listed("frequency", "WEEKLY", "dct:Frequency"),
        ),
        ("dct:modified", date(facts.edition.updated)),
        ("dct:temporal", temporal(facts)),
        ("dct:spatial", list(places(facts))),
        ("dct:license", licence(facts)),
        ("dct:conformsTo", conforms_to()),
        (
            "dcat:distribution",
            list(files.map(|file| distribution(facts, file))),
        ),
    ])
}

fn distribution(facts: &Facts, file: &PublishedFile) -> Value {
    let at = || json!({ "@id": facts.address(&file.path) });
    let is_table = file.kind == FileKind::Csv;
    object([
        ("@type", json!("dcat:Distribution")),
        ("dct:title", french(&file.title())),
        ("dcat:accessURL", at()),
        ("dcat:downloadURL", at()),
        ("dcat:mediaType", media_type(file.kind)),
        (
            "dct:format",
            typed(file.kind.file_type(), "dct:MediaTypeOrExtent"),
        ),
        (
            "dcat:byteSize",
            literal(file.bytes.to_string(), "xsd:nonNegativeInteger"),
        ),
        ("spdx:checksum", checksum(file)),
        ("dct:language", language()),
        ("dct:license", licence(facts)),
        ("dct:modified", date(facts.edition.updated)),
        (
            "dct:conformsTo",
            if is_table { conforms_to() } else { Value::Null },
        ),
    ])
}

fn checksum(file: &PublishedFile) -> Value {
    json!({
        "@type": "spdx:Checksum",
        "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
        "spdx:checksumValue": literal(file.sha256.clone(), "xsd:hexBinary"),
    })
}

fn media_type(kind: FileKind) -> Value {
    let registered = "https://www.iana.org/assignments/media-types";
    typed(
        format!("{registered}/{}", kind.media_type()),
        "dct:MediaType",
    )
}

fn publisher(facts: &Facts) -> Value {
    let siret = facts.publisher().map(|b| b.siret).unwrap_or_default();
    let body = Body {
        name: facts.publisher_name(),
        siret,
    };
    // One node, though the catalogue and the data set both name it.
    agent(Some(part(facts, "collectivite")), body)
}

/// Something that the catalogue describes, by its own address.
fn part(facts: &Facts, name: &str) -> String {
    format!("{}#{name}", facts.address("catalogue.jsonld"))
}

/// The public bodies of the rows that are not the publisher.
fn creators(facts: &Facts) -> impl Iterator<Item = Value> {
    let publisher = facts.publisher();
    let bodies = facts.bodies.iter().filter(|body| !body.name.is_empty());
    let others = bodies.filter(move |body| Some(*body) != publisher.as_ref());
    others.cloned().map(|body| agent(None, body))
}

fn agent(id: Option<String>, body: Body) -> Value {
    let siret = Some(body.siret).filter(|siret| !siret.is_empty());
    object([
        ("@id", json!(id)),
        ("@type", json!(["foaf:Agent", "foaf:Organization"])),
        ("foaf:name", json!(body.name)),
        ("dct:identifier", json!(siret)),
    ])
}

fn contact_point(facts: &Facts) -> Value {
    let contact = facts.contact();
    let property = match contact {
        Contact::Mail(_) => "vcard:hasEmail",
        Contact::Page(_) => "vcard:hasURL",
        Contact::Words(_) | Contact::Missing => return Value::Null,
    };
    object([
        ("@type", json!(["vcard:Kind", "vcard:Organization"])),
        ("vcard:fn", json!(facts.publisher_name())),
        (property, json!({ "@id": contact.link() })),
    ])
}

/// Food, and education where children eat.
fn themes(facts: &Facts) -> impl Iterator<Item = Value> {
    let food = theme("AGRI", "Agriculture, pêche, sylviculture et alimentation");
    let education = facts
        .of_schools
        .then(|| theme("EDUC", "Éducation, culture et sport"));
    [food].into_iter().chain(education)
}

fn theme(entry: &str, label: &str) -> Value {
    json!({
        "@id": format!("{EU}/data-theme/{entry}"),
        "@type": "skos:Concept",
        "skos:prefLabel": french(label),
    })
}

fn temporal(facts: &Facts) -> Value {
    facts.statistics.period.map_or(Value::Null, |period| {
        json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": date(period.from),
            "dcat:endDate": date(period.to),
        })
    })
}

/// The towns of the restaurants, and the territory as the profile names it.
fn places(facts: &Facts) -> impl Iterator<Item = Value> {
    let name = plain(&facts.publication().territoire);
    let town = |code: &&str| {
        typed(
            format!("http://id.insee.fr/geo/commune/{code}"),
            "dct:Location",
        )
    };
    let named = (!name.is_empty())
        .then(|| json!({ "@type": "dct:Location", "skos:prefLabel": french(&name) }));
    facts.towns.iter().map(town).chain(named)
}

fn conforms_to() -> Value {
    json!({
        "@id": standard::ADDRESS,
        "@type": "dct:Standard",
        "dct:title": standard::NAME,
    })
}

fn licence(facts: &Facts) -> Value {
    let licence = facts.licence();
    object([
        ("@id", json!(licence.address)),
        ("@type", json!("dct:LicenseDocument")),
        ("dct:title", json!(licence.title)),
        ("dct:identifier", json!(licence.id)),
    ])
}

fn language() -> Value {
    listed("language", "FRA", "dct:LinguisticSystem")
}

/// An entry of a list of the European Union.
fn listed(list: &str, entry: &str, class: &str) -> Value {
    typed(format!("{EU}/{list}/{entry}"), class)
}

fn typed(id: String, class: &str) -> Value {
    json!({ "@id": id, "@type": class })
}

fn french(text: &str) -> Value {
    json!({ "@language": "fr", "@value": text })
}

fn literal(value: String, datatype: &str) -> Value {
    json!({ "@type": datatype, "@value": value })
}

fn date(day: NaiveDate) -> Value {
    literal(day.to_string(), "xsd:date")
}

fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}

/// The properties that have a value.
fn object<const N: usize>(properties: [(&str, Value); N]) -> Value {
    let told = properties.into_iter().filter(|(_, value)| match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        _ => true,
    });
    Value::Object(
        told.map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}
