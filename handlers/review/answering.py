"""*Jawab*: the one answer to what an operator asks about a return."""

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.indicators import by_key, key_of
from domain.people.person import Person
from domain.reports.asking import ANSWER_FORM, TEXT
from domain.reports.events import ReportEvent
from domain.reports.four_eyes import is_own
from handlers.city.asking import Exchange, exchange_about, pass_on
from handlers.city.open_years import check_open
from handlers.city.reports import submission_of
from handlers.city.reviews import may_review
from handlers.conversation.card import show_card
from handlers.conversation.ending import cancel_draft
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.review import answer_texts as texts
from handlers.review import keyboards
from handlers.review.buttons import AnswerQuestion
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import NotFound, Notice, ReturnMessage, UnitOfWork, Way


async def answer_question(update: Update, context: Context, button: AnswerQuestion) -> None:
    """Begin the answer; where a colleague has answered, show that. Raises NotAllowed, NotFound."""
    async with context.uow() as uow:
        decision = await uow.reports.get(button.decision)
        sent = await submission_of(uow, decision)
        if not may_review(context.person, by_key(decision.indicator)) or is_own(context.person, sent):
            raise NotAllowed
        is_open = await _is_open(uow, decision)
        if is_open:
            by, at = context.person.id, context.now
            subject = f"{decision.id} {decision.indicator}"
            draft = await uow.drafts.begin(ANSWER_FORM.key, subject, decision.year, by=by, at=at)
            await uow.commit(name_of("card", draft.id))
    if is_open:
        await show_card(context, update, draft.id)
    else:
        await show_answered(context, update, decision.id)


async def _is_open(uow: UnitOfWork, decision: ReportEvent) -> bool:
    """Return whether a question waits for its answer; nobody else answers before this unit has ended.

    Raises NotFound where nothing was asked, and NotPossible(YEAR_CLOSED).
    """
    await uow.reports.lock(decision.opd, decision.indicator, decision.year)
    await check_open(uow, decision.year)
    exchange = await exchange_about(uow, decision.id)
    if exchange.question is None:
        raise NotFound(decision.id)
    return exchange.answer is None


def _about(draft: Draft) -> int:
    return int(draft.subject.split(" ")[0])


def _may_answer(person: Person, draft: Draft) -> bool:
    indicator = by_key(key_of(draft.subject.split(" ")[1]))
    return person.id == draft.touched_by and may_review(person, indicator)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    decision = await uow.reports.get(_about(draft))
    sent, opd = await submission_of(uow, decision), await uow.opds.get(decision.opd)
    exchange = await exchange_about(uow, decision.id)
    return Sheet(title=texts.title(sent), place=opd.name, notes=(texts.question(decision, exchange),))


async def _answer(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Keep the answer and queue it; if a colleague was faster, only the conversation ends."""
    decision = await uow.reports.get(_about(draft))
    if is_own(context.person, await submission_of(uow, decision)):
        raise NotAllowed
    if not await _is_open(uow, decision):
        await cancel_draft(uow, context, await uow.drafts.get(draft.id))
        return name_of("answered", decision.id)
    text, by, at = ANSWER_FORM.complete(draft.place.answers)[TEXT], context.person.id, context.now
    await pass_on(uow, ReturnMessage(decision=decision.id, way=Way.ANSWER, text=text, by=by, at=at))
    return name_of("answered", decision.id)


async def show_answered(context: Context, update: Update, decision_id: int) -> None:
    """Show what was asked and answered, and by whom."""
    async with context.look() as uow:
        decision = await uow.reports.get(decision_id)
        exchange = await exchange_about(uow, decision_id)
        screen = await _screen(uow, decision, exchange)
    note = texts.answered(exchange, context.person)
    await show(context, update, Screen(f"{note}\n\n{screen.text}", screen.keyboard))


async def asked(context: Context, waiting: Notice) -> Screen | None:
    """Return the question for whoever may answer it, unless it is answered."""
    async with context.look() as uow:
        decision = await uow.reports.get(waiting.about)
        exchange = await exchange_about(uow, decision.id)
        person = await uow.people.get(waiting.person)
        screen = await _screen(uow, decision, exchange)
    may = may_review(person, by_key(decision.indicator))
    if exchange.question is None or exchange.answer is not None or not may:
        return None
    return Screen(f"{texts.ASKED}\n\n{screen.text}", screen.keyboard)


async def _screen(uow: UnitOfWork, decision: ReportEvent, exchange: Exchange) -> Screen:
    sent, opd = await submission_of(uow, decision), await uow.opds.get(decision.opd)
    text = texts.about(decision, sent, opd.name, exchange)
    return Screen(text, keyboards.question(decision, is_open=exchange.answer is None))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await show_answered(context, update, _about(draft))


ANSWER_FLOW = Flow(
    form=ANSWER_FORM,
    may_fill=_may_answer,
    sheet=_sheet,
    finish=_answer,
    leave=_leave,
    leave_label="‹ Pertanyaan",
    send_label="Kirim jawaban",
    becomes="dikirim",
    undone="Jawaban belum dikirim",
)
