"""Archives whose bytes depend on nothing but the content."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import docx
import pytest
from openpyxl import Workbook, load_workbook

from domain.language.dates import WIB
from storage.rendering.files import entry_of, settled

AS_OF = datetime(2026, 6, 30, 23, 59, tzinfo=WIB)


def workbook() -> bytes:
    book, result = Workbook(), io.BytesIO()
    book.active["A1"] = "IKU"  # type: ignore[index]
    book.save(result)
    return result.getvalue()


def letter() -> bytes:
    document, result = docx.Document(), io.BytesIO()
    document.add_paragraph("IKU")
    document.save(result)
    return result.getvalue()


def later(content: bytes) -> bytes:
    """Return the same archive, written by somebody at another time."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as archive:
        for name in source.namelist():
            part = (
                source.read(name).replace(b"2026-", b"2027-")
                if name.startswith("docProps")
                else source.read(name)
            )
            archive.writestr(zipfile.ZipInfo(name, (2027, 1, 1, 0, 0, 0)), part)
    return result.getvalue()


@pytest.mark.parametrize("made", [workbook(), letter()])
def test_the_moment_of_making_is_not_in_it(made: bytes) -> None:
    first = settled(made, AS_OF)
    assert first == settled(later(made), AS_OF)
    assert first == settled(made, AS_OF.astimezone(UTC))
    assert first != settled(made, AS_OF + timedelta(days=1))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 6, 30, 23, 59, 0)}
        assert archive.read("docProps/core.xml").count(b">2026-06-30T23:59:00+07:00<") == 2


def test_it_can_still_be_opened() -> None:
    book = load_workbook(io.BytesIO(settled(workbook(), AS_OF)))
    assert book.active["A1"].value == "IKU"  # type: ignore[index]
    assert book.properties.modified is not None
    assert docx.Document(io.BytesIO(settled(letter(), AS_OF))).paragraphs[0].text == "IKU"


@pytest.mark.parametrize("year", [1, 1979, 2108, 9999])
def test_an_instant_that_an_archive_cannot_say_is_the_nearest(year: int) -> None:
    """As reported for hatch (pypa/hatch 1605): `zipfile` raises for a time before 1980."""
    entry = entry_of("a", datetime(year, 6, 1, tzinfo=UTC), packed=False)
    assert entry.date_time[0] == (1980 if year < 1980 else 2107)
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr(entry, b"a")
