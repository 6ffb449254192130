"""`/verifikasi`: the inbox of the own Sub Bagian, and what a reviewer chose for it."""

from collections.abc import Iterable, Sequence

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.search import LONGEST, mentions
from domain.indicators import by_key
from domain.language.written import cut, seen
from domain.people.preferences import Preference
from domain.review.batches import Batch
from domain.review.inbox import Waiting, counts, following
from handlers.city.reviews import Desk, desk_of, owned
from handlers.rekap import may_take
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.batches import offer
from handlers.review.buttons import Inbox, Next, Oldest, OpenCard, PapersByThemselves
from handlers.review.card import submission
from handlers.review.place import put_list
from handlers.review.report import open_report
from handlers.telegram.context import Context
from handlers.telegram.paging import Page, page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork

REPORTS_A_PAGE = 8


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
    if at.mine:
        await open_report(context, update, at.mine[0].sent.id)
    else:
        await show_inbox(update, context, Inbox(0))


async def show_next(update: Update, context: Context, button: Next) -> None:
    """Open the next report that waits for this person, or the inbox when nothing else does."""
    async with context.look() as uow:
        sent = await submission(uow, context, button.submission)
        at = await desk_of(uow, context.person, context.today)
        later = following(at.mine, sent)
    if later is None:
        await show_inbox(update, context, Inbox(0))
    else:
        await open_report(context, update, later.sent.id)


async def open_card(update: Update, context: Context, button: OpenCard) -> None:
    await open_report(context, update, button.submission)


async def find(update: Update, context: Context, wanted: str) -> None:
    """Show what waits of the OPD or indicator that is named; the only one of its kind opens at once."""
    wanted = cut(" ".join(seen(wanted).split()), LONGEST)
    async with context.look() as uow:
        at = await desk_of(uow, context.person, context.today)
        found = [(number, one) for number, one in _numbered(at.waiting) if _is_meant(at, one, wanted)]
        shown = found[:REPORTS_A_PAGE] or _numbered(at.waiting)[:REPORTS_A_PAGE]
        note = review.found(wanted, len(found), len(shown))
        screen = await _listed(uow, context, at, page_of(shown, 0, REPORTS_A_PAGE), note)
    if len(found) == 1:
        await open_report(context, update, found[0][1].sent.id)
    else:
        await put_list(context, update, screen)


def _is_meant(at: Desk, waiting: Waiting, wanted: str) -> bool:
    sent = waiting.sent
    opd, indicator = at.opds[sent.opd], by_key(sent.indicator)
    return mentions(wanted, opd.name, opd.code, opd.short, indicator.title, str(sent.year))


def _numbered(waiting: Iterable[Waiting]) -> Sequence[tuple[int, Waiting]]:
    return list(enumerate(waiting, start=1))


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
    return await _listed(uow, context, at, page_of(_numbered(at.waiting), wanted, REPORTS_A_PAGE), note)


async def _listed(
    uow: UnitOfWork, context: Context, at: Desk, page: Page[tuple[int, Waiting]], note: str
) -> Screen:
    mine = {one.sent.id for one in at.mine}
    text = review.inbox(
        review.Inbox(
            counted=counts(at.mine),
            owned=owned(context.person),
            own=len(at.waiting) - len(at.mine),
            shown=[
                review.Line(number, one, at.opds[one.sent.opd].short_name, own=one.sent.id not in mine)
                for number, one in page.items
            ],
        ),
        context.now,
        note,
    )
    offers = {why: len((await offer(uow, at, why)).found) for why in Batch}
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
