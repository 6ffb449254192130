"""Messages nobody asked for just now: what is said, to whom it is not, and what becomes of its line."""

import logging

import pytest

from domain.people.person import Unreachable
from handlers.delivery.lane import GIVEN_UP, MOST_TRIES
from handlers.delivery.notices import NOT_WORTH_SENDING, Act
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, change, lasting, say
from storage.ports import Notice, NoticeState, Unavailable
from tests.handlers.delivery.queueing import SAID, ask_for, bring, notice, queue, stored
from tests.town.dialogue import HEALTH, Talker, Town

SILENT, BROKEN, WAITS, TOO_LONG = "test-silent", "test-broken", "test-waits", "test-too-long"
EDITS, DELETES, CLUMSY, TO_ANYBODY = "test-edits", "test-deletes", "test-clumsy", "test-to-anybody"


@notice(TOO_LONG)
async def _too_long(_: Context, __: Notice) -> Screen | None:
    return lasting("x" * 5000)


@notice(SILENT)
async def _silent(_: Context, __: Notice) -> Screen | None:
    return None


@notice(BROKEN)
async def _broken(_: Context, __: Notice) -> Screen | None:
    raise ZeroDivisionError


@notice(WAITS)
async def _waits(_: Context, __: Notice) -> Screen | None:
    raise Unavailable("as the test asked")


@notice(TO_ANYBODY, to_anybody=True)
async def _to_anybody(_: Context, __: Notice) -> Screen | None:
    return lasting("Untuk siapa saja")


@notice(EDITS)
async def _edits(_: Context, waiting: Notice) -> Act:
    async def act(context: Context, chat_id: int) -> None:
        await change(context, chat_id, waiting.about, lasting("sudah diubah"))

    return act


@notice(DELETES)
async def _deletes(_: Context, waiting: Notice) -> Act:
    async def act(context: Context, chat_id: int) -> None:
        await context.bot.delete_message(chat_id, waiting.about)

    return act


@notice(CLUMSY)
async def _clumsy(_: Context, __: Notice) -> Act:
    async def act(context: Context, chat_id: int) -> int:
        await say(context, chat_id, lasting("terkirim"))
        raise ZeroDivisionError

    return act


async def told(town: Town) -> tuple[Talker, Notice]:
    """Return somebody who was sent a first message, and its line."""
    siti = await bring(town)
    await queue(town, siti, SAID)
    await town.send_notices()
    return siti, stored(town)[0]


async def test_what_was_queued_is_sent_once_and_settled(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID, SAID)
    await town.send_notices()
    await town.send_notices()
    assert [one["text"] for one in await siti.chat()][-2:] == ["Kabar 1", "Kabar 2"]
    first, last = stored(town)
    assert (first.state, first.attempts, first.unsure) == (NoticeState.SENT, 1, 0)
    assert (last.state, last.settled_at, last.leased_until) == (NoticeState.SENT, town.now, None)
    assert last.message_id == (await siti.card())["message_id"]


async def test_what_is_not_worth_sending_any_more_is_settled_without_a_word(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SILENT)
    before = await siti.card()
    await town.send_notices()
    assert await siti.card() == before
    [line] = stored(town)
    assert (line.state, line.reason, line.unsure) == (NoticeState.FAILED, NOT_WORTH_SENDING, 0)


async def test_who_has_lost_every_role_is_told_nothing_more(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID, TO_ANYBODY)
    await town.end_role(siti, HEALTH.code)
    await town.send_notices()
    assert [one["text"] for one in await siti.chat()][-1] == "Untuk siapa saja"
    assert [(one.state, one.reason) for one in stored(town)] == [
        (NoticeState.FAILED, NOT_WORTH_SENDING),
        (NoticeState.SENT, ""),
    ]


