import logging

import pytest
from telegram.error import NetworkError

from bot.line.outage import QUIET_SECONDS, Outage


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_an_outage_is_one_line_when_it_begins_and_one_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock()
    outage = Outage(clock)
    for _ in range(50):
        outage.failed("sendMessage", NetworkError("HTML instead of an answer"))
        # Half of Telegram may be there: polls come through while nothing can be sent.
        outage.answered()
        clock.seconds += 7
    clock.seconds += QUIET_SECONDS
    outage.answered()
    outage.answered()
    assert lines(caplog) == [
        (
            "Telegram does not answer as it should; everything is tried again until it does."
            " (sendMessage: HTML instead of an answer)"
        ),
        "Telegram answers again; 50 call(s) had failed.",
    ]


def test_the_next_outage_has_its_own_line(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    outage = Outage(clock)
    for _ in range(2):
        outage.failed("getUpdates", NetworkError("away"))
        clock.seconds += QUIET_SECONDS
        outage.answered()
    assert len(lines(caplog)) == 2
