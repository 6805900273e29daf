"""spark-submit extract.py FOLDER OUT [PROGRAM]: the menus of FOLDER and of the folders in it, as Parquet: OUT/menus, a
row a dish, and OUT/errors, a row for each PDF that gave none, with the program's exit code and what it said. PROGRAM is
`ardoise`, on the PATH of each machine, when none is given."""
import os
import pathlib
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

ROW = """menuCollNom string, menuCollSiret string, menuEtablissementNom string, menuEtablissementSiret string,
    menuRestaurantNom string, menuRestaurantInsee string, menuRestaurantId string, menuRestaurantIdType string,
    menuRestaurantType string, menuRestaurantConvive string, menuDate date, menuRepasType string, menuPlatType string,
    menuPlatNom string, menuPlatCode string, menuPlatSiqo array<string>, menuPlatLabel string,
    menuPlatPrecision string, menuPlatRegime array<string>, menuPlatAllergene array<string>,
    menuPlatTexture array<string>, menuPlatNutriscore string, menuPlatPrix double, menuPublicationDate timestamp,
    menuModificationDate timestamp, menuModificationInfo string"""


def files(spark, folder, names):
    every = spark.read.format("binaryFile").option("recursiveFileLookup", True).option("pathGlobFilter", names)
    return every.load(folder)


def within(folder, path):
    """A file's place in the folder, however the storage names the two."""
    root = urlsplit(folder).path if "://" in folder else os.path.abspath(folder)
    return pathlib.PurePosixPath(path.partition(root.rstrip("/") + "/")[2])


def reader(program, folder, profiles):
    """A PDF's path and bytes → exit code, rows as NDJSON, what was said. The bytes are piped through the program; it is
    told the PDF's name and folders, which may tell of dates and restaurants, and the cantine.toml that lies nearest."""

    def read(path, content):
        pdf = within(folder, path)
        command = [program, "extract", "-", "--stdin-name", str(pdf), "--format", "ndjson", "--jobs", "1"]
        with tempfile.NamedTemporaryFile(suffix=".toml") as profile:
            near = next((profiles[place] for place in pdf.parents if place in profiles), None)
            if near:
                profile.write(near)
                profile.flush()
                command += ["--profile", profile.name]
            done = subprocess.run(command, input=content, capture_output=True)
        return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")

    return F.udf(read, "code int, rows string, said string", useArrow=False)


def main(folder, out, program="ardoise"):
    # Datetimes are UTC on every machine.
    spark = SparkSession.builder.appName("menus").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    profiles = {within(folder, f.path).parent: bytes(f.content) for f in files(spark, folder, "cantine.toml").collect()}
    read = reader(program, folder, profiles)
    pdfs = files(spark, folder, "*.{pdf,PDF}").select("path", read("path", "content").alias("read"))
    # Kept, so that no PDF is read a second time for the second table.
    pdfs = pdfs.select("path", "read.*").persist()

    lines = pdfs.select("path", F.explode(F.split(F.trim("rows"), "\n")).alias("line")).where("line != ''")
    rows = lines.select("path", F.from_json("line", ROW, {"mode": "FAILFAST"}).alias("row")).select("path", "row.*")
    # An empty column is no value, as in the Parquet that the program writes.
    rows = rows.replace("", None).withColumn("month", F.date_format("menuDate", "yyyy-MM"))
    rows.repartition("month").write.partitionBy("month").mode("overwrite").parquet(f"{out}/menus")
    errors = pdfs.where("code is null or code != 0").select("path", "code", "said")
    errors.coalesce(1).write.mode("overwrite").parquet(f"{out}/errors")


if __name__ == "__main__":
    main(*sys.argv[1:])
