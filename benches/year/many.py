#!/usr/bin/env python3
"""many.py YEAR OUT COUNT: lays out COUNT menus of the school year YEAR in OUT as the menus of many schools: each with
its folder, its cantine.toml and its name, and no two PDFs of the same bytes. OUT must not be there yet."""
import itertools
import pathlib
import re
import sys

SECOND = re.compile(rb"(?<=\n)%[\x80-\xff]{3}")


def main(year, out, count):
    years = [(profile.read_text(encoding="utf-8"),
              [(pdf.name, pdf.read_bytes()) for pdf in sorted(profile.parent.glob("*.pdf"))])
             for profile in sorted(pathlib.Path(year).glob("*/cantine.toml"))]
    left = int(count)
    for number, (profile, pdfs) in enumerate(itertools.cycle(years), 1):
        folder = pathlib.Path(out, f"ecole-{number:04}")
        folder.mkdir(parents=True)
        profile = re.sub(r'(?m)^(menuRestaurantNom = ")(.*)"$', rf'\g<1>\g<2> {number}"', profile)
        profile = re.sub(r'(?m)^(menuRestaurantId = )".*"$', rf'\g<1>"035{number:04}A"', profile)
        (folder / "cantine.toml").write_text(profile, encoding="utf-8")
        for name, pdf in pdfs[:left]:
            # The comment in the second line, of bytes that are no letters, makes the bytes differ and moves none.
            (folder / name).write_bytes(SECOND.sub(b"%" + bytes(128 + (number >> shift) % 128 for shift in (0, 7, 14)), pdf, 1))
        left -= len(pdfs)
        if left <= 0:
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
