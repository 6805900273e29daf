"""plumber.py PDF...: the words and the tables of each page of the PDFs, by pdfplumber, in one process."""
import sys

import pdfplumber


def main(*paths):
    words = tables = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                words += len(page.extract_words())
                tables += len(page.extract_tables())
    print(f"{words} words, {tables} tables")


if __name__ == "__main__":
    main(*sys.argv[1:])
