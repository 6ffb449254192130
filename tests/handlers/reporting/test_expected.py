"""*Belum terbit, belum ada* as a conversation: said, seen, said anew, taken back, ended by the report."""

from datetime import UTC, datetime

import pytest

from domain.errors import Problem
from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from handlers.reporting.buttons import TakeBack
from handlers.words import problems
from tests.handlers.rekaps import keep_rekap
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

DUE = "2026-12-18T16:00:00+07:00"
"""A Friday. It is Monday the 23rd of November."""


async def says_not_out(talker: Talker, month: str = "Desember 2026") -> dict[str, object]:
    return await talker.opens("SAKIP", press("LHE belum terbit"), press(month), press("Kirim"))


async def kinds(town: Town) -> list[EventKind]:
    return [event.kind for event in await town.events(HEALTH.code)]


async def test_pressed_checked_and_noted(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    asked = await siti.opens("SAKIP", press("LHE belum terbit"))
    assert asked["text"] == (
        "SAKIP 2026 · 2/2\nDinas Kesehatan\n\n"
        "LHE belum terbit. Kapan LHE-nya diperkirakan terbit?\n"
        "Tekan bulan, atau ketik. Contoh: Maret 2027"
    )
    months = ["November 2026", "Desember 2026", "Januari 2027", "Februari 2027"]
    assert labels(asked)[:4] == months
    summary = await siti.presses("Januari 2027")
    assert "Keadaan: LHE belum terbit\nPerkiraan terbit: Januari 2027" in summary["text"]
    assert "Ini bukan laporan" in summary["text"]
    assert "bukti" not in summary["text"]
    assert await kinds(town) == []
    receipt = await siti.presses("Kirim")
    assert receipt["text"] == (
        "⬜ Dicatat: LHE belum terbit\n\n"
        "SAKIP 2026 · Dinas Kesehatan\nPerkiraan: Januari 2027\n23 November 2026 pukul 09.15 WIB\n\n"
        "Kami ingatkan lagi Kamis, 17 Desember 2026.\n"
        "Sampai laporannya dikirim, OPD ini tetap dihitung belum lapor.\n"
        "Bila lebih cepat, langsung laporkan lewat /lapor."
    )
    assert labels(receipt) == ["Lanjut: IKM ›", "Ubah perkiraan", "Hapus catatan", "‹ Beranda"]
    (said,) = await town.events(HEALTH.code)
    assert (said.kind, dict(said.answers), said.ticket) == (EventKind.EXPECTED, {"perkiraan": "2027-01"}, "")


@pytest.mark.parametrize(
    ("report", "said", "shown"),
    [
        ("SAKIP", "belum terbit, sep 2027", "LHE belum terbit\nPerkiraan terbit: September 2027"),
        ("SAKIP", "belum, perkiraan desember", "LHE belum terbit\nPerkiraan terbit: Desember 2026"),
        ("IKM", "belum ada, maret 2027", "Survei belum ada\nPerkiraan ada: Maret 2027"),
    ],
)
async def test_typed_with_its_month_only_the_summary_is_left(
    town: Town, siti: Talker, report: str, said: str, shown: str
) -> None:
    summary = await siti.opens(report, said)
    assert f"Keadaan: {shown}" in summary["text"]
    assert await kinds(town) == []


async def test_typed_without_its_month_that_is_asked(siti: Talker) -> None:
    asked = await siti.opens("IKM", "belum ada")
    assert "Survei belum ada. Kapan nilai surveinya diperkirakan ada?" in asked["text"]
    again = await siti.says("juni 2025")
    assert "“juni 2025” sudah lewat" in again["text"]
    assert "Perkiraan ada: Februari 2027" in (await siti.says("feb 2027"))["text"]


async def test_without_a_deadline_no_reminder_is_promised(siti: Talker) -> None:
    receipt = await says_not_out(siti)
    assert "Belum ada tenggatnya, jadi belum ada pengingat." in str(receipt["text"])


async def test_after_all_steps_none_is_promised_either(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", "2026-11-13T16:00:00+07:00")
    receipt = await siti.opens("SAKIP", press("LHE belum terbit"), press("November 2026"), press("Kirim"))
    assert "Semua pengingat laporan ini sudah lewat." in receipt["text"]


async def test_whoever_has_changed_their_mind_reports(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", press("LHE belum terbit"), press("Desember 2026"), press("Ubah keadaan"))
    await siti.walks(press("BB"), "75,5", press("Belum ada berkas"), press("Kirim"))
    (sent,) = await town.events(HEALTH.code)
    assert sent.kind is EventKind.SUBMITTED
    assert "perkiraan" not in sent.answers


async def test_a_colleague_sees_who_said_it_and_when(town: Town, siti: Talker, budi: Talker) -> None:
    await says_not_out(siti)
    card = await budi.opens("SAKIP")
    assert (
        "⬜ LHE belum terbit\nPerkiraan Des 2026\ndicatat Siti, 23 November 2026 pukul 09.15 WIB"
        in card["text"]
    )
    assert labels(card)[:3] == ["Lapor sekarang", "Ubah perkiraan", "Hapus catatan"]
    asked = await budi.presses("Lapor sekarang")
    assert "Apa predikat LHE AKIP terakhir?" in asked["text"]
    await budi.walks(press("BB"), "75,5", press("Belum ada berkas"), press("Kirim"))
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.SUBMITTED]
    assert "menunggu" in (await siti.opens("SAKIP"))["text"]


async def test_another_month_replaces_the_former_and_the_history_has_both(town: Town, siti: Talker) -> None:
    await says_not_out(siti)
    asked = await siti.presses("Ubah perkiraan")
    assert "Kapan LHE-nya diperkirakan terbit?" in asked["text"]
    await siti.walks("mei 2027", press("Kirim"))
    assert "Perkiraan Mei 2027" in (await siti.opens("SAKIP"))["text"]
    history = await siti.says("/riwayat")
    assert "perkiraan Mei 2027" in history["text"]
    assert "perkiraan Des 2026" in history["text"]
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.EXPECTED]


async def test_taken_back_it_is_as_before(town: Town, siti: Talker) -> None:
    await says_not_out(siti)
    told = await siti.presses("Hapus catatan")
    assert "SAKIP 2026 · Dinas Kesehatan kembali belum dilaporkan." in told["text"]
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.WITHDRAWN]
    assert "Apa predikat" in (await siti.opens("SAKIP"))["text"]


