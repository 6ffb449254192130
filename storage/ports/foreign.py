"""What came from outside, read where it can harm nobody."""

from typing import Protocol

from domain.files.foreign import Verdict
from domain.files.table import Table
from domain.rekap.sheet import Reading


class ForeignFiles(Protocol):
    """Reads what came from outside, where it can harm nobody."""

    async def judge(self, content: bytes) -> Verdict:
        """Return what the content is. Raises Unavailable."""

    async def rows(self, content: bytes, *, formula: str | None = None) -> list[list[str]]:
        """Return the rows of a table; `formula` stands for every cell with one.

        Raises UnfitFile and Unavailable.
        """

    async def tables(self, content: bytes) -> list[Table]:
        """Return every visible sheet of a workbook, or the one table of a text file.

        A formula without a value is `domain.files.table.UNCALCULATED`. Raises as `rows`.
        """

    async def rekap(self, content: bytes) -> tuple[Reading, ...]:
        """Return every way to read a file as a rekap. Raises InvalidRekap, and as `rows`."""

    async def close(self) -> None:
        """Stop reading; what is not answered by then is asked again after the next start."""
