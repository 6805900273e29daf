"""spark-submit statistics.py MENUS: by month and school, how many dishes are organic, as CSV on standard output.

A dish is a row: what is served under one name at a meal of a day in a restaurant; snacks are left out. It is organic
where `agriculture biologique` is among its signs of quality (menuPlatSiqo). The share is organic dishes / dishes: of their
number, not of what they cost, which the EGalim law counts."""
import csv
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def statistics(menus):
    organic = F.coalesce(F.array_contains("menuPlatSiqo", "agriculture biologique"), F.lit(False))
    by = [F.date_format("menuDate", "yyyy-MM").alias("month"), F.col("menuRestaurantNom").alias("school")]
    dishes = menus.where(~F.col("menuRepasType").isin("goûter", "collation"))
    figures = dishes.groupBy(*by).agg(F.count("*").alias("dishes"), F.count_if(organic).alias("organic"))
    return figures.withColumn("share", F.round(F.col("organic") / F.col("dishes"), 4)).orderBy("month", "school")


def main(menus):
    spark = SparkSession.builder.appName("statistics").getOrCreate()
    table = statistics(spark.read.parquet(menus))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.collect())


if __name__ == "__main__":
    main(*sys.argv[1:])
