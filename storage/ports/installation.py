"""What this installation knows of itself, and is no part of the city's data."""

from typing import Protocol

SECRET = "secret"  # noqa: S105 - the name of its row
MENU = "menu"
"""The menu of strangers as Telegram was told it, and by which bot: it is told again only when it changes."""
BOT_NAME = "bot"
"""The bot's username, noted at each start: links are made without asking Telegram."""


HEAD = "audit.head"
"""The head of the audit trail as it went into the log last."""


class Installation(Protocol):
    """Nothing of it is in the audit trail, which others read, or in a log."""

    async def secret(self) -> bytes:
        """Return what codes are signed with: 32 random bytes, made once with the tables.

        It is kept in the database so that a copy of it that is put back still knows the codes on paper.
        Raises NotFound for a database that has lost it.
        """

    async def get(self, name: str) -> str | None:
        """Return what was noted under that name, None if nothing was."""

    async def set(self, name: str, value: str) -> None:
        """Note it in the place of what was noted. Raises ValueError for the secret, which never changes."""
        if name == SECRET:
            raise ValueError("the secret of an installation never changes: all codes on paper would be lost")
        await self._store(name, value)

    async def _store(self, name: str, value: str) -> None: ...
