#!/usr/bin/env python3
"""make.py [FOLDER]: a made school year, two schools' menus of 36 weeks, one PDF a week and school; `target/year` when no
folder is given. Beside each PDF stands its truth, in each school's folder its cantine.toml. What is there already is
kept.

Needs chromium, soffice (LibreOffice Calc and Writer), and the package `typst` from PyPI.
"""
import concurrent.futures
import datetime
import os
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "samples/sources"))

import pages  # noqa: E402
import producers  # noqa: E402
from menus import Day, Dish, week, write_truth  # noqa: E402

FIRST, LAST = datetime.date(2024, 9, 2), datetime.date(2025, 6, 30)
# The Mondays of the weeks without school: autumn, Christmas, winter, spring (zone B).
HOLIDAYS = [datetime.date(*day) for day in [(2024, 10, 21), (2024, 10, 28), (2024, 12, 23), (2024, 12, 30),
                                            (2025, 2, 10), (2025, 2, 17), (2025, 4, 7), (2025, 4, 14)]]
CLOSED = {datetime.date(*day): why for *day, why in [
    (2024, 11, 11, "Férié"), (2025, 4, 21, "Férié"), (2025, 5, 1, "Férié"), (2025, 5, 8, "Férié"),
    (2025, 5, 29, "Férié"), (2025, 5, 30, "Pont de l'Ascension"), (2025, 6, 9, "Férié")]}
THEMES = {datetime.date(2025, 3, 4): "Mardi gras"}


def text_document(source, pdf):
    producers.libreoffice(source, pdf, ".html")


def spreadsheet(source, pdf):
    producers.libreoffice(source, pdf, ".fods")


PRODUCERS = {
    pages.stacked: text_document, pages.transposed: spreadsheet, pages.borderless: producers.typst,
    pages.ruled: producers.chromium, pages.banded: producers.chromium, pages.cards: producers.chromium,
    pages.pictures: producers.chromium,
}
# A school changes its layout from term to term.
LAYOUTS = {
    "maternelle": [pages.stacked, pages.cards, pages.pictures, pages.stacked, pages.borderless],
    "elementaire": [pages.transposed, pages.ruled, pages.banded, pages.transposed, pages.pictures],
}


def weeks():
    """Each Monday of school, and its term: the first is 0."""
    term, monday = 0, FIRST
    while monday <= LAST:
        if monday not in HOLIDAYS:
            yield monday, term
        elif monday + datetime.timedelta(7) not in HOLIDAYS:
            term += 1
        monday += datetime.timedelta(7)


def of_the_week(days, monday):
    """{date: text} → (weekday, text), for the dates of that week."""
    return [((date - monday).days, text) for date, text in days.items() if 0 <= (date - monday).days < 7]


def printed(layout, days):
    """The days as they are drawn: most layouts know no closed day, and write the reason where the dish would be."""
    if layout in (pages.stacked, pages.transposed):
        return days
    return [Day(d.date, [Dish(d.closed.upper(), "plat principal")]) if d.closed else d for d in days]


def make(folder, school, layout, monday, first_lunch):
    year, number, _ = monday.isocalendar()
    pdf = folder / school / f"semaine-{year}-{number:02}.pdf"
    truth = pdf.with_suffix(".truth.csv")
    if truth.exists():
        return
    stacked = layout is pages.stacked
    days = week(monday, first_lunch, snacks=stacked, closed=of_the_week(CLOSED, monday),
                themes=of_the_week(THEMES, monday) if stacked else [])
    PRODUCERS[layout](layout(printed(layout, days)), pdf)
    write_truth(truth, days)
    print(pdf.relative_to(folder))


def main(folder=ROOT / "target/year"):
    folder = pathlib.Path(folder).resolve()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        made = []
        for n, (school, layouts) in enumerate(LAYOUTS.items()):
            (folder / school).mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "samples/2022-cantine" / school / "cantine.toml", folder / school)
            # Seven lunches on: no two weeks of a half-year are alike.
            made += [pool.submit(make, folder, school, layouts[term], monday, 7 * w + 3 * n)
                     for w, (monday, term) in enumerate(weeks())]
        for one in made:
            one.result()


if __name__ == "__main__":
    main(*sys.argv[1:])
