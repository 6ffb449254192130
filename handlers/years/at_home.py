"""A year that is still to be opened, or whose threshold nobody has chosen, for the admin's home."""

from domain.closing.opening import next_to_open
from domain.indicators.sakip import MINIMUM
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.telegram.admins import ADMINS
from handlers.years import texts
from handlers.years.buttons import PreviewOpening, SetRule

_DECEMBER = 12


async def at_home(visit: Visit) -> Part:
    """Return that this year is not open, or from December on that the coming one is not.

    Else the first of the two that is open while its threshold of SAKIP is still to be chosen.
    """
    if ADMINS.isdisjoint(visit.roles):
        return NOTHING
    today, known = visit.context.today, await visit.uow.years.known()
    coming = next_to_open(known, today.year)
    if coming is not None and (coming[0] <= today.year or today.month >= _DECEMBER):
        year, _ = coming
        way = Way(Rank.NEXT, f"Buka tahun {year}", PreviewOpening())
        return Part(texts.not_open(year, today.year), (way,))
    return await _not_chosen(visit, [today.year, *(one for one in known if one > today.year)])


async def _not_chosen(visit: Visit, years: list[int]) -> Part:
    for year in years:
        rules = await visit.uow.years.rules(year)
        if MINIMUM.is_open(rules.chosen) and rules.closed_at is None:
            way = Way(Rank.NEXT, f"Pilih batas SAKIP {year}", SetRule(year, MINIMUM.key))
            return Part(texts.not_chosen(rules), (way,))
    return NOTHING
