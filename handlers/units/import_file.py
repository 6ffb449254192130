"""OPD from a CSV or XLSX: noted at once, read by the tick that downloads files, applied after a preview."""

import asyncio
from dataclasses import dataclass, replace

from telegram import Update

from domain.errors import NotPossible, Problem
from domain.files.foreign import UnfitFile
from domain.forms.drafts import Draft, DraftStatus, Evidence, FileState
from domain.forms.form import Place
from domain.language.dates import day_of
from domain.units.changes import changes_past
from domain.units.import_form import FILE, IMPORT_FORM, Read, fingerprint, found_in, from_answer, to_answer
from domain.units.list import InvalidList, Sorted, compare, sorted_from
from domain.units.short_names import check_short_names
from handlers.city.open_years import check_denominators
from handlers.conversation.admin import may_fill
from handlers.conversation.card import close, refresh
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from handlers.units import import_texts as texts
from handlers.units import keyboards
from handlers.units.buttons import OpdList
from handlers.units.overview import show_list
from handlers.words import files
from storage.ports import UnitOfWork

MOST_OPD = 300
"""Rows. A city has a few dozen; what is longer is another table."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """What the sender is told, and the word that is stored with the file."""

    said: str
    problem: str = files.OTHER_LIST


async def _arrived(context: Context, draft: Draft, file: Evidence) -> None:
    """Read a file whose bytes are stored, and let the card show what it would change."""
    found = await _read(context, file)
    settled, said = file, texts.READ
    if isinstance(found, _Refused):
        settled, said = replace(file, state=FileState.REFUSED, problem=found.problem), found.said
    async with context.aside() as uow:
        current = await uow.drafts.get(draft.id)
        if isinstance(found, Sorted) and current.status is DraftStatus.OPEN:
            await _answer(uow, current, file, found)
        # It stays due until its sender was told.
        await uow.evidence.update(replace(settled, next_try=context.now), at=context.now)
        await uow.commit()
    await refresh(context, draft.id, said)
    async with context.aside() as uow:
        await uow.evidence.update(replace(settled, next_try=None), at=context.now)
        await uow.commit()


async def _read(context: Context, file: Evidence) -> Sorted | _Refused:
    content = await context.services.files.get(file.sha256)
    try:
        # In a thread: a table of thousands of rows would let everybody wait for seconds.
        found = await asyncio.to_thread(sorted_from, await context.services.foreign.rows(content))
    except UnfitFile as unfit:
        return _Refused(files.unusable(file.name, unfit.fault, as_table=True), unfit.fault)
    except InvalidList as error:
        return _Refused(texts.wrong_columns(error.wrong))
    if found.rows > MOST_OPD:
        return _Refused(texts.too_many(MOST_OPD))
    return found if found.rows else _Refused(texts.NO_ROWS)


async def _answer(uow: UnitOfWork, draft: Draft, file: Evidence, found: Sorted) -> None:
    """Keep what was read as the answer; a newer file takes the place of an older one."""
    answer = to_answer(Read(found, fingerprint(await uow.opds.all())))
    moved = replace(draft, place=Place({FILE: answer}))
    await uow.drafts.save(moved, by=draft.touched_by, at=draft.touched_at)
    for older in draft.files:
        if older.id != file.id:
            await uow.evidence.remove(older.id, file.added_at)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    notes: tuple[str, ...] = ()
    if IMPORT_FORM.current(draft.place) is None:
        stored = {opd.code: opd for opd in await uow.opds.all()}
        found = compare(stored.values(), found_in(draft.place.answers).opds)
        today = day_of(draft.touched_at)
        past = [
            opd for opd in (*found.added, *found.changed) if changes_past(stored.get(opd.code), opd, today)
        ]
        notes = texts.preview(found, stored, touches_past=len(past))
    return Sheet(title=texts.TITLE, place="", notes=notes)


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Record what is new or changed, all of it or nothing.

    Raises NotPossible if the preview is outdated, or a short name belongs to an OPD that the file leaves out.
    """
    answers = IMPORT_FORM.complete(draft.place.answers)
    stored = await uow.opds.all()
    if fingerprint(stored) != from_answer(answers[FILE]).known:
        raise NotPossible(Problem.OPD_LIST_CHANGED)
    found = compare(stored, found_in(answers).opds)
    changed = [*found.added, *found.changed]
    check_short_names(changed, stored)
    await check_denominators(uow, changed)
    for opd in changed:
        await uow.opds.record(opd, by=context.person.id, at=context.now)
    return name_of("opds_imported", draft.id)


async def show_imported(context: Context, update: Update, draft_id: int) -> None:
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
    rows = len(found_in(draft.place.answers).opds)
    await close(context, update, draft, Screen(texts.applied(rows), keyboards.imported()))


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show_list(update, context, OpdList(0))


IMPORT_FLOW = Flow(
    form=IMPORT_FORM,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_finish,
    leave=_leave,
    leave_label="‹ Daftar OPD",
    send_label="Terapkan",
    becomes="diterapkan",
    undone="Belum diterapkan",
    takes_files=True,
    takes_csv=True,
    arrived=_arrived,
)
