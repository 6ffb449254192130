"""Fills an empty database with a city of any size: the year that runs, and the years before it, closed.

Run it with `python -m benchmarks.big_city sqlite:///big.db --opd 20000 --years 5`; it migrates first. What is
not in it: evidence files, the delivery ledger, past reminders, and the audit trail.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import islice

from sqlalchemy import Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.city_history import History
from bot.commands.rebuild import make_figures
from bot.sample.people import ADMIN, HEAD, PEOPLE, VERIFIERS
from domain.forms.drafts import DraftStatus
from domain.indicators import INDICATORS, by_key, reported
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from domain.reports.events import EventKind, ReportEvent
from domain.units.list import opds_from
from domain.units.opd import Opd
from domain.years.rules import CLOSED_AT, DEADLINE, TARGET, extension_key, setting_key
from storage.database import engine_for
from storage.foreign.spreadsheets import rows_of
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage
from storage.tables.drafts import drafts
from storage.tables.opds import opd_versions
from storage.tables.people import people, role_events
from storage.tables.reports import report_events, report_tickets
from storage.tables.years import year_settings

FIRST_OPERATOR = 5_000_000
"""The Telegram id of the first OPD's operator; the others follow, OPD by OPD. The people of the Bagian
Organisasi are those of the demonstration (`bot.sample.people`)."""
DUE = {IndicatorKey.SAKIP: -10, IndicatorKey.IKM: 7, IndicatorKey.ANJAB: 23}
"""In how many days the reports of the year that runs are due."""
_AT_ONCE = 20_000
_EXTENDED = 50
"""One OPD in so many has longer for its first report."""
_DRAFTS = 40
"""One OPD in so many has begun a report."""
_KINDS = ("Dinas", "Badan", "Bagian", "Kantor", "Kecamatan", "Kelurahan", "Puskesmas", "UPT")
_FIELDS = ("Kesehatan", "Pendidikan", "Perhubungan", "Pertanian", "Sosial", "Perdagangan", "Arsip", "Pajak")
_PLACES = ("Mayangan", "Kanigaran", "Kademangan", "Wonoasih", "Kedopok", "Jrebeng", "Sukabumi", "Pilang")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a city was filled with."""

    opds: int
    years: int
    events: int
    seconds: float


def city_of(size: int) -> list[Opd]:
    """Return so many OPD, by code: the city's own, and then made-up ones."""
    own = opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
    made = (_made_up(number) for number in range(size))
    return sorted([*own, *made][:size], key=lambda opd: opd.code)


def _made_up(number: int) -> Opd:
    kind, rest = _KINDS[number % len(_KINDS)], number // len(_KINDS)
    field, rest = _FIELDS[rest % len(_FIELDS)], rest // len(_FIELDS)
    place, rest = _PLACES[rest % len(_PLACES)], rest // len(_PLACES)
    name = f"{kind} {field} {place} {rest + 1}"
    return Opd(f"{kind[:3].upper()}-{number:05}", name, kind.lower(), date(2020, 1, 1))


async def fill(
    url: str, *, opds: int, years: int, now: datetime | None = None, figures: bool = True
) -> Filled:
    """Migrate an empty database and fill it; the year that runs is that of `now`.

    With `figures` what is kept of them is made, too, which takes longer than all the rest.
    """
    begun, now = time.perf_counter(), now or datetime.now(UTC)
    await migrate(url)
    async with _writing(url) as connection:
        city = city_of(opds)
        since = now - timedelta(days=365 * years)
        await _add(
            connection, opd_versions, ({**asdict(opd), "by_person": None, "at": since} for opd in city)
        )
        ids = await _add_people(connection, city, since)
        this_year = now.astimezone(WIB).year
        listed = range(this_year - years + 1, this_year + 1)
        for year in listed:
            await _add(connection, year_settings, _settings(year, city, now))
        events = await _add_events(connection, city, ids, listed, now)
        await _add(connection, drafts, _drafts(city, ids, this_year, now))
        await _go_on_numbering(connection)
    if figures:
        storage = open_storage(url, lambda: now)
        try:
            # What the bot does at its first start on a database that was filled by another.
            await make_figures(storage, now)
        finally:
            await storage.close()
    return Filled(opds, years, events, time.perf_counter() - begun)


@asynccontextmanager
async def _writing(url: str) -> AsyncIterator[AsyncConnection]:
    engine = engine_for(url, migrating=True)
    async with engine.begin() as connection:
        yield connection
    async with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # As its autovacuum does soon after.
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("ANALYZE"))
    await engine.dispose()


