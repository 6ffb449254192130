"""The logo: a picture is noted at once, drawn anew by a tick as documents take it, kept once it is saved."""

import asyncio
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Update

from domain.documents.logo import LogoContent
from domain.forms.drafts import Draft, DraftStatus, Evidence, FileState
from domain.forms.form import Place
from domain.office.form import LOGO_FORM, PICTURE
from domain.office.office import Part
from handlers.city.office import office_of
from handlers.conversation.admin import begin, may_fill
from handlers.conversation.card import close, refresh
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.office import texts
from handlers.office.buttons import ChangeLogo, RemoveLogo
from handlers.office.overview import group_screen
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import show
from storage.ports import CannotDraw, UnitOfWork

_NO_LOGO = "logo"
"""The word that is stored with a picture that cannot be drawn."""


async def change_logo(update: Update, context: Context, _: ChangeLogo) -> None:
    await begin(update, context, LOGO_FORM.key)


async def _arrived(context: Context, draft: Draft, file: Evidence) -> None:
    """Draw a picture whose bytes are stored as documents take it, and let the card say so.

    Raises Unavailable while nobody can draw, NotFound where the bytes are lost: the tick tries again.
    """
    settled, said = file, texts.LOGO_READ
    try:
        drawn = await _drawn(context, file)
    except CannotDraw:
        settled, said = replace(file, state=FileState.REFUSED, problem=_NO_LOGO), texts.NOT_DRAWN
    async with context.aside() as uow:
        current = await uow.drafts.get(draft.id)
        if settled.problem == "" and current.status is DraftStatus.OPEN:
            await _answer(uow, current, file, drawn)
        # It stays due until its sender was told.
        await uow.evidence.update(replace(settled, next_try=context.now), at=context.now)
        await uow.commit()
    await refresh(context, draft.id, said)
    async with context.aside() as uow:
        await uow.evidence.update(replace(settled, next_try=None), at=context.now)
        await uow.commit()


async def _drawn(context: Context, file: Evidence) -> str:
    """Return the SHA-256 of the logo as it is drawn. Raises CannotDraw, Unavailable, NotFound."""
    picture = await context.services.files.get(file.sha256)
    with TemporaryDirectory(prefix="logo-") as folder:
        (drawn,) = await context.services.renderer.render(LogoContent(picture=picture), Path(folder))
        return await context.services.files.put(await asyncio.to_thread(drawn.read_bytes))


async def _answer(uow: UnitOfWork, draft: Draft, file: Evidence, drawn: str) -> None:
    """Keep the picture as the answer; a newer one takes the place of an older."""
    moved = replace(draft, place=Place({PICTURE: drawn}))
    await uow.drafts.save(moved, by=draft.touched_by, at=draft.touched_at)
    for older in draft.files:
        if older.id != file.id:
            await uow.evidence.remove(older.id, file.added_at)


async def _sheet(uow: UnitOfWork, _: Draft) -> Sheet:
    present = "kini ada" if (await office_of(uow)).logo else "kini belum ada"
    return Sheet(title="Logo", place="", present=present)


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    sha256 = LOGO_FORM.complete(draft.place.answers)[PICTURE]
    await uow.office.set(Part.LOGO, sha256, by=context.person.id, at=context.now)
    return name_of("office_logo", draft.id)


async def show_saved(context: Context, update: Update, draft_id: int) -> None:
    """Show that there is a logo; without a draft (0), that there is none any more."""
    if not draft_id:
        await show(context, update, await group_screen(context, texts.LOGO, texts.LOGO_REMOVED))
        return
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
    await close(context, update, draft, await group_screen(context, texts.LOGO, texts.LOGO_SAVED))


async def remove_logo(update: Update, context: Context, _: RemoveLogo) -> None:
    """Let documents have no logo from now on; the picture itself is kept. Pressed twice it is the same."""
    async with context.uow() as uow:
        await uow.office.set(Part.LOGO, "", by=context.person.id, at=context.now)
        await uow.commit(name_of("office_logo", 0))
    await show_saved(context, update, 0)


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show(context, update, await group_screen(context, texts.LOGO))


LOGO_FLOW = Flow(
    form=LOGO_FORM,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_finish,
    leave=_leave,
    leave_label="‹ Kembali",
    send_label="Simpan",
    takes_files=True,
    takes_picture=True,
    arrived=_arrived,
)
