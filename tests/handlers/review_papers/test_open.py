"""Evidence on the card: sent with one tap, noted as opened, and flagged where something is odd."""

from dataclasses import replace

from domain.forms.drafts import FileState
from tests.handlers.review.reviewing import opened, papers, reports_with
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, Talker, Town, labels

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
PHOTO = ("foto.jpg", jpeg(640, 480), "image/jpeg")


async def change_file(town: Town, number: int, **changes: object) -> None:
    async with town.storage.uow() as uow:
        file = await uow.evidence.get(number)
        town.storage.tables.evidence[number] = replace(file, **changes)  # type: ignore[arg-type] # named by the test


async def test_a_file_is_sent_with_one_tap_and_counts_as_opened(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    card = await opened(dewi)
    assert "📎 “lhe.pdf” (1 KB) · belum dibuka\n⚠️ Bukti belum pernah dibuka." in card["text"]
    shown = await dewi.presses("📎 lhe.pdf")
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe.pdf"
    assert "· sudah dibuka" in shown["text"]
    assert "belum pernah dibuka" not in shown["text"]
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened([1]) == frozenset({1})


async def test_a_file_that_telegram_forgot_comes_from_the_store(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, file_id="of-another-bot")
    await opened(dewi)
    await dewi.presses("📎 lhe.pdf")
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe.pdf"
    assert sent["caption"] == "Dinas Kesehatan · SAKIP 2026 · SKP-26-0001 · 1/1\nlhe.pdf"


async def test_a_file_that_nobody_has_any_more_is_not_noted_as_opened(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, file_id="of-another-bot", sha256="0" * 64)
    card = await opened(dewi)
    shown = await dewi.presses("📎 lhe.pdf")
    assert shown["message_id"] == card["message_id"]
    assert shown["text"].startswith("⚠️ Berkas itu tidak bisa diambil lagi dari Telegram.")
    await change_file(town, 1, sha256="")
    assert (await dewi.presses("📎 lhe.pdf"))["text"].startswith("⚠️ Berkas itu tidak bisa diambil")
    assert "belum dibuka" in shown["text"]


async def test_the_same_file_of_another_opd_is_flagged_with_its_name(
    siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await reports_with(eka, PDF)
    card = await opened(dewi)
    assert "sama dengan berkas Dinas Perpustakaan dan Kearsipan" in card["text"]
    assert "⚠️ Ada berkas yang juga dikirim OPD lain." in card["text"]


async def test_an_unusable_file_is_flagged_and_not_offered(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, state=FileState.LOST)
    card = await opened(dewi)
    assert "✗ tidak bisa dipakai\n⚠️ Ada berkas yang tidak bisa dipakai." in card["text"]
    assert labels(card)[0] == "Terima"


async def test_a_file_of_another_report_is_not_sent(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await eka.reports_sakip()
    await opened(dewi)
    assert "Tombol ini sudah tidak berlaku" in (await dewi.forges("rf:2:1"))["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_a_photo_is_sent_as_one(siti: Talker, dewi: Talker) -> None:
    await siti.opens("SAKIP", "BB", "75,5")
    await siti.sends(PHOTO, as_="photo")
    await siti.presses("Kirim")
    card = await opened(dewi)
    label = labels(card)[0]
    await dewi.presses(label)
    (sent,) = await papers(dewi)
    assert sent["photo"]
    assert sent["caption"].splitlines()[1:] == [label.removeprefix("📎 ")]


async def test_a_file_with_another_name_is_handed_out_under_ours(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, ("lhe\u202e2026.tmp", PDF[1], "application/octet-stream"))
    card = await opened(dewi)
    assert "📎 “lhe2026.pdf”" in card["text"]
    await dewi.presses("📎 lhe2026.pdf")
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe2026.pdf"
    assert await town.download(sent) == PDF[1]


async def test_a_document_is_handed_out_only_once_its_content_was_looked_at(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, state=FileState.WAITING)
    await opened(dewi)
    shown = await dewi.presses("📎 lhe.pdf")
    assert "masih diambil dari Telegram dan diperiksa" in shown["text"]
    assert await papers(dewi) == []


async def test_what_a_file_may_do_is_told_beside_it(siti: Talker, dewi: Talker) -> None:
    script = b"%PDF-1.7 /OpenAction<</S/JavaScript/JS(x)>> /Names<</EmbeddedFiles 1 0 R>>"
    await reports_with(siti, ("lhe.pdf", script, "application/pdf"))
    assert "⚠️ Hati-hati: berisi JavaScript, berisi lampiran berkas lain." in (await opened(dewi))["text"]
