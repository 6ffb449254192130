"""Who hears of a role: its person, whoever invited them, and all admins of a new admin or verifikator."""

from domain.people.person import Grant, Role
from domain.people.roster import admins
from handlers.city.names import opd_names
from handlers.people import keyboards
from handlers.people import texts as members
from handlers.people.choose_role import grant_in
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from storage.ports import Invitation, Notice, UnitOfWork

ROLE, NEWS, USED = "role", "role.news", "invitation.used"
"""Kinds of notice: for the person, for the admins, and for whoever made the invitation."""
GIVEN = "role.granted"
"""What the audit trail calls it when somebody gets a role."""
_WORTH_TELLING = frozenset({Role.ADMIN, Role.VERIFIKATOR})


async def tell(uow: UnitOfWork, context: Context, person_id: int) -> None:
    """Queue the message about the role that was given or ended last, but not for whoever did it."""
    (newest,) = await uow.audit.entries(limit=1)
    if person_id != context.person.id:
        await uow.notices.add(person_id, ROLE, newest.id, context.now)


async def role_changed(context: Context, waiting: Notice) -> Screen:
    """Say which role the person got or lost."""
    async with context.look() as uow:
        (entry,) = await uow.audit.entries(before=waiting.about + 1, limit=1)
        names = await opd_names(uow)
    if entry.kind == GIVEN:
        return lasting(members.told_given(grant_in(entry.after), names))
    return lasting(members.told_ended(grant_in(entry.before), names))


async def tell_maker(uow: UnitOfWork, context: Context, used: Invitation, person_id: int) -> None:
    """Queue the news that an invitation was used, for who made it; one of the command line has nobody."""
    if used.created_by is not None and used.created_by != person_id:
        await uow.notices.add(used.created_by, USED, used.id, context.now)


async def invitation_used(context: Context, waiting: Notice) -> Screen | None:
    """Say who has used the invitation, unless who made it does not run the bot any more."""
    async with context.look() as uow:
        used, names = await uow.invitations.get(waiting.about), await opd_names(uow)
        maker = await uow.people.get(waiting.person)
        if used.used_by is None or used.used_at is None or not runs_the_bot(maker):
            return None
        guest = await uow.people.get(used.used_by)
    return Screen(members.used(guest.name, used.grant, names, used.used_at), keyboards.news_of(guest.id))


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
    async with context.look() as uow:
        (entry,) = await uow.audit.entries(before=waiting.about + 1, limit=1)
        person = await uow.people.get(int(entry.subject.removeprefix("person ")))
        by = (await uow.people.get(entry.by)).name if entry.by is not None else ""
    return lasting(members.news(person.name, grant_in(entry.after), by, entry.at))
