"""A typed client of the people API, for tests: act as a person and wait for what the bot does."""

import asyncio
import json
import ssl
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

# The simulator speaks plain HTTP; loading the system's certificates for each client would only take time.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
Json = dict[str, Any]
Found = Callable[[Json], bool]


class PeopleClientError(Exception):
    """The simulator refused an act; ``status`` is its HTTP status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence}")
        self.status = status


class People:
    """The people of one simulator, by its ``url``. Use it as an async context manager.

    Every method raises PeopleClientError where the simulator refuses, httpx.TransportError where it is away.
    """

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        # A test waits on purpose; a quiet stream says every few seconds that it is still there.
        self._http = httpx.AsyncClient(
            base_url=url,
            timeout=60,
            trust_env=False,
            verify=NO_CERTIFICATES,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 — httpx's own options
        response = await self._http.request(method, path, **options)
        if not response.is_success:
            raise PeopleClientError(response.status_code, _sentence(response))
        return response.json()

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

    async def edit(self, person: int, message_id: int, text: str) -> Json:
        body = {"message_id": message_id, "text": text}
        edited: Json = await self._ask("POST", f"/sim/people/{person}/edit", json=body)
        return edited

    async def read(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/read")

    async def block(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/block")

    async def unblock(self, person: int) -> None:
        await self._ask("POST", f"/sim/people/{person}/unblock")

    async def answers(self, person: int) -> list[Json]:
        answers: list[Json] = (await self._ask("GET", f"/sim/people/{person}/answers"))["answers"]
        return answers

    async def add_group(self, title: str, *members: int) -> int:
        """Let these people make a group and take the bot in; return the group's id."""
        body = {"title": title, "members": list(members)}
        return int((await self._ask("POST", "/sim/groups", json=body))["id"])

    async def text_in_group(self, group: int, person: int, text: str) -> Json:
        body: Json = {"person": person, "text": text}
        sent: Json = await self._ask("POST", f"/sim/groups/{group}/text", json=body)
        return sent

    async def group_messages(self, group: int) -> list[Json]:
        messages: list[Json] = (await self._ask("GET", f"/sim/groups/{group}/messages"))["messages"]
        return messages

    async def fault(self, kind: str, **order: str | float) -> int:
        """Order a fault (method, chat_id, retry_after, seconds, times, probability) and return its id."""
        return int((await self._ask("POST", "/sim/faults", json={"kind": kind, **order}))["id"])

    async def no_faults(self) -> None:
        await self._ask("DELETE", "/sim/faults")

    async def calls(self, method: str = "", *, after: int = 0) -> list[Json]:
        """Return the Bot API calls that came in, all methods or one."""
        answer = await self._ask("GET", "/sim/calls", params={"method": method, "after": after})
        calls: list[Json] = answer["calls"]
        return calls

    async def clock(self) -> Json:
        clock: Json = await self._ask("GET", "/sim/clock")
        return clock

    async def move_clock(self, **order: float | str | bool) -> Json:
        """Move the clock: ``advance_seconds``, ``to`` or ``to_next_mark`` as in the contract."""
        clock: Json = await self._ask("POST", "/sim/clock", json=order)
        return clock

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


def _sentence(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"])
    except (ValueError, KeyError):
        # Not every refusal is the people API's own: a wrong path or host is answered in plain text.
        return response.text
