"""The people and their roles."""

from datetime import datetime
from typing import Protocol

from domain.people.person import Grant, Person, Unreachable


class People(Protocol):
    async def by_telegram_id(self, telegram_id: int) -> Person | None: ...

    async def get(self, person_id: int) -> Person:
        """Raises NotFound."""

    async def everyone(self) -> list[Person]: ...

    async def add(self, telegram_id: int, name: str, at: datetime) -> Person: ...

    async def rename(self, person_id: int, name: str) -> None: ...

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """Give a role; a role the person has already stays one role."""

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """End a role; one the person does not have is left so."""

    async def unreachable(self, person_id: int, why: Unreachable | None, at: datetime) -> None:
        """Note that messages do not arrive, or (None) that they do again; `since` stays while `why` does."""

    async def pause(self, person_id: int, until: datetime) -> None:
        """Let no notice for that person be claimed before then; a pause that lasts longer stays."""

    async def pause_all(self, until: datetime) -> None:
        """Pause everybody who is known now, as `pause` does one."""
