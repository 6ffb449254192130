"""Fills an empty database with a city of any size: the year that runs, and the years before it, closed.

Run it with `python -m benchmarks.big_city sqlite:///big.db --opd 20000 --years 5`; it migrates first. What is
there is what the bot would have stored: the reports with their drafts and files, the people and their roles,
the rules, all of it in the audit trail and proved by it, and the figures that are kept (`benchmarks.bulk`).
What is not in it: the delivery ledger, past reminders, living cards, and who has opened which file.
"""

import argparse
import asyncio
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bulk import Unit, pouring
from benchmarks.city_copy import copy_city
from benchmarks.city_history import History
from bot.commands.rebuild import make_figures
from bot.sample.people import ADMIN, HEAD, PEOPLE, VERIFIERS
from domain.forms.drafts import DraftStatus, Evidence, FileState
from domain.forms.questions import EVIDENCE
from domain.indicators import INDICATORS, reported
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from domain.reports.events import ReportEvent
from domain.units.list import opds_from
from domain.units.opd import Opd
from domain.years.rules import CLOSED_AT, DEADLINE, TARGET, extension_key, setting_key
from storage.database import sqlite_file
from storage.evidence import EvidenceFolder
from storage.foreign.spreadsheets import rows_of
from storage.migrate import migrate
from storage.sql.rows import columns_of
from storage.sql.unit_of_work import open_storage
from storage.tables.drafts import drafts
from storage.tables.evidence import evidence

FIRST_OPERATOR = 5_000_000
"""The Telegram id of the first OPD's operator; the others follow, OPD by OPD. The people of the Bagian
Organisasi are those of the demonstration (`bot.sample.people`)."""
DUE = {IndicatorKey.SAKIP: -10, IndicatorKey.IKM: 7, IndicatorKey.ANJAB: 23}
"""In how many days the reports of the year that runs are due."""
_AT_ONCE = 5_000
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


async def fill(url: str, folder: Path, *, opds: int, years: int, now: datetime | None = None) -> Filled:
    """Migrate an empty database and fill it; the year that runs is that of `now`.

    The files that prove the reports come into `folder`, named as the bot names them: the same for every city.
    """
    file = sqlite_file(url)
    if file is None:
        with TemporaryDirectory() as beside:
            whole = Path(beside) / "city.db"
            filled = await fill(f"sqlite:///{whole}", folder, opds=opds, years=years, now=now)
            await copy_city(whole, url)
            return filled
    begun, now = time.perf_counter(), now or datetime.now(UTC)
    await migrate(url)
    city = city_of(opds)
    async with pouring(file) as bulk:
        events = await tell(bulk, city, years, now, _files(city, folder))
    storage = open_storage(url, lambda: now)
    try:
        # What the bot does at its first start on a database that was filled by another.
        await make_figures(storage, now)
    finally:
        await storage.close()
    return Filled(opds, years, events, time.perf_counter() - begun)


async def tell(unit: Unit, city: Sequence[Opd], years: int, now: datetime, proofs: Mapping[str, str]) -> int:
    """Tell a unit all that happened; return how many events. `proofs` is the SHA-256 of each OPD's file."""
    since = now - timedelta(days=365 * years)
    for opd in city:
        await unit.opds.record(opd, by=None, at=since)
    ids = await _add_people(unit, city, since)
    by = {opd.code: ids[Grant(Role.OPERATOR, opd.code)] for opd in city}
    reviewers = {one.key: ids[Grant(Role.VERIFIKATOR, one.owner)] for one in INDICATORS}
    history, count = History(list(by), by, reviewers), 0
    this_year = now.astimezone(WIB).year
    for year in range(this_year - years + 1, this_year + 1):
        for key, value in _settings(year, city, now):
            await unit.years.set(year, key, value, by=None, at=datetime(year, 1, 4, 8, tzinfo=WIB))
        for some in _batches(history.of(year, now)):
            count += len(some)
            # A report proves the files that it is sent with.
            new = [event for event in some if event.id in history.brought]
            await unit.add(evidence, [_evidence(event, proofs[event.opd]) for event in new])
            await unit.pour()
            for event in some:
                await unit.reports.append(event)
            await unit.pour()
        for sent in _batches(history.sent.values()):
            await unit.add(drafts, [_sent(event, history.repaired.get(event.draft)) for event in sent])
            await unit.pour()
        if year != this_year:
            closed = datetime(year + 1, 1, 20, 9, tzinfo=WIB)
            await unit.years.set(year, CLOSED_AT, closed.isoformat(), by=None, at=closed)
    begun = _begun(city, by, this_year, now)
    await unit.add(drafts, [{**one, "id": number} for number, one in enumerate(begun, history.drafts + 1)])
    return count


