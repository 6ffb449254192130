"""The process that draws: a content may kill it, and nobody else notices."""

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.ports import CannotDraw, Renderer, Unavailable
from storage.rendering.drawing import DRAWINGS, Workshop, draw
from storage.rendering.renderer import IDLE, PATIENCE, ProcessRenderer
from storage.rendering.worker import answered
from tests.fakes.rendering import FakeRenderer
from tests.places import ROOT
from tests.seconds import GUARD, pass_seconds
from tests.storage.rendering.drawers import (
    PROGRAM,
    TEST_DRAWINGS,
    BadContent,
    PartsContent,
    UnknownContent,
    WordsContent,
)

WORDS = WordsContent("IKU")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, drawing in TEST_DRAWINGS.items():
        monkeypatch.setitem(DRAWINGS, content, drawing)


@pytest.fixture
async def renderer(tmp_path: Path) -> AsyncIterator[ProcessRenderer]:
    renderer = ProcessRenderer(tmp_path / "evidence", program=PROGRAM)
    yield renderer
    await renderer.close()


@pytest.fixture(params=["real", "fake"])
async def any_renderer(request: pytest.FixtureRequest, renderer: ProcessRenderer) -> Renderer:
    return renderer if request.param == "real" else FakeRenderer()


async def gone(pid: int) -> None:
    async with asyncio.timeout(GUARD):
        while is_alive(pid):  # noqa: ASYNC110 - another process tells nobody that it ends
            await asyncio.sleep(0.01)


