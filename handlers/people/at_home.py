"""Who waits for an admin, and which OPD nobody can report for, for the admin's home."""

from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.people import home_texts as texts
from handlers.people.buttons import Invitations, Invite, People, Uninvited
from handlers.people.invite_all import missed_in
from handlers.people.wishes import ASKED
from handlers.telegram.admins import ADMINS


async def at_home(visit: Visit) -> Part:
    """Return what waits for this admin: wishes of others, and OPD without operator or invitation."""
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    wishes = await _wishes(visit)
    lacking = len((await missed_in(visit.uow, visit.context)).uninvited)
    ways = [Way(Rank.ASKED, "Undangan terbuka", Invitations(0))] if wishes else []
    ways += [Way(Rank.NEXT, "Undang operator", Uninvited())] if lacking else []
    ways += [Way(Rank.USUAL, "Pengguna", People(0)), Way(Rank.USUAL, "Undang", Invite())]
    return Part(texts.to_do(wishes, lacking), tuple(ways))


async def _wishes(visit: Visit) -> int:
    """Return how many wishes for a role wait for somebody else than the wisher."""
    open_now = await visit.uow.invitations.open(visit.context.now)
    others = [one for one in open_now if one.created_by != visit.person.id]
    return sum([bool(await visit.uow.notices.about(ASKED, one.id)) for one in others])
