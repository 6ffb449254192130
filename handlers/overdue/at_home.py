"""Who has not reported yet, in a line for each report: the own Sub Bagian's, or what is late anywhere."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

from domain.deadlines.due import has_passed
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.overdue.debts import Debt, debts_kept, is_debt
from domain.people.person import Role, SubBagian
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.city.kept import kept_rules
from handlers.city.owing import MUCH, owed_in, said_of
from handlers.city.working_year import year_at_work
from handlers.overdue import home_texts as texts
from handlers.overdue.buttons import Overdue


async def at_home(visit: Visit) -> Part:
    """Return how many OPD owe which report, of the year that is worked on."""
    reviews, leads = Role.VERIFIKATOR in visit.roles, Role.PIMPINAN in visit.roles
    if not (reviews or leads):
        return NOTHING
    now = visit.context.now
    owed = _by_report(await _debts(visit))
    own = [one for one in reported() if reviews and one.owner in visit.person.sub_bagian]
    lines = [texts.owed_line(one, owed[one.key], now) for one in own]
    if leads:
        late = [(one, count) for one in reported() if (count := _late(owed[one.key], visit))]
        # What the lines of the own Sub Bagian say is not said twice; that nobody is late is said of all.
        lines += [texts.late_line(one, count) for one, count in late if one not in own]
        lines += [] if late else [texts.NOBODY_LATE]
    # The year 0 is the one that is asked for: the list decides about it by itself.
    first = own[0].owner if own else SubBagian.KELEMBAGAAN
    return Part("\n".join(lines), (Way(Rank.USUAL, "Belum lapor", Overdue(first, 0, 0)),))


async def _debts(visit: Visit) -> Sequence[Debt]:
    """Return what is owed of the year that is worked on."""
    uow, context = visit.uow, visit.context
    rules = await kept_rules(uow, await year_at_work(uow, context))
    stood = await owed_in(uow, rules.year, [one.key for one in reported()], context.today)
    said = await said_of(uow, stood)
    reports = [(one.opd, one.indicator, one.kept) for one in stood if is_debt(one.kept)]
    found = partial(debts_kept, rules, reports, said, context.now)
    return found() if len(reports) < MUCH else await asyncio.to_thread(found)


def _by_report(owed: Iterable[Debt]) -> dict[IndicatorKey, list[Debt]]:
    found: dict[IndicatorKey, list[Debt]] = defaultdict(list)
    for debt in owed:
        found[debt.indicator].append(debt)
    return found


def _late(owed: Iterable[Debt], visit: Visit) -> int:
    return sum(has_passed(debt.due, visit.context.now) for debt in owed)
