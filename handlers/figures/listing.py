"""The OPD on an indicator's card, a page at a time: of now read page by page, of the past from its figure."""

from functools import partial

from domain.indicators import Indicator
from domain.indicators.indicator import says_nothing
from domain.units.naming import called, plain_words
from domain.units.opd import in_force_at
from handlers.city.kept import kept_opds
from handlers.city.reviews import may_review
from handlers.figures.official import Standing, reviewer_of
from handlers.figures.part_texts import GROUPS, Group, Listed, listed, listed_kept, many_in
from handlers.figures.texts import Line
from handlers.telegram.context import Context
from handlers.telegram.paging import Page, page_of
from storage.ports import FIGURES, Reviewer, StoodIn, UnitOfWork, once

OPD_A_PAGE, FOUND_A_PAGE = 6, 4
"""One row less where a key leads back to all OPD: either is one screen."""
_IN = {group: kept for kept, group in GROUPS.items()} | {Group.MINE: StoodIn.WAITING}


async def page_of_card(
    context: Context, stands: Standing, shown: Line, number: int, sought: str
) -> Page[Listed]:
    """Return a page of the OPD that who asks may see; `sought`: words that their names have."""
    size = FOUND_A_PAGE if sought else OPD_A_PAGE
    if stands.when.live and context.person.sees_everything:
        async with context.look() as uow:
            if sought:
                return page_of(await _found(uow, context, stands, shown, sought), number, size)
            return await _page(uow, context, stands, shown, number)
    entries = shown.own
    if context.person.sees_everything:
        entries = stands.then.figure(shown.indicator).entries
    if sought:
        found = {opd.code for opd in called([entry.opd for entry in entries], plain_words(sought))}
        entries = tuple(entry for entry in entries if entry.opd.code in found)
    return page_of(listed(entries, partial(stands.may_decide, context.person, shown.indicator)), number, size)


async def _page(
    uow: UnitOfWork, context: Context, stands: Standing, shown: Line, number: int
) -> Page[Listed]:
    """Return a page of all OPD: group after group, of each only what stands on it."""
    many, asked = many_in(shown.totals, shown.mine), _asked(context, shown.indicator)
    total, found = shown.totals.counts.total, list[Listed]()
    empty = page_of(range(total), number, OPD_A_PAGE)
    start, end, before = empty.first - 1, empty.first - 1 + OPD_A_PAGE, 0
    for group in Group:
        here = slice(max(start - before, 0), min(end - before, many[group]))
        if here.start < here.stop:
            stood = await uow.standings.of(
                stands.when.year,
                shown.indicator.key,
                _IN[group],
                context.today,
                reviewer=_of_group(group, asked),
                start=here.start,
                limit=here.stop - here.start,
            )
            found += [Listed(group, one.opd) for one in stood]
        before += many[group]
    return Page(empty.number, empty.count, found, total, empty.first)


def _asked(context: Context, indicator: Indicator) -> Reviewer | None:
    """Return whose verdict something may wait for, if that is a reviewer's of this indicator."""
    return reviewer_of(context.person) if may_review(context.person, indicator) else None


def _of_group(group: Group, asked: Reviewer | None) -> Reviewer | None:
    """Return of whom what waits is listed: in one group theirs to decide, in the next the rest."""
    if asked is None or group not in (Group.MINE, Group.WAITING):
        return None
    return asked if group is Group.MINE else Reviewer(person=asked.person, opds=asked.opds, own=True)


async def _found(
    uow: UnitOfWork, context: Context, stands: Standing, shown: Line, sought: str
) -> list[Listed]:
    """Return the OPD whose names have these words."""
    there = in_force_at(await kept_opds(uow), stands.when.as_of, stands.when.year)
    codes = [opd.code for opd in called(there, plain_words(sought))]
    stood = await uow.standings.own(codes, stands.when.year, context.today)
    of_it = [one for one in stood if one.indicator == shown.indicator.key]
    return listed_kept(of_it, _asked(context, shown.indicator))


async def together(context: Context, stands: Standing, indicator: Indicator) -> str:
    """Return what the verified answers of all OPD come to beside the number; "" where nothing."""
    if indicator.together is says_nothing:
        return ""
    if not stands.when.live:
        return indicator.together(stands.then.figure(indicator).verified)
    year, told = stands.when.year, indicator.together
    async with context.look() as uow:

        async def read() -> str:
            return told(await uow.standings.answers(year, indicator.key, context.today))

        return await once(uow, FIGURES, ("together", indicator.key, year, context.today), read)
