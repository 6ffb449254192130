"""What the foot of a document says: as of when it is, and how it is checked."""

from datetime import datetime

from domain.documents.codes import START, Checked, bare, code_of
from domain.documents.position import Counted, Numbers
from domain.documents.stamp import Stamp
from handlers.papers.paper import Reading
from storage.ports import BOT_NAME, UnitOfWork


async def stamp_of(uow: UnitOfWork, reading: Reading, document_id: int, position: Numbers[Counted]) -> Stamp:
    """Return the foot of a document that is of that position."""
    return await stamp_at(uow, reading, document_id, position.as_of, final=position.final)


async def stamp_at(
    uow: UnitOfWork,
    _reading: Reading,
    document_id: int,
    as_of: datetime,
    *,
    final: bool = False,
) -> Stamp:
    """Return the foot of a document that is of no position, such as a letter: as of that instant."""
    code = await code_for(uow, document_id)
    head = await uow.audit.head()
    link = await link_to(uow, code)
    return Stamp(as_of=as_of, final=final, code=code, link=link, head=head.short if head.id else "")


async def code_for(uow: UnitOfWork, number: int, of: Checked = Checked.DOCUMENT) -> str:
    """Return the code that something is checked by."""
    return code_of(await uow.installation.secret(), number, of)


async def link_to(uow: UnitOfWork, code: str) -> str:
    """Return the link that checks a code; "" before the bot was ever connected, and has a name."""
    bot = await uow.installation.get(BOT_NAME)
    return f"https://t.me/{bot}?start={START}{bare(code)}" if bot else ""
