"""A process that sleeps over its messages, and a clock that jumps meanwhile: nobody gets anything twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers.delivery.lane import FIRST_WAIT
from handlers.delivery.pace import PACE
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from storage.ports import Notice, NoticeState
from tests.handlers.delivery.queueing import SAID, bring, notice, queue, stored
from tests.town.dialogue import Town

SLEEPY = "test-sleepy"
_meanwhile: list[Callable[[], object]] = []
"""What happens while the sleepy one is worded."""


@notice(SLEEPY)
async def _sleepy(_: Context, __: Notice) -> Screen | None:
    while _meanwhile:
        _meanwhile.pop()()
    return lasting("Kabar terlambat")


async def test_whoever_took_it_over_has_the_last_word(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """This process was asleep for longer than its lease; another one has begun meanwhile."""
    siti = await bring(town)
    await queue(town, siti, SAID)

    def another_takes_over() -> None:
        [line] = stored(town)
        town.take_over(line)

    town.request.before_next = another_takes_over
    await town.deliver_once()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.WAITING, 2, 2)
    assert "Somebody else has sent it meanwhile" in caplog.text


async def test_a_process_that_slept_past_its_lease_before_the_sending_does_not_send(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SLEEPY)
    _meanwhile.append(lambda: town.pass_time(seconds=PACE.lease.total_seconds()))
    await town.deliver_once()
    assert "Kabar terlambat" not in [one["text"] for one in await siti.chat()]
    assert [(one.state, one.attempts, one.unsure) for one in stored(town)] == [(NoticeState.WAITING, 1, 0)]
    town.pass_time(seconds=FIRST_WAIT.total_seconds())
    await town.send_notices()
    assert [one["text"] for one in await siti.chat()].count("Kabar terlambat") == 1
    assert [(one.state, one.attempts, one.unsure) for one in stored(town)] == [(NoticeState.SENT, 2, 0)]


async def test_what_was_taken_over_while_the_process_slept_is_left_to_the_other(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SLEEPY)
    _meanwhile.append(lambda: town.take_over(stored(town)[0]))
    _meanwhile.append(lambda: town.pass_time(seconds=PACE.lease.total_seconds()))
    await town.deliver_once()
    assert "Kabar terlambat" not in [one["text"] for one in await siti.chat()]
    assert [(one.state, one.attempts, one.unsure) for one in stored(town)] == [(NoticeState.WAITING, 2, 2)]


@pytest.mark.parametrize("amount", [timedelta(days=14), -timedelta(hours=1)])
async def test_a_clock_that_jumps_while_a_message_is_on_its_way_doubles_nothing(
    town: Town, amount: timedelta
) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)

    def jump() -> None:
        town.now += amount

    town.request.before_next = jump
    await town.send_notices()
    assert [one["text"] for one in await siti.chat()].count("Kabar 1") == 1
    assert [(one.state, one.attempts) for one in stored(town)] == [(NoticeState.SENT, 1)]
