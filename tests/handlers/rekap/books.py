"""Rekaps as the Inspektorat makes them, as workbooks."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files

from openpyxl.workbook import Workbook

from domain.indicators.sakip import predikat_of
from domain.units.list import opds_from
from storage.foreign.spreadsheets import rows_of
from tests.handlers.evaluation_files.sheets import saved

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("No", "Nama Perangkat Daerah", "Nilai", "Kategori")
Row = tuple[object, ...]


def rekap(*rows: Sequence[object], year: int = 2025, average: object = None) -> bytes:
    """Return a rekap with a title, merged heads, numbered columns, an average and a signature.

    A row is a name, a nilai and a kategori; without a kategori it has that of the nilai.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Rekap"
    sheet.append(["PEMERINTAH KOTA PROBOLINGGO"])
    sheet.append([f"REKAPITULASI NILAI HASIL EVALUASI AKIP PERANGKAT DAERAH TAHUN {year}"])
    sheet.append([])
    sheet.append([*HEAD[:2], "Hasil Evaluasi"])
    sheet.append([None, None, *HEAD[2:]])
    sheet.append(["(1)", "(2)", "(3)", "(4)"])
    for place in ("A1:D1", "A2:D2", "A4:A5", "B4:B5", "C4:D4"):
        sheet.merge_cells(place)
    for number, row in enumerate(rows, 1):
        sheet.append([number, *_whole(row)])
    if average is not None:
        sheet.append(["Rata-rata", None, average, None])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=2)
    sheet.append([])
    sheet.append([None, None, "Probolinggo, 12 Maret 2026"])
    sheet.append([None, None, "INSPEKTUR"])
    return saved(book)


CITY = opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
"""The 28 OPD of the sample city."""


def city_with_slips() -> bytes:
    """Return a rekap of 28 rows of the sample city: three misspelt, Kec. Wonoasih missing, one OPD twice."""
    slips = {
        "BPPKAD": "Badan Pendapatan Pengelolaan Keuangan dan Aset Daerh",
        "DISHUB": "Dinas Perhubugan",
        "KEC-KADEMANGAN": "Kec. Kademangann",
    }
    rows = [
        (slips.get(opd.code, opd.name), 61 + number)
        for number, opd in enumerate(opd for opd in CITY if opd.code != "KEC-WONOASIH")
    ]
    rows.append((CITY[0].name, 61))
    return rekap(*rows, average=round(sum(nilai for _, nilai in rows) / len(rows), 2))


def _whole(row: Sequence[object]) -> Sequence[object]:
    if len(row) > 2:
        return row
    name, nilai = row
    return (name, nilai, predikat_of(Decimal(str(nilai).replace(",", "."))).value)
