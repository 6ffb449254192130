"""Cards that live: the newest one of a person changes by itself when the numbers do."""

import asyncio
from datetime import timedelta

import pytest

from domain.people.person import Grant, Role, Unreachable
from handlers.delivery.lane import deliver
from handlers.delivery.refresh import CHANGED, look_at_cards
from handlers.telegram import leaving
from storage.ports import Card, Notice, NoticeState
from storage.ports.cards import SOMETHING_ELSE
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels


async def now(talker: Talker, card: Json) -> str:
    """Return what a card says by now."""
    return str((await talker.message(card["message_id"]))["text"])


async def newest(town: Town, talker: Talker) -> Card:
    """Return what stands on somebody's screen."""
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        card = await uow.cards.newest(person.id)
    assert card is not None
    return card


async def line_about(town: Town, card: Card) -> Notice:
    async with town.storage.uow() as uow:
        line = await uow.notices.find(card.person, CHANGED, card.id)
    assert line is not None
    return line


async def edits(town: Town) -> int:
    """Return how many messages the bot has changed."""
    calls = town.hub.world.calls
    return sum(call.method == "editMessageText" and call.status == 200 for call in calls)


async def test_the_newest_card_follows_the_numbers_through_three_changes(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    card = await dewi.says("/iku")
    assert "2026" in card["text"].splitlines()[0]
    await siti.reports_sakip()
    await town.look()
    first = await now(dewi, card)
    assert "diperbarui 09.15" in first.splitlines()[0]
    assert "1 menunggu Anda" in first
    assert labels(await dewi.message(card["message_id"])) == labels(card)

    # Another change within the same minute waits until it is over.
    await town.verify(HEALTH.code)
    town.pass_time(seconds=20)
    await town.look()
    assert await now(dewi, card) == first
    town.pass_time(seconds=45)
    await town.look()
    second = await now(dewi, card)
    assert "diperbarui 09.16" in second.splitlines()[0]
    assert "50,00 %" in second

    # A newer card takes over; the old one stays as it is.
    town.pass_time(minutes=5)
    newer = await dewi.says("/iku")
    assert "diperbarui" not in newer["text"]
    await eka.reports_sakip()
    await town.look()
    assert await now(dewi, card) == second
    assert "diperbarui 09.21" in (await now(dewi, newer)).splitlines()[0]


async def test_nothing_is_said_anew_and_no_reader_is_woken(town: Town, siti: Talker, dewi: Talker) -> None:
    await dewi.says("/iku")
    before = len(await dewi.chat())
    await siti.reports_sakip()
    await town.look()
    assert len(await dewi.chat()) == before


async def test_nothing_is_edited_where_nothing_changed(town: Town, dewi: Talker) -> None:
    await dewi.says("/iku")
    before = await edits(town)
    for _ in range(20):
        town.pass_time(minutes=7)
        await town.look()
    assert await edits(town) == before


async def test_a_change_that_a_card_does_not_show_edits_nothing(town: Town, eka: Talker) -> None:
    card = await eka.says("/iku")
    async with town.storage.uow() as uow:
        await uow.people.add(4711, "Orang baru", town.now)
        await uow.commit()
    before = await edits(town)
    await town.look()
    assert (await edits(town), await now(eka, card)) == (before, card["text"])


async def test_a_card_stops_after_a_day(town: Town, siti: Talker, eka: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    town.pass_time(hours=23, minutes=59)
    await siti.reports_sakip()
    await town.look()
    last = await now(dewi, card)
    assert "diperbarui 24 Nov 09.14" in last.splitlines()[0]
    town.pass_time(minutes=2)
    await town.verify(HEALTH.code)
    await town.look()
    assert await now(dewi, card) == last
    again = await dewi.presses("Perbarui", card)
    assert again["message_id"] == card["message_id"]
    await eka.reports_sakip()
    await town.look()
    assert "diperbarui 09.16" in (await now(dewi, card)).splitlines()[0]


async def test_whose_role_has_ended_is_told_nothing_more(town: Town, siti: Talker, eka: Talker) -> None:
    card = await eka.says("/iku")
    await siti.reports_sakip()
    await town.end_role(eka, "DISPERPUSIP")
    await town.look()
    assert await now(eka, card) == card["text"]
    stopped = await newest(town, eka)
    assert stopped.fingerprint == ""


async def test_a_role_that_ends_while_the_line_waits(town: Town, siti: Talker, eka: Talker) -> None:
    card = await eka.says("/iku")
    await siti.reports_sakip()
    await look_at_cards(town.app.context_types.context(town.app))
    await town.end_role(eka, "DISPERPUSIP")
    await town.send_notices()
    assert await now(eka, card) == card["text"]
    assert (await newest(town, eka)).fingerprint == ""


async def test_a_card_that_was_turned_into_something_else_is_let_alone(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    card = await dewi.says("/iku")
    detail = await dewi.presses("1", card)
    assert detail["message_id"] == card["message_id"]
    await siti.reports_sakip()
    await town.look()
    assert await now(dewi, card) == detail["text"]
    await dewi.presses("‹ Semua indikator", detail)
    await town.verify(HEALTH.code)
    await town.look()
    assert "diperbarui" in await now(dewi, card)


async def test_pressed_while_the_change_is_on_its_way(town: Town, siti: Talker, dewi: Talker) -> None:
    """The line is queued for the overview; by the time it goes out, the message is an indicator's card."""
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await look_at_cards(town.app.context_types.context(town.app))
    detail = await dewi.presses("1", card)
    await town.send_notices()
    assert await now(dewi, card) == detail["text"]


async def test_who_is_just_being_answered_is_answered_first(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    async with town.services.turns.of(dewi.id):
        await look_at_cards(town.app.context_types.context(town.app))
        await town.deliver_once()
        assert await now(dewi, card) == card["text"]
    town.pass_time(seconds=6)
    await town.send_notices()
    assert "diperbarui" in await now(dewi, card)


async def test_an_old_card_that_is_pressed_becomes_the_newest(town: Town, siti: Talker, dewi: Talker) -> None:
    old = await dewi.says("/iku")
    newer = await dewi.says("/iku")
    await dewi.presses("Perbarui", old)
    await siti.reports_sakip()
    await town.look()
    assert "diperbarui" in await now(dewi, old)
    assert await now(dewi, newer) == newer["text"]


async def test_two_instances_change_it_once(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    other = await town.elsewhere()
    before = await edits(town)
    await asyncio.gather(look_at_cards(town.app.context_types.context(town.app)), look_at_cards(other))
    await asyncio.gather(deliver(other), deliver(town.app.context_types.context(town.app)))
    town.pass_time(seconds=2)
    await asyncio.gather(deliver(other), deliver(town.app.context_types.context(town.app)))
    assert await edits(town) == before + 1
    assert "diperbarui" in await now(dewi, card)


async def test_another_instance_is_just_changing_the_card_that_is_pressed(town: Town, dewi: Talker) -> None:
    """Its edit is waited for: it must not stand over what the press shows."""
    card = await dewi.says("/iku")
    stored = await newest(town, dewi)
    async with town.storage.uow() as uow:
        assert await uow.cards.begin(stored.id, town.now, town.now + timedelta(seconds=15))
        await uow.commit()
    await dewi.taps("1", card)
    (update,) = await town.waiting()
    press = asyncio.create_task(town.deliver(update))
    await asyncio.sleep(0.25)
    assert await now(dewi, card) == card["text"]
    async with town.storage.uow() as uow:
        await uow.cards.release(stored.id)
        await uow.commit()
    await press
    assert await now(dewi, card) != card["text"]


async def test_an_instance_that_died_over_the_card_does_not_get_it_back(
    town: Town, siti: Talker, dewi: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a press has made of the message stays, though the row was still taken when it was pressed."""
    monkeypatch.setattr(leaving, "_LOOKS", 2)
    card = await dewi.says("/menu")
    stored = await newest(town, dewi)
    async with town.storage.uow() as uow:
        assert await uow.cards.begin(stored.id, town.now, town.now + timedelta(seconds=15))
        await uow.commit()
    await siti.reports_sakip()
    everything = await dewi.presses("Lainnya", card)
    assert everything["message_id"] == card["message_id"]
    town.pass_time(minutes=2)
    await town.look()
    assert await now(dewi, card) == everything["text"]


async def test_a_new_process_goes_on_where_the_old_one_died(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await look_at_cards(town.app.context_types.context(town.app))
    await town.restart()
    await town.send_notices()
    assert "diperbarui" in await now(dewi, card)
    town.pass_time(minutes=2)
    await town.verify(HEALTH.code)
    await town.restart()
    await town.look()
    assert "diperbarui 09.17" in await now(dewi, card)


async def test_a_change_during_the_edit_is_not_lost(town: Town, siti: Talker, dewi: Talker) -> None:
    """What was read before the edit counts as seen, not what had happened by the time it was noted."""
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await town.look()
    seen = (await newest(town, dewi)).seen
    await town.verify(HEALTH.code)
    async with town.storage.uow() as uow:
        assert await uow.audit.newest() > seen
    town.pass_time(minutes=1)
    await town.look()
    assert "50,00 %" in await now(dewi, card)


async def test_a_card_that_was_deleted_is_forgotten(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await town.app.bot.delete_message(dewi.id, card["message_id"])
    await siti.reports_sakip()
    await town.look()
    stopped = await newest(town, dewi)
    assert stopped.fingerprint == ""
    line = await line_about(town, stopped)
    assert line.state is NoticeState.SENT


async def test_who_has_blocked_the_bot_is_let_alone_until_they_are_back(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    card = await dewi.says("/iku")
    await town.block_unheard(dewi)
    await siti.reports_sakip()
    await town.look()
    assert (await town.person(dewi)).unreachable is Unreachable.BLOCKED
    town.pass_time(minutes=2)
    before = len(town.hub.world.calls)
    await town.look()
    assert len(town.hub.world.calls) == before
    await town.unblock_unheard(dewi)
    await dewi.says("/bantuan")
    await town.look()
    assert "diperbarui" in await now(dewi, card)


async def test_telegram_asks_to_wait(town: Town, siti: Talker, dewi: Talker) -> None:
    """python-telegram-bot#939: edits meet flood control like messages; the chat is let alone so long."""
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await town.people.fault("429", method="editMessageText", retry_after=222)
    await town.look()
    assert await now(dewi, card) == card["text"]
    town.pass_time(seconds=221)
    before = len(town.hub.world.calls)
    await town.look()
    assert len(town.hub.world.calls) == before
    town.pass_time(seconds=2)
    await town.look()
    assert "diperbarui 09.18" in await now(dewi, card)


async def test_what_telegram_has_changed_already_is_no_trouble(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    """telegraf-ratelimit#1: "message is not modified", here after an edit whose answer got lost."""
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await town.people.fault("drop_after", method="editMessageText")
    await town.look()
    town.pass_time(seconds=5)
    await town.send_notices()
    assert "diperbarui 09.15" in await now(dewi, card)
    assert [call.error for call in town.hub.world.calls if call.method == "editMessageText"][-1] is not None
    async with town.storage.uow() as uow:
        assert await uow.troubles.of("delivery") == []
    assert (await newest(town, dewi)).edited_at is not None


@pytest.mark.parametrize("role", [Role.PIMPINAN, Role.ADMIN])
async def test_everybody_has_a_living_card_of_their_own(town: Town, siti: Talker, role: Role) -> None:
    someone = await town.talker(3001, "Kepala Bagian", Grant(role))
    card, own = await someone.says("/iku"), await siti.says("/iku")
    await siti.reports_sakip()
    await town.look()
    assert "diperbarui" in await now(someone, card)
    assert "diperbarui" in await now(siti, own)


async def test_the_end_of_a_quarter_does_not_live(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku tw3")
    await siti.reports_sakip()
    await town.look()
    assert await now(dewi, card) == card["text"]


async def test_a_message_of_another_room_is_noted_as_something_else(town: Town, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await dewi.presses("1", card)
    assert (await newest(town, dewi)).kind in (SOMETHING_ELSE, "iku.indicator")
