"""Evidence: files are noted at once and downloaded by a tick (`handlers.evidence.collect`).

So no answer waits for a download.
"""

from dataclasses import dataclass, replace

from telegram import Document, Message, PhotoSize, Update

from domain.files.foreign import Fault, FileKind
from domain.files.names import UNNAMED, clean, ending
from domain.forms.drafts import BIGGEST_FILE, MOST_FILES, Draft, Evidence
from domain.forms.form import Asked, Kind
from domain.forms.questions import EVIDENCE, WITH_FILES
from handlers.conversation.answers import complain, typed
from handlers.conversation.card import present
from handlers.conversation.ending import current_draft
from handlers.conversation.flow import flow_of
from handlers.conversation.knowing import to_store
from handlers.evidence.content import MIME_TYPES, evidence_fault, table_fault
from handlers.telegram import screen as screens
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import show
from handlers.words import files, problems, ways_on
from storage.ports import UnitOfWork

UNKNOWN_SIZE = 1
"""Bytes, where Telegram does not say: neither empty nor too big."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A photo or document as Telegram announces it, by a name that harms nobody; the size is in bytes."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    size: int
    mime: str
    renamed: bool = False


def _sent(message: Message, number: int) -> _Sent:
    document: Document | None = message.document
    if document is not None:
        given = document.file_name or UNNAMED
        name = clean(given)
        return _Sent(
            document.file_id,
            document.file_unique_id,
            "document",
            name,
            UNKNOWN_SIZE if document.file_size is None else document.file_size,
            document.mime_type or "",
            renamed=name != given,
        )
    photo: PhotoSize = message.photo[-1]
    name = f"Foto {number}"
    size = photo.file_size or UNKNOWN_SIZE
    return _Sent(photo.file_id, photo.file_unique_id, "photo", name, size, "image/jpeg")


def _refusal(sent: _Sent, draft: Draft) -> str | None:
    """Return why this file is not taken, judged by what Telegram says of it before any download."""
    flow = flow_of(draft)
    takes_tables, as_table = flow.takes_csv, flow.reads_tables
    if sent.size > BIGGEST_FILE:
        return files.too_big(sent.name, sent.size, as_table=as_table)
    if sent.size == 0:
        return files.empty_file(sent.name)
    if sent.kind == "photo":
        return files.no_table(sent.name) if takes_tables else None
    fault = (table_fault if takes_tables else evidence_fault)(sent.name, sent.mime)
    if fault is Fault.EXECUTABLE:
        return files.program(sent.name, as_table=as_table)
    if fault is None:
        return None
    return files.no_table(sent.name) if takes_tables else files.wrong_kind(sent.name, as_table=as_table)


async def received(update: Update, context: Context) -> None:
    """Take a photo or document as evidence where evidence is asked for, or say kindly why not."""
    if update.message is None:
        return
    refusal = None
    async with context.look() as uow:
        draft = await current_draft(uow, context)
    if draft is not None and flow_of(draft).reads is not None:
        await typed(update, context)
        return
    async with context.uow() as uow:
        draft = await current_draft(uow, context)
        if draft is not None:
            refusal = await take(uow, context, draft, update.message)
        if draft is not None and refusal is None:
            await _answer_with_it(uow, context, draft)
            await uow.commit(name_of("card", draft.id))
    if draft is None:
        await show(context, update, screens.ending(ways_on.nothing_asked(context.person.roles)))
    elif refusal is not None:
        await complain(update, context, refusal)
    else:
        await present(context, update, draft.id, files.READING if _is_read(draft, update.message) else "")


async def take(uow: UnitOfWork, context: Context, draft: Draft, message: Message) -> str | None:
    """Note the file of a message as the draft's; return why not, where it is not taken."""
    sent = _sent(message, len(draft.files) + 1)
    refusal = _refusal(sent, draft) or _not_now(draft, sent)
    if refusal is None:
        await _replace_unusable(uow, draft, sent, context)
        await uow.evidence.add(_evidence(sent, draft, context))
    return refusal


async def _replace_unusable(uow: UnitOfWork, draft: Draft, sent: _Sent, context: Context) -> None:
    """Make way for the same file sent again after it was refused or lost, as people are asked to do."""
    for file in draft.files:
        if file.unique_id == sent.unique_id and not file.is_usable:
            await uow.evidence.remove(file.id, context.now)


async def _answer_with_it(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    """Let the file answer the question that asks for evidence: the summary is next, and takes more files."""
    flow = flow_of(draft)
    asked = flow.form.current(draft.place)
    if asked is None or asked.key != EVIDENCE or flow.sends_at_once:
        return
    here = Asked(draft.place.answers, context.today, files=len(draft.usable_files) + 1)
    moved = replace(draft, place=flow.form.answer(draft.place, WITH_FILES, here))
    await uow.drafts.save(to_store(moved), by=context.person.id, at=context.now)


def _is_read(draft: Draft, message: Message) -> bool:
    """Return whether a file is read as the answer to what is asked, beside being evidence."""
    asked = flow_of(draft).form.current(draft.place)
    return (
        asked is not None and asked.key in flow_of(draft).reads_sheet_at and _is_workbook(_sent(message, 1))
    )


def _is_workbook(sent: _Sent) -> bool:
    return ending(sent.name) == FileKind.XLSX or MIME_TYPES.get(sent.mime) is FileKind.XLSX


def _not_now(draft: Draft, sent: _Sent) -> str | None:
    flow = flow_of(draft)
    asked = flow.form.current(draft.place)
    # Where files are what the conversation is about, a better one may come at any question; so may the rest
    # of an album that began it (`handlers.early_files`).
    answered = EVIDENCE in draft.place.answers
    begun = answered and bool(draft.usable_files)
    # Whoever came from the summary to what is offered may still send there what the summary takes.
    beside = answered and asked is not None and asked.offered
    waits = asked is None or asked.kind is Kind.EVIDENCE or flow.arrived is not None or begun or beside
    waits = waits or (asked is not None and asked.key in flow.reads_sheet_at and _is_workbook(sent))
    if not flow.takes_files or not waits:
        return problems.FILE_NOT_ASKED
    return files.too_many_files(MOST_FILES) if len(draft.usable_files) >= MOST_FILES else None


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
        renamed=sent.renamed,
    )
