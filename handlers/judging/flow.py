"""The evaluations as guided conversations: the checklist on one card, and a result with its details."""

from dataclasses import dataclass, replace

from telegram import Update

from domain.errors import NotPossible
from domain.evaluation.stages import evaluates
from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Kind, Place
from domain.forms.questions import without
from domain.indicators import BY_KEY, Indicator
from domain.indicators.kelembagaan_form import KELEMBAGAAN_FORM, kelembagaan_answers
from domain.indicators.ketatalaksanaan_form import ASKING, TATALAKSANA_FORM, checklist_answers
from domain.people.person import Person
from handlers.city.evaluations import desk_of
from handlers.conversation import keyboards as drafting
from handlers.conversation import texts as cards
from handlers.conversation.card import show_card
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.evaluation import keyboards, texts
from handlers.evaluation.buttons import EvaluateOpd
from handlers.evaluation.overview import DeskSheet
from handlers.evaluation.words import KELEMBAGAAN, TATALAKSANA
from handlers.judging.card import checklist_screen, judge_of, open_opd, spot_of
from handlers.judging.judge import store_draft
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from handlers.words import problems, words
from handlers.words.names import meaning
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdSheet(DeskSheet):
    """What the cards of one OPD are made from; `by` gave its last result."""

    opd: str
    by: str


def _about(draft: Draft) -> tuple[Indicator, str]:
    """Return the indicator and OPD of an evaluation's draft. Raises LookupError for any other draft."""
    if draft.indicator is None or draft.opd is None:
        raise LookupError(f"draft {draft.id} is no evaluation")
    return BY_KEY[draft.indicator], draft.opd


def may_fill(person: Person, draft: Draft) -> bool:
    return _about(draft)[0] in evaluates(person)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, opd = _about(draft)
    desk = await desk_of(uow, indicator, draft.year)
    last = desk.last(opd)
    return OpdSheet(
        title=texts.title(indicator, draft.year),
        place=(await uow.opds.get(opd)).name,
        previous=(last.year, last.answers) if last is not None else None,
        desk=desk,
        several=False,
        opd=opd,
        by=await judge_of(uow, desk, opd),
    )


def _checklist_card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the checklist, unless a reason, the note or evidence is being asked for."""
    if not isinstance(sheet, OpdSheet) or TATALAKSANA_FORM.current(draft.place) is not None:
        return None
    try:
        spot = spot_of(sheet.desk, sheet.opd, context.now, by=sheet.by)
    except NotPossible as closed:
        # The OPD was closed while its checklist was being filled in; the card says so on every way to it.
        return Screen(
            words.paragraphs(cards.head(sheet), problems.decision(closed)),
            keyboards.closed(sheet.desk.indicator, draft),
        )
    return checklist_screen(spot, draft.place.answers, draft, note)


def _detail_card(_: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return what is about to be saved; unlike a report it waits for nobody's verification."""
    given = draft.place.answers
    if not isinstance(sheet, OpdSheet) or KELEMBAGAAN_FORM.current(draft.place) is not None:
        return None
    asked = [one for one in KELEMBAGAAN_FORM.path(given) if one.kind is not Kind.EVIDENCE]
    rows = [
        (KELEMBAGAAN.wording(one.key, given).name, KELEMBAGAAN.answer(one.key, given[one.key], given))
        for one in asked
    ]
    indicator = sheet.desk.indicator
    verdict = meaning(indicator, met=indicator.rule(given, sheet.desk.rules))
    body = texts.summary(rows, verdict, [file.name for file in draft.files])
    return Screen(words.paragraphs(note, cards.head(sheet), body), drafting.summary(DETAILED, draft))


async def _finish_checklist(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    required = (await uow.years.rules(draft.year)).ketatalaksanaan_required
    return await store_draft(uow, context, draft, checklist_answers(draft.place.answers, required))


async def _finish_detailed(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    answers = KELEMBAGAAN_FORM.complete(draft.place.answers)
    return await store_draft(uow, context, draft, kelembagaan_answers(answers))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    """Go from a question back to the checklist, and from anywhere else to the OPD's card."""
    indicator, opd = _about(draft)
    asking = draft.status is DraftStatus.OPEN and draft.holder == context.person.id
    if not asking or indicator.key != TATALAKSANA_FORM.key:
        await open_opd(update, context, EvaluateOpd(indicator.key, draft.year, opd))
        return
    async with context.uow() as uow:
        place = Place(without(draft.place.answers, ASKING))
        await uow.drafts.save(replace(draft, place=place), by=context.person.id, at=context.now)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


CHECKLIST = Flow(
    form=TATALAKSANA_FORM,
    words=TATALAKSANA,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_finish_checklist,
    leave=_leave,
    leave_label="‹ Kembali",
    send_label="Simpan",
    takes_files=True,
    card=_checklist_card,
    typed_at_end=texts.ENOUGH_TYPED,
)
DETAILED = Flow(
    form=KELEMBAGAAN_FORM,
    words=KELEMBAGAAN,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_finish_detailed,
    leave=_leave,
    leave_label="‹ Kembali",
    send_label="Simpan",
    takes_files=True,
    card=_detail_card,
    typed_at_end=texts.SAVE_OR_CHANGE,
)
