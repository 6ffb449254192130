"""`/belum` changes by itself: when a report comes in, and when a deadline passes without anybody's doing."""

from datetime import datetime, timedelta

from domain.language.dates import WIB
from domain.people.person import Grant, Role
from tests.town.dialogue import Talker, Town, labels

DUE = datetime(2026, 11, 23, 10, 0, tzinfo=WIB)


async def test_a_report_leaves_the_list_of_itself(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/belum")
    assert "SAKIP · 2 dari 2 OPD belum lapor" in card["text"]
    await siti.reports_sakip()
    await town.look()
    now = await dewi.message(card["message_id"])
    assert now["text"].startswith("Belum lapor 2026 · Kelembagaan\ndiperbarui 09.15\n\n")
    assert "SAKIP · 1 dari 2 OPD belum lapor" in now["text"]


async def test_a_deadline_that_passes_is_seen_without_anything_happening(town: Town, dewi: Talker) -> None:
    await town.set_year("deadline.sakip", DUE.isoformat())
    card = await dewi.says("/belum")
    assert labels(card)[0] == "⬜ DINKES"
    town.go_to(DUE - timedelta(seconds=5))
    await town.look()
    assert (await dewi.message(card["message_id"]))["text"] == card["text"]
    town.pass_time(seconds=6)
    await town.look()
    now = await dewi.message(card["message_id"])
    assert labels(now)[0] == "⏰ DINKES"
    assert "\ndiperbarui 10.00\n" in now["text"]


async def test_what_was_searched_for_is_of_the_moment(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/belum kesehatan")
    assert "Sematkan" not in labels(card)
    await siti.reports_sakip()
    await town.look()
    assert (await dewi.message(card["message_id"]))["text"] == card["text"]


async def test_an_opd_that_was_opened_in_the_list_is_not_overwritten(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    card = await dewi.says("/belum")
    opened = await dewi.presses("DINKES", card)
    assert opened["message_id"] == card["message_id"]
    await siti.reports_sakip()
    await town.look()
    assert (await dewi.message(card["message_id"]))["text"] == opened["text"]


async def test_who_may_not_see_the_list_any_more_is_shown_no_more_of_it(town: Town, siti: Talker) -> None:
    boss = await town.talker(3001, "Kepala", Grant(Role.PIMPINAN), Grant(Role.ADMIN))
    card = await boss.says("/belum")
    person = await town.person(boss)
    async with town.storage.uow() as uow:
        await uow.people.end(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.commit()
    await siti.reports_sakip()
    await town.look()
    assert (await boss.message(card["message_id"]))["text"] == card["text"]
