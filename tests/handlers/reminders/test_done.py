"""A reminder is edited when a report comes in or goes back, whoever of the OPD sent it."""

from dataclasses import replace

from handlers.reminders.remind import remind
from storage.ports import NoticeState
from tests.handlers.reminders.reminding import (
    THE_DAY_BEFORE,
    notices_of,
    operator,
    owing_only_sakip,
    reminded,
    reminders_of,
    wib,
)
from tests.handlers.review.reviewing import returned
from tests.town.dialogue import LIBRARY, Town, labels, press

SAKIP_DONE = """IKM 9 Des 16.00 (+1 lagi) – DINKES
Pengingat laporan 2026 · Dinas Kesehatan

Bapak/Ibu Siti, yang masih perlu dikirim:

✅ SAKIP – sudah dilaporkan

⬜ IKM – 8 hari lagi
9 Desember 2026 pukul 16.00 WIB

⬜ Analisis jabatan – belum ada tenggat"""


async def test_the_report_opens_below_and_the_reminder_ticks_it_off(town: Town) -> None:
    siti = await reminded(town)
    await siti.presses("Lapor SAKIP")
    (reminder,) = await reminders_of(siti)
    assert labels(reminder)[0] == "Lapor SAKIP"
    await siti.walks("BB", "75,5", press("Belum ada berkas"))
    receipt = await siti.presses("Kirim")
    await town.send_notices()
    (reminder,) = await reminders_of(siti)
    assert reminder["text"] == SAKIP_DONE
    assert labels(reminder) == ["Lapor IKM", "Lapor Analisis jabatan", "2 jam lagi", "Besok 08.00"]
    assert "Laporan terkirim" in receipt["text"]
    assert (await siti.card())["message_id"] == receipt["message_id"]


async def test_a_press_that_is_delivered_twice_leaves_the_reminder_alone(town: Town) -> None:
    siti = await reminded(town)
    press = await siti.pressed("Lapor SAKIP")
    await town.deliver(press, times=2)
    assert len(await reminders_of(siti)) == 1
    assert "Apa predikat" in (await siti.card())["text"]


async def test_put_off_and_then_reported_it_does_not_come_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await town.remind(THE_DAY_BEFORE)
    reminder = await siti.card()
    assert labels(reminder) == ["Lapor sekarang", "2 jam lagi", "Besok 08.00"]
    await siti.presses("2 jam lagi")
    await siti.presses("Lapor sekarang", reminder)
    await siti.walks("BB", "75,5", press("Belum ada berkas", "Kirim"))
    for hour in (8, 10, 12):
        await town.remind(wib(12, 1, hour, 30))
    (reminder,) = await reminders_of(siti)
    assert reminder["text"] == (
        "✅ Sudah dilaporkan – DINKES\nPengingat laporan 2026 · Dinas Kesehatan\n\n"
        "✅ SAKIP – sudah dilaporkan\n\n"
        "✅ Semua sudah dilaporkan. Terima kasih!"
    )
    assert labels(reminder) == ["‹ Beranda"]


async def test_a_colleagues_report_edits_everybodys_reminder(town: Town) -> None:
    siti = await owing_only_sakip(town)
    dewi = await operator(town, 1002, "Dewi")
    eka = await operator(town, 1004, "Eka", LIBRARY.code)
    await town.remind(THE_DAY_BEFORE)
    await dewi.reports_sakip()
    await town.send_notices()
    for talker in (siti, dewi):
        (reminder,) = await reminders_of(talker)
        assert "✅ Semua sudah dilaporkan" in reminder["text"]
    assert "⬜ SAKIP – besok" in (await reminders_of(eka))[0]["text"]


async def test_withdrawn_it_is_owed_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await town.remind(THE_DAY_BEFORE)
    await siti.reports_sakip()
    await town.send_notices()
    await siti.withdraws()
    await town.send_notices()
    (reminder,) = await reminders_of(siti)
    assert "📝 SAKIP – besok\n2 Desember 2026 pukul 16.00 WIB\ndraf Bapak/Ibu, baru saja" in reminder["text"]
    assert labels(reminder) == ["Lanjutkan sekarang", "2 jam lagi", "Besok 08.00"]


