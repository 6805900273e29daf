"""The layouts: days → the source of a page. Each has a legend of its own, and marks of its own."""
import base64
import struct
import zlib
from html import escape

from menus import COURSES, MONTHS, WORDS, number, period

FONT = "font-family:'Liberation Sans',sans-serif"
LEAF = ("<svg width='11' height='11' viewBox='0 0 20 20'><path d='M2 18C2 6 10 2 18 2C18 12 14 18 5 16L2 18Z' "
        "fill='#2e9e3f'/></svg>")
BARN = ("<svg width='11' height='11' viewBox='0 0 20 20'><path d='M2 18V8L10 2L18 8V18H12V12H8V18Z' fill='#b5541c'/>"
        "</svg>")


def page(body, style="", landscape=True):
    size = "landscape" if landscape else "portrait"
    return (f"<html lang=fr><meta charset=utf-8><style>@page{{size:A4 {size};margin:10mm}}"
            f"body{{{FONT};font-size:12px}}table{{border-collapse:collapse;width:100%}}{style}</style>{body}</html>")


def show(dish, marks):
    """The dish with its marks: a mark is a text put after the name, or a function of it; else the label's word."""
    text = escape(dish.name)
    for code in dish.codes:
        mark = marks.get(code, "" if code in ("fermier", "veg", "sp") else WORDS[code])
        text = mark(text) if callable(mark) else f"{text} {mark}".strip()
    return text


def lines(dishes, marks, tag="div"):
    return "".join(f"<{tag}>{show(d, marks)}</{tag}>" for d in dishes)


def ruled(days):
    """Days as columns, courses as rows, diets as sub-rows; words for marks; a vegetarian day."""
    head = "".join(f"<th>{d.weekday.upper()}</th>" for d in days)
    veg = "".join("<td class=veg>REPAS VÉGÉTARIEN</td>" if "veg" in d.dishes[0].codes else "<td class=no></td>"
                  for d in days)
    body = f"<tr><td class=no colspan=2></td>{veg}</tr><tr><td class=no colspan=2></td>{head}</tr>"
    for course, label in zip(COURSES, ["ENTRÉES", "PLATS", "LÉGUMES", "PRODUITS LAITIERS", "DESSERTS"]):
        side = f"<th rowspan=2 class=side><div>{label}</div></th>"
        diets = course == "plat principal"
        cells = []
        for day in days:
            dishes = day.of(course)
            if diets and len(dishes) == 2:
                cells.append((f"<td>{show(dishes[0], {})}</td>", f"<td>{show(dishes[1], {})}</td>"))
            else:
                cells.append((f"<td rowspan=2>{lines(dishes, {})}</td>", ""))
        for row, diet in enumerate(["CLASSIQUE", "SANS PORC"]):
            names = f"<td class=diet>{diet}</td>" if diets else ("<td rowspan=2 class=diet>POUR TOUS</td>", "")[row]
            body += f"<tr>{side if row == 0 else ''}{names}{''.join(c[row] for c in cells)}</tr>"
    title = f"<h2>RESTAURATION SCOLAIRE - MENUS {period(days).upper()}</h2>"
    return page(f"{title}<table>{body}</table><p>Bon appétit !</p>",
                "td,th{border:1px solid #333;text-align:center;height:26px;width:17%;font-size:13px}.no{border:0}"
                ".veg{background:#cde8c0;font-style:italic}.diet{font-size:9px;width:70px}"
                ".side{width:34px}.side div{writing-mode:vertical-rl;transform:rotate(180deg);font-size:10px}")


