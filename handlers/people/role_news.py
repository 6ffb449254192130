"""Every admin hears of every new admin and verifikator, whoever made them."""

import json

from domain.people.person import Grant, Role
from domain.people.roster import admins
from handlers.people import texts as members
from handlers.people.choose_role import grant_of
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import Notice, UnitOfWork

NEWS = "role.news"
_WORTH_TELLING = frozenset({Role.ADMIN, Role.VERIFIKATOR})


async def tell_admins(
    uow: UnitOfWork, context: Context, person_id: int, grant: Grant, *, but: int | None = None
) -> None:
    """Queue the news about the role given last; not for whoever got it, nor for `but`, who gave it."""
    if grant.role not in _WORTH_TELLING:
        return
    (given,) = await uow.audit.entries(limit=1)
    for admin in admins(await uow.people.everyone()):
        if admin.id not in (person_id, but):
            await uow.notices.add(admin.id, NEWS, given.id, context.now)


async def news(context: Context, waiting: Notice) -> Screen:
    async with context.aside() as uow:
        (entry,) = await uow.audit.entries(before=waiting.about + 1, limit=1)
        person = await uow.people.get(int(entry.subject.removeprefix("person ")))
        by = (await uow.people.get(entry.by)).name if entry.by is not None else ""
    said = json.loads(entry.after)
    return Screen(members.news(person.name, grant_of(said["role"], said["unit"]), by, entry.at))
