"""What is kept of the figures: on every storage, and after every step, what the fold says."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.figures.figure import Entry, Figure, Part, figure_now
from domain.figures.kept import Kept, totals_of
from domain.indicators import INDICATORS, Indicator
from domain.indicators.indicator import Chosen
from domain.indicators.kelembagaan import RESULT
from domain.keys import Answers, IndicatorKey
from domain.language.dates import day_of
from domain.overdue.alike import Alike, Lateness, Pressing, lateness
from domain.overdue.debts import debts
from domain.reports.events import EventKind, ReportEvent
from domain.reports.expected import EXPECTED_MONTH
from domain.reports.periods import PERIOD
from domain.review.inbox import inbox
from domain.units.opd import Opd
from storage.ports import Debtors, NotFound, Reviewer, Stale, Stood, StoodIn, Storage, Undecided, UnitOfWork
from storage.ports.standings import place_of
from storage.sql.unit_of_work import open_storage
from tests.fakes.storage import FakeStorage
from tests.storage.databases import DIALECTS, Shelf
from tests.storage.samples import IKM, KELEMBAGAAN, LATER, NOW, SAKIP, clock, someone, submission

TODAY = date(2026, 3, 2)
YEARS = (2024, 2025, 2026, 2027)
CODES = ("BAPPEDA", "DINKES", "DISPUS", "LAMA", "TAMBAH")
UNITS = (
    Opd("BAPPEDA", "Badan Perencanaan", "badan", date(2020, 1, 1), short="Zulu"),
    Opd("DINKES", "Dinas Kesehatan", "dinas", date(2020, 1, 1)),
    Opd("DISPUS", "Dinas Perpustakaan", "dinas", date(2020, 1, 1), short="alfa"),
    Opd("LAMA", "Dinas Lama", "dinas", date(2020, 1, 1), date(2025, 6, 30)),
)
ANSWERS: dict[IndicatorKey, tuple[Answers, ...]] = {
    SAKIP: ({"predikat": "BB"}, {"predikat": "B"}, {"predikat": "C"}, {"unknown": "?"}),
    IKM: tuple(
        {"nilai": value, **period}
        for value in ("90", "60")
        for period in ({}, {PERIOD: "s1"}, {PERIOD: "s2"})
    ),
    KELEMBAGAAN: ({RESULT: "tepat"}, {RESULT: "perlu"}),
}


async def figures(uow: UnitOfWork, year: int, now: datetime) -> dict[Indicator, Figure]:
    """Return what the fold makes of all that is stored."""
    rules, opds, events = await uow.years.rules(year), await uow.opds.all(), await uow.reports.events()
    return {one: _folded(one, year, now, opds, events, rules.chosen) for one in INDICATORS}


def _folded(
    one: Indicator,
    year: int,
    now: datetime,
    opds: Sequence[Opd],
    events: Sequence[ReportEvent],
    chosen: Chosen,
) -> Figure:
    def rule(answers: Answers) -> bool:
        return one.rule(answers, chosen)

    return figure_now(one.key, year, now, opds, events, rule, one.validity_years(chosen))


def says(kept: Kept | None, entry: Entry) -> bool:
    """Return whether what is kept is what an entry of the figure says."""
    if kept is None:
        return entry.part is Part.MISSING and entry.carried_from is None and entry.standing.expected is None
    now = entry.standing
    events = (now.verified, now.waiting, now.returned, now.returned_sent, now.expected)
    ids = tuple(one.id if one is not None else None for one in events)
    return (kept.part, kept.carried_from, kept.verified_at, kept.correction_waiting, kept.period_waiting) == (
        entry.part,
        entry.carried_from,
        now.verified_at,
        entry.correction_waiting,
        now.period_waiting,
    ) and (kept.verified, kept.waiting, kept.returned, kept.returned_sent, kept.expected) == ids


async def check(uow: UnitOfWork, now: datetime = NOW) -> None:
    """Compare all that can be asked with the fold."""
    await check_sums(uow, now)
    today = day_of(now)
    for year in YEARS[1:3]:
        folded = await figures(uow, year, now)
        for one, figure in folded.items():
            if one.key not in ANSWERS:
                continue
            await _check_groups(uow, figure, today)
            assert await uow.standings.differences(year, one.key) == []
            found = await uow.standings.answers(year, one.key, today)
            assert sorted(map(str, found)) == sorted(map(str, figure.verified))
        await _check_owed(uow, year, now)
        await _check_alike(uow, year, now)
        back = await uow.standings.returned(year, today)
        told = [
            (entry.opd.code, one.key)
            for one, figure in folded.items()
            for entry in figure.entries
            if entry.standing.returned
        ]
        assert sorted((one.opd.code, one.indicator) for one in back) == sorted(told)
    await _check_waiting(uow, today)


async def check_sums(uow: UnitOfWork, now: datetime = NOW) -> None:
    today = day_of(now)
    for year in YEARS:
        folded, told = await figures(uow, year, now), await uow.standings.totals(year, today)
        assert told == {one.key: totals_of(figure) for one, figure in folded.items()}, year
        own = {(one.opd.code, one.indicator): one for one in await uow.standings.own(CODES, year, today)}
        assert len(own) == sum(len(figure.entries) for figure in folded.values())
        for one, figure in folded.items():
            assert all(says(own[entry.opd.code, one.key].kept, entry) for entry in figure.entries), year


async def _check_groups(uow: UnitOfWork, figure: Figure, today: date) -> None:
    parts = {
        Part.MET: StoodIn.MET,
        Part.UNMET: StoodIn.UNMET,
        Part.RETURNED: StoodIn.RETURNED,
        Part.MISSING: StoodIn.MISSING,
    }
    for group in StoodIn:
        wanted = [
            entry.opd
            for entry in figure.entries
            if (StoodIn.WAITING if entry.waits else parts.get(entry.part)) is group
        ]
        found = await uow.standings.of(figure.year, figure.indicator, group, today, limit=10)
        assert [one.opd for one in found] == sorted(wanted, key=place_of)
        if wanted:
            second = await uow.standings.of(figure.year, figure.indicator, group, today, start=1, limit=1)
            assert second == found[1:2]


async def _check_waiting(uow: UnitOfWork, today: date) -> None:
    waits = inbox(await uow.reports.events(), await uow.opds.all(), today)
    every = Undecided(indicators=[one.key for one in INDICATORS], today=today)
    found = await uow.standings.waiting(every, limit=100)
    assert [one.waiting for one in found] == [one.sent.id for one in waits]
    assert [one.waiting_since for one in found] == [one.sent.at for one in waits]
    assert sum((await uow.standings.waiting_counts(every)).values()) == len(waits)
    for who in (Reviewer(person=1), Reviewer(person=2, opds=frozenset(CODES[:1])), Reviewer(person=99)):
        asked = await uow.standings.waiting(replace(every, reviewer=who), limit=100)
        ours = Counter((one.year, one.indicator) for one in asked)
        all_of_it = Counter((one.year, one.indicator) for one in found)
        shares = await uow.standings.waiting_shares(every, who)
        assert shares == {key: (many, ours[key]) for key, many in all_of_it.items()}
    if found:
        later = await uow.standings.waiting(every, after=found[0].waiting or 0, limit=100)
        assert later == found[1:]


async def _check_owed(uow: UnitOfWork, year: int, now: datetime) -> None:
    indicators = [one.key for one in INDICATORS if one.reported_by_operator]
    owed, after = [], ""
    while True:
        found = await uow.standings.owed(year, indicators, day_of(now), after=after, limit=2)
        owed += [(one.opd.code, one.indicator) for one in found.owed]
        if not found.last:
            break
        after = found.last
    told = debts(await uow.years.rules(year), await uow.opds.all(), await uow.reports.events(), now)
    assert sorted(owed) == sorted((one.opd, one.indicator) for one in told)


async def _check_alike(uow: UnitOfWork, year: int, now: datetime) -> None:
    """What is counted and paged is what comes of looking at what each of them owes."""
    today, rules = day_of(now), await uow.years.rules(year)
    keys = [one.key for one in INDICATORS if one.key in ANSWERS]
    owed = (await uow.standings.owed(year, keys, today, limit=100)).owed
    rules = replace(rules, deadlines={key: now - timedelta(days=1, hours=1) for key in keys[:2]})
    longer = {(keys[0], "DINKES"): now + timedelta(days=1), (keys[1], "DISPUS"): now - timedelta(hours=1)}
    rules, listed = replace(rules, extensions=longer), dict[IndicatorKey, Lateness]()
    wanted = dict[Opd, Pressing]()
    for key in keys:
        apart = rules.longer(key)
        told = [
            _alone(one) for one in sorted(owed, key=lambda one: place_of(one.opd)) if one.indicator == key
        ]
        alone = await uow.standings.alone(year, key, today, apart)
        assert alone == [one for one in told if one.opd in apart]
        assert await uow.standings.alone(year, key, today, CODES) == told
        counted = Counter(one if one.opd in apart else replace(one, opd="", place="") for one in told)
        found = (await uow.standings.alike(year, today, {other: rules.longer(other) for other in keys}))[key]
        assert {replace(one, many=1): one.many for one in found} == counted
        said = [one.kept.expected for one in owed if one.indicator == key and one.kept is not None]
        first = await uow.standings.expecting(year, key, today, limit=100)
        assert sorted(first) == sorted(one for one in said if one is not None)
        assert await uow.standings.expecting(year, key, today, limit=1) == first[:1]
        listed[key] = lateness(rules, key, apart, alone, now)
        for one, alike in zip([one for one in owed if one.indicator == key], told, strict=True):
            assert listed[key].is_late(alike.opd, alike.review_days) == (
                alike.pressing(rules, now) is Pressing.LATE
            )
            rank = _alone(one).pressing(rules, now)
            wanted[one.opd] = min(rank, wanted.get(one.opd, rank))
    for pressing in Pressing:
        asked = Debtors(year=year, today=today, listed=listed, pressing=pressing)
        page = await uow.standings.debtors(asked, limit=100)
        assert await uow.standings.debtor_count(asked) == len(page)
        assert page == sorted((opd for opd in wanted if wanted[opd] is pressing), key=place_of)
        assert await uow.standings.debtors(asked, start=1, limit=1) == page[1:2]


def _alone(one: Stood) -> Alike:
    row = one.kept
    return Alike(
        indicator=one.indicator,
        opd=one.opd.code,
        place=place_of(one.opd),
        review_days=row.review_days if row is not None else 0,
        returned=row is not None and row.part is Part.RETURNED,
        expected=row is not None and row.expected is not None,
    )


async def a_city(uow: UnitOfWork) -> None:
    await someone(uow)
    for opd in UNITS:
        await uow.opds.record(opd, by=None, at=NOW)


async def test_nothing_is_kept_of_a_city_without_reports(storage: Storage) -> None:
    async with storage.uow() as uow:
        await check(uow)
        await a_city(uow)
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].counts.missing == 3


async def test_a_report_is_kept_on_its_way(storage: Storage) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    async with storage.uow() as uow:
        siti = await someone(uow)
        sent = await uow.reports.append(submission(siti))
        await check(uow)
        (first,) = await uow.standings.waiting(Undecided(indicators=[SAKIP], today=TODAY), limit=9)
        assert (first.opd, first.waiting, first.waiting_by) == ("DINKES", sent.id, siti.id)
        await uow.commit()
    async with storage.uow() as uow:
        await check(uow)
        verified = submission(siti, kind=EventKind.VERIFIED, about=sent.id, answers={}, at=LATER)
        await uow.reports.append(verified)
        await uow.commit()
    async with storage.look() as uow:
        await check(uow)
        counts = (await uow.standings.totals(2026, TODAY))[SAKIP].counts
        assert (counts.met, counts.missing) == (1, 2)


async def test_what_was_rolled_back_is_kept_nowhere(storage: Storage) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    async with storage.uow() as uow:
        await uow.reports.append(submission(await someone(uow)))
        await check(uow)
    async with storage.look() as uow:
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].waiting == 0


async def test_a_refused_submission_leaves_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        with pytest.raises(NotFound):
            await uow.reports.append(replace(submission(await someone(uow)), by=77))
        await uow.commit()
    async with storage.look() as uow:
        await check(uow)


async def test_nobody_decides_about_their_own(storage: Storage) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        siti, budi = await someone(uow, 1), await someone(uow, 2)
        for by, opd in ((siti, "DINKES"), (siti, "DISPUS"), (budi, "BAPPEDA")):
            await uow.reports.append(submission(by, opd=opd))
        await uow.commit()
    async with storage.look() as uow:
        for who, wanted in (
            (Reviewer(person=budi.id), ["DISPUS", "DINKES"]),
            (Reviewer(person=0, opds=frozenset({"DISPUS"})), ["DINKES", "BAPPEDA"]),
        ):
            asked = Undecided(indicators=[SAKIP], today=TODAY, reviewer=who)
            found = await uow.standings.waiting(asked, limit=9)
            assert sorted(one.opd for one in found) == sorted(wanted)
            assert await uow.standings.waiting_counts(asked) == {(2026, SAKIP): 2}
            listed = await uow.standings.of(2026, SAKIP, StoodIn.WAITING, TODAY, reviewer=who, limit=9)
            assert [one.opd.code for one in listed] == wanted
            others = await uow.standings.of(
                2026, SAKIP, StoodIn.WAITING, TODAY, reviewer=replace(who, own=True), limit=9
            )
            assert {one.opd.code for one in others} == {"BAPPEDA", "DINKES", "DISPUS"} - set(wanted)
        closed = Undecided(indicators=[SAKIP], today=TODAY, but=[2026])
        assert await uow.standings.waiting(closed, limit=9) == []


@pytest.mark.parametrize(("key", "value"), [("sakip.minimum", "A"), ("sakip.minimum", "nonsense")])
async def test_a_threshold_moves_what_counts(storage: Storage, key: str, value: str) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        siti = await someone(uow)
        sent = await uow.reports.append(submission(siti))
        await uow.reports.append(submission(siti, kind=EventKind.VERIFIED, about=sent.id, answers={}))
        await uow.commit()
    async with storage.uow() as uow:
        await uow.years.set(2026, key, value, by=None, at=LATER)
        await check(uow)
        await uow.commit()
    async with storage.look() as uow:
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].counts.met == (value != "A")


async def test_a_result_counts_as_long_as_its_year_says(storage: Storage) -> None:
    async with storage.uow() as uow:
        await a_city(uow)
        evaluated = submission(
            await someone(uow),
            kind=EventKind.EVALUATED,
            indicator=KELEMBAGAAN,
            year=2024,
            answers={RESULT: "tepat"},
        )
        await uow.reports.append(evaluated)
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[KELEMBAGAAN].carried_over == 1
        await uow.years.set(2026, "kelembagaan.validity", "2", by=None, at=NOW)
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[KELEMBAGAAN].carried_over == 0
        assert (await uow.standings.totals(2025, TODAY))[KELEMBAGAAN].carried_over == 1
        await uow.commit()
    async with storage.look() as uow:
        await check(uow)


async def test_an_opd_counts_from_when_it_is_known_and_until_it_ends(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.reports.append(submission(await someone(uow), opd="TAMBAH"))
        await uow.reports.append(
            submission(await someone(uow), opd="TAMBAH", indicator=IKM, answers={"nilai": "90"})
        )
        await check(uow)
        await uow.commit()
    async with storage.uow() as uow:
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].counts.total == 0
        known = Opd("TAMBAH", "Dinas Tambahan", "dinas", date(2026, 1, 1))
        await uow.opds.record(known, by=None, at=NOW)
        await check(uow)
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].waiting == 1
        await uow.opds.record(replace(known, name="Dinas Baru", valid_to=date(2026, 3, 1)), by=None, at=NOW)
        await check(uow)
        await check(uow, NOW - timedelta(days=1))
        await uow.commit()
    async with storage.look() as uow:
        await check(uow)


@dataclass(frozen=True)
class Step:
    """One thing that happens: an event, a setting, or a version of an OPD."""

    kind: str
    values: tuple[Any, ...]


_EVENTS = st.builds(
    lambda *values: Step("event", values),
    st.sampled_from(EventKind),
    st.sampled_from(CODES),
    st.sampled_from([SAKIP, IKM, KELEMBAGAAN]),
    st.sampled_from(YEARS[:3]),
    st.integers(0, 5),
    st.integers(-3, 3),
    st.booleans(),
)
_SETTINGS = st.builds(
    lambda year, said: Step("setting", (year, *said)),
    st.sampled_from(YEARS),
    st.sampled_from(
        [
            *(("sakip.minimum", value) for value in ("BB", "A", "", "?")),
            *(("kelembagaan.validity", value) for value in ("1", "2", "3")),
            ("target.sakip", "75"),
        ]
    ),
)
_OPDS = st.builds(
    lambda *values: Step("opd", values),
    st.sampled_from(CODES),
    st.sampled_from(["Dinas A", "Dinas B"]),
    st.sampled_from([date(2020, 1, 1), date(2025, 7, 1), date(2026, 3, 3)]),
    st.sampled_from([None, date(2025, 12, 31), date(2026, 3, 1), date(2026, 3, 2)]),
)
STEPS = st.one_of(_EVENTS, _EVENTS, _EVENTS, _SETTINGS, _OPDS)


async def take(uow: UnitOfWork, step: Step) -> None:
    siti = await someone(uow)
    if step.kind == "event":
        kind, opd, indicator, year, which, hours, corrects = step.values
        told = [e for e in await uow.reports.events(opd=opd, indicator=indicator) if e.year == year]
        carries = kind in (EventKind.SUBMITTED, EventKind.EVALUATED)
        answers = ANSWERS[indicator][which % len(ANSWERS[indicator])] if carries else {}
        about = told[-1 - which % len(told)].id if told and (not carries or corrects) else None
        event = submission(
            siti,
            kind=kind,
            opd=opd,
            indicator=indicator,
            year=year,
            at=NOW + timedelta(hours=hours),
            answers={EXPECTED_MONTH: "2026-09"} if kind is EventKind.EXPECTED else answers,
            about=about,
            reason="salah ketik" if corrects and kind is EventKind.SUBMITTED else "",
        )
        await uow.reports.append(event)
    elif step.kind == "setting":
        await uow.years.set(*step.values, by=None, at=NOW)
    else:
        code, name, begins, ends = step.values
        await uow.opds.record(Opd(code, name, "dinas", begins, ends), by=None, at=NOW)


@pytest.mark.parametrize("kind", [pytest.param("fake", id="fake"), *DIALECTS])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 3)), max_size=14))
async def test_what_is_kept_is_what_the_fold_says(
    kind: str, tmp_path: Path, shelf: Shelf, steps: list[tuple[Step, int]]
) -> None:
    """Whatever happens, in whatever order, whatever the clock says; what is rolled back leaves nothing."""
    async with opened(kind, tmp_path, shelf) as storage:
        async with storage.uow() as uow:
            await a_city(uow)
            await uow.commit()
        for step, luck in steps:
            async with storage.uow() as uow:
                with suppress(Stale):
                    await take(uow, step)
                if luck:
                    await uow.commit()
            async with storage.look() as uow:
                await check_sums(uow)
        async with storage.look() as uow:
            await check(uow)


@asynccontextmanager
async def opened(kind: str, folder: Path, shelf: Shelf) -> AsyncIterator[Storage]:
    if kind == "fake":
        yield FakeStorage(clock)
        return
    own = folder / uuid4().hex
    own.mkdir()
    storage = open_storage(await shelf.take(kind, own), clock)
    try:
        yield storage
    finally:
        await storage.close()


async def test_units_that_race_count_everything(storage: Storage) -> None:
    async with storage.uow() as uow:
        siti = await someone(uow)
        codes = [f"OPD{number:02}" for number in range(12)]
        for code in codes:
            await uow.opds.record(Opd(code, code, "dinas", date(2020, 1, 1)), by=None, at=NOW)
        await uow.commit()

    async def report(code: str) -> None:
        async with storage.uow() as uow:
            sent = await uow.reports.append(submission(siti, opd=code))
            await asyncio.sleep(0)
            await uow.reports.append(
                submission(siti, kind=EventKind.VERIFIED, about=sent.id, answers={}, opd=code)
            )
            await uow.commit()

    await asyncio.gather(*map(report, codes))
    async with storage.look() as uow:
        assert (await uow.standings.totals(2026, TODAY))[SAKIP].counts.met == len(codes)
        assert await uow.standings.differences(2026, SAKIP) == []
