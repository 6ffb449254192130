"""`storage.ports.ForeignFiles` without a process of its own: tests trust their files."""

import asyncio

from domain.files.foreign import Verdict
from domain.files.table import Table
from domain.rekap.sheet import Reading
from storage.foreign.tasks import answered, rekap_from, rows_from, tables_from, verdict_from


class InThisProcess:
    """The same answers as the reader's, from the same code."""

    async def judge(self, content: bytes) -> Verdict:
        return verdict_from(await asyncio.to_thread(answered, "judge", content, {}))

    async def rows(self, content: bytes, *, formula: str | None = None) -> list[list[str]]:
        return rows_from(await asyncio.to_thread(answered, "rows", content, {"formula": formula}))

    async def tables(self, content: bytes) -> list[Table]:
        return tables_from(await asyncio.to_thread(answered, "tables", content, {}))

    async def rekap(self, content: bytes) -> tuple[Reading, ...]:
        return rekap_from(await asyncio.to_thread(answered, "rekap", content, {}))

    async def close(self) -> None:
        """Nothing has to be ended."""
