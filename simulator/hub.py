"""What lives while the simulator runs: a World, and the ways in which it is told and heard."""

import asyncio
import time
from contextlib import suppress

from simulator.events import Event, EventStream
from simulator.own_server import OwnServer
from simulator.state import Chat, Json, Person, StoredMessage, World
from simulator.updates import UpdateQueue
from simulator.views import group_view, message_view, person_view

# Telegram shows "typing" for five seconds or until the bot's next message.
TYPING_SECONDS = 5.0


class Hub:
    """One running simulated Telegram. Every change of the chat goes through here, so that all hear of it."""

    def __init__(self, world: World, own_server: OwnServer | None = None) -> None:
        self.world = world
        self.own_server = own_server
        self.updates = UpdateQueue(world)
        self.events = EventStream()
        self.closing = asyncio.Event()
        self.touched = asyncio.Event()
        self._typing_until: dict[int, float] = {}

    def close(self) -> None:
        """Let go everyone who waits: the long poll, the listeners and the calls that are slow on purpose."""
        self.closing.set()
        self.touched.set()
        self.updates.close()
        self.events.close()

    async def linger(self, seconds: float) -> None:
        """Wait that many seconds, or until the server stops."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    def next_message_id(self) -> int:
        return self.world.next_number("message")

    def add_message(self, chat: Chat, content: Json, *, by_bot: bool) -> StoredMessage:
        """Show a new message in a chat; a person's own goes to the bot and marks the chat as read."""
        message = StoredMessage(content, by_bot)
        chat.messages[content["message_id"]] = message
        if by_bot:
            self._typing_until.pop(chat.id, None)
        else:
            chat.started = True
            chat.read_up_to = content["message_id"]
            self.updates.add("message", content)
        self.tell_message("message", chat, message)
        self.tell_unread(chat)
        return message

    def set_pinned(self, chat: Chat, message: StoredMessage, *, is_pinned: bool) -> None:
        number = message.content["message_id"]
        chat.pinned = [one for one in chat.pinned if one != number] + ([number] if is_pinned else [])
        self.tell_message("edit", chat, message)

    def mark_read(self, chat: Chat) -> None:
        """Let the people of a chat have read all that is in it."""
        chat.read_up_to = max(chat.messages, default=0)
        self.tell_unread(chat)

    def tell_message(self, event: str, chat: Chat, message: StoredMessage) -> None:
        self.tell(event, message_view(self.world, chat, message), chat.id)

    def tell_unread(self, chat: Chat) -> None:
        self.tell("unread", {"person_id": chat.id, "unread": chat.unread()}, chat.id)

    def tell_person(self, person: Person) -> None:
        self.tell("people", {"person_id": person.id, **person_view(self.world, person)}, person.id)

    def tell_group(self, group: Chat) -> None:
        self.tell("group", {"person_id": group.id, **group_view(self.world, group)}, group.id)

    def tell(self, event: str, data: Json, person_id: int | None = None) -> None:
        self.events.publish(Event(event, data, person_id))

    def show_action(self, chat: Chat, action: str) -> None:
        """Show that the bot is busy in a chat."""
        self._typing_until[chat.id] = time.monotonic() + TYPING_SECONDS
        self.tell("typing", {"person_id": chat.id, "typing": True, "action": action}, chat.id)

    def is_typing(self, chat_id: int) -> bool:
        return self._typing_until.get(chat_id, 0.0) > time.monotonic()