async def test_a_stale_key_takes_nothing_back(town: Town, siti: Talker) -> None:
    receipt = await says_not_out(siti)
    await siti.presses("Ubah perkiraan", receipt)
    await siti.walks("mei 2027", press("Kirim"))
    told = await siti.presses_late(receipt, "Hapus catatan")
    assert problems.DECISIONS[Problem.NOT_EXPECTED] in told["text"]
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.EXPECTED]


async def test_the_same_presses_twice_store_one_event(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", press("LHE belum terbit"), press("Desember 2026"))
    await town.deliver(await siti.pressed("Kirim"), times=2)
    assert await kinds(town) == [EventKind.EXPECTED]
    await town.deliver(await siti.pressed("Hapus catatan"), times=2)
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.WITHDRAWN]


async def test_an_old_key_of_another_month_does_not_cover_what_was_sent(
    town: Town, siti: Talker, budi: Talker
) -> None:
    receipt = await says_not_out(siti)
    await budi.opens("SAKIP", press("Lapor sekarang"), press("BB"), "75,5", press("Belum ada berkas"))
    await budi.presses("Kirim")
    told = await siti.presses_late(receipt, "Ubah perkiraan")
    assert "menunggu" in told["text"]
    assert await kinds(town) == [EventKind.EXPECTED, EventKind.SUBMITTED]


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [
        (None, Problem.ALREADY_WAITING),
        (EventKind.VERIFIED, Problem.ALREADY_REPORTED),
        (EventKind.RETURNED, Problem.WAS_RETURNED),
    ],
)
async def test_what_was_sent_meanwhile_is_not_said_to_be_missing(
    town: Town, siti: Talker, verdict: EventKind | None, problem: Problem
) -> None:
    await siti.opens("SAKIP", press("LHE belum terbit"), press("Desember 2026"))
    person = await town.person(siti)
    answers = {"predikat": "BB", "nilai": "75.50", "bukti": "belum"}
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.SAKIP, answers, by=person.id)
    if verdict is EventKind.VERIFIED:
        await town.verify(HEALTH.code)
    elif verdict is EventKind.RETURNED:
        await town.send_back(HEALTH.code, "LHE-nya tahun lalu")
    told = await siti.presses("Kirim")
    assert told["text"] == problems.DECISIONS[problem]
    assert EventKind.EXPECTED not in await kinds(town)
    draft = await town.held(siti)
    assert draft is not None


