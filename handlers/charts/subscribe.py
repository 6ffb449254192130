"""*Kirim tiap Senin 07.30* below a picture, and *Berhenti kirim tiap Senin*."""

from telegram import Update
from telegram.error import BadRequest, Forbidden

from domain.documents.wanted import DocumentKind, Wanted
from domain.indicators import INDICATORS, place_of
from domain.keys import IndicatorKey
from handlers.charts import keyboards, texts
from handlers.charts.buttons import Weekly
from handlers.city.figures import pressed_indicator, pressed_period
from handlers.telegram.buttons import BELOW
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from handlers.telegram.refusals import Meaning, meaning_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import answer, chat_of

SWITCHED = "charts.weekly"
"""The reply to who pressed; about 2 × the place of the picture, and 1 more for who is sent it now."""


async def switch(update: Update, context: Context, button: Weekly) -> None:
    """Send that picture every week, or no more. Raises Stale for a forged picture."""
    pressed_period(context, button.year, button.quarter)
    indicator = pressed_indicator(button.indicator).key if button.indicator else None
    async with context.uow() as uow:
        if button.on:
            await uow.subscriptions.add(context.person.id, indicator, context.now)
        else:
            await uow.subscriptions.stop(context.person.id, indicator)
        about = 2 * numbered(indicator) + bool(button.on)
        await uow.commit(name_of(SWITCHED, about))
    await show_switched(context, update, about)


def numbered(indicator: IndicatorKey | None) -> int:
    """Return a number for a picture: 0 for that of all five."""
    return 0 if indicator is None else 1 + place_of(indicator)


def picture_of(number: int) -> IndicatorKey | None:
    """Return the picture that has that number. Raises LookupError for one that none has."""
    return None if number == 0 else INDICATORS[number - 1].key


async def show_switched(context: Context, update: Update, about: int) -> None:
    await _change_keys(update, context, picture_of(about // 2))
    await answer(context, update, texts.SUBSCRIBED if about % 2 else texts.STOPPED)


async def _change_keys(update: Update, context: Context, indicator: IndicatorKey | None) -> None:
    """Let the key below the picture say what another press does now; that it cannot stops nothing."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    button = Weekly.unpack((query.data or "").removeprefix(BELOW))
    wanted = Wanted(kind=DocumentKind.CHART, year=button.year, quarter=button.quarter, indicator=indicator)
    keyboard = keyboards.picture(wanted, subscribed=bool(button.on))
    try:
        await context.bot.edit_message_reply_markup(
            chat_id=chat_of(update), message_id=query.message.message_id, reply_markup=keyboard
        )
    except (BadRequest, Forbidden) as error:
        if is_passing(error) or meaning_of(error) not in (Meaning.UNCHANGED, Meaning.GONE):
            raise
