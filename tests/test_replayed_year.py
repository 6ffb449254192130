"""A year is acted out; the figures seen at each quarter's end are asked for again when it is over.

Reports are sent, returned, withdrawn, verified, corrected and evaluated, decisions undone, an OPD closed, one
merged, one founded, one renamed, and rules changed: none of it may change what was shown before.
"""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from domain.figures.asking import period
from domain.figures.figure import Figure
from domain.indicators import INDICATORS
from domain.language.dates import WIB, quarter_end
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from domain.reports.periods import SEMESTERS
from handlers.city.figures import known
from storage.migrate import migrate
from storage.ports import Storage
from storage.sql.unit_of_work import open_storage
from tests.fakes.storage import FakeStorage
from tests.replay import CITY, YEAR, Replay
from tests.storage.databases import DIALECTS, empty_database
from tests.town.dialogue import Json, Town, labels

QUARTERS = (1, 2, 3, 4)
MUCH_LATER = datetime(YEAR + 1, 3, 1, 9, tzinfo=WIB)
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def a_clock() -> datetime:
    return MUCH_LATER


@pytest.fixture(params=[pytest.param("fake", id="fake"), *DIALECTS])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    if request.param == "fake":
        yield FakeStorage(a_clock)
        return
    async with empty_database(request.param, tmp_path) as url:
        await migrate(url)
        opened = open_storage(url, a_clock)
        yield opened
        await opened.close()


def told(figure: Figure) -> object:
    """Return everything that a figure says, down to the OPD; its later end is no part of it."""
    entries = [
        (one.opd.code, one.part, one.standing, one.carried_from, one.correction_waiting)
        for one in figure.entries
    ]
    semesters, entries = sorted(figure.by_semester.items()), sorted(entries, key=lambda one: one[0])
    return (
        figure.as_of,
        figure.counts,
        figure.carried_over,
        semesters,
        sorted(entries, key=lambda one: one[0]),
    )


async def seen(storage: Storage, quarter: int, now: datetime) -> object:
    """Return all that `/iku` computes; quarter 0 is the figure of that moment."""
    async with storage.uow() as uow:
        then = await known(uow, period(YEAR, quarter, now))
    return then.rules, [told(then.figure(indicator)) for indicator in INDICATORS]


async def test_every_quarter_is_what_it_was(storage: Storage) -> None:
    replay = Replay(storage, seed=20260630)
    await replay.begin()
    live = {}
    for quarter in QUARTERS:
        await replay.play(quarter_end(YEAR, quarter))
        live[quarter] = await seen(storage, 0, replay.now)
    await replay.play(MUCH_LATER)
    assert {quarter: await seen(storage, quarter, MUCH_LATER) for quarter in QUARTERS} == live
    assert len({repr(one) for one in live.values()}) == len(QUARTERS)
    assert all(f"<ReportPeriod.{one.name}: '{one}'>" in repr(live) for one in SEMESTERS)
    assert all(replay.done.get(kind, 0) >= 3 for kind in EventKind), replay.done


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_bot_says_of_a_quarter_what_it_said_then(seed: int) -> None:
    async with Town() as town:
        replay = Replay(town.storage, seed)
        await replay.begin()
        boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
        said: dict[int, tuple[str, Json]] = {}
        for quarter in QUARTERS:
            await replay.play(quarter_end(YEAR, quarter))
            town.now = replay.now
            said[quarter] = (await boss.says("/iku"))["text"], await boss.says("/iku 1")
        await replay.play(MUCH_LATER)
        town.now = replay.now
        for quarter, (overview, detail) in said.items():
            assert then_as_now((await boss.says(f"/iku {YEAR} tw{quarter}"))["text"], quarter) == overview
            later = await boss.says(f"/iku 1 tw{quarter} {YEAR}")
            assert then_as_now(later["text"], quarter) == settled(detail["text"])
            assert labels(later) == [one for one in labels(detail) if one != "Bila begini?"]


def settled(text: str) -> str:
    """Return an indicator's card without what could still become of it: that is said only of the present."""
    lines = [line for line in text.splitlines() if not line.startswith(("Termasuk menunggu", "Mungkin"))]
    return "\n".join(re.sub(r"(butuh \d+ OPD lagi).*", r"\1", line) for line in lines)


def then_as_now(text: str, quarter: int) -> str:
    """Return the text without the quarter's name, and without whose its target is.

    On its last day nobody had asked for a quarter, so nothing was said of either.
    """
    named = text.replace(f" · TW {ROMAN[quarter]} · per", " ·", 1)
    return re.sub(r"(target )tahun (.* butuh \d+ OPD)$", r"\1\2 lagi", named, flags=re.MULTILINE).replace(
        "target tahun ", "target "
    )


async def test_an_opd_that_ends_or_begins_counts_from_its_day_on() -> None:
    storage = FakeStorage(a_clock)
    replay = Replay(storage, seed=7)
    await replay.begin()
    await replay.play(MUCH_LATER)
    counted = []
    async with storage.uow() as uow:
        for quarter in QUARTERS:
            then = await known(uow, period(YEAR, quarter, MUCH_LATER))
            counted.append({one.opd.code for one in then.figure(INDICATORS[0]).entries})
    everybody = {opd.code for opd in CITY}
    assert counted == [
        everybody - {"OPD5"},
        everybody - {"OPD5", "OPD6"},
        everybody - {"OPD5", "OPD6"} | {"BARU"},
        everybody - {"OPD5", "OPD6"} | {"BARU"},
    ]
