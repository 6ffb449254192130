"""A document that a message carries which nobody asked for: made there and then, or done without.

Who asks waits for what they asked; a message of the morning does not. It is made by the first message that
carries it, all others of the same state take the same, and where it is not there in some seconds the message
goes out without. After a failure nobody tries that one again for a while; others are made as ever.
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
"""So long what has failed is not tried."""


class Trouble:
    """Until when this or that is not tried in this process, since it could not be made."""

    def __init__(self) -> None:
        self._until: dict[Wanted, datetime] = {}

    def has(self, wanted: Wanted, now: datetime) -> bool:
        """Return whether it is let alone now; what failed otherwise says nothing of it."""
        self._until = {one: until for one, until in self._until.items() if now < until}
        return wanted in self._until

    def note(self, wanted: Wanted, until: datetime) -> None:
        self._until[wanted] = until


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
    wanted = paper_of(wanted.kind).narrowed(wanted)
    if trouble.has(wanted, context.now):
        return None
    try:
        async with asyncio.timeout(WITHIN):
            found = await _made(context, wanted)
    except TimeoutError:
        found = None
    if found is None:
        trouble.note(wanted, context.now + LET_ALONE)
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
        async with context.look() as uow:
            document = await uow.documents.get(document.id)
            files = await uow.documents.files(document.id)
        if document.state is not DocumentState.ASKED:
            made = document.state is DocumentState.MADE and files and files[0].dropped_at is None
            return Picture(document, files[0]) if made else None
        await asyncio.sleep(_LOOK_AGAIN)
