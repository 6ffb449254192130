"""Messages nobody asked for just now: each is sent once, waits while Telegram is away, and is settled."""

import logging
from datetime import timedelta

import pytest

from handlers.context import Context
from handlers.delivery import FIRST_WAIT, MOST_TRIES
from handlers.notices import NOT_WORTH_SENDING, notice
from handlers.speech import Screen
from storage.ports import Notice, NoticeState, Unavailable
from tests.dialogue import Talker, Town

SAID, SILENT, BROKEN, WAITS = "test-said", "test-silent", "test-broken", "test-waits"
TOO_LONG = "test-too-long"


@notice(SAID)
async def _said(_: Context, one: Notice) -> Screen | None:
    return Screen(f"Kabar {one.about}")


@notice(TOO_LONG)
async def _too_long(_: Context, __: Notice) -> Screen | None:
    return Screen("x" * 5000)


@notice(SILENT)
async def _silent(_: Context, __: Notice) -> Screen | None:
    return None


@notice(BROKEN)
async def _broken(_: Context, __: Notice) -> Screen | None:
    raise ZeroDivisionError


@notice(WAITS)
async def _waits(_: Context, __: Notice) -> Screen | None:
    raise Unavailable("as the test asked")


async def queue(town: Town, talker: Talker, *kinds: str) -> None:
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        for about, kind in enumerate(kinds, start=1):
            await uow.notices.add(person.id, kind, about, town.now)
        await uow.commit()


def stored(town: Town) -> list[Notice]:
    return list(town.storage.tables.notices.values())


async def listener(town: Town) -> Talker:
    siti = await town.operator()
    await siti.says("/status")
    return siti


async def test_what_was_queued_is_sent_once_and_settled(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, SAID, SAID)
    await town.send_notices()
    await town.send_notices()
    assert [one["text"] for one in await siti.chat()][-2:] == ["Kabar 1", "Kabar 2"]
    last = stored(town)[-1]
    assert (last.state, last.attempts, last.settled_at) == (NoticeState.SENT, 1, town.now)
    assert last.message_id == (await siti.card())["message_id"]


async def test_what_is_not_worth_sending_any_more_is_settled_without_a_word(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, SILENT)
    before = await siti.card()
    await town.send_notices()
    assert await siti.card() == before
    assert [(one.state, one.reason) for one in stored(town)] == [(NoticeState.FAILED, NOT_WORTH_SENDING)]


async def test_one_that_cannot_be_worded_does_not_keep_the_others(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    siti = await listener(town)
    await queue(town, siti, BROKEN, "nobody-knows", SAID)
    with caplog.at_level(logging.ERROR):
        await town.send_notices()
    assert (await siti.card())["text"] == "Kabar 3"
    assert [one.state for one in stored(town)] == [NoticeState.FAILED, NoticeState.FAILED, NoticeState.SENT]
    assert [one.reason for one in stored(town)] == [
        "ZeroDivisionError()",
        "LookupError('unknown kind nobody-knows')",
        "",
    ]
    assert len(caplog.records) == 2


async def test_a_database_that_is_away_leaves_everything_waiting(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, WAITS)
    with pytest.raises(Unavailable):
        await town.send_notices()
    assert [(one.state, one.attempts) for one in stored(town)] == [(NoticeState.WAITING, 1)]


async def test_somebody_who_blocked_the_bot_is_left_alone(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, SAID)
    await town.people.block(siti.id)
    await town.send_notices()
    (one,) = stored(town)
    assert one.state is NoticeState.BLOCKED
    assert "blocked" in one.reason


async def test_flood_control_waits_as_long_as_telegram_asks(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, SAID)
    await town.people.fault("429", method="sendMessage", retry_after=40, times=1)
    await town.send_notices()
    (one,) = stored(town)
    assert (one.state, one.next_try) == (NoticeState.WAITING, town.now + timedelta(seconds=40))
    await town.send_notices()
    assert stored(town)[0].attempts == 1
    town.pass_time(seconds=40)
    await town.send_notices()
    assert (await siti.card())["text"] == "Kabar 1"


async def test_an_outage_is_waited_out_longer_each_time_and_not_for_ever(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, SAID)
    await town.people.fault("502", method="sendMessage", times=1000)
    waits = []
    for _ in range(MOST_TRIES):
        await town.send_notices()
        first = stored(town)[0]
        waits.append(first.next_try - town.now if first.next_try is not None else None)
        town.pass_time(hours=1)
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert waits[-2:] == [timedelta(hours=1), None]
    assert stored(town)[0].state is NoticeState.FAILED


async def test_what_telegram_refuses_is_not_tried_again(town: Town) -> None:
    siti = await listener(town)
    await queue(town, siti, TOO_LONG)
    await town.send_notices()
    assert [one.state for one in stored(town)] == [NoticeState.FAILED]


def test_a_kind_registered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two notices"):
        notice(SAID)(_said)
