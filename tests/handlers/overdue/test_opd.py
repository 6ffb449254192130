"""One OPD of `/belum`: what it owes, who can be reached, and *Ingatkan sekarang*."""

import pytest

from domain.people.person import Grant, Role
from handlers.reminders.remind import remind
from storage.ports import NoticeState
from tests.handlers.reminders.reminding import notices_of, operator, reminders_of, wib, with_deadlines
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

TEN = wib(11, 30, 10)
"""A Monday without a step of any deadline: SAKIP is due on Wednesday."""
FIRST = "⏰ SAKIP besok 16.00 (+2 lagi) – DINKES"


@pytest.fixture
async def dewi(town: Town) -> Talker:
    return await town.reviewer()


async def opened(talker: Talker, opd: str = "DINKES") -> Json:
    await talker.says("/belum")
    return await talker.presses(f"⬜ {opd}")


async def at_ten(town: Town) -> Talker:
    """Return the operator of a town in which it is ten o'clock and nobody was reminded today."""
    siti = await with_deadlines(town)
    await town.set_year("reminder.before", "14, 0")
    town.go_to(TEN)
    return siti


async def test_the_card_says_what_is_owed_until_when_and_who_can_be_reached(town: Town, dewi: Talker) -> None:
    await at_ten(town)
    budi = await operator(town, 1002, "Budi")
    clock = town.hub.world.clock
    clock.offset_seconds += clock.until(TEN)  # Telegram dates a block by itself
    await town.people.block(budi.id)
    for update in await town.waiting():
        await town.deliver(update)
    assert (await opened(dewi))["text"] == (
        "Dinas Kesehatan\nBelum lapor 2026\n\n"
        "⬜ SAKIP · 2 Des 16.00, 2\u00a0hari\u00a0lagi\n"
        "⬜ Tepat tugas dan fungsi · belum dinilai Sub Bagian\n"
        "⬜ IKM · 9 Des 16.00, 9\u00a0hari\u00a0lagi\n"
        "⬜ Ketatalaksanaan · belum dinilai Sub Bagian\n"
        "⬜ Analisis jabatan · belum ada tenggat\n\n"
        "Operator\n• Siti\n• Budi · memblokir bot sejak 30 Nov\n\n"
        "Yang tidak terjangkau perlu membuka bot ini dan menekan Mulai. "
        "Sampaikan lewat kantor OPD-nya atau rekannya."
    )
    assert labels(await dewi.card()) == [
        "Ingatkan sekarang", "Perpanjang SAKIP", "Kartu OPD", "‹ Belum lapor", "‹ Beranda",
    ]  # fmt: skip


async def test_it_reminds_exactly_who_can_be_reached_and_says_who_asked(town: Town, dewi: Talker) -> None:
    siti, eka = await at_ten(town), await operator(town, 1004, "Eka", LIBRARY.code)
    budi = await operator(town, 1002, "Budi")
    await town.people.block(budi.id)
    await opened(dewi)
    shown = await dewi.presses("Ingatkan sekarang")
    assert (await dewi.toasts())[-1] == "Pengingat dikirim ke Siti."
    assert "• Siti · diingatkan hari ini 10.00 oleh Dewi" in shown["text"]
    assert "Ingatkan sekarang" not in labels(shown)
    await town.send_notices()
    (reminder,) = await reminders_of(siti)
    assert reminder["text"].startswith(
        "SAKIP 2 Des 16.00 (+2 lagi) – DINKES\nPengingat laporan 2026 · Dinas Kesehatan\n\n"
        "Bapak/Ibu Siti, Dewi, Sub Bagian Kelembagaan dan Kinerja mengingatkan. Yang masih perlu dikirim:\n\n"
        "⬜ SAKIP – 2 hari lagi\n"
    )
    assert labels(reminder)[:2] == ["Lapor SAKIP", "Lapor IKM"]
    assert await reminders_of(eka) == await reminders_of(budi) == []


