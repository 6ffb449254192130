"""Judge an OPD with score, note and evidence, as a conversation."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import SKIPPED, Kind, Place
from domain.indicators.kelembagaan import (
    AS_WRITTEN,
    CONTRADICTION,
    KELEMBAGAAN_FORM,
    RESULT,
    SCORE,
    contradiction_in_short,
    contradicts,
    kelembagaan_answers,
    on_scale,
    scale_in,
    scale_of,
)
from domain.indicators.remark import NOTE
from domain.indicators.scales import Scale
from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent, standing
from handlers.city.evaluations import pressed_desk
from handlers.conversation import keyboards as drafting
from handlers.conversation import texts as cards
from handlers.conversation.aside import colleagues
from handlers.conversation.card import present
from handlers.conversation.flow import Unfit
from handlers.conversation.texts import Sheet
from handlers.judging import texts
from handlers.judging.buttons import JudgeInDetail
from handlers.judging.card import resume
from handlers.judging.flow import OpdSheet, judging_flow, to_card
from handlers.judging.judge import leave_own, store_draft
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import words
from handlers.words.names import meaning
from storage.ports import UnitOfWork


async def judge_in_detail(update: Update, context: Context, button: JudgeInDetail) -> None:
    """Begin (or go on with) an evaluation with score, note and evidence. Raises as `ticked` does."""
    key = IndicatorKey.KELEMBAGAAN
    leave_own(context.person, button.opd)
    async with context.uow() as uow:
        desk = await pressed_desk(uow, context, key, button.year)
        desk.entry(button.opd, context.now)
        draft = await uow.drafts.open_for(button.opd, key, button.year)
        asked = await colleagues(uow, context, draft) if draft is not None else None
        if draft is None:
            by, at = context.person.id, context.now
            begun = await uow.drafts.start(button.opd, key, button.year, by=by, at=at)
            place = Place(_known(standing(desk.of(button.opd)).verified, scale_in(desk.rules.chosen)))
            await uow.drafts.save(replace(begun, place=place), by=by, at=at)
            await uow.commit(name_of("card", begun.id))
    if asked is not None:
        await show(context, update, asked)
    elif draft is not None:
        await resume(update, context, draft)
    else:
        await present(context, update, begun.id)


def _known(result: ReportEvent | None, scale: Scale) -> Mapping[str, str]:
    """Return what this year's result says already, so that only what is to be changed is asked.

    A score is asked anew where the year scores on another scale than the result was given on. A result that
    stands beside a score that does not fit it was stored so, and is not doubted before one of them changes.
    """
    if result is None:
        return on_scale(scale)
    told = result.answers
    keys = (RESULT, SCORE, NOTE) if scale_of(told) is scale else (RESULT, NOTE)
    known = {**{key: told.get(key, SKIPPED) for key in keys}, **on_scale(scale)}
    return {**known, CONTRADICTION: AS_WRITTEN} if contradicts(known) else known


def _card(_: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return what is about to be saved; unlike a report it waits for nobody's verification."""
    given = draft.place.answers
    if not isinstance(sheet, OpdSheet) or KELEMBAGAAN_FORM.current(draft.place) is not None:
        return None
    asked = [one for one in KELEMBAGAAN_FORM.path(given) if one.kind not in (Kind.EVIDENCE, Kind.DOUBT)]
    rows = [(one.wording(given).name, one.told(given[one.key], given)) for one in asked]
    indicator = sheet.desk.indicator
    verdict = meaning(indicator, met=indicator.rule(given, sheet.desk.rules.chosen))
    doubt = texts.contradicting(contradiction_in_short(given))
    body = texts.summary(rows, words.lines(doubt, verdict), [file.name for file in draft.files])
    return Screen(words.paragraphs(note, cards.head(sheet), body), drafting.summary(DETAILED, draft))


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Store what was answered. Raises Unfit where the year has come to score on another scale meanwhile."""
    given = draft.place.answers
    scale = scale_in((await uow.years.rules(draft.year)).chosen)
    if scale_of(given) is not scale:
        raise Unfit(texts.other_scale(scale))
    answers = {**KELEMBAGAAN_FORM.complete(given), **on_scale(scale)}
    return await store_draft(uow, context, draft, kelembagaan_answers(answers))


DETAILED = judging_flow(
    form=KELEMBAGAAN_FORM,
    finish=_finish,
    leave=to_card,
    card=_card,
    typed_at_end=texts.SAVE_OR_CHANGE,
)
