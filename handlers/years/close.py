"""Closing a year after a preview of its figures, and reopening it with a reason."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from telegram import Update

from domain.closing.official import may_close, may_reopen
from domain.figures.asking import period
from domain.figures.figure import Figure
from domain.forms.drafts import Draft
from domain.indicators import INDICATORS
from domain.keys import Answers
from domain.years.form import REASON, REOPEN_FORM
from domain.years.rules import CLOSED_AT, YearRules
from handlers.city.figures import known
from handlers.city.open_years import lock_settings
from handlers.conversation.texts import Sheet
from handlers.figures import closed_line
from handlers.telegram.admins import check_admin
from handlers.telegram.buttons import fingerprint
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years import closing_texts, keyboards
from handlers.years.buttons import CloseYear, PreviewClosing, ReopenYear
from handlers.years.desk import facts
from handlers.years.overview import YEAR
from handlers.years.setting import Value, begin, setting_flow
from storage.ports import UnitOfWork


async def preview_closing(update: Update, context: Context, button: PreviewClosing) -> None:
    """Show the figures that would be frozen. Raises NotPossible as `domain.closing.official.may_close`."""
    await show(context, update, await _preview(context, button.year))


async def _preview(context: Context, year: int, note: str = "") -> Screen:
    async with context.look() as uow:
        rules = (await facts(uow, context, year)).rules
        may_close(rules, context.now)
        figures = await _figures(uow, context, year)
    text = closing_texts.preview(year, rules, figures, note)
    return Screen(text, keyboards.closing(year, _fingerprint(figures)))


async def _figures(uow: UnitOfWork, context: Context, year: int) -> list[Figure]:
    then = await known(uow, period(year, 0, context.now))
    return [then.figure(one) for one in INDICATORS]


def _fingerprint(figures: list[Figure]) -> str:
    told = [[(entry.opd.code, entry.part.value) for entry in one.entries] for one in figures]
    return fingerprint(repr(told))


async def close_year(update: Update, context: Context, button: CloseYear) -> None:
    """Freeze exactly what was shown; when it has changed meanwhile, show it again and close nothing.

    Raises NotAllowed, Stale for a forged year, NotPossible as `domain.closing.official.may_close`.
    """
    check_admin(context)
    year = button.year
    async with context.uow() as uow:
        await _lock_all(uow, year)
        # Asked only now: nothing that is stored before this unit ends may be later than the closing.
        may_close((await facts(uow, context, year)).rules, context.now)
        at = await _frozen_at(uow, context, year)
        agreed = _fingerprint(await _figures(uow, context, year)) == button.fingerprint
        if agreed:
            await uow.years.set(year, CLOSED_AT, at.isoformat(), by=context.person.id, at=at)
            await uow.commit(name_of(YEAR.reply, year))
    if agreed:
        await YEAR.show_saved(context, update, year)
    else:
        await show(context, update, await _preview(context, year, closing_texts.CHANGED))


async def _frozen_at(uow: UnitOfWork, context: Context, year: int) -> datetime:
    """Return the present instant, or a later one at which something was stored by a clock that was ahead."""
    then = await known(uow, period(year, 0, context.now))
    settings = await uow.years.settings(year)
    return max([context.now, *(event.at for event in then.events), *(one.at for one in settings)])


async def _lock_all(uow: UnitOfWork, year: int) -> None:
    """Let nobody decide about any report of the year, nor set anything for it, until this unit ends.

    Whoever is deciding at this moment is waited for, and is in the figures; whoever comes later finds the
    year closed.
    """
    await lock_settings(uow, year)
    for opd in sorted(one.code for one in await uow.opds.all()):
        for indicator in INDICATORS:
            await uow.reports.lock(opd, indicator.key, year)


async def reopen_year(update: Update, context: Context, button: ReopenYear) -> None:
    """Ask for the reason. Raises NotPossible(YEAR_IS_OPEN), NotAllowed, Stale for a forged year."""
    check_admin(context)
    await begin(update, context, REOPEN_FORM, button.year, may=may_reopen)


def _sheet(draft: Draft, rules: YearRules) -> Sheet:
    return Sheet(title=f"Buka kembali {draft.year}", place=closed_line(rules))


def _values(_: Draft, answers: Answers) -> Iterable[Value]:
    """The reason stands where a setting has its legal basis."""
    return [(CLOSED_AT, "", answers[REASON])]


REOPEN_FLOW = replace(
    setting_flow(REOPEN_FORM, YEAR, _sheet, _values, may=may_reopen),
    send_label="Buka kembali",
    becomes="dibuka kembali",
    undone="Belum dibuka kembali",
)
