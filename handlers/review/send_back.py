"""*Kembalikan*: which answers, why, and then the report is back with its operators."""

from telegram import Update

from domain.forms.drafts import Draft
from domain.indicators import by_key, key_of
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent, event_about
from domain.reports.return_reason import REASON, RETURN_FORM, in_words
from domain.review.inbox import fields_of
from domain.units.opd import in_force
from handlers.city.changes import report_changed
from handlers.city.reviews import may_review
from handlers.conversation.card import show_card
from handlers.conversation.ending import cancel_draft
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.reporting import field_names, form_of
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.buttons import AskReason, PickFields
from handlers.review.card import decidable, submission
from handlers.review.papers import papers_again
from handlers.review.place import put_card
from handlers.review.report import show_report
from handlers.telegram.context import Context
from handlers.telegram.keys import DANGER
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, answer
from storage.ports import UnitOfWork


def _chosen(sent: ReportEvent, bits: int) -> tuple[str, ...]:
    """Return the fields that the bits stand for; bits that no field has count for nothing."""
    return tuple(
        field for bit, field in enumerate(fields_of(form_of(sent), sent.answers)) if max(bits, 0) >> bit & 1
    )


async def pick_fields(update: Update, context: Context, button: PickFields) -> None:
    """Show the fields to toggle, or why the report cannot be returned."""
    await ask_fields(update, context, button)


async def ask_fields(update: Update, context: Context, button: PickFields, note: str = "") -> None:
    """Show the fields as `pick_fields` does, below a note."""
    async with context.look() as uow:
        sent = await submission(uow, context, button.submission)
        opd = await uow.opds.get(sent.opd)
        obstacle = await _obstacle(uow, context, sent)
    if obstacle is not None:
        await show_report(context, update, sent.id, obstacle)
        return
    names = field_names(sent, fields_of(form_of(sent), sent.answers))
    keyboard = keyboards.fields(sent, names, max(button.chosen, 0))
    # Another OPD's papers may have come below the card meanwhile: what stands below them needs its own again.
    await answer(context, update)
    await papers_again(context, update, sent)
    screen = Screen(review.pick_fields(sent, opd.name, note), keyboard)
    await put_card(context, update, sent.id, screen, about=button.pack())


async def _obstacle(uow: UnitOfWork, context: Context, sent: ReportEvent) -> str | None:
    """Return None if the report can be returned now, else the note above its card ("": that says it)."""
    if not await decidable(uow, context, sent):
        return ""
    # A past year's report still counts after its OPD has closed, but nobody is left to repair it.
    closed = not in_force(await uow.opds.get(sent.opd), context.today)
    return review.CANNOT_RETURN_CLOSED if closed else None


async def ask_reason(update: Update, context: Context, button: AskReason) -> None:
    """Begin the conversation that asks why; without a field chosen, ask for the fields again."""
    async with context.uow() as uow:
        sent = await submission(uow, context, button.submission)
        obstacle = await _obstacle(uow, context, sent)
        fields = _chosen(sent, button.chosen)
        if obstacle is None and fields:
            subject = f"{sent.id} {sent.indicator} {','.join(fields)}"
            by, at = context.person.id, context.now
            draft = await uow.drafts.begin(RETURN_FORM.key, subject, sent.year, by=by, at=at)
            await uow.commit(name_of("card", draft.id))
    if obstacle is not None or not fields:
        await pick_fields(update, context, PickFields(sent.id, 0))
    else:
        await show_card(context, update, draft.id)


def _about(draft: Draft) -> tuple[int, IndicatorKey, tuple[str, ...]]:
    """Return the submission's id, its indicator, and the fields that are to be returned."""
    number, indicator, fields = draft.subject.split(" ")
    return int(number), key_of(indicator), tuple(fields.split(","))


def _may_return(person: Person, draft: Draft) -> bool:
    """A return that is being written belongs to who began it, as long as they review that indicator."""
    return person.id == draft.touched_by and may_review(person, by_key(_about(draft)[1]))


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    number, _, fields = _about(draft)
    sent = await uow.reports.get(number)
    return Sheet(
        title=review.return_title(sent),
        place=(await uow.opds.get(sent.opd)).name,
        notes=(review.fields_to_return(field_names(sent, fields)),),
    )


async def _give_back(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Return the report; when somebody was faster, only the conversation ends, and the outcome is shown."""
    number, _, fields = _about(draft)
    sent = await uow.reports.get(number)
    answers = RETURN_FORM.complete(draft.place.answers)
    if await _obstacle(uow, context, sent) is not None:
        # Nothing was returned: the conversation has ended, and is not one that had its effect.
        await cancel_draft(uow, context, await uow.drafts.get(draft.id))
        return name_of("review", sent.id)
    by, at, reason = context.person.id, context.now, in_words(answers[REASON])
    decision = await uow.reports.append(
        event_about(sent, EventKind.RETURNED, by=by, at=at, reason=reason, fields=fields)
    )
    await report_changed(uow, context, decision)
    return name_of("decided", decision.id)


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await show_report(context, update, _about(draft)[0])


RETURN_FLOW = Flow(
    form=RETURN_FORM,
    may_fill=_may_return,
    sheet=_sheet,
    finish=_give_back,
    leave=_leave,
    leave_label="‹ Laporan",
    send_label="Kembalikan",
    becomes="dikembalikan",
    send_style=DANGER,
    resumes_below=True,
    undone="Belum dikembalikan",
)
