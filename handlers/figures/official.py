"""What is official for a year that was closed: its figures as of the closing, and what moved since."""

from dataclasses import dataclass
from datetime import datetime

from domain.closing.official import Reconciliation, compared_from, reconciliation
from domain.figures.asking import Period, period
from domain.figures.figure import Entry
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.four_eyes import is_own
from domain.years.rules import CLOSED_AT, YearRules
from handlers.city.figures import Known, known
from handlers.city.official import frozen
from handlers.city.reviews import may_review
from handlers.figures import official_texts as texts
from handlers.figures.official_texts import Official
from handlers.figures.texts import Line, whose_target
from handlers.telegram.context import Context
from storage.ports import Setting, UnitOfWork


async def official_of(uow: UnitOfWork, rules: YearRules, now: datetime) -> Official | None:
    """Return what stands for the year of these rules and what moved since; None for one never closed."""
    base = compared_from(rules)
    if base is None:
        return None
    then = await known(uow, Period(rules.year, 0, base, live=False))
    today = await known(uow, period(rules.year, 0, now))
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

    def line(self, person: Person, indicator: Indicator, *, names: bool) -> Line:
        """Return one indicator as that person sees it; `names` allows OPD to be named."""
        found = self.then.figure(indicator)
        target, whose = whose_target(self.then.rules, indicator.key, self.when.quarter)
        return Line(
            indicator=indicator,
            figure=found,
            target=target,
            whose=whose,
            own=tuple(entry for entry in found.entries if person.may_report_for(entry.opd.code)),
            mine=sum(self.may_decide(person, indicator, entry) for entry in found.entries),
            reconciled=texts.moved_line(self.official, indicator.key, names=names, most=texts.MANY),
        )

    def may_decide(self, person: Person, indicator: Indicator, entry: Entry) -> bool:
        """Return whether something of an OPD waits for that very person, and not only for a colleague.

        What waited in the past waits for nobody any more, or is in today's figures.
        """
        waiting = entry.standing.waiting
        return (
            self.then.period.live
            and waiting is not None
            and may_review(person, indicator)
            and not is_own(person, waiting)
        )

    def head(self, *, names: bool) -> str:
        return texts.closing_lines(self.official, names=names)


async def standing(context: Context, asked: Period) -> Standing:
    """Return what stands; within one look at all living cards it is read once."""

    async def read() -> Standing:
        async with context.look() as uow:
            return await _standing_of(uow, asked, context.now)

    return await context.once((Standing, asked.year, asked.quarter), read)


async def _standing_of(uow: UnitOfWork, asked: Period, now: datetime) -> Standing:
    rules = await uow.years.rules(asked.year)
    when = frozen(rules, asked)
    stands = None if asked.quarter else await official_of(uow, rules, now)
    return Standing(when, await known(uow, when), stands)