@pytest.mark.parametrize("said", ["belum terbit", "belum, desember", "LHE belum terbit"])
async def test_of_a_returned_report_it_cannot_be_said(
    town: Town, siti: Talker, dewi: Talker, said: str
) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.walks(*map(press, ("Kembalikan", "Predikat", "Lanjut: alasan ›", "Bukti tidak terbaca")))
    await dewi.presses("Kembalikan")
    asked = await siti.opens("SAKIP", press("Perbaiki sekarang"))
    assert "Apa predikat LHE AKIP terakhir?" in asked["text"]
    told = await siti.says(said)
    assert "Laporan ini sudah pernah dikirim, jadi tidak dicatat belum terbit." in told["text"]
    assert EventKind.EXPECTED not in await kinds(town)


async def test_of_a_verified_report_it_is_not_offered(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    await siti.opens("SAKIP", press("Ajukan koreksi"), "salah ketik")
    asked = await siti.presses("Ubah predikat")
    assert "LHE belum terbit" not in labels(asked)
    told = await siti.says("belum terbit, desember")
    assert "“belum terbit, desember” bukan salah satu pilihan." in told["text"]
    assert "Apa predikat LHE AKIP terakhir?" in told["text"]
    assert EventKind.EXPECTED not in await kinds(town)


async def test_lists_say_it_and_offer_others_first(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    await says_not_out(siti)
    home = await siti.says("/menu")
    assert "⬜ SAKIP\nbelum terbit, perkiraan Des 2026\ntenggat 18 Des pukul 16.00" in home["text"]
    assert labels(home)[:3] == ["Lapor IKM", "Lapor Analisis jabatan", "Lapor SAKIP"]
    listed = await siti.says("/lapor")
    assert "belum terbit, perkiraan Des 2026" in listed["text"]
    town.now = datetime(2027, 1, 4, 2, tzinfo=UTC)
    assert "belum terbit, perkiraan Des 2026 sudah lewat" in (await siti.says("/lapor"))["text"]


async def test_several_opd_say_it_in_a_line_each(town: Town) -> None:
    ani = await town.operator(1009, "Ani", HEALTH.code, "DISPERPUSIP")
    await ani.says("/lapor sakip")
    await ani.presses("Dinas Kesehatan")
    await ani.walks(press("LHE belum terbit"), press("Desember 2026"), press("Kirim"))
    assert "IKM belum dilaporkan" in (await ani.says("/menu"))["text"]


async def test_nobody_but_its_opd_takes_it_back(town: Town, siti: Talker, eka: Talker, dewi: Talker) -> None:
    await says_not_out(siti)
    (said,) = await town.events(HEALTH.code)
    for other in (eka, dewi):
        await other.says("/menu")
        await other.forges(TakeBack(said.id).pack())
    assert await kinds(town) == [EventKind.EXPECTED]


async def test_a_rekap_beside_it_asks_nothing(town: Town, siti: Talker) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    summary = await siti.opens("SAKIP", press("LHE belum terbit"), press("Desember 2026"))
    assert "Keadaan: LHE belum terbit" in summary["text"]
    assert "Isi nomor LHE" not in labels(summary)
    assert "Dicatat: LHE belum terbit" in (await siti.presses("Kirim"))["text"]
