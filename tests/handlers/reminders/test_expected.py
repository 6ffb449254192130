"""What a reminder says of a report that is not out yet, and when none is sent."""

from domain.keys import IndicatorKey
from tests.handlers.reminders.reminding import (
    THE_DAY_BEFORE,
    operator,
    reminded,
    reminders_of,
    sent_already,
    wib,
)
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

DUE = "2026-12-18T16:00:00+07:00"
"""A Friday; H-14 is the 4th of December, and the 17th is H-1."""


async def owing(town: Town, month: str) -> Talker:
    """Return an operator who owes SAKIP alone and has said when it will be out."""
    await town.set_year("deadline.sakip", DUE)
    siti = await operator(town)
    await sent_already(town, siti, IndicatorKey.IKM, IndicatorKey.ANJAB)
    await siti.opens("SAKIP", press("LHE belum terbit"), month, press("Kirim"))
    return siti


async def test_nobody_is_reminded_until_h_minus_one(town: Town) -> None:
    siti = await owing(town, "maret 2027")
    for day in (4, 11, 15):
        await town.remind(wib(12, day, 8))
        assert await reminders_of(siti) == []
    await town.remind(wib(12, 17, 8))
    (told,) = await reminders_of(siti)
    assert "belum terbit, perkiraan Mar 2027" in told["text"]
    assert "SAKIP besok 16.00" in told["text"]
    assert labels(told)[0] == "Lapor sekarang"


async def test_in_its_month_that_is_said(town: Town) -> None:
    siti = await owing(town, "desember 2026")
    await town.remind(wib(12, 4, 8))
    (told,) = await reminders_of(siti)
    assert "Bulan ini LHE diperkirakan terbit." in told["text"]


async def test_long_after_the_deadline_the_month_has_a_day_of_its_own(town: Town) -> None:
    siti = await owing(town, "februari 2027")
    for day in (wib(12, 17, 8), wib(12, 18, 8), wib(12, 21, 8), wib(12, 28, 8)):
        await town.remind(day)
    assert len(await reminders_of(siti)) == 4
    await town.remind(wib(2, 1, 8, year=2027))
    told = (await reminders_of(siti))[-1]
    assert len(await reminders_of(siti)) == 5
    assert "Bulan ini LHE diperkirakan terbit." in told["text"]


async def test_the_key_of_a_reminder_leads_straight_to_the_question(town: Town) -> None:
    siti = await owing(town, "desember 2026")
    await town.remind(wib(12, 4, 8))
    asked = await siti.presses("Lapor sekarang")
    assert "Apa predikat LHE AKIP terakhir?" in asked["text"]


async def test_a_reminder_takes_note_of_it(town: Town) -> None:
    siti = await reminded(town)
    await siti.opens("SAKIP", press("LHE belum terbit"), "maret 2027", press("Kirim"))
    await town.send_notices()
    (told,) = await reminders_of(siti)
    assert "⬜ SAKIP – belum terbit, perkiraan Mar 2027" in told["text"]
    assert "Lapor SAKIP" not in labels(told)
    assert labels(told)[0] == "Lapor IKM"


async def test_where_nothing_else_is_owed_it_thanks(town: Town) -> None:
    siti = await reminded(town)
    await sent_already(town, siti, IndicatorKey.IKM, IndicatorKey.ANJAB)
    await siti.opens("SAKIP", press("LHE belum terbit"), "maret 2027", press("Kirim"))
    await town.send_notices()
    (told,) = await reminders_of(siti)
    assert told["text"].startswith("⬜ Sudah dicatat – DINKES")
    assert "Sudah dicatat. Terima kasih!" in told["text"]
    assert "Semua sudah dilaporkan" not in told["text"]
    await siti.presses("Hapus catatan", (await siti.cards())[-1])
    await town.send_notices()
    (told,) = await reminders_of(siti)
    assert "Lapor sekarang" in labels(told)


async def test_of_two_opd_the_other_is_named_alone(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    ani = await operator(town, 1009, "Ani", HEALTH.code, LIBRARY.code)
    await ani.says("/lapor sakip")
    await ani.walks(press(HEALTH.name), press("LHE belum terbit"), "maret 2027", press("Kirim"))
    await town.remind(wib(12, 4, 8))
    (told,) = await reminders_of(ani)
    health = told["text"].partition(LIBRARY.name)[0]
    assert "SAKIP" in told["text"]
    assert "SAKIP –" not in health


async def test_a_verifikator_has_it_reminded_and_is_told_what_was_said(town: Town, dewi: Talker) -> None:
    siti = await owing(town, "maret 2027")
    town.now = wib(11, 23, 10)
    await dewi.says("/belum sakip")
    card = await dewi.presses("⬜ DINKES")
    assert "SAKIP · belum terbit, perkiraan Mar 2027\n18 Des 16.00" in card["text"]
    await dewi.presses("Ingatkan sekarang")
    assert (await dewi.toasts())[-1] == (
        "Pengingat dikirim ke Siti. OPD ini sudah mencatat: SAKIP belum terbit, perkiraan Mar 2027."
    )
    await town.send_notices()
    (told,) = await reminders_of(siti)
    assert "mengingatkan" in told["text"]
    assert "belum terbit, perkiraan Mar 2027" in told["text"]
    assert labels(told)[0] == "Lapor sekarang"


async def test_a_wish_of_before_is_forgotten(town: Town) -> None:
    siti = await reminded(town)
    await sent_already(town, siti, IndicatorKey.IKM, IndicatorKey.ANJAB)
    await siti.presses("2 jam lagi", (await reminders_of(siti))[0])
    await siti.opens("SAKIP", press("LHE belum terbit"), "maret 2027", press("Kirim"))
    town.now = THE_DAY_BEFORE
    await town.remind(wib(12, 1, 11))
    assert len(await reminders_of(siti)) == 1
