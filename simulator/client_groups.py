"""The typed client's part about groups: their members, topics, and becoming a supergroup."""

from typing import Any

from simulator.client_base import ClientBase, Json


class GroupsClient(ClientBase):
    """Acts in groups; their ids are negative, as Telegram's are."""

    async def add_group(self, title: str, *members: int, kind: str = "group") -> int:
        """Let these people make a group ("group", "supergroup", "forum") with the bot; return its id."""
        body = {"title": title, "members": list(members), "kind": kind}
        return int((await self._ask("POST", "/sim/groups", json=body))["id"])

    async def groups(self) -> list[Json]:
        groups: list[Json] = (await self._ask("GET", "/sim/groups"))["groups"]
        return groups

    async def text_in_group(self, group: int, person: int, text: str, **more: int) -> Json:
        """Write in a group, with ``thread`` in one of its topics, with ``reply_to`` as an answer."""
        return await self._in_group(group, "text", person=person, text=text, **more)

    async def press_in_group(
        self, group: int, person: int, message_id: int, label: str | None = None, *, data: str | None = None
    ) -> str:
        """Press a button as a member, named as in a private chat; return the callback query's id."""
        named = {"data": data} if data is not None else {"label": label}
        pressed = await self._in_group(group, "press", person=person, message_id=message_id, **named)
        return str(pressed["callback_query_id"])

    async def service_in_group(
        self, group: int, person: int, kind: str, value: object = None, *, thread: int | None = None
    ) -> Json:
        """Let something happen in a group that Telegram reports as a service message of that kind."""
        return await self._in_group(group, "service", person=person, kind=kind, value=value, thread=thread)

    async def read_group(self, group: int) -> None:
        await self._in_group(group, "read")

    async def join(self, group: int, person: int) -> None:
        await self._in_group(group, "members", person=person)

    async def leave(self, group: int, person: int) -> None:
        await self._in_group(group, "leave", person=person)

    async def expel_bot(self, group: int) -> None:
        """Throw the bot out of a group."""
        await self._in_group(group, "expel")

    async def add_topic(self, group: int, person: int, name: str) -> int:
        """Let a member of a forum open a topic; return its message_thread_id."""
        return int((await self._in_group(group, "topics", person=person, name=name))["thread_id"])

    async def close_topic(self, group: int, thread: int, *, closed: bool = True) -> None:
        """Close a topic or open it again; 1 is General."""
        await self._in_group(group, f"topics/{thread}", closed=closed)

    async def delete_topic(self, group: int, thread: int) -> None:
        await self._in_group(group, f"topics/{thread}", deleted=True)

    async def migrate(self, group: int) -> int:
        """Let a group become a supergroup; return the new id."""
        return int((await self._in_group(group, "migrate"))["id"])

    async def group_messages(self, group: int, *, thread: int | None = None) -> list[Json]:
        """Return a group's messages, oldest first; with a thread those of one topic, 1 being General."""
        params = {} if thread is None else {"thread": thread}
        answer = await self._ask("GET", f"/sim/groups/{group}/messages", params=params)
        messages: list[Json] = answer["messages"]
        return messages

    async def _in_group(self, group: int, act: str, **body: Any) -> Json:  # noqa: ANN401 — the contract's own
        answer: Json = await self._ask("POST", f"/sim/groups/{group}/{act}", json=body)
        return answer
