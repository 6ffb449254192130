"""`/start`, invitations and `/bantuan`: getting in and finding the way."""

from telegram import Update

from domain.people.person import Person
from handlers.entrance import keyboards, texts
from handlers.people import wish_texts as wishes
from handlers.people.invite import opd_names
from handlers.people.role_news import tell_admins
from handlers.people.tokens import hash_token
from handlers.people.wishes import ask, needs_consent
from handlers.telegram.context import Context
from handlers.telegram.menu import commands_for, refresh_menu
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Invitation, Stale, UnitOfWork


async def start_command(update: Update, context: Context) -> None:
    """Let an invited person in, greet one who is in already, and explain a link that does not open."""
    token = context.args[0] if context.args else ""
    if not token:
        await show_welcome(context, update, context.person.id)
        return
    refusal = await _enter(update, context, token)
    if refusal is not None:
        await show(context, update, Screen(refusal))
    else:
        await show_welcome(context, update, context.person.id)


async def _enter(update: Update, context: Context, token: str) -> str | None:
    """Use the invitation; return why it does not open, or None when the person is in."""
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
            return texts.INVITATION_USED
        await uow.people.grant(person.id, invitation.grant, by=invitation.created_by, at=context.now)
        await tell_admins(uow, context, person.id, invitation.grant)
        context.person = await uow.people.get(person.id)
        await uow.commit(name_of("welcome", person.id))
    return None


def _refusal(context: Context, invitation: Invitation | None) -> str | None:
    if invitation is None:
        return texts.INVITATION_UNKNOWN
    if invitation.used_at is not None:
        return texts.INVITATION_USED
    if invitation.revoked_at is not None or context.now >= invitation.expires_at:
        return texts.INVITATION_EXPIRED
    return None


async def _person(uow: UnitOfWork, update: Update, context: Context) -> Person:
    """Return who knocks, noted as a new person if they were never here."""
    user = update.effective_user
    if user is None:
        raise LookupError("an update without a sender")
    return await uow.people.by_telegram_id(user.id) or await uow.people.add(
        user.id, user.full_name, context.now
    )


async def show_welcome(context: Context, update: Update, person_id: int) -> None:
    """Greet a person, name the roles, and set the command menu that belongs to them."""
    async with context.aside() as uow:
        person = await uow.people.get(person_id)
        opds = {opd.code: opd.name for opd in await uow.opds.all()}
    first = person.opds[0] if len(person.opds) == 1 else ""
    keyboard = keyboards.start_reporting(first if person.opds else None)
    await show(context, update, Screen(texts.welcome(person, opds), keyboard))
    await refresh_menu(context, person)


async def help_command(update: Update, context: Context) -> None:
    """`/bantuan`: the commands of this person, and how a conversation goes."""
    await show(context, update, Screen(texts.help_text(context.person, commands_for(context.person))))
    await refresh_menu(context, context.person)


async def unknown_command(update: Update, context: Context) -> None:
    await show(context, update, Screen(texts.UNKNOWN_COMMAND))
