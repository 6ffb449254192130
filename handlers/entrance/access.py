"""Who is this: asked once per update, before anything else runs, and closed when in doubt."""

import re

from telegram import Chat, Update, User
from telegram.ext import ApplicationHandlerStop

from domain.people.person import Grant, Person, Role
from handlers import proof
from handlers.conversation.aside import say_aside
from handlers.delivery import pins
from handlers.entrance import reach
from handlers.entrance.faces import known, recognised
from handlers.entrance.start import start_command
from handlers.joining import meet_stranger
from handlers.people import tell_admins
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.command import command_in
from handlers.telegram.context import Context
from handlers.telegram.replies import show_again
from handlers.telegram.screen import answer
from handlers.telegram.sent import has_content, is_moving
from handlers.words import problems
from storage.ports import UnitOfWork

GROUPS = frozenset({Chat.GROUP, Chat.SUPERGROUP})
IN_GROUPS = frozenset({"iku"})
"""The commands that are answered before everybody, with what may be said there."""


async def let_in(update: Update, context: Context) -> None:
    """Set `context.person`, or stop the update here.

    Stops what comes from channels, what a chat reports of itself, all that is not for a group in a group,
    strangers (one polite line and the way to ask for access; an invitation goes on to /start, the code of a
    document is only said to be one), and updates
    whose effect is stored already (their reply is shown again).
    """
    user, chat = update.effective_user, update.effective_chat
    if update.my_chat_member is not None:
        await reach.came_or_went(context, update.my_chat_member)
        raise ApplicationHandlerStop
    if user is None or chat is None:
        # A press on a message that Telegram no longer shows comes without a chat; it must stop spinning.
        await answer(context, update, problems.STALE_BUTTON_SHORT)
        raise ApplicationHandlerStop
    if chat.type in GROUPS:
        await _let_in_from_group(update, context, user.id)
        return
    if chat.type != Chat.PRIVATE or not _wants_an_answer(update):
        await pins.sweep(update, context)
        raise ApplicationHandlerStop
    person, stored = await _who(context, user)
    if person is not None:
        context.person = await reach.heard_from(context, person)
    if stored is not None:
        await show_again(context, update, stored)
        await say_aside(update, context)
        raise ApplicationHandlerStop
    if (person is None or not person.grants) and not _knocks(update, context):
        token = _pasted(update, context)
        if token:
            context.args = [token]
            await start_command(update, context)
        elif not await _asks_for_proof(update, context):
            await meet_stranger(update, context, user)
        raise ApplicationHandlerStop


async def _who(context: Context, user: User) -> tuple[Person | None, str | None]:
    """Return who this is, and the reply that is stored already.

    A person whose face is known, and whose update is new, costs no question.
    """
    person = known(context, user.id)
    if person is not None and context.is_new and _is_admin(context, user.id, person):
        return person, None
    async with context.look() as uow:
        stored = await _stored_reply(uow, context)
        person = person or await recognised(uow, context, user.id)
    if not _is_admin(context, user.id, person):
        person = await _made_admin(context, user.id, user.full_name)
    return person, stored


async def _stored_reply(uow: UnitOfWork, context: Context) -> str | None:
    """Return the reply that is stored with this very update; nothing can be with one that came just now."""
    if context.update_id is None or context.is_new:
        return None
    return await uow.inbox.reply_to(context.update_id)


async def _asks_for_proof(update: Update, context: Context) -> bool:
    """Answer a stranger who typed the code of a document; return False for who did not."""
    text = update.message.text if update.message is not None else None
    return bool(text) and await proof.asked_by_stranger(update, context, text or "")


def _wants_an_answer(update: Update) -> bool:
    """Return whether somebody did something that deserves a word: a pinned message, say, does not."""
    if update.edited_message is not None:
        return has_content(update.edited_message) and not is_moving(update.edited_message)
    return update.message is None or has_content(update.message)


async def _let_in_from_group(update: Update, context: Context, telegram_id: int) -> None:
    """Let a command for groups through from who sees everything; all else is ignored, without a word.

    Nothing is stored for a group, so neither strangers nor chatter leave a trace.
    """
    if _command(update, context) not in IN_GROUPS:
        raise ApplicationHandlerStop
    person = known(context, telegram_id)
    if person is None:
        async with context.look() as uow:
            person = await recognised(uow, context, telegram_id)
    if person is None or not person.sees_everything:
        raise ApplicationHandlerStop
    context.person = person


def _command(update: Update, context: Context) -> str | None:
    """Return the command of a new message, if it is one and meant for this bot."""
    return command_in(update.message, context.bot.username) if update.message is not None else None


def _knocks(update: Update, context: Context) -> bool:
    """Return whether this is `/start` with an invitation; a mangled one is for /start to explain."""
    text = update.message.text if update.message is not None else None
    return _command(update, context) == "start" and len((text or "").split()) > 1


def _pasted(update: Update, context: Context) -> str:
    """Return the code in a link of ours that was sent as a message: some clients lose it on the way."""
    text = update.message.text if update.message is not None else None
    link = re.search(
        rf"t(?:elegram)?\.me/{context.bot.username}\?start=([A-Za-z0-9_-]{{1,64}})", text or "", re.IGNORECASE
    )
    return link[1] if link is not None else ""


def _is_admin(context: Context, telegram_id: int, person: Person | None) -> bool:
    """Return whether this is an administrator, if the settings name them as one."""
    named = telegram_id in context.services.admins
    return not named or (person is not None and runs_the_bot(person))


async def _made_admin(context: Context, telegram_id: int, name: str) -> Person:
    """Make somebody an administrator because the settings say so; return the person."""
    async with context.aside() as uow:
        person = await uow.people.by_telegram_id(telegram_id)
        if person is None:
            person = await uow.people.add(telegram_id, name, context.now)
        if not runs_the_bot(person):
            await uow.people.grant(person.id, Grant(Role.ADMIN), by=None, at=context.now)
            await tell_admins(uow, context, person.id, Grant(Role.ADMIN))
            person = await uow.people.get(person.id)
            await uow.commit()
    return person
