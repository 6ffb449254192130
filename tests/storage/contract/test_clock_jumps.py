"""Random histories while the clock jumps about: the order of what happened is its sequence.

Each story is the report of an OPD of its own: sent, withdrawn, verified, returned, undone as the rules allow,
by a clock that usually runs and sometimes jumps by hours, both ways.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest

from domain.figures.figure import Part, figure, figure_now
from domain.reports.events import (
    DECISIONS,
    EventKind,
    ReportEvent,
    Standing,
    State,
    event_about,
    is_undoable,
    may_decide,
    may_submit,
    may_undo,
    may_withdraw,
    standing,
)
from domain.review.inbox import inbox
from domain.units.opd import Opd
from storage.ports import Storage, UnitOfWork
from tests.drawing import cases
from tests.fakes.storage import FakeStorage
from tests.storage.samples import NOW, SAKIP, someone, submission

LENGTH = 12
"""Events of a story."""


@dataclass
class Story:
    """One report, and what must be true of it whatever the clock says."""

    dice: Random
    opd: str
    now: datetime = NOW
    told: list[ReportEvent] = field(default_factory=list)
    states: list[tuple[State, int | None]] = field(default_factory=lambda: [(State.MISSING, None)])
    """After each event: the state, and the submission that waits."""
    past: dict[datetime, Standing] = field(default_factory=dict)
    """Where it stood as of instants that were over."""

    def ticks(self) -> None:
        jump = self.dice.random() < 0.3
        hours = self.dice.uniform(-12, 12) if jump else 0
        self.now += timedelta(hours=hours, minutes=self.dice.uniform(0, 9))

    async def goes_on(self, uow: UnitOfWork, by: int) -> None:
        """Let one thing happen that is allowed at this moment, and say what it leads to."""
        state, waiting = self.states[-1]
        last = self.told[-1] if self.told else None
        if waiting is None and last is not None and self._may_be_undone(last):
            await self._append(uow, event_about(last, EventKind.UNDONE, by=by, at=self.now), self.states[-2])
        elif waiting is None:
            may_submit(standing(self.told))
            event = submission(await someone(uow), opd=self.opd, at=self.now, about=None)
            await self._append(uow, event, None)
        else:
            kind = self.dice.choice((EventKind.WITHDRAWN, EventKind.VERIFIED, EventKind.RETURNED))
            (may_withdraw if kind is EventKind.WITHDRAWN else may_decide)(standing(self.told), waiting)
            sent = next(one for one in self.told if one.id == waiting)
            after = {
                EventKind.WITHDRAWN: self._before_sending(waiting),
                EventKind.VERIFIED: (State.VERIFIED, None),
                EventKind.RETURNED: (State.VERIFIED if state is State.VERIFIED else State.RETURNED, None),
            }[kind]
            await self._append(uow, event_about(sent, kind, by=by, at=self.now), after)

    def _may_be_undone(self, last: ReportEvent) -> bool:
        if last.kind not in DECISIONS or not is_undoable(last, self.now) or self.dice.random() < 0.5:
            return False
        may_undo(self.told, last, self.now)
        return True

    def _before_sending(self, waiting: int) -> tuple[State, int | None]:
        place = next(number for number, one in enumerate(self.told) if one.id == waiting)
        return self.states[place]

    async def _append(
        self, uow: UnitOfWork, event: ReportEvent, after: tuple[State, int | None] | None
    ) -> None:
        stored = await uow.reports.append(event)
        self.told.append(stored)
        if after is None:
            state = self.states[-1][0]
            after = (State.VERIFIED if state is State.VERIFIED else State.WAITING, stored.id)
        self.states.append(after)


def check(story: Story, told: list[ReportEvent]) -> None:
    """Compare what the bot would say of a report with what has happened to it."""
    state, waiting = story.states[-1]
    now = standing(told)
    assert [one.id for one in told] == [one.id for one in story.told]
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert now.state is state
    assert (now.waiting.id if now.waiting is not None else None) == waiting
    opd = Opd(story.opd, story.opd, "dinas", NOW.date() - timedelta(days=400))
    assert [one.sent.id for one in inbox(told, [opd], NOW.date())] == ([waiting] if waiting else [])
    live = figure_now(SAKIP, 2026, story.now, [opd], told, lambda _: True)
    assert (len(live.entries), live.counts.met) == (1, int(state is State.VERIFIED))
    assert live.of(Part.MET) == (live.entries if state is State.VERIFIED else ())
    as_of = told[-1].at
    then = figure(SAKIP, 2026, as_of, [opd], told, lambda _: True)
    assert then.counts == live.counts
    for instant, stood in story.past.items():
        assert standing(told, instant) == stood
    before = as_of - timedelta(microseconds=1)
    story.past[before] = standing(told, before)


@pytest.mark.exhaustive
async def test_whatever_the_clock_does_a_report_stands_where_its_events_have_led(storage: Storage) -> None:
    stories = cases(12, 10_000 if isinstance(storage, FakeStorage) else 300)
    for seed in range(stories):
        story = Story(Random(seed), f"OPD{seed}")  # noqa: S311 - a story, no secret
        async with storage.uow() as uow:
            person = await someone(uow)
            for _ in range(LENGTH):
                story.ticks()
                await story.goes_on(uow, person.id)
                check(story, await uow.reports.events(opd=story.opd))
            if seed % 100 == 0:
                await uow.commit()
