"""What the card of *Bagaimana bila* is made of: the figure now, what is asked, and the shortest way."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from domain.errors import NotPossible, Problem
from domain.figures.asking import period
from domain.figures.figure import Entry, Figure
from domain.figures.what_if import Measure, Step, Way, WhatIf, nearest, shortest_way, toggled
from domain.indicators import Indicator
from handlers.city.figures import Known, known, pressed_indicator
from handlers.telegram.buttons import fingerprint
from handlers.telegram.context import Context
from handlers.whatif.marks import Marks
from storage.ports import Stale


@dataclass(frozen=True)
class Desk:
    """One indicator as it stands at this moment."""

    indicator: Indicator
    then: Known

    @property
    def year(self) -> int:
        return self.then.period.year

    @cached_property
    def figure(self) -> Figure:
        return self.then.figure(self.indicator)

    @property
    def target(self) -> Decimal | None:
        return self.then.rules.target(self.indicator.key)[0]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every OPD that could count and does not, the nearest first."""
        by = Measure(self.indicator, self.then.rules.chosen, lambda opd: self.then.due(self.indicator, opd))
        return nearest(self.figure, by)

    @cached_property
    def way(self) -> Way:
        return shortest_way(self.figure, self.target, self.steps)

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The OPD in the order of the card: the nearest first, then what cannot count, then what does."""
        near = [step.entry for step in self.steps]
        known = {entry.opd.code for entry in near}
        rest = [entry for entry in self.figure.entries if entry.opd.code not in known]
        return (*near, *sorted(rest, key=WhatIf(self.figure, self.target, frozenset()).met))

    def asked(self, marks: Marks) -> WhatIf:
        """Return what these marks ask about."""
        turned = self._of_way if marks.by_the_way else frozenset[str]()
        for place in marks.places:
            turned = toggled(turned, self.figure.entries[place].opd.code)
        return WhatIf(self.figure, self.target, turned)

    def basis(self, marks: Marks) -> str:
        """Return the fingerprint of what marks are relative to: who counts, and what the way is made of.

        Anything else may change meanwhile: the marks go on meaning what they did, and the numbers are new.
        """
        now = WhatIf(self.figure, self.target, frozenset())
        there = [f"{entry.opd.code}{'+' if now.met(entry) else '-'}" for entry in self.figure.entries]
        way = sorted(self._of_way) if marks.by_the_way else []
        return fingerprint(" ".join((*there, *way)))

    @property
    def _of_way(self) -> frozenset[str]:
        return frozenset(step.entry.opd.code for step in self.way.steps)


async def desk_of(context: Context, key: str, year: int) -> Desk:
    """Return the desk of an indicator in a year that is still worked on.

    Raises Stale for an indicator, or a year, that no card of ours has, NotPossible(YEAR_CLOSED).
    """
    indicator = pressed_indicator(key)
    if year not in (context.year, context.year - 1):
        raise Stale(f"a question about {year}")
    async with context.look() as uow:
        then = await known(uow, period(year, 0, context.now))
    if then.rules.closed_at is not None:
        raise NotPossible(Problem.YEAR_CLOSED)
    return Desk(indicator, then)