async def test_returned_it_is_owed_again_and_its_undoing_takes_that_back(town: Town) -> None:
    siti, dewi = await owing_only_sakip(town), await town.reviewer()
    await town.remind(THE_DAY_BEFORE)
    await siti.reports_sakip()
    town.pass_time(minutes=1)
    await returned(dewi, "Nilai")
    (reminder,) = await reminders_of(siti)
    # The day on which it was reviewed is given back.
    assert "🔁 SAKIP – perlu perbaikan, 2 hari lagi\n3 Desember 2026 pukul 16.00 WIB" in reminder["text"]
    assert labels(reminder) == ["Perbaiki sekarang", "2 jam lagi", "Besok 08.00"]
    await dewi.presses("Urungkan")
    await town.send_notices()
    (reminder,) = await reminders_of(siti)
    assert "✅ Semua sudah dilaporkan" in reminder["text"]


async def test_a_returned_report_is_reminded_of_and_its_repair_opens_below(town: Town) -> None:
    siti, dewi = await owing_only_sakip(town), await town.reviewer()
    await siti.reports_sakip()
    town.pass_time(minutes=1)
    await returned(dewi, "Nilai", reason="Angka berbeda dengan bukti")
    await town.remind(wib(12, 2, 8))
    (reminder,) = await reminders_of(siti)
    assert "🔁 SAKIP – perlu perbaikan, besok\n3 Desember 2026 pukul 16.00 WIB" in reminder["text"]
    asked = await siti.presses("Perbaiki sekarang", reminder)
    assert asked["message_id"] != reminder["message_id"]
    assert "Angka berbeda dengan bukti" in asked["text"]
    await siti.says("77")
    await siti.presses("Kirim")
    await town.send_notices()
    assert "✅ Semua sudah dilaporkan" in (await reminders_of(siti))[0]["text"]


async def test_a_reminder_deleted_from_the_chat_is_left_alone(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await town.remind(THE_DAY_BEFORE)
    await town.app.bot.delete_message(siti.id, (await siti.card())["message_id"])
    await siti.reports_sakip()
    said = len(await siti.chat())
    await town.send_notices()
    assert len(await siti.chat()) == said
    assert [one.state for one in notices_of(town, "reminder-changed")] == [NoticeState.SENT]


async def test_what_no_reminder_names_edits_none(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await siti.reports_sakip()
    assert notices_of(town, "reminder-changed") == []


async def test_a_reminder_that_was_followed_by_a_newer_one_stays_as_it_was(town: Town) -> None:
    siti = await reminded(town)
    await siti.reports_sakip()
    receipt = await siti.card()
    await town.send_notices()
    await town.remind(wib(12, 2, 8))
    await siti.withdraws(receipt)
    await town.send_notices()
    older, newer = await reminders_of(siti)
    assert older["text"] == SAKIP_DONE
    assert "SAKIP" not in newer["text"]


async def test_a_report_that_comes_in_while_the_reminder_is_on_its_way_edits_it_later(
    town: Town,
) -> None:
    """Another instance is sending it meanwhile, and notes only later which message it has become."""
    siti = await owing_only_sakip(town)
    town.go_to(THE_DAY_BEFORE)
    await remind(town.app.context_types.context(town.app))
    await town.claim_and_die()
    await siti.reports_sakip()
    town.pass_time(seconds=1)
    await town.deliver_once()
    assert [one.state for one in notices_of(town, "reminder-changed")] == [NoticeState.WAITING]
    sent = await town.app.bot.send_message(siti.id, "⬜ SAKIP – besok")
    (line,) = notices_of(town)
    async with town.storage.uow() as uow:
        await uow.notices.update(replace(line, state=NoticeState.SENT, message_id=sent.message_id))
        await uow.commit()
    town.pass_time(seconds=10)
    await town.send_notices()
    assert "✅ SAKIP – sudah dilaporkan" in (await siti.card())["text"]