def transposed(days):
    """A spreadsheet: days as rows, courses as columns; signs for marks, told by a legend below."""
    marks = {"bio": "*", "local": "°", "lr": "(1)", "aop": "(2)", "msc": "(3)", "vf": "(4)", "eq": "(5)"}
    legend = ["* Produit issu de l'agriculture biologique    ° Produit local",
              "(1) Label Rouge   (2) AOP   (3) Pêche durable   (4) Viande d'origine française   (5) Commerce équitable"]
    cell = lambda text, style="c": (f"<table:table-cell table:style-name='{style}' office:value-type='string'>"  # noqa: E731
                                    + "".join(f"<text:p>{t}</text:p>" for t in text) + "</table:table-cell>")
    row = lambda cells: f"<table:table-row table:style-name='r'>{cells}</table:table-row>"  # noqa: E731
    rows = row(cell([f"Menus de la semaine {period(days)}"], "t")) + row(cell([""], "n"))
    rows += row(cell(["Jour"], "h") + "".join(cell([c], "h") for c in
                                              ["Entrée", "Plat", "Accompagnement", "Fromage / laitage", "Dessert"]))
    for day in days:
        name = [f"{day.weekday.capitalize()} {number(day.date)}"]
        if day.closed:
            cells = cell([day.closed]) + 4 * cell([""])
        else:
            cells = "".join(cell([show(d, marks).replace(" ", " ") for d in day.of(c)]) for c in COURSES)
        rows += row(cell(name, "h") + cells)
    rows += row(cell([""], "n")) + "".join(row(cell([text], "n")) for text in legend)
    border = "fo:border='0.5pt solid #000000' fo:padding='0.05cm' fo:wrap-option='wrap'"
    styles = "".join(
        f"<style:style style:name='{name}' style:family='table-cell'><style:table-cell-properties {cellp}/>"
        f"<style:paragraph-properties fo:text-align='{align}'/><style:text-properties {text}/></style:style>"
        for name, cellp, align, text in [
            ("c", border, "center", "fo:font-size='10pt'"), ("h", border, "center", "fo:font-weight='bold'"),
            ("t", "fo:wrap-option='no-wrap'", "start", "fo:font-size='16pt' fo:font-weight='bold'"),
            ("n", "fo:wrap-option='no-wrap'", "start", "fo:font-size='9pt'")])
    document = ("<?xml version='1.0' encoding='UTF-8'?><office:document "
            "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
            "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
            "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
            "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
            "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' office:version='1.2' "
            "office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:automatic-styles>"
            "<style:style style:name='r' style:family='table-row'><style:table-row-properties "
            "style:use-optimal-row-height='true'/></style:style>"
            "<style:style style:name='w' style:family='table-column'><style:table-column-properties "
            "style:column-width='4.2cm'/></style:style><style:page-layout style:name='p'>"
            "<style:page-layout-properties fo:page-width='29.7cm' fo:page-height='21cm' "
            "style:print-orientation='landscape' fo:margin='1cm'/></style:page-layout>"
            f"{styles}</office:automatic-styles><office:master-styles>"
            "<style:master-page style:name='Default' style:page-layout-name='p'/></office:master-styles>"
            "<office:body><office:spreadsheet><table:table table:name='Menus'>"
            f"<table:table-column table:style-name='w' table:number-columns-repeated='6'/>{rows}</table:table>"
            "</office:spreadsheet></office:body></office:document>")
    # LibreOffice tells the kind of document by this attribute, in double quotes.
    return document.replace("'application/vnd", '"application/vnd').replace("spreadsheet' ", 'spreadsheet" ').replace(
        "spreadsheet'>", 'spreadsheet">')


def month(days):
    """Weeks of rounded boxes, courses named in the margin; colours for marks."""
    marks = {"bio": lambda t: f"<span class=bio>{t}</span>", "local": lambda t: f"<span class=local>{t}</span>"}
    weeks = {}
    for day in days:
        weeks.setdefault(day.date.isocalendar().week, []).append(day)
    body = f"<h1>Menus de {MONTHS[days[0].date.month - 1]} {days[0].date.year}</h1>"
    for week in weeks.values():
        side = "".join(f"<div>{c}</div>" for c in ["Entrée", "Plat", "Garniture", "Laitage", "Dessert"])
        boxes = ""
        for day in week:
            dishes = "".join(f"<div>{lines(day.of(c), marks, 'span')}</div>" for c in COURSES)
            text = f"<div>{day.closed}</div>" if day.closed else dishes
            boxes += f"<div class=box><b>{day.weekday.capitalize()} {number(day.date)}</b>{text}</div>"
        body += f"<div class=week><div class=side><b>&nbsp;</b>{side}</div>{boxes}</div>"
    body += ("<p><span class=bio>En vert</span> : produits issus de l'agriculture biologique &nbsp; "
             "<span class=local>En bleu</span> : produits locaux</p>")
    return page(body, "body{font-size:9px}h1{font-size:16px;margin:0;color:#8a2be2;text-align:center}"
                      ".week{display:flex;margin:5px 0}.side{width:60px;font-weight:bold;text-align:right;padding:4px}"
                      ".box{flex:1;border:1.2px solid #8a2be2;border-radius:12px;margin:0 5px;padding:4px;"
                      "text-align:center;max-width:230px}.box div,.side div{height:16px}.bio{color:#138a2c}"
                      ".local{color:#1446c8}")