async def _add_people(unit: Unit, city: Sequence[Opd], since: datetime) -> dict[Grant, int]:
    """Return the person of every grant."""
    office = [one for one in PEOPLE if one.group in (ADMIN, HEAD, VERIFIERS)]
    listed = [(one.telegram_id, one.name, one.grants[0]) for one in office]
    listed += [
        (FIRST_OPERATOR + number, f"Operator {opd.code}", Grant(Role.OPERATOR, opd.code))
        for number, opd in enumerate(city)
    ]
    added = [(await unit.people.add(chat, name, since), grant) for chat, name, grant in listed]
    await unit.pour()
    for person, grant in added:
        await unit.people.grant(person.id, grant, by=None, at=since)
    return {grant: person.id for person, grant in added}


def _settings(year: int, city: Sequence[Opd], now: datetime) -> Iterator[tuple[str, str]]:
    """Yield what was set at the beginning of a year."""
    yield from ((setting_key(TARGET, one.key), "75") for one in INDICATORS)
    yield "sakip.minimum", "B"
    yield from ((setting_key(DEADLINE, key), _due(year, key, now).isoformat()) for key in DUE)
    if year == now.astimezone(WIB).year:
        longer = datetime.combine((now + timedelta(days=14)).date(), datetime.min.time(), WIB).isoformat()
        yield from ((extension_key(IndicatorKey.SAKIP, opd.code), longer) for opd in city[::_EXTENDED])


def _due(year: int, indicator: IndicatorKey, now: datetime) -> datetime:
    at = now.astimezone(WIB).replace(hour=16, minute=0, second=0, microsecond=0)
    if year != at.year:
        return datetime(year, 11, 30, 16, tzinfo=WIB)
    return at + timedelta(days=DUE[indicator])


def _files(city: Sequence[Opd], folder: Path) -> dict[str, str]:
    """Put a file of each OPD into the folder, and return their SHA-256 by the OPD's code."""
    place, found = EvidenceFolder(folder), dict[str, str]()
    for opd in city:
        said = _bytes_of(opd.code)
        found[opd.code] = sha256(said).hexdigest()
        file = place.path(found[opd.code])
        if not file.exists():
            # Not by `put`, which waits for the disk each time.
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(said)
    return found


def _bytes_of(opd: str) -> bytes:
    return f"%PDF-1.4\n% {opd}\n%%EOF\n".encode()


def _evidence(event: ReportEvent, proof: str) -> Mapping[str, object]:
    (number,) = event.files
    file = Evidence(
        id=number,
        draft=event.draft or 0,
        opd=event.opd,
        file_id=f"file-{number}",
        unique_id=f"unique-{number}",
        kind="document",
        name=f"Bukti {event.opd} {event.year}.pdf",
        size=len(_bytes_of(event.opd)),
        added_by=event.by,
        added_at=event.at - timedelta(minutes=5),
        state=FileState.STORED,
        sha256=proof,
        attempts=1,
    )
    return columns_of(file, marks="", id=number)


def _sent(event: ReportEvent, repaired: int | None) -> Mapping[str, object]:
    """Return the draft from which a report was sent last, and the submission that it repaired."""
    return {
        **_draft(event.opd, event.indicator, event.year, event.by, event.at),
        "id": event.draft,
        "answers": dict(event.answers),
        "only": [] if repaired is None else [EVIDENCE],
        "repairs": repaired,
        "version": (event.draft_version or 0) + 1,
        "status": DraftStatus.SENT.value,
        "holder": None,
    }


def _begun(
    city: Sequence[Opd], by: Mapping[str, int], year: int, now: datetime
) -> Iterator[Mapping[str, object]]:
    for number, opd in enumerate(city[::_DRAFTS]):
        one = reported()[number % len(reported())]
        yield _draft(opd.code, one.key, year, by[opd.code], now - timedelta(hours=1))


def _draft(opd: str, indicator: IndicatorKey, year: int, by: int, at: datetime) -> Mapping[str, object]:
    """Return a draft that somebody has just begun."""
    return {
        "form": str(indicator),
        "subject": "",
        "indicator": str(indicator),
        "opd": opd,
        "year": year,
        "answers": {},
        "only": [],
        "repairs": None,
        "version": 1,
        "status": DraftStatus.OPEN.value,
        "holder": by,
        "touched_by": by,
        "touched_at": at,
    }


def _batches(events: Iterable[ReportEvent]) -> Iterator[list[ReportEvent]]:
    told = iter(events)
    while some := list(islice(told, _AT_ONCE)):
        yield some


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="sqlite:///file or postgresql://…, empty or not there yet")
    parser.add_argument("--evidence", type=Path, default=Path("evidence"), help="a folder (%(default)s)")
    parser.add_argument("--opd", type=int, default=20_000)
    parser.add_argument("--years", type=int, default=5)
    given = parser.parse_args()
    done = asyncio.run(fill(given.database, given.evidence, opds=given.opd, years=given.years))
    print(f"{done.opds} OPD × {done.years} years: {done.events} events in {done.seconds:.0f} s")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
