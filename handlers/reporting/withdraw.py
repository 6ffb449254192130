"""*Tarik kembali*: an operator takes back what waits; asked about once, below the receipt, which stays."""

from dataclasses import replace

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.correction import correcting
from domain.forms.drafts import Draft, DraftStatus
from domain.keys import Answers
from domain.reports.events import EventKind, ReportEvent, event_about, may_withdraw, standing
from handlers.city.changes import report_changed
from handlers.city.open_years import check_open
from handlers.city.reports import history_of
from handlers.conversation.card import show_card
from handlers.reporting import keyboards, texts
from handlers.reporting.buttons import AskWithdraw, KeepSent, Withdraw
from handlers.reporting.repair import draft_of, hold_again
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def _waiting(uow: UnitOfWork, context: Context, submission_id: int) -> ReportEvent:
    """Return a submission that this person may take back now. Raises NotAllowed, NotPossible."""
    sent = await uow.reports.get(submission_id)
    if not context.person.may_report_for(sent.opd):
        raise NotAllowed
    await check_open(uow, sent.year)
    may_withdraw(standing(await history_of(uow, sent)), sent.id)
    return sent


async def ask(update: Update, context: Context, button: AskWithdraw) -> None:
    async with context.look() as uow:
        sent = await _waiting(uow, context, button.submission)
        opd = await uow.opds.get(sent.opd)
    await show(context, update, Screen(texts.ask_withdraw(sent, opd.name), keyboards.ask_withdraw(sent)))


async def keep(update: Update, context: Context, button: KeepSent) -> None:
    """Say that a report waits on; of one that does not any more, say why, as taking it back would."""
    async with context.look() as uow:
        sent = await _waiting(uow, context, button.submission)
    await show(context, update, Screen(texts.kept(sent), keyboards.kept()))


async def withdraw(update: Update, context: Context, button: Withdraw) -> None:
    """Take a report back before it is reviewed; it becomes a draft again, with all its answers."""
    async with context.uow() as uow:
        asked = await uow.reports.get(button.submission)
        await uow.reports.lock(asked.opd, asked.indicator, asked.year)
        sent = await _waiting(uow, context, asked.id)
        withdrawal = event_about(sent, EventKind.WITHDRAWN, by=context.person.id, at=context.now)
        withdrawn = await uow.reports.append(withdrawal)
        await report_changed(uow, context, withdrawn)
        draft = await _draft_again(uow, context, sent)
        await uow.commit(name_of("withdrawn", draft.id))
    await show_withdrawn(context, update, draft.id)


async def _draft_again(uow: UnitOfWork, context: Context, sent: ReportEvent) -> Draft:
    """Open the draft that was sent, as it was sent; a submission that came without one begins one."""
    draft = await draft_of(uow, context, sent)
    if draft.status is DraftStatus.SENT:
        return await hold_again(uow, context, draft, draft.place.answers)
    # A new one, or one that was taken for a repair or correction meanwhile: of a verdict that was undone.
    if sent.is_correction:
        answers: Answers = correcting(sent.answers, sent.reason, sent.about)
    else:
        answers = sent.answers
    return await hold_again(uow, context, replace(draft, only=(), repairs=None), answers)


async def show_withdrawn(context: Context, update: Update, draft_id: int) -> None:
    await show_card(context, update, draft_id, texts.WITHDRAWN_NOTE)
