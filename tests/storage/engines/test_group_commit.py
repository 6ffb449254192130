"""Units of work that are stored in groups: whatever happens to each, what was said to be stored is."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import Disk, connect_sqlite
from storage.engines import group, writer
from storage.ports import NoRoom, Stale, Unavailable
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.databases import Shelf
from tests.storage.samples import NOW, clock, someone

ENDS = ("commit", "soon", "leave", "fail", "refused", "read")


@dataclass(frozen=True)
class Unit:
    """What one unit does: it waits, adds so many people with waits between them, and ends somehow."""

    waits: int
    adds: int
    between: int
    ends: str
    cancelled_after: int | None


units = st.builds(
    Unit,
    waits=st.integers(0, 4),
    adds=st.integers(1, 3),
    between=st.integers(0, 2),
    ends=st.sampled_from(ENDS),
    cancelled_after=st.none() | st.integers(0, 30),
)


@dataclass
class Story:
    """What became of the units: people who must be there, and who may be."""

    stored: set[int] = field(default_factory=set)
    unsure: set[int] = field(default_factory=set)
    refused: int = 0


class Failed(Exception):
    """A mistake in the middle of a unit."""


def rows(file: Path) -> set[int]:
    """Return whom another process sees."""
    with closing(sqlite3.connect(file)) as other:
        return {number for (number,) in other.execute("SELECT telegram_id FROM people")}


async def lived(storage: Database, unit: Unit, first: int, story: Story, file: Path) -> None:
    for _ in range(unit.waits):
        await asyncio.sleep(0)
    people = set(range(first, first + unit.adds))
    async with storage.uow() as uow:
        for number in sorted(people):
            await uow.people.add(number, "Sri", NOW)
            for _ in range(unit.between):
                await asyncio.sleep(0)
        if unit.ends == "fail":
            raise Failed
        if unit.ends == "leave":
            return
        if unit.ends == "refused":
            with pytest.raises(Stale):
                await uow.people.add(first, "Budi", NOW)
        seen = {one.telegram_id for one in await uow.people.everyone()} - people
        if unit.ends == "read":
            await uow._roll_back()  # noqa: SLF001 - what a unit does that was applied before
            assert seen <= rows(file)
            return
        story.unsure |= people
        try:
            await uow.commit(soon=unit.ends == "soon")
        except Unavailable:
            story.unsure -= people
            story.refused += 1
            return
        story.stored |= people
        if unit.ends != "soon":
            assert people | seen <= rows(file)


async def told(storage: Database, crowd: list[Unit], file: Path) -> Story:
    """Let all of them live at once, and return what became of them."""
    story = Story()
    tasks = []
    loop = asyncio.get_running_loop()
    for place, unit in enumerate(crowd):
        task = asyncio.create_task(lived(storage, unit, 10 * place + 1, story, file))
        if unit.cancelled_after is not None:
            loop.call_later(unit.cancelled_after / 5000, task.cancel)
        tasks.append(task)
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if outcome is not None and not isinstance(outcome, Failed | asyncio.CancelledError | Unavailable):
            raise outcome
    async with storage.look() as uow:
        seen = {one.telegram_id for one in await uow.people.everyone()}
    assert story.stored <= seen <= story.stored | story.unsure
    return story


@asynccontextmanager
async def opened(migrated: Path) -> AsyncIterator[tuple[Database, Path]]:
    with TemporaryDirectory() as folder:
        file = Path(shutil.copy(migrated, Path(folder) / "bot.db"))
        storage = open_storage(f"sqlite:///{file}", clock, patience=0.2)
        try:
            yield storage, file
        finally:
            await storage.close()


@given(crowd=st.lists(units, min_size=2, max_size=12))
def test_what_was_said_to_be_stored_is_and_nothing_else(crowd: list[Unit], migrated: Path) -> None:
    async def run() -> None:
        async with opened(migrated) as (storage, file):
            story = await told(storage, crowd, file)
            assert not story.refused
            await storage.close()
            assert story.stored <= rows(file) <= story.stored | story.unsure

    asyncio.run(run())


class Broken:
    """Commits of which some fail, before or after SQLite has rolled back by itself."""

    def __init__(self, failing: set[int], *, rolls_back: bool) -> None:
        self._failing = failing
        self._rolls_back = rolls_back
        self._calls = 0
        self._commit = Disk.commit

    def method(self) -> Callable[[Disk], None]:
        """Return what is to stand for `Disk.commit`."""

        def commit(disk: Disk) -> None:
            self._calls += 1
            if self._calls in self._failing:
                if self._rolls_back:
                    disk.rollback()
                    disk.outcome = sqlite3.OperationalError("disk I/O error")
                raise sqlite3.OperationalError("disk I/O error")
            self._commit(disk)

        return commit


@given(
    crowd=st.lists(units, min_size=2, max_size=12),
    failing=st.sets(st.integers(1, 6), min_size=1),
    rolls_back=st.booleans(),
)
def test_a_commit_that_fails_is_told_to_all_of_its_units(
    crowd: list[Unit], failing: set[int], migrated: Path, *, rolls_back: bool
) -> None:
    broken = Broken(failing, rolls_back=rolls_back)

    async def run() -> None:
        async with opened(migrated) as (storage, file):
            story = Story()
            tasks = [
                asyncio.create_task(lived(storage, unit, 10 * place + 1, story, file))
                for place, unit in enumerate(crowd)
            ]
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                if outcome is not None and not isinstance(outcome, Failed | Unavailable):
                    raise outcome
            await storage.close()
            soon = {number for number in story.stored if crowd[number // 10].ends == "soon"}
            assert story.stored - soon <= rows(file) <= story.stored

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Disk, "commit", broken.method())
        asyncio.run(run())


async def alone(storage: Database, number: int, *, soon: bool = False) -> None:
    async with storage.uow() as uow:
        await someone(uow, number)
        await uow.commit(soon=soon)


@pytest.fixture
async def bot(tmp_path: Path, shelf: Shelf) -> AsyncIterator[tuple[Database, Path]]:
    url = await shelf.take("sqlite", tmp_path)
    storage = open_storage(url, clock, patience=0.2)
    yield storage, tmp_path / "bot.db"
    await storage.close()


async def test_units_that_wait_for_each_other_are_one_commit(
    bot: tuple[Database, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group, "_LONG", 60)
    storage, file = bot
    await alone(storage, 1)
    before = storage.counts.copy()
    await asyncio.gather(*(alone(storage, number) for number in range(2, 12)))
    done = storage.counts - before
    # The first one waits for nobody; while it goes to the disk, all the others come.
    assert (done.commits, done.groups, done.hops) == (10, 2, 2)
    assert rows(file) == set(range(1, 12))


async def test_what_is_stored_soon_is_stored_without_anybody_asking(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    stored = asyncio.Event()
    storage.subscribe(lambda _: stored.set())
    await alone(storage, 1, soon=True)
    assert rows(file) == set()
    await stored.wait()
    assert rows(file) == {1}


async def test_closing_stores_what_was_to_be_stored_soon(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    await alone(storage, 1, soon=True)
    await storage.close()
    assert rows(file) == {1}


async def test_who_looks_waits_for_what_is_to_be_stored_soon(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    await alone(storage, 1, soon=True)
    async with storage.look() as uow:
        assert [one.telegram_id for one in await uow.people.everyone()] == [1]
        assert rows(file) == {1}


async def test_a_full_disk_fails_every_unit_of_the_group(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    await alone(storage, 1)
    raw = storage._engine._writer.raw  # type: ignore[attr-defined] # noqa: SLF001 - the one that must be full
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")

    async def big() -> None:
        async with storage.uow() as uow:
            for number in range(100, 200):
                await uow.people.add(number, "x" * 5000, NOW)
            await uow.commit()

    outcomes = await asyncio.gather(alone(storage, 2), big(), alone(storage, 3), return_exceptions=True)
    assert isinstance(outcomes[1], Unavailable)
    refused = {number for number, outcome in zip((2, 3), outcomes[::2], strict=True) if outcome is not None}
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes if outcome is not None)
    assert rows(file) == {1, 2, 3} - refused
    raw.execute("PRAGMA max_page_count = 1073741823")
    await big()
    assert len(rows(file)) == 101 + 2 - len(refused)


def full() -> sqlite3.Error:
    """Return what SQLite itself says of a disk that is full."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        try:
            connection.execute("CREATE TABLE people (id)")
        except sqlite3.OperationalError as error:
            return error
    raise AssertionError("there is room in one page")


