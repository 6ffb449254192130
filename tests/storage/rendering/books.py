"""Workbooks as the tests read them: by another library than the one that wrote them, and by LibreOffice."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

SECONDS = 120
"""LibreOffice takes five; on a machine that does much else, more."""
_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not there (soffice)"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not there"
)


def reloaded(content: bytes, *, values: bool) -> Any:  # noqa: ANN401 - a cell may hold whatever there is
    """Return the workbook as openpyxl reads it: its cached values, or its formulas."""
    return load_workbook(io.BytesIO(content), data_only=values)


def uncalculated(content: bytes) -> bytes:
    """Return a workbook without the values that were written beside its formulas."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as archive:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                part = _CACHED.sub(rb"\1", part)
            archive.writestr(entry, part)
    return result.getvalue()


def calculated(content: bytes, folder: Path, *, shown: bool = False) -> dict[str, list[list[str]]]:
    """Return each sheet as LibreOffice calculates it; `shown`: as its formats show it, else in full."""
    book, profile = folder / "book.xlsx", folder / "profile"
    book.write_bytes(uncalculated(content))
    # The tokens: comma, quotation mark, UTF-8, from the first row, every sheet to a file of its own.
    tokens = f"44,34,76,1,,1033,false,true,{str(shown).lower()},false,false,-1"
    form = f"csv:Text - txt - csv (StarCalc):{tokens}"
    office("--convert-to", form, "--outdir", str(folder / "csv"), str(book), profile=profile)
    return {
        path.stem.removeprefix("book-"): list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))
        for path in sorted((folder / "csv").glob("*.csv"))
    }


def office(*arguments: str, profile: Path) -> None:
    """Run LibreOffice without a window, on a profile of its own: two of them share none."""
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *arguments,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own words


def texts(drawn: bytes, folder: Path) -> str:
    """Return what a PDF says, words one blank apart."""
    paper = folder / "paper.pdf"
    paper.write_bytes(drawn)
    told = subprocess.run(  # noqa: S603 - our own words
        ["pdftotext", str(paper), "-"],  # noqa: S607 - where the machine has it
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    return " ".join(told.stdout.decode().split())
