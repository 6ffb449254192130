"""An admin who wants another role asks a second admin: the wish is an invitation that waits for a yes.

So it is single, expires, stands among the open invitations and in the audit trail like any other, and whoever
revokes it there refuses it as well.
"""

from telegram import Update

from domain.errors import NotPossible, Problem
from domain.people.person import Grant, Person
from domain.reports.four_eyes import second_admins
from handlers.city.names import opd_names
from handlers.people import keyboards
from handlers.people import wish_texts as texts
from handlers.people.buttons import SettleWish
from handlers.people.choose_role import check_unit
from handlers.people.role_news import tell, tell_admins
from handlers.people.tokens import VALID, derive_token, hash_token
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, ending, lasting, show
from storage.ports import Invitation, Notice, Stale, UnitOfWork

ASKED, REFUSED = "role.wish", "role.refused"


async def needs_consent(uow: UnitOfWork, person: Person, receiver: Person, grant: Grant) -> bool:
    """Return whether a second admin has to agree that this person gives the receiver that role."""
    if grant in receiver.grants:
        return False
    return bool(second_admins(await uow.people.everyone(), person, receiver.id))


async def wish(uow: UnitOfWork, context: Context, grant: Grant, made_for: str) -> Invitation:
    """Store the wish of the person who acts now, one for each `made_for`. Raises Stale for one settled."""
    digest = hash_token(derive_token(context.bot.token, f"{context.person.id} {made_for}"))
    made = await uow.invitations.by_hash(digest)
    by, at = context.person.id, context.now
    if made is None:
        made = await uow.invitations.add(digest, grant, by=by, at=at, expires_at=at + VALID)
    elif made not in await uow.invitations.open(at):
        raise Stale(f"wish {made.id} is settled")
    return made


async def ask(uow: UnitOfWork, context: Context, wished: Invitation, person: Person) -> str:
    """Queue the question for every other admin, and return the name of the reply."""
    for admin in second_admins(await uow.people.everyone(), person, person.id):
        await uow.notices.add(admin.id, ASKED, wished.id, context.now)
    return name_of("wished", wished.id)


async def show_wished(context: Context, update: Update, wish_id: int) -> None:
    async with context.look() as uow:
        wished, names = await uow.invitations.get(wish_id), await opd_names(uow)
    await show(context, update, Screen(texts.wished(wished, names), keyboards.wished()))


async def asked(context: Context, waiting: Notice) -> Screen | None:
    """Ask, unless it was settled meanwhile."""
    async with context.look() as uow:
        wished, names = await uow.invitations.get(waiting.about), await opd_names(uow)
        if wished.created_by is None or wished not in await uow.invitations.open(context.now):
            return None
        wisher = await uow.people.get(wished.created_by)
    return Screen(texts.asked(wished, wisher.name, names), keyboards.wish(wished))


async def settle(update: Update, context: Context, button: SettleWish) -> None:
    """Agree or refuse. Raises Stale once it is settled, NotPossible(SECOND_ADMIN) for one's own wish."""
    async with context.uow() as uow:
        wished = await uow.invitations.get(button.invitation)
        if wished.created_by is None or wished not in await uow.invitations.open(context.now):
            raise Stale(f"wish {wished.id} is settled")
        if wished.created_by == context.person.id:
            raise NotPossible(Problem.SECOND_ADMIN)
        if button.agreed:
            await _agree(uow, context, wished, wished.created_by)
        else:
            await uow.invitations.revoke(wished.id, by=context.person.id, at=context.now)
            await uow.notices.add(wished.created_by, REFUSED, wished.id, context.now)
        await uow.commit(name_of("settled", wished.id))
    await show_settled(context, update, wished.id)


async def _agree(uow: UnitOfWork, context: Context, wished: Invitation, wisher: int) -> None:
    """Give the role, by the admin who agrees; the wisher and all other admins are told."""
    await check_unit(uow, context, wished.grant)
    await uow.invitations.use(wished.id, wisher, context.now)
    await uow.people.grant(wisher, wished.grant, by=context.person.id, at=context.now)
    await tell(uow, context, wisher)
    await tell_admins(uow, context, wisher, wished.grant, but=context.person.id)


async def show_settled(context: Context, update: Update, wish_id: int) -> None:
    async with context.look() as uow:
        wished, names = await uow.invitations.get(wish_id), await opd_names(uow)
        wisher = await uow.people.get(wished.created_by or 0)
    await show(context, update, ending(texts.settled(wished, wisher.name, names)))


async def refused(context: Context, waiting: Notice) -> Screen:
    async with context.look() as uow:
        wished, names = await uow.invitations.get(waiting.about), await opd_names(uow)
    return lasting(texts.refused(wished, names))
