"""The city that the benchmarks are run in can be read like any other."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.big_city import FIRST_OPERATOR, city_of, fill, tell
from benchmarks.bulk import Bulk, OneFile, Ports
from bot.commands.audit import verify
from bot.commands.rebuild import verify_figures
from bot.doctor.stored import stored_troubles
from domain.overdue.debts import debts
from domain.people.person import Role
from domain.reports.events import State, standing
from domain.reports.histories import by_report
from storage.database import connect_sqlite
from storage.engines.running import DIALECT
from storage.evidence import EVIDENCE, EvidenceFolder
from storage.migrate import migrate
from storage.proving import proving
from storage.sql import audit as sql_audit
from storage.sql.session import Session
from storage.sql.unit_of_work import open_storage
from storage.tables import metadata
from tests.storage.databases import DIALECTS, empty_database

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
OPDS, FEW, YEARS = 60, 15, 2


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_the_city_has_everything_that_lists_are_made_of(dialect: str, tmp_path: Path) -> None:
    async with empty_database(dialect, tmp_path) as url:
        filled = await fill(url, tmp_path / EVIDENCE, opds=OPDS, years=YEARS, now=NOW)
        storage = open_storage(url, lambda: NOW)
        async with storage.uow() as uow:
            opds, everyone = await uow.opds.all(), await uow.people.everyone()
            operator = await uow.people.by_telegram_id(FIRST_OPERATOR)
            events, rules = await uow.reports.events(), await uow.years.rules(2026)
            closed = await uow.years.rules(2025)
            added = await uow.people.add(1, "Baru", NOW)
        await storage.close()

    assert (filled.opds, filled.events) == (len(opds), len(events)) == (OPDS, len(events))
    assert operator is not None
    assert operator.opds == (opds[0].code,)
    assert Counter(role for one in everyone for role in one.roles)[Role.OPERATOR] == OPDS
    assert added.id > max(one.id for one in everyone)
    states = Counter((year, standing(told).state) for (_, _, year), told in by_report(events).items() if told)
    assert {year for year, _ in states} == {2025, 2026}
    assert states[2025, State.VERIFIED] == OPDS * 5
    assert all(states[2026, state] for state in (State.WAITING, State.RETURNED, State.MISSING))
    assert debts(rules, opds, events, NOW)
    assert not debts(closed, opds, events, NOW)
    assert all(event.at <= NOW for event in events)


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_nothing_is_wrong_with_it(
    dialect: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with empty_database(dialect, tmp_path) as url:
        filled = await fill(url, tmp_path / EVIDENCE, opds=FEW, years=YEARS, now=NOW)
        storage = open_storage(url, lambda: NOW)
        async with proving(storage, EvidenceFolder(tmp_path / EVIDENCE)) as comparison:
            proved = await verify(comparison)
        assert (proved, await verify_figures(storage)) == (0, 0), capsys.readouterr()
        await storage.close()
        troubles = await stored_troubles(url, tmp_path / EVIDENCE)
    assert troubles == []
    # Every event is an entry; people, roles, rules and OPD are others. Half of the OPD have sent a file.
    assert comparison.proved.entries > filled.events + 3 * FEW
    assert comparison.proved.rows > comparison.proved.entries
    assert comparison.proved.files > FEW // 2


async def test_what_is_poured_is_what_the_ports_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same history is told to the ports as they are, which store at once and look for what they need."""
    monkeypatch.setattr(sql_audit, "token_hex", lambda length: "ab" * length)
    poured = await _filled(tmp_path / "poured.db", Bulk)
    stored = await _filled(tmp_path / "stored.db", lambda raw: Ports(Session(OneFile(raw), DIALECT)))
    assert poured["report_files"]
    assert poured["audit"]
    assert [name for name in poured if poured[name] != stored[name]] == []


async def _filled(file: Path, unit: Callable[[sqlite3.Connection], Ports]) -> dict[str, list[object]]:
    """Return the rows of every table."""
    await migrate(f"sqlite:///{file}")
    city = city_of(FEW)
    proofs = {opd.code: f"{number:064x}" for number, opd in enumerate(city)}
    with closing(connect_sqlite(str(file))) as raw:
        # A report's draft is stored when its year is over.
        raw.execute("PRAGMA foreign_keys = 0")
        raw.execute("BEGIN")
        ports = unit(raw)
        await tell(ports, city, YEARS, NOW, proofs)
        await ports.pour()
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        # The secret of an installation is made with its tables.
        tables = [name for name in metadata.tables if name != "installation"]
        return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}  # noqa: S608 - our own names
