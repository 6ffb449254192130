"""`/lapor sakip`: the report that is named, wherever it stands; a name that fits none leads to the list."""

import pytest

from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


@pytest.mark.parametrize(
    ("named", "first"),
    [
        ("sakip", "SAKIP 2026 · 1/3"),
        ("SAKIP", "SAKIP 2026 · 1/3"),
        ("lhe akip", "SAKIP 2026 · 1/3"),
        ("1", "SAKIP 2026 · 1/3"),
        ("skm", "IKM 2026 · 1/"),
        ("analisis jabatan", "Analisis jabatan 2026 · 1/"),
        ("anjab 2026", "Analisis jabatan 2026 · 1/"),
    ],
)
async def test_a_report_is_named_in_many_ways(siti: Talker, named: str, first: str) -> None:
    assert first in (await siti.says(f"/lapor {named}"))["text"]


async def test_a_name_that_fits_none_leads_to_the_list(siti: Talker) -> None:
    listed = await siti.says("/lapor <sakp>")
    assert listed["text"].startswith("Laporan 2026\n")
    assert listed["text"].endswith("“<sakp>” bukan nama laporan Bapak/Ibu.\nPilih laporan:")


async def test_what_the_bagian_organisasi_evaluates_is_not_reported(siti: Talker) -> None:
    listed = await siti.says("/lapor kelembagaan")
    assert "Tepat tugas dan fungsi dinilai Bagian Organisasi; Bapak/Ibu tidak perlu melapor" in listed["text"]
    assert labels(listed)[0] == "⬜ SAKIP"


async def test_a_draft_goes_on_where_it_was(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "/status")
    assert "SAKIP 2026 · 2/3" in (await siti.says("/lapor sakip"))["text"]


async def test_what_is_sent_is_shown_and_what_was_returned_says_why(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    assert "menunggu Sub Bagian Kelembagaan" in (await siti.says("/lapor sakip"))["text"]
    await town.send_back(HEALTH.code, "Nilai keliru")
    shown = await siti.says("/lapor sakip")
    assert "Alasan: Nilai keliru" in shown["text"]
    assert "Perbaiki sekarang" in labels(shown)


async def test_of_several_opd_it_is_asked_for_which_and_then_begun(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    asked = await rina.says("/lapor ikm")
    assert asked["text"] == "IKM: untuk OPD mana?"
    assert labels(asked) == [HEALTH.name, LIBRARY.name, "‹ Beranda"]
    begun = await rina.walks(press(LIBRARY.name))
    assert "IKM 2026 · 1/" in begun["text"]
    assert LIBRARY.name in begun["text"]


async def test_of_several_opd_the_one_that_is_typed_is_begun(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    await rina.says("/lapor ikm")
    begun = await rina.says("perpustakaan")
    assert "IKM 2026 · 1/" in begun["text"]
    assert LIBRARY.name in begun["text"]


async def test_an_opd_of_others_that_is_typed_there_begins_nothing(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    await rina.says("/lapor ikm")
    await rina.says("pendidikan")
    await rina.says("dinas")
    assert await town.held(rina) is None


async def test_last_years_is_begun_while_it_is_asked_for(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", "2026-12-02T16:00:00+07:00")
    town.pass_time(days=50)
    assert "SAKIP 2026 · 1/3" in (await siti.says("/lapor sakip"))["text"]
    assert "SAKIP 2027 · 1/3" in (await siti.says("/lapor sakip 2027"))["text"]


async def test_an_opd_that_has_closed_says_so(town: Town, siti: Talker) -> None:
    await town.close_opd(HEALTH)
    assert "sudah tidak berlaku" in (await siti.says("/lapor sakip"))["text"]
