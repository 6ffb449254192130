"""Tables that were made by other programs, file by file: what whoever sends them reads."""

from datetime import date

import pytest

from domain.units.opd import Opd
from tests.handlers.admins import admin_of
from tests.places import CASES
from tests.town.dialogue import Talker, Town, labels

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ONE, BOTH = ("Dinas Satu (DINAS1)",), ("Dinas Satu (DINAS1)", "Dinas Dua (DINAS2)")
OFFICES = {
    "BKPSDM": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "BAKESBANGPOL": "Badan Kesatuan Bangsa dan Politik",
    "BPBD": "Badan Penanggulangan Bencana Daerah",
    "BPPKAD": "Badan Pendapatan, Pengelolaan Keuangan dan Aset Daerah",
}


async def sends(town: Town, admin: Talker, name: str) -> str:
    await admin.sends((name, (CASES / name).read_bytes(), XLSX), as_="document")
    await town.tick()
    return str((await admin.card())["text"])


async def asked_for_file(town: Town) -> Talker:
    admin = await admin_of(town)
    await admin.says("/opd")
    await admin.presses("Dari berkas")
    return admin


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("opd-excel-id.csv", BOTH),
        ("opd-excel-id-short.csv", BOTH),
        ("opd-excel-id-utf8bom.csv", BOTH),
        ("opd-sep-line.csv", BOTH),
        ("opd-hidden-first-sheet.xlsx", BOTH),
        ("opd-dates-serial-general.xlsx", ONE),
        ("opd-dates-text-id.xlsx", ONE),
        ("opd-zwsp-code.xlsx", ONE),
        ("opd-x000d.xlsx", ("Dinas Satu Kota (DINAS1)",)),
    ],
)
async def test_what_another_program_wrote_is_understood(
    town: Town, name: str, added: tuple[str, ...]
) -> None:
    admin = await asked_for_file(town)
    preview = await sends(town, admin, name)
    assert "Berkas sudah dibaca; belum ada yang diterapkan." in preview
    assert f"{len(added)} baru · 0 berubah · 0 tetap" in preview
    assert [line for line in preview.splitlines() if line.startswith("+")] == [f"+ {one}" for one in added]
    await admin.presses("Terapkan")
    async with town.storage.uow() as uow:
        assert (await uow.opds.get("DINAS1")).valid_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "why", "left"),
    [
        ("opd-error-cell.xlsx", "baris 3, nama “#N/A”: kesalahan rumus Excel, bukan isian", ONE),
        ("opd-nul.csv", "baris 2, nama “Dinas�Satu”: berisi karakter yang tidak bisa disimpan", BOTH[1:]),
    ],
)
async def test_a_row_that_cannot_be_used_is_named_and_the_others_are_kept(
    town: Town, name: str, why: str, left: tuple[str, ...]
) -> None:
    admin = await asked_for_file(town)
    asked = await sends(town, admin, name)
    assert "1 baris ditolak:" in asked
    assert why in asked
    preview = (await admin.presses("Ya, yang benar saja"))["text"]
    assert [line for line in preview.splitlines() if line.startswith("+")] == [f"+ {one}" for one in left]


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        (
            "isian-float-80.10000000000001.xlsx",
            (
                "Baru: 1\nBerubah: 0\nTetap: 0\n\n"
                "+ Badan Kepegawaian dan Pengembangan Sumber Daya Manusia: tepat · P-4 (80,10)"
            ),
        ),
        (
            "isian-merged-down.xlsx",
            "Baru: 4\nBerubah: 0\nTetap: 0\n\n" + "\n".join(f"+ {name}: tepat" for name in OFFICES.values()),
        ),
    ],
)
async def test_an_evaluation_is_read_as_it_looks(town: Town, name: str, reads: str) -> None:
    async with town.storage.uow() as uow:
        for code, office in OFFICES.items():
            await uow.opds.record(Opd(code, office, "badan", date(2024, 1, 1)), by=None, at=town.now)
        await uow.commit()
    dewi = await town.reviewer()
    await dewi.says("/evaluasi")
    await dewi.sends((name, (CASES / name).read_bytes(), XLSX))
    await town.tick()
    await town.send_notices()
    preview = await dewi.card()
    assert reads in preview["text"]
    assert labels(preview)[0].startswith("Terapkan")
