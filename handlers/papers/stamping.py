"""What the foot of a document says: as of when it is, and how it is checked."""

from datetime import datetime

from domain.documents.position import Position
from domain.documents.stamp import Stamp
from handlers.papers.paper import Reading
from storage.ports import UnitOfWork


async def stamp_of(uow: UnitOfWork, reading: Reading, document_id: int, position: Position) -> Stamp:
    """Return the foot of a document that is of that position."""
    return await stamp_at(uow, reading, document_id, position.as_of, final=position.final)


async def stamp_at(
    _uow: UnitOfWork, _reading: Reading, _document_id: int, as_of: datetime, *, final: bool = False
) -> Stamp:
    """Return the foot of a document that is of no position, such as a letter: as of that instant."""
    return Stamp(as_of=as_of, final=final)
