"""The meals of the samples, and what their truth is. `[bio]` after a name is a label; the layouts choose its mark."""
import csv
import datetime
import re

SIQO = {
    "bio": "agriculture biologique",
    "aop": "appellation d'origine protégée",
    "igp": "indication géographique protégée",
    "aoc": "appellation d'origine contrôlée",
    "stg": "spécialité traditionnelle garantie",
    "lr": "label rouge",
}
LABEL = {
    "local": "local",
    "msc": "pêche durable",
    "hve": "HVE",
    "bbc": "Bleu-Blanc-Cœur",
    "fermier": "fermier",
    "eq": "commerce équitable",
    "fm": "fait maison",
    "vf": "viande française",
}
REGIME = {"veg": "végétarien", "sp": "sans porc "}
WORDS = {
    "bio": "BIO", "aop": "AOP", "igp": "IGP", "aoc": "AOC", "stg": "STG", "lr": "Label Rouge", "local": "local", "msc": "MSC",
    "hve": "HVE", "bbc": "BBC", "fermier": "fermier", "eq": "équitable", "fm": "fait maison", "vf": "VF",
}
COURSES = ["entrée", "plat principal", "garniture", "produit laitier", "dessert"]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
          "décembre"]
COLUMNS = ["menuDate", "menuRepasType", "menuPlatType", "menuPlatNom", "menuPlatSiqo", "menuPlatLabel",
           "menuPlatPrecision", "menuPlatRegime"]

# entrée | plat principal | garniture | produit laitier | dessert ; a part may be left out.
LUNCHES = """
Carottes râpées [bio] | Rôti de porc [lr] | Purée de potiron | Comté [aop] | Pomme [local]
Betteraves vinaigrette | Poulet rôti [lr] | Haricots verts [bio] | Yaourt nature [bio] | Compote de poires
Salade de pâtes | Filet de colin [msc] | Épinards à la crème | Emmental | Banane [eq]
Velouté de poireaux [local] | Lasagnes de légumes | Salade verte [bio] | Fromage blanc | Clémentine
Céleri rémoulade | Bœuf bourguignon [vf] | Coquillettes [bio] | Camembert | Tarte aux pommes [fm]
Œuf dur mayonnaise | Sauté de dinde au curry | Riz de Camargue [igp] | Petit suisse | Orange [bio]
Chou rouge aux pommes [local] | Hachis parmentier | Salade mêlée | Saint-Nectaire [aop] | Crème au chocolat
Taboulé | Omelette aux fines herbes [bio] | Ratatouille | Edam | Poire [local]
Radis beurre | Merlu sauce citron [msc] | Pommes vapeur [hve] | Yaourt aux fruits [local] | Gâteau au yaourt [fm]
Soupe de légumes [fm] | Saucisse de Toulouse | Lentilles vertes du Puy [aop] | Gouda [bio] | Kiwi
Macédoine | Sauté de veau aux olives [vf] | Semoule [bio] | Brie | Ananas au sirop
Salade de lentilles [bio] | Gratin de poisson | Brocolis | Fromage de chèvre [local] | Mousse au chocolat
Concombre à la crème | Boulettes d'agneau | Flageolets | Tomme blanche [bio] | Flan vanille
Pâté de campagne | Steak haché [bio] | Frites | Yaourt vanille | Raisin
Endives aux noix [local] | Jambon braisé [bbc] | Gratin dauphinois | Kiri | Crêpe au sucre
Potage de courge [bio] | Couscous de légumes | Semoule aux raisins | Cantal [aop] | Salade de fruits [fm]
Tomates à la ciboulette | Brandade de morue | Salade iceberg | Yaourt brassé | Abricots au sirop
Coleslaw [local] | Aiguillettes de poulet [lr] | Petits pois | Mimolette | Riz au lait [bio]
Salade piémontaise | Dos de lieu à l'armoricaine [msc] | Blé pilaf [bio] | Chanteneige | Nectarine
Champignons à la grecque | Chili aux haricots rouges | Riz [bio] | Bûche de chèvre | Compote de pommes [local]
""".strip().splitlines()
SNACKS = """
Pain et chocolat | Lait [bio]
Brioche | Compote de pommes
Yaourt à boire | Biscuit sablé
Pain et confiture | Jus d'orange
Pomme [local] | Madeleine
""".strip().splitlines()


class Dish:
    def __init__(self, text, course, meal="déjeuner", precision=""):
        self.codes = re.findall(r"\[(\w+)\]", text)
        self.name = re.sub(r"\s*\[\w+\]", "", text).strip()
        self.course, self.meal, self.precision = course, meal, precision

    def row(self, date):
        pick = lambda words: ";".join(words[c] for c in self.codes if c in words)  # noqa: E731
        return [date.isoformat(), self.meal, self.course, self.name, pick(SIQO), pick(LABEL), self.precision,
                pick(REGIME)]


class Day:
    """A day: its dishes, or why there are none (`closed`); `theme` is printed over the dishes."""

    def __init__(self, date, dishes=(), closed="", theme=""):
        self.date, self.dishes, self.closed, self.theme = date, list(dishes), closed, theme

    def of(self, course, meal="déjeuner"):
        return [d for d in self.dishes if d.course == course and d.meal == meal]

    def meal(self, meal):
        return [d for d in self.dishes if d.meal == meal]

    @property
    def weekday(self):
        return DAYS[self.date.weekday()]


def lunch(number, theme=""):
    parts = [p.strip() for p in LUNCHES[number % len(LUNCHES)].split("|")]
    return [Dish(text, course, precision=theme) for course, text in zip(COURSES, parts)]


def snack(number):
    return [Dish(p.strip(), "autre", "goûter") for p in SNACKS[number % len(SNACKS)].split("|")]


def week(monday, first, days=(0, 1, 3, 4), snacks=False, closed=(), themes=()):
    """The days of a week; `first` is the number of its first lunch; `closed` and `themes` by weekday."""
    closed, themes = dict(closed), dict(themes)
    out = []
    for step, weekday in enumerate(days):
        date = monday + datetime.timedelta(days=weekday)
        if weekday in closed:
            out.append(Day(date, closed=closed[weekday]))
            continue
        theme = themes.get(weekday, "")
        dishes = lunch(first + step, theme) + (snack(first + step) if snacks else [])
        out.append(Day(date, dishes, theme=theme))
    return out


def number(date):
    return "1er" if date.day == 1 else str(date.day)


def period(days):
    """« du 7 au 11 novembre 2022 »"""
    first, last = days[0].date, days[-1].date
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"du {number(first)}{month} au {number(last)} {MONTHS[last.month - 1]} {last.year}"


def write_truth(path, days):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for day in sorted(days, key=lambda d: d.date):
            writer.writerows(dish.row(day.date) for dish in day.dishes)
