"""A receipt is a record: it stays as it was said, and what its buttons open stands below it."""

import pytest

from domain.reports.events import EventKind
from tests.handlers.review.reviewing import gives_back, opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

ASKED = (
    "Tarik kembali laporan SKP-26-0001?\n\nSAKIP 2026 · Dinas Kesehatan\n\n"
    "Laporan menjadi draf lagi, dan baru diperiksa setelah dikirim ulang."
)


@pytest.mark.parametrize("label", ["Lanjut: IKM ›", "Tarik kembali"])
async def test_what_its_buttons_open_stands_below_it(siti: Talker, label: str) -> None:
    receipt = await siti.reports_sakip()
    below = await siti.presses(label)
    assert below["message_id"] > receipt["message_id"]
    assert await siti.message(receipt["message_id"]) == receipt


async def test_the_list_of_reports_stands_below_the_last_receipt(siti: Talker) -> None:
    await siti.reports_sakip()
    for report, answers in (("IKM", ("Nilai IKM", "85,5", "Lewati")), ("Analisis", ("Belum", "Persiapan"))):
        await siti.opens(report)
        for answer in answers:
            shown = any(answer in label for label in labels(await siti.card()))
            await (siti.presses(answer) if shown else siti.says(answer))
        if report == "Analisis":
            await siti.presses(labels(await siti.card())[0])
        await siti.presses("Belum ada berkas")
        receipt = await siti.presses("Kirim")
    listed = await siti.presses("Daftar laporan")
    assert "Semua laporan 2026 sudah terkirim" in listed["text"]
    assert await siti.message(receipt["message_id"]) == receipt


async def test_taking_a_report_back_is_asked_about_once(town: Town, siti: Talker) -> None:
    receipt = await siti.reports_sakip()
    asked = await siti.presses("Tarik kembali")
    assert asked["text"] == ASKED
    assert labels(asked) == ["Ya, tarik", "Tidak"]
    assert [event.kind for event in await town.events(HEALTH.code)] == [EventKind.SUBMITTED]
    draft = await siti.presses("Ya, tarik")
    assert draft["message_id"] == asked["message_id"]
    assert "ditarik kembali dan menjadi draf" in draft["text"]
    assert await siti.message(receipt["message_id"]) == receipt


async def test_what_a_colleague_takes_back_leaves_the_receipt_of_who_sent_it(
    siti: Talker, budi: Talker
) -> None:
    receipt = await siti.reports_sakip()
    await budi.opens("SAKIP")
    assert "menjadi draf" in (await budi.withdraws())["text"]
    assert await siti.message(receipt["message_id"]) == receipt


async def test_no_leaves_it_sent(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await siti.presses("Tarik kembali")
    told = await siti.presses("Tidak")
    assert told["text"] == "Baik. Laporan SKP-26-0001 tetap terkirim dan menunggu diperiksa."
    assert [event.kind for event in await town.events(HEALTH.code)] == [EventKind.SUBMITTED]


@pytest.mark.parametrize("label", ["Tarik kembali", "Ya, tarik", "Tidak"])
async def test_a_report_that_was_decided_meanwhile_is_not_said_to_wait(
    town: Town, siti: Talker, label: str
) -> None:
    receipt = await siti.reports_sakip()
    asked = await siti.presses("Tarik kembali")
    await town.verify(HEALTH.code)
    told = await siti.presses(label, receipt if label == "Tarik kembali" else asked)
    assert "sudah diputuskan Bagian Organisasi" in told["text"]
    assert await siti.message(receipt["message_id"]) == receipt


async def test_a_second_yes_takes_nothing_back_and_says_so(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    asked = await siti.presses("Tarik kembali")
    await siti.presses("Ya, tarik")
    await siti.presses_late(asked, "Ya, tarik")
    assert "sudah tidak menunggu verifikasi" in (await siti.card())["text"]
    kinds = [event.kind for event in await town.events(HEALTH.code)]
    assert kinds == [EventKind.SUBMITTED, EventKind.WITHDRAWN]


async def test_a_report_sent_again_has_a_receipt_of_its_own(siti: Talker) -> None:
    first = await siti.reports_sakip()
    await siti.withdraws()
    second = await siti.presses("Kirim")
    assert "Laporan terkirim" in second["text"]
    assert "SKP-26-0001" not in second["text"]
    assert "SKP-26-0001" in (await siti.message(first["message_id"]))["text"]


async def test_what_is_taken_back_after_a_correction_was_given_up_is_what_was_sent(
    siti: Talker, dewi: Talker
) -> None:
    receipt = await siti.reports_sakip()
    await opens_report(dewi)
    verdict = await dewi.presses("Terima")
    await siti.opens(
        "SAKIP", press("Ajukan koreksi"), "salah ketik", press("Ubah nilai"), "79,00", press("Batal")
    )
    await dewi.presses("Urungkan", verdict)
    again = await siti.withdraws(receipt)
    assert again["text"].splitlines()[2] == "SAKIP 2026"
    assert "Nilai: 75,50" in again["text"]


async def test_what_is_taken_back_after_a_repair_was_given_up_has_all_its_answers(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    receipt = await siti.reports_sakip()
    await opens_report(dewi)
    verdict = await gives_back(dewi, "Nilai")
    await town.send_notices()
    await siti.presses("Perbaiki sekarang")
    await siti.presses("Batal")
    await dewi.presses("Urungkan", verdict)
    again = await siti.withdraws(receipt)
    assert "Periksa sebelum dikirim:" in again["text"]
    assert "Nilai: 75,50" in again["text"]
