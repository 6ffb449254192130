"""How a conversation ends: sent, cancelled, or brought back; and how a sent report is withdrawn."""

from dataclasses import replace

from telegram import Update

from domain.drafts import Draft, DraftStatus
from domain.errors import NotAllowed
from domain.forms import Place
from domain.indicators import BY_KEY
from domain.opd import in_force
from domain.questions import EVIDENCE, WITH_FILES, WITHOUT_FILES
from domain.reports import EventKind, ReportEvent, may_submit, may_withdraw, standing
from handlers import keyboards
from handlers.buttons import Cancel, Send, Undo, Withdraw
from handlers.cards import close, form_of, present
from handlers.context import Context
from handlers.replies import name_of, reply
from handlers.rows import report_rows
from handlers.speech import Screen, show
from handlers.texts import cards, reports
from storage.ports import Stale, UnitOfWork


async def own_draft(uow: UnitOfWork, context: Context, draft_id: int, version: int) -> Draft:
    """Return the draft that a button is about, if it is this person's to change now.

    Raises NotAllowed for a draft of an OPD that is not (or no longer) the person's, and Stale for a
    version, holder or status that has moved on.
    """
    draft = await uow.drafts.get(draft_id)
    if not context.person.may_report_for(draft.opd):
        raise NotAllowed
    if draft.version != version or draft.holder != context.person.id or draft.status is not DraftStatus.OPEN:
        raise Stale
    return draft


async def send(update: Update, context: Context, button: Send) -> None:
    """Send the report: the draft becomes a submission, once, in one transaction."""
    async with context.uow() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        opd = await uow.opds.get(draft.opd)
        closed = not in_force(opd, context.today)
        if not closed:
            sent = await _submit(uow, context, draft)
            await uow.commit(name_of("receipt", sent.id))
    if closed:
        await show(context, update, Screen(reports.OPD_CLOSED))
    else:
        await show_receipt(context, update, sent.id)


async def _submit(uow: UnitOfWork, context: Context, draft: Draft) -> ReportEvent:
    """Raises InvalidAnswer when an answer is missing and NotPossible while another submission waits."""
    place = _with_evidence_answer(draft)
    answers = form_of(BY_KEY[draft.indicator]).complete(place.answers)
    may_submit(
        standing(await uow.reports.events(opd=draft.opd, indicator=draft.indicator, years=[draft.year]))
    )
    done = replace(draft, place=place, status=DraftStatus.SENT, holder=None)
    await uow.drafts.save(done, by=context.person.id, at=context.now)
    return await uow.reports.append(
        ReportEvent(
            id=0,
            kind=EventKind.SUBMITTED,
            opd=draft.opd,
            indicator=draft.indicator,
            year=draft.year,
            at=context.now,
            by=context.person.id,
            answers=answers,
            draft=draft.id,
            draft_version=draft.version,
            files=tuple(file.id for file in draft.files),
        )
    )


def _with_evidence_answer(draft: Draft) -> Place:
    """Files may come and go after the question was answered; what counts is what there is."""
    if EVIDENCE not in draft.place.answers:
        return draft.place
    return Place({**draft.place.answers, EVIDENCE: WITH_FILES if draft.files else WITHOUT_FILES})


@reply("receipt")
async def show_receipt(context: Context, update: Update, submission_id: int) -> None:
    """Show that a report was sent, and offer the next one that is owed."""
    async with context.aside() as uow:
        sent = await uow.reports.get(submission_id)
        draft = await uow.drafts.get(sent.draft or 0)
        opd = await uow.opds.get(sent.opd)
        following = keyboards.next_owed(await report_rows(uow, sent.opd, sent.year))
    text = cards.receipt(BY_KEY[sent.indicator], sent, opd.name, len(sent.files))
    await close(context, update, draft, Screen(text, keyboards.receipt(sent, following)))


async def cancel_command(update: Update, context: Context) -> None:
    """`/batal`: cancel what is being filled in, if anything."""
    async with context.uow() as uow:
        draft = await uow.drafts.held_by(context.person.id)
        if draft is not None:
            await _cancelled(uow, context, draft)
            await uow.commit(name_of("cancelled", draft.id))
    if draft is None:
        await show(context, update, Screen(reports.NOTHING_OPEN))
    else:
        await show_cancelled(context, update, draft.id)


async def cancel(update: Update, context: Context, button: Cancel) -> None:
    async with context.uow() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        await _cancelled(uow, context, draft)
        await uow.commit(name_of("cancelled", draft.id))
    await show_cancelled(context, update, draft.id)


async def _cancelled(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    ended = replace(draft, status=DraftStatus.CANCELLED, holder=None)
    await uow.drafts.save(ended, by=context.person.id, at=context.now)


@reply("cancelled")
async def show_cancelled(context: Context, update: Update, draft_id: int) -> None:
    async with context.aside() as uow:
        draft = await uow.drafts.get(draft_id)
        opd = await uow.opds.get(draft.opd)
    text = cards.cancelled(BY_KEY[draft.indicator], draft, opd.name)
    await close(context, update, draft, Screen(text, keyboards.cancelled(draft)))


async def undo(update: Update, context: Context, button: Undo) -> None:
    """Bring a cancelled draft back as it was."""
    async with context.uow() as uow:
        draft = await uow.drafts.get(button.draft)
        if not context.person.may_report_for(draft.opd):
            raise NotAllowed
        if draft.version != button.version or draft.status is not DraftStatus.CANCELLED:
            raise Stale
        await _reopened(uow, context, draft)
        await uow.commit(name_of("restored", draft.id))
    await _show_restored(context, update, draft.id)


async def _reopened(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    """Open a draft again for this person. Raises Stale when a colleague began another one meanwhile."""
    by, at = context.person.id, context.now
    reopened = await uow.drafts.save(replace(draft, status=DraftStatus.OPEN, holder=None), by=by, at=at)
    await uow.drafts.take(reopened, by=by, at=at)


@reply("restored")
async def _show_restored(context: Context, update: Update, draft_id: int) -> None:
    await present(context, update, draft_id, cards.RESTORED_NOTE)


async def withdraw(update: Update, context: Context, button: Withdraw) -> None:
    """Take a report back before it is reviewed; it becomes a draft again, with all its answers."""
    async with context.uow() as uow:
        sent = await uow.reports.get(button.submission)
        if not context.person.may_report_for(sent.opd):
            raise NotAllowed
        events = await uow.reports.events(opd=sent.opd, indicator=sent.indicator, years=[sent.year])
        may_withdraw(standing(events), sent.id)
        await uow.reports.append(_withdrawal(context, sent))
        draft = await uow.drafts.get(sent.draft or 0)
        await _reopened(uow, context, draft)
        await uow.commit(name_of("withdrawn", draft.id))
    await _show_withdrawn(context, update, draft.id)


def _withdrawal(context: Context, sent: ReportEvent) -> ReportEvent:
    return replace(
        sent,
        id=0,
        kind=EventKind.WITHDRAWN,
        at=context.now,
        by=context.person.id,
        answers={},
        about=sent.id,
        ticket="",
        draft=None,
        draft_version=None,
        files=(),
    )


@reply("withdrawn")
async def _show_withdrawn(context: Context, update: Update, draft_id: int) -> None:
    await present(context, update, draft_id, cards.WITHDRAWN_NOTE)
