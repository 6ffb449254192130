"""What stands on a person's screen: noted with the card, so that typed words find what they are meant for.

A room that shows something people may type to, or that is theirs to come back to, shows it with `show_as`:

    await show_as(context, update, screen, "review.inbox", about=button.pack())

`kind` is the room's own word, "room.thing"; `about` says what exactly is shown, as the room likes to read it
again: the callback data of the button that shows it is a good choice. The newest message of a kind counts, be
it new, changed in place, or an old one that was pressed; whatever the message showed before is no card any
more. What changes by itself is shown with `handlers.delivery.living.show_living` instead.
"""

from telegram import Chat, Update

from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, chat_of, show
from storage.ports import SOMETHING_ELSE, Card


async def show_as(context: Context, update: Update, screen: Screen, kind: str, about: str = "") -> int:
    """Show a screen as `show` does and note that it is on this person's screen; return its message's id.

    A group has no screen of anybody's.
    """
    message_id = await show(context, update, screen)
    await note(context, update, card_in(context, update, message_id, kind, about))
    return message_id


async def scroll_on(context: Context, update: Update) -> None:
    """Note that whatever stood on the screen stands above what this person has just sent."""
    if update.message is not None and context.knows_person:
        await note(context, update, card_in(context, update, update.message.message_id, SOMETHING_ELSE, ""))


def card_in(context: Context, update: Update, message_id: int, kind: str, about: str) -> Card:
    """Return the card that such a message is from now on; nothing is noted yet."""
    return Card(
        person=context.person.id,
        kind=kind,
        about=about,
        chat_id=chat_of(update),
        message_id=message_id,
        shown_at=context.now,
    )


async def note(context: Context, update: Update, card: Card) -> Card | None:
    """Note what a message in a private chat shows; return what was the newest of that kind before.

    It is on the screen already: if the process dies before this, it is a card that nobody knows of, and the
    update is answered again. What the person has left behind is read with it, for whoever tidies up after it.
    """
    if update.effective_chat is None or update.effective_chat.type != Chat.PRIVATE:
        return None
    is_new = context.pressed != (card.chat_id, card.message_id)
    if is_new and context.services.storage.show_soon(card):
        context.is_on_screen, context.left = True, ()
        return None
    async with context.aside() as uow:
        former = await uow.cards.show(card)
        left = await uow.drafts.left_by(card.person)
        await uow.commit(soon=True)
    context.is_on_screen, context.left = True, left
    return former
