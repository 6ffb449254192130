"""What stands for a time that was asked for; of a closed year what was closed, and what moved since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.closing.official import Reconciliation, compared_from, reconciliation
from domain.figures.asking import Period, period
from domain.figures.figure import Entry
from domain.figures.kept import Totals, totals_of
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.four_eyes import is_own
from domain.years.rules import CLOSED_AT, YearRules
from handlers.city.figures import Known, known_of
from handlers.city.kept import kept_rules
from handlers.city.official import frozen
from handlers.city.past import known_then
from handlers.city.reviews import may_review, owned
from handlers.figures import official_texts as texts
from handlers.figures.official_texts import Official
from handlers.figures.texts import Line, whose_target
from handlers.telegram.context import Context
from storage.ports import FIGURES, Reviewer, Setting, Undecided, UnitOfWork, once


async def official_of(uow: UnitOfWork, context: Context, rules: YearRules) -> Official | None:
    """Return what stands for the year of these rules and what moved since; None for one never closed."""
    base = compared_from(rules)
    if base is None:
        return None

    then = await known_then(uow, context, Period(rules.year, 0, base, live=False))
    # A year is closed once it is over, so that what is known of it now is of its last day, too.
    today = await known_then(uow, context, period(rules.year, 0, context.now))
    compared = context.services.kept(_Compared)
    return Official(rules, await _reopening(uow, rules), compared.moved(rules.year, then, today))


class _Compared:
    """What moved in closed years, as long as neither of the two that are compared is another one."""

    def __init__(self) -> None:
        self._found = dict[int, tuple[Known, Known, dict[IndicatorKey, Reconciliation]]]()

    def moved(self, year: int, then: Known, today: Known) -> dict[IndicatorKey, Reconciliation]:
        held = self._found.get(year)
        if held is None or held[0] is not then or held[1] is not today:
            held = self._found[year] = (then, today, _moved(then, today))
        return held[2]


def _moved(then: Known, today: Known) -> dict[IndicatorKey, Reconciliation]:
    told = {one.key: reconciliation(then.figure(one), today.figure(one)) for one in INDICATORS}
    return {key: moved for key, moved in told.items() if moved is not None}


async def _reopening(uow: UnitOfWork, rules: YearRules) -> Setting | None:
    if rules.closed_at is not None:
        return None

    async def read() -> Setting:
        return [one for one in await uow.years.settings(rules.year) if one.key == CLOSED_AT][-1]

    return await once(uow, FIGURES, (Setting, rules.year, rules.closings), read)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for the time that was asked for: of a year that was closed, what was closed."""

    when: Period
    rules: YearRules
    totals: Mapping[IndicatorKey, Totals]
    then: Known
    """Of now only of the OPD that were asked for by name, of an instant of the past of all."""
    official: Official | None
    """None also for a quarter, which is what it was on its last day."""
    mine: Mapping[IndicatorKey, int]
    """How many OPD wait for a verdict of the person who asks."""

    def line(self, person: Person, indicator: Indicator, *, names: bool) -> Line:
        """Return one indicator as that person sees it; `names` allows OPD to be named."""
        target, whose = whose_target(self.rules, indicator.key, self.when.quarter)
        entries = self.then.figure(indicator).entries if person.opds else ()
        return Line(
            indicator=indicator,
            totals=self.totals[indicator.key],
            as_of=self.when.as_of,
            target=target,
            whose=whose,
            own=tuple(entry for entry in entries if person.may_report_for(entry.opd.code)),
            mine=self.mine.get(indicator.key, 0),
            reconciled=texts.moved_line(self.official, indicator.key, names=names, most=texts.MANY),
        )

    def may_decide(self, person: Person, indicator: Indicator, entry: Entry) -> bool:
        """Return whether something of an OPD waits for that very person, and not only for a colleague.

        What waited in the past waits for nobody any more, or is in today's figures.
        """
        waiting = entry.standing.waiting
        return (
            self.when.live
            and waiting is not None
            and may_review(person, indicator)
            and not is_own(person, waiting)
        )

    def head(self, *, names: bool) -> str:
        return texts.closing_lines(self.official, names=names)


async def standing(context: Context, asked: Period, only: Collection[str] | None = None) -> Standing:
    """Return what stands; `only`: the OPD that more is to be known of, else those of who asks."""
    codes = frozenset(context.person.opds if only is None else only)
    async with context.look() as uow:
        rules = await kept_rules(uow, asked.year)
        when = frozen(rules, asked)
        official = None if asked.quarter else await official_of(uow, context, rules)
        if not when.live:
            then = await known_then(uow, context, when)
            totals = {one.key: totals_of(then.figure(one)) for one in INDICATORS}
            return Standing(when, then.rules, totals, then, official, {})
        then, mine = await known_of(uow, when, codes), await _mine(uow, context, when)
        return Standing(when, rules, await totals_now(uow, context, when.year), then, official, mine)


async def totals_now(uow: UnitOfWork, context: Context, year: int) -> Mapping[IndicatorKey, Totals]:
    """Return the sums of a year's figures of now; they are kept."""
    today = context.today
    return await once(uow, FIGURES, (Totals, year, today), lambda: uow.standings.totals(year, today))


def reviewer_of(person: Person) -> Reviewer:
    return Reviewer(person=person.id, opds=frozenset(person.opds))


async def _mine(uow: UnitOfWork, context: Context, when: Period) -> dict[IndicatorKey, int]:
    """Return how many OPD wait for a verdict of the person who asks, and not only for a colleague."""
    indicators = [one.key for one in owned(context.person)]
    if not indicators:
        return {}
    who = reviewer_of(context.person)
    asked = Undecided(indicators=indicators, today=context.today, reviewer=who)
    found = await once(
        uow,
        FIGURES,
        (Undecided, context.today, who, *indicators),
        lambda: uow.standings.waiting_counts(asked),
    )
    return {key: found.get((when.year, key), 0) for key in indicators}
