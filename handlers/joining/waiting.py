"""Which requests wait for an admin."""

from domain.joining.asking import STAYS
from domain.people.person import Grant, Role
from handlers.telegram.context import Context
from storage.ports import AccessRequest, UnitOfWork


async def waiting_in(uow: UnitOfWork, context: Context) -> list[AccessRequest]:
    """Return what still needs an answer, oldest first: whoever was let in otherwise meanwhile needs none."""
    people = {person.telegram_id: person for person in await uow.people.everyone()}
    return [
        one
        for one in await uow.access_requests.waiting(context.now - STAYS)
        if one.telegram_id not in people
        or Grant(Role.OPERATOR, one.opd) not in people[one.telegram_id].grants
    ]


async def how_many_wait(uow: UnitOfWork, context: Context) -> int:
    """Return how many strangers wait for an answer."""
    return len(await waiting_in(uow, context))
