"""`/verifikasi`: the inbox of the own Sub Bagian, and one report after the other on a card."""

from telegram import Update

from domain.reports.four_eyes import is_own
from domain.review.inbox import Waiting, counts, following
from handlers.city.reviews import Desk, desk_of, owned
from handlers.review import card_texts as review_card
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.buttons import Inbox, Next, OpenCard
from handlers.review.card import card, submission
from handlers.review.outcome import fate_screen
from handlers.review.place import put_card, put_list, put_record
from handlers.review.unchanged import unchanged
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork

REPORTS_A_PAGE = 8


async def review_command(update: Update, context: Context) -> None:
    await show_inbox(update, context, Inbox(0))


async def show_inbox(update: Update, context: Context, button: Inbox) -> None:
    """Show what waits, oldest first; for whoever reviews nothing (any more) that is nothing."""
    async with context.aside() as uow:
        screen = await inbox_screen(uow, context, button.page)
    await put_list(context, update, screen)


async def inbox_screen(uow: UnitOfWork, context: Context, wanted: int, note: str = "") -> Screen:
    at = await desk_of(uow, context.person, context.today)
    page = page_of(at.waiting, wanted, REPORTS_A_PAGE)
    shown = [
        (number, waiting, at.opds[waiting.sent.opd].name)
        for number, waiting in enumerate(page.items, page.first)
    ]
    own = {waiting.sent.id for _, waiting, _ in shown if is_own(at.person, waiting.sent)}
    text = review.inbox(counts(at.waiting), owned(context.person), shown, own, context.now, note)
    labelled = [(waiting, review.label(number, opd)) for number, waiting, opd in shown]
    repeated, _ = await unchanged(uow, at)
    return Screen(text, keyboards.inbox(labelled, page, some_unchanged=bool(repeated)))


async def open_card(update: Update, context: Context, button: OpenCard) -> None:
    await show_report(context, update, button.submission)


async def show_report(
    context: Context, update: Update, submission_id: int, note: str = "", *, left: Screen | None = None
) -> None:
    """Show the card of a report, or what became of it. Raises NotFound, NotAllowed.

    `left`: see `put_card`.
    """
    async with context.aside() as uow:
        sent = await submission(uow, context, submission_id)
        at = await desk_of(uow, context.person, context.today)
        waiting = next((one for one in at.waiting if one.sent.id == sent.id), None)
        if waiting is None:
            shown = await fate_screen(uow, context, sent)
        else:
            shown = await _card(uow, context, at, waiting, note)
    if waiting is None:
        await put_record(context, update, sent.id, shown)
    else:
        await put_card(context, update, sent.id, shown, left=left)


async def _card(uow: UnitOfWork, context: Context, at: Desk, waiting: Waiting, note: str) -> Screen:
    told, sent = await card(uow, at, waiting, context.now), waiting.sent
    opened = await uow.reviewing.evidence_of(sent.id)
    beside_papers = any(one.person == context.person.id for one in opened)
    files = [proof.file for proof in told.proofs]
    keyboard = keyboards.card(sent, files, beside_papers=beside_papers, may_decide=not told.own)
    return Screen(review_card.card(told, context.now, note), keyboard)


async def show_next(update: Update, context: Context, button: Next) -> None:
    """Show the next report of the inbox, or the inbox when nothing else waits."""
    async with context.aside() as uow:
        sent = await submission(uow, context, button.submission)
        at = await desk_of(uow, context.person, context.today)
        later = following(at.waiting, sent)
    if later is None:
        await show_inbox(update, context, Inbox(0))
    else:
        await show_report(context, update, later.sent.id)
