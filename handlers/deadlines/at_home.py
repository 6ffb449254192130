"""Reports of this year that have no deadline yet, for the admin's home."""

from domain.indicators import reported
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.deadlines import texts
from handlers.telegram.admins import ADMINS
from handlers.years import Deadlines


async def at_home(visit: Visit) -> Part:
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    rules = await visit.uow.years.rules(visit.context.year)
    lacking = [one.title for one in reported() if one.key not in rules.deadlines]
    if not lacking:
        return NOTHING
    way = Way(Rank.NEXT, "Atur tenggat", Deadlines(rules.year))
    return Part(texts.not_set(rules.year, lacking), (way,))
