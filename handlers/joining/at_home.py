"""Strangers who wait for an answer, for the admin's home."""

from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.joining import texts
from handlers.joining.buttons import WaitingRequests
from handlers.joining.waiting import how_many_wait
from handlers.telegram.admins import ADMINS


async def at_home(visit: Visit) -> Part:
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    count = await how_many_wait(visit.uow, visit.context)
    if not count:
        return NOTHING
    return Part(texts.waits(count), (Way(Rank.ASKED, f"Permintaan akses ({count})", WaitingRequests(0)),))
