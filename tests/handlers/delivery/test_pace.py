"""How fast the lane may go, by a stopwatch that only sleeping moves."""

from itertools import pairwise

import pytest

from handlers.delivery.pace import CHATS_THAT_MEAN_ALL, FAILURES_THAT_MEAN_ALL, LONGEST_QUIET, SLACK, Pacer


class Stopwatch:
    """Shows the seconds slept; every sleep takes `late` longer than asked for."""

    def __init__(self, late: float = 0.0) -> None:
        self.shows = 100.0
        self._late = late

    def __call__(self) -> float:
        return self.shows

    async def sleep(self, seconds: float) -> None:
        self.shows += seconds + self._late


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def pacer(watch: Stopwatch) -> Pacer:
    return Pacer(clock=watch, sleep=watch.sleep)


async def moments(pacer: Pacer, watch: Stopwatch, many: int) -> list[float]:
    found = []
    for _ in range(many):
        await pacer.turn()
        found.append(watch.shows - 100)
    return found


async def test_turns_are_evenly_spaced(pacer: Pacer, watch: Stopwatch) -> None:
    await pacer.turn()
    at = await moments(pacer, watch, 200)
    assert at[-1] == pytest.approx(200 * pacer.gap - SLACK)
    gaps = {round(after - before, 6) for before, after in pairwise(at[10:])}
    assert gaps == {pacer.gap}


async def test_sleeping_a_little_too_long_is_made_up_for() -> None:
    watch = Stopwatch(late=0.007)
    pacer = Pacer(clock=watch, sleep=watch.sleep)
    at = await moments(pacer, watch, 101)
    assert at[-1] == pytest.approx(100 * pacer.gap - SLACK + 0.007)


async def test_a_long_silence_is_not_made_up_for(pacer: Pacer, watch: Stopwatch) -> None:
    await pacer.turn()
    watch.shows += 10
    at = await moments(pacer, watch, 25)
    assert at[:5] == pytest.approx([10] * 5)
    assert at[5:] == pytest.approx([10 + turn * pacer.gap for turn in range(20)], abs=pacer.gap)


def test_a_chat_that_is_refused_again_and_again_means_nobody_else(pacer: Pacer) -> None:
    assert not any(pacer.refused(1) for _ in range(10))


def test_chats_refused_in_a_row_mean_all_until_one_is_taken(pacer: Pacer) -> None:
    refused = [pacer.refused(chat) for chat in range(CHATS_THAT_MEAN_ALL + 1)]
    assert refused == [False] * (CHATS_THAT_MEAN_ALL - 1) + [True] * 2
    assert pacer.refused(0)
    assert not pacer.is_paused
    pacer.answered()
    assert not pacer.refused(0)


def test_a_message_that_was_taken_in_between_shows_that_only_chats_were_meant(pacer: Pacer) -> None:
    for chat in range(20):
        assert not pacer.refused(chat)
        if chat % (CHATS_THAT_MEAN_ALL - 1):
            pacer.answered()


def test_a_telegram_that_is_away_is_tried_less_and_less_often(pacer: Pacer, watch: Stopwatch) -> None:
    pauses = []
    for _ in range(FAILURES_THAT_MEAN_ALL + 8):
        pacer.failed()
        begun = watch.shows
        while pacer.is_paused:
            watch.shows += 0.5
        pauses.append(watch.shows - begun)
    assert pauses == [0, 0, 1, 2, 4, 8, 16, LONGEST_QUIET, LONGEST_QUIET, LONGEST_QUIET, LONGEST_QUIET]
    pacer.answered()
    pacer.failed()
    assert not pacer.is_paused


def test_what_left_before_the_pause_says_nothing_new(pacer: Pacer, watch: Stopwatch) -> None:
    for _ in range(50):
        pacer.failed()
    watch.shows += 1
    assert not pacer.is_paused
