"""The content of a document as it would be made now, without a chat around it."""

from domain.documents.wanted import Wanted
from handlers.papers.paper import Reading, paper_of
from storage.ports import Document
from tests.town.dialogue import Town


async def gathered(town: Town, wanted: Wanted) -> object:
    """Return what its paper gathers; nothing is stored."""
    async with town.storage.uow() as uow:
        document = Document(
            id=1,
            wanted=wanted,
            seen=0,
            day=town.now.date(),
            asked_at=town.now,
        )
        return await paper_of(wanted.kind).gather(uow, Reading(now=town.now, files=town.files), document)
