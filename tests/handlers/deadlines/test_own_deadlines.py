"""The deadline that each OPD has: with its extension, and without the days that a review took."""

from datetime import datetime, timedelta

from domain.reports.events import EventKind
from tests.handlers.deadlines.stage import returned_after
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

DUE = "2026-11-25T16:00:00+07:00"
LATER = "2026-12-09T12:00:00+07:00"


async def repaired_late(town: Town) -> Talker:
    """Send in time on Monday, be returned on Friday, after the deadline; return the operator."""
    await town.set_year("deadline.sakip", DUE)
    siti, dewi = await town.operator(), await town.reviewer()
    await returned_after(town, siti, dewi, days=4)
    return siti


async def test_an_operator_sees_the_own_extension(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("extension.sakip.DINKES", LATER)
    siti, eka = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    assert "⬜ SAKIP\ntenggat 9 Des pukul 12.00 (16 hari lagi)" in (await siti.says("/status"))["text"]
    assert "⬜ SAKIP\ntenggat 25 Nov pukul 16.00 (2 hari lagi)" in (await eka.says("/status"))["text"]
    town.pass_time(days=3)
    assert "⬜ SAKIP\n" in (await siti.says("/lapor"))["text"]
    assert "⏰ SAKIP\nlewat tenggat 25 Nov pukul 16.00" in (await eka.says("/lapor"))["text"]


async def test_the_list_of_the_late_names_who_has_longer(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("extension.sakip.DINKES", LATER)
    dewi = await town.reviewer()
    town.pass_time(days=3)
    shown = await dewi.says("/belum")
    assert "Tanpa operator: DISPERPUSIP, DINKES" in shown["text"]
    assert labels(shown)[:2] == ["⏰ DISPERPUSIP", "⬜ DINKES"]
    assert "⬜ SAKIP · 9 Des 12.00, 13\xa0hari\xa0lagi\n" in (await dewi.presses("⬜ DINKES"))["text"]
    await dewi.presses("‹ Belum lapor")
    assert "⏰ SAKIP · lewat 1 hari (25 Nov 16.00)\n" in (await dewi.presses("⏰ DISPERPUSIP"))["text"]
    town.pass_time(days=14)
    late = await dewi.says("/belum")
    assert labels(late)[:2] == ["⏰ DINKES", "⏰ DISPERPUSIP"]
    assert "⏰ SAKIP · lewat 1 hari (9 Des 12.00)\n" in (await dewi.presses("⏰ DINKES"))["text"]


async def test_a_delay_in_review_is_never_the_opds(town: Town) -> None:
    siti = await repaired_late(town)
    told = (await siti.says("/status"))["text"]
    assert "🔁 SAKIP\n" in told
    assert "tenggat 29 Nov pukul 16.00 (2 hari lagi)" in told
    dewi = Talker(town, 2001)
    shown = await dewi.says("/belum")
    assert labels(shown)[:2] == ["⏰ DISPERPUSIP", "🔁 DINKES"]
    card = await dewi.presses("🔁 DINKES")
    assert "🔁 SAKIP · perlu perbaikan sejak 27 Nov, 29 Nov 16.00, 2\xa0hari\xa0lagi\n" in card["text"]


async def test_a_reviewer_sees_on_whose_side_the_days_went(town: Town) -> None:
    siti = await repaired_late(town)
    dewi = Talker(town, 2001)
    town.pass_time(days=1, hours=2)
    await siti.walks("/status", press("Perbaiki SAKIP"), "80", press("Kirim"))
    assert (await town.events(HEALTH.code))[-1].kind is EventKind.SUBMITTED
    town.pass_time(hours=3)
    card = await opens_report(dewi)
    assert "Sejak awal: 4 hari di Sub Bagian · 1 hari di OPD" in card["text"]


async def test_a_report_sent_once_needs_no_such_line(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    assert "Sejak awal" not in (await opens_report(dewi))["text"]


async def test_at_the_instant_of_the_deadline_it_is_late_on_every_screen(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    siti, dewi = await town.operator(), await town.reviewer()
    town.go_to(datetime.fromisoformat(DUE) - timedelta(seconds=1))
    assert "⬜ SAKIP\ntenggat hari ini pukul 16.00" in (await siti.says("/status"))["text"]
    before = await dewi.says("/belum")
    assert "tenggat hari ini pukul 16.00" in before["text"]
    assert labels(before)[:2] == ["⬜ DINKES", "⬜ DISPERPUSIP"]
    town.go_to(datetime.fromisoformat(DUE))
    assert "⏰ SAKIP\nlewat tenggat 25 Nov pukul 16.00" in (await siti.says("/status"))["text"]
    after = await dewi.says("/belum")
    assert "lewat tenggat 25 Nov pukul 16.00" in after["text"]
    assert labels(after)[:2] == ["⏰ DINKES", "⏰ DISPERPUSIP"]
    assert "⏰ SAKIP · lewat sejak pukul 16.00\n" in (await dewi.presses("⏰ DINKES"))["text"]
