"""A page's source → its PDF, by each of the producers. All of them come from PyPI or from a distribution's packages."""
import pathlib
import shutil
import subprocess
import tempfile

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-pdf-header-footer"]


def chromium(html, pdf):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        command = [*CHROMIUM, f"--user-data-dir={folder}/user", f"--print-to-pdf={pdf}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def typst(source, pdf):
    import typst as compiler

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "page.typ")
        path.write_text(source, encoding="utf-8")
        compiler.compile(str(path), output=str(pdf))


def libreoffice(source, pdf, suffix):
    """`suffix`: .fods, a spreadsheet; .html, a text document."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, f"page{suffix}")
        path.write_text(source, encoding="utf-8")
        kind = "writer_pdf_Export" if suffix == ".html" else "calc_pdf_Export"
        reader = ["--infilter=HTML (StarWriter)"] if suffix == ".html" else []
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/user", *reader, "--convert-to",
                   f"pdf:{kind}", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.copy(path.with_suffix(".pdf"), pdf)
