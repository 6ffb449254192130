"""Who owes what in a whole city, counted by what is alike, and where nobody is reached; kept meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.indicators import INDICATORS, Indicator
from domain.overdue.alike import Alike
from domain.years.rules import YearRules
from storage.ports import FIGURES, REACH, UnitOfWork, Unreached, give_way, once

AT_ONCE = 1000
"""OPD whose people are looked for before whoever waits is let in: some milliseconds."""


async def owed_alike(uow: UnitOfWork, rules: YearRules, indicator: Indicator, today: date) -> Sequence[Alike]:
    """Return how many OPD owe a report or evaluation in which way; those that have longer by themselves.

    All the others are read with it, at once: whoever asks about one mostly asks about more.
    """
    apart = {one.key: rules.longer(one.key) for one in INDICATORS}
    asked = ("alike", rules.year, today)
    found = await once(uow, FIGURES, asked, lambda: uow.standings.alike(rules.year, today, apart))
    return found[indicator.key]


async def unreached(uow: UnitOfWork) -> Mapping[str, Unreached]:
    """Return the OPD at which nobody can be reached, by code."""
    return await once(uow, (*REACH, "opd_versions"), "unreached", lambda: _unreached(uow))


async def _unreached(uow: UnitOfWork) -> Mapping[str, Unreached]:
    found, last = dict[str, Unreached](), ""
    while True:
        some, last = await uow.people.unreached(last, AT_ONCE)
        found |= {one.opd: one for one in some}
        if not last:
            return found
        await give_way()
