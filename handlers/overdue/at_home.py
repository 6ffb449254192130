"""Who has not reported yet, in a line for each report: the own Sub Bagian's, or what is late anywhere."""

from domain.indicators import reported
from domain.overdue.alike import Pressing, many
from domain.people.person import Role, SubBagian
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.city.kept import kept_rules
from handlers.city.owing import owed_alike
from handlers.city.working_year import year_at_work
from handlers.overdue import home_texts as texts
from handlers.overdue.buttons import Overdue


async def at_home(visit: Visit) -> Part:
    """Return how many OPD owe which report, of the year that is worked on."""
    reviews, leads = Role.VERIFIKATOR in visit.roles, Role.PIMPINAN in visit.roles
    if not (reviews or leads):
        return NOTHING
    uow, context, now = visit.uow, visit.context, visit.context.now
    rules = await kept_rules(uow, await year_at_work(uow, context))
    own = [one for one in reported() if reviews and one.owner in visit.person.sub_bagian]
    owed = {
        one.key: await owed_alike(uow, rules, one, context.today) if rules.closed_at is None else ()
        for one in (reported() if leads else own)
    }
    lines = [texts.owed_line(one, owed[one.key], rules, now) for one in own]
    if leads:
        late = [
            (one, count)
            for one in reported()
            if (count := many(it for it in owed[one.key] if it.pressing(rules, now) is Pressing.LATE))
        ]
        # What the lines of the own Sub Bagian say is not said twice; that nobody is late is said of all.
        lines += [texts.late_line(one, count) for one, count in late if one not in own]
        lines += [] if late else [texts.NOBODY_LATE]
    # The year 0 is the one that is asked for: the list decides about it by itself.
    first = own[0].owner if own else SubBagian.KELEMBAGAAN
    return Part("\n".join(lines), (Way(Rank.USUAL, "Belum lapor", Overdue(first, 0, 0)),))
