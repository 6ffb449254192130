"""The picture as a paper: what it is of, who may have it, and how it is spoken of."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from telegram import InlineKeyboardMarkup

from domain.documents.figure_words import was_reported
from domain.documents.indicator_chart import IndicatorChartContent, indicator_chart
from domain.documents.overview_chart import OverviewChartContent, overview_chart
from domain.documents.position import Counted, Numbers
from domain.documents.said import Said
from domain.documents.wanted import DocumentKind, Wanted
from domain.figures.course import Point, Ruled, course
from domain.indicators import by_key, yearly_rules
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Person
from domain.sequence import in_sequence
from domain.years.rules import readable_rules
from handlers.charts import keyboards
from handlers.city.office import office_of
from handlers.papers.captions import caption
from handlers.papers.paper import Paper, Reading
from handlers.papers.positions import numbers_at
from handlers.papers.stamping import stamp_of
from storage.ports import Document, UnitOfWork

Chart = OverviewChartContent | IndicatorChartContent


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> Chart:
    """Return the picture of all five, or of the one that is wanted."""
    wanted, now = document.wanted, reading.now
    position = await numbers_at(uow, wanted.year, wanted.quarter, now)
    stamp = await stamp_of(uow, reading, document.id, position)
    last = await _reported(uow, wanted.year - 1, wanted.quarter, now)
    live = position.as_of == now
    whose = (await office_of(uow)).name
    if wanted.indicator is None:
        return overview_chart(stamp, position, last, live=live, whose=whose)
    of_last = await _reported(uow, wanted.year - 1, 0, now) if wanted.quarter else last
    is_told = of_last is not None and was_reported(of_last.figure(wanted.indicator).counts)
    return indicator_chart(
        stamp,
        position,
        last,
        wanted.indicator,
        await _course(uow, wanted.indicator, wanted.year, position.as_of),
        await _course(uow, wanted.indicator, wanted.year - 1, of_last.as_of) if of_last and is_told else (),
        live=live,
        whose=whose,
    )


async def _reported(uow: UnitOfWork, year: int, quarter: int, now: datetime) -> Numbers[Counted] | None:
    """Return a year's position; None where nobody reported then: 0 % is not what that year was."""
    position = await numbers_at(uow, year, quarter, now)
    return position if any(was_reported(one.counts) for one in position.figures) else None


async def _course(uow: UnitOfWork, key: IndicatorKey, year: int, until: datetime) -> Sequence[Point]:
    """Return the course of one indicator through a year, up to that instant."""
    indicator = by_key(key)
    years = range(year - indicator.longest_validity + 1, year + 1)
    events = await uow.reports.events(indicator=key, years=years)
    opds, ruled = await uow.opds.all(), await _ruled(uow, year)
    return await asyncio.to_thread(course, indicator, year, until, opds, events, ruled)


async def _ruled(uow: UnitOfWork, year: int) -> tuple[Ruled, ...]:
    """Return what a year's rules were, from each instant on at which one was set."""
    chosen = {one.key for _, one in yearly_rules()}
    told = [one for one in in_sequence(await uow.years.settings(year)) if one.key in chosen]
    ruled = [Ruled(datetime(year, 1, 1, tzinfo=WIB), readable_rules(year, ())[0])]
    for number, setting in enumerate(told, start=1):
        rules, _ = readable_rules(year, ((one.key, one.value) for one in told[:number]))
        ruled.append(Ruled(setting.at, rules))
    return tuple(ruled)


async def keys_for(uow: UnitOfWork, person: Person, document: Document) -> InlineKeyboardMarkup:
    """Return the keys below it: one says whether that person is sent it every week."""
    mine = [one.indicator for one in await uow.subscriptions.of(person.id)]
    return keyboards.picture(document.wanted, subscribed=document.wanted.indicator in mine)


def may(person: Person, _wanted: Wanted) -> bool:
    """Return whether that person may have it: the city's totals are for everybody who is let in."""
    return bool(person.grants)


def said(content: Chart) -> tuple[Said, ...]:
    return content.said


def captioned(content: Chart, _document: Document) -> str:
    """Return the numbers of a picture in two lines each, so that it need not be seen to know them."""
    if isinstance(content, IndicatorChartContent):
        lines = [
            _result(content.percent, content.counted),
            _beside(content.target, content.capaian, content.lift),
        ]
        return caption(f"{content.period} · {content.title}", content.stamp, lines)
    lines = []
    for bar in content.bars:
        lines.append(f"{bar.name} {_result(bar.percent, bar.counted)}")
        lines.append(_beside(bar.target_words, bar.lift, bar.capaian))
    return caption(content.title, content.stamp, lines)


def _result(percent: str, counted: str) -> str:
    return f"{percent} ({counted})" if counted else percent


def _beside(*parts: str) -> str:
    return " · ".join(part[:1].lower() + part[1:] for part in parts if part)


CHART = Paper(
    kind=DocumentKind.CHART,
    title="Grafik",
    gather=gather,
    may=may,
    said=said,
    caption=captioned,
    by_indicator=True,
    as_photo=True,
    keys_for=keys_for,
)
