"""The way back from what is expected: the code before it finds nothing that it cannot read."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.keys import Answers
from domain.people.person import Person
from domain.reports.events import EventKind, event_about
from domain.reports.expected import EXPECTED_MONTH
from storage.migrate import downgrade, migrate
from storage.ports import NoticeState, UnitOfWork
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import run
from tests.storage.samples import IKM, NOW, clock, file_of, someone, started, submission

BEFORE = "0017"
SAID = {EXPECTED_MONTH: "2026-09"}
DRAFTS = [
    {"predikat": "belum", **SAID},
    {"cara": "belum"},
    {"predikat": "BB", **SAID},
    {"cara": "terbit", "nilai": "80"},
]


async def fill(url: str) -> None:
    """Store what was expected and taken back, a report, a notice of each, and four drafts."""
    await migrate(url)
    storage = open_storage(url, clock)
    async with storage.uow() as uow:
        siti = await someone(uow)
        of = [
            await _answered(uow, siti, await started(uow, siti), DRAFTS[0]),
            await _answered(uow, siti, await started(uow, siti, IKM), DRAFTS[1]),
            await _answered(uow, siti, await started(uow, siti, opd="DISPUS"), DRAFTS[2]),
            await _answered(uow, siti, await started(uow, siti, IKM, "DISPUS"), DRAFTS[3]),
        ]
        file = await uow.evidence.add(file_of(of[0]))
        said = submission(siti, kind=EventKind.EXPECTED, answers=SAID, files=(file.id,))
        first = await uow.reports.append(said)
        await uow.reports.append(event_about(first, EventKind.WITHDRAWN, by=siti.id, at=NOW))
        sent = await uow.reports.append(submission(siti, files=(file.id,)))
        await uow.reports.append(event_about(sent, EventKind.WITHDRAWN, by=siti.id, at=NOW))
        await uow.reports.append(replace(said, opd="DISPUS", files=()))
        for event in (first, sent):
            await uow.notices.add(siti.id, "reminder-changed", event.id, NOW)
        await uow.commit()
    await storage.close()


async def _answered(uow: UnitOfWork, by: Person, draft: Draft, answers: Answers) -> Draft:
    return await uow.drafts.save(replace(draft, place=Place(answers)), by=by.id, at=NOW)


async def test_nothing_that_was_reported_is_lost(empty_url: str) -> None:
    await fill(empty_url)
    await downgrade(empty_url, BEFORE)
    kinds = await run(empty_url, "SELECT kind FROM report_events ORDER BY id")
    assert kinds == [("submitted",), ("withdrawn",)]
    assert await run(empty_url, "SELECT count(*) FROM report_files") == [(1,)]
    assert await run(empty_url, "SELECT count(*) FROM report_tickets") == [(1,)]
    assert await run(empty_url, "SELECT count(*) FROM notices") == [(1,)]
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        drafts = [await uow.drafts.get(number) for number in (1, 2, 3, 4)]
        assert [draft.place.answers for draft in drafts] == [{}, {}, *DRAFTS[2:]]
        (sent, _) = await uow.reports.events()
        assert (sent.kind, len(sent.files)) == (EventKind.SUBMITTED, 1)
        told = await uow.notices.about("reminder-changed", sent.id)
        assert [one.state for one in told] == [NoticeState.WAITING]
    await storage.close()


@pytest.mark.parametrize("table", ["report_events", "report_files"])
async def test_history_cannot_be_changed_afterwards_either(empty_url: str, table: str) -> None:
    await fill(empty_url)
    await downgrade(empty_url, BEFORE)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        await run(empty_url, f"DELETE FROM {table}")  # noqa: S608 - our own names


async def test_a_database_in_which_nothing_is_expected_stays_as_it_is(empty_url: str) -> None:
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        sent = await uow.reports.append(submission(await someone(uow)))
        await uow.commit()
    await storage.close()
    await downgrade(empty_url, BEFORE)
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        assert await uow.reports.events() == [sent]
    await storage.close()
