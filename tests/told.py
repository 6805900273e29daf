#!/usr/bin/env python3
"""Whether the program says so where it is wrong: for each row of ../shared/corpus that is wrong, missing or invented, a
warning or error must stand within its cell or its day; and files that are read right should be left in peace.

usage: told.py [--program PATH] [--show] [FOLDER ...]

Without folders: those of tests/floors.json, against tests/ceilings.json, whose figures only fall. A row is wrong when its date,
its name or its organic mark is.
"""
import argparse
import csv
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# These refuse the whole document: whatever is missing is told.
REFUSALS = {"not-a-menu", "no-date", "no-year", "no-text", "damaged", "encrypted", "not-a-pdf", "not-french", "undated-cycle", "empty-form", "crash", "too-slow"}
# Points around a place that are still that place.
NEAR = 3.0


def score():
    spec = importlib.util.spec_from_file_location("score", SHARED / "score/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = score() if SHARED.exists() else None
SEVERITY = {code: entry["severity"] for code, entry in tomllib.loads((ROOT / "src/diagnostic/codes.toml").read_text()).items()}


def read(program, pdf):
    """The rows, the place of each, and all that `inspect` says."""
    with tempfile.TemporaryDirectory() as folder:
        rows, trace = pathlib.Path(folder) / "rows.csv", pathlib.Path(folder) / "trace.ndjson"
        subprocess.run([program, "extract", pdf, "-o", rows, "--trace", trace], capture_output=True)
        found = SCORE.rows_of(rows) if rows.exists() else []
        places = [json.loads(line) for line in trace.read_text().splitlines()] if trace.exists() else []
    said = subprocess.run([program, "inspect", "--format", "json", pdf], capture_output=True, text=True).stdout
    return found, places, json.loads(said) if said else {}


def overlap(a, b):
    return (min(a["x1"], b["x1"]) - max(a["x0"], b["x0"]) > -NEAR) and (min(a["y1"], b["y1"]) - max(a["y0"], b["y0"]) > -NEAR)


def warnings(said):
    """The page and box of each warning; a page without box is all of it."""
    places = []
    for doubt in said.get("diagnostics", []):
        if SEVERITY[doubt["code"]] == "notice":
            continue
        place = doubt["place"]
        page = place.get("page") if isinstance(place, dict) else None
        if doubt["code"] in REFUSALS or not isinstance(page, dict):
            places.append((None, None))
        else:
            places.append((page["page"], page.get("rect")))
    return places


def printed(name, said):
    """Where on the pages a name that was not read stands: the lines that share most of its words."""
    wanted = set(SCORE.fold(name).split())
    best, places = 0.6, []
    for page in said.get("roles", []):
        for line in page["lines"]:
            words = set(SCORE.fold(" ".join(w["text"] for w in line["words"])).split())
            share = len(wanted & words) / max(1, len(wanted))
            if share > best:
                best, places = share, []
            if share == best and best > 0.6:
                places.append((page["page"], line["rect"]))
    return places


def cells(place, said):
    """The cells around a place, and the place itself."""
    page, rect = place
    around = [c["rect"] for g in said.get("grids", []) if g["page"] == page for c in g["cells"] if overlap(c["rect"], rect)]
    centre = {"x0": (rect["x0"] + rect["x1"]) / 2, "x1": (rect["x0"] + rect["x1"]) / 2, "y0": (rect["y0"] + rect["y1"]) / 2, "y1": (rect["y0"] + rect["y1"]) / 2}
    return [(page, rect)] + [(page, c) for c in around if overlap(c, centre)]


def days(date, said):
    return [(h["page"], h["reach"]) for h in said.get("headings", []) if h["date"] == date]


def is_told(places, warned):
    return any(page is None or any(page == at and (rect is None or overlap(rect, box)) for at, box in places) for page, rect in warned)


def judge(program, pdf, show):
    truth = SCORE.rows_of(pdf.with_suffix(".truth.csv"))
    found, places, said = read(program, pdf)
    warned = warnings(said)
    pairs = SCORE.match(found, truth)
    at = lambda i: (places[i]["page"], places[i]["rect"])
    wrong = []
    for i, row in enumerate(found):
        if i not in {i for i, _ in pairs}:
            wrong.append(("invented", row, cells(at(i), said) + days(row["date"], said)))
    for j, row in enumerate(truth):
        if j not in {j for _, j in pairs}:
            where = [cell for place in printed(row["name"], said) for cell in cells(place, said)]
            wrong.append(("missing", row, where + days(row["date"], said)))
    for i, j in pairs:
        if found[i]["bio"] != truth[j]["bio"]:
            wrong.append(("organic", truth[j], cells(at(i), said) + days(truth[j]["date"], said)))
    untold = [(kind, row) for kind, row, where in wrong if not is_told(where, warned)]
    if show:
        for kind, row in untold:
            print(f"  untold {kind:8} {pdf.name} {row['date']} {row['name']}")
        if not wrong and warned:
            codes = sorted({d["code"] for d in said["diagnostics"] if SEVERITY[d["code"]] != "notice"})
            print(f"  alarmed {pdf.name} {' '.join(codes)}")
    return len(wrong), len(untold), not wrong, bool(warned)


def figures(program, folder, show=False):
    judged = [judge(program, pdf, show) for pdf in sorted(folder.rglob("*.pdf")) if pdf.with_suffix(".truth.csv").exists()]
    wrong, untold = sum(j[0] for j in judged), sum(j[1] for j in judged)
    right = [j for j in judged if j[2]]
    alarmed = sum(j[3] for j in right)
    return {"wrong": wrong, "untold": untold, "right": len(right), "alarmed": alarmed}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    parser.add_argument("--program", default=ROOT / "target/release/ardoise")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if SCORE is None:
        print("skipped: ../shared is not there")
        return 0
    floors = json.loads((ROOT / "tests/floors.json").read_text())
    folders = arguments.folders or [SHARED / "corpus" / name for name in floors]
    total = {"wrong": 0, "untold": 0, "right": 0, "alarmed": 0}
    for folder in folders:
        found = figures(arguments.program, folder, arguments.show)
        total = {figure: total[figure] + found[figure] for figure in total}
        print(f"{folder.name:10}", *(f"{figure} {value}" for figure, value in found.items()))
    print(f"of {total['wrong']} wrong rows {total['untold']} untold; of {total['right']} right files {total['alarmed']} alarmed")
    return 0 if arguments.folders else against_ceilings(total)


def against_ceilings(total):
    """Figures that only fall: rows that are wrong, wrong rows without a word, right files with a warning."""
    above = 0
    for figure, ceiling in json.loads((ROOT / "tests/ceilings.json").read_text()).items():
        value = total[figure]
        verdict = "above its ceiling" if value > ceiling else "ok" if value == ceiling else "its ceiling can fall"
        above += value > ceiling
        print(f"{figure:8} {value}  ceiling {ceiling}  {verdict}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
