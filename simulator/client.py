"""A typed client of the people API, for tests: act as a person and wait for what the bot does."""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path

from simulator.client_base import NO_CERTIFICATES, Found, Json, PeopleClientError
from simulator.client_control import ControlClient
from simulator.client_groups import GroupsClient

__all__ = ["NO_CERTIFICATES", "Found", "Json", "People", "PeopleClientError"]


class People(ControlClient, GroupsClient):
    """The people of one simulator, by its ``url``. Use it as an async context manager.

    Every method raises PeopleClientError where the simulator refuses, httpx.TransportError where it is away.
    """

    async def add(self, first_name: str, **fields: str | int) -> Json:
        """Add a person (id, last_name, username, note, group as in the contract) and return it."""
        added: Json = await self._ask("POST", "/sim/people", json={"first_name": first_name, **fields})
        return added

    async def all(self) -> list[Json]:
        people: list[Json] = (await self._ask("GET", "/sim/people"))["people"]
        return people

    async def chat(self, person: int) -> Json:
        """Return the whole chat: messages, commands, typing, blocked."""
        chat: Json = await self._ask("GET", f"/sim/people/{person}/messages")
        return chat

    async def messages(self, person: int, *, after: int = 0) -> list[Json]:
        """Return the messages with an id over ``after``, oldest first."""
        chat = await self._ask("GET", f"/sim/people/{person}/messages", params={"after": after})
        messages: list[Json] = chat["messages"]
        return messages

    async def arrived(self, *, after: int = 0, limit: int = 200) -> list[Json]:
        """Return what the bot has sent to anybody, oldest first.

        Of the messages with an id over `after` these are the newest `limit`.
        """
        params = {"after": after, "limit": limit}
        messages: list[Json] = (await self._ask("GET", "/sim/messages", params=params))["messages"]
        return messages

    async def last(self, person: int) -> Json | None:
        """Return the bot's newest message, None if it has not written yet."""
        return next((m for m in reversed(await self.messages(person)) if m["from"] == "bot"), None)

    async def text(
        self, person: int, text: str, *, reply_to: int | None = None, entities: Sequence[Json] = ()
    ) -> Json:
        """Write a text, formatted by these entities (offset and length in UTF-16 units)."""
        body: Json = {"text": text} | ({"reply_to": reply_to} if reply_to else {})
        body |= {"entities": list(entities)} if entities else {}
        sent: Json = await self._ask("POST", f"/sim/people/{person}/text", json=body)
        return sent

    async def press(
        self, person: int, message_id: int, label: str | None = None, *, data: str | None = None
    ) -> str:
        """Press a button by its label, a unique part of it, or its data; return the callback query's id."""
        body = {"message_id": message_id, **({"data": data} if data is not None else {"label": label})}
        return str((await self._ask("POST", f"/sim/people/{person}/press", json=body))["callback_query_id"])

    async def file(
        self, person: int, *files: tuple[str, bytes, str] | Path, **order: str | int
    ) -> list[Json]:
        """Send files, given as (name, bytes, mime type) or paths.

        The order's fields are those of the contract; ``as`` is written ``as_`` here.
        """
        parts = [
            ("file", (item.name, item.read_bytes()) if isinstance(item, Path) else item) for item in files
        ]
        data = {name.removesuffix("_"): str(value) for name, value in order.items()}
        answer = await self._ask("POST", f"/sim/people/{person}/file", files=parts, data=data)
        messages: list[Json] = answer["messages"]
        return messages

    async def other(self, person: int, kind: str) -> Json:
        sent: Json = await self._ask("POST", f"/sim/people/{person}/other", json={"kind": kind})
        return sent

    async def service(self, person: int, kind: str, value: object = None) -> Json:
        """Let something happen that Telegram reports as a service message of that kind; return it."""
        body = {"kind": kind, "value": value}
        sent: Json = await self._ask("POST", f"/sim/people/{person}/service", json=body)
        return sent

    async def edit(self, person: int, message_id: int, text: str) -> Json:
        body = {"message_id": message_id, "text": text}
        edited: Json = await self._ask("POST", f"/sim/people/{person}/edit", json=body)
        return edited

    async def unpin(self, person: int, message_id: int) -> None:
        """Take a pinned message down; the bot never hears of it."""
        await self._ask("POST", f"/sim/people/{person}/unpin", json={"message_id": message_id})

    async def read(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/read")

    async def block(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/block")

    async def unblock(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/unblock")

    async def answers(self, person: int) -> list[Json]:
        answers: list[Json] = (await self._ask("GET", f"/sim/people/{person}/answers"))["answers"]
        return answers

    async def events(self, person: int | None = None) -> AsyncGenerator[tuple[str, Json], None]:
        """Yield (name, data) of what happens from now on, until the simulator stops.

        The first pair is ("connected", {}): whatever happens after it has come is not missed.
        """
        params = {"person": person} if person else {}
        async with self._http.stream("GET", "/sim/events", params=params) as response:
            name = ""
            async for line in response.aiter_lines():
                if line == ": connected":
                    yield "connected", {}
                elif line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    yield name, json.loads(line.removeprefix("data: "))

    async def wait_for(
        self,
        person: int,
        found: Found,
        *,
        after: int = 0,
        timeout: float = 60,  # noqa: ASYNC109 — a test names its own patience
    ) -> Json:
        """Return the bot's first message, new or edited, with an id over ``after`` and ``found`` true.

        Raises TimeoutError, with the chat's last messages in it, if there is none in ``timeout`` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                # Closing the stream here, not at some later collection, keeps the test's loop clean.
                async with aclosing(self.events(person)) as events:
                    async for _ in events:
                        for message in await self.messages(person, after=after):
                            if message["from"] == "bot" and found(message):
                                return message
                raise ConnectionError("the simulator stopped while waiting")
        except TimeoutError as error:
            shown = [message.get("text", "…") for message in (await self.messages(person))[-3:]]
            raise TimeoutError(f"not seen in {timeout} s; the last messages are {shown}") from error
