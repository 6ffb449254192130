"""*Mutu data*: what deserves a second look, in the reports that somebody looks after."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.keys import Answers, IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind, ReportEvent, event_about
from domain.sentinel.cases import Kind
from handlers.city.ways import DataQuality
from handlers.sentinel.buttons import QualityCase, QualityKind
from handlers.sentinel.texts import CHANGED, NOT_YOURS, NOTHING, WORTH_A_LOOK
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")


class Told:
    """Reports and verdicts that no conversation was held for."""

    def __init__(self, town: Town, by: int) -> None:
        self.town = town
        self.by = by

    async def sent(
        self, opd: str, answers: Answers, indicator: IndicatorKey = IndicatorKey.SAKIP, year: int = 2026
    ) -> ReportEvent:
        return await self.town.happens(EventKind.SUBMITTED, opd, indicator, answers, by=self.by, year=year)

    async def accepted(self, sent: ReportEvent, after: timedelta = timedelta()) -> None:
        verdict = event_about(sent, EventKind.VERIFIED, by=self.by, at=self.town.now + after)
        async with self.town.storage.uow() as uow:
            await uow.reports.append(verdict)
            await uow.commit()


@pytest.fixture
async def told(town: Town) -> Told:
    return Told(town, (await town.person(await town.operator(1190, "Pak Lama"))).id)


def graded(nilai: str) -> Answers:
    return {"predikat": "B", "nilai": nilai}


def parts(message: Json) -> list[str]:
    return plain(message["text"]).split("\n\n")


async def last_year(told: Told, nilai: str, opds: Sequence[str] = (HEALTH.code,)) -> None:
    for opd in opds:
        await told.accepted(await told.sent(opd, graded(nilai), year=2025))


async def test_where_nothing_is_to_be_seen_it_says_so(dewi: Talker) -> None:
    shown = await dewi.says("/mutu")
    assert parts(shown) == [
        "Mutu data 2026 · 23 Nov 2026 09.15 WIB\nSub Bagian Kelembagaan dan Kinerja",
        NOTHING,
    ]
    assert labels(shown) == ["Perbarui", "Tahun lalu", "‹ Verifikasi", "‹ Beranda"]


async def test_it_is_a_key_of_the_inbox_and_typed_words(dewi: Talker, boss: Talker) -> None:
    await dewi.says("/verifikasi")
    assert "Mutu data 2026" in (await dewi.presses("Mutu data"))["text"]
    assert "Tidak ada laporan" in (await dewi.presses("‹ Verifikasi"))["text"]
    assert "Mutu data 2026" in (await dewi.says("mutu data"))["text"]
    assert "Mutu data 2025" in (await dewi.says("mutu data tahun lalu"))["text"]
    shown = await boss.says("mutu data")
    assert "Semua indikator" in shown["text"]
    assert "IKU 2026" in (await boss.presses("‹ IKU"))["text"]


async def test_a_jump_opens_into_the_report(told: Told, dewi: Talker) -> None:
    await last_year(told, "60.00")
    await told.sent(HEALTH.code, graded("75.01"))
    shown = await dewi.says("/mutu")
    assert parts(shown)[1] == "Selisih besar: 1"
    assert WORTH_A_LOOK in shown["text"]
    assert labels(shown)[0] == "Selisih besar (1)"
    shown = await dewi.presses("Selisih besar (1)")
    assert parts(shown) == [
        "Selisih besar · 2026",
        f"{Kind.JUMP.rule}\n{Kind.JUMP.innocent}",
        "1. SAKIP · DINKES: 60,00 → 75,01, naik 15,01 poin",
    ]
    assert labels(shown) == ["1 · DINKES", "‹ Mutu data", "‹ Beranda"]
    report = await dewi.presses("1 · DINKES")
    assert report["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan")
    assert "Periksa ›" in labels(report)


async def test_each_verifikator_sees_the_own_indicators_and_pimpinan_and_admin_all(
    told: Told, town: Town, dewi: Talker, boss: Talker, admin: Talker
) -> None:
    await last_year(told, "75.00")
    await told.sent(HEALTH.code, graded("75.00"))
    other = await town.talker(2002, "Agus", Grant(Role.VERIFIKATOR, "tatalaksana"))
    for talker in (dewi, boss, admin):
        assert "Sama dengan tahun lalu: 1" in (await talker.says("/mutu"))["text"]
    assert NOTHING in (await other.says("/mutu"))["text"]
    shown = await other.forges(QualityKind(Kind.AS_LAST_YEAR, 2026, 0).pack())
    assert "DINKES" not in str(shown)


async def test_the_year_before_can_be_looked_at(told: Told, dewi: Talker) -> None:
    await told.accepted(await told.sent(HEALTH.code, graded("60.00"), year=2024))
    await last_year(told, "80.00")
    await dewi.says("/mutu")
    shown = await dewi.presses("Tahun lalu")
    assert parts(shown)[1] == "Selisih besar: 1"
    assert "Tahun ini" in labels(shown)
    assert "· 2025" in (await dewi.presses("Selisih besar (1)"))["text"]


async def test_the_same_value_of_many_opens_into_each_of_them(town: Town, told: Told, dewi: Talker) -> None:
    await town.found_opds(12)
    for number in range(12):
        await told.sent(f"OPD{number}", graded("70.00"))
    await dewi.says("/mutu")
    shown = await dewi.presses("Nilai sama (1)")
    assert parts(shown)[2] == "1. SAKIP · OPD0, OPD1, OPD2 dan 9 lainnya: 70,00 di 12 dari 12 OPD"
    shown = await dewi.presses("1 · 12 laporan")
    assert parts(shown)[1] == "70,00 di 12 dari 12 OPD"
    assert "OPD0 · SAKIP · B · 70,00\nOPD1 · SAKIP · B · 70,00" in shown["text"]
    assert [label for label in labels(shown) if label.startswith("OPD")] == [
        f"OPD{number}" for number in range(10)
    ]
    shown = await dewi.presses("›")
    assert [label for label in labels(shown) if label.startswith("OPD")] == ["OPD10", "OPD11"]
    assert "1 · SAKIP 2026\nDinas 11" in (await dewi.presses("OPD11"))["text"]


async def test_verdicts_are_those_of_the_sub_bagian_and_of_no_person(
    town: Town, told: Told, dewi: Talker
) -> None:
    await town.found_opds(11)
    for number in range(11):
        sent = await told.sent(f"OPD{number}", {"predikat": "B", "nilai": f"7{number % 10}.0{number % 7}"})
        await told.accepted(sent, timedelta(seconds=number))
    await dewi.says("/mutu")
    shown = await dewi.presses("Keputusan berdekatan (1)")
    assert parts(shown)[2] == (
        "1. Sub Bagian Kelembagaan dan Kinerja: 11 keputusan dalam 1 menit, 23 Nov 2026 09.15 WIB"
    )
    assert "Dewi" not in shown["text"]
    assert "11 laporan" in labels(shown)[0]


async def test_a_batch_is_told_as_what_it_is(town: Town, told: Told, boss: Talker) -> None:
    await town.found_opds(11)
    for number in range(11):
        await told.accepted(await told.sent(f"OPD{number}", {"predikat": "B", "nilai": f"7{number % 10}"}))
    await boss.says("/mutu")
    assert "11 laporan diterima bersama lewat daftar" in (await boss.presses("Keputusan"))["text"]


async def test_files_are_compared_and_an_unopened_one_is_told(town: Town, siti: Talker, eka: Talker) -> None:
    dewi = await town.reviewer()
    for operator in (siti, eka):
        await operator.opens("SAKIP", "BB", "75,5")
        await operator.sends(PDF)
        await town.tick()
        await operator.presses("Kirim")
    await town.verify(LIBRARY.code)
    await dewi.says("/verifikasi kesehatan")
    await town.verify(HEALTH.code)
    shown = await dewi.says("/mutu")
    assert parts(shown)[1] == "Berkas sama: 1\nBukti belum dibuka: 1"
    shown = await dewi.presses("Berkas sama (1)")
    assert parts(shown)[2] == "1. SAKIP · DINKES, DISPERPUSIP: berkas “lhe.pdf”"
    await dewi.presses("‹ Mutu data")
    shown = await dewi.presses("Bukti belum dibuka (1)")
    assert parts(shown)[2] == "1. SAKIP · DISPERPUSIP: diterima 23 Nov 2026 09.15 WIB"


async def test_the_last_evening(town: Town, told: Told, dewi: Talker) -> None:
    await town.set_year("deadline.sakip", town.now.replace(hour=16, minute=59).isoformat())
    town.pass_time(hours=10)
    await told.sent(HEALTH.code, graded("70.00"))
    await dewi.says("/mutu")
    assert "dikirim 23 Nov 2026 19.15 WIB" in (await dewi.presses("Malam terakhir (1)"))["text"]


async def test_long_lists_are_paged(town: Town, told: Told, dewi: Talker) -> None:
    await town.found_opds(8)
    for number in range(8):
        await last_year(told, f"6{number}.00", [f"OPD{number}"])
        await told.sent(f"OPD{number}", graded(f"6{number}.00"))
    await dewi.says("/mutu")
    shown = await dewi.presses("Sama dengan tahun lalu (8)")
    assert [label for label in labels(shown) if " · OPD" in label] == [
        f"{number + 1} · OPD{number}" for number in range(6)
    ]
    assert "7. SAKIP · OPD6: 66,00 di kedua tahun" in (await dewi.presses("›"))["text"]
    assert "1. SAKIP" in (await dewi.forges(QualityKind(Kind.AS_LAST_YEAR, 2026, -3).pack()))["text"]


async def test_a_case_that_is_another_by_now_leads_to_its_kind(town: Town, told: Told, dewi: Talker) -> None:
    await town.found_opds(5)
    for number in range(4):
        await told.sent(f"OPD{number}", graded("70.00"))
    await dewi.says("/mutu")
    await dewi.presses("Nilai sama (1)")
    await told.sent("OPD4", graded("70.00"))
    shown = await dewi.presses("1 · 4 laporan")
    assert CHANGED in shown["text"]
    assert "1 · 5 laporan" in labels(shown)


async def test_a_kind_of_which_nothing_is_left_says_so(dewi: Talker) -> None:
    await dewi.says("/mutu")
    shown = await dewi.forges(QualityKind(Kind.JUMP, 2026, 0).pack())
    assert "Tidak ada lagi yang perlu dilihat di sini." in shown["text"]


async def test_one_damaged_report_never_stops_the_others(told: Told, dewi: Talker) -> None:
    await last_year(told, "75.00", [HEALTH.code, LIBRARY.code])
    await told.sent(HEALTH.code, {"nilai": "??"})
    await told.sent(LIBRARY.code, graded("75.00"))
    await dewi.says("/mutu")
    assert "1. SAKIP · DISPERPUSIP: 75,00" in (await dewi.presses("Sama dengan tahun lalu (1)"))["text"]


async def test_operators_do_not_get_it(siti: Talker, told: Told) -> None:
    await last_year(told, "75.00", [LIBRARY.code])
    await told.sent(LIBRARY.code, graded("75.00"))
    assert "bukan untuk peran Anda" in (await siti.says("/mutu"))["text"]
    for button in (
        DataQuality(2026),
        QualityKind(Kind.AS_LAST_YEAR, 2026, 0),
        QualityCase(Kind.AS_LAST_YEAR, 2026, 0, "0", 0),
    ):
        shown = await siti.forges(button.pack())
        assert NOT_YOURS in str([shown["text"], *await siti.toasts()])
        assert LIBRARY.code not in str(shown)


@pytest.mark.parametrize("data", ["sq:9999", "sk:bogus:2026:0", "sc:jump:1:0:0:0"])
async def test_forged_data_is_refused(dewi: Talker, data: str) -> None:
    await dewi.says("/mutu")
    assert "Mutu data" not in (await dewi.forges(data))["text"]


@pytest.mark.parametrize("typed", ["/mutu 2025", "/mutu tahun 2025"])
async def test_a_year_may_stand_behind_the_command(dewi: Talker, typed: str) -> None:
    assert "Mutu data 2025" in (await dewi.says(typed))["text"]
    assert "Mutu data 2026" in (await dewi.says("/mutu 0001 ²"))["text"]


def test_the_longest_buttons_fit() -> None:
    assert len(QualityCase(Kind.BY_MANY, 2026, 999, "0" * 8, 99).pack()) <= 64
