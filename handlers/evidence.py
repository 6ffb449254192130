"""Evidence: files are noted at once and downloaded by a tick, so that no answer waits for a download."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Document, Message, PhotoSize, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from domain.drafts import BIGGEST_FILE, MOST_FILES, Draft, DraftStatus, Evidence, FileState
from domain.forms import Kind
from domain.reports import ReportEvent, standing
from handlers.cards import present, refresh
from handlers.chores import Chore
from handlers.content import is_csv, may_be_evidence, may_be_table, type_of
from handlers.context import Context
from handlers.conversation import complain, nothing_asked, typed
from handlers.ending import current_draft
from handlers.flows import flow_of
from handlers.keyboards import reports as keyboards
from handlers.replies import name_of
from handlers.speech import Screen, say, show
from handlers.texts import problems
from storage.ports import UnitOfWork

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Files downloaded in one tick."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=3)
"""Telegram may be away for long, and that loses no evidence; a file nobody could fetch for days is lost."""
UNKNOWN_SIZE = 1
"""Bytes, where Telegram does not say: neither empty nor too big."""
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


def _sent(message: Message, number: int) -> _Sent:
    document: Document | None = message.document
    if document is not None:
        name = document.file_name or "dokumen"
        return _Sent(
            document.file_id,
            document.file_unique_id,
            "document",
            name,
            UNKNOWN_SIZE if document.file_size is None else document.file_size,
            document.mime_type or "",
        )
    photo: PhotoSize = message.photo[-1]
    name = f"Foto {number}"
    size = photo.file_size or UNKNOWN_SIZE
    return _Sent(photo.file_id, photo.file_unique_id, "photo", name, size, "image/jpeg")


def _refusal(sent: _Sent, draft: Draft) -> str | None:
    """Return why this file is not taken, judged by what Telegram says of it before any download."""
    if sent.size > BIGGEST_FILE:
        return problems.too_big(sent.name, sent.size)
    if sent.size == 0:
        return problems.empty_file(sent.name)
    if flow_of(draft).takes_csv:
        return None if may_be_table(sent.name) else problems.no_table(sent.name)
    return None if may_be_evidence(sent.name, sent.mime) else problems.wrong_kind(sent.name)


async def received(update: Update, context: Context) -> None:
    """Take a photo or document as evidence where evidence is asked for, or say kindly why not."""
    if update.message is None:
        return
    refusal = None
    async with context.aside() as uow:
        draft = await current_draft(uow, context)
    if draft is not None and flow_of(draft).reads is not None:
        await typed(update, context)
        return
    async with context.uow() as uow:
        draft = await current_draft(uow, context)
        if draft is not None:
            sent = _sent(update.message, len(draft.files) + 1)
            refusal = _refusal(sent, draft) or _not_now(draft)
        if draft is not None and refusal is None:
            await _replace_unusable(uow, draft, sent, context)
            await uow.evidence.add(_evidence(sent, draft, context))
            await uow.commit(name_of("card", draft.id))
    if draft is None:
        await show(context, update, Screen(nothing_asked(context)))
    elif refusal is not None:
        await complain(update, context, refusal)
    else:
        await present(context, update, draft.id)


async def _replace_unusable(uow: UnitOfWork, draft: Draft, sent: _Sent, context: Context) -> None:
    """Make way for the same file sent again after it was refused or lost, as people are asked to do."""
    for file in draft.files:
        if file.unique_id == sent.unique_id and not file.is_usable:
            await uow.evidence.remove(file.id, context.now)


def _not_now(draft: Draft) -> str | None:
    flow = flow_of(draft)
    asked = flow.form.current(draft.place)
    # Where files are what the conversation is about, a better one may come at any question.
    waits = asked is None or asked.kind is Kind.EVIDENCE or flow.arrived is not None
    if not flow.takes_files or not waits:
        return problems.FILE_NOT_ASKED
    return problems.too_many_files(MOST_FILES) if len(draft.usable_files) >= MOST_FILES else None


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


async def _due(context: Context) -> list[Evidence]:
    """Return what is due; those that are let alone must not fill the places of the others."""
    async with context.aside() as uow:
        let_alone = await uow.troubles.parked(LANE, context.now)
        return await uow.evidence.due(context.now, AT_ONCE + len(let_alone))


async def _collect_one(context: Context, file: Evidence) -> None:
    """Download a file and tell its sender if it cannot be used. Running it twice is harmless."""
    settled = file if file.problem else await _tried(context, file)
    if await _handed_over(context, settled):
        return
    await _note(context, settled)
    if settled.problem:
        # The verdict is stored before it is told, and the file is settled only after: killed in between, the
        # next tick tells it.
        await _tell_if_reachable(context, settled)
        verdict = FileState.REFUSED if settled.problem == WRONG_CONTENT else FileState.LOST
        await _note(context, replace(settled, state=verdict, next_try=None))
    elif settled.state is FileState.STORED:
        await refresh(context, file.draft)


LANE = "evidence"
collect = Chore(LANE, _due, _collect_one, lambda file: f"file {file.id}")


async def _tell_if_reachable(context: Context, file: Evidence) -> None:
    """Tell the verdict; whoever blocked the bot sees it on the card when they come back."""
    try:
        await _tell(context, file)
    except (Forbidden, BadRequest) as error:
        log.info("Nobody could be told about evidence %d: %s", file.id, error)


async def _handed_over(context: Context, file: Evidence) -> bool:
    """Let a conversation that reads its files have this one; return whether it took it."""
    if file.state is not FileState.STORED:
        return False
    async with context.aside() as uow:
        draft = await uow.drafts.get(file.draft)
    arrived = flow_of(draft).arrived
    if arrived is not None:
        await arrived(context, draft, file)
    return arrived is not None


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
    # Only a conversation that reads tables takes a CSV, and it finds out itself whether this is one.
    if not is_csv(file.name) and await asyncio.to_thread(type_of, content) is None:
        return replace(file, problem=WRONG_CONTENT)
    sha256 = await context.services.files.put(content)
    return replace(file, state=FileState.STORED, sha256=sha256, size=len(content), next_try=None)


def _later(context: Context, file: Evidence, error: TelegramError) -> Evidence:
    """Wait twice as long after every try; a file that could not be had for days counts as lost."""
    tries = file.attempts + 1
    log.warning("Evidence %d could not be downloaded (try %d): %s", file.id, tries, error)
    if context.now - file.added_at >= GIVE_UP_AFTER:
        return replace(file, attempts=tries, problem=LOST)
    wait = min(FIRST_WAIT * 2 ** min(file.attempts, 10), LONGEST_WAIT)
    return replace(file, attempts=tries, next_try=context.now + wait)


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
        waiting = await _waiting(uow, draft)
    if draft.status is DraftStatus.OPEN:
        await refresh(context, draft.id, note)
    elif waiting is not None and file.id in waiting.files:
        await say(
            context,
            sender.telegram_id,
            Screen(problems.evidence_of_sent(note, waiting.ticket), keyboards.evidence_refused(waiting)),
        )


async def _waiting(uow: UnitOfWork, draft: Draft) -> ReportEvent | None:
    """Return the submission that waits at that OPD, if this draft is of a report at all."""
    if draft.opd is None or draft.indicator is None:
        return None
    events = await uow.reports.events(opd=draft.opd, indicator=draft.indicator, years=[draft.year])
    return standing(events).waiting