def is_alive(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


async def test_a_content_becomes_its_files_in_order(any_renderer: Renderer, tmp_path: Path) -> None:
    (file,) = await any_renderer.render(WORDS, tmp_path)
    assert (file.parent, file.suffix) == (tmp_path, ".pdf")
    assert file.read_bytes()
    if isinstance(any_renderer, FakeRenderer):
        any_renderer.parts[PartsContent] = 12
    parts = await any_renderer.render(PartsContent(12), tmp_path)
    assert [part.name for part in parts] == [f"{part}.zip" for part in range(1, 13)]
    assert all(part.is_file() for part in parts)


async def test_one_worker_is_kept_and_told_nothing(
    renderer: ProcessRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:secret")
    assert renderer.workers == frozenset(), "nobody has asked yet"
    (file,) = await renderer.render(WORDS, tmp_path)
    kept = renderer.workers
    assert b"TOKEN" not in file.read_bytes()
    await renderer.render(WORDS, tmp_path)
    assert renderer.workers == kept
    assert len(kept) == 1


async def test_nobody_draws_what_is_not_known(renderer: ProcessRenderer, tmp_path: Path) -> None:
    with pytest.raises(CannotDraw, match="nobody draws UnknownContent"):
        await renderer.render(UnknownContent(), tmp_path)


@pytest.mark.parametrize("how", ["raises", "panics", "is big", "writes on"])
async def test_what_cannot_be_drawn_costs_no_worker(
    renderer: ProcessRenderer, tmp_path: Path, how: str
) -> None:
    await renderer.render(WORDS, tmp_path)
    kept = renderer.workers
    with pytest.raises(CannotDraw, match="BadContent: "):
        await renderer.render(BadContent(how), tmp_path)
    await renderer.render(WORDS, tmp_path)
    assert renderer.workers == kept or how != "raises"


@pytest.mark.parametrize("how", ["dies", "works on"])
async def test_what_kills_its_worker_does_not_keep_the_next_from_being_drawn(
    renderer: ProcessRenderer, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine lets a polite process wait; it is its own seconds that end it here.
    monkeypatch.setattr("storage.rendering.renderer.PATIENCE", GUARD)
    with pytest.raises(CannotDraw, match="the process ended with -"):
        await renderer.render(BadContent(how), tmp_path)
    assert await renderer.render(WORDS, tmp_path)


async def test_what_never_ends_is_given_up(renderer: ProcessRenderer, tmp_path: Path) -> None:
    await renderer.render(WORDS, tmp_path)
    first = renderer.workers
    asked = asyncio.create_task(renderer.render(BadContent("sleeps"), tmp_path))
    await asyncio.sleep(0.1)  # it waits for the worker now; if not, four seconds pass by themselves
    pass_seconds(PATIENCE)
    async with asyncio.timeout(GUARD):
        while not renderer.workers - first:  # noqa: ASYNC110 - nobody tells of the second worker
            await asyncio.sleep(0.01)
    pass_seconds(PATIENCE)
    with pytest.raises(CannotDraw, match="no answer within"):
        await asked
    assert await renderer.render(WORDS, tmp_path)


async def test_a_long_one_holds_up_no_other(
    renderer: ProcessRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DRAWINGS, BadContent, replace(TEST_DRAWINGS[BadContent], seconds=GUARD))
    long = asyncio.create_task(renderer.render(BadContent("sleeps"), tmp_path))
    await asyncio.sleep(0)
    await renderer.render(WORDS, tmp_path)
    assert not long.done()
    assert len(renderer.workers) == 2
    long.cancel()
    with pytest.raises(asyncio.CancelledError):
        await long
    assert len(renderer.workers) == 1, "whoever drew what nobody waits for any more is ended"


async def test_a_worker_that_has_grown_is_not_kept(renderer: ProcessRenderer, tmp_path: Path) -> None:
    await renderer.render(WORDS, tmp_path)
    (pid,) = renderer.workers
    await renderer.render(BadContent("grows"), tmp_path)
    assert renderer.workers == frozenset()
    await gone(pid)


async def test_a_worker_that_nobody_needs_ends(renderer: ProcessRenderer, tmp_path: Path) -> None:
    await renderer.render(WORDS, tmp_path)
    (pid,) = renderer.workers
    pass_seconds(IDLE)
    await asyncio.sleep(0.01)
    assert renderer.workers == frozenset()
    await gone(pid)
    assert await renderer.render(WORDS, tmp_path), "the next that is asked for starts another"


async def test_a_worker_that_is_needed_again_does_not_end(renderer: ProcessRenderer, tmp_path: Path) -> None:
    await renderer.render(WORDS, tmp_path)
    pass_seconds(IDLE / 2)
    await renderer.render(WORDS, tmp_path)
    kept = renderer.workers
    pass_seconds(IDLE / 2 + 1)
    await asyncio.sleep(0.01)
    assert renderer.workers == kept


async def test_nothing_is_drawn_after_the_end(renderer: ProcessRenderer, tmp_path: Path) -> None:
    await renderer.render(WORDS, tmp_path)
    (pid,) = renderer.workers
    await renderer.close()
    await gone(pid)
    with pytest.raises(Unavailable):
        await renderer.render(WORDS, tmp_path)


async def test_what_is_being_drawn_for_the_second_time_at_the_end_is_drawn_after_the_next_start(
    renderer: ProcessRenderer, tmp_path: Path
) -> None:
    await renderer.render(WORDS, tmp_path)
    (first,) = renderer.workers
    asked = asyncio.create_task(renderer.render(BadContent("sleeps"), tmp_path))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    async with asyncio.timeout(GUARD):
        while not renderer.workers - {first}:  # noqa: ASYNC110 - nobody tells of the second worker
            await asyncio.sleep(0.01)
    await renderer.close()
    with pytest.raises(Unavailable):
        await asked


async def test_it_does_not_outlive_a_bot_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path\n"
        "from storage.rendering.drawing import DRAWINGS\n"
        "from storage.rendering.renderer import ProcessRenderer\n"
        "from tests.storage.rendering.drawers import *\n"
        "DRAWINGS.update(TEST_DRAWINGS)\n"
        "async def main():\n"
        "    renderer = ProcessRenderer(Path('.'), program=PROGRAM)\n"
        "    await renderer.render(WordsContent('IKU'), Path('.'))\n"
        "    print(*renderer.workers, flush=True)\n"
        "    await renderer.render(BadContent('sleeps'), Path('.'))\n"
        "asyncio.run(main())\n"
    )
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert bot.stdout is not None
    pid = int(await bot.stdout.readline())
    os.kill(pid, signal.SIGTERM)
    assert is_alive(pid), "only the bot may end it"
    bot.kill()
    await bot.wait()
    await gone(pid)


async def test_the_double_fails_as_it_is_told(tmp_path: Path) -> None:
    fake = FakeRenderer()
    fake.cannot[WordsContent] = "too slow"
    with pytest.raises(CannotDraw, match="too slow"):
        await fake.render(WORDS, tmp_path)
    fake.is_away = True
    with pytest.raises(Unavailable):
        await fake.render(WORDS, tmp_path)
    assert fake.drawn == [WORDS, WORDS]


def test_who_draws_answers_with_names_alone(tmp_path: Path) -> None:
    """As the worker answers, in this process."""
    asked = {"folder": str(tmp_path), "evidence": str(tmp_path)}
    assert answered(asked, pickle.dumps(PartsContent(2))) == {"files": ["1.zip", "2.zip"]}
    assert answered(asked, pickle.dumps(WORDS)) == {"files": ["1.pdf"]}
    assert "nobody can print" in answered(asked, pickle.dumps(BadContent("raises")))["problem"]
    assert "BrokenTypesetter" in answered(asked, pickle.dumps(BadContent("panics")))["problem"]
    assert "KeyError" in answered(asked, pickle.dumps(UnknownContent()))["problem"]
    with pytest.raises(KeyError):
        draw(UnknownContent(), Workshop(folder=tmp_path, evidence=tmp_path))
