"""An OPD's card: `/iku dinkes`, its five indicators, deadlines and operators; for whoever may see it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Unreachable
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

DUE = datetime(2026, 12, 2, 16, tzinfo=WIB).isoformat()


@pytest.fixture
async def owing(town: Town, siti: Talker) -> Talker:
    """Siti's OPD has been evaluated, has sent SAKIP, and owes the two other reports."""
    await town.set_year("deadline.ikm", DUE)
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"}, year=2025)
    await siti.reports_sakip()
    return siti


@pytest.mark.usefixtures("owing")
@pytest.mark.parametrize(
    "typed", ["/iku dinkes", "/iku kesehatan", "/iku Dinas Kesehatan", "/iku 2026 DINKES"]
)
async def test_all_of_an_opd_on_one_card(town: Town, dewi: Talker, typed: str) -> None:
    budi = await town.operator(1002, "Budi")
    person = await town.person(budi)
    async with town.storage.uow() as uow:
        await uow.people.unreachable(person.id, Unreachable.BLOCKED, town.now)
        await uow.commit()
    shown = await dewi.says(typed)
    assert shown["text"] == (
        "Dinas Kesehatan\nDINKES · 2026 · 23 Nov 2026 09.15 WIB\n\n"
        "1 · SAKIP: 🕓 BB · 75,50 · menunggu Anda\n"
        "2 · Tepat tugas dan fungsi: ✅ tepat (2025)\n"
        "3a · IKM: ⬜ belum lapor\ntenggat 2 Des pukul 16.00 (9 hari lagi)\n"
        "3b · Ketatalaksanaan: ⬜ belum dinilai\n"
        "4 · Analisis jabatan: ⬜ belum lapor\n\n"
        "Operator:\nSiti – terjangkau\nBudi – tidak terjangkau: memblokir bot sejak 23 Nov"
    )
    assert labels(shown) == [
        "1", "2", "3a", "3b", "4", "Perbarui", "Tahun lalu", "‹ Semua indikator", "‹ Beranda",
    ]  # fmt: skip


@pytest.mark.usefixtures("owing")
async def test_each_report_is_one_tap_away_and_leads_back(boss: Talker) -> None:
    card = await boss.says("/iku dinkes")
    report = await boss.presses("1")
    assert report["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan\n\n🕓 BB · 75,50")
    assert (await boss.presses("‹ DINKES"))["text"] == card["text"]
    await boss.presses("3b")
    assert (await boss.presses("‹ Semua indikator"))["text"].startswith("IKU 2026")


async def test_what_is_late_and_what_was_returned_say_so(town: Town, siti: Talker, boss: Talker) -> None:
    await town.set_year("deadline.ikm", datetime(2026, 11, 20, 16, tzinfo=WIB).isoformat())
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Nilai keliru")
    text = (await boss.says("/iku dinkes"))["text"]
    assert "1 · SAKIP: 🔁 perlu perbaikan" in text
    assert "3a · IKM: ⬜ belum lapor\nlewat tenggat 20 Nov pukul 16.00" in text


async def test_the_own_deadline_of_an_opd_is_the_one_that_is_said(town: Town, boss: Talker) -> None:
    await town.set_year("deadline.ikm", DUE)
    await town.set_year(f"extension.ikm.{HEALTH.code}", datetime(2026, 12, 9, 16, tzinfo=WIB).isoformat())
    assert "tenggat 9 Des pukul 16.00" in (await boss.says("/iku dinkes"))["text"]
    assert "tenggat 2 Des pukul 16.00" in (await boss.says("/iku perpustakaan"))["text"]


async def test_an_opd_without_operator_says_so(boss: Talker) -> None:
    assert "Operator: belum ada operator" in (await boss.says("/iku dinkes"))["text"]


async def test_an_operator_sees_the_own_opd_and_may_report(owing: Talker, eka: Talker) -> None:
    own = await owing.says("/iku dinkes")
    assert own["text"].startswith("Dinas Kesehatan\n")
    assert "Lapor" in labels(own)
    assert "IKM" in str(labels(await owing.presses("Lapor")))
    for typed in ("/iku dinkes", "/iku kesehatan sakip", "/iku 2026 dinkes"):
        other = await eka.says(typed)
        assert "tidak terdaftar" in other["text"]
        assert "75,50" not in str(other)
    assert labels(other) == ["‹ Beranda"]


@pytest.mark.usefixtures("owing")
@pytest.mark.parametrize(
    "data", ["oc:DINKES:2026", "oc:NOBODY:2026", "oc:DINKES:0", "kr:sakip:DINKES:2026:0:0"]
)
async def test_a_forged_button_opens_no_other_opd(eka: Talker, data: str) -> None:
    await eka.says("/iku")
    said = await eka.forges(data)
    assert "tidak terdaftar" in said["text"]
    assert "75,50" not in str(said)


@pytest.mark.parametrize("data", ["oc:NOBODY:2026", "oc:DINKES:1066", "oc:DINKES", "ox:1066:0:dinas"])
async def test_what_there_is_not_is_refused(boss: Talker, data: str) -> None:
    await boss.says("/iku")
    assert "sudah tidak berlaku" in (await boss.forges(data))["text"]


