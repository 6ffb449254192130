"""What is official for a year that was closed: its figures as of the closing, and what moved since."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.closing.official import Reconciliation, compared_from, official_as_of, reconciliation
from domain.figures.asking import Period, period
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.years.rules import CLOSED_AT, YearRules
from handlers.city.figures import Known, known
from handlers.figures import official_texts as texts
from handlers.figures.official_texts import Official
from handlers.figures.texts import Line
from handlers.telegram.context import Context
from storage.ports import Setting, UnitOfWork


async def frozen(uow: UnitOfWork, when: Period) -> Period:
    """Return what to show: of a year that was closed the instant of its closing; a quarter stays itself."""
    rules = await uow.years.rules(when.year)
    if when.quarter or not rules.closings:
        return when
    return replace(when, as_of=official_as_of(rules, when.as_of), live=False)


async def official_of(uow: UnitOfWork, year: int, now: datetime) -> Official | None:
    """Return what stands for that year and what moved since; None for a year that was never closed."""
    rules = await uow.years.rules(year)
    base = compared_from(rules)
    if base is None:
        return None
    then = await known(uow, Period(year, 0, base, live=False))
    today = await known(uow, period(year, 0, now))
    return Official(rules, await _reopening(uow, rules), _moved(then, today))


def _moved(then: Known, today: Known) -> dict[IndicatorKey, Reconciliation]:
    told = {one.key: reconciliation(then.figure(one), today.figure(one)) for one in INDICATORS}
    return {key: moved for key, moved in told.items() if moved is not None}


async def _reopening(uow: UnitOfWork, rules: YearRules) -> Setting | None:
    if rules.closed_at is not None:
        return None
    told = [one for one in await uow.years.settings(rules.year) if one.key == CLOSED_AT]
    return told[-1]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for the time that was asked for: of a year that was closed, what was closed."""

    when: Period
    then: Known
    official: Official | None
    """None also for a quarter, which is what it was on its last day."""

    def line(self, context: Context, indicator: Indicator, *, names: bool, most: int = texts.FEW) -> Line:
        """Return one indicator as the person who asks sees it; `names` allows OPD to be named."""
        found = self.then.figure(indicator)
        return Line(
            indicator=indicator,
            figure=found,
            target=self.then.rules.targets.get(indicator.key),
            own=tuple(entry for entry in found.entries if context.person.may_report_for(entry.opd.code)),
            # What waited in the past waits for nobody any more, or is in today's figures.
            waits_for_asker=self.then.period.live and indicator.owner in context.person.sub_bagian,
            reconciled=texts.moved_line(self.official, indicator.key, names=names, most=most),
        )

    def head(self, *, names: bool) -> str:
        return texts.closing_lines(self.official, names=names)


async def standing_of(uow: UnitOfWork, asked: Period, now: datetime) -> Standing:
    when = await frozen(uow, asked)
    stands = None if asked.quarter else await official_of(uow, asked.year, now)
    return Standing(when, await known(uow, when), stands)
