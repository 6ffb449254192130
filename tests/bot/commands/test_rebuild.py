"""`rebuild`: what is kept of the figures is made anew from the history, and what differs is named."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.commands.rebuild import compared, make_figures, rebuild, verify_figures
from domain.figures.kept import Totals
from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from domain.units.opd import Opd
from storage.migrate import downgrade, migrate
from storage.ports import Storage
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.storage import FakeStorage
from tests.storage.databases import run
from tests.storage.samples import IKM, KELEMBAGAAN, NOW, clock, someone, submission

SAKIP = IndicatorKey.SAKIP
TODAY = NOW.date()
DAMAGE = {
    "a sum": (
        "UPDATE figure_counts SET met = met + 1 WHERE indicator = 'sakip' AND year = 2026",
        "2026 sakip",
    ),
    "a row": ("UPDATE standings SET part = 'unmet' WHERE indicator = 'sakip' AND year = 2026", "/sakip/2026"),
    "a row that is gone": ("DELETE FROM standings WHERE indicator = 'ikm'", "DINKES/ikm/2026"),
    "a row too many": ("UPDATE standings SET opd = 'LAIN' WHERE indicator = 'ikm'", "LAIN/ikm/2026"),
    "all": ("DELETE FROM figure_counts", "2026 sakip"),
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/bot.db"


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Database]:
    await migrate(url)
    opened = open_storage(url, clock)
    await fill(opened)
    yield opened
    await opened.close()


async def fill(storage: Storage) -> None:
    """Store two OPD: a report that is verified, one that waits, a result that is carried over."""
    async with storage.uow() as uow:
        siti = await someone(uow)
        for code in ("DINKES", "DISPUS"):
            await uow.opds.record(Opd(code, f"Dinas {code}", "dinas", date(2020, 1, 1)), by=None, at=NOW)
        sent = await uow.reports.append(submission(siti))
        await uow.reports.append(submission(siti, kind=EventKind.VERIFIED, about=sent.id, answers={}))
        await uow.reports.append(submission(siti, indicator=IKM, answers={"nilai": "90"}))
        result = {"kind": EventKind.EVALUATED, "indicator": KELEMBAGAAN, "answers": {"hasil": "tepat"}}
        await uow.reports.append(submission(siti, **result, year=2025, opd="DISPUS"))
        await uow.commit()


async def totals(storage: Storage) -> dict[IndicatorKey, Totals]:
    async with storage.look() as uow:
        return dict(await uow.standings.totals(2026, TODAY))


@pytest.mark.parametrize("damage", DAMAGE)
async def test_what_differs_is_named_and_mended(
    storage: Database, url: str, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, (statement, named) = await totals(storage), DAMAGE[damage]
    assert await verify_figures(storage) == 0
    await run(url, statement)
    assert await verify_figures(storage) == 1
    assert named in capsys.readouterr().err
    assert await rebuild(storage, NOW) == 0
    assert named in capsys.readouterr().out
    assert await compared(storage) == []
    assert await totals(storage) == before
    await rebuild(storage, NOW)
    assert capsys.readouterr().out == "The figures were made anew from the history: no differences.\n"


async def test_a_version_of_an_opd_that_was_lost_is_found_again(storage: Database, url: str) -> None:
    await run(url, "DELETE FROM opd_newest")
    assert (await totals(storage))[SAKIP].counts.total == 0
    await rebuild(storage, NOW)
    assert (await totals(storage))[SAKIP].counts.total == 2


async def test_an_older_database_is_right_at_the_first_question(storage: Database, url: str) -> None:
    before = await totals(storage)
    await storage.close()
    await downgrade(url, "0023")
    await migrate(url)
    again = open_storage(url, clock)
    assert (await totals(again))[SAKIP].counts.met == 0
    await make_figures(again, NOW)
    assert await totals(again) == before
    assert await compared(again) == []
    await again.close()


async def test_what_was_made_is_not_made_at_every_start(storage: Database, url: str) -> None:
    await make_figures(storage, NOW)
    await run(url, "DELETE FROM standings")
    await make_figures(storage, NOW)
    assert await compared(storage) != []


async def test_who_is_killed_in_the_middle_begins_anew(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await migrate(url)
    storage = open_storage(url, clock)
    await fill(storage)
    await run(url, "DELETE FROM standings")
    await run(url, "DELETE FROM figure_counts")
    with monkeypatch.context() as patched:
        patched.setattr("bot.commands.rebuild.INDICATORS", [_Killed()])
        with pytest.raises(KeyboardInterrupt):
            await make_figures(storage, NOW)
    await make_figures(storage, NOW)
    assert await compared(storage) == []
    await storage.close()


class _Killed:
    @property
    def key(self) -> str:
        raise KeyboardInterrupt


async def test_of_nothing_nothing_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert await verify_figures(FakeStorage(clock)) == 0
    assert capsys.readouterr().out == "The kept figures are those of the history.\n"
