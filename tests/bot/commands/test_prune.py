"""`prune` says how much is old, and a dry run says the same and removes nothing."""

from datetime import timedelta

import pytest

from bot.commands.prune import prune
from bot.keep import Keep
from tests.fakes.storage import FakeStorage
from tests.storage.samples import NOW, received

KEEP = Keep(updates=2)


async def test_a_dry_run_removes_nothing_and_says_what_would_go(capsys: pytest.CaptureFixture[str]) -> None:
    storage = FakeStorage(lambda: NOW)
    async with storage.uow() as uow:
        await uow.inbox.store([received(1), received(2)])
        await uow.inbox.finish(1, NOW)
        await uow.commit()
    later = NOW + timedelta(days=3)
    assert await prune(storage, KEEP, later, dry_run=True) == 0
    told = capsys.readouterr().out
    assert "updates that were answered: 1 older than 2 days (KEEP_UPDATES_DAYS)" in told
    assert "Nothing was removed" in told
    assert set(storage.tables.inbox) == {1, 2}
    assert await prune(storage, KEEP, later, dry_run=False) == 0
    assert told.replace("Nothing was removed (--dry-run).", "They were removed.") == capsys.readouterr().out
    assert set(storage.tables.inbox) == {2}
