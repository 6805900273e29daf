"""strange.py MENUS.csv STRANGE.csv: the same rows, with names that try to be more than text."""
import csv
import sys

NAMES = [
    "<script>document.title='caught'</script>",
    "\"><img src=http://example.invalid/x onerror=alert(1)>",
    "=HYPERLINK(\"http://example.invalid\")",
    "+1-1",
    "@SUM(A1)",
    "-2+3",
    "{{ 7 * 7 }} {% raw %}",
    "#eval(\"1+1\") $x^2$ *gras* `code` @ref <label> \\",
    "]]> &lt;b&gt; &amp; </title></svg></style><h1>caught</h1>",
    "Œufs 🥚 \u202e\u0301 日本語 العربية",
    "\u0007sonne\u0000",
]


def main(menus, strange):
    with open(menus, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row, name in zip(rows, NAMES * 12):
        row["menuPlatNom"] = name
    for row, name in zip(rows[200:], NAMES):
        row["menuRestaurantNom"] = row["menuCollNom"] = row["menuPlatLabel"] = name
    with open(strange, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
