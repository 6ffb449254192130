"""What strangers ask: to be let in, as the operator of an OPD."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.joining.asking import Standing
from storage.ports.audit import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """A request of somebody who has no role. What is not said yet is empty."""

    id: int
    telegram_id: int
    telegram_name: str
    """As Telegram has it: anything at all, in any script."""
    standing: Standing
    begun_at: datetime
    opd: str = ""
    name: str = ""
    sent_at: datetime | None = None
    settled_by: int | None = None
    settled_at: datetime | None = None


class AccessRequests(Protocol):
    """One request of each stranger is filled in at a time; what was sent stays, with what became of it."""

    _audit: Trail

    async def lock(self) -> None:
        """Let no other unit that asks for this go on until this one ends: requests are counted in it."""

    async def get(self, request_id: int) -> AccessRequest:
        """Raises NotFound."""

    async def newest(self, telegram_id: int) -> AccessRequest | None:
        """Return the last request that somebody began."""

    async def begin(self, telegram_id: int, telegram_name: str, at: datetime) -> AccessRequest:
        """Return a new request to be filled in."""
        new = AccessRequest(
            id=0,
            telegram_id=telegram_id,
            telegram_name=telegram_name,
            standing=Standing.BEGUN,
            begun_at=at,
        )
        return await self._store(new)

    async def fill(self, request_id: int, *, opd: str, name: str) -> None:
        """Keep what is said so far. Raises Stale for a request that was sent."""
        await self._move(request_id, Standing.BEGUN, opd=opd, name=name)

    async def drop(self, request_id: int) -> None:
        """Forget a request that was not sent. Raises Stale for one that was."""

    async def forget(self, before: datetime) -> None:
        """Forget what was begun before then and never sent."""

    async def send(self, request_id: int, at: datetime) -> None:
        """Let it wait for an admin. Raises Stale for a request that was sent already."""
        sent = await self._move(request_id, Standing.BEGUN, standing=Standing.WAITING, sent_at=at)
        said = {"name": sent.name, "opd": sent.opd, "telegram_id": sent.telegram_id}
        self._audit.note("access.asked", f"access {sent.id}", None, said, by=None, at=at)

    async def settle(self, request_id: int, standing: Standing, *, by: int, at: datetime) -> None:
        """Accept or refuse. Raises Stale when somebody else has meanwhile."""
        done = {"standing": standing, "settled_by": by, "settled_at": at}
        settled = await self._move(request_id, Standing.WAITING, **done)
        said = {"name": settled.name, "opd": settled.opd}
        self._audit.note(f"access.{standing.value}", f"access {settled.id}", None, said, by=by, at=at)

    async def forget_person(self, telegram_id: int, person_id: int, *, by: int, at: datetime) -> None:
        """Take name and account out of what somebody has asked, and out of the trail, for good.

        What was never sent goes; what was sent stays, as that of a nameless person.
        """
        numbers = await self._make_nameless(telegram_id, -person_id)
        await self._audit.forget_names([f"access {number}" for number in numbers])
        for number in numbers:
            self._audit.note("access.forgotten", f"access {number}", None, None, by=by, at=at)

    async def waiting(self, since: datetime) -> list[AccessRequest]:
        """Return what was sent after then and waits for an admin, oldest first."""

    async def begun(self, since: datetime) -> int:
        """Return how many were begun after then and not sent."""

    async def sent(self, since: datetime) -> list[datetime]:
        """Return when requests were sent after then, whatever became of them."""

    async def _make_nameless(self, telegram_id: int, nobody: int) -> list[int]:
        """Return which requests were sent and say NAMELESS now, of account `nobody`."""

    async def _store(self, request: AccessRequest) -> AccessRequest: ...

    async def _move(self, request_id: int, stands: Standing, /, **values: Any) -> AccessRequest:  # noqa: ANN401 - fields
        """Change a request that stands so. Raises Stale when it does not, NotFound for unknown ids."""
