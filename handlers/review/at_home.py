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
    waiting = desk.mine
    if not waiting:
        return Part(texts.NOTHING_WAITS)
    since = day_of(min(one.sent.at for one in waiting))
    way = Way(Rank.ASKED, f"Periksa {len(waiting)} laporan", Oldest())
    return Part(texts.waits(len(waiting), since, visit.context.year), (way,))
