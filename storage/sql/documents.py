"""What was handed over, and to whom."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.documents.wanted import DocumentKind, Wanted
from domain.keys import IndicatorKey
from storage.ports import Document, DocumentFile, Documents, DocumentState, Made, Stale, Wish
from storage.ports.documents import CHANGING_WISH
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.documents import document_files, document_wishes, documents

_file = partial(record_of, DocumentFile)
_wish = partial(record_of, Wish)


class SqlDocuments(Documents):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def ask(self, wanted: Wanted, *, seen: int, day: date, at: datetime) -> Document:
        what = _what(wanted) | {"seen": seen, "day": day.isoformat()}
        # Two instances that are asked for the same would both find that there is none yet.
        await self._session.lock(f"document {what}")
        same = [documents.c[name] == value for name, value in what.items()]
        found = await self._session.first(
            select(documents).where(*same, documents.c.state != DocumentState.FAILED.value)
        )
        if found is not None:
            return _document(found)
        untold = {"final": False, "code": "", "link": "", "said": [], "caption": "", "reason": ""}
        state = DocumentState.ASKED.value
        return await self.get(
            await self._session.insert(documents, **what, asked_at=at, state=state, attempts=0, **untold)
        )

    async def get(self, document_id: int) -> Document:
        return _document(await self._session.by_id(documents, document_id))

    async def lock(self, document_id: int) -> None:
        await self._session.lock(f"document {document_id}")

    async def due(self, now: datetime, limit: int) -> list[Document]:
        waiting = select(documents).where(_is_free(now)).order_by(documents.c.id).limit(limit)
        return await self._session.readable(waiting, documents, _document)

    async def next_due(self) -> datetime | None:
        at = func.coalesce(documents.c.leased_until, documents.c.asked_at)
        soonest = select(func.min(at, type_=documents.c.asked_at.type).label("at"))
        asked = soonest.where(documents.c.state == DocumentState.ASKED.value)
        due: datetime | None = (await self._session.rows(asked))[0].at
        return due

    async def begin(self, document_id: int, now: datetime, until: datetime) -> Document | None:
        free = (documents.c.id == document_id) & _is_free(now)
        begun = documents.update().where(free)
        begun = begun.values(attempts=documents.c.attempts + 1, leased_until=until)
        return await self.get(document_id) if await self._session.change(begun) else None

    async def hold(self, document: Document, until: datetime) -> None:
        await self._change(document, leased_until=until)

    async def made(self, document: Document, made: Made, at: datetime) -> Document:
        stamp = made.stamp
        await self._change(
            document,
            state=DocumentState.MADE.value,
            leased_until=None,
            made_at=at,
            as_of=stamp.as_of,
            final=stamp.final,
            code=stamp.code,
            link=stamp.link,
            head=stamp.head,
            said=[[one.about, one.value, one.words] for one in made.said],
            caption=made.caption,
        )
        await self._session.insert_rows(
            document_files, [columns_of(replace(one, document=document.id)) for one in made.files]
        )
        return await self.get(document.id)

    async def failed(self, document: Document, reason: str, at: datetime) -> Document:
        state = DocumentState.FAILED.value
        await self._change(document, state=state, leased_until=None, made_at=at, reason=reason)
        return await self.get(document.id)

    async def _change(self, document: Document, **values: object) -> None:
        """Change a document in its attempt. Raises Stale where that is not the one under way."""
        columns = documents.c
        attempt = (
            (columns.id == document.id)
            & (columns.state == DocumentState.ASKED.value)
            & (columns.attempts == document.attempts)
        )
        if not await self._session.change(documents.update().where(attempt).values(values)):
            raise Stale(f"attempt {document.attempts} at document {document.id}")

    async def files(self, document_id: int) -> list[DocumentFile]:
        of_it = select(document_files).where(document_files.c.document == document_id)
        ordered = of_it.order_by(document_files.c.part)
        return await self._session.readable(ordered, document_files, _file)

    async def file(self, file_id: int) -> DocumentFile:
        return _file(await self._session.by_id(document_files, file_id))

    async def known_as(self, file_id: int, telegram: str) -> None:
        await self._session.change_one(document_files, file_id, file_id=telegram)

    async def wish(self, wish: Wish) -> Wish:
        return await self.get_wish(await self._session.insert(document_wishes, **columns_of(wish)))

    async def get_wish(self, wish_id: int) -> Wish:
        return _wish(await self._session.by_id(document_wishes, wish_id))

    async def newest_wish(self, document_id: int, person_id: int) -> Wish | None:
        columns = document_wishes.c
        own = (columns.document == document_id) & (columns.person == person_id)
        last = select(document_wishes).where(own).order_by(columns.id.desc()).limit(1)
        row = await self._session.first(last)
        return _wish(row) if row is not None else None

    async def wishes(self, document_id: int) -> list[Wish]:
        columns = document_wishes.c
        open_ones = select(document_wishes).where(
            columns.document == document_id, columns.settled_at.is_(None)
        )
        return await self._session.readable(open_ones.order_by(columns.id), document_wishes, _wish)

    async def unplaced(self, asked_before: datetime) -> list[Wish]:
        columns = document_wishes.c
        left = (
            select(document_wishes)
            .join(documents, documents.c.id == columns.document)
            .where(
                columns.settled_at.is_(None),
                columns.message_id.is_(None),
                columns.asked_at <= asked_before,
                documents.c.state != DocumentState.ASKED.value,
            )
            .order_by(columns.id)
        )
        return await self._session.readable(left, document_wishes, _wish)

    async def update_wish(self, wish: Wish) -> None:
        await self._session.change_one(document_wishes, wish.id, **columns_of(wish, CHANGING_WISH))

    async def old_contents(self, made_before: datetime, limit: int) -> list[str]:
        newest = func.max(documents.c.made_at)
        old = (
            select(document_files.c.sha256)
            .join(documents, documents.c.id == document_files.c.document)
            .where(document_files.c.dropped_at.is_(None))
            .group_by(document_files.c.sha256)
            .having(newest < made_before)
            .order_by(newest, document_files.c.sha256)
            .limit(limit)
        )
        return [row.sha256 for row in await self._session.rows(old)]

    async def drop(self, sha256: str, at: datetime) -> None:
        kept = (document_files.c.sha256 == sha256) & document_files.c.dropped_at.is_(None)
        await self._session.change(document_files.update().where(kept).values(dropped_at=at))


def _what(wanted: Wanted) -> dict[str, Any]:
    return {
        "kind": wanted.kind.value,
        "year": wanted.year,
        "quarter": wanted.quarter,
        "indicator": wanted.indicator or "",
        "scope": wanted.scope,
    }


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Return what is to be made and in nobody's hands."""
    columns = documents.c
    return (columns.state == DocumentState.ASKED.value) & or_(
        columns.leased_until.is_(None), columns.leased_until <= now
    )


def _document(row: AnyRow) -> Document:
    wanted = Wanted(
        kind=DocumentKind(row.kind),
        year=row.year,
        quarter=row.quarter,
        indicator=IndicatorKey(row.indicator) if row.indicator else None,
        scope=row.scope,
    )
    stamp = None
    if row.as_of is not None:
        stamp = Stamp(as_of=row.as_of, final=row.final, code=row.code, link=row.link, head=row.head)
    return record_of(
        Document,
        row,
        wanted=wanted,
        stamp=stamp,
        day=date.fromisoformat(row.day),
        state=DocumentState(row.state),
        said=tuple(Said(*one) for one in row.said),
    )
