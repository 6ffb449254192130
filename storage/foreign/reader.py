"""Implements `storage.ports.ForeignFiles` in processes of their own."""

from domain.files.foreign import Fault, Verdict
from domain.files.table import Table
from domain.rekap.sheet import Reading
from storage.foreign.tasks import rekap_from, rows_from, tables_from, verdict_from
from storage.process.child import Value
from storage.process.pool import Died, Limits, Pool

AT_ONCE = 2
"""Files read at one time: one that takes its whole time does not hold up the others."""
CPU_SECONDS = 5
"""For one file; the biggest that Telegram hands over takes less than one."""
WITHIN = 20.0
"""Seconds for one file, whatever the processor does; usually its own limit comes first."""
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of a worker, of which Python itself takes very little."""


class ForeignReader:
    """A few kept worker processes, each started when it is first needed and again after it died."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        *,
        within: float = WITHIN,
        seconds: int = CPU_SECONDS,
        memory: int = MOST_MEMORY,
    ) -> None:
        self._pool = Pool("storage.foreign.worker", str(memory), at_once=at_once)
        self._limits = Limits(seconds=seconds, within=within)

    async def judge(self, content: bytes) -> Verdict:
        """Return what the content is. Raises Unavailable when there can be no worker now."""
        return verdict_from(await self._asked({"task": "judge"}, content))

    async def rows(self, content: bytes, *, formula: str | None = None) -> list[list[str]]:
        """Return the rows of a table. Raises UnfitFile, and Unavailable as above."""
        return rows_from(await self._asked({"task": "rows", "formula": formula}, content))

    async def tables(self, content: bytes) -> list[Table]:
        """Return all tables of a file. Raises as `rows`."""
        return tables_from(await self._asked({"task": "tables"}, content))

    async def rekap(self, content: bytes) -> tuple[Reading, ...]:
        """Return every way to read a file as a rekap. Raises InvalidRekap, and as `rows`."""
        return rekap_from(await self._asked({"task": "rekap"}, content))

    @property
    def workers(self) -> frozenset[int]:
        """The ids of the processes that are kept now."""
        return self._pool.pids

    async def close(self) -> None:
        """End the workers; what is being read is read again after the next start."""
        await self._pool.close()

    async def _asked(self, asked: Value, content: bytes) -> Value:
        try:
            return await self._pool.ask(asked, content, self._limits)
        except Died:
            return {"fault": Fault.TOO_SLOW.value, "reason": "whoever read it died"}
