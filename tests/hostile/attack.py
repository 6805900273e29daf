"""Makes inputs with malice, by a fixed seed, and has the program read them: attack.py PROGRAM [SEED [ATTACK…]]."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20221107
GIB = 1 << 30
# The process that asks; those that read files of others are bounded to 1 GiB by themselves.
MOST_MEMORY = int(1.5 * GIB)
MOST_SECONDS = 90
PROFILE = """menuCollNom = "Commune de Valmenu"
menuCollSiret = "12345678200010"
menuEtablissementNom = "Cuisine centrale"
menuRestaurantNom = "École des Tilleuls"
menuRestaurantIdType = "sans"
menuRestaurantType = "élémentaire"
menuRestaurantConvive = "élèves"
"""
faults = []


def limit():
    """Whatever goes wrong, this machine goes on."""
    resource.setrlimit(resource.RLIMIT_AS, (8 * GIB, 8 * GIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(folder, *arguments, stdin=None, codes=(0, 1, 2, 3), name=None):
    """Runs the program; gives its exit code and what it said."""
    name = name or " ".join(arguments)[:70]
    begun = time.monotonic()
    out = tempfile.TemporaryFile()
    process = subprocess.Popen(
        [PROGRAM, *arguments], cwd=folder, stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=limit
    )
    timer = threading.Timer(MOST_SECONDS, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = code = os.waitstatus_to_exitcode(status)
    seconds, memory = time.monotonic() - begun, usage.ru_maxrss << 10
    out.seek(0)
    said = out.read(1 << 20).decode("utf-8", "replace")
    if code not in codes or "defect:" in said or memory > MOST_MEMORY:
        faults.append(f"{name}: exit {code}, {seconds:.0f} s, {memory >> 20} MiB\n{said[-500:]}")
    return code, said


def step(text, begun=time.monotonic()):
    print(f"{time.monotonic() - begun:5.0f} s  {text}", flush=True)


def damaged(content, chance):
    """Bytes changed, taken out, doubled or cut off."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        if not content:
            break
        at = chance.randrange(len(content))
        length = chance.choice([1, 1, 4, 64])
        match chance.randrange(5):
            case 0:
                content[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = content[at : at + length] * chance.choice([1, 50])
            case 3:
                content[at : at + length] = chance.choice([b"0", b"-1", b"4294967296", b"\n", b'"', b"[", b"\xff", b"1e308"])
            case _ if chance.randrange(6) == 0:
                del content[at:]
    return bytes(content)


def pdfs(folder, chance):
    samples = sorted((ROOT / "samples").glob("**/*.pdf"))
    menus = folder / "menus"
    menus.mkdir()
    for number in range(400):
        sample = chance.choice(samples).read_bytes()
        (menus / f"{number}.pdf").write_bytes(damaged(sample, chance))
    run(folder, "extract", "menus", "-o", "menus.csv", codes=(0, 3))
    run(folder, "sync", "menus", "--data", "data", codes=(0, 1, 3))
    step("400 damaged PDFs")


def swollen(folder, chance):
    """Fonts that say that a glyph is half a million letters."""
    menus = folder / "menus"
    menus.mkdir()
    (folder / "cantine.toml").write_text(PROFILE)
    letters = b"0041" * 500_000
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <7E> <" + letters + b"> endbfchar endcmap end end"
    )
    lines = ["Semaine du 7 au 11 novembre 2022", "Lundi 7 novembre", "Taboulé", "~", "Pomme ~", "Riz ~ ~"]
    text = "".join(f"BT /F 11 Tf 60 {780 - 20 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines))
    content = text.encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    pdf = body + b"trailer\n<</Size 7/Root 1 0 R>>\n%%EOF\n"
    for number in range(6):
        (menus / f"{number}.pdf").write_bytes(pdf + b"%%%d\n" % number)
    run(folder, "sync", "menus", "--data", "data", codes=(0, 3), name="swollen glyphs")
    for name in ["documents.json", "journal.md"]:
        path = folder / "data" / name
        size = path.stat().st_size if path.exists() else 0
        if not 0 < size < 1 << 20:
            faults.append(f"swollen glyphs: {name} has {size} bytes")
    step("6 PDFs with swollen glyphs")


def workbook(path, sheet, strings="<sst></sst>"):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, part in parts.items():
            book.writestr(name, part)
        for name, part in [("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)]:
            with book.open(name, "w", force_zip64=True) as to:
                for piece in [part] if isinstance(part, str) else part:
                    to.write(piece.encode())


def cell(at, value="x"):
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


def sheet(*rows):
    rows = "".join(f'<row r="{number}">{cells}</row>' for number, cells in rows)
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def workbooks(folder, chance):
    one = sheet((1, cell("A1")))
    workbook(folder / "far.xlsx", sheet((1, cell("A1")), (1048576, cell("XFD1048576"))))
    stray = [(1, cell("A1") + cell("XFD1"))] + [(row, cell(f"A{row}")) for row in range(2, 10_001)]
    workbook(folder / "stray.xlsx", sheet(*stray))
    wide = [(1, cell("A1") + cell("XFD1")), (1048576, cell("A1048576"))]
    workbook(folder / "wide.xlsx", sheet(*wide))
    workbook(folder / "many.xlsx", one, '<sst uniqueCount="4294967295" count="4294967295"><si><t>a</t></si></sst>')
    big = ["<sst><si><t>", *["a" * (1 << 20)] * 3000, "</t></si></sst>"]
    workbook(folder / "strings.xlsx", one, big)
    blank = ["<worksheet><sheetData><row r='1'>", cell("A1"), *[" " * (1 << 20)] * 1500, "</row></sheetData></worksheet>"]
    workbook(folder / "blank.xlsx", blank)
    deep = ["<worksheet><sheetData>", *["<row>" * 100_000] * 20, "</sheetData></worksheet>"]
    workbook(folder / "deep.xlsx", deep)
    for name in ["far", "stray", "wide", "many", "strings", "blank", "deep"]:
        run(folder, "validate", f"{name}.xlsx", codes=(0, 1))
    step("workbooks made to swell")
    essai = (ROOT / "tests/schema/essai.xlsx").read_bytes()
    names = []
    for number in range(60):
        names.append(f"{number}.xlsx")
        (folder / names[-1]).write_bytes(damaged(essai, chance))
    run(folder, "validate", *names, codes=(0, 1), name="60 damaged workbooks")
    step("60 damaged workbooks")


def tables(folder, chance):
    truth = sorted((ROOT / "samples").glob("*.csv"))
    for ending in ["csv", "json", "parquet"]:
        run(folder, "extract", str(ROOT / "samples/ruled-1.pdf"), "-o", f"right.{ending}")
    for number in range(150):
        csv = chance.choice(truth).read_bytes()[: 1 << 16]
        (folder / "t.csv").write_bytes(damaged(csv, chance))
        run(folder, "validate", "t.csv", codes=(0, 1))
        run(folder, "validate", "t.csv", "--fix", "-o", "fixed.csv", codes=(0, 1))
        run(folder, "stats", "t.csv", codes=(0, 1))
        ending = chance.choice(["json", "parquet"])
        (folder / f"t.{ending}").write_bytes(damaged((folder / f"right.{ending}").read_bytes(), chance))
        run(folder, "stats", f"t.{ending}", codes=(0, 1, 2))
    step("600 runs on damaged tables")


def endless(folder, chance):
    for command in ["validate", "stats"]:
        source = subprocess.Popen(["yes", "a,b,c"], stdout=subprocess.PIPE)
        run(folder, command, "-", stdin=source.stdout, codes=(1,), name=f"{command} of endless input")
        source.kill()
        source.stdout.close()
        source.wait()
    run(folder, "extract", "/dev/zero", codes=(3,))
    run(folder, "extract", "-", stdin=open("/dev/zero", "rb"), codes=(3,))
    step("endless inputs")


def settings(folder, chance):
    menus, data = folder / "menus", folder / "data"
    menus.mkdir()
    shutil.copy(ROOT / "tests/pdfs/list.pdf", menus)
    profile = PROFILE.encode()
    (folder / "cantine.toml").write_bytes(profile)
    run(folder, "sync", "menus", "--data", "data", codes=(0,))
    register = (data / "documents.json").read_bytes()
    correction = b'[[correction]]\nmenuDate = 2022-11-07\nmenuPlatNom = "Pomme"\nretirer = true\n'
    for number in range(250):
        (folder / "cantine.toml").write_bytes(damaged(profile, chance) if number % 3 == 0 else profile)
        (data / "documents.json").write_bytes(damaged(register, chance) if number % 3 == 1 else register)
        (data / "corrections.toml").write_bytes(damaged(correction, chance) if number % 3 == 2 else correction)
        run(folder, "sync", "menus", "--data", "data")
    if sorted(path.name for path in folder.iterdir()) != ["cantine.toml", "data", "menus"]:
        faults.append(f"something was written beside the data: {list(folder.iterdir())}")
    step("250 damaged profiles, registers and corrections")


def killed(folder, chance):
    """Syncs that are killed: no half file, no temporary one, and the end is that of a calm run."""
    menus = folder / "menus"
    menus.mkdir()
    (folder / "cantine.toml").write_text(PROFILE)
    samples = sorted((ROOT / "samples").glob("*.pdf"))
    for number in range(80):
        if number < len(samples):
            shutil.copy(samples[number], menus)
        process = subprocess.Popen([PROGRAM, "sync", "menus", "--data", "data"], cwd=folder, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * 0.4)
        process.send_signal(signal.SIGKILL)
        process.wait()
    run(folder, "sync", "menus", "--data", "data", codes=(0, 3))
    run(folder, "sync", "menus", "--data", "calm", codes=(0, 3))
    for name in ["menus.csv", "fiche.md", "catalogue.jsonld"]:
        if (folder / "data" / name).read_bytes() != (folder / "calm" / name).read_bytes():
            faults.append(f"after 80 killed syncs {name} is another")
    step("80 killed syncs")


attacks = [pdfs, swollen, workbooks, tables, endless, settings, killed]
for attack in [a for a in attacks if a.__name__ in sys.argv[3:] or not sys.argv[3:]]:
    with tempfile.TemporaryDirectory(prefix="ardoise-hostile-") as here:
        attack(Path(here), random.Random(f"{SEED} {attack.__name__}"))
print("\n".join(faults) or "nothing brought it down")
sys.exit(bool(faults))