async def _add(connection: AsyncConnection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    told = iter(rows)
    while some := list(islice(told, _AT_ONCE)):
        await connection.execute(table.insert(), some)


async def _add_people(connection: AsyncConnection, city: list[Opd], since: datetime) -> dict[Grant, int]:
    """Return the person of every grant."""
    office = [one for one in PEOPLE if one.group in (ADMIN, HEAD, VERIFIERS)]
    listed = [(one.telegram_id, one.name, one.grants[0]) for one in office]
    listed += [
        (FIRST_OPERATOR + number, f"Operator {opd.code}", Grant(Role.OPERATOR, opd.code))
        for number, opd in enumerate(city)
    ]
    ids = {grant: number for number, (_, _, grant) in enumerate(listed, start=1)}
    rows = ({"id": ids[grant], "telegram_id": chat, "name": name} for chat, name, grant in listed)
    await _add(connection, people, ({**row, "added_at": since} for row in rows))
    told = {"given": True, "by_person": None, "at": since}
    given = ({"person": ids[one], "role": one.role.value, "unit": str(one.unit), **told} for one in ids)
    await _add(connection, role_events, given)
    return ids


def _settings(year: int, city: list[Opd], now: datetime) -> Iterator[Mapping[str, object]]:
    runs = year == now.astimezone(WIB).year
    said = {setting_key(TARGET, one.key): "75" for one in INDICATORS} | {"sakip.minimum": "B"}
    said |= {setting_key(DEADLINE, key): _due(year, key, now).isoformat() for key in DUE}
    if runs:
        longer = datetime.combine((now + timedelta(days=14)).date(), datetime.min.time(), WIB).isoformat()
        said |= {extension_key(IndicatorKey.SAKIP, opd.code): longer for opd in city[::_EXTENDED]}
    else:
        said[CLOSED_AT] = datetime(year + 1, 1, 20, 9, tzinfo=WIB).isoformat()
    at = datetime(year, 1, 4, 8, tzinfo=WIB)
    for key, value in said.items():
        yield {"year": year, "key": key, "value": value, "legal_basis": "", "by_person": None, "at": at}


def _due(year: int, indicator: IndicatorKey, now: datetime) -> datetime:
    at = now.astimezone(WIB).replace(hour=16, minute=0, second=0, microsecond=0)
    if year != at.year:
        return datetime(year, 11, 30, 16, tzinfo=WIB)
    return at + timedelta(days=DUE[indicator])


async def _add_events(
    connection: AsyncConnection,
    city: list[Opd],
    ids: Mapping[Grant, int],
    years: Iterable[int],
    now: datetime,
) -> int:
    codes = [opd.code for opd in city]
    by = {code: ids[Grant(Role.OPERATOR, code)] for code in codes}
    reviewers = {one.key: ids[Grant(Role.VERIFIKATOR, one.owner)] for one in INDICATORS}
    history, count = History(codes, by, reviewers), 0
    for year in years:
        told = iter(history.of(year, now))
        while some := list(islice(told, _AT_ONCE)):
            count += len(some)
            await _add(connection, report_events, map(_columns, some))
            await _add(connection, report_tickets, _tickets(some))
    return count


_FIELDS_OF_EVENTS = [
    one.name for one in fields(ReportEvent) if one.name not in {"by", "kind", "files", "ticket"}
]


def _columns(event: ReportEvent) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(event, name) for name in _FIELDS_OF_EVENTS}
    return row | {"kind": event.kind.value, "by_person": event.by, "fields": list(event.fields)}


def _tickets(events: Iterable[ReportEvent]) -> Iterator[Mapping[str, object]]:
    for event in events:
        if event.kind is EventKind.SUBMITTED:
            yield {"event": event.id, "ticket": by_key(event.indicator).ticket(event.year, event.id)}


def _drafts(
    city: list[Opd], ids: Mapping[Grant, int], year: int, now: datetime
) -> Iterator[Mapping[str, object]]:
    for number, opd in enumerate(city[::_DRAFTS]):
        person, one = ids[Grant(Role.OPERATOR, opd.code)], reported()[number % len(reported())]
        yield {
            "form": str(one.key),
            "subject": "",
            "indicator": str(one.key),
            "opd": opd.code,
            "year": year,
            "answers": {},
            "only": [],
            "version": 1,
            "status": DraftStatus.OPEN.value,
            "holder": person,
            "touched_by": person,
            "touched_at": now - timedelta(hours=1),
        }


async def _go_on_numbering(connection: AsyncConnection) -> None:
    """Let PostgreSQL's own numbers go on from ours."""
    if connection.dialect.name != "postgresql":
        return
    for table in (people, report_events):
        sequence = func.pg_get_serial_sequence(table.name, "id")
        last = select(func.max(table.c.id)).scalar_subquery()
        await connection.execute(select(func.setval(sequence, last)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="sqlite:///file or postgresql://…, empty or not there yet")
    parser.add_argument("--opd", type=int, default=20_000)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--without-figures", action="store_true", help="leave them to `bot rebuild`")
    given = parser.parse_args()
    figures = not given.without_figures
    done = asyncio.run(fill(given.database, opds=given.opd, years=given.years, figures=figures))
    print(f"{done.opds} OPD × {done.years} years: {done.events} events in {done.seconds:.0f} s")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
