"""menus.py ROWS: that many rows of menus as CSV on standard output, the same at every run: each row differs from the
one above in date, course, name and labels, as menus do."""
import csv
import datetime
import json
import random
import sys

COLUMNS = """menuCollNom menuCollSiret menuEtablissementNom menuEtablissementSiret menuRestaurantNom menuRestaurantInsee
menuRestaurantId menuRestaurantIdType menuRestaurantType menuRestaurantConvive menuDate menuRepasType menuPlatType
menuPlatNom menuPlatCode menuPlatSiqo menuPlatLabel menuPlatPrecision menuPlatRegime menuPlatAllergene
menuPlatTexture menuPlatNutriscore menuPlatPrix menuPublicationDate menuModificationDate menuModificationInfo""".split()
COURSES = ["entrée", "plat principal", "garniture", "produit laitier", "dessert"]
FOODS = ["Carottes râpées", "Rôti de dinde", "Haricots verts", "Yaourt nature", "Pomme", "Taboulé", "Poisson pané"]


def rows(count):
    chance = random.Random(1)
    start = datetime.date(2020, 1, 6)
    for n in range(count):
        school = n // 50_000
        day = start + datetime.timedelta(n // 5 % 1500)
        siqo = ["agriculture biologique"] if chance.random() < 0.25 else []
        yield ["Commune de Valmenu", "12345678200010", "Cuisine centrale", "12345678200010", f"École {school}", "35999",
               f"{school:07}A", "EN", "élémentaire", "élèves", day.isoformat(), "déjeuner", COURSES[n % 5],
               f"{chance.choice(FOODS)} {chance.randrange(1000)}", "", json.dumps(siqo, ensure_ascii=False) if siqo else "",
               "local" if chance.random() < 0.1 else "", "", '["sans porc "]' if chance.random() < 0.05 else "", "",
               '["sans texture modifiée"]', "", "", "2022-11-01T12:00:00Z", "", ""]


def main(count):
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(int(count)))


if __name__ == "__main__":
    main(*sys.argv[1:])
