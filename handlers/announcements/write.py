"""`/umumkan`: write it, choose for whom, see exactly what they will get and how many they are, send it."""

from dataclasses import replace

from telegram import Update

from domain.announcements.form import ANNOUNCE_FORM, CONTENT, REST, audience_of, content_of, written_in
from domain.forms.drafts import Draft, DraftStatus
from handlers.announcements import keyboards, texts
from handlers.announcements.audience import AudienceSheet, Meant, audience_sheet, report_of
from handlers.announcements.buttons import Announce, Announcements, NewAnnouncement, Recipients
from handlers.announcements.content import read, send
from handlers.announcements.history import show_recent
from handlers.announcements.progress import ANNOUNCEMENT
from handlers.conversation.admin import begin, may_fill
from handlers.conversation.card import present, show_card
from handlers.conversation.ending import own_draft
from handlers.conversation.flow import Flow
from handlers.conversation.texts import NOT_SENT, Sheet
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, show
from handlers.words import words
from storage.ports import Announcement, Stale, UnitOfWork, Urgency

PEOPLE_A_PAGE = 15


async def announce_command(update: Update, context: Context) -> None:
    """`/umumkan`: begin an announcement, or go on with the one that is being written."""
    async with context.look() as uow:
        held = await uow.drafts.held_by(context.person.id)
    if held is not None and held.form == ANNOUNCE_FORM.key:
        await show_card(context, update, held.id)
    else:
        await begin(update, context, ANNOUNCE_FORM.key)


async def write_another(update: Update, context: Context, _: NewAnnouncement) -> None:
    await announce_command(update, context)


async def _preview(context: Context, chat_id: int, draft: Draft) -> None:
    """Show the message exactly as everybody will get it, once it is written."""
    written, asked = written_in(draft.place.answers), ANNOUNCE_FORM.current(draft.place)
    if written is None or (not written.fits and asked is not None and asked.key == REST):
        return
    is_known = asked is None
    about = report_of(audience_of(draft.place.answers)) if is_known else None
    shown = keyboards.preview(about) if about is not None else None
    await send(context, chat_id, written, context.person, shown)


def _card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the last question: for how many it is, and whether they may have it."""
    if not isinstance(sheet, AudienceSheet) or ANNOUNCE_FORM.current(draft.place) is not None:
        return None
    meant = sheet.meant(context.now)
    return Screen(
        words.paragraphs(note, texts.confirm(meant.audience, meant.people)),
        keyboards.confirm(draft, len(meant.people), meant.fingerprint),
    )


async def show_recipients(update: Update, context: Context, button: Recipients) -> None:
    """Show a page of those who would get it now. Raises NotAllowed or Stale as `own_draft`."""
    async with context.look() as uow:
        draft, sheet = await _written(uow, context, button)
    page = page_of(sheet.meant(context.now).people, button.page, PEOPLE_A_PAGE)
    text = texts.recipients(page, sheet.opd_names)
    await show(context, update, Screen(text, keyboards.recipients(draft, page)))


async def _written(
    uow: UnitOfWork, context: Context, button: Announce | Recipients
) -> tuple[Draft, AudienceSheet]:
    """Return the draft of a button, with what tells who is meant by it. Raises NotAllowed or Stale."""
    draft = await own_draft(uow, context, button.draft, button.version)
    if draft.form != ANNOUNCE_FORM.key or ANNOUNCE_FORM.current(draft.place) is not None:
        raise Stale(f"draft {draft.id} has no audience")
    return draft, await audience_sheet(uow, draft)


async def announce(update: Update, context: Context, button: Announce) -> None:
    """Queue it for exactly those who were counted; when they have changed, show the card anew instead.

    Raises NotAllowed or Stale as `own_draft`, and Stale for nobody.
    """
    stored = ""
    async with context.uow() as uow:
        draft, sheet = await _written(uow, context, button)
        meant = sheet.meant(context.now)
        if not meant.people:
            raise Stale("nobody is meant")
        if meant.fingerprint == button.fingerprint:
            stored = await _store(uow, context, draft, meant)
            await uow.commit(stored)
    if stored:
        await show_again(context, update, stored)
    else:
        await present(context, update, draft.id, texts.AUDIENCE_CHANGED)


async def _store(uow: UnitOfWork, context: Context, draft: Draft, meant: Meant) -> str:
    """Close the draft, keep what it says, and queue it for everybody; return the name of the reply."""
    by, at = context.person.id, context.now
    await uow.drafts.save(replace(draft, status=DraftStatus.SENT, holder=None), by=by, at=at)
    content = content_of(draft.place.answers[CONTENT])
    stored = await uow.announcements.add(
        Announcement(
            id=0,
            by=by,
            at=at,
            text=content.text,
            entities=content.entities,
            audience=meant.audience,
            file_id=content.file_id,
            file_kind=content.file_kind,
            file_name=content.file_name,
        )
    )
    recipients = [person.id for person in meant.people]
    await uow.notices.add_all(recipients, ANNOUNCEMENT, stored.id, at, urgency=Urgency.BULK)
    return name_of("announcement", stored.id)


async def _finish(_: UnitOfWork, __: Context, draft: Draft) -> str:
    """Raises Stale: it is sent by `announce` alone, which knows how many were counted."""
    raise Stale(f"draft {draft.id} is no announcement that was counted")


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show_recent(update, context, Announcements())


ANNOUNCE_FLOW = Flow(
    form=ANNOUNCE_FORM,
    may_fill=may_fill,
    sheet=audience_sheet,
    finish=_finish,
    leave=_leave,
    leave_label="‹ Riwayat",
    card=_card,
    reads=read,
    above=_preview,
    undone=NOT_SENT,
    typed_at_end=texts.TYPED_AT_END,
)
