"""The card of one report, below its evidence; or what became of the report."""

from telegram import Update

from domain.reports.four_eyes import is_own
from domain.review.inbox import Waiting
from handlers.city.reviews import Desk, desk_of
from handlers.review import card_texts as review_card
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.card import card, submission
from handlers.review.outcome import fate_screen
from handlers.review.papers import papers_above
from handlers.review.place import is_open_below, put_card, put_record
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, answer
from storage.ports import UnitOfWork


async def open_report(
    context: Context, update: Update, submission_id: int, note: str = "", *, left: Screen | None = None
) -> None:
    """Show a report below its evidence, which is sent if it is wanted and not there. Raises as `show_report`.

    Where it is open further down already, that is all that is said: the second tap of a double tap.
    """
    async with context.look() as uow:
        sent = await submission(uow, context, submission_id)
        at = await desk_of(uow, context.person, context.today)
        is_mine = await at.find(sent) is not None and not is_own(context.person, sent)
    if await is_open_below(context, update, sent.id):
        await answer(context, update, review.OPEN_BELOW)
        return
    await answer(context, update)
    trouble = await papers_above(context, update, sent) if is_mine else ""
    notes = "\n".join(one for one in (note, trouble) if one)
    await show_report(context, update, submission_id, notes, left=left)


async def show_report(
    context: Context, update: Update, submission_id: int, note: str = "", *, left: Screen | None = None
) -> None:
    """Show the card of a report, or what became of it. Raises NotFound, NotAllowed.

    `left`: see `put_card`.
    """
    async with context.look() as uow:
        sent = await submission(uow, context, submission_id)
        at = await desk_of(uow, context.person, context.today)
        waiting = await at.find(sent)
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
    sent_here = await uow.reviewing.evidence_of(sent.id) if sent.files else ()
    beside_papers = any(one.person == context.person.id for one in sent_here)
    keyboard = keyboards.card(
        sent,
        told.openable,
        at.mine,
        beside_papers=beside_papers,
        may_decide=not told.own,
    )
    return Screen(review_card.card(told, context.now, note), keyboard)
