"""`export`: a document as a file, the same that the chat hands over, without Telegram."""

import asyncio
import os
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from tempfile import mkstemp

from bot.commands.console import complain, tell
from domain.documents.wanted import DocumentKind, Wanted, file_name
from domain.indicators import INDICATORS, find
from domain.language.dates import FIRST_YEAR, LAST_YEAR, QUARTERS, day_of
from handlers import FEATURES  # noqa: F401 - with it the rooms have made their papers known
from handlers.papers.forgetting import let_go
from handlers.papers.making import LEASE, NotMade, produce
from handlers.papers.paper import PAPERS
from handlers.telegram.context import Services
from storage.ports import Document, DocumentFile, DocumentState, NotFound, Stale, Unavailable

KINDS = {kind.value: kind for kind in DocumentKind} | {"form": DocumentKind.FORM}
"""What a kind is called on the command line."""
_LOOK_AGAIN = 0.5  # seconds between looks at what the bot is just making
_LOOKS = 240
_MODE, _SECRET = 0o644, 0o600
"""What is a secret of who exports it is read by nobody else."""
_NEW = ".new-"


class Wrong(ValueError):
    """What was asked for cannot be; it says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and where to."""

    wanted: Wanted
    out: Path
    overwrite: bool = False


def wanted_of(kind: str, year: int, quarter: int | None, indicator: str | None) -> Wanted:
    """Return what these words ask for. Raises Wrong."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(f"--year {year} cannot be: a year from {FIRST_YEAR} to {LAST_YEAR} is right.")
    if quarter is not None and not 1 <= quarter <= QUARTERS:
        raise Wrong(f"--quarter {quarter} cannot be: a year has the quarters 1 to {QUARTERS}.")
    found = find(indicator) if indicator is not None else None
    if indicator is not None and found is None:
        raise Wrong(f"--indicator {indicator} is none: {', '.join(one.key for one in INDICATORS)} are.")
    return Wanted(
        kind=KINDS[kind],
        year=year,
        quarter=quarter or 0,
        indicator=found.key if found is not None else None,
    )


async def export(services: Services, order: Order) -> int:
    """Make the document and write its files; return 0, or 1 where that is not possible, which is said.

    Raises Unavailable when the database is away.
    """
    paper = PAPERS.get(order.wanted.kind.value)
    if paper is None:
        complain(f"{order.wanted.kind.value} cannot be exported.")
        return 1
    wanted = paper.narrowed(order.wanted)
    # What can be made once only, as invitations, would be lost where it cannot be written afterwards.
    if not await asyncio.to_thread(_has_room, order, file_name(wanted, "*") if paper.once else ""):
        return 1
    try:
        document = await _made(services, wanted)
        async with services.storage.look() as uow:
            files = await uow.documents.files(document.id)
        found = [(file, await services.papers.find(file.sha256)) for file in files]
    except NotMade as reason:
        complain(f"{order.wanted.kind.value} could not be made: {reason}")
        return 1
    except NotFound as gone:
        complain(f"{order.wanted.kind.value} was made today, and its bytes are gone from DATA_DIR: {gone}")
        return 1
    code = await asyncio.to_thread(_write, found, order, _SECRET if paper.once else _MODE)
    if paper.once and not code:
        for file, _ in found:
            await let_go(services, file.sha256)
    return code


def _has_room(order: Order, once: str) -> bool:
    """Return whether files can be written there, and none by that pattern is in the way; say why not."""
    try:
        order.out.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=order.out, prefix=_NEW)
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        complain(f"Nothing can be written to {order.out}: {error.strerror}")
        return False
    there = next(iter(sorted(order.out.glob(once))), None) if once and not order.overwrite else None
    if there is not None:
        complain(f"{there} is there already; --overwrite replaces it.")
    return there is None


async def _made(services: Services, wanted: Wanted) -> Document:
    """Return the document of this state, made here unless the bot has made it or does so just now.

    Raises NotMade.
    """
    for _ in range(_LOOKS):
        now = services.clock()
        async with services.storage.uow() as uow:
            seen = await uow.audit.newest()
            document = await uow.documents.ask(wanted, seen=seen, day=day_of(now), at=now)
            begun = await uow.documents.begin(document.id, now, now + LEASE + timedelta(minutes=5))
            await uow.commit()
        if document.state is DocumentState.MADE and await _is_kept(services, document):
            return document
        if begun is not None:
            return await _produced(services, begun)
        await asyncio.sleep(_LOOK_AGAIN)
    raise NotMade("the bot is making it, and takes long")


async def _is_kept(services: Services, document: Document) -> bool:
    async with services.storage.look() as uow:
        files = await uow.documents.files(document.id)
    for file in files:
        await services.papers.find(file.sha256)
    return True


async def _produced(services: Services, begun: Document) -> Document:
    try:
        return await produce(services, begun)
    except Stale as error:
        raise NotMade("the bot has made it meanwhile; please try again") from error
    except Unavailable:
        raise
    except Exception as error:
        async with services.storage.uow() as uow:
            await uow.documents.failed(begun, repr(error), services.clock())
            await uow.commit()
        raise (error if isinstance(error, NotMade) else NotMade(repr(error))) from error


def _write(found: list[tuple[DocumentFile, Path]], order: Order, mode: int) -> int:
    """Write the files where none of another content is, and say what was written."""
    try:
        for file, _ in found:
            target = order.out / file.name
            if target.exists() and _hash(target) != file.sha256 and not order.overwrite:
                complain(f"{target} is there already and says something else; --overwrite replaces it.")
                return 1
        for file, source in found:
            _copy(source, order.out / file.name, mode)
            tell(f"{order.out / file.name}  {file.size} bytes  SHA-256 {file.sha256}")
    except OSError as error:
        complain(f"Nothing can be written to {order.out}: {error.strerror}")
        return 1
    return 0


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _copy(source: Path, target: Path, mode: int) -> None:
    """Write whole or not at all. Raises OSError."""
    handle, name = mkstemp(dir=target.parent, prefix=_NEW)
    try:
        with os.fdopen(handle, "wb") as copy, source.open("rb") as content:
            while block := content.read(1 << 20):
                copy.write(block)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink()
        raise
