"""Every button press: which handler its data belongs to, and what becomes of a press that came too late."""

import logging

from telegram import Update

from domain.errors import InvalidAnswer, NotAllowed, NotPossible
from domain.forms.drafts import Draft
from handlers.announcements import list as announce_list
from handlers.announcements import progress as announce_progress
from handlers.announcements import recall as announce_recall
from handlers.announcements import write as announce
from handlers.audit import parked
from handlers.audit import trail as audit
from handlers.conversation import answers as conversation
from handlers.conversation import aside, ending
from handlers.conversation.buttons import (
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
from handlers.conversation.flow import flow_of
from handlers.conversation.late import answered_late
from handlers.days_off import add as days_off_add
from handlers.days_off import list as days_off_list
from handlers.deadlines import extend as deadlines_extend
from handlers.deadlines import overview as deadlines
from handlers.deadlines import revoke as deadlines_revoke
from handlers.deadlines import set as deadlines_set
from handlers.deadlines import steps as deadlines_steps
from handlers.evaluation import presses as evaluate_presses
from handlers.figures import iku
from handlers.figures import report as iku_report
from handlers.overdue import list as overdue
from handlers.people import choose_role as units
from handlers.people import invite, wishes
from handlers.people import list as people
from handlers.rehearsal import rehearse as rehearsal
from handlers.reminders import snooze as reminders_presses
from handlers.reporting import fill as report_flow
from handlers.reporting import list as report_list
from handlers.reporting import open as report
from handlers.reporting import status
from handlers.reporting import withdraw as withdrawal
from handlers.reporting.buttons import History, OpenReport, Reports, Status
from handlers.review import decide as review_decide
from handlers.review import inbox as review
from handlers.review import send_back as review_return
from handlers.review.buttons import Repair
from handlers.review_batch import batch as review_batch
from handlers.review_papers import open as review_files
from handlers.telegram.buttons import BELOW, SEPARATOR, Button
from handlers.telegram.context import Context
from handlers.telegram.press import Press
from handlers.telegram.replies import show_stored
from handlers.telegram.screen import Screen, answer, chat_of, pressed_card, say, take_buttons
from handlers.units import list as opds
from handlers.units import ways as opd_change
from handlers.words import problems
from handlers.years import close as years_close
from handlers.years import list as years
from handlers.years import rules as years_rules
from handlers.years import target as years_target
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
