"""What a decree does to an OPD, as guided conversations: the effect is shown before it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Form
from domain.keys import Answers
from domain.language.dates import day_of
from domain.reports.events import standing
from domain.reports.histories import by_report
from domain.units.changes import changes_past, closed, founded, kept_open, merged, renamed, shortened
from domain.units.form import (
    CLOSE_FORM,
    CODE,
    DAY,
    FOUND_FORM,
    KEEP_FORM,
    MERGE_FORM,
    RENAME_FORM,
    SHORT_FORM,
)
from domain.units.opd import Opd
from handlers.city.open_years import check_denominators
from handlers.conversation.admin import may_fill
from handlers.conversation.card import close
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from handlers.units import texts
from handlers.units.buttons import OpdList, ShowOpd
from handlers.units.overview import opd_screen, show_list, show_opd
from handlers.words import words
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored: all units, and those that the conversation is about."""

    opds: Mapping[str, Opd]
    codes: tuple[str, ...]

    def opd(self, place: int = 0) -> Opd:
        return self.opds[self.codes[place]]


Change = Callable[[_Known, Answers, date], Opd]

_CHANGES: Mapping[str, tuple[Form, str, Change, str]] = {
    form.key: (form, title, change, note)
    for form, title, change, note in (
        (
            FOUND_FORM,
            "OPD baru",
            lambda known, given, _: founded(given, known.opds.values()),
            texts.FOUND_NOTE,
        ),
        (
            RENAME_FORM,
            "Ubah nama OPD",
            lambda known, given, today: renamed(known.opd(), given, known.opds.values(), today),
            texts.RENAMED_NOTE,
        ),
        (
            SHORT_FORM,
            "Nama pendek",
            lambda known, given, today: shortened(known.opd(), given, known.opds.values(), today),
            texts.SHORT_NOTE,
        ),
        (
            CLOSE_FORM,
            "Tutup OPD",
            lambda known, given, today: closed(known.opd(), given, today),
            texts.CLOSED_NOTE,
        ),
        (
            MERGE_FORM,
            "Gabungkan OPD",
            lambda known, given, today: merged(known.opd(), known.opd(1), given, today),
            texts.MERGED_NOTE,
        ),
        (
            KEEP_FORM,
            "Batalkan penutupan",
            lambda known, given, today: kept_open(known.opd(), given, known.opds.values(), today),
            texts.KEPT_NOTE,
        ),
    )
}


async def _known(uow: UnitOfWork, draft: Draft) -> _Known:
    return _Known({opd.code: opd for opd in await uow.opds.all()}, tuple(draft.subject.split()))


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    form, title, _, _ = _CHANGES[draft.form]
    known = await _known(uow, draft)
    names = " → ".join(known.opds[code].name for code in known.codes)
    asked = form.current(draft.place)
    return Sheet(
        title=title, place=names, notes=() if asked is not None else await _effect(uow, draft, known)
    )


async def _effect(uow: UnitOfWork, draft: Draft, known: _Known) -> tuple[str, ...]:
    """Return what sending the draft would mean."""
    if draft.form in (CLOSE_FORM.key, MERGE_FORM.key):
        successor = known.opd(1).name if draft.form == MERGE_FORM.key else ""
        return texts.effect_of_end(await _affected(uow, draft, known.codes[0]), successor)
    if draft.form == RENAME_FORM.key:
        return (texts.KEEPS_CODE,)
    if draft.form == SHORT_FORM.key:
        return (texts.ONLY_SHORT,)
    if draft.form == KEEP_FORM.key:
        return ()
    new = Opd(draft.place.answers[CODE], "", "", date.fromisoformat(draft.place.answers[DAY]))
    past = changes_past(None, new, day_of(draft.touched_at))
    return (texts.NEW_OPD, texts.CHANGES_PAST if past else "")


async def _affected(uow: UnitOfWork, draft: Draft, code: str) -> texts.Affected:
    told = by_report(await uow.reports.events(opd=code))
    return texts.Affected(
        drafts=len(await uow.drafts.open_of(code, draft.year)),
        waiting=sum(standing(history).waiting is not None for history in told.values()),
        operators=len(await uow.people.operators([code])),
    )


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Record the unit as the decree leaves it. Raises NotPossible."""
    form, _, change, _ = _CHANGES[draft.form]
    answers = form.complete(draft.place.answers)
    opd = change(await _known(uow, draft), answers, context.today)
    await check_denominators(uow, [opd])
    await uow.opds.record(opd, by=context.person.id, at=context.now)
    return name_of("opd_changed", draft.id)


async def show_changed(context: Context, update: Update, draft_id: int) -> None:
    """Show the unit as it is now."""
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
    code = draft.subject.split()[0] if draft.subject else draft.place.answers[CODE]
    card = await opd_screen(context, code)
    note = words.escape(_CHANGES[draft.form][3])
    await close(context, update, draft, Screen(words.paragraphs(note, card.text), card.keyboard))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    if draft.subject:
        await show_opd(update, context, ShowOpd(draft.subject.split()[0]))
    else:
        await show_list(update, context, OpdList(0))


OPD_FLOWS = tuple(
    Flow(
        form=form,
        may_fill=may_fill,
        sheet=_sheet,
        finish=_finish,
        leave=_leave,
        leave_label="‹ Kembali",
        send_label="Simpan",
    )
    for form, _, _, _ in _CHANGES.values()
)
