"""What a nota dinas and a list of what is owed are gathered from: the same debts that `/belum` lists."""

import asyncio

from domain.documents.memo import MemoContent, OverdueContent, memo_of, overdue_of, said_by
from domain.documents.owed import Owed, owed_of
from domain.documents.wanted import DocumentKind
from domain.figures.asking import period
from handlers.city.figures import known
from handlers.city.office import kop_of, office_of
from handlers.memos import texts
from handlers.memos.access import may_have
from handlers.papers.paper import Paper, Reading
from handlers.papers.stamping import stamp_at
from storage.ports import Document, UnitOfWork


async def _owed(uow: UnitOfWork, reading: Reading, document: Document) -> Owed:
    wanted = document.wanted
    then = await known(uow, period(wanted.year, 0, reading.now))
    people = await uow.people.everyone()
    # Of 500 OPD it takes a while, in which everybody else is to be answered.
    return await asyncio.to_thread(
        owed_of,
        then.rules,
        then.opds,
        then.events,
        people,
        reading.now,
        scope=wanted.scope,
        indicator=wanted.indicator,
    )


async def gather_memo(uow: UnitOfWork, reading: Reading, document: Document) -> MemoContent:
    """Return the nota dinas as it stands now. Raises ValueError for a scope that there is not."""
    owed, office = await _owed(uow, reading, document), await office_of(uow)
    stamp = await stamp_at(uow, reading, document.id, reading.now)
    return await asyncio.to_thread(memo_of, owed, office, await kop_of(office, reading.files), stamp)


async def gather_overdue(uow: UnitOfWork, reading: Reading, document: Document) -> OverdueContent:
    """Return the list as it stands now. Raises as `gather_memo`."""
    owed = await _owed(uow, reading, document)
    stamp = await stamp_at(uow, reading, document.id, reading.now)
    return await asyncio.to_thread(overdue_of, owed, stamp)


MEMO = Paper(
    kind=DocumentKind.MEMO,
    title="Nota dinas",
    gather=gather_memo,
    may=may_have,
    said=said_by,
    caption=texts.memo,
    by_quarter=False,
    by_indicator=True,
)
OVERDUE = Paper(
    kind=DocumentKind.OVERDUE,
    title="Daftar belum lapor",
    gather=gather_overdue,
    may=may_have,
    said=said_by,
    caption=texts.overdue,
    by_quarter=False,
    by_indicator=True,
)