def calendar(days):
    """A month's grid, the day's number in its cell; underlines for marks."""
    marks = {"bio": lambda t: f"<u>{t}</u>"}
    weeks = {}
    for day in days:
        weeks.setdefault(day.date.isocalendar().week, {})[day.date.weekday()] = day
    head = "".join(f"<th>{' '.join(n)}</th>" for n in ["LUNDI", "MARDI", "JEUDI", "VENDREDI"])
    body = ""
    for week in weeks.values():
        cells = ""
        for weekday in (0, 1, 3, 4):
            day = week.get(weekday)
            inside = "" if day is None else f"<b>{day.date.day}</b>" + (
                f"<div>{day.closed}</div>" if day.closed else f"<i>{day.theme}</i>" + lines(day.dishes, marks))
            cells += f"<td>{inside}</td>"
        body += f"<tr>{cells}</tr>"
    first = days[0].date
    return page(f"<h1>{MONTHS[first.month - 1].upper()} {first.year}</h1><table><tr>{head}</tr>{body}</table>"
                "<p>Les produits soulignés sont issus de l'agriculture biologique. "
                "Menus susceptibles d'être modifiés selon les arrivages.</p>",
                "h1{text-align:center;letter-spacing:8px;margin:4px}td{border:1px solid #777;height:108px;width:25%;"
                "vertical-align:top;text-align:center;font-size:11px}td b{float:left;padding:2px}i{color:#b00}"
                "p{font-size:10px}")


def cards(days):
    """Cards without rules, the courses told by the dishes alone; small drawings for marks, one of them decoration."""
    marks = {"bio": LEAF, "local": BARN}
    sun = "<svg width='46' height='46'><circle cx='23' cy='23' r='15' fill='#f5c211'/></svg>"
    body = f"<h1>{sun} Cantine de Valmenu {sun}</h1><h3>Semaine {period(days)}</h3><div class=row>"
    for day in days:
        body += f"<div class=card><h2>{day.weekday.capitalize()}</h2>{lines(day.dishes, marks, 'p')}</div>"
    body += (f"</div><p class=legend>{LEAF} Agriculture biologique &nbsp;&nbsp;&nbsp; {BARN} Produit local</p>"
             "<p class=legend>À la découverte de la gastronomie locale !</p>")
    return page(body, "h1,h3{text-align:center;margin:4px}.row{display:flex}.card{flex:1;background:#fdf3e1;"
                      "border-radius:14px;margin:8px;padding:6px;text-align:center}.card h2{color:#d2691e;"
                      "font-size:16px}.card p{margin:9px 0;font-size:12px}.legend{text-align:center;margin-top:14px}")


