"""The head of the trail goes into the log once a day, and a trail that lost its end is told."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from handlers.audit.head_watch import keep_head
from storage.ports import HEAD
from tests.town.dialogue import Talker, Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as opened:
        yield opened


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "handlers.audit.head_watch")
    return caplog


async def looked(town: Town) -> datetime | None:
    return await keep_head(town.app.context_types.context(town.app))


async def noted(town: Town) -> str | None:
    async with town.storage.look() as uow:
        return await uow.installation.get(HEAD)


async def test_the_head_is_logged_and_noted_until_tomorrow(
    town: Town, said: pytest.LogCaptureFixture, siti: Talker
) -> None:
    due = await looked(town)
    first = await noted(town)
    assert said.messages == [f"The head of the audit trail is {first}."]
    assert due is not None
    assert due.astimezone(UTC).time() == datetime(2026, 1, 1, 22, 40, tzinfo=UTC).time()
    await siti.reports_sakip()
    await looked(town)
    assert await noted(town) not in (None, first)


async def test_a_trail_without_an_entry_has_no_head(town: Town, said: pytest.LogCaptureFixture) -> None:
    town.storage.tables.audit.clear()
    await looked(town)
    assert (said.messages, await noted(town)) == ([], None)


async def test_a_trail_that_lost_its_end_is_told_and_the_head_that_knew_it_stays(
    town: Town, said: pytest.LogCaptureFixture, siti: Talker
) -> None:
    await siti.reports_sakip()
    await looked(town)
    knew = await noted(town)
    said.clear()
    lost = town.storage.tables.audit.pop()
    await looked(town)
    assert "does not say any more what it said at its head" in said.text
    assert await noted(town) == knew
    async with town.storage.look() as uow:
        (trouble,) = await uow.troubles.of("audit")
    assert str(knew) in trouble.reason
    town.storage.tables.audit.append(lost)
    await looked(town)
    async with town.storage.look() as uow:
        assert await uow.troubles.of("audit") == []
