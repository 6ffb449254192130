"""Small records for the storage tests, each with only what a test says about it being different."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.forms.drafts import Draft, DraftStatus, Evidence
from domain.forms.form import Place
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent
from storage.ports import Received, UnitOfWork

NOW = datetime(2026, 3, 2, 7, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SAKIP, IKM, KELEMBAGAAN = IndicatorKey.SAKIP, IndicatorKey.IKM, IndicatorKey.KELEMBAGAAN


def clock() -> datetime:
    return NOW


async def someone(uow: UnitOfWork, telegram_id: int = 1001) -> Person:
    """Return the person with that Telegram id, added when there is none."""
    known = await uow.people.by_telegram_id(telegram_id)
    return known or await uow.people.add(telegram_id, f"Orang {telegram_id}", NOW)


async def started(uow: UnitOfWork, by: Person, indicator: IndicatorKey = SAKIP, opd: str = "DINKES") -> Draft:
    return await uow.drafts.start(opd, indicator, 2026, by=by.id, at=NOW)


def fresh(number: int, by: Person, /, **changes: Any) -> Draft:  # noqa: ANN401 - any field of the draft
    """Return what a draft is that this person has just begun."""
    fields: dict[str, Any] = {
        "indicator": None,
        "opd": None,
        "year": 2026,
        "place": Place(),
        "version": 1,
        "status": DraftStatus.OPEN,
        "holder": by.id,
        "touched_by": by.id,
        "touched_at": NOW,
    }
    return Draft(id=number, **fields | changes)


def submission(by: Person, /, **changes: Any) -> ReportEvent:  # noqa: ANN401 - any field of the event
    fields: dict[str, Any] = {
        "id": 0,
        "kind": EventKind.SUBMITTED,
        "opd": "DINKES",
        "indicator": SAKIP,
        "year": 2026,
        "at": NOW,
        "by": by.id,
        "answers": {"predikat": "BB"},
    }
    return ReportEvent(**fields | changes)


def file_of(draft: Draft, /, **changes: Any) -> Evidence:  # noqa: ANN401 - any field of the evidence
    fields: dict[str, Any] = {
        "id": 0,
        "draft": draft.id,
        "opd": draft.opd,
        "file_id": "AgACAgUAAx",
        "unique_id": "AQADr7UxG",
        "kind": "document",
        "name": "lhe-2026.pdf",
        "size": 120_000,
        "added_by": draft.touched_by,
        "added_at": NOW,
    }
    return Evidence(**fields | changes)


def received(update_id: int, /, **changes: Any) -> Received:  # noqa: ANN401 - any field of the update
    fields: dict[str, Any] = {"chat_id": 1001, "payload": f'{{"update_id": {update_id}}}', "received_at": NOW}
    return Received(update_id=update_id, **fields | changes)
