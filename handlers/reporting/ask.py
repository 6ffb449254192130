"""*Tanya pemeriksa*: one question about a return, and what its answer leads to."""

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.people.person import Person
from domain.reports.asking import ASK_FORM, TEXT
from domain.reports.events import EventKind, ReportEvent, standing
from handlers.city.asking import Exchange, asked_about, exchange_about, pass_on
from handlers.city.open_years import check_open
from handlers.city.reports import history_of, submission_of
from handlers.conversation.card import show_card
from handlers.conversation.ending import cancel_draft
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.reporting import ask_texts as texts
from handlers.reporting import keyboards
from handlers.reporting.buttons import AskReviewer
from handlers.reporting.repair import returned_screen
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import NotFound, Notice, ReturnMessage, UnitOfWork, Way


async def ask_reviewer(update: Update, context: Context, button: AskReviewer) -> None:
    """Begin the question; where there is one already, or nothing to ask about any more, say so.

    Raises NotAllowed, NotFound.
    """
    async with context.uow() as uow:
        decision = await _return(uow, button.returned)
        if not context.person.may_report_for(decision.opd):
            raise NotAllowed
        obstacle = await _obstacle(uow, decision)
        if obstacle is None:
            by, at = context.person.id, context.now
            subject = f"{decision.id} {decision.opd}"
            draft = await uow.drafts.begin(ASK_FORM.key, subject, decision.year, by=by, at=at)
            await uow.commit(name_of("card", draft.id))
    if obstacle is None:
        await show_card(context, update, draft.id)
    else:
        await show_asked(context, update, decision.id)


async def _return(uow: UnitOfWork, decision_id: int) -> ReportEvent:
    decision = await uow.reports.get(decision_id)
    if decision.kind is not EventKind.RETURNED:
        raise NotFound(decision_id)
    return decision


async def _obstacle(uow: UnitOfWork, decision: ReportEvent) -> str | None:
    """Return why nothing can be asked about a return now. Raises NotPossible(YEAR_CLOSED).

    Nobody else can ask about it before this unit of work has ended.
    """
    await uow.reports.lock(decision.opd, decision.indicator, decision.year)
    await check_open(uow, decision.year)
    if (await exchange_about(uow, decision.id)).question is not None:
        return ""
    if not await _is_returned(uow, decision):
        return texts.MOOT
    return None if await asked_about(uow, decision) else texts.NOBODY


async def _is_returned(uow: UnitOfWork, decision: ReportEvent) -> bool:
    now = standing(await history_of(uow, decision))
    return now.returned == decision and now.waiting is None


def _about(draft: Draft) -> tuple[int, str]:
    """Return the return that is asked about, and its OPD."""
    number, opd = draft.subject.split(" ", 1)
    return int(number), opd


def _may_ask(person: Person, draft: Draft) -> bool:
    return person.id == draft.touched_by and person.may_report_for(_about(draft)[1])


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    decision = await uow.reports.get(_about(draft)[0])
    sent = await submission_of(uow, decision)
    opd = await uow.opds.get(decision.opd)
    return Sheet(title=texts.title(sent), place=opd.name, notes=(texts.reason(decision),))


async def _ask(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Keep the question and queue it; if a colleague was faster, only the conversation ends."""
    decision = await uow.reports.get(_about(draft)[0])
    if await _obstacle(uow, decision) is not None:
        await cancel_draft(uow, context, await uow.drafts.get(draft.id))
        return name_of("asked", decision.id)
    text, by, at = ASK_FORM.complete(draft.place.answers)[TEXT], context.person.id, context.now
    await pass_on(uow, ReturnMessage(decision=decision.id, way=Way.QUESTION, text=text, by=by, at=at))
    return name_of("asked", decision.id)


async def show_asked(context: Context, update: Update, decision_id: int) -> None:
    """Show what has been asked about a return and by whom, or why nothing can be."""
    async with context.look() as uow:
        decision = await uow.reports.get(decision_id)
        exchange = await exchange_about(uow, decision_id)
        returned = await _is_returned(uow, decision)
        screen = await _screen(uow, decision, exchange, returned=returned)
        own = exchange.question is not None and exchange.question.message.by == context.person.id
    note = texts.asked(exchange, own=own) if exchange.question else texts.NOBODY if returned else texts.MOOT
    await show(context, update, Screen(f"{note}\n\n{screen.text}", screen.keyboard))


async def answered(context: Context, waiting: Notice) -> Screen | None:
    """Return the answer for an operator of that OPD, with the way to repair while that is wanted."""
    async with context.look() as uow:
        decision = await uow.reports.get(waiting.about)
        exchange = await exchange_about(uow, decision.id)
        person = await uow.people.get(waiting.person)
        returned = await _is_returned(uow, decision)
        screen = await _screen(uow, decision, exchange, returned=returned)
    if exchange.answer is None or not person.may_report_for(decision.opd):
        return None
    return Screen(f"{texts.ANSWERED}\n\n{screen.text}", screen.keyboard)


async def _screen(uow: UnitOfWork, decision: ReportEvent, exchange: Exchange, *, returned: bool) -> Screen:
    sent, opd = await submission_of(uow, decision), await uow.opds.get(decision.opd)
    return Screen(
        texts.about(decision, sent, opd.name, exchange), keyboards.asked(decision, returned=returned)
    )


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    """Show the return again, unless there is something newer to say of it."""
    async with context.look() as uow:
        decision = await uow.reports.get(_about(draft)[0])
        screen = await returned_screen(uow, decision) if await _is_returned(uow, decision) else None
    if screen is None:
        await show_asked(context, update, decision.id)
    else:
        await show(context, update, screen)


ASK_FLOW = Flow(
    form=ASK_FORM,
    may_fill=_may_ask,
    sheet=_sheet,
    finish=_ask,
    leave=_leave,
    leave_label="‹ Laporan",
    send_label="Kirim pertanyaan",
    becomes="dikirim",
    undone="Pertanyaan belum dikirim",
)
