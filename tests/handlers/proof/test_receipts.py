"""A receipt is checked by its code, and by its ticket by who may see the report."""

import re
from datetime import timedelta

from domain.documents.codes import Checked, bare, code_of
from domain.keys import IndicatorKey
from handlers.proof import texts
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press


async def sent(siti: Talker) -> Json:
    await siti.opens("SAKIP", "bb 75,5", press("Belum ada berkas"))
    return await siti.presses("Kirim")


def code_on(receipt: Json) -> str:
    found = re.search(r"Kode periksa ([0-9A-Z-]{19})", receipt["text"])
    assert found is not None, receipt["text"]
    return found[1]


async def test_a_receipt_shows_its_code_and_who_may_see_the_report_is_told(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    receipt = await sent(siti)
    ticket = (await town.last_sent(HEALTH.code)).ticket
    for who, said in ((siti, code_on(receipt)), (dewi, f"/start cek_{bare(code_on(receipt))}")):
        told = await who.says(said)
        assert f"Sesuai: tanda terima {ticket}" in told["text"]
        assert "Saat dikirim: BB · 75,50 · tanpa berkas" in told["text"]
        assert "🕓 menunggu diperiksa" in told["text"]
        assert "Kini belum ada jawaban yang berlaku." in told["text"]
        assert labels(told) == ["Buka laporan", "‹ Beranda"]
    opened = await dewi.presses("Buka laporan", told)
    assert opened["message_id"] != told["message_id"]


async def test_what_became_of_it_is_told(town: Town, siti: Talker) -> None:
    code = code_on(await sent(siti))
    town.now += timedelta(hours=1)
    await town.send_back(HEALTH.code, "keliru")
    assert "🔁 dikembalikan 23 Nov 2026 10.15 WIB" in (await siti.says(code))["text"]


async def test_what_counts_now_is_told(town: Town, siti: Talker) -> None:
    code = code_on(await sent(siti))
    town.now += timedelta(hours=1)
    await town.verify(HEALTH.code)
    told = (await siti.says(code))["text"]
    assert "✅ diterima 23 Nov 2026 10.15 WIB" in told
    assert "Kini berlaku: jawaban ini." in told


async def test_a_receipt_that_was_taken_back_says_so(town: Town, siti: Talker) -> None:
    code = code_on(await sent(siti))
    person = await town.person(siti)
    town.now += timedelta(hours=1)
    await town.withdraws(HEALTH.code, person.id)
    assert "↩️ ditarik kembali" in (await siti.says(code))["text"]


async def test_another_answer_that_counts_is_told(town: Town, siti: Talker) -> None:
    code = code_on(await sent(siti))
    town.now += timedelta(hours=1)
    await town.evaluated(HEALTH.code, IndicatorKey.SAKIP, {"predikat": "A", "nilai": "85"})
    told = (await siti.says(code))["text"]
    assert "Tidak diputuskan: sesudahnya ada jawaban lain." in told
    assert "Kini berlaku: A · 85,00, diterima 23 Nov 2026 10.15 WIB" in told


async def test_others_are_told_that_it_is_genuine(town: Town, siti: Talker, eka: Talker) -> None:
    code = code_on(await sent(siti))
    stranger = await town.talker(4001, "Joko")
    told = (await eka.says(code))["text"]
    assert told == texts.ticket_of_others().replace("<b>", "").replace("</b>", "")
    assert (await stranger.says(code))["text"] == texts.KNOWN_TO_STRANGERS


async def test_the_link_of_a_plain_ticket_is_for_who_may_see_the_report(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await sent(siti)
    ticket = (await town.last_sent(HEALTH.code)).ticket
    assert f"tanda terima {ticket}" in (await siti.says(f"/start cek_{ticket}"))["text"]
    assert (await eka.says(f"/start cek_{ticket}"))["text"].startswith("Tidak dikenal")
    stranger = await town.talker(4001, "Joko")
    assert (await stranger.says(f"/start cek_{ticket}"))["text"] == texts.UNKNOWN_TO_STRANGERS


async def test_the_link_of_a_ticket_that_nobody_has(siti: Talker) -> None:
    await sent(siti)
    for ticket in ("SAKIP-26-9999", "IKM-26-0001", "SAKIP-25-0001"):
        assert (await siti.says(f"/start cek_{ticket}"))["text"].startswith("Tidak dikenal"), ticket


async def test_a_plain_ticket_of_a_stranger_is_never_confirmed(town: Town, siti: Talker) -> None:
    await sent(siti)
    ticket = (await town.last_sent(HEALTH.code)).ticket
    stranger = await town.talker(4001, "Joko")
    told = (await stranger.says(ticket))["text"]
    assert told == (await stranger.says("SAKIP-26-9999"))["text"]
    assert "Sesuai" not in told


async def test_the_code_of_an_event_that_is_no_receipt(town: Town, siti: Talker) -> None:
    await sent(siti)
    await town.verify(HEALTH.code)
    verdict = (await town.events(HEALTH.code))[-1]
    async with town.storage.uow() as uow:
        code = code_of(await uow.installation.secret(), verdict.id, Checked.TICKET)
    assert (await siti.says(code))["text"] == texts.NOT_KEPT
    stranger = await town.talker(4001, "Joko")
    assert (await stranger.says(code))["text"] == texts.UNKNOWN_TO_STRANGERS