async def test_several_that_are_meant_are_a_choice(town: Town, boss: Talker) -> None:
    await town.found_opds(14)
    asked = await boss.says("/iku dinas")
    assert asked["text"] == "16 OPD bernama “dinas”. OPD yang mana? Tekan namanya."
    assert labels(asked)[:2] == ["DINKES", "DISPERPUSIP"]
    assert labels(asked)[12:] == ["·", "1/2", "›", "‹ Semua indikator", "‹ Beranda"]
    assert len(labels(await boss.presses("›"))) == 4 + 3 + 2
    assert (await boss.presses("OPD9"))["text"].startswith("Dinas 09\n")


async def test_an_opd_that_is_gone_is_found_only_by_its_own_name(town: Town, boss: Talker) -> None:
    await town.found_opds(2)
    await town.close_opd(LIBRARY)
    asked = await boss.says("/iku dinas")
    assert asked["text"].startswith("3 OPD bernama")
    assert LIBRARY.code not in labels(asked)
    assert "tidak dihitung" in (await boss.says("/iku perpustakaan"))["text"]
    assert LIBRARY.code in labels(await boss.says("/iku dinas 2025"))


async def test_an_operator_chooses_among_the_own(town: Town) -> None:
    await town.found_opds(3)
    siti = await town.operator(1001, "Siti", "OPD0", "OPD2")
    asked = await siti.says("/iku dinas")
    assert labels(asked)[:2] == ["OPD0", "OPD2"]
    assert asked["text"].startswith("2 OPD bernama")
    assert labels(await siti.forges("ox:2026:0:"))[:2] == ["OPD0", "OPD2"]
    assert (await siti.presses("OPD2"))["text"].startswith("Dinas 02\n")


@pytest.mark.usefixtures("owing")
async def test_a_group_gets_no_opd_by_name(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    for typed in ("/iku dinkes", "/iku sakip dinkes"):
        *_, said = await town.said_in_group(boss, group, typed)
        assert said == "Rincian per OPD hanya ditampilkan di chat pribadi dengan bot."


@pytest.mark.usefixtures("owing")
async def test_last_years_card_and_back(boss: Talker) -> None:
    await boss.says("/iku dinkes")
    last = await boss.presses("Tahun lalu")
    assert last["text"].startswith("Dinas Kesehatan\nDINKES · 2025 · 23 Nov 2026")
    assert "tenggat" not in last["text"]
    assert "2 · Tepat tugas dan fungsi: ✅ tepat\n" in last["text"]
    assert "2026 · 23 Nov" in (await boss.presses("Tahun ini"))["text"]


@pytest.mark.usefixtures("owing")
async def test_a_quarter_shows_what_was_known_then(boss: Talker) -> None:
    then = (await boss.says("/iku dinkes tw2"))["text"]
    assert "DINKES · 2026 · TW II · per 30 Jun 2026 23.59 WIB" in then
    assert "1 · SAKIP: ⬜ belum lapor\n2 ·" in then
    assert "per 30 Jun 2026" in (await boss.presses("1"))["text"]


async def test_an_opd_that_was_not_counted_says_so(town: Town, boss: Talker) -> None:
    young = replace(LIBRARY, valid_from=town.now.date())
    async with town.storage.uow() as uow:
        await uow.opds.record(young, by=None, at=town.now)
        await uow.commit()
    shown = await boss.says("/iku perpustakaan 2025")
    assert shown["text"].count("tidak dihitung") == 5


async def test_the_full_name_stands_on_the_card_and_the_short_one_on_keys(town: Town, boss: Talker) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, short="Dinkes"), by=None, at=town.now)
        await uow.commit()
    assert labels(await boss.says("/iku sakip"))[0] == "⬜ Dinkes"
    await boss.presses("Dinkes")
    assert (await boss.presses("‹ Dinkes"))["text"].startswith("Dinas Kesehatan\nDinkes · 2026")


@pytest.mark.parametrize("typed", ["/iku dinkes tw2", "/iku dinkes 2029", "/iku dinkes 2024"])
async def test_what_cannot_be_reported_is_not_offered(siti: Talker, typed: str) -> None:
    assert "Lapor" in labels(await siti.says("/iku dinkes"))
    assert "Lapor" not in labels(await siti.says(typed))


async def test_a_closed_year_is_not_reported_from_its_card(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    town.go_to(datetime(2027, 1, 15, 9, tzinfo=WIB))
    assert "Lapor" in labels(await siti.says("/iku dinkes 2026"))
    await town.set_year("closed_at", datetime(2027, 1, 14, 9, tzinfo=WIB).isoformat())
    closed = await siti.says("/iku dinkes 2026")
    assert "1 · SAKIP: ⬜ belum lapor\n2 ·" in closed["text"]
    assert "Lapor" not in labels(closed)


async def test_an_opd_that_has_ended_is_asked_for_nothing(town: Town, siti: Talker) -> None:
    """It counts in the year in which it was there to the last day, and owes nothing since."""
    await town.set_year("deadline.sakip", DUE)
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, valid_to=date(2026, 12, 31)), by=None, at=town.now)
        await uow.commit()
    town.go_to(datetime(2027, 1, 15, 9, tzinfo=WIB))
    shown = await siti.says("/iku dinkes 2026")
    assert "1 · SAKIP: ⬜ belum lapor\n2 ·" in shown["text"]
    assert "Lapor" not in labels(shown)
