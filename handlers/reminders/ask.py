"""Have an OPD reminded now: that day's reminder of every operator who can be reached and was not told yet."""

from domain.errors import NotAllowed
from domain.people.person import Person
from domain.reminders.asked import may_ask, reminders_asked
from handlers.city.owed import city_of, common_now
from handlers.reminders.remind import queue
from handlers.telegram.context import Context
from storage.ports import UnitOfWork


async def remind_now(uow: UnitOfWork, context: Context, opd: str) -> tuple[Person, ...]:
    """Queue the reminders that the speaker asks for; return who is reminded, nobody where nobody may be now.

    Of two who ask at once the second finds what the first has decided. Raises NotAllowed.
    """
    await uow.reminders.lock()
    operators = await uow.people.operators([opd])
    city = await city_of(uow, await common_now(uow, context), operators, [opd])
    owed = [debt for debt in city.debts if debt.opd == opd]
    if not context.person.sub_bagian or (owed and not may_ask(context.person, opd, owed)):
        raise NotAllowed
    due = {one.person: one for one in reminders_asked(context.now, city, opd, context.person)}
    for reminder in due.values():
        await queue(uow, context, reminder)
    return tuple(person for person in city.people if person.id in due)
