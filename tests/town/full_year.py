"""A whole year of a city with everything that can happen to a report in it, for whoever compares numbers.

28 units at most times: one ends in May, another begins in July. Each of the courses below is that of every
twelfth pair of unit and indicator, so each indicator has all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files

from domain.indicators import INDICATORS, Indicator, by_key
from domain.indicators.ketatalaksanaan import ITEM_KEYS, REQUIRED, ItemResult
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from domain.reports.events import EventKind, ReportEvent
from domain.units.list import opds_from
from domain.units.opd import Opd
from domain.years.rules import CLOSED_AT
from storage.foreign.spreadsheets import rows_of
from storage.ports import EvidenceStore, UnitOfWork
from tests.town.proofs import with_proof

YEAR = 2026
BEGAN = datetime(2024, 1, 2, 8, 0, tzinfo=WIB)
CLOSED = datetime(2027, 1, 8, 16, 0, tzinfo=WIB)
NOW = datetime(2027, 1, 20, 9, 0, tzinfo=WIB)
"""After the year was closed, opened again, and something more was verified."""
ENDED, FOUNDED = date(2026, 5, 31), date(2026, 7, 1)
_MET = dict.fromkeys(sorted(ITEM_KEYS), ItemResult.UNMET.value) | dict.fromkeys(
    sorted(REQUIRED), ItemResult.MET.value
)
_PAPER = {"nomor": "060/12/2026", "tanggal": "2026-01-05"}
_GOOD: dict[IndicatorKey, Answers] = {
    IndicatorKey.SAKIP: {"predikat": "BB", "nilai": "75.5", **_PAPER},
    IndicatorKey.KELEMBAGAAN: {"hasil": "tepat"},
    IndicatorKey.IKM: {"cara": "terbit", "nilai": "82.4"},
    IndicatorKey.KETATALAKSANAAN: _MET,
    IndicatorKey.ANJAB: {"status": "sudah", **_PAPER},
}
_BAD: dict[IndicatorKey, Answers] = {
    IndicatorKey.SAKIP: {"predikat": "CC", "nilai": "55"},
    IndicatorKey.KELEMBAGAAN: {"hasil": "perlu"},
    IndicatorKey.IKM: {"cara": "terbit", "nilai": "70"},
    IndicatorKey.KETATALAKSANAAN: {**_MET, min(REQUIRED): ItemResult.UNMET.value},
    IndicatorKey.ANJAB: {"status": "belum", "tahap": "persiapan"},
}
_EDGE: Answers = {"predikat": "B", "nilai": "65"}
"""Good until the city asks for BB, in September."""


@dataclass(frozen=True, slots=True)
class _Step:
    at: datetime
    kind: EventKind
    good: bool = True
    about: int = 0
    """Which step of the course it is about, counted from 1."""
    more: tuple[tuple[str, str], ...] = ()
    reason: str = ""


def _on(month: int, day: int = 10, year: int = YEAR) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=WIB)


SENT, VERIFIED, RETURNED = EventKind.SUBMITTED, EventKind.VERIFIED, EventKind.RETURNED
_REPORTED: tuple[tuple[_Step, ...], ...] = (
    (_Step(_on(2), SENT), _Step(_on(2, 12), VERIFIED, about=1)),
    (_Step(_on(5), SENT, good=False), _Step(_on(5, 12), VERIFIED, about=1)),
    (_Step(_on(8), SENT),),
    (
        _Step(_on(3), SENT, good=False),
        _Step(_on(3, 12), RETURNED, about=1, reason="Tidak terbaca"),
        _Step(_on(11), SENT),
        _Step(_on(11, 12), VERIFIED, about=3),
    ),
    (),
    (
        _Step(_on(1), SENT),
        _Step(_on(1, 12), VERIFIED, about=1),
        _Step(_on(7), SENT, good=False, about=1, reason="Salah ketik"),
    ),
    (
        _Step(_on(4), SENT, good=False),
        _Step(_on(4, 12), VERIFIED, about=1),
        _Step(_on(10), SENT, about=1, reason="Dokumen baru"),
        _Step(_on(10, 12), VERIFIED, about=3),
    ),
    (
        _Step(_on(2), SENT),
        _Step(_on(2, 11), EventKind.WITHDRAWN, about=1),
        _Step(_on(9, 30), SENT),
        _Step(datetime(YEAR, 9, 30, 23, 59, 30, tzinfo=WIB), VERIFIED, about=3),
    ),
    (
        _Step(_on(6), SENT),
        _Step(_on(6, 12), VERIFIED, about=1),
        _Step(_on(6, 12) + timedelta(minutes=2), EventKind.UNDONE, about=2),
        _Step(_on(12, 2), RETURNED, about=1, reason="Bukti kurang"),
    ),
    (_Step(_on(6), EventKind.EXPECTED, more=(("perkiraan", "2026-11"),)),),
    (_Step(_on(12, 20), SENT), _Step(_on(1, 15, YEAR + 1), VERIFIED, about=1)),
    (
        _Step(_on(6), SENT, good=False, more=(("periode", "s1"),)),
        _Step(_on(6, 12), VERIFIED, about=1),
        _Step(_on(10, 20), SENT, more=(("periode", "s2"),)),
        _Step(_on(12, 28), VERIFIED, about=3),
    ),
)
_RATED = EventKind.EVALUATED
_EVALUATED: tuple[tuple[_Step, ...], ...] = (
    (_Step(_on(2), _RATED),),
    (_Step(_on(5), _RATED, good=False),),
    (),
    (_Step(_on(3), _RATED, good=False), _Step(_on(11), _RATED)),
    (_Step(_on(4), _RATED), _Step(_on(4) + timedelta(minutes=3), EventKind.UNDONE, about=1)),
    (_Step(_on(9, 30), _RATED),),
    (_Step(_on(12, 31), _RATED),),
)
_LAST_YEAR = ((SENT, True), (SENT, False), None, (SENT, True), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """What happened to one report, as it is stored; `about` is the number of an earlier step of it."""

    event: ReportEvent
    number: int
    about: int = 0

    @property
    def report(self) -> tuple[str, IndicatorKey, int]:
        return self.event.opd, self.event.indicator, self.event.year


async def live_through(
    uow: UnitOfWork, until: datetime = NOW, *, nasty: bool = True, files: EvidenceStore | None = None
) -> None:
    """Let all of it have happened, from the founding of the units to `until`; nothing is committed here.

    `nasty`: with names that a spreadsheet would take for formulas. `files`: where a small file for each
    submission is kept; without it they have none.
    """
    sign = "=" if nasty else ""
    for opd in units(sign):
        await uow.opds.record(opd, by=None, at=BEGAN)
    reviewer = await uow.people.add(90_001, f"{sign}Endah Kusumawati", BEGAN)
    operator = await uow.people.add(90_002, f"{sign}Siti Aminah", BEGAN)
    await uow.people.grant(reviewer.id, Grant(Role.ADMIN), by=None, at=BEGAN)
    stored: dict[tuple[str, IndicatorKey, int, int], ReportEvent] = {}
    for told in sorted(_everything(reviewer.id, operator.id), key=lambda one: one.event.at):
        if told.event.at > until:
            continue
        about = stored[*told.report, told.about].id if told.about else None
        event = replace(told.event, about=about)
        if files is not None and event.kind is SENT:
            event = await with_proof(uow, files, event)
        stored[*told.report, told.number] = await uow.reports.append(event)
    await _settings(uow, until, f"{sign}Perwali 12/2026")


def units(sign: str = "") -> tuple[Opd, ...]:
    """Return the units of the sample; the last ends in May, and another one is founded in July."""
    every = opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
    *others, last = sorted(every, key=lambda one: one.code)
    founded = Opd("BRIDA", f"{sign}Badan Riset dan Inovasi Daerah", "badan", FOUNDED)
    return (*others, replace(last, valid_to=ENDED), founded)


def _everything(reviewer: int, operator: int) -> Iterator[_Told]:
    for place, indicator in enumerate(INDICATORS):
        for number, opd in enumerate(units()):
            courses = _REPORTED if indicator.reported_by_operator else _EVALUATED
            course = courses[(number + place) % len(courses)]
            for step_number, step in enumerate(course, 1):
                by = operator if step.kind in (SENT, EventKind.WITHDRAWN, EventKind.EXPECTED) else reviewer
                yield _Told(_event(opd, indicator, step, by, number), step_number, step.about)
            yield from _before(opd, indicator, (reviewer, operator), number)


def _event(opd: Opd, indicator: Indicator, step: _Step, by: int, number: int) -> ReportEvent:
    carries = step.kind in (SENT, _RATED)
    answers = (_GOOD if step.good else _BAD)[indicator.key] if carries else {}
    if indicator.key == IndicatorKey.SAKIP and step.good and number % 5 == 0 and carries:
        answers = _EDGE
    return ReportEvent(
        id=0,
        kind=step.kind,
        opd=opd.code,
        indicator=indicator.key,
        year=YEAR,
        at=step.at,
        by=by,
        answers={**answers, **dict(step.more)},
        reason=step.reason,
    )


def _before(opd: Opd, indicator: Indicator, who: tuple[int, int], number: int) -> Iterator[_Told]:
    """Yield what the year before left: some of it still counts in YEAR."""
    told = _LAST_YEAR[number % len(_LAST_YEAR)]
    if told is None:
        return
    reviewer, operator = who
    year = YEAR - 1
    good = told[1]
    answers = (_GOOD if good else _BAD)[indicator.key]
    reported = by_key(indicator.key).reported_by_operator
    first = ReportEvent(
        id=0,
        kind=SENT if reported else _RATED,
        opd=opd.code,
        indicator=indicator.key,
        year=year,
        at=_on(10, 1, year),
        by=operator if reported else reviewer,
        answers=answers,
    )
    yield _Told(first, 1)
    if reported:
        at = _on(11, 1, year)
        yield _Told(replace(first, kind=VERIFIED, at=at, by=reviewer, answers={}), 2, 1)


async def _settings(uow: UnitOfWork, until: datetime, basis: str) -> None:
    """Set targets and rules as a city does: for the year, for quarters, and changed in the middle of it."""
    told: list[tuple[datetime, int, str, str]] = []
    told += [(BEGAN, YEAR - 1, f"target.{one.key}", "70") for one in INDICATORS]
    told += [(_on(1, 3), YEAR, f"target.{one.key}", "72.5") for one in INDICATORS[:4]]
    told += [(_on(1, 3), YEAR, f"target.sakip.tw{quarter}", str(15 * quarter)) for quarter in (1, 2, 3, 4)]
    told += [
        (_on(8, 1), YEAR, "target.anjab", "60"),
        (_on(9, 1), YEAR, "sakip.minimum", "BB"),
        (CLOSED, YEAR, CLOSED_AT, CLOSED.isoformat()),
        (CLOSED + timedelta(days=3), YEAR, CLOSED_AT, ""),
    ]
    for at, year, key, value in told:
        if at <= until:
            await uow.years.set(year, key, value, by=None, at=at, legal_basis=basis)
