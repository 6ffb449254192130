"""What an installation knows of itself, in memory."""

from storage.ports import Installation
from storage.ports.installation import SECRET
from tests.fakes.tables import Tables


class FakeInstallation(Installation):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def secret(self) -> bytes:
        return bytes.fromhex(self._tables.installation[SECRET])

    async def get(self, name: str) -> str | None:
        return self._tables.installation.get(name)

    async def _store(self, name: str, value: str) -> None:
        self._tables.installation[name] = value
