"""A reviewer's home: how much waits, since when, and one tap to it."""

from domain.language.dates import day_of
from domain.people.person import Role
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.city.reviews import desk_of
from handlers.review import texts
from handlers.review.buttons import Oldest


async def at_home(visit: Visit) -> Part:
    """Return what waits for this person; what only a colleague may decide does not."""
    if Role.VERIFIKATOR not in visit.roles:
        return NOTHING
    desk = await desk_of(visit.uow, visit.person, visit.context.today)
    since = await desk.since()
    if since is None:
        return Part(texts.NOTHING_WAITS)
    way = Way(Rank.ASKED, f"Periksa {desk.mine} laporan", Oldest())
    return Part(texts.waits(desk.mine, day_of(since), visit.context.year), (way,))
