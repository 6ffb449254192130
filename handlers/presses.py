"""Every button press: which handler its data belongs to, and what becomes of a press that came too late."""

import logging

from telegram import Update

from domain.errors import InvalidAnswer, NotAllowed, NotPossible
from handlers import conversation, ending, iku, report, report_flow, status
from handlers.buttons import SEPARATOR, Button
from handlers.buttons.conversation import (
    Answer,
    Cancel,
    DropFile,
    Edit,
    Leave,
    Move,
    Noop,
    Send,
    TakeOver,
    Undo,
)
from handlers.buttons.iku import Iku, IkuDetail
from handlers.buttons.reports import History, OpenReport, Reports, Status, Withdraw
from handlers.cards import present
from handlers.context import Context
from handlers.conversation import current_draft
from handlers.flows import flow_of
from handlers.press import Press
from handlers.speech import Screen, answer, chat_of, pressed_card, say, take_buttons
from handlers.texts import cards, problems, reports
from storage.ports import NotFound, Stale, UnitOfWork

log = logging.getLogger(__name__)


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
    Press(Leave, ending.leave),
    Press(Withdraw, report_flow.withdraw),
    Press(TakeOver, report.take_over),
    Press(Reports, report.show_list),
    Press(OpenReport, report.open_report),
    Press(Status, status.show_status),
    Press(History, status.show_history),
    Press(Iku, iku.show_iku),
    Press(IkuDetail, iku.show_detail),
    Press(Noop, _only_shows),
)
_BY_PREFIX = {press.button.prefix: press for press in PRESSES}
_OF_DRAFTS = frozenset(kind.prefix for kind in (Answer, Move, Edit, DropFile, Send, Cancel))


async def pressed(update: Update, context: Context) -> None:
    """Run what a button stands for; one that no longer fits is answered with the way on."""
    data = (update.callback_query.data if update.callback_query is not None else None) or ""
    press = _BY_PREFIX.get(data.split(SEPARATOR)[0])
    button = _unpacked(press, data)
    if press is None or button is None:
        await _outdated(update, context)
        return
    try:
        await press.run(update, context, button)
    except (Stale, NotFound, InvalidAnswer) as reason:
        log.info("A button no longer applies (%s).", reason)
        await _outdated(update, context)
    except NotPossible as reason:
        await _refused(update, context, problems.decision(reason))
    except NotAllowed:
        log.warning("Person %s pressed a button of an OPD that is not theirs.", context.person.id)
        await _refused(update, context, reports.NOT_YOUR_OPD)


def _unpacked(press: Press | None, data: str) -> Button | None:
    """Return the button, or None for data that no button of ours has."""
    try:
        return press.button.unpack(data) if press is not None else None
    except ValueError:
        log.warning("Callback data that no button of ours has.")
        return None


async def _outdated(update: Update, context: Context) -> None:
    """Show where the person stands now. A double tap finds the card it pressed and changes nothing."""
    here = pressed_card(update)
    async with context.aside() as uow:
        draft = await current_draft(uow, context)
        colleague = await _taken_by(uow, update, context)
    if draft is not None and draft.message_id == here:
        await present(context, update, draft.id, toast=problems.ALREADY_NOTED)
        return
    await _refused(update, context, cards.moved_on(colleague) if colleague else problems.STALE_BUTTON_WAY_ON)
    if here is not None:
        await take_buttons(context, chat_of(update), here)


async def _taken_by(uow: UnitOfWork, update: Update, context: Context) -> str | None:
    """Return the name of the colleague who now holds the draft of the pressed card, if one does."""
    data = update.callback_query.data if update.callback_query is not None else None
    parts = (data or "").split(SEPARATOR)
    if (
        len(parts) < len(("prefix", "draft", "version"))
        or not parts[1].isdecimal()
        or parts[0] not in _OF_DRAFTS
    ):
        return None
    try:
        draft = await uow.drafts.get(int(parts[1]))
    except NotFound:
        return None
    if draft.holder in (None, context.person.id) or not flow_of(draft).may_fill(context.person, draft):
        return None
    return (await uow.people.get(draft.holder)).name if draft.holder is not None else None


async def _refused(update: Update, context: Context, sentence: str) -> None:
    await answer(context, update, problems.STALE_BUTTON_SHORT)
    await say(context, chat_of(update), Screen(sentence))
