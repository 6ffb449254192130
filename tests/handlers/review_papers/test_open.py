"""Evidence and its card: it comes by itself or with one tap, is noted as opened, flagged where it is odd."""

from dataclasses import replace

from domain.forms.drafts import FileState
from domain.people.person import Grant, Role
from tests.handlers.review.reviewing import chooses_papers, inbox_of, opened, papers, reports_with
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
SECOND = ("surat.pdf", b"%PDF-1.7 surat", "application/pdf")
PHOTO = ("foto.jpg", jpeg(640, 480), "image/jpeg")


async def change_file(town: Town, number: int, **changes: object) -> None:
    async with town.storage.uow() as uow:
        file = await uow.evidence.get(number)
        town.storage.tables.evidence[number] = replace(file, **changes)  # type: ignore[arg-type] # named by the test


async def test_evidence_comes_by_itself_above_the_card_and_counts_as_opened(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    card = await dewi.says("/verifikasi")
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe.pdf"
    assert sent["message_id"] < card["message_id"]
    assert "📎 “lhe.pdf” (1 KB) · sudah dibuka" in card["text"]
    assert "belum pernah dibuka" not in card["text"]
    assert labels(card)[2:] == ["📎 Kirim ulang bukti (1)", "‹ Daftar (1)", "Berikutnya ›"]
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened([1]) == frozenset({1})


async def test_whoever_chose_so_opens_evidence_with_one_tap(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports_with(siti, PDF, SECOND)
    await inbox_of(dewi)
    await dewi.presses("‹ Beranda")  # the evidence that came so far is not what this is about
    listed = await inbox_of(dewi)
    assert "📎 Bukti terbuka sendiri: ya" in labels(listed)
    chosen = await dewi.presses("📎 Bukti terbuka sendiri: ya")
    assert "📎 Bukti terbuka sendiri: tidak" in labels(chosen)
    rina = await town.reviewer(telegram_id=2002, name="Rina")
    await chooses_papers(town, rina, wanted=False)
    card = await rina.says("/verifikasi")
    assert await papers(rina) == []
    assert labels(card)[2:] == ["📎 Buka bukti (2)", "‹ Daftar (1)", "Berikutnya ›"]
    shown = await rina.presses("📎 Buka bukti (2)")
    assert [one["document"]["file_name"] for one in await papers(rina)] == ["lhe.pdf", "surat.pdf"]
    assert shown["message_id"] > (await papers(rina))[-1]["message_id"]
    assert "📎 “lhe.pdf”, “surat.pdf” · sudah dibuka" in shown["text"]
    assert "📎 Bukti terbuka sendiri: ya" in labels(
        await dewi.presses("📎 Bukti terbuka sendiri: tidak", chosen)
    )


async def test_what_nobody_opened_is_flagged(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports_with(siti, PDF)
    await chooses_papers(town, dewi, wanted=False)
    card = await opened(dewi)
    assert "📎 “lhe.pdf” (1 KB) · belum dibuka\n⚠️ Bukti belum pernah dibuka." in card["text"]


async def test_only_a_reviewer_chooses(town: Town, siti: Talker) -> None:
    await siti.says("/bantuan")
    assert "diperiksa Sub Bagian lain" in (await siti.forges("ro:0:0"))["text"]
    assert town.storage.tables.preferences == {}


async def test_nothing_comes_twice_for_going_back_and_forth(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    town.pass_time(minutes=1)
    await reports_with(eka, SECOND)
    await dewi.walks("/verifikasi", press("‹ Daftar", "1", "‹ Daftar"), "/verifikasi")
    assert len(await papers(dewi)) == 1
    await dewi.presses("Berikutnya ›")
    assert [one["document"]["file_name"] for one in await papers(dewi)] == ["lhe.pdf", "surat.pdf"]
    await dewi.presses("Berikutnya ›")
    names = [one["document"]["file_name"] for one in await papers(dewi)]
    assert names == ["lhe.pdf", "surat.pdf", "lhe.pdf"]


async def test_no_question_of_a_verdict_stands_below_the_papers_of_another_opd(
    siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await reports_with(eka, SECOND)
    card = await dewi.says("/verifikasi")
    await dewi.says("/iku sakip disperpusip")
    await dewi.presses("📎 Bukti (1)")
    asked = await dewi.presses("Kembalikan", card)
    assert HEALTH.name in asked["text"]
    above = (await papers(dewi))[-1]
    assert above["caption"].startswith(HEALTH.name)
    assert above["message_id"] == asked["message_id"] - 1
    many = len(await papers(dewi))
    await dewi.presses("☐ Nilai")
    await dewi.presses("Lanjut: alasan ›")
    assert len(await papers(dewi)) == many


async def test_the_card_comes_although_evidence_cannot(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports_with(siti, PDF)
    await town.people.fault("502", method="sendDocument")
    card = await dewi.says("/verifikasi")
    assert card["text"].startswith(
        "⚠️ Telegram sedang sibuk: berkas “lhe.pdf” belum terkirim. Tekan 📎 untuk mencoba lagi.\n\nSAKIP"
    )
    assert "· belum dibuka" in card["text"]
    assert "· sudah dibuka" in (await dewi.presses("📎 Buka bukti (1)"))["text"]


async def test_evidence_comes_once_if_the_bot_dies_before_the_card(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    listed = await inbox_of(dewi)
    await reports_with(await town.operator(1004, "Eka", LIBRARY.code), SECOND)
    update = await dewi.pressed("Perbarui", listed)
    await town.deliver(update)
    update = await dewi.pressed("2")
    await town.deliver(update, times=2)
    names = [one["document"]["file_name"] for one in await papers(dewi)]
    assert names == ["lhe.pdf", "surat.pdf"]


async def test_an_own_report_brings_no_evidence_by_itself(town: Town, siti: Talker) -> None:
    await reports_with(siti, PDF)
    grants = (Grant(Role.OPERATOR, HEALTH.code), Grant(Role.VERIFIKATOR, "kelembagaan"))
    both = await town.talker(2001, "Dewi", *grants)
    await opened(both)
    assert await papers(both) == []


async def test_a_file_that_telegram_forgot_comes_from_the_store(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, file_id="of-another-bot")
    await opened(dewi)
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe.pdf"
    assert sent["caption"] == "Dinas Kesehatan · SAKIP 2026 · SKP-26-0001 · 1/1\nlhe.pdf"


async def test_a_file_that_nobody_has_any_more_is_not_noted_as_opened(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, file_id="of-another-bot", sha256="0" * 64)
    card = await opened(dewi)
    gone = "⚠️ berkas “lhe.pdf” tidak bisa diambil lagi dari Telegram. Kembalikan laporannya agar bukti"
    assert card["text"].startswith(gone)
    shown = await dewi.presses("📎 Buka bukti")
    assert shown["message_id"] == card["message_id"]
    await change_file(town, 1, sha256="")
    assert (await dewi.presses("📎 Buka bukti"))["text"].startswith(gone)
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
    assert "“lhe.pdf”: ✗ tidak bisa dipakai\n⚠️ Ada berkas yang tidak bisa dipakai." in card["text"]
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
    (sent,) = await papers(dewi)
    assert sent["photo"]
    assert sent["caption"].splitlines()[1:] == ["Foto 1"]
    assert "📎 “Foto 1” (" in card["text"]


async def test_a_file_with_another_name_is_handed_out_under_ours(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, ("lhe\u202e2026.tmp", PDF[1], "application/octet-stream"))
    assert "📎 “lhe2026.pdf”" in (await opened(dewi))["text"]
    (sent,) = await papers(dewi)
    assert sent["document"]["file_name"] == "lhe2026.pdf"
    assert await town.download(sent) == PDF[1]


async def test_a_document_is_handed_out_only_once_its_content_was_looked_at(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await change_file(town, 1, state=FileState.WAITING)
    shown = await opened(dewi)
    assert "⚠️ berkas “lhe.pdf” masih diambil dari Telegram dan diperiksa." in shown["text"]
    assert await papers(dewi) == []


async def test_what_a_file_may_do_is_told_beside_it(siti: Talker, dewi: Talker) -> None:
    script = b"%PDF-1.7 /OpenAction<</S/JavaScript/JS(x)>> /Names<</EmbeddedFiles 1 0 R>>"
    await reports_with(siti, ("lhe.pdf", script, "application/pdf"))
    assert "⚠️ Hati-hati: berisi JavaScript, berisi lampiran berkas lain." in (await opened(dewi))["text"]
