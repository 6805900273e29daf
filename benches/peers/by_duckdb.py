"""by_duckdb.py count MENUS.parquet: the figures of `ardoise stats` that SQL can tell, as JSON on standard output.
by_duckdb.py measure FOLDER: both on FOLDER/{100000,1000000}.csv and the Parquet made of them, in turns."""
import json
import subprocess
import sys
from pathlib import Path

import duckdb
from measure import Figures, seconds

ORGANIC = "list_contains(menuPlatSiqo, 'agriculture biologique')"
LISTS = ["menuPlatSiqo", "menuPlatRegime", "menuPlatTexture"]


def as_parquet(csv):
    lists = ", ".join(f"coalesce(from_json({name}, '[\"VARCHAR\"]'), []) AS {name}" for name in LISTS)
    rows = f"read_csv('{csv}', all_varchar = true)"
    typed = f"SELECT * REPLACE (CAST(menuDate AS DATE) AS menuDate, {lists}) FROM {rows}"
    duckdb.sql(f"COPY ({typed}) TO '{csv.with_suffix('.parquet')}' (FORMAT parquet)")


def count(parquet):
    """Dishes, organic ones, meals and days, as a whole and by group; the dishes by how often they are served."""
    menus = duckdb.connect()
    menus.sql(f"CREATE VIEW menus AS SELECT * FROM '{parquet}' WHERE menuRepasType NOT IN ('goûter', 'collation')")
    answers = {}
    groups = {"all": "''", "course": "menuPlatType", "restaurant": "menuRestaurantNom",
              "month": "strftime(menuDate, '%Y-%m')", "weekday": "CAST(isodow(menuDate) AS VARCHAR)"}
    marks = [ORGANIC, "contains(coalesce(menuPlatLabel, ''), 'local')", "len(menuPlatSiqo) > 0"]
    for name, key in groups.items():
        counts = ", ".join(f"count_if({mark})" for mark in marks)
        sql = f"SELECT {key}, count(*), {counts} FROM menus GROUP BY 1 ORDER BY 1"
        answers[name] = menus.sql(sql).fetchall()
    meals = f"SELECT menuRestaurantNom, menuDate, menuRepasType, bool_or({ORGANIC}) AS organic FROM menus GROUP BY ALL"
    answers["meals"] = menus.sql(f"SELECT count(*), count_if(organic) FROM ({meals})").fetchall()
    days = f"SELECT menuRestaurantNom, menuDate, bool_or({ORGANIC}) AS organic FROM menus GROUP BY ALL"
    answers["days"] = menus.sql(f"SELECT count(*), count_if(organic) FROM ({days})").fetchall()
    gap = "(max(menuDate) - min(menuDate))"
    served = f"SELECT menuPlatNom, menuRestaurantNom, count(*) AS n, {gap} AS gap FROM menus GROUP BY ALL"
    dishes = f"SELECT menuPlatNom, sum(n), sum(gap) / nullif(sum(n) - count(*), 0) FROM ({served}) GROUP BY 1"
    answers["dishes"] = menus.sql(f"{dishes} ORDER BY 2 DESC, 1 LIMIT 20").fetchall()
    return answers


def by_ardoise(parquet):
    command = ["target/release/ardoise", "stats", "--format", "json", parquet]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def agree(parquet):
    theirs, ours = count(parquet), by_ardoise(parquet)
    marks = ["agriculture biologique", "local", "signe de qualité"]
    for group, rows in theirs.items():
        if group in ("meals", "days"):
            counted = ours["all"][group]
            mine = [(counted["of"], counted["marks"]["agriculture biologique"]["value"])]
            assert mine == rows, (group, mine, rows)
        elif group != "dishes":
            those = [ours["all"]] if group == "all" else ours["by"][group]
            mine = [(it["key"], it["dishes"]["of"], *(it["dishes"]["marks"][m]["value"] for m in marks)) for it in those]
            assert sorted(mine) == rows, (group, mine[:3], rows[:3])
        else:
            mine = [(dish["name"], dish["served"], dish["mean_gap"]) for dish in ours["dishes"][:len(rows)]]
            assert mine == [(name, served, round(gap, 1)) for name, served, gap in rows], (mine[:3], rows[:3])
    print("the figures agree")


# What a process needed counts for the one that replaces it; so a small one starts the command.
NEEDED = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"""


def memory(*command):
    """Megabytes that the command held at most."""
    small = [sys.executable, "-S", "-c", NEEDED, *command]
    return float(subprocess.run(small, check=True, capture_output=True).stdout)


def measure(folder):
    folder, figures = Path(folder), Figures()
    for rows in (100_000, 1_000_000):
        as_parquet(folder / f"{rows}.csv")
    agree(str(folder / "1000000.parquet"))
    ours = ["target/release/ardoise", "stats", "--format", "json"]
    peer = [sys.executable, __file__, "count"]
    million, tenth = (str(folder / f"{rows}.parquet") for rows in (1_000_000, 100_000))
    turns = [(seconds([*ours, million]), seconds([*peer, million])) for _ in range(7)]
    figures.tell("a million rows, ardoise, Parquet", [a for a, _ in turns], "s")
    figures.tell("a million rows, DuckDB, Parquet", [b for _, b in turns], "s")
    figures.tell("ardoise / DuckDB", [a / b for a, b in turns], at_most=1)
    figures.tell("a million rows, ardoise, CSV", [seconds([*ours, str(folder / "1000000.csv")]) for _ in range(5)], "s")
    most, least = ([memory(*ours, table) for _ in range(3)] for table in (million, tenth))
    figures.tell("memory, a million rows", most, "MB", at_most=150)
    figures.tell("memory, a million rows / a tenth of them", [a / b for a, b in zip(most, least)], at_most=2)
    figures.tell("memory, DuckDB", [memory(*peer, million) for _ in range(3)], "MB")
    raise SystemExit(figures.missed > 0)


if __name__ == "__main__":
    if sys.argv[1] == "count":
        print(json.dumps(count(sys.argv[2]), default=str))
    else:
        measure(sys.argv[2])
