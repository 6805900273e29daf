"""check.py CHROMIUM REPORT.html…: does each report, and the PDF and the workbook beside it, hold what it must?

In the browser: no error, no request but the file itself, no script, a text alternative for each chart, nothing wider than
a phone; printed to A4, no chart is cut. The PDF: A4, tagged, its words on the page. The workbook: no formula."""
import io
import sys
from pathlib import Path

import openpyxl
import pdfplumber
from playwright.sync_api import sync_playwright

PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1100, "height": 900}
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
ALTERNATIVES = """all => all.map(svg => document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent)"""
WORDS = "all => all.map(svg => [...svg.querySelectorAll('text')].map(text => text.textContent.trim()))"
# The first ring has its figures beside it, outside its figure.
HAS_FIGURES = """all => all.map(svg => {
    const figure = svg.closest('figure');
    return (figure.id === 'part-bio' ? figure.closest('section') : figure).querySelector('table') !== null;
})"""


def opened(browser, path):
    """The page, once it is sure that it asks for nothing and complains of nothing."""
    page = browser.new_page(viewport=SCREEN)
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri(), wait_until="networkidle")
    assert not complaints, complaints
    assert {url for url in requests if not url.startswith("data:")} == {path.as_uri()}, requests
    return page


def stays_text(page):
    assert page.locator("script, img, iframe, object, embed, [onerror], [onload]").count() == 0
    assert page.locator("h1").count() == 1 and page.title() != "caught"
    identifiers = page.eval_on_selector_all("[id]", "all => all.map(it => it.id)")
    assert len(identifiers) == len(set(identifiers)), "an id is there twice"


def has_alternatives(page):
    charts = page.locator("svg")
    alternatives = charts.evaluate_all(ALTERNATIVES)
    assert len(alternatives) > 8 and all(alternatives), alternatives
    assert page.locator("svg[role=img]").count() == len(alternatives)
    assert all(charts.evaluate_all(HAS_FIGURES)), "a chart without its figures"
    return alternatives


def fits_a_phone(page):
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "wider than a phone"
    for chart in page.locator("svg").element_handles():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], box
    page.set_viewport_size(SCREEN)


def prints_whole(page):
    """Each chart's words stand on one page of A4, none of them on the next."""
    charts = page.locator("svg").evaluate_all(WORDS)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(io.BytesIO(printed)) as document:
        for sheet in document.pages:
            assert (round(sheet.width / 72 * 25.4), round(sheet.height / 72 * 25.4)) == (210, 297)
        sheets = ["".join(sheet.extract_text().split()) for sheet in document.pages]
    for chart in charts:
        words = {"".join(word.split()) for word in chart if word.isascii()}
        assert any(all(word in sheet for word in words) for sheet in sheets), f"cut, or not printed: {chart}"
    return len(sheets)


def is_a_good_pdf(path):
    with pdfplumber.open(path) as document:
        catalog = document.doc.catalog
        assert catalog.get("StructTreeRoot") and catalog.get("Lang"), "not tagged"
        for sheet in document.pages:
            assert (round(sheet.width), round(sheet.height)) == (595, 842)
            beyond = [w for w in sheet.extract_words() if w["x1"] > sheet.width or w["bottom"] > sheet.height]
            assert not beyond, beyond
        return "\n".join(sheet.extract_text() for sheet in document.pages)


def is_a_good_workbook(path):
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"], "a formula"
    risky = [cell for cell in cells if cell.data_type == "s" and cell.value[0] in "=+-@"]
    assert all(cell.quotePrefix for cell in risky), risky
    return {str(cell.value) for cell in cells}


def main(chromium, *reports):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *QUIET])
        for path in map(Path, reports):
            page = opened(browser, path)
            stays_text(page)
            charts = has_alternatives(page)
            fits_a_phone(page)
            sheets = prints_whole(page)
            titles = page.locator("h2").all_inner_texts()
            page.close()
            text = is_a_good_pdf(path.with_suffix(".pdf"))
            values = is_a_good_workbook(path.with_suffix(".xlsx"))
            lacking = [title for title in titles if title not in text]
            assert not lacking, f"not in the PDF: {lacking}"
            if path.stem == "strange":
                assert '=HYPERLINK("http://example.invalid")' in values
            print(f"{path.stem}: {len(charts)} charts, each with its words and none cut on {sheets} sheets of A4; "
                  "the PDF is tagged, the workbook has no formula")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
