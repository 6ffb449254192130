"""What strangers ask, in memory."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.joining.asking import Standing
from domain.people.person import NAMELESS
from storage.ports import AccessRequest, AccessRequests, Stale
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones, found


class FakeAccessRequests(AccessRequests):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def lock(self) -> None:
        """One unit at a time is open anyway."""

    async def get(self, request_id: int) -> AccessRequest:
        return found(self._tables.access_requests, request_id)

    async def newest(self, telegram_id: int) -> AccessRequest | None:
        return next((one for one in reversed(self._all()) if one.telegram_id == telegram_id), None)

    async def drop(self, request_id: int) -> None:
        request = self._tables.access_requests.get(request_id)
        if request is None or request.standing is not Standing.BEGUN:
            raise Stale("this request was sent, or is forgotten")
        del self._tables.access_requests[request_id]

    async def forget(self, before: datetime) -> None:
        for one in self._all():
            if one.standing is Standing.BEGUN and one.begun_at < before:
                del self._tables.access_requests[one.id]

    async def waiting(self, since: datetime) -> list[AccessRequest]:
        waits = [one for one in self._all() if one.standing is Standing.WAITING]
        recent = [(one.sent_at, one) for one in waits if one.sent_at is not None and one.sent_at > since]
        return [one for _, one in sorted(recent, key=lambda each: (each[0], each[1].id))]

    async def begun(self, since: datetime) -> int:
        return sum(one.standing is Standing.BEGUN and one.begun_at > since for one in self._all())

    async def sent(self, since: datetime) -> list[datetime]:
        return sorted(one.sent_at for one in self._all() if one.sent_at is not None and one.sent_at > since)

    def _all(self) -> list[AccessRequest]:
        return list(self._tables.access_requests.values())

    async def _make_nameless(self, telegram_id: int, nobody: int) -> list[int]:
        own = [one for one in self._all() if one.telegram_id == telegram_id]
        for one in own:
            del self._tables.access_requests[one.id]
        sent = [one for one in own if one.standing is not Standing.BEGUN]
        for one in sent:
            left = replace(one, telegram_id=nobody, telegram_name="", name=NAMELESS)
            self._tables.access_requests[one.id] = left
        return [one.id for one in sent]

    async def _store(self, request: AccessRequest) -> AccessRequest:
        check_zones(request.begun_at)
        stored = replace(request, id=max(self._tables.access_requests, default=0) + 1)
        self._tables.access_requests[stored.id] = stored
        return stored

    async def _move(self, request_id: int, stands: Standing, /, **values: Any) -> AccessRequest:  # noqa: ANN401 - as there
        self._tables.require_person(values.get("settled_by"))
        request = await self.get(request_id)
        if request.standing is not stands:
            raise Stale(f"this request is {request.standing}")
        self._tables.access_requests[request_id] = moved = replace(request, **values)
        return moved
