"""The workbooks of the measurement and of the plan of action, read back by another library."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import segno

from domain.documents.action_plan import ActionPlanContent, action_plan
from domain.documents.measurement import (
    Mark,
    MeasurementContent,
    Measuring,
    measurement,
    measurement_pdf,
    printed,
)
from domain.documents.stamp import Stamp
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.office.office import Office
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from storage.rendering import action_plan as plan_drawing
from storage.rendering import measurement as drawing
from storage.rendering import measurement_pdf as pdf_drawing
from storage.rendering.sheets import PLAIN, Workbook
from tests.domain.documents.positions import measuring, opd
from tests.storage.rendering.books import calculated, needs_office, needs_poppler, reloaded, texts
from tests.storage.rendering.pictures import size

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WIB)
STAMP = Stamp(as_of=NOW, final=False, code="7K3M-9QXT-2HVA", link="https://t.me/bot?start=cek_7K3M9QXT2HVA")
NASTY = (
    "=1+1",
    "+62 811",
    "-Dinas",
    "@admin",
    '=HYPERLINK("http://x","y")',
    "<b>&amp; 'Dinas' \"X\" #*_$",
    "\u202eسكن 🏛️ Dinas",
    "D" * 200,
    "_x0041_ \x07\ufffe Dinas",
    "0012",
)
OPDS = tuple(opd(f"K{number}", name) for number, name in enumerate(NASTY))
SETTINGS = {"target.sakip": "72.5", "target.sakip.tw1": "20"}
GOOD, BAD = {"predikat": "BB", "nilai": "75.5", "nomor": "700", "tanggal": "2026-05-12"}, {"predikat": "CC"}


def event(code: str, at: datetime) -> ReportEvent:
    return ReportEvent(
        id=0, kind=EventKind.SUBMITTED, opd=code, indicator=IndicatorKey.SAKIP, year=2026, at=at, by=1
    )


@cache
def story() -> tuple[ReportEvent, ...]:
    """Let every third OPD be verified as met, and every third as not, in the course of the year."""
    told: list[ReportEvent] = []
    for number, one in enumerate(OPDS):
        at = datetime(2026, 1 + number, 5, 9, 0, tzinfo=WIB)
        about = event(one.code, at)
        sent = replace(
            about,
            id=len(told) + 1,
            kind=EventKind.SUBMITTED,
            answers=BAD if number % 3 == 1 else GOOD,
            ticket="=SKP",
        )
        told.append(sent)
        if number % 3 != 2:
            told.append(replace(about, id=len(told) + 1, kind=EventKind.VERIFIED, by=2, about=sent.id))
    return tuple(told)


def content(
    opds: tuple[Opd, ...] = OPDS, marks: tuple[Mark, ...] = (), *, stamp: Stamp = STAMP, before: bool = True
) -> MeasurementContent:
    of = measuring(story() if opds else (), opds, NOW, 0, SETTINGS)
    if not before:
        of = replace(of, before=None)
    names = {1: "=Siti", 2: "@Dewi"}
    return measurement(of, stamp, Office(), names=names, verdicts={1: 2}, marks=marks)


def plan(opds: tuple[Opd, ...] = OPDS) -> ActionPlanContent:
    of: Measuring = measuring(story() if opds else (), opds, NOW, 0, SETTINGS)
    return action_plan(of, STAMP, Office())


def test_the_same_content_is_the_same_bytes() -> None:
    assert drawing.draw(content()) == drawing.draw(content())
    assert plan_drawing.draw(plan()) == plan_drawing.draw(plan())


def test_a_phone_that_does_not_calculate_sees_every_number() -> None:
    drawn, of = drawing.draw(content()), content()
    values, formulas = (reloaded(drawn, values=one)["LKjIP"] for one in (True, False))
    line = of.lines[0]
    assert formulas["H6"].value.startswith("=IF(N6=0")
    assert "COUNTIFS('Rincian OPD'!$B$7:$B$56,$O6,'Rincian OPD'!$G$7:$G$56,\"ya\")" in formulas["M6"].value
    assert (values["M6"].value, values["N6"].value) == (line.now.met, line.now.total)
    assert line.now.realised is not None
    assert line.now.capaian is not None
    assert values["H6"].value == pytest.approx(float(line.now.realised))
    assert values["I6"].value == pytest.approx(float(line.now.capaian))
    assert values["J6"].value == line.now.label
    shown = reloaded(drawn, values=True)
    for sheet in reloaded(drawn, values=False):
        told = [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
        assert [one for one in told if shown[sheet.title][one].value is None] == [], sheet.title


def test_numbers_are_numbers_dates_are_dates_and_texts_stay_texts() -> None:
    sheet = reloaded(drawing.draw(content()), values=False)["Rincian OPD"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=16)]
    by_code = {row[2]: row for row in rows}
    assert by_code["K0"][3] == "=1+1"
    types = {cell.data_type for row in sheet.iter_rows(min_row=7, max_row=56) for cell in row}
    assert types <= {"s", "n", "d"}, "no text has become a formula"
    assert by_code["K0"][4] == 75.5
    assert by_code["K0"][9] == datetime(2026, 5, 12)  # noqa: DTZ001 - a workbook has no zones
    assert by_code["K0"][12].date() == datetime(2026, 1, 5, tzinfo=WIB).date()
    assert (by_code["K0"][10], by_code["K0"][11], by_code["K0"][13]) == ("=Siti", "@Dewi", "=SKP")
    assert by_code["K5"][3] == NASTY[5]
    assert by_code["K7"][3] == "D" * 200
    assert by_code["K8"][3].endswith(" Dinas")
    assert "\ufffe" not in by_code["K8"][3]
    name = (
        sheet["D7"]
        if sheet["D7"].value == "=1+1"
        else next(cell for (cell,) in sheet["D7:D16"] if cell.value == "=1+1")
    )
    assert name.quotePrefix, "Excel would calculate it once somebody edits the cell"
    assert sheet["E7"].number_format == "0.00"


def test_what_is_made_of_digits_is_not_marked_as_a_mistake() -> None:
    with zipfile.ZipFile(io.BytesIO(drawing.draw(content()))) as archive:
        rows = archive.read("xl/worksheets/sheet3.xml").decode()
    assert 'numberStoredAsText="1"' in rows


def test_every_sheet_prints_across_a4_with_its_head_on_each_page() -> None:
    book = reloaded(drawing.draw(content(marks=(Mark(kind="a", where="b", note="=c"),))), values=False)
    assert book.sheetnames == ["LKjIP", "Per triwulan", "Rincian OPD", "Aturan", "Catatan mutu data"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows, sheet.title
        assert "7K3M-9QXT-2HVA" in sheet.oddFooter.center.text
        assert "posisi per 30 November 2026" in sheet["A3"].value
    assert book["Catatan mutu data"]["C7"].value == "=c"
    assert len(book["LKjIP"]._charts) == 1  # noqa: SLF001 - it has no other way to ask
    assert book.properties.creator == Office().name
    assert book.properties.created == datetime(2026, 11, 30, 9, 0)  # noqa: DTZ001 - likewise


def test_a_code_that_begins_with_a_digit_does_not_become_the_size_of_the_foot() -> None:
    footer = reloaded(drawing.draw(content()), values=False)["LKjIP"].oddFooter
    assert str(footer.center.size) == "8"


def test_without_a_code_nothing_is_said_of_one() -> None:
    bare = drawing.draw(content(stamp=replace(STAMP, code="", link="")))
    typed = drawing.draw(content(stamp=replace(STAMP, link="")))
    texts = [cell.value for row in reloaded(typed, values=True)["LKjIP"] for cell in row if cell.value]
    assert "Kode dokumen 7K3M-9QXT-2HVA. Periksa keasliannya: ketik kodenya di bot" in texts
    with zipfile.ZipFile(io.BytesIO(bare)) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


def test_without_opd_or_a_former_year_nothing_breaks() -> None:
    sheet = reloaded(drawing.draw(content(())), values=True)["LKjIP"]
    assert [sheet[cell].value for cell in ("F6", "H6", "I6", "J6")] == [
        "tidak dapat dihitung",
        "tidak dapat dihitung",
        "–",
        "–",
    ]
    alone = reloaded(drawing.draw(content(before=False)), values=True)["LKjIP"]
    assert [alone[cell].value for cell in ("E6", "F6", "K6", "L6")] == ["–"] * 4
    assert reloaded(plan_drawing.draw(plan(())), values=True)["Rencana aksi"]["J7"].value == (
        "tidak dapat dihitung"
    )


def test_words_in_place_of_a_percentage_stand_in_their_cell_as_a_whole() -> None:
    sheet = reloaded(drawing.draw(content(())), values=True)["LKjIP"]
    assert sheet["H6"].alignment.wrap_text
    assert sheet.row_dimensions[6].height > 30


def test_the_plan_has_its_columns_and_its_numbers() -> None:
    book = reloaded(plan_drawing.draw(plan()), values=True)
    sheet, line = book["Rencana aksi"], plan().lines[0]
    names = [sheet.cell(5, place).value or sheet.cell(6, place).value for place in range(1, 17)]
    assert names[:5] == ["NO", "SASARAN", "INDIKATOR", "SATUAN", "TARGET TAHUNAN"]
    assert [sheet.cell(6, place).value for place in range(6, 14)] == ["TW I", "TW II", "TW III", "TW IV"] * 2
    assert names[13:] == ["REALISASI POSISI INI %", "CAPAIAN %", "PENANGGUNG JAWAB"]
    row = [cell.value for cell in sheet[7]]
    assert row[4:9] == [72.5, 20, "–", "–", "–"]
    assert row[12] == "–", "a quarter that is not over is no 0"
    assert line.now.realised is not None
    assert row[13] == pytest.approx(float(line.now.realised))
    assert book["Dasar perhitungan"]["K7"].value == line.now.met


@pytest.mark.exhaustive
@needs_office
def test_libreoffice_calculates_the_same_and_takes_no_name_for_a_formula(tmp_path: Path) -> None:
    of = content()
    sheets = calculated(drawing.draw(of), tmp_path)
    for line, row in zip(of.lines, sheets["LKjIP"][5:10], strict=True):
        assert line.before is not None
        assert [Decimal(one) for one in row[10:14]] == [
            line.before.met,
            line.before.total,
            line.now.met,
            line.now.total,
        ]
        assert same(row[7], line.now.realised)
        assert row[8] == "–" if line.now.capaian is None else same(row[8], line.now.capaian)
    names = [row[3] for row in sheets["Rincian OPD"][6:16]]
    assert {name for name in NASTY if "\x07" not in name} <= set(names)


@pytest.mark.exhaustive
@needs_office
def test_libreoffice_cannot_compute_without_opd_either(tmp_path: Path) -> None:
    sheets = calculated(drawing.draw(content(())), tmp_path)
    assert {row[7] for row in sheets["LKjIP"][5:10]} == {"tidak dapat dihitung"}
    assert {row[8] for row in sheets["LKjIP"][5:10]} == {"–"}


def same(cell: str, value: Fraction | None) -> bool:
    """Return whether a cell holds that number, as near as a spreadsheet can."""
    return value is not None and abs(Fraction(Decimal(cell)) - value) < Fraction(1, 10**9)


def test_a_row_is_never_higher_than_a_page() -> None:
    book = Workbook(STAMP, "x", "y")
    sheet = book.sheet("a")
    sheet.columns((1,))
    sheet.row(0, ("x" * 5000,), PLAIN)
    with zipfile.ZipFile(io.BytesIO(book.done())) as archive:
        told = re.search(r' ht="([0-9.]+)"', archive.read("xl/worksheets/sheet1.xml").decode())
    assert told is not None
    assert 390 < float(told[1]) < 409, "Excel knows no higher one"


def test_the_pdf_is_the_same_bytes_and_takes_any_name() -> None:
    office = Office(unit="Bagian *Organisasi* #1 $x$ <a> @b", place="Kota\\_")
    of = measurement_pdf(measuring(story(), OPDS, NOW, 0, SETTINGS), STAMP, office)
    drawn = pdf_drawing.draw(of)
    assert drawn == pdf_drawing.draw(of)
    assert drawn.startswith(b"%PDF")


@pytest.mark.exhaustive
@needs_poppler
def test_the_pdf_says_everything_in_its_order(tmp_path: Path) -> None:
    of = measurement_pdf(measuring(story(), OPDS, NOW, 0, SETTINGS), STAMP, Office())
    told = texts(pdf_drawing.draw(of), tmp_path)
    place = -1
    for sentence in (*of.heading, "REALISASI 2026", "TRIWULAN IV", of.basis, *of.notes, STAMP.code):
        found = told.find(sentence.replace("\u00a0", " "), place + 1)
        assert found > place, sentence
        place = found
    for row in printed(of):
        assert row.cells[5] in told


def test_four_blank_modules_are_around_its_code() -> None:
    """Readers look for them (ISO/IEC 18004)."""
    with zipfile.ZipFile(io.BytesIO(plan_drawing.draw(plan()))) as book:
        (code,) = (book.read(name) for name in book.namelist() if name.endswith(".png"))
    wide, modules = size(code)[0], segno.make(STAMP.link, micro=False).symbol_size(border=4)[0]
    assert wide % modules == 0
