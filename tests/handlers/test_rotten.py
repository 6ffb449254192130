"""The ticks on a real database of which some rows are rotten: everybody else gets what is theirs."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.ticks.schedule import TICKS
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Grant, Person, Role
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from handlers.audit.row_watch import keep_rows
from handlers.telegram.context import Context, Services
from storage.migrate import migrate
from storage.ports import NoticeState
from storage.sql.unit_of_work import Database, open_storage
from tests.bot.offline import OfflineRequest
from tests.bot.support import TOKEN
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.storage.databases import run
from tests.storage.sql.test_rotten_rows import ROTTEN

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=WIB)
"""A Monday, the day before SAKIP is due, at the hour of reminders, morning messages and digests."""
TURNS = 6
"""A second apart: as often as one person may be written to."""
OPDS = [Opd(code, f"Dinas {code}", "dinas", date(2024, 1, 1)) for code in ("A", "B")]


@pytest.fixture
async def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path}/bot.db"
    await migrate(found)
    return found


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Database]:
    opened = open_storage(url, lambda: NOW)
    async with opened.uow() as uow:
        for number, opd in enumerate(OPDS, start=1):
            await uow.opds.record(opd, by=None, at=NOW)
            person = await uow.people.add(number, f"Operator {opd.code}", NOW)
            await uow.people.grant(person.id, Grant(Role.OPERATOR, opd.code), by=None, at=NOW)
        dewi = await uow.people.add(3, "Dewi", NOW)
        await uow.people.grant(dewi.id, Grant(Role.VERIFIKATOR, "kelembagaan"), by=None, at=NOW)
        yesterday = datetime(2026, 11, 20, 8, 0, tzinfo=WIB)
        due = "2026-12-01T16:00:00+07:00"
        await uow.years.set(2026, "deadline.sakip", due, by=None, at=yesterday)
        await uow.reports.append(_verified("A", dewi, {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}))
        await uow.commit()
    yield opened
    await opened.close()


def _verified(opd: str, by: Person, answers: dict[str, str]) -> ReportEvent:
    """Return a result of this morning's digest (the kind needs no submission before it)."""
    at = datetime(2026, 11, 27, 10, 0, tzinfo=WIB)
    return ReportEvent(
        id=0, kind=EventKind.EVALUATED, opd=opd, indicator=IndicatorKey.SAKIP, year=2026, at=at,
        by=by.id, answers=answers,
    )  # fmt: skip


def context_on(storage: Database, second: int = 0) -> Context:
    now = NOW + timedelta(seconds=second)
    services = Services(
        storage=storage,
        files=FakeEvidenceStore(),
        foreign=InThisProcess(),
        renderer=FakeRenderer(),
        papers=TemporaryPapers(),
        clock=lambda: now,
    )
    message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
    request = OfflineRequest(lambda _: (200, {"ok": True, "result": message}))
    return Context(build(token=TOKEN, services=services, zone=WIB, request=request, updates_request=request))


async def all_ticks(storage: Database) -> None:
    """Let every tick have its turns."""
    for second in range(TURNS):
        context = context_on(storage, second)
        for tick in TICKS:
            await tick.chore(context)


async def notices(storage: Database, kind: str) -> dict[int, NoticeState]:
    """Return what became of the messages of a kind, by person."""
    found = {}
    async with storage.uow() as uow:
        for person in await uow.people.everyone():
            for about in (1, 2, 3, 20261130):
                line = await uow.notices.find(person.id, kind, about)
                if line is not None:
                    found[person.id] = line.state
    return found


async def troubles(storage: Database) -> list[str]:
    async with storage.uow() as uow:
        return [f"{one.lane}: {one.item}" for one in await uow.troubles.open(99)]


@pytest.mark.parametrize("table", ROTTEN)
async def test_a_rotten_row_keeps_nobody_from_a_reminder_or_the_morning_message(
    storage: Database, url: str, table: str
) -> None:
    await run(url, ROTTEN[table].replace("2026-03-02", f"{NOW:%Y-%m-%d}"))
    await all_ticks(storage)
    assert (await notices(storage, "reminder"))[2] is NoticeState.SENT
    assert (await notices(storage, "morning"))[3] is NoticeState.SENT
    async with storage.uow() as uow:
        await uow.opds.all()  # which no tick has to read any more; whoever does, tells of it
    await keep_rows(context_on(storage))
    assert [one.split()[1] for one in await troubles(storage)] == [table]


@pytest.mark.parametrize("answers", [{}, {"predikat": "ZZ"}, {"predikat": 7}])
async def test_answers_that_their_form_cannot_read_stop_no_digest(
    storage: Database, answers: dict[str, str]
) -> None:
    async with storage.uow() as uow:
        await uow.reports.append(_verified("B", await uow.people.get(3), answers))
        await uow.commit()
    await all_ticks(storage)
    assert (await notices(storage, "morning"))[3] is NoticeState.SENT


async def test_an_unknown_kind_of_notice_and_a_broken_announcement_stop_no_other(
    storage: Database, url: str
) -> None:
    rows = ", ".join(
        f"(2, '{kind}', {about}, '2026-11-30 00:00:00.000000', 'waiting', 0, 0, 0, '')"
        for kind, about in (("nobody-knows", 1), ("announcement", 1), ("verified", 77))
    )
    columns = "person, kind, about, created_at, state, urgency, attempts, unsure, reason"
    await run(url, f"INSERT INTO notices ({columns}) VALUES {rows}")  # noqa: S608 - our own words
    await run(
        url,
        "INSERT INTO announcements (by_person, at, text, entities, audience, file_id, file_kind, file_name)"
        " VALUES (3, '2026-11-30 00:00:00.000000', 'Rapat', '{not json', 'all', '', '', '')",
    )
    await all_ticks(storage)
    assert (await notices(storage, "reminder"))[2] is NoticeState.SENT
    assert (await notices(storage, "morning"))[3] is NoticeState.SENT
    parked = await troubles(storage)
    assert {"delivery: notice 1", "delivery: notice 2"} <= set(parked)
