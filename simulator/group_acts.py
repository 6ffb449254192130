"""What a member can do in a group."""

from simulator.acts import own_view, pressed, texted
from simulator.errors import PeopleError
from simulator.groups import writable_group
from simulator.hub import Hub
from simulator.service import add_service
from simulator.state import CallbackQuery, Chat, StoredMessage
from simulator.topics import thread_fields


def send_text(
    hub: Hub,
    group: Chat,
    person_id: int,
    text: str,
    *,
    thread: int | None = None,
    reply_to: int | None = None,
) -> StoredMessage:
    """Write in a group; PeopleError 403 for somebody who is no member, 404 for a topic there is not."""
    writable_group(hub, group.id, person_id)
    _check_topic(group, thread)
    replied = own_view(group, reply_to) if reply_to else None
    fields = texted(text)
    content = {
        "message_id": hub.next_message_id(),
        "from": hub.world.people[person_id].as_user(),
        "chat": hub.world.chat_as_json(group.id),
        "date": hub.world.clock.timestamp(),
        **thread_fields(group, thread, replied),
        **fields,
    }
    return hub.add_message(group, content, by_bot=False)


def _check_topic(group: Chat, thread: int | None) -> None:
    if thread and thread not in group.topics:
        raise PeopleError(404, f"there is no topic {thread}")
    if thread and group.topics[thread].closed:
        raise PeopleError(409, "this topic is closed")


def press(
    hub: Hub, group: Chat, person_id: int, message_id: int, *, data: str | None, label: str | None
) -> CallbackQuery:
    """Press a button as a member; also in a group that has migrated, where old messages can still be seen."""
    if person_id not in group.members:
        raise PeopleError(403, f"person {person_id} is no member of this group")
    return pressed(hub, group, hub.world.people[person_id], message_id, data=data, label=label)


def happen(
    hub: Hub, group: Chat, person_id: int, kind: str, value: object, *, thread: int | None
) -> StoredMessage:
    """Report something that a member did as a service message."""
    writable_group(hub, group.id, person_id)
    _check_topic(group, thread)
    return add_service(hub, group, hub.world.people[person_id], kind, value, thread=thread)