def picture(pixel, size=24):
    """A PNG as an HTML image; `pixel(x, y)` gives a colour for x and y from 0 to 1."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x / size, y / size)) for x in range(size)) for y in range(size))
    chunk = lambda kind, data: (struct.pack(">I", len(data)) + kind + data  # noqa: E731
                                + struct.pack(">I", zlib.crc32(kind + data)))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def pictures(days):
    """A table whose marks are raster pictures, told by a legend; a photograph is decoration; Wednesday is greyed."""
    green, blue, brown, white = (46, 158, 63), (20, 90, 180), (150, 90, 40), (255, 255, 255)
    signs = {
        "bio": lambda x, y: white if abs(x - y) < 0.12 else green,
        "msc": lambda x, y: white if (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.06 else blue,
        "local": lambda x, y: white if y > 0.5 and 0.3 < x < 0.7 else brown,
    }
    image = lambda name: f"<img src='{picture(signs[name])}' width=15 height=15>"  # noqa: E731
    photo = picture(lambda x, y: (int(255 * x), int(160 + 60 * y), int(200 * (1 - x))), 60)
    marks = {name: image(name) for name in signs}
    columns = [days[0], days[1], None, days[2], days[3]]
    head = "".join(f"<th>{n}</th>" for n in ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"])
    body = ""
    for course, label in zip(COURSES, ["Entrée", "Plat chaud", "Accompagnement", "Fromage", "Dessert"]):
        cells = "".join("<td class=off></td>" if d is None else f"<td>{lines(d.of(course), marks)}</td>" for d in columns)
        body += f"<tr><th>{label}</th>{cells}</tr>"
    legend = " ".join(f"<td>{image(n)} {words}</td>" for n, words in [
        ("bio", "Produit issu de l'agriculture biologique"), ("msc", "Pêche durable"), ("local", "Produit local")])
    return page(f"<h2><img src='{photo}' width=60 height=60> Les menus {period(days)}</h2>"
                f"<table><tr><th></th>{head}</tr>{body}</table><table class=legend><tr>{legend}</tr></table>"
                "<p>Allergènes : gluten, crustacés, œufs, poissons, arachides, soja, lait, fruits à coques, céleri, "
                "moutarde, sésame, sulfites, lupin, mollusques.</p>",
                "td,th{border:1px solid #999;height:44px;width:15%;text-align:center}.off{background:#ccc}"
                ".legend{margin-top:16px;width:70%}.legend td{border:0;font-size:10px}p{font-size:9px}")


def banded(days):
    """Bands of colour without a rule; small badges of text on a ground for marks."""
    badge = lambda word, ground: f"<span style='background:{ground};color:white;font-size:8px;padding:1px 3px'>{word}</span>"  # noqa: E731
    marks = {"bio": badge("AB", "#3a9b35"), "lr": badge("LR", "#c8102e"), "aop": badge("AOP", "#b8860b"),
             "igp": badge("IGP", "#1d4f91"), "hve": badge("HVE", "#6b8e23"), "msc": badge("MSC", "#0a6ebd")}
    grounds = ["#fff4d6", "#fde3d8", "#e4f3dc", "#e2eefb", "#f7e1ef"]
    head = "".join(f"<th>{d.weekday.capitalize()} {number(d.date)} {MONTHS[d.date.month - 1]}</th>" for d in days)
    body = f"<tr style='background:#ffd27a'><th></th>{head}</tr>"
    for course, label, ground in zip(COURSES, ["Entrée", "Plat", "Garniture", "Fromage", "Dessert"], grounds):
        cells = "".join(f"<td>{lines(d.of(course), marks)}</td>" for d in days)
        body += f"<tr style='background:{ground}'><th>{label}</th>{cells}</tr>"
    legend = " &nbsp; ".join(f"{marks[c]} {words}" for c, words in [
        ("bio", "Agriculture biologique"), ("lr", "Label Rouge"), ("aop", "Appellation d'origine protégée"),
        ("igp", "Indication géographique protégée"), ("hve", "Haute valeur environnementale"),
        ("msc", "Pêche durable")])
    return page(f"<h2>Menus {days[0].date.year}</h2><table>{body}</table><p>{legend}</p>",
                "td,th{padding:12px 4px;text-align:center;width:18%}p{font-size:10px}")


def stacked(days):
    """A text document: days as a list, snacks after each; abbreviations of the page's own."""
    marks = {"bio": "AB", "lr": "LB", "local": "RV", "msc": "PED"}
    body = f"<h2>Menus {period(days)}</h2>"
    for day in days:
        body += f"<p><b>{day.weekday.capitalize()} {number(day.date)} {MONTHS[day.date.month - 1]}</b></p>"
        if day.closed:
            body += f"<p>{day.closed}</p>"
            continue
        if day.theme:
            body += f"<p><i>{day.theme}</i></p>"
        body += lines(day.meal("déjeuner"), marks, "p")
        parts = " - ".join(show(d, marks) for d in day.meal("goûter"))
        if parts:
            body += f"<p>Goûter : {parts}</p>"
    body += ("<p>&nbsp;</p><p>AB : Agriculture biologique</p><p>LB : Label Rouge</p>"
             "<p>RV : produit local (Région de Valmenu)</p><p>PED : pêche durable</p>"
             "<p>Pommes : EARL du Verger à Valmenu</p><p>Allergènes : la liste est affichée en salle.</p>")
    return f"<html lang=fr><meta charset=utf-8><style>p{{margin:1pt;{FONT};font-size:10pt}}</style>{body}</html>"


