"""*2 jam lagi* and *Besok 08.00*: what happens is what the button says, and never after the deadline."""

from handlers.reminders import texts as reminders
from handlers.words import ways_on
from tests.handlers.reminders.reminding import (
    THE_DAY_BEFORE,
    operator,
    reminded,
    reminders_of,
    wib,
    with_deadlines,
)
from tests.town.dialogue import HEALTH, LIBRARY, Town, labels


async def test_two_hours_later_it_comes_again_once(town: Town) -> None:
    siti = await reminded(town, wib(12, 1, 8, 20))
    shown = await siti.presses("2 jam lagi")
    assert (await siti.toasts())[-1] == "Baik, kami ingatkan lagi hari ini pukul 10.20."
    assert shown["text"].endswith("\n\nBaik, kami ingatkan lagi hari ini pukul 10.20.")
    await town.remind(wib(12, 1, 10, 19))
    assert len(await reminders_of(siti)) == 1
    for minute in (20, 30, 40):
        await town.remind(wib(12, 1, 10, minute))
    older, newer = await reminders_of(siti)
    assert labels(older) == []
    assert newer["text"].startswith(
        "⏰ SAKIP besok 16.00 (+2 lagi) – DINKES\nPengingat laporan 2026 · Dinas Kesehatan\n\n"
        "Bapak/Ibu Siti, seperti diminta, kami ingatkan lagi. Yang masih perlu dikirim:\n\n"
        "⬜ SAKIP – besok\n"
    )
    assert "ingatkan lagi hari ini" not in newer["text"]
    assert labels(newer)[-2:] == ["2 jam lagi", "Besok 08.00"]


async def test_tomorrow_at_eight(town: Town) -> None:
    siti = await reminded(town, wib(11, 25, 8))
    await siti.presses("Besok 08.00")
    assert (await siti.toasts())[-1] == "Baik, kami ingatkan lagi besok pukul 08.00."
    await town.remind(wib(11, 26, 8))
    assert "seperti diminta" in (await reminders_of(siti))[-1]["text"]


async def test_pressed_again_the_newer_wish_holds(town: Town) -> None:
    siti = await reminded(town, wib(11, 25, 8))
    await siti.presses("2 jam lagi")
    shown = await siti.presses("Besok 08.00")
    assert "ingatkan lagi besok pukul 08.00" in shown["text"]
    assert "hari ini" not in shown["text"]
    await town.remind(wib(11, 25, 15))
    assert len(await reminders_of(siti)) == 1


async def test_a_wish_below_a_newer_reminder_takes_the_place_of_an_older_one(town: Town) -> None:
    siti = await with_deadlines(town)
    await town.set_year("deadline.anjab", "2026-12-10T16:00:00+07:00")
    await town.remind(wib(12, 1, 8))
    await siti.presses("Besok 08.00")
    await town.set_year("reminder.before", "8, 0")
    await town.remind(wib(12, 2, 8))
    await siti.presses("2 jam lagi")
    wishes = [line.again_at for line in town.storage.tables.reminders.values()]
    assert wishes == [None, wib(12, 2, 10)]


