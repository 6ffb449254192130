"""The numbers of the indicators are those of the form, wherever one is typed: 1 · 2 · 3a · 3b · 4."""

import pytest

from domain.people.person import Grant, Role, SubBagian
from tests.handlers.admins import admin_of
from tests.town.dialogue import Talker, Town, labels, press


async def verifier(town: Town, sub_bagian: SubBagian) -> Talker:
    return await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, sub_bagian))


@pytest.mark.parametrize("typed", ["/iku 3", "/iku sasaran 3", "indikator 3", "iku nomor 3"])
async def test_the_third_goal_shows_both_of_its_indicators(town: Town, typed: str) -> None:
    dewi = await verifier(town, SubBagian.TATALAKSANA)
    shown = await dewi.says(typed)
    assert [block.split("\u00a0")[0][:4] for block in shown["text"].split("\n\n")[1:]] == ["3a ·", "3b ·"]
    assert labels(shown) == ["3a", "3b", "‹ Semua indikator", "‹ Beranda"]
    assert (await dewi.presses("3b"))["text"].startswith("3b · Persentase OPD yang menerapkan")


async def test_the_third_goal_of_a_quarter(town: Town) -> None:
    dewi = await verifier(town, SubBagian.TATALAKSANA)
    shown = await dewi.says("/iku 3 tw2")
    assert shown["text"].startswith("IKU 2026 · TW II · per 30 Jun 2026 23.59 WIB")
    assert "TW II" in (await dewi.presses("3a"))["text"]


async def test_the_fourth_is_the_job_analysis_and_there_is_no_fifth(town: Town) -> None:
    dewi = await verifier(town, SubBagian.ANJAB)
    assert (await dewi.says("/iku 4"))["text"].startswith("4 · Persentase OPD yang")
    for typed in ("/iku 5", "iku nomor 5", "/iku 3c"):
        shown = await dewi.says(typed)
        assert "tidak ada; nomornya 1 · 2 · 3a · 3b · 4." in shown["text"]
        assert labels(shown)[:5] == ["1", "2", "3a", "3b", "4"]


async def test_the_numbers_go_behind_every_command_that_takes_an_indicator(town: Town) -> None:
    await town.set_year("deadline.ikm", "2026-12-02T16:00:00+07:00")
    dewi = await verifier(town, SubBagian.TATALAKSANA)
    assert "IKM" in (await dewi.says("/belum 3a"))["text"]
    assert "Tatalaksana" in (await dewi.says("/belum 3"))["text"]
    assert (
        "Indikator nomor “5” tidak ada; nomornya 1 · 2 · 3a · 3b · 4."
        in (await dewi.says("/belum 5"))["text"]
    )
    assert "IKM" in (await dewi.says("/tenggat 3a"))["text"]


async def test_an_admin_sets_by_number(town: Town) -> None:
    admin = await admin_of(town)
    assert "3b · Ketatalaksanaan" in (await admin.says("/target 3b"))["text"]
    await admin.walks("80", press("Lewati", "Simpan"))
    assert "3b · Ketatalaksanaan: 80 %" in (await admin.card())["text"]
    assert (await admin.says("/target 3"))["text"].startswith("Target 2026")
    assert (
        "“5” belum dikenal; sebut nomornya: 1 · 2 · 3a · 3b · 4." in (await admin.says("/target 5"))["text"]
    )
    assert "Analisis jabatan" in (await admin.says("/tenggat 4"))["text"]
    assert "“7” belum dikenal" in (await admin.says("/tenggat 7"))["text"]
    assert (await admin.says("/target sakip 2019"))["text"].startswith("Target 2026")


async def test_an_operator_reports_by_number(siti: Talker) -> None:
    assert (await siti.says("/lapor 4"))["text"].startswith("Analisis jabatan 2026")
    for typed in ("/lapor 3", "/lapor 3a"):
        assert (await siti.says(typed))["text"].startswith("IKM 2026"), typed
    assert "Indikator nomor “5” tidak ada" in (await siti.says("/lapor 5"))["text"]
    assert "dinilai Bagian Organisasi" in (await siti.says("/lapor 3b"))["text"]
