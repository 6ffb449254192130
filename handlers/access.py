"""Who is this: asked once per update, before anything else runs, and closed when in doubt."""

from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop

from domain.people import Grant, Person, Role
from handlers.context import Context
from handlers.replies import show_again
from handlers.speech import Screen, show
from handlers.texts import people
from storage.ports import UnitOfWork


async def let_in(update: Update, context: Context) -> None:
    """Set `context.person`, or stop the update here.

    Stops what comes from groups and channels, strangers (one polite line; an invitation goes on to /start),
    and updates whose effect is stored already (their reply is shown again).
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != Chat.PRIVATE or update.my_chat_member is not None:
        raise ApplicationHandlerStop
    async with context.aside() as uow:
        stored = await uow.inbox.reply_to(context.update_id) if context.update_id is not None else None
        person = await _known(uow, context, user.id, user.full_name)
    if person is not None:
        context.person = person
    if stored is not None:
        await show_again(context, update, stored)
        raise ApplicationHandlerStop
    if (person is None or not person.grants) and not _knocks(update):
        await show(context, update, Screen(people.STRANGER))
        raise ApplicationHandlerStop


def _knocks(update: Update) -> bool:
    """Return whether this is `/start` with an invitation; a mangled one is for /start to explain."""
    text = update.message.text if update.message and update.message.text else ""
    return text.startswith("/start ")


async def _known(uow: UnitOfWork, context: Context, telegram_id: int, name: str) -> Person | None:
    """Return the person with the roles of this moment; the first admins come from the settings."""
    person = await uow.people.by_telegram_id(telegram_id)
    if telegram_id not in context.services.admins:
        return person
    if person is None:
        person = await uow.people.add(telegram_id, name, context.now)
    if Role.ADMIN not in person.roles:
        await uow.people.grant(person.id, Grant(Role.ADMIN), by=None, at=context.now)
        person = await uow.people.get(person.id)
        await uow.commit()
    return person
