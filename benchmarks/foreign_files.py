"""How long it takes to look at foreign files in the worker, and what the worker weighs.

    python -m benchmarks.foreign_files

Prints milliseconds and megabytes; nothing is asserted, because machines differ.
"""

import asyncio
import os
import time
import zlib
from pathlib import Path

from openpyxl import Workbook

from bot.commands.console import tell
from storage.foreign.reader import CPU_SECONDS, ForeignReader

_MEGABYTE = 1024 * 1024
_BIGGEST = 20 * _MEGABYTE
_TIMES = 200


def _pdf_of_pictures() -> bytes:
    """Return a PDF as a scanner makes it: big streams that nobody can unpack."""
    page = b"1 0 obj<</Filter/DCTDecode>>stream\n%b\nendstream endobj\n"
    return b"%PDF-1.7\n" + b"".join(page % os.urandom(_MEGABYTE) for _ in range(19)) + b"%%EOF"


def _pdf_of_text() -> bytes:
    """Return a PDF whose streams unpack to much more."""
    inside = zlib.compress(b"BT /F1 12 Tf (Laporan) Tj ET\n" * 20_000)
    page = b"1 0 obj<</Filter/FlateDecode>>stream\n%b\nendstream endobj\n"
    return b"%PDF-1.7\n" + b"".join(page % inside for _ in range(150)) + b"%%EOF"


def _workbook(folder: Path, rows: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(rows):
        sheet.append([f"OPD{number}", "Dinas", "dinas", "2026-01-01", None])
    path = folder / "opd.xlsx"
    book.save(path)
    return path.read_bytes()


def _memory(reader: ForeignReader) -> str:
    (pid,) = reader.workers
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return ", ".join(" ".join(line.split()) for line in lines if line.startswith(("VmRSS", "VmHWM")))


async def _timed(name: str, reader: ForeignReader, content: bytes, times: int = 1) -> None:
    begun = time.perf_counter()
    for _ in range(times):
        await reader.judge(content)
    taken = (time.perf_counter() - begun) / times * 1000
    tell(f"{name:40} {len(content) / _MEGABYTE:8.2f} MB {taken:9.1f} ms   {_memory(reader)}")


async def main(folder: Path) -> None:
    """Look at one file after another."""
    reader = ForeignReader(1)
    small, table = _workbook(folder, 300), _workbook(folder, 100_000)
    await _timed("the first file, with the worker's start", reader, b"%PDF-1.7 small")
    await _timed("a small PDF", reader, b"%PDF-1.7 small", _TIMES)
    await _timed("a workbook of 300 rows", reader, small, _TIMES)
    await _timed("a scanned PDF", reader, _pdf_of_pictures())
    await _timed("a PDF of much text", reader, _pdf_of_text())
    await _timed("a workbook of 100,000 rows", reader, table)
    begun = time.perf_counter()
    rows = await reader.rows(_workbook(folder, 20_000))
    tell(f"reading the first {len(rows)} of 20,000 rows: {(time.perf_counter() - begun) * 1000:.0f} ms")
    begun = time.perf_counter()
    slow = await reader.judge(b"%PDF-1.7" + b"stream\n" * (_BIGGEST // 7))
    tell(f"made to be slow ({slow.fault}): {time.perf_counter() - begun:.1f} s; limit {CPU_SECONDS} s of CPU")
    await reader.close()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(main(Path(scratch)))
