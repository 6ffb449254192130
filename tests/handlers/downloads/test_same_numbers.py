"""Every number of every document is the one that `/iku` shows at the same instant."""

from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path

import pytest

from domain.documents.action_plan import ActionPlanContent
from domain.documents.measured import Measured
from domain.documents.measurement import MeasurementContent, Meets, OpdRow
from domain.documents.wanted import DocumentKind, Wanted
from domain.figures.asking import Period, period
from domain.figures.figure import Part
from domain.figures.kept import totals_of
from domain.indicators import INDICATORS, by_key
from domain.keys import IndicatorKey
from domain.language.numbers import format_decimal, format_percent, format_shortest
from domain.people.person import Grant, Role
from domain.sentinel.notes import notes_of
from domain.years.rules import QUARTER_NUMBERS
from handlers.city.figures import known
from handlers.city.watched import watched
from handlers.figures.official import standing
from handlers.papers.paper import PAPERS
from storage.rendering.action_plan import draw as draw_plan
from storage.rendering.measurement import draw
from tests.fakes.tables import Tables
from tests.handlers.downloads.asked import Shown, read
from tests.handlers.downloads.gathering import gathered
from tests.storage.rendering.books import calculated, needs_office
from tests.town.dialogue import Town
from tests.town.full_year import CLOSED, NOW, YEAR, live_through

TIMES = (0, *QUARTER_NUMBERS)
_MEETS = {Part.MET: Meets.YES, Part.UNMET: Meets.NO}


