"""A year that is still to be opened, for the admin's home."""

from domain.closing.opening import next_to_open
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.telegram.admins import ADMINS
from handlers.years import texts
from handlers.years.buttons import PreviewOpening

_DECEMBER = 12


async def at_home(visit: Visit) -> Part:
    """Return that this year is not open, or from December on that the coming one is not."""
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    today = visit.context.today
    coming = next_to_open(await visit.uow.years.known(), today.year)
    if coming is None or (coming[0] > today.year and today.month < _DECEMBER):
        return NOTHING
    year, _ = coming
    return Part(texts.not_open(year), (Way(Rank.NEXT, f"Buka tahun {year}", PreviewOpening()),))
