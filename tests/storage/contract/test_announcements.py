"""What was announced is kept as it was said; how far it has come may change, its words never."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from storage.ports import Announcement, NotFound, Storage, UnitOfWork
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import LATER, NOW, clock, someone


async def announced(uow: UnitOfWork, text: str = "Rapat besok") -> Announcement:
    return await uow.announcements.add(
        Announcement(
            id=0,
            by=(await someone(uow)).id,
            at=NOW,
            text=text,
            entities='[{"type": "bold", "offset": 0, "length": 5}]',
            audience="role:operator",
            file_id="BQAC",
            file_kind="document",
            file_name="undangan.pdf",
        )
    )


async def test_what_was_announced_is_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        first, second = await announced(uow, "satu"), await announced(uow, "dua")
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.announcements.get(first.id) == first
        assert (first.text, first.file_name, first.finished_at) == ("satu", "undangan.pdf", None)
        assert await uow.announcements.newest(9) == [second, first]
        assert await uow.announcements.newest(1) == [second]
        assert await uow.announcements.unfinished() == [first, second]
        with pytest.raises(NotFound):
            await uow.announcements.get(99)


async def test_how_far_it_has_come_changes_and_its_words_do_not(storage: Storage) -> None:
    async with storage.uow() as uow:
        said = await announced(uow)
        moved = replace(
            said, stopped_at=NOW, recalled_at=LATER, finished_at=LATER, chat_id=9001, message_id=7
        )
        await uow.announcements.update(replace(moved, text="lain", audience="all"), by=None, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.announcements.get(said.id) == moved
        assert await uow.announcements.unfinished() == []
        await uow.announcements.update(replace(moved, finished_at=None), by=None, at=LATER)
        assert await uow.announcements.unfinished() == [replace(moved, finished_at=None)]
        with pytest.raises(NotFound):
            await uow.announcements.update(replace(moved, id=99), by=None, at=LATER)


async def test_announcing_stopping_and_recalling_leave_a_trace_and_counting_does_not(
    storage: Storage,
) -> None:
    async with storage.uow() as uow:
        said = await announced(uow)
        for moved in (
            replace(said, chat_id=9001, message_id=7),
            replace(said, stopped_at=NOW),
            replace(said, stopped_at=NOW, finished_at=NOW),
            replace(said, stopped_at=NOW, recalled_at=LATER),
        ):
            await uow.announcements.update(moved, by=said.by, at=LATER)
        trail = [one for one in await uow.audit.entries() if one.kind.startswith("announcement.")]
    assert [(one.kind, one.subject, one.by) for one in trail] == [
        (kind, f"announcement {said.id}", said.by)
        for kind in ("announcement.recalled", "announcement.stopped", "announcement.sent")
    ]
    assert json.loads(trail[-1].after) == {
        "audience": "role:operator",
        "text": "Rapat besok",
        "file_name": "undangan.pdf",
    }


@pytest.fixture
async def rival(url: str) -> AsyncIterator[Database]:
    """Give a second storage on the database of `database`, as another process has one."""
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


async def test_of_two_changes_at_once_neither_is_lost(database: Database, rival: Database) -> None:
    async with database.uow() as uow:
        said = await announced(uow)
        await uow.commit()

    async def change(storage: Database, **changed: object) -> None:
        async with storage.uow() as uow:
            await uow.announcements.lock(said.id)
            now = await uow.announcements.get(said.id)
            # Statements that change nothing give the other every chance to read before this unit commits.
            for _ in range(20):
                await uow.people.everyone()
            await uow.announcements.update(replace(now, **changed), by=None, at=LATER)  # type: ignore[arg-type] # as given
            await uow.commit()

    await asyncio.gather(change(database, stopped_at=NOW), change(rival, chat_id=9001, message_id=7))
    async with database.uow() as uow:
        both = replace(said, stopped_at=NOW, chat_id=9001, message_id=7)
        assert await uow.announcements.get(said.id) == both
