"""plumber.py FOLDER: the words and the tables of each page of each PDF in FOLDER, by pdfplumber, in one process."""
import pathlib
import sys

import pdfplumber


def main(folder):
    words = tables = 0
    for path in sorted(pathlib.Path(folder).rglob("*.pdf")):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                words += len(page.extract_words())
                tables += len(page.extract_tables())
    print(f"{words} words, {tables} tables")


if __name__ == "__main__":
    main(*sys.argv[1:])
