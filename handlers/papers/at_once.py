"""A document that a message carries which nobody asked for: made there and then, or done without.

Who asks waits for what they asked; a message of the morning does not. It is made by the first message that
carries it, all others of the same state take the same, and where it is not there in some seconds the message
goes out without. After a failure nobody tries again for a while.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.documents.wanted import Wanted
from handlers.papers.making import make_one
from handlers.papers.paper import paper_of
from handlers.telegram.context import Context
from storage.ports import Document, DocumentFile, DocumentState

log = logging.getLogger(__name__)

WITHIN = 15.0
"""Seconds; a message has to be worded and sent within the lease of its line."""
_LOOK_AGAIN = 0.1  # seconds, while somebody else makes it
LET_ALONE = timedelta(minutes=5)
"""So long nothing is tried after a failure."""


class Trouble:
    """Until when nothing is tried in this process, since something could not be made."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A document of one file that is there to be sent."""

    document: Document
    file: DocumentFile


async def made_at_once(context: Context, wanted: Wanted) -> Picture | None:
    """Return the document, made now if need be; None where that fails or takes too long: the log says so.

    Raises Unavailable when the database is away.
    """
    trouble = context.services.kept(Trouble)
    if trouble.until is not None and context.now < trouble.until:
        return None
    wanted = paper_of(wanted.kind).narrowed(wanted)
    try:
        async with asyncio.timeout(WITHIN):
            found = await _made(context, wanted)
    except TimeoutError:
        found = None
    if found is None:
        trouble.until = context.now + LET_ALONE
        log.error("%s of %d could not be made in time: messages go out without it.", wanted.kind, wanted.year)
    return found


async def _made(context: Context, wanted: Wanted) -> Picture | None:
    async with context.aside() as uow:
        seen = await uow.audit.newest()
        document = await uow.documents.ask(wanted, seen=seen, day=context.today, at=context.now)
        await uow.commit()
    if document.state is DocumentState.ASKED:
        await make_one(context, document)
    while True:
        async with context.aside() as uow:
            document = await uow.documents.get(document.id)
            files = await uow.documents.files(document.id)
        if document.state is not DocumentState.ASKED:
            made = document.state is DocumentState.MADE and files and files[0].dropped_at is None
            return Picture(document, files[0]) if made else None
        await asyncio.sleep(_LOOK_AGAIN)
