"""What is said of a report or task that was left for another: never that it was noted, sent or lost."""

from dataclasses import replace

import pytest

from domain.forms.drafts import Aside
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from handlers.conversation.aside import say_aside
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

NOTED = "Sudah dicatat."


async def test_the_card_of_a_report_that_is_left_for_another_says_so(siti: Talker) -> None:
    old = await siti.fills_sakip()
    asked = await siti.opens("IKM")
    left = await siti.message(old["message_id"])
    assert left["text"] == (
        f"SAKIP 2026\n{HEALTH.name}\n\n📝 Belum terkirim · isian tersimpan\nDisisihkan 23 Nov 2026 09.15 WIB"
    )
    assert labels(left) == ["Lanjutkan SAKIP 2026"]
    assert "IKM 2026 · 1/4" in asked["text"]


async def test_its_old_kirim_sends_nothing_and_says_so(town: Town, siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.opens("IKM")
    await siti.presses_late(old, "Kirim")
    assert await town.events(HEALTH.code) == []
    assert (await siti.toasts())[-1].startswith("Belum terkirim: isian ini disisihkan")
    assert labels(await siti.message(old["message_id"])) == ["Lanjutkan SAKIP 2026"]
    await siti.presses("Lanjutkan SAKIP", old)
    await siti.presses("Kirim", old)
    assert [event.kind for event in await town.events(HEALTH.code)] == [EventKind.SUBMITTED]


async def test_going_on_puts_the_other_aside_in_turn(siti: Talker) -> None:
    old = await siti.fills_sakip()
    asked = await siti.opens("IKM")
    await siti.presses("Lanjutkan SAKIP", old)
    assert labels(await siti.message(asked["message_id"])) == ["Lanjutkan IKM 2026"]
    assert "Periksa sebelum dikirim" in (await siti.message(old["message_id"]))["text"]


async def test_a_message_that_became_another_card_is_left_to_that(siti: Talker) -> None:
    first = await siti.opens("SAKIP")
    await siti.presses("‹ Daftar laporan")
    asked = await siti.presses("IKM")
    assert asked["message_id"] == first["message_id"]
    assert "IKM 2026 · 1/4" in asked["text"]
    assert len(await siti.chat()) == len({shown["message_id"] for shown in await siti.chat()})


async def test_a_late_press_does_not_overwrite_what_the_message_has_become(siti: Talker) -> None:
    first = await siti.opens("SAKIP")
    await siti.presses("‹ Daftar laporan")
    await siti.presses("IKM")
    told = await siti.presses_late(first, "BB")
    assert labels(told) == ["Lanjutkan SAKIP 2026"]
    assert "IKM 2026 · 1/4" in (await siti.message(first["message_id"]))["text"]
    assert NOTED not in await siti.toasts()


async def test_a_list_that_stands_where_the_card_was_stays_a_list(siti: Talker) -> None:
    first = await siti.opens("SAKIP")
    await siti.presses("‹ Daftar laporan")
    await siti.opens("IKM")
    assert "Laporan 2026" in (await siti.message(first["message_id"]))["text"]


async def test_what_could_not_be_said_is_said_after_the_next_update(town: Town, siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.says("/lapor")
    await town.people.fault("502", method="editMessageText", times=2)
    await siti.walks(press("IKM"), "/status", "/status")
    assert labels(await siti.message(old["message_id"])) == ["Lanjutkan SAKIP 2026"]


async def test_what_the_colleague_goes_on_with_is_asked_about(town: Town, siti: Talker, budi: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.opens("IKM")
    await budi.opens("SAKIP", press("Lanjutkan"))
    assert "sedang dilanjutkan Budi" in (await siti.message(old["message_id"]))["text"]
    told = await siti.presses_late(old, "Kirim")
    assert "sedang dilanjutkan Budi" in told["text"]
    assert await town.events(HEALTH.code) == []
    draft = await town.held(budi)
    assert draft is not None
    asked = await siti.forges(f"r:{draft.id}")
    assert "Budi, baru saja — lanjutkan?" in asked["text"]


async def test_cancelling_a_report_that_was_just_sent_does_not_claim_to(siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.presses("Kirim")
    await siti.presses_late(old, "Batal")
    assert await siti.toasts() == ["Isian ini sudah terkirim; tombol itu tidak mengubah apa-apa."]


async def test_sending_a_report_that_was_just_cancelled_does_not_claim_to(siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.presses("Batal")
    await siti.presses_late(old, "Kirim")
    assert await siti.toasts() == ["Belum terkirim: draf ini sudah dihapus."]
    await siti.presses_late(old, "Batal")
    assert (await siti.toasts())[-1] == NOTED


async def test_an_answer_that_was_typed_otherwise_meanwhile_is_not_said_to_be_noted(siti: Talker) -> None:
    old = await siti.opens("SAKIP")
    await siti.presses("BB")
    await siti.presses_late(old, "AA")
    assert await siti.toasts() == ["Isian ini sudah berubah; inilah keadaannya sekarang."]


async def test_what_is_kept_beside_the_answers_notes_no_press(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    before = await town.draft(1)
    await siti.says("75,5")
    assert "nilai" in (await town.draft(1)).place.answers.values()  # the predikat follows from the nilai
    forged = {"text": "Nilai", "data": f"a:1:{before.version}:nilai"}
    await siti.presses_late({**await siti.card(), "keyboard": [[forged]]}, "Nilai")
    assert await siti.toasts() == ["Isian ini sudah berubah; inilah keadaannya sekarang."]


async def test_the_same_words_at_another_question_note_no_press(siti: Talker) -> None:
    await siti.opens("Analisis jabatan", press("Belum", "Persiapan"))
    asked = await siti.presses("Desember 2026")
    await siti.sends(("laporan.pdf", b"%PDF-1.7 laporan", "application/pdf"))
    await siti.presses_late(asked, "Belum ada berkas")
    assert await siti.toasts() == ["Tombol ini sudah tidak berlaku."]


async def test_an_extension_left_for_an_opd_is_not_noted_and_comes_back(town: Town) -> None:
    admin = await town.talker(3001, "Pak Admin", Grant(Role.ADMIN))
    await town.set_year("deadline.sakip", "2026-12-31T09:00:00+00:00")
    await admin.says("/tenggat")
    for label in ("SAKIP", "Perpanjang", HEALTH.name):
        await admin.presses(label)
    await admin.says("15 Januari 2027")
    for _ in range(3):
        card = await admin.card()
        if "Perpanjang" in labels(card):
            break
        await admin.says("16.00" if "Jam" in card["text"] or "jam" in card["text"] else "Bencana alam")
    old = await admin.card()
    assert "Perpanjang" in labels(old)
    await admin.says("/opd")
    await admin.presses("Tambah")
    left = await admin.message(old["message_id"])
    assert "📝 Belum diperpanjang · isian tersimpan" in left["text"]
    assert labels(left) == ["Lanjutkan Perpanjang SAKIP 2026"]
    await admin.presses_late(old, "Perpanjang")
    assert NOTED not in await admin.toasts()
    await admin.presses("Lanjutkan", old)
    assert "Perpanjang" in labels(await admin.message(old["message_id"]))


async def test_a_report_that_was_sent_meanwhile_is_not_brought_back(town: Town, siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.opens("IKM")
    left = await siti.message(old["message_id"])
    await siti.presses("Lanjutkan", left)
    await siti.presses("Kirim", old)
    await siti.presses_late(left, "Lanjutkan SAKIP 2026")
    assert (await siti.toasts())[-1] == "Isian ini sudah terkirim; tombol itu tidak mengubah apa-apa."
    assert len(await town.events(HEALTH.code)) == 1


async def test_nobody_takes_up_what_is_not_theirs(town: Town, siti: Talker) -> None:
    stranger = await town.operator(1009, "Joko", "DISPERPUSIP")
    await siti.opens("SAKIP")
    draft = await town.held(siti)
    assert draft is not None
    await stranger.says("/lapor")
    assert "tidak terdaftar sebagai operator" in (await stranger.forges(f"r:{draft.id}"))["text"]


async def test_a_return_that_a_colleague_forestalled_is_not_said_to_be_noted(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    ayu = await town.reviewer("kelembagaan", 2005, "Ayu")
    await siti.reports_sakip()
    await opens_report(dewi)
    for label in ("Kembalikan", "Nilai", "Lanjut: alasan ›", "Bukti tidak terbaca"):
        card = await dewi.presses(label)
    await opens_report(ayu)
    await ayu.presses("Terima")
    await dewi.presses("Kembalikan", card)
    await dewi.presses_late(card, "Kembalikan")
    assert NOTED not in await dewi.toasts()
    kinds = [event.kind for event in await town.events(HEALTH.code)]
    assert kinds == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_what_ends_a_correction_says_nothing_of_a_report_that_was_never_sent(
    town: Town, siti: Talker
) -> None:
    await siti.reports_sakip("D", "10")
    await town.verify(HEALTH.code)
    await siti.opens("SAKIP", press("Ajukan koreksi"), "LHE ditarik Inspektorat", press("Ubah nilai"), "0")
    told = await siti.presses("Belum dievaluasi")
    assert told["text"] == (
        "Baik, tidak ada yang dikirim. Koreksi SAKIP 2026 · Dinas Kesehatan tetap seperti semula.\n\n"
        "Laporan ini sudah pernah dikirim, jadi tidak dicatat belum terbit."
    )


async def test_a_card_that_the_person_has_deleted_stops_nothing(town: Town, siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.says("/lapor")
    town.hub.world.chats[siti.id].messages[old["message_id"]].deleted = True
    assert "IKM 2026 · 1/4" in (await siti.presses("IKM"))["text"]
    assert (await town.draft(1)).aside is Aside.SAID


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (400, "Bad Request: message can't be edited"),
        (400, "Bad Request: MESSAGE_ID_INVALID"),
        (400, "Bad Request: something that nobody knows"),
        (403, "Forbidden: bot was blocked by the user"),
        (429, "Too Many Requests: retry after 5"),
        (500, "Internal Server Error"),
    ],
)
async def test_a_card_that_cannot_be_changed_fails_no_answer(
    town: Town, siti: Talker, code: int, words: str
) -> None:
    old = await siti.fills_sakip()
    await siti.says("/lapor")
    await town.people.refuse("editMessageText", words, error_code=code, message_id=old["message_id"])
    asked = await siti.presses("IKM")
    assert "IKM 2026 · 1/4" in asked["text"]
    assert town.undelivered == []
    assert (await siti.card())["message_id"] == asked["message_id"]
    await siti.says("/status")
    assert (await town.draft(1)).aside is Aside.SAID


async def test_a_card_that_cannot_be_made_spoils_no_later_answer(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    for label in ("Kembalikan", "Nilai", "Lanjut: alasan ›"):
        await dewi.presses(label)
    draft = await town.held(dewi)
    assert draft is not None
    town.storage.tables.drafts[draft.id] = replace(draft, subject="rusak")
    await dewi.says("/evaluasi")
    assert (await town.draft(draft.id)).aside is Aside.SAID
    assert "gangguan" not in (await dewi.says("/verifikasi"))["text"]


async def test_a_database_that_is_away_afterwards_only_puts_it_off(town: Town, siti: Talker) -> None:
    old = await siti.fills_sakip()
    await siti.says("/lapor")
    card = await siti.card()
    opening = await siti.pressed("IKM", card)
    context = town.app.context_types.context(town.app)
    await say_aside(opening, context)
    context.person = await town.person(siti)
    town.storage.fail_next()
    await say_aside(opening, context)
    assert "Periksa sebelum dikirim" in (await siti.message(old["message_id"]))["text"]
    await town.deliver(opening)
    assert (await town.draft(1)).aside is Aside.SAID
