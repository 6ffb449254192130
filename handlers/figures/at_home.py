"""The five numbers of a pimpinan's home, and everybody's way to `/iku`."""

from domain.figures.asking import period
from domain.indicators import INDICATORS
from domain.people.person import Role
from handlers.city.at_home import Part, Rank, Visit, Way
from handlers.city.kept import kept_rules
from handlers.city.official import frozen
from handlers.city.past import known_then
from handlers.city.working_year import year_at_work
from handlers.figures import home_texts
from handlers.figures.buttons import Iku
from handlers.figures.official import totals_now


async def at_home(visit: Visit) -> Part:
    """Return the official numbers of the year that is worked on: of a reopened one those that were closed."""
    if Role.PIMPINAN not in visit.roles:
        return Part(ways=(Way(Rank.USUAL, "IKU", Iku(0)),))
    uow, context = visit.uow, visit.context
    year = await year_at_work(uow, context)
    rules = await kept_rules(uow, year)
    when = frozen(rules, period(year, 0, context.now))
    if when.live:
        totals = await totals_now(uow, context, year)
        counts = {one.key: totals[one.key].counts for one in INDICATORS}
    else:
        then = await known_then(uow, context, when)
        rules, counts = then.rules, {one.key: then.figure(one).counts for one in INDICATORS}
    figures = [(one, counts[one.key], rules.target(one.key)[0]) for one in INDICATORS]
    way = Way(Rank.NEXT, "IKU", Iku(year))
    return Part(home_texts.numbers(year, figures), (way,), leads=True)
