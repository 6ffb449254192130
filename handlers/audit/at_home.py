"""What failed and was set aside, for the admin's home."""

from handlers.audit import parked_texts as texts
from handlers.audit.buttons import Parked
from handlers.audit.parked import MOST
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.telegram.admins import ADMINS


async def at_home(visit: Visit) -> Part:
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    count = len(await visit.uow.troubles.open(MOST))
    if not count:
        return NOTHING
    return Part(texts.waits(count), (Way(Rank.ASKED, "Yang tertahan", Parked(0)),))
