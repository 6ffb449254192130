"""What is asked about a return, in memory."""

from collections.abc import Collection

from storage.ports import Asking, ReturnMessage, Stale
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeAsking(Asking):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def _store(self, message: ReturnMessage) -> None:
        check_zones(message.at)
        self._tables.require_event(message.decision)
        self._tables.require_person(message.by)
        if any((one.decision, one.way) == (message.decision, message.way) for one in self._tables.asked):
            raise Stale(f"return {message.decision} has a {message.way}")
        self._tables.asked.append(message)

    async def about(self, decisions: Collection[int]) -> list[ReturnMessage]:
        return [one for one in self._tables.asked if one.decision in decisions]
