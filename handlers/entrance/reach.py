"""Who can be reached: what Telegram tells about people who block the bot and come back.

The delivery lane finds out too, when a message does not arrive or does again (`handlers.delivery.lane`).
"""

from dataclasses import replace

from telegram import Chat, ChatMember, ChatMemberUpdated

from domain.people.person import Person, Unreachable
from handlers.telegram.context import Context

_MEANING = {ChatMember.BANNED: Unreachable.BLOCKED, ChatMember.MEMBER: None}
"""What the bot's own membership in a private chat says about its person."""


async def came_or_went(context: Context, change: ChatMemberUpdated) -> None:
    """Note that a known person has blocked the bot, or lets it write again. Nothing is said either way."""
    status = change.new_chat_member.status
    if change.chat.type != Chat.PRIVATE or status not in _MEANING:
        return
    why = _MEANING[status]
    async with context.aside() as uow:
        person = await uow.people.by_telegram_id(change.chat.id)
        if person is not None and person.unreachable is not why:
            await uow.people.unreachable(person.id, why, change.date)
            await uow.commit()


async def heard_from(context: Context, person: Person) -> Person:
    """Return the person who has just written or pressed: messages reach whoever speaks to the bot."""
    if person.unreachable is None:
        return person
    async with context.aside() as uow:
        await uow.people.unreachable(person.id, None, context.now)
        await uow.commit()
    return replace(person, unreachable=None, unreachable_since=None)
