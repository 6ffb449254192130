"""`/verifikasi`: the inbox of the own Sub Bagian, and what a reviewer chose for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.kept import Kept
from domain.forms.search import LONGEST, mentions
from domain.indicators import by_key
from domain.language.written import cut, seen
from domain.people.preferences import Preference
from domain.reports.four_eyes import is_own
from domain.review.inbox import Waiting
from domain.units.opd import Opd
from handlers.city.kept import kept_opds
from handlers.city.reviews import Desk, desk_of, owned
from handlers.rekap import may_take
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.batches import how_many
from handlers.review.buttons import Inbox, Next, Oldest, OpenCard, PapersByThemselves
from handlers.review.card import submission
from handlers.review.place import put_list
from handlers.review.report import open_report
from handlers.telegram.context import Context
from handlers.telegram.paging import Page, page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork, give_way

REPORTS_A_PAGE = 8
_A_SPELL = 500
"""Rows that are looked at before whoever else waits is let in: some milliseconds."""


async def review_command(update: Update, context: Context) -> None:
    """`/verifikasi`: the oldest report at once, the list one tap away; with words, what they find."""
    wanted = " ".join(context.args or ())
    if wanted:
        await find(update, context, wanted)
    else:
        await show_oldest(update, context, Oldest())


async def show_oldest(update: Update, context: Context, _: Oldest) -> None:
    """Open what has waited longest for this person; where nothing does, show the inbox."""
    async with context.look() as uow:
        at = await desk_of(uow, context.person, context.today)
        oldest = await at.oldest()
    if oldest is not None:
        await open_report(context, update, oldest)
    else:
        await show_inbox(update, context, Inbox(0))


async def show_next(update: Update, context: Context, button: Next) -> None:
    """Open the next report that waits for this person, or the inbox when nothing else does."""
    async with context.look() as uow:
        sent = await submission(uow, context, button.submission)
        at = await desk_of(uow, context.person, context.today)
        later = await at.following(sent)
    if later is None:
        await show_inbox(update, context, Inbox(0))
    else:
        await open_report(context, update, later)


async def open_card(update: Update, context: Context, button: OpenCard) -> None:
    await open_report(context, update, button.submission)


async def find(update: Update, context: Context, wanted: str) -> None:
    """Show what waits of the OPD or indicator that is named; the only one of its kind opens at once."""
    wanted = cut(" ".join(seen(wanted).split()), LONGEST)
    async with context.look() as uow:
        at = await desk_of(uow, context.person, context.today)
        found = await named(uow, at, lambda row, opd: mentions(wanted, *names_of(opd, row), str(row.year)))
        numbers = {row.waiting: number for number, row in found[:REPORTS_A_PAGE]}
        if found:
            some = await at.read([row for _, row in found[:REPORTS_A_PAGE]])
            shown = page_of([(numbers[one.sent.id], one) for one in some], 0, REPORTS_A_PAGE)
            opds = await at.opds(some)
        else:
            shown, opds = await at.page(0, REPORTS_A_PAGE)
            shown = replace(shown, number=0, count=1)
        note = review.found(wanted, len(found), len(shown.items))
        screen = await _listed(uow, context, at, shown, opds, note)
    if len(found) == 1:
        await open_report(context, update, found[0][1].waiting or 0)
    else:
        await put_list(context, update, screen)


async def named(uow: UnitOfWork, at: Desk, is_meant: Callable[[Kept, Opd], bool]) -> list[tuple[int, Kept]]:
    """Return what is meant of all that waits, with its number in the inbox."""
    rows, opds = await at.rows(), {opd.code: opd for opd in await kept_opds(uow)}
    found = list[tuple[int, Kept]]()
    for number, row in enumerate(rows, start=1):
        if row.opd in opds and is_meant(row, opds[row.opd]):
            found.append((number, row))
        if number % _A_SPELL == 0:
            await give_way()
    return found


def names_of(opd: Opd, row: Kept) -> tuple[str, ...]:
    return opd.name, opd.code, opd.short, by_key(row.indicator).title


async def show_inbox(update: Update, context: Context, button: Inbox) -> None:
    """Show what waits, oldest first; for whoever reviews nothing (any more) that is nothing."""
    await show_list(context, update, button.page)


async def show_list(context: Context, update: Update, page: int) -> None:
    async with context.look() as uow:
        screen = await inbox_screen(uow, context, page)
    await put_list(context, update, screen)


async def inbox_screen(uow: UnitOfWork, context: Context, wanted: int = 0, note: str = "") -> Screen:
    """Return one page of the inbox."""
    at = await desk_of(uow, context.person, context.today)
    page, opds = await at.page(wanted, REPORTS_A_PAGE)
    return await _listed(uow, context, at, page, opds, note)


async def _listed(
    uow: UnitOfWork,
    context: Context,
    at: Desk,
    page: Page[tuple[int, Waiting]],
    opds: Mapping[str, Opd],
    note: str,
) -> Screen:
    text = review.inbox(
        review.Inbox(
            counted=at.counted,
            owned=owned(context.person),
            own=at.total - at.mine,
            shown=[
                review.Line(number, one, opds[one.sent.opd].short_name, own=is_own(context.person, one.sent))
                for number, one in page.items
            ],
        ),
        context.now,
        note,
    )
    offers = await how_many(uow, at)
    by_themselves = await uow.people.prefers(context.person.id, Preference.OPENS_PAPERS)
    keyed = [(number, one.sent) for number, one in page.items]
    takes_rekap = may_take(context.person)
    keys = keyboards.inbox(keyed, page, offers, by_themselves=by_themselves, takes_rekap=takes_rekap)
    return Screen(text, keys)


async def choose_papers(update: Update, context: Context, button: PapersByThemselves) -> None:
    """Keep whether evidence comes by itself, and show the inbox again. Raises NotAllowed."""
    if not owned(context.person):
        raise NotAllowed
    page = max(button.page, 0)
    async with context.uow() as uow:
        await uow.people.prefer(
            context.person.id, Preference.OPENS_PAPERS, wanted=bool(button.wanted), at=context.now
        )
        await uow.commit(name_of("inbox", page))
    await show_list(context, update, page)
