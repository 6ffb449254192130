"""Who has not reported yet, in a line for each report: the own Sub Bagian's, or what is late anywhere."""

from collections import defaultdict
from collections.abc import Iterable

from domain.deadlines.due import has_passed
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.overdue.debts import Debt, debts
from domain.people.person import Role, SubBagian
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.overdue import home_texts as texts
from handlers.overdue.buttons import Overdue


async def at_home(visit: Visit) -> Part:
    """Return how many OPD owe which report, of the year that is worked on."""
    reviews, leads = Role.VERIFIKATOR in visit.roles, Role.PIMPINAN in visit.roles
    if not (reviews or leads):
        return NOTHING
    then, now = await visit.on(), visit.context.now
    owed = _by_report(debts(then.rules, then.opds, then.events, now))
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


def _by_report(owed: Iterable[Debt]) -> dict[IndicatorKey, list[Debt]]:
    found: dict[IndicatorKey, list[Debt]] = defaultdict(list)
    for debt in owed:
        found[debt.indicator].append(debt)
    return found


def _late(owed: Iterable[Debt], visit: Visit) -> int:
    return sum(has_passed(debt.due, visit.context.now) for debt in owed)
