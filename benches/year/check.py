#!/usr/bin/env python3
"""check.py YEAR MENUS: is MENUS, the CSV read from the school year YEAR, its truth, row by row? Lists what differs."""
import collections
import csv
import json
import pathlib
import sys
import tomllib

TRUTH = ["menuDate", "menuRepasType", "menuPlatType", "menuPlatNom", "menuPlatSiqo", "menuPlatLabel",
         "menuPlatPrecision", "menuPlatRegime"]


def rows(path):
    """Each row's cells; the values of one cell sorted, whichever way they are written."""
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cells = (json.loads(c) if c.startswith("[") else c.split(";") for c in map(row.get, TRUTH))
            yield row.get("menuRestaurantNom"), tuple(";".join(sorted(values)) for values in cells)


def main(year, menus):
    read, true = collections.Counter(), collections.Counter()
    for restaurant, cells in rows(menus):
        read[restaurant, *cells] += 1
    for profile in pathlib.Path(year).glob("**/cantine.toml"):
        restaurant = tomllib.loads(profile.read_text(encoding="utf-8"))["menuRestaurantNom"]
        for truth in profile.parent.glob("*.truth.csv"):
            true.update((restaurant, *cells) for _, cells in rows(truth))
    for word, rest in [("missed", true - read), ("invented", read - true)]:
        for row in sorted(rest.elements(), key=str):
            print(f"{word:8} {' | '.join(map(str, row))}")
    print(f"{(true & read).total()} of {true.total()} rows are right, {(read - true).total()} are not")
    return 0 if read == true else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
