"""The ticks' turns while the wall clock is set back or ahead: they come nevertheless."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.ticks.steady import ANYWAY, AT_ONCE_AGAIN, MOMENT, Clocks, Turn
from handlers.telegram.chores import Chore, Tick, done_as_found
from handlers.telegram.context import Context
from tests.fakes.storage import FakeStorage

NOW = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
EVERY = 10.0
FIRST = 101.0
"""By the stopwatch, when every tick has its first turn."""


async def nothing(_: Context) -> list[int]:
    return []


def turn(
    storage: FakeStorage | None = None, *, wakes: frozenset[str] | None = None, at_once: bool = False
) -> Turn:
    chore = Chore("test", nothing, done_as_found, str)
    tick = Tick(chore, timedelta(seconds=EVERY), wakes=wakes, at_once=at_once)
    return Turn(tick, storage or FakeStorage(), FIRST)


def quiet(storage: FakeStorage | None = None, *, at_once: bool = False) -> Turn:
    """Return the turn of a tick that only a change of people wakes."""
    return turn(storage, wakes=frozenset({"people"}), at_once=at_once)


def had(one: Turn, *, at: float = FIRST, due: datetime | None = None) -> Turn:
    one.begins()
    one.ends(NOW, at, due)
    return one


async def stored(storage: FakeStorage) -> None:
    async with storage.uow() as uow:
        await uow.people.add(1001, "Siti", NOW)
        await uow.commit()


@pytest.mark.parametrize("one", [turn(), quiet()])
def test_everything_has_its_first_turn_a_moment_after_the_start(one: Turn) -> None:
    assert not one.is_its(NOW, FIRST - 0.1)
    assert one.is_its(NOW, FIRST)


def test_what_was_missed_is_not_made_up_for() -> None:
    one = had(turn())
    much_later = FIRST + 100 * EVERY
    assert one.is_its(NOW, much_later)
    assert not had(one, at=much_later).is_its(NOW, much_later + EVERY - 0.1)


def test_nothing_has_a_turn_beside_itself() -> None:
    one = quiet(at_once=True)
    one.begins()
    assert one.wake(FIRST) is None
    assert not one.is_its(NOW, FIRST + ANYWAY)
    one.ends(NOW, FIRST + 1, None)
    assert one.is_its(NOW, FIRST + 1 + AT_ONCE_AGAIN)


def test_without_a_change_and_without_anything_due_it_has_none() -> None:
    one = had(quiet())
    assert not one.is_its(NOW + timedelta(seconds=30), FIRST + 30)
    assert one.is_its(NOW, FIRST + ANYWAY)


def test_a_change_gives_what_somebody_waits_for_its_turn_at_once() -> None:
    one = had(quiet(at_once=True))
    assert one.wake(FIRST + 1) == FIRST + 1 + MOMENT
    assert one.is_its(NOW, FIRST + 1 + MOMENT)


def test_a_change_gives_everything_else_its_turn_when_it_has_rested() -> None:
    one = had(quiet())
    assert one.wake(FIRST + 1) == FIRST + EVERY
    assert not one.is_its(NOW, FIRST + EVERY - 0.1)
    assert one.is_its(NOW, FIRST + EVERY)


def test_a_change_of_other_tables_is_none() -> None:
    one = quiet()
    assert not one.is_meant(frozenset({"audit"}))
    assert one.is_meant(frozenset({"audit", "people"}))
    assert one.is_meant(frozenset({"troubles"}))
    assert one.is_meant(None)
    assert not turn().is_meant(None)


async def test_a_change_of_which_nobody_told_is_seen_when_it_looks() -> None:
    storage = FakeStorage()
    one = had(quiet(storage))
    assert not one.is_its(NOW, FIRST + EVERY)
    await stored(storage)
    assert not one.is_its(NOW, FIRST + EVERY + 1)
    assert one.is_its(NOW, FIRST + 2 * EVERY)


async def test_a_change_during_its_turn_asks_for_another() -> None:
    storage = FakeStorage()
    one = quiet(storage)
    one.begins()
    await stored(storage)
    one.ends(NOW, FIRST, None)
    assert one.is_its(NOW, FIRST + EVERY)


def test_what_is_due_comes_at_its_instant() -> None:
    one = had(quiet(), due=NOW + timedelta(seconds=30))
    assert not one.is_its(NOW + timedelta(seconds=29), FIRST + 29)
    assert one.is_its(NOW + timedelta(seconds=30), FIRST + 30)
    assert one.comes(NOW + timedelta(seconds=25), FIRST + 25) == pytest.approx(FIRST + 30)


def test_what_is_due_and_could_not_be_done_is_tried_when_it_has_rested() -> None:
    one = had(quiet(at_once=True), due=NOW)
    assert not one.is_its(NOW, FIRST + EVERY - 0.1)
    assert one.is_its(NOW, FIRST + EVERY)


def test_a_tick_that_asks_nothing_of_the_database_comes_at_its_intervals() -> None:
    one = had(turn())
    assert not one.is_its(NOW - timedelta(days=1), FIRST + EVERY - 0.1)
    assert one.is_its(NOW - timedelta(days=1), FIRST + EVERY)


@pytest.mark.parametrize("amount", [timedelta(hours=-7), timedelta(hours=7), timedelta(days=3650)])
def test_a_clock_that_is_set_jumps(amount: timedelta) -> None:
    clocks = Clocks()
    assert not clocks.has_jumped(NOW, 100)
    assert not clocks.has_jumped(NOW + timedelta(seconds=1), 101)
    assert clocks.has_jumped(NOW + timedelta(seconds=2) + amount, 102)
    assert not clocks.has_jumped(NOW + timedelta(seconds=3) + amount, 103)


def test_a_machine_that_slept_finds_its_clock_ahead() -> None:
    clocks = Clocks()
    clocks.has_jumped(NOW, 100)
    assert clocks.has_jumped(NOW + timedelta(hours=8), 100.5)


def test_a_loop_that_was_held_for_long_is_no_jump() -> None:
    clocks = Clocks()
    clocks.has_jumped(NOW, 100)
    assert not clocks.has_jumped(NOW + timedelta(seconds=30), 130)
