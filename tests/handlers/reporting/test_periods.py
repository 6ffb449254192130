"""The semesters of a survey: each reported by itself, none a correction of the other."""

import pytest

from domain.keys import IndicatorKey
from domain.reports.events import EventKind, standing
from tests.handlers.figures.reading import plain
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

FIRST = ("80", press("Lewati", "Belum ada berkas", "Isi periode", "Semester I"))
ENDS = press("Lewati", "Belum ada berkas", "Kirim")


async def first_verified(town: Town) -> Talker:
    """Let the value of semester I be verified; return its operator."""
    siti = await town.operator()
    await siti.opens("IKM", *FIRST, press("Kirim"))
    await town.verify(HEALTH.code)
    return siti


async def periods(town: Town) -> list[tuple[str, str]]:
    """Return the verified answers that stand, the one that counts first, as value and period."""
    now = standing(await town.events(HEALTH.code))
    return [(one.event.answers["nilai"], one.event.period.value) for one in now.accepted]


async def test_the_period_costs_nobody_a_tap_and_is_offered_on_the_summary(town: Town, siti: Talker) -> None:
    summary = await siti.opens("IKM", "80", press("Lewati", "Belum ada berkas"))
    assert "Periode" not in summary["text"]
    asked = await siti.presses("Isi periode")
    assert "Untuk periode mana nilai ini?" in asked["text"]
    summary = await siti.presses("Semester I")
    assert "Periode: Semester I" in summary["text"]
    assert summary["text"].startswith("IKM 2026, semester I\n")
    receipt = await siti.presses("Kirim")
    assert "80,00 · B · semester I" in receipt["text"]
    assert (await town.events(HEALTH.code))[0].answers["periode"] == "s1"


@pytest.mark.parametrize(
    ("typed", "stored"), [("semester 2", "s2"), ("II", "s2"), ("smt 1", "s1"), ("setahun", None)]
)
async def test_a_period_may_be_typed(town: Town, siti: Talker, typed: str, stored: str | None) -> None:
    await siti.opens("IKM", "80", press("Lewati", "Belum ada berkas", "Isi periode"), typed, press("Kirim"))
    assert (await town.events(HEALTH.code))[0].answers.get("periode") == stored


async def test_beside_a_verified_semester_nothing_can_be_missing_and_the_last_report_says_its_period(
    town: Town,
) -> None:
    siti = await first_verified(town)
    await siti.opens("IKM")
    asked = await siti.presses("Laporkan semester II")
    assert "Survei belum ada" not in labels(asked)
    assert "Survei belum ada" not in labels(await siti.says("survei belum ada"))
    assert (
        "Laporan terakhir (2026, semester I): 80,00"
        in (await siti.presses("Nilai IKM yang dipublikasikan"))["text"]
    )


async def test_whoever_reads_the_report_sees_the_value_of_nine_unsur_and_its_reading(
    siti: Talker, boss: Talker
) -> None:
    await siti.opens("IKM", "3,31 3,35 3,49 3,31 3,35 3,49 3,31 3,35 3,17", "0,11", ENDS)
    await boss.says("/iku ikm")
    shown = await boss.presses("🕓 DINKES")
    assert "Nilai IKM: 82,86 · mutu B · bobot 0,11" in shown["text"]
    assert "Rincian: U1 Persyaratan 3,31 · U2 Sistem dan prosedur 3,35" in shown["text"]


async def test_semester_two_is_reported_beside_semester_one_and_is_no_correction(town: Town) -> None:
    siti = await first_verified(town)
    shown = await siti.opens("IKM")
    assert "80,00 · B · semester I" in shown["text"]
    assert "bila belum ada, semester terakhir yang diterima." in shown["text"]
    assert labels(shown)[:3] == ["Laporkan semester II", "Laporkan nilai setahun", "Ajukan koreksi"]
    asked = await siti.presses("Laporkan semester II")
    assert asked["text"].startswith("IKM 2026, semester II · 1/4\n")
    receipt = await siti.walks("70", ENDS)
    assert receipt["text"].startswith("🕓 Laporan terkirim")
    sent = (await town.events(HEALTH.code))[-1]
    assert (sent.is_correction, sent.about, sent.answers["periode"]) == (False, None, "s2")
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = (await opens_report(rina))["text"]
    assert "70,00 · C · semester II" in card
    assert "Terakhir diterima (2026): 80,00 · B · semester I → memenuhi" in card
    assert "Periode semester II; bila diterima, menggantikan semester I dalam angka resmi." in card
    assert "Koreksi" not in card
    detail = plain((await rina.says("/iku 3a"))["text"])
    assert "1 OPD memakai semester I" in detail
    assert "1 periode lain" in detail
    await rina.walks("/verifikasi", press("Terima"))
    assert await periods(town) == [("70", "s2"), ("80", "s1")]
    assert "1 OPD memakai semester II" in plain((await rina.says("/iku 3a"))["text"])


