"""Which pictures somebody is sent every week: seen from home, and ended there."""

from telegram import Update

from handlers.charts import keyboards, texts
from handlers.charts.buttons import Mine, StopMine
from handlers.charts.subscribe import numbered
from handlers.city.figures import pressed_indicator
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen

CARD = "charts.mine"
"""Its kind among what stands on somebody's screen."""
STOPPED = "charts.stopped"
"""The reply to who ended one; about the number of the picture."""


async def show_mine(update: Update, context: Context, _: Mine) -> None:
    await _show(update, context, "")


async def stop_mine(update: Update, context: Context, button: StopMine) -> None:
    """End one of them. Raises Stale for a forged picture."""
    indicator = pressed_indicator(button.indicator).key if button.indicator else None
    async with context.uow() as uow:
        await uow.subscriptions.stop(context.person.id, indicator)
        await uow.commit(name_of(STOPPED, numbered(indicator)))
    await show_stopped(context, update, numbered(indicator))


async def show_stopped(context: Context, update: Update, _about: int) -> None:
    await _show(update, context, texts.STOPPED)


async def _show(update: Update, context: Context, note: str) -> None:
    async with context.look() as uow:
        pictures = [one.indicator for one in await uow.subscriptions.of(context.person.id)]
    screen = Screen(texts.mine(pictures, note), keyboards.mine(pictures))
    await show_as(context, update, screen, CARD, Mine().pack())
