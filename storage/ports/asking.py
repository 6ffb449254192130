"""What operators ask about a return, and what they are answered: one message each way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from storage.ports.audit import Trail


class Way(StrEnum):
    """Who speaks to whom."""

    QUESTION = "question"  # an operator of the OPD asks the Sub Bagian
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnMessage:
    """`decision` is the id of the return that it is about."""

    decision: int
    way: Way
    text: str
    by: int
    at: datetime


class Asking(Protocol):
    """Append-only, and no part of a report's standing: figures and deadlines know nothing of it."""

    _audit: Trail

    async def add(self, message: ReturnMessage) -> None:
        """Raises Stale when there is a message of that way about the same return, and NotFound."""
        await self._store(message)
        kind, subject = f"return.{message.way}", f"return {message.decision}"
        self._audit.note(kind, subject, None, {"text": message.text}, by=message.by, at=message.at)

    async def about(self, decisions: Collection[int]) -> list[ReturnMessage]:
        """Return what was said about these returns: a question before its answer."""

    async def _store(self, message: ReturnMessage) -> None: ...