async def test_on_a_friday_tomorrow_is_monday(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-11T16:00:00+07:00")
    siti = await operator(town)
    await town.remind(wib(12, 4, 8))
    assert labels(await siti.card())[-2:] == ["2 jam lagi", "Senin 08.00"]
    await siti.presses("Senin 08.00")
    assert (await siti.toasts())[-1] == "Baik, kami ingatkan lagi Senin, 7 Desember 2026 pukul 08.00."


async def test_before_a_long_holiday_the_button_names_the_day(town: Town) -> None:
    await town.set_year("deadline.sakip", "2027-01-14T16:00:00+07:00")
    for day in range(1, 11):
        await town.set_year(f"dayoff.2027-01-{day:02}", "Libur", 2027)
    await town.set_year("reminder.before", "14")
    siti = await operator(town)
    await town.remind(wib(12, 31, 8))
    assert labels(await siti.card())[-1] == "11 Januari 08.00"


async def test_in_the_afternoon_both_wishes_mean_tomorrow_and_one_button_is_offered(town: Town) -> None:
    siti = await reminded(town, wib(12, 1, 14, 45))
    assert labels(await siti.card())[3:] == ["Besok 08.00"]


async def test_near_the_deadline_it_comes_an_hour_before_it_or_not_at_all(town: Town) -> None:
    siti = await reminded(town, wib(12, 2, 13, 30))
    assert labels(await siti.card())[3:] == ["Hari ini 15.00"]
    town.go_to(wib(12, 2, 15, 10))
    shown = await siti.presses("Hari ini 15.00")
    assert (await siti.toasts())[-1] == (
        "Tenggatnya hari ini pukul 16.00, jadi pengingat tidak bisa ditunda lagi."
    )
    assert labels(shown) == ["Lapor SAKIP", "Lapor IKM", "Lapor Analisis jabatan"]
    assert all(line.again_at is None for line in town.storage.tables.reminders.values())


async def test_a_wish_waits_until_the_conversation_is_over(town: Town) -> None:
    siti = await reminded(town)
    reminder = await siti.card()
    await siti.presses("2 jam lagi")
    town.go_to(wib(12, 1, 9, 50))
    await siti.presses("Lapor SAKIP", reminder)
    await town.remind(wib(12, 1, 10))
    assert len(await reminders_of(siti)) == 1
    await town.remind(wib(12, 1, 10, 21))
    again = (await reminders_of(siti))[-1]["text"]
    assert "seperti diminta" in again
    assert "📝 SAKIP – besok" in again


async def test_a_wish_that_cannot_be_sent_in_time_is_kept(town: Town) -> None:
    siti = await reminded(town, wib(11, 25, 8))
    await siti.presses("2 jam lagi")
    await town.people.fault("502", method="sendMessage", times=1000)
    for hour in (10, 12, 16, 19, 22):
        await town.remind(wib(11, 25, hour))
    await town.people.no_faults()
    await town.remind(wib(11, 26, 8))
    assert "seperti diminta" in (await reminders_of(siti))[-1]["text"]


async def test_a_wish_about_an_old_reminder_is_kept_too(town: Town) -> None:
    siti = await reminded(town, wib(12, 23, 8))
    (last,) = await reminders_of(siti)
    town.go_to(wib(1, 20, 9, year=2027))
    await siti.presses("08.00", last)
    await town.remind(wib(1, 21, 8, year=2027))
    assert "seperti diminta" in (await reminders_of(siti))[-1]["text"]


async def test_only_the_newest_reminder_can_be_put_off(town: Town) -> None:
    siti = await reminded(town)
    (first,) = town.storage.tables.reminders
    await town.remind(wib(12, 2, 8))
    said = await siti.forges(f"gs:{first}:2j")
    assert said["text"] == ways_on.STALE_BUTTON_WAY_ON
    assert all(line.again_at is None for line in town.storage.tables.reminders.values())


async def test_a_forged_wish_changes_nothing(town: Town) -> None:
    siti = await with_deadlines(town)
    rina = await operator(town, 1003, "Rina", LIBRARY.code)
    await town.remind(THE_DAY_BEFORE)
    of_siti, of_rina = town.storage.tables.reminders
    before = dict(town.storage.tables.reminders)
    assert (await siti.forges(f"gs:{of_rina}:2j"))["text"] == reminders.NOT_YOURS
    for data in (f"gs:{of_siti}:esok", "gs:999:2j", "gs:x:2j", f"gs:{of_siti}"):
        assert (await rina.forges(data))["text"] in (ways_on.STALE_BUTTON_WAY_ON, reminders.NOT_YOURS)
    assert (await siti.forges(f"gs:{of_siti}:esok"))["text"] == ways_on.STALE_BUTTON_WAY_ON
    assert town.storage.tables.reminders == before


async def test_a_press_that_telegram_delivers_twice_puts_off_once(town: Town) -> None:
    siti = await reminded(town)
    press = await siti.pressed("2 jam lagi")
    await town.deliver(press)
    town.pass_time(minutes=30)
    await town.deliver(press)
    assert [line.again_at for line in town.storage.tables.reminders.values()] == [wib(12, 1, 10)]
    assert "pukul 10.00" in (await siti.card())["text"]


async def test_who_owes_nothing_any_more_is_told_so(town: Town) -> None:
    siti = await reminded(town)
    await town.close_opd(HEALTH)
    shown = await siti.presses("2 jam lagi")
    assert (await siti.toasts())[-1] == shown["text"] == reminders.NOTHING_OWED
    assert labels(shown) == ["‹ Beranda"]
