"""Chats of several people with the bot in them: who is in, which topics there are, and migration."""

from simulator.acts import person_and_chat
from simulator.errors import PeopleError
from simulator.hub import Hub
from simulator.service import add_service
from simulator.state import GENERAL, Chat, Json, Person, Topic

KINDS = ("group", "supergroup", "forum")
_FIRST_ID = -4_000_000_000
# Supergroups have their own numbers, written behind -100.
_FIRST_SUPERGROUP_ID = -1_002_000_000_000
_GENERAL_NAME = "General"


def add_group(hub: Hub, title: str, members: list[int], kind: str = "group") -> Chat:
    """Make a group of these people and take the bot in; the bot hears of it as my_chat_member.

    PeopleError 400 without members or for a kind that there is not, 404 for somebody there is not.
    """
    if kind not in KINDS:
        raise PeopleError(400, f"kind must be one of {', '.join(KINDS)}")
    if not members:
        raise PeopleError(400, "members must be the ids of people")
    makers = [person_and_chat(hub, member)[0] for member in members]
    group = _new_group(hub, title, list(dict.fromkeys(members)), kind)
    _tell_bot(hub, group, makers[0], "left", "member")
    hub.tell_group(group)
    return group


def _new_group(hub: Hub, title: str, members: list[int], kind: str) -> Chat:
    # Message 1 of a forum is the one that made it, so that no other topic has General's number.
    hub.next_message_id()
    first = _FIRST_ID if kind == "group" else _FIRST_SUPERGROUP_ID
    group = Chat(
        first - hub.world.next_number("group"),
        kind="group" if kind == "group" else "supergroup",
        title=title,
        members=members,
        topics={GENERAL: Topic(_GENERAL_NAME)} if kind == "forum" else {},
        started=True,
    )
    hub.world.chats[group.id] = group
    return group


def _tell_bot(hub: Hub, group: Chat, by: Person, before: str, after: str) -> None:
    bot = hub.world.bot.as_user()
    states = [
        {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
        for status in (before, after)
    ]
    payload = {
        "chat": hub.world.chat_as_json(group.id),
        "from": by.as_user(),
        "date": hub.world.clock.timestamp(),
        "old_chat_member": states[0],
        "new_chat_member": states[1],
    }
    hub.updates.add("my_chat_member", payload)


def group_of(hub: Hub, group_id: int) -> Chat:
    """Return a group; PeopleError 404 if there is none of that id."""
    group = hub.world.chats.get(group_id)
    if group is None or not group.is_group:
        raise PeopleError(404, f"there is no group {group_id}")
    return group


def writable_group(hub: Hub, group_id: int, person_id: int) -> Chat:
    """Return a group in which this person can act; PeopleError 403 for no member, 409 where nobody can."""
    group = group_of(hub, group_id)
    if person_id not in group.members:
        raise PeopleError(403, f"person {person_id} is no member of this group")
    if group.migrated_to:
        raise PeopleError(409, f"this group has become the supergroup {group.migrated_to}")
    return group


def join(hub: Hub, group_id: int, person_id: int) -> Chat:
    """Let a person into a group, as a member of it would; the bot sees the service message."""
    person, _ = person_and_chat(hub, person_id)
    group = group_of(hub, group_id)
    if person.id not in group.members:
        group.members.append(person.id)
        add_service(hub, group, person, "new_chat_members", [person.as_user()])
        hub.tell_group(group)
    return group


def leave(hub: Hub, group_id: int, person_id: int) -> Chat:
    """Let a member leave; PeopleError 403 for somebody who is none."""
    group = writable_group(hub, group_id, person_id)
    person = hub.world.people[person_id]
    group.members.remove(person.id)
    add_service(hub, group, person, "left_chat_member", person.as_user())
    hub.tell_group(group)
    return group


def expel_bot(hub: Hub, group_id: int) -> Chat:
    """Throw the bot out: it hears of it as my_chat_member and may not write any more."""
    group = group_of(hub, group_id)
    if not group.blocked:
        group.blocked = True
        _tell_bot(hub, group, hub.world.people[group.members[0]], "member", "kicked")
        hub.tell_group(group)
    return group


def migrate(hub: Hub, group_id: int) -> Chat:
    """Make a supergroup of a group, with another id; return it. PeopleError 409 if it is one already.

    The old chat keeps its messages, and tells everybody who writes to it the new id.
    """
    group = group_of(hub, group_id)
    if group.kind != "group" or group.migrated_to:
        raise PeopleError(409, "only a group that has not migrated yet can become a supergroup")
    by = hub.world.people[group.members[0]]
    supergroup = _new_group(hub, group.title, list(group.members), "supergroup")
    add_service(hub, group, by, "migrate_to_chat_id", supergroup.id)
    group.migrated_to = supergroup.id
    add_service(hub, supergroup, by, "migrate_from_chat_id", group.id)
    for chat in (group, supergroup):
        hub.tell_group(chat)
    return supergroup


def add_topic(hub: Hub, group_id: int, person_id: int, name: str) -> int:
    """Let a member open a topic; return its message_thread_id, the id of the message that says so."""
    group = writable_group(hub, group_id, person_id)
    if not group.is_forum:
        raise PeopleError(409, "this group has no topics")
    person = hub.world.people[person_id]
    thread = hub.world.counters.get("message", 0) + 1
    group.topics[thread] = Topic(name)
    add_service(
        hub, group, person, "forum_topic_created", {"name": name, "icon_color": 7322096}, thread=thread
    )
    hub.tell_group(group)
    return thread


def change_topic(hub: Hub, group_id: int, thread: int, order: Json) -> Chat:
    """Close, open or delete a topic as ordered; PeopleError 404 if there is none, 400 for General's end."""
    group = group_of(hub, group_id)
    if thread not in group.topics:
        raise PeopleError(404, f"there is no topic {thread}")
    if order.get("deleted"):
        if thread == GENERAL:
            raise PeopleError(400, "General cannot be deleted")
        del group.topics[thread]
    else:
        closed = bool(order.get("closed"))
        group.topics[thread].closed = closed
        by = hub.world.people[group.members[0]]
        kind = "forum_topic_closed" if closed else "forum_topic_reopened"
        add_service(hub, group, by, kind, {}, thread=thread)
    hub.tell_group(group)
    return group
