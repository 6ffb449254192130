"""Every button press: which handler its data belongs to, and what becomes of a press that came too late."""

import logging

from telegram import Update

from domain.errors import InvalidAnswer, NotAllowed, NotPossible
from domain.forms.drafts import Draft
from handlers import (
    announce,
    announce_list,
    announce_progress,
    announce_recall,
    aside,
    audit,
    conversation,
    days_off_add,
    days_off_list,
    deadlines,
    deadlines_extend,
    deadlines_revoke,
    deadlines_set,
    deadlines_steps,
    ending,
    evaluate_presses,
    iku,
    iku_report,
    invite,
    opd_change,
    opds,
    overdue,
    parked,
    people,
    rehearsal,
    reminders_presses,
    report,
    report_flow,
    report_list,
    review,
    review_batch,
    review_decide,
    review_files,
    review_return,
    status,
    units,
    wishes,
    withdrawal,
    years,
    years_close,
    years_rules,
    years_target,
)
from handlers.buttons import BELOW, SEPARATOR, Button
from handlers.buttons.conversation import (
    Answer,
    Cancel,
    DropFile,
    Edit,
    Leave,
    Move,
    Noop,
    Resume,
    Send,
    TakeOver,
    Undo,
)
from handlers.buttons.reports import History, OpenReport, Reports, Status
from handlers.buttons.review import Repair
from handlers.context import Context
from handlers.flows import flow_of
from handlers.late import answered_late
from handlers.press import Press
from handlers.replies import show_stored
from handlers.speech import Screen, answer, chat_of, pressed_card, say, take_buttons
from handlers.texts import problems
from storage.ports import NotFound, Stale, UnitOfWork

log = logging.getLogger(__name__)


CONVERSATIONS = report_flow.REPORT_FLOWS
"""The conversations behind the buttons of the reports; importing them makes them known."""


async def _only_shows(update: Update, context: Context, _: Noop) -> None:
    await answer(context, update)


PRESSES: tuple[Press, ...] = (
    Press(Answer, conversation.pressed_answer),
    Press(Move, conversation.pressed_move),
    Press(Edit, conversation.pressed_edit),
    Press(DropFile, conversation.drop_file),
    Press(Send, ending.send),
    Press(Cancel, ending.cancel),
    Press(Undo, ending.undo),
    Press(Resume, aside.resume),
    Press(Leave, ending.leave),
    Press(TakeOver, report.take_over),
    Press(Reports, report_list.show_list),
    Press(OpenReport, report.open_report),
    Press(Status, status.show_status),
    Press(History, status.show_history),
    *evaluate_presses.PRESSES,
    *iku.PRESSES,
    *iku_report.PRESSES,
    *overdue.PRESSES,
    *reminders_presses.PRESSES,
    *review.PRESSES,
    *review_batch.PRESSES,
    *review_decide.PRESSES,
    *review_files.PRESSES,
    *review_return.PRESSES,
    Press(Repair, report.repair_now),
    *withdrawal.PRESSES,
    *units.PRESSES,
    *invite.PRESSES,
    *people.PRESSES,
    *wishes.PRESSES,
    *audit.PRESSES,
    *parked.PRESSES,
    *opds.PRESSES,
    *opd_change.PRESSES,
    *years.PRESSES,
    *years_close.PRESSES,
    *years_rules.PRESSES,
    *years_target.PRESSES,
    *rehearsal.PRESSES,
    *announce.PRESSES,
    *announce_list.PRESSES,
    *announce_progress.PRESSES,
    *announce_recall.PRESSES,
    *deadlines.PRESSES,
    *deadlines_set.PRESSES,
    *deadlines_extend.PRESSES,
    *deadlines_revoke.PRESSES,
    *deadlines_steps.PRESSES,
    *days_off_list.PRESSES,
    *days_off_add.PRESSES,
    Press(Noop, _only_shows),
)
_BY_PREFIX = {press.button.prefix: press for press in PRESSES}


async def pressed(update: Update, context: Context) -> None:
    """Run what a button stands for; one that no longer fits is answered with the way on."""
    data = (update.callback_query.data if update.callback_query is not None else None) or ""
    data = data.removeprefix(BELOW)
    press = _BY_PREFIX.get(data.split(SEPARATOR)[0])
    button = _unpacked(press, data)
    if press is None or button is None:
        await _outdated(update, context, None)
        return
    try:
        await press.run(update, context, button)
    except (Stale, NotFound, InvalidAnswer, NotPossible, NotAllowed) as reason:
        if not await show_stored(context, update):
            await _told_why(update, context, press, button, reason)


async def _told_why(
    update: Update, context: Context, press: Press, button: Button, reason: Exception
) -> None:
    """Say why a press changed nothing, and what goes on from here."""
    if isinstance(reason, NotPossible):
        await _refused(update, context, problems.decision(reason))
    elif isinstance(reason, NotAllowed):
        log.warning("Person %s pressed a button of what is not theirs.", context.person.id)
        await _refused(update, context, await _not_yours(context, press, button))
    else:
        log.info("A button no longer applies (%r).", reason)
        await _outdated(update, context, button)


async def _not_yours(context: Context, press: Press, button: Button) -> str:
    """Return why a press is refused; buttons of conversations that are no report speak of no OPD."""
    async with context.aside() as uow:
        draft = await _pressed_draft(uow, button)
    return problems.NOT_YOURS_ANY_MORE if draft is not None and draft.opd is None else press.not_yours


def _unpacked(press: Press | None, data: str) -> Button | None:
    """Return the button, or None for data that no button of ours has."""
    try:
        return press.button.unpack(data) if press is not None else None
    except ValueError:
        log.warning("Callback data that no button of ours has.")
        return None


async def _outdated(update: Update, context: Context, button: Button | None) -> None:
    """Say what has become of what was pressed. A double tap finds what its first tap left."""
    here = pressed_card(update)
    async with context.aside() as uow:
        draft = await _pressed_draft(uow, button)
        holder = await uow.people.get(draft.holder) if draft is not None and draft.holder else None
    fills = draft is not None and flow_of(draft).may_fill(context.person, draft)
    name = holder.name if holder is not None else ""
    if draft is not None and fills and await answered_late(update, context, button, draft, name):
        return
    await _refused(update, context, problems.stale_button(context.person.roles), problems.STALE_BUTTON_SHORT)
    if here is not None:
        await take_buttons(context, chat_of(update), here)


async def _pressed_draft(uow: UnitOfWork, button: Button | None) -> Draft | None:
    """Return the draft that the pressed button was about, if it was about one."""
    draft_id = getattr(button, "draft", None)
    if not isinstance(draft_id, int):
        return None
    try:
        return await uow.drafts.get(draft_id)
    except NotFound:
        return None


async def _refused(update: Update, context: Context, sentence: str, toast: str | None = None) -> None:
    await answer(context, update, toast, said_below=True)
    await say(context, chat_of(update), Screen(sentence))
