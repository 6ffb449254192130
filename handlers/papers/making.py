"""The tick that makes what was asked for: gathered in a unit of work, drawn and stored outside of any."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.documents.wanted import file_name
from handlers.evidence.side_by_side import side_by_side
from handlers.papers.asking import PAPER
from handlers.papers.busy import looking_busy
from handlers.papers.paper import Paper, Reading, paper_of
from handlers.telegram.chores import Chore, done_as_found
from handlers.telegram.context import Context, Services
from storage.ports import CannotDraw, Document, DocumentFile, Made, Stale, Unavailable, UnitOfWork, Wish

log = logging.getLogger(__name__)

LANE = "papers"
AT_ONCE = 3
"""Documents under way at one time: a bundle of evidence must not hold up a picture."""
LEASE = timedelta(seconds=60)
"""So long waits a document whose process was killed."""
HOLD_EVERY = 20.0
"""Seconds after which an attempt that is still under way is held for another LEASE."""
MOST_ATTEMPTS = 3
"""After so many that were all cut off, perhaps by what they were about, it counts as impossible."""
GIVEN_UP = "every attempt was cut off"
AGAIN_AFTER = (timedelta(seconds=5), timedelta(seconds=15))
"""When what failed of something that may pass, as a full disk or a renderer that is being ended, is tried
again: after the first attempt, and after the second. After the last of them it counts as impossible."""
_UNPLACED = timedelta(minutes=1)
"""After so long whoever was to say that it is being made is gone, and the file comes without that."""


class NotMade(Exception):
    """A content could not become files; it says why, for the log."""


class NotNow(NotMade):
    """It could not just now, and may in a moment: the disk is full, or there is no renderer."""


async def _in_hand(context: Context) -> tuple[()]:
    """Begin every document as it is found; a slow one holds up no other. Raises Unavailable."""
    await side_by_side(context, LANE, _due, make_one, _called, room=AT_ONCE)
    return ()


def _called(document: Document) -> str:
    return f"document {document.id}"


async def _next(context: Context) -> datetime | None:
    async with context.look() as uow:
        return await uow.documents.next_due()


make = Chore(LANE, _in_hand, done_as_found, _called, next_due=_next)


async def _due(context: Context, under_way: list[Document]) -> list[Document]:
    in_hand = {document.id for document in under_way}
    async with context.look() as uow:
        due = await uow.documents.due(context.now, AT_ONCE + len(in_hand))
    return [document for document in due if document.id not in in_hand]


async def make_one(context: Context, found: Document) -> None:
    """Make one document, or note why it cannot be made. Raises Unavailable when the database is away."""
    async with context.aside() as uow:
        document = await uow.documents.begin(found.id, context.now, context.now + LEASE)
        waiting = await uow.documents.wishes(found.id)
        await uow.commit()
    if document is None:
        return
    if document.attempts > MOST_ATTEMPTS:
        await _give_up(context, document, GIVEN_UP)
        return
    try:
        photo = paper_of(document.wanted.kind).as_photo
        async with _held(context, document), looking_busy(context, _chats(waiting), photo=photo):
            await produce(context.services, document)
    except Stale:
        log.warning("Document %d was taken for abandoned, and somebody else makes it.", document.id)
    except Unavailable:
        raise
    except NotNow as reason:
        log.warning("Document %d cannot be made now (attempt %d): %s", document.id, document.attempts, reason)
        await _put_off(context, document, str(reason))
    except NotMade as reason:
        log.warning("Document %d cannot be made: %s", document.id, reason)
        await _give_up(context, document, str(reason))
    except Exception as error:
        log.exception("Document %d cannot be made.", document.id)
        await _give_up(context, document, repr(error))


def _chats(wishes: list[Wish]) -> list[int]:
    return [wish.chat_id for wish in wishes]


@asynccontextmanager
async def _held(context: Context, document: Document) -> AsyncIterator[None]:
    """Let nobody take the document for abandoned while it is being made."""
    holding = asyncio.create_task(_hold(context, document))
    try:
        yield
    finally:
        holding.cancel()
        await asyncio.wait({holding})


async def _hold(context: Context, document: Document) -> None:
    while True:
        await asyncio.sleep(HOLD_EVERY)
        try:
            async with context.aside() as uow:
                await uow.documents.hold(document, context.now + LEASE)
                await uow.commit()
        except Stale:
            return
        except Unavailable as error:
            log.warning("Document %d could not be held: %s", document.id, error)


async def produce(services: Services, document: Document) -> Document:
    """Make the files of a document whose attempt was begun, store them, and queue it for who waits.

    The command line makes them in the same way. Raises NotMade (NotNow for what may pass), Stale where
    somebody else makes it by now, Unavailable when the database is away, and whatever its room raises.
    """
    paper = paper_of(document.wanted.kind)
    async with services.storage.uow(None, services.clock()) as uow:
        content: Any = await paper.gather(uow, Reading(now=services.clock(), files=services.files), document)
    known = replace(document, stamp=content.stamp)
    try:
        files = await _drawn(services, document, content)
    except CannotDraw as error:
        raise NotMade(str(error)) from error
    except (Unavailable, OSError) as error:
        raise NotNow(str(error)) from error
    made = Made(
        stamp=content.stamp,
        said=paper.said(content),
        caption=paper.caption(content, known),
        files=files,
    )
    return await _stored(services, document, paper, content, made)


async def _drawn(services: Services, document: Document, content: object) -> list[DocumentFile]:
    async with services.papers.workplace() as folder:
        drawn = await services.renderer.render(content, folder)
        if not drawn:
            raise NotMade("it has no files")
        files = []
        for part, file in enumerate(drawn, start=1):
            name = file_name(document.wanted, file.suffix.removeprefix("."), part, len(drawn))
            size = (await asyncio.to_thread(file.stat)).st_size
            sha256 = await services.papers.take(file)
            files.append(DocumentFile(part=part, name=name, sha256=sha256, size=size))
        return files


async def _stored(
    services: Services, document: Document, paper: Paper, content: object, made: Made
) -> Document:
    now = services.clock()
    async with services.storage.uow(None, now) as uow:
        await uow.documents.lock(document.id)
        done = await uow.documents.made(document, made, now)
        if paper.keep is not None:
            await paper.keep(uow, content)
        await _queue(uow, done, now)
        await uow.commit()
    return done


async def _put_off(context: Context, document: Document, reason: str) -> None:
    """Let it be begun again in some seconds; whoever waits is told after the last attempt only."""
    if document.attempts > len(AGAIN_AFTER):
        await _give_up(context, document, reason)
        return
    async with context.aside() as uow:
        try:
            await uow.documents.hold(document, context.now + AGAIN_AFTER[document.attempts - 1])
        except Stale:
            return
        await uow.commit()


async def _give_up(context: Context, document: Document, reason: str) -> None:
    async with context.aside() as uow:
        await uow.documents.lock(document.id)
        try:
            left = await uow.documents.failed(document, reason, context.now)
        except Stale:
            return
        await _queue(uow, left, context.now)
        await uow.commit()


async def _queue(uow: UnitOfWork, document: Document, now: datetime) -> None:
    """Queue the end of it for everybody who was told that it is being made."""
    for wish in await uow.documents.wishes(document.id):
        if wish.message_id is not None:
            await uow.notices.add(wish.person, PAPER, wish.id, now)


async def _left(context: Context) -> list[Wish]:
    """Return the wishes that nobody was told about: their process was killed, and their update is settled."""
    async with context.look() as uow:
        left = await uow.documents.unplaced(context.now - _UNPLACED)
        lines = {wish.id: await uow.notices.find(wish.person, PAPER, wish.id) for wish in left}
    return [wish for wish in left if lines[wish.id] is None]


async def _bring(context: Context, wish: Wish) -> None:
    async with context.aside() as uow:
        await uow.notices.add(wish.person, PAPER, wish.id, context.now)
        await uow.commit()


async def _next_left(context: Context) -> datetime | None:
    """Return when the first of those that may still be told about is left after all."""
    now = context.now
    async with context.look() as uow:
        asked = [wish.asked_at + _UNPLACED for wish in await uow.documents.unplaced(now)]
    return min((at for at in asked if at > now), default=None)


bring_left = Chore("papers.left", _left, _bring, lambda wish: f"wish {wish.id}", next_due=_next_left)
