"""The threshold of SAKIP is chosen by somebody who has seen what it does; the default is nobody's choice."""

from datetime import UTC, datetime

import pytest

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import NEW_YEAR, closes, opens_year, reported, settings_of, values_of
from tests.town.dialogue import LIBRARY, Json, Talker, Town, labels, press

STANDS_IN = "SAKIP: belum dipilih, memakai minimal B (Baik)"


def data_of(message: Json, label: str) -> str:
    keys = [one for row in message["keyboard"] for one in row]
    return str(next(one["data"] for one in keys if one["text"].startswith(label)))


async def test_opening_a_year_asks_for_it_with_last_years_data(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await reported(town, siti, "BB")
    await reported(town, siti, "B", LIBRARY.code)
    admin = await admin_of(town)
    asked = await admin.walks("/tahun", press("Buka tahun 2027", "Pilih batas SAKIP ›"))
    assert asked["text"] == (
        "Batas SAKIP baik 2027?\n\n"
        "Predikat paling rendah yang dianggap baik. "
        "Tahun dibuka dengan pilihan Bapak/Ibu, dan itu tercatat.\n\n"
        "Jika dihitung dari jawaban terverifikasi 2026:\n"
        "B (Baik): 2/2 = 100,00 %\nBB (Sangat Baik): 1/2 = 50,00 %\nA (Memuaskan): 0/2 = 0,00 %\n\n"
        "2026 · SAKIP: belum dipilih, memakai minimal B (Baik)\nDasar: PermenPANRB 88/2021"
    )
    assert labels(asked) == [
        "Buka dengan B (Baik)",
        "Buka dengan BB (Sangat Baik)",
        "Buka dengan A (Memuaskan)",
        "‹ Pratinjau",
    ]
    opened = await admin.presses("Buka dengan B (Baik)")
    assert "SAKIP: minimal B (Baik)\n" in opened["text"]
    chosen = (await settings_of(town, 2027))[-1]
    assert (chosen.key, chosen.value, chosen.legal_basis) == ("sakip.minimum", "B", "PermenPANRB 88/2021")
    assert chosen.by == (await town.person(admin)).id
    assert (
        "aturan SAKIP 2027\nisi minimal B (Baik); dasar PermenPANRB 88/2021"
        in ((await admin.says("/audit"))["text"])
    )


async def test_without_data_it_says_so(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await reported(town, siti, verified=False)
    admin = await admin_of(town)
    asked = await admin.walks("/tahun", press("Buka tahun 2027", "Pilih batas SAKIP ›"))
    assert (
        "Belum ada jawaban SAKIP terverifikasi pada 2026, jadi pengaruhnya belum terlihat." in asked["text"]
    )
    assert "%" not in asked["text"]


async def test_who_is_not_verified_is_counted_and_named(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await reported(town, siti, "A")
    admin = await admin_of(town)
    asked = await admin.walks("/tahun", press("Buka tahun 2027", "Pilih batas SAKIP ›"))
    assert "A (Memuaskan): 1/2 = 50,00 %\n1 OPD belum terverifikasi, dihitung belum baik." in asked["text"]


async def test_a_closed_year_gives_what_was_closed(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await reported(town, siti, "B")
    town.now = NEW_YEAR
    admin = await admin_of(town)
    await closes(admin)
    asked = await admin.walks("/tahun", press("Buka tahun 2027", "Pilih batas SAKIP ›"))
    assert "B (Baik): 1/2 = 50,00 %\nBB (Sangat Baik): 0/2 = 0,00 %" in asked["text"]


@pytest.mark.parametrize("minimum", ["AA", "C", "", "x"])
async def test_a_forged_threshold_is_refused(town: Town, minimum: str) -> None:
    await town.set_year("target.sakip", "75")
    admin = await admin_of(town)
    asked = await admin.walks("/tahun", press("Buka tahun 2027", "Pilih batas SAKIP ›"))
    data = data_of(asked, "Buka dengan BB")
    assert "sudah tidak berlaku" in (await admin.forges(data.removesuffix("BB") + minimum))["text"]
    assert await settings_of(town, 2027) == []


async def test_an_old_key_of_a_preview_asks_for_it_too(town: Town) -> None:
    """Before this, the preview's key opened the year at once."""
    await town.set_year("target.sakip", "75")
    admin = await admin_of(town)
    preview = await admin.walks("/tahun", press("Buka tahun 2027"))
    data = data_of(preview, "Pilih batas")
    assert data.startswith("jp:2027:")
    assert (await admin.forges(data))["text"].startswith("Batas SAKIP baik 2027?")
    assert await settings_of(town, 2027) == []


async def test_a_year_opened_before_keeps_b_and_says_that_nobody_chose(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await reported(town, siti, "B")
    admin = await admin_of(town)
    assert "50,00 %  (1/2)" in (await siti.says("/iku"))["text"]
    assert STANDS_IN in (await admin.says("/aturan"))["text"]
    card = await opens_year(admin, 2026)
    assert STANDS_IN in card["text"]
    asked = await admin.presses("Pilih batas SAKIP baik")
    assert asked["text"].startswith(
        f"Batas SAKIP baik 2026 · 1/2\nkini {STANDS_IN}\n\n"
        "Belum ada jawaban SAKIP terverifikasi pada 2025, jadi pengaruhnya belum terlihat.\n\n"
        "Predikat paling rendah yang dianggap baik?"
    )
    saved = await admin.walks(press("B (Baik)", "PermenPANRB 88/2021", "Simpan"))
    assert "SAKIP: minimal B (Baik)\nDasar: PermenPANRB 88/2021 · Pak Admin" in saved["text"]
    assert "Ubah batas SAKIP baik" in labels(saved)
    assert (await values_of(town, 2026))["sakip.minimum"] == "B"


async def test_the_same_figures_stand_behind_aturan(town: Town, siti: Talker) -> None:
    await town.set_year("sakip.minimum", "BB")
    await reported(town, siti, "B")
    town.now = NEW_YEAR
    admin = await admin_of(town)
    asked = await admin.walks("/aturan", press("Pilih batas SAKIP baik"))
    assert "Jika dihitung dari jawaban terverifikasi 2026:\nB (Baik): 1/2 = 50,00 %" in asked["text"]
    chosen = await admin.walks(press("A (Memuaskan)"))
    assert "Jika dihitung" not in chosen["text"]


async def test_home_says_it_until_it_is_chosen(town: Town) -> None:
    admin = await admin_of(town)
    home = await admin.says("/menu")
    assert (
        "⬜ Batas SAKIP baik 2026 belum dipilih\nSementara SAKIP dihitung minimal B (Baik)." in home["text"]
    )
    await admin.walks(press("Pilih batas SAKIP 2026", "BB", "PermenPANRB 88/2021", "Simpan"))
    assert "belum dipilih" not in (await admin.says("/menu"))["text"]
    boss = await town.talker(3001, "Bu Kabag", Grant(Role.PIMPINAN))
    assert "belum dipilih" not in (await boss.says("/menu"))["text"]


async def test_a_year_that_runs_unopened_says_by_what_it_is_counted(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    await town.set_year("sakip.minimum", "A")
    admin = await admin_of(town)
    town.now = datetime(2026, 12, 15, 2, tzinfo=UTC)
    assert "Tahun 2027 belum dibuka\n" not in (await admin.says("/menu"))["text"].replace("\n\n", "|")
    town.now = NEW_YEAR
    home = (await admin.says("/menu"))["text"]
    assert "⬜ Tahun 2027 belum dibuka\nSementara SAKIP dihitung minimal B (Baik)." in home
