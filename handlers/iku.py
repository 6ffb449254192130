"""`/iku`: the five percentages, live, and what is behind each of them."""

from collections.abc import Sequence

from telegram import Update

from domain.iku import figure
from domain.indicators import BY_KEY, INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.opd import Opd
from domain.reports import ReportEvent
from domain.years import YearRules
from handlers.buttons.iku import Iku, IkuDetail
from handlers.context import Context
from handlers.keyboards import iku as keyboards
from handlers.speech import Screen, show
from handlers.texts import iku, problems
from handlers.texts.iku import Line
from storage.ports import UnitOfWork

OPD_A_PAGE = 12
FIRST_YEAR, LAST_YEAR = 2024, 2099
"""Years that a button may name; before the first the sample of OPD is empty anyway."""


async def iku_command(update: Update, context: Context) -> None:
    await show_iku(update, context, Iku(context.year))


async def show_iku(update: Update, context: Context, button: Iku) -> None:
    """Show all five indicators of a year (0: the present one)."""
    year = button.year or context.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        await show(context, update, Screen(problems.STALE_BUTTON_WAY_ON))
        return
    lines = await _lines(context, year, INDICATORS)
    await show(context, update, Screen(iku.overview(year, context.now, lines), keyboards.overview(year)))


async def show_detail(update: Update, context: Context, button: IkuDetail) -> None:
    """Show one indicator with the OPD behind it; operators see only their own by name."""
    if button.indicator not in set(IndicatorKey) or not FIRST_YEAR <= button.year <= LAST_YEAR:
        await show(context, update, Screen(problems.STALE_BUTTON_WAY_ON))
        return
    indicator = BY_KEY[IndicatorKey(button.indicator)]
    line = (await _lines(context, button.year, [indicator]))[0]
    entries = line.figure.entries if context.person.sees_everything else line.own
    listed = iku.detail_lines(indicator, entries)
    pages = max(1, -(-len(listed) // OPD_A_PAGE))
    page = min(max(button.page, 0), pages - 1)
    shown = listed[page * OPD_A_PAGE : (page + 1) * OPD_A_PAGE]
    text = iku.detail(line, button.year, context.now, shown, own_only=not context.person.sees_everything)
    await show(context, update, Screen(text, keyboards.detail(indicator, button.year, page, pages)))


async def _lines(context: Context, year: int, indicators: Sequence[Indicator]) -> list[Line]:
    async with context.aside() as uow:
        rules = await uow.years.rules(year)
        opds = await uow.opds.all()
        events = await _events(uow, year, rules)
    return [_line(context, one, year, rules, opds, events) for one in indicators]


async def _events(uow: UnitOfWork, year: int, rules: YearRules) -> list[ReportEvent]:
    """Read the history once, as far back as the longest-lived result reaches."""
    longest = max(indicator.validity_years(rules) for indicator in INDICATORS)
    return await uow.reports.events(years=range(year - longest + 1, year + 1))


def _line(
    context: Context,
    indicator: Indicator,
    year: int,
    rules: YearRules,
    opds: Sequence[Opd],
    events: Sequence[ReportEvent],
) -> Line:
    found = figure(
        indicator.key,
        year,
        context.now,
        opds,
        events,
        lambda answers: indicator.rule(answers, rules),
        indicator.validity_years(rules),
    )
    return Line(
        indicator=indicator,
        figure=found,
        target=rules.targets.get(indicator.key),
        own=tuple(entry for entry in found.entries if context.person.may_report_for(entry.opd.code)),
        waits_for_asker=indicator.owner in context.person.sub_bagian,
    )
