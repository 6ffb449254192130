"""The process that reads foreign files: it may die of one, and nobody else does."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from domain.files.foreign import Fault, FileKind, UnfitFile, Verdict
from domain.rekap.sheet import InvalidRekap, SheetProblem
from storage.foreign.reader import ForeignReader
from storage.foreign.tasks import answered, rows_from
from storage.ports import ForeignFiles, Unavailable
from tests.fakes.foreign import InThisProcess
from tests.handlers.evaluation_files.sheets import saved
from tests.handlers.evidence.office_files import docx
from tests.places import ROOT
from tests.seconds import GUARD, pass_seconds

CASES = ROOT / "tests" / "cases"
PDF = b"%PDF-1.7 lhe"
SLOW = PDF + b"1 0 obj<</Type/ObjStm>>stream\n" * 500_000
"""Streams without an end: each is looked for in all that follows."""


@pytest.fixture
async def reader() -> AsyncIterator[ForeignReader]:
    reader = ForeignReader(seconds=1)
    yield reader
    await reader.close()


@pytest.fixture(params=[InThisProcess, ForeignReader])
async def foreign(request: pytest.FixtureRequest) -> AsyncIterator[ForeignFiles]:
    foreign: ForeignFiles = request.param()
    yield foreign
    await foreign.close()


def is_alive(pid: int) -> bool:
    """A process that ended and was not waited for by anybody counts as gone."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


async def gone(pid: int) -> None:
    async with asyncio.timeout(GUARD):
        while is_alive(pid):  # noqa: ASYNC110 - another process tells nobody that it ends
            await asyncio.sleep(0.01)


def told_of(pid: int, what: str) -> str:
    return Path(f"/proc/{pid}/{what}").read_bytes().decode()


async def test_what_can_be_asked(foreign: ForeignFiles) -> None:
    assert await foreign.judge(docx()) == Verdict(FileKind.DOCX)
    assert (await foreign.judge((CASES / "opd-zip-password.xlsx").read_bytes())).fault is Fault.LOCKED
    assert await foreign.rows(b"kode,nama\nDINKES,Dinas\n") == [["kode", "nama"], ["DINKES", "Dinas"]]
    assert (await foreign.rows((CASES / "opd-zwsp-code.xlsx").read_bytes()))[0][0] == "kode"


@pytest.mark.parametrize("path", sorted(CASES.glob("opd-*.xlsx")), ids=lambda path: path.name)
def test_no_workbook_raises_anything_but_unfit(path: Path) -> None:
    with contextlib.suppress(UnfitFile):
        rows_from(answered("rows", path.read_bytes(), {"formula": "="}))


async def test_a_table_that_is_none_is_unfit(foreign: ForeignFiles) -> None:
    for content in (b"PK\x03\x04 broken", b"\xff\xfe\xff", (CASES / "opd-deflate64.xlsx").read_bytes()):
        with pytest.raises(UnfitFile):
            await foreign.rows(content)


async def test_one_worker_is_kept_from_file_to_file(reader: ForeignReader) -> None:
    await reader.judge(PDF)
    first = reader.workers
    assert len(first) == 1
    await reader.judge(docx())
    assert reader.workers == first


async def test_a_file_that_takes_too_long_ends_only_its_worker(reader: ForeignReader) -> None:
    slow = asyncio.create_task(reader.judge(SLOW))
    await asyncio.sleep(0)
    assert await reader.judge(PDF) == Verdict(FileKind.PDF)
    assert not slow.done(), "the other file has waited for the slow one"
    assert (await slow).fault is Fault.TOO_SLOW
    assert await reader.judge(PDF) == Verdict(FileKind.PDF)


async def test_a_worker_that_does_not_answer_is_ended() -> None:
    reader = ForeignReader(1, within=GUARD)
    await reader.judge(PDF)
    (pid,) = reader.workers
    os.kill(pid, signal.SIGSTOP)
    judged = asyncio.create_task(reader.judge(PDF))
    await asyncio.sleep(0)  # it waits for the worker now
    pass_seconds(GUARD)
    assert await judged == Verdict(FileKind.PDF), "the second try is another worker's"
    await gone(pid)
    await reader.close()


async def test_a_file_that_takes_too_much_memory_ends_only_its_worker() -> None:
    reader = ForeignReader(1, memory=100 * 1024 * 1024)
    assert (await reader.judge(PDF + bytes(120 * 1024 * 1024))).fault in (Fault.TOO_BIG, Fault.TOO_SLOW)
    assert await reader.judge(PDF) == Verdict(FileKind.PDF)
    await reader.close()