def typst_text(text):
    for sign in "\\*#_$@<>[]":
        text = text.replace(sign, "\\" + sign)
    return text


def typst_dish(dish, marks):
    text = typst_text(dish.name)
    for code in dish.codes:
        mark = marks.get(code, "" if code in ("fermier", "veg", "sp") else WORDS[code])
        text = mark(text) if callable(mark) else f"{text} {typst_text(mark)}".strip()
    return text


def borderless(days):
    """Columns by alignment alone; the year is only in the document's date; superscripts for marks."""
    marks = {"bio": lambda t: f"{t}#super[1]", "local": lambda t: f"{t}#super[2]", "lr": lambda t: f"{t}#super[3]",
             "bbc": lambda t: f"{t}#super[4]"}
    made = days[0].date
    head = "".join(f"[*{d.weekday.upper()} {number(d.date)} {MONTHS[d.date.month - 1].upper()}*]," for d in days)
    cells = ""
    for course in COURSES:
        for day in days:
            dishes = " \\ ".join(typst_dish(d, marks) for d in day.of(course))
            cells += f"[{dishes}],"
    return (f'#set document(date: datetime(year: {made.year}, month: {made.month}, day: 1), title: "Menus")\n'
            '#set page(paper: "a4", flipped: true, margin: 12mm)\n#set smartquote(enabled: false)\n#set text(font: "Liberation Sans", size: 10pt)\n'
            "#align(center)[#text(18pt)[Au menu cette semaine]]\n#v(1em)\n"
            f"#grid(columns: (1fr,) * {len(days)}, align: center, row-gutter: 14pt, column-gutter: 10pt, {head}{cells})\n"
            "#v(2em)\n#text(8pt)[#super[1] issu de l'agriculture biologique #h(1em) #super[2] produit local #h(1em) "
            "#super[3] label rouge #h(1em) #super[4] Bleu-Blanc-Cœur]\n")


def two_weeks(days):
    """Two weeks on a page and two more on the next, courses named in turned letters; a dinner; bold for marks."""
    marks = {"bio": lambda t: f"*{t}*"}
    weeks = {}
    for day in days:
        weeks.setdefault(day.date.isocalendar().week, []).append(day)
    out = ('#set document(date: none)\n#set page(paper: "a4", flipped: true, margin: 10mm)\n#set smartquote(enabled: false)\n'
           '#set text(font: "Liberation Sans", size: 8.5pt)\n#align(center)[#text(14pt)[Collège de Valmenu : self]]\n')
    for week in weeks.values():
        out += f"#text(11pt)[Menus {period(week)}]\n"
        head = "[]," + "".join(f"[#text(tracking: 3pt)[{d.weekday.upper()}]]," for d in week)
        rows = ""
        for meal, label in [("déjeuner", "MIDI"), ("dîner", "SOIR")]:
            rows += f"rotate(-90deg, reflow: true)[{label}],"
            for day in week:
                dishes = " \\ ".join(typst_dish(d, marks) for d in day.meal(meal))
                rows += f"[{typst_text(day.closed) or dishes}],"
        out += (f"#table(columns: (24pt,) + (1fr,) * {len(week)}, align: center + horizon, inset: 5pt, {head}{rows})\n")
    return out + "Les plats en gras sont issus de l'agriculture biologique.\n"


def traps(days):
    """What looks like a label and is none: a sign without a legend, a brand, a list of what a dish is made of, a theme."""
    marks = {"bio": "BIO"}
    body = f"<h2>Restaurant scolaire — semaine {period(days)}</h2><p><i>Mélodie des mets locaux</i></p><table><tr>"
    body += "".join(f"<th>{d.weekday.capitalize()} {number(d.date)}</th>" for d in days) + "</tr><tr>"
    for day in days:
        text = f"<b>{day.closed}</b>" if day.closed else lines(day.dishes, marks, "p")
        body += f"<td valign=top>{text}</td>"
    body += ("</tr></table><p>Fournisseurs locaux : Ferme du Bois Joli, Boulangerie Martin</p>"
             "<p>Part de produits bio servis le mois dernier : 24 %</p>"
             "<p>Taboulé : semoule de blé BIO, tomate, menthe</p>")
    return page(body, "td,th{border:1px solid #555;width:24%;text-align:center}p{margin:7px 2px}")
