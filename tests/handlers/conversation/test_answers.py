"""How a guided conversation behaves: one card, nothing lost, every late or doubled press harmless."""

from datetime import timedelta

from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def test_presses_change_the_one_card_in_place(siti: Talker) -> None:
    first = await siti.opens("SAKIP")
    second = await siti.presses("BB")
    assert second["message_id"] == first["message_id"]


async def test_after_typing_the_card_is_sent_below_and_the_old_one_is_gone(siti: Talker) -> None:
    old = await siti.opens("SAKIP")
    new = await siti.says("bb")
    assert new["message_id"] > old["message_id"]
    assert await siti.cards() == [new]
    assert labels(new)


async def test_a_card_too_old_to_be_taken_away_becomes_one_line(town: Town, siti: Talker) -> None:
    """eternnoir/pyTelegramBotAPI#1544: of what is older than 48 hours "message can't be deleted"."""
    old = await siti.opens("SAKIP")
    town.hub.world.clock.advance(timedelta(hours=49).total_seconds())
    town.pass_time(hours=49)
    new = await siti.says("bb")
    assert "2/3" in new["text"]
    left = await siti.message(old["message_id"])
    assert (left["text"], labels(left)) == ("Dilanjutkan di bawah.", [])


async def test_a_card_that_the_person_deleted_is_missed_by_nobody(town: Town, siti: Talker) -> None:
    old = await siti.opens("SAKIP")
    await town.app.bot.delete_message(siti.id, old["message_id"])
    assert "2/3" in (await siti.says("bb"))["text"]
    assert [call["method"] for call in await town.people.calls("editMessageReplyMarkup")] == []


async def test_the_old_card_goes_only_when_the_new_one_is_there(town: Town, siti: Talker) -> None:
    """Telegram is away while the next card is sent: the question stays until it comes."""
    old = await siti.opens("SAKIP")
    await town.people.fault("502", method="sendMessage", times=1)
    typed = await siti.typed("bb")
    await town.deliver(typed)
    assert [card["message_id"] for card in await siti.cards()] == [old["message_id"]]
    await town.deliver(typed)
    (card,) = await siti.cards()
    assert "2/3" in card["text"]


