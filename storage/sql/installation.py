"""What this installation knows of itself: its secret, the bot's username."""

from sqlalchemy import bindparam, select

from storage.ports import Installation, NotFound
from storage.ports.installation import SECRET
from storage.sql.session import Prepared, Session
from storage.tables.installation import installation

_VALUE = Prepared(select(installation.c.value).where(installation.c.name == bindparam("name")))


class SqlInstallation(Installation):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def secret(self) -> bytes:
        kept = await self.get(SECRET)
        if kept is None:
            raise NotFound("the secret of this installation")
        return bytes.fromhex(kept)

    async def get(self, name: str) -> str | None:
        row = await self._session.first(_VALUE, name=name)
        return None if row is None else str(row.value)

    async def _store(self, name: str, value: str) -> None:
        # Two at once: the second waits for the first one's row, adds none, and changes it.
        await self._session.insert_new(installation, [{"name": name, "value": value}])
        await self._session.change(
            installation.update().where(installation.c.name == name).values(value=value)
        )
