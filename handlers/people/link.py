"""Opening an invitation: it gives its role once, or says why it does not."""

from telegram import Update

from domain.people.person import Person
from handlers.city.names import opd_names
from handlers.people import invitation_texts as texts
from handlers.people import wish_texts as wishes
from handlers.people.role_news import tell_admins, tell_maker
from handlers.people.tokens import hash_token
from handlers.people.wishes import ask, needs_consent
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from storage.ports import Invitation, Stale, UnitOfWork


async def enter(update: Update, context: Context, token: str, greeting: str) -> str | None:
    """Use the invitation; return why it does not open, or None when `context.person` is in.

    `greeting` names the reply to whoever is let in.
    """
    async with context.uow() as uow:
        invitation = await uow.invitations.by_hash(hash_token(token))
        person = await _person(uow, update, context)
        if invitation is not None and invitation.used_by == person.id and person.grants:
            # Whoever taps their own link again is simply greeted.
            context.person = person
            return None
        refusal = _refusal(context, invitation)
        if invitation is None or refusal is not None:
            return refusal
        if invitation.created_by == person.id and await needs_consent(uow, person, person, invitation.grant):
            context.person = person
            await uow.commit(await ask(uow, context, invitation, person))
            return wishes.wished(invitation, await opd_names(uow))
        try:
            await uow.invitations.use(invitation.id, person.id, context.now)
        except Stale:
            return texts.USED
        await uow.people.grant(person.id, invitation.grant, by=invitation.created_by, at=context.now)
        await tell_admins(uow, context, person.id, invitation.grant, but=invitation.created_by)
        await tell_maker(uow, context, invitation, person.id)
        context.person = await uow.people.get(person.id)
        await uow.commit(name_of(greeting, person.id))
    return None


def _refusal(context: Context, invitation: Invitation | None) -> str | None:
    if invitation is None:
        return texts.UNKNOWN
    if invitation.used_at is not None:
        return texts.USED
    if invitation.revoked_at is not None or context.now >= invitation.expires_at:
        return texts.EXPIRED
    return None


async def _person(uow: UnitOfWork, update: Update, context: Context) -> Person:
    """Return who knocks, noted as a new person if they were never here."""
    user = update.effective_user
    if user is None:
        raise LookupError("an update without a sender")
    return await uow.people.by_telegram_id(user.id) or await uow.people.add(
        user.id, user.full_name, context.now
    )
