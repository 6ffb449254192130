"""Judge an OPD on a checklist: one card of items to tick, which is the draft's own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from telegram import Update

from domain.errors import NotPossible
from domain.evaluation.stages import last_change
from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.forms.questions import without
from domain.indicators import by_key
from domain.indicators.ketatalaksanaan import (
    ASKING,
    ITEM_KEYS,
    ITEMS,
    TATALAKSANA_FORM,
    checklist_answers,
    reasons_missing,
    taken_as_unmet,
    tick,
    tick_required,
    undecided,
)
from domain.indicators.ketatalaksanaan import required as required_items
from domain.keys import Answers, IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from domain.sequence import in_sequence
from handlers.city.evaluations import check_year, desk_of, evaluated_by
from handlers.city.open_years import check_open
from handlers.conversation import texts as cards
from handlers.conversation.aside import colleagues
from handlers.conversation.card import show_card
from handlers.conversation.ending import own_draft
from handlers.conversation.flow import flow_of
from handlers.conversation.texts import Sheet
from handlers.judging import keyboards, texts
from handlers.judging.buttons import ALL_REQUIRED, SAVE, SAVE_UNMET, Tick
from handlers.judging.card import checklist_screen, prefilled, resume, show_evaluated, subject_of
from handlers.judging.flow import OpdSheet, judging_flow, to_card
from handlers.judging.judge import leave_own, overtaken, store_draft
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, show
from handlers.words import problems, words
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
    desk = await desk_of(uow, by_key(_KEY), button.year)
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
    name = f"{by_key(_KEY).title} {draft.year}"
    return Screen(texts.ask_unmet(name, opd.name, names), keyboards.ask_unmet(button))


async def _required(uow: UnitOfWork, draft: Draft) -> Collection[str]:
    return required_items((await uow.years.rules(draft.year)).chosen)


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
    return prefilled((await desk_of(uow, by_key(_KEY), draft.year)).last(draft.opd or ""))


def _card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the checklist, unless a reason, the note or evidence is being asked for."""
    if not isinstance(sheet, OpdSheet) or TATALAKSANA_FORM.current(draft.place) is not None:
        return None
    try:
        subject = subject_of(sheet.desk, sheet.opd, context.now, by=sheet.by)
    except NotPossible as closed:
        # The OPD was closed while its checklist was being filled in; the card says so on every way to it.
        return Screen(
            words.paragraphs(cards.head(sheet), problems.decision(closed)),
            keyboards.closed(sheet.desk.indicator, draft),
        )
    return checklist_screen(subject, draft.place.answers, draft, note)


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    answers = checklist_answers(draft.place.answers, await _required(uow, draft))
    return await store_draft(uow, context, draft, answers)


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    """Go from a question back to the checklist, and from anywhere else to the OPD's card."""
    if draft.status is not DraftStatus.OPEN or draft.holder != context.person.id:
        await to_card(update, context, draft)
        return
    async with context.uow() as uow:
        place = Place(without(draft.place.answers, ASKING))
        await uow.drafts.save(replace(draft, place=place), by=context.person.id, at=context.now)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


CHECKLIST = judging_flow(
    form=TATALAKSANA_FORM,
    finish=_finish,
    leave=_leave,
    card=_card,
    typed_at_end=texts.ENOUGH_TYPED,
)
