"""Ticking a checklist, and beginning an evaluation with its details: presses that work on a draft."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from telegram import Update

from domain.evaluation.stages import last_change
from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import SKIPPED, Place
from domain.indicators import BY_KEY
from domain.indicators.kelembagaan_form import NOTE, RESULT, SCORE
from domain.indicators.ketatalaksanaan import ITEM_KEYS, ITEMS
from domain.indicators.ketatalaksanaan_form import (
    ASKING,
    began,
    reasons_missing,
    taken_as_unmet,
    tick,
    tick_required,
    undecided,
)
from domain.keys import Answers, IndicatorKey
from domain.reports.events import EventKind, ReportEvent, standing
from domain.sequence import in_sequence
from handlers.city.evaluations import check_year, desk_of, evaluated_by, leave_own, pressed_desk
from handlers.city.open_years import check_open
from handlers.conversation.aside import colleagues
from handlers.conversation.card import present
from handlers.conversation.ending import own_draft
from handlers.conversation.flow import flow_of
from handlers.evaluation import keyboards, texts
from handlers.evaluation.buttons import ALL_REQUIRED, SAVE, SAVE_UNMET, JudgeInDetail, Tick
from handlers.judging.card import resume, show_evaluated
from handlers.judging.judge import overtaken
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

_KEY = IndicatorKey.KETATALAKSANAAN
_ENDS: Mapping[str, Callable[[Answers, Collection[str]], Answers]] = {
    SAVE: lambda given, _: given,
    SAVE_UNMET: taken_as_unmet,
    ALL_REQUIRED: tick_required,
}
"""What saving does first to the answers, given the items that the year requires."""


async def ticked(update: Update, context: Context, button: Tick) -> None:
    """Apply one tap on a checklist; the first tap begins its draft, *Simpan* ends it.

    *Simpan* asks first while a compulsory item is not judged, and stores nothing until that is answered.

    Raises NotAllowed, NotPossible (OPD_CLOSED, YEAR_CLOSED, OWN_EVALUATION), and Stale for a version or year
    that has moved on.
    """
    evaluated_by(context.person, _KEY)
    leave_own(context.person, button.opd)
    check_year(context, button.year)
    if button.act not in {*ITEM_KEYS, *_ENDS}:
        raise Stale(f"no item {button.act}")
    async with context.uow() as uow:
        draft = await _draft(uow, context, button)
        shown = await _asked(uow, draft, button) if isinstance(draft, Draft) else draft
        if shown is None and isinstance(draft, Draft) and _goes_on(draft, button):
            stored = await _changed(uow, context, draft, button.act)
            await uow.commit(stored)
    if isinstance(shown, ReportEvent):
        await show_evaluated(context, update, shown.id)
    elif shown is not None:
        await show(context, update, shown)
    elif isinstance(draft, Draft) and not _goes_on(draft, button):
        await resume(update, context, draft)
    else:
        await show_again(context, update, stored)


def _goes_on(draft: Draft, button: Tick) -> bool:
    """Return whether the tap was made for this draft, or has just begun it."""
    return bool(button.draft) or not draft.place.answers


async def _draft(uow: UnitOfWork, context: Context, button: Tick) -> Draft | Screen | ReportEvent:
    """Return the draft that was tapped, one begun by this tap, or what is to be shown instead.

    That is the result itself for the second of two taps of which the first has stored it.
    """
    if button.draft:
        return await own_draft(uow, context, button.draft, button.version)
    await uow.reports.lock(button.opd, _KEY, button.year)
    await check_open(uow, button.year)
    draft = await uow.drafts.open_for(button.opd, _KEY, button.year)
    if draft is not None:
        return await colleagues(uow, context, draft) or draft
    events = await uow.reports.events(opd=button.opd, indicator=_KEY, years=[button.year])
    raced = await overtaken(uow, context, events, button.version)
    if raced is not None:
        return _stored_by_first(context, events, button) or raced
    desk = await desk_of(uow, BY_KEY[_KEY], button.year)
    desk.entry(button.opd, context.now)
    return await uow.drafts.start(button.opd, _KEY, button.year, by=context.person.id, at=context.now)


def _stored_by_first(context: Context, events: Sequence[ReportEvent], button: Tick) -> ReportEvent | None:
    """Return what the first of two taps on a card has stored, if that is all that has happened since."""
    last = in_sequence(events)[-1]
    mine = last.kind is EventKind.EVALUATED and last.by == context.person.id
    only = last_change(event for event in events if event != last) == button.version
    return last if mine and only and button.act in _ENDS else None


async def _asked(uow: UnitOfWork, draft: Draft, button: Tick) -> Screen | None:
    """Return the question before compulsory items that are not judged are stored as unmet."""
    if button.act != SAVE or not _goes_on(draft, button):
        return None
    given = draft.place.answers or await _prefilled(uow, draft)
    open_items = undecided(given, await _required(uow, draft))
    if not open_items:
        return None
    opd = await uow.opds.get(button.opd)
    names = [item.name for item in ITEMS if item.key in open_items]
    title = texts.title(BY_KEY[_KEY], draft.year)
    return Screen(texts.ask_unmet(title, opd.name, names), keyboards.ask_unmet(button))


async def _required(uow: UnitOfWork, draft: Draft) -> Collection[str]:
    return (await uow.years.rules(draft.year)).ketatalaksanaan_required


async def _changed(uow: UnitOfWork, context: Context, draft: Draft, act: str) -> str:
    """Store what one tap does to the draft; return the name of the reply."""
    given = draft.place.answers or await _prefilled(uow, draft)
    if act not in _ENDS:
        return await _kept(uow, context, draft, tick(given, act))
    given = _ENDS[act](given, await _required(uow, draft))
    if reasons_missing(given):
        return await _kept(uow, context, draft, {**given, ASKING: "ya"})
    full = replace(draft, place=Place(given))
    ended = replace(full, status=DraftStatus.SENT, holder=None)
    await uow.drafts.save(ended, by=context.person.id, at=context.now)
    return await flow_of(draft).finish(uow, context, full)


async def _kept(uow: UnitOfWork, context: Context, draft: Draft, given: Answers) -> str:
    await uow.drafts.save(replace(draft, place=Place(given)), by=context.person.id, at=context.now)
    return name_of("card", draft.id)


async def _prefilled(uow: UnitOfWork, draft: Draft) -> Answers:
    desk = await desk_of(uow, BY_KEY[_KEY], draft.year)
    last = desk.last(draft.opd or "")
    return began(last.answers if last is not None else None).answers


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
            place = Place(_known(standing(desk.of(button.opd)).verified))
            await uow.drafts.save(replace(begun, place=place), by=by, at=at)
            await uow.commit(name_of("card", begun.id))
    if asked is not None:
        await show(context, update, asked)
    elif draft is not None:
        await resume(update, context, draft)
    else:
        await present(context, update, begun.id)


def _known(result: ReportEvent | None) -> Mapping[str, str]:
    """Return what this year's result says already, so that only what is to be changed is asked."""
    if result is None:
        return {}
    return {key: result.answers.get(key, SKIPPED) for key in (RESULT, SCORE, NOTE)}
