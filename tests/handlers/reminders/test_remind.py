"""Reminders as operators get them: once for a step, at the right hour, naming everything that is owed."""

import pytest

from handlers.delivery.notices import NOT_WORTH_SENDING
from handlers.reminders.remind import remind
from handlers.words import ways_on
from storage.ports import NoticeState, Unavailable
from tests.handlers.reminders.reminding import (
    OFFERED,
    THE_DAY_BEFORE,
    notices_of,
    operator,
    reminded,
    reminders_of,
    wib,
    with_deadlines,
)
from tests.town.dialogue import HEALTH, LIBRARY, Town, labels, press

NAMES_EVERYTHING = """⏰ SAKIP besok 16.00 (+2 lagi) – DINKES
Pengingat laporan 2026 · Dinas Kesehatan

Bapak/Ibu Siti, yang masih perlu dikirim:

⬜ SAKIP – besok
2 Desember 2026 pukul 16.00 WIB

⬜ IKM – 8 hari lagi
9 Desember 2026 pukul 16.00 WIB

⬜ Analisis jabatan – belum ada tenggat"""


async def test_a_step_is_sent_once_however_often_the_tick_runs(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    for _ in range(3):
        await town.remind()
        town.pass_time(hours=2)
    await town.restart()
    await town.remind()
    (reminder,) = await reminders_of(siti)
    assert reminder["text"] == NAMES_EVERYTHING
    assert labels(reminder) == [*OFFERED, "2 jam lagi", "Besok 08.00"]


async def test_a_process_that_ends_between_deciding_and_sending_loses_nothing(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    await town.restart()
    await town.remind()
    assert len(await reminders_of(siti)) == 1


async def test_nothing_is_decided_before_eight_or_in_the_evening(town: Town) -> None:
    siti = await with_deadlines(town)
    for now in (wib(12, 1, 7, 59), wib(12, 1, 17), wib(12, 1, 23)):
        await town.remind(now)
    assert await reminders_of(siti) == []


async def test_at_night_the_city_is_not_even_read(town: Town) -> None:
    town.storage.fail_next()
    context = town.app.context_types.context(town.app)
    town.go_to(wib(12, 1, 17))
    await remind(context)
    town.go_to(wib(12, 1, 16, 59))
    with pytest.raises(Unavailable):
        await remind(context)


async def test_not_on_a_day_off_but_on_the_working_day_before(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-07T16:00:00+07:00")  # a Monday
    siti = await operator(town)
    await town.set_year("reminder.before", "1, 0")
    days = []
    for day in range(3, 8):
        town.go_to(wib(12, day, 8))
        before = len(await reminders_of(siti))
        await town.remind()
        days += [day] if len(await reminders_of(siti)) > before else []
    assert days == [4, 7]


async def test_the_deadline_day_is_reminded_of_even_on_a_sunday(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-06T16:00:00+07:00")
    await town.set_year("reminder.before", "0")
    siti = await operator(town)
    await town.remind(wib(12, 6, 8))
    (reminder,) = await reminders_of(siti)
    assert "⬜ SAKIP – hari ini pukul 16.00 WIB\n\n⬜ IKM" in reminder["text"]
    assert labels(reminder)[-2:] == ["2 jam lagi", "Hari ini 15.00"]


async def test_nobody_is_interrupted_amid_a_conversation_but_reminded_afterwards(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(wib(12, 1, 7, 45))
    await siti.opens("SAKIP")
    await town.remind(THE_DAY_BEFORE)
    assert await reminders_of(siti) == []
    town.pass_time(minutes=16)
    await town.remind()
    (reminder,) = await reminders_of(siti)
    assert (
        "📝 SAKIP – besok\n2 Desember 2026 pukul 16.00 WIB\ndraf Bapak/Ibu, 31 menit lalu"
        in (reminder["text"])
    )
    assert labels(reminder)[0] == "Lanjutkan SAKIP"


async def test_a_conversation_begun_since_it_was_decided_puts_it_off(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    await siti.opens("IKM")
    await town.remind()
    assert await reminders_of(siti) == []
    town.pass_time(minutes=31)
    await town.remind()
    assert len(await reminders_of(siti)) == 1


async def test_who_owes_nothing_is_left_alone(town: Town) -> None:
    siti = await with_deadlines(town)
    await town.set_year("deadline.ikm", "")
    await siti.reports_sakip()
    boss = await town.reviewer()
    await boss.says("/start")
    for day in range(24, 31):
        await town.remind(wib(11, day, 8))
    assert await reminders_of(siti) == await reminders_of(boss) == []


async def test_what_was_reported_between_deciding_and_sending_is_not_named(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    await siti.reports_sakip()
    town.pass_time(minutes=40)
    await town.remind()
    assert await reminders_of(siti) == []
    assert [one.state for one in notices_of(town)] == [NoticeState.FAILED]


async def test_who_lost_the_role_since_it_was_decided_gets_nothing(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    await town.end_role(siti, HEALTH.code)
    await town.remind()
    assert await reminders_of(siti) == []


async def test_what_could_not_be_sent_in_the_day_is_decided_about_again_on_the_next(town: Town) -> None:
    siti = await with_deadlines(town)
    await town.people.fault("502", method="sendMessage", times=1000)
    town.go_to(THE_DAY_BEFORE)
    for _ in range(12):
        await town.remind()
        town.pass_time(hours=1)
    await town.people.no_faults()
    await town.remind(wib(12, 1, 22))
    assert await reminders_of(siti) == []
    await town.remind(wib(12, 2, 8))
    (reminder,) = await reminders_of(siti)
    assert "SAKIP – hari ini pukul 16.00 WIB" in reminder["text"]


async def test_a_day_on_which_the_bot_did_not_run_is_made_up_for(town: Town) -> None:
    siti = await with_deadlines(town)
    await town.set_year("reminder.before", "7")
    await town.remind(wib(11, 25, 7))
    await town.remind(wib(11, 27, 10, 30))
    await town.remind()
    (reminder,) = await reminders_of(siti)
    assert "⬜ SAKIP – 5 hari lagi" in reminder["text"]


async def test_a_deadline_that_has_passed_is_told_with_its_days_and_that_late_is_welcome(town: Town) -> None:
    siti = await reminded(town, wib(12, 3, 8))
    (reminder,) = await reminders_of(siti)
    assert (
        "⏰ SAKIP – lewat 1 hari\n2 Desember 2026 pukul 16.00 WIB\n\n⬜ IKM – 6 hari lagi" in reminder["text"]
    )
    assert "Yang lewat tenggat tetap bisa dikirim." in reminder["text"]


async def test_one_of_two_opd_is_told_whose_report_each_is(town: Town) -> None:
    await with_deadlines(town)
    await town.set_year(f"extension.sakip.{HEALTH.code}", "2026-12-16T16:00:00+07:00")
    rina = await operator(town, 1003, "Rina", HEALTH.code, LIBRARY.code)
    await town.remind(THE_DAY_BEFORE)
    (reminder,) = await reminders_of(rina)
    assert reminder["text"].startswith(
        "⏰ SAKIP besok 16.00 (+5 lagi) – 2 OPD\nPengingat laporan 2026\n\n"
        "Bapak/Ibu Rina, yang masih perlu dikirim:\n\n"
        "Dinas Perpustakaan dan Kearsipan\n⬜ SAKIP – besok\n"
    )
    assert (
        "\n\nDinas Kesehatan\n⬜ IKM – 8 hari lagi\n9 Desember 2026 pukul 16.00 WIB\n⬜ SAKIP – 15 hari"
        in (reminder["text"])
    )
    assert labels(reminder)[:3] == [
        "SAKIP · Dinas Perpustakaan dan Kearsi…",
        "IKM · Dinas Kesehatan",
        "IKM · Dinas Perpustakaan dan Kearsipan",
    ]


async def test_somebody_who_blocked_the_bot_keeps_nobody_else_from_theirs(town: Town) -> None:
    siti = await with_deadlines(town)
    dewi = await operator(town, 1002, "Dewi")
    await town.people.block(siti.id)
    await town.remind(THE_DAY_BEFORE)
    assert len(await reminders_of(dewi)) == 1
    assert [one.state for one in notices_of(town)] == [NoticeState.BLOCKED, NoticeState.SENT]
    town.go_to(wib(12, 2, 8))
    await town.people.unblock(siti.id)
    await town.remind()
    assert len(await reminders_of(siti)) == 1


async def test_a_newer_reminder_takes_the_buttons_of_the_older_one(town: Town) -> None:
    siti = await with_deadlines(town)
    for day in (1, 2):
        await town.remind(wib(12, day, 8))
    older, newer = await reminders_of(siti)
    assert labels(older) == []
    assert labels(newer) == [*OFFERED, "2 jam lagi", "Hari ini 15.00"]


async def test_buttons_that_cannot_be_taken_now_do_not_bring_the_new_reminder_twice(town: Town) -> None:
    siti = await reminded(town)
    older = await siti.card()
    await town.people.fault("502", method="editMessageReplyMarkup", times=1)
    await town.remind(wib(12, 2, 8))
    town.pass_time(minutes=20)
    await town.remind()
    assert [labels(one)[0] for one in await reminders_of(siti)] == ["Lapor SAKIP", "Lapor SAKIP"]
    assert (await siti.presses("2 jam lagi", older))["text"] == ways_on.STALE_BUTTON_WAY_ON
    assert labels((await reminders_of(siti))[0]) == []


async def test_one_that_was_taken_back_before_a_kill_is_not_sent(town: Town) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    (line,) = town.storage.tables.reminders
    async with town.storage.uow() as uow:
        await uow.reminders.drop(line)
        await uow.commit()
    await town.send_notices()
    assert await reminders_of(siti) == []
    assert [(one.state, one.reason) for one in notices_of(town)] == [(NoticeState.FAILED, NOT_WORTH_SENDING)]
    await town.remind()
    assert len(await reminders_of(siti)) == 1


async def test_an_older_reminder_that_is_gone_is_no_obstacle(town: Town) -> None:
    siti = await reminded(town)
    await town.app.bot.delete_message(siti.id, (await siti.card())["message_id"])
    await town.remind(wib(12, 2, 8))
    assert labels((await reminders_of(siti))[-1])[0] == "Lapor SAKIP"


async def test_who_reports_for_many_opd_gets_a_message_and_keys_that_fit(town: Town) -> None:
    await town.found_opds(8)
    await town.set_year("deadline.sakip", "2026-12-02T16:00:00+07:00")
    rina = await operator(town, 1003, "Rina", *(f"OPD{number}" for number in range(8)))
    await town.remind(THE_DAY_BEFORE)
    (reminder,) = await reminders_of(rina)
    assert reminder["text"].count("⬜") == 20
    assert reminder["text"].endswith("\n\n… dan 4 laporan lain; semuanya ada di /lapor.")
    assert labels(reminder) == [
        "SAKIP · Dinas 00",
        "SAKIP · Dinas 01",
        "SAKIP · Dinas 02",
        "Laporan lain ›",
        "2 jam lagi",
        "Besok 08.00",
    ]
    listed = await rina.presses("Laporan lain ›")
    assert listed["text"] == "Untuk OPD mana?"
    assert await reminders_of(rina) == [reminder]


async def test_what_is_left_of_last_year_is_told_from_this_year(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T12:00:00+07:00")
    await town.set_year("deadline.ikm", "2027-01-18T12:00:00+07:00", 2027)
    siti = await operator(town)
    await town.remind(wib(1, 4, 8, year=2027))
    (reminder,) = await reminders_of(siti)
    assert reminder["text"].startswith(
        "⏰ SAKIP 2026 lewat 4 hari (+1 lagi) – DINKES\nPengingat laporan · Dinas Kesehatan\n"
    )
    assert (
        "⏰ SAKIP 2026 – lewat 4 hari\n31 Desember 2026 pukul 12.00 WIB\n\n⬜ IKM 2027 – 14 hari"
        in (reminder["text"])
    )
    assert "Analisis jabatan" not in reminder["text"]
    assert labels(reminder)[:2] == ["Lapor SAKIP 2026", "Lapor IKM 2027"]


async def test_what_is_late_of_last_year_is_not_hidden_by_all_that_the_new_one_owes(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T12:00:00+07:00")
    for report in ("sakip", "ikm", "anjab"):
        await town.set_year(f"deadline.{report}", "2027-12-31T12:00:00+07:00", 2027)
    siti = await operator(town)
    await town.remind(wib(1, 4, 8, year=2027))
    (reminder,) = await reminders_of(siti)
    assert reminder["text"] == (
        "⏰ SAKIP 2026 lewat 4 hari – DINKES\nPengingat laporan 2026 · Dinas Kesehatan\n\n"
        "Bapak/Ibu Siti, yang masih perlu dikirim:\n\n"
        "⏰ SAKIP – lewat 4 hari\n31 Desember 2026 pukul 12.00 WIB\n\nYang lewat tenggat tetap bisa dikirim."
    )
    await siti.walks(press("Lapor sekarang"), "BB", "75,5", press("Belum ada berkas"))
    assert "SAKIP 2026" in (await siti.presses("Kirim"))["text"]
    await town.send_notices()
    (done,) = await reminders_of(siti)
    assert "✅ SAKIP – sudah dilaporkan" in done["text"]
    assert "2027" not in done["text"]
    assert labels(done) == ["‹ Beranda"]


async def test_a_new_year_without_deadlines_asks_for_nothing_yet(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T12:00:00+07:00")
    siti = await operator(town)
    await town.remind(wib(1, 4, 8, year=2027))
    (reminder,) = await reminders_of(siti)
    assert reminder["text"].startswith("⏰ SAKIP 2026 lewat 4 hari – DINKES\nPengingat laporan 2026 ·")
    assert "2027" not in reminder["text"]


async def test_a_deadline_that_passed_at_noon_is_late_in_the_afternoon(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-02T12:00:00+07:00")
    siti = await operator(town)
    await town.remind(wib(12, 2, 10))
    assert "⬜ SAKIP – hari ini pukul 12.00 WIB\n" in (await siti.card())["text"]
    assert labels(await siti.card())[-1] == "Hari ini 11.00"
    town.go_to(wib(12, 2, 12, 30))
    shown = await siti.presses("Hari ini 11.00")
    assert "⏰ SAKIP – lewat tenggat pukul 12.00 WIB\n" in shown["text"]
    assert (await siti.toasts())[-1] == "Baik, kami ingatkan lagi hari ini pukul 14.30."
