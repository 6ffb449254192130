"""Which requests wait for an admin."""

from domain.joining.asking import STAYS
from handlers.telegram.context import Context
from storage.ports import AccessRequest, UnitOfWork


async def waiting_in(uow: UnitOfWork, context: Context) -> list[AccessRequest]:
    """Return what still needs an answer, oldest first: whoever was let in otherwise meanwhile needs none."""
    people = {person.telegram_id: person for person in await uow.people.everyone()}
    return [
        one
        for one in await uow.access_requests.waiting(context.now - STAYS)
        if one.telegram_id not in people or not people[one.telegram_id].may_report_for(one.opd)
    ]


async def is_in(uow: UnitOfWork, request: AccessRequest) -> bool:
    """Return whether the stranger has the role by now, whoever gave it."""
    person = await uow.people.by_telegram_id(request.telegram_id)
    return person is not None and person.may_report_for(request.opd)


async def how_many_wait(uow: UnitOfWork, context: Context) -> int:
    """Return how many strangers wait for an answer."""
    return len(await waiting_in(uow, context))