async def test_a_late_semester_one_and_the_years_value(town: Town) -> None:
    siti = await first_verified(town)
    await siti.opens("IKM", press("Laporkan semester II"), "85", ENDS)
    await town.verify(HEALTH.code)
    shown = await siti.opens("IKM")
    assert "85,00 · B · semester II" in shown["text"]
    assert "Juga diterima: 80,00 · B · semester I" in shown["text"]
    assert labels(shown)[:3] == ["Laporkan nilai setahun", "Koreksi semester II", "Koreksi semester I"]
    await siti.walks(press("Laporkan nilai setahun"), "82", ENDS)
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = (await opens_report(rina))["text"]
    assert "Periode setahun penuh; bila diterima, menggantikan semester II dalam angka resmi." in card
    await rina.presses("Terima")
    assert await periods(town) == [("82", "tahun"), ("85", "s2"), ("80", "s1")]
    assert "memakai semester" not in (await rina.says("/iku 3a"))["text"]
    assert "Laporkan" not in " ".join(labels(await siti.opens("IKM")))


async def test_a_late_semester_one_does_not_displace_semester_two(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", "85", press("Lewati", "Belum ada berkas", "Isi periode", "Semester II", "Kirim"))
    await town.verify(HEALTH.code)
    await siti.opens("IKM", press("Laporkan semester I"), "69", ENDS)
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = (await opens_report(rina))["text"]
    assert "Periode semester I; angka resmi tetap memakai semester II." in card
    assert (
        "⚠️ Berbeda 16,00 poin dari semester II (lebih dari 15).\n⚠️ Lain dari semester II: belum memenuhi."
        in card
    )
    assert "Turun" not in card
    assert "dulu" not in card
    await rina.presses("Terima")
    assert await periods(town) == [("85", "s2"), ("69", "s1")]
    await rina.presses("Urungkan")
    assert await periods(town) == [("85", "s2")]


async def test_one_of_two_semesters_is_corrected(town: Town) -> None:
    siti = await first_verified(town)
    await siti.opens("IKM", press("Laporkan semester II"), "85", ENDS)
    await town.verify(HEALTH.code)
    await siti.opens("IKM", press("Koreksi semester I"), "salah ketik", press("Ubah nilai"), "81")
    summary = (await siti.card())["text"]
    assert "Dibanding yang diterima:\nNilai IKM: 80,00 → 81,00" in summary
    await siti.presses("Kirim")
    await town.verify(HEALTH.code)
    assert await periods(town) == [("85", "s2"), ("81", "s1")]


async def test_a_value_of_the_wrong_period_is_moved_by_a_correction(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", "80", ENDS)
    await town.verify(HEALTH.code)
    assert await periods(town) == [("80", "tahun")]
    await siti.opens("IKM", press("Ajukan koreksi"), "itu semester I", press("Isi periode", "Semester I"))
    assert "Periode: – → Semester I" in (await siti.card())["text"]
    await siti.presses("Kirim")
    await town.verify(HEALTH.code)
    assert await periods(town) == [("80", "s1")]


async def test_a_returned_semester_is_repaired_as_that_semester(town: Town) -> None:
    siti = await first_verified(town)
    await siti.opens("IKM", press("Laporkan semester II"), "85", ENDS)
    await town.send_back(HEALTH.code, "Angka berbeda")
    assert "koreksi" not in (await siti.says("/status"))["text"]
    await siti.opens("IKM", press("Perbaiki sekarang"), "84", press("Kirim"))
    await town.verify(HEALTH.code)
    assert await periods(town) == [("84", "s2"), ("80", "s1")]


async def test_a_draft_of_the_year_beside_a_verified_semester_is_no_correction(
    town: Town, siti: Talker
) -> None:
    await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"))
    budi = await town.person(siti)
    answers = {"cara": "terbit", "nilai": "80", "responden": "", "bukti": "belum", "periode": "s1"}
    await verified_event(town, answers, budi.id)
    receipt = await siti.walks("82", ENDS)
    assert receipt["text"].startswith("🕓 Laporan terkirim")
    await town.verify(HEALTH.code)
    assert await periods(town) == [("82", "tahun"), ("80", "s1")]


async def verified_event(town: Town, answers: dict[str, str], by: int) -> None:
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.IKM, answers, by=by)
    await town.verify(HEALTH.code)
