"""A reminder shows what has become of its reports: ticked off when sent, owed again when they come back."""

from domain.reports.events import EventKind, ReportEvent
from handlers.city.owed import city_of, common_now
from handlers.delivery.notices import Act
from handlers.reminders.card import reminder_screen
from handlers.reminders.remind import Out, lately_out
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, change
from storage.ports import Notice, Unavailable, UnitOfWork

CHANGED = "reminder-changed"


async def refresh_reminders(uow: UnitOfWork, context: Context, event: ReportEvent) -> None:
    """Queue what an event changes: the newest reminder of everybody at the OPD, if it names that report.

    One that has not gone out yet will be worded after this event anyway. What was ticked off when it was sent
    stays so when it is verified.
    """
    if event.kind is EventKind.VERIFIED:
        return
    for person in await uow.people.operators([event.opd]):
        if await _naming(uow, person.id, event) is not None:
            await uow.notices.add(person.id, CHANGED, event.id, context.now)


async def _naming(uow: UnitOfWork, person_id: int, event: ReportEvent) -> Out | None:
    """Return the person's newest reminder if it names the report that the event is about."""
    report = (event.opd, event.indicator, event.year)
    newest = (await lately_out(uow, person_id))[:1]
    return next((out for out in newest if report in {item.key for item in out.line.items}), None)


async def changed(context: Context, waiting: Notice) -> Act | None:
    """Edit the reminder; one that is gone from the chat, or was followed by a newer one, is left alone."""
    async with context.look() as uow:
        out = await _naming(uow, waiting.person, await uow.reports.get(waiting.about))
    if out is None:
        return None
    if out.message_id is None:
        raise Unavailable("the reminder is just on its way, so nobody knows yet which message it is")
    message_id = out.message_id

    async def act(context: Context, chat_id: int) -> int:
        # A press on the same reminder may be under way; whoever comes second shows what both have done.
        async with context.services.turns.of(chat_id):
            await change(context, chat_id, message_id, await _screen(context, out, waiting.person))
        return message_id

    return act


async def _screen(context: Context, out: Out, person_id: int) -> Screen:
    async with context.look() as uow:
        person = await uow.people.get(person_id)
        city = await city_of(uow, await common_now(uow, context), [person])
        return await reminder_screen(uow, context, await uow.reminders.get(out.line.id), person, city)
