"""A workbook sent where an IKM asks for its units: read as their table, and kept as evidence as well."""

import asyncio
from dataclasses import replace

from domain.files.foreign import FileKind, UnfitFile
from domain.forms.drafts import Draft, DraftStatus, Evidence
from domain.forms.form import Place
from domain.forms.questions import EVIDENCE
from domain.indicators.ikm import IKM_FORM
from domain.indicators.ikm.answers import BY_UNITS, UNITS, WAY
from domain.indicators.ikm.units_list import settle, with_table
from domain.indicators.ikm.units_table import Table, read_rows
from handlers.conversation.knowing import informed, to_store
from handlers.reporting import unit_texts as texts
from handlers.telegram.context import Context

SHEET_AT = frozenset({WAY, UNITS})
"""The questions at which a workbook is read."""


async def read_sheet(context: Context, draft: Draft, file: Evidence) -> str:
    """Fill the list of units in from a workbook that is stored; return what is said of it, if anything.

    Nothing is read for a draft that has gone on meanwhile. Raises Stale when it does so just now: the tick
    tries again.
    """
    if not file.name.endswith(f".{FileKind.XLSX}") or not _waits(draft):
        return ""
    content = await context.services.files.get(file.sha256)
    try:
        # In a thread, as what is read is of any size.
        table = await asyncio.to_thread(read_rows, await context.services.foreign.rows(content))
    except UnfitFile:
        return texts.UNREADABLE_SHEET
    if not (table.units or table.columns_twice):
        return texts.NOTHING_IN_SHEET
    return texts.sheet_was_read(file.name) if await _filled(context, draft, table) else ""


async def _filled(context: Context, draft: Draft, table: Table) -> bool:
    async with context.aside() as uow:
        now = await informed(uow, await uow.drafts.get(draft.id), context.today)
        if not _waits(now):
            return False
        answers = {**now.place.answers, WAY: BY_UNITS}
        place = Place(settle(answers, with_table(answers, table)))
        await uow.drafts.save(to_store(replace(now, place=place)), by=now.touched_by, at=now.touched_at)
        await uow.commit()
    return True


def _waits(draft: Draft) -> bool:
    """Return whether the draft still asks what a workbook answers."""
    asked = IKM_FORM.current(draft.place) if draft.form == IKM_FORM.key else None
    is_open = draft.status is DraftStatus.OPEN and EVIDENCE not in draft.place.answers
    return is_open and asked is not None and asked.key in SHEET_AT
