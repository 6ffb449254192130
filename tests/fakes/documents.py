"""What was handed over, in memory."""

from dataclasses import replace
from datetime import date, datetime

from domain.documents.wanted import Wanted
from storage.ports import Document, DocumentFile, Documents, DocumentState, Made, Stale, Wish
from storage.ports.documents import CHANGING_WISH
from tests.fakes.tables import Tables, added, changed, check_zones, found


class FakeDocuments(Documents):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def ask(self, wanted: Wanted, *, seen: int, day: date, at: datetime) -> Document:
        check_zones(at)
        for one in self._tables.documents.values():
            same = (one.wanted, one.seen, one.day) == (wanted, seen, day)
            if same and one.state is not DocumentState.FAILED:
                return one
        return added(self._tables.documents, Document(id=0, wanted=wanted, seen=seen, day=day, asked_at=at))

    async def get(self, document_id: int) -> Document:
        return found(self._tables.documents, document_id)

    async def lock(self, document_id: int) -> None:
        """One unit at a time is open anyway."""

    async def due(self, now: datetime, limit: int) -> list[Document]:
        return [one for one in self._tables.documents.values() if _is_free(one, now)][:limit]

    async def next_due(self) -> datetime | None:
        asked = [one for one in self._tables.documents.values() if one.state is DocumentState.ASKED]
        return min((one.leased_until or one.asked_at for one in asked), default=None)

    async def begin(self, document_id: int, now: datetime, until: datetime) -> Document | None:
        check_zones(until)
        one = self._tables.documents.get(document_id)
        if one is None or not _is_free(one, now):
            return None
        return self._store(replace(one, attempts=one.attempts + 1, leased_until=until))

    async def hold(self, document: Document, until: datetime) -> None:
        self._store(replace(self._under_way(document), leased_until=until))

    async def made(self, document: Document, made: Made, at: datetime) -> Document:
        check_zones(at)
        done = replace(
            self._under_way(document),
            state=DocumentState.MADE,
            leased_until=None,
            made_at=at,
            stamp=made.stamp,
            said=made.said,
            caption=made.caption,
        )
        for one in made.files:
            added(self._tables.document_files, replace(one, document=document.id))
        return self._store(done)

    async def failed(self, document: Document, reason: str, at: datetime) -> Document:
        check_zones(at)
        left = self._under_way(document)
        return self._store(
            replace(left, state=DocumentState.FAILED, leased_until=None, made_at=at, reason=reason)
        )

    def _under_way(self, document: Document) -> Document:
        stored = self._tables.documents.get(document.id)
        if stored is None or stored.state is not DocumentState.ASKED or stored.attempts != document.attempts:
            raise Stale(document.id)
        return stored

    def _store(self, document: Document) -> Document:
        self._tables.documents[document.id] = document
        return document

    async def files(self, document_id: int) -> list[DocumentFile]:
        own = [one for one in self._tables.document_files.values() if one.document == document_id]
        return sorted(own, key=lambda one: one.part)

    async def file(self, file_id: int) -> DocumentFile:
        return found(self._tables.document_files, file_id)

    async def known_as(self, file_id: int, telegram: str) -> None:
        self._tables.document_files[file_id] = replace(await self.file(file_id), file_id=telegram)

    async def wish(self, wish: Wish) -> Wish:
        check_zones(wish.asked_at)
        self._tables.require_person(wish.person)
        await self.get(wish.document)
        return added(self._tables.wishes, wish)

    async def get_wish(self, wish_id: int) -> Wish:
        return found(self._tables.wishes, wish_id)

    async def newest_wish(self, document_id: int, person_id: int) -> Wish | None:
        own = [
            one
            for one in self._tables.wishes.values()
            if (one.document, one.person) == (document_id, person_id)
        ]
        return own[-1] if own else None

    async def wishes(self, document_id: int) -> list[Wish]:
        return [
            one
            for one in self._tables.wishes.values()
            if one.document == document_id and one.settled_at is None
        ]

    async def unplaced(self, asked_before: datetime) -> list[Wish]:
        return [
            one
            for one in self._tables.wishes.values()
            if one.settled_at is None
            and one.message_id is None
            and one.asked_at <= asked_before
            and self._tables.documents[one.document].state is not DocumentState.ASKED
        ]

    async def update_wish(self, wish: Wish) -> None:
        stored = await self.get_wish(wish.id)
        self._tables.wishes[wish.id] = changed(stored, wish, CHANGING_WISH)

    async def old_contents(self, made_before: datetime, limit: int) -> list[str]:
        newest = dict[str, datetime]()
        for one in self._tables.document_files.values():
            made_at = self._tables.documents[one.document].made_at
            if one.dropped_at is None and made_at is not None:
                newest[one.sha256] = max(made_at, newest.get(one.sha256, made_at))
        old = sorted((at, sha256) for sha256, at in newest.items() if at < made_before)
        return [sha256 for _, sha256 in old][:limit]

    async def drop(self, sha256: str, at: datetime) -> None:
        check_zones(at)
        for key, one in self._tables.document_files.items():
            if one.sha256 == sha256 and one.dropped_at is None:
                self._tables.document_files[key] = replace(one, dropped_at=at)


def _is_free(one: Document, now: datetime) -> bool:
    is_left = one.leased_until is None or one.leased_until <= now
    return one.state is DocumentState.ASKED and is_left
