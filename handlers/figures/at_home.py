"""The five numbers of a pimpinan's home, and everybody's way to `/iku`."""

from domain.indicators import INDICATORS
from domain.people.person import Role
from handlers.city.at_home import Part, Rank, Visit, Way
from handlers.city.figures import known
from handlers.city.official import frozen
from handlers.figures import home_texts
from handlers.figures.buttons import Iku


async def at_home(visit: Visit) -> Part:
    """Return the official numbers of the year that is worked on: of a reopened one those that were closed."""
    if Role.PIMPINAN not in visit.roles:
        return Part(ways=(Way(Rank.USUAL, "IKU", Iku(0)),))
    then = await visit.on()
    if then.rules.closings:
        then = await known(visit.uow, frozen(then.rules, then.period))
    figures = [(one, then.figure(one), then.rules.target(one.key)[0]) for one in INDICATORS]
    way = Way(Rank.NEXT, "IKU", Iku(then.period.year))
    return Part(home_texts.numbers(then.period.year, figures), (way,), leads=True)
