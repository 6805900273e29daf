"""check.py MENUS.parquet MENUS.csv: do DuckDB and pandas find, in the one, typed, what is in the other?"""
import csv
import datetime
import json
import sys

import duckdb
import numpy
import pandas

DATES = {"menuDate"}
TIMES = {"menuPublicationDate", "menuModificationDate"}
NUMBERS = {"menuPlatPrix"}
LISTS = {"menuPlatSiqo", "menuPlatRegime", "menuPlatAllergene", "menuPlatTexture"}


def typed(column, cell):
    """A cell of the CSV as Parquet should hold it: an empty one is null, or a list of nothing."""
    if not cell:
        return [] if column in LISTS else None
    if column in DATES:
        return datetime.date.fromisoformat(cell)
    if column in TIMES:
        return datetime.datetime.fromisoformat(cell)
    return float(cell) if column in NUMBERS else json.loads(cell) if column in LISTS else cell


def by_type(column, date, time, number, texts, text):
    for columns, answer in [(DATES, date), (TIMES, time), (NUMBERS, number), (LISTS, texts)]:
        if column in columns:
            return answer
    return text


def same(reader, header, wanted, found):
    assert len(found) == len(wanted), f"{reader}: {len(found)} rows, not {len(wanted)}"
    for number, (row, other) in enumerate(zip(wanted, found), 1):
        for column, cell, value in zip(header, row, other, strict=True):
            assert cell == value, f"{reader}: row {number}, {column}: {value!r}, not {cell!r}"


def by_duckdb(parquet, header, wanted):
    table = duckdb.connect()
    table.sql("SET TimeZone = 'UTC'")
    menus = table.sql(f"SELECT * FROM '{parquet}'")
    types = [by_type(c, "DATE", "TIMESTAMP WITH TIME ZONE", "DOUBLE", "VARCHAR[]", "VARCHAR") for c in header]
    assert (menus.columns, list(map(str, menus.types))) == (header, types), list(zip(menus.columns, menus.types))
    same("DuckDB", header, wanted, menus.fetchall())

    siqo = header.index("menuPlatSiqo")
    organic = sum("agriculture biologique" in row[siqo] for row in wanted)
    counted = f"SELECT count(*) FROM '{parquet}' WHERE list_contains(menuPlatSiqo, 'agriculture biologique')"
    assert table.sql(counted).fetchall() == [(organic,)]
    return organic


def by_pandas(parquet, header, wanted):
    menus = pandas.read_parquet(parquet, dtype_backend="pyarrow")
    types = [by_type(c, "date32", "timestamp", "double", "list<", "string") for c in header]
    held = [str(t) for t in menus.dtypes]
    assert list(menus.columns) == header and all(map(str.startswith, held, types)), list(zip(menus.columns, held))
    assert all("tz=UTC" in str(menus.dtypes[c]) for c in TIMES), held
    rows = menus.astype(object).where(menus.notna(), None).values.tolist()
    same("pandas", header, wanted, [[v.tolist() if isinstance(v, numpy.ndarray) else v for v in row] for row in rows])


def main(parquet, path):
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    wanted = [[typed(c, cell) for c, cell in zip(header, row)] for row in rows]
    organic = by_duckdb(parquet, header, wanted)
    by_pandas(parquet, header, wanted)
    print(f"{len(wanted)} rows, {organic} organic: the same in the Parquet, for DuckDB and for pandas")


if __name__ == "__main__":
    main(*sys.argv[1:])
