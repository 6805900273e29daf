"""check.py OUT MENUS BAD: does OUT, written by docs/spark/extract.py, hold the rows of MENUS, the CSV of the program, and
BAD as its only error?"""
import collections
import csv
import sys

from pyspark.sql import SparkSession

# Not the date of publication: where the PDF bears none, it is that of the file, which standard input has not.
CELLS = ["menuDate", "menuRestaurantNom", "menuRepasType", "menuPlatType", "menuPlatNom", "menuPlatLabel"]


def main(out, menus, bad):
    spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    table = spark.read.parquet(f"{out}/menus").collect()
    found = collections.Counter(tuple(str(row[c] or "") for c in CELLS) for row in table)
    organic = sum("agriculture biologique" in (row.menuPlatSiqo or []) for row in table)
    with open(menus, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = collections.Counter(tuple(row[c] for c in CELLS) for row in rows)
    assert found == wanted, [*(found - wanted)][:5] + [*(wanted - found)][:5]
    assert organic == sum("agriculture biologique" in row["menuPlatSiqo"] for row in rows), "the organic dishes differ"

    [error] = spark.read.parquet(f"{out}/errors").collect()
    assert error.path.endswith(bad) and error.code == 3 and "[damaged]" in error.said, error
    print(f"{len(rows)} rows, {organic} organic, as the program alone; the damaged PDF is the one error")


if __name__ == "__main__":
    main(*sys.argv[1:])
