"""`/tahun`: the years with their settings, and opening the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegram import Update

from domain.closing.opening import next_to_open, taken_over
from domain.indicators.sakip import MINIMUM, MINIMUM_CHOICES
from domain.keys import IndicatorKey
from domain.years.rules import rules_from, setting_keys
from handlers.city.open_years import lock_settings
from handlers.telegram.admins import check_admin
from handlers.telegram.buttons import fingerprint
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years import keyboards, texts
from handlers.years.buttons import OpenWith, OpenYear, PreviewOpening, Years
from handlers.years.desk import facts, years_of
from handlers.years.setting import Value, YearScreen
from handlers.years.thresholds import each_minimum, thresholds_before
from storage.ports import Setting, Stale, UnitOfWork

YEARS_A_PAGE = 8


async def years_command(update: Update, context: Context) -> None:
    """`/tahun`: the list of years."""
    await show_years(update, context, Years(0))


async def show_years(update: Update, context: Context, button: Years) -> None:
    await show(context, update, await _list(context, button.page))


async def _list(context: Context, number: int, note: str = "") -> Screen:
    check_admin(context)
    async with context.look() as uow:
        page = page_of(await years_of(uow, context), number, YEARS_A_PAGE)
        rules = [await uow.years.rules(year) for year in page.items]
        coming = next_to_open(await uow.years.known(), context.year)
    labels = [(one.year, texts.label(one, context.year)) for one in rules]
    keyboard = keyboards.years(labels, page, coming[0] if coming else None)
    return Screen(texts.year_list(rules, context.year, note), keyboard)


YEAR = YearScreen.of(facts, texts.card, keyboards.card, "year", "‹ Tahun")
"""The settings of a year, and what moved since it was closed."""


async def preview_opening(update: Update, context: Context, _: PreviewOpening) -> None:
    """Show what the next year would take over from the last."""
    check_admin(context)
    await show(context, update, await _preview(context))


async def _preview(context: Context, note: str = "") -> Screen:
    async with context.look() as uow:
        coming = next_to_open(await uow.years.known(), context.year)
        taken = await _taken(uow, *coming) if coming is not None else []
    if coming is None:
        return await _list(context, 0, texts.NOTHING_TO_OPEN)
    year, source = coming
    rules = rules_from(year, ((one.key, one.value) for one in taken))
    return Screen(texts.opening(rules, source, note), keyboards.opening(year, _fingerprint(taken)))


async def _taken(uow: UnitOfWork, year: int, source: int) -> list[Setting]:
    """Return what that year takes over: the last value of each key, with the legal basis it was set on."""
    last = {one.key: one for one in await uow.years.settings(source) if one.key in setting_keys()}
    values = taken_over({key: one.value for key, one in last.items()}, source, year)
    return [replace(last[key], year=year, value=value) for key, value in values.items()]


def _fingerprint(taken: list[Setting]) -> str:
    return fingerprint(repr([(one.key, one.value) for one in taken]))


async def choose_threshold(update: Update, context: Context, button: OpenYear) -> None:
    """Ask with which threshold of SAKIP the year is opened; what has changed meanwhile is shown again."""
    check_admin(context)
    async with context.look() as uow:
        agreed = await _agreed(uow, context, button)
        effects = each_minimum(await thresholds_before(uow, context.now, button.year))
        source = await uow.years.rules(agreed[0]) if agreed is not None else None
    if source is None:
        await show(context, update, await _preview(context, texts.OPENING_CHANGED))
    else:
        text = texts.threshold(button.year, source, effects)
        await show(context, update, Screen(text, keyboards.threshold(button.year, button.fingerprint)))


async def _agreed(
    uow: UnitOfWork, context: Context, button: OpenYear | OpenWith
) -> tuple[int, list[Setting]] | None:
    """Return from which year what is taken over, if it still is what was shown."""
    coming = next_to_open(await uow.years.known(), context.year)
    if coming is None or coming[0] != button.year:
        return None
    taken = await _taken(uow, *coming)
    return (coming[1], taken) if _fingerprint(taken) == button.fingerprint else None


async def open_year(update: Update, context: Context, button: OpenWith) -> None:
    """Take over what was shown, with the threshold that was chosen.

    When it has changed meanwhile, it is shown again and nothing is stored. Raises Stale for a threshold that
    no year may set.
    """
    check_admin(context)
    if button.minimum not in MINIMUM_CHOICES:
        raise Stale(f"a button of the threshold {button.minimum}")
    async with context.uow() as uow:
        await lock_settings(uow, button.year)
        agreed = await _agreed(uow, context, button)
        if agreed is not None:
            await _store(uow, context, _values(button, agreed[1]), button.year)
            await uow.commit(name_of(YEAR.reply, button.year))
    if agreed is not None:
        await YEAR.show_saved(context, update, button.year)
    else:
        await show(context, update, await _preview(context, texts.OPENING_CHANGED))


def _values(button: OpenWith, taken: Sequence[Setting]) -> list[Value]:
    """Return what is stored; the threshold rests on what the year takes over as the basis of its SAKIP."""
    rules = rules_from(button.year, ((one.key, one.value) for one in taken))
    chosen = (MINIMUM.key, button.minimum, rules.legal_basis[IndicatorKey.SAKIP])
    return [*((one.key, one.value, one.legal_basis) for one in taken), chosen]


async def _store(uow: UnitOfWork, context: Context, values: Iterable[Value], year: int) -> None:
    by, at = context.person.id, context.now
    for key, value, basis in values:
        await uow.years.set(year, key, value, by=by, at=at, legal_basis=basis)
