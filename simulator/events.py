"""Live events for the page and for tests: whoever listens hears what happens from then on."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """Something that happened; ``person_id`` is None where it concerns everyone."""

    name: str
    data: dict[str, Any]
    person_id: int | None = None


# None stands for the end.
Queue = asyncio.Queue[Event | None]


class EventStream:
    """Hands every published event to all who listen at that moment."""

    def __init__(self) -> None:
        self._listeners: dict[Queue, int | None] = {}

    def publish(self, event: Event) -> None:
        for queue, person_id in self._listeners.items():
            if person_id is None or event.person_id in (None, person_id):
                queue.put_nowait(event)

    @contextmanager
    def listen(self, person_id: int | None = None) -> Iterator[Queue]:
        """Give a queue of one person's events, or of everyone's, for the length of a with block."""
        queue: Queue = asyncio.Queue()
        self._listeners[queue] = person_id
        try:
            yield queue
        finally:
            del self._listeners[queue]

    def close(self) -> None:
        """Put the end into every listener's queue."""
        for queue in self._listeners:
            queue.put_nowait(None)
