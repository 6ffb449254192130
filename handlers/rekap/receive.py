"""A rekap that was sent: noted at once, read by the tick that downloads files, shown by its card."""

from dataclasses import replace

from domain.files.foreign import UnfitFile
from domain.forms.drafts import Draft, DraftStatus, Evidence, FileState
from domain.forms.form import Place
from domain.rekap.form import Received, answer_of
from domain.rekap.sheet import InvalidRekap
from handlers.conversation.card import refresh
from handlers.rekap import texts
from handlers.telegram.context import Context
from handlers.words import files
from storage.ports import UnitOfWork

_UNREAD = "rekap"
"""Stored with a file of which nothing can be used; its sender was told why."""


async def arrived(context: Context, draft: Draft, file: Evidence) -> None:
    """Read a file whose bytes are stored, and let the card show what was understood."""
    found, said, problem = await _read(context, file)
    settled = replace(file, state=FileState.REFUSED, problem=problem) if found is None else file
    async with context.aside() as uow:
        current = await uow.drafts.get(draft.id)
        if found is not None and current.status is DraftStatus.OPEN:
            await _answer(uow, current, file, found)
        # It stays due until its sender was told.
        await uow.evidence.update(replace(settled, next_try=context.now), at=context.now)
        await uow.commit()
    await refresh(context, draft.id, said)
    async with context.aside() as uow:
        await uow.evidence.update(replace(settled, next_try=None), at=context.now)
        await uow.commit()


async def _read(context: Context, file: Evidence) -> tuple[Received | None, str, str]:
    """Return what a file says, what its sender is told, and why it cannot be used."""
    content = await context.services.files.get(file.sha256)
    try:
        found = await context.services.foreign.rekap(content)
    except UnfitFile as unfit:
        return None, files.unusable(file.name, unfit.fault, as_table=True), unfit.fault
    except InvalidRekap as refused:
        return None, texts.refused_file(file.name, refused.problem), _UNREAD
    received = Received(evidence=file.id, name=file.name, sha256=file.sha256, readings=found)
    return received, texts.READ, ""


async def _answer(uow: UnitOfWork, draft: Draft, file: Evidence, found: Received) -> None:
    """Keep what was read as the answer; a newer file takes the place of an older one."""
    moved = replace(draft, place=Place(answer_of(found)))
    await uow.drafts.save(moved, by=draft.touched_by, at=draft.touched_at)
    for older in draft.files:
        if older.id != file.id:
            await uow.evidence.remove(older.id, file.added_at)
