"""Of a big city few rows are read: what SQLite is led by, which knows no statistics."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bulk import OneFile
from domain.keys import IndicatorKey
from storage.engines.running import DIALECT, Run
from storage.engines.transaction import Found, Given, Statement
from storage.sql.audit import SqlAudit
from storage.sql.drafts import SqlDrafts
from storage.sql.keeping import Keeping
from storage.sql.reports import SqlReports
from storage.sql.session import Session
from tests.storage.databases import Shelf
from tests.storage.samples import NOW


class Planned(OneFile):
    """Asks SQLite how it will find what is read."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        super().__init__(raw)
        self.raw = raw
        self.plans = list[list[str]]()
        """Of each statement, what it goes through."""

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        run = Run(statement, values)
        told = self._raw.execute(f"EXPLAIN QUERY PLAN {run._sql}", run._arguments)  # noqa: SLF001 - as it is run
        self.plans.append([str(row[3]) for row in told])
        return await super().execute(statement, values, only_first=only_first)


@pytest.fixture
async def planned(shelf: Shelf, tmp_path: Path) -> AsyncIterator[Planned]:
    url = await shelf.take("sqlite", tmp_path)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
        yield Planned(raw)


@pytest.mark.parametrize(
    "wanted",
    [
        {"opd": "DINKES", "years": [2026]},
        {"opds": ["DINKES", "BKD"], "years": [2026]},
        {"opd": "DINKES", "indicator": IndicatorKey.SAKIP, "years": [2026]},
        {"opd": "DINKES", "years": [2025, 2026]},
    ],
)
async def test_what_an_opd_has_sent_is_not_looked_for_in_a_whole_year(
    planned: Planned, wanted: dict[str, Any]
) -> None:
    """Of 20,000 OPD × 5 years, /lapor read 280,000 events twice: an index beginning with the year led it."""
    audit = SqlAudit(session := Session(planned, DIALECT))
    await SqlReports(session, audit, Keeping(session)).events(**wanted)
    led = [step for plan in planned.plans for step in plan if "report_events" in step]
    assert led
    assert all("ix_report_events_opd_indicator_year (opd=?" in step for step in led), led


async def test_old_conversations_are_not_each_looked_for_in_all_that_happened(planned: Planned) -> None:
    """Of 2,800 OPD × 5 years, a day's letting go held the bot up for minutes."""
    ended = {"form": "x", "subject": "", "year": 2026, "answers": "{}", "only": "[]", "version": 1}
    ended |= {"status": "cancelled", "touched_by": 1, "touched_at": "2020-01-01 00:00:00.000000"}
    for about in ({}, {"indicator": "sakip", "opd": "DINKES"}):
        names = ", ".join(row := {**ended, **about})
        values = ", ".join(f":{name}" for name in row)
        planned.raw.execute(f"INSERT INTO drafts ({names}) VALUES ({values})", row)  # noqa: S608 - our own names
    assert await SqlDrafts(Session(planned, DIALECT)).forget(NOW) == 2
    for plan in planned.plans:
        once = not any(step.startswith("CORRELATED") for step in plan)
        assert once or not any(step.startswith("SCAN report_events") for step in plan), plan