_LIVED: list[Tables] = []


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A town after a whole year of its own."""
    async with Town() as town:
        if not _LIVED:
            town.storage.tables = Tables()
            async with town.storage.uow() as uow:
                await live_through(uow)
                await uow.commit()
            _LIVED.append(town.storage.tables.copy())
        town.storage.tables = _LIVED[0].copy()
        town.go_to(NOW)
        yield town


async def shown_at(town: Town, year: int, quarter: int) -> dict[IndicatorKey, Shown]:
    boss = await town.talker(3001 + 10 * (year - YEAR) + quarter, "Kepala", Grant(Role.PIMPINAN))
    return await read(boss, year, quarter)


def same(told: Measured | None, shown: Shown) -> bool:
    """Return whether what a document tells of one indicator at one time is what was read in the chat."""
    assert told is not None
    assert told.counts.official is not None
    return (
        format_percent(told.counts.official),
        told.met,
        told.total,
        told.target,
        "" if told.capaian is None else format_decimal(told.capaian),
        told.label or "",
    ) == (f"{shown.percent} %", shown.met, shown.total, shown.target, shown.capaian, shown.label)


@pytest.mark.parametrize("quarter", TIMES)
async def test_every_document_with_figures_says_what_iku_shows(town: Town, quarter: int) -> None:
    shown = await shown_at(town, YEAR, quarter)
    for paper in filter(None, (PAPERS.get(kind.value) for kind in _WITH_FIGURES)):
        wanted = paper.narrowed(Wanted(kind=paper.kind, year=YEAR, quarter=quarter))
        if wanted.quarter != quarter:
            continue
        for said in paper.said(await gathered(town, wanted)):
            one = shown[by_key(said.about).key]
            target = f"target {format_shortest(one.target)}" if one.target else "belum ada target"
            assert said.value == f"{one.met}/{one.total} {target}", paper.kind
            assert f"{one.percent} % ({one.met} dari {one.total})" in said.words, paper.kind


_WITH_FIGURES = (
    DocumentKind.CHART,
    DocumentKind.MEASUREMENT,
    DocumentKind.MEASUREMENT_PDF,
    DocumentKind.ACTION_PLAN,
)


async def test_the_measurement_tells_every_time_as_iku_shows_it(town: Town) -> None:
    content = await measured(town)
    plan = await gathered(town, Wanted(kind=DocumentKind.ACTION_PLAN, year=YEAR))
    assert isinstance(plan, ActionPlanContent)
    now, before = await shown_at(town, YEAR, 0), await shown_at(town, YEAR - 1, 0)
    for line, planned in zip(content.lines, plan.lines, strict=True):
        assert same(line.now, now[line.indicator])
        assert same(line.before, before[line.indicator])
        assert same(planned.now, now[line.indicator])
    for quarter in QUARTER_NUMBERS:
        then = await shown_at(town, YEAR, quarter)
        for line, planned in zip(content.lines, plan.lines, strict=True):
            assert same(line.quarters[quarter - 1].measured, then[line.indicator])
            assert same(planned.quarters[quarter - 1].measured, then[line.indicator])


async def test_every_opd_of_every_indicator_stands_at_every_time_where_iku_has_it(town: Town) -> None:
    content = await measured(town)
    rows = {(row.title, row.code): row for row in content.rows}
    assert len(rows) == 29 * len(INDICATORS), "28, one of which ended, and one that was founded"
    seen = 0
    boss = await town.talker(4001, "Kepala", Grant(Role.PIMPINAN))
    async with town.storage.look() as uow:
        asking = await uow.people.by_telegram_id(boss.id)
    assert asking is not None
    for year, quarter in ((YEAR - 1, 0), *((YEAR, one) for one in TIMES)):
        context = (await town.elsewhere()).of(asking, None)
        stands = await standing(context, period(year, quarter, town.now))
        async with town.storage.look() as uow:
            then = await known(uow, stands.when)
        for indicator in INDICATORS:
            assert stands.totals[indicator.key] == totals_of(then.figure(indicator))
            parts = {entry.opd.code: entry.part for entry in then.figure(indicator).entries}
            for (title, code), row in rows.items():
                if title != indicator.title:
                    continue
                part = parts.get(code)
                meets = Meets.NOT_COUNTED if part is None else _MEETS.get(part, Meets.OPEN)
                assert at(row, year, quarter) is meets, (title, code, year, quarter)
                seen += 1
    assert seen == 29 * len(INDICATORS) * 6


async def test_the_fifth_sheet_has_what_the_sentinel_sees_at_that_instant(town: Town) -> None:
    async with town.storage.uow() as uow:
        seen = notes_of(await watched(uow, Period(YEAR, 0, CLOSED, live=False)))
    assert seen
    assert [(one.kind, one.where, one.note) for one in (await measured(town)).marks] == list(seen)


def at(row: OpdRow, year: int, quarter: int) -> Meets | None:
    if year < YEAR:
        return row.before
    return row.quarters[quarter - 1] if quarter else row.meets


@pytest.mark.exhaustive
@needs_office
async def test_libreoffice_calculates_from_the_rows_what_iku_shows(town: Town, tmp_path: Path) -> None:
    content = await measured(town)
    times = {one: await shown_at(town, YEAR, one) for one in TIMES}
    before = await shown_at(town, YEAR - 1, 0)
    (tmp_path / "full").mkdir()
    sheets = calculated(draw(content), tmp_path / "full")
    (tmp_path / "seen").mkdir()
    seen = calculated(draw(content), tmp_path / "seen", shown=True)
    for place, indicator in enumerate(INDICATORS):
        row, told = sheets["LKjIP"][5 + place], seen["LKjIP"][5 + place]
        now, then = times[0][indicator.key], before[indicator.key]
        assert as_read(told[4:10]) == [
            *(
                target_of(then),
                then.percent,
                target_of(now),
                now.percent,
                now.capaian or "–",
                now.label or "–",
            ),
        ]
        assert [int(one) for one in row[10:14]] == [then.met, then.total, now.met, now.total]
        assert abs(Fraction(row[7]) - Fraction(100 * now.met, now.total)) < Fraction(1, 10**9)
        quarterly = as_read(seen["Per triwulan"][6 + place])
        for quarter in QUARTER_NUMBERS:
            one, first = times[quarter][indicator.key], 4 + 5 * (quarter - 1)
            assert quarterly[first : first + 5] == [
                *(target_of(one), str(one.met), str(one.total), one.percent, one.capaian or "–"),
            ], (indicator.key, quarter)
    cells = sheets["Rincian OPD"][6 : 6 + len(content.rows)]
    for found, opd in zip(cells, content.rows, strict=True):
        assert found[1:4] == [opd.title, opd.code, opd.name]
        assert [found[6], *found[14:19]] == [opd.meets, *map(str, opd.quarters), str(opd.before)]


@pytest.mark.exhaustive
@needs_office
async def test_libreoffice_calculates_the_plan_as_iku_shows_it(town: Town, tmp_path: Path) -> None:
    content = await gathered(town, Wanted(kind=DocumentKind.ACTION_PLAN, year=YEAR))
    assert isinstance(content, ActionPlanContent)
    seen = calculated(draw_plan(content), tmp_path, shown=True)
    times = {one: await shown_at(town, YEAR, one) for one in TIMES}
    for place, indicator in enumerate(INDICATORS):
        row = as_read(seen["Rencana aksi"][6 + place])
        assert row[9:13] == [times[one][indicator.key].percent for one in QUARTER_NUMBERS]
        now = times[0][indicator.key]
        assert row[13:15] == [now.percent, now.capaian or "–"]


def as_read(cells: list[str]) -> list[str]:
    """Return cells as an Indonesian reader sees them: with a decimal comma."""
    return [cell.replace(".", ",") for cell in cells]


def target_of(shown: Shown) -> str:
    """Return a target as a cell shows it: whole, or with two decimals."""
    if shown.target is None:
        return "belum ada target"
    return format_decimal(shown.target, 0 if shown.target == int(shown.target) else 2)


async def measured(town: Town) -> MeasurementContent:
    content = await gathered(town, Wanted(kind=DocumentKind.MEASUREMENT, year=YEAR))
    assert isinstance(content, MeasurementContent)
    return content
