"""One OPD of `/belum`: its card, and *Ingatkan sekarang*."""

from collections.abc import Callable
from datetime import date
from functools import partial

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.asking import period
from domain.indicators import INDICATORS
from domain.reminders.asked import candidates, may_ask
from handlers.city.figures import known_of
from handlers.city.open_years import check_open
from handlers.city.owed import city_of, common_now
from handlers.deadlines import may_extend
from handlers.overdue import keyboards, opd_texts
from handlers.overdue.buttons import OverdueOpd, RemindOpd
from handlers.overdue.opd_texts import Card
from handlers.overdue.overview import ROLES
from handlers.overdue.owing import owing_of
from handlers.overdue.scope import scope_of
from handlers.reminders import remind_now
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.press import pressed_button
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, answer
from storage.ports import Stale, UnitOfWork

CARD = "belum.opd"
"""The kind of an OPD's card, below which the words of the list mean what they do in the list."""


async def show_opd(update: Update, context: Context, button: OverdueOpd) -> None:
    """Show what one OPD owes and who can be reached there.

    Raises NotAllowed, Stale for a scope or year that there is not, NotFound, NotPossible(YEAR_CLOSED).
    """
    await _show(update, context, button)


async def remind(update: Update, context: Context, button: RemindOpd) -> None:
    """*Ingatkan sekarang*: send that day's reminder to every operator who can be reached and had none today.

    Raises as `show_opd`, and NotAllowed for whoever verifies nothing of what is owed.
    """
    _check(context, button)
    async with context.uow() as uow:
        told = await remind_now(uow, context, button.opd)
        if told:
            await uow.commit(name_of("belum_reminded", told[0].id))
    await _show(
        update, context, button, partial(opd_texts.reminded, told) if told else opd_texts.not_reminded
    )


async def show_reminded(context: Context, update: Update, _: int) -> None:
    """Show the card of the OPD again whose operators were reminded by this very press."""
    pressed = pressed_button(
        (update.callback_query.data if update.callback_query is not None else None) or ""
    )
    if pressed is None or not isinstance(pressed[1], RemindOpd):
        raise Stale("no press of Ingatkan sekarang")
    await _show(update, context, pressed[1])


def _nothing(_: Card, __: date) -> str:
    return ""


async def _show(
    update: Update,
    context: Context,
    button: OverdueOpd | RemindOpd,
    toast: Callable[[Card, date], str] = _nothing,
) -> None:
    """Show the card, and say of it in passing what `toast` returns."""
    _check(context, button)
    async with context.look() as uow:
        card = await _card(uow, context, button)
    await answer(context, update, toast(card, context.today))
    back = OverdueOpd(button.opd, button.year, button.scope, button.page)
    screen = Screen(opd_texts.opd_card(card, context.now), keyboards.opd(card, back))
    await show_as(context, update, screen, CARD, back.pack())


def _check(context: Context, button: OverdueOpd | RemindOpd) -> None:
    if ROLES.isdisjoint(context.person.roles):
        raise NotAllowed
    scope_of(button.scope)
    if button.year not in (context.year, context.year - 1):
        raise Stale(f"a button of {button.year}")


async def _card(uow: UnitOfWork, context: Context, button: OverdueOpd | RemindOpd) -> Card:
    await check_open(uow, button.year)
    opd, operators = await uow.opds.get(button.opd), await uow.people.operators([button.opd])
    city = await city_of(uow, await common_now(uow, context), operators, [opd.code])
    owing = owing_of(await known_of(uow, period(button.year, 0, context.now), [opd.code]), INDICATORS)
    owed = [one for of in owing for one in of.owed]
    reports = [one for one in owed if one.indicator.reported_by_operator]
    told = candidates(context.now, city, opd.code)
    askers = {one.last.asked_by for one in told if one.last is not None and one.last.asked_by is not None}
    return Card(
        opd=opd,
        year=button.year,
        owed=owed,
        operators=tuple(operators),
        candidates=told,
        askers={asker: (await uow.people.get(asker)).name for asker in askers},
        may_ask=may_ask(context.person, opd.code, city.debts),
        extendable=[
            one for one in reports if one.due is not None and may_extend(context.person, one.indicator)
        ],
    )
