"""Chats of several people with the bot in them."""

from simulator.acts import person_and_chat, texted
from simulator.errors import PeopleError
from simulator.hub import Hub
from simulator.state import Chat, StoredMessage

_FIRST_ID = -4_000_000_000


def add_group(hub: Hub, title: str, members: list[int]) -> Chat:
    """Make a group of these people and take the bot in; the bot hears of it as my_chat_member.

    PeopleError 400 without members, 404 for somebody there is not.
    """
    if not members:
        raise PeopleError(400, "members must be the ids of people")
    makers = [person_and_chat(hub, member)[0] for member in members]
    world = hub.world
    group = Chat(
        _FIRST_ID - world.next_number("group"), kind="group", title=title, started=True, members=members
    )
    world.chats[group.id] = group
    bot = world.bot.as_user()
    payload = {
        "chat": world.chat_as_json(group.id),
        "from": makers[0].as_user(),
        "date": world.clock.timestamp(),
        "old_chat_member": {"user": bot, "status": "left"},
        "new_chat_member": {"user": bot, "status": "member"},
    }
    hub.updates.add("my_chat_member", payload)
    return group


def group_of(hub: Hub, group_id: int) -> Chat:
    """Return a group; PeopleError 404 if there is none of that id."""
    group = hub.world.chats.get(group_id)
    if group is None or group.kind != "group":
        raise PeopleError(404, f"there is no group {group_id}")
    return group


def send_text(hub: Hub, group_id: int, person_id: int, text: str) -> StoredMessage:
    """Write in a group; PeopleError 403 for somebody who is no member."""
    group = group_of(hub, group_id)
    if person_id not in group.members:
        raise PeopleError(403, f"person {person_id} is no member of this group")
    content = {
        "message_id": hub.next_message_id(),
        "from": hub.world.people[person_id].as_user(),
        "chat": hub.world.chat_as_json(group.id),
        "date": hub.world.clock.timestamp(),
        **texted(text),
    }
    return hub.add_message(group, content, by_bot=False)
