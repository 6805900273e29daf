//! `datapackage.json`: a Frictionless Data Package (<https://specs.frictionlessdata.io/data-package/>).
//!
//! What that standard has no property for (update frequency, period, territory) is named as data.gouv.fr's interface names
//! it: `frequency`, `temporal_coverage`, `spatial`.

use super::Edition;
use super::contact::Contact;
use super::facts::{Facts, plain};
use super::file::{FileKind, PublishedFile};
use super::iri::is_web_address;
use super::slug::{Names, slug};
use super::standard::{Standard, standard};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    /// The day of the last change: each is a version.
    version: String,
    created: String,
    keywords: Vec<&'static str>,
    licenses: [License; 1],
    sources: [Source; 1],
    contributors: Vec<Contributor>,
    frequency: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct License {
    name: &'static str,
    title: &'static str,
    path: &'static str,
}

#[derive(Serialize)]
struct Source {
    title: String,
}

#[derive(Serialize, Default)]
struct Contributor {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    role: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    siret: String,
}

#[derive(Serialize)]
struct Coverage {
    start: NaiveDate,
    end: NaiveDate,
}

#[derive(Serialize)]
struct Spatial {
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    zones: Vec<String>,
    granularity: &'static str,
}

#[derive(Serialize)]
struct Resource<'a> {
    /// `file` keeps frictionless-py from reading a Parquet, a workbook or a page as a table, for which it wants more than its
    /// own package; it still checks size and hash.
    r#type: &'static str,
    profile: &'static str,
    name: String,
    title: String,
    path: &'a str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    bytes: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'static Standard>,
}

/// The descriptor: indented JSON, one line break at its end.
pub fn datapackage(edition: &Edition) -> String {
    let facts = Facts::of(edition);
    let json = serde_json::to_string_pretty(&package(&facts));
    let mut json = json.unwrap_or_else(|error| panic!("datapackage.json: {error}"));
    json.push('\n');
    json
}

fn package<'a>(facts: &Facts<'a>) -> Package<'a> {
    let edition = facts.edition;
    let licence = facts.licence();
    let adresse = facts.publication().adresse.trim();
    let mut names = Names::default();
    Package {
        profile: "data-package",
        name: slug(&format!("menus {}", own_name(facts)), "menus"),
        title: facts.title(),
        description: facts.description(),
        homepage: Some(adresse).filter(|address| is_web_address(address)),
        version: edition.updated.to_string(),
        created: format!("{}T00:00:00Z", edition.updated),
        keywords: facts.keywords(),
        licenses: [License {
            name: licence.id,
            title: licence.title,
            path: licence.address,
        }],
        sources: [Source {
            title: format!("Menus publiés en PDF – {}", facts.publisher_name()),
        }],
        contributors: contributors(facts),
        frequency: "weekly",
        temporal_coverage: facts.statistics.period.map(|period| Coverage {
            start: period.from,
            end: period.to,
        }),
        spatial: spatial(facts),
        resources: edition
            .files
            .iter()
            .map(|file| resource(file, &mut names))
            .collect(),
    }
}

fn own_name(facts: &Facts) -> String {
    facts.publisher().map(|body| body.name).unwrap_or_default()
}

/// Who publishes, with how to write to them, then the other bodies of the rows.
fn contributors(facts: &Facts) -> Vec<Contributor> {
    let publisher = Contributor {
        title: facts.publisher_name(),
        role: "publisher",
        siret: facts.publisher().map(|b| b.siret).unwrap_or_default(),
        ..Contributor::default()
    };
    let contact = facts.contact();
    let written = Contributor {
        title: match contact {
            Contact::Words(words) => plain(words),
            _ => facts.publisher_name(),
        },
        email: match contact {
            Contact::Mail(address) => Some(address.to_owned()),
            _ => None,
        },
        path: match contact {
            Contact::Page(address) => Some(address.to_owned()),
            _ => None,
        },
        role: "contact",
        ..Contributor::default()
    };
    let others = facts.bodies.iter().map(|body| Contributor {
        title: body.name.clone(),
        role: "author",
        siret: body.siret.clone(),
        ..Contributor::default()
    });
    let others = others.filter(|other| other.title != publisher.title && !other.title.is_empty());
    let others: Vec<Contributor> = others.collect();
    let written = Some(written).filter(|_| contact != Contact::Missing);
    [publisher]
        .into_iter()
        .chain(written)
        .chain(others)
        .collect()
}

fn spatial(facts: &Facts) -> Option<Spatial> {
    let name = plain(&facts.publication().territoire);
    let known = !name.is_empty() || !facts.towns.is_empty();
    known.then(|| Spatial {
        name,
        zones: facts
            .towns
            .iter()
            .map(|code| format!("fr:commune:{code}"))
            .collect(),
        granularity: "fr:commune",
    })
}

fn resource<'a>(file: &'a PublishedFile, names: &mut Names) -> Resource<'a> {
    let is_table = file.kind == FileKind::Csv;
    Resource {
        r#type: if is_table { "table" } else { "file" },
        profile: if is_table {
            "tabular-data-resource"
        } else {
            "data-resource"
        },
        name: names.take(slug(&file.path, "fichier")),
        title: file.title(),
        path: &file.path,
        format: file.kind.format(),
        mediatype: file.kind.media_type(),
        encoding: file.kind.encoding(),
        bytes: file.bytes,
        hash: format!("sha256:{}", file.sha256),
        schema: is_table.then(standard),
    }
}
