"""What a reminder's own button does: remind again later. Reports open as from `/lapor`, below it."""

from collections.abc import Sequence

from telegram import Update

from domain.errors import NotAllowed
from domain.overdue.debts import Debt
from domain.reminders.planned import Reminded, owed_by
from domain.reminders.snoozing import Wish, snoozed_until
from handlers.city.owed import city_of, common_now
from handlers.reminders import texts
from handlers.reminders.buttons import Snooze
from handlers.reminders.card import reminder_screen
from handlers.reminders.remind import lately_out
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import answer, change, chat_of, pressed_card, say
from storage.ports import Stale, UnitOfWork


async def snooze(update: Update, context: Context, button: Snooze) -> None:
    """Remind again later, as it is possible at this moment; pressed again, the newer wish holds.

    Raises NotAllowed for somebody else's reminder, and Stale for one that is not the newest any more.
    """
    async with context.uow() as uow:
        line = await _own(uow, context, button)
        city = await city_of(uow, await common_now(uow, context), [context.person])
        owed = owed_by(context.person, city.debts)
        until = snoozed_until(context.now, Wish(button.wish), owed, city.workdays) if owed else None
        if until is not None:
            await _only_wish(uow, line)
            await uow.reminders.snooze(line.id, until)
            await uow.commit(name_of("snoozed", line.id))
    if until is not None:
        await show_snoozed(context, update, line.id)
    else:
        await _show(context, update, line.id, _refusal(context, owed))


async def _own(uow: UnitOfWork, context: Context, button: Snooze) -> Reminded:
    line = await uow.reminders.get(button.reminder)
    if line.person != context.person.id:
        raise NotAllowed
    newer = any(out.line.id > line.id for out in await lately_out(uow, line.person))
    if newer or button.wish not in set(Wish):
        raise Stale
    return line


async def _only_wish(uow: UnitOfWork, line: Reminded) -> None:
    """Forget what was wished for below older reminders: a person is reminded again once."""
    for older in await uow.reminders.of(line.person, 10):
        if older.again_at is not None and older.id != line.id:
            await uow.reminders.snooze(older.id, None)


def _refusal(context: Context, owed: Sequence[Debt]) -> str:
    """Return why there is no other reminder: nothing is owed, or the next deadline is too near."""
    dues = [debt.due for debt in owed if debt.due is not None and debt.due > context.now]
    return texts.too_near(min(dues), context.now) if dues else texts.NOTHING_OWED


async def show_snoozed(context: Context, update: Update, reminder_id: int) -> None:
    """Say when the reminder comes again, in passing and on the reminder itself."""
    async with context.look() as uow:
        at = (await uow.reminders.get(reminder_id)).again_at
    await _show(context, update, reminder_id, texts.again(at, context.now) if at is not None else "")


async def _show(context: Context, update: Update, reminder_id: int, toast: str) -> None:
    async with context.look() as uow:
        line = await uow.reminders.get(reminder_id)
        city = await city_of(uow, await common_now(uow, context), [context.person])
        screen = await reminder_screen(uow, context, line, context.person, city)
    await answer(context, update, toast)
    here, chat_id = pressed_card(update), chat_of(update)
    if here is None or not await change(context, chat_id, here, screen):
        await say(context, chat_id, screen)
