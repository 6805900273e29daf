"""Reads what the program says of a data set with the parsers that others use: frictionless, rdflib, icalendar, vobject.

Usage: check.py FOLDER, which holds datapackage.json, catalogue.jsonld, the files and calendriers/*.ics.
"""

import csv
import datetime
import hashlib
import json
import sys
from pathlib import Path

import frictionless
import icalendar
import rdflib
import vobject
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority"
BASE = "https://exemple.fr/cantine/"
failures = []


def check(holds, message):
    if not holds:
        failures.append(message)


def same(found, wanted, what):
    check(found == wanted, f"{what}: {found!r}, and not {wanted!r}")


def package(folder):
    """The descriptor, its files and the table, as frictionless judges them."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    for row in report.flatten(["name", "type", "message"]):
        failures.append(f"frictionless: {row}")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    same(report.stats["tasks"], len(descriptor["resources"]), "resources that frictionless judges")
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        same(resource["bytes"], len(content), f"{resource['path']}, size")
        same(resource["hash"], f"sha256:{hashlib.sha256(content).hexdigest()}", f"{resource['path']}, hash")
    tables = [r for r in descriptor["resources"] if r["format"] == "csv"]
    check(tables, "datapackage.json lists no CSV")
    for table in tables:
        schema = table["schema"]
        same((schema["name"], schema["version"]), ("scdl/menus-collectifs", "1.2.3"), "schema of the CSV")
        same(len(schema["fields"]), 26, "fields of the schema")
        check(all(f.get("description") for f in schema["fields"]), "a field has no description")
    for key in ("name", "title", "description", "version", "keywords", "licenses", "contributors", "temporal_coverage"):
        check(descriptor.get(key), f"datapackage.json has no {key}")
    rows = []
    for table in tables:
        with open(folder / table["path"], encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    days = [row["menuDate"] for row in rows]
    same(descriptor["temporal_coverage"], {"start": min(days), "end": max(days)}, "temporal_coverage")
    return descriptor, rows


def catalogue(folder, descriptor, rows):
    """The triples that rdflib draws from the catalogue."""
    text = (folder / "catalogue.jsonld").read_text(encoding="utf-8")
    check(isinstance(json.loads(text)["@context"], dict), "the context is not within")
    graph = rdflib.Graph().parse(data=text, format="json-ld", base=BASE)
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    catalogues = list(graph.subjects(RDF.type, DCAT.Catalog))
    same((len(datasets), len(catalogues)), (1, 1), "data sets and catalogues")
    dataset = datasets[0]
    same(list(graph.objects(catalogues[0], DCAT.dataset)), [dataset], "data set of the catalogue")
    for node in (catalogues[0], dataset):
        for wanted in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCTERMS.modified):
            check(graph.value(node, wanted) is not None, f"{node} has no {wanted}")
        same(graph.value(node, DCTERMS.title).language, "fr", f"language of the title of {node}")
    publisher = graph.value(dataset, DCTERMS.publisher)
    check((publisher, RDF.type, FOAF.Agent) in graph, "the publisher is no foaf:Agent")
    same(str(graph.value(publisher, FOAF.name)), descriptor["contributors"][0]["title"], "publisher")
    siret = graph.value(publisher, DCTERMS.identifier)
    same(siret and str(siret), descriptor["contributors"][0].get("siret"), "SIRET of the publisher")
    uri = rdflib.URIRef
    for predicate, value in (
        (DCTERMS.accrualPeriodicity, f"{EU}/frequency/WEEKLY"),
        (DCTERMS.language, f"{EU}/language/FRA"),
        (DCAT.theme, f"{EU}/data-theme/AGRI"),
        (DCTERMS.conformsTo, descriptor["resources"][0]["schema"]["path"]),
    ):
        check((dataset, predicate, uri(value)) in graph, f"the data set has no {predicate} {value}")
    period = graph.value(dataset, DCTERMS.temporal)
    for predicate, end in ((DCAT.startDate, "start"), (DCAT.endDate, "end")):
        wanted = rdflib.Literal(descriptor["temporal_coverage"][end], datatype=XSD.date)
        same(graph.value(period, predicate), wanted, f"{end} of the period")
    towns = {f"http://id.insee.fr/geo/commune/{r['menuRestaurantInsee']}" for r in rows if r["menuRestaurantInsee"]}
    places = {str(place) for place in graph.objects(dataset, DCTERMS.spatial) if isinstance(place, uri)}
    same(places, towns, "towns")
    distributions(graph, dataset, descriptor)


def distributions(graph, dataset, descriptor):
    nodes = list(graph.objects(dataset, DCAT.distribution))
    same(len(nodes), len(descriptor["resources"]), "distributions")
    by_hash = {r["hash"].removeprefix("sha256:"): r for r in descriptor["resources"]}
    for node in nodes:
        checksum = graph.value(node, SPDX.checksum)
        same(graph.value(checksum, SPDX.algorithm), SPDX.checksumAlgorithm_sha256, "algorithm of a checksum")
        resource = by_hash.get(str(graph.value(checksum, SPDX.checksumValue)).lower())
        if resource is None:
            failures.append(f"{node}: its checksum is no file's")
            continue
        path = resource["path"]
        address = graph.value(node, DCAT.downloadURL)
        same(graph.value(node, DCAT.accessURL), address, f"{path}, accessURL")
        check(str(address).startswith("http") and str(address).endswith(path), f"{path}: downloadURL {address}")
        media_type = f"https://www.iana.org/assignments/media-types/{resource['mediatype']}"
        same(str(graph.value(node, DCAT.mediaType)), media_type, f"{path}, mediaType")
        check(str(graph.value(node, DCTERMS.format)).startswith(f"{EU}/file-type/"), f"{path}, format")
        same(int(graph.value(node, DCAT.byteSize)), resource["bytes"], f"{path}, byteSize")


def calendars(folder, rows):
    """The events, as two parsers read them, against the rows."""
    files = sorted((folder / "calendriers").glob("*.ics"))
    restaurants = {(row["menuRestaurantNom"], row["menuRestaurantId"]) for row in rows}
    same(len(files), len(restaurants), "calendars")
    uids, events = [], 0
    for file in files:
        content = file.read_bytes()
        check(all(len(line) <= 75 for line in content.split(b"\r\n")), f"{file.name}: a line is too long")
        check(b"\n" not in content.replace(b"\r\n", b""), f"{file.name}: a line ends without a carriage return")
        calendar = icalendar.Calendar.from_ical(content)
        other = vobject.readOne(content.decode("utf-8"))
        # The parser leaves what RFC 5545 does not define as it is written.
        name, again = (icalendar.parser.unescape_char(str(calendar[key])) for key in ("X-WR-CALNAME", "NAME"))
        same(again, name, f"{file.name}, NAME")
        name = name.removeprefix("Cantine – ")
        meals = calendar.walk("VEVENT")
        seconds = getattr(other, "vevent_list", [])
        same(len(seconds), len(meals), f"{file.name}, events of vobject")
        for meal, second in zip(meals, seconds):
            one_event(file.name, name, meal, second, rows)
        uids += [str(meal["UID"]) for meal in meals]
        events += len(meals)
    same(len(set(uids)), len(uids), "identifiers of events, each once")
    meals = {(r["menuRestaurantNom"], r["menuRestaurantId"], r["menuDate"], r["menuRepasType"]) for r in rows}
    same(events, len(meals), "events")


def one_event(file, restaurant, meal, second, rows):
    day = meal.decoded("DTSTART")
    check(type(day) is datetime.date, f"{file}: {day} is no whole day")
    where = f"{file}, {day}"
    same(second.dtstart.value, day, f"{where}, day of vobject")
    summary, description = str(meal["SUMMARY"]), str(meal.get("DESCRIPTION", ""))
    same(second.summary.value, summary, f"{where}, summary of vobject")
    same(getattr(second, "description", None) and second.description.value or "", description, f"{where}, description of vobject")
    same(str(meal["TRANSP"]), "TRANSPARENT", f"{where}, TRANSP")
    check(meal.get("DTSTAMP") is not None, f"{where}: no DTSTAMP")
    kind = summary.split(" : ")[0].lower()
    served = [r for r in rows if r["menuDate"] == str(day) and plain(r["menuRestaurantNom"]) == restaurant]
    dishes = [r for r in served if r["menuRepasType"] == kind.replace("repas", "autre")]
    lines = description.split("\n") if description else []
    named = [r for r in dishes if plain(r["menuPlatNom"])]
    same(len(lines), len(named), f"{where}, {kind}: dishes")
    for dish in named:
        told = [line for line in lines if line == plain(dish["menuPlatNom"]) or line.startswith(plain(dish["menuPlatNom"]) + " (")]
        check(told, f"{where}: {dish['menuPlatNom']!r} is not told")
        if "biologique" in dish["menuPlatSiqo"]:
            check(any("bio" in line for line in told), f"{where}: {dish['menuPlatNom']!r} is not told to be organic")
    mains = [plain(r["menuPlatNom"]) for r in named if r["menuPlatType"] == "plat principal"]
    if mains:
        check(summary.split(" : ", 1)[1] in mains, f"{where}: {summary!r} names no main dish")


def plain(text):
    return " ".join(text.split())


folder = Path(sys.argv[1])
descriptor, rows = package(folder)
catalogue(folder, descriptor, rows)
calendars(folder, rows)
for failure in failures:
    print(failure)
if failures:
    sys.exit(f"{len(failures)} failures in {folder}")
print(f"{folder}: {len(descriptor['resources'])} files, {len(rows)} rows, all read")
