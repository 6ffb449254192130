from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.commands.import_opd import import_opd
from domain.units.opd import Opd
from tests.bot.support import NOW
from tests.fakes.storage import FakeStorage

HEADER = "kode,nama,jenis,berlaku_sejak,berlaku_sampai"
HEALTH_ROW = "DINKES,Dinas Kesehatan,dinas,2024-01-01,"
HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1))


async def stored(storage: FakeStorage) -> list[Opd]:
    async with storage.uow() as uow:
        return await uow.opds.all()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "opd.csv"


def csv(file: Path, *rows: str) -> Path:
    """Write a CSV of these rows."""
    file.write_text("\n".join([HEADER, *rows, ""]))
    return file


async def test_a_csv_is_stored_and_its_changes_are_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage = FakeStorage()
    assert await import_opd(storage, csv(file, HEALTH_ROW, "DLH,Dinas LH,dinas,2024-01-01,"), NOW) == 0
    assert HEALTH in await stored(storage)
    assert capsys.readouterr().out.splitlines()[-1] == "2 added, 0 changed, 0 unchanged."

    assert (
        await import_opd(storage, csv(file, HEALTH_ROW, "DLH,Dinas Lingkungan Hidup,dinas,2024-01-01,"), NOW)
        == 0
    )
    assert capsys.readouterr().out.splitlines() == [
        "changed: DLH Dinas Lingkungan Hidup",
        "0 added, 1 changed, 1 unchanged.",
    ]


async def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADER.split(","))
    book.active.append(["DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), None])
    book.save(tmp_path / "opd.xlsx")
    storage = FakeStorage()
    assert await import_opd(storage, tmp_path / "opd.xlsx", NOW) == 0
    assert await stored(storage) == [HEALTH]


async def test_one_wrong_row_and_nothing_is_imported(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storage = FakeStorage()
    assert await import_opd(storage, csv(file, HEALTH_ROW, "dlh,,dinas,1 Januari,"), NOW) == 1
    assert await stored(storage) == []
    assert capsys.readouterr().err.splitlines()[1:] == [
        "  row 3, nama: empty",
        "  row 3, kode 'dlh': not a code: 2–20 of A–Z, 0–9 and -, beginning with a letter",
        "  row 3, berlaku_sejak '1 Januari': not a date like 2026-12-31",
    ]


async def test_short_names_are_optional_and_kept_where_a_file_has_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage, file = FakeStorage(), tmp_path / "opd.csv"
    file.write_text(f"{HEADER},nama_pendek\n{HEALTH_ROW},Kesehatan\n")
    assert await import_opd(storage, file, NOW) == 0
    assert await import_opd(storage, csv(file, HEALTH_ROW), NOW) == 0
    assert [opd.short for opd in await stored(storage)] == ["Kesehatan"]
    file.write_text(f"{HEADER},nama_pendek\nDLH,Dinas LH,dinas,2024-01-01,,kesehatan\n")
    capsys.readouterr()
    assert await import_opd(storage, file, NOW) == 1
    assert "a short name in it belongs to another OPD already" in capsys.readouterr().err
    file.write_text(f"{HEADER},nama_pendek\nDLH,Dinas LH,dinas,2024-01-01,,L:H\n")
    assert await import_opd(storage, file, NOW) == 1
    assert "row 2, nama_pendek 'L:H': not a short name" in capsys.readouterr().err
    assert len(await stored(storage)) == 1


async def test_a_file_that_is_no_table_or_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage, file = FakeStorage(), tmp_path / "opd.csv"
    assert await import_opd(storage, file, NOW) == 1
    assert "No such file" in capsys.readouterr().err
    file.write_bytes(b"\xff\xfe\x00")
    assert await import_opd(storage, file, NOW) == 1
    assert "neither an XLSX workbook nor a CSV" in capsys.readouterr().err


async def test_the_opd_of_a_closed_year_stay_as_they_were(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage = FakeStorage()
    assert await import_opd(storage, csv(file, HEALTH_ROW), NOW) == 0
    async with storage.uow() as uow:
        await uow.years.set(2024, "closed_at", NOW.isoformat(), by=None, at=NOW)
        await uow.commit()
    assert await import_opd(storage, csv(file, "DLH,Dinas LH,dinas,2024-01-01,"), NOW) == 1
    assert "a year that was closed" in capsys.readouterr().err
    assert await stored(storage) == [HEALTH]