async def test_a_disk_that_is_full_at_the_commit_is_said_once_and_so_is_its_end(
    bot: tuple[Database, Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    storage, file = bot
    caplog.set_level("INFO")
    await alone(storage, 1)
    with monkeypatch.context() as patched:
        patched.setattr(Disk, "commit", lambda _: (_ for _ in ()).throw(full()))
        for number in (2, 3, 4):
            with pytest.raises(NoRoom, match="database or disk is full"):
                await alone(storage, number)
    assert rows(file) == {1}
    await alone(storage, 5)
    await alone(storage, 6)
    assert rows(file) == {1, 5, 6}
    assert [one.getMessage().partition(" (")[0] for one in caplog.records] == [
        "Nothing can be stored",
        "There is room again; what had to wait is stored.",
    ]
    assert [one.exc_info for one in caplog.records] == [None, None]


async def test_a_transaction_that_sqlite_has_rolled_back_is_lost_to_all_of_it(
    bot: tuple[Database, Path],
) -> None:
    """Whatever followed would be stored by itself, each statement at once."""
    storage, file = bot
    await alone(storage, 1)

    async def unlucky() -> None:
        async with storage.uow() as uow:
            await someone(uow, 3)
            # As SQLite does by itself when a disk is full, or memory; and then a statement fails.
            storage._engine._writer.raw.execute("ROLLBACK")  # type: ignore[attr-defined] # noqa: SLF001 - see above
            with pytest.raises(Stale):
                await uow.people.add(1, "Sri", NOW)
            with pytest.raises(Unavailable):
                await uow.people.add(4, "Budi", NOW)
            with pytest.raises(Unavailable):
                await uow.commit()

    first, second = asyncio.create_task(alone(storage, 2)), asyncio.create_task(alone(storage, 5))
    outcomes = await asyncio.gather(first, second, unlucky(), return_exceptions=True)
    assert outcomes[0] is None
    assert [type(outcome) for outcome in outcomes[1:]] == [Unavailable, Unavailable]
    assert rows(file) == {1, 2}
    await alone(storage, 6)
    assert rows(file) == {1, 2, 6}


@pytest.mark.parametrize("failing", [{1}, {1, 2}])
async def test_what_could_not_be_stored_soon_is_logged(
    bot: tuple[Database, Path],
    failing: set[int],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    storage, file = bot
    broken = Broken(failing, rolls_back=False)
    monkeypatch.setattr(Disk, "commit", broken.method())
    before = storage.version("people")
    for number in failing:
        await alone(storage, number, soon=True)
        async with storage.look() as uow:
            assert await uow.people.everyone() == []
    assert caplog.text.count("could not be stored") == len(failing)
    assert storage.version("people") != before
    await alone(storage, 9)
    assert rows(file) == {9}


async def test_another_process_that_writes_is_waited_for(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    await alone(storage, 1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.create_task(alone(storage, number)) for number in (2, 3)]
        await asyncio.sleep(0.02)
        assert not any(task.done() for task in waiting)
        other.execute("COMMIT")
        await asyncio.gather(*waiting)
        other.execute("BEGIN IMMEDIATE")
        for outcome in await asyncio.gather(alone(storage, 4), alone(storage, 5), return_exceptions=True):
            assert isinstance(outcome, Unavailable)
    await alone(storage, 6)
    assert rows(file) == {1, 2, 3, 6}


async def test_a_loop_that_ends_cancels_no_commit(bot: tuple[Database, Path]) -> None:
    storage, file = bot
    writing = [asyncio.create_task(alone(storage, number)) for number in range(1, 6)]
    await asyncio.sleep(0)  # The first one is on its way to the disk.
    # As asyncio.run does at its end: every task but this one.
    everything = asyncio.all_tasks() - {asyncio.current_task()}
    for task in everything:
        task.cancel()
    await asyncio.gather(*everything, return_exceptions=True)
    assert all(task.done() for task in writing)
    await alone(storage, 9)
    assert 9 in rows(file)


async def test_a_connection_that_meets_a_lock_is_made_again(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes that open a file at once: for a moment the first has its log for itself."""
    storage = open_storage(await shelf.take("sqlite", tmp_path), clock)
    refused = list[str]()

    def connect(file: str) -> Disk:
        if not refused:
            refused.append(file)
            with closing(sqlite3.connect(file)) as other, closing(sqlite3.connect(file, timeout=0)) as late:
                other.execute("BEGIN EXCLUSIVE")
                late.execute("BEGIN IMMEDIATE")
        return connect_sqlite(file)

    monkeypatch.setattr(writer, "connect_sqlite", connect)
    await alone(storage, 1)
    assert (len(refused), rows(tmp_path / "bot.db")) == (1, {1})
    await storage.close()