async def test_a_draft_waits_at_the_same_question_for_days(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    town.pass_time(days=3)
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_commands_in_between_lose_nothing(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "/iku")
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_the_list_shows_the_draft_and_who_left_it_when(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    town.pass_time(minutes=3)
    listed = await siti.says("/lapor")
    assert "draf Siti, 23 Nov 09.15" in listed["text"]


async def test_starting_another_report_puts_the_first_aside(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    await siti.opens("IKM", "/lapor")
    resumed = await siti.presses("📝 SAKIP")
    assert "2/3" in resumed["text"]


async def test_cancel_and_undo(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    gone = await siti.says("/batal")
    assert "Draf dihapus: SAKIP 2026" in gone["text"]
    back = await siti.presses("Urungkan")
    assert "Draf dikembalikan" in back["text"]
    assert "2/3" in back["text"]


async def test_cancel_by_button_turns_the_card_into_the_ending(siti: Talker) -> None:
    card = await siti.opens("SAKIP")
    ended = await siti.presses("Batal")
    assert ended["message_id"] == card["message_id"]
    assert labels(ended) == ["Urungkan", "Daftar laporan", "‹ Beranda"]


async def test_cancel_with_nothing_open_says_so(siti: Talker) -> None:
    assert "Tidak ada yang sedang diisi" in (await siti.says("/batal"))["text"]


async def test_undo_is_refused_once_a_new_draft_was_begun(siti: Talker) -> None:
    await siti.opens("SAKIP")
    ended = await siti.presses("Batal")
    await siti.opens("SAKIP")
    refused = await siti.presses("Urungkan", ended)
    assert "sudah tidak berlaku" in refused["text"]


async def test_a_colleague_is_asked_before_taking_over_and_the_first_is_told(town: Town) -> None:
    siti = await town.operator(1001, "Siti Aminah")
    budi = await town.operator(1002, "Budi")
    await siti.opens("SAKIP", "bb")
    sitis_card = await siti.card()
    town.pass_time(minutes=3)
    offer = await budi.opens("SAKIP")
    assert "diisi rekan Anda, Siti Aminah, 3 menit lalu — lanjutkan?" in offer["text"]
    taken = await budi.presses("Lanjutkan")
    assert "2/3" in taken["text"]
    told = await siti.card()
    assert "sedang dilanjutkan Budi" in told["text"]
    assert told["message_id"] == sitis_card["message_id"]
    assert labels(told) == ["‹ Beranda"]
    assert "3/3" in (await budi.says("75,5"))["text"]


async def test_a_press_that_crosses_a_take_over_says_who_goes_on(town: Town) -> None:
    siti = await town.operator(1001, "Siti Aminah")
    budi = await town.operator(1002, "Budi")
    card = await siti.opens("SAKIP")
    await budi.opens("SAKIP")
    pressed = await siti.pressed("BB", card)
    await budi.presses("Lanjutkan")
    await town.deliver(pressed)
    assert "sedang dilanjutkan Budi" in (await siti.card())["text"]


async def test_taking_over_from_somebody_who_blocked_the_bot_works(town: Town) -> None:
    siti = await town.operator(1001, "Siti Aminah")
    budi = await town.operator(1002, "Budi")
    await siti.opens("SAKIP")
    await town.people.block(siti.id)
    await budi.opens("SAKIP")
    assert "sekarang Anda yang melanjutkan" in (await budi.presses("Lanjutkan"))["text"]


async def test_an_offer_to_take_over_that_has_aged_is_refused(siti: Talker, budi: Talker) -> None:
    await siti.opens("SAKIP")
    await budi.opens("SAKIP")
    await siti.says("bb")
    assert "sedang dilanjutkan Siti" in (await budi.presses("Lanjutkan"))["text"]


async def test_a_double_tap_counts_once(town: Town, siti: Talker) -> None:
    card = await siti.opens("SAKIP")
    await siti.taps("BB", card)
    await siti.taps("BB", card)
    shown = await town.settled(siti)
    assert "2/3" in shown["text"]
    assert await siti.toasts() == ["Sudah dicatat."]


async def test_two_taps_on_send_send_one_report(town: Town, siti: Talker) -> None:
    card = await siti.fills_sakip()
    await siti.taps("Kirim", card)
    await siti.taps("Kirim", card)
    await town.settled(siti)
    assert [event.kind for event in await town.events(HEALTH.code)] == [EventKind.SUBMITTED]


async def test_an_update_delivered_again_changes_nothing_and_is_answered_again(
    town: Town, siti: Talker
) -> None:
    card = await siti.fills_sakip()
    sending = await siti.pressed("Kirim", card)
    await town.deliver(sending, times=2)
    assert "SKP-26-0001" in (await siti.card())["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_an_effect_whose_answer_was_lost_is_answered_at_the_next_try(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    await town.people.fault("502", method="sendMessage", times=1)
    typed = await siti.typed("bb")
    await town.deliver(typed)
    assert len(town.undelivered) == 1
    await town.deliver(typed)
    assert "2/3" in (await siti.card())["text"]


async def test_a_database_that_is_away_is_waited_for(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    typed = await siti.typed("bb")
    town.storage.fail_next()
    await town.process(typed)
    assert len(town.undelivered) == 1
    await town.process(typed)
    assert "2/3" in (await siti.card())["text"]


async def test_a_report_is_withdrawn_before_review_and_sent_again(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    draft = await siti.withdraws()
    assert "ditarik kembali dan menjadi draf" in draft["text"]
    assert "Nilai: 75,50" in draft["text"]
    await siti.walks(press("Ubah nilai"), "76", press("Kirim"))
    kinds = [event.kind for event in await town.events(HEALTH.code)]
    assert kinds == [EventKind.SUBMITTED, EventKind.WITHDRAWN, EventKind.SUBMITTED]


async def test_a_report_that_waits_is_shown_instead_of_asked_again(siti: Talker, budi: Talker) -> None:
    await siti.reports_sakip()
    shown = await budi.opens("SAKIP")
    assert "menunggu Sub Bagian Kelembagaan dan Kinerja" in shown["text"]
    assert "dikirim Siti" in shown["text"]
    assert labels(shown) == ["Salin tiket", "Tarik kembali", "‹ Daftar laporan", "‹ Beranda"]


async def test_a_report_already_verified_cannot_be_withdrawn(town: Town, siti: Talker) -> None:
    receipt = await siti.reports_sakip()
    await town.verify(HEALTH.code)
    refused = await siti.presses("Tarik kembali", receipt)
    assert "sudah diputuskan" in refused["text"]


async def test_a_correction_begins_with_the_verified_answers(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    shown = await siti.opens("SAKIP")
    assert "Angka resmi tetap sampai koreksi diterima" in shown["text"]
    asked = await siti.presses("Ajukan koreksi")
    assert "Mengapa laporan ini dikoreksi?" in asked["text"]
    summary = await siti.says("Nilai salah ketik")
    assert "Nilai: 75,50" in summary["text"]
    await siti.walks(press("Ubah nilai"), "79", press("Kirim"))
    status = await siti.says("/status")
    assert "koreksi menunggu" in status["text"]
    assert "diterima" in status["text"]


async def test_somebody_of_two_opd_chooses_first(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    asked = await rina.says("/lapor")
    assert labels(asked) == [HEALTH.name, LIBRARY.name, "‹ Beranda"]
    listed = await rina.presses(LIBRARY.name)
    assert LIBRARY.name in listed["text"]
    assert "Ganti OPD" in labels(listed)


async def test_a_role_that_ended_stops_the_next_tap(town: Town) -> None:
    siti = await town.operator(1001, "Siti", HEALTH.code, LIBRARY.code)
    await siti.walks("/lapor", press(HEALTH.name, "SAKIP"))
    await town.end_role(siti, HEALTH.code)
    refused = await siti.presses("BB")
    assert "tidak terdaftar sebagai operator OPD ini" in refused["text"]


async def test_an_opd_that_closed_cannot_be_reported_for(town: Town, siti: Talker) -> None:
    card = await siti.fills_sakip()
    await town.close_opd(HEALTH)
    refused = await siti.presses("Kirim", card)
    assert "sudah tidak berlaku" in refused["text"]
    assert await town.events(HEALTH.code) == []
    assert "sudah tidak berlaku" in (await siti.says("/lapor"))["text"]
