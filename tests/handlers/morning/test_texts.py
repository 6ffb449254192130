"""However much there is to tell, it fits into one of Telegram's messages, and what is left out is counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.closing.official import Cause, Moved
from domain.deadlines.due import Clocks
from domain.figures.figure import Figure
from domain.indicators import INDICATORS, reported
from domain.keys import IndicatorKey
from domain.morning.told import Unreached, Wait
from domain.people.person import Person, Unreachable
from domain.reports.events import EventKind, ReportEvent, Standing
from domain.review.inbox import Waiting
from handlers.evaluation import ToEvaluate
from handlers.morning.digest_texts import Changed, Digest, Totals, changed
from handlers.morning.late_texts import Late, LateGroup, LateOpd
from handlers.morning.texts import Morning, Waits, message
from handlers.words.words import LONGEST_MESSAGE
from tests.handlers.morning.mornings import wib
from tests.town.dialogue import HEALTH

LONG = "Dinas Perumahan, Kawasan Permukiman & Pertanahan " * 4
NOW = wib(9)


def lost(number: int) -> Person:
    return Person(number, number, LONG, frozenset(), Unreachable.NEVER_STARTED, NOW)


def waits(number: int) -> Waits:
    sent = ReportEvent(
        id=number,
        kind=EventKind.SUBMITTED,
        opd="A",
        indicator=IndicatorKey.SAKIP,
        year=2025,
        at=NOW,
        by=1,
    )
    return Waits(Wait(Waiting(sent, Standing()), Clocks(timedelta(days=40), timedelta(days=80))), LONG)


def everything(many: int) -> Morning:
    """Return a morning on which there is that much of everything, for a person of all Sub Bagian."""
    unreached = Unreached("A", tuple(lost(n) for n in range(9)), (lost(9), lost(10)), invited=False)
    before, after = Figure(IndicatorKey.SAKIP, 2025, NOW, ()), Figure(IndicatorKey.SAKIP, 2026, NOW, ())
    moved = tuple(Moved(replace(HEALTH, name=LONG, short="D" * 20), -1, Cause.UNDONE) for _ in range(many))
    return Morning(
        late=Late(
            [
                LateGroup(
                    one,
                    2025,
                    NOW,
                    [
                        LateOpd(replace(HEALTH, short="D" * 20, code=f"{number}"), returned=True)
                        for number in range(many)
                    ],
                )
                for one in reported()
            ],
            [(LONG, unreached)] * many,
        ),
        waits=[waits(number) for number in range(many)],
        evaluations=[ToEvaluate(indicator=one, year=2026, due=NOW, left=many) for one in INDICATORS],
        digest=Digest(
            since=NOW,
            until=NOW,
            changes=[Changed(one, 2026, before.counts, after.counts, moved) for one in INDICATORS * 2],
            before=Totals(many, many),
            after=Totals(0, 0),
        ),
    )


@pytest.mark.parametrize("many", [1, 2, 3, 8, 40])
def test_the_longest_morning_is_one_message_with_every_section(many: int) -> None:
    said = message(LONG, everything(many), NOW)
    assert len(said) <= LONGEST_MESSAGE
    for head in ("SAKIP 2025 lewat tenggat", "tidak sampai", "Menunggu verifikasi", "Evaluasi", "Perubahan"):
        assert head in said


def test_what_is_left_out_is_counted() -> None:
    said = message("Dewi", everything(40), NOW)
    assert "dan 39 laporan lain" in said or "dan 40 laporan lain" in said


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_its_words_as_a_gain_and_as_none(cause: Cause) -> None:
    figure = Figure(IndicatorKey.SAKIP, 2026, NOW, ())
    moved = tuple(Moved(HEALTH, change, cause) for change in (1, 0, -1))
    told = Digest(
        since=NOW,
        until=NOW,
        changes=[Changed(INDICATORS[0], 2026, figure.counts, figure.counts, moved)],
        before=Totals(0, 0),
        after=Totals(0, 0),
    )
    gain, neither, loss = changed(told, 8).splitlines()[-3:]
    assert gain.startswith("+1 ")
    assert neither.startswith("1 ")
    assert loss.startswith("−1 ")
    assert all(line.endswith(": DINKES") for line in (gain, neither, loss))