async def test_the_same_press_twice_and_a_second_press_remind_nobody_twice(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    card = await opened(dewi)
    update = await dewi.pressed("Ingatkan sekarang")
    await town.deliver(update, times=2)
    town.pass_time(hours=1)
    again = await dewi.presses_late(card, "Ingatkan sekarang")
    assert "diingatkan hari ini 10.00 oleh Dewi" in again["text"]
    await town.send_notices()
    assert len(await reminders_of(siti)) == len(notices_of(town)) == 1


async def test_of_two_who_press_the_second_is_told_who_was_first(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    agus = await town.reviewer("kelembagaan", 2002, "Agus")
    for one in (dewi, agus):
        await opened(one)
    await dewi.presses("Ingatkan sekarang")
    town.pass_time(minutes=5)
    shown = await agus.presses("Ingatkan sekarang")
    assert (await agus.toasts())[-1] == (
        "Sudah diingatkan hari ini pukul 10.00 oleh Dewi; sehari cukup sekali."
    )
    assert "diingatkan hari ini 10.00 oleh Dewi" in shown["text"]
    await town.send_notices()
    assert len(await reminders_of(siti)) == 1


async def test_who_had_a_reminder_of_the_day_gets_no_second_and_the_other_way_round(
    town: Town, dewi: Talker
) -> None:
    siti = await with_deadlines(town)
    await town.remind(wib(12, 1, 8))
    shown = await opened(dewi)
    assert "• Siti · diingatkan hari ini 08.00\n" in f"{shown['text']}\n"
    assert "Ingatkan sekarang" not in labels(shown)
    town.go_to(wib(12, 2, 7, 30))
    await opened(dewi)
    await dewi.presses("Ingatkan sekarang")
    await town.remind()
    await town.remind(wib(12, 2, 8))
    await town.remind(wib(12, 2, 15))
    assert len(await reminders_of(siti)) == 2


async def test_who_is_filling_in_is_not_disturbed(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    card = await opened(dewi)
    await siti.opens("SAKIP")
    shown = await dewi.presses("Ingatkan sekarang", card)
    assert (await dewi.toasts())[-1] == "Operatornya sedang mengisi di bot, jadi tidak diganggu."
    assert "• Siti · sedang mengisi di bot" in shown["text"]
    assert notices_of(town) == []
    town.pass_time(minutes=31)
    await opened(dewi)
    assert "diingatkan hari ini" in (await dewi.presses("Ingatkan sekarang"))["text"]


async def test_begun_between_the_press_and_the_sending_it_is_taken_back(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    await opened(dewi)
    await dewi.presses("Ingatkan sekarang")
    await siti.opens("SAKIP")
    await town.send_notices()
    assert await reminders_of(siti) == []
    assert [one.state for one in notices_of(town)] == [NoticeState.FAILED]
    assert "• Siti · sedang mengisi di bot" in (await opened(dewi))["text"]


async def test_reported_meanwhile_there_is_nothing_to_remind_of(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    card = await opened(dewi)
    for report in ("ikm", "anjab"):
        await town.set_year(f"deadline.{report}", "")
    await siti.reports_sakip()
    town.pass_time(minutes=31)
    await dewi.presses("Ingatkan sekarang", card)
    assert notices_of(town) == []


@pytest.mark.parametrize("at", [wib(11, 30, 6, 59), wib(11, 30, 17), wib(11, 29, 10)])
async def test_at_night_and_on_a_day_off_it_is_not_offered_and_not_done(
    town: Town, dewi: Talker, at: object
) -> None:
    siti = await at_ten(town)
    card = await opened(dewi)
    town.now = at  # type: ignore[assignment]
    shown = await dewi.presses_late(card, "Ingatkan sekarang")
    assert "Pengingat dikirim pukul 07.00–17.00 pada hari kerja." in shown["text"]
    assert "Ingatkan sekarang" not in labels(shown)
    await town.send_notices()
    assert await reminders_of(siti) == []


async def test_a_pimpinan_and_another_sub_bagian_see_but_do_not_remind(town: Town) -> None:
    await at_ten(town)
    await town.set_year("deadline.ikm", "")
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    assert labels(await opened(boss)) == ["Kartu OPD", "‹ Belum lapor", "‹ Beranda"]
    data = "ku:DINKES:2026:kelembagaan:0"
    assert "Sub Bagian yang memeriksa laporannya" in (await boss.forges(data))["text"]
    siti = await operator(town, 1009, "Lain", LIBRARY.code)
    assert "Sub Bagian yang memeriksa laporannya" in (await siti.forges(data))["text"]
    assert "Bagian Organisasi" in (await siti.forges("ko:DINKES:2026:kelembagaan:0"))["text"]
    assert notices_of(town) == []


async def test_an_opd_without_operators_says_what_to_do(town: Town, dewi: Talker) -> None:
    await at_ten(town)
    shown = await opened(dewi, "DISPERPUSIP")
    assert "\n\nBelum ada operator.\n\nBelum ada yang bisa diingatkan; mintalah admin" in shown["text"]
    assert labels(shown)[0] == "Perpanjang SAKIP"


async def test_more_time_is_given_from_here_to_that_very_opd(town: Town, dewi: Talker) -> None:
    await at_ten(town)
    card = await opened(dewi)
    asked = await dewi.presses("Perpanjang SAKIP")
    assert asked["message_id"] != card["message_id"]
    assert HEALTH.name in asked["text"]


async def test_all_about_that_opd_is_one_tap_away_and_opens_below(town: Town, dewi: Talker) -> None:
    await at_ten(town)
    card = await opened(dewi)
    shown = await dewi.presses("Kartu OPD")
    assert shown["message_id"] != card["message_id"]
    assert shown["text"].startswith("Dinas Kesehatan")
    assert "Analisis jabatan" in shown["text"]


async def test_an_outage_leaves_the_reminder_to_be_sent_once(town: Town, dewi: Talker) -> None:
    siti = await at_ten(town)
    await opened(dewi)
    await dewi.presses("Ingatkan sekarang")
    await town.people.fault("502", method="sendMessage", times=1)
    await town.send_notices()
    assert await reminders_of(siti) == []
    await town.restart()
    town.pass_time(minutes=2)
    await remind(town.app.context_types.context(town.app))
    await town.send_notices()
    assert len(await reminders_of(siti)) == 1


async def test_five_quick_taps_remind_once(town: Town, dewi: Talker) -> None:
    """As in zetkin/organize.zetk.in#551, where every click of a slow button sent the reminders again."""
    siti = await at_ten(town)
    card = await opened(dewi)
    for _ in range(5):
        await dewi.taps("Ingatkan sekarang", card)
    for update in await town.waiting():
        await town.deliver(update)
    await town.send_notices()
    assert len(await reminders_of(siti)) == 1


async def test_who_reports_for_two_opd_is_not_reminded_by_way_of_the_other(town: Town, dewi: Talker) -> None:
    """A limit by OPD would be gone round by asking at the next one (woowacourse-teams/2025-ah-madda#590)."""
    await at_ten(town)
    rina = await operator(town, 1003, "Rina", HEALTH.code, LIBRARY.code)
    await opened(dewi)
    await dewi.presses("Ingatkan sekarang")
    shown = await opened(dewi, "DISPERPUSIP")
    assert "• Rina · diingatkan hari ini 10.00 oleh Dewi" in shown["text"]
    assert "Ingatkan sekarang" not in labels(shown)
    await town.send_notices()
    (reminder,) = await reminders_of(rina)
    assert LIBRARY.name in reminder["text"]


async def test_another_instance_that_ticks_meanwhile_sends_no_second(town: Town, dewi: Talker) -> None:
    """As in indigo-iam/iam#1115, where two instances put the same reminder of a day into the database."""
    siti = await with_deadlines(town)
    town.go_to(wib(12, 1, 8))
    there = await town.elsewhere()
    await opened(dewi)
    await dewi.presses("Ingatkan sekarang")
    await remind(there)
    await remind(town.app.context_types.context(town.app))
    await town.send_notices()
    assert len(await reminders_of(siti)) == len(town.storage.tables.reminders) == 1


async def test_words_below_an_opds_card_mean_what_they_do_in_the_list(dewi: Talker) -> None:
    await dewi.says("/evaluasi")
    await dewi.says("/belum")
    await dewi.presses("DINKES")
    assert "⬜ DISPERPUSIP" in labels(await dewi.says("perpustakaan"))
    await dewi.says("/belum")
    await dewi.presses("DINKES")
    assert (await dewi.says("berapa iku"))["text"].startswith("IKU 2026")
