"""Evidence: files are noted at once and downloaded by a tick, so that no answer waits for a download."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Document, Message, PhotoSize, Update
from telegram.error import BadRequest, TelegramError

from domain.drafts import BIGGEST_FILE, MOST_FILES, Draft, DraftStatus, Evidence, FileState
from domain.forms import Kind
from domain.reports import standing
from handlers.cards import present, refresh
from handlers.content import may_be_evidence, type_of
from handlers.context import Context
from handlers.conversation import complain, current_draft, nothing_asked
from handlers.flows import flow_of
from handlers.keyboards import reports as keyboards
from handlers.replies import name_of
from handlers.speech import Screen, say, show
from handlers.texts import problems

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Files downloaded in one tick."""
MOST_TRIES = 8
FIRST_WAIT = timedelta(seconds=5)
WRONG_CONTENT, LOST = "content", "lost"


@dataclass(frozen=True, slots=True)
class _Sent:
    """A photo or document as Telegram announces it; the size is in bytes."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    size: int
    mime: str


def _sent(message: Message) -> _Sent:
    document: Document | None = message.document
    if document is not None:
        name = document.file_name or "dokumen"
        return _Sent(
            document.file_id,
            document.file_unique_id,
            "document",
            name,
            document.file_size or 0,
            document.mime_type or "",
        )
    photo: PhotoSize = message.photo[-1]
    name = f"foto-{message.message_id}.jpg"
    return _Sent(photo.file_id, photo.file_unique_id, "photo", name, photo.file_size or 1, "image/jpeg")


def _refusal(sent: _Sent) -> str | None:
    """Return why this file is not taken, judged by what Telegram says of it before any download."""
    if sent.size > BIGGEST_FILE:
        return problems.too_big(sent.name, sent.size)
    if sent.size == 0:
        return problems.empty_file(sent.name)
    return None if may_be_evidence(sent.name, sent.mime) else problems.wrong_kind(sent.name)


async def received(update: Update, context: Context) -> None:
    """Take a photo or document as evidence where evidence is asked for, or say kindly why not."""
    if update.message is None:
        return
    sent = _sent(update.message)
    refusal = _refusal(sent)
    async with context.uow() as uow:
        draft = await current_draft(uow, context)
        if draft is not None and refusal is None:
            refusal = _not_now(draft)
        if draft is not None and refusal is None:
            await uow.evidence.add(_evidence(sent, draft, context))
            await uow.commit(name_of("card", draft.id))
    if draft is None:
        await show(context, update, Screen(nothing_asked(context)))
    elif refusal is not None:
        await complain(update, context, refusal)
    else:
        await present(context, update, draft.id)


def _not_now(draft: Draft) -> str | None:
    flow = flow_of(draft)
    asked = flow.form.current(draft.place)
    if not flow.takes_files or (asked is not None and asked.kind is not Kind.EVIDENCE):
        return problems.FILE_NOT_ASKED
    return problems.too_many_files(MOST_FILES) if len(draft.files) >= MOST_FILES else None


def _evidence(sent: _Sent, draft: Draft, context: Context) -> Evidence:
    return Evidence(
        id=0,
        draft=draft.id,
        opd=draft.opd or "",
        file_id=sent.file_id,
        unique_id=sent.unique_id,
        kind=sent.kind,
        name=sent.name,
        size=sent.size,
        added_by=context.person.id,
        added_at=context.now,
        next_try=context.now,
    )


async def collect(context: Context) -> None:
    """Download what is due and tell the sender of files that cannot be used. Running it twice is harmless."""
    async with context.aside() as uow:
        due = await uow.evidence.due(context.now, AT_ONCE)
    for file in due:
        settled = file if file.problem else await _tried(context, file)
        await _note(context, settled)
        if settled.problem:
            # The verdict is stored before it is told, and the file is settled only after: killed in between,
            # the next tick tells it.
            await _tell(context, settled)
            verdict = FileState.REFUSED if settled.problem == WRONG_CONTENT else FileState.LOST
            await _note(context, replace(settled, state=verdict, next_try=None))
        elif settled.state is FileState.STORED:
            await refresh(context, file.draft)


async def _tried(context: Context, file: Evidence) -> Evidence:
    """Return the file after one try: stored, with its problem, or to be tried again later."""
    try:
        remote = await context.bot.get_file(file.file_id)
        content = bytes(await remote.download_as_bytearray())
    except BadRequest as error:
        log.warning("Evidence %d will never be downloadable: %s", file.id, error)
        return replace(file, problem=LOST)
    except TelegramError as error:
        return _later(context, file, error)
    if await asyncio.to_thread(type_of, content) is None:
        return replace(file, problem=WRONG_CONTENT)
    sha256 = await context.services.files.put(content)
    return replace(file, state=FileState.STORED, sha256=sha256, size=len(content), next_try=None)


def _later(context: Context, file: Evidence, error: TelegramError) -> Evidence:
    """Wait twice as long after every try; after the last one the file counts as lost."""
    tries = file.attempts + 1
    log.warning("Evidence %d could not be downloaded (try %d): %s", file.id, tries, error)
    if tries >= MOST_TRIES:
        return replace(file, attempts=tries, problem=LOST)
    return replace(file, attempts=tries, next_try=context.now + FIRST_WAIT * 2**file.attempts)


async def _note(context: Context, file: Evidence) -> None:
    async with context.aside() as uow:
        await uow.evidence.update(file)
        await uow.commit()


async def _tell(context: Context, file: Evidence) -> None:
    """Tell whoever sent the file why it cannot be used, where they are: on the card, or below the receipt."""
    note = (
        problems.wrong_content(file.name) if file.problem == WRONG_CONTENT else problems.lost_file(file.name)
    )
    async with context.aside() as uow:
        draft = await uow.drafts.get(file.draft)
        sender = await uow.people.get(file.added_by)
        events = await uow.reports.events(opd=draft.opd, indicator=draft.indicator, years=[draft.year])
    waiting = standing(events).waiting
    if draft.status is DraftStatus.OPEN:
        await refresh(context, draft.id, note)
    elif waiting is not None and file.id in waiting.files:
        await say(
            context,
            sender.telegram_id,
            Screen(problems.evidence_of_sent(note, waiting.ticket), keyboards.evidence_refused(waiting)),
        )