async def test_one_that_cannot_be_worded_does_not_keep_the_others(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    siti = await bring(town)
    await queue(town, siti, BROKEN, "nobody-knows", SAID)
    with caplog.at_level(logging.ERROR):
        await town.send_notices()
    assert (await siti.card())["text"] == "Kabar 3"
    assert [(one.state, one.unsure, one.reason) for one in stored(town)] == [
        (NoticeState.FAILED, 0, "ZeroDivisionError()"),
        (NoticeState.FAILED, 0, "LookupError('unknown kind nobody-knows')"),
        (NoticeState.SENT, 0, ""),
    ]
    assert len(caplog.records) == 2


async def test_a_bug_after_the_sending_is_not_repeated_and_stays_in_doubt(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    siti = await bring(town)
    await queue(town, siti, CLUMSY, SAID)
    with caplog.at_level(logging.ERROR):
        await town.send_notices()
    assert [one["text"] for one in await siti.chat()][-2:] == ["terkirim", "Kabar 2"]
    clumsy, _ = stored(town)
    assert (clumsy.state, clumsy.attempts, clumsy.unsure) == (NoticeState.FAILED, 1, 1)
    assert [record.getMessage() for record in caplog.records] == ["Notice 1 cannot be sent."]


async def test_an_act_may_change_what_was_said(town: Town) -> None:
    siti, line = await told(town)
    await ask_for(town, siti, EDITS, line.message_id)
    await town.send_notices()
    card = await siti.card()
    assert (card["message_id"], card["text"]) == (line.message_id, "sudah diubah")
    assert stored(town)[-1].state is NoticeState.SENT
    assert stored(town)[-1].message_id is None


async def test_an_act_may_take_it_away_again(town: Town) -> None:
    siti, line = await told(town)
    await ask_for(town, siti, DELETES, line.message_id)
    await town.send_notices()
    assert line.message_id not in [one["message_id"] for one in await siti.chat()]
    assert stored(town)[-1].state is NoticeState.SENT


async def test_a_message_that_is_gone_already_is_a_refusal_and_says_nothing_about_the_person(
    town: Town,
) -> None:
    siti, line = await told(town)
    await ask_for(town, siti, DELETES, line.message_id)
    await ask_for(town, siti, DELETES, (line.message_id or 0) + 500)
    await town.send_notices()
    assert [one.state for one in stored(town)][1:] == [NoticeState.SENT, NoticeState.FAILED]
    assert (await town.person(siti)).unreachable is None


async def test_what_telegram_refuses_is_not_tried_again(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, TOO_LONG)
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.FAILED, 1, 0)


async def test_who_blocked_the_bot_is_marked_until_a_message_arrives_again(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID, SAID)
    await town.block_unheard(siti)
    await town.deliver_once()
    [blocked, waiting] = stored(town)
    assert (blocked.state, blocked.unsure) == (NoticeState.BLOCKED, 0)
    assert "blocked" in blocked.reason
    assert waiting.state is NoticeState.WAITING
    person = await town.person(siti)
    assert (person.unreachable, person.unreachable_since) == (Unreachable.BLOCKED, town.now)

    await town.unblock_unheard(siti)
    await town.send_notices()
    assert (await siti.card())["text"] == "Kabar 2"
    assert (await town.person(siti)).unreachable is None


async def test_who_never_pressed_start_is_marked_as_such(town: Town) -> None:
    eka = await town.operator(1004, "Eka")
    await queue(town, eka, SAID)
    await town.send_notices()
    assert [one.state for one in stored(town)] == [NoticeState.BLOCKED]
    assert (await town.person(eka)).unreachable is Unreachable.NEVER_STARTED


async def test_a_database_that_is_away_while_a_message_is_worded_leaves_it_for_later(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, WAITS)
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure, line.leased_until) == (NoticeState.WAITING, 1, 0, None)
    assert line.next_try is not None
    assert line.next_try > town.now


async def test_a_database_that_is_away_after_the_sending_is_waited_for(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    town.request.before_next = town.storage.fail_next
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.unsure) == (NoticeState.SENT, 0)
    assert (await siti.card())["text"] == "Kabar 1"


async def test_a_database_that_is_away_at_the_claim_takes_nothing(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    town.storage.fail_next()
    with pytest.raises(Unavailable):
        await town.deliver_once()
    assert [one.attempts for one in stored(town)] == [0]


async def test_a_process_that_died_over_a_message_leaves_it_in_doubt_and_it_is_sent_again(
    town: Town,
) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    await town.claim_and_die()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.WAITING, 1, 1)
    await town.send_notices()
    assert stored(town) == [line]
    town.pass_time(seconds=45)
    await town.send_notices()
    assert (await siti.card())["text"] == "Kabar 1"
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.SENT, 2, 1)


async def test_a_message_that_kills_every_process_is_given_up(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    for _ in range(MOST_TRIES):
        await town.claim_and_die()
        town.pass_time(seconds=45)
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.reason, line.unsure) == (NoticeState.FAILED, GIVEN_UP, MOST_TRIES)


def test_a_kind_registered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two kinds of notices"):
        notice(SILENT)(_silent)
