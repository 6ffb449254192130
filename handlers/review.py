"""`/verifikasi`: the inbox of the own Sub Bagian, and one report after the other on a card."""

from telegram import Update

from domain.reports import EventKind, ReportEvent, ended_by
from domain.review import counts, following, still_counts
from handlers.buttons.review import Inbox, Next, OpenCard
from handlers.context import Context
from handlers.keyboards import review as keyboards
from handlers.press import Press
from handlers.review_desk import Desk, card, desk, owned, submission
from handlers.review_outcome import decision_screen
from handlers.review_unchanged import candidates
from handlers.speech import Screen, show
from handlers.texts import review, review_card
from handlers.years_guard import closed
from storage.ports import UnitOfWork

REPORTS_A_PAGE = 8


async def review_command(update: Update, context: Context) -> None:
    await show_inbox(update, context, Inbox(0))


async def show_inbox(update: Update, context: Context, button: Inbox) -> None:
    """Show what waits, oldest first; for whoever reviews nothing (any more) that is nothing."""
    async with context.aside() as uow:
        screen = await inbox_screen(uow, context, button.page)
    await show(context, update, screen)


async def inbox_screen(uow: UnitOfWork, context: Context, wanted: int, note: str = "") -> Screen:
    at = await desk(uow, context)
    pages = max(1, -(-len(at.waiting) // REPORTS_A_PAGE))
    page = min(max(wanted, 0), pages - 1)
    first = page * REPORTS_A_PAGE
    shown = [
        (number, waiting, at.opds[waiting.sent.opd].name)
        for number, waiting in enumerate(at.waiting[first : first + REPORTS_A_PAGE], start=first + 1)
    ]
    text = review.inbox(counts(at.waiting), owned(context.person), shown, context.now, note)
    labelled = [(waiting, review.label(number, opd)) for number, waiting, opd in shown]
    some = bool(await candidates(uow, at))
    return Screen(text, keyboards.inbox(labelled, page, pages, some_unchanged=some))


async def open_card(update: Update, context: Context, button: OpenCard) -> None:
    await show(context, update, await card_screen(context, button.submission))


async def card_screen(context: Context, submission_id: int, note: str = "") -> Screen:
    """Return the card of a report, or what became of it. Raises NotFound, NotAllowed."""
    async with context.aside() as uow:
        sent = await submission(uow, context, submission_id)
        at = await desk(uow, context)
        waiting = next((one for one in at.waiting if one.sent.id == sent.id), None)
        if waiting is None:
            return await _fate(uow, context, at, sent)
        shown = await card(uow, at, waiting, context.now)
    files = [proof.file for proof in shown.proofs]
    return Screen(review_card.card(shown, context.now, note), keyboards.card(sent, files))


async def _fate(uow: UnitOfWork, context: Context, at: Desk, sent: ReportEvent) -> Screen:
    """Return what is shown of a submission that does not wait: who decided what, or why it is gone."""
    history = [event for event in at.history(sent) if event.year == sent.year]
    end, opd = ended_by(history, sent.id), at.opds[sent.opd]
    if end is not None and end.kind is EventKind.WITHDRAWN:
        by = await uow.people.get(end.by)
        text = review.withdrawn(sent, opd.name, by.name, end.at)
    elif end is not None:
        return await decision_screen(uow, context, end, late=end.by != context.person.id)
    elif not still_counts(opd, sent.year, context.today):
        text = review.closed(sent, opd)
    elif await closed(uow, sent.year):
        text = review.year_closed(sent, opd.name)
    else:
        text = review.superseded(sent, opd.name)
    return Screen(text, keyboards.settled(sent))


async def show_next(update: Update, context: Context, button: Next) -> None:
    """Show the next report of the inbox, or the inbox when nothing else waits."""
    async with context.aside() as uow:
        sent = await submission(uow, context, button.submission)
        later = following((await desk(uow, context)).waiting, sent)
    if later is None:
        await show_inbox(update, context, Inbox(0))
    else:
        await show(context, update, await card_screen(context, later.sent.id))


PRESSES = (
    Press(Inbox, show_inbox, review.NOT_YOURS),
    Press(OpenCard, open_card, review.NOT_YOURS),
    Press(Next, show_next, review.NOT_YOURS),
)
