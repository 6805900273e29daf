#!/usr/bin/env python3
"""Makes the samples anew: each PDF, and beside it its truth, both from the meals of menus.py.

Needs chromium, soffice (LibreOffice Calc and Writer), and the package `typst` from PyPI.
"""
import datetime
import pathlib

import pages
import producers
from menus import Day, Dish, week, write_truth

HERE = pathlib.Path(__file__).resolve().parent.parent


def sample(name, days, source, produce):
    pdf = HERE / f"{name}.pdf"
    pdf.parent.mkdir(parents=True, exist_ok=True)
    produce(source, pdf)
    write_truth(pdf.with_suffix(".csv"), days)
    print(pdf.relative_to(HERE))


def text_document(source, pdf):
    producers.libreoffice(source, pdf, ".html")


def spreadsheet(source, pdf):
    producers.libreoffice(source, pdf, ".fods")


def on(year, month, day):
    return datetime.date(year, month, day)


def layouts():
    days = week(on(2023, 3, 13), 0, days=(0, 1, 2, 3, 4))
    days[1].dishes[1:2] = [Dish("Sauté de porc [vf]", "plat principal"), Dish("Sauté de dinde [sp]", "plat principal")]
    for dish in days[3].dishes:
        dish.codes.append("veg")
    sample("ruled-1", days, pages.ruled(days), producers.chromium)

    days = week(on(2023, 5, 1), 4, days=(0, 1, 3, 4), closed=[(0, "Férié")])
    sample("transposed-1", days, pages.transposed(days), spreadsheet)

    days = week(on(2022, 11, 28), 3, snacks=True, themes=[(4, "Repas de Saint-Nicolas")])
    sample("stacked-1", days, pages.stacked(days), text_document)

    days = [d for n, monday in enumerate([6, 13, 20, 27]) for d in week(on(2023, 3, monday), 4 * n)]
    days[5] = Day(days[5].date, closed="Grève")
    sample("month-1", days, pages.month(days), producers.chromium)

    days = [d for n, monday in enumerate([4, 11, 18]) for d in week(on(2023, 12, monday), 5 + 4 * n)]
    days[11].theme = "Repas de Noël"
    for dish in days[11].dishes:
        dish.precision = "Repas de Noël"
    sample("calendar-1", days, pages.calendar(days), producers.chromium)

    days = week(on(2024, 1, 8), 7)
    sample("cards-1", days, pages.cards(days), producers.chromium)

    days = week(on(2023, 9, 25), 14, days=(0, 1, 2, 3, 4))
    sample("banded-1", days, pages.banded(days), producers.chromium)

    days = week(on(2023, 2, 27), 11, days=(0, 1, 3, 4))
    sample("borderless-1", days, pages.borderless(days), producers.typst)

    days = [d for n in range(4) for d in week(on(2023, 10, 2) + datetime.timedelta(7 * n), 6 + 4 * n)]
    for n, day in enumerate(days):
        if day.weekday != "vendredi":
            day.dishes += [Dish(d.name + "".join(f" [{c}]" for c in d.codes), d.course, "dîner")
                           for d in days[(n + 7) % 16].dishes[:4]]
    sample("self-1", days, pages.two_weeks(days), producers.typst)

    days = week(on(2024, 3, 11), 2, days=(0, 1, 3, 4))
    days[0].dishes[0] = Dish("Rillettes de poulet fermier de la vallée au poivre [fermier]", "entrée")
    days[1].dishes[3] = Dish("Beaufort [aoc]", "produit laitier")
    days[2].dishes[1:3] = [Dish("Pizza à la mozzarella [stg]", "plat principal"), Dish("Salade de mâche [bio] [local]", "garniture")]
    sample("pictures-1", days, pages.pictures(days), producers.chromium)

    days = week(on(2022, 11, 7), 12, closed=[(4, "FÉRIÉ")])
    for day, number, dish in [(0, 0, "Mortadelle Bioporc"), (1, 0, "Radis/beurre"), (2, 4, "Fruit de saison")]:
        days[day].dishes[number] = Dish(dish, days[day].dishes[number].course)
    days[1].dishes[3:4] = [Dish("Edam", "produit laitier"), Dish("Gouda [bio]", "produit laitier")]
    source = pages.traps(days).replace("Fruit de saison", "Fruit de saison °")
    source = source.replace("<p>Edam</p><p>Gouda BIO</p>", "<p>Edam ou Gouda BIO</p>")
    sample("traps-1", days, source, producers.chromium)


def two_schools():
    """Two schools, November and December 2022: each its layout; snacks at the nursery school."""
    for n, monday in enumerate([7, 14, 21, 28, 35, 42]):
        start = on(2022, 11, 1) + datetime.timedelta(monday - 1)
        closed = [(4, "Férié")] if n == 0 else []
        number = start.isocalendar().week
        days = week(start, 4 * n, snacks=True, closed=closed)
        sample(f"2022-cantine/maternelle/semaine-{number}", days, pages.stacked(days), text_document)
        days = week(start, 4 * n + 1, closed=closed)
        sample(f"2022-cantine/elementaire/semaine-{number}", days, pages.transposed(days), spreadsheet)


if __name__ == "__main__":
    layouts()
    two_schools()
