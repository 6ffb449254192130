"""The World: everything that Telegram would remember, as plain data that is saved to one JSON file."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Base64Bytes, Field

from simulator.clock import Clock

Json = dict[str, Any]
# Update kinds that Telegram leaves out unless a bot asks for them by name.
OPTIONAL_UPDATES = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class BotAccount:
    """The one bot of this world."""

    id: int = 7_000_000_001
    username: str = "simulator_bot"
    first_name: str = "Bot"
    token: str = "7000000001:simulator"  # noqa: S105 — opens nothing but this simulator

    def as_user(self) -> Json:
        """Return Telegram's User object."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass
class Person:
    """Someone who can open the chat with the bot. ``group`` and ``note`` are only for the page's list."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    note: str = ""
    group: str = ""

    def names(self) -> Json:
        """Return the name fields that User and Chat share, the empty ones left out as Telegram does."""
        named = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in named.items() if value}

    def as_user(self) -> Json:
        return {"id": self.id, "is_bot": False, **self.names(), "language_code": "id"}


@dataclass
class StoredMessage:
    """A message as Telegram shapes it, and who wrote it."""

    content: Json
    by_bot: bool
    deleted: bool = False


@dataclass
class Topic:
    """A topic of a forum; in a closed one only admins write."""

    name: str
    closed: bool = False


# Telegram's own number of the topic that every forum has, and that nobody may name in a call.
GENERAL = 1


@dataclass
class Chat:
    """A chat, by its id: a private one has its person's id and no list of members, a group a negative id.

    A forum is a supergroup with topics, by their message_thread_id. ``blocked``: the person does not want
    to hear from the bot, or the group has thrown it out. A group that has become a supergroup stays, with
    the new id in ``migrated_to``.
    """

    id: int
    kind: str = "private"
    title: str = ""
    members: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None
    started: bool = False
    blocked: bool = False
    read_up_to: int = 0
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.kind != "private"

    @property
    def is_forum(self) -> bool:
        return bool(self.topics)

    def shown(self) -> Iterator[StoredMessage]:
        """Yield the messages that are still there, oldest first."""
        return (message for message in self.messages.values() if not message.deleted)

    def unread(self) -> int:
        return sum(item.by_bot and item.content["message_id"] > self.read_up_to for item in self.shown())


@dataclass
class StoredFile:
    """A file that went through Telegram; ``size`` is what Telegram claims, in bytes."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime_type: str
    size: int
    content_key: str
    width: int = 0
    height: int = 0


@dataclass
class CallbackQuery:
    """A pressed button; ``answer`` is what the person was shown, None while the bot has said nothing."""

    id: str
    person_id: int
    message_id: int
    asked_at: float
    chat_id: int = 0
    answer: Json | None = None


@dataclass
class Fault:
    """An order to fail: matching calls meet ``kind`` until ``times`` is used up.

    A call matches by its method and by the parameters in ``where``. With ``effect`` it is carried out before
    it fails. The fields after it are what kind "error" and kind "raw" answer.
    """

    id: int
    kind: str
    method: str | None = None
    chat_id: int | None = None
    where: Json = field(default_factory=dict)
    retry_after: int = 3
    seconds: float = 5.0
    times: int = 1
    probability: float = 1.0
    effect: bool = False
    error_code: int = 400
    description: str = ""
    parameters: Json = field(default_factory=dict)
    status: int = 200
    content_type: str = "application/json"
    body: Base64Bytes = b""


@dataclass
class LoggedCall:
    """One Bot API call that came in."""

    n: int
    method: str
    params: Json
    status: int
    error: str | None
    at: str


@dataclass
class Webhook:
    """Where updates are delivered; an empty address means that the bot polls."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass
class World:
    """People, chats, files, waiting updates, commands and faults of one simulated Telegram."""

    bot: BotAccount = field(default_factory=BotAccount)
    clock: Clock = field(default_factory=Clock)
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    callback_queries: dict[str, CallbackQuery] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    # Bytes lie in files of their own, and the calls of a run say nothing to the next one.
    contents: Annotated[dict[str, bytes], Field(exclude=True)] = field(default_factory=dict)
    calls: Annotated[list[LoggedCall], Field(exclude=True)] = field(default_factory=list)

    def next_number(self, counter: str) -> int:
        """Return 1, 2, 3 … for each named counter; it goes on after a restart from a saved state."""
        self.counters[counter] = self.counters.get(counter, 0) + 1
        return self.counters[counter]

    def add_person(self, person: Person) -> Person:
        """Add a person, or replace the names of the one with the same id; the chat stays. Returns it."""
        self.people[person.id] = person
        self.chats.setdefault(person.id, Chat(person.id))
        return person

    def chat_as_json(self, chat_id: int) -> Json:
        """Return Telegram's Chat object."""
        chat = self.chats[chat_id]
        named = {"title": chat.title} if chat.is_group else self.people[chat_id].names()
        return {"id": chat.id, **named, "type": chat.kind, **({"is_forum": True} if chat.is_forum else {})}

    def add_update(self, kind: str, payload: Json) -> None:
        """Queue an update, unless the bot asked for other kinds only. Its id is the last one plus one."""
        wanted = kind in self.allowed_updates if self.allowed_updates else kind not in OPTIONAL_UPDATES
        if wanted:
            self.updates.append({"update_id": self.next_number("update"), kind: payload})


def new_secret() -> str:
    """Return an identifier that nobody can guess, for files and callback queries."""
    return secrets.token_urlsafe(18)