async def test_a_worker_that_somebody_kills_is_replaced(reader: ForeignReader) -> None:
    for _ in range(3):
        await reader.judge(PDF)
        for pid in reader.workers:
            os.kill(pid, signal.SIGKILL)
        assert await reader.judge(docx()) == Verdict(FileKind.DOCX)


async def test_it_heeds_no_signal_that_is_meant_for_the_bot(reader: ForeignReader) -> None:
    await reader.judge(PDF)
    (pid,) = reader.workers
    os.kill(pid, signal.SIGTERM)
    os.kill(pid, signal.SIGINT)
    await reader.judge(PDF)
    assert reader.workers == {pid}


# The score is a file of /proc: elsewhere there is none to read, and nothing else to look at.
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux chooses whom to end for memory")
async def test_it_is_the_first_to_go_where_memory_runs_out(reader: ForeignReader) -> None:
    await reader.judge(PDF)
    (pid,) = reader.workers
    assert told_of(pid, "oom_score_adj") == "1000\n"


async def test_it_knows_no_secret(reader: ForeignReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:secret")
    await reader.judge(PDF)
    (pid,) = reader.workers
    assert "secret" not in told_of(pid, "environ")


async def test_nothing_is_read_after_the_end(reader: ForeignReader) -> None:
    await reader.judge(PDF)
    (pid,) = reader.workers
    await reader.close()
    await gone(pid)
    with pytest.raises(Unavailable):
        await reader.judge(PDF)
    await reader.close()


async def test_what_is_being_read_at_the_end_is_left_for_the_next_start(reader: ForeignReader) -> None:
    await reader.judge(PDF)
    slow = asyncio.create_task(reader.judge(SLOW))
    await asyncio.sleep(0.05)
    await reader.close()
    with pytest.raises(Unavailable):
        await slow


async def test_where_no_process_can_be_had_it_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(Unavailable):
        await ForeignReader().judge(PDF)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


@pytest.mark.parametrize("busy", [False, True])
async def test_it_does_not_outlive_a_bot_that_is_killed(folder: Path, busy: bool) -> None:
    """Started from another folder: where the bot runs makes no difference."""
    busily = "await reader.judge(b'%PDF-1.7' + b'stream\\n' * 3_000_000)"
    program = (
        "import asyncio; from storage.foreign.reader import ForeignReader\n"
        "async def main():\n"
        "    reader = ForeignReader(); await reader.judge(b'%PDF-1.7')\n"
        "    print(*reader.workers, flush=True)\n"
        f"    {busily if busy else 'await asyncio.sleep(99)'}\n"
        "asyncio.run(main())\n"
    )
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert bot.stdout is not None
    pid = int(await bot.stdout.readline())
    assert is_alive(pid)
    bot.kill()
    await bot.wait()
    await gone(pid)


def wide_rekap(rows: int) -> bytes:
    """A workbook of some kB, every column of which may be the one that counts."""
    made = Workbook()
    for number in range(20):
        sheet = made.create_sheet(f"s{number}")
        sheet.append(["No", "Perangkat Daerah", *["Nilai", "Predikat"] * 24])
        for row in range(rows):
            sheet.append(["1", f"D{row}", *["75,5", "BB"] * 24])
    return saved(made)


async def test_a_rekap_is_understood_where_it_is_read(foreign: ForeignFiles) -> None:
    made = Workbook()
    made.worksheets[0].append(["OPD", "Nilai", "Predikat"])
    made.worksheets[0].append(["Dinas Kesehatan", 75.5, "BB"])
    (found,) = await foreign.rekap(saved(made))
    assert [(row.name, str(row.nilai), row.kategori) for row in found.rows] == [
        ("Dinas Kesehatan", "75.5", "BB")
    ]
    with pytest.raises(InvalidRekap) as refused:
        await foreign.rekap(saved(Workbook()))
    assert refused.value.problem is SheetProblem.NO_HEADER
    with pytest.raises(UnfitFile):
        await foreign.rekap(b"PK\x03\x04 no archive")


async def test_a_small_rekap_that_is_costly_ends_its_reader(
    reader: ForeignReader,
) -> None:
    content = wide_rekap(400)
    with pytest.raises(UnfitFile) as unfit:
        await reader.rekap(content)
    assert unfit.value.fault is Fault.TOO_SLOW
